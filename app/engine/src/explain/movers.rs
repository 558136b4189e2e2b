//! What moves a number: the inputs to which it responds, ranked, each with its value and the effect of one per cent
//! more, or of one step. Only changes that a reader could mean are tried.

use super::steps::{self, Step};
use crate::pieces::{ask, badge, change};
use maud::{Markup, html};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::record::explain::Explanation;
use model::record::question::Question;

/// An input, how much it moves the number, and the words for that.
struct Mover {
    input: ParameterId,
    /// The change of the input: "+1%", "1 month later".
    case: String,
    /// The change of the number: "+0.56%".
    effect: String,
    /// The change of the number in per cent; `None` if that makes no sense.
    percent: Option<f64>,
}

/// The inputs to which a number responds, by kind.
pub(crate) struct Movers {
    /// Numbers, by one per cent.
    numbers: Vec<Mover>,
    /// Dates and counts, by one step. `None`, with no choices either, if steps are not tried.
    counts: Option<Vec<Mover>>,
    /// Choices and switches.
    choices: Vec<Mover>,
}

/// How many of each kind are visible before the rest is folded away.
const IN_SIGHT: [usize; 3] = [5, 4, 3];

pub(crate) fn of(explanation: &Explanation, scenario: &Scenario) -> Movers {
    let steps = steps::of(explanation.cell, scenario);
    let (value, unit) = (explanation.value.unwrap_or(0.0), explanation.cell.quantity.unit());
    // Inputs that count in steps are covered by a step, where steps can be tried.
    let by_formula = |(input, _): &&(ParameterId, f64)| steps.is_none() || input.row().kind.is_smooth();
    let by_one_percent = |(input, ratio): &(ParameterId, f64)| {
        // An input at its upper bound can only become smaller.
        let up = 1.01 * scenario.get(*input) <= input.row().max;
        let moved = if up { *ratio } else { -ratio } * value.signum();
        let case = if up { "+1%" } else { "−1%" };
        Mover { input: *input, case: case.to_owned(), effect: change(value, moved, unit), percent: Some(moved) }
    };
    let numbers = explanation.elasticity_ratios.iter().filter(by_formula).map(by_one_percent).collect();
    let by_step = |Step { input, case, effect, percent }: Step| Mover { input, case, effect, percent };
    match steps {
        None => Movers { numbers, counts: None, choices: Vec::new() },
        Some(steps) => {
            let is_chosen = |step: &Step| step.input.row().kind.is_chosen();
            let (choices, counts): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(is_chosen);
            let all = |steps: Vec<Step>| steps.into_iter().map(by_step).collect::<Vec<_>>();
            Movers { numbers, counts: Some(all(counts)), choices: all(choices) }
        }
    }
}

impl Movers {
    /// Every input, each once.
    pub(super) fn inputs(&self) -> impl Iterator<Item = ParameterId> {
        self.numbers.iter().chain(self.counts.iter().flatten()).chain(&self.choices).map(|mover| mover.input)
    }

    /// The ranked list: the strongest of each kind, and what the reader has changed, are visible; the rest is folded
    /// away.
    pub(super) fn markup(&self, scenario: &Scenario) -> Markup {
        let none = Vec::new();
        let kinds = [
            ("One per cent more", &self.numbers),
            ("A date or a count, by one step", self.counts.as_ref().unwrap_or(&none)),
            ("Another choice", &self.choices),
        ];
        let in_sight =
            |kind: usize, rank: usize, mover: &Mover| rank < IN_SIGHT[kind] || scenario.is_changed(mover.input);
        let of = |kind: usize, sight: bool| {
            let ranked = kinds[kind].1.iter().enumerate();
            ranked.filter(move |(rank, mover)| in_sight(kind, *rank, mover) == sight).map(|(_, mover)| mover)
        };
        let more = || (0..kinds.len()).flat_map(|kind| of(kind, false));
        html! {
            @if self.inputs().next().is_some() {
                h3 { "What moves it" }
                table.movers {
                    (columns())
                    @for (kind, (title, movers)) in kinds.iter().enumerate() {
                        @if !movers.is_empty() {
                            tbody {
                                tr { th.kind-of-step colspan="4" scope="rowgroup" { (title) } }
                                @for mover in of(kind, true) { (mover.row(widest(movers), scenario)) }
                            }
                        }
                    }
                }
                @if more().next().is_some() {
                    details {
                        summary { (more().count()) " more, each weaker" }
                        table.movers {
                            (columns())
                            @for (kind, (_, movers)) in kinds.iter().enumerate() {
                                tbody { @for mover in of(kind, false) { (mover.row(widest(movers), scenario)) } }
                            }
                        }
                    }
                }
            }
            // So that readers do not conclude that it responds to none.
            @if self.counts.is_none() {
                p.source-note { "Dates, counts, choices and switches are tried for headline numbers and monthly series, not for what is computed on the way." }
            }
        }
    }
}

/// The columns, with the same widths in every list.
fn columns() -> Markup {
    html! { colgroup { col; col.value; col.bar; col.effect; } }
}

/// The strongest effect of a kind, whose bar has the full width.
fn widest(movers: &[Mover]) -> f64 {
    movers.iter().filter_map(|mover| mover.percent).fold(0.0, |most: f64, percent| most.max(percent.abs()))
}

impl Mover {
    fn row(&self, widest: f64, scenario: &Scenario) -> Markup {
        html! {
            tr {
                th scope="row" {
                    (ask(&Question::Input(self.input), self.input.name_in(scenario.names())))
                    @if scenario.is_changed(self.input) { " " (badge(None)) }
                }
                td { (self.input.show_in(scenario.names(), scenario.get(self.input))) }
                td.effect-bar { (self.bar(widest)) }
                td { (self.case) " → " b { (self.effect) } }
            }
        }
    }

    /// A bar for its strength relative to the strongest of its kind, to the right if the number grows.
    fn bar(&self, widest: f64) -> Markup {
        let share = self.percent.filter(|_| widest > 0.0).map(|percent| percent / widest);
        html! {
            @if let Some(share) = share {
                svg aria-hidden="true" viewBox="-50 0 100 12" preserveAspectRatio="none" {
                    rect.rail x="-50" y="0" width="100" height="12" {}
                    rect class=(if share > 0.0 { "grows" } else { "falls" }) x=(format!("{:.1}", (50.0 * share).min(0.0))) y="0"
                        width=(format!("{:.1}", (50.0 * share.abs()).max(0.5))) height="12" {}
                }
            }
        }
    }
}
