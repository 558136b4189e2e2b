//! The recorded formulas compared with the model: live ones hold for any scenario, whichever they were recorded from.

use model::input;
use tests_shared::{scenarios, trust};

use model::base::units::Unit;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::record::recorder::{record, record_symbolic};
use model::record::tape::Recording;
use model::run::outcome::run;

/// The number of random scenarios that live formulas are compared with.
const RANDOM_CASES: u32 = 400;

/// Whether two numbers are the same apart from the order of additions.
///
/// A difference of large sums keeps their absolute error: `scale` is the largest number that went into it.
fn same(one: f64, other: f64, scale: f64) -> bool {
    let size = one.abs().max(other.abs()).max(1e-4 * scale);
    if size > 0.0 {
        trust::differed((one - other).abs() / size);
    }
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()) + 1e-13 * scale
}

/// Whether metrics that are months are compared. Plain formulas keep the dates of the recording.
#[derive(Clone, Copy, PartialEq)]
enum Dates {
    Follow,
    Stay,
}

/// Compares every series and metric of a scenario with formulas that were recorded from another.
fn holds(recording: &Recording, scenario: &Scenario, dates: Dates) -> scenarios::Verdict {
    let outcome = run(scenario);
    let replay = recording.replay(scenario.values());
    for series in SeriesId::all() {
        let Some(row) = outcome.shown(series) else { continue };
        let largest = row.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let scale = if series.row().unit == Unit::Usd { largest.max(1e12) } else { largest };
        for (month, value) in row.iter().enumerate() {
            let replayed = replay.cell(Cell::series(series, month));
            let replayed = replayed.ok_or_else(|| format!("{} has no formula", series.id()))?;
            if !same(replayed, *value, scale) {
                return Err(format!("{}, month {month}: {replayed} is not {value}", series.id()));
            }
        }
    }
    for metric in MetricId::all() {
        // A plain recording has no formula for a metric that had no value.
        if recording.formula(Cell::metric(metric)).is_none() {
            continue;
        }
        if dates == Dates::Stay && metric.row().unit == Unit::Month {
            continue;
        }
        match (replay.metric(metric), outcome.metrics.get(metric)) {
            (Ok(replayed), Ok(value)) => {
                let scale = if metric.row().unit == Unit::Usd { 1e12 } else { 0.0 };
                if !same(replayed, value, scale) {
                    return Err(format!("{}: {replayed} is not {value}", metric.id()));
                }
            }
            (replayed, value) if replayed == value => {}
            (replayed, value) => return Err(format!("{}: {replayed:?} is not {value:?}", metric.id())),
        }
    }
    Ok(())
}

#[test]
fn live_formulas_hold_for_every_value_of_every_input() {
    for id in ["talks-2025-12", "power-bound"] {
        let recording = record_symbolic(&Scenario::of(Baseline::by_id(id).expect(id)));
        let shown = Scenario::of(Baseline::by_id(id).expect(id)).get(input::HORIZON);
        scenarios::so_many_times(RANDOM_CASES, 90, |case| {
            let mut scenario = case.scenario.clone();
            scenario.set_nearest(input::HORIZON, shown);
            holds(&recording, &scenario, Dates::Follow).map_err(|fault| format!("{fault}, in {scenario:?}"))
        });
    }
}

#[test]
fn plain_formulas_hold_while_choices_and_dates_stay() {
    let _held = trust::Held("scenarios");
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let recording = record(&scenario);
        let mut moved = scenario.clone();
        for id in ["operations.pue", "operations.goodput", "supplier.wacc", "operations.load_factor"] {
            let input = ParameterId::parse(id).expect(id);
            moved.set_nearest(input, 0.97 * scenario.get(input) + 0.02);
        }
        let verdict = holds(&recording, &moved, Dates::Stay);
        assert!(verdict.is_ok(), "{}: {verdict:?}", baseline.id);
        trust::tried(1);
    }
}
