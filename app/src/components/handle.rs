//! A handle on the timeline: the start, the end or the whole of a phase, moved by pointer or keys.

use crate::browser::element;
use crate::state::{Origin, use_state};
use crate::track::{months_moved, with_change};
use crate::view::{flag, text, when};
use leptos::prelude::*;
use model::base::month::Month;
use model::inputs::input::ParameterId;

/// A handle that moves one month input, or several by the same number of months.
///
/// During a drag it shows the month and how far that is from where the drag began. A double click restores the
/// baseline's months; Escape, or a finger that turns out to scroll the page, restores those before the drag.
#[component]
pub fn Handle(
    /// The handle's name for screen readers.
    name: String,
    /// The inputs that it moves; the handle's own value is that of the first.
    moves: Vec<ParameterId>,
    /// How many months the timeline shows.
    #[prop(into)]
    months: Signal<usize>,
    /// Its left edge as a CSS length within the lane: "12.5%".
    #[prop(into)]
    left: Signal<String>,
    /// Its width as a CSS length; left out for the handles at the ends.
    #[prop(into, optional)]
    width: Signal<String>,
    /// Its colour.
    #[prop(into, optional)]
    colour: Signal<String>,
    /// Whether it shows only the plan, because the phase comes about otherwise.
    #[prop(into, optional)]
    faint: Signal<bool>,
    /// The part of the bar that it is: `start`, `end` or `whole`.
    part: &'static str,
) -> impl IntoView {
    let state = use_state();
    let own = moves[0];
    let value = Memo::new(move |_| state.scenario.with(|scenario| scenario.get(own)));
    // The pointer's position at the beginning of a drag, and the months of all moved inputs at that time.
    let drag = RwSignal::new(None::<(f64, Vec<f64>)>);
    let moves = StoredValue::new(moves);
    let now = move || {
        moves.with_value(|all| {
            all.iter().map(|input| state.scenario.with_untracked(|s| s.get(*input))).collect::<Vec<f64>>()
        })
    };
    let shift = move |from: &[f64], by: f64| {
        moves.with_value(|all| state.change(Origin::Reader, |document| document.shift(all, from, by)));
    };
    let told = when(flag(move || drag.with(Option::is_some)), move || {
        let words = text(move || {
            value.track();
            let months: Vec<String> = now().into_iter().map(|month| Month(month as i32).short_name()).collect();
            let began = drag.with(|drag| drag.as_ref().map_or(value.get(), |(_, began)| began[0]));
            with_change(months.join(" – "), months_moved(value.get() - began))
        });
        view! { <b class="drag-note" aria-hidden="true">{words}</b> }.into_any()
    });
    view! {
        <div
            class=format!("handle {part}")
            class:faint=faint
            role="slider"
            tabindex="0"
            aria-label=name
            aria-valuemin=own.row().min
            aria-valuemax=own.row().max
            aria-valuenow=text(move || value.get().to_string())
            aria-valuetext=text(move || Month(value.get() as i32).name())
            style:left=left
            style:width=width
            style:--mark=colour
            on:pointerdown=move |event| {
                element::capture(&event);
                state.grasp();
                drag.set(Some((f64::from(event.client_x()), now())));
            }
            on:pointermove=move |event| {
                let Some((from, began)) = drag.get_untracked() else { return };
                let Some(width) = element::parent_width(&event).filter(|width| *width > 0.0) else { return };
                let by = (f64::from(event.client_x()) - from) / width * months.get_untracked() as f64;
                shift(&began, by.round());
            }
            on:pointerup=move |_| drag.set(None)
            on:pointercancel=move |_| drag.set(None)
            on:dblclick=move |_| moves.with_value(|all| state.reset_several(all))
            on:keydown=move |event| {
                let by = match event.key().as_str() {
                    "ArrowRight" | "ArrowUp" => 1.0,
                    "ArrowLeft" | "ArrowDown" => -1.0,
                    "PageUp" => 6.0,
                    "PageDown" => -6.0,
                    "Escape" if drag.with_untracked(Option::is_some) => {
                        event.prevent_default();
                        drag.set(None);
                        return state.take_back();
                    }
                    _ => return,
                };
                event.prevent_default();
                let began = now();
                shift(&began, by);
            }
        >
            {told}
        </div>
    }
}
