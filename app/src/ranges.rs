//! Ranges: how far the figures may lie from their values.

use crate::browser::engine::Unanswered;
use crate::browser::timer::Wait;
use crate::under_way::UnderWay;
use leptos::prelude::*;
use model::analysis::uncertainty::bands::Bands;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::DrawnFrom;
use std::sync::Arc;

/// Draws of a scenario, summarised.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The scenario that was drawn.
    pub of: Scenario,
    /// The range settings by which it was drawn.
    pub by: Arc<Ranged>,
    /// The percentiles of the draws.
    pub bands: Bands,
    /// What the draws were made from.
    pub from: DrawnFrom,
}

/// The state of ranges on the page.
#[derive(Clone, Copy)]
pub struct Ranges {
    /// Whether the reader has ranges shown.
    pub shown: Memo<bool>,
    /// The draws on screen: those of the scenario, or for a moment those of the previous one.
    pub drawn: RwSignal<Option<Arc<Drawn>>>,
    /// Whether the draws on screen have been outdated for so long that they are dimmed.
    pub late: RwSignal<bool>,
    /// Why there are no draws; `None` without a fault.
    pub fault: RwSignal<Option<Unanswered>>,
    pub(crate) under_way: UnderWay,
    /// Whether the scenario has rested since its last change.
    pub(crate) rests: StoredValue<bool>,
    pub(crate) waiting: StoredValue<Option<Wait>, LocalStorage>,
}

impl Ranges {
    /// Nothing drawn yet. `said` holds the range settings, which include whether ranges are shown.
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
