//! A scalar input: a slider and a field to type in.

use super::entry::{Entry, Typed};
use crate::state::use_state;
use crate::view::{kept_number, percent, text};
use leptos::prelude::*;
use model::base::numbers::read_number;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;

/// A slider with its label, typed value and unit, default tick and low–high band.
///
/// Keys: arrows a step, with Shift a tenth of it, Page keys ten steps, Home and End to the ends.
#[component]
pub fn Slider(
    /// Which input.
    of: ParameterId,
    /// Its field.
    entry: Entry,
) -> impl IntoView {
    let state = use_state();
    let row = of.row();
    let name = of.name();
    let value = kept_number(move || state.scenario.with(|scenario| scenario.get(of)));
    let (low, high) = (position(of, row.min), position(of, row.max));
    let on_track = move |value: f64| 100.0 * ((position(of, value) - low) / (high - low)).clamp(0.0, 1.0);
    let band = of.fact().and_then(|fact| Some((on_track(fact.low?), on_track(fact.high?))));
    let band = band.map(|(low, high)| {
        view! { <i class="band" style:left=percent(low) style:width=percent(high - low)></i> }
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
            <input
                type="range"
                min=low
                max=high
                step=row.step
                aria-label=name.clone()
                aria-valuetext=text(move || of.show(value.get()))
                value=text(move || position(of, value.get()).to_string())
                prop:value=text(move || position(of, value.get()).to_string())
                on:pointerdown=move |_| state.grasp()
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
        </div>
    }
}

/// Where a value lies on the slider: at itself, or on a logarithmic one at its decade.
fn position(of: ParameterId, value: f64) -> f64 {
    match of.row().kind {
        Kind::Logarithmic => decades(value),
        _ => value,
    }
}

/// The value at a position of the slider, on the grid of its steps.
fn at_position(of: ParameterId, position: f64) -> f64 {
    let row = of.row();
    let value = match row.kind {
        Kind::Logarithmic => on_log_grid(position, row.step),
        _ => on_grid(position, row.step),
    };
    value.clamp(row.min, row.max)
}

/// The value after a key, or `None` for a key that is not the slider's.
pub(super) fn after_key(of: ParameterId, value: f64, key: &str, shift: bool) -> Option<f64> {
    let row = of.row();
    let fine = if shift && !matches!(row.kind, Kind::Whole | Kind::Month) { 0.1 } else { 1.0 };
    // Of months a coarse step is a year.
    let coarse = if row.kind == Kind::Month { 12.0 } else { 10.0 };
    let steps = match key {
        "ArrowRight" | "ArrowUp" => fine,
        "ArrowLeft" | "ArrowDown" => -fine,
        "PageUp" => coarse,
        "PageDown" => -coarse,
        "Home" => return Some(row.min),
        "End" => return Some(row.max),
        _ => return None,
    };
    let next = match row.kind {
        Kind::Logarithmic => on_log_grid(decades(value) + steps * row.step, row.step * fine),
        _ => on_grid(value + steps * row.step, row.step * fine),
    };
    Some(next.clamp(row.min, row.max))
}

/// The nearest whole multiple of a step, without the dust that a multiplication by 0.01 leaves.
fn on_grid(value: f64, step: f64) -> f64 {
    let count = (value / step).round();
    if step >= 1.0 { count * step } else { count / (1.0 / step).round() }
}

/// 10 to the power of the nearest multiple of a step, to three digits.
fn on_log_grid(decade: f64, step: f64) -> f64 {
    let value = libm::pow(10.0, (decade / step).round() * step);
    read_number(&format!("{value:.2e}")).unwrap_or(value)
}

fn decades(value: f64) -> f64 {
    libm::log10(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(id: &str) -> ParameterId {
        ParameterId::parse(id).expect(id)
    }

    #[test]
    fn places_and_values_agree_both_ways() {
        for of in ParameterId::all() {
            let row = of.row();
            if !matches!(row.kind, Kind::Number | Kind::Whole | Kind::Logarithmic) {
                continue;
            }
            for part in 0..=20 {
                let (low, high) = (position(of, row.min), position(of, row.max));
                let value = at_position(of, low + (high - low) * f64::from(part) / 20.0);
                assert_eq!(of.check(value), Ok(()), "{}", of.id());
                let again = at_position(of, position(of, value));
                assert!((again - value).abs() <= 1e-9 * value.abs(), "{}: {value} {again}", of.id());
            }
        }
    }

    #[test]
    fn keys_step_finely_and_coarsely() {
        let pue = input("operations.pue");
        assert_eq!(after_key(pue, 1.15, "ArrowRight", false), Some(1.16));
        assert_eq!(after_key(pue, 1.15, "ArrowLeft", true), Some(1.149));
        assert_eq!(after_key(pue, 1.15, "PageUp", false), Some(1.25));
        assert_eq!(after_key(pue, 1.15, "End", false), Some(2.0));
        assert_eq!(after_key(pue, 1.0, "ArrowDown", false), Some(1.0));
        assert_eq!(after_key(pue, 1.0, "a", false), None);
        assert_eq!(after_key(input("operations.slip_months"), 3.0, "ArrowUp", true), Some(4.0));
        let flop = input("workload.run_flop");
        assert!(after_key(flop, 5e26, "ArrowUp", false).is_some_and(|next| next > 5e26 && next < 6e26));
    }
}
