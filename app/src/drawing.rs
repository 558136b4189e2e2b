//! Draws that follow the scenario while a reader asks for ranges: the part of [`State`] that acts on them.
//!
//! They are made by an engine of their own, so that explanations stay quick: a few as soon as the scenario has changed,
//! many once it rests. What was drawn of the scenario before stays until the next comes, and is dimmed if that takes long.

use crate::browser::engine::{Unanswered, ask_for_draws, draws_run_beside};
use crate::browser::timer;
use crate::ranges::Drawn;
use crate::state::{Origin, State};
use crate::view::edge;
use crate::words;
use leptos::prelude::*;
use model::analysis::uncertainty::bands::Bands;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::engine::{Answer, Ask};
use protocol::{DrawnValue, MISREAD, RangedValue};
use std::sync::Arc;

/// How many draws are made as soon as the scenario has changed.
const FEW: u32 = 1_000;
/// How many once it rests.
const MANY: u32 = 10_000;
/// How many are made between two frames where the engine runs in the page itself.
const IN_PAGE: u32 = 40;
/// How long draws of the scenario before are shown as they are, milliseconds.
const LATE_MS: u32 = 450;

/// Begins to follow the scenario.
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
    /// Shows ranges, or shows none.
    pub fn show_ranges(self, shown: bool) {
        self.change(Origin::Reader, |document| document.show_ranges(shown));
        self.say(if shown { words::ranges::SHOWN } else { words::ranges::NOT_SHOWN }.to_owned());
    }

    /// Reads something off what was drawn of the scenario, or of the one before it; hears of changes. Draws of another
    /// baseline are never shown.
    pub fn with_bands<T>(self, read: impl FnOnce(Option<&Bands>) -> T) -> T {
        let baseline = self.baseline().id;
        self.ranges.drawn.with(|drawn| {
            let drawn = drawn.as_ref().filter(|drawn| drawn.of.baseline().id == baseline);
            read(drawn.map(|drawn| &drawn.bands))
        })
    }

    /// What was drawn of just this scenario, to be taken away.
    pub fn drawn_taken(self) -> Option<DrawnValue> {
        self.drawn_now().map(|drawn| DrawnValue { bands: (&drawn.bands).into(), from: drawn.from })
    }

    /// How many draws of just this scenario are shown.
    pub fn draws_shown(self) -> u32 {
        self.drawn_now().map_or(0, |drawn| drawn.bands.draws)
    }

    fn drawn_now(self) -> Option<Arc<Drawn>> {
        let drawn = self.ranges.drawn.get_untracked();
        drawn.filter(|drawn| self.is_still(&drawn.of, &drawn.by))
    }

    /// Draws again what could not be drawn.
    pub fn draw_again(self) {
        self.ranges.fault.set(None);
        self.draw();
    }

    /// Marks what is shown if it is still of the scenario before after a while.
    fn await_draws(self) {
        let ranges = self.ranges;
        if ranges.waiting.with_value(Option::is_none) {
            let late = move || ranges.late.set(self.drawn_now().is_none());
            ranges.waiting.set_value(Some(timer::after(LATE_MS, late)));
        }
    }

    fn draw(self) {
        self.ranges.under_way.step_by_step(move || self.draw_on());
    }

    /// How many draws are to be made of the scenario now; none where they are there, or cannot be made.
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

    /// Makes draws of the scenario as it is now; whether to look again.
    async fn draw_on(self) -> bool {
        let Some(draws) = self.draws_wanted() else { return false };
        let (ranges, place) = (self.ranges, self.ranges.place.get_value());
        let (of, by) = self.document.with_untracked(|document| (document.scenario.clone(), document.ranged.clone()));
        let ranged = RangedValue::from(by.as_ref());
        loop {
            let at_once = if draws_run_beside() { FEW } else { IN_PAGE };
            let reply =
                ask_for_draws(&place, Ask::Draw { scenario: (&of).into(), ranged: ranged.clone(), draws, at_once })
                    .await;
            match reply {
                Ok(Answer::Drawn { drawn: Some(drawn), .. }) => {
                    self.show(Drawn { of, by, bands: drawn.bands.open(), from: drawn.from });
                    return true;
                }
                // Few are made to their end, so that they are seen while the scenario moves on; many are given up for it.
                Ok(Answer::Drawn { .. }) if draws == FEW || self.is_still(&of, &by) => {}
                Ok(Answer::Drawn { .. }) | Err(Unanswered::Overtaken) => return true,
                reply => {
                    self.put_drawn(None);
                    ranges.fault.set(Some(reply.err().unwrap_or(Unanswered::Refused(MISREAD.to_owned()))));
                    // Another scenario may be drawn without fault.
                    return !self.is_still(&of, &by);
                }
            }
            if !ranges.shown.get_untracked() {
                return false;
            }
        }
    }

    fn is_still(self, of: &Scenario, by: &Ranged) -> bool {
        self.document.with_untracked(|document| document.scenario == *of && document.ranged.is_drawn_as(by))
    }

    /// Shows what was drawn, which is newer than what is shown.
    fn show(self, drawn: Drawn) {
        if !self.ranges.shown.get_untracked() {
            return;
        }
        let is_newest = self.is_still(&drawn.of, &drawn.by);
        self.put_drawn(Some(drawn));
        if !is_newest {
            self.await_draws();
        }
    }

    /// Puts draws, or none, in place of those that are shown: nothing is late then.
    fn put_drawn(self, drawn: Option<Drawn>) {
        self.ranges.drawn.set(drawn.map(Arc::new));
        self.ranges.late.set(false);
        self.ranges.waiting.set_value(None);
    }
}
