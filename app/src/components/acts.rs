//! The reader's changes of range settings, on the page "How sure?". The engine computes the new settings, and the parts
//! of the page then follow the document.

use crate::browser::engine::{Place, Unanswered, ask};
use crate::browser::reference;
use crate::state::{Origin, State};
use crate::under_way::UnderWay;
use leptos::prelude::*;
use model::share::ranged::Ranged;
use protocol::ScenarioValue;
use protocol::engine::{Answer, Ask};
use protocol::ranged::RangeAct;

/// Removes and returns the first item of a list; `None` if it is empty.
fn first_of<T>(list: &mut Vec<T>) -> Option<T> {
    if list.is_empty() { None } else { Some(list.remove(0)) }
}

/// A change of range settings that the reader requested.
struct Act {
    act: RangeAct,
    /// What its control says in `data-range`.
    said: String,
    /// The control's id: the two ends of a range are two fields with the same `data-range`.
    id: String,
    /// The values of the form's fields at that time.
    fields: Vec<(String, String)>,
}

/// The queue of changes that are not finished yet.
#[derive(Clone, Copy)]
pub struct Acts {
    state: State,
    /// Carried out in turn, since each builds on the result of the one before.
    acts: StoredValue<Vec<Act>>,
    acting: UnderWay,
}

impl Acts {
    /// An empty queue.
    pub fn new(state: State) -> Acts {
        Acts { state, acts: StoredValue::new(Vec::new()), acting: UnderWay::new() }
    }

    /// Whether a change is in progress.
    pub fn are_under_way(self) -> bool {
        self.acting.is_on()
    }

    /// Queues a change of range settings, with the present values of the form's fields. The page follows the document.
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
                    // An earlier refusal is out of date.
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

    /// The range settings after an act. If something else changed while the engine worked, an undo for instance, that
    /// must not be lost: the act is repeated on the present settings.
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
