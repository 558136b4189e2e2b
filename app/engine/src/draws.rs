//! Draws of a scenario's uncertain inputs, made some at a time, so that a newer scenario never waits long.
//!
//! The draws of the scenario that was asked about last are kept, because an answer takes several questions. Draws are
//! numbered, and the first thousand of ten thousand are the same as when a thousand are asked for.

use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::distribution::Distribution;
use model::analysis::uncertainty::part::Part;
use model::analysis::uncertainty::plan::{Chunk, Plan};
use model::analysis::uncertainty::wanted::Wanted;
use model::base::words::how_many;
use model::facts::provenance::Class;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::draws::{ChunkValue, Share, Step};
use protocol::{DrawnFrom, DrawnValue, MISREAD, from_bytes, to_bytes};
use std::cell::RefCell;
use std::ops::Range;

thread_local! {
    /// The scenario that was asked about last, with its draws.
    static UNDER_WAY: RefCell<Option<UnderWay>> = const { RefCell::new(None) };
}

/// What to draw.
#[derive(PartialEq)]
pub(crate) struct Asked {
    pub(crate) scenario: Scenario,
    pub(crate) ranged: Ranged,
    /// The total number of draws.
    pub(crate) draws: u32,
}

/// Draws in progress.
struct UnderWay {
    asked: Asked,
    plan: Plan,
    wanted: Wanted,
    /// The draws that were made here.
    chunks: Vec<Chunk>,
}

/// Makes some draws, in addition to earlier ones of the same question unless `anew` is set. Returns the bands once all
/// draws are there. The error says why nothing can be drawn.
pub(crate) fn make(asked: Asked, some: Range<u32>, anew: bool) -> Result<Option<DrawnValue>, String> {
    let mut under_way = UnderWay::of(asked)?;
    if anew {
        under_way.chunks.clear();
    }
    under_way.chunks.push(under_way.plan.chunk(&under_way.wanted, some.start, some.end.saturating_sub(some.start)));
    let drawn = under_way.gathered(Part::WHOLE, &under_way.chunks);
    UNDER_WAY.set(Some(under_way));
    Ok(drawn)
}

/// Takes a step in which several workers combine their draws, with what the others have handed to this one. Returns the
/// bands of its part of the numbers, `None` if draws are missing, and what it hands out. The error says why nothing can
/// be drawn.
pub(crate) fn share(ask: &Share, handed: &[Vec<u8>]) -> (Result<Option<DrawnValue>, String>, Vec<Vec<u8>>) {
    match ask.step {
        Step::HandOut => match hand_out(ask) {
            Ok(out) => (Ok(None), out),
            Err(why) => (Err(why), Vec::new()),
        },
        Step::Gather { number } => (gather(ask, number, handed), Vec::new()),
    }
}

fn hand_out(ask: &Share) -> Result<Vec<Vec<u8>>, String> {
    let under_way = UnderWay::of(Asked::by(ask)?)?;
    let parts = (0..ask.among as usize).filter_map(|number| Part::new(number, ask.among as usize));
    let of = |part| under_way.chunks.iter().map(|chunk| ChunkValue::from(chunk.part(part))).collect::<Vec<_>>();
    let out = parts.map(|part| to_bytes(&of(part))).collect();
    UNDER_WAY.set(Some(under_way));
    Ok(out)
}

fn gather(ask: &Share, number: u32, handed: &[Vec<u8>]) -> Result<Option<DrawnValue>, String> {
    let part = Part::new(number as usize, ask.among as usize).ok_or(MISREAD)?;
    let under_way = UnderWay::of(Asked::by(ask)?)?;
    let mut chunks = Vec::new();
    for handed in handed {
        let handed: Vec<ChunkValue> = from_bytes(handed)?;
        chunks.extend(handed.into_iter().map(ChunkValue::open).collect::<Option<Vec<_>>>().ok_or(MISREAD)?);
    }
    let drawn = under_way.gathered(part, &chunks);
    UNDER_WAY.set(Some(under_way));
    Ok(drawn)
}

impl Asked {
    fn by(ask: &Share) -> Result<Asked, String> {
        Ok(Asked { scenario: ask.scenario.open()?, ranged: ask.ranged.open()?, draws: ask.draws })
    }

    /// Whether both have the same draws, apart from their number: fewer draws are the first of more.
    fn is_drawn_as(&self, other: &Asked) -> bool {
        self.scenario == other.scenario && self.ranged == other.ranged
    }
}

impl UnderWay {
    /// The earlier draws for this question, or none yet. The error says why nothing can be drawn.
    fn of(asked: Asked) -> Result<UnderWay, String> {
        let plan = || plan(&asked.scenario, &asked.ranged, asked.draws);
        Ok(match UNDER_WAY.take().filter(|before| before.asked.is_drawn_as(&asked)) {
            Some(before) if before.asked == asked => before,
            Some(before) => UnderWay { plan: plan()?, asked, ..before },
            None => {
                let wanted = Wanted::charts().with(asked.ranged.targets());
                UnderWay { plan: plan()?, asked, wanted, chunks: Vec::new() }
            }
        })
    }

    /// The bands of a part of the numbers; `None` while draws are missing.
    fn gathered(&self, part: Part, chunks: &[Chunk]) -> Option<DrawnValue> {
        let Asked { scenario, ranged, .. } = &self.asked;
        let bands = Bands::gather(&self.plan, &self.wanted, ranged.targets(), part, chunks)?;
        Some(DrawnValue { bands: (&bands).into(), from: drawn_from(scenario, ranged, &self.plan) })
    }
}

/// The plan for drawing a scenario's uncertain inputs by the reader's settings. The error says why nothing can be
/// drawn.
pub(crate) fn plan(scenario: &Scenario, ranged: &Ranged, draws: u32) -> Result<Plan, String> {
    Plan::new(scenario, &ranged.settings_for(scenario, draws)).map_err(|refused| refused.reason())
}

/// What the draws are made from.
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

/// "Ranges: nine in ten of 10,000 draws of 126 inputs; ranges that are assumptions: 74; the author’s: 1."
pub(crate) fn ranges_of(draws: u32, from: DrawnFrom) -> String {
    let own = if from.own == 0 { String::new() } else { format!("; the author’s: {}", from.own) };
    let [draws, inputs] = [(draws, "draw"), (from.inputs, "input")].map(|(count, of)| how_many(count as usize, of));
    format!("Ranges: nine in ten of {draws} of {inputs}; ranges that are assumptions: {}{own}.", from.assumed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The counts once read "of 1 inputs", and "the ranges of 1 are assumptions".
    #[test]
    fn what_was_drawn_is_counted_whatever_the_number() {
        let told = |inputs: u32, assumed: u32, own: u32| ranges_of(10_000, DrawnFrom { inputs, assumed, own });
        let of_draws = "Ranges: nine in ten of 10,000 draws of";
        assert_eq!(told(126, 74, 0), format!("{of_draws} 126 inputs; ranges that are assumptions: 74."));
        assert_eq!(told(1, 0, 1), format!("{of_draws} 1 input; ranges that are assumptions: 0; the author’s: 1."));
    }
}
