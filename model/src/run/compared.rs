//! Accelerators and systems compared per watt and per dollar, whether the fleet uses them or not.

use crate::base::month::MEAN_HOURS_IN_YEAR;
use crate::facts::accelerator::Precision;
use crate::facts::accelerators::ACCELERATORS;
use crate::facts::systems::{CHIP_OF_SYSTEM, SYSTEMS};
use crate::inputs::input;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Absent, MetricFamily};
use crate::quantities::{intermediate, metric};
use crate::run::chip::{
    Annuities, PFLOP, building_usd_of_one, by_precision, effective_of_one, energy_usd_per_chip_hour,
    facility_watts_of_one, mfu, peak_of_one, precision, tco_usd_per_chip_hour,
};
use crate::run::inputs::Inputs;
use crate::run::label::HOURS_OF_YEAR;
use crate::run::number::Number;
use crate::run::reading::{Metrics, Run};

/// Metrics of each accelerator that depend on its peak, in the order of [`one_chip`]'s numbers.
const EFFICIENCY: [MetricFamily; 8] = [
    metric::chip::PEAK_PER_WATT,
    metric::chip::EFFECTIVE_PER_WATT,
    metric::chip::PRICE_PER_PEAK_PFLOP_HOUR,
    metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR,
    metric::chip::PEAK_PER_CAPEX,
    metric::chip::EFFECTIVE_PER_CAPEX,
    metric::chip::BREAK_EVEN_MFU,
    metric::chip::OWNER_COST_PER_EFFECTIVE_PFLOP_HOUR,
];

pub(crate) fn accelerators<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let annuities = Annuities::of(run.inputs);
    let asked = precision(run.inputs);
    let reference = unit_of_work(run.inputs);
    for (chip, accelerator) in ACCELERATORS.iter().enumerate() {
        let peak = by_precision(run.inputs, |asked| peak_of_one(run.inputs, chip, asked));
        let guards = [(peak, Absent::NoPublishedPeak), (reference, Absent::NoReferencePeak)];
        let published = N::SYMBOLIC || accelerator.precision_used(asked).is_some();
        let numbers = published.then(|| one_chip(run.inputs, &annuities, reference, chip));
        for (index, family) in EFFICIENCY.into_iter().enumerate() {
            let value = || numbers.map_or_else(N::zero, |numbers| numbers[index]);
            let rests_on_reference = family == metric::chip::BREAK_EVEN_MFU;
            metrics.set_guarded(family.of(chip), &guards[..1 + usize::from(rests_on_reference)], value);
        }
        let tco = tco_usd_per_chip_hour(run.inputs, &annuities, chip);
        metrics.set(metric::chip::TCO.of(chip), tco);
        metrics.set(metric::chip::RENTAL_MARGIN.of(chip), rental_margin(run.inputs, tco, chip));
        let kept = kept_a_year(run.inputs, &annuities, chip);
        let years = || run.inputs.get(input::chip::CAPEX.of(chip)) / kept;
        metrics.set_guarded(metric::chip::HARDWARE_PAYBACK.of(chip), &[(kept, Absent::NeverPaysBack)], years);
        let published = accelerator.owner_cost_usd_per_chip_hour.as_ref();
        let guards = [(N::constant(f64::from(u8::from(published.is_some()))), Absent::NoPublishedCost)];
        let over = || match published {
            Some(cost) => tco / N::fact(cost) - N::constant(1.0),
            None => N::zero(),
        };
        metrics.set_guarded(metric::chip::TCO_OVER_PUBLISHED.of(chip), &guards, over);
    }
}

/// What a year's rent of one fully used chip leaves towards its hardware, USD: after energy, running cost and building.
/// The price is the scenario's input, before discount and price change.
fn kept_a_year<N: Number>(inputs: &Inputs<'_, N>, annuities: &Annuities<N>, chip: usize) -> N {
    let (capex, building) = (inputs.get(input::chip::CAPEX.of(chip)), building_usd_of_one(inputs, chip));
    let an_hour = inputs.get(input::chip::PRICE.of(chip)) - energy_usd_per_chip_hour(inputs, chip);
    let running = (capex + building) * inputs.get(input::OPEX_SHARE);
    let kept = N::labelled(MEAN_HOURS_IN_YEAR, HOURS_OF_YEAR) * an_hour
        - running
        - N::constant(12.0) * building / annuities.facility_months;
    kept.named(intermediate::chip::KEPT_A_YEAR.of(chip).once())
}

/// Compute per watt of each system whose power is published. There are no metrics per dollar, since the price of a
/// system is that of its chips.
pub(crate) fn systems<N: Number>(run: &Run<'_, N>, metrics: &mut Metrics<N>) {
    let asked = precision(run.inputs);
    for ((index, system), chip) in SYSTEMS.iter().enumerate().zip(CHIP_OF_SYSTEM) {
        let printed = system.published.facility_watts.as_ref().map(N::fact);
        let it = system.published.watts.as_ref();
        let watts = printed.or_else(|| it.map(|watts| N::fact(watts) * run.inputs.get(input::PUE)));
        let peak = by_precision(run.inputs, |asked| peak_of_one(run.inputs, chip, asked));
        let guards = [
            (N::constant(f64::from(u8::from(watts.is_some()))), Absent::NoPrintedPower),
            (peak, Absent::NoPublishedPeak),
        ];
        let published = N::SYMBOLIC || ACCELERATORS[chip].precision_used(asked).is_some();
        let chips = N::constant(f64::from(system.chips));
        let effective = || effective_of_one(run.inputs, chip);
        let each: [(MetricFamily, &dyn Fn() -> N); 2] =
            [(metric::system::PEAK_PER_WATT, &|| peak), (metric::system::EFFECTIVE_PER_WATT, &effective)];
        for (family, of_one) in each {
            let value = || match watts {
                Some(watts) if published => chips * of_one() / watts,
                _ => N::zero(),
            };
            metrics.set_guarded(family.of(index), &guards, value);
        }
    }
}

/// The compute of one accelerator per watt and per dollar, at its specified peak and at the scenario's MFU.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Efficiency<N> {
    /// The accelerator's index in the catalogue.
    pub chip: usize,
    /// The precision used; `None` if it publishes a peak neither at the precision asked for nor at a wider one.
    pub precision: Option<Precision>,
    /// Peak FLOP/s per facility watt.
    pub peak_flops_per_watt: N,
    /// Effective FLOP/s (MFU and goodput) per facility watt.
    pub effective_flops_per_watt: N,
    /// Price of a PFLOP-hour at peak, USD.
    pub usd_per_peak_pflop_hour: N,
    /// Price of an effective PFLOP-hour, USD.
    pub usd_per_effective_pflop_hour: N,
    /// Peak FLOP/s per dollar of capital cost, chips and servers only.
    pub peak_flops_per_capex_usd: N,
    /// Effective FLOP/s (MFU and goodput) per dollar of capital cost.
    pub effective_flops_per_capex_usd: N,
    /// Total cost of ownership of a chip-hour, USD.
    pub tco_usd_per_chip_hour: N,
    /// 1 − cost over price of a chip-hour.
    pub rental_margin_share: N,
    /// The MFU at which it costs as much per unit of work as the reference accelerator; `None` if that one publishes no
    /// peak.
    pub break_even_mfu_share: Option<N>,
    /// Total cost of ownership of an effective PFLOP-hour, USD.
    pub owner_usd_per_effective_pflop_hour: N,
}

/// MFU × peak ÷ price of the reference accelerator: the work that a dollar buys there; 0 if it publishes no peak.
fn unit_of_work<N: Number>(inputs: &Inputs<'_, N>) -> N {
    let of_reference = |of: &dyn Fn(usize) -> N| inputs.pick(input::REFERENCE_CHIP, of);
    let peak = of_reference(&|chip| by_precision(inputs, |asked| peak_of_one(inputs, chip, asked)));
    let mfu = of_reference(&|chip| by_precision(inputs, |asked| mfu(inputs, chip, asked)));
    (mfu * peak / of_reference(&|chip| inputs.get(input::chip::PRICE.of(chip))))
        .named(intermediate::REFERENCE_FLOPS_PER_USD_HOUR.once())
}

/// The numbers of [`EFFICIENCY`] for one chip, at the price that is the scenario's input, before discount and price
/// change.
fn one_chip<N: Number>(
    inputs: &Inputs<'_, N>,
    annuities: &Annuities<N>,
    reference: N,
    chip: usize,
) -> [N; EFFICIENCY.len()] {
    let peak = by_precision(inputs, |asked| peak_of_one(inputs, chip, asked));
    let effective = effective_of_one(inputs, chip);
    let (watts, price) = (facility_watts_of_one(inputs, chip), inputs.get(input::chip::PRICE.of(chip)));
    let (pflop, tco) = (N::constant(PFLOP), tco_usd_per_chip_hour(inputs, annuities, chip));
    [
        peak / watts,
        effective / watts,
        price / (peak / pflop),
        price / (effective / pflop),
        peak / inputs.get(input::chip::CAPEX.of(chip)),
        effective / inputs.get(input::chip::CAPEX.of(chip)),
        // MFU × peak ÷ price of the reference is `reference`; the chip needs the MFU that gives the same quotient.
        price / peak * reference,
        tco / (effective / pflop),
    ]
}

/// The share of a chip-hour's price that is left after its cost.
fn rental_margin<N: Number>(inputs: &Inputs<'_, N>, tco: N, chip: usize) -> N {
    N::constant(1.0) - tco / inputs.get(input::chip::PRICE.of(chip))
}

impl Efficiency<f64> {
    fn of(scenario: &Scenario, chip: usize, number: impl Fn(MetricFamily) -> Option<f64>) -> Option<Efficiency<f64>> {
        let asked = Precision::ALL.get(scenario.get(input::PRECISION) as usize)?;
        Some(Efficiency {
            chip,
            precision: ACCELERATORS.get(chip)?.precision_used(*asked),
            peak_flops_per_watt: number(metric::chip::PEAK_PER_WATT)?,
            effective_flops_per_watt: number(metric::chip::EFFECTIVE_PER_WATT)?,
            usd_per_peak_pflop_hour: number(metric::chip::PRICE_PER_PEAK_PFLOP_HOUR)?,
            usd_per_effective_pflop_hour: number(metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR)?,
            peak_flops_per_capex_usd: number(metric::chip::PEAK_PER_CAPEX)?,
            effective_flops_per_capex_usd: number(metric::chip::EFFECTIVE_PER_CAPEX)?,
            tco_usd_per_chip_hour: number(metric::chip::TCO)?,
            rental_margin_share: number(metric::chip::RENTAL_MARGIN)?,
            break_even_mfu_share: number(metric::chip::BREAK_EVEN_MFU),
            owner_usd_per_effective_pflop_hour: number(metric::chip::OWNER_COST_PER_EFFECTIVE_PFLOP_HOUR)?,
        })
    }

    /// Efficiency of one accelerator from the inputs of a scenario, without a run; the numbers equal those of
    /// [`Metrics::efficiency`]. `None` if it publishes no peak at the chosen precision or a wider one.
    pub fn of_inputs(scenario: &Scenario, chip: usize) -> Option<Efficiency<f64>> {
        let asked = Precision::ALL.get(scenario.get(input::PRECISION) as usize)?;
        ACCELERATORS.get(chip)?.precision_used(*asked)?;
        let inputs = Inputs::new(scenario.values());
        let (annuities, reference) = (Annuities::of(&inputs), unit_of_work(&inputs));
        let numbers = one_chip(&inputs, &annuities, reference, chip);
        let tco = tco_usd_per_chip_hour(&inputs, &annuities, chip);
        Efficiency::of(scenario, chip, |family| match family {
            metric::chip::TCO => Some(tco),
            metric::chip::RENTAL_MARGIN => Some(rental_margin(&inputs, tco, chip)),
            metric::chip::BREAK_EVEN_MFU if reference <= 0.0 => None,
            family => EFFICIENCY.into_iter().zip(numbers).find(|(of, _)| *of == family).map(|(_, number)| number),
        })
    }
}

impl Metrics<f64> {
    /// Efficiency of one accelerator; `None` if it publishes no peak at the chosen precision or a wider one.
    pub fn efficiency(&self, scenario: &Scenario, chip: usize) -> Option<Efficiency<f64>> {
        Efficiency::of(scenario, chip, |family| self.get(family.of(chip)).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::BASELINES;
    use crate::run::outcome::run;

    #[test]
    fn what_the_inputs_alone_say_is_what_a_run_says() {
        for baseline in BASELINES {
            for precision in 0..Precision::ALL.len() {
                let mut scenario = Scenario::of(baseline);
                scenario.set(input::PRECISION, precision as f64).expect("a choice");
                let outcome = run(&scenario);
                for chip in 0..ACCELERATORS.len() {
                    let of_run = outcome.metrics.efficiency(&scenario, chip);
                    assert_eq!(Efficiency::of_inputs(&scenario, chip), of_run, "{} {chip}", baseline.id);
                }
            }
        }
    }
}
