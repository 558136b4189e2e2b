//! What a figure differs by from the baseline, or from the scenario that differences are to, in words.

use crate::state::State;
use crate::words;
use figures::sentences::difference;
use leptos::prelude::*;
use model::base::show::difference_in_percent;
use model::quantities::metric::MetricId;

/// A metric now, and what differences are to: what it is in the scenario that is marked, else in the baseline.
fn now_and_before(state: State, metric: MetricId) -> Option<(f64, f64)> {
    let now = state.outcome.with(|outcome| outcome.metrics.get(metric));
    let marked = state.beside.with(|beside| beside.marked().map(|outcome| outcome.metrics.get(metric)));
    let before = marked.unwrap_or_else(|| state.baseline_outcome.with(|outcome| outcome.metrics.get(metric)));
    now.ok().zip(before.ok())
}

/// The difference of a metric to the baseline or to what is marked, now: "+12.3k"; empty where there is none.
pub fn gap_now(state: State, metric: MetricId) -> String {
    now_and_before(state, metric).and_then(|(now, before)| difference(metric, now, before)).unwrap_or_default()
}

/// To what a difference is that is told: "vs baseline", "vs A"; empty where none is.
pub fn versus_now(state: State, gap: &str) -> String {
    if gap.is_empty() {
        return String::new();
    }
    words::headline::versus(state.beside.with(|beside| beside.reference_name()))
}

/// The same as it stands by itself: "+12.3k vs baseline", "+12.3k vs A".
pub fn difference_now(state: State, metric: MetricId) -> String {
    let gap = gap_now(state, metric);
    in_one(&gap, &versus_now(state, &gap))
}

/// A difference and what it is to, in one text; empty where there is none.
pub fn in_one(gap: &str, versus: &str) -> String {
    format!("{gap} {versus}").trim_end().to_owned()
}

/// The same as a share of what it is to: "(−31%)"; empty where there is none, of shares and rates, where that is nothing or
/// a loss, and where a reader would see no per cent.
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

    /// Both are to the same: the baseline, or the scenario that is marked.
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
            // The baseline is what it is to again, and the scenario is that.
            state.document.update(|document| document.compare(|compared, _| compared.refer_to(None)));
            assert_eq!(stand(state), (String::new(), String::new()));
        });
    }
}
