//! The inputs that move the chosen figure most, which are the first that a reader meets.

use super::changes::FigureChoice;
use crate::arrival::without_link;
use crate::browser::element;
use crate::browser::engine::{Place, Unanswered, ask};
use crate::browser::timer::later;
use crate::components::frame::TurnsNote;
use crate::components::input::listed;
use crate::document::Document;
use crate::state::{FIRST_FIGURE, FirstRanking, State, use_state};
use crate::view::{edge, flag, kept_flag, kept_text, text};
use crate::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::share::ranged::Ranged;
use protocol::engine::{Answer, Ask};
use protocol::{RangedValue, ScenarioValue};
use std::sync::Arc;

/// How many inputs are shown.
pub const MOST: usize = 6;

/// The list. The engine ranks inputs whenever the scenario rests, by the range settings. For the first view of a
/// baseline's page the build has ranked them, by the ranges of the sources.
#[component]
pub fn Movers() -> impl IntoView {
    let state = use_state();
    let ranking = Ranking {
        state,
        shown: RwSignal::new(first_ranking()),
        of: RwSignal::new(is_first(state).then(|| Ranked::wanted(state))),
        fault: RwSignal::new(None),
        next: StoredValue::new(None),
        place: StoredValue::new(Place::default()),
    };
    edge(move |first| {
        state.rested.track();
        state.chosen.track();
        // What the build has ranked need not be ranked again.
        let known = first && state.chosen.get_untracked() == FIRST_FIGURE && is_first(state);
        if !known || ranking.shown.with_untracked(Vec::is_empty) {
            ranking.ask();
        } else {
            ranking.mark(ranking.shown.get_untracked(), first);
        }
    });
    let kept = Memo::new(move |_| ranking.shown.get());
    // Until there is a ranking for the opened scenario, the list is hidden, because the build's ranking could be
    // mistaken for it. A later ranking stays if it cannot be replaced, since the reader may be working on its inputs;
    // the fault then says that it is an earlier one.
    let is_ranked = kept_flag(move || ranking.of.with(Option::is_some));
    let fault = kept_text(move || match ranking.fault.get().filter(|_| !ranking.is_known()) {
        Some(fault) if is_ranked.get() => words::inputs::earlier_order(fault.words()),
        fault => fault.map_or_else(String::new, |fault| fault.words().to_owned()),
    });
    let subject = move |of: ParameterId| {
        let subject = text(move || state.names.with(|names| of.subject_in(names)));
        let has_one = of.row().scope != Scope::Scenario;
        has_one.then(|| view! { <p class="subject">{subject}</p> }).into_any()
    };
    let ids = move || kept.with(|all| all.iter().map(|of| of.id()).collect::<Vec<_>>().join(" "));
    view! {
        <section class="movers-first" aria-label=words::inputs::MOVERS data-inputs=text(ids)>
            <h2>{words::inputs::MOVERS_OF} <FigureChoice /></h2>
            <p class="source-note marks-note">
                <span><i class="lean" data-size="2" aria-hidden="true"></i> {words::inputs::RAISES}</span>
                " "
                <span><i class="break-even" aria-hidden="true"></i> {words::inputs::BREAK_EVEN}</span>
            </p>
            <TurnsNote of=Signal::derive(move || Some(state.figure())) />
            <p class="source-note fault" hidden=flag(move || fault.with(String::is_empty))>{fault}</p>
            <div class:unranked=flag(move || !is_ranked.get()) on:focusout=move |_| ranking.take_later()>{listed(move || kept.get(), subject)}</div>
        </section>
    }
}

/// The build's ranking: in the build from the context, in the browser from the rendered page.
fn first_ranking() -> Vec<ParameterId> {
    if let Some(FirstRanking(ranking)) = use_context::<FirstRanking>() {
        return ranking;
    }
    let ids = element::attribute("#first .movers-first", "data-inputs").unwrap_or_default();
    ids.split(' ').filter_map(ParameterId::parse).collect()
}

/// Whether the scenario is the unchanged baseline that the build has ranked for, with the usual range settings.
fn is_first(state: State) -> bool {
    let is_released =
        |scenario: &Scenario| scenario.baseline().id == without_link().id && scenario.changes().next().is_none();
    state.scenario.with_untracked(is_released) && state.ranged.with_untracked(|ranged| ranged.is_usual())
}

/// The ranking on screen, and the one that waits to replace it.
#[derive(Clone, Copy)]
struct Ranking {
    state: State,
    shown: RwSignal<Vec<ParameterId>>,
    /// What it was ranked for; `None` while the build's ranking is on screen although another scenario was opened.
    of: RwSignal<Option<Ranked>>,
    /// Why there is no newer ranking.
    fault: RwSignal<Option<Unanswered>>,
    /// The ranking to be shown as soon as the reader does not hold an input of the list, and what it was made for.
    next: StoredValue<Option<(Ranked, Vec<ParameterId>)>>,
    place: StoredValue<Place>,
}

/// What inputs are ranked for: a scenario, range settings and a figure.
#[derive(Clone)]
struct Ranked {
    scenario: Scenario,
    by: Arc<Ranged>,
    figure: MetricId,
}

impl Ranked {
    /// What inputs should be ranked for now.
    fn wanted(state: State) -> Ranked {
        let figure = untrack(|| state.figure());
        let of = |document: &Document| (document.scenario.clone(), document.ranged.clone());
        let (scenario, by) = state.document.with_untracked(of);
        Ranked { scenario, by, figure }
    }

    /// Whether it is this document and figure.
    fn is(&self, document: &Document, figure: MetricId) -> bool {
        self.figure == figure && self.scenario == document.scenario && document.ranged.is_drawn_as(&self.by)
    }
}

impl Ranking {
    fn ask(self) {
        spawn_local(async move {
            let asked = Ranked::wanted(self.state);
            let scenario = ScenarioValue::from(&asked.scenario);
            let ranged = RangedValue::from(asked.by.as_ref());
            let ranking = Ask::Ranking { scenario, metric: asked.figure.id().to_owned(), most: MOST, ranged };
            let Some(place) = self.place.try_get_value() else { return };
            match ask(&place, ranking).await {
                Ok(Answer::Inputs(ids)) if self.is_still(&asked) => {
                    self.fault.set(None);
                    let ranked: Vec<ParameterId> = ids.iter().filter_map(|id| ParameterId::parse(id)).collect();
                    self.mark(ranked.clone(), false);
                    self.next.set_value(Some((asked, ranked)));
                    self.take();
                }
                Ok(_) | Err(Unanswered::Overtaken) => {}
                Err(fault) => drop(self.fault.try_set(Some(fault))),
            }
        });
    }

    /// Whether the document and the chosen figure are still those of a ranking.
    fn is_still(self, of: &Ranked) -> bool {
        let figure = untrack(|| self.state.figure());
        self.state.document.with_untracked(|document| of.is(document, figure))
    }

    /// Whether the ranking on screen belongs to the document and figure on screen. Subscribes to all of them.
    fn is_known(self) -> bool {
        let figure = self.state.figure();
        self.of.with(|of| of.as_ref().is_some_and(|of| self.state.document.with(|document| of.is(document, figure))))
    }

    /// Requests the marks at sliders, with break-even for the listed inputs.
    fn mark(self, listed: Vec<ParameterId>, first: bool) {
        let state = self.state;
        let (scenario, figure) = untrack(|| (state.scenario.get(), state.figure()));
        state.marks.follow(scenario, figure, listed, state.ranged.get_untracked(), first);
    }

    /// Shows the ranking that waits, unless the reader is using the list. A ranking of a scenario that is no longer on
    /// screen, because a drag was cancelled for instance, is dropped; another is asked for once the present scenario
    /// rests.
    fn take(self) {
        let is_held = element::has_focus(".movers-first .input") || self.state.is_held();
        if !is_held
            && let Some((asked, next)) = self.next.try_update_value(Option::take).flatten()
            && self.is_still(&asked)
        {
            self.shown.set(next);
            self.of.set(Some(asked));
        }
    }

    /// On `focusout`: where the focus goes is known only in the next task.
    fn take_later(self) {
        later(0, move || self.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::{input, metric};

    /// A ranking is out of date as soon as the figure, the scenario or the range settings have changed.
    #[test]
    fn an_order_is_known_for_what_it_was_ranked_for_alone() {
        let document = Document::from(Scenario::of(Baseline::first()));
        let (scenario, by) = (document.scenario.clone(), document.ranged.clone());
        let ranked = Ranked { scenario, by, figure: metric::STAKE };
        assert!(ranked.is(&document, metric::STAKE) && !ranked.is(&document, metric::CONTRACT_NPV));
        let mut late = document.clone();
        late.set(input::SLIP, 6.0);
        assert!(!ranked.is(&late, metric::STAKE));
        let mut drawn_otherwise = document.clone();
        drawn_otherwise.range(|ranged| ranged.draw_by(7));
        assert!(!ranked.is(&drawn_otherwise, metric::STAKE));
    }
}
