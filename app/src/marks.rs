//! What stands at sliders: which way each moves the chosen figure, and where the figure breaks even or is at a target; and which
//! findings turn within their inputs' ranges. The engine finds it when the scenario rests.

use crate::browser::engine::{Place, ask};
use crate::browser::timer::{self, Wait};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::share::ranged::Ranged;
use protocol::ScenarioValue;
use protocol::engine::{Answer, Ask, Mark, Turned};
use std::sync::Arc;

/// How long the marks of a first page wait, so that the engine is not loaded before the page has come to rest.
const FIRST_MS: u32 = 2_000;

/// What stands at sliders, as the engine has found it.
#[derive(Clone, Copy)]
pub struct Marks {
    /// Nothing until the engine has answered.
    found: RwSignal<Option<Found>>,
    /// The inputs that have changed since it was found, while ranges and targets have not; kept once for all sliders.
    since: Memo<Option<Vec<ParameterId>>>,
    /// Whether it is about the figure that is chosen.
    is_of_figure: Memo<bool>,
    place: StoredValue<Place>,
    /// The wait of a first page.
    waiting: StoredValue<Option<Wait>, LocalStorage>,
}

/// What the engine has found, and for what.
struct Found {
    /// The scenario that it is about.
    of: Scenario,
    /// By which ranges and targets.
    by: Arc<Ranged>,
    /// Which figure the marks are about.
    metric: MetricId,
    marks: Vec<Mark>,
    /// The figures on which a finding hangs and that turn within their inputs' ranges.
    turns: Vec<Turned>,
}

impl Marks {
    /// None yet. `since` hears of the scenario on screen, and says which of its inputs differ from another's; nothing where
    /// the baselines differ. `figure` is the one that is chosen.
    pub fn new(
        since: impl Fn(&Scenario) -> Option<Vec<ParameterId>> + Send + Sync + 'static,
        ranged: Memo<Arc<Ranged>>,
        figure: impl Fn() -> MetricId + Send + Sync + 'static,
    ) -> Marks {
        let found = RwSignal::new(None::<Found>);
        let is_by = move |by: &Ranged| ranged.with(|now| now.is_drawn_as(by));
        Marks {
            found,
            since: Memo::new(move |_| {
                found.with(|found| found.as_ref().filter(|found| is_by(&found.by)).and_then(|found| since(&found.of)))
            }),
            is_of_figure: Memo::new(move |_| {
                found.with(|found| found.as_ref().is_some_and(|found| found.metric == figure()))
            }),
            place: StoredValue::new(Place::default()),
            waiting: StoredValue::new_local(None),
        }
    }

    /// Has the engine find them for a scenario and a figure, break-even and the figure's targets for some inputs: now, or, of
    /// a page that has just come, when it rests.
    pub fn follow(self, of: Scenario, metric: MetricId, crossed: Vec<ParameterId>, by: Arc<Ranged>, first: bool) {
        let asked = Ask::Marks {
            scenario: ScenarioValue::from(&of),
            metric: metric.id().to_owned(),
            target_values: by.target_values_of(metric).collect(),
            crossed: crossed.into_iter().map(ParameterId::id).collect(),
            ranged: by.as_ref().into(),
        };
        let ask = move || spawn_local(self.ask((of, by, metric), asked));
        // An earlier wait is dropped, and so never fires.
        self.waiting.set_value(None);
        match first {
            true => self.waiting.set_value(Some(timer::after(FIRST_MS, ask))),
            false => ask(),
        }
    }

    async fn ask(self, (of, by, metric): (Scenario, Arc<Ranged>, MetricId), asked: Ask) {
        let Some(place) = self.place.try_get_value() else { return };
        if let Ok(Answer::Marks { marks, turns }) = ask(&place, asked).await {
            self.found.set(Some(Found { of, by, metric, marks, turns }));
        }
    }

    /// That a figure turns within its inputs' ranges, in a line, as long as nothing has changed since it was found; else, and
    /// where it does not turn, an empty text.
    pub fn turns(self, of: MetricId) -> String {
        let holds = self.since.with(|since| since.as_ref().is_some_and(Vec::is_empty));
        self.found.with(|found| {
            let turns = found.iter().filter(|_| holds).flat_map(|found| &found.turns);
            turns.filter(|turned| turned.metric == of.id()).map(|turned| turned.line.as_str()).collect()
        })
    }

    /// The mark of an input for the figure that is chosen, as long as nothing but that input has changed since it was found.
    pub fn of(self, of: ParameterId) -> Option<Mark> {
        let holds =
            |since: &Option<Vec<ParameterId>>| since.as_ref().is_some_and(|all| all.iter().all(|one| *one == of));
        if !self.since.with(holds) || !self.is_of_figure.get() {
            return None;
        }
        self.found.with(|found| found.as_ref()?.marks.iter().find(|mark| mark.input == of.id()).cloned())
    }
}
