//! The place of a note in words.

use crate::definitions::definition;
use crate::figure::Subjects;
use crate::span::plain;
use model::base::month::Month;
use model::inputs::scenario::Scenario;
use model::run::outcome::Outcome;
use model::share::told::Place;

/// A place in words. A chart is named by its finding in the scenario, or by its id if this release does not have it.
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
