//! Helpers for tests of single scenarios: inputs as text, as the command line takes them, and outputs by id.

use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::run::outcome::Outcome;

/// A baseline with changed inputs.
pub fn scenario(baseline: &str, changes: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::of(Baseline::by_id(baseline).expect(baseline));
    for (id, text) in changes {
        let input = ParameterId::parse(id).expect(id);
        assert_eq!(scenario.set_text(input, text), Ok(()));
    }
    scenario
}

/// A series, month by month.
pub fn row<'a>(outcome: &'a Outcome, id: &str) -> &'a [f64] {
    outcome.sheet.row(SeriesId::all().find(|series| series.id() == id).expect(id))
}

/// The value of a metric that has one.
pub fn metric(outcome: &Outcome, id: &str) -> f64 {
    outcome.metrics.get(MetricId::parse(id).expect(id)).expect(id)
}
