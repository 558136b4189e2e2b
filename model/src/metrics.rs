//! The table of headline metrics, read at the as-of month, and how each is computed.
//!
//! A metric that has no value in a scenario is absent with a reason, never 0 and never not-a-number.

use crate::catalogue::{ACCELERATORS, CHIP_OF_SYSTEM, CLAIMS, Claim, Precision, REFERENCE_RUNS, SYSTEMS, Vendor};
use crate::compute::{by_precision, chips_in_use, effective_by_vendor, effective_of_one, mfu, peak_of_one, precision};
use crate::equity::{Exit, Round};
use crate::fleet::{Binding, Fleet, binding};
use crate::month::{MEAN_HOURS_IN_MONTH, MEAN_HOURS_IN_YEAR};
use crate::number::Number;
use crate::parameters::{Family, ParameterId};
use crate::power::facility_watts_of_one;
use crate::provenance::words;
use crate::returns::{flows, walk};
use crate::scenario::{Inputs, Scenario};
use crate::series::{SeriesFamily, SeriesId, Sheet};
use crate::spend::Term;
use crate::supplier::{Annuities, annuities, tco_usd_per_chip_hour};
use crate::table::{AGREEMENTS, Of, named, numbered};
use crate::units::Unit;
use crate::workings::{Cell, WorkingId};

/// One row of the table.
pub struct Row {
    /// What it stands for.
    pub of: Of,
    /// Stable id, before the member's.
    key: &'static str,
    /// The name that is shown.
    pub label: &'static str,
    /// Unit of the stored number.
    pub unit: Unit,
    /// What it is, in one sentence.
    pub meaning: &'static str,
}

/// A label that the page shows at once is marked `seen`; the others come with the evidence.
macro_rules! label {
    (seen $label:literal) => {
        $label
    };
    ($label:literal) => {
        words($label)
    };
}

macro_rules! rows {
    ($($of:ident $key:literal $($seen:ident)? $label:literal $unit:ident $meaning:literal;)*) => {
        &[$(Row { of: Of::$of, key: $key, label: label!($($seen)? $label), unit: Unit::$unit, meaning: words($meaning) }),*]
    };
}

/// Every metric.
#[rustfmt::skip]
pub static ROWS: &[Row] = rows! {
    Scenario "chips_online" seen "Accelerators online" Chips "Chips in use at the end of the as-of month.";
    Scenario "h100_equivalents" seen "H100-equivalents" H100Equivalents "Dense 8-bit peak of the chips online over the H100's 1,979 TFLOP/s (Epoch AI's rule).";
    Scenario "effective_flops" "Effective compute" FlopPerSecond "Peak × training MFU × goodput of the chips online.";
    Scenario "hbm_bytes" "HBM capacity" Byte "High-bandwidth memory of the chips online.";
    Scenario "hbm_bytes_per_second" "HBM bandwidth" BytePerSecond "Memory bandwidth of the chips online.";
    Scenario "facility_power_watts" seen "Facility power" Watt "IT watts of the chips online × PUE.";
    Scenario "effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Effective compute over facility power.";
    Scenario "spend_to_date_usd" seen "Spend to date" Usd "What the customer has paid for capacity so far.";
    Scenario "rental_usd_per_month" "Spending rate" UsdPerMonth "Locked price of the chips online for a mean month of 730.5 hours.";
    Scenario "commitment_usd" "Contract value" Usd "What all agreements come to over their terms, on plan.";
    Scenario "commitment_remaining_usd" seen "Commitment remaining" Usd "Contract value not yet spent.";
    Scenario "shortfall_to_date_usd" "Shortfall to date" Usd "Planned spend that was not delivered so far.";
    Scenario "undelivered_usd" "Never delivered" Usd "Contract value that slip and limits keep from being delivered over the whole terms.";
    Scenario "usd_per_effective_pflop_hour" seen "Cost per effective PFLOP-hour" UsdPerPflopHour "Hourly price of the chips online over their effective compute.";
    Scenario "months_covered" "Months covered" Months "How long what the investor has paid in covers the spending rate.";
    Scenario "post_money_usd" "Post-money valuation" Usd "Pre-money + others' money + all tranches.";
    Scenario "invested_to_date_usd" "Invested to date" Usd "What the investor has paid in, at its expected value.";
    Scenario "stake" seen "Stake" Share "The investor's share of the company.";
    Scenario "stake_value_usd" "Value of the stake" Usd "Stake × valuation.";
    Scenario "gain_usd" "Gain" Usd "Value of the stake less what was paid in.";
    Scenario "moic" "Multiple of money" Ratio "Value of the stake over what was paid in (MOIC).";
    Scenario "exit_irr" "IRR to exit" SharePerYear "The annual rate at which payments and the stake's value at exit balance.";
    Scenario "returned_share" seen "Of the investment returned" Share "Cloud spend so far over what was paid in so far, at most all of it.";
    Scenario "round_trip_month" "Round trip" Month "The first month by which cloud spend has come to all that was paid in.";
    Scenario "investor_cash_to_date_usd" "Investor's cash to date" Usd "Spend received less capital cost, energy, running cost and what was invested.";
    Scenario "cash_low_usd" "Deepest out of pocket" Usd "The lowest point of the investor's cash so far.";
    Scenario "cash_low_month" "Month of the lowest point" Month "When the investor's cash was lowest.";
    Scenario "payback_month" "Payback" Month "The month from which the investor's cash is no longer negative.";
    Scenario "npv_usd" "Present value without the stake" Usd "The investor's cash so far, discounted to November 2025 at the cost of capital.";
    Scenario "npv_with_stake_usd" "Present value with the stake" Usd "The same with the stake at its value in the as-of month.";
    Scenario "cash_irr" "IRR of the cash without the stake" SharePerYear "The annual rate at which the investor's monthly cash so far is worth nothing together.";
    Scenario "cash_irr_with_stake" "IRR of the cash with the stake" SharePerYear "The same with the stake sold at its value in the as-of month.";
    Scenario "gross_margin" seen "Gross margin of renting" Share "1 − total cost of ownership over hourly price, of the chips online.";
    Scenario "training_flop" "Training run" Flop "The compute of the training run that is timed.";
    Scenario "training_days" seen "Days to train" Days "Training compute over the effective compute of the share that trains.";
    Scenario "training_energy_joules" "Energy to train" Joule "Facility power × load factor of the share that trains, over those days.";
    Scenario "training_usd" "Cost to train" Usd "Hourly price of the share that trains, over those days.";
    Scenario "tokens_per_day" seen "Tokens a day" TokensPerDay "What the share that serves can generate: utilised FLOP/s over twice the active parameters.";
    Scenario "usd_per_million_tokens" "Cost per million tokens" UsdPerMillionTokens "Price of the share that serves over the tokens it generates.";
    Scenario "nvidia_share" seen "NVIDIA's share of compute" Share "NVIDIA's part of effective compute.";
    Scenario "herfindahl" "Concentration of vendors" Ratio "Herfindahl index of effective compute: 1 is one vendor.";
    Vendor "compute_share" "Share of compute" Share "The vendor's part of effective compute.";
    Agreement "contract_usd" "Contract value" Usd "What the agreement comes to over its term, on plan; on a value basis the value itself.";
    Agreement "undelivered_usd" "Never delivered" Usd "The part of it that slip and limits keep from being delivered.";
    Agreement "implied_usd_per_chip_hour" "Implied price of a chip-hour" UsdPerChipHour "The stated value over the chip-hours of the plan.";
    Agreement "implied_usd_per_gw_year" "Implied price of a GW-year" UsdPerGwYear "The stated value over the gigawatt-years (facility, provisioned) of the plan.";
    Agreement "planned_usd_per_chip_hour" "Modelled price of a chip-hour" UsdPerChipHour "The locked prices over the chip-hours of the plan.";
    Agreement "planned_usd_per_gw_year" "Modelled price of a GW-year" UsdPerGwYear "The locked prices over the gigawatt-years of the plan.";
    // Accelerators, whether in use or not
    Chip "peak_flops_per_watt" "Peak compute per watt" FlopPerSecondPerWatt "Dense peak over facility watts, of one chip at the chosen precision or the next wider one it has.";
    Chip "effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Peak × training MFU × goodput over facility watts.";
    Chip "usd_per_peak_pflop_hour" "Price of a peak PFLOP-hour" UsdPerPflopHour "Price of a chip-hour, before discount, over its dense peak.";
    Chip "usd_per_effective_pflop_hour" "Price of an effective PFLOP-hour" UsdPerPflopHour "Price of a chip-hour, before discount, over its effective compute.";
    Chip "peak_flops_per_capex_usd" "Peak compute per dollar of capital" FlopPerSecondPerUsd "Dense peak over the capital cost of one chip with its server.";
    Chip "effective_flops_per_capex_usd" "Effective compute per dollar of capital" FlopPerSecondPerUsd "Peak × training MFU × goodput over the capital cost of one chip with its server.";
    Chip "tco_usd_per_chip_hour" "Cost of a chip-hour" UsdPerChipHour "Total cost of ownership: capital, running cost and energy, with its share of the facility.";
    Chip "rental_margin" "Margin of renting" Share "1 − cost over price of a chip-hour.";
    Chip "break_even_mfu" "Break-even MFU" Share "The MFU at which a unit of work costs as much as on the reference accelerator.";
    // Systems, by their printed power
    System "system_peak_flops_per_watt" "Peak compute per watt" FlopPerSecondPerWatt "Dense peak of all its chips over the power that is printed for the system, cooling included.";
    System "system_effective_flops_per_watt" "Effective compute per watt" FlopPerSecondPerWatt "Peak × training MFU × goodput of all its chips over the power that is printed for the system, cooling included.";
    // Claims
    Claim "specified_ratio" "Ratio as specified" Ratio "What a claim compares, by the specifications: of a system its printed total, else its chips × the figure of one.";
    Claim "specified_ratio_per_chip" "Ratio as specified, per chip" Ratio "The same comparison, one chip against one chip.";
    Claim "credited_ratio" "Credited ratio" Ratio "A claim as far as it is credited: specification^(1−κ) × claim^κ where the claim exceeds the specification.";
};

numbered!(MetricId, MetricFamily, "metric");

named!(MetricId, "metric");

/// Why a metric has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absent {
    /// No chips are online in the as-of month.
    NoChips,
    /// Chips are online, but none publishes a peak at the precision asked for, or a wider one.
    NoPeak,
    /// The investor has not paid anything in by the as-of month.
    NothingInvested,
    /// Not reached by the as-of month.
    NotYet,
    /// The investor was never out of pocket.
    NeverNegative,
    /// The flows to the exit do not change sign once, or no time passes.
    NoReturn,
    /// The cash so far does not change sign once, from paid to received.
    NoCashReturn,
    /// None of the fleet trains.
    NothingTrains,
    /// None of the fleet serves.
    NothingServes,
    /// The agreement has no size.
    NoAgreement,
    /// No contract value is stated to compare with.
    NoStatedValue,
    /// The investor is not the one who supplies the capacity: nothing comes back to it.
    InvestorDoesNotSupply,
    /// The accelerator publishes no peak at the precision asked for, or a wider one.
    NoPublishedPeak,
    /// No specification gives what the claim is about.
    NoSpecification,
    /// No power of the system is printed.
    NoPrintedPower,
}

impl Absent {
    /// The reason in words.
    pub const fn reason(self) -> &'static str {
        match self {
            Absent::NoChips => "no chips are online by this month",
            Absent::NoPeak => "no chip online publishes a peak at this precision or a wider one",
            Absent::NothingInvested => "nothing has been invested by this month",
            Absent::NotYet => "not by this month",
            Absent::NeverNegative => "the investor was never out of pocket",
            Absent::NoReturn => "payments and receipts up to the exit have no single rate of return",
            Absent::NoCashReturn => "payments and receipts so far have no single rate of return",
            Absent::NothingTrains => "none of the fleet trains",
            Absent::NothingServes => "none of the fleet serves",
            Absent::NoAgreement => "the agreement has no size",
            Absent::NoStatedValue => "no contract value is stated",
            Absent::InvestorDoesNotSupply => {
                "the investor does not supply the capacity, so spend does not come back to it"
            }
            Absent::NoPublishedPeak => "no peak is published at this precision or a wider one",
            Absent::NoSpecification => "no specification gives this measure",
            Absent::NoPrintedPower => "no power is printed for this system",
        }
    }
}

/// A metric's value, or why it has none.
pub type Metric<N> = Result<N, Absent>;

/// All metrics of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics<N> {
    values: Vec<Metric<N>>,
    /// What keeps the as-of month's fleet from being larger.
    pub binding: Binding,
}

impl<N: Number> Metrics<N> {
    /// One metric.
    pub fn get(&self, metric: MetricId) -> Metric<N> {
        self.values[metric.index()]
    }

    /// A metric that always has a value.
    fn set(&mut self, metric: MetricId, value: N) {
        self.values[metric.index()] = Ok(value.named(Cell::metric(metric)));
    }

    /// A metric that has none, for the first reason whose test is not above 0, else its value.
    fn set_guarded(&mut self, metric: MetricId, guards: &[(N, Absent)], value: impl FnOnce() -> N) {
        let named = || value().named(Cell::metric(metric));
        self.values[metric.index()] = N::guarded(metric, guards, named);
    }
}

macro_rules! ids {
    ($($name:ident $key:literal;)*) => { $(const $name: MetricId = MetricId::of($key);)* };
}
ids! {
    CHIPS_ONLINE "chips_online"; H100E "h100_equivalents"; EFFECTIVE "effective_flops"; HBM "hbm_bytes";
    BANDWIDTH "hbm_bytes_per_second"; POWER "facility_power_watts"; PER_WATT "effective_flops_per_watt";
    SPENT "spend_to_date_usd"; RATE "rental_usd_per_month"; COMMITMENT "commitment_usd";
    REMAINING "commitment_remaining_usd"; SHORTFALL "shortfall_to_date_usd"; UNDELIVERED "undelivered_usd";
    PFLOP_HOUR "usd_per_effective_pflop_hour"; COVERED "months_covered"; POST_MONEY "post_money_usd";
    INVESTED "invested_to_date_usd"; STAKE "stake"; STAKE_VALUE "stake_value_usd"; GAIN "gain_usd"; MOIC "moic";
    IRR "exit_irr"; RETURNED "returned_share"; ROUND_TRIP "round_trip_month"; CASH "investor_cash_to_date_usd";
    LOW "cash_low_usd"; LOW_MONTH "cash_low_month"; PAYBACK "payback_month"; NPV "npv_usd";
    NPV_WITH_STAKE "npv_with_stake_usd"; CASH_IRR "cash_irr"; CASH_IRR_WITH_STAKE "cash_irr_with_stake"; MARGIN "gross_margin"; RUN "training_flop"; TRAINING "training_days";
    TRAINING_ENERGY "training_energy_joules"; TRAINING_COST "training_usd"; TOKENS "tokens_per_day";
    TOKEN_COST "usd_per_million_tokens"; NVIDIA "nvidia_share"; HERFINDAHL "herfindahl";
}
const COMPUTE_SHARE: MetricFamily = MetricFamily::of(Of::Vendor, "compute_share");
const CONTRACT: MetricFamily = MetricFamily::of(Of::Agreement, "contract_usd");
const NEVER: MetricFamily = MetricFamily::of(Of::Agreement, "undelivered_usd");
const IMPLIED_CHIP_HOUR: MetricFamily = MetricFamily::of(Of::Agreement, "implied_usd_per_chip_hour");
const IMPLIED_GW_YEAR: MetricFamily = MetricFamily::of(Of::Agreement, "implied_usd_per_gw_year");
const PLANNED_CHIP_HOUR: MetricFamily = MetricFamily::of(Of::Agreement, "planned_usd_per_chip_hour");
const PLANNED_GW_YEAR: MetricFamily = MetricFamily::of(Of::Agreement, "planned_usd_per_gw_year");

const SYSTEM_PEAK: MetricFamily = MetricFamily::of(Of::System, "system_peak_flops_per_watt");
const SYSTEM_EFFECTIVE: MetricFamily = MetricFamily::of(Of::System, "system_effective_flops_per_watt");
const SPECIFIED: MetricFamily = MetricFamily::of(Of::Claim, "specified_ratio");
const SPECIFIED_PER_CHIP: MetricFamily = MetricFamily::of(Of::Claim, "specified_ratio_per_chip");
const CREDITED: MetricFamily = MetricFamily::of(Of::Claim, "credited_ratio");

const S_CHIPS: SeriesId = SeriesId::of("chips_online");
const S_CHIPS_OF: SeriesFamily = SeriesFamily::of(Of::Chip, "chips");
const S_SPENT: SeriesId = SeriesId::of("spend_to_date_usd");
const S_INVESTED: SeriesId = SeriesId::of("invested_to_date_usd");
const S_CASH: SeriesId = SeriesId::of("investor_cash_to_date_usd");
const S_RENTAL: SeriesId = SeriesId::of("rental_usd_per_hour");
const S_TCO: SeriesId = SeriesId::of("tco_usd_per_hour");
const S_STAKE_PRESENT: SeriesId = SeriesId::of("stake_present_value_usd");
const S_STAKE_VALUE: SeriesId = SeriesId::of("stake_value_usd");
const S_EFFECTIVE: SeriesId = SeriesId::of("effective_flops");
const S_POWER: SeriesId = SeriesId::of("facility_power_watts");
const W_REFERENCE: WorkingId = WorkingId::of("reference_flops_per_usd_hour");
const W_TOKENS: WorkingId = WorkingId::of("tokens_per_day");
/// Metrics that are a series' value in the as-of month.
const READ_OFF: [(MetricId, SeriesId); 14] = [
    (CHIPS_ONLINE, S_CHIPS),
    (H100E, SeriesId::of("h100_equivalents")),
    (EFFECTIVE, SeriesId::of("effective_flops")),
    (HBM, SeriesId::of("hbm_bytes")),
    (BANDWIDTH, SeriesId::of("hbm_bytes_per_second")),
    (POWER, SeriesId::of("facility_power_watts")),
    (SPENT, S_SPENT),
    (REMAINING, SeriesId::of("commitment_remaining_usd")),
    (SHORTFALL, SeriesId::of("shortfall_to_date_usd")),
    (INVESTED, S_INVESTED),
    (STAKE, SeriesId::of("stake")),
    (STAKE_VALUE, SeriesId::of("stake_value_usd")),
    (CASH, S_CASH),
    (NPV, SeriesId::of("npv_to_date_usd")),
];

const SUPPLIES: ParameterId = ParameterId::of("equity.investor_supplies");
const STATED_VALUE: Family = Family::of(Of::Agreement, "value_usd");
const LOAD_FACTOR: ParameterId = ParameterId::of("operations.load_factor");
const GOODPUT: ParameterId = ParameterId::of("operations.goodput");
const PUE: ParameterId = ParameterId::of("operations.pue");
const NAMED_RUN: ParameterId = ParameterId::of("workload.run");
const OWN_RUN: ParameterId = ParameterId::of("workload.run_flop");
const TRAINING_SHARE: ParameterId = ParameterId::of("workload.training_share");
const ACTIVE_WEIGHTS: ParameterId = ParameterId::of("workload.active_weights");
const INFERENCE_UTILISATION: ParameterId = ParameterId::of("workload.inference_utilisation");
const PFLOP: f64 = 1e15;
const SECONDS_IN_DAY: f64 = 86_400.0;

/// What the metrics are read from.
pub(crate) struct Run<'a, N> {
    pub inputs: &'a Inputs<'a, N>,
    pub fleet: &'a Fleet<N>,
    pub sheet: &'a Sheet<N>,
    pub terms: &'a [Term<N>; AGREEMENTS.len()],
    pub round: &'a Round<N>,
    pub exit: &'a Exit<N>,
    /// The month at which the metrics are read, at most the last of the sheet.
    pub as_of: N,
}

impl<N: Number> Run<'_, N> {
    /// A series in the as-of month.
    fn at(&self, series: SeriesId) -> N {
        self.sheet.entry(series, self.as_of)
    }

    /// Reasons for which the fleet has no price and no margin.
    fn has_chips(&self) -> (N, Absent) {
        (self.at(S_CHIPS), Absent::NoChips)
    }

    /// Reasons for which the fleet has no compute to be measured by.
    fn has_compute(&self) -> [(N, Absent); 2] {
        [self.has_chips(), (self.at(S_EFFECTIVE), Absent::NoPeak)]
    }

    /// Reason for which there is no return.
    fn has_invested(&self) -> (N, Absent) {
        (self.at(S_INVESTED), Absent::NothingInvested)
    }
}

/// Computes every metric at the as-of month.
pub(crate) fn metrics<N: Number>(run: &Run<'_, N>) -> Metrics<N> {
    let month = run.as_of.value() as usize;
    let mut metrics = Metrics { values: vec![Ok(N::zero()); COUNT], binding: binding(run.sheet, month) };
    for (metric, series) in READ_OFF {
        metrics.set(metric, run.at(series));
    }
    compute(run, &mut metrics);
    money(run, &mut metrics);
    investor(run, &mut metrics);
    workload(run, &mut metrics);
    for agreement in 0..AGREEMENTS.len() {
        agreement_prices(run, agreement, &mut metrics);
    }
    accelerators(run, &mut metrics);
    systems(run, &mut metrics);
    for (place, claim) in CLAIMS.iter().enumerate() {
        let mut set = |metric: MetricFamily, ratio: Option<N>| {
            let specified = N::constant(f64::from(u8::from(ratio.is_some())));
            let guards = [(specified, Absent::NoSpecification)];
            metrics.set_guarded(metric.member(place), &guards, || ratio.unwrap_or_else(N::zero));
            ratio.map(|ratio| ratio.named(Cell::metric(metric.member(place))))
        };
        set(SPECIFIED_PER_CHIP, claim.specified(true));
        let specified = set(SPECIFIED, claim.specified(false));
        set(CREDITED, specified.map(|specified| credited_ratio(run.inputs, claim, specified)));
    }
    metrics
}

fn compute<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let (effective, power) = (run.at(S_EFFECTIVE), run.at(S_POWER));
    let guards = run.has_compute();
    metrics.set_guarded(PER_WATT, &guards, || effective / power);
    metrics.set_guarded(PFLOP_HOUR, &guards, || run.at(S_RENTAL) / (effective / N::constant(PFLOP)));
    let vendors = effective_by_vendor(run.sheet, run.as_of);
    for (vendor, flops) in vendors.into_iter().enumerate() {
        metrics.set_guarded(COMPUTE_SHARE.member(vendor), &guards, || flops / effective);
        if Vendor::ALL[vendor] == Vendor::Nvidia {
            metrics.set_guarded(NVIDIA, &guards, || flops / effective);
        }
    }
    let squares = || N::sum(vendors.iter().map(|flops| (*flops / effective) * (*flops / effective)));
    metrics.set_guarded(HERFINDAHL, &guards, squares);
}

fn money<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let contracted = N::sum(run.terms.iter().map(|term| term.contract_usd));
    let delivered = N::sum(run.terms.iter().map(|term| term.delivered_usd));
    let rate = run.at(S_RENTAL) * N::constant(MEAN_HOURS_IN_MONTH);
    metrics.set(COMMITMENT, contracted);
    metrics.set(UNDELIVERED, (contracted - delivered).max(N::zero()));
    metrics.set(RATE, rate);
    let margin = || N::constant(1.0) - run.at(S_TCO) / run.at(S_RENTAL);
    metrics.set_guarded(MARGIN, &[run.has_chips()], margin);
    metrics.set_guarded(COVERED, &[run.has_chips(), run.has_invested()], || run.at(S_INVESTED) / rate);
}

fn investor<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let one = N::constant(1.0);
    let (invested, stake_value) = (run.at(S_INVESTED), run.at(S_STAKE_VALUE));
    metrics.set(POST_MONEY, run.round.post_money_usd);
    metrics.set(GAIN, stake_value - invested);
    metrics.set_guarded(MOIC, &[run.has_invested()], || stake_value / invested);
    let pays = (run.exit.invested_usd, Absent::NothingInvested);
    let returns = (run.exit.before_usd.min(run.exit.receipt_usd), Absent::NoReturn);
    metrics.set_guarded(IRR, &[pays, returns], || run.exit.rate());

    let walk = walk(run.sheet, run.as_of);
    let supplies = (run.inputs.get(SUPPLIES), Absent::InvestorDoesNotSupply);
    let guards = [run.has_invested(), supplies];
    metrics.set_guarded(RETURNED, &guards, || (run.at(S_SPENT) / invested).min(one));
    let came_back = (walk.round_trip + one, Absent::NotYet);
    metrics.set_guarded(ROUND_TRIP, &[guards[0], guards[1], came_back], || walk.round_trip);

    metrics.set(LOW, walk.low_usd);
    let was_negative = (walk.last_negative + one, Absent::NeverNegative);
    metrics.set_guarded(LOW_MONTH, &[was_negative], || walk.low_month);
    let is_over = (run.as_of - walk.last_negative, Absent::NotYet);
    metrics.set_guarded(PAYBACK, &[was_negative, is_over], || walk.last_negative + one);
    for (metric, with_stake) in [(CASH_IRR, false), (CASH_IRR_WITH_STAKE, true)] {
        let flows = flows(run.sheet, run.as_of, with_stake);
        metrics.set_guarded(metric, &[(flows.has_rate, Absent::NoCashReturn)], || flows.rate());
    }
    metrics.set(NPV_WITH_STAKE, run.at(SeriesId::of("npv_to_date_usd")) + run.at(S_STAKE_PRESENT));
}

fn workload<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let (inputs, one) = (run.inputs, N::constant(1.0));
    let flop = inputs.pick(NAMED_RUN, |run| match run {
        0 => inputs.get(OWN_RUN),
        named => N::fact(&REFERENCE_RUNS[named - 1].flop),
    });
    metrics.set(RUN, flop);
    let flop = flop.named(Cell::metric(RUN));
    let [chips, compute] = run.has_compute();
    let trains = inputs.get(TRAINING_SHARE);
    let guards = [chips, compute, (trains, Absent::NothingTrains)];
    let day = N::constant(SECONDS_IN_DAY);
    let days = || (flop / (run.at(S_EFFECTIVE) * trains) / day).named(Cell::metric(TRAINING));
    metrics.set_guarded(TRAINING, &guards, days);
    let watts = || run.at(S_POWER) * inputs.get(LOAD_FACTOR) * trains;
    metrics.set_guarded(TRAINING_ENERGY, &guards, || watts() * days() * day);
    metrics.set_guarded(TRAINING_COST, &guards, || run.at(S_RENTAL) * trains * days() * N::constant(24.0));

    let serves = one - trains;
    let guards = [chips, compute, (serves, Absent::NothingServes)];
    let tokens = || {
        let peak = N::sum(chips_in_use(inputs, run.fleet).into_iter().map(|chip| {
            let peak = by_precision(inputs, |asked| peak_of_one::<N>(&ACCELERATORS[chip], asked));
            run.at(S_CHIPS_OF.member(chip)) * peak
        }));
        let useful = peak * inputs.get(INFERENCE_UTILISATION) * inputs.get(GOODPUT) * serves;
        let tokens = useful * day / (N::constant(2.0) * inputs.get(ACTIVE_WEIGHTS));
        tokens.named(W_TOKENS.once())
    };
    metrics.set_guarded(TOKENS, &guards, tokens);
    let cost_a_day = || run.at(S_RENTAL) * serves * N::constant(24.0);
    metrics.set_guarded(TOKEN_COST, &guards, || cost_a_day() / (tokens() / N::constant(1e6)));
}

fn agreement_prices<N: Number>(run: &Run<'_, N>, agreement: usize, metrics: &mut Metrics<N>) {
    let term = &run.terms[agreement];
    metrics.set(CONTRACT.member(agreement), term.contract_usd);
    metrics.set(NEVER.member(agreement), (term.contract_usd - term.delivered_usd).max(N::zero()));
    let gw_years = || term.planned_watt_hours / N::constant(1e9) / N::constant(MEAN_HOURS_IN_YEAR);
    let sized = (term.planned_chip_hours, Absent::NoAgreement);
    metrics.set_guarded(PLANNED_CHIP_HOUR.member(agreement), &[sized], || term.contract_usd / term.planned_chip_hours);
    metrics.set_guarded(PLANNED_GW_YEAR.member(agreement), &[sized], || term.contract_usd / gw_years());
    let stated = run.inputs.get(STATED_VALUE.member(agreement));
    let guards = [sized, (stated, Absent::NoStatedValue)];
    metrics.set_guarded(IMPLIED_CHIP_HOUR.member(agreement), &guards, || stated / term.planned_chip_hours);
    metrics.set_guarded(IMPLIED_GW_YEAR.member(agreement), &guards, || stated / gw_years());
}

/// Metrics of each accelerator for a watt and a dollar, in the order of [`Efficiency`]'s numbers.
const EFFICIENCY: [MetricFamily; 9] = [
    MetricFamily::of(Of::Chip, "peak_flops_per_watt"),
    MetricFamily::of(Of::Chip, "effective_flops_per_watt"),
    MetricFamily::of(Of::Chip, "usd_per_peak_pflop_hour"),
    MetricFamily::of(Of::Chip, "usd_per_effective_pflop_hour"),
    MetricFamily::of(Of::Chip, "peak_flops_per_capex_usd"),
    MetricFamily::of(Of::Chip, "effective_flops_per_capex_usd"),
    MetricFamily::of(Of::Chip, "tco_usd_per_chip_hour"),
    MetricFamily::of(Of::Chip, "rental_margin"),
    MetricFamily::of(Of::Chip, "break_even_mfu"),
];

fn accelerators<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let annuities = annuities(run.inputs);
    let asked = precision(run.inputs);
    let reference = unit_of_work(run.inputs);
    for (chip, accelerator) in ACCELERATORS.iter().enumerate() {
        let peak = by_precision(run.inputs, |asked| peak_of_one::<N>(accelerator, asked));
        let guards = [(peak, Absent::NoPublishedPeak)];
        let published = N::LIVE || accelerator.precision_used(asked).is_some();
        let numbers = published.then(|| one_chip(run.inputs, &annuities, reference, chip));
        for (place, family) in EFFICIENCY.into_iter().enumerate() {
            let value = || numbers.map_or_else(N::zero, |numbers| numbers[place]);
            metrics.set_guarded(family.member(chip), &guards, value);
        }
    }
}

/// What a watt gives in each system whose power is printed. For a dollar a system is its chips, so it has no figures of
/// its own there.
fn systems<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let asked = precision(run.inputs);
    for ((place, system), chip) in SYSTEMS.iter().enumerate().zip(CHIP_OF_SYSTEM) {
        let printed = system.published.facility_watts.as_ref().map(N::fact);
        let it = system.published.watts.as_ref();
        let watts = printed.or_else(|| it.map(|watts| N::fact(watts) * run.inputs.get(PUE)));
        let peak = by_precision(run.inputs, |asked| peak_of_one::<N>(&ACCELERATORS[chip], asked));
        let guards = [
            (N::constant(f64::from(u8::from(watts.is_some()))), Absent::NoPrintedPower),
            (peak, Absent::NoPublishedPeak),
        ];
        let published = N::LIVE || ACCELERATORS[chip].precision_used(asked).is_some();
        let chips = N::constant(f64::from(system.chips));
        let effective = || effective_of_one(run.inputs, chip);
        let each: [(MetricFamily, &dyn Fn() -> N); 2] = [(SYSTEM_PEAK, &|| peak), (SYSTEM_EFFECTIVE, &effective)];
        for (family, of_one) in each {
            let value = || match watts {
                Some(watts) if published => chips * of_one() / watts,
                _ => N::zero(),
            };
            metrics.set_guarded(family.member(place), &guards, value);
        }
    }
}

/// What one accelerator gives for a watt and a dollar, at the specifications' peak and at the MFU of the scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Efficiency<N> {
    /// Its place in the catalogue.
    pub chip: usize,
    /// The precision at which it would do the work; `None` where it publishes neither the one asked for nor a wider.
    pub precision: Option<Precision>,
    /// Peak FLOP/s for each facility watt.
    pub peak_flops_per_watt: N,
    /// Effective FLOP/s (MFU and goodput) for each facility watt.
    pub effective_flops_per_watt: N,
    /// Price of a PFLOP-hour at peak, USD.
    pub usd_per_peak_pflop_hour: N,
    /// Price of an effective PFLOP-hour, USD.
    pub usd_per_effective_pflop_hour: N,
    /// Peak FLOP/s for each dollar of capital cost, chips and servers only.
    pub peak_flops_per_capex_usd: N,
    /// Effective FLOP/s (MFU and goodput) for each dollar of capital cost.
    pub effective_flops_per_capex_usd: N,
    /// Total cost of ownership of a chip-hour, USD.
    pub tco_usd_per_chip_hour: N,
    /// 1 − cost over price of a chip-hour.
    pub rental_margin_share: N,
    /// The MFU at which it costs as much for each unit of work as the reference accelerator.
    pub break_even_mfu_share: N,
}

const PRICE: Family = Family::of(Of::Chip, "price_usd_per_hour");
const CAPEX: Family = Family::of(Of::Chip, "capex_usd");
const REFERENCE: ParameterId = ParameterId::of("hardware.reference_chip");

/// MFU × peak ÷ price of the reference accelerator: work that a dollar buys there; 0 where it publishes no peak.
fn unit_of_work<N: Number>(inputs: &Inputs<'_, N>) -> N {
    let of_reference = |of: &dyn Fn(usize) -> N| inputs.pick(REFERENCE, of);
    let peak = of_reference(&|chip| by_precision(inputs, |asked| peak_of_one::<N>(&ACCELERATORS[chip], asked)));
    let mfu = of_reference(&|chip| by_precision(inputs, |asked| mfu(inputs, chip, asked)));
    (mfu * peak / of_reference(&|chip| inputs.get(PRICE.member(chip)))).named(W_REFERENCE.once())
}

/// The numbers of [`EFFICIENCY`], at today's catalogue price before discount.
fn one_chip<N: Number>(
    inputs: &Inputs<'_, N>,
    annuities: &Annuities<N>,
    reference: N,
    chip: usize,
) -> [N; EFFICIENCY.len()] {
    let peak = by_precision(inputs, |asked| peak_of_one::<N>(&ACCELERATORS[chip], asked));
    let effective = effective_of_one(inputs, chip);
    let (watts, price) = (facility_watts_of_one(inputs, chip), inputs.get(PRICE.member(chip)));
    let (pflop, tco) = (N::constant(PFLOP), tco_usd_per_chip_hour(inputs, annuities, chip));
    [
        peak / watts,
        effective / watts,
        price / (peak / pflop),
        price / (effective / pflop),
        peak / inputs.get(CAPEX.member(chip)),
        effective / inputs.get(CAPEX.member(chip)),
        tco,
        N::constant(1.0) - tco / price,
        // MFU of the reference × (price ÷ peak) ÷ (its price ÷ its peak).
        price / peak * reference,
    ]
}

impl Metrics<f64> {
    /// Efficiency of one accelerator, as far as it publishes a peak at the chosen precision or a wider one.
    pub fn efficiency(&self, scenario: &Scenario, chip: usize) -> Option<Efficiency<f64>> {
        let asked = Precision::ALL[scenario.get(ParameterId::of("workload.precision")) as usize];
        let of = |place: usize| self.get(EFFICIENCY[place].member(chip)).ok();
        Some(Efficiency {
            chip,
            precision: ACCELERATORS[chip].precision_used(asked),
            peak_flops_per_watt: of(0)?,
            effective_flops_per_watt: of(1)?,
            usd_per_peak_pflop_hour: of(2)?,
            usd_per_effective_pflop_hour: of(3)?,
            peak_flops_per_capex_usd: of(4)?,
            effective_flops_per_capex_usd: of(5)?,
            tco_usd_per_chip_hour: of(6)?,
            rental_margin_share: of(7)?,
            break_even_mfu_share: of(8)?,
        })
    }
}

/// A claim's ratio as far as it is credited: spec^(1−κ) × claimed^κ where the claim exceeds the specification.
fn credited_ratio<N: Number>(inputs: &Inputs<'_, N>, claim: &'static Claim, specified: N) -> N {
    let (claimed, credit) = (N::fact(&claim.ratio), inputs.get(ParameterId::of("operations.claim_credit")));
    let between = || specified.powf(N::constant(1.0) - credit) * claimed.powf(credit);
    N::choose(specified - claimed, || specified, between)
}
