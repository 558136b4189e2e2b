//! An input with a lower and an upper bound, a number or a month: a slider and a text field.

use super::entry::{Entry, Typed};
use crate::state::use_state;
use crate::track::{after_key, at_position, moved, position};
use crate::view::{block, flag, percent, text, when};
use leptos::prelude::*;
use model::analysis::ranges::Range;
use model::base::numbers::read_number;
use model::inputs::input::ParameterId;

/// A slider with its label, text field, unit, mark of the baseline's value and low–high band.
///
/// Keys: arrows one step, with Shift a tenth of it, Page keys ten steps or a year, Home and End to the bounds. A double
/// click restores the baseline's value. A finger that scrolls the page changes nothing: see
/// [`crate::state::State::take_back`].
#[component]
pub fn Slider(
    /// The input.
    of: ParameterId,
    /// Its text field.
    entry: Entry,
) -> impl IntoView {
    let state = use_state();
    let row = of.row();
    let value = entry.value;
    let (low, high) = (position(of, row.min), position(of, row.max));
    let on_track = move |value: f64| 100.0 * ((position(of, value) - low) / (high - low)).clamp(0.0, 1.0);
    let band = of.fact().and_then(|fact| Some((on_track(fact.low?), on_track(fact.high?))));
    let band = band.map(|(low, high)| {
        // The range belongs to the value of the table of facts; if the baseline sets another value, no range is known.
        let is_of_another = flag(move || Range::of_baseline(state.baseline(), of).is_err());
        view! { <i class="band" hidden=is_of_another style:left=percent(low) style:width=percent(high - low)></i> }
    });
    // The value when the pointer was pressed, and the note that shows how far it has moved, on the side with more room.
    let from = RwSignal::new(None::<f64>);
    let told = when(flag(move || from.get().is_some()), move || {
        let words = text(move || moved(of, from.get().unwrap_or(value.get()), value.get()));
        let is_far = flag(move || on_track(value.get()) > 50.0);
        view! { <b class="drag-note" class:far=is_far aria-hidden="true">{words}</b> }.into_any()
    });
    let mark = Memo::new(move |_| state.marks.of(of));
    let is_marked = flag(move || mark.with(Option::is_some));
    let lean = when(is_marked, move || {
        let size = text(move || mark.with(|mark| mark.as_ref().map_or(0, |mark| mark.size).to_string()));
        let rises = flag(move || mark.with(|mark| mark.as_ref().is_some_and(|mark| mark.rises)));
        let falls = flag(move || !rises.get());
        let place = text(move || percent(on_track(value.get())));
        // At the end of the track the value cannot move on in that direction.
        let is_over = flag(move || on_track(value.get()) == if rises.get() { 100.0 } else { 0.0 });
        view! { <i class="lean" class:falls=falls data-size=size hidden=is_over style:left=place></i> }.into_any()
    });
    let break_even = block(move || {
        let values = mark.with(|mark| mark.as_ref().map_or(Vec::new(), |mark| mark.crossing_values.clone()));
        let one = |value: f64| view! { <i class="break-even" style:left=percent(on_track(value))></i> };
        values.into_iter().map(one).collect::<Vec<_>>().into_any()
    });
    view! {
        <div class="input-head">
            <span class="label" aria-hidden="true">{row.label}</span>
            <Typed entry=entry />
        </div>
        <div class="track">
            {band}
            <i class="done" style:width=text(move || percent(on_track(value.get())))></i>
            <i class="tick" style:left=text(move || percent(on_track(state.baseline().value(of))))></i>
            {break_even}
            {lean}
            <input
                type="range"
                min=low
                max=high
                step=row.step
                aria-label=text(move || state.name_of(of))
                aria-valuetext=text(move || of.show(value.get()))
                title=text(move || mark.with(|mark| mark.as_ref().map_or_else(String::new, |mark| mark.words.clone())))
                value=text(move || position(of, value.get()).to_string())
                prop:value=text(move || position(of, value.get()).to_string())
                on:pointerdown=move |_| {
                    state.grasp();
                    from.set(Some(value.get_untracked()));
                }
                on:pointerup=move |_| from.set(None)
                on:pointercancel=move |_| from.set(None)
                on:change=move |_| from.set(None)
                on:dblclick=move |_| {
                    state.reset(of);
                    entry.settle();
                }
                on:input=move |event| {
                    entry.settle();
                    if let Some(position) = read_number(&event_target_value(&event)) {
                        state.set(of, at_position(of, position));
                    }
                }
                on:keydown=move |event| {
                    if let Some(next) = after_key(of, value.get_untracked(), &event.key(), event.shift_key()) {
                        event.prevent_default();
                        entry.settle();
                        state.set(of, next);
                    }
                }
            />
            {told}
        </div>
    }
}
