//! How far the figures may lie from their values.

use crate::browser::engine::Unanswered;
use crate::browser::timer::Wait;
use crate::under_way::UnderWay;
use leptos::prelude::*;
use model::analysis::uncertainty::bands::Bands;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::DrawnFrom;
use std::sync::Arc;

/// What draws of a scenario come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The scenario.
    pub of: Scenario,
    /// How they were made.
    pub by: Arc<Ranged>,
    /// What they come to.
    pub bands: Bands,
    /// What they were drawn from.
    pub from: DrawnFrom,
}

/// Ranges on the page.
#[derive(Clone, Copy)]
pub struct Ranges {
    /// Whether the reader asks for them.
    pub shown: Memo<bool>,
    /// The draws that are shown: of the scenario, or for a moment of the one before.
    pub drawn: RwSignal<Option<Arc<Drawn>>>,
    /// Whether they have been of the one before for long.
    pub late: RwSignal<bool>,
    /// Why there are none.
    pub fault: RwSignal<Option<Unanswered>>,
    pub(crate) under_way: UnderWay,
    /// Whether the scenario rests.
    pub(crate) rests: StoredValue<bool>,
    pub(crate) waiting: StoredValue<Option<Wait>, LocalStorage>,
}

impl Ranges {
    /// None drawn yet; shown where the reader says so.
    pub fn new(said: Memo<Arc<Ranged>>) -> Ranges {
        Ranges {
            shown: Memo::new(move |_| said.with(|said| said.shown)),
            drawn: RwSignal::new(None),
            late: RwSignal::new(false),
            fault: RwSignal::new(None),
            under_way: UnderWay::new(),
            rests: StoredValue::new(true),
            waiting: StoredValue::new_local(None),
        }
    }
}
