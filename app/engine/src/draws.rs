//! Draws of a scenario's uncertain inputs, some at a time, so that a newer scenario never waits long.
//!
//! What was drawn of the scenario that was asked about last is kept: it only saves work, and is in no answer what it
//! would not be without. Draws are numbered, so that the first thousand of ten thousand are the thousand.

use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::distribution::Distribution;
use model::analysis::uncertainty::plan::{Chunk, Plan};
use model::analysis::uncertainty::wanted::Wanted;
use model::facts::provenance::Class;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::BandsValue;
use protocol::engine::Answer;
use std::cell::RefCell;

thread_local! {
    /// The scenario that was asked about last, with what was drawn of it.
    static UNDER_WAY: RefCell<Option<UnderWay>> = const { RefCell::new(None) };
}

/// Draws that are being made.
struct UnderWay {
    scenario: Scenario,
    ranged: Ranged,
    plan: Plan,
    wanted: Wanted,
    chunks: Vec<Chunk>,
    /// How many draws the chunks have.
    made: u32,
}

/// Goes on with the draws of a scenario, by so many at most. The error says why nothing can be drawn.
pub(crate) fn go_on(scenario: Scenario, ranged: Ranged, draws: u32, at_once: u32) -> Result<Answer, String> {
    let plan = || plan(&scenario, &ranged, draws);
    let same = |before: &UnderWay| before.scenario == scenario && before.ranged == ranged && before.made <= draws;
    let before = UNDER_WAY.take().filter(same);
    let mut under_way = match before {
        Some(before) if before.plan.draws() == draws => before,
        // The draws of fewer are the first of more.
        Some(before) => UnderWay { plan: plan()?, ..before },
        None => {
            let wanted = Wanted::charts().with(ranged.targets());
            UnderWay { plan: plan()?, scenario, ranged, wanted, chunks: Vec::new(), made: 0 }
        }
    };
    let answer = under_way.go_on(at_once.max(1));
    UNDER_WAY.set(Some(under_way));
    Ok(answer)
}

impl UnderWay {
    fn go_on(&mut self, at_once: u32) -> Answer {
        let more = (self.plan.draws() - self.made).min(at_once);
        if more > 0 {
            self.chunks.push(self.plan.chunk(&self.wanted, self.made, more));
            self.made += more;
        }
        let is_whole = self.made == self.plan.draws();
        let bands =
            is_whole.then(|| Bands::gather(&self.plan, &self.wanted, self.ranged.targets(), &self.chunks)).flatten();
        let DrawnFrom { inputs, assumed, own } = DrawnFrom::of(&self.scenario, &self.ranged, &self.plan);
        let bands = bands.as_ref().map(BandsValue::from);
        let [inputs, assumed, own] = [inputs, assumed, own].map(|count| count as u32);
        Answer::Drawn { made: self.made, inputs, assumed, own, bands }
    }
}

/// A scenario with its uncertain inputs, as a reader wants them drawn. The error says why nothing can be drawn.
pub(crate) fn plan(scenario: &Scenario, ranged: &Ranged, draws: u32) -> Result<Plan, String> {
    Plan::new(scenario, &ranged.settings_for(scenario, draws)).map_err(|refused| refused.reason())
}

/// What draws come from.
pub(crate) struct DrawnFrom {
    /// How many inputs are drawn.
    pub inputs: usize,
    /// The ranges of how many of them are assumptions.
    pub assumed: usize,
    /// The ranges of how many of them the reader gave, or widened to a value of the reader's own.
    pub own: usize,
}

impl DrawnFrom {
    pub(crate) fn of(scenario: &Scenario, ranged: &Ranged, plan: &Plan) -> DrawnFrom {
        let (own, given): (Vec<_>, Vec<_>) =
            plan.uncertain().map(Distribution::input).partition(|input| ranged.certainty(*input).is_some());
        let is_assumed = |input: &ParameterId| scenario.evidence(*input).class == Some(Class::Assumption);
        DrawnFrom {
            inputs: own.len() + given.len(),
            assumed: given.into_iter().filter(is_assumed).count(),
            own: own.len(),
        }
    }
}
