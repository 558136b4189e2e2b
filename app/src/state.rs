//! The whole reactive graph: what can be written, and what is derived from it.

use crate::browser;
use crate::components::export::Told;
use crate::view::kept_count;
use figures::theme::Theme;
use leptos::prelude::*;
use model::baselines::{BASELINES, Baseline};
use model::outcome::{Outcome, run};
use model::parameters::ParameterId;
use model::permalink::{self, Moved};
use model::scenario::Scenario;
use std::sync::Arc;

/// The input that says at which month headline numbers are read.
pub const AS_OF: ParameterId = ParameterId::of("view.as_of");

/// A message to the reader about a link.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkNotice {
    /// A link was refused; the reason, in words.
    Refused(String),
    /// A link was opened, but today's model gives other numbers than the sender saw.
    Moved(Vec<Moved>),
}

/// Everything that the page shows hangs from this; it is copied freely.
#[derive(Clone, Copy)]
pub struct State {
    /// The scenario: the only input of everything that is computed.
    pub scenario: RwSignal<Scenario>,
    /// What the scenario comes to.
    pub outcome: Memo<Arc<Outcome>>,
    /// Place of its baseline among all of them; kept apart, because most changes leave it as it is.
    baseline: Memo<usize>,
    /// What its baseline comes to at the same months.
    pub baseline_outcome: Memo<Arc<Outcome>>,
    /// The month under the pointer in any chart; `None` when there is none.
    pub pointed: RwSignal<Option<usize>>,
    /// Colours.
    pub theme: RwSignal<Theme>,
    /// What there is to say about the link that was opened.
    pub link_notice: RwSignal<Option<LinkNotice>>,
    /// A sentence for screen readers, when something happened that can only be seen.
    pub said: RwSignal<String>,
    /// The questions that were asked one after the other and are not yet closed; the last one is answered.
    pub asked: RwSignal<Vec<String>>,
    /// Turned over whenever the scenario has rested for a moment: what is out of sight then follows.
    pub rested: RwSignal<bool>,
    /// Whether the inputs are open on a narrow screen.
    pub sheet_open: RwSignal<bool>,
    /// What there is to say about this browser; empty where there is nothing.
    pub remark: RwSignal<&'static str>,
    /// What has come of an export, or of a workbook that was opened.
    pub exported: RwSignal<Told>,
    /// Which page of reference is open over the page, from 1; 0 for none.
    pub reading: RwSignal<usize>,
}

impl State {
    /// The graph, starting from the address bar.
    pub fn new() -> State {
        let (scenario, notice) = opened(&browser::address::query());
        let scenario = RwSignal::new(scenario);
        // The view only chooses what is looked at, but it is cheap to compute and simple to keep in one place.
        let outcome = Memo::new_with_compare(move |_| Arc::new(scenario.with(run)), |old, new| old != new);
        // Most changes leave the baseline as it is: only another one, or another view, runs the model again.
        let unchanged =
            Memo::new(move |_| scenario.with(|scenario| Scenario::of(scenario.baseline()).seen_as(scenario)));
        let baseline_outcome = Memo::new(move |_| Arc::new(unchanged.with(run)));
        let baseline = kept_count(move || {
            let id = scenario.with(|scenario| scenario.baseline().id);
            BASELINES.iter().position(|baseline| baseline.id == id).unwrap_or(0)
        });
        State {
            scenario,
            outcome,
            baseline,
            baseline_outcome,
            pointed: RwSignal::new(None),
            theme: RwSignal::new(browser::theme::preferred()),
            link_notice: RwSignal::new(notice),
            said: RwSignal::new(String::new()),
            asked: RwSignal::new(Vec::new()),
            rested: RwSignal::new(false),
            sheet_open: RwSignal::new(false),
            remark: RwSignal::new(""),
            exported: RwSignal::new(Told::default()),
            reading: RwSignal::new(0),
        }
    }

    /// Changes one input to the nearest value that may stand there.
    pub fn set(self, input: ParameterId, value: f64) {
        if self.scenario.with_untracked(|scenario| scenario.get(input)) != value {
            self.scenario.update(|scenario| scenario.set_nearest(input, value));
        }
    }

    /// Puts one input back to the baseline's value.
    pub fn reset(self, input: ParameterId) {
        self.scenario.update(|scenario| scenario.reset(input));
    }

    /// Starts over from a baseline; the view stays.
    pub fn start_from(self, baseline: &'static Baseline) {
        self.scenario.update(|scenario| *scenario = Scenario::of(baseline).seen_as(scenario));
        self.link_notice.set(None);
        self.say(format!("Baseline: {}", baseline.name));
    }

    /// Opens another scenario, as from a workbook.
    pub fn open(self, scenario: Scenario) {
        self.link_notice.set(None);
        self.scenario.set(scenario);
    }

    /// Opens what the address bar says, after the reader went back or forward.
    pub fn open_address(self) {
        let (scenario, notice) = opened(&browser::address::query());
        self.scenario.set(scenario);
        self.link_notice.set(notice);
    }

    /// The scenario as the value of the link's query parameter.
    pub fn link(self) -> String {
        self.outcome.with(|outcome| self.scenario.with(|scenario| permalink::write(scenario, outcome)))
    }

    /// The baseline of the scenario. Who reads it hears only of another one.
    pub fn baseline(self) -> &'static Baseline {
        BASELINES.get(self.baseline.get()).unwrap_or_else(|| Baseline::first())
    }

    /// Reads something off the outcome.
    pub fn read<T>(self, what: impl FnOnce(&Outcome) -> T) -> T {
        self.outcome.with(|outcome| what(outcome))
    }

    /// The month that charts mark and read: the one pointed at, else the as-of month.
    pub fn marked(self) -> usize {
        let last = self.outcome.with(|outcome| outcome.sheet.months()).saturating_sub(1);
        let as_of = || self.outcome.with(|outcome| outcome.as_of.0.max(0) as usize);
        self.pointed.get().map_or_else(as_of, |month| month.min(last))
    }

    /// Points at a month in all charts, or at none.
    pub fn point(self, month: Option<usize>) {
        if self.pointed.get_untracked() != month {
            self.pointed.set(month);
        }
    }

    /// Says something to screen readers.
    pub fn say(self, text: String) {
        self.said.set(text);
    }
}

impl Default for State {
    fn default() -> State {
        State::new()
    }
}

/// The scenario that an address opens, and what there is to say about it. Without a link, the first baseline.
fn opened(query: &str) -> (Scenario, Option<LinkNotice>) {
    if !permalink::stands_in(query) {
        return (Scenario::of(Baseline::first()), None);
    }
    match permalink::read(query) {
        Ok(link) => {
            let moved = link.moved(&run(&link.scenario));
            (link.scenario, (!moved.is_empty()).then_some(LinkNotice::Moved(moved)))
        }
        Err(fault) => (Scenario::of(Baseline::first()), Some(LinkNotice::Refused(fault.to_string()))),
    }
}

/// The page's state, from any component.
pub fn use_state() -> State {
    expect_context::<State>()
}
