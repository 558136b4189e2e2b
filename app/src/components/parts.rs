//! The parts of the page "How sure?". Each follows the scenario and the choices above it, and the engine is asked for
//! each separately, so that a press within one is answered before all the others have been updated.

use super::acts::Acts;
use crate::browser::engine::{Place, Unanswered, ask, ask_for_draws};
use crate::browser::timer::frame;
use crate::browser::{files, reference};
use crate::document::Document;
use crate::state::State;
use crate::taking::{stem, take_with_table};
use crate::under_way::UnderWay;
use leptos::prelude::*;
use protocol::ScenarioValue;
use protocol::analysis::Analysis;
use protocol::engine::{Answer, Ask};

/// The question for the whole page about a scenario, at first about the chosen figure.
pub fn whole(state: State, scenario: ScenarioValue) -> Ask {
    let metric = untrack(|| state.figure()).id();
    let (compared, before, ranged) = (state.compared(), state.before_last_step(), state.ranged_value());
    Ask::Sure { scenario, compared, before, ranged, metric }
}

/// The part with the range settings.
const SETTINGS: &str = "settings";

/// The parts that depend on draws, for which the others do not wait.
const OF_DRAWS: [&str; 2] = ["ranges", "shares"];

/// What a question about a part was based on.
struct AskedOf {
    document: Document,
    /// The count of openings at that time.
    opened: usize,
}

/// The queue of questions about parts.
#[derive(Clone, Copy)]
pub struct Parts {
    state: State,
    /// The parts to ask for, next one first. With each comes what was pressed in it, empty if something was chosen, or
    /// `None` if it only follows the scenario.
    due: StoredValue<Vec<(String, Option<String>)>>,
    at_once: Turn,
    of_draws: Turn,
    /// The reader's changes of range settings.
    acts: Acts,
    /// How often a page of reference was opened or closed, so that a late answer is not put into another page.
    opened: StoredValue<usize>,
}

/// Questions that are asked one after the other.
#[derive(Clone, Copy)]
struct Turn {
    under_way: UnderWay,
    place: StoredValue<Place>,
}

impl Default for Turn {
    fn default() -> Turn {
        Turn { under_way: UnderWay::new(), place: StoredValue::new(Place::default()) }
    }
}

impl Parts {
    /// An empty queue.
    pub fn new(state: State) -> Parts {
        Parts {
            state,
            due: StoredValue::new(Vec::new()),
            at_once: Turn::default(),
            of_draws: Turn::default(),
            acts: Acts::new(state),
            opened: StoredValue::new(0),
        }
    }

    /// A page of reference was opened or closed: drops the queue.
    pub fn forget(self) {
        self.opened.update_value(|opened| *opened += 1);
        self.due.update_value(Vec::clear);
    }

    /// The scenario has changed: all parts are to be asked for.
    pub fn follow(self) {
        Analysis::PARTS.iter().for_each(|part| self.want(part, None));
    }

    /// Something was chosen or pressed: the parts that depend on it are to be asked for.
    pub fn hear(self, event: &leptos::ev::Event) {
        reference::heard(event);
        if let Some(said) = reference::ranged(event) {
            self.acts.begin(said, reference::id_of(event));
        } else if let Some((parts, pressed)) = reference::turned(event) {
            parts.split_whitespace().for_each(|part| self.want(part, Some(pressed.clone())));
        }
    }

    /// Queues a part. The same request is not queued twice, and a press also covers the update after a change of the
    /// scenario; but a press is never dropped.
    fn want(self, part: &str, pressed: Option<String>) {
        self.due.update_value(|due| {
            let covered =
                |(other, before): &(String, Option<String>)| other == part && (pressed.is_none() || *before == pressed);
            if !due.iter().any(covered) {
                due.retain(|(other, before)| other != part || before.is_some());
                due.push((part.to_owned(), pressed));
            }
        });
        let of_draws = OF_DRAWS.contains(&part);
        self.turn(of_draws).under_way.once_a_frame(move || async move {
            while let Some((part, pressed)) = self.next(of_draws) {
                self.once(&part, pressed).await;
            }
        });
    }

    fn turn(self, of_draws: bool) -> Turn {
        if of_draws { self.of_draws } else { self.at_once }
    }

    /// Takes the next part from the queue, of those that depend on draws or of the others.
    fn next(self, of_draws: bool) -> Option<(String, Option<String>)> {
        let taken = self.due.try_update_value(|due| {
            let place = due.iter().position(|(part, _)| OF_DRAWS.contains(&part.as_str()) == of_draws)?;
            Some(due.remove(place))
        });
        taken.flatten()
    }

    /// Whether a choice has queued the part again since it was asked for.
    fn is_chosen_anew(self, part: &str) -> bool {
        let chosen = |(other, pressed): &(String, Option<String>)| other == part && pressed.as_deref() == Some("");
        self.due.with_value(|due| due.iter().any(chosen))
    }

    /// Whether the part is queued again, for any reason.
    fn is_due(self, part: &str) -> bool {
        self.due.with_value(|due| due.iter().any(|(other, _)| other == part))
    }

    /// What a question that is asked now is based on.
    fn asked_of(self) -> AskedOf {
        AskedOf { document: self.state.document.get_untracked(), opened: self.opened.get_value() }
    }

    /// Whether nothing but the view has changed since.
    fn is_still(self, of: &AskedOf) -> bool {
        self.state.document.with_untracked(|now| now.is_view_of(&of.document))
    }

    /// Whether a part must not be replaced yet: while something in it is pressed or typed, which would be lost; and the
    /// settings while a change is in progress, since the confirmed text stays until it is accepted or refused.
    fn is_kept(self, part: &str) -> bool {
        reference::is_held(part) || reference::is_typed_in(part) || (part == SETTINGS && self.acts.are_under_way())
    }

    async fn once(self, part: &str, pressed: Option<String>) -> Option<()> {
        let state = self.state;
        let of = Analysis::read(part, &reference::fields()?, pressed.as_deref().unwrap_or_default())?;
        let of_draws = OF_DRAWS.contains(&part);
        let asked_of = self.asked_of();
        let (compared, before, ranged) = (state.compared(), state.before_last_step(), state.ranged_value());
        let ask_for =
            Ask::Analysis { scenario: ScenarioValue::from(&asked_of.document.scenario), compared, before, ranged, of };
        // Parts that depend on draws show the previous scenario for a while.
        if pressed.is_some() || of_draws {
            reference::wait(part, true);
        }
        let place = self.turn(of_draws).place.get_value();
        // Draws take longest, so they go to another engine, and explanations do not wait for them.
        let reply = match of_draws {
            true => ask_for_draws(&place, ask_for).await,
            false => ask(&place, ask_for).await,
        };
        while self.is_kept(part) {
            frame().await;
        }
        reference::wait(part, false);
        match reply {
            Ok(Answer::Html(html)) => self.put(part, pressed, &asked_of, &html),
            Ok(Answer::Grid(grid)) => take_with_table(state, asked_of.document.scenario, grid),
            Ok(Answer::Text(text)) => {
                let name = format!("{}-{part}.csv", stem(&asked_of.document.scenario));
                let saved = files::save(&name, "text/csv", files::Content::Text(text));
                state.note(saved.unwrap_or_else(|why| why));
            }
            Ok(_) => state.note(protocol::MISREAD.to_owned()),
            Err(fault) => state.note(Unanswered::words(&fault).to_owned()),
        }
        Some(())
    }

    /// Shows the answer for a part if it is up to date or the part is queued again; otherwise queues the part again.
    fn put(self, part: &str, pressed: Option<String>, of: &AskedOf, html: &str) {
        let (is_still, is_due) = (self.is_still(of), self.is_due(part));
        // The answer shows lists as they were when it was asked for. If the reader has chosen in them since, or
        // settings have changed, showing it would undo that on screen, so the next answer is awaited.
        let is_overtaken = self.is_chosen_anew(part) || (part == SETTINGS && is_due && !is_still);
        if is_overtaken || of.opened != self.opened.get_value() {
            return;
        }
        match is_still || is_due {
            // Only an answer to a press is announced.
            true => reference::put(part, html, pressed.is_some()),
            false => self.want(part, pressed),
        }
    }
}
