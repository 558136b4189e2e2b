//! The catalogue as JSON: all facts, and the tables of inputs, metrics and series.

use crate::base::units::Unit;
use crate::facts::accelerator::{Accelerator, Price, PriceKind, Vendor};
use crate::facts::accelerators::ACCELERATORS;
use crate::facts::actuals::{ACTUALS, Actual, PRESENT};
use crate::facts::claims::{CLAIMS, Claim, Measure};
use crate::facts::deals::{DEALS, Deal};
use crate::facts::provenance::{Class, Fact, Source};
use crate::facts::runs::{REFERENCE_RUNS, ReferenceRun};
use crate::facts::sources::{FACTS_READ_TO, SOURCES};
use crate::facts::specifications::{SPECIFICATIONS, Specification};
use crate::facts::systems::{Computed, SYSTEMS, System};
use crate::inputs::baselines::{BASELINES, Baseline, Setting};
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Kind;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;
use crate::quantities::series::{Kind as SeriesKind, SeriesId};
use crate::share::report::{Pairs, SCHEMA};
use serde::Serialize;

/// All facts, and the tables of inputs, metrics and series, ready to be written as JSON.
#[derive(Serialize)]
pub struct Catalogue {
    schema: u32,
    facts_date: &'static str,
    present_month: String,
    accelerators: Vec<AcceleratorView>,
    specifications: Vec<SpecificationView>,
    systems: Vec<SystemView>,
    claims: Vec<ClaimView>,
    deals: &'static [Deal],
    reference_runs: &'static [ReferenceRun],
    actuals: Vec<ActualView>,
    sources: &'static [&'static Source],
    baselines: Vec<BaselineView>,
    parameters: Vec<ParameterView>,
    metrics: Vec<MetricView>,
    series: Vec<SeriesView>,
}

impl Catalogue {
    /// Collects the whole catalogue.
    pub fn new() -> Catalogue {
        Catalogue {
            schema: SCHEMA,
            facts_date: FACTS_READ_TO,
            present_month: PRESENT.to_string(),
            accelerators: ACCELERATORS.iter().map(AcceleratorView::of).collect(),
            specifications: SPECIFICATIONS.iter().map(SpecificationView::of).collect(),
            systems: SYSTEMS.iter().map(SystemView::of).collect(),
            claims: CLAIMS.iter().map(ClaimView::of).collect(),
            deals: DEALS,
            reference_runs: REFERENCE_RUNS,
            actuals: ACTUALS.iter().map(ActualView::of).collect(),
            sources: SOURCES,
            baselines: BASELINES.iter().map(BaselineView::of).collect(),
            parameters: ParameterId::all().map(ParameterView::of).collect(),
            metrics: MetricId::all().map(MetricView::of).collect(),
            series: SeriesId::all().map(SeriesView::of).collect(),
        }
    }
}

impl Default for Catalogue {
    fn default() -> Catalogue {
        Catalogue::new()
    }
}

/// A fact at each precision; null in JSON if there is none.
#[derive(Serialize)]
struct Peaks {
    bf16: &'static Option<Fact>,
    fp8: &'static Option<Fact>,
    fp4: &'static Option<Fact>,
}

#[derive(Serialize)]
struct AcceleratorView {
    id: &'static str,
    name: &'static str,
    vendor: Vendor,
    family: &'static str,
    available: &'static Fact,
    peak_dense_flops: Peaks,
    peak_int8_ops: &'static Option<Fact>,
    hbm_bytes: &'static Option<Fact>,
    hbm_bytes_per_second: &'static Option<Fact>,
    tdp_watts: &'static Option<Fact>,
    it_watts: &'static Fact,
    price_usd_per_chip_hour: PriceView,
    list_prices: Vec<PriceView>,
    capex_usd: &'static Fact,
    owner_cost_usd_per_chip_hour: &'static Option<Fact>,
    training_mfu: Peaks,
    note: &'static str,
}

impl AcceleratorView {
    fn of(of: &'static Accelerator) -> AcceleratorView {
        AcceleratorView {
            id: of.id,
            name: of.name,
            vendor: of.vendor,
            family: of.family,
            available: &of.available,
            peak_dense_flops: Peaks { bf16: &of.bf16, fp8: &of.fp8, fp4: &of.fp4 },
            peak_int8_ops: &of.int8,
            hbm_bytes: &of.hbm_bytes,
            hbm_bytes_per_second: &of.hbm_bytes_per_second,
            tdp_watts: &of.tdp_watts,
            it_watts: &of.it_watts,
            price_usd_per_chip_hour: PriceView::of(&of.price),
            list_prices: of.list_prices.iter().map(PriceView::of).collect(),
            capex_usd: &of.capex_usd,
            owner_cost_usd_per_chip_hour: &of.owner_cost_usd_per_chip_hour,
            training_mfu: Peaks { bf16: &of.mfu_bf16, fp8: &of.mfu_fp8, fp4: &of.mfu_fp4 },
            note: of.note,
        }
    }
}

/// The known facts of a chip that cannot be chosen, and the missing ones.
#[derive(Serialize)]
struct SpecificationView {
    id: &'static str,
    name: &'static str,
    maker: &'static str,
    facts: Pairs<&'static str, &'static Fact>,
    missing: Vec<&'static str>,
    note: &'static str,
}

impl SpecificationView {
    fn of(of: &'static Specification) -> SpecificationView {
        SpecificationView {
            id: of.id,
            name: of.name,
            maker: of.maker,
            facts: of.facts().map(|(key, _, fact)| (key, fact)).collect(),
            missing: of.missing().collect(),
            note: of.note,
        }
    }
}

/// An observation of what has happened since; its fact is null if no figure was found.
#[derive(Serialize)]
struct ActualView {
    id: &'static str,
    what: &'static str,
    series: Option<&'static str>,
    baselines: &'static [&'static str],
    month: String,
    fact: &'static Option<Fact>,
    note: &'static str,
}

impl ActualView {
    fn of(of: &'static Actual) -> ActualView {
        ActualView {
            id: of.id,
            what: of.what,
            series: Some(of.series).filter(|series| !series.is_empty()),
            baselines: of.baselines,
            month: of.month.to_string(),
            fact: &of.fact,
            note: of.note,
        }
    }
}

/// A price: a fact that also has a kind.
#[derive(Serialize)]
struct PriceView {
    kind: PriceKind,
    value: f64,
    unit: Unit,
    class: Class,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    measures: &'static str,
}

impl PriceView {
    fn of(of: &'static Price) -> PriceView {
        let Fact { value, unit, class, source, low, high, measures, .. } = of.fact;
        PriceView { kind: of.kind, value, unit, class, source: source.id, low, high, measures }
    }
}

/// The published totals of a system.
#[derive(Serialize)]
struct PublishedView {
    peak_dense_flops: Peaks,
    hbm_bytes: &'static Option<Fact>,
    hbm_bytes_per_second: &'static Option<Fact>,
    watts: &'static Option<Fact>,
    facility_watts: &'static Option<Fact>,
}

#[derive(Serialize)]
struct SystemView {
    id: &'static str,
    name: &'static str,
    accelerator: &'static str,
    chips: u32,
    published: PublishedView,
    computed: Computed,
    note: &'static str,
}

impl SystemView {
    fn of(of: &'static System) -> SystemView {
        let published = &of.published;
        SystemView {
            id: of.id,
            name: of.name,
            accelerator: of.accelerator,
            chips: of.chips,
            published: PublishedView {
                peak_dense_flops: Peaks { bf16: &published.bf16, fp8: &published.fp8, fp4: &published.fp4 },
                hbm_bytes: &published.hbm_bytes,
                hbm_bytes_per_second: &published.hbm_bytes_per_second,
                watts: &published.watts,
                facility_watts: &published.facility_watts,
            },
            computed: of.computed(),
            note: of.note,
        }
    }
}

#[derive(Serialize)]
struct ClaimView {
    id: &'static str,
    claimant: &'static str,
    statement: &'static str,
    subject: &'static str,
    base: &'static str,
    measure: Measure,
    ratio: &'static Fact,
    specified_ratio: Option<f64>,
    specified_ratio_per_chip: Option<f64>,
    note: &'static str,
}

impl ClaimView {
    fn of(of: &'static Claim) -> ClaimView {
        ClaimView {
            id: of.id,
            claimant: of.claimant,
            statement: of.statement,
            subject: of.subject,
            base: of.base,
            measure: of.measure,
            ratio: &of.ratio,
            specified_ratio: of.specified_ratio(),
            specified_ratio_per_chip: of.specified_ratio_per_chip(),
            note: of.note,
        }
    }
}

#[derive(Serialize)]
struct BaselineView {
    id: &'static str,
    code: &'static str,
    name: &'static str,
    investor: &'static str,
    supplier: &'static str,
    company: &'static str,
    summary: &'static str,
    inputs: Scenario,
    evidence: Pairs<String, EvidenceView>,
}

#[derive(Serialize)]
struct EvidenceView {
    class: &'static str,
    source: &'static str,
    note: &'static str,
}

impl EvidenceView {
    fn of(of: &'static Setting) -> EvidenceView {
        EvidenceView { class: of.class.word(), source: of.source.id, note: of.note }
    }
}

impl BaselineView {
    fn of(of: &'static Baseline) -> BaselineView {
        let set = ParameterId::all().filter_map(|input| Some((input.id(), EvidenceView::of(of.setting(input)?))));
        BaselineView {
            id: of.id,
            code: of.code,
            name: of.name,
            investor: of.investor,
            supplier: of.supplier,
            company: of.company,
            summary: of.summary,
            inputs: Scenario::of(of),
            evidence: set.collect(),
        }
    }
}

#[derive(Serialize)]
struct ParameterView {
    id: String,
    code: String,
    label: String,
    group: &'static str,
    unit: Unit,
    kind: &'static str,
    min: f64,
    max: f64,
    step: f64,
    low: Option<f64>,
    base: f64,
    high: Option<f64>,
    class: Option<Class>,
    source: Option<&'static str>,
    measures: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<Pairs<&'static str, &'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choice_codes: Option<Pairs<&'static str, &'static str>>,
    meaning: &'static str,
}

impl ParameterView {
    fn of(of: ParameterId) -> ParameterView {
        let (row, fact) = (of.row(), of.fact());
        let choices = match row.kind {
            Kind::Choice(choices) => Some(choices),
            _ => None,
        };
        ParameterView {
            id: of.id(),
            code: of.code(),
            label: of.name(),
            group: row.group.name(),
            unit: row.unit,
            kind: match row.kind {
                Kind::Number => "number",
                Kind::Logarithmic => "logarithmic number",
                Kind::Stepped => "multiple of the step",
                Kind::Whole => "whole number",
                Kind::Month => "month",
                Kind::Choice(_) => "choice",
                Kind::Switch => "switch",
            },
            min: row.min,
            max: row.max,
            step: row.step,
            low: fact.and_then(|fact| fact.low),
            base: of.default_value(),
            high: fact.and_then(|fact| fact.high),
            class: fact.map(|fact| fact.class),
            source: fact.map(|fact| fact.source.id),
            measures: fact.map(|fact| fact.measures),
            choices: choices.map(|choices| choices.all().map(|choice| (choice.id, choice.label)).collect()),
            choice_codes: choices.map(|choices| choices.all().map(|choice| (choice.id, choice.code)).collect()),
            meaning: row.meaning,
        }
    }
}

#[derive(Serialize)]
struct MetricView {
    id: String,
    label: String,
    unit: Unit,
    meaning: &'static str,
}

impl MetricView {
    fn of(of: MetricId) -> MetricView {
        MetricView { id: of.id(), label: of.name(), unit: of.row().unit, meaning: of.row().meaning }
    }
}

#[derive(Serialize)]
struct SeriesView {
    id: String,
    label: String,
    unit: Unit,
    kind: &'static str,
    meaning: &'static str,
}

impl SeriesView {
    fn of(of: SeriesId) -> SeriesView {
        let row = of.row();
        let kind = match row.kind {
            SeriesKind::Stock => "stock at month end",
            SeriesKind::Flow => "flow of the month",
            SeriesKind::Total => "total to month end",
        };
        SeriesView { id: of.id(), label: of.name(), unit: row.unit, kind, meaning: row.meaning }
    }
}
