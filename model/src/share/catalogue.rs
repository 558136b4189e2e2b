//! The whole catalogue as JSON: all facts, and the tables of inputs, metrics and series.

use crate::facts::accelerator::{Accelerator, Price};
use crate::facts::accelerators::ACCELERATORS;
use crate::facts::claims::CLAIMS;
use crate::facts::deals::DEALS;
use crate::facts::provenance::Fact;
use crate::facts::runs::REFERENCE_RUNS;
use crate::facts::sources::FACTS_DATE;
use crate::facts::sources::SOURCES;
use crate::facts::systems::{Published, SYSTEMS, System};
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Kind;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::quantities::series::Kind as SeriesKind;
use crate::quantities::series::SeriesId;
use crate::share::report::{Pairs, SCHEMA};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

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
        map.serialize_entry(
            "baselines",
            &crate::inputs::baselines::BASELINES.iter().map(BaselineJson).collect::<Vec<_>>(),
        )?;
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

struct ClaimJson(&'static crate::facts::claims::Claim);

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

struct BaselineJson(&'static crate::inputs::baselines::Baseline);

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
