//! The input that the reader is touching: with the pointer, or by keyboard focus.

use crate::browser::engine::Place;
use crate::under_way::UnderWay;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;

/// The touched input, the scenario at the first touch, and the flag of the control that was touched.
pub(crate) type Held = (ParameterId, Scenario, RwSignal<bool>);

/// The state of touching. Only one control is touched at a time, even where several show the same input.
#[derive(Clone, Copy)]
pub struct Touch {
    /// What is touched; `None` if nothing is.
    pub(crate) held: RwSignal<Option<Held>>,
    /// What the input moves, as markup; empty until the engine has answered.
    pub words: RwSignal<String>,
    /// The id of the chart that it moves most; empty if it moves none, and until the engine has answered.
    pub figure: RwSignal<String>,
    /// Whether that chart is out of sight, so that a small copy of it is shown beside the control.
    pub away: RwSignal<bool>,
    /// Whether a pointer is down within the inputs: nothing there may shift before its release.
    pub(crate) pressed: StoredValue<bool>,
    /// The input that counts as touched after the release.
    pub(crate) waiting: StoredValue<Option<(ParameterId, RwSignal<bool>)>>,
    /// Whether focus left the inputs while the pointer was down.
    pub(crate) left: StoredValue<bool>,
    pub(crate) under_way: UnderWay,
    pub(crate) place: StoredValue<Place>,
}

impl Touch {
    /// Nothing is touched.
    pub fn new() -> Touch {
        Touch {
            held: RwSignal::new(None),
            words: RwSignal::new(String::new()),
            figure: RwSignal::new(String::new()),
            away: RwSignal::new(false),
            pressed: StoredValue::new(false),
            waiting: StoredValue::new(None),
            left: StoredValue::new(false),
            under_way: UnderWay::new(),
            place: StoredValue::new(Place::default()),
        }
    }
}

impl Default for Touch {
    fn default() -> Touch {
        Touch::new()
    }
}
