//! A slider's arithmetic: where values lie on it, what keys do, and how a drag is described.

use crate::words;
use model::base::numbers::read_number;
use model::base::show::{difference, show};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;

/// The position of a value on the slider: the value itself, or on a logarithmic slider its decimal logarithm.
pub(crate) fn position(of: ParameterId, value: f64) -> f64 {
    match of.row().kind {
        Kind::Logarithmic => decades(value),
        _ => value,
    }
}

/// The value at a position of the slider, rounded to a step and within the input's bounds.
pub(crate) fn at_position(of: ParameterId, position: f64) -> f64 {
    let row = of.row();
    let value = match row.kind {
        Kind::Logarithmic => on_log_grid(position, row.step),
        _ => on_grid(position, row.step),
    };
    value.clamp(row.min, row.max)
}

/// The value after a key, within the input's bounds; `None` for a key that a slider does not use.
pub(crate) fn after_key(of: ParameterId, value: f64, key: &str, shift: bool) -> Option<f64> {
    let row = of.row();
    // Shift makes the step ten times finer, unless the kind of input has no values between its steps.
    let fine = if shift && row.kind.is_smooth() { 0.1 } else { 1.0 };
    // A coarse step is ten steps, or a year for months.
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

/// Describes a drag: the value, and how far it is from where the drag began: "$45bn (+$7bn)".
pub(crate) fn moved(of: ParameterId, from: f64, now: f64) -> String {
    let row = of.row();
    let by = match row.kind {
        Kind::Month => months_moved(now - from),
        _ => difference(now, from, row.unit, |gap, unit| show(gap, unit).text()),
    };
    with_change(of.show(now), by)
}

/// A displayed value, with the change in brackets if there is one.
pub(crate) fn with_change(shown: String, by: Option<String>) -> String {
    by.map_or(shown.clone(), |by| format!("{shown} ({by})"))
}

/// How far a date has moved, by a number of months: "+1 month", "−3 months"; `None` for 0.
pub(crate) fn months_moved(by: f64) -> Option<String> {
    let sign = if by < 0.0 { '−' } else { '+' };
    let count = by.abs();
    (count > 0.0).then(|| words::timeline::months_moved(sign, count))
}

/// The nearest whole multiple of a step. Dividing by the inverse avoids the rounding error of a multiplication by 0.01.
fn on_grid(value: f64, step: f64) -> f64 {
    let count = (value / step).round();
    if step >= 1.0 { count * step } else { count / (1.0 / step).round() }
}

/// 10 to the power of the nearest multiple of a step, rounded to three digits.
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
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;

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
    fn a_drag_says_what_it_has_come_to() {
        let value = input("agreement.base.value_usd");
        assert_eq!(moved(value, 38e9, 45e9), "$45bn (+$7bn)");
        assert_eq!(moved(value, 38e9, 38e9), "$38bn");
        assert_eq!(moved(input("phase.full.complete"), 13.0, 12.0), "Nov 2026 (−1 month)");
        assert_eq!(moved(input("phase.full.complete"), 13.0, 16.0), "Mar 2027 (+3 months)");
        assert_eq!(moved(input("chip.gb300.mfu_bf16"), 0.4, 0.41), "41% (+1\u{202f}point)");
    }

    /// Every key that a slider uses moves it, unless it is at its end.
    #[test]
    fn every_key_moves_every_slider() {
        let scenario = Scenario::of(Baseline::first());
        for of in ParameterId::all().filter(|of| !of.row().kind.is_chosen()) {
            for (key, shift) in [("ArrowUp", false), ("ArrowUp", true), ("PageUp", false)] {
                let value = scenario.get(of);
                let next = after_key(of, value, key, shift).map(|next| of.nearest_value(next));
                let moves = next.is_some_and(|next| next > value || value == of.row().max);
                assert!(moves, "{} {key} {shift}: {value} {next:?}", of.id());
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
