//! Undo and redo, gestures, and writing the address bar: the part of [`State`] that acts on its history.

use crate::browser;
use crate::browser::leaving::Step;
use crate::browser::timer;
use crate::document::{Document, difference};
use crate::history::{History, Owed, Writing};
use crate::state::{Origin, State};
use crate::words;
use leptos::prelude::*;
use model::share::permalink;
use protocol::ScenarioValue;

/// How many steps a tab keeps for its next visit, in each direction.
const KEPT_STEPS: usize = 100;

impl State {
    /// A pointer was pressed on something that moves: all changes until its release are one step.
    pub fn grasp(self) {
        let now = self.document.get_untracked();
        let owed = self.history.try_update_value(|history| history.hold(&now)).unwrap_or(Owed::Nothing);
        self.owe(owed);
    }

    /// The pointer was released: ends the step, and starts the wait for the scenario to rest.
    pub fn let_go(self) {
        if self.is_held() {
            self.close_step();
            self.rest();
        }
    }

    /// Whether the pointer is down on something that moves.
    pub fn is_held(self) -> bool {
        self.history.with_value(History::is_held)
    }

    /// The pointer was cancelled, because the page scrolls for instance: restores the document as it was at the press.
    pub fn take_back(self) {
        if let Some(before) = self.history.try_update_value(History::cancel).flatten() {
            self.change(Origin::History, |document| *document = before.shown_as(document));
            self.rest();
        }
    }

    /// Undoes or redoes one step, and announces what it was.
    pub fn step(self, to: Step) {
        let now = self.document.get_untracked();
        let stepped = self.history.try_update_value(|history| match to {
            Step::Undo => history.undo(&now),
            Step::Redo => history.redo(&now),
        });
        let Some(then) = stepped.flatten() else { return };
        let what = match difference(&now.scenario, &then.scenario).as_deref() {
            _ if now.told != then.told => words::top_bar::NOTES.to_owned(),
            _ if now.compared != then.compared => words::top_bar::COMPARED.to_owned(),
            _ if !now.ranged.is_drawn_as(&then.ranged) => words::top_bar::DRAWN.to_owned(),
            Some([input]) => input.name_in(then.scenario.names()),
            Some([]) if now.scenario.names() != then.scenario.names() => words::top_bar::NAME_OF_OWN_CHIP.to_owned(),
            Some(several) => words::top_bar::inputs(several.len()),
            None => words::top_bar::baseline(then.scenario.baseline().name),
        };
        self.change(Origin::History, |document| *document = then.shown_as(document));
        // The notice was about the opened link, which this document no longer is.
        self.link_notice.set(None);
        let word = match to {
            Step::Undo => words::top_bar::UNDONE,
            Step::Redo => words::top_bar::REDONE,
        };
        self.say(format!("{word}: {what}"));
    }

    /// Whether there is a step to undo, or to redo; subscribes to that.
    pub fn can_step(self, to: Step) -> bool {
        let (undo, redo) = self.steps.get();
        match to {
            Step::Undo => undo,
            Step::Redo => redo,
        }
    }

    /// The scenario before the last step; `None` if there was no step.
    pub fn before_last_step(self) -> Option<ScenarioValue> {
        self.document.with_untracked(|now| {
            self.history.with_value(|history| history.before(now).map(|before| ScenarioValue::from(&before.scenario)))
        })
    }

    /// Ends the step in progress, if there is one, and writes what the address bar is owed.
    pub fn save(self) {
        self.close_step();
        self.write_address();
    }

    /// Before the reader leaves: saves, and keeps the steps for the next visit of this tab. A browser that is already
    /// reloading opens the old address, even if a new one is written now; [`State::take_up`] then restores the
    /// document.
    pub fn leave(self) {
        let address = browser::address::query();
        self.save();
        let now = self.document.get_untracked();
        let mut kept = self.outcome.with_untracked(|outcome| {
            self.history.with_value(|history| {
                let (past, future) = history.parts();
                let link = |document: &Document| document.link(outcome);
                let join = |all: &[Document]| all.iter().map(link).collect::<Vec<_>>().join(" ");
                // Both lists have the nearest step last.
                let recent = |all: &[Document]| join(&all[all.len().saturating_sub(KEPT_STEPS)..]);
                [address, link(&now), recent(past), recent(future)]
            })
        });
        // Browsers may report the leaving more than once. An address that was written at the first report may already
        // have been too late for the reload, so the address kept then stays.
        if let [before, present, ..] = browser::kept::steps().as_slice()
            && *present == kept[1]
        {
            kept[0].clone_from(before);
        }
        browser::kept::keep_steps(&kept);
    }

    /// Restores what an earlier visit of this tab kept: its steps, if they lead to the document that is opened now; and
    /// after a reload the document itself, if the address is the one that the tab had when it was left.
    pub fn take_up(self) {
        let kept = browser::kept::steps();
        let [address, present, past, future] = kept.as_slice() else { return };
        let read = |link: &str| permalink::read(link).ok().map(Document::from);
        let all = |links: &str| links.split(' ').filter(|link| !link.is_empty()).filter_map(read).collect::<Vec<_>>();
        let Some(present) = read(present) else { return };
        let is_late = browser::kept::was_reloaded() && *address == browser::address::query();
        if is_late || present == self.document.get_untracked() {
            self.history.set_value(History::from_parts(all(past), all(future)));
            if present != self.document.get_untracked() {
                self.link_notice.set(None);
            }
            self.change(Origin::History, |document| *document = present);
            self.tell_steps();
        }
    }

    fn close_step(self) {
        let now = self.document.get_untracked();
        let owed = self.history.try_update_value(|history| history.close(&now)).unwrap_or(Owed::Nothing);
        self.owe(owed);
    }

    /// Adds to what the address bar is owed. It is written at once, because the reader may leave at any moment, unless
    /// too many writes preceded it.
    pub(crate) fn owe(self, owed: Owed) {
        self.writing.update_value(|writing| writing.owe(owed));
        if self.writing.with_value(|writing| writing.is_due(timer::now())) {
            self.write_address();
        }
        self.tell_steps();
    }

    pub(crate) fn write_address(self) {
        match self.writing.try_update_value(|writing| writing.take(timer::now())) {
            Some(Owed::Entry) => browser::address::write(&self.link()),
            Some(Owed::Replace) => browser::address::replace(&self.link()),
            Some(Owed::Nothing) | None => {}
        }
    }

    fn tell_steps(self) {
        let now = self.document.get_untracked();
        let can = self.history.with_value(|history| history.can(&now));
        if self.steps.get_untracked() != can {
            self.steps.set(can);
        }
    }

    /// Starts the wait for a rest. At its end the step is closed, the address written, and charts out of sight are
    /// updated.
    pub(crate) fn rest(self) {
        // Replacing the earlier wait drops it, so that it never fires.
        self.resting.set_value(Some(timer::after(Writing::LEAST_MS as u32, move || {
            if !self.history.with_value(History::is_held) {
                self.save();
            }
            self.rested.update(|rested| *rested = !*rested);
        })));
    }
}
