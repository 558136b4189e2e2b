//! Inputs that nothing in a scenario uses, and why.

use crate::sentences::sells_chips;
use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::choices::{Basis, TranchePrice};
use model::inputs::families::{AGREEMENT_NAMES, PHASE_NAMES, PHASES, Scope, agreement_of};
use model::inputs::gates::{SIZES, has_size};
use model::inputs::input::{Family, ParameterId};
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;

/// Whether a phase delivers anything of its agreement.
pub fn phase_has_size(scenario: &Scenario, phase: usize) -> bool {
    let agreement = agreement_of(phase);
    let first = scenario.get(input::agreement::FIRST_PHASE_SHARE.member(agreement));
    has_size(scenario, agreement) && if phase.is_multiple_of(2) { first > 0.0 } else { first < 1.0 }
}

/// Whether a phase that has a size delivers an accelerator.
fn is_delivered(scenario: &Scenario, chip: usize) -> bool {
    let is = |input: ParameterId| scenario.get(input) as usize == chip;
    let in_phase = |phase: usize| {
        let share = scenario.get(input::phase::SHARE_B.member(phase));
        phase_has_size(scenario, phase)
            && (share < 1.0 && is(input::phase::CHIP_A.member(phase))
                || share > 0.0 && is(input::phase::CHIP_B.member(phase)))
    };
    (0..PHASES.len()).any(in_phase)
}

/// Whether a phase that has a size delivers an accelerator, or numbers are compared with those of that accelerator.
pub fn chip_is_used(scenario: &Scenario, chip: usize) -> bool {
    scenario.get(input::REFERENCE_CHIP) as usize == chip || is_delivered(scenario, chip)
}

/// Whether an accelerator stands among the others where all are compared. The reader's own does once it is used or one
/// of its numbers is the reader's: before, it is made of placeholders.
pub fn chip_is_compared(scenario: &Scenario, chip: usize) -> bool {
    let is_set = || {
        let of_chip = |of: &ParameterId| of.row().scope == Scope::Chip && of.member() == chip;
        ParameterId::all().filter(of_chip).any(|of| scenario.is_changed(of))
    };
    ACCELERATORS.get(chip).is_some_and(|one| !one.is_own()) || chip_is_used(scenario, chip) || is_set()
}

/// Why nothing in a scenario uses an input, in a sentence; `None` where something does.
pub fn why(scenario: &Scenario, of: ParameterId) -> Option<String> {
    let member = of.member();
    match of.row().scope {
        Scope::Chip if !chip_is_used(scenario, member) => {
            Some(format!("{} is in no phase of this scenario.", scenario.names().chip(member)))
        }
        Scope::Tranche => of_tranche(scenario, of),
        Scope::Phase if !phase_has_size(scenario, member) => {
            Some(format!("The phase “{}” delivers nothing.", PHASE_NAMES.get(member)?))
        }
        Scope::Phase => of_chip_of_phase(scenario, of),
        Scope::Agreement => of_agreement(scenario, of),
        Scope::Vendor | Scope::Scenario if of.row().group == Group::Constraints => of_limit(scenario, of),
        Scope::Scenario => of_deal(scenario, of),
        _ => None,
    }
}

fn of_tranche(scenario: &Scenario, of: ParameterId) -> Option<String> {
    let is = |family: Family| of == family.member(of.member());
    let read = |family: Family| scenario.get(family.member(of.member()));
    if is(input::tranche::AMOUNT) {
        return None;
    }
    if read(input::tranche::AMOUNT) <= 0.0 {
        return Some(format!("{} has no money.", of.subject()));
    }
    let is_own = read(input::tranche::PRICE) == TranchePrice::Own.index() as f64;
    (is(input::tranche::VALUATION) && !is_own).then(|| "It is not priced at a valuation of its own.".to_owned())
}

/// A chip of which a phase has no share.
fn of_chip_of_phase(scenario: &Scenario, of: ParameterId) -> Option<String> {
    let share = scenario.get(input::phase::SHARE_B.member(of.member()));
    let is = |family: Family| of == family.member(of.member());
    let none = is(input::phase::CHIP_A) && share >= 1.0 || is(input::phase::CHIP_B) && share <= 0.0;
    none.then(|| "It has no share of the phase.".to_owned())
}

fn of_agreement(scenario: &Scenario, of: ParameterId) -> Option<String> {
    let member = of.member();
    if of == input::agreement::BASIS.member(member) {
        return None;
    }
    let basis = scenario.get(input::agreement::BASIS.member(member));
    match SIZES.iter().position(|size| of == size.member(member)) {
        Some(place) if place as f64 == basis => None,
        // Beside another basis a stated value is still compared with the size.
        Some(place) if place == Basis::ContractValue.index() => None,
        Some(_) => {
            let is = input::agreement::BASIS.member(member).show(basis).to_lowercase();
            Some(format!("The size is given as {is}."))
        }
        None if !has_size(scenario, member) => {
            Some(format!("The {} has no size.", lower(AGREEMENT_NAMES.get(member)?)))
        }
        None => None,
    }
}

/// The supply of the reader's own chip, where no phase delivers it; a limit's size, where the limit is off. A switch's sizes
/// are those whose id begins with its own, or that belong to the same vendor.
fn of_limit(scenario: &Scenario, of: ParameterId) -> Option<String> {
    if of.row().scope == Scope::Vendor && Vendor::ALL.get(of.member()) == Some(&Vendor::Other) {
        let mut own = ACCELERATORS.iter().enumerate().filter(|(_, chip)| chip.is_own());
        if own.all(|(chip, _)| !is_delivered(scenario, chip)) {
            let name = scenario.names().chips_of(Vendor::Other);
            return Some(format!("{name} is in no phase of this scenario."));
        }
    }
    if of.row().kind == Kind::Switch {
        return None;
    }
    let switch = ParameterId::all().find(|switch| is_switch_of(*switch, of))?;
    (scenario.get(switch) == 0.0).then(|| format!("“{}” is off.", switch.row().label))
}

/// Whether a switch turns on the limit that an input is the size of.
pub fn is_switch_of(switch: ParameterId, of: ParameterId) -> bool {
    let (row, other) = (switch.row(), of.row());
    row.kind == Kind::Switch
        && other.kind != Kind::Switch
        && row.group == Group::Constraints
        && other.group == Group::Constraints
        && (row.scope, switch.member()) == (other.scope, of.member())
        && (row.scope == Scope::Vendor || of.id().starts_with(&switch.id()))
}

fn of_deal(scenario: &Scenario, of: ParameterId) -> Option<String> {
    const WARRANT: [ParameterId; 4] =
        [input::WARRANT_STRIKE, input::WARRANT_STEPS, input::WARRANT_WATTS, input::WARRANT_PRICE];
    const OF_VENDOR: [ParameterId; 3] = [input::RETURNS_VENDOR, input::VENDOR_CONTENT, input::VENDOR_MARGIN];
    if WARRANT.contains(&of) && scenario.get(input::WARRANT_SHARES) <= 0.0 {
        return Some("The deal has no warrants.".to_owned());
    }
    if OF_VENDOR.contains(&of) && !sells_chips(scenario) {
        return Some("The investor sells no chips in this scenario.".to_owned());
    }
    if of == input::RUN_FLOP && scenario.get(input::RUN) != 0.0 {
        return Some(format!("The run is {}, whose size is known.", input::RUN.show(scenario.get(input::RUN))));
    }
    None
}

fn lower(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::BASELINES;
    use model::metric;
    use model::quantities::metric::HEADLINE;
    use model::run::outcome::run;

    /// What is called unused is: whatever stands there, no headline number answers, and no monthly series.
    #[test]
    fn what_is_called_unused_moves_nothing() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let before = run(&scenario);
            let mut tried = 0;
            for of in ParameterId::all().filter(|of| why(&scenario, *of).is_some()) {
                // A chip's own cost and its claims stand beside the others', whether it is used or not.
                if of.row().scope == Scope::Chip {
                    continue;
                }
                for value in [of.row().min, of.row().max] {
                    let mut trial = scenario.clone();
                    trial.set_nearest(of, value);
                    // A contract value that is only compared, and warrants' own price, are numbers of their own.
                    let after = run(&trial);
                    for figure in HEADLINE.into_iter().chain([metric::SPEND_TO_DATE, metric::GROSS_MARGIN]) {
                        let (is, was) = (after.metrics.get(figure), before.metrics.get(figure));
                        assert_eq!(is, was, "{}: {} at {value} moves {}", baseline.id, of.id(), figure.id());
                    }
                    tried += 1;
                }
            }
            assert!(tried > 10, "{}: only {tried}", baseline.id);
        }
    }

    #[test]
    fn the_reason_names_what_is_off() {
        let scenario = Scenario::of(model::inputs::baselines::Baseline::first());
        let of = |id: &str| why(&scenario, ParameterId::parse(id).expect(id));
        assert_eq!(of("limit.power_start_watts").as_deref(), Some("“Limit facility power” is off."));
        assert_eq!(of("equity.tranche3.month").as_deref(), Some("Tranche 3 has no money."));
        assert_eq!(of("operations.pue"), None);
        assert_eq!(of("limit.power"), None);
        assert_eq!(of("supply.aws.limited"), None);
        assert_eq!(of("supply.other.limited").as_deref(), Some("Own chip is in no phase of this scenario."));
        assert_eq!(of("chip.own.peak_fp8").as_deref(), Some("Own chip is in no phase of this scenario."));
        assert!(of("workload.run_flop").is_some_and(|why| why.contains("GPT-4.5")));
    }

    #[test]
    fn a_chip_of_one_s_own_is_compared_once_it_is_used_or_set() {
        let own = ACCELERATORS.iter().position(|chip| chip.is_own()).expect("it is the last");
        let begun = Scenario::of(model::inputs::baselines::Baseline::first());
        assert!((0..own).all(|chip| chip_is_compared(&begun, chip)) && !chip_is_compared(&begun, own));
        for (of, value) in [
            (input::chip::PEAK_FP8.member(own), 5e15),
            (input::REFERENCE_CHIP, own as f64),
            (input::phase::CHIP_A.member(0), own as f64),
        ] {
            let mut scenario = begun.clone();
            scenario.set(of, value).expect("within its range");
            assert!(chip_is_compared(&scenario, own), "{}", of.id());
            let is_in_phase = of == input::phase::CHIP_A.member(0);
            let supply = why(&scenario, input::vendor::SUPPLY_LIMITED.member(4));
            assert_eq!(supply.is_none(), is_in_phase, "{}", of.id());
        }
    }
}
