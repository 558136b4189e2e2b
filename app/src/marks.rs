//! What stands at sliders: which way each moves the chosen figure, and where the figure breaks even. The engine finds it
//! when the scenario rests.

use crate::browser::engine::{Place, ask};
use crate::browser::timer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use protocol::ScenarioValue;
use protocol::engine::{Answer, Ask, Mark};

/// How long the marks of a first page wait, so that the engine is not loaded before the page has come to rest.
const FIRST_MS: u32 = 2_000;

/// What the engine has found, and for what.
#[derive(Clone, Copy)]
pub struct Marks {
    /// The scenario whose sliders it is about, with its marks; nothing until the engine has answered.
    found: RwSignal<Option<(Scenario, Vec<Mark>)>>,
    place: StoredValue<Place>,
}

impl Marks {
    /// None yet.
    pub fn new() -> Marks {
        Marks { found: RwSignal::new(None), place: StoredValue::new(Place::default()) }
    }

    /// Has the engine find them for the scenario and the figure that `read` gives, break-even for some inputs: now, or, of a
    /// page that has just come, when it rests.
    pub fn follow(self, read: impl Fn() -> (Scenario, MetricId) + 'static, crossed: Vec<ParameterId>, first: bool) {
        let now = move || {
            let (scenario, metric) = read();
            spawn_local(self.ask(scenario, metric, crossed.clone()));
        };
        if first { timer::later(FIRST_MS, now) } else { now() }
    }

    async fn ask(self, scenario: Scenario, metric: MetricId, crossed: Vec<ParameterId>) {
        let asked = Ask::Marks {
            scenario: ScenarioValue::from(&scenario),
            metric: metric.id().to_owned(),
            crossed: crossed.into_iter().map(ParameterId::id).collect(),
        };
        let Some(place) = self.place.try_get_value() else { return };
        if let Ok(Answer::Marks(marks)) = ask(&place, asked).await {
            self.found.set(Some((scenario, marks)));
        }
    }

    /// The mark of an input in a scenario, as long as nothing but that input has changed since it was found.
    pub fn of(self, now: &Scenario, of: ParameterId) -> Option<Mark> {
        self.found.with(|found| {
            let (scenario, marks) = found.as_ref()?;
            let mark = marks.iter().find(|mark| mark.input == of.id())?;
            is_same_but(now, scenario, of).then(|| mark.clone())
        })
    }
}

impl Default for Marks {
    fn default() -> Marks {
        Marks::new()
    }
}

fn is_same_but(one: &Scenario, other: &Scenario, of: ParameterId) -> bool {
    one.baseline().id == other.baseline().id
        && one
            .values()
            .iter()
            .zip(other.values())
            .enumerate()
            .all(|(place, (one, other))| one == other || place == of.index())
}
