//! All facts and assumptions in one list, each with an id by which it can be looked up.

use crate::base::units::Unit;
use crate::facts::accelerator::Accelerator;
use crate::facts::accelerators::{ACCELERATORS, H100_EIGHT_BIT_PEAK};
use crate::facts::actuals::ACTUALS;
use crate::facts::claims::CLAIMS;
use crate::facts::deals::DEALS;
use crate::facts::owner_costs::EXPLAINED;
use crate::facts::provenance::{Class, Fact, Source};
use crate::facts::runs::REFERENCE_RUNS;
use crate::facts::specifications::SPECIFICATIONS;
use crate::facts::systems::SYSTEMS;
use crate::inputs::baselines::BASELINES;
use crate::inputs::input::ParameterId;
use crate::inputs::names::Names;
use std::sync::LazyLock;

/// The subject of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Specifications, prices and cost of an accelerator, including accelerators that cannot be chosen.
    Accelerator,
    /// A system's published totals.
    System,
    /// A vendor's claim. It is used in the credited ratios, as far as it is credited, and in no other calculation; but
    /// the specifications of an accelerator that is known only by such claims are derived from them.
    Claim,
    /// The announced size of a deal. Used in no calculation.
    Deal,
    /// The compute of a training run.
    Run,
    /// What has happened since. Used in no calculation.
    Actual,
    /// The default of an input.
    Input,
    /// A value that a baseline sets.
    Baseline,
}

impl FactKind {
    /// All kinds, in the order of the list.
    pub const ALL: [FactKind; 8] = [
        FactKind::Accelerator,
        FactKind::System,
        FactKind::Claim,
        FactKind::Deal,
        FactKind::Run,
        FactKind::Actual,
        FactKind::Input,
        FactKind::Baseline,
    ];

    /// The displayed word.
    pub const fn word(self) -> &'static str {
        match self {
            FactKind::Accelerator => "accelerator",
            FactKind::System => "system",
            FactKind::Claim => "claim",
            FactKind::Deal => "deal",
            FactKind::Run => "training run",
            FactKind::Actual => "actual",
            FactKind::Input => "input",
            FactKind::Baseline => "baseline",
        }
    }
}

/// One fact or assumption with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Stable identifier, such as `accelerator.gb300.fp8`.
    pub id: String,
    /// The displayed name.
    pub name: String,
    /// The subject of the fact.
    pub kind: FactKind,
    /// The value, in the base unit of `unit`.
    pub value: f64,
    /// The unit.
    pub unit: Unit,
    /// Low end of the range, from sources or judgement.
    pub low: Option<f64>,
    /// High end of the range.
    pub high: Option<f64>,
    /// The strength of the evidence.
    pub class: Class,
    /// The document that the value comes from.
    pub source: &'static Source,
    /// What exactly is measured, the formula, or the reason for an assumption.
    pub note: &'static str,
    /// The fact in the catalogue; `None` for a value that a baseline sets.
    pub fact: Option<&'static Fact>,
    /// The input whose default or setting the value is, if any.
    pub input: Option<ParameterId>,
}

impl Listed {
    fn of(id: String, name: String, kind: FactKind, fact: &'static Fact) -> Listed {
        Listed {
            id,
            name,
            kind,
            value: fact.value,
            unit: fact.unit,
            low: fact.low,
            high: fact.high,
            class: fact.class,
            source: fact.source,
            note: fact.measures,
            fact: Some(fact),
            input: None,
        }
    }

    /// The name in a scenario with these names. The placeholder facts of the reader's own chip are listed too, and get
    /// its name.
    pub fn name_in(&self, names: &Names) -> String {
        let own = ACCELERATORS.iter().find(|chip| chip.is_own() && self.id.contains(&format!(".{}.", chip.id)));
        own.map_or_else(|| self.name.clone(), |own| self.name.replacen(own.name, names.accelerator(own), 1))
    }

    /// The value as it was published, for comparison with the source.
    pub fn show(&self) -> String {
        self.show_as(self.value)
    }

    /// Another value in the same unit, such as an end of the range.
    pub fn show_as(&self, value: f64) -> String {
        match (self.input, self.unit) {
            (Some(input), Unit::Choice) => input.show(value),
            _ => crate::base::show::show_published(value, self.unit).text(),
        }
    }

    /// Whether the range shows that sources disagree, as opposed to a range by judgement or derivation.
    pub fn sources_disagree(&self) -> bool {
        let of_sources = matches!(self.class, Class::Official | Class::Relayed | Class::Reported | Class::Estimate);
        of_sources && self.low.zip(self.high).is_some_and(|(low, high)| low < high)
    }
}

/// Adds the facts of the catalogue that are not the default of an input.
fn of_catalogue(list: &mut Vec<Listed>) {
    let mut add = |kind, of: &str, key: &str, name: String, fact: Option<&'static Fact>| {
        list.extend(fact.map(|fact| Listed::of(format!("{of}.{key}"), name, kind, fact)));
    };
    for a in ACCELERATORS {
        let of = format!("accelerator.{}", a.id);
        // The peaks of the reader's own chip are inputs, and are listed there.
        let published = |fact: &'static Option<Fact>| fact.as_ref().filter(|_| !a.is_own());
        for (key, what, fact) in [
            ("available", "available from", Some(&a.available)),
            ("bf16", "peak BF16, dense", published(&a.bf16)),
            ("fp8", "peak FP8, dense", published(&a.fp8)),
            ("fp4", "peak FP4, dense", published(&a.fp4)),
            ("int8", "peak INT8, dense", a.int8.as_ref()),
            ("hbm_bytes", "HBM capacity", a.hbm_bytes.as_ref()),
            ("hbm_bytes_per_second", "HBM bandwidth", a.hbm_bytes_per_second.as_ref()),
            ("tdp_watts", "TDP", a.tdp_watts.as_ref()),
            ("owner_cost_usd_per_chip_hour", "owner’s cost", a.owner_cost_usd_per_chip_hour.as_ref()),
        ] {
            add(FactKind::Accelerator, &of, key, format!("{}: {what}", a.name), fact);
        }
        for (number, price) in a.list_prices.iter().enumerate() {
            let (key, name) = (format!("list_price{}", number + 1), format!("{}: {} price", a.name, price.kind.name()));
            add(FactKind::Accelerator, &of, &key, name, Some(&price.fact));
        }
    }
    for explained in EXPLAINED {
        let name = Accelerator::by_id(explained.chip).map_or("", |accelerator| accelerator.name);
        let (of, name) =
            (format!("accelerator.{}", explained.chip), format!("{name}: capital cost implied by owner’s cost"));
        add(FactKind::Accelerator, &of, "implied_capex_usd", name, Some(&explained.implied_capex_usd));
    }
    let of_h100 = "H100: 8-bit peak that Epoch AI divides by".to_owned();
    add(FactKind::Accelerator, "accelerator.h100", "equivalent", of_h100, Some(&H100_EIGHT_BIT_PEAK));
    for chip in SPECIFICATIONS {
        let of = format!("accelerator.{}", chip.id);
        for (key, what, fact) in chip.facts() {
            add(FactKind::Accelerator, &of, key, format!("{}: {what}", chip.name), Some(fact));
        }
    }
    for system in SYSTEMS {
        let (of, published) = (format!("system.{}", system.id), &system.published);
        for (key, what, fact) in [
            ("bf16", "peak BF16", &published.bf16),
            ("fp8", "peak FP8", &published.fp8),
            ("fp4", "peak FP4", &published.fp4),
            ("hbm_bytes", "HBM capacity", &published.hbm_bytes),
            ("hbm_bytes_per_second", "HBM bandwidth", &published.hbm_bytes_per_second),
            ("watts", "power", &published.watts),
            ("facility_watts", "power with cooling", &published.facility_watts),
        ] {
            add(FactKind::System, &of, key, format!("{}: {what}", system.name), fact.as_ref());
        }
    }
    for claim in CLAIMS {
        let name = format!("{}: {}", claim.claimant, claim.statement);
        add(FactKind::Claim, "claim", claim.id, name, Some(&claim.ratio));
    }
    for deal in DEALS {
        let of = format!("deal.{}", deal.id);
        for (key, what, fact) in [
            ("amount_usd", "amount", &deal.amount_usd),
            ("valuation_usd", "valuation", &deal.valuation_usd),
            ("power_watts", "power", &deal.power_watts),
            ("chips", "chips", &deal.chips),
            ("term_months", "term", &deal.term_months),
        ] {
            add(FactKind::Deal, &of, key, format!("{}: {what}", deal.name), fact.as_ref());
        }
    }
    for run in REFERENCE_RUNS {
        add(FactKind::Run, "run", run.id, format!("{}: training compute", run.name), Some(&run.flop));
    }
    for actual in ACTUALS {
        let name = format!("{}, {}", actual.what, actual.month.name());
        add(FactKind::Actual, "actual", actual.id, name, actual.fact.as_ref());
    }
}

/// All facts and assumptions: those of the catalogue, the defaults of inputs (one entry for all members of a family
/// that share it), and the settings of each baseline.
pub fn all() -> &'static [Listed] {
    static LIST: LazyLock<Vec<Listed>> = LazyLock::new(list);
    &LIST
}

fn list() -> Vec<Listed> {
    let mut list = Vec::new();
    of_catalogue(&mut list);
    let mut last: Option<&'static Fact> = None;
    for input in ParameterId::all() {
        let Some(fact) = input.fact() else { continue };
        if last.is_some_and(|last| std::ptr::eq(last, fact)) {
            continue;
        }
        last = Some(fact);
        let listed = Listed::of(format!("input.{}", input.id()), input.name(), FactKind::Input, fact);
        list.push(Listed { input: Some(input), ..listed });
    }
    for baseline in BASELINES {
        for input in ParameterId::all() {
            let Some(setting) = baseline.setting(input) else { continue };
            list.push(Listed {
                id: format!("baseline.{}.{}", baseline.id, input.id()),
                name: format!("{}: {}", baseline.name, input.name()),
                kind: FactKind::Baseline,
                value: setting.value,
                unit: input.row().unit,
                low: None,
                high: None,
                class: setting.class,
                source: setting.source,
                note: setting.note,
                fact: None,
                input: Some(input),
            });
        }
    }
    list
}

/// The entry of a fact of the catalogue; `None` if it is not listed.
pub fn entry_of(fact: &'static Fact) -> Option<&'static Listed> {
    all().iter().find(|listed| listed.fact.is_some_and(|known| std::ptr::eq(known, fact)))
}

/// The entry with this id; `None` if there is none.
pub fn entry(id: &str) -> Option<&'static Listed> {
    all().iter().find(|listed| listed.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_entry_has_its_own_id_and_its_evidence() {
        let mut ids = HashSet::new();
        for listed in all() {
            assert!(ids.insert(listed.id.clone()), "{} twice", listed.id);
            assert!(!listed.note.is_empty() && !listed.source.date.is_empty() && !listed.name.is_empty());
        }
        assert!(ids.len() > 300, "{}", ids.len());
    }

    #[test]
    fn every_misreading_concerns_facts_that_are_listed() {
        let mut ids = HashSet::new();
        for misreading in crate::facts::misreadings::MISREADINGS {
            assert!(ids.insert(misreading.id), "{} twice", misreading.id);
            assert!(!misreading.wrong.is_empty() && !misreading.right.is_empty() && !misreading.facts.is_empty());
            for id in misreading.facts {
                assert!(entry(id).is_some(), "{}: there is no fact {id}", misreading.id);
            }
        }
    }
}
