//! An author's notes, as messages carry them.

use model::inputs::input::ParameterId;
use model::share::shown::FigureCode;
use model::share::told::{Place, Told};
use serde::{Deserialize, Serialize};

/// The place to which a note is pinned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum PlaceValue {
    /// An input, by its id.
    Input(String),
    /// A month, counted from 0 = November 2025.
    Month(u16),
    /// A chart or table, by its id.
    Figure(String),
}

impl From<&Place> for PlaceValue {
    fn from(place: &Place) -> PlaceValue {
        match place {
            Place::Input(input) => PlaceValue::Input(input.id()),
            Place::Month(month) => PlaceValue::Month(*month),
            Place::Figure(figure) => PlaceValue::Figure(figure.text().to_owned()),
        }
    }
}

impl PlaceValue {
    /// The place; `None` if this release does not know it.
    fn open(&self) -> Option<Place> {
        match self {
            PlaceValue::Input(id) => ParameterId::parse(id).map(Place::Input),
            PlaceValue::Month(month) => Place::month(*month),
            PlaceValue::Figure(id) => FigureCode::parse(id).map(Place::Figure),
        }
    }
}

/// The notes of a scenario's author, in the order in which they were written, as a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotesValue(Vec<(PlaceValue, String)>);

impl From<&Told> for NotesValue {
    fn from(told: &Told) -> NotesValue {
        NotesValue(told.notes().iter().map(|note| (note.place().into(), note.text().to_owned())).collect())
    }
}

impl NotesValue {
    /// Reads the notes back, without a story. Notes are left out if this release does not know their place or there is
    /// no room for them, which cannot be so for notes of the page itself.
    pub fn open(&self) -> Told {
        let mut told = Told::default();
        for (place, text) in &self.0 {
            let _ = place.open().is_some_and(|place| told.pin(place, text));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_back_and_unknown_places_are_left_out() {
        let mut told = Told::default();
        let figure = FigureCode::parse("fleet").expect("a code");
        for place in [Place::Input(model::input::PUE), Place::Month(25), Place::Figure(figure)] {
            assert!(told.pin(place, "A reason"));
        }
        let mut sent = NotesValue::from(&told);
        for unknown in [PlaceValue::Input("no.such".to_owned()), PlaceValue::Month(9_999)] {
            sent.0.push((unknown, "A reason".to_owned()));
        }
        assert_eq!(crate::from_bytes::<NotesValue>(&crate::to_bytes(&sent)).map(|sent| sent.open()), Ok(told));
    }
}
