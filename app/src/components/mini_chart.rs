//! A small copy of a chart, with its finding, shown beside the control that changes it.

use super::frame::{drawn_part, part};
use crate::browser::element;
use crate::state::use_state;
use crate::view::{edge, flag, kept_text, text, when};
use figures::time::{Height, TimePlot, Whose, axes, marks, plane};
use figures::{Definition, Plot, definition, span};
use leptos::prelude::*;

/// The small copy of a chart over months; nothing for other figures, which are scrolled into view instead.
#[component]
pub fn MiniChart(
    /// The figure's id; empty for none.
    #[prop(into)]
    of: Signal<String>,
) -> impl IntoView {
    let state = use_state();
    let definition = move || of.with(|id| definition(id));
    let plot = Memo::new(move |_| {
        let of: &Definition = definition()?;
        match drawn_part(state, of, |subjects| of.plotted(subjects)) {
            Plot::Months(plot) => Some(TimePlot { height: Height::Short, strip: None, ..plot }),
            _ => None,
        }
    });
    let drawn = move |draw: fn(&TimePlot) -> String| {
        kept_text(move || plot.with(|plot| plot.as_ref().map_or_else(String::new, draw)))
    };
    let finding = kept_text(move || {
        definition().map_or_else(String::new, |of| part(state, |subjects| span::html(&(of.finding)(subjects))))
    });
    let labels = kept_text(move || {
        plot.with(|plot| {
            let marked = |plot: &TimePlot| state.marked().min(plot.months().saturating_sub(1));
            plot.as_ref().map_or_else(String::new, |plot| marks(plot, marked(plot), None, Whose::Own))
        })
    });
    let small = move || {
        view! {
            <div class="mini" data-figure=text(move || of.get())>
                <p class="mini-title" inner_html=finding></p>
                <div class="drawing short" aria-hidden="true">
                    <div class="axes" inner_html=drawn(axes)></div>
                    <div class="canvas" inner_html=drawn(plane)></div>
                    <div class="marks" inner_html=labels></div>
                </div>
            </div>
        }
        .into_any()
    };
    // A figure that is no chart over months is scrolled into view instead.
    edge(move |_| {
        if plot.with(Option::is_none) {
            of.with(|id| element::bring_into_sight(id));
        }
    });
    when(flag(move || plot.with(Option::is_some)), small)
}
