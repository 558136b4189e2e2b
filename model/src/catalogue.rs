//! The catalogue: accelerators, systems, vendors' claims, deals, reference runs and their sources.
//!
//! The rows are in `model/data/`, one row a fact, written as Rust constants: a row that names an unknown source,
//! leaves a field out or has a range that does not hold its value does not compile, and the compiler names its place.

use crate::month::Month;
use crate::number::Number;
use crate::provenance::{Fact, Source};
use crate::table::same;
use crate::units::Unit;
use serde::Serialize;

#[path = "../data/accelerators.rs"]
mod accelerators;
#[path = "../data/claims.rs"]
mod claims;
#[path = "../data/deals.rs"]
mod deals;
#[path = "../data/misreadings.rs"]
mod misreadings;
#[path = "../data/runs.rs"]
mod runs;
#[path = "../data/sources.rs"]
pub mod sources;
#[path = "../data/systems.rs"]
mod systems;

pub use accelerators::{ACCELERATORS, H100_EIGHT_BIT_PEAK};
pub use claims::CLAIMS;
pub use deals::DEALS;
pub use misreadings::MISREADINGS;
pub use runs::REFERENCE_RUNS;
pub use sources::SOURCES;
pub use systems::SYSTEMS;

/// The day on which the catalogue's facts were read, ISO form.
pub const FACTS_DATE: &str = "2026-11-22";

/// Who makes an accelerator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Vendor {
    /// Amazon Web Services: Trainium.
    Aws,
    /// NVIDIA.
    Nvidia,
    /// Google: TPU.
    Google,
    /// AMD: Instinct.
    Amd,
}

impl Vendor {
    /// Every vendor, in the order in which vendors are listed everywhere.
    pub const ALL: [Vendor; 4] = [Vendor::Aws, Vendor::Nvidia, Vendor::Google, Vendor::Amd];

    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Vendor::Aws => "aws",
            Vendor::Nvidia => "nvidia",
            Vendor::Google => "google",
            Vendor::Amd => "amd",
        }
    }

    /// The name that is shown.
    pub const fn name(self) -> &'static str {
        match self {
            Vendor::Aws => "AWS",
            Vendor::Nvidia => "NVIDIA",
            Vendor::Google => "Google",
            Vendor::Amd => "AMD",
        }
    }

    /// The name of the vendor's accelerators as a group: "Trainium" for AWS.
    pub const fn chips_name(self) -> &'static str {
        match self {
            Vendor::Aws => "Trainium",
            Vendor::Nvidia => "NVIDIA",
            Vendor::Google => "TPU",
            Vendor::Amd => "AMD",
        }
    }
}

/// A width of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// 16-bit brain float.
    Bf16,
    /// 8-bit float.
    Fp8,
    /// 4-bit float.
    Fp4,
}

impl Precision {
    /// Widest first, as choices list them.
    pub const ALL: [Precision; 3] = [Precision::Bf16, Precision::Fp8, Precision::Fp4];

    /// The name that is shown.
    pub const fn name(self) -> &'static str {
        match self {
            Precision::Bf16 => "BF16",
            Precision::Fp8 => "FP8",
            Precision::Fp4 => "FP4",
        }
    }

    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Precision::Bf16 => "bf16",
            Precision::Fp8 => "fp8",
            Precision::Fp4 => "fp4",
        }
    }

    /// The next wider precision; `None` for the widest.
    pub const fn wider(self) -> Option<Precision> {
        match self {
            Precision::Bf16 => None,
            Precision::Fp8 => Some(Precision::Bf16),
            Precision::Fp4 => Some(Precision::Fp8),
        }
    }
}

/// What an hourly price is a price of. Contracts of billions are not paid at list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriceKind {
    /// By the hour, no commitment.
    OnDemand,
    /// A block of capacity reserved for days or weeks.
    CapacityBlock,
    /// A one-year commitment.
    OneYear,
    /// A three-year commitment.
    ThreeYear,
    /// Interruptible.
    Spot,
    /// Follows from an announced contract's value, size and term.
    Implied,
    /// No price of any kind is public; ours.
    Assumed,
}

impl PriceKind {
    /// The words that are shown.
    pub const fn name(self) -> &'static str {
        match self {
            PriceKind::OnDemand => "on demand",
            PriceKind::CapacityBlock => "capacity block",
            PriceKind::OneYear => "one-year contract",
            PriceKind::ThreeYear => "three-year contract",
            PriceKind::Spot => "spot",
            PriceKind::Implied => "implied by a contract",
            PriceKind::Assumed => "assumed",
        }
    }
}

/// An hourly price for one accelerator.
#[derive(Debug, PartialEq, Serialize)]
pub struct Price {
    /// What it is a price of.
    pub kind: PriceKind,
    /// USD per chip-hour.
    pub fact: Fact,
}

/// An accelerator. What it lacks is `None`: absent is not zero.
#[derive(Debug, PartialEq, Serialize)]
pub struct Accelerator {
    /// Stable id, used in inputs and series.
    pub id: &'static str,
    /// Two stable letters, used in links.
    #[serde(skip)]
    pub code: &'static str,
    /// The name that is shown.
    pub name: &'static str,
    /// Who makes it.
    pub vendor: Vendor,
    /// The architecture's family.
    pub family: &'static str,
    /// The first month in which a customer of this size can get it ([`Unit::Month`]).
    pub available: Fact,
    /// Peak dense FLOP/s at BF16.
    pub bf16: Option<Fact>,
    /// Peak dense FLOP/s at FP8.
    pub fp8: Option<Fact>,
    /// Peak dense FLOP/s at FP4.
    pub fp4: Option<Fact>,
    /// Peak dense 8-bit *integer* rate, only where Epoch AI counts it for H100-equivalents instead of FP8.
    pub int8: Option<Fact>,
    /// HBM capacity in bytes.
    pub hbm_bytes: Option<Fact>,
    /// HBM bandwidth in bytes a second.
    pub hbm_bytes_per_second: Option<Fact>,
    /// The package's thermal design power, W.
    pub tdp_watts: Option<Fact>,
    /// IT watts a chip at server level: host, NIC and network share included, cooling excluded.
    pub it_watts: Fact,
    /// The price that baselines use, USD per chip-hour.
    pub price: Price,
    /// Other prices seen, for comparison; never used in a calculation.
    pub list_prices: &'static [Price],
    /// What the supplier pays for one chip with its share of server and network, USD; facility excluded.
    pub capex_usd: Fact,
    /// Share of the BF16 peak that training achieves.
    pub mfu_bf16: Option<Fact>,
    /// Share of the FP8 peak that training achieves.
    pub mfu_fp8: Option<Fact>,
    /// Share of the FP4 peak that training achieves.
    pub mfu_fp4: Option<Fact>,
    /// What a reader should know about this chip's numbers; may be empty.
    pub note: &'static str,
}

impl Accelerator {
    /// Peak dense FLOP/s at a precision, where the chip has it.
    pub fn peak(&self, precision: Precision) -> Option<&Fact> {
        match precision {
            Precision::Bf16 => self.bf16.as_ref(),
            Precision::Fp8 => self.fp8.as_ref(),
            Precision::Fp4 => self.fp4.as_ref(),
        }
    }

    /// The precision at which this chip would do the work: the one asked for, or the next wider one it has.
    ///
    /// `None` when it has (or publishes) neither that one nor a wider one.
    pub fn precision_used(&self, asked: Precision) -> Option<Precision> {
        let mut precision = asked;
        while self.peak(precision).is_none() {
            precision = precision.wider()?;
        }
        Some(precision)
    }

    /// The dense 8-bit rate that Epoch AI's rule compares with the H100's: FP8 or INT8, whichever is higher; where
    /// there is none, the next wider precision.
    pub fn eight_bit_peak(&self) -> Option<&Fact> {
        match (&self.int8, &self.fp8) {
            (Some(int8), Some(fp8)) if fp8.value >= int8.value => Some(fp8),
            (Some(int8), _) => Some(int8),
            (None, Some(fp8)) => Some(fp8),
            (None, None) => self.bf16.as_ref(),
        }
    }

    /// The availability month.
    pub fn available_from(&self) -> Month {
        Month(self.available.value as i32)
    }

    /// The accelerator with this id.
    pub fn by_id(id: &str) -> Option<&'static Accelerator> {
        ACCELERATORS.iter().find(|a| a.id == id)
    }
}

/// Totals that a vendor prints for a whole system. `None` where it prints none.
#[derive(Debug, PartialEq, Serialize)]
pub struct Published {
    /// FLOP/s at BF16, dense.
    pub bf16: Option<Fact>,
    /// FLOP/s at FP8, dense.
    pub fp8: Option<Fact>,
    /// FLOP/s at FP4, dense.
    pub fp4: Option<Fact>,
    /// HBM bytes.
    pub hbm_bytes: Option<Fact>,
    /// HBM bytes a second.
    pub hbm_bytes_per_second: Option<Fact>,
    /// IT watts, without the cooling of the building.
    pub watts: Option<Fact>,
    /// Watts with cooling, where that is what is printed.
    pub facility_watts: Option<Fact>,
}

/// A scale-up domain: accelerators that are sold and cabled as one system.
#[derive(Debug, PartialEq, Serialize)]
pub struct System {
    /// Stable id.
    pub id: &'static str,
    /// The name that is shown.
    pub name: &'static str,
    /// The accelerator's id.
    pub accelerator: &'static str,
    /// How many of them.
    pub chips: u32,
    /// What the vendor prints.
    pub published: Published,
    /// What a reader should know; may be empty.
    pub note: &'static str,
}

/// A measure that a vendor compares two products by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Peak dense FP8 FLOP/s.
    Fp8,
    /// Peak dense FP4 FLOP/s.
    Fp4,
    /// Peak dense BF16 FLOP/s.
    Bf16,
    /// HBM bandwidth.
    HbmBandwidth,
    /// HBM capacity.
    HbmCapacity,
    /// Peak FP8 FLOP/s for each watt of the chip's TDP.
    Fp8PerTdpWatt,
    /// Anything that no specification gives: price-performance, tokens, "efficiency".
    Undefined,
}

/// What a vendor claims about one product against another. Shown as a claim; it enters no calculation unless the
/// reader credits it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Stable id.
    pub id: &'static str,
    /// Who says so.
    pub claimant: &'static str,
    /// What is claimed, in one sentence.
    pub statement: &'static str,
    /// The id of the product, an accelerator or a system.
    pub subject: &'static str,
    /// The id of what it is compared with; the same kind as the subject; empty where the claim names none here.
    pub base: &'static str,
    /// What is compared.
    pub measure: Measure,
    /// The claimed ratio.
    pub ratio: Fact,
    /// What to know before believing it.
    pub note: &'static str,
}

/// How far a deal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being negotiated.
    InTalks,
    /// Announced, not known to be signed.
    Announced,
    /// Signed.
    Contracted,
    /// The money has been paid.
    Funded,
    /// Over, or replaced by another.
    Ended,
}

/// A deal between companies.
#[derive(Debug, PartialEq, Serialize)]
pub struct Deal {
    /// Stable id.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Who.
    pub parties: &'static [&'static str],
    /// When, ISO form.
    pub date: &'static str,
    /// How far.
    pub status: Status,
    /// Its dollars, where any are stated.
    pub amount_usd: Option<Fact>,
    /// The valuation behind an investment, USD, with its basis (pre- or post-money) in the fact's words.
    pub valuation_usd: Option<Fact>,
    /// Its power, where any is stated.
    pub power_watts: Option<Fact>,
    /// Its chips, where any are stated.
    pub chips: Option<Fact>,
    /// Its term in months.
    pub term_months: Option<Fact>,
    /// The terms in words.
    pub terms: &'static str,
    /// Ids of deals whose dollars or gigawatts overlap with this one's, so that they must not be summed.
    pub overlaps: &'static [&'static str],
    /// Where it was read.
    #[serde(serialize_with = "source_ids")]
    pub sources: &'static [&'static Source],
}

fn source_ids<S: serde::Serializer>(sources: &&'static [&'static Source], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sources.iter().map(|source| source.id))
}

/// The training of a named model.
#[derive(Debug, PartialEq, Serialize)]
pub struct ReferenceRun {
    /// Stable id.
    pub id: &'static str,
    /// The model's name.
    pub name: &'static str,
    /// Training compute, FLOP.
    pub flop: Fact,
    /// How sure the source is of it, in its own word.
    pub confidence: &'static str,
}

/// A common wrong reading of numbers that are shown here.
#[derive(Debug, PartialEq, Serialize)]
pub struct Misreading {
    /// Stable id.
    pub id: &'static str,
    /// What is often said.
    pub wrong: &'static str,
    /// What the numbers say.
    pub right: &'static str,
    /// Ids of the facts that it concerns, see [`crate::facts`].
    pub facts: &'static [&'static str],
}

/// Totals of a system that follow from its chips. `None` where the chip publishes no such figure.
#[derive(Debug, PartialEq, Serialize)]
pub struct Computed {
    /// FLOP/s at BF16, dense.
    pub bf16_flops: Option<f64>,
    /// FLOP/s at FP8, dense.
    pub fp8_flops: Option<f64>,
    /// FLOP/s at FP4, dense.
    pub fp4_flops: Option<f64>,
    /// HBM bytes.
    pub hbm_bytes: Option<f64>,
    /// HBM bytes a second.
    pub hbm_bytes_per_second: Option<f64>,
    /// IT watts.
    pub it_watts: Option<f64>,
}

impl System {
    /// Chips × the figures of one.
    pub fn computed(&self) -> Computed {
        let accelerator = Accelerator::by_id(self.accelerator);
        let chips = f64::from(self.chips);
        let total = |pick: fn(&'static Accelerator) -> Option<&'static Fact>| {
            accelerator.and_then(pick).map(|fact| fact.value * chips)
        };
        Computed {
            bf16_flops: total(|a| a.bf16.as_ref()),
            fp8_flops: total(|a| a.fp8.as_ref()),
            fp4_flops: total(|a| a.fp4.as_ref()),
            hbm_bytes: total(|a| a.hbm_bytes.as_ref()),
            hbm_bytes_per_second: total(|a| a.hbm_bytes_per_second.as_ref()),
            it_watts: total(|a| Some(&a.it_watts)),
        }
    }
}

/// The place of an accelerator in the catalogue, looked up while compiling: an unknown one is a build error.
pub(crate) const fn place_of(id: &str) -> usize {
    let mut place = 0;
    while !same(ACCELERATORS[place].id, id) {
        place += 1;
    }
    place
}

/// The place of each system's accelerator.
pub(crate) static CHIP_OF_SYSTEM: [usize; SYSTEMS.len()] = {
    let (mut places, mut system) = ([0; SYSTEMS.len()], 0);
    while system < SYSTEMS.len() {
        places[system] = place_of(SYSTEMS[system].accelerator);
        system += 1;
    }
    places
};

/// The system with this id.
pub fn system(id: &str) -> Option<&'static System> {
    SYSTEMS.iter().find(|s| s.id == id)
}

/// What the specifications give of one side of a comparison.
#[derive(Clone, Copy)]
struct Specified {
    figure: &'static Fact,
    /// How often the figure counts: once, or for each chip of a system.
    times: u32,
    /// The watts that it is for each of, in a comparison per watt.
    watts: Option<&'static Fact>,
}

impl Specified {
    /// Of a system its printed total where there is one, else chips × the figure of one; of an accelerator its own.
    /// `None` where the specifications do not give it.
    fn of(id: &str, measure: Measure) -> Option<Specified> {
        let system = system(id);
        let accelerator = Accelerator::by_id(system.map_or(id, |system| system.accelerator))?;
        let once = |figure| Specified { figure, times: 1, watts: None };
        let total = |printed: fn(&Published) -> &Option<Fact>, of_one: &'static Option<Fact>| {
            let printed = system.and_then(|system| printed(&system.published).as_ref());
            let times = system.map_or(1, |system| system.chips);
            printed.map(once).or_else(|| of_one.as_ref().map(|figure| Specified { times, ..once(figure) }))
        };
        match measure {
            Measure::Fp8 => total(|p| &p.fp8, &accelerator.fp8),
            Measure::Fp4 => total(|p| &p.fp4, &accelerator.fp4),
            Measure::Bf16 => total(|p| &p.bf16, &accelerator.bf16),
            Measure::HbmBandwidth => total(|p| &p.hbm_bytes_per_second, &accelerator.hbm_bytes_per_second),
            Measure::HbmCapacity => total(|p| &p.hbm_bytes, &accelerator.hbm_bytes),
            // The same for a system as for one of its chips.
            Measure::Fp8PerTdpWatt => {
                let watts = accelerator.tdp_watts.as_ref()?;
                accelerator.fp8.as_ref().map(|fp8| Specified { watts: Some(watts), ..once(fp8) })
            }
            Measure::Undefined => None,
        }
    }

    fn number<N: Number>(self) -> N {
        let figure = N::fact(self.figure);
        let figure = if self.times == 1 { figure } else { figure * N::constant(f64::from(self.times)) };
        self.watts.map_or(figure, |watts| figure / N::fact(watts))
    }
}

impl Claim {
    /// The ratio that the specifications give for the same comparison, subject over base: of the systems where the
    /// claim is about systems, or chip against chip.
    ///
    /// `None` where no specification gives the measure, or where the subject's specification is itself only derived
    /// from this claim (a chip that is announced by its ratios).
    pub(crate) fn specified<N: Number>(&self, per_chip: bool) -> Option<N> {
        if self.specification_is_the_claim() {
            return None;
        }
        let side = |id: &'static str| {
            let chip = system(id).filter(|_| per_chip).map_or(id, |system| system.accelerator);
            Specified::of(chip, self.measure)
        };
        let (subject, base) = (side(self.subject)?, side(self.base)?);
        Some(subject.number::<N>() / base.number())
    }

    /// The ratio that the specifications give, from the printed totals of the systems where they are printed. `None` as
    /// above.
    pub fn specified_ratio(&self) -> Option<f64> {
        self.specified(false)
    }

    /// The same ratio for one chip against one chip.
    pub fn specified_ratio_per_chip(&self) -> Option<f64> {
        self.specified(true)
    }

    /// Whether the subject is known only by ratios such as this one, so that a comparison would go in a circle.
    fn specification_is_the_claim(&self) -> bool {
        let chip = system(self.subject).map_or(self.subject, |system| system.accelerator);
        Accelerator::by_id(chip)
            .is_some_and(|a| a.fp8.as_ref().is_some_and(|fact| fact.class == crate::provenance::Class::Derived))
    }
}

/// The unit of a measure's value, for tables.
impl Measure {
    /// Words for what is compared.
    pub const fn name(self) -> &'static str {
        match self {
            Measure::Fp8 => "peak FP8",
            Measure::Fp4 => "peak FP4",
            Measure::Bf16 => "peak BF16",
            Measure::HbmBandwidth => "memory bandwidth",
            Measure::HbmCapacity => "memory capacity",
            Measure::Fp8PerTdpWatt => "peak FP8 per TDP watt",
            Measure::Undefined => "not defined by any specification",
        }
    }

    /// Its unit.
    pub const fn unit(self) -> Unit {
        match self {
            Measure::Fp8 | Measure::Fp4 | Measure::Bf16 => Unit::FlopPerSecond,
            Measure::HbmBandwidth => Unit::BytePerSecond,
            Measure::HbmCapacity => Unit::Byte,
            Measure::Fp8PerTdpWatt => Unit::FlopPerSecondPerWatt,
            Measure::Undefined => Unit::Ratio,
        }
    }
}
