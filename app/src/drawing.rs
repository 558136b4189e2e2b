//! Monte Carlo draws of the scenario while ranges are shown: the part of [`State`] that asks for them.
//!
//! Workers of their own make the draws, so that explanations stay quick: a few draws as soon as the scenario has
//! changed, many once it rests. Until they arrive, the draws of the previous scenario stay on screen, dimmed if that
//! takes long.

use crate::browser::engine::{Unanswered, ask_drawers, drawers, draws_run_beside, gather_draws};
use crate::browser::timer;
use crate::ranges::Drawn;
use crate::state::{Origin, State};
use crate::view::edge;
use crate::words;
use leptos::prelude::*;
use model::analysis::uncertainty::bands::Bands;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::draws;
use protocol::engine::{Answer, Ask};
use protocol::{DrawnFrom, DrawnValue, MISREAD, RangedValue};
use std::ops::Range;
use std::sync::Arc;

/// How many draws to make as soon as the scenario has changed.
const FEW: u32 = 1_000;
/// How many draws to make once the scenario rests.
const MANY: u32 = 10_000;
/// How many draws to make between two frames where workers are refused and the engine runs on the main thread.
const IN_PAGE: u32 = 40;
/// How long draws of the previous scenario are shown before they are dimmed, milliseconds.
const LATE_MS: u32 = 450;

/// An order for draws of one scenario.
struct Job {
    of: Scenario,
    by: Arc<Ranged>,
    /// How many draws there are to be in the end.
    draws: u32,
}

/// What came of a [`Job`].
enum Outcome {
    /// The draws were made; this is what they come to.
    Drawn(Arc<Drawn>),
    /// The job was dropped, because another scenario is on screen or ranges were hidden.
    GivenUp,
    /// Some draws are missing: an engine no longer has its earlier ones, for instance because it started afresh.
    Incomplete,
}

/// Installs the effects that follow the scenario, its range settings, and whether ranges are shown.
pub fn listen(state: State) {
    let ranges = state.ranges;
    edge(move |first| {
        if !ranges.shown.get() && !first {
            state.put_drawn(None);
            ranges.fault.set(None);
        }
    });
    edge(move |first| {
        state.scenario.track();
        state.ranged.track();
        if !first {
            ranges.rests.set_value(false);
        }
        if !ranges.shown.get_untracked() {
            return;
        }
        if !first {
            ranges.fault.set(None);
            state.await_draws();
        }
        state.draw();
    });
    edge(move |first| {
        state.rested.track();
        ranges.rests.set_value(true);
        if !first && ranges.shown.get_untracked() {
            state.draw();
        }
    });
}

impl State {
    /// Shows or hides ranges.
    pub fn show_ranges(self, shown: bool) {
        self.change(Origin::Reader, |document| document.show_ranges(shown));
        self.say(if shown { words::ranges::SHOWN } else { words::ranges::NOT_SHOWN }.to_owned());
    }

    /// Reads the bands of the draws on screen, which may still be those of the previous scenario, and subscribes to
    /// them. Draws of another baseline are withheld.
    pub fn with_bands<T>(self, read: impl FnOnce(Option<&Bands>) -> T) -> T {
        let baseline = self.baseline().id;
        self.ranges.drawn.with(|drawn| {
            let drawn = drawn.as_ref().filter(|drawn| drawn.of.baseline().id == baseline);
            read(drawn.map(|drawn| &drawn.bands))
        })
    }

    /// The draws of exactly this scenario in the form in which exports take them; `None` if there are none.
    pub fn drawn_taken(self) -> Option<DrawnValue> {
        self.drawn_now().map(|drawn| DrawnValue { bands: (&drawn.bands).into(), from: drawn.from })
    }

    /// How many draws of exactly this scenario are shown; 0 if there are none.
    pub fn draws_shown(self) -> u32 {
        self.drawn_now().map_or(0, |drawn| drawn.bands.draws)
    }

    fn drawn_now(self) -> Option<Arc<Drawn>> {
        let drawn = self.ranges.drawn.get_untracked();
        drawn.filter(|drawn| self.is_still(&drawn.of, &drawn.by))
    }

    /// Tries again after a failure.
    pub fn draw_again(self) {
        self.ranges.fault.set(None);
        self.draw();
    }

    /// Starts the wait after which draws that are still those of a previous scenario are marked as late, unless it runs
    /// already.
    fn await_draws(self) {
        let ranges = self.ranges;
        if ranges.waiting.with_value(Option::is_none) {
            let late = move || {
                // Clearing it lets the next change start another wait.
                ranges.waiting.set_value(None);
                ranges.late.set(self.drawn_now().is_none());
            };
            ranges.waiting.set_value(Some(timer::after(LATE_MS, late)));
        }
    }

    fn draw(self) {
        self.ranges.under_way.step_by_step(move || self.draw_on());
    }

    /// How many draws the present scenario should have; `None` if it has enough, or they cannot be made.
    fn draws_wanted(self) -> Option<u32> {
        let ranges = self.ranges;
        if !ranges.shown.get_untracked() || ranges.fault.with_untracked(Option::is_some) {
            return None;
        }
        match self.draws_shown() {
            0 => Some(FEW),
            made if made < MANY && ranges.rests.get_value() => Some(MANY),
            _ => None,
        }
    }

    /// Makes one round of draws of the present scenario. Whether there may be more to do.
    async fn draw_on(self) -> bool {
        let Some(draws) = self.draws_wanted() else { return false };
        let ranges = self.ranges;
        let (of, by) = self.document.with_untracked(|document| (document.scenario.clone(), document.ranged.clone()));
        let job = Job { of, by, draws };
        let drawers = drawers();
        let mut outcome = self.draw_by(drawers, &job, self.draws_shown()).await;
        match outcome {
            // An engine has replaced its earlier draws by those of another scenario: make all of them again.
            Ok(Outcome::Incomplete) => outcome = self.draw_by(drawers, &job, 0).await,
            // Several workers could not be loaded; the first one runs, so it does all the work.
            Err(Unanswered::Unreachable) if drawers > 1 => outcome = self.draw_by(1, &job, 0).await,
            _ => {}
        }
        let fault = match outcome {
            Ok(Outcome::Drawn(drawn)) => {
                self.show(drawn);
                return true;
            }
            Ok(Outcome::GivenUp) | Err(Unanswered::Overtaken) => return ranges.shown.get_untracked(),
            Ok(Outcome::Incomplete) => Unanswered::Broke,
            Err(why) => why,
        };
        // The fault may not concern the scenario that is on screen by now.
        if !self.is_still(&job.of, &job.by) {
            return true;
        }
        self.put_drawn(None);
        ranges.fault.set(Some(fault));
        false
    }

    /// Makes those draws of a job that are missing, in nearly equal shares on `drawers` engines, and joins the shares.
    /// A job of few draws is finished even if the scenario moves on, so that a dragging reader sees something; a job of
    /// many is dropped.
    async fn draw_by(self, drawers: usize, job: &Job, made: u32) -> Result<Outcome, Unanswered> {
        let mut left: Vec<Range<u32>> = (0..drawers).map(|drawer| share(made..job.draws, drawer, drawers)).collect();
        let mut anew = made == 0;
        while left.iter().any(|some| !some.is_empty()) {
            let at_once = if draws_run_beside() { FEW } else { IN_PAGE };
            let some = left.iter_mut().enumerate().filter(|(_, some)| some.start < some.end).map(|(drawer, some)| {
                let first = some.start;
                some.start = some.end.min(first + at_once);
                (drawer, job.ask(first..some.start, anew))
            });
            for answer in ask_drawers(some).await? {
                if let Some(drawn) = drawn_of(answer)? {
                    return Ok(Outcome::Drawn(job.drawn(drawn.bands.open(), drawn.from)));
                }
            }
            anew = false;
            if !self.ranges.shown.get_untracked() || (job.draws != FEW && !self.is_still(&job.of, &job.by)) {
                return Ok(Outcome::GivenUp);
            }
        }
        if drawers == 1 {
            return Ok(Outcome::Incomplete);
        }
        let answers = gather_draws(drawers, |step| job.share(drawers, step)).await?.into_iter();
        let Some(parts) = answers.map(drawn_of).collect::<Result<Option<Vec<_>>, _>>()? else {
            return Ok(Outcome::Incomplete);
        };
        let bands: Vec<Bands> = parts.iter().map(|part| part.bands.open()).collect();
        let whole = Bands::join(&bands, job.by.targets()).zip(parts.first());
        Ok(whole.map_or(Outcome::Incomplete, |(bands, part)| Outcome::Drawn(job.drawn(bands, part.from))))
    }

    /// Whether the scenario on screen and its range settings are still these.
    pub fn is_still(self, of: &Scenario, by: &Ranged) -> bool {
        self.document.with_untracked(|document| document.scenario == *of && document.ranged.is_drawn_as(by))
    }

    /// Shows draws that are newer than those on screen, although the scenario may have changed again.
    fn show(self, drawn: Arc<Drawn>) {
        if !self.ranges.shown.get_untracked() {
            return;
        }
        let is_newest = self.is_still(&drawn.of, &drawn.by);
        self.put_drawn(Some(drawn));
        if !is_newest {
            self.await_draws();
        }
    }

    /// Replaces the draws on screen, which ends the wait and clears the mark of lateness.
    fn put_drawn(self, drawn: Option<Arc<Drawn>>) {
        self.ranges.drawn.set(drawn);
        self.ranges.late.set(false);
        self.ranges.waiting.set_value(None);
    }
}

impl Job {
    fn ask(&self, some: Range<u32>, anew: bool) -> Ask {
        Ask::Draw {
            scenario: (&self.of).into(),
            ranged: RangedValue::from(self.by.as_ref()),
            draws: self.draws,
            first: some.start,
            count: some.end - some.start,
            anew,
        }
    }

    fn share(&self, drawers: usize, step: draws::Step) -> Ask {
        Ask::Share(draws::Share {
            scenario: (&self.of).into(),
            ranged: RangedValue::from(self.by.as_ref()),
            draws: self.draws,
            among: drawers as u32,
            step,
        })
    }

    fn drawn(&self, bands: Bands, from: DrawnFrom) -> Arc<Drawn> {
        Arc::new(Drawn { of: self.of.clone(), by: self.by.clone(), bands, from })
    }
}

/// The draws in an engine's answer; `None` if it needs more to answer, an error if the answer is of another kind.
fn drawn_of(answer: Answer) -> Result<Option<DrawnValue>, Unanswered> {
    match answer {
        Answer::Drawn(drawn) => Ok(drawn),
        _ => Err(Unanswered::Refused(MISREAD.to_owned())),
    }
}

/// The part of a range of draws that engine `number` of `among` makes; the parts differ in size by one at most.
fn share(some: Range<u32>, number: usize, among: usize) -> Range<u32> {
    let end = |number: usize| some.start + (u64::from(some.end - some.start) * number as u64 / among as u64) as u32;
    end(number)..end(number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_all_of_it_each_once_and_nearly_equal() {
        for (some, among) in [(0..1_000, 1), (0..1_000, 3), (1_000..10_000, 4), (5..7, 4)] {
            let shares: Vec<Range<u32>> = (0..among).map(|number| share(some.clone(), number, among)).collect();
            assert_eq!(shares.iter().cloned().flatten().collect::<Vec<_>>(), some.clone().collect::<Vec<_>>());
            let sizes = || shares.iter().map(ExactSizeIterator::len);
            assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1, "{shares:?}");
        }
    }
}
