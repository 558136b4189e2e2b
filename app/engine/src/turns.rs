//! That a figure turns within its inputs’ ranges: a finding that an end of a range turns over says so where it stands.

use crate::pieces::{ask, sentence, shown};
use figures::sentences::counted;
use maud::{Markup, html};
use model::analysis::goal::Wish;
use model::analysis::tornado::{Turn, tornado};
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::share::ranged::Ranged;

/// How many inputs are told with what the figure is there.
const TOLD: usize = 2;

/// The turns of a figure at its break-even, within ranges as a reader has them.
pub(crate) struct Turns<'a> {
    scenario: &'a Scenario,
    metric: MetricId,
    level: f64,
    all: Vec<Turn>,
}

impl Turns<'_> {
    /// `None` where nothing turns the figure, and for a figure of which break-even cannot be said.
    pub(crate) fn of<'a>(scenario: &'a Scenario, metric: MetricId, ranged: &Ranged) -> Option<Turns<'a>> {
        let Some(Wish::Value(level)) = Wish::break_even(metric) else { return None };
        let all = tornado(scenario, metric, &ranged.ranges_of(scenario)).ok()?.turns(level);
        (!all.is_empty()).then_some(Turns { scenario, metric, level, all })
    }

    /// Where the figure goes: "turns negative", "falls below 100%".
    fn way(&self) -> String {
        // Where it lies at the ends that turn it, it does not lie now.
        let is_above = self.all.iter().any(|turn| turn.metric_value < self.level);
        match (self.level == 0.0, is_above) {
            (true, true) => "turns negative".to_owned(),
            (true, false) => "turns positive".to_owned(),
            (false, true) => format!("falls below {}", shown(self.level, self.metric.row().unit)),
            (false, false) => format!("rises above {}", shown(self.level, self.metric.row().unit)),
        }
    }

    /// In a sentence, the widest two with their numbers. `subject` is what the figure is called where it stands.
    pub(crate) fn sentence(&self, subject: &str) -> Markup {
        let more = self.all.len().saturating_sub(TOLD);
        html! {
            "Within its inputs’ ranges " (subject) " " (self.way()) ": "
            @for (place, turn) in self.all.iter().take(TOLD).enumerate() {
                @if place > 0 { @if more > 0 { ", " } @else { " and " } }
                (self.told(turn))
            }
            @if more > 0 { ", and so at an end of the range" @if more > 1 { "s" } " of " (counted(more)) " more" }
            "."
        }
    }

    /// "−$17.5bn where MI455X: Price is $2.10/h, its low end": both numbers are those of a run there.
    fn told(&self, turn: &Turn) -> Markup {
        let names = self.scenario.names();
        let end = if turn.is_high { "high" } else { "low" };
        html! {
            span data-derived title={ "a run at the " (end) " end of the range" } { (shown(turn.metric_value, self.metric.row().unit)) }
            " where " (ask(&Question::Input(turn.input), turn.input.name_in(names))) " is "
            span data-derived title={ "the " (end) " end of its range" } { (turn.input.show_in(names, turn.value)) }
            " (its " (end) " end)"
        }
    }

    /// In one line without numbers of its own, for where the explanation is a press away.
    pub(crate) fn line(&self) -> String {
        let count = self.all.len();
        let of = if count == 1 {
            "the range of one input".to_owned()
        } else {
            format!("the ranges of {} inputs", counted(count))
        };
        sentence(&format!("{} within {of}", self.way()))
    }
}
