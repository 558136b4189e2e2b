//! The marks at sliders: in which direction and how strongly an input moves the chosen figure, and where the figure
//! breaks even or reaches a target.

use crate::pieces::{change, shown};
use crate::touched::case;
use model::analysis::goal::Wish;
use model::analysis::goal::single::{Found, Reached, reach};
use model::analysis::ranking::step;
use model::analysis::trials::{Influence, influences};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::run;
use protocol::engine::Mark;

/// The marks of all inputs that move a metric and have a slider. Break-even and targets are searched for the inputs in
/// `crossed` only.
pub(crate) fn of(scenario: &Scenario, metric: MetricId, target_values: &[f64], crossed: &[ParameterId]) -> Vec<Mark> {
    let outcome = run(scenario);
    let before = outcome.metrics.get(metric).unwrap_or(0.0);
    let found = influences(scenario, &outcome, metric).into_iter().filter(|one| !one.input.row().kind.is_chosen());
    let even = Wish::break_even(metric).and_then(|even| match even {
        Wish::Value(level) => Some(level),
        Wish::SameAs(_) => None,
    });
    let levels: Vec<f64> =
        even.into_iter().chain(target_values.iter().copied().filter(|level| Some(*level) != even)).collect();
    let one = |influence: Influence| {
        let of = influence.input;
        let rises = influence.rises?;
        let mut words = format!("{}: {}", metric.row().label, answers(scenario, metric, before, &influence));
        let mut crossing_values = Vec::new();
        for level in levels.iter().filter(|_| crossed.contains(&of)) {
            let Found::At(reached) = reach(scenario, metric, Wish::Value(*level), of) else { continue };
            let at: Vec<String> = reached.iter().map(|reached| place(of, reached, scenario)).collect();
            words += &format!("; {} at {}", shown(*level, metric.row().unit), at.join(" and "));
            crossing_values.extend(reached.iter().flat_map(Reached::end_values));
        }
        Some(Mark { input: of.id(), rises, size: size(influence.strength_share), crossing_values, words })
    };
    found.filter_map(one).collect()
}

/// The size of a mark: 3 for an effect of at least 1%, 2 for at least 0.1%, 1 below.
fn size(strength_share: f64) -> u8 {
    match strength_share {
        strong if strong >= 0.01 => 3,
        some if some >= 0.001 => 2,
        _ => 1,
    }
}

/// The effect on the metric of one per cent more of the input, or of a step if it counts in steps or is 0.
fn answers(scenario: &Scenario, metric: MetricId, before: f64, influence: &Influence) -> String {
    let of = influence.input;
    if let Some(ratio) = influence.elasticity_ratio {
        return format!("{} for 1% more", change(before, ratio, metric.row().unit));
    }
    let way = if influence.rises == Some(true) { "rises" } else { "falls" };
    match step(scenario, of) {
        Some(next) if next > scenario.get(of) => format!("{way} with {}", case(of, scenario, next)),
        _ => format!("{way} with more"),
    }
}

fn place(of: ParameterId, reached: &Reached, scenario: &Scenario) -> String {
    reached.end_values().map(|value| of.show_in(scenario.names(), value)).collect::<Vec<_>>().join(" to ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::metric;

    fn input(id: &str) -> ParameterId {
        ParameterId::parse(id).expect(id)
    }

    #[test]
    fn a_slider_says_where_the_contract_is_worth_nothing() {
        let scenario = Scenario::of(Baseline::first());
        let marks = of(&scenario, metric::CONTRACT_NPV, &[], &[input("chip.gb300.capex_usd")]);
        let of_capital = marks.iter().find(|mark| mark.input == "chip.gb300.capex_usd").expect("it moves the value");
        assert!(!of_capital.rises, "what costs more leaves less");
        let [value] = of_capital.crossing_values[..] else { panic!("once: {of_capital:?}") };
        let there = run(&scenario.with_nearest(input("chip.gb300.capex_usd"), value));
        let now = run(&scenario).metrics.get(metric::CONTRACT_NPV).expect("a contract");
        assert!(there.metrics.get(metric::CONTRACT_NPV).expect("a contract").abs() < 1e-9 * now.abs());
        assert!(of_capital.words.contains("for 1% more; $0 at $"), "{}", of_capital.words);
        // The others were not asked for.
        assert!(marks.iter().filter(|mark| *mark != of_capital).all(|mark| mark.crossing_values.is_empty()));
    }

    #[test]
    fn a_slider_says_where_a_target_is_reached() {
        let scenario = Scenario::of(Baseline::first());
        let of_capital = input("chip.gb300.capex_usd");
        let marks = of(&scenario, metric::CONTRACT_NPV, &[5e9, 0.0], &[of_capital]);
        let mark = marks.iter().find(|mark| mark.input == of_capital.id()).expect("it moves the value");
        let worth = |value: f64| run(&scenario.with_nearest(of_capital, value)).metrics.get(metric::CONTRACT_NPV);
        let [nothing, five] = mark.crossing_values[..] else { panic!("break-even once: {mark:?}") };
        assert!(
            worth(nothing).expect("a contract").abs() < 10.0 && (worth(five).expect("a contract") - 5e9).abs() < 10.0
        );
        assert!(mark.words.contains("; $0 at $") && mark.words.contains("; $5bn at $"), "{}", mark.words);
    }

    #[test]
    fn every_mark_points_the_way_that_the_model_goes() {
        for metric in metric::HEADLINE {
            let scenario = Scenario::of(Baseline::first());
            let before = run(&scenario).metrics.get(metric).expect("all six have a value");
            let marks = of(&scenario, metric, &[], &[]);
            assert!(!marks.is_empty());
            for mark in marks {
                let of = input(&mark.input);
                let Some(next) = step(&scenario, of) else { continue };
                let after = run(&scenario.with_nearest(of, next)).metrics.get(metric).expect("all six have a value");
                let up = (after - before) * (next - scenario.get(of));
                // Over a long step the figure may turn back; the mark then describes the beginning of the step.
                if mark.size == 3 && up != 0.0 {
                    assert_eq!(mark.rises, up > 0.0, "{} {}", metric.id(), mark.words);
                }
                assert!(mark.words.starts_with(metric.row().label), "{}", mark.words);
            }
        }
    }
}
