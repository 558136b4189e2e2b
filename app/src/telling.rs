//! Title, notes and the story: the part of [`State`] that changes them and walks through the story.

use crate::state::{Origin, State};
use crate::status::Status;
use crate::words;
use figures::place;
use leptos::prelude::*;
use model::share::told::{MOST_NOTES, MOST_STEPS, Note, Place, Told};
use protocol::NotesValue;

impl State {
    /// Gives the scenario a title; an empty text removes it.
    pub fn name_own(self, name: &str) {
        self.change(Origin::Reader, |document| document.compare(|compared, _| compared.rename_own(name)));
    }

    /// Pins a note to a place; an empty text removes the one there. Returns whether there was room for it; if not, the
    /// menu of notes says so.
    pub fn pin_note(self, place: Place, text: &str) -> bool {
        let is_pinned = self.tell(|told| told.pin(place, text)).unwrap_or(true);
        self.shared.set(match is_pinned {
            true => Status::default(),
            false => Status::fault(words::story::no_more_notes(MOST_NOTES)),
        });
        is_pinned
    }

    /// The text of the note at a place, empty if there is none. Subscribes to notes and story alone.
    pub fn note_at(self, place: &Place) -> String {
        self.told.with(|told| told.note_at(place).map_or_else(String::new, |note| note.text().to_owned()))
    }

    /// The link that is kept in the browser for the reader: the scenario with title, notes, story and range settings.
    pub fn link_alone(self) -> String {
        let document = self.document.get_untracked().alone();
        self.outcome.with_untracked(|outcome| document.link(outcome))
    }

    /// Title, notes and captions as pairs of a heading and a text, for a workbook.
    pub fn told_in_words(self) -> Vec<(String, String)> {
        let place_name = |note: &Note| untrack(|| self.place_name(note.place()));
        self.document.with_untracked(|document| {
            let title = document.compared.own_name();
            let title = (!title.is_empty()).then(|| (words::story::TITLE.to_owned(), title.to_owned()));
            let notes = document.told.notes().iter().map(|note| (place_name(note), note.text().to_owned()));
            let steps = document.told.story().iter().enumerate();
            let steps = steps.map(|(at, step)| (words::story::step_of_story(at + 1), step.caption().to_owned()));
            title.into_iter().chain(notes).chain(steps).collect()
        })
    }

    /// The author's notes, for messages.
    pub fn notes_value(self) -> NotesValue {
        self.told.with_untracked(|told| (&**told).into())
    }

    /// A place in words. Subscribes to the scenario and the outcome.
    pub fn place_name(self, place: &Place) -> String {
        self.scenario.with(|scenario| self.read(|outcome| place::name_of(place, scenario, outcome)))
    }

    /// Appends what is on screen to the story as a step.
    pub fn add_step(self) {
        let added = self.change_told(|document| {
            let (scenario, shown) = (document.scenario.clone(), document.shown.clone());
            document.tell(|told| told.add_step(&scenario, &shown, ""))
        });
        self.shared.set(match added {
            Some(false) => Status::fault(words::story::no_more_steps(MOST_STEPS)),
            _ => Status::default(),
        });
    }

    /// Changes the notes or the story.
    pub fn tell<T>(self, change: impl FnOnce(&mut Told) -> T) -> Option<T> {
        self.change_told(|document| document.tell(change))
    }

    fn change_told<T>(self, change: impl FnOnce(&mut crate::document::Document) -> T) -> Option<T> {
        let mut done = None;
        self.change(Origin::Reader, |document| done = Some(change(document)));
        done
    }

    /// Goes to a step of the story; `None` leaves the story.
    pub fn walk_to(self, step: Option<usize>) {
        self.change(Origin::Reader, |document| document.walk_to(step));
        self.link_notice.set(None);
    }

    /// Goes one step on or back if the story is being read. Returns whether it is; at its ends nothing moves.
    pub fn walk(self, on: bool) -> bool {
        let (at, last) = self
            .document
            .with_untracked(|document| (document.told.at(), document.told.story().len().saturating_sub(1)));
        let Some(at) = at else { return false };
        let next = if on { (at + 1).min(last) } else { at.saturating_sub(1) };
        if next != at {
            self.walk_to(Some(next));
        }
        true
    }
}
