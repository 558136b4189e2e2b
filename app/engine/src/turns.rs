//! That a figure turns within its inputs’ ranges: a finding that an end of a range turns over says so where it stands.

use crate::pieces::{ask, sentence, shown};
use figures::sentences::counted;
use maud::{Markup, html};
use model::analysis::goal::Wish;
use model::analysis::tornado::{Turn, comes_or_goes, tornado};
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::share::ranged::Ranged;
use protocol::engine::Turned;

/// How many inputs are told with what the figure is there.
const TOLD: usize = 2;
/// Figures on which a finding hangs, where the page shows it: what the contract is worth, whether the investment is spent
/// back, whether the supplier ever has its money back.
const FOUND: [MetricId; 3] = [metric::CONTRACT_NPV, metric::RETURNED_SHARE, metric::CONTRACT_PAYBACK];

/// What a figure turns at.
#[derive(Clone, Copy)]
enum Hinge {
    /// Its break-even.
    Level(f64),
    /// That it has a value at all: a payback that never comes has none.
    Coming,
}

impl Hinge {
    /// `None` for a figure that has none.
    fn of(metric: MetricId) -> Option<Hinge> {
        match (metric, Wish::break_even(metric)) {
            (metric::CONTRACT_PAYBACK, _) => Some(Hinge::Coming),
            (_, Some(Wish::Value(level))) => Some(Hinge::Level(level)),
            _ => None,
        }
    }
}

/// The turns of a figure, within ranges as a reader has them.
pub(crate) struct Turns<'a> {
    scenario: &'a Scenario,
    metric: MetricId,
    hinge: Hinge,
    first: Turn,
    more: Vec<Turn>,
}

/// What stands where a finding is told, of each figure that turns.
pub(crate) fn lines(scenario: &Scenario, ranged: &Ranged) -> Vec<Turned> {
    let line = |metric: MetricId| {
        let line = Turns::of(scenario, metric, ranged)?.line();
        Some(Turned { metric: metric.id(), line })
    };
    FOUND.into_iter().filter_map(line).collect()
}

impl Turns<'_> {
    /// `None` where nothing turns the figure, and for a figure that has no break-even and no payback.
    pub(crate) fn of<'a>(scenario: &'a Scenario, metric: MetricId, ranged: &Ranged) -> Option<Turns<'a>> {
        let hinge = Hinge::of(metric)?;
        let ranges = ranged.ranges_of(scenario);
        let mut all = match hinge {
            Hinge::Level(level) => tornado(scenario, metric, &ranges).ok()?.turns(level),
            Hinge::Coming => comes_or_goes(scenario, metric, &ranges),
        }
        .into_iter();
        Some(Turns { scenario, metric, hinge, first: all.next()?, more: all.collect() })
    }

    fn all(&self) -> impl Iterator<Item = &Turn> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// Where the figure goes: "turns negative", "falls below 100%", "is never paid back".
    fn way(&self) -> String {
        match (self.hinge, self.first.metric) {
            (Hinge::Coming, Ok(_)) => "is paid back".to_owned(),
            (Hinge::Coming, Err(_)) => "is never paid back".to_owned(),
            (Hinge::Level(level), there) => {
                let falls = there.is_ok_and(|there| there < level);
                match (level == 0.0, falls) {
                    (true, true) => "turns negative".to_owned(),
                    (true, false) => "turns positive".to_owned(),
                    (false, true) => format!("falls below {}", shown(level, self.metric.row().unit)),
                    (false, false) => format!("rises above {}", shown(level, self.metric.row().unit)),
                }
            }
        }
    }

    /// In a sentence, the first two with their numbers. `subject` is what the figure is called where it stands.
    pub(crate) fn sentence(&self, subject: &str) -> Markup {
        let more = (1 + self.more.len()).saturating_sub(TOLD);
        html! {
            "Within its inputs’ ranges " (subject) " " (self.way()) ": "
            @for (place, turn) in self.all().take(TOLD).enumerate() {
                @if place > 0 { @if more > 0 { ", " } @else { " and " } }
                (self.told(turn))
            }
            @if more > 0 { ", and so at an end of the range" @if more > 1 { "s" } " of " (counted(more)) " more" }
            "."
        }
    }

    /// "−$17.5bn where MI455X: Price is $2.10/h, its low end": both numbers are those of a run there. Where there is none,
    /// the place alone.
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

    /// In one line without numbers of its own, for where the explanation is a press away.
    pub(crate) fn line(&self) -> String {
        let of = match 1 + self.more.len() {
            1 => "the range of one input".to_owned(),
            count => format!("the ranges of {} inputs", counted(count)),
        };
        sentence(&format!("{} within {of}", self.way()))
    }
}
