//! The whole reactive graph: what can be written, and what is derived from it.

use crate::arrival::{LinkNotice, opened};
use crate::beside::Beside;
use crate::browser::theme::FirstLook;
use crate::browser::{self, timer, timer::Wait};
use crate::document::{Document, difference, same_again};
use crate::draft::Draft;
use crate::history::{History, Owed, Writing};
use crate::marks::Marks;
use crate::offer::Offer;
use crate::ranges::Ranges;
use crate::status::Status;
use crate::touch::Touch;
use crate::view::kept_count;
use figures::theme::Theme;
use leptos::prelude::*;
use model::input;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::input::ParameterId;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::{HEADLINE, MetricId};
use model::run::outcome::{Outcome, run};
use model::share::ranged::Ranged;
use model::share::shown::Shown;
use model::share::told::Told;
use protocol::{ComparedValue, RangedValue};
use std::sync::Arc;

/// The input that says at which month headline numbers are read.
pub const AS_OF: ParameterId = input::AS_OF;

/// The place among the headline figures of the one that changes and inputs are looked at by at first: the contract’s value
/// to its end.
pub const FIRST_FIGURE: usize = 3;

/// The inputs that move it most in the baseline of the page that the build draws, as it has ranked them.
#[derive(Clone, Debug)]
pub struct FirstRanking(pub Vec<ParameterId>);

/// Who changes the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The reader: a step that can be undone, and an entry of the browser's history.
    Reader,
    /// A link that was travelled to: a step that can be undone; the address bar says it already.
    Link,
    /// A step back or forward: it replaces the address and is no step itself.
    History,
}

/// The document, to be read. Only [`State::change`] writes it.
#[derive(Clone, Copy)]
pub struct ScenarioView(ReadSignal<Document>);

impl ScenarioView {
    /// Reads something off the scenario, and hears of its changes.
    pub fn with<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.0.with(|document| read(&document.scenario))
    }

    /// Reads something off the scenario as it is now.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.0.with_untracked(|document| read(&document.scenario))
    }

    /// The scenario.
    pub fn get(self) -> Scenario {
        self.with(Clone::clone)
    }

    /// Hears of changes.
    pub fn track(self) {
        self.0.track();
    }
}

/// Everything that the page shows hangs from this; it is copied freely.
#[derive(Clone, Copy)]
pub struct State {
    /// What the reader works on.
    pub(crate) document: RwSignal<Document>,
    /// Its scenario: the only input of everything that is computed.
    pub scenario: ScenarioView,
    /// What its author calls things; kept apart, because most changes leave it as it is.
    pub names: Memo<Names>,
    /// What the scenario comes to.
    pub outcome: Memo<Arc<Outcome>>,
    /// Place of its baseline among all of them; kept apart, because most changes leave it as it is.
    baseline: Memo<usize>,
    /// What its baseline comes to at the same months.
    pub baseline_outcome: Memo<Arc<Outcome>>,
    /// What stands beside the scenario, each with what it comes to.
    pub beside: Memo<Arc<Beside>>,
    /// Notes and the story. Who reads them hears of nothing else.
    pub told: Memo<Arc<Told>>,
    /// The month under the pointer in any chart; `None` when there is none.
    pub pointed: RwSignal<Option<usize>>,
    /// The month that charts mark; kept once for all of them, because most changes leave it as it is.
    marked: Memo<usize>,
    /// Colours.
    pub theme: RwSignal<Theme>,
    /// What there is to say about the link that was opened.
    pub link_notice: RwSignal<Option<LinkNotice>>,
    /// A sentence for screen readers, when something happened that can only be seen.
    pub announcement: RwSignal<String>,
    /// The questions that were asked one after the other and are not yet closed; the last one is answered.
    pub asked: RwSignal<Vec<String>>,
    /// Turned over whenever the scenario has rested for a moment: what is out of sight then follows.
    pub rested: RwSignal<bool>,
    /// Whether the inputs are open on a narrow screen.
    pub sheet_open: RwSignal<bool>,
    /// What there is to say about this browser; empty where there is nothing.
    pub remark: RwSignal<&'static str>,
    /// The figure that changes and inputs are looked at by: its place among [`HEADLINE`].
    pub chosen: RwSignal<usize>,
    /// What stands at sliders.
    pub marks: Marks,
    /// The input that the reader has a hand on.
    pub touch: Touch,
    /// The note that is being written and is not pinned yet: it outlasts the menu that it is written in.
    pub drafted: RwSignal<Draft>,
    /// What is said of ranges. Who reads it hears of nothing else.
    pub ranged: Memo<Arc<Ranged>>,
    /// How far the figures may lie from their values.
    pub ranges: Ranges,
    /// What can be taken back after all changes went at once; gone with the next change.
    pub offered: RwSignal<Option<Offer>>,
    /// What has come of an export, or of a workbook that was opened.
    pub exported: RwSignal<Status>,
    /// What has come of sharing.
    pub shared: RwSignal<Status>,
    /// How often the document has changed: what comes of an earlier one is not said of a later one.
    pub(crate) changes: StoredValue<usize>,
    /// How many files were given to be opened: the last one is.
    pub(crate) files: StoredValue<usize>,
    /// Which page of reference is open over the page, from 1; 0 for none.
    pub reading: RwSignal<usize>,
    /// Whether a link that says nothing of its view is shown as a brief: on a narrow screen, until the reader chooses.
    pub(crate) begins_with_brief: RwSignal<bool>,
    /// The steps of this tab.
    pub(crate) history: StoredValue<History<Document>>,
    /// Whether there is a step to undo, and one to redo.
    pub(crate) steps: RwSignal<(bool, bool)>,
    /// What the address bar owes.
    pub(crate) writing: StoredValue<Writing>,
    /// The wait for the scenario to rest.
    pub(crate) resting: StoredValue<Option<Wait>, LocalStorage>,
}

/// The figure that is chosen. Who reads it hears of another one.
fn figure_of(chosen: RwSignal<usize>) -> MetricId {
    HEADLINE.get(chosen.get()).copied().unwrap_or(metric::CONTRACT_NPV)
}

impl State {
    /// The graph, starting from the address bar.
    pub fn new() -> State {
        let (document, notice) = opened(&browser::address::query());
        let begins_with_brief = browser::kept::begins_with_brief() && !matches!(notice, Some(LinkNotice::Refused(_)));
        let document = RwSignal::new(document);
        let scenario = ScenarioView(document.read_only());
        // The view only chooses what is looked at, but it is cheap to compute and simple to keep in one place.
        let outcome = Memo::new_with_compare(move |_| Arc::new(scenario.with(run)), |old, new| old != new);
        // Most changes leave the baseline as it is: only another one, or another view, runs the model again.
        let unchanged = Memo::new(move |_| scenario.with(|scenario| scenario.as_released()));
        let baseline_outcome = Memo::new(move |_| Arc::new(unchanged.with(run)));
        let compared = Memo::new(move |_| document.with(|document| (document.compared.clone(), document.view())));
        let beside = Memo::new(move |before: Option<&Arc<Beside>>| {
            let view = compared.with(|(compared, _)| compared.clone());
            Arc::new(scenario.with_untracked(|scenario| Beside::of(&view, scenario, before.map(Arc::as_ref))))
        });
        let pointed = RwSignal::new(None::<usize>);
        let marked = kept_count(move || {
            let (last, as_of) =
                outcome.with(|outcome| (outcome.sheet.months().saturating_sub(1), outcome.as_of.0.max(0) as usize));
            pointed.get().map_or(as_of, |month| month.min(last))
        });
        let baseline = kept_count(move || {
            let id = scenario.with(|scenario| scenario.baseline().id);
            BASELINES.iter().position(|baseline| baseline.id == id).unwrap_or(0)
        });
        let ranged = Memo::new(move |_| document.with(|document| document.ranged.clone()));
        let chosen = RwSignal::new(FIRST_FIGURE);
        let since = move |other: &Scenario| scenario.with(|scenario| difference(other, scenario));
        State {
            document,
            scenario,
            names: Memo::new(move |_| scenario.with(|scenario| scenario.names().clone())),
            outcome,
            baseline,
            baseline_outcome,
            beside,
            told: Memo::new(move |_| document.with(|document| document.told.clone())),
            pointed,
            marked,
            theme: RwSignal::new(
                use_context::<FirstLook>().map_or_else(browser::theme::preferred, |FirstLook(theme)| theme),
            ),
            link_notice: RwSignal::new(notice),
            announcement: RwSignal::new(String::new()),
            asked: RwSignal::new(Vec::new()),
            rested: RwSignal::new(false),
            sheet_open: RwSignal::new(false),
            remark: RwSignal::new(""),
            chosen,
            marks: Marks::new(since, ranged, move || figure_of(chosen)),
            touch: Touch::new(),
            drafted: RwSignal::new(Draft::default()),
            ranged,
            ranges: Ranges::new(ranged),
            offered: RwSignal::new(None),
            exported: RwSignal::new(Status::default()),
            shared: RwSignal::new(Status::default()),
            changes: StoredValue::new(0),
            files: StoredValue::new(0),
            reading: RwSignal::new(0),
            begins_with_brief: RwSignal::new(begins_with_brief),
            history: StoredValue::new(History::default()),
            steps: RwSignal::new((false, false)),
            writing: StoredValue::new(Writing::default()),
            resting: StoredValue::new_local(None),
        }
    }

    /// Changes the document: the only way to.
    pub fn change(self, origin: Origin, change: impl FnOnce(&mut Document)) {
        let before = self.document.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return;
        }
        // Another view of the same is no step, but the browser's way back leads to the one before.
        let is_view = after.is_view_of(&before);
        let owed = match origin {
            Origin::History => Owed::Replace,
            Origin::Link if is_view => Owed::Nothing,
            Origin::Reader if is_view => {
                self.save();
                Owed::Entry
            }
            // A journey is a step of its own, and has come to an end.
            Origin::Link => {
                self.history.update_value(|history| {
                    history.changed(&before, "");
                    history.close(&after);
                });
                Owed::Nothing
            }
            Origin::Reader => {
                let what = same_again(&before, &after);
                self.history.try_update_value(|history| history.changed(&before, &what)).unwrap_or(Owed::Nothing)
            }
        };
        // What is owed still belongs to the entry that is there, before a new one follows it.
        if owed == Owed::Entry && self.writing.with_value(|writing| writing.is_due(timer::now())) {
            self.write_address();
        }
        self.document.set(after);
        self.forget_said();
        if origin == Origin::Link {
            self.writing.update_value(Writing::forget);
        }
        self.owe(owed);
        self.rest();
    }

    /// What was offered, and what had come of an export or of a copy, was about the scenario before.
    fn forget_said(self) {
        self.changes.update_value(|changes| *changes += 1);
        if self.offered.with_untracked(Option::is_some) {
            self.withdraw_offer();
        }
        let said = [self.exported, self.shared].into_iter();
        said.filter(|said| said.with_untracked(|said| *said != Status::default()))
            .for_each(|said| said.set(Status::default()));
    }

    /// Changes one input to the nearest value that may stand there.
    pub fn set(self, input: ParameterId, value: f64) {
        self.change(Origin::Reader, |document| document.set(input, value));
    }

    /// Calls a chip of one's own so; an empty text takes its name away.
    pub fn name_own_chip(self, name: &str) {
        self.change(Origin::Reader, |document| document.scenario.name_own_chip(name));
    }

    /// Puts one input back to the baseline's value.
    pub fn reset(self, input: ParameterId) {
        self.change(Origin::Reader, |document| document.scenario.reset(input));
    }

    /// Puts several inputs back to the baseline's values, in one step.
    pub fn reset_several(self, inputs: &[ParameterId]) {
        self.change(Origin::Reader, |document| inputs.iter().for_each(|input| document.scenario.reset(*input)));
    }

    /// The scenario as the value of the link's query parameter.
    pub fn link(self) -> String {
        self.outcome.with_untracked(|outcome| self.document.with_untracked(|document| document.link(outcome)))
    }

    /// The whole address of the scenario, to be handed on: of a baseline as it was released its own page.
    pub fn address(self) -> String {
        self.address_as(self.document.with_untracked(|document| document.shown.clone()))
    }

    /// The same, shown in another way.
    pub fn address_as(self, shown: Shown) -> String {
        let document = Document { shown, ..self.document.get_untracked() };
        let link = self.outcome.with_untracked(|outcome| document.link(outcome));
        let baseline = document.scenario.baseline();
        match document == Document::from(Scenario::of(baseline)) {
            true => browser::address::of_baseline(baseline, &link),
            false => browser::address::of_link(&link),
        }
    }

    /// What the scenario is called: by its author, else by its baseline.
    pub fn title(self) -> String {
        self.document.with(|document| document.compared.title_of(&document.scenario))
    }

    /// What stands beside the scenario, as the programs beside the page take it.
    pub fn compared(self) -> ComparedValue {
        self.document.with_untracked(|document| ComparedValue::from(document.compared.as_ref()))
    }

    /// What is said of ranges, as the programs beside the page take it.
    pub fn ranged_value(self) -> RangedValue {
        self.document.with_untracked(|document| RangedValue::from(document.ranged.as_ref()))
    }

    /// The baseline of the scenario. Who reads it hears only of another one.
    pub fn baseline(self) -> &'static Baseline {
        BASELINES.get(self.baseline.get()).unwrap_or_else(|| Baseline::first())
    }

    /// What an input is called. Who reads it hears only of other names.
    pub fn name_of(self, of: ParameterId) -> String {
        self.names.with(|names| of.name_in(names))
    }

    /// The figure that changes and inputs are looked at by.
    pub fn figure(self) -> MetricId {
        figure_of(self.chosen)
    }

    /// Reads something off the outcome.
    pub fn read<T>(self, what: impl FnOnce(&Outcome) -> T) -> T {
        self.outcome.with(|outcome| what(outcome))
    }

    /// The month that charts mark and read: the one pointed at, else the as-of month.
    pub fn marked(self) -> usize {
        self.marked.get()
    }

    /// Points at a month in all charts, or at none.
    pub fn point(self, month: Option<usize>) {
        if self.pointed.get_untracked() != month {
            self.pointed.set(month);
        }
    }

    /// Says something to screen readers.
    pub fn say(self, text: String) {
        self.announcement.set(text);
    }
}

impl Default for State {
    fn default() -> State {
        State::new()
    }
}

/// The page's state, from any component.
pub fn use_state() -> State {
    expect_context::<State>()
}
