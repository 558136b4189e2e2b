//! What an answer may be about, and the question that is asked for it.

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
use protocol::ScenarioValue;
use protocol::engine::{Ask, Search};

/// What an answer is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Topic {
    /// A number, or several to choose from, each as the model's questions are written: of the scenario, or of one beside
    /// it by its place.
    Numbers(Option<usize>, Vec<String>),
    /// The scenario and those beside it, side by side.
    Compared,
    /// What an input's value rests on.
    Input(ParameterId),
    /// A vendor's claim, by its id.
    Claim(&'static str),
    /// Prices of the chips of an agreement.
    Prices(usize),
    /// The deals of the catalogue.
    Deals,
    /// What stands below the sentences and figures of the scenario's brief.
    BelowBrief,
    /// The page of all results.
    AllNumbers,
    /// The page of how sure the figures are.
    Sure,
    /// The page of all facts and assumptions.
    Sources,
    /// The page of what was tried.
    Trust,
    /// The page of what was wrong here.
    Corrections,
    /// The page of all keys and gestures.
    Keys,
    /// The link's QR code.
    Qr,
    /// The figures of a link, as it came, when it was shared and now.
    Since(String),
}

/// What is searched for on the page of reference that is open: it stays when the scenario changes beneath it.
fn searched() -> Search {
    Search { words: reference::words() }
}

impl Topic {
    /// Hears of what the answer rests on.
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
            // An author's reason stands with what rests on its input; ranges turn numbers.
            Topic::Numbers(..) => {
                state.scenario.track();
                state.beside.track();
                state.told.track();
                state.ranged.track();
            }
            // All of it is in the link.
            Topic::Qr => state.document.track(),
        }
    }

    /// What is searched for in it now; nothing where nothing can be.
    pub(super) fn searched(&self) -> String {
        match self {
            Topic::AllNumbers | Topic::Sources => reference::words(),
            _ => String::new(),
        }
    }

    /// The question about a scenario; or why none can be asked now.
    pub(super) async fn ask(self, state: State) -> Result<Ask, Unanswered> {
        let scenario = state.scenario.with_untracked(|scenario| ScenarioValue::from(scenario));
        Ok(match self {
            Topic::Numbers(of, questions) => {
                // What is pinned is about the scenario itself.
                let reasons = if of.is_some() { Vec::new() } else { state.reasons() };
                let scenario = match of {
                    Some(place) => state.beside.with_untracked(|beside| of_other(beside, place))?,
                    None => scenario,
                };
                Ask::Explain { scenario, questions, reasons, ranged: state.ranged_value() }
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

/// The scenario of a place beside the present one: where it is gone, what was asked about it is not answered of another.
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
