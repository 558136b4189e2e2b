//! A scenario compared with its baseline.

use crate::pieces::shown;
use model::base::show;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::{Outcome, run};

/// A scenario's outcome, and its baseline's over the same months.
pub(crate) struct Compared {
    pub outcome: Outcome,
    pub before: Outcome,
    pub names: Names,
}

impl Compared {
    pub(crate) fn of(scenario: &Scenario) -> Compared {
        let baseline = scenario.as_released();
        Compared { outcome: run(scenario), before: run(&baseline), names: scenario.names().clone() }
    }

    /// The difference of a number from the baseline's in words; `None` if both display the same.
    pub(crate) fn difference(&self, metric: MetricId) -> Option<String> {
        let unit = metric.row().unit;
        match (self.outcome.metrics.get(metric), self.before.metrics.get(metric)) {
            (Ok(now), Ok(before)) => show::difference(now, before, unit, shown),
            (Err(_), Ok(before)) => Some(format!("{} in the baseline", shown(before, unit))),
            (now, Err(before)) if now == Err(before) => None,
            (_, Err(before)) => Some(format!("in the baseline {}", before.no_value())),
        }
    }

    /// What was subtracted, if both have a value.
    pub(crate) fn arithmetic(&self, metric: MetricId) -> Option<String> {
        let of = |outcome: &Outcome| Some(shown(outcome.metrics.get(metric).ok()?, metric.row().unit));
        Some(format!("{} − {} in the baseline", of(&self.outcome)?, of(&self.before)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::metric;
    use tests_shared::scenarios::first_with;

    /// "no value (…) − $3bn in the baseline" was once given as a subtraction.
    #[test]
    fn nothing_is_subtracted_from_a_number_that_is_missing() {
        let mut here = 0;
        let compared = Compared::of(&first_with(&[("equity.returns", "nothing")]));
        for of in MetricId::all() {
            let both = [&compared.outcome, &compared.before].map(|outcome| outcome.metrics.get(of).is_ok());
            assert_eq!(compared.arithmetic(of).is_some(), both == [true, true], "{}", of.id());
            here += usize::from(both == [false, true]);
        }
        assert!(here > 0, "a number is missing here alone");
        let npv = compared.arithmetic(metric::CONTRACT_NPV).expect("both have a value");
        assert!(npv.ends_with(" in the baseline") && !npv.contains("no value"), "{npv}");
    }
}
