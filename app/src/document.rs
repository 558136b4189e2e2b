//! The document: everything that a reader works on.

use model::input;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::run::outcome::Outcome;
use model::share::compared::Compared;
use model::share::permalink::{self, Beside, Link};
use model::share::ranged::Ranged;
use model::share::shown::Shown;
use model::share::told::Told;
use std::sync::Arc;

/// Everything that a change can alter and an undo step restores.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The scenario. It holds the as-of month and the horizon too, as inputs, since links carry them that way.
    pub scenario: Scenario,
    /// The compared scenarios. Most steps leave them as they are, so that steps share them.
    pub compared: Arc<Compared>,
    /// Notes and the story.
    pub told: Arc<Told>,
    /// The settings of ranges: how far inputs may lie from their values, and how draws are made.
    pub ranged: Arc<Ranged>,
    /// The view in which it is shown. Neither a change of view nor showing or hiding ranges is an undo step.
    pub shown: Shown,
}

/// The months at which a scenario is looked at. The model's value for any one month does not depend on them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The month at which headline numbers are read, months since November 2025.
    pub as_of: f64,
    /// The last month that charts show, months since November 2025.
    pub horizon: f64,
}

impl From<Scenario> for Document {
    fn from(scenario: Scenario) -> Document {
        Document {
            scenario,
            compared: Arc::default(),
            told: Arc::default(),
            ranged: Arc::default(),
            shown: Shown::default(),
        }
    }
}

impl From<Link> for Document {
    fn from(link: Link) -> Document {
        Document {
            scenario: link.scenario,
            compared: Arc::new(link.compared),
            told: Arc::new(link.told),
            ranged: Arc::new(link.ranged),
            shown: link.shown,
        }
    }
}

impl Document {
    /// Its link: the value of the query parameter. `outcome` must be the scenario's.
    pub fn link(&self, outcome: &Outcome) -> String {
        let beside = Beside { compared: &self.compared, told: &self.told, ranged: &self.ranged, shown: &self.shown };
        permalink::write_all(&self.scenario, outcome, beside)
    }

    /// The same document in the view of `other`.
    pub fn shown_as(mut self, other: &Document) -> Document {
        self.show_ranges(other.ranged.shown);
        Document { shown: other.shown.clone(), ..self }
    }

    /// Whether it differs from `other` in nothing but the view.
    pub fn is_view_of(&self, other: &Document) -> bool {
        self.scenario == other.scenario
            && self.compared == other.compared
            && self.told == other.told
            && self.ranged.is_drawn_as(&other.ranged)
    }

    /// Changes the settings of ranges.
    pub fn range<T>(&mut self, change: impl FnOnce(&mut Ranged) -> T) -> T {
        change(Arc::make_mut(&mut self.ranged))
    }

    /// Shows or hides ranges.
    pub fn show_ranges(&mut self, shown: bool) {
        // Most calls change nothing; then the `Arc` stays shared.
        if self.ranged.shown != shown {
            self.range(|ranged| ranged.shown = shown);
        }
    }

    /// The document as it is kept in the browser: with its title, notes, story and range settings, but without compared
    /// scenarios, and in the default view.
    pub fn alone(mut self) -> Document {
        self.show_ranges(false);
        let mut compared = Compared::default();
        compared.rename_own(self.compared.own_name());
        Document { compared: compared.into(), shown: Shown::default(), ..self }
    }

    /// Replaces the scenario, its title, notes, story and range settings by those of `other`. Compared scenarios and
    /// the view stay.
    pub fn put(&mut self, other: Document) {
        let name = other.compared.own_name().to_owned();
        let shown = self.ranged.shown;
        (self.scenario, self.told, self.ranged) = (other.scenario, other.told, other.ranged);
        self.show_ranges(shown);
        self.compare(|compared, _| compared.rename_own(&name));
    }

    /// Replaces the scenario by one that has neither title nor range settings, because the present ones belong to the
    /// old scenario. Notes stay, since the reader may carry changes over to the new one.
    pub fn replace(&mut self, scenario: Scenario) {
        self.scenario = scenario;
        self.compare(|compared, _| compared.rename_own(""));
        self.range(Ranged::forget_all);
    }

    /// Replaces the scenario by the assumptions of a workbook. If both have the same baseline, the workbook is taken
    /// for an edited copy of this scenario, whose title and range settings stay. Otherwise it is another scenario, as
    /// in [`Document::replace`].
    pub fn take_assumptions(&mut self, scenario: Scenario) {
        match scenario.baseline().id == self.scenario.baseline().id {
            true => self.scenario = scenario,
            false => self.replace(scenario),
        }
    }

    /// The months at which the scenario is looked at.
    pub fn view(&self) -> View {
        View { as_of: self.scenario.get(input::AS_OF), horizon: self.scenario.get(input::HORIZON) }
    }

    /// Sets one input to the allowed value nearest to `value`. If the as-of month would lie beyond the horizon, the
    /// horizon moves along.
    pub fn set(&mut self, input: ParameterId, value: f64) {
        if self.scenario.get(input) != value {
            self.scenario.set_nearest(input, value);
        }
        if input == input::AS_OF && value > self.view().horizon {
            self.scenario.set_nearest(input::HORIZON, value);
        }
    }

    /// Changes the compared scenarios, and the present scenario with them.
    pub fn compare<T>(&mut self, change: impl FnOnce(&mut Compared, &mut Scenario) -> T) -> T {
        change(Arc::make_mut(&mut self.compared), &mut self.scenario)
    }

    /// Changes the notes or the story.
    pub fn tell<T>(&mut self, change: impl FnOnce(&mut Told) -> T) -> T {
        change(Arc::make_mut(&mut self.told))
    }

    /// Goes to a step of the story, whose scenario and view replace the present ones. With `None`, leaves the story:
    /// scenario and view stay as they are.
    pub fn walk_to(&mut self, step: Option<usize>) {
        self.tell(|told| told.go_to(step));
        let there = self.told.at().and_then(|at| self.told.story().get(at));
        if let Some(step) = there {
            (self.scenario, self.shown) = (step.scenario.clone(), step.shown());
        }
    }

    /// Changes the last month that is shown. The as-of month stays, unless it is no longer shown.
    pub fn show_through(&mut self, horizon: f64) {
        self.set(input::HORIZON, horizon);
        let View { as_of, horizon } = self.view();
        if as_of > horizon {
            self.set(input::AS_OF, horizon);
        }
    }

    /// Moves several month inputs by the same number of months, so that a phase at either end of the calendar keeps its
    /// length. `from` holds the values that they had before, in the same order.
    pub fn shift(&mut self, inputs: &[ParameterId], from: &[f64], by: f64) {
        let months = || inputs.iter().map(|input| input.row()).zip(from);
        let most = months().map(|(row, month)| row.max - month).fold(by, f64::min);
        let by = months().map(|(row, month)| row.min - month).fold(most, f64::max);
        for (input, month) in inputs.iter().zip(from) {
            self.set(*input, (month + by).round());
        }
    }
}

/// The inputs in which two scenarios differ; `None` if their baselines differ.
pub fn difference(one: &Scenario, other: &Scenario) -> Option<Vec<ParameterId>> {
    let same = one.baseline().id == other.baseline().id;
    let differs = |input: &ParameterId| one.get(*input) != other.get(*input);
    same.then(|| ParameterId::all().filter(differs).collect())
}

/// A name for what a change alters: successive changes with the same name are one undo step until the scenario rests.
/// It is empty, so that the change is always a step by itself, for another baseline and for changes of compared
/// scenarios, notes, the story or range settings.
pub(crate) fn same_again(before: &Document, after: &Document) -> String {
    if before.compared != after.compared || before.told != after.told || before.ranged != after.ranged {
        return String::new();
    }
    let inputs = difference(&before.scenario, &after.scenario).unwrap_or_default();
    inputs.into_iter().map(ParameterId::code).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::History;
    use model::inputs::baselines::{BASELINES, Baseline};
    use model::inputs::input::Family;
    use model::inputs::kinds::Kind;
    use model::run::outcome::run;
    use model::share::compared::Way;

    const START: Family = input::phase::START;
    const COMPLETE: Family = input::phase::COMPLETE;

    fn first() -> Document {
        Scenario::of(Baseline::first()).into()
    }

    #[test]
    fn the_as_of_month_stays_while_it_is_shown() {
        let mut document = first();
        document.set(input::AS_OF, 20.0);
        document.show_through(49.0);
        assert_eq!(document.view(), View { as_of: 20.0, horizon: 49.0 });
        document.show_through(13.0);
        assert_eq!(document.view(), View { as_of: 13.0, horizon: 13.0 });
        document.show_through(61.0);
        assert_eq!(document.view(), View { as_of: 13.0, horizon: 61.0 });
    }

    #[test]
    fn a_phase_keeps_its_length_at_the_calendars_ends() {
        let moved = [START.of(1), COMPLETE.of(1)];
        let mut document = first();
        document.set(moved[0], 10.0);
        document.set(moved[1], 15.0);
        document.shift(&moved, &[10.0, 15.0], 500.0);
        let row = moved[1].row();
        assert_eq!(document.scenario.get(moved[1]), row.max);
        assert_eq!(document.scenario.get(moved[0]), row.max - 5.0);
        document.shift(&moved, &[10.0, 15.0], 2.0);
        assert_eq!((document.scenario.get(moved[0]), document.scenario.get(moved[1])), (12.0, 17.0));
    }

    /// Undoing restores each earlier document exactly, and no more than those; redoing then leads back to `last`.
    #[track_caller]
    fn undoes_and_redoes(mut history: History<Document>, last: &Document, before: &[Document]) {
        let mut document = last.clone();
        for expected in before.iter().rev() {
            document = history.undo(&document).expect("a step to undo");
            assert_eq!(document, *expected);
        }
        assert!(history.undo(&document).is_none());
        while let Some(next) = history.redo(&document) {
            document = next;
        }
        assert_eq!(document, *last);
    }

    /// Undoing each kind of change restores the exact scenario, and redoing brings the change back.
    #[test]
    fn a_step_back_is_exact_for_every_input_of_every_baseline() {
        for baseline in BASELINES {
            let mut document = Document::from(Scenario::of(baseline));
            let mut history = History::default();
            let mut before = Vec::new();
            for input in ParameterId::all() {
                let row = input.row();
                let value = match row.kind {
                    Kind::Switch => 1.0 - document.scenario.get(input),
                    _ if document.scenario.get(input) == row.max => row.min,
                    _ => row.max,
                };
                before.push(document.clone());
                history.changed(&document, &input.id());
                document.set(input, value);
            }
            undoes_and_redoes(history, &document, &before);
        }
    }

    /// Undoing restores the comparison exactly after every kind of change, and a link reproduces each state.
    #[test]
    fn a_step_back_is_exact_for_every_change_of_a_comparison() {
        let of = |id: &str| Scenario::of(Baseline::by_id(id).expect(id));
        let changes: [fn(&mut Compared, &mut Scenario); 8] = [
            |compared, scenario| assert!(compared.pin(scenario, "").is_some()),
            |_, scenario| scenario.set_nearest(input::SLIP, 6.0),
            |compared, scenario| assert!(compared.pin(scenario, "Late, and “named”").is_some()),
            |compared, _| compared.show(Way::Differences),
            |compared, _| compared.refer_to(Some(1)),
            |compared, scenario| *scenario = compared.swap(0, scenario).unwrap_or_else(|| scenario.clone()),
            |compared, _| compared.rename(0, "Another"),
            |compared, _| compared.remove(0),
        ];
        let mut document = Document::from(of("all-nvidia"));
        let (mut history, mut before) = (History::default(), Vec::new());
        for change in changes {
            before.push(document.clone());
            history.changed(&document, "");
            document.compare(change);
            assert_ne!(Some(&document), before.last());
            let link = document.link(&run(&document.scenario));
            assert_eq!(permalink::read(&link).map(Document::from), Ok(document.clone()), "{link}");
        }
        undoes_and_redoes(history, &document, &before);
    }

    /// A kept document has its scenario, title, notes and story, and opening it within another document restores them.
    #[test]
    fn what_is_kept_comes_back_with_title_notes_and_story() {
        use model::share::told::Place;
        let mut document = first();
        document.set(input::SLIP, 3.0);
        document.compare(|compared, scenario| {
            compared.rename_own("Mine");
            let mut other = scenario.clone();
            other.set_nearest(input::PUE, 1.4);
            assert!(compared.pin(&other, "Other").is_some());
        });
        assert!(document.tell(|told| told.pin(Place::Input(input::SLIP), "As they say")));
        document.shown = Shown::Brief;
        let kept = document.clone().alone().link(&run(&document.scenario));
        let mut elsewhere = Document::from(Scenario::of(&BASELINES[1]));
        elsewhere.compare(|compared, scenario| assert!(compared.pin(scenario, "Stays").is_some()));
        elsewhere.put(permalink::read(&kept).expect("a link").into());
        assert_eq!((&elsewhere.scenario, &elsewhere.told), (&document.scenario, &document.told));
        assert_eq!(elsewhere.shown, Shown::Explore);
        assert_eq!((elsewhere.compared.own_name(), elsewhere.compared.pinned().len()), ("Mine", 1));
        assert_eq!(elsewhere.compared.pinned()[0].own_name(), "Stays");
    }

    /// Title and range settings belong to a scenario: another one, from a workbook or a baseline, does not inherit
    /// them.
    #[test]
    fn title_and_ranges_are_left_with_the_scenario_that_they_were_said_of() {
        use model::analysis::uncertainty::settings::Certainty;
        let mut mine = first();
        mine.compare(|compared, _| compared.rename_own("Mine"));
        mine.range(|ranged| ranged.say(input::PUE, Certainty::Certain).expect("it has a range"));
        let mut changed = mine.scenario.clone();
        changed.set_nearest(input::PUE, 1.4);
        let mut edited = mine.clone();
        edited.take_assumptions(changed.clone());
        assert_eq!((&edited.scenario, edited.compared.own_name()), (&changed, "Mine"));
        assert_eq!(edited.ranged, mine.ranged);
        let other = Scenario::of(&BASELINES[1]);
        for bring in [Document::take_assumptions, Document::replace] {
            let mut document = mine.clone();
            bring(&mut document, other.clone());
            assert_eq!((&document.scenario, document.compared.own_name()), (&other, ""));
            assert_eq!(document.ranged, first().ranged);
        }
    }

    /// Undoing restores range settings exactly, and a link reproduces them; showing or hiding ranges is a change of
    /// view.
    #[test]
    fn a_step_back_is_exact_for_what_is_said_of_ranges() {
        use model::analysis::uncertainty::settings::{Certainty, Tie};
        use model::analysis::uncertainty::wanted::{Aim, Side, Target};
        let changes: [fn(&mut Ranged); 6] = [
            |ranged| ranged.say(input::PUE, Certainty::Certain).expect("it has a range"),
            |ranged| ranged.say(input::FACILITY_COST, Certainty::Between { low: 7.0, high: 13.0 }).expect("it may be"),
            |ranged| {
                let tie = Tie { one: input::PUE, other: input::WACC, correlation: 0.5 };
                ranged.tie(tie).expect("nothing contradicts it");
            },
            |ranged| ranged.draw_by(7),
            |ranged| assert!(ranged.hope(Target::new(Aim::Metric(model::metric::STAKE), Side::AtLeast, 0.02))),
            Ranged::forget_all,
        ];
        let (mut document, mut history, mut before) = (first(), History::default(), Vec::new());
        for change in changes {
            before.push(document.clone());
            history.changed(&document, &same_again(&document, &document));
            document.range(change);
            assert_ne!(Some(&document), before.last());
            let link = document.link(&run(&document.scenario));
            assert_eq!(permalink::read(&link).map(Document::from), Ok(document.clone()), "{link}");
        }
        undoes_and_redoes(history, &document, &before);
        let mut shown = document.clone();
        shown.show_ranges(true);
        assert_ne!(shown, document);
        assert_eq!(shown.clone().shown_as(&document), document);
        assert!(shown.is_view_of(&document) && !first().is_view_of(&before[5]));
        // A kept scenario has its range settings, but not the fact that ranges were shown.
        assert_eq!(shown.clone().alone().ranged, document.ranged);
        let mut elsewhere = first();
        elsewhere.put(shown);
        assert_eq!(elsewhere.ranged, document.ranged);
    }

    /// Undoing restores notes and story exactly, and a link reproduces them; a step of the story brings its scenario.
    #[test]
    fn a_step_back_is_exact_for_notes_and_story() {
        use model::share::told::{MOST_STEPS, Place};
        let changes: [fn(&mut Document); 9] = [
            |document| assert!(document.tell(|told| told.pin(Place::Input(input::PUE), "Too low? مرحبا"))),
            |document| document.compare(|compared, _| compared.rename_own("<b>Mine</b>")),
            |document| {
                let scenario = document.scenario.clone();
                assert!(document.tell(|told| told.add_step(&scenario, &Shown::Explore, "First")));
            },
            |document| document.set(input::SLIP, 6.0),
            |document| {
                let scenario = document.scenario.clone();
                assert!(document.tell(|told| told.add_step(&scenario, &Shown::Brief, "")));
            },
            |document| document.tell(|told| told.caption(1, "Late")),
            |document| document.walk_to(Some(0)),
            |document| document.walk_to(Some(1)),
            |document| document.walk_to(None),
        ];
        let (mut document, mut history, mut before) = (first(), History::default(), Vec::new());
        for change in changes {
            before.push(document.clone());
            history.changed(&document, "");
            change(&mut document);
            assert_ne!(Some(&document), before.last());
            let link = document.link(&run(&document.scenario));
            assert_eq!(permalink::read(&link).map(Document::from), Ok(document.clone()), "{link}");
        }
        assert_eq!((document.scenario.get(input::SLIP), &document.shown), (6.0, &Shown::Brief));
        undoes_and_redoes(history, &document, &before);
        // Going to a step that does not exist changes nothing.
        let after = document.clone();
        document.walk_to(Some(MOST_STEPS));
        assert_eq!(document, after);
    }
}
