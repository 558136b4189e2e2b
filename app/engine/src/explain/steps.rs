//! How a number responds to inputs that count in steps: dates, whole numbers, choices and switches, and to numbers with
//! the value 0. A formula has no derivative for those, so the model is run again with other values.

use crate::pieces::{is_told_as_amount, percent, shown, signed_amount};
use model::analysis::trials::{Tried, tried};
use model::base::units::Unit;
use model::inputs::choices::Choices;
use model::inputs::input::ParameterId;
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::Absent;
use model::run::outcome::Outcome;

/// Why a number has no value.
type Reason = &'static str;
/// Reads a number from an outcome.
type Read = Box<dyn Fn(&Outcome) -> Result<f64, Reason>>;

/// An input to which a number responds, and how.
pub(crate) struct Step {
    pub input: ParameterId,
    /// The change of the input: "1 month later".
    pub case: String,
    /// The effect on the number: "−4.2%".
    pub effect: String,
    /// The effect in per cent; `None` if that makes no sense.
    pub percent: Option<f64>,
}

/// The inputs in steps to which a number responds, the strongest first. `None` for an intermediate: plain runs keep
/// only series and metrics, and recorded runs are too slow for hundreds of them.
pub(crate) fn of(cell: Cell, scenario: &Scenario) -> Option<Vec<Step>> {
    let read: Read = match (cell.quantity, cell.month) {
        (Quantity::Metric(metric), _) => Box::new(move |outcome| outcome.metrics.get(metric).map_err(Absent::reason)),
        (Quantity::Series(series), Some(month)) => Box::new(move |outcome| {
            let row = outcome.shown(series).ok_or("there is no such limit")?;
            row.get(usize::from(month)).copied().ok_or("the months shown end before")
        }),
        _ => return None,
    };
    let before = read(&model::run::outcome::run(scenario));
    let unit = cell.quantity.unit();
    // Of a choice's options only the strongest is kept.
    let mut found: Vec<(f64, usize, Tried<Reason>)> = Vec::new();
    for one in tried(scenario, read).into_iter().filter(|one| is_meant(one, before, scenario)) {
        let strength = strength(before, one.after, unit);
        match found.last_mut() {
            Some((strongest, count, known)) if known.input == one.input => {
                *count += 1;
                if strength > *strongest {
                    (*strongest, *known) = (strength, one);
                }
            }
            _ => found.push((strength, 1, one)),
        }
    }
    found.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let step = |(_, count, one): (f64, usize, Tried<Reason>)| {
        let (effect, percent) = effect(before, one.after, unit);
        let most = if count > 1 { format!(" (most of {count})") } else { String::new() };
        Step { input: one.input, case: case(&one, scenario) + &most, effect, percent }
    };
    Some(found.into_iter().map(step).collect())
}

/// Whether a reader could mean such a change. Another way to give an agreement's size does not change the agreement,
/// and switching on a limit whose level nobody has set says nothing; but it counts if the number has no value without
/// the limit.
fn is_meant(one: &Tried<Reason>, before: Result<f64, Reason>, scenario: &Scenario) -> bool {
    let row = one.input.row();
    let turned_on = row.kind == Kind::Switch && scenario.get(one.input) == 0.0;
    row.kind != Kind::Choice(Choices::Basis) && !(turned_on && row.group == Group::Constraints && before.is_ok())
}

/// How far a number moves, for sorting: losing its value ranks last, gaining one ranks first.
fn strength(before: Result<f64, Reason>, after: Result<f64, Reason>, unit: Unit) -> f64 {
    match (before, after) {
        (Ok(before), Ok(after)) if unit == Unit::Month || before == 0.0 => (after - before).abs(),
        (Ok(before), Ok(after)) => ((after - before) / before).abs(),
        (Ok(_), Err(_)) => -1.0,
        (Err(_), _) => f64::MAX,
    }
}

/// The change of the input in words: "1 month later", "“S-curve”", "off".
fn case(one: &Tried<Reason>, scenario: &Scenario) -> String {
    let more = one.value > scenario.get(one.input);
    let row = one.input.row();
    let sign = if more { "+" } else { "−" };
    match (row.kind, row.unit) {
        (Kind::Choice(_), _) => format!("“{}”", one.input.show_in(scenario.names(), one.value)),
        (Kind::Switch, _) => one.input.show_in(scenario.names(), one.value),
        (Kind::Month, _) => format!("1 month {}", if more { "later" } else { "earlier" }),
        (Kind::Whole, Unit::Months) => format!("{sign}1 month"),
        (Kind::Whole, _) => format!("{sign}1"),
        // A step from 0, of which one per cent would be 0, or a step other than 1.
        _ => format!("at {}", one.input.show_in(scenario.names(), one.value)),
    }
}

/// The effect on the number, in words and in per cent.
fn effect(before: Result<f64, Reason>, after: Result<f64, Reason>, unit: Unit) -> (String, Option<f64>) {
    match (before, after) {
        // A percentage of a month is meaningless, and one of 0 does not exist.
        (Ok(before), Ok(after)) if unit == Unit::Month || before == 0.0 => (shown(after, unit), None),
        (Ok(before), Ok(after)) => {
            let moved = 100.0 * (after - before) / before.abs();
            let told = match is_told_as_amount(before, unit) {
                true => signed_amount(after - before, unit),
                false => percent(moved),
            };
            (told, Some(moved))
        }
        (_, Err(reason)) => (format!("no value: {reason}"), None),
        (Err(_), Ok(after)) => (shown(after, unit), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::record::question::Question;

    fn step_of(question: &str, input: &str) -> (String, String) {
        let Some(Question::Cell(cell)) = Question::parse(question) else { panic!("{question}") };
        let steps = of(cell, &Scenario::of(Baseline::first())).expect("it can be tried");
        let step = steps.into_iter().find(|step| step.input.id() == input).expect(input);
        (step.case, step.effect)
    }

    #[test]
    fn every_kind_of_step_is_told() {
        // Everything is online by the end of 2026; in September, a month of slip is a month of the ramp.
        let (case, effect) = step_of("series:chips_online:10", "operations.slip_months");
        assert!(case == "+1 month" && effect.starts_with('−') && effect.ends_with('%'), "{case} {effect}");
        let (case, effect) = step_of("metric:returned_share", "equity.returns");
        assert!(case.starts_with("“Chip purchases” (most of ") && effect.ends_with('%'), "{case} {effect}");
        // A round trip that closes in the as-of month closes later with a month of slip.
        let (case, effect) = step_of("metric:round_trip_month", "operations.slip_months");
        assert!(case == "+1 month" && effect.starts_with("no value: not by this month"), "{case} {effect}");
        let (case, effect) = step_of("metric:chips_online", "phase.full.chip_a");
        assert!(case.starts_with('“') && case.contains(" (most of ") && effect.ends_with('%'), "{case} {effect}");
        let (case, _) = step_of("metric:effective_flops", "phase.expansion.share_b");
        assert_eq!(case, "at 5%");
        let (case, _) = step_of("metric:effective_flops", "phase.expansion.complete");
        assert_eq!(case, "1 month later");
        let (case, effect) = step_of("series:power_limit_watts:10", "limit.power");
        assert!(case == "on" && effect.ends_with('W'), "{case} {effect}");
    }

    #[test]
    fn a_month_answers_in_months() {
        let Some(Question::Cell(cell)) = Question::parse("metric:cash_low_month") else { panic!("it is a metric") };
        let steps = of(cell, &Scenario::of(Baseline::first())).expect("it can be tried");
        assert!(!steps.is_empty() && steps.iter().all(|step| step.percent.is_none() && !step.effect.contains('%')));
    }

    #[test]
    fn only_what_a_reader_could_mean_is_told() {
        for baseline in model::inputs::baselines::BASELINES {
            let scenario = Scenario::of(baseline);
            for metric in ["chips_online", "h100_equivalents", "facility_power_watts", "spend_to_date_usd"] {
                let Some(Question::Cell(cell)) = Question::parse(&format!("metric:{metric}")) else {
                    panic!("{metric}")
                };
                let steps = of(cell, &scenario).expect("it can be tried");
                for step in &steps {
                    let id = step.input.id();
                    assert!(!id.ends_with(".basis"), "{}: {id}", baseline.id);
                    let limit = id.starts_with("limit.") && scenario.get(step.input) == 0.0 && step.case == "on";
                    assert!(!limit, "{}: {id}", baseline.id);
                }
                // Changes that leave no value come last.
                let absent = steps.iter().position(|step| step.effect.starts_with("no value"));
                let rest = &steps[absent.unwrap_or(steps.len())..];
                assert!(rest.iter().all(|step| step.effect.starts_with("no value")), "{}", baseline.id);
            }
        }
    }
}
