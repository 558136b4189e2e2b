//! Whether a figure turns within its inputs’ ranges: a finding that does not hold at an end of some range says so.

use crate::pieces::{ask, shown};
use figures::sentences::{does_most, in_sentence};
use maud::{Markup, html};
use model::analysis::ranges::Range;
use model::analysis::tornado::{Hinge, MAJORITY_SHARE, Turn, is_money_back, turns};
use model::base::words::counted;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::run::outcome::run;
use model::share::ranged::Ranged;
use protocol::engine::Turned;

/// How many inputs are given with the figure's value there.
const TOLD: usize = 2;

/// How a figure turns, within the reader's ranges.
pub(crate) struct Turns<'a> {
    scenario: &'a Scenario,
    metric: MetricId,
    hinge: Hinge,
    first: Turn,
    more: Vec<Turn>,
}

/// A line for each figure that turns, to be shown with its finding.
pub(crate) fn lines(scenario: &Scenario, ranged: &Ranged) -> Vec<Turned> {
    let ranges = ranged.ranges_of(scenario);
    let line = |metric: MetricId| {
        let line = Turns::within(scenario, metric, &ranges)?.line();
        Some(Turned { metric: metric.id(), line })
    };
    let outcome = run(scenario);
    let has_half = |of: &MetricId| outcome.metrics.get(*of).is_ok_and(|share| share > MAJORITY_SHARE);
    let who = does_most(&outcome).filter(has_half);
    Hinge::METRICS.into_iter().chain(who).filter_map(line).collect()
}

impl Turns<'_> {
    /// `None` if nothing turns the figure, or no finding rests on it.
    pub(crate) fn of<'a>(scenario: &'a Scenario, metric: MetricId, ranged: &Ranged) -> Option<Turns<'a>> {
        Turns::within(scenario, metric, &ranged.ranges_of(scenario))
    }

    fn within<'a>(scenario: &'a Scenario, metric: MetricId, ranges: &[Range]) -> Option<Turns<'a>> {
        let hinge = Hinge::of(metric)?;
        let mut all = turns(scenario, metric, ranges).into_iter();
        Some(Turns { scenario, metric, hinge, first: all.next()?, more: all.collect() })
    }

    fn all(&self) -> impl Iterator<Item = &Turn> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// Where the figure turns to: "turn negative", "fall below 100%", "do less than half of the work", "never have its
    /// money back".
    fn way(&self) -> String {
        let there = self.first.metric;
        match self.hinge {
            Hinge::MoneyBack if is_money_back(there) == Some(true) => "have its money back".to_owned(),
            Hinge::MoneyBack => "never have its money back".to_owned(),
            Hinge::Majority(_) => {
                let less = there.is_ok_and(|there| there < MAJORITY_SHARE);
                format!("do {} than half of the work", if less { "less" } else { "more" })
            }
            Hinge::Level(level) => {
                let falls = there.is_ok_and(|there| there < level);
                match (level == 0.0, falls) {
                    (true, true) => "turn negative".to_owned(),
                    (true, false) => "turn positive".to_owned(),
                    (false, true) => format!("fall below {}", shown(level, self.metric.row().unit)),
                    (false, false) => format!("rise above {}", shown(level, self.metric.row().unit)),
                }
            }
        }
    }

    /// The subject of that: work is done by a vendor's chips, and money comes back to the supplier; otherwise the
    /// figure's name.
    fn subject(&self, figure: &str) -> String {
        match self.hinge {
            Hinge::MoneyBack => in_sentence(self.scenario.baseline().supplier),
            Hinge::Majority(vendor) => self.scenario.names().chips_of_in_sentence(vendor).to_owned(),
            Hinge::Level(_) => figure.to_owned(),
        }
    }

    /// The turns as a sentence, the first two with their numbers. `figure` is the name of the figure in the context.
    pub(crate) fn sentence(&self, figure: &str) -> Markup {
        let more = (1 + self.more.len()).saturating_sub(TOLD);
        html! {
            "With one input at an end of its range, " (self.subject(figure)) " would " (self.way()) ": "
            @for (place, turn) in self.all().take(TOLD).enumerate() {
                @if place > 0 { @if more > 0 { ", " } @else { " and " } }
                (self.told(turn))
            }
            @if more > 0 { ", and so at an end of the range" @if more > 1 { "s" } " of " (counted(more)) " more" }
            "."
        }
    }

    /// "−$17.5bn where MI455X: Price is $2.10/h (its low end)", with the numbers of a run there. If that has no value,
    /// the input alone.
    fn told(&self, turn: &Turn) -> Markup {
        let names = self.scenario.names();
        let end = if turn.is_high { "high" } else { "low" };
        html! {
            @if let Ok(value) = turn.metric {
                span data-derived title={ "a run at the " (end) " end of the range" } { (shown(value, self.metric.row().unit)) } " "
            }
            "where " (ask(&Question::Input(turn.input), turn.input.name_in(names))) " is "
            span data-derived title={ "the " (end) " end of its range" } { (turn.input.show_in(names, turn.value)) }
            " (its " (end) " end)"
        }
    }

    /// One line without numbers, for places where a press shows the explanation.
    pub(crate) fn line(&self) -> String {
        let inputs = match 1 + self.more.len() {
            1 => "one input".to_owned(),
            count => format!("any of {} inputs", counted(count)),
        };
        format!("At an end of the range of {inputs} {} would {}.", self.subject("it"), self.way())
    }
}
