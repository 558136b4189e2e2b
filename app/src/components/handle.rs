//! A handle on the timeline: an end of a phase, moved by pointer or by keys.

use crate::browser::element;
use crate::state::{Origin, use_state};
use crate::view::text;
use leptos::prelude::*;
use model::base::month::Month;
use model::inputs::input::ParameterId;

/// A handle that moves one month input, or several together by as much.
#[component]
pub fn Handle(
    /// What it is called.
    name: String,
    /// The inputs that it moves; the first one's month is the handle's own.
    moves: Vec<ParameterId>,
    /// How many months the timeline shows.
    #[prop(into)]
    months: Signal<usize>,
    /// Where it begins, as a part of the lane: "12.5%".
    #[prop(into)]
    left: Signal<String>,
    /// How long it is; nothing for the handles at the ends.
    #[prop(into, optional)]
    width: Signal<String>,
    /// Its colour.
    #[prop(into, optional)]
    colour: Signal<String>,
    /// Which part of the bar it is: `start`, `end` or `whole`.
    part: &'static str,
) -> impl IntoView {
    let state = use_state();
    let own = moves[0];
    let value = Memo::new(move |_| state.scenario.with(|scenario| scenario.get(own)));
    // Where a drag began, and the months of all moved inputs then.
    let drag = StoredValue::new(None::<(f64, Vec<f64>)>);
    let moves = StoredValue::new(moves);
    let now = move || {
        moves.with_value(|all| all.iter().map(|input| state.scenario.with_untracked(|s| s.get(*input))).collect())
    };
    let shift = move |from: &[f64], by: f64| {
        moves.with_value(|all| state.change(Origin::Reader, |document| document.shift(all, from, by)));
    };
    view! {
        <div
            class=format!("handle {part}")
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
                drag.set_value(Some((f64::from(event.client_x()), now())));
            }
            on:pointermove=move |event| {
                let Some((from, began)) = drag.get_value() else { return };
                let Some(width) = element::parent_width(&event).filter(|width| *width > 0.0) else { return };
                let by = (f64::from(event.client_x()) - from) / width * months.get_untracked() as f64;
                shift(&began, by.round());
            }
            on:pointerup=move |_| drag.set_value(None)
            on:pointercancel=move |_| drag.set_value(None)
            on:keydown=move |event| {
                let by = match event.key().as_str() {
                    "ArrowRight" | "ArrowUp" => 1.0,
                    "ArrowLeft" | "ArrowDown" => -1.0,
                    "PageUp" => 6.0,
                    "PageDown" => -6.0,
                    _ => return,
                };
                event.prevent_default();
                let began: Vec<f64> = now();
                shift(&began, by);
            }
        ></div>
    }
}
