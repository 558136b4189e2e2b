//! The subjects that an answer may have, and the question for each.

use super::parts;
use crate::beside::Beside;
use crate::browser::engine::Unanswered;
use crate::browser::{files, reference};
use crate::state::State;
use crate::words;
use leptos::prelude::*;
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::share::compared::letter;
use protocol::engine::{Ask, Search};
use protocol::{NotesValue, ScenarioValue};

/// The subject of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Topic {
    /// A number, or several to choose from, by their questions; of the present scenario, or of the compared one at a
    /// place.
    Numbers(Option<usize>, Vec<String>),
    /// A table of the scenario and the compared ones.
    Compared,
    /// The evidence for an input's value.
    Input(ParameterId),
    /// A vendor's claim, by its id.
    Claim(&'static str),
    /// Chip prices of an agreement, by its place.
    Prices(usize),
    /// The catalogue of deals.
    Deals,
    /// What follows the sentences and figures of the scenario's brief.
    BelowBrief,
    /// The page of all results.
    AllNumbers,
    /// The page "How sure?".
    Sure,
    /// The page of all facts and assumptions.
    Sources,
    /// The page of what the tests tried.
    Trust,
    /// The page of corrections.
    Corrections,
    /// The page of all keys and gestures.
    Keys,
    /// The QR code of the link.
    Qr,
    /// The figures of a link when it was shared and now; the link as it arrived.
    Since(String),
}

/// The search of the open page of reference, which stays when the scenario changes.
fn searched() -> Search {
    Search { words: reference::words() }
}

impl Topic {
    /// Subscribes to everything that the answer depends on.
    pub(super) fn track(&self, state: State) {
        match self {
            Topic::Claim(_) | Topic::Deals | Topic::Trust | Topic::Corrections | Topic::Keys | Topic::Since(_) => {}
            Topic::Input(_) | Topic::Prices(_) | Topic::AllNumbers | Topic::Sources => state.scenario.track(),
            Topic::Compared => {
                state.scenario.track();
                state.beside.track();
            }
            Topic::Sure => {
                state.scenario.track();
                state.beside.track();
                state.ranged.track();
            }
            Topic::BelowBrief => {
                state.scenario.track();
                state.ranges.drawn.track();
                state.ranged.track();
            }
            // An author's reason is shown with its input, and range settings decide which numbers turn.
            Topic::Numbers(..) => {
                state.scenario.track();
                state.beside.track();
                state.told.track();
                state.ranged.track();
            }
            // The link contains the whole document.
            Topic::Qr => state.document.track(),
        }
    }

    /// The present search in the answer; empty if it has none.
    pub(super) fn searched(&self) -> String {
        match self {
            Topic::AllNumbers | Topic::Sources => reference::words(),
            _ => String::new(),
        }
    }

    /// The question about the present scenario, or why it cannot be asked now.
    pub(super) async fn ask(self, state: State) -> Result<Ask, Unanswered> {
        let scenario = state.scenario.with_untracked(|scenario| ScenarioValue::from(scenario));
        Ok(match self {
            Topic::Numbers(of, questions) => {
                // The author's notes belong to the present scenario only.
                let notes = if of.is_some() { NotesValue::default() } else { state.notes_value() };
                let scenario = match of {
                    Some(place) => state.beside.with_untracked(|beside| of_other(beside, place))?,
                    None => scenario,
                };
                Ask::Explain { scenario, questions, notes, ranged: state.ranged_value() }
            }
            Topic::Compared => Ask::Compare { scenario, compared: state.compared() },
            Topic::Input(input) => Ask::Input { scenario, input: input.id() },
            Topic::Claim(claim) => Ask::Claim { claim: claim.to_owned() },
            Topic::Prices(agreement) => {
                Ask::Prices { scenario, agreement: Scope::Agreement.member_id(agreement).to_owned() }
            }
            Topic::Deals => Ask::Deals,
            Topic::AllNumbers => Ask::Numbers { scenario, search: searched() },
            Topic::Sources => Ask::Sources { scenario, search: searched() },
            Topic::Sure => parts::whole(state, scenario),
            Topic::BelowBrief => Ask::BelowBrief { scenario, drawn: state.drawn_taken(), ranged: state.ranged_value() },
            Topic::Corrections => Ask::Corrections,
            Topic::Trust => Ask::Trust { record: files::trust_record().await? },
            Topic::Keys => Ask::Keys,
            Topic::Qr => Ask::Qr { address: state.address() },
            Topic::Since(link) => Ask::Since { link },
        })
    }
}

/// The compared scenario at a place. If it was removed, the question is refused, rather than answered for another one.
fn of_other(beside: &Beside, place: usize) -> Result<ScenarioValue, Unanswered> {
    let gone = || Unanswered::Refused(words::compare::gone(letter(place)));
    beside.others.get(place).map(|side| ScenarioValue::from(&side.scenario)).ok_or_else(gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;
    use model::share::compared::Compared;

    #[test]
    fn what_is_no_longer_compared_is_not_explained_by_another() {
        let (scenario, mut compared) = (Scenario::of(Baseline::first()), Compared::default());
        let other = Scenario::of(Baseline::by_id("all-nvidia").expect("a baseline"));
        compared.pin(&other, "");
        let beside = Beside::of(&compared, &scenario, None);
        assert_eq!(of_other(&beside, 0), Ok(ScenarioValue::from(&beside.others[0].scenario)));
        compared.remove(0);
        let said = of_other(&Beside::of(&compared, &scenario, Some(&beside)), 0);
        assert_eq!(said, Err(Unanswered::Refused("A is no longer compared.".to_owned())));
    }
}
