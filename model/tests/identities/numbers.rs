//! No number is infinite or NaN, whatever the inputs.

use crate::{holds, with};
use model::inputs::families::AGREEMENTS;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::{SeriesId, TO_THE_END};
use model::run::outcome::run;
use tests_shared::scenarios::{Verdict, always};
use tests_shared::trust;

fn finite(scenario: &Scenario) -> Verdict {
    let outcome = run(scenario);
    let check = |what: &dyn Fn() -> String, value: f64| holds(value.is_finite(), || format!("{}: {value}", what()));
    for series in SeriesId::all() {
        for (month, value) in outcome.sheet.row(series).iter().enumerate() {
            check(&|| format!("{} in month {month}", series.id()), *value)?;
        }
    }
    for series in TO_THE_END {
        for (month, value) in outcome.sheet.row_to_the_end(series).iter().enumerate() {
            check(&|| format!("{} in month {month}", series.id()), *value)?;
        }
    }
    for metric in MetricId::all() {
        // An absent metric has a reason instead of a value.
        check(&|| metric.id(), outcome.metrics.get(metric).unwrap_or(0.0))?;
    }
    for (agreement, term) in outcome.terms.iter().enumerate() {
        for value in [term.contract_usd, term.delivered_usd, term.planned_chip_hours, term.planned_watt_hours] {
            check(&|| format!("{}: {term:?}", AGREEMENTS[agreement]), value)?;
        }
    }
    Ok(())
}

#[test]
fn nothing_is_infinite_or_not_a_number() {
    always(1, |case| finite(&case.scenario));
}

/// An input may be any number in its range, including numbers between the steps of a slider.
#[test]
fn the_smallest_numbers_are_numbers_too() {
    let _held = trust::Held("scenarios");
    let mut broken = Vec::new();
    for baseline in model::inputs::baselines::BASELINES {
        for input in ParameterId::all().filter(|input| matches!(input.row().kind, Kind::Number | Kind::Logarithmic)) {
            let row = input.row();
            for tiny in [5e-324, 1e-310, 1e-300, 1e-200, 1e-100, 1e-30, 1e-12] {
                for value in [row.min + tiny, row.max - tiny * row.max] {
                    trust::tried(1);
                    if let Err(fault) = finite(&with(&Scenario::of(baseline), input, value)) {
                        broken.push(format!("{} with {} = {value:e}: {fault}", baseline.id, input.id()));
                    }
                }
            }
        }
    }
    assert!(broken.is_empty(), "{} scenarios:\n{}", broken.len(), broken.join("\n"));
}
