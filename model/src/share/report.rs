//! A run as JSON.
//!
//! Numbers are SI units or USD, unrounded. The types here only determine how values are written; they compute nothing.

use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::quantities::series::{SeriesId, TO_THE_END};
use crate::run::binding::Binding;
use crate::run::outcome::Outcome;
use crate::share::permalink;
use serde::{Serialize, Serializer};

/// The version of the JSON format of reports and of the catalogue.
pub const SCHEMA: u32 = 2;

/// A run: `schema`, `baseline`, `link`, `as_of`, `inputs`, `own_chip` if it has a name, `months`, `series`,
/// `contract_months`, `contract_series`, `metrics`, `reasons`, `notices`. `months` and `series` go to the horizon;
/// `contract_months` and `contract_series` to the end of the last agreement or to the exit, whichever is later.
pub struct Report<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The outcome of its run.
    pub outcome: &'a Outcome,
}

/// Pairs that are written as a JSON object, in their order.
pub(crate) struct Pairs<K, V>(pub(crate) Vec<(K, V)>);

impl<K, V> FromIterator<(K, V)> for Pairs<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Pairs(pairs.into_iter().collect())
    }
}

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// A run in the order in which it is written.
#[derive(Serialize)]
struct ReportView<'a> {
    schema: u32,
    baseline: &'static str,
    link: String,
    as_of: String,
    inputs: &'a Scenario,
    #[serde(skip_serializing_if = "str::is_empty")]
    own_chip: &'a str,
    months: Vec<String>,
    series: Pairs<String, RowView<'a>>,
    contract_months: Vec<String>,
    contract_series: Pairs<String, &'a [f64]>,
    metrics: Pairs<String, MetricView>,
    reasons: Pairs<String, &'static str>,
    notices: Vec<String>,
}

/// A series; and, as the last row, the binding limit of each month.
#[derive(Serialize)]
#[serde(untagged)]
enum RowView<'a> {
    Numbers(&'a [f64]),
    /// A series without values: null in every month.
    Nothing(Vec<Option<f64>>),
    Words(Vec<&'static str>),
}

/// A metric, null if it has no value; and, as the last entry, the binding limit of the as-of month.
#[derive(Serialize)]
#[serde(untagged)]
enum MetricView {
    Number(Option<f64>),
    Word(&'static str),
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (scenario, outcome) = (self.scenario, self.outcome);
        let binding = || "binding".to_owned();
        let row = |series| match outcome.shown(series) {
            Some(numbers) => RowView::Numbers(numbers),
            None => RowView::Nothing(vec![None; outcome.sheet.months()]),
        };
        let series = SeriesId::all().map(|series| (series.id(), row(series)));
        let to_the_end = |series| outcome.sheet.row_to_the_end(series);
        let binds = outcome.binding().into_iter().map(Binding::word).collect();
        let value = |metric| outcome.metrics.get(metric);
        let metrics = MetricId::all().map(|metric| (metric.id(), MetricView::Number(value(metric).ok())));
        let reasons = MetricId::all().filter_map(|metric| Some((metric.id(), value(metric).err()?.reason())));
        let view = ReportView {
            schema: SCHEMA,
            baseline: scenario.baseline().id,
            link: format!("?{}={}", permalink::PARAMETER, permalink::write(scenario, outcome)),
            as_of: outcome.as_of.to_string(),
            inputs: scenario,
            own_chip: scenario.names().own_chip(),
            months: outcome.months().map(|month| month.to_string()).collect(),
            series: series.chain([(binding(), RowView::Words(binds))]).collect(),
            contract_months: outcome.months_to_the_end().map(|month| month.to_string()).collect(),
            contract_series: TO_THE_END.iter().map(|series| (series.id(), to_the_end(*series))).collect(),
            metrics: metrics.chain([(binding(), MetricView::Word(outcome.metrics.binding.word()))]).collect(),
            reasons: reasons.collect(),
            notices: outcome.notices.iter().map(|notice| notice.text_in(scenario.names())).collect(),
        };
        view.serialize(serializer)
    }
}
