//! What a figure differs by from the baseline, or from the scenario that differences are to, in words.

use crate::state::State;
use crate::words;
use figures::sentences::difference;
use leptos::prelude::*;
use model::base::units::Unit;
use model::quantities::metric::MetricId;

/// The difference of a metric to the baseline or to what is marked, now: "+12.3k"; empty where there is none.
pub fn gap_now(state: State, metric: MetricId) -> String {
    let now = state.outcome.with(|outcome| outcome.metrics.get(metric));
    let marked = state.beside.with(|beside| beside.marked().map(|outcome| outcome.metrics.get(metric)));
    let before = marked.unwrap_or_else(|| state.baseline_outcome.with(|outcome| outcome.metrics.get(metric)));
    let text = now.ok().zip(before.ok()).and_then(|(now, before)| difference(metric, now, before));
    text.unwrap_or_default()
}

/// The same as it stands by itself: "+12.3k vs baseline", "+12.3k vs A".
pub fn difference_now(state: State, metric: MetricId) -> String {
    match gap_now(state, metric) {
        gap if gap.is_empty() => gap,
        gap => words::headline::versus(&gap, state.beside.with(|beside| beside.reference_name())),
    }
}

/// The same as a share of the baseline's: "(−31%)"; empty where there is none, of shares and rates, of what is nothing or
/// a loss in the baseline, and where a reader would see no per cent.
pub fn percent_now(state: State, metric: MetricId) -> String {
    let now = state.outcome.with(|outcome| outcome.metrics.get(metric));
    let before = state.baseline_outcome.with(|outcome| outcome.metrics.get(metric));
    let percent = now.ok().zip(before.ok()).map_or(0.0, |(now, before)| match metric.row().unit {
        Unit::Share | Unit::SharePerYear | Unit::Month => 0.0,
        _ if before <= 0.0 => 0.0,
        _ => (100.0 * (now / before - 1.0)).round(),
    });
    match percent {
        0.0 => String::new(),
        percent if percent > 0.0 => format!("(+{percent}%)"),
        percent => format!("(−{}%)", -percent),
    }
}
