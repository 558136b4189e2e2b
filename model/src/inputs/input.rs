//! The table of inputs: every input of a scenario, one row each.
//!
//! Sliders, links, exports, documentation and checks are derived from these rows. A row may stand for a family (one
//! input for each tranche, agreement, phase, vendor or accelerator); [`ParameterId`] numbers the members of all rows in
//! one sequence, so that a scenario is one array.

use crate::base::keys::{constants, numbered, same};
use crate::base::month::{Month, month};
use crate::base::scale::{Scale, scales};
use crate::base::units::Unit;
use crate::facts::accelerator::{Accelerator, Precision, Vendor};
use crate::facts::accelerators::{ACCELERATORS, index_of};
use crate::facts::provenance::{Fact, assumption, derived, estimate, evidence_text, official, reported};
use crate::facts::runs::REFERENCE_RUNS;
use crate::facts::sources::*;
use crate::inputs::choices::Choices;
use crate::inputs::families::Scope;
use crate::inputs::kinds::{Group, Kind};
use crate::inputs::names::Names;

/// The part of a member's id before the row's key.
fn prefix(of: Scope, member: usize) -> String {
    let family = match of {
        Scope::Tranche => "equity.",
        Scope::Agreement => "agreement.",
        Scope::Phase => "phase.",
        Scope::Vendor => "supply.",
        Scope::Chip => "chip.",
        Scope::Scenario | Scope::Lot | Scope::System | Scope::Claim | Scope::Limit | Scope::AfterLimit => {
            return String::new();
        }
    };
    format!("{family}{}.", of.member_id(member))
}

/// The source of a row's default.
enum Default {
    /// The same fact for all members.
    Fact(Fact),
    /// A fact of each accelerator; a chip without that fact does not have the input.
    Chip(fn(&'static Accelerator) -> Option<&'static Fact>),
}

/// One row of the table.
pub struct Row {
    /// Whether the row is a single input or a family.
    pub scope: Scope,
    /// Stable id within its family (the whole id for [`Scope::Scenario`]).
    key: &'static str,
    /// Two stable characters, used in links.
    code: &'static str,
    /// The displayed name.
    pub label: &'static str,
    /// The section of the page.
    pub group: Group,
    /// The kind of input.
    pub kind: Kind,
    /// The unit of the stored number.
    pub unit: Unit,
    /// The unit in which it is typed and displayed.
    pub scale: Scale,
    /// Smallest allowed value, in the stored unit.
    pub min: f64,
    /// Largest allowed value, in the stored unit.
    pub max: f64,
    /// Step of the slider, in the stored unit; for a logarithmic slider, in powers of ten.
    pub step: f64,
    /// Default value, with its range and source.
    default: Default,
    /// The meaning of the input, in a sentence.
    pub meaning: &'static str,
}

/// The columns of a row: scope, constant, key, code, label, group, kind, unit, scale, [min, max, step], default with
/// source and range, meaning.
macro_rules! rows {
    ($($of:ident $NAME:ident $key:literal $code:literal $label:literal $group:ident $kind:expr, $unit:ident $scale:ident
       [$min:expr, $max:expr, $step:expr] $default:expr, $meaning:literal;)*) => {
        /// All inputs. New rows go to the end of their group; ids and codes never change once released.
        pub static ROWS: &[Row] = &[$(Row {
            scope: Scope::$of, key: $key, code: $code, label: $label, group: Group::$group, kind: $kind,
            unit: Unit::$unit, scale: scales::$scale, min: $min, max: $max, step: $step,
            default: $default, meaning: evidence_text($meaning),
        }),*];

        constants!(ParameterId, Family, {$($of $NAME $key $meaning;)*}, [
            Tranche tranche "tranche of the investor’s money";
            Agreement agreement "agreement";
            Phase phase "phase";
            Vendor vendor "vendor of accelerators";
            Chip chip "accelerator";
        ]);
    };
}

const fn ours(value: f64, unit: Unit, reason: &'static str) -> Default {
    Default::Fact(assumption(value, unit, &OURS, reason))
}
const fn ours_between(value: f64, low: f64, high: f64, unit: Unit, reason: &'static str) -> Default {
    Default::Fact(assumption(value, unit, &OURS, reason).range(low, high))
}
const LAST: f64 = Month::LAST.0 as f64;

use Kind::{Logarithmic, Month as Date, Number, Stepped, Switch, Whole};

rows! {
    // ---- Deal ----------------------------------------------------------------------------------------------------
    Scenario PRE_MONEY "equity.pre_money_usd" "pm" "Pre-money valuation" Deal Number, Usd USD_BN [10e9, 3e12, 5e9]
        Default::Fact(reported(500e9, Unit::Usd, &S74, "valuation spoken of in the December 2025 talks (“over $500bn”); low: Anthropic’s of February 2026; high: what later talks spoke of").range(380e9, 830e9)),
        "What the company is said to be worth before the round’s new money comes in.";
    Scenario OTHERS_MONEY "equity.others_usd" "om" "Others’ money in the round" Deal Number, Usd USD_BN [0.0, 300e9, 1e9]
        ours(0.0, Unit::Usd, "no other investor was named in the talks of December 2025"),
        "New money that other investors put into the same round.";
    Tranche AMOUNT "amount_usd" "ta" "Investment" Deal Number, Usd USD_BN [0.0, 150e9, 0.1e9]
        ours(0.0, Unit::Usd, "no such tranche unless the deal has one"),
        "What the investor pays in this tranche.";
    Tranche MONTH "month" "tm" "Paid in" Deal Date, Month MONTH [0.0, LAST, 1.0]
        ours(month(2025, 12), Unit::Month, "the month of the talks"),
        "The month in which this tranche is paid.";
    Tranche PROBABILITY "probability" "tp" "Probability" Deal Number, Share PERCENT [0.0, 1.0, 0.05]
        ours(1.0, Unit::Share, "taken as agreed, so that the deal can be looked at"),
        "How likely this tranche is to be paid; stake and cash are counted at their expected value.";
    Scenario VALUATION_CHANGE "equity.valuation_change" "vc" "Valuation change" Deal Number, SharePerYear PERCENT_A_YEAR [-0.6, 2.0, 0.05]
        ours_between(0.0, -0.3, 0.5, Unit::SharePerYear, "the entry valuation is kept, so that nothing is gained by assumption"),
        "How much the company’s valuation changes each year, from the month of the round on.";
    Scenario DILUTION "equity.dilution" "dl" "Dilution" Deal Number, SharePerYear PERCENT_A_YEAR [0.0, 0.5, 0.01]
        ours_between(0.0, 0.0, 0.1, Unit::SharePerYear, "later rounds are not known; a stake without dilution is the most it can be"),
        "How much of a stake later share issues take away each year.";
    Tranche PRICE "price" "tk" "Priced at" Deal Kind::Choice(Choices::TranchePrice), Choice NONE [0.0, 2.0, 1.0]
        ours(0.0, Unit::Choice, "the round’s price unless the deal names another"),
        "At which valuation the tranche buys: the round’s, the market’s in its month, or one of its own.";
    Tranche VALUATION "valuation_usd" "tv" "Own valuation" Deal Number, Usd USD_BN [10e9, 5e12, 5e9]
        ours(500e9, Unit::Usd, "a place to start from"),
        "What the company is worth after the tranche’s money, where the tranche has a valuation of its own.";
    Scenario RETURNS "equity.returns" "rt" "What comes back" Deal Kind::Choice(Choices::Returns), Choice NONE [0.0, 2.0, 1.0]
        ours(1.0, Unit::Choice, "Amazon invests, and AWS is Amazon’s"),
        "Which of the customer’s money comes back to the investor: nothing, the cloud spend (the investor is the supplier) or the purchases of its chips (the investor is a chip vendor).";
    Scenario RETURNS_VENDOR "equity.vendor" "vn" "Investor’s chips" Deal Kind::Choice(Choices::Vendor), Choice NONE [0.0, (Vendor::ALL.len() - 1) as f64, 1.0]
        ours(NVIDIA, Unit::Choice, "NVIDIA invests in its customers"),
        "Whose chips the investor sells, where chip purchases come back to it.";
    Scenario VENDOR_CONTENT "equity.vendor_content" "vt" "Vendor’s share of a chip’s cost" Deal Number, Share PERCENT [0.0, 1.0, 0.05]
        ours_between(0.7, 0.5, 0.9, Unit::Share, "a judgement: Huang’s $35bn of NVIDIA in a gigawatt of $50–60bn would be 73 to 92% of what the site leaves; others’ racks, memory and servers have less"),
        "The share of a chip’s capital cost, server included, that is paid to the chip’s vendor.";
    Scenario VENDOR_MARGIN "equity.vendor_margin" "vm" "Vendor’s margin" Deal Number, Share PERCENT [0.0, 1.0, 0.01]
        ours_between(0.7, 0.5, 0.76, Unit::Share, "NVIDIA’s gross margin has been between 70 and 76%"),
        "What the vendor keeps of what it is paid.";
    Scenario HELD_BEFORE "equity.held_before" "hb" "Held before" Deal Number, Share PERCENT [0.0, 1.0, 0.01]
        ours(0.0, Unit::Share, "no earlier stake unless the deal has one"),
        "The investor’s share of the company before the round; it counts in the stake, never in the deal’s return.";
    Scenario EQUITY_RATE "equity.discount_rate" "er" "Required return on a stake" Deal Number, SharePerYear PERCENT_A_YEAR [0.0, 1.0, 0.005]
        ours_between(0.15, 0.10, 0.25, Unit::SharePerYear, "what late-stage investors ask of a funded stake; payments are expected values already"),
        "The rate at which the deal’s equity is discounted: payments in, and the stake at the exit.";
    Scenario WARRANT_SHARES "warrant.shares" "ws" "Warrants" Deal Number, Shares M_SHARES [0.0, 1e9, 1e6]
        ours(0.0, Unit::Shares, "no warrants unless the deal has some"),
        "How many of its shares the chip vendor promises to the customer, in steps as capacity comes online.";
    Scenario WARRANT_STRIKE "warrant.strike_usd" "wk" "Strike price" Deal Number, UsdPerShare USD_PER_SHARE [0.0, 1_000.0, 0.01]
        ours(0.01, Unit::UsdPerShare, "a cent a share, as AMD’s warrants to OpenAI and Meta"),
        "What the customer pays for a share.";
    Scenario WARRANT_STEPS "warrant.steps" "wx" "Steps" Deal Whole, Count NONE [1.0, 24.0, 1.0]
        ours(6.0, Unit::Count, "one for each gigawatt of six"),
        "In how many equal steps the warrants vest.";
    Scenario WARRANT_WATTS "warrant.full_watts" "wg" "Power of the last step" Deal Number, Watt GW [0.1e9, 20e9, 0.05e9]
        ours(6e9, Unit::Watt, "six gigawatts, as in AMD’s agreements"),
        "The facility power online at which all warrants have vested.";
    Scenario WARRANT_PRICE "warrant.share_price_usd" "wj" "Share price" Deal Number, UsdPerShare USD_PER_SHARE [0.0, 2_000.0, 1.0]
        ours(200.0, Unit::UsdPerShare, "a place to start from; the last step of AMD’s warrants asks for $600"),
        "What a share of the vendor is taken to be worth when warrants vest.";
    Scenario EXIT "equity.exit" "xm" "Exit" Deal Date, Month MONTH [0.0, LAST, 1.0]
        ours(month(2030, 12), Unit::Month, "five years after the talks"),
        "The month in which the investor’s return is measured.";

    // ---- Agreements and phases -----------------------------------------------------------------------------------
    Agreement BASIS "basis" "ab" "Size is given as" Agreements Kind::Choice(Choices::Basis), Choice NONE [0.0, 2.0, 1.0]
        ours(0.0, Unit::Choice, "contracts are mostly announced in dollars"),
        "Whether the agreement’s size is a contract value, a facility power or a number of chips.";
    Agreement VALUE "value_usd" "av" "Contract value" Agreements Number, Usd USD_BN [0.0, 500e9, 1e9]
        ours(0.0, Unit::Usd, "no agreement unless the deal has one"),
        "The contract’s dollars over its whole term; on another basis it is only compared with the size.";
    Agreement POWER "power_watts" "aw" "Facility power" Agreements Number, Watt GW [0.0, 20e9, 0.05e9]
        ours(0.0, Unit::Watt, "no agreement unless the deal has one"),
        "The power of the facilities at full deployment, cooling included.";
    Agreement CHIPS "chips" "ac" "Number of chips" Agreements Number, Chips CHIPS [0.0, 5e6, 10e3]
        ours(0.0, Unit::Chips, "no agreement unless the deal has one"),
        "How many accelerators the agreement is for at full deployment.";
    Agreement START "start" "as" "Agreement starts" Agreements Date, Month MONTH [0.0, month(2031, 12), 1.0]
        ours(0.0, Unit::Month, "the start of the OpenAI–AWS agreement"),
        "The first month of the agreement’s term; nothing is delivered before it.";
    Agreement TERM "term_months" "at" "Term" Agreements Whole, Months MONTHS [1.0, 144.0, 1.0]
        ours(84.0, Unit::Months, "seven years, as the OpenAI–AWS agreement"),
        "How long the agreement runs; service ends with it.";
    Agreement DISCOUNT "discount" "ad" "Discount on price" Agreements Number, Share PERCENT [0.0, 0.9, 0.01]
        ours_between(0.0, 0.0, 0.3, Unit::Share, "the prices are already of the contract kind"),
        "What the customer gets off the chips’ hourly price.";
    Agreement TERM_FROM_DELIVERY "term_from_delivery" "ax" "Term from delivery" Agreements Switch, Switch NONE [0.0, 1.0, 1.0]
        ours(0.0, Unit::Switch, "the announced terms are calendar terms"),
        "Whether the agreement runs on after its term, at most as long again, until its contract value is delivered.";
    Agreement TAKE_OR_PAY "take_or_pay" "ap" "Take or pay" Agreements Number, Share PERCENT [0.0, 1.0, 0.05]
        ours(0.0, Unit::Share, "no minimum has been published"),
        "The share of planned spend that the customer pays even where it uses less, up to the rent of what is online.";
    Agreement USAGE "usage" "au" "Usage" Agreements Number, Share PERCENT [0.0, 1.0, 0.05]
        ours(1.0, Unit::Share, "capacity is short: all that is online is used"),
        "The share of the capacity online that the customer uses and pays for.";
    Agreement BOUGHT "bought" "ao" "Bought, not rented" Agreements Switch, Switch NONE [0.0, 1.0, 1.0]
        ours(0.0, Unit::Switch, "the announced agreements are for rented capacity"),
        "Whether the customer owns this capacity. It counts in chips, compute and power; its price is then the owner’s cost of an hour, and none of its money goes to the supplier.";
    Agreement FIRST_PHASE_SHARE "first_phase_share" "a1" "Share of the first phase" Agreements Number, Share PERCENT [0.0, 1.0, 0.05]
        ours(1.0, Unit::Share, "one phase unless the deal has two"),
        "The part of the agreement that its first phase delivers; the second phase delivers the rest.";
    Phase START "start" "ps" "Starts" Agreements Date, Month MONTH [0.0, LAST, 1.0]
        ours(0.0, Unit::Month, "with the agreement"),
        "The month in which the phase’s first capacity comes online.";
    Phase COMPLETE "complete" "pc" "Complete" Agreements Date, Month MONTH [0.0, LAST, 1.0]
        ours(month(2026, 12), Unit::Month, "all capacity was targeted before the end of 2026"),
        "The month at whose end all of the phase’s capacity is online.";
    Phase RAMP "ramp" "pr" "Ramp" Agreements Kind::Choice(Choices::Ramp), Choice NONE [0.0, 1.0, 1.0]
        ours(0.0, Unit::Choice, "no ramp has been published"),
        "How capacity comes online between start and completion.";
    Phase CHIP_A "chip_a" "pa" "Chip A" Agreements Kind::Choice(Choices::Accelerator), Choice NONE [0.0, (ACCELERATORS.len() - 1) as f64, 1.0]
        ours(0.0, Unit::Choice, "set by each baseline"),
        "The phase’s first accelerator.";
    Phase CHIP_B "chip_b" "pb" "Chip B" Agreements Kind::Choice(Choices::Accelerator), Choice NONE [0.0, (ACCELERATORS.len() - 1) as f64, 1.0]
        ours(0.0, Unit::Choice, "set by each baseline"),
        "The phase’s second accelerator.";
    Phase SHARE_B "share_b" "px" "Share of chip B" Agreements Number, Share PERCENT [0.0, 1.0, 0.05]
        ours(0.0, Unit::Share, "one chip unless the deal names two"),
        "The second accelerator’s share of the phase: of its money, power or chips, as the agreement’s size is given.";

    // ---- Hardware ------------------------------------------------------------------------------------------------
    Chip PRICE "price_usd_per_hour" "cp" "Price" Hardware Number, UsdPerChipHour USD_PER_CHIP_HOUR [0.05, 30.0, 0.01]
        Default::Chip(|a| Some(&a.price.fact)),
        "What the customer pays for one chip for an hour, before discount; of the contract kind where one is known.";
    Chip IT_WATTS "it_watts" "cw" "IT power" Hardware Number, Watt WATT [50.0, 6_000.0, 1.0]
        Default::Chip(|a| Some(&a.it_watts)),
        "Server-level watts for one chip, with its share of host and network, without cooling.";
    Chip MFU_BF16 "mfu_bf16" "m6" "Training MFU, BF16" Hardware Number, Share PERCENT [0.01, 0.9, 0.01]
        Default::Chip(|a| a.mfu_bf16.as_ref()),
        "The share of its BF16 peak that the chip achieves in training.";
    Chip MFU_FP8 "mfu_fp8" "m8" "Training MFU, FP8" Hardware Number, Share PERCENT [0.01, 0.9, 0.01]
        Default::Chip(|a| a.mfu_fp8.as_ref()),
        "The share of its FP8 peak that the chip achieves in training. Vendors’ own runs stand high: Epoch AI puts GPT-6 Astra at 25% on GB200.";
    Chip MFU_FP4 "mfu_fp4" "m4" "Training MFU, FP4" Hardware Number, Share PERCENT [0.01, 0.9, 0.01]
        Default::Chip(|a| a.mfu_fp4.as_ref()),
        "The share of its FP4 peak that the chip achieves in training.";
    Chip CAPEX "capex_usd" "cx" "Capital cost" Hardware Number, UsdPerChip USD_K_PER_CHIP [500.0, 300e3, 500.0]
        Default::Chip(|a| Some(&a.capex_usd)),
        "What the supplier pays for one chip with its share of server, rack and, where the source counts it, network; without the building.";
    Scenario REFERENCE_CHIP "hardware.reference_chip" "hr" "Reference chip" Hardware Kind::Choice(Choices::Accelerator), Choice NONE [0.0, (ACCELERATORS.len() - 1) as f64, 1.0]
        ours(GB300, Unit::Choice, "the newer chip of the base agreement"),
        "The accelerator against which break-even MFU is computed.";
    Chip PEAK_BF16 "peak_bf16" "p6" "Peak BF16" Hardware Logarithmic, FlopPerSecond PFLOPS [1e12, 1e18, 0.05]
        Default::Chip(|a| a.own_peak(Precision::Bf16)),
        "The dense BF16 peak of a chip of one's own.";
    Chip PEAK_FP8 "peak_fp8" "p8" "Peak FP8" Hardware Logarithmic, FlopPerSecond PFLOPS [1e12, 1e18, 0.05]
        Default::Chip(|a| a.own_peak(Precision::Fp8)),
        "The dense FP8 peak of a chip of one's own, also what H100-equivalents count; for a chip without FP8 set it as BF16.";
    Chip PEAK_FP4 "peak_fp4" "p4" "Peak FP4" Hardware Logarithmic, FlopPerSecond PFLOPS [1e12, 1e18, 0.05]
        Default::Chip(|a| a.own_peak(Precision::Fp4)),
        "The dense FP4 peak of a chip of one's own; for a chip without FP4 set it as FP8, and its MFU too.";

    // ---- Operations ----------------------------------------------------------------------------------------------
    Scenario SLIP "operations.slip_months" "sl" "Schedule slip" Operations Whole, Months MONTHS [0.0, 36.0, 1.0]
        ours_between(0.0, 0.0, 12.0, Unit::Months, "on time as announced; data centres of this size are often late"),
        "By how many months every phase runs behind its plan.";
    Scenario GOODPUT "operations.goodput" "gp" "Goodput" Operations Number, Share PERCENT [0.3, 1.0, 0.01]
        ours_between(0.9, 0.8, 0.97, Unit::Share, "no fleet-wide figure is public"),
        "The share of hours in which the fleet does useful work.";
    Scenario PUE "operations.pue" "pu" "PUE" Operations Number, Ratio RATIO [1.0, 2.0, 0.01]
        Default::Fact(official(1.15, Unit::Ratio, &S62, "AWS’s fleet, annual mean of 2024; 1.14 in 2025").range(1.09, 1.25)),
        "Facility power over IT power, as a mean over the year.";
    Scenario LOAD_FACTOR "operations.load_factor" "lf" "Load factor" Operations Number, Share PERCENT [0.1, 1.0, 0.01]
        ours_between(0.8, 0.65, 0.95, Unit::Share, "no operator publishes it for such a fleet"),
        "Mean power drawn over power provisioned.";
    Scenario ELECTRICITY_PRICE "operations.electricity_usd_per_kwh" "el" "Electricity price" Operations Number, UsdPerKwh USD_PER_KWH [0.01, 0.4, 0.001]
        Default::Fact(derived(0.0861, Unit::UsdPerKwh, &S63, "US industrial retail price, mean of the months of 2025").range(0.07, 0.0929)),
        "What the supplier pays for a kilowatt-hour.";
    Scenario RENTAL_CHANGE "operations.rental_change" "rc" "Rental price change" Operations Number, SharePerYear PERCENT_A_YEAR [-0.6, 0.6, 0.01]
        ours_between(0.0, -0.2, 0.2, Unit::SharePerYear, "H100 contract prices fell, then rose from $1.70 to $2.65 within a year"),
        "How much hourly prices change each year, counted from November 2025; an agreement’s price is locked when it starts.";
    Scenario CLAIM_CREDIT "operations.claim_credit" "cc" "Vendor-claim credit" Operations Number, Share PERCENT [0.0, 1.0, 0.05]
        ours(0.0, Unit::Share, "0 is the specification sheet"),
        "How much of a vendor’s claim beyond the specifications is believed; moves only the credited ratios.";

    // ---- Constraints ---------------------------------------------------------------------------------------------
    Scenario POWER_LIMITED "limit.power" "kp" "Limit facility power" Constraints Switch, Switch NONE [0.0, 1.0, 1.0]
        ours(0.0, Unit::Switch, "no limit unless asked for"),
        "Whether the power available to this fleet is limited.";
    Scenario POWER_AT_START "limit.power_start_watts" "k0" "Power at the start" Constraints Number, Watt GW [0.0, 20e9, 0.05e9]
        ours(0.5e9, Unit::Watt, "a place to start from"),
        "The facility power available to this fleet in November 2025.";
    Scenario POWER_ADDED "limit.power_added_watts_per_year" "ka" "Power added" Constraints Number, WattPerYear GW_A_YEAR [0.0, 10e9, 0.05e9]
        ours(0.5e9, Unit::WattPerYear, "a place to start from"),
        "The facility power that is added each year, evenly.";
    Vendor SUPPLY_LIMITED "limited" "ks" "Limit chip supply" Constraints Switch, Switch NONE [0.0, 1.0, 1.0]
        ours(0.0, Unit::Switch, "no limit unless asked for"),
        "Whether the vendor’s deliveries to this fleet are limited.";
    Vendor CHIPS_PER_MONTH "chips_per_month" "kc" "Chips a month" Constraints Number, ChipsPerMonth CHIPS_A_MONTH [0.0, 500e3, 1e3]
        ours(20e3, Unit::ChipsPerMonth, "a place to start from; forecasts for all of AWS’s customers in 2026 are 125,000 to 208,000 Trainium a month"),
        "How many of its chips the vendor can deliver to this fleet each month from November 2025, unused ones kept.";
    Scenario BUDGET_LIMITED "limit.budget" "kb" "Limit monthly budget" Constraints Switch, Switch NONE [0.0, 1.0, 1.0]
        ours(0.0, Unit::Switch, "no limit unless asked for"),
        "Whether the customer’s spending rate is limited.";
    Scenario BUDGET "limit.budget_usd_per_month" "ku" "Monthly budget" Constraints Number, UsdPerMonth USD_M_A_MONTH [0.0, 20e9, 10e6]
        ours(500e6, Unit::UsdPerMonth, "a place to start from"),
        "The most that the chips online may cost in a mean month (730.5 h), at locked prices and full use.";

    // ---- Supplier ------------------------------------------------------------------------------------------------
    Scenario HARDWARE_LIFE "supplier.hardware_life_years" "hl" "Hardware life" Supplier Stepped, Years YEARS [1.0, 12.0, 0.5]
        Default::Fact(official(5.0, Unit::Years, &S125, "Amazon’s servers, five to six years; SemiAnalysis’s cost model has five; low and high: Epoch AI’s cases").range(3.0, 7.0)),
        "Over how many years chips and servers are written off. Older ones run on, unless worn-out hardware is replaced.";
    Scenario REFRESH "supplier.refresh" "rf" "Replace worn-out hardware" Supplier Switch, Switch NONE [0.0, 1.0, 1.0]
        ours(0.0, Unit::Switch, "no agreement says; hardware that is needed runs on beyond its life"),
        "Whether worn-out hardware is replaced as far as it will still be needed two years later; if not, it runs to the end.";
    Scenario HARDWARE_RESIDUAL "supplier.hardware_residual" "rh" "Hardware’s value at the end" Supplier Number, Share PERCENT [0.0, 1.0, 0.05]
        ours_between(0.0, 0.0, 0.5, Unit::Share, "old accelerators have no market of this size"),
        "The share of its book value that hardware is worth when its accelerator leaves service.";
    Scenario FACILITY_RESIDUAL "supplier.facility_residual" "rb" "Buildings’ value at the end" Supplier Number, Share PERCENT [0.0, 1.0, 0.05]
        ours_between(1.0, 0.0, 1.0, Unit::Share, "power and shell can be let again"),
        "The share of their book value that buildings are worth at the end of the contract.";
    Scenario WACC "supplier.wacc" "wa" "Cost of capital" Supplier Number, SharePerYear PERCENT_A_YEAR [0.0, 0.3, 0.005]
        Default::Fact(estimate(0.09, Unit::SharePerYear, &S116, "within what one cost model states: 10.3% (7% debt and 20% equity, 75 to 25), hyperscalers 8–10%; project finance 5–8%").range(0.08, 0.103)),
        "The supplier’s weighted average cost of capital (WACC), also the discount rate.";
    Scenario OPEX_SHARE "supplier.opex_share" "ox" "Yearly running cost" Supplier Number, SharePerYear PERCENT_A_YEAR [0.0, 0.2, 0.001]
        Default::Fact(derived(0.008, Unit::SharePerYear, &S19, "($0.9bn opex − $0.6bn energy) ÷ $38bn up front, a year for 1 GW of IT; 2.4% if energy is not within").range(0.008, 0.024)),
        "Staff, repairs and the like for a year as a share of the capital cost of what is in service; energy excluded.";
    Scenario FACILITY_COST "supplier.facility_usd_per_watt" "fc" "Facility cost" Supplier Number, UsdPerWatt USD_M_PER_MW [1.0, 40.0, 0.5]
        Default::Fact(estimate(12.0, Unit::UsdPerWatt, &S13, "a modelling default; $15–20m/MW for AI-optimised sites in 2026, $7–11m/MW for older ones").range(7.0, 20.0)),
        "What a megawatt of facility power costs to build, chips excluded.";
    Scenario FACILITY_LIFE "supplier.facility_life_years" "fl" "Facility life" Supplier Number, Years YEARS [3.0, 40.0, 1.0]
        Default::Fact(estimate(14.0, Unit::Years, &S19, "life of the facility in Epoch AI’s cost model; SemiAnalysis’s has fifteen; high: Amazon’s data centres, “thirty years and more”").range(14.0, 30.0)),
        "Over how many years the building is paid for.";

    // ---- Workload ------------------------------------------------------------------------------------------------
    Scenario RUN "workload.run" "wr" "Training run" Workload Kind::Choice(Choices::Run), Choice NONE [0.0, REFERENCE_RUNS.len() as f64, 1.0]
        ours(GPT_4_5, Unit::Choice, "a frontier model of 2025 whose compute is known with some confidence"),
        "The model whose training is timed on the fleet.";
    Scenario RUN_FLOP "workload.run_flop" "wf" "Own training compute" Workload Logarithmic, Flop FLOP [1e23, 1e30, 0.05]
        ours(5e26, Unit::Flop, "the size of the largest run of 2025, by a speculative estimate"),
        "The training compute of a run of one’s own; used when no named run is chosen.";
    Scenario TRAINING_SHARE "workload.training_share" "ts" "Share that trains" Workload Number, Share PERCENT [0.0, 1.0, 0.05]
        ours_between(0.5, 0.3, 0.7, Unit::Share, "OpenAI’s 2025 compute spend was about half research, half inference"),
        "The share of the fleet that trains; the rest serves.";
    Scenario PRECISION "workload.precision" "wp" "Precision" Workload Kind::Choice(Choices::Precision), Choice NONE [0.0, 2.0, 1.0]
        ours(1.0, Unit::Choice, "frontier training has moved to FP8"),
        "The width of arithmetic in which effective compute is counted.";
    Scenario ACTIVE_WEIGHTS "workload.active_weights" "wn" "Active parameters" Workload Logarithmic, Weights BN_WEIGHTS [1e9, 10e12, 0.05]
        ours_between(100e9, 30e9, 400e9, Unit::Weights, "the large closed labs publish no sizes; open models have 30 to 400 billion"),
        "How many of the model’s parameters work on each token.";
    Scenario INFERENCE_UTILISATION "workload.inference_utilisation" "wu" "Inference utilisation" Workload Number, Share PERCENT [0.01, 0.7, 0.01]
        ours_between(0.2, 0.05, 0.35, Unit::Share, "serving reaches less of the peak than training does"),
        "The share of its peak that a chip achieves when it serves.";

    // ---- View ----------------------------------------------------------------------------------------------------
    Scenario HORIZON "view.horizon" "zh" "Show months through" View Date, Month MONTH [11.0, LAST, 1.0]
        ours(Month::DEC_2027.0 as f64, Unit::Month, "the period that the deals speak of"),
        "The last month that is shown.";
    Scenario AS_OF "view.as_of" "za" "As of" View Date, Month MONTH [0.0, LAST, 1.0]
        ours(Month::DEC_2027.0 as f64, Unit::Month, "the end of the period that the deals speak of"),
        "The month at which headline numbers are read; at most the last month shown.";
}

/// A value smaller than this share of an input's largest value is not allowed, unless it is 0.
pub(crate) const NOTHING_SHARE: f64 = 1e-9;

/// The index of GB300 in the catalogue.
const GB300: f64 = index_of("gb300") as f64;

/// The index of NVIDIA among the vendors.
const NVIDIA: f64 = Vendor::Nvidia as usize as f64;

/// The choice of GPT-4.5 among the reference runs; 0 is a run of the reader's own size.
const GPT_4_5: f64 = {
    let mut index = 0;
    while !same(REFERENCE_RUNS[index].id, "gpt-4-5") {
        index += 1;
    }
    (index + 1) as f64
};

numbered!(ParameterId, Family, "input");

impl ParameterId {
    /// All inputs that exist, in the order of the table.
    pub fn all() -> impl Iterator<Item = ParameterId> {
        (0..COUNT as u16).map(ParameterId).filter(|id| id.fact().is_some())
    }

    /// The input with this stable id, such as `operations.pue` or `phase.full.start`; `None` if there is none.
    pub fn parse(id: &str) -> Option<ParameterId> {
        ParameterId::all().find(|parameter| parameter.id() == id)
    }

    /// The input with this link code; `None` if there is none.
    pub fn parse_code(code: &str) -> Option<ParameterId> {
        ParameterId::all().find(|parameter| parameter.code() == code)
    }

    /// The stable id.
    pub fn id(self) -> String {
        format!("{}{}", prefix(self.row().scope, self.member()), self.row().key)
    }

    /// The stable code in links.
    pub fn code(self) -> String {
        match self.row().scope {
            Scope::Scenario => self.row().code.to_owned(),
            Scope::Chip => format!("{}{}", self.row().code, ACCELERATORS[self.member()].code),
            _ => format!("{}{}", self.row().code, self.member() + 1),
        }
    }

    /// The displayed name of the family's member: "GB300", "Full deployment"; empty for a single input.
    pub fn subject(self) -> String {
        self.subject_in(&Names::NEUTRAL)
    }

    /// The name of the member in a scenario with these names.
    pub fn subject_in(self, names: &Names) -> String {
        self.row().scope.member_name_in(names, self.member())
    }

    /// The full displayed name: "GB300: Price", "PUE".
    pub fn name(self) -> String {
        self.name_in(&Names::NEUTRAL)
    }

    /// The full displayed name in a scenario with these names.
    pub fn name_in(self, names: &Names) -> String {
        match self.row().scope {
            Scope::Scenario => self.row().label.to_owned(),
            _ => format!("{}: {}", self.subject_in(names), self.row().label),
        }
    }

    /// The default with its range and evidence; `None` for an input that a chip does not have, such as MFU at a
    /// precision that it lacks.
    pub fn fact(self) -> Option<&'static Fact> {
        match &self.row().default {
            Default::Fact(fact) => Some(fact),
            Default::Chip(pick) => ACCELERATORS.get(self.member()).and_then(pick),
        }
    }

    /// The default value in stored units; 0 for an input that does not exist.
    pub fn default_value(self) -> f64 {
        self.fact().map_or(0.0, |fact| fact.value)
    }

    /// Checks whether a value, in stored units, is allowed; the error says in words why it is not.
    pub fn check(self, value: f64) -> Result<(), String> {
        let row = self.row();
        let name = self.name();
        if self.fact().is_none() {
            return Err(format!("{name}: this chip has no such figure"));
        }
        if !value.is_finite() {
            return Err(format!("{name}: not a number"));
        }
        if value < row.min || value > row.max {
            let show = |value| crate::base::show::show_input(value, row.unit).text();
            return Err(match row.kind {
                Kind::Choice(_) => format!("{name}: there is no such choice"),
                _ => format!("{name}: {} is outside {} to {}", show(value), show(row.min), show(row.max)),
            });
        }
        // A share of 1e-300 would make a duration infinite, so values below a billionth of the largest one are refused.
        if row.min <= 0.0 && value != 0.0 && value.abs() < NOTHING_SHARE * row.max {
            return Err(format!("{name}: {value} is too little to count; say 0"));
        }
        if matches!(row.kind, Stepped) && value / row.step != (value / row.step).trunc() {
            let step = crate::base::show::show(row.step, row.unit).text();
            return Err(format!("{name}: {value} is not a multiple of {step}"));
        }
        let whole = !matches!(row.kind, Number | Logarithmic | Stepped);
        if whole && value != value.trunc() {
            return Err(format!("{name}: {value} is not a whole number"));
        }
        Ok(())
    }

    /// The allowed value that is nearest to `value`; the default if `value` is not finite.
    pub fn nearest_value(self, value: f64) -> f64 {
        let row = self.row();
        let value = if value.is_finite() { value.clamp(row.min, row.max) } else { self.default_value() };
        let value = if row.min <= 0.0 && value.abs() < NOTHING_SHARE * row.max { 0.0 } else { value };
        let value = match row.kind {
            Number | Logarithmic => value,
            Stepped => (value / row.step).round() * row.step,
            Whole | Date | Kind::Choice(_) | Switch => value.round(),
        };
        // Adding 0 turns −0 into 0; otherwise two equal scenarios could have two links.
        value + 0.0
    }

    /// A value as a reader sees it.
    pub fn show(self, value: f64) -> String {
        self.show_in(&Names::NEUTRAL, value)
    }

    /// A value as a reader of a scenario with these names sees it.
    pub fn show_in(self, names: &Names, value: f64) -> String {
        match self.row().kind {
            Kind::Choice(choices) => names.choice(choices, value as usize).to_owned(),
            _ => crate::base::show::show_input(value, self.row().unit).text(),
        }
    }

    /// Values that are shown side by side, such as before and after; two different values never look the same.
    pub fn show_apart<const N: usize>(self, names: &Names, values: [f64; N]) -> [String; N] {
        let mut shown = values.map(|value| self.show_in(names, value));
        if !matches!(self.row().kind, Kind::Choice(_)) {
            for (shown, apart) in shown.iter_mut().zip(crate::base::show::show_apart(&values, self.row().unit)) {
                *shown = apart;
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_and_codes_are_unique_and_read_back() {
        let (mut ids, mut codes) = (HashSet::new(), HashSet::new());
        for parameter in ParameterId::all() {
            assert!(ids.insert(parameter.id()), "{}", parameter.id());
            assert!(codes.insert(parameter.code()), "{}", parameter.code());
            assert!(parameter.code().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            assert_eq!(ParameterId::parse(&parameter.id()), Some(parameter));
            assert_eq!(ParameterId::parse_code(&parameter.code()), Some(parameter));
        }
        for choices in [
            Choices::Basis,
            Choices::Ramp,
            Choices::Accelerator,
            Choices::Precision,
            Choices::Run,
            Choices::TranchePrice,
            Choices::Returns,
            Choices::Vendor,
        ] {
            let all: Vec<_> = choices.all().collect();
            assert_eq!(all.len(), choices.count());
            let codes: HashSet<_> = all.iter().map(|choice| choice.code).collect();
            assert_eq!(codes.len(), all.len());
            for (place, choice) in all.iter().enumerate() {
                assert_eq!(choices.index_of(choice.id), Some(place));
                assert!(choice.code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
            }
        }
    }

    /// A value is shown in the unit in which it is typed: the field and the sentences, tables and charts use the same
    /// rate (per hour, a year). Prefixes may differ (600 MW and GW), and so may these short forms, for which fields
    /// lack room.
    #[test]
    fn a_value_has_one_unit_wherever_it_stands() {
        const SHORT: [(&str, &str); 2] = [("/chip-h", "/chip-hour"), ("", "a chip")];
        // The rate: what comes after a slash, or after "a".
        let rate = |text: &str| match (text.find('/'), text.rfind(" a ")) {
            (Some(at), _) => text[at..].to_owned(),
            (None, Some(at)) => text[at + 1..].to_owned(),
            (None, None) => String::new(),
        };
        for parameter in ParameterId::all() {
            let row = parameter.row();
            if matches!(row.kind, Kind::Choice(_) | Switch | Date) {
                continue;
            }
            for value in [row.min, parameter.default_value(), row.max] {
                let shown = parameter.show(value);
                let (field, told) = (rate(row.scale.symbol), rate(&shown));
                // FLOP/s is not a rate here: only its prefix differs.
                let same = field == told || row.unit == Unit::FlopPerSecond;
                assert!(
                    same || SHORT.contains(&(&*field, &*told)),
                    "{}: {shown} beside {}",
                    parameter.id(),
                    row.scale.symbol
                );
                let taken = parameter.read(&shown, value, crate::base::typed::Bare::Displayed);
                let near = |read: f64| (read - value).abs() <= 6e-3 * value.abs();
                assert!(taken.as_ref().is_ok_and(|taken| near(taken.value)), "{}: {shown}: {taken:?}", parameter.id());
            }
        }
    }

    #[test]
    fn every_row_is_whole() {
        for parameter in ParameterId::all() {
            let (row, fact) = (parameter.row(), parameter.fact().expect("exists"));
            let id = parameter.id();
            assert!(row.min < row.max && row.step > 0.0, "{id}");
            assert_eq!(parameter.check(fact.value), Ok(()), "{id}");
            assert_eq!(fact.unit, row.unit, "{id}");
            for end in [fact.low, fact.high].into_iter().flatten() {
                assert!((row.min..=row.max).contains(&end), "{id}: range outside the slider");
            }
            assert!(row.meaning.ends_with('.') && !row.label.is_empty(), "{id}");
            assert!(parameter.check(f64::NAN).is_err() && parameter.check(row.max * 2.0 + 1.0).is_err(), "{id}");
            if let Kind::Choice(choices) = row.kind {
                assert_eq!(row.max as usize + 1, choices.count(), "{id}");
            }
        }
    }
}
