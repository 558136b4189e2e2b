//! The difference of a figure from the reference, which is a compared scenario or the baseline, in words.

use crate::state::State;
use crate::words;
use figures::sentences::difference;
use leptos::prelude::*;
use model::base::show::difference_in_percent;
use model::quantities::metric::MetricId;

/// The value of a metric in the scenario, and in the reference; `None` if either has no value.
fn now_and_before(state: State, metric: MetricId) -> Option<(f64, f64)> {
    let now = state.outcome.with(|outcome| outcome.metrics.get(metric));
    let marked = state.beside.with(|beside| beside.marked().map(|outcome| outcome.metrics.get(metric)));
    let before = marked.unwrap_or_else(|| state.baseline_outcome.with(|outcome| outcome.metrics.get(metric)));
    now.ok().zip(before.ok())
}

/// The difference of a metric from the reference: "+12.3k"; empty if there is none. Subscribes to what it depends on.
pub fn gap_now(state: State, metric: MetricId) -> String {
    now_and_before(state, metric).and_then(|(now, before)| difference(metric, now, before)).unwrap_or_default()
}

/// The reference of a difference: "vs baseline", "vs A"; empty if `gap` is.
pub fn versus_now(state: State, gap: &str) -> String {
    if gap.is_empty() {
        return String::new();
    }
    words::headline::versus(state.beside.with(|beside| beside.reference_name()))
}

/// Both in one text: "+12.3k vs baseline", "+12.3k vs A".
pub fn difference_now(state: State, metric: MetricId) -> String {
    let gap = gap_now(state, metric);
    in_one(&gap, &versus_now(state, &gap))
}

/// Joins a difference and its reference; empty if there is no difference.
pub fn in_one(gap: &str, versus: &str) -> String {
    format!("{gap} {versus}").trim_end().to_owned()
}

/// The difference as a percentage of the reference's value: "(−31%)". Empty if it rounds to 0, for metrics that are
/// shares or rates themselves, and if the reference's value is 0 or a loss.
pub fn percent_now(state: State, metric: MetricId) -> String {
    let percent =
        now_and_before(state, metric).and_then(|(now, before)| difference_in_percent(now, before, metric.row().unit));
    match percent.unwrap_or(0.0).round() {
        0.0 => String::new(),
        percent if percent > 0.0 => format!("(+{percent}%)"),
        percent => format!("(−{}%)", -percent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;
    use model::{input, metric};

    /// Both are counted from the same reference: the baseline, or the compared scenario that is marked.
    #[test]
    fn a_difference_and_its_per_cent_are_to_the_same() {
        Owner::new().with(|| {
            let state = State::new();
            let stand = |state| (difference_now(state, metric::CHIPS_ONLINE), percent_now(state, metric::CHIPS_ONLINE));
            assert_eq!(stand(state), (String::new(), String::new()));
            let mut late = Scenario::of(Baseline::first());
            late.set_nearest(input::SLIP, 9.0);
            state.document.update(|document| _ = document.compare(|compared, _| compared.pin(&late, "")));
            assert_eq!(stand(state), (String::new(), String::new()), "nothing is marked");
            state.document.update(|document| document.compare(|compared, _| compared.refer_to(Some(0))));
            let (difference, percent) = stand(state);
            assert!(difference.starts_with('+') && difference.ends_with(" vs A"), "{difference}");
            assert!(percent.starts_with("(+"), "{percent}");
            // The reference is the baseline again, which the scenario equals.
            state.document.update(|document| document.compare(|compared, _| compared.refer_to(None)));
            assert_eq!(stand(state), (String::new(), String::new()));
        });
    }
}
