//! The texts of title, notes and story: their menu, and the bar in which a story is read.

use model::base::words::how_many;

pub(crate) const MENU: &str = "Title, notes and story";
pub(crate) const ABOUT: &str = "They go with the link, and are shown as the text that they are.";
pub(crate) const TITLE_FIELD: &str = "Title of the scenario";
pub(crate) const NOTES: &str = "Notes";
pub(crate) const STORY: &str = "Story";
pub(crate) const ADD_STEP: &str = "Add what is on screen";
pub(crate) const READ: &str = "Read the story";
pub(crate) const LEAVE: &str = "Leave the story";
pub(crate) const STEP_BACK: &str = "Step back";
pub(crate) const STEP_ON: &str = "Step on";
pub(crate) const COPY_WITHOUT: &str = "Copy the link without the story";

/// The form for a new note: its place, its text and its button.
pub(crate) const PIN_TO: &str = "Pin to";
pub(crate) const NOTE: &str = "Note";
pub(crate) const PIN: &str = "Pin";

/// The heading of the scenario's title in an export.
pub(crate) const TITLE: &str = "Title";

/// The heading of a step of the story in an export, counted from 1.
pub(crate) fn step_of_story(number: usize) -> String {
    format!("Step {number} of the story")
}

/// The step that is being read.
pub(crate) fn step_of(number: usize, all: usize) -> String {
    format!("Step {number} of {all}")
}

/// The offer to read the story.
pub(crate) fn has_story(steps: usize) -> String {
    format!("This scenario has a story of {}.", how_many(steps, "step"))
}

/// The name of the field for a step's caption.
pub(crate) fn caption_of(number: usize) -> String {
    format!("Caption of step {number}")
}

/// The button that moves a step towards the beginning.
pub(crate) fn earlier(number: usize) -> String {
    format!("Step {number} earlier")
}

/// The button that removes a step.
pub(crate) fn remove(number: usize) -> String {
    format!("Remove step {number}")
}

/// A field is full.
pub(crate) fn no_more_signs(most: usize) -> String {
    format!("{most} characters at most.")
}

/// There is no room for another note.
pub(crate) fn no_more_notes(most: usize) -> String {
    format!("No more than {most} notes have room.")
}

/// There is no room for another step.
pub(crate) fn no_more_steps(most: usize) -> String {
    format!("A story has no more than {most} steps.")
}
