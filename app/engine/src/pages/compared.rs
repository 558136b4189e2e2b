//! A scenario beside its baseline.

use crate::pieces::shown;
use model::base::show::{self, show};
use model::base::units::Unit;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::{Outcome, run};

/// A scenario, what it comes to, and what its baseline comes to at the same months.
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

    /// How a number differs from the baseline's, in words; nothing where a reader would see no difference.
    pub(crate) fn difference(&self, metric: MetricId) -> Option<String> {
        match (self.outcome.metrics.get(metric), self.before.metrics.get(metric)) {
            (Ok(now), Ok(before)) => difference(metric.row().unit, now, before),
            (Ok(_), Err(absent)) => Some(format!("none in the baseline: {}", absent.reason())),
            (Err(_), Ok(before)) => Some(format!("{} in the baseline", shown(before, metric.row().unit))),
            (Err(now), Err(before)) => (now != before).then(|| format!("none in the baseline: {}", before.reason())),
        }
    }

    /// What was subtracted, or which of the two is missing.
    pub(crate) fn arithmetic(&self, metric: MetricId) -> String {
        let of = |outcome: &Outcome| match outcome.metrics.get(metric) {
            Ok(value) => shown(value, metric.row().unit),
            Err(absent) => format!("no value ({})", absent.reason()),
        };
        format!("{} − {} in the baseline", of(&self.outcome), of(&self.before))
    }
}

fn difference(unit: Unit, now: f64, before: f64) -> Option<String> {
    let gap = now - before;
    match unit {
        // Months differ by a count of them.
        Unit::Month if gap != 0.0 => {
            let (count, way) = (show(gap.abs(), Unit::Months), if gap > 0.0 { "later" } else { "earlier" });
            Some(format!("{} {way}", count.text()))
        }
        _ => show::difference(now, before, unit, shown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_in_the_unit_of_the_number() {
        assert_eq!(difference(Unit::Usd, 3e9, 1e9).as_deref(), Some("+$2bn"));
        assert_eq!(difference(Unit::Share, 0.10, 0.12).as_deref(), Some("−2\u{202f}points"));
        assert_eq!(difference(Unit::Month, 25.0, 24.0).as_deref(), Some("1\u{202f}month later"));
        assert_eq!(difference(Unit::Month, 20.0, 24.0).as_deref(), Some("4\u{202f}months earlier"));
        assert_eq!(difference(Unit::Watt, 1e9, 1e9), None);
    }
}
