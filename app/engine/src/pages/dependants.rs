//! Which headline numbers of a scenario rest on a fact: the recording of the scenario, searched backwards.

use crate::pieces::ask;
use maud::{Markup, html};
use model::facts::provenance::Fact;
use model::inputs::evidence::{FactKind, Listed};
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::record::recorder::record;
use model::run::outcome::{Outcome, run};
use std::cell::RefCell;
use std::rc::Rc;

/// How many are named before the rest is folded away.
const NAMED: usize = 3;

/// What rests on a fact, or why nothing does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rests {
    /// These metrics, in the order of their table.
    On(Vec<MetricId>),
    /// Nothing, because the fact belongs to another baseline.
    OtherBaseline,
    /// Nothing, because the scenario has another value for this input.
    Replaced(ParameterId, f64),
}

/// For each metric with a value, the inputs and facts that its formula reads.
pub(crate) struct Dependants {
    scenario: Scenario,
    outcome: Outcome,
    by_metric: Vec<(MetricId, std::collections::BTreeSet<ParameterId>, Vec<&'static Fact>)>,
}

thread_local! {
    /// The result for the last scenario, because a reader who types a search asks many times about the same one.
    static LAST: RefCell<Option<Rc<Dependants>>> = const { RefCell::new(None) };
}

/// What rests on what in a scenario.
pub(crate) fn of(scenario: &Scenario) -> Rc<Dependants> {
    LAST.with_borrow_mut(|last| match last {
        Some(known) if known.scenario == *scenario => known.clone(),
        _ => last.insert(Rc::new(Dependants::new(scenario))).clone(),
    })
}

impl Dependants {
    fn new(scenario: &Scenario) -> Dependants {
        let (recording, outcome) = (record(scenario), run(scenario));
        let with_value = MetricId::all().filter(|metric| outcome.metrics.get(*metric).is_ok());
        let read = with_value.map(|metric| {
            let (inputs, facts) = recording.rests_on(Cell::metric(metric));
            (metric, inputs, facts)
        });
        Dependants { scenario: scenario.clone(), by_metric: read.collect(), outcome }
    }

    /// The metrics that rest on a listed fact.
    pub(crate) fn of(&self, listed: &Listed, scenario: &Scenario) -> Rests {
        let inputs = match (listed.kind, listed.input) {
            (FactKind::Input, Some(first)) => {
                // One default may be shared by several members of a family.
                let same = |input: &ParameterId| {
                    input.fact().zip(listed.fact).is_some_and(|(one, other)| std::ptr::eq(one, other))
                };
                let members: Vec<ParameterId> = ParameterId::all().filter(same).collect();
                let still = |input: &ParameterId| {
                    scenario.baseline().setting(*input).is_none() && scenario.get(*input) == listed.value
                };
                let in_use: Vec<ParameterId> = members.into_iter().filter(still).collect();
                if in_use.is_empty() {
                    return Rests::Replaced(first, scenario.get(first));
                }
                in_use
            }
            (FactKind::Baseline, Some(input)) => {
                if !listed.id.starts_with(&format!("baseline.{}.", scenario.baseline().id)) {
                    return Rests::OtherBaseline;
                }
                if scenario.get(input) != listed.value {
                    return Rests::Replaced(input, scenario.get(input));
                }
                vec![input]
            }
            _ => Vec::new(),
        };
        let by_trying: Vec<MetricId> = inputs.iter().flat_map(|input| self.by_trying(*input)).collect();
        let rests =
            |(metric, read, facts): &(MetricId, std::collections::BTreeSet<ParameterId>, Vec<&'static Fact>)| {
                let on_fact = listed.fact.is_some_and(|fact| facts.iter().any(|read| std::ptr::eq(*read, fact)));
                let on_input = inputs.iter().any(|input| read.contains(input));
                (on_fact || on_input || by_trying.contains(metric)).then_some(*metric)
            };
        Rests::On(self.by_metric.iter().filter_map(rests).collect())
    }

    /// The metrics that respond to a choice, a date or a switch. A recording takes those as given, so they are found by
    /// runs with other values.
    fn by_trying(&self, input: ParameterId) -> Vec<MetricId> {
        let (row, now) = (input.row(), self.scenario.get(input));
        let others: Vec<f64> = match row.kind {
            Kind::Number | Kind::Logarithmic => return Vec::new(),
            Kind::Choice(choices) => (0..choices.count()).map(|index| index as f64).collect(),
            Kind::Switch => vec![1.0 - now],
            Kind::Stepped => vec![now - row.step, now + row.step, row.min, row.max],
            Kind::Whole | Kind::Month => vec![now - 1.0, now + 1.0, row.min, row.max],
        };
        let tried = others.into_iter().filter_map(|value| {
            let mut changed = self.scenario.clone();
            changed.set(input, value).ok()?;
            (value != now).then(|| run(&changed))
        });
        let tried: Vec<Outcome> = tried.collect();
        let answers = |metric: &MetricId| {
            let value = self.outcome.metrics.get(*metric);
            tried.iter().any(|outcome| outcome.metrics.get(*metric) != value)
        };
        MetricId::all().filter(answers).collect()
    }
}

/// The names of metrics; one name for all members of a family.
fn told(metrics: &[MetricId], names: &Names) -> Vec<String> {
    let mut told: Vec<(&'static str, Scope, Vec<MetricId>)> = Vec::new();
    for metric in metrics {
        let row = metric.row();
        match told.iter_mut().find(|(label, of, _)| (*label, *of) == (row.label, row.scope)) {
            Some((.., members)) => members.push(*metric),
            None => told.push((row.label, row.scope, vec![*metric])),
        }
    }
    let named = |(label, _, members): (&'static str, Scope, Vec<MetricId>)| match members.as_slice() {
        [only] => only.name_in(names),
        several => format!("{label} ({} of them)", several.len()),
    };
    told.into_iter().map(named).collect()
}

/// A sentence on what rests on a fact.
pub(crate) fn markup(rests: &Rests, names: &Names) -> Markup {
    let metrics = match rests {
        Rests::On(metrics) if metrics.is_empty() => {
            return html! { span.kind { "Enters no calculation in this scenario." } };
        }
        Rests::OtherBaseline => return html! { span.kind { "Enters no calculation here: it is another baseline’s." } },
        Rests::Replaced(input, value) => {
            return html! { span.kind { "Enters no calculation here: this scenario has " (ask(&Question::Input(*input), input.show_in(names, *value))) "." } };
        }
        Rests::On(metrics) => metrics,
    };
    let told = told(metrics, names);
    let (first, more) = told.split_at(told.len().min(NAMED));
    html! {
        span data-words { (first.join(" · ")) }
        @if !more.is_empty() {
            details { summary data-count { "and " (more.len()) " more" } span data-words { (more.join(" · ")) } }
        }
    }
}
