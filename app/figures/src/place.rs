//! Where a note is pinned, in words.

use crate::definitions::definition;
use crate::figure::Subjects;
use crate::span::plain;
use model::base::month::Month;
use model::inputs::scenario::Scenario;
use model::run::outcome::Outcome;
use model::share::told::Place;

/// A place in words: of a chart what it finds of the scenario, or its id where this release does not have it.
pub fn name_of(place: &Place, scenario: &Scenario, outcome: &Outcome) -> String {
    match place {
        Place::Input(input) => input.name_in(scenario.names()),
        Place::Month(month) => Month(i32::from(*month)).name(),
        Place::Figure(figure) => match definition(figure.text()) {
            Some(of) => format!("Chart “{}”", plain(&(of.finding)(&Subjects::one(scenario, outcome)))),
            None => format!("Chart: {}", figure.text()),
        },
    }
}
