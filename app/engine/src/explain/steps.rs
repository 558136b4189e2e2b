//! How a number answers to inputs that count in steps: dates, whole numbers, choices and switches, and numbers that are 0.
//! A formula takes those as they are, so the model runs again with other values.

use crate::pieces::{shown, signed};
use model::analysis::trials::{Tried, tried};
use model::base::units::Unit;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::Absent;
use model::run::outcome::Outcome;

/// Why a number has no value.
type Reason = &'static str;
/// Takes a number from an outcome.
type Read = Box<dyn Fn(&Outcome) -> Result<f64, Reason>>;

/// An input that a number answers to, and how, in words.
pub(crate) struct Step {
    pub input: ParameterId,
    /// "one month later gives −4.2%: $9.9bn".
    pub words: String,
}

/// The inputs in steps that a number answers to, the strongest first. `None` for a working: plain runs keep only series
/// and metrics, and recorded ones are too slow to be made by the hundred.
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
    // Of a choice the strongest stands for all.
    let mut found: Vec<(f64, usize, Tried<Reason>)> = Vec::new();
    for one in tried(scenario, read) {
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
        let mut words = format!("{} {}", case(&one, scenario), effect(before, one.after, unit));
        if count > 1 {
            words += &format!(" – of {count} other choices the one that changes it most");
        }
        Step { input: one.input, words }
    };
    Some(found.into_iter().map(step).collect())
}

/// How far a number moves, for the order: what appears or disappears moves most.
fn strength(before: Result<f64, Reason>, after: Result<f64, Reason>, unit: Unit) -> f64 {
    match (before, after) {
        (Ok(before), Ok(after)) if unit == Unit::Month || before == 0.0 => (after - before).abs(),
        (Ok(before), Ok(after)) => ((after - before) / before).abs(),
        _ => f64::MAX,
    }
}

/// What is done to the input: "one month later", "“S-curve” instead", "turned off".
fn case(one: &Tried<Reason>, scenario: &Scenario) -> String {
    let more = one.value > scenario.get(one.input);
    let row = one.input.row();
    match (row.kind, row.unit) {
        (Kind::Choice(_), _) => format!("“{}” instead", one.input.show(one.value)),
        (Kind::Number | Kind::Logarithmic, _) => format!("{} instead", one.input.show(one.value)),
        (Kind::Switch, _) => format!("turned {}", one.input.show(one.value)),
        (Kind::Month, _) => format!("one month {}", if more { "later" } else { "earlier" }),
        (_, Unit::Months) => format!("one month {}", if more { "more" } else { "less" }),
        _ => format!("one {}", if more { "more" } else { "less" }),
    }
}

/// What that does to the number.
fn effect(before: Result<f64, Reason>, after: Result<f64, Reason>, unit: Unit) -> String {
    match (before, after) {
        // A share of a month would mean nothing, and of nothing there is none.
        (Ok(before), Ok(after)) if unit == Unit::Month || before == 0.0 => format!("gives {}", shown(after, unit)),
        (Ok(before), Ok(after)) => {
            let percent = signed(100.0 * (after - before) / before.abs());
            format!("gives {percent}%: {}", shown(after, unit))
        }
        (_, Err(reason)) => format!("leaves no value: {reason}"),
        (Err(_), Ok(after)) => format!("gives it a value: {}", shown(after, unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::record::question::Question;

    fn words_of(question: &str, input: &str) -> String {
        let Some(Question::Cell(cell)) = Question::parse(question) else { panic!("{question}") };
        let steps = of(cell, &Scenario::of(Baseline::first())).expect("it can be tried");
        steps.into_iter().find(|step| step.input.id() == input).map(|step| step.words).expect(input)
    }

    #[test]
    fn every_kind_of_step_is_told() {
        // All is online by the end of 2026; in September a month of slip is a month of the ramp.
        let late = words_of("series:chips_online:10", "operations.slip_months");
        assert!(late.starts_with("one month more gives −") && late.ends_with(" chips"), "{late}");
        let switch = words_of("metric:returned_share", "equity.investor_supplies");
        assert!(switch.starts_with("turned off leaves no value: the investor does not supply"), "{switch}");
        let chip = words_of("metric:chips_online", "phase.full.chip_a");
        assert!(chip.contains("” instead gives ") && chip.contains(" other choices the one that"), "{chip}");
        let zero = words_of("metric:effective_flops", "phase.expansion.share_b");
        assert!(zero.starts_with("5% instead gives "), "{zero}");
        let limit = words_of("series:power_limit_watts:10", "limit.power");
        assert!(limit.starts_with("turned on gives it a value: "), "{limit}");
    }

    #[test]
    fn a_month_answers_in_months() {
        let Some(Question::Cell(cell)) = Question::parse("metric:cash_low_month") else { panic!("it is a metric") };
        let steps = of(cell, &Scenario::of(Baseline::first())).expect("it can be tried");
        assert!(!steps.is_empty() && steps.iter().all(|step| !step.words.contains("%: ")), "{}", steps[0].words);
    }

    #[test]
    fn what_appears_or_disappears_comes_first() {
        let Some(Question::Cell(cell)) = Question::parse("metric:returned_share") else { panic!("it is a metric") };
        let steps = of(cell, &Scenario::of(Baseline::first())).expect("it can be tried");
        assert!(steps[0].words.contains("no value"), "{}", steps[0].words);
    }
}
