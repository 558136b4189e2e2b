//! What would have to be true: the values of one to three inputs at which a figure reaches a goal, each with a button
//! that sets them.

use super::{About, GB300, TRAINIUM3, cost, derived, forms, input_of, metric_of, of_run, setting};
use crate::pieces::{ask, badge, shown};
use maud::{Markup, html};
use model::analysis::goal::single::{self, Reached};
use model::analysis::goal::{Because, Wish, is_too_late, only_to, together};
use model::input;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::{Absent, MetricId};
use model::record::question::Question;
use model::run::outcome::run;
use protocol::analysis::{Wanted, field, press};

/// The default question, in a reader's words.
const READY: &str = "At which Trainium3 price does it cost the same as GB300?";

/// A goal.
struct Goal {
    figure: MetricId,
    wanted: Wanted,
    inputs: Vec<ParameterId>,
    is_ready: bool,
}

impl Goal {
    /// Reads the form; without a figure it is the default question.
    fn of(figure: &str, wanted: &Wanted, inputs: &[String]) -> Result<Goal, String> {
        let price = input::chip::PRICE.of(TRAINIUM3);
        let ready = Wanted { same: cost(GB300).id(), typed: String::new() };
        if figure.is_empty() {
            return Ok(Goal { figure: cost(TRAINIUM3), wanted: ready, inputs: vec![price], is_ready: true });
        }
        let mut all: Vec<ParameterId> = Vec::new();
        for id in inputs {
            let one = input_of(id)?;
            if !all.contains(&one) {
                all.push(one);
            }
        }
        let figure = metric_of(figure)?;
        let is_ready = figure == cost(TRAINIUM3) && wanted.same == ready.same && all == [price];
        Ok(Goal { figure, wanted: wanted.clone(), inputs: all, is_ready })
    }
}

/// Whether an input may be solved for: a number or a month.
fn may_change(input: ParameterId) -> bool {
    !input.row().kind.is_chosen()
}

/// The part: the form, and the solution. The error says which id is unknown.
pub(super) fn part(figure: &str, wanted: &Wanted, inputs: &[String], about: &About) -> Result<Markup, String> {
    let scenario = &about.scenario;
    let goal = Goal::of(figure, wanted, inputs)?;
    let now = run(scenario).metrics.get(goal.figure);
    let wish = forms::wish(goal.figure, &goal.wanted, now.unwrap_or(0.0));
    let fault = wish.as_ref().err().map(String::as_str);
    let [named, same, typed, input] = field::GOAL;
    Ok(html! {
        div.choices {
            (forms::figures(named, "Figure", goal.figure, scenario.names()))
            (forms::wanted([same, typed], "Is to be", "a number, typed", goal.figure, &goal.wanted, fault, scenario.names()))
            @for (place, label) in ["By", "And by", "And also by"].into_iter().enumerate() {
                (forms::inputs(input, label, goal.inputs.get(place).copied(), Some("–"), scenario.names(), may_change))
            }
        }
        @if goal.is_ready { p { b { (READY) } } }
        @else { p { button.quiet type="button" id="goal-first" data-press=(press::FIRST) { (READY) } } }
        (now_and_wanted(&goal, now, scenario))
        @match (wish, goal.inputs.as_slice()) {
            (Err(_), _) => {}
            (Ok(None), _) => { p data-say { "Type what it is to be, or choose a figure that it is to be the same as." } }
            (Ok(Some(_)), []) => { p data-say { "Choose an input that may change." } }
            (Ok(Some(wish)), inputs) if is_too_late(scenario, goal.figure, wish, inputs).is_some() => {
                p data-say {
                    "It cannot be " (target(wish, goal.figure, scenario)) ": "
                    (is_too_late(scenario, goal.figure, wish, inputs).unwrap_or_default()) "."
                }
            }
            (Ok(Some(wish)), [input]) => (by_one(&goal, wish, *input, scenario)),
            (Ok(Some(wish)), inputs) => (by_several(&goal, wish, inputs, about)),
        }
    })
}

/// The present values of the figure and its inputs.
fn now_and_wanted(goal: &Goal, now: Result<f64, Absent>, scenario: &Scenario) -> Markup {
    html! {
        p.now {
            b { (goal.figure.name_in(scenario.names())) } " is " (of_run(goal.figure, now)) " now"
            @for (place, input) in goal.inputs.iter().enumerate() {
                @if place == 0 { ", with " } @else if place + 1 == goal.inputs.len() { " and " } @else { ", " }
                (ask(&Question::Input(*input), input.name_in(scenario.names()))) " at " (derived(input.show_in(scenario.names(), scenario.get(*input)), "the scenario’s value")) " "
                (badge(scenario.evidence(*input).class))
            }
            "."
        }
    }
}

/// The goal in words.
fn target(wish: Wish, figure: MetricId, scenario: &Scenario) -> Markup {
    match wish {
        Wish::Value(value) => derived(shown(value, figure.row().unit), "as it was typed"),
        Wish::SameAs(other) => {
            html! { "the same as " (ask(&Question::Cell(model::quantities::cell::Cell::metric(other)), other.name_in(scenario.names()))) }
        }
    }
}

/// The solutions for a single input.
fn by_one(goal: &Goal, wish: Wish, input: ParameterId, scenario: &Scenario) -> Markup {
    match single::reach(scenario, goal.figure, wish, input) {
        single::Found::At(reached) => html! {
            p data-say {
                "It is " (target(wish, goal.figure, scenario)) " with " (input.name_in(scenario.names())) " at "
                @for (place, one) in reached.iter().enumerate() {
                    @if place > 0 { " or " }
                    (value(input, one.from, scenario))
                    @if one.to != one.from { " to " (value(input, one.to, scenario)) }
                }
                "."
            }
            ul.reached {
                @for (place, end) in reached.iter().flat_map(Reached::end_values).enumerate() {
                    (applied(goal, place, vec![(input, end)], Some(wish), scenario))
                }
            }
        },
        single::Found::Nearest { because, .. } if because.contains(&Because::NoEffect) => html! {
            p data-say { "It cannot be " (target(wish, goal.figure, scenario)) ": " (input.name_in(scenario.names())) " does not move it." }
        },
        single::Found::Nearest { value: at, metric, because } => html! {
            p data-say { (nearest(goal, wish, metric, &[(input, at)], &because, scenario)) }
            ul.reached { (applied(goal, 0, vec![(input, at)], None, scenario)) }
        },
        single::Found::NoValue => {
            html! { p data-say { "That cannot be said: whatever " (input.name_in(scenario.names())) " is, one of the figures has no value." (also(only_to(scenario, goal.figure, wish))) } }
        }
    }
}

/// The smallest change of several inputs that reaches the goal.
fn by_several(goal: &Goal, wish: Wish, inputs: &[ParameterId], about: &About) -> Markup {
    let scenario = &about.scenario;
    match together::reach(scenario, goal.figure, wish, inputs, &about.ranged.ranges_of(scenario)) {
        together::Found::At(changed) => html! {
            p data-say {
                "It is " (target(wish, goal.figure, scenario)) " with " (values(&changed.values, scenario))
                ": the smallest change that was found, in units of each input’s range."
                @if let Some(why) = changed.by_sliders(scenario.names()) { " " (why) "." }
            }
            ul.reached { (applied(goal, 0, changed.values, Some(wish), scenario)) }
        },
        together::Found::Nearest(changed, because) => html! {
            p data-say { (nearest(goal, wish, changed.value, &changed.values, &because, scenario)) }
            ul.reached { (applied(goal, 0, changed.values, None, scenario)) }
        },
        together::Found::NoValue => {
            html! { p data-say { "That cannot be said: whatever these are, one of the figures has no value." (also(only_to(scenario, goal.figure, wish))) } }
        }
        together::Found::NotThese => html! { p data-say { "Only numbers and months can be sought, three at most." } },
    }
}

/// A reason as a sentence of its own, if there is one.
fn also(only: Option<String>) -> String {
    only.map_or_else(String::new, |only| format!(" Here {only}."))
}

fn value(input: ParameterId, value: f64, scenario: &Scenario) -> Markup {
    derived(input.show_in(scenario.names(), value), "found by halving, and confirmed by a run; derived")
}

fn values(all: &[(ParameterId, f64)], scenario: &Scenario) -> Markup {
    html! {
        @for (place, (input, at)) in all.iter().enumerate() {
            @if place > 0 { ", " }
            (input.name_in(scenario.names())) " at " (value(*input, *at, scenario))
        }
    }
}

fn nearest(
    goal: &Goal,
    wish: Wish,
    metric: f64,
    at: &[(ParameterId, f64)],
    because: &[Because],
    scenario: &Scenario,
) -> Markup {
    html! {
        "It cannot be " (target(wish, goal.figure, scenario)) ". Nearest is "
        (derived(shown(metric, goal.figure.row().unit), "a run with these values, derived")) " with " (values(at, scenario)) ", because "
        span data-words { (because.iter().map(|because| because.reason_in(scenario.names())).collect::<Vec<_>>().join(", and ")) } "."
    }
}

/// Values with the figure that a run with them gives, and the button that sets them. If they reach the goal `reached`,
/// the goal is given as the figure: a run leaves a small remainder, such as $3 for a contract of billions, because the
/// interval is not halved for ever.
fn applied(
    goal: &Goal,
    place: usize,
    at: Vec<(ParameterId, f64)>,
    reached: Option<Wish>,
    scenario: &Scenario,
) -> Markup {
    let word = if reached.is_some() { "Apply" } else { "Apply the nearest" };
    let mut there = scenario.clone();
    at.iter().for_each(|(input, value)| there.set_nearest(*input, *value));
    let (is_now, unit) = (there == *scenario, goal.figure.row().unit);
    let (given, how) = match (run(&there).metrics.get(goal.figure), reached) {
        (Ok(_), Some(Wish::Value(value))) => (Ok(value), "what was wanted; a run there comes to it within a billionth"),
        (given, _) => (given, "a run with this value, derived"),
    };
    let told = at.iter().map(|(input, value)| {
        format!("{} {}", input.name_in(scenario.names()), input.show_in(scenario.names(), *value))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    html! {
        li {
            span { (values(&at, scenario)) " gives "
                @match given {
                    Ok(given) => (derived(shown(given, unit), how)),
                    Err(absent) => { "no value: " (absent.reason()) },
                }
            }
            @if is_now { b.is-now id={ "goal-apply-" (place) } tabindex="-1" { "So it is now." } }
            @else {
                button.apply type="button" id={ "goal-apply-" (place) } data-set=(setting(at)) aria-label={ (word) ": " (told) } { (word) }
            }
        }
    }
}
