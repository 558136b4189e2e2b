//! What leaves the explorer as text: a run as JSON, and the whole catalogue as JSON.
//!
//! Numbers are SI units or USD, unrounded. The types here only say how things are written; they compute nothing.

use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::quantities::series::SeriesId;
use crate::run::outcome::Outcome;
use crate::share::permalink;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The version of the JSON's form.
pub const SCHEMA: u32 = 1;

/// A run: `schema`, `baseline`, `link`, `inputs`, `months`, `series`, `metrics`, `reasons`, `notices`.
pub struct Report<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it comes to.
    pub outcome: &'a Outcome,
}

impl Report<'_> {
    /// Every metric with its id.
    fn metrics(&self) -> Vec<(String, Result<f64, &'static str>)> {
        let value = |metric| self.outcome.metrics.get(metric).map_err(crate::quantities::metric::Absent::reason);
        MetricId::all().map(|metric| (metric.id(), value(metric))).collect()
    }
}

/// Writes pairs as a JSON object, in their order.
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

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (scenario, outcome) = (self.scenario, self.outcome);
        let metrics = self.metrics();
        let binding: Vec<_> = outcome.binding().into_iter().map(crate::run::binding::Binding::word).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &SCHEMA)?;
        map.serialize_entry("baseline", scenario.baseline().id)?;
        map.serialize_entry("link", &format!("?{}={}", permalink::PARAMETER, permalink::write(scenario, outcome)))?;
        map.serialize_entry("as_of", &outcome.as_of.to_string())?;
        map.serialize_entry("inputs", scenario)?;
        map.serialize_entry("months", &outcome.months().map(|month| month.to_string()).collect::<Vec<_>>())?;
        map.serialize_entry("series", &SeriesWithBinding(outcome, &binding))?;
        map.serialize_entry("metrics", &MetricValues(&metrics, outcome.metrics.binding.word()))?;
        let reasons = metrics.iter().filter_map(|(id, value)| value.err().map(|reason| (id, reason)));
        map.serialize_entry("reasons", &reasons.collect::<Pairs<_, _>>())?;
        map.serialize_entry("notices", &outcome.notices.iter().map(|notice| notice.text()).collect::<Vec<_>>())?;
        map.end()
    }
}

/// Series, then the months' binding limits as words.
struct SeriesWithBinding<'a>(&'a Outcome, &'a [&'static str]);

impl Serialize for SeriesWithBinding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for series in SeriesId::all() {
            match self.0.shown(series) {
                Some(values) => map.serialize_entry(&series.id(), values)?,
                None => map.serialize_entry(&series.id(), &vec![None::<f64>; self.0.sheet.months()])?,
            }
        }
        map.serialize_entry("binding", self.1)?;
        map.end()
    }
}

/// Metrics, then the as-of month's binding limit as a word.
struct MetricValues<'a>(&'a [(String, Result<f64, &'static str>)], &'static str);

impl Serialize for MetricValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (id, value) in self.0 {
            map.serialize_entry(id, &value.ok())?;
        }
        map.serialize_entry("binding", self.1)?;
        map.end()
    }
}
