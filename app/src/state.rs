//! The whole reactive graph: its signals, and the memos derived from them.

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

/// The input that holds the month at which headline numbers are read.
pub const AS_OF: ParameterId = input::AS_OF;

/// The place in [`HEADLINE`] of the figure by which changes and inputs are judged until the reader chooses another: the
/// net present value of the contract to its end.
pub const FIRST_FIGURE: usize = 3;

/// The inputs that move that figure most, as the build has ranked them for the baseline of the page that it renders.
#[derive(Clone, Debug)]
pub struct FirstRanking(pub Vec<ParameterId>);

/// What causes a change of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The reader: an undo step, and a new entry of the browser's history.
    Reader,
    /// A link that the browser went to: an undo step; the address bar shows it already.
    Link,
    /// An undo or redo: replaces the address, and is no step itself.
    History,
}

/// Read access to the scenario. Only [`State::change`] writes the document.
#[derive(Clone, Copy)]
pub struct ScenarioView(ReadSignal<Document>);

impl ScenarioView {
    /// Reads from the scenario, and subscribes to the document.
    pub fn with<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.0.with(|document| read(&document.scenario))
    }

    /// Reads from the scenario as it is now, without subscribing.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Scenario) -> T) -> T {
        self.0.with_untracked(|document| read(&document.scenario))
    }

    /// A copy of the scenario; subscribes to the document.
    pub fn get(self) -> Scenario {
        self.with(Clone::clone)
    }

    /// Subscribes to the document without reading it.
    pub fn track(self) {
        self.0.track();
    }
}

/// The signals and memos on which the whole page depends; copied freely.
#[derive(Clone, Copy)]
pub struct State {
    /// The document that the reader works on.
    pub(crate) document: RwSignal<Document>,
    /// Its scenario: the only input of everything that is computed.
    pub scenario: ScenarioView,
    /// The names that the author gave; a memo of its own, because most changes leave them as they are.
    pub names: Memo<Names>,
    /// The outcome of the scenario.
    pub outcome: Memo<Arc<Outcome>>,
    /// The place of its baseline in [`BASELINES`]; a memo of its own, because most changes leave it as it is.
    baseline: Memo<usize>,
    /// The outcome of its baseline, with the same as-of month and horizon.
    pub baseline_outcome: Memo<Arc<Outcome>>,
    /// The compared scenarios, with their outcomes.
    pub beside: Memo<Arc<Beside>>,
    /// Notes and the story; subscribers are notified of nothing else.
    pub told: Memo<Arc<Told>>,
    /// The month under the pointer in any chart, counted from November 2025; `None` when there is none.
    pub pointed: RwSignal<Option<usize>>,
    /// The month that charts mark, one memo for all of them, because most changes leave it as it is.
    marked: Memo<usize>,
    /// Light or dark colours.
    pub theme: RwSignal<Theme>,
    /// The notice about the link that was opened.
    pub link_notice: RwSignal<Option<LinkNotice>>,
    /// A sentence for screen readers, about something that otherwise can only be seen.
    pub announcement: RwSignal<String>,
    /// The questions that were asked one after the other and are still open; the last one is answered.
    pub asked: RwSignal<Vec<String>>,
    /// Toggled whenever the scenario has rested for a moment: charts that are out of sight are then updated.
    pub rested: RwSignal<bool>,
    /// Whether the sheet of inputs is open on a narrow screen.
    pub sheet_open: RwSignal<bool>,
    /// A remark about this browser; empty if there is none.
    pub remark: RwSignal<&'static str>,
    /// The figure by which changes and inputs are judged: its place in [`HEADLINE`].
    pub chosen: RwSignal<usize>,
    /// The marks at sliders.
    pub marks: Marks,
    /// The input that the reader is touching, and what it moves.
    pub touch: Touch,
    /// The note that is being written; it outlasts the menu that it is written in.
    pub drafted: RwSignal<Draft>,
    /// The range settings; subscribers are notified of nothing else.
    pub ranged: Memo<Arc<Ranged>>,
    /// The state of ranges: draws, progress and faults.
    pub ranges: Ranges,
    /// The offer to undo an action that changed many inputs at once; cleared by the next change.
    pub offered: RwSignal<Option<Offer>>,
    /// The result of the last export, or of the workbook that was opened.
    pub exported: RwSignal<Status>,
    /// The result of the last act of sharing.
    pub shared: RwSignal<Status>,
    /// How often the document has changed, so that a late result about an earlier document is not reported.
    pub(crate) changes: StoredValue<usize>,
    /// How many files were given to be opened, so that of several only the last one opens.
    pub(crate) files: StoredValue<usize>,
    /// Which page of reference is open over the page, from 1; 0 for none.
    pub reading: RwSignal<usize>,
    /// Whether a link that says nothing of its view opens as a brief: on narrow screens, until the reader chooses.
    pub(crate) begins_with_brief: RwSignal<bool>,
    /// The undo steps of this tab.
    pub(crate) history: StoredValue<History<Document>>,
    /// Whether there is a step to undo, and whether there is one to redo.
    pub(crate) steps: RwSignal<(bool, bool)>,
    /// What the address bar is owed.
    pub(crate) writing: StoredValue<Writing>,
    /// The timer that runs until the scenario has rested.
    pub(crate) resting: StoredValue<Option<Wait>, LocalStorage>,
}

/// The chosen figure; subscribes to the choice.
fn figure_of(chosen: RwSignal<usize>) -> MetricId {
    HEADLINE.get(chosen.get()).copied().unwrap_or(metric::CONTRACT_NPV)
}

impl State {
    /// Builds the graph from the link in the address bar.
    pub fn new() -> State {
        let (document, notice) = opened(&browser::address::query());
        let begins_with_brief = browser::kept::begins_with_brief() && !matches!(notice, Some(LinkNotice::Refused(_)));
        let document = RwSignal::new(document);
        let scenario = ScenarioView(document.read_only());
        // A change of view runs the model too, which it need not; but a run is cheap, and the graph stays simple.
        let outcome = Memo::new_with_compare(move |_| Arc::new(scenario.with(run)), |old, new| old != new);
        // Most changes leave this equal, so that the model runs again only for another baseline or view.
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

    /// Changes the document: the only way to write it.
    pub fn change(self, origin: Origin, change: impl FnOnce(&mut Document)) {
        let before = self.document.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return;
        }
        // A change of view is no undo step, but the browser's back button returns to the view before.
        let is_view = after.is_view_of(&before);
        let owed = match origin {
            Origin::History => Owed::Replace,
            Origin::Link if is_view => Owed::Nothing,
            Origin::Reader if is_view => {
                self.save();
                Owed::Entry
            }
            // A journey is a step of its own, and is complete.
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
        // What is still owed belongs to the present entry, so it is written before a new entry follows.
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

    /// Clears the offer and the results of exports and copies, which were about the document before the change.
    fn forget_said(self) {
        self.changes.update_value(|changes| *changes += 1);
        if self.offered.with_untracked(Option::is_some) {
            self.withdraw_offer();
        }
        let said = [self.exported, self.shared].into_iter();
        said.filter(|said| said.with_untracked(|said| *said != Status::default()))
            .for_each(|said| said.set(Status::default()));
    }

    /// Sets one input to the allowed value nearest to `value`.
    pub fn set(self, input: ParameterId, value: f64) {
        self.change(Origin::Reader, |document| document.set(input, value));
    }

    /// Names the reader's own chip; an empty text removes its name.
    pub fn name_own_chip(self, name: &str) {
        self.change(Origin::Reader, |document| document.scenario.name_own_chip(name));
    }

    /// Resets one input to the baseline's value.
    pub fn reset(self, input: ParameterId) {
        self.change(Origin::Reader, |document| document.scenario.reset(input));
    }

    /// Resets several inputs to the baseline's values, in one step.
    pub fn reset_several(self, inputs: &[ParameterId]) {
        self.change(Origin::Reader, |document| inputs.iter().for_each(|input| document.scenario.reset(*input)));
    }

    /// The scenario as the value of the link's query parameter.
    pub fn link(self) -> String {
        self.outcome.with_untracked(|outcome| self.document.with_untracked(|document| document.link(outcome)))
    }

    /// The full address of the scenario, to be shared: for an unchanged baseline that of its own page.
    pub fn address(self) -> String {
        self.address_as(self.document.with_untracked(|document| document.shown.clone()))
    }

    /// The same for another view.
    pub fn address_as(self, shown: Shown) -> String {
        let document = Document { shown, ..self.document.get_untracked() };
        let link = self.outcome.with_untracked(|outcome| document.link(outcome));
        let baseline = document.scenario.baseline();
        match document == Document::from(Scenario::of(baseline)) {
            true => browser::address::of_baseline(baseline, &link),
            false => browser::address::of_link(&link),
        }
    }

    /// The title of the scenario: its author's, else that of its baseline.
    pub fn title(self) -> String {
        self.document.with(|document| document.compared.title_of(&document.scenario))
    }

    /// The compared scenarios in the form in which messages carry them.
    pub fn compared(self) -> ComparedValue {
        self.document.with_untracked(|document| ComparedValue::from(document.compared.as_ref()))
    }

    /// The range settings in the form in which messages carry them.
    pub fn ranged_value(self) -> RangedValue {
        self.document.with_untracked(|document| RangedValue::from(document.ranged.as_ref()))
    }

    /// The baseline of the scenario. Subscribers are notified only when it changes.
    pub fn baseline(self) -> &'static Baseline {
        BASELINES.get(self.baseline.get()).unwrap_or_else(|| Baseline::first())
    }

    /// The name of an input. Subscribers are notified only when names change.
    pub fn name_of(self, of: ParameterId) -> String {
        self.names.with(|names| of.name_in(names))
    }

    /// The figure by which changes and inputs are judged; subscribes to the choice.
    pub fn figure(self) -> MetricId {
        figure_of(self.chosen)
    }

    /// Reads from the outcome, and subscribes to it.
    pub fn read<T>(self, what: impl FnOnce(&Outcome) -> T) -> T {
        self.outcome.with(|outcome| what(outcome))
    }

    /// The month that charts mark and read, counted from November 2025: the one pointed at, else the as-of month.
    pub fn marked(self) -> usize {
        self.marked.get()
    }

    /// Marks a month in all charts; `None` when the pointer has left.
    pub fn point(self, month: Option<usize>) {
        if self.pointed.get_untracked() != month {
            self.pointed.set(month);
        }
    }

    /// Announces a text to screen readers.
    pub fn say(self, text: String) {
        self.announcement.set(text);
    }
}

impl Default for State {
    fn default() -> State {
        State::new()
    }
}

/// The page's state, from within any component.
pub fn use_state() -> State {
    expect_context::<State>()
}
