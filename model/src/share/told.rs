//! What an author adds to a scenario: notes pinned to places, and a story of several steps.
//!
//! All of it is text and is displayed as text. Invisible characters, and such as change the direction of text, are
//! removed when it is stored.

use super::shown::{FigureCode, Shown};
use crate::base::month::Month;
use crate::base::words::one_line;
use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;

/// The maximum number of notes.
pub const MOST_NOTES: usize = 12;
/// The maximum number of steps in a story.
pub const MOST_STEPS: usize = 7;
/// The maximum length of a note or a caption, in characters.
pub const LONGEST_TEXT: usize = 140;

/// The label of a note that an author pinned to an input, so that it is never mistaken for a finding of this page.
pub const AUTHORS_REASON: &str = "Author’s reason";

/// The place to which a note is pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An input.
    Input(ParameterId),
    /// A month, counted from 0 = November 2025.
    Month(u16),
    /// A chart or table of the page.
    Figure(FigureCode),
}

impl Place {
    /// The place of a month; `None` if it is beyond the calendar.
    pub fn month(month: u16) -> Option<Place> {
        (i32::from(month) <= Month::LAST.0).then_some(Place::Month(month))
    }
}

/// A note: a place and a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    place: Place,
    text: String,
}

impl Note {
    /// The place to which it is pinned.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The text: one line of at most [`LONGEST_TEXT`] characters, never empty.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A step of a story: a scenario, its view, and a caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The scenario, including its as-of month and horizon.
    pub scenario: Scenario,
    is_brief: bool,
    caption: String,
}

impl Step {
    /// How it is displayed: in the explorer or as the brief.
    pub fn shown(&self) -> Shown {
        if self.is_brief { Shown::Brief } else { Shown::Explore }
    }

    /// The caption: one line of at most [`LONGEST_TEXT`] characters; may be empty.
    pub fn caption(&self) -> &str {
        &self.caption
    }
}

/// Notes, a story, and the step that is displayed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    notes: Vec<Note>,
    story: Vec<Step>,
    at: Option<usize>,
}

impl Told {
    /// The notes, in the order in which they were written.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The steps of the story, in their order.
    pub fn story(&self) -> &[Step] {
        &self.story
    }

    /// The step that is displayed; `None` while nobody reads the story.
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// Whether there are neither notes nor a story.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.story.is_empty()
    }

    /// The note that is pinned to a place; `None` if there is none.
    pub fn note_at(&self, place: &Place) -> Option<&Note> {
        self.notes.iter().find(|note| note.place == *place)
    }

    /// The author's source or reason for an input's value; `None` if there is none.
    pub fn reason_for(&self, input: ParameterId) -> Option<&str> {
        self.note_at(&Place::Input(input)).map(Note::text)
    }

    /// All inputs with a source or reason by the author, and that text.
    pub fn reasons(&self) -> impl Iterator<Item = (ParameterId, &str)> {
        self.notes.iter().filter_map(|note| match note.place {
            Place::Input(input) => Some((input, note.text())),
            Place::Month(_) | Place::Figure(_) => None,
        })
    }

    /// Pins a text to a place, replacing any note there; an empty text removes the note. `false` if there is no room.
    pub fn pin(&mut self, place: Place, text: &str) -> bool {
        let text = cleaned(text);
        match self.notes.iter().position(|note| note.place == place) {
            Some(at) if text.is_empty() => drop(self.notes.remove(at)),
            Some(at) => {
                if let Some(note) = self.notes.get_mut(at) {
                    note.text = text;
                }
            }
            None if text.is_empty() => {}
            None if self.notes.len() >= MOST_NOTES => return false,
            None => self.notes.push(Note { place, text }),
        }
        true
    }

    /// Adds a step at the end of the story. `false` if there is no room.
    pub fn add_step(&mut self, scenario: &Scenario, shown: &Shown, caption: &str) -> bool {
        if self.story.len() >= MOST_STEPS {
            return false;
        }
        let is_brief = *shown != Shown::Explore;
        self.story.push(Step { scenario: scenario.clone(), is_brief, caption: cleaned(caption) });
        true
    }

    /// Changes the caption of a step.
    pub fn caption(&mut self, step: usize, caption: &str) {
        if let Some(step) = self.story.get_mut(step) {
            step.caption = cleaned(caption);
        }
    }

    /// Removes a step and leaves the story.
    pub fn remove_step(&mut self, step: usize) {
        if step < self.story.len() {
            self.story.remove(step);
            self.at = None;
        }
    }

    /// Moves a step one place towards the start and leaves the story.
    pub fn move_up(&mut self, step: usize) {
        if step > 0 && step < self.story.len() {
            self.story.swap(step, step - 1);
            self.at = None;
        }
    }

    /// Goes to a step, or leaves the story with `None` or a step that does not exist.
    pub fn go_to(&mut self, step: Option<usize>) {
        self.at = step.filter(|step| *step < self.story.len());
    }

    /// A copy with the notes only.
    pub fn without_story(&self) -> Told {
        Told { notes: self.notes.clone(), ..Told::default() }
    }
}

/// A text as it is stored: one line of limited length, without invisible characters and such as change the direction of
/// text.
pub fn cleaned(text: &str) -> String {
    one_line(text, LONGEST_TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;
    use crate::inputs::baselines::Baseline;

    fn first() -> Scenario {
        Scenario::of(Baseline::first())
    }

    #[test]
    fn a_place_has_one_note() {
        let mut told = Told::default();
        assert!(told.pin(Place::Input(input::PUE), "Too low?"));
        assert!(told.pin(Place::Input(input::PUE), "  Too high?\n"));
        assert_eq!(told.note_at(&Place::Input(input::PUE)).map(Note::text), Some("Too high?"));
        assert_eq!(told.notes().len(), 1);
        assert_eq!(told.reason_for(input::PUE), Some("Too high?"));
        assert_eq!(told.reasons().collect::<Vec<_>>(), [(input::PUE, "Too high?")]);
        assert_eq!(told.reason_for(input::WACC), None);
        assert!(told.pin(Place::Input(input::PUE), " "));
        assert!(told.is_empty());
        for month in 0..MOST_NOTES as u16 {
            assert!(told.pin(Place::Month(month), "a"));
        }
        assert!(!told.pin(Place::Month(99), "no room"));
        assert!(told.pin(Place::Month(0), "another text has room"));
        assert_eq!(Place::month(u16::MAX), None);
    }

    #[test]
    fn a_story_has_seven_steps_and_is_left_when_it_changes() {
        let mut told = Told::default();
        for step in 0..MOST_STEPS {
            assert!(told.add_step(
                &first(),
                if step % 2 == 0 { &Shown::Explore } else { &Shown::Brief },
                &format!("{step}")
            ));
        }
        assert!(!told.add_step(&first(), &Shown::Explore, ""));
        told.go_to(Some(3));
        assert_eq!((told.at(), told.story()[3].shown()), (Some(3), Shown::Brief));
        told.go_to(Some(MOST_STEPS));
        assert_eq!(told.at(), None);
        told.go_to(Some(1));
        told.move_up(2);
        assert_eq!((told.at(), told.story()[1].caption(), told.story()[2].caption()), (None, "2", "1"));
        told.remove_step(0);
        assert_eq!(told.story().len(), MOST_STEPS - 1);
        told.caption(0, "Named");
        assert_eq!(told.story()[0].caption(), "Named");
        assert!(told.without_story().is_empty());
    }

    #[test]
    fn texts_are_one_line_that_hides_nothing() {
        assert_eq!(cleaned("a\u{202e}b\u{2066}c\r\nd\u{7}\u{200b}\u{feff}"), "abc  d");
        assert_eq!(cleaned("مرحبا 👩‍🚀 <script>"), "مرحبا 👩‍🚀 <script>");
        assert_eq!(cleaned(&"x".repeat(999)).len(), LONGEST_TEXT);
    }
}
