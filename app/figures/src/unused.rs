//! Inputs that have no effect in a scenario, and why.

use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::families::{AGREEMENT_NAMES, PHASE_NAMES, PHASES, Scope};
use model::inputs::gates::{SIZES, gates, phase_has_size};
use model::inputs::input::{Family, ParameterId};
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;

/// Whether a phase with a size delivers an accelerator.
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

/// Whether a phase with a size delivers an accelerator, or it is the reference of comparisons.
pub fn chip_is_used(scenario: &Scenario, chip: usize) -> bool {
    scenario.get(input::REFERENCE_CHIP) as usize == chip || is_delivered(scenario, chip)
}

/// Whether an accelerator is included when all are compared. The reader's own chip is once it is used or one of its
/// inputs was changed; before, its numbers are placeholders.
pub fn chip_is_compared(scenario: &Scenario, chip: usize) -> bool {
    let is_set = || {
        let of_chip = |of: &ParameterId| of.row().scope == Scope::Chip && of.member() == chip;
        ParameterId::all().filter(of_chip).any(|of| scenario.is_changed(of))
    };
    ACCELERATORS.get(chip).is_some_and(|one| !one.is_own()) || chip_is_used(scenario, chip) || is_set()
}

/// Whether an input has an effect in a scenario, or the reader has changed it.
pub fn is_used(scenario: &Scenario, of: ParameterId) -> bool {
    scenario.is_changed(of) || why(scenario, of).is_none()
}

/// Why an input has no effect in a scenario, as a sentence; `None` if it has one.
pub fn why(scenario: &Scenario, of: ParameterId) -> Option<String> {
    let member = of.member();
    match of.row().scope {
        Scope::Chip if !chip_is_used(scenario, member) => {
            return Some(format!("{} is in no phase of this scenario.", scenario.names().chip(member)));
        }
        Scope::Vendor if is_of_own_chip(scenario, member) => {
            let name = scenario.names().chips_of(Vendor::Other);
            return Some(format!("{name} is in no phase of this scenario."));
        }
        // Under another basis, the stated value is still compared with the size.
        Scope::Agreement if of == input::agreement::VALUE.member(member) => return None,
        _ => {}
    }
    let closed = gates(scenario, of).into_iter().find(|gate| !gate.is_open)?;
    closed.by.first().map(|by| shut_out_by(*by, scenario, of))
}

/// Whether a vendor's supply concerns only the reader's own chip, which no phase delivers.
fn is_of_own_chip(scenario: &Scenario, vendor: usize) -> bool {
    let mut own = ACCELERATORS.iter().enumerate().filter(|(_, chip)| chip.is_own());
    Vendor::ALL.get(vendor) == Some(&Vendor::Other) && own.all(|(chip, _)| !is_delivered(scenario, chip))
}

/// A sentence that says that an input has no effect because of another one.
fn shut_out_by(by: ParameterId, scenario: &Scenario, of: ParameterId) -> String {
    let is = |family: Family| by == family.member(by.member());
    let shown = || by.show(scenario.get(by));
    match by {
        _ if is(input::tranche::AMOUNT) => format!("{} has no money.", of.subject()),
        _ if is(input::tranche::PRICE) => "It is not priced at a valuation of its own.".to_owned(),
        _ if is(input::phase::SHARE_B) => "It has no share of the phase.".to_owned(),
        _ if of.row().scope == Scope::Phase => {
            format!("The phase “{}” delivers nothing.", PHASE_NAMES.get(of.member()).unwrap_or(&""))
        }
        _ if SIZES.iter().any(|size| of == size.member(of.member())) => {
            format!("The size is given as {}.", shown().to_lowercase())
        }
        _ if of.row().scope == Scope::Agreement => {
            format!("The {} has no size.", AGREEMENT_NAMES.get(of.member()).unwrap_or(&"").to_lowercase())
        }
        input::WARRANT_SHARES => "The deal has no warrants.".to_owned(),
        input::RETURNS => "The investor sells no chips in this scenario.".to_owned(),
        input::RUN => format!("The run is {}, whose size is known.", shown()),
        _ => format!("“{}” is off.", by.row().label),
    }
}

/// Whether a switch turns on the limit of which an input gives the size.
pub fn is_switch_of(switch: ParameterId, of: ParameterId) -> bool {
    let (row, other) = (switch.row(), of.row());
    row.kind == Kind::Switch
        && other.kind != Kind::Switch
        && row.group == Group::Constraints
        && other.group == Group::Constraints
        && (row.scope, switch.member()) == (other.scope, of.member())
        && (row.scope == Scope::Vendor || of.id().starts_with(&switch.id()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::BASELINES;
    use model::metric;
    use model::quantities::metric::HEADLINE;
    use model::run::outcome::run;

    /// An input that is called unused moves none of these figures, neither at its smallest nor at its largest value.
    #[test]
    fn what_is_called_unused_moves_nothing() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let before = run(&scenario);
            let mut tried = 0;
            for of in ParameterId::all().filter(|of| why(&scenario, *of).is_some()) {
                // A chip's own cost and claims are compared with those of other chips, whether it is used or not.
                if of.row().scope == Scope::Chip {
                    continue;
                }
                for value in [of.row().min, of.row().max] {
                    let mut trial = scenario.clone();
                    trial.set_nearest(of, value);
                    // Other figures may move: the implied price of a contract that is only compared, and the warrants'
                    // own price.
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
