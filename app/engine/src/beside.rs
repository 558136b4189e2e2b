//! A scenario and the compared ones, each with its outcome over the months of the first.

use figures::{Subject, Subjects};
use model::analysis::uncertainty::bands::Bands;
use model::inputs::scenario::Scenario;
use model::run::outcome::{Outcome, run};
use model::share::compared::{Compared, Way, letter};
use model::share::ranged::Ranged;
use protocol::{DrawnFrom, DrawnValue};

/// One of the scenarios.
pub(crate) struct Side {
    /// Its letter; empty for the first scenario, "the baseline" for the baseline.
    pub letter: &'static str,
    /// Its title.
    pub title: String,
    pub scenario: Scenario,
    pub outcome: Outcome,
}

impl Side {
    fn new(letter: &'static str, title: String, scenario: Scenario) -> Side {
        Side { letter, title, outcome: run(&scenario), scenario }
    }

    /// Its name among others: "A: All Trainium3".
    pub(crate) fn called(&self) -> String {
        if self.letter.is_empty() { self.title.clone() } else { format!("{}: {}", self.letter, self.title) }
    }

    fn subject(&self) -> Subject<'_> {
        Subject { name: self.letter, title: &self.title, scenario: &self.scenario, outcome: &self.outcome }
    }
}

/// A scenario and the compared ones.
pub(crate) struct Beside {
    /// The scenario's title when it stands alone: its author's, else that of its baseline.
    pub title: String,
    pub first: Side,
    /// The compared scenarios in order.
    pub others: Vec<Side>,
    /// The scenario's baseline, if that is the reference.
    pub baseline: Option<Side>,
    reference: Option<usize>,
    way: Way,
    /// The bands of the scenario's draws, if they are shown.
    pub bands: Option<Bands>,
    /// What the bands were drawn from.
    pub drawn_from: DrawnFrom,
    /// The reader's range settings.
    pub ranged: Ranged,
}

impl Beside {
    pub(crate) fn of(scenario: Scenario, compared: &Compared) -> Beside {
        let title = compared.name_of(&scenario);
        let others = compared.pinned().iter().zip(compared.names()).enumerate();
        let others = others.map(|(place, (pinned, name))| {
            Side::new(letter(place), name, pinned.scenario().clone().with_view_of(&scenario))
        });
        let baseline = compared.reference().is_none().then(|| {
            let baseline = scenario.as_released();
            Side::new("the baseline", baseline.baseline().name.to_owned(), baseline)
        });
        Beside {
            title: compared.title_of(&scenario),
            others: others.collect(),
            first: Side::new("", title, scenario),
            baseline,
            reference: compared.reference(),
            way: compared.way(),
            bands: None,
            drawn_from: DrawnFrom::default(),
            ranged: Ranged::default(),
        }
    }

    /// The same with the bands of the scenario's draws.
    pub(crate) fn with_drawn(self, drawn: &Option<DrawnValue>) -> Beside {
        match drawn {
            Some(drawn) => Beside { bands: Some(drawn.bands.open()), drawn_from: drawn.from, ..self },
            None => self,
        }
    }

    /// The same with the reader's range settings.
    pub(crate) fn with_ranged(self, ranged: Ranged) -> Beside {
        Beside { ranged, ..self }
    }

    /// The reference, from which differences are counted.
    pub(crate) fn reference(&self) -> &Side {
        let marked = self.reference.and_then(|place| self.others.get(place));
        marked.or(self.baseline.as_ref()).unwrap_or(&self.first)
    }

    /// All scenarios, the first one included.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Calls `of` with the subjects that figures are made from.
    pub(crate) fn with_subjects<T>(&self, of: impl FnOnce(&Subjects<'_>) -> T) -> T {
        let others: Vec<Subject<'_>> = self.others.iter().map(Side::subject).collect();
        of(&Subjects {
            first: self.first.subject(),
            others: &others,
            bands: self.bands.as_ref(),
            ranged: Some(&self.ranged),
            way: self.way,
            reference: Some(self.reference().subject()),
        })
    }
}
