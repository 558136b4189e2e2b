//! The input that a reader has a hand on.

use crate::browser::engine::Place;
use crate::under_way::UnderWay;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;

/// Which input, what the scenario was when it was taken, and the flag of the place that shows it.
pub(crate) type Held = (ParameterId, Scenario, RwSignal<bool>);

/// The hand on an input. One place of the page holds it at a time: an input may stand in several.
#[derive(Clone, Copy)]
pub struct Touch {
    /// What is held; nothing while no hand is on any.
    pub(crate) held: RwSignal<Option<Held>>,
    /// What it moves, as markup; empty until it is known.
    pub words: RwSignal<String>,
    /// The chart that it moves most, by its id; empty where it moves none, or until that is known.
    pub figure: RwSignal<String>,
    /// Whether that chart is out of sight, so that it is drawn once more beside the hand.
    pub away: RwSignal<bool>,
    /// Whether a pointer is down in the inputs: what is pressed must not move before it is let go.
    pub(crate) pressed: StoredValue<bool>,
    /// What is taken once it is let go.
    pub(crate) waiting: StoredValue<Option<(ParameterId, RwSignal<bool>)>>,
    /// Whether the keyboard left an input meanwhile.
    pub(crate) left: StoredValue<bool>,
    pub(crate) under_way: UnderWay,
    pub(crate) place: StoredValue<Place>,
}

impl Touch {
    /// No hand on anything.
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
