//! The marks at sliders: in which direction each moves the chosen figure, and where the figure breaks even or reaches a
//! target. Also the findings that turn within their inputs' ranges. The engine computes both when the scenario rests.

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

/// How long after the start the engine is asked for the first marks, milliseconds, so that it is downloaded only once
/// the page has settled.
const FIRST_MS: u32 = 2_000;

/// The marks at sliders, as the engine has found them.
#[derive(Clone, Copy)]
pub struct Marks {
    /// `None` until the engine has answered.
    found: RwSignal<Option<Found>>,
    /// The inputs that have changed since the answer; `None` once ranges, targets or the baseline have. One memo for
    /// all sliders.
    since: Memo<Option<Vec<ParameterId>>>,
    /// Whether the marks are about the figure that is chosen now.
    is_of_figure: Memo<bool>,
    place: StoredValue<Place>,
    /// The delay before the first question.
    waiting: StoredValue<Option<Wait>, LocalStorage>,
}

/// The engine's answer, and what was asked.
struct Found {
    /// The scenario that was asked about.
    of: Scenario,
    /// The range settings, with their targets.
    by: Arc<Ranged>,
    /// The figure that was asked about.
    metric: MetricId,
    marks: Vec<Mark>,
    /// The figures on which a finding rests and that turn within their inputs' ranges.
    turns: Vec<Turned>,
}

impl Marks {
    /// No marks yet. `since` subscribes to the scenario on screen and returns the inputs in which it differs from the
    /// one given, or `None` if their baselines differ. `figure` returns the chosen figure, and subscribes to it.
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

    /// Asks the engine for the marks of `metric` in scenario `of`, with the crossings of break-even and targets for the
    /// inputs `crossed`. `first` delays the question, on a page that has only just been loaded.
    pub fn follow(self, of: Scenario, metric: MetricId, crossed: Vec<ParameterId>, by: Arc<Ranged>, first: bool) {
        let asked = Ask::Marks {
            scenario: ScenarioValue::from(&of),
            metric: metric.id().to_owned(),
            target_values: by.target_values_of(metric).collect(),
            crossed: crossed.into_iter().map(ParameterId::id).collect(),
            ranged: by.as_ref().into(),
        };
        let ask = move || spawn_local(self.ask((of, by, metric), asked));
        // Replacing an earlier wait drops it, so that it never fires.
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

    /// A line that says that a figure turns within its inputs' ranges. Empty if it does not, or if anything has changed
    /// since the answer.
    pub fn turns(self, of: MetricId) -> String {
        let holds = self.since.with(|since| since.as_ref().is_some_and(Vec::is_empty));
        self.found.with(|found| {
            let turns = found.iter().filter(|_| holds).flat_map(|found| &found.turns);
            turns.filter(|turned| turned.metric == of.id()).map(|turned| turned.line.as_str()).collect()
        })
    }

    /// The mark of an input for the chosen figure, as long as no other input has changed since the answer.
    pub fn of(self, of: ParameterId) -> Option<Mark> {
        let holds =
            |since: &Option<Vec<ParameterId>>| since.as_ref().is_some_and(|all| all.iter().all(|one| *one == of));
        if !self.since.with(holds) || !self.is_of_figure.get() {
            return None;
        }
        self.found.with(|found| found.as_ref()?.marks.iter().find(|mark| mark.input == of.id()).cloned())
    }
}
