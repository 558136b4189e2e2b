//! What a reader does to how draws are made, on the page of how sure: the engine says what it comes to, and all else follows
//! from that by itself.

use crate::browser::engine::{Place, Unanswered, ask};
use crate::browser::reference;
use crate::state::{Origin, State};
use crate::under_way::UnderWay;
use leptos::prelude::*;
use model::share::ranged::Ranged;
use protocol::ScenarioValue;
use protocol::engine::{Answer, Ask};
use protocol::ranged::RangeAct;

/// Takes the first of a list.
fn first_of<T>(list: &mut Vec<T>) -> Option<T> {
    if list.is_empty() { None } else { Some(list.remove(0)) }
}

/// Something that was done to how draws are made.
struct Act {
    act: RangeAct,
    /// What its control said.
    said: String,
    /// The control's id: an input's ends are two fields that say the same.
    id: String,
    /// What stood in the fields then.
    fields: Vec<(String, String)>,
}

/// What was done and is not answered yet.
#[derive(Clone, Copy)]
pub struct Acts {
    state: State,
    /// They are done in turn: each begins with what the one before it came to.
    acts: StoredValue<Vec<Act>>,
    acting: UnderWay,
}

impl Acts {
    /// Nothing yet.
    pub fn new(state: State) -> Acts {
        Acts { state, acts: StoredValue::new(Vec::new()), acting: UnderWay::new() }
    }

    /// Whether one is not answered yet.
    pub fn are_under_way(self) -> bool {
        self.acting.is_on()
    }

    /// Does something to how draws are made, with what stands in the fields now. What follows from it follows by itself.
    pub fn begin(self, said: String, id: String) {
        let Some(fields) = reference::fields() else { return };
        let Some(act) = RangeAct::read(&said, &fields) else { return };
        self.acts.update_value(|acts| acts.push(Act { act, said, id, fields }));
        self.acting.step_by_step(move || async move {
            let Some(Act { act, said, id, fields }) = self.acts.try_update_value(first_of).flatten() else {
                return false;
            };
            match self.ranged_by(&act).await {
                Ok(ranged) => {
                    // What was refused before has been put right.
                    self.state.unsay();
                    reference::taken(&said, &fields);
                    self.state.change(Origin::Reader, |document| document.ranged = ranged.into());
                }
                Err(why) => {
                    reference::refuse(&id);
                    self.state.note(why);
                }
            }
            true
        });
    }

    /// What an act comes to. Where something else has changed while the engine worked, an undo for instance, that stays: the
    /// act is done again on what is there then.
    async fn ranged_by(self, act: &RangeAct) -> Result<Ranged, String> {
        let state = self.state;
        loop {
            let (of, by) =
                state.document.with_untracked(|document| (document.scenario.clone(), document.ranged.clone()));
            let ask_for =
                Ask::Range { scenario: ScenarioValue::from(&of), ranged: by.as_ref().into(), act: act.clone() };
            let ranged = match ask(&Place::default(), ask_for).await {
                Ok(Answer::Ranged(ranged)) => ranged.open(),
                Ok(_) => Err(protocol::MISREAD.to_owned()),
                Err(fault) => Err(Unanswered::words(&fault).to_owned()),
            };
            if state.document.with_untracked(|document| document.scenario == of && document.ranged == by) {
                return ranged;
            }
        }
    }
}
