//! What follows the charts: more figures, and the description of the baseline.

use crate::components::difference::difference_now;
use crate::state::{State, use_state};
use crate::view::text;
use crate::words;
use figures::span::of_metric;
use leptos::prelude::*;
use model::facts::provenance::Class;
use model::quantities::metric::MetricId;
use model::{input, metric};

/// The figures that are not in the strip of headline figures.
const MORE: [MetricId; 6] = [
    metric::SPEND_TO_DATE,
    metric::COMMITMENT_REMAINING,
    metric::TRAINING_DAYS,
    metric::COST_PER_EFFECTIVE_PFLOP_HOUR,
    metric::TOKENS_PER_DAY,
    metric::GROSS_MARGIN,
];

/// The figures, and the description of the baseline.
#[component]
pub fn MoreFigures() -> impl IntoView {
    let state = use_state();
    let shown = move |metric: MetricId| {
        state.outcome.with(|outcome| outcome.show(metric).map_or_else(str::to_owned, |shown| shown.text()))
    };
    let rows = MORE.into_iter().map(|metric| {
        view! {
            <li>
                <button type="button" class="more-figure" data-ask=of_metric(metric)>
                    <span>{text(move || label(state, metric))}</span>
                    <b>{text(move || shown(metric))}</b>
                    <span class="tile-difference">{text(move || difference_now(state, metric))}</span>
                </button>
            </li>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <section class="more" aria-label=words::headline::MORE_FIGURES>
            <h3>{words::headline::MORE_FIGURES}</h3>
            <ul class="more-figures">
                {rows}
                <li class="more-words">
                    <span>{words::charts::WHAT_LIMITS_GROWTH}</span>
                    " "
                    <b>{text(move || state.read(|outcome| outcome.metrics.binding.shown()))}</b>
                </li>
            </ul>
            <p class="summary">
                <b>{text(move || words::headline::baseline(state.baseline().name))}</b>
                {text(move || state.baseline().summary)}
            </p>
            <p class="source-note">
                <span class="badge">{Class::Derived.word()}</span>
                {words::headline::ABOUT_FIGURES}
            </p>
        </section>
    }
}

/// A figure's label; for the training run it names the model.
fn label(state: State, metric: MetricId) -> String {
    if metric == metric::TRAINING_DAYS {
        let name = state.scenario.with(|scenario| input::RUN.show(scenario.get(input::RUN)));
        return words::headline::days_to_train(&name);
    }
    metric.row().label.to_owned()
}
