//! A scalar input: a slider and a field to type in.

use crate::browser::element;
use crate::state::{State, use_state};
use crate::view::{kept_number, text};
use leptos::prelude::*;
use model::number::read_number;
use model::parameters::{Kind, ParameterId};

/// A slider with its label, typed value and unit, default tick and low–high band.
///
/// Keys: arrows a step, with Shift a tenth of it, Page keys ten steps, Home and End to the ends.
#[component]
pub fn Slider(
    /// Which input.
    of: ParameterId,
    /// Where to say that a typed value cannot be.
    fault: RwSignal<String>,
) -> impl IntoView {
    let state = use_state();
    let row = of.row();
    let name = of.name();
    let value = kept_number(move || state.scenario.with(|scenario| scenario.get(of)));
    let place = move |value: f64| 100.0 * share(of, value);
    let band = of.fact().and_then(|fact| Some((place(fact.low?), place(fact.high?))));
    let band = band.map(|(low, high)| {
        view! { <i class="band" style=format!("left:{low:.2}%;width:{:.2}%", high - low)></i> }
    });
    let shown_now = move || of.row().scale.write(state.scenario.with_untracked(|scenario| scenario.get(of)));
    view! {
        <div class="input-head">
            <span class="label" aria-hidden="true">{row.label}</span>
            <span class="typed">
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=format!("{name}, typed")
                    prop:value=text(move || row.scale.write(value.get()))
                    on:change=move |event| {
                        typed(state, of, fault, &event_target_value(&event));
                        // What was refused does not stay there as if it held.
                        element::write_field(&event, &shown_now());
                    }
                />
                <span class="unit">{row.scale.symbol}</span>
            </span>
        </div>
        <div class="track">
            {band}
            <i class="done" style=text(move || format!("width:{:.2}%", place(value.get())))></i>
            <i class="tick" style=text(move || format!("left:{:.2}%", place(state.baseline().value(of))))></i>
            <input
                type="range"
                min="0"
                max="1"
                step="any"
                aria-label=name.clone()
                aria-valuetext=text(move || of.show(value.get()))
                prop:value=text(move || share(of, value.get()).to_string())
                on:input=move |event| {
                    fault.set(String::new());
                    if let Some(share) = read_number(&event_target_value(&event)) {
                        state.set(of, at_share(of, share));
                    }
                }
                on:keydown=move |event| {
                    if let Some(next) = after_key(of, value.get_untracked(), &event.key(), event.shift_key()) {
                        event.prevent_default();
                        fault.set(String::new());
                        state.set(of, next);
                    }
                }
            />
        </div>
    }
}

/// Takes what was typed, or says why it cannot be taken.
fn typed(state: State, of: ParameterId, fault: RwSignal<String>, text: &str) {
    let read = of.row().scale.read(text).ok_or_else(|| format!("“{text}” is not a number."));
    match read.and_then(|value| of.check(value).map(|()| value)) {
        Ok(value) => {
            fault.set(String::new());
            state.set(of, value);
        }
        Err(why) => fault.set(why),
    }
}

/// Where a value lies on the slider, 0 to 1.
fn share(of: ParameterId, value: f64) -> f64 {
    let row = of.row();
    let share = match row.kind {
        Kind::Logarithmic => (decades(value) - decades(row.min)) / (decades(row.max) - decades(row.min)),
        _ => (value - row.min) / (row.max - row.min),
    };
    share.clamp(0.0, 1.0)
}

/// The value at a place of the slider, on the grid of its steps.
fn at_share(of: ParameterId, share: f64) -> f64 {
    let row = of.row();
    match row.kind {
        Kind::Logarithmic => {
            let decade = decades(row.min) + share * (decades(row.max) - decades(row.min));
            on_log_grid(decade, row.step)
        }
        _ => on_grid(row.min + share * (row.max - row.min), row.step).clamp(row.min, row.max),
    }
}

/// The value after a key, or `None` for a key that is not the slider's.
fn after_key(of: ParameterId, value: f64, key: &str, shift: bool) -> Option<f64> {
    let row = of.row();
    let fine = if shift && row.kind != Kind::Whole { 0.1 } else { 1.0 };
    let steps = match key {
        "ArrowRight" | "ArrowUp" => fine,
        "ArrowLeft" | "ArrowDown" => -fine,
        "PageUp" => 10.0,
        "PageDown" => -10.0,
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
                let value = at_share(of, f64::from(part) / 20.0);
                assert_eq!(of.check(value), Ok(()), "{}", of.id());
                let again = at_share(of, share(of, value));
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
