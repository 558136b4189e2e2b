//! The parts of the page of how sure: each follows the scenario and the choices above it, and is asked of the engine
//! alone, so that a press within it is answered before all others have been made anew.

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

/// The whole page of a scenario, at first about the figure that changes are looked at by.
pub fn whole(state: State, scenario: ScenarioValue) -> Ask {
    let metric = untrack(|| state.figure()).id();
    let (compared, before, ranged) = (state.compared(), state.before_last_step(), state.ranged_value());
    Ask::Sure { scenario, compared, before, ranged, metric }
}

/// The part in which is chosen how draws are made.
const SETTINGS: &str = "settings";

/// The parts that rest on draws: the others do not wait for them.
const OF_DRAWS: [&str; 2] = ["ranges", "shares"];

/// What a part was asked of.
struct AskedOf {
    document: Document,
    /// The page in which it was asked.
    opened: usize,
}

/// What is to be asked.
#[derive(Clone, Copy)]
pub struct Parts {
    state: State,
    /// Names of parts, each with what was pressed in it, empty where something was chosen; nothing where it only follows
    /// the scenario. The first is asked next.
    due: StoredValue<Vec<(String, Option<String>)>>,
    at_once: Turn,
    of_draws: Turn,
    /// What is done to how draws are made.
    acts: Acts,
    /// How often a page of reference was opened or closed: what was asked in one is not put into another.
    opened: StoredValue<usize>,
}

/// What is asked one after the other.
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
    /// Nothing yet.
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

    /// The page was opened or closed: nothing that was wanted before is.
    pub fn forget(self) {
        self.opened.update_value(|opened| *opened += 1);
        self.due.update_value(Vec::clear);
    }

    /// The scenario has changed: all parts follow.
    pub fn follow(self) {
        Analysis::PARTS.iter().for_each(|part| self.want(part, None));
    }

    /// Something was chosen, or pressed: the parts that hang on it follow.
    pub fn hear(self, event: &leptos::ev::Event) {
        reference::heard(event);
        if let Some(said) = reference::ranged(event) {
            self.acts.begin(said, reference::id_of(event));
        } else if let Some((parts, pressed)) = reference::turned(event) {
            parts.split_whitespace().for_each(|part| self.want(part, Some(pressed.clone())));
        }
    }

    /// What follows the scenario need not be asked beside what was pressed, which follows it too; a press is never forgotten.
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

    /// Takes the next part that rests on draws, or that does not.
    fn next(self, of_draws: bool) -> Option<(String, Option<String>)> {
        let taken = self.due.try_update_value(|due| {
            let place = due.iter().position(|(part, _)| OF_DRAWS.contains(&part.as_str()) == of_draws)?;
            Some(due.remove(place))
        });
        taken.flatten()
    }

    /// Whether something was chosen for a part since it was asked: it is about to be asked again.
    fn is_chosen_anew(self, part: &str) -> bool {
        let chosen = |(other, pressed): &(String, Option<String>)| other == part && pressed.as_deref() == Some("");
        self.due.with_value(|due| due.iter().any(chosen))
    }

    /// Whether a part is about to be asked again, for whatever reason.
    fn is_due(self, part: &str) -> bool {
        self.due.with_value(|due| due.iter().any(|(other, _)| other == part))
    }

    /// What is asked of now.
    fn asked_of(self) -> AskedOf {
        AskedOf { document: self.state.document.get_untracked(), opened: self.opened.get_value() }
    }

    /// Whether what a part was asked of is as it was then.
    fn is_still(self, of: &AskedOf) -> bool {
        self.state.document.with_untracked(|now| now.is_view_of(&of.document))
    }

    /// Whether a part stays as it is for now. What a hand holds is not taken from under it: the press would be lost, or what is
    /// being typed. And what was confirmed in a field of the settings stands there until it was taken or refused.
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
        // What rests on draws is of the scenario before for a while.
        if pressed.is_some() || of_draws {
            reference::wait(part, true);
        }
        let place = self.turn(of_draws).place.get_value();
        // What rests on draws takes longest: nobody who asks what stands behind a number waits for it.
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

    /// Puts a part as it was answered, where it is of now or is about to be asked again; else it is asked again.
    fn put(self, part: &str, pressed: Option<String>, of: &AskedOf, html: &str) {
        let (is_still, is_due) = (self.is_still(of), self.is_due(part));
        // Its lists stand as they were when it was asked: what was chosen in them meanwhile would be lost, or what was taken
        // of them meanwhile would seem to be lost.
        let is_overtaken = self.is_chosen_anew(part) || (part == SETTINGS && is_due && !is_still);
        if is_overtaken || of.opened != self.opened.get_value() {
            return;
        }
        match is_still || is_due {
            // What follows by itself is not said.
            true => reference::put(part, html, pressed.is_some()),
            false => self.want(part, pressed),
        }
    }
}
