//! Computes the headline metrics from the stages of a run.

use crate::base::month::{MEAN_HOURS_IN_MONTH, MEAN_HOURS_IN_YEAR};
use crate::facts::accelerator::Vendor;
use crate::facts::claims::CLAIMS;
use crate::facts::runs::REFERENCE_RUNS;
use crate::inputs::families::AGREEMENTS;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::metric::{Absent, COUNT, MetricFamily, MetricId};
use crate::quantities::series::SeriesId;
use crate::quantities::{intermediate, metric, series};
use crate::run::binding::binding;
use crate::run::cash::walk;
use crate::run::chip::{PFLOP, eight_bit_peak_of_one};
use crate::run::claims::credited_ratio;
use crate::run::compared::{accelerators, systems};
use crate::run::inputs::Inputs;
use crate::run::label;
use crate::run::number::Number;
use crate::run::reading::{Metrics, Run};

/// Metrics that are the value of a series in the as-of month.
const READ_OFF: [(MetricId, SeriesId); 18] = [
    (metric::CHIPS_ONLINE, series::CHIPS_ONLINE),
    (metric::H100_EQUIVALENTS, series::H100_EQUIVALENTS),
    (metric::EFFECTIVE_FLOPS, series::EFFECTIVE_FLOPS),
    (metric::HBM_CAPACITY, series::HBM_CAPACITY),
    (metric::HBM_BANDWIDTH, series::HBM_BANDWIDTH),
    (metric::FACILITY_POWER, series::FACILITY_POWER),
    (metric::SPEND_TO_DATE, series::SPEND_TO_DATE),
    (metric::COMMITMENT_REMAINING, series::COMMITMENT_REMAINING),
    (metric::SHORTFALL_TO_DATE, series::SHORTFALL_TO_DATE),
    (metric::INVESTED_TO_DATE, series::INVESTED_TO_DATE),
    (metric::STAKE, series::STAKE),
    (metric::STAKE_VALUE, series::STAKE_VALUE),
    (metric::INVESTOR_CASH_TO_DATE, series::INVESTOR_CASH_TO_DATE),
    (metric::UNUSED_TO_DATE, series::UNUSED_TO_DATE),
    (metric::OWN_COST_TO_DATE, series::OWN_COST_TO_DATE),
    (metric::LAPSED, series::LAPSED),
    (metric::WARRANTS_VESTED, series::WARRANTS_VESTED),
    (metric::WARRANT_VALUE, series::WARRANT_VALUE),
];

/// The series whose value in the as-of month is the metric; `None` if the metric is computed otherwise.
pub(crate) fn read_off(metric: MetricId) -> Option<SeriesId> {
    READ_OFF.iter().find(|(of, _)| *of == metric).map(|(_, series)| *series)
}

const SECONDS_IN_DAY: f64 = 86_400.0;

/// Computes every metric at the as-of month.
pub(crate) fn metrics<N: Number>(run: &Run<'_, N>) -> Metrics<N> {
    let month = run.as_of.value() as usize;
    let mut metrics = Metrics { values: vec![Ok(N::zero()); COUNT], binding: binding(run.sheet, month) };
    for (metric, series) in READ_OFF {
        metrics.set(metric, run.at(series));
    }
    let has_compute = run.has_compute();
    compute(run, &has_compute, &mut metrics);
    money(run, &mut metrics);
    investor(run, &mut metrics);
    contract(run, &mut metrics);
    deal(run, &mut metrics);
    workload(run, has_compute, &mut metrics);
    for agreement in 0..AGREEMENTS.len() {
        agreement_prices(run, agreement, &mut metrics);
    }
    accelerators(run, &mut metrics);
    systems(run, &mut metrics);
    for (index, claim) in CLAIMS.iter().enumerate() {
        let mut set = |metric: MetricFamily, ratio: Option<N>| {
            let specified = N::constant(f64::from(u8::from(ratio.is_some())));
            let guards = [(specified, Absent::NoSpecification)];
            metrics.set_guarded(metric.of(index), &guards, || ratio.unwrap_or_else(N::zero));
            ratio.map(|ratio| ratio.named(Cell::metric(metric.of(index))))
        };
        set(metric::claim::SPECIFIED_RATIO_PER_CHIP, claim.specified(true));
        let specified = set(metric::claim::SPECIFIED_RATIO, claim.specified(false));
        set(metric::claim::CREDITED_RATIO, specified.map(|specified| credited_ratio(run.inputs, claim, specified)));
    }
    metrics
}

fn compute<N: Number>(run: &Run<'_, N>, has_compute: &[(N, Absent)], metrics: &mut Metrics<N>) {
    let (effective, power) = (run.at(series::EFFECTIVE_FLOPS), run.at(series::FACILITY_POWER));
    metrics.set_guarded(metric::EFFECTIVE_FLOPS_PER_WATT, has_compute, || effective / power);
    metrics.set_guarded(metric::COST_PER_EFFECTIVE_PFLOP_HOUR, has_compute, || {
        run.cost_an_hour() / (effective / N::constant(PFLOP))
    });
    let vendors: [N; Vendor::ALL.len()] =
        std::array::from_fn(|vendor| run.at(series::vendor::EFFECTIVE_FLOPS.of(vendor)));
    for (vendor, flops) in vendors.into_iter().enumerate() {
        metrics.set_guarded(metric::vendor::COMPUTE_SHARE.of(vendor), has_compute, || flops / effective);
        if Vendor::ALL[vendor] == Vendor::Nvidia {
            metrics.set_guarded(metric::NVIDIA_SHARE, has_compute, || flops / effective);
        }
    }
    let squares = || N::sum(vendors.iter().map(|flops| (*flops / effective) * (*flops / effective)));
    metrics.set_guarded(metric::HERFINDAHL, has_compute, squares);
}

fn money<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let (contracted, delivered) = (run.committed_usd(), run.of_rented(|term| term.delivered_usd));
    let rate = run.at(series::RENTAL) * N::labelled(MEAN_HOURS_IN_MONTH, label::HOURS_OF_MEAN_MONTH);
    metrics.set(metric::COMMITMENT, contracted);
    metrics.set(metric::UNDELIVERED, contracted.less(delivered).max(N::zero()));
    metrics.set(metric::SPENDING_RATE, rate);
    let margin = || N::constant(1.0) - run.at(series::TCO) / run.at(series::RENTAL);
    metrics.set_guarded(metric::GROSS_MARGIN, &[run.has_chips(), run.has_rented()], margin);
    metrics.set_guarded(metric::MONTHS_COVERED, &[run.has_chips(), run.has_rented(), run.has_invested()], || {
        run.at(series::INVESTED_TO_DATE) / rate
    });
}

fn investor<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let one = N::constant(1.0);
    let (invested, value) = (run.at(series::INVESTED_TO_DATE), run.at(series::STAKE_BOUGHT_VALUE));
    metrics.set(metric::GAIN, value.less(invested));
    metrics.set_guarded(metric::MOIC, &[run.has_invested()], || value / invested);
    for (k, paid) in run.stake.iter().enumerate() {
        let zero = N::zero();
        let is_there = paid.map_or(zero, |paid| paid.usd);
        // Above 0 from the month of the payment on.
        let since = paid.map_or(zero, |paid| run.as_of - paid.month + one);
        let guards = [(is_there, Absent::NoSuchPayment), (since, Absent::NoSuchPayment)];
        metrics.set_guarded(metric::tranche::GAIN.of(k), &guards, || paid.map_or(zero, |paid| paid.gain_usd));
    }
    let pays = (run.contract.exit_paid_usd, Absent::NothingInvestedByExit);
    let guards: Vec<_> = std::iter::once(pays).chain(run.contract.exit_rate.guards()).collect();
    metrics.set_guarded(metric::EXIT_IRR, &guards, || run.contract.exit_rate.rate);

    let walk = walk(run.sheet, run.as_of);
    let guards = comes_back(run.inputs, invested);
    metrics.set_guarded(metric::RETURNED_SHARE, &guards, || run.at(series::RETURNED_TO_DATE) / invested);
    let came_back = (walk.round_trip + one, Absent::NotYet);
    metrics.set_guarded(metric::ROUND_TRIP_MONTH, &[guards[0], guards[1], came_back], || walk.round_trip);

    metrics.set(metric::CASH_LOW, walk.low.usd);
    let was_negative = (walk.low.last_negative + one, Absent::NeverNegative);
    metrics.set_guarded(metric::CASH_LOW_MONTH, &[was_negative], || walk.low.month);
    let is_over = (run.as_of - walk.low.last_negative, Absent::NotYet);
    metrics.set_guarded(metric::PAYBACK_MONTH, &[was_negative, is_over], || walk.low.last_negative + one);
}

/// Guards: reasons for which no money comes back to the investor.
pub(crate) fn comes_back<N: Number>(inputs: &Inputs<'_, N>, invested: N) -> [(N, Absent); 2] {
    [(invested, Absent::NothingInvested), (inputs.get(input::RETURNS), Absent::NothingComesBack)]
}

/// Guard: there is no contract if its last month, `end`, is −1.
pub(crate) fn has_contract<N: Number>(end: N) -> (N, Absent) {
    (end + N::constant(1.0), Absent::NoContract)
}

/// Metrics of the contract to its end, whatever the as-of month.
fn contract<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let (contract, one) = (run.contract, N::constant(1.0));
    let sized = has_contract(contract.end);
    let present = &contract.present;
    for (metric, usd) in [
        (metric::CONTRACT_NPV, present.npv_usd),
        (metric::CONTRACT_NPV_OTHERWISE, present.npv_otherwise_usd),
        (metric::CONTRACT_PV_SPEND, present.spend_usd),
        (metric::CONTRACT_PV_HARDWARE, present.hardware_usd),
        (metric::CONTRACT_PV_FACILITY, present.facility_usd),
        (metric::CONTRACT_PV_ENERGY, present.energy_usd),
        (metric::CONTRACT_PV_OPEX, present.opex_usd),
        (metric::CONTRACT_PV_RESIDUAL, present.residual_usd),
        (metric::CONTRACT_LOW, contract.low.usd),
    ] {
        metrics.set_guarded(metric, &[sized], || usd);
    }
    let guards: Vec<_> = std::iter::once(sized).chain(contract.rate.guards()).collect();
    metrics.set_guarded(metric::CONTRACT_IRR, &guards, || contract.rate.rate);
    let was_negative = (contract.low.last_negative + one, Absent::SupplierNeverNegative);
    let is_over = (contract.end - contract.low.last_negative, Absent::NotByTheEnd);
    metrics.set_guarded(metric::CONTRACT_PAYBACK, &[sized, was_negative, is_over], || contract.low.last_negative + one);
    metrics.set_guarded(metric::CONTRACT_LOW_MONTH, &[sized, was_negative], || contract.low.month);
    let guards = [sized, (present.spend_usd, Absent::NothingPaid)];
    let costs = || {
        let paid = present.hardware_usd + present.facility_usd + present.energy_usd + present.opex_usd;
        (paid - present.residual_usd) / present.spend_usd
    };
    metrics.set_guarded(metric::CONTRACT_MARGIN, &guards, || one - costs());
    metrics.set_guarded(metric::BREAK_EVEN_PRICE, &guards, costs);
    for (chip, of_chip) in contract.of_chip.iter().enumerate() {
        let zero = N::zero();
        let guards = [sized, (of_chip.map_or(zero, |of| of.hours), Absent::NeverInService)];
        let price = || of_chip.map_or(zero, |of| of.cost_usd / of.hours);
        metrics.set_guarded(metric::chip::BREAK_EVEN_PRICE.of(chip), &guards, price);
    }
}

/// Metrics of the deal, which adds equity to the contract, and of the warrants.
fn deal<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let contract = run.contract;
    let (flows, paid) = (contract.deal_rate.has_flows(), contract.exit_paid_usd);
    // A payment that the stake's value balances in the same month leaves no flow, but it is a deal.
    let is_deal = (flows.max(paid), Absent::NoDeal);
    metrics.set_guarded(metric::DEAL_NPV, &[is_deal], || contract.deal_npv_usd);
    let lays_out = (contract.lays_out(run.inputs), Absent::NothingLaidOut);
    let guards: Vec<_> = [is_deal, lays_out].into_iter().chain(contract.deal_rate.guards()).collect();
    metrics.set_guarded(metric::DEAL_IRR, &guards, || contract.deal_rate.rate);
    let warrants = (run.inputs.get(input::WARRANT_SHARES), Absent::NoWarrants);
    let spent = run.at(series::SPEND_TO_DATE);
    metrics.set_guarded(metric::WARRANT_REBATE, &[warrants, (spent, Absent::NothingSpent)], || {
        run.at(series::WARRANT_VALUE) / spent
    });
    let commitment = run.committed_usd();
    metrics.set_guarded(metric::WARRANT_REBATE_CONTRACT, &[warrants, has_contract(contract.end)], || {
        contract.warrants_usd / commitment
    });
}

fn workload<N: Number>(run: &Run<'_, N>, has_compute: [(N, Absent); 3], metrics: &mut Metrics<N>) {
    let (inputs, one) = (run.inputs, N::constant(1.0));
    let flop = inputs.pick(input::RUN, |run| match run {
        0 => inputs.get(input::RUN_FLOP),
        named => N::fact(&REFERENCE_RUNS[named - 1].flop),
    });
    metrics.set(metric::TRAINING_FLOP, flop);
    let flop = flop.named(Cell::metric(metric::TRAINING_FLOP));
    let [chips, compute, counted] = has_compute;
    let trains = inputs.get(input::TRAINING_SHARE);
    let guards = [chips, compute, counted, (trains, Absent::NothingTrains)];
    let day = N::labelled(SECONDS_IN_DAY, label::SECONDS_OF_DAY);
    let days = || (flop / (run.at(series::EFFECTIVE_FLOPS) * trains) / day).named(Cell::metric(metric::TRAINING_DAYS));
    metrics.set_guarded(metric::TRAINING_DAYS, &guards, days);
    let watts = || run.at(series::FACILITY_POWER) * inputs.get(input::LOAD_FACTOR) * trains;
    metrics.set_guarded(metric::TRAINING_ENERGY, &guards, || watts() * days() * day);
    metrics.set_guarded(metric::TRAINING_COST, &guards, || run.cost_an_hour() * trains * days() * N::constant(24.0));

    let serves = one - trains;
    let guards = [chips, (serves, Absent::NothingServes)];
    let tokens = || {
        let peak = N::sum(
            run.fleet
                .accelerators
                .iter()
                .map(|&chip| run.at(series::chip::CHIPS.of(chip)) * eight_bit_peak_of_one(inputs, chip)),
        );
        let useful = peak * inputs.get(input::INFERENCE_UTILISATION) * inputs.get(input::GOODPUT) * serves;
        let tokens = useful * day / (N::constant(2.0) * inputs.get(input::ACTIVE_WEIGHTS));
        tokens.named(intermediate::TOKENS_PER_DAY.once())
    };
    metrics.set_guarded(metric::TOKENS_PER_DAY, &guards, tokens);
    let cost_a_day = || run.cost_an_hour() * serves * N::constant(24.0);
    metrics.set_guarded(metric::COST_PER_MILLION_TOKENS, &guards, || cost_a_day() / (tokens() / N::constant(1e6)));
}

fn agreement_prices<N: Number>(run: &Run<'_, N>, agreement: usize, metrics: &mut Metrics<N>) {
    let term = &run.terms[agreement];
    metrics.set(metric::agreement::CONTRACT_VALUE.of(agreement), term.contract_usd);
    metrics
        .set(metric::agreement::UNDELIVERED.of(agreement), term.contract_usd.less(term.delivered_usd).max(N::zero()));
    let gw_years =
        || term.planned_watt_hours / N::constant(1e9) / N::labelled(MEAN_HOURS_IN_YEAR, label::HOURS_OF_YEAR);
    let sized = (term.planned_chip_hours, Absent::NoAgreement);
    metrics.set_guarded(metric::agreement::PLANNED_PRICE_PER_CHIP_HOUR.of(agreement), &[sized], || {
        term.planned_usd / term.planned_chip_hours
    });
    metrics.set_guarded(metric::agreement::PLANNED_PRICE_PER_GW_YEAR.of(agreement), &[sized], || {
        term.planned_usd / gw_years()
    });
    let stated = run.inputs.get(input::agreement::VALUE.of(agreement));
    let guards = [sized, (stated, Absent::NoStatedValue)];
    metrics.set_guarded(metric::agreement::IMPLIED_PRICE_PER_CHIP_HOUR.of(agreement), &guards, || {
        stated / term.planned_chip_hours
    });
    metrics.set_guarded(metric::agreement::IMPLIED_PRICE_PER_GW_YEAR.of(agreement), &guards, || stated / gw_years());
}

#[cfg(test)]
mod tests {
    use crate::inputs::baselines::Baseline;
    use crate::inputs::input::ParameterId;
    use crate::inputs::scenario::Scenario;
    use crate::metric;
    use crate::run::outcome::run;

    /// Half GB200 at $3.20 and half GB300 at $4.00, each of the same dollars for every phase: 2 ÷ (1 ÷ 3.2 + 1 ÷ 4) =
    /// $3.56. A phase that starts only after the agreement's end has dollars and no hours, and must not raise the price
    /// per hour.
    #[test]
    fn a_planned_price_lies_between_the_locked_prices() {
        let planned = |changes: &[(&str, &str)]| {
            let mut scenario = Scenario::of(Baseline::first());
            for (id, text) in changes {
                scenario.set_text(ParameterId::parse(id).expect(id), text).expect(text);
            }
            run(&scenario).metrics.get(metric::agreement::PLANNED_PRICE_PER_CHIP_HOUR.of(0)).expect("it is planned")
        };
        let halves = [("phase.immediate.share_b", "0.5"), ("phase.full.share_b", "0.5")];
        let late = [("phase.full.start", "2033-01"), ("phase.full.complete", "2034-01")];
        for changes in [&halves[..], &[halves, late].concat()] {
            let price = planned(changes);
            assert!((price - 2.0 / (1.0 / 3.2 + 1.0 / 4.0)).abs() < 1e-9, "{changes:?}: {price}");
        }
    }
}
