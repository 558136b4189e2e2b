//! Where a phase lies in time: as planned, and as it comes about.

use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::families::agreement_of;
use model::inputs::input::Family;
use model::inputs::scenario::Scenario;

/// The time that a phase takes, from the beginning of its first month to the end of its last, months since November
/// 2025.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    /// When it begins, months since November 2025.
    pub from: f64,
    /// When it is complete, months since November 2025.
    pub to: f64,
}

/// The time that the inputs of a phase state; both months are included. A phase that is to be complete before it starts
/// takes the month of its start.
pub(crate) fn planned(scenario: &Scenario, phase: usize) -> Stretch {
    let of = |family: Family| scenario.get(family.member(phase));
    let from = of(input::phase::START);
    Stretch { from, to: of(input::phase::COMPLETE).max(from) + 1.0 }
}

/// The time that a phase takes in the model. It starts no earlier than its agreement, is late by the slip, and each of
/// its accelerators waits until it is on sale; each then takes as long as planned. Limits on supply are left out: they
/// reduce how much arrives, not when.
pub(crate) fn happens(scenario: &Scenario, phase: usize) -> Stretch {
    let of = |family: Family| scenario.get(family.member(phase));
    let start = of(input::phase::START).max(scenario.get(input::agreement::START.member(agreement_of(phase))));
    let length = (of(input::phase::COMPLETE) + 1.0 - start).max(1.0);
    let share = of(input::phase::SHARE_B);
    let parts = [(input::phase::CHIP_A, 1.0 - share), (input::phase::CHIP_B, share)];
    let begins = parts.into_iter().filter(|(_, part)| *part > 0.0).map(|(chip, _)| {
        let on_sale = ACCELERATORS.get(of(chip) as usize).map_or(0.0, |chip| chip.available.value);
        (start + scenario.get(input::SLIP)).max(on_sale)
    });
    let (first, last) =
        begins.fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), begin| (first.min(begin), last.max(begin)));
    Stretch { from: first, to: last + length }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::inputs::input::ParameterId;
    use model::run::outcome::run;
    use model::series;

    /// A scenario with a single phase of a single accelerator, shown through 2029.
    fn alone(chip: &str, changes: &[(&str, &str)]) -> Scenario {
        let mut scenario = Scenario::of(Baseline::first());
        let own = [
            ("agreement.expansion.value_usd", "0"),
            ("agreement.base.first_phase_share", "1"),
            ("phase.immediate.chip_a", chip),
            ("phase.immediate.share_b", "0"),
            ("view.horizon", "2029-12"),
        ];
        for (id, text) in own.iter().chain(changes) {
            let input = ParameterId::parse(id).expect(id);
            scenario.set_text(input, text).expect(id);
        }
        scenario
    }

    /// The months in which the model adds accelerators.
    fn in_the_model(scenario: &Scenario) -> Stretch {
        let outcome = run(scenario);
        let chip = scenario.get(input::phase::CHIP_A.member(0)) as usize;
        let chips = outcome.sheet.row(series::chip::CHIPS.member(chip));
        let grows: Vec<usize> =
            (0..chips.len()).filter(|month| chips[*month] > if *month == 0 { 0.0 } else { chips[month - 1] }).collect();
        Stretch { from: grows[0] as f64, to: *grows.last().expect("it grows") as f64 + 1.0 }
    }

    #[test]
    fn bars_lie_where_the_model_adds_accelerators() {
        let tries: [(&str, &[(&str, &str)]); 6] = [
            ("gb200", &[]),
            ("gb200", &[("operations.slip_months", "5")]),
            ("gb200", &[("agreement.base.start", "2026-09")]),
            ("gb200", &[("phase.immediate.complete", "2025-11"), ("phase.immediate.start", "2026-04")]),
            ("trainium3", &[("phase.immediate.start", "2025-11"), ("phase.immediate.complete", "2026-03")]),
            (
                "gb200",
                &[
                    ("phase.immediate.start", "2027-01"),
                    ("phase.immediate.complete", "2027-06"),
                    ("operations.slip_months", "12"),
                ],
            ),
        ];
        for (chip, changes) in tries {
            let scenario = alone(chip, changes);
            assert_eq!(happens(&scenario, 0), in_the_model(&scenario), "{chip} {changes:?}");
        }
    }

    #[test]
    fn a_plan_that_nothing_holds_back_is_what_happens() {
        let scenario = alone("gb200", &[]);
        assert_eq!(planned(&scenario, 0), happens(&scenario, 0));
        let late = alone("gb200", &[("operations.slip_months", "3")]);
        let Stretch { from, to } = planned(&late, 0);
        assert_eq!(happens(&late, 0), Stretch { from: from + 3.0, to: to + 3.0 });
        let contrary = alone("gb200", &[("phase.immediate.start", "2026-06"), ("phase.immediate.complete", "2026-01")]);
        let Stretch { from, to } = planned(&contrary, 0);
        assert_eq!(to - from, 1.0);
    }
}
