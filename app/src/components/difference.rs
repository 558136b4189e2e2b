//! What a figure differs by from the baseline, in words.

use crate::state::State;
use figures::sentences::difference;
use leptos::prelude::*;
use model::quantities::metric::MetricId;

/// The difference of a metric to the baseline, now: "+12.3k vs baseline"; empty where there is none.
pub fn difference_now(state: State, metric: MetricId) -> String {
    let now = state.outcome.with(|outcome| outcome.metrics.get(metric));
    let before = state.baseline_outcome.with(|outcome| outcome.metrics.get(metric));
    let text = now.ok().zip(before.ok()).and_then(|(now, before)| difference(metric, now, before));
    text.map_or_else(String::new, |text| format!("{text} vs baseline"))
}
