//! The figure of who paid whom, laid out for the available width.

use super::frame::{Frame, notes, part, words};
use super::time_chart::watched;
use crate::state::use_state;
use crate::view::{kept_text, text};
use figures::flows::{page, prepared};
use figures::{Definition, Plot};
use leptos::prelude::*;

/// The width is rounded down to a multiple of this, CSS pixels, so that a window that is being resized does not redraw
/// the figure for every pixel.
const STEP: f64 = 8.0;

/// A figure of payments.
#[component]
pub fn FlowChart(
    /// The figure's definition.
    of: &'static Definition,
) -> impl IntoView {
    let state = use_state();
    let (width, seen) = (RwSignal::new(None), RwSignal::new(true));
    let frame = watched(seen, move |now| {
        let now = Some((now / STEP).floor() * STEP);
        if now != width.get_untracked() {
            width.set(now);
        }
    });
    let words = words(Signal::stored(of));
    let whole = text(move || match part(state, |subjects| of.drawn(subjects)) {
        // Before the width is known, in the build above all, the figure is laid out for several widths, of which CSS
        // shows one.
        Plot::Flows(plot) => width.get().map_or_else(|| prepared(&plot), |width| page(&plot, width)),
        _ => String::new(),
    });
    // Out of sight the figure is updated when the scenario rests, as all charts are. But it follows its width at once,
    // because its height depends on it, and the page must not shift when the figure comes into view.
    let body = kept_text(move || {
        width.track();
        if seen.get() {
            return whole.get();
        }
        state.rested.track();
        whole.get_untracked()
    });
    let drawing = view! {
        <div class="flow-sizes" node_ref=frame inner_html=body></div>
        <p class="flow-words" inner_html=notes(words)></p>
    };
    view! { <Frame of=Signal::stored(of) words=words class="chart flows" drawing=drawing.into_any() /> }
}
