//! Draws of a scenario's uncertain inputs, some at a time, so that a newer scenario never waits long.
//!
//! What was drawn of the scenario that was asked about last is kept: it only saves work, and is in no answer what it
//! would not be without. Draws are numbered, so that the first thousand of ten thousand are the thousand.

use figures::sentences::counted;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::distribution::Distribution;
use model::analysis::uncertainty::plan::{Chunk, Plan};
use model::analysis::uncertainty::wanted::Wanted;
use model::facts::provenance::Class;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::engine::Answer;
use protocol::{DrawnFrom, DrawnValue};
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
        let from = || drawn_from(&self.scenario, &self.ranged, &self.plan);
        let drawn = bands.map(|bands| DrawnValue { bands: (&bands).into(), from: from() });
        Answer::Drawn { made: self.made, drawn }
    }
}

/// A scenario with its uncertain inputs, as a reader wants them drawn. The error says why nothing can be drawn.
pub(crate) fn plan(scenario: &Scenario, ranged: &Ranged, draws: u32) -> Result<Plan, String> {
    Plan::new(scenario, &ranged.settings_for(scenario, draws)).map_err(|refused| refused.reason())
}

/// What draws come from.
pub(crate) fn drawn_from(scenario: &Scenario, ranged: &Ranged, plan: &Plan) -> DrawnFrom {
    let (own, given): (Vec<_>, Vec<_>) =
        plan.uncertain().map(Distribution::input).partition(|input| ranged.certainty(*input).is_some());
    let is_assumed = |input: &ParameterId| scenario.evidence(*input).class == Some(Class::Assumption);
    DrawnFrom {
        inputs: (own.len() + given.len()) as u32,
        assumed: given.into_iter().filter(is_assumed).count() as u32,
        own: own.len() as u32,
    }
}

/// "Ranges: nine in ten of 10,000 draws of 126 inputs; the ranges of 74 are assumptions, one is the author’s."
pub(crate) fn ranges_of(draws: u32, from: DrawnFrom) -> String {
    let own = match from.own {
        0 => String::new(),
        1 => ", one is the author’s".to_owned(),
        own => format!(", {own} are the author’s"),
    };
    format!(
        "Ranges: nine in ten of {} draws of {} inputs; the ranges of {} are assumptions{own}.",
        counted(draws as usize),
        from.inputs,
        from.assumed
    )
}
