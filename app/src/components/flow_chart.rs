//! The figure of who paid whom, laid out for the width that it has.

use super::frame::{Frame, notes, part, words};
use super::time_chart::watched;
use crate::state::use_state;
use crate::view::{kept_text, text};
use figures::flows::{page, prepared};
use figures::{Definition, Plot};
use leptos::prelude::*;

/// Steps of the width, CSS pixels: they spare drawing anew while a window is dragged.
const STEP: f64 = 8.0;

/// A figure of payments.
#[component]
pub fn FlowChart(
    /// Which one.
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
        // Where nobody knows the width yet, for several of them.
        Plot::Flows(plot) => width.get().map_or_else(|| prepared(&plot), |width| page(&plot, width)),
        _ => String::new(),
    });
    // Out of sight it follows when the scenario rests, as all charts do; but its height hangs on its width, and the page
    // must not jump when it comes into sight.
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
