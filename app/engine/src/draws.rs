//! Draws of a scenario's uncertain inputs, some at a time, so that a newer scenario never waits long.
//!
//! What was drawn of the scenario that was asked about last is kept: it only saves work, and is in no answer what it
//! would not be without. Draws are numbered, so that the first thousand of ten thousand are the thousand.

use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::{Chunk, Plan};
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;
use model::facts::provenance::Class;
use model::inputs::scenario::Scenario;
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
    plan: Plan,
    wanted: Wanted,
    chunks: Vec<Chunk>,
    /// How many draws the chunks have.
    made: u32,
}

/// Goes on with the draws of a scenario, by so many at most. The error says why nothing can be drawn.
pub(crate) fn go_on(scenario: Scenario, draws: u32, at_once: u32) -> Result<Answer, String> {
    let plan = || {
        let settings = Uncertainty { draws, ..Uncertainty::default() };
        Plan::new(&scenario, &settings).map_err(|refused| refused.reason())
    };
    let before = UNDER_WAY.take().filter(|before| before.scenario == scenario && before.made <= draws);
    let mut under_way = match before {
        Some(before) if before.plan.draws() == draws => before,
        // The draws of fewer are the first of more.
        Some(before) => UnderWay { plan: plan()?, ..before },
        None => UnderWay { plan: plan()?, scenario, wanted: Wanted::charts(), chunks: Vec::new(), made: 0 },
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
        let bands = is_whole.then(|| Bands::gather(&self.plan, &self.wanted, &[], &self.chunks)).flatten();
        let assumed = assumed(&self.scenario, &self.plan);
        let inputs = self.plan.uncertain().count() as u32;
        let bands = bands.as_ref().map(BandsValue::from);
        Answer::Drawn { made: self.made, inputs, assumed: assumed as u32, bands }
    }
}

/// The ranges of how many inputs that are drawn are assumptions.
pub(crate) fn assumed(scenario: &Scenario, plan: &Plan) -> usize {
    plan.uncertain().filter(|one| scenario.evidence(one.input()).class == Some(Class::Assumption)).count()
}
