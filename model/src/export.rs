//! What leaves the explorer as text: a run as JSON or CSV, and the whole catalogue as JSON.
//!
//! Numbers are SI units or USD, unrounded. The types here only say how things are written; they compute nothing.

use crate::catalogue::{
    ACCELERATORS, Accelerator, CLAIMS, DEALS, FACTS_DATE, Price, Published, REFERENCE_RUNS, SOURCES, SYSTEMS, System,
};
use crate::metrics::MetricId;
use crate::month::Month;
use crate::outcome::Outcome;
use crate::parameters::{Kind, ParameterId};
use crate::permalink;
use crate::provenance::Fact;
use crate::scenario::Scenario;
use crate::series::{Kind as SeriesKind, SeriesId};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use std::fmt::Write;

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
        let value = |metric| self.outcome.metrics.get(metric).map_err(crate::metrics::Absent::reason);
        MetricId::all().map(|metric| (metric.id(), value(metric))).collect()
    }
}

/// Writes pairs as a JSON object, in their order.
struct Pairs<K, V>(Vec<(K, V)>);

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
        let binding: Vec<_> = outcome.binding().into_iter().map(crate::fleet::Binding::word).collect();
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

/// A run's series as CSV: a row a month, a column a series; a series without values is left empty.
pub fn csv(outcome: &Outcome) -> String {
    let series: Vec<_> = SeriesId::all().collect();
    let mut text = String::from("month");
    for id in &series {
        let _ = write!(text, ",{}", id.id());
    }
    text.push_str(",binding\n");
    for (at, binding) in outcome.binding().into_iter().enumerate() {
        let _ = write!(text, "{}", Month(at as i32));
        for id in &series {
            match outcome.shown(*id) {
                Some(values) => {
                    let _ = write!(text, ",{}", values[at]);
                }
                None => text.push(','),
            }
        }
        let _ = writeln!(text, ",{}", binding.word());
    }
    text
}

/// All facts, and the tables of inputs, metrics and series.
pub struct Catalogue;

impl Serialize for Catalogue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &SCHEMA)?;
        map.serialize_entry("facts_date", FACTS_DATE)?;
        map.serialize_entry("accelerators", &ACCELERATORS.iter().map(AcceleratorJson).collect::<Vec<_>>())?;
        map.serialize_entry("systems", &SYSTEMS.iter().map(SystemJson).collect::<Vec<_>>())?;
        map.serialize_entry("claims", &CLAIMS.iter().map(ClaimJson).collect::<Vec<_>>())?;
        map.serialize_entry("deals", DEALS)?;
        map.serialize_entry("reference_runs", REFERENCE_RUNS)?;
        map.serialize_entry("sources", SOURCES)?;
        map.serialize_entry("baselines", &crate::baselines::BASELINES.iter().map(BaselineJson).collect::<Vec<_>>())?;
        map.serialize_entry("parameters", &ParameterId::all().map(ParameterJson).collect::<Vec<_>>())?;
        map.serialize_entry("metrics", &MetricId::all().map(MetricJson).collect::<Vec<_>>())?;
        map.serialize_entry("series", &SeriesId::all().map(SeriesJson).collect::<Vec<_>>())?;
        map.end()
    }
}

/// `{"bf16": fact, "fp8": fact, "fp4": fact}`, null where there is none.
#[derive(serde::Serialize)]
struct Peaks<'a> {
    bf16: &'a Option<Fact>,
    fp8: &'a Option<Fact>,
    fp4: &'a Option<Fact>,
}

struct AcceleratorJson(&'static Accelerator);

impl Serialize for AcceleratorJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let a = self.0;
        let mut out = serializer.serialize_struct("accelerator", 17)?;
        out.serialize_field("id", a.id)?;
        out.serialize_field("name", a.name)?;
        out.serialize_field("vendor", &a.vendor)?;
        out.serialize_field("family", a.family)?;
        out.serialize_field("available", &a.available)?;
        out.serialize_field("peak_dense_flops", &Peaks { bf16: &a.bf16, fp8: &a.fp8, fp4: &a.fp4 })?;
        out.serialize_field("peak_int8_ops", &a.int8)?;
        out.serialize_field("hbm_bytes", &a.hbm_bytes)?;
        out.serialize_field("hbm_bytes_per_second", &a.hbm_bytes_per_second)?;
        out.serialize_field("tdp_watts", &a.tdp_watts)?;
        out.serialize_field("it_watts", &a.it_watts)?;
        out.serialize_field("price_usd_per_chip_hour", &PriceJson(&a.price))?;
        out.serialize_field("list_prices", &a.list_prices.iter().map(PriceJson).collect::<Vec<_>>())?;
        out.serialize_field("capex_usd", &a.capex_usd)?;
        out.serialize_field("training_mfu", &Peaks { bf16: &a.mfu_bf16, fp8: &a.mfu_fp8, fp4: &a.mfu_fp4 })?;
        out.serialize_field("note", a.note)?;
        out.end()
    }
}

/// A price is a fact that also has a kind.
struct PriceJson(&'static Price);

impl Serialize for PriceJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fact = &self.0.fact;
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("kind", &self.0.kind)?;
        out.serialize_entry("value", &fact.value)?;
        out.serialize_entry("unit", &fact.unit)?;
        out.serialize_entry("class", &fact.class)?;
        out.serialize_entry("source", fact.source.id)?;
        if let (Some(low), Some(high)) = (fact.low, fact.high) {
            out.serialize_entry("low", &low)?;
            out.serialize_entry("high", &high)?;
        }
        out.serialize_entry("measures", fact.measures)?;
        out.end()
    }
}

struct SystemJson(&'static System);

impl Serialize for SystemJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Totals<'a> {
            peak_dense_flops: Peaks<'a>,
            hbm_bytes: &'a Option<Fact>,
            hbm_bytes_per_second: &'a Option<Fact>,
            watts: &'a Option<Fact>,
            facility_watts: &'a Option<Fact>,
        }
        let system = self.0;
        let Published { bf16, fp8, fp4, hbm_bytes, hbm_bytes_per_second, watts, facility_watts } = &system.published;
        let published = Totals {
            peak_dense_flops: Peaks { bf16, fp8, fp4 },
            hbm_bytes,
            hbm_bytes_per_second,
            watts,
            facility_watts,
        };
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("id", system.id)?;
        out.serialize_entry("name", system.name)?;
        out.serialize_entry("accelerator", system.accelerator)?;
        out.serialize_entry("chips", &system.chips)?;
        out.serialize_entry("published", &published)?;
        out.serialize_entry("computed", &system.computed())?;
        out.serialize_entry("note", system.note)?;
        out.end()
    }
}

struct ClaimJson(&'static crate::catalogue::Claim);

impl Serialize for ClaimJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let claim = self.0;
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("id", claim.id)?;
        out.serialize_entry("claimant", claim.claimant)?;
        out.serialize_entry("statement", claim.statement)?;
        out.serialize_entry("subject", claim.subject)?;
        out.serialize_entry("base", claim.base)?;
        out.serialize_entry("measure", &claim.measure)?;
        out.serialize_entry("ratio", &claim.ratio)?;
        out.serialize_entry("specified_ratio", &claim.specified_ratio())?;
        out.serialize_entry("specified_ratio_per_chip", &claim.specified_ratio_per_chip())?;
        out.serialize_entry("note", claim.note)?;
        out.end()
    }
}

struct BaselineJson(&'static crate::baselines::Baseline);

impl Serialize for BaselineJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let baseline = self.0;
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("id", baseline.id)?;
        out.serialize_entry("name", baseline.name)?;
        out.serialize_entry("investor", baseline.investor)?;
        out.serialize_entry("supplier", baseline.supplier)?;
        out.serialize_entry("company", baseline.company)?;
        out.serialize_entry("summary", baseline.summary)?;
        out.serialize_entry("inputs", &Scenario::of(baseline))?;
        let evidence = ParameterId::all().filter_map(|input| baseline.setting(input).map(|setting| (input, setting)));
        let evidence = evidence.map(|(input, setting)| {
            let words = [("class", setting.class.word()), ("source", setting.source.id), ("note", setting.note)];
            (input.id(), Pairs(words.to_vec()))
        });
        out.serialize_entry("evidence", &evidence.collect::<Pairs<_, _>>())?;
        out.end()
    }
}

struct ParameterJson(ParameterId);

impl Serialize for ParameterJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (id, row) = (self.0, self.0.row());
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("id", &id.id())?;
        out.serialize_entry("code", &id.code())?;
        out.serialize_entry("label", &id.name())?;
        out.serialize_entry("group", row.group.name())?;
        out.serialize_entry("unit", &row.unit)?;
        let kind = match row.kind {
            Kind::Number => "number",
            Kind::Logarithmic => "logarithmic number",
            Kind::Whole => "whole number",
            Kind::Month => "month",
            Kind::Choice(_) => "choice",
            Kind::Switch => "switch",
        };
        out.serialize_entry("kind", kind)?;
        out.serialize_entry("min", &row.min)?;
        out.serialize_entry("max", &row.max)?;
        out.serialize_entry("step", &row.step)?;
        let fact = id.fact();
        out.serialize_entry("low", &fact.and_then(|fact| fact.low))?;
        out.serialize_entry("base", &id.default_value())?;
        out.serialize_entry("high", &fact.and_then(|fact| fact.high))?;
        out.serialize_entry("class", &fact.map(|fact| fact.class))?;
        out.serialize_entry("source", &fact.map(|fact| fact.source.id))?;
        out.serialize_entry("measures", &fact.map(|fact| fact.measures))?;
        if let Kind::Choice(choices) = row.kind {
            out.serialize_entry("choices", &choices.all().map(|c| (c.id, c.label)).collect::<Pairs<_, _>>())?;
            out.serialize_entry("choice_codes", &choices.all().map(|c| (c.id, c.code)).collect::<Pairs<_, _>>())?;
        }
        out.serialize_entry("meaning", row.meaning)?;
        out.end()
    }
}

struct MetricJson(MetricId);

impl Serialize for MetricJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0.row();
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("id", &self.0.id())?;
        out.serialize_entry("label", &self.0.name())?;
        out.serialize_entry("unit", &row.unit)?;
        out.serialize_entry("meaning", row.meaning)?;
        out.end()
    }
}

struct SeriesJson(SeriesId);

impl Serialize for SeriesJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0.row();
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("id", &self.0.id())?;
        out.serialize_entry("label", &self.0.name())?;
        out.serialize_entry("unit", &row.unit)?;
        let kind = match row.kind {
            SeriesKind::Stock => "stock at month end",
            SeriesKind::Flow => "flow of the month",
            SeriesKind::Total => "total to month end",
        };
        out.serialize_entry("kind", kind)?;
        out.serialize_entry("meaning", row.meaning)?;
        out.end()
    }
}
