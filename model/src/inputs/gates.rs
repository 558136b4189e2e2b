//! Inputs that matter only if other inputs have certain values: a size only if the basis asks for it, a limit's level
//! only if its switch is on, a phase only if it delivers something.
//!
//! Facts of accelerators have no gates: comparisons use them whether a phase has the accelerator or not.

use crate::inputs::choices::{Returns, TranchePrice};
use crate::inputs::families::{Scope, agreement_of};
use crate::inputs::input::{self, Family, ParameterId};
use crate::inputs::scenario::Scenario;

/// The inputs that give the size of an agreement, in the order of the choices of its basis.
pub const SIZES: [Family; 3] = [input::agreement::VALUE, input::agreement::POWER, input::agreement::CHIPS];

/// A condition for an input to matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// The inputs that decide it.
    pub by: Vec<ParameterId>,
    /// Whether the condition holds.
    pub is_open: bool,
}

/// Whether the value of a deciding input opens the gate.
type Opens = fn(f64) -> bool;

/// Gates of inputs of the whole scenario: the inputs, the one that decides, and when it opens the gate.
const OF_SCENARIO: [(&[ParameterId], ParameterId, Opens); 5] = [
    (&[input::POWER_AT_START, input::POWER_ADDED], input::POWER_LIMITED, is_any),
    (&[input::BUDGET], input::BUDGET_LIMITED, is_any),
    (&[input::RETURNS_VENDOR, input::VENDOR_CONTENT, input::VENDOR_MARGIN], input::RETURNS, |what| {
        what == Returns::ChipPurchases.index() as f64
    }),
    (
        &[input::WARRANT_STRIKE, input::WARRANT_STEPS, input::WARRANT_WATTS, input::WARRANT_PRICE],
        input::WARRANT_SHARES,
        is_any,
    ),
    // The first choice is a run of the reader's own size.
    (&[input::RUN_FLOP], input::RUN, |run| run == 0.0),
];

/// Whether a switch is on, or an amount is above 0.
fn is_any(value: f64) -> bool {
    value > 0.0
}

/// Whether the size of an agreement, on its basis, is above 0.
pub fn has_size(scenario: &Scenario, agreement: usize) -> bool {
    size_of(scenario, agreement).is_some_and(|size| scenario.get(size) > 0.0)
}

/// The input that gives the size of an agreement.
fn size_of(scenario: &Scenario, agreement: usize) -> Option<ParameterId> {
    let basis = scenario.get(input::agreement::BASIS.member(agreement)) as usize;
    SIZES.get(basis).map(|size| size.member(agreement))
}

/// The gates of an input in a scenario; the input matters only if all are open. Every scenario has the same gates in
/// the same order; an input that always matters has none. An input behind a closed gate may still be read: a contract
/// value is compared with the size that another basis gives.
pub fn gates(scenario: &Scenario, of: ParameterId) -> Vec<Gate> {
    match of.row().scope {
        Scope::Agreement => of_agreement(scenario, of).into_iter().collect(),
        Scope::Phase => of_phase(scenario, of),
        Scope::Tranche => of_tranche(scenario, of),
        Scope::Vendor if of == input::vendor::CHIPS_PER_MONTH.member(of.member()) => {
            vec![gate(scenario, input::vendor::SUPPLY_LIMITED.member(of.member()), is_any)]
        }
        Scope::Scenario => {
            let rows = OF_SCENARIO.iter().filter(|(brought, ..)| brought.contains(&of));
            rows.map(|(_, by, opens)| gate(scenario, *by, *opens)).collect()
        }
        _ => Vec::new(),
    }
}

fn gate(scenario: &Scenario, by: ParameterId, opens: Opens) -> Gate {
    Gate { by: vec![by], is_open: opens(scenario.get(by)) }
}

/// The gate of everything that belongs to an agreement: its size must be above 0.
fn size_gate(scenario: &Scenario, agreement: usize) -> Gate {
    let basis = input::agreement::BASIS.member(agreement);
    let by = [basis].into_iter().chain(size_of(scenario, agreement)).collect();
    Gate { by, is_open: has_size(scenario, agreement) }
}

fn of_agreement(scenario: &Scenario, of: ParameterId) -> Option<Gate> {
    let agreement = of.member();
    let basis = input::agreement::BASIS.member(agreement);
    if of == basis {
        return None;
    }
    Some(match SIZES.iter().any(|size| of == size.member(agreement)) {
        true => Gate { by: vec![basis], is_open: size_of(scenario, agreement) == Some(of) },
        false => size_gate(scenario, agreement),
    })
}

/// Whether a phase delivers a part of its agreement.
pub fn phase_has_size(scenario: &Scenario, phase: usize) -> bool {
    size_gates_of_phase(scenario, phase).iter().all(|gate| gate.is_open)
}

/// The gates of everything that belongs to a phase: the size of its agreement and its share of it must be above 0.
fn size_gates_of_phase(scenario: &Scenario, phase: usize) -> [Gate; 2] {
    let agreement = agreement_of(phase);
    let opens: Opens = if phase.is_multiple_of(2) { is_any } else { |first| first < 1.0 };
    let share = gate(scenario, input::agreement::FIRST_PHASE_SHARE.member(agreement), opens);
    [size_gate(scenario, agreement), share]
}

fn of_phase(scenario: &Scenario, of: ParameterId) -> Vec<Gate> {
    let phase = of.member();
    let of_chip: Option<Opens> = match of {
        of if of == input::phase::CHIP_A.member(phase) => Some(|share| share < 1.0),
        of if of == input::phase::CHIP_B.member(phase) => Some(is_any),
        _ => None,
    };
    let of_chip = of_chip.map(|opens| gate(scenario, input::phase::SHARE_B.member(phase), opens));
    size_gates_of_phase(scenario, phase).into_iter().chain(of_chip).collect()
}

fn of_tranche(scenario: &Scenario, of: ParameterId) -> Vec<Gate> {
    let amount = input::tranche::AMOUNT.member(of.member());
    if of == amount {
        return Vec::new();
    }
    let is_valuation = of == input::tranche::VALUATION.member(of.member());
    let is_own: Opens = |price| price == TranchePrice::Own.index() as f64;
    let own = is_valuation.then(|| gate(scenario, input::tranche::PRICE.member(of.member()), is_own));
    [gate(scenario, amount, is_any)].into_iter().chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::{BASELINES, Baseline};

    #[test]
    fn an_input_counts_where_what_brings_it_in_stands_so() {
        let scenario = Scenario::of(Baseline::first());
        let is_open = |id: &str, scenario: &Scenario| {
            let of = ParameterId::parse(id).expect(id);
            gates(scenario, of).iter().map(|gate| gate.is_open).collect::<Vec<_>>()
        };
        for (id, expected) in [
            ("operations.pue", &[][..]),
            ("agreement.base.basis", &[]),
            ("agreement.base.value_usd", &[true]),
            ("agreement.base.power_watts", &[false]),
            ("agreement.base.term_months", &[true]),
            ("equity.tranche3.amount_usd", &[]),
            ("equity.tranche3.month", &[false]),
            ("equity.tranche1.valuation_usd", &[true, false]),
            ("limit.power_start_watts", &[false]),
            ("supply.aws.chips_per_month", &[false]),
            ("warrant.steps", &[false]),
            ("workload.run_flop", &[false]),
            ("chip.trainium2.price_usd_per_hour", &[]),
        ] {
            assert_eq!(is_open(id, &scenario), expected, "{id}");
        }
        let limited = scenario.with_nearest(input::POWER_LIMITED, 1.0);
        assert_eq!(is_open("limit.power_start_watts", &limited), [true]);
        // The first phase has all of the agreement, the second nothing.
        let one = scenario.with_nearest(input::agreement::FIRST_PHASE_SHARE.member(0), 1.0);
        assert_eq!(
            [is_open("phase.immediate.ramp", &one), is_open("phase.full.ramp", &one)],
            [[true; 2], [true, false]]
        );
    }

    #[test]
    fn every_scenario_has_the_same_gates_in_the_same_order() {
        let first = Scenario::of(Baseline::first());
        for (baseline, of) in BASELINES.iter().flat_map(|one| ParameterId::all().map(move |of| (one, of))) {
            let [one, other] = [&first, &Scenario::of(baseline)].map(|scenario| gates(scenario, of));
            assert_eq!(one.len(), other.len(), "{}", of.id());
            assert!(one.iter().zip(&other).all(|(one, other)| one.by.first() == other.by.first()), "{}", of.id());
            assert!(one.iter().all(|gate| !gate.by.contains(&of)), "{}: it would bring itself in", of.id());
        }
    }
}
