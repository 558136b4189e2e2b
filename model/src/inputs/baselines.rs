//! Baselines: named, frozen sets of inputs. A released baseline is never edited: a changed one gets a new id, and a
//! test compares every value of every released one.

use crate::base::month::month;
use crate::facts::accelerator::Vendor;
use crate::facts::accelerators::index_of;
use crate::facts::provenance::Class::{self, Assumption, Derived, Official, Reported};
use crate::facts::provenance::{Source, evidence_text, named};
use crate::facts::sources::*;
use crate::inputs::choices::{Basis, Returns, TranchePrice};
use crate::inputs::input::{self, COUNT, Family, ParameterId, agreement, chip, phase, tranche};

/// A value that a baseline sets for an input, with its evidence.
#[derive(Debug, PartialEq)]
pub struct Setting {
    /// The input.
    pub input: ParameterId,
    /// Its value, in the input's stored unit.
    pub value: f64,
    /// The strength of the evidence.
    pub class: Class,
    /// The document that the value comes from.
    pub source: &'static Source,
    /// What the value measures, or why it was assumed.
    pub note: &'static str,
    /// Whether the value follows from other values of the baseline. Then the table's range for it must not be used,
    /// since it would count the uncertainty of those values twice.
    pub follows: bool,
}

/// A named set of inputs.
#[derive(Debug, PartialEq)]
pub struct Baseline {
    /// Stable identifier.
    pub id: &'static str,
    /// Stable code, used in links.
    pub code: &'static str,
    /// The displayed name.
    pub name: &'static str,
    /// The party that invests, and in most baselines supplies the cloud.
    pub investor: &'static str,
    /// The party that delivers the capacity: the investor's cloud or another.
    pub supplier: &'static str,
    /// The party that receives the investment and buys the capacity.
    pub company: &'static str,
    /// A short text that says what is fact and what is assumption.
    pub summary: &'static str,
    /// Conditional clauses for a deal that was not closed in this form, each opening a sentence in "would", such as
    /// "Had the talks closed on these terms"; empty if the deal was closed. The first clause applies of which the scenario
    /// has all settings, so a clause that names the deal's own terms holds only while they are unchanged. No number
    /// depends on them.
    pub(crate) supposes: &'static [(&'static [&'static [Setting]], &'static str)],
    settings: &'static [&'static [Setting]],
}

impl Baseline {
    /// The baseline with this id; `None` if there is none.
    pub fn by_id(id: &str) -> Option<&'static Baseline> {
        BASELINES.iter().find(|baseline| baseline.id == id)
    }

    /// The baseline with this code; `None` if there is none.
    pub fn by_code(code: &str) -> Option<&'static Baseline> {
        BASELINES.iter().find(|baseline| baseline.code == code)
    }

    /// The baseline that opens first.
    pub fn first() -> &'static Baseline {
        &BASELINES[0]
    }

    /// The setting for an input; `None` if the baseline keeps the table's default. A later list overrides an earlier
    /// one.
    pub fn setting(&self, input: ParameterId) -> Option<&'static Setting> {
        self.settings.iter().rev().flat_map(|list| list.iter().rev()).find(|setting| setting.input == input)
    }

    /// The baseline's value of an input.
    pub fn value(&self, input: ParameterId) -> f64 {
        self.setting(input).map_or_else(|| input.default_value(), |setting| setting.value)
    }

    /// The values of all inputs, in the order of the table.
    pub fn values(&self) -> [f64; COUNT] {
        let mut values = [0.0; COUNT];
        for input in ParameterId::all() {
            values[input.index()] = input.default_value();
        }
        for setting in self.settings.iter().flat_map(|list| list.iter()) {
            values[setting.input.index()] = setting.value;
        }
        values
    }
}

// Short names keep each setting on one row.
const fn set(input: ParameterId, value: f64, class: Class, source: &'static Source, note: &'static str) -> Setting {
    assert!(!note.is_empty() && value.is_finite(), "a setting has a value and says where it is from");
    let class = class.read_in(source);
    Setting { input, value, class, source: named(source), note: evidence_text(note), follows: false }
}
const fn assume(input: ParameterId, value: f64, reason: &'static str) -> Setting {
    set(input, value, Assumption, &OURS, reason)
}
/// A discount of 0, because the chips' prices were derived from this contract's dollars, which include any discount.
const fn without_discount(of: ParameterId, reason: &'static str) -> Setting {
    Setting { follows: true, ..assume(of, 0.0, reason) }
}
const fn tranche(number: usize, family: Family) -> ParameterId {
    family.of(number - 1)
}
const fn base(family: Family) -> ParameterId {
    family.of(0)
}
const fn growth(family: Family) -> ParameterId {
    family.of(1)
}
const fn immediate(family: Family) -> ParameterId {
    family.of(0)
}
const fn full(family: Family) -> ParameterId {
    family.of(1)
}
const fn expansion(family: Family) -> ParameterId {
    family.of(2)
}
const fn beyond(family: Family) -> ParameterId {
    family.of(3)
}
const fn of_chip(id: &str, family: Family) -> ParameterId {
    family.of(index_of(id))
}
const fn chip(id: &str) -> f64 {
    index_of(id) as f64
}
const VALUE: f64 = Basis::ContractValue.index() as f64;
const POWER: f64 = Basis::FacilityPower.index() as f64;
const CHIPS: f64 = Basis::Chips.index() as f64;
const MARKET: f64 = TranchePrice::Market.index() as f64;
const OWN: f64 = TranchePrice::Own.index() as f64;
const CHIP_PURCHASES: f64 = Returns::ChipPurchases.index() as f64;
const fn vendor(of: Vendor) -> f64 {
    of as usize as f64
}

/// The OpenAI–AWS agreement of November 2025 for NVIDIA capacity, part of every OpenAI–Amazon baseline.
#[rustfmt::skip]
static AWS_38_BN: &[Setting] = &[
    set(base(agreement::BASIS), VALUE, Official, &S71, "announced as $38bn over seven years"),
    set(base(agreement::VALUE), 38e9, Official, &S71, "value of the OpenAI–AWS agreement of 3 November 2025"),
    set(base(agreement::START), month(2025, 11), Official, &S71, "use begins immediately"),
    set(base(agreement::TERM), 84.0, Official, &S71, "seven years"),
    set(base(agreement::DISCOUNT), 0.2, Derived, &S14, "signed in November 2025: the survey of that year had $3.30 for GB200 and $3.96 for GB300 over three years, a fifth below that of July 2026"),
    assume(base(agreement::FIRST_PHASE_SHARE), 0.25, "how much came online immediately is not published"),
    set(immediate(phase::START), month(2025, 11), Official, &S71, "use begins immediately"),
    assume(immediate(phase::COMPLETE), month(2026, 2), "how long the immediate phase takes is not published"),
    set(immediate(phase::CHIP_A), chip("gb200"), Official, &S71, "hundreds of thousands of NVIDIA GB200 and GB300"),
    set(immediate(phase::CHIP_B), chip("gb300"), Official, &S71, "hundreds of thousands of NVIDIA GB200 and GB300"),
    assume(immediate(phase::SHARE_B), 0.6, "the split between GB200 and GB300 is not published"),
    assume(full(phase::START), month(2026, 3), "follows the immediate phase"),
    set(full(phase::COMPLETE), month(2026, 12), Official, &S71, "all capacity targeted before the end of 2026"),
    set(full(phase::CHIP_A), chip("gb200"), Official, &S71, "hundreds of thousands of NVIDIA GB200 and GB300"),
    set(full(phase::CHIP_B), chip("gb300"), Official, &S71, "hundreds of thousands of NVIDIA GB200 and GB300"),
    assume(full(phase::SHARE_B), 0.6, "the split between GB200 and GB300 is not published"),
];

/// The talks of December 2025: $10bn, and an assumed expansion of the same size through 2027.
#[rustfmt::skip]
static TALKS: &[Setting] = &[
    set(input::PRE_MONEY, 500e9, Reported, &S74, "“over $500bn”; whether before or after the money was not said"),
    set(tranche(1, tranche::AMOUNT), 10e9, Reported, &S74, "“at least $10bn” in the talks of December 2025"),
    assume(tranche(1, tranche::MONTH), month(2025, 12), "the month of the talks; the deal never closed in this form"),
    assume(growth(agreement::BASIS), VALUE, "the talks named dollars only"),
    assume(growth(agreement::VALUE), 10e9, "an expansion the size of the investment itself; none was named in the talks"),
    assume(growth(agreement::START), month(2027, 1), "the agreement speaks of expansion in 2027 and beyond"),
    assume(growth(agreement::TERM), 60.0, "five years, a usual hardware life"),
    assume(growth(agreement::FIRST_PHASE_SHARE), 1.0, "one expansion phase"),
    assume(expansion(phase::START), month(2027, 1), "the agreement speaks of expansion in 2027 and beyond"),
    assume(expansion(phase::COMPLETE), month(2027, 12), "within the year"),
    assume(expansion(phase::CHIP_A), chip("trainium3"), "the talks were to include the use of Trainium chips; which generation was not said"),
    assume(beyond(phase::START), month(2028, 1), "after the expansion"),
    assume(beyond(phase::COMPLETE), month(2028, 12), "within the year"),
    assume(beyond(phase::CHIP_A), chip("trainium4"), "the generation that follows"),
];

#[rustfmt::skip]
static EXPANDED_ON_TRAINIUM: &[Setting] = &[
    without_discount(growth(agreement::DISCOUNT), "Trainium3’s price follows from a contract already"),
];

#[rustfmt::skip]
static ON_NVIDIA: &[Setting] = &[
    assume(expansion(phase::CHIP_A), chip("gb300"), "one hardware path, to compare"),
    assume(beyond(phase::CHIP_A), chip("vera-rubin"), "the generation that follows"),
];

#[rustfmt::skip]
static ON_TRAINIUM3: &[Setting] = &[
    without_discount(base(agreement::DISCOUNT), "Trainium3’s price follows from a contract already"),
    assume(immediate(phase::CHIP_A), chip("trainium3"), "one hardware path, to compare; the agreement itself is for NVIDIA"),
    assume(immediate(phase::SHARE_B), 0.0, "one hardware path, to compare"),
    assume(full(phase::CHIP_A), chip("trainium3"), "one hardware path, to compare; the agreement itself is for NVIDIA"),
    assume(full(phase::SHARE_B), 0.0, "one hardware path, to compare"),
    assume(expansion(phase::CHIP_A), chip("trainium3"), "one hardware path, to compare"),
];

/// The expansion of February 2026: $100bn on top of the $38bn, about 2 GW of Trainium.
#[rustfmt::skip]
static AWS_100_BN: &[Setting] = &[
    assume(growth(agreement::BASIS), POWER, "dollars and gigawatts are both stated; power sizes the fleet, so that the dollars can be checked against it"),
    set(growth(agreement::VALUE), 100e9, Official, &S78, "the agreement was expanded by $100bn, on top of $38bn"),
    set(growth(agreement::POWER), 2e9, Official, &S78, "about 2 GW of Trainium; whether IT or facility power is not said, taken as facility"),
    assume(growth(agreement::START), month(2026, 3), "the month after the announcement"),
    set(growth(agreement::TERM), 96.0, Official, &S78, "eight years"),
    without_discount(growth(agreement::DISCOUNT), "Trainium’s prices are those at which the 2 GW cost the $100bn"),
    assume(growth(agreement::FIRST_PHASE_SHARE), 0.5, "the split between Trainium3 and Trainium4 is not published"),
    set(expansion(phase::START), month(2027, 1), Official, &S49, "the 2 GW “begins ramping in 2027”; January taken"),
    assume(expansion(phase::COMPLETE), month(2027, 12), "no date of completion is published"),
    set(expansion(phase::CHIP_A), chip("trainium3"), Official, &S78, "Trainium3 and Trainium4"),
    assume(beyond(phase::START), month(2027, 10), "Trainium4 is to be delivered from 2027"),
    assume(beyond(phase::COMPLETE), month(2028, 12), "no date of completion is published"),
    set(beyond(phase::CHIP_A), chip("trainium4"), Official, &S78, "Trainium3 and Trainium4, the latter from 2027"),
];

#[rustfmt::skip]
static ANNOUNCED: &[Setting] = &[
    set(input::PRE_MONEY, 730e9, Official, &S77, "pre-money valuation of the round of 27 February 2026"),
    set(input::OTHERS_MONEY, 60e9, Official, &S77, "NVIDIA $30bn and SoftBank $30bn"),
    set(tranche(1, tranche::AMOUNT), 15e9, Official, &S78, "paid at closing"),
    set(tranche(1, tranche::MONTH), month(2026, 3), Official, &S78, "closing by 31 March 2026"),
    set(tranche(2, tranche::AMOUNT), 35e9, Official, &S78, "conditional on a milestone or an IPO"),
    assume(tranche(2, tranche::MONTH), month(2026, 12), "no date; the commitment lapses on 31 December 2028"),
    assume(tranche(2, tranche::PROBABILITY), 0.7, "the condition is not public in full"),
];

#[rustfmt::skip]
static FUNDED: &[Setting] = &[
    set(input::PRE_MONEY, 730e9, Official, &S77, "pre-money valuation; $852bn post-money at closing"),
    set(input::OTHERS_MONEY, 72e9, Derived, &S79, "$852bn post-money − $730bn pre-money − Amazon’s $50bn"),
    set(tranche(1, tranche::AMOUNT), 15e9, Official, &S81, "invested in the first quarter of 2026"),
    set(tranche(1, tranche::MONTH), month(2026, 3), Official, &S81, "first quarter, at the round’s closing"),
    set(tranche(2, tranche::AMOUNT), 13.7e9, Official, &S81, "invested in the second quarter of 2026"),
    assume(tranche(2, tranche::MONTH), month(2026, 6), "the quarter is known, the month is not"),
    set(tranche(3, tranche::AMOUNT), 21.3e9, Official, &S81, "invested after 30 June 2026"),
    set(tranche(3, tranche::MONTH), month(2026, 7), Official, &S81, "between 30 June and the filing of 31 July 2026"),
];

#[rustfmt::skip]
static POWER_BOUND: &[Setting] = &[
    assume(input::POWER_LIMITED, 1.0, "to see what a late grid does to the announced deal"),
    assume(input::POWER_AT_START, 0.3e9, "to see what a late grid does to the announced deal"),
    assume(input::POWER_ADDED, 0.35e9, "to see what a late grid does to the announced deal"),
];

/// Not a part of any baseline: the announced deal as it is without the limit.
static POWER_UNBOUND: &[Setting] = &[assume(input::POWER_LIMITED, 0.0, "the announced deal has no limit on power")];

#[rustfmt::skip]
static ANTHROPIC_TPU: &[Setting] = &[
    set(input::PRE_MONEY, 350e9, Reported, &S115, "Anthropic’s valuation before Series G’s money, at which Google is reported to invest"),
    set(input::OTHERS_MONEY, 30e9, Derived, &S115, "Series G’s money: $380bn after it − $350bn before it; with Google’s $10bn and the half of its $30bn that is expected the round comes to $405bn here"),
    set(tranche(1, tranche::AMOUNT), 10e9, Reported, &S115, "Google: $10bn at once"),
    set(tranche(1, tranche::MONTH), month(2026, 4), Reported, &S115, "reported on 24 April 2026"),
    set(tranche(2, tranche::AMOUNT), 30e9, Reported, &S115, "Google: $30bn more on performance targets"),
    assume(tranche(2, tranche::MONTH), month(2027, 12), "no date of the targets is known"),
    assume(tranche(2, tranche::PROBABILITY), 0.5, "the targets are not public"),
    set(base(agreement::BASIS), VALUE, Reported, &S114, "the rented part is known in dollars"),
    set(base(agreement::VALUE), 42e9, Reported, &S114, "SemiAnalysis: about 600,000 of the million TPUs are rented from Google, for $42bn of its backlog over five years"),
    assume(base(agreement::START), month(2026, 1), "capacity is to come online in 2026"),
    set(base(agreement::TERM), 60.0, Reported, &S114, "five years"),
    without_discount(base(agreement::DISCOUNT), "TPU7x’s price is what the $42bn come to for an hour"),
    assume(base(agreement::FIRST_PHASE_SHARE), 0.25, "how it is spread over 2026 is not published"),
    assume(immediate(phase::START), month(2026, 1), "capacity is to come online in 2026"),
    assume(immediate(phase::COMPLETE), month(2026, 6), "how it is spread over 2026 is not published"),
    set(immediate(phase::CHIP_A), chip("tpu7x"), Reported, &S114, "TPUv7, Ironwood"),
    assume(full(phase::START), month(2026, 7), "follows the first half"),
    assume(full(phase::COMPLETE), month(2026, 12), "“well over 1 GW in 2026”; that all come by then is not said"),
    set(full(phase::CHIP_A), chip("tpu7x"), Reported, &S114, "TPUv7, Ironwood"),
    set(of_chip("tpu7x", chip::PRICE), 1.829, Derived, &S114, "$42bn ÷ what 600,000 chips run in five years with this ramp; $1.60 without a ramp; the three-year list price is $5.40"),
    set(growth(agreement::BASIS), CHIPS, Reported, &S114, "the bought part is known in chips"),
    set(growth(agreement::CHIPS), 400e3, Reported, &S114, "SemiAnalysis: 400,000 of the million are bought from Broadcom as racks for about $10bn, some $25,000 each; an order of $11bn more followed"),
    assume(growth(agreement::START), month(2026, 1), "capacity is to come online in 2026"),
    set(growth(agreement::BOUGHT), 1.0, Reported, &S114, "SemiAnalysis: Anthropic buys these from Broadcom; none of their money is Google’s"),
    assume(growth(agreement::TERM), 60.0, "shown for five years, a usual hardware life"),
    assume(growth(agreement::DISCOUNT), 0.338, "shown at what an hour costs an owner other than Google, $1.21 (AI Cloud TCO Model), which is $1.829 less 33.8%"),
    assume(growth(agreement::FIRST_PHASE_SHARE), 1.0, "one phase"),
    assume(expansion(phase::CHIP_A), chip("tpu7x"), "TPUv7, Ironwood"),
    assume(expansion(phase::START), month(2026, 1), "capacity is to come online in 2026"),
    assume(expansion(phase::COMPLETE), month(2026, 12), "how it is spread over 2026 is not published"),
    assume(beyond(phase::CHIP_A), chip("tpu-8i"), "the generation that follows"),
    assume(beyond(phase::START), month(2028, 1), "3.5 GW more are to come from 2027; not part of this baseline"),
    assume(beyond(phase::COMPLETE), month(2029, 12), "not part of this baseline"),
    set(input::PUE, 1.09, Official, &S62B, "Google’s fleet"),
];

#[rustfmt::skip]
static ANTHROPIC_TRAINIUM: &[Setting] = &[
    set(input::PRE_MONEY, 900e9, Official, &S96, "Series H: $900bn before its money, $965bn after it; the round that tells what Anthropic is worth"),
    set(input::OTHERS_MONEY, 60e9, Derived, &S96, "$965bn after Series H − $900bn before it − Amazon’s $5bn"),
    set(tranche(1, tranche::AMOUNT), 5e9, Official, &S81, "invested in the second quarter of 2026, at Series G’s price; $8bn of earlier years stand in what was held before"),
    set(tranche(1, tranche::MONTH), month(2026, 4), Official, &S48, "announced 20 April 2026"),
    set(tranche(1, tranche::PRICE), OWN, Official, &S81, "Series G’s price, a month before Series H"),
    set(tranche(1, tranche::VALUATION), 380e9, Official, &S96, "Series G: $350bn before its money, $380bn after it"),
    set(tranche(2, tranche::AMOUNT), 5e9, Official, &S81, "the part of the facility of $20bn that went into Series H"),
    set(tranche(2, tranche::MONTH), month(2026, 5), Official, &S81, "Series H, May 2026"),
    set(tranche(3, tranche::AMOUNT), 15e9, Official, &S81, "what is left of the facility, drawn as AWS meets milestones"),
    assume(tranche(3, tranche::MONTH), month(2027, 12), "no date of the milestones is known"),
    assume(tranche(3, tranche::PROBABILITY), 0.6, "the milestones are not public"),
    assume(tranche(3, tranche::PRICE), MARKET, "at what price it is drawn is not public"),
    set(input::HELD_BEFORE, 0.195, Derived, &S81, "so that with the payments by June 2026 it is the 19.7% that Amazon’s $190.4bn (preferred 92.5 + notes 97.9) are of $965bn; rounded to half a point"),
    set(base(agreement::BASIS), CHIPS, Official, &S45, "Project Rainier is counted in chips"),
    set(base(agreement::CHIPS), 1e6, Official, &S45, "more than a million Trainium2 by the end of 2025, the target; over a million in April 2026"),
    assume(base(agreement::START), month(2025, 11), "running when the calendar begins"),
    assume(base(agreement::TERM), 60.0, "five years, a usual hardware life"),
    without_discount(base(agreement::DISCOUNT), "Trainium2’s price is Trainium3’s for a watt, which follows from a contract already"),
    set(base(agreement::FIRST_PHASE_SHARE), 0.5, Derived, &S45, "about 500,000 of a million chips were live on 29 October 2025"),
    assume(immediate(phase::START), month(2025, 11), "running when the calendar begins"),
    set(immediate(phase::COMPLETE), month(2025, 11), Official, &S45, "live on 29 October 2025"),
    set(immediate(phase::CHIP_A), chip("trainium2"), Official, &S45, "Trainium2"),
    assume(full(phase::START), month(2025, 11), "already under way"),
    set(full(phase::COMPLETE), month(2025, 12), Official, &S45, "target: the end of 2025"),
    set(full(phase::CHIP_A), chip("trainium2"), Official, &S45, "Trainium2"),
    set(of_chip("trainium2", chip::PRICE), 0.7975, Derived, &S78, "Trainium3’s $1.595 × 757 ÷ 1,514 W: the same dollars for an IT watt; the three-year price at launch was $2.15"),
    set(growth(agreement::BASIS), VALUE, Official, &S48, "more than $100bn over ten years is what was agreed; the power is “up to”"),
    assume(growth(agreement::VALUE), 65.5e9, "$100bn − $34.5bn for the million Trainium2 in five years: that these are paid out of it is not said by all"),
    set(growth(agreement::POWER), 5e9, Official, &S48, "“up to 5 GW”; not used, the size is given in dollars"),
    assume(growth(agreement::START), month(2026, 5), "the month after the announcement"),
    set(growth(agreement::TERM), 120.0, Official, &S48, "ten years"),
    without_discount(growth(agreement::DISCOUNT), "Trainium’s prices follow from a contract already"),
    assume(growth(agreement::FIRST_PHASE_SHARE), 0.4, "the split between generations is not published"),
    assume(expansion(phase::START), month(2026, 11), "so that Trainium2 and 3 come to about 1 GW at the end of 2026, as was announced"),
    assume(expansion(phase::COMPLETE), month(2027, 12), "no date of completion is published"),
    set(expansion(phase::CHIP_A), chip("trainium3"), Official, &S48, "Trainium2 to Trainium4"),
    assume(beyond(phase::START), month(2028, 1), "after Trainium3"),
    assume(beyond(phase::COMPLETE), month(2030, 12), "no date of completion is published"),
    set(beyond(phase::CHIP_A), chip("trainium4"), Official, &S48, "Trainium2 to Trainium4"),
];

#[rustfmt::skip]
static OPENAI_AMD: &[Setting] = &[
    assume(tranche(1, tranche::AMOUNT), 0.0, "AMD gives OpenAI warrants for up to 160m shares; it pays nothing in"),
    set(input::RETURNS, CHIP_PURCHASES, Official, &S117, "AMD sells chips; a cloud runs them"),
    set(input::RETURNS_VENDOR, vendor(Vendor::Amd), Official, &S117, "AMD sells chips; a cloud runs them"),
    assume(input::VENDOR_MARGIN, 0.7, "NVIDIA’s, for want of AMD’s own on such systems; from 50 to 76% may be right, and the value of the deal to AMD follows it"),
    set(input::WARRANT_SHARES, 160e6, Official, &S117, "warrants on up to 160 million shares"),
    set(input::WARRANT_STRIKE, 0.01, Official, &S117, "$0.01 a share"),
    assume(input::WARRANT_STEPS, 6.0, "tranches follow the gigawatts; how many there are is not public in full"),
    set(input::WARRANT_WATTS, 6e9, Official, &S117, "all have vested with 6 GW; they also ask for share prices up to $600"),
    assume(input::WARRANT_PRICE, 200.0, "about AMD’s price after the announcement; tranches ask for up to $600, which is not modelled"),
    set(base(agreement::BASIS), POWER, Official, &S85, "6 GW"),
    set(base(agreement::POWER), 6e9, Official, &S117, "6 GW, of which the first is binding and the rest follows milestones; whether IT or facility power is not said, taken as facility"),
    assume(base(agreement::START), month(2026, 7), "the first gigawatt is to come in the second half of 2026"),
    assume(base(agreement::TERM), 84.0, "no term is published"),
    set(base(agreement::FIRST_PHASE_SHARE), 1.0 / 6.0, Official, &S85, "the first gigawatt of six"),
    set(immediate(phase::START), month(2026, 7), Official, &S85, "second half of 2026"),
    set(immediate(phase::COMPLETE), month(2026, 12), Official, &S85, "second half of 2026"),
    set(immediate(phase::CHIP_A), chip("mi455x"), Official, &S85, "the MI450 family"),
    assume(full(phase::START), month(2027, 1), "after the first gigawatt"),
    assume(full(phase::COMPLETE), month(2030, 10), "the warrants run to October 2030"),
    assume(full(phase::CHIP_A), chip("mi455x"), "later generations are not specified"),
    assume(expansion(phase::CHIP_A), chip("mi455x"), "not part of this baseline"),
    assume(beyond(phase::CHIP_A), chip("mi455x"), "not part of this baseline"),
];

/// No deal: sizes and payments are 0. The chips are those with which a reader is likeliest to begin.
#[rustfmt::skip]
static NO_DEAL: &[Setting] = &[
    assume(immediate(phase::CHIP_A), chip("gb300"), "a place to start from"),
    assume(full(phase::CHIP_A), chip("gb300"), "a place to start from"),
    assume(expansion(phase::CHIP_A), chip("trainium3"), "a place to start from"),
    assume(expansion(phase::START), month(2027, 1), "a place to start from"),
    assume(expansion(phase::COMPLETE), month(2027, 12), "a place to start from"),
    assume(beyond(phase::CHIP_A), chip("vera-rubin"), "a place to start from"),
    assume(beyond(phase::START), month(2028, 1), "a place to start from"),
    assume(beyond(phase::COMPLETE), month(2028, 12), "a place to start from"),
];

#[rustfmt::skip]
static OPENAI_NVIDIA: &[Setting] = &[
    assume(input::PRE_MONEY, 500e9, "the letter fixed none; OpenAI’s valuation of October 2025, as the press reported it, is taken"),
    assume(tranche(1, tranche::AMOUNT), 10e9, "“up to $100bn”, progressively with each gigawatt"),
    assume(tranche(1, tranche::MONTH), month(2026, 12), "with the first gigawatt, second half of 2026"),
    assume(tranche(2, tranche::AMOUNT), 45e9, "“up to $100bn”, progressively with each gigawatt"),
    assume(tranche(2, tranche::MONTH), month(2028, 12), "with the gigawatts to the middle of the plan"),
    assume(tranche(3, tranche::AMOUNT), 45e9, "“up to $100bn”, progressively with each gigawatt"),
    assume(tranche(3, tranche::MONTH), month(2030, 12), "with the last gigawatts"),
    set(input::RETURNS, CHIP_PURCHASES, Official, &S64, "NVIDIA sells the systems; clouds run them"),
    set(input::RETURNS_VENDOR, vendor(Vendor::Nvidia), Official, &S64, "NVIDIA sells the systems; clouds run them"),
    assume(tranche(2, tranche::PRICE), MARKET, "“progressively with each gigawatt”: at the valuation of its day"),
    assume(tranche(3, tranche::PRICE), MARKET, "“progressively with each gigawatt”: at the valuation of its day"),
    set(base(agreement::BASIS), POWER, Official, &S64, "at least 10 GW"),
    set(base(agreement::POWER), 10e9, Official, &S64, "at least 10 GW; a letter of intent, not binding, replaced in February 2026"),
    set(base(agreement::START), month(2026, 7), Official, &S64, "the first gigawatt in the second half of 2026"),
    assume(base(agreement::TERM), 84.0, "no term is published"),
    set(base(agreement::FIRST_PHASE_SHARE), 0.1, Official, &S64, "the first gigawatt of ten"),
    set(immediate(phase::START), month(2026, 7), Official, &S64, "second half of 2026"),
    set(immediate(phase::COMPLETE), month(2026, 12), Official, &S64, "second half of 2026"),
    set(immediate(phase::CHIP_A), chip("vera-rubin"), Official, &S64, "the Vera Rubin platform"),
    assume(full(phase::START), month(2027, 1), "after the first gigawatt"),
    assume(full(phase::COMPLETE), month(2030, 12), "no date of completion is published"),
    assume(full(phase::CHIP_A), chip("vera-rubin"), "later generations are not specified"),
    assume(expansion(phase::CHIP_A), chip("vera-rubin"), "not part of this baseline"),
    assume(beyond(phase::CHIP_A), chip("vera-rubin"), "not part of this baseline"),
];

/// All baselines, in the order of the menu; the first one is shown when the page opens.
#[rustfmt::skip]
pub static BASELINES: &[Baseline] = &[
    Baseline {
        id: "talks-2025-12", code: "tk", name: "The talks, December 2025", investor: "Amazon", supplier: "AWS", company: "OpenAI",
        summary: "In talks, never closed in this form: Amazon to put at least $10bn into OpenAI at more than $500bn. Official: $38bn of NVIDIA capacity over seven years. Assumed: its ramp and split, and an expansion on Trainium3 through 2027, the size of the investment. In the end $50bn was paid and $100bn more agreed: see the next two baselines.",
        supposes: &[(&[], "Had the talks closed on these terms")],
        settings: &[AWS_38_BN, TALKS, EXPANDED_ON_TRAINIUM],
    },
    Baseline {
        id: "announced-2026-02", code: "an", name: "Announced, February 2026", investor: "Amazon", supplier: "AWS", company: "OpenAI",
        summary: "Official: $15bn and $35bn conditional at $730bn pre-money; $100bn more over eight years; about 2 GW of Trainium3 and, from 2027, Trainium4. Assumed: that this is facility power, how fast it ramps, the split, and a 70% chance that the condition is met in December 2026; it was met by July. Trainium’s prices are those at which the 2 GW cost the $100bn.",
        supposes: &[(&[AWS_100_BN, ANNOUNCED], "On the terms of February 2026"), (&[], "On these terms")],
        settings: &[AWS_38_BN, AWS_100_BN, ANNOUNCED],
    },
    Baseline {
        id: "funded-2026-07", code: "fu", name: "Funded, July 2026", investor: "Amazon", supplier: "AWS", company: "OpenAI",
        summary: "Official: all $50bn paid by July 2026, at $852bn post-money; agreements as announced. Assumed: that the 2 GW are facility power, how fast they ramp, and the split between Trainium3 and 4. Trainium’s prices are those at which they cost the $100bn. How many GPUs of the $38bn run is not published.",
        supposes: &[],
        settings: &[AWS_38_BN, AWS_100_BN, FUNDED],
    },
    Baseline {
        id: "all-nvidia", code: "nv", name: "The talks, all NVIDIA", investor: "Amazon", supplier: "AWS", company: "OpenAI",
        summary: "The same money as the talks of December 2025, and the assumed expansion on GB300 instead of Trainium3: a comparison, not an announcement.",
        supposes: &[(&[ON_NVIDIA], "Had the talks closed, all on NVIDIA"), (&[], "Had the talks closed on these terms")],
        settings: &[AWS_38_BN, TALKS, ON_NVIDIA],
    },
    Baseline {
        id: "all-trainium3", code: "tr", name: "The talks, all Trainium3", investor: "Amazon", supplier: "AWS", company: "OpenAI",
        summary: "The same money as the talks of December 2025, all of it on Trainium3: a comparison. The $38bn agreement itself is for NVIDIA.",
        supposes: &[(&[ON_TRAINIUM3], "Had the talks closed, all on Trainium3"), (&[], "Had the talks closed on these terms")],
        settings: &[AWS_38_BN, TALKS, EXPANDED_ON_TRAINIUM, ON_TRAINIUM3],
    },
    Baseline {
        id: "anthropic-tpu", code: "gt", name: "Anthropic on a million TPUs", investor: "Google", supplier: "Google Cloud", company: "Anthropic",
        summary: "Official: up to a million TPUs, well over 1 GW in 2026. Estimated by SemiAnalysis: 600,000 rented from Google for $42bn over five years, which is the base agreement; 400,000 bought from Broadcom as racks for about $10bn, with an order of $11bn after it. The bought ones stand in the expansion agreement: they count in chips, compute and power at an owner’s cost of $1.21 an hour, and none of their money is Google’s. Reported: $10bn from Google at $350bn before Series G’s money and $30bn on targets. Assumed: the ramp, and that half of the $30bn come. How many of the TPUs run now is not published.",
        supposes: &[],
        settings: &[ANTHROPIC_TPU],
    },
    Baseline {
        id: "anthropic-trainium", code: "at", name: "Anthropic on Trainium", investor: "Amazon", supplier: "AWS", company: "Anthropic",
        summary: "Official: a million Trainium2 by the end of 2025; more than $100bn over ten years and up to 5 GW; $5bn from Amazon at Series G’s price, $5bn in Series H, $15bn on milestones. Assumed: that the $100bn pay for the Trainium2 too, the split, the schedule, 60% of the $15bn. At OpenAI’s price of a watt, Anthropic’s $100bn buys 1.9 GW at the most, not 5: for 5 GW a watt would have to cost two fifths of that.",
        supposes: &[],
        settings: &[ANTHROPIC_TRAINIUM],
    },
    Baseline {
        id: "openai-amd", code: "am", name: "OpenAI and AMD, 6 GW", investor: "AMD", supplier: "The cloud", company: "OpenAI",
        summary: "Official: 6 GW, of which the first, in the second half of 2026, is binding and the rest follows milestones; warrants for OpenAI, none vested by August 2026; nobody invests cash. No dollars were announced, so none are matched. Assumed: the term, the schedule to 2030, watts, price and cost of an MI455X, NVIDIA’s margin of 70% as AMD’s, and that it comes in January 2027.",
        supposes: &[(&[OPENAI_AMD], "If all 6 GW came"), (&[], "If the deal came on these terms")],
        settings: &[OPENAI_AMD],
    },
    Baseline {
        id: "openai-nvidia-loi", code: "nl", name: "OpenAI and NVIDIA, letter of intent", investor: "NVIDIA", supplier: "The cloud", company: "OpenAI",
        summary: "Official, but not binding and replaced in February 2026: at least 10 GW and up to $100bn of investment as it is deployed. No dollars of spend were announced, so none are matched. Assumed: the term, the schedule after the first gigawatt, the valuation, the date of Vera Rubin, and that the $100bn come in three payments, though the letter ties them to each gigawatt.",
        supposes: &[(&[OPENAI_NVIDIA], "Had the letter of intent held"), (&[], "Had a letter on these terms held")],
        settings: &[OPENAI_NVIDIA],
    },
    Baseline {
        id: "power-bound", code: "pb", name: "Announced, but power-bound", investor: "Amazon", supplier: "AWS", company: "OpenAI",
        summary: "The deal announced in February 2026 with a binding limit on power: 0.3 GW at the start and 0.35 GW more each year, both assumed.",
        supposes: &[
            (&[AWS_100_BN, ANNOUNCED, POWER_BOUND], "If power were limited as assumed here"),
            (&[AWS_100_BN, ANNOUNCED, POWER_UNBOUND], "On the terms of February 2026"),
            (&[], "On these terms"),
        ],
        settings: &[AWS_38_BN, AWS_100_BN, ANNOUNCED, POWER_BOUND],
    },
    Baseline {
        id: "none", code: "no", name: "No deal", investor: "The investor", supplier: "The supplier", company: "The company",
        summary: "A blank sheet: no agreement, no payment, no valuation that was agreed. Everything is the table’s default until you set it.",
        supposes: &[],
        settings: &[NO_DEAL],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_in_range() {
        for baseline in BASELINES {
            for setting in baseline.settings.iter().flat_map(|list| list.iter()) {
                assert_eq!(setting.input.check(setting.value), Ok(()), "{}", baseline.id);
            }
        }
    }

    #[test]
    fn post_money_and_stake_are_the_published_ones() {
        for (id, post, stake) in [("talks-2025-12", 510e9, 0.0196), ("funded-2026-07", 852e9, 0.0587)] {
            let baseline = Baseline::by_id(id).expect("exists");
            let amounts: f64 = (1..=3).map(|n| baseline.value(tranche(n, tranche::AMOUNT))).sum();
            let money = baseline.value(input::PRE_MONEY) + baseline.value(input::OTHERS_MONEY) + amounts;
            assert_eq!(money, post, "{id}");
            assert!((amounts / money - stake).abs() < 5e-5, "{id}");
        }
    }
}
