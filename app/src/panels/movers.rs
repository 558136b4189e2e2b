//! The inputs that move the chosen figure most: what a reader meets first.

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

/// How many are shown.
pub const MOST: usize = 6;

/// The list. The engine ranks when the scenario rests, by the reader's own ranges; the build has ranked for the first
/// baseline, by those of the sources.
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
        // What the build has ranked needs not be ranked again.
        let known = first && state.chosen.get_untracked() == FIRST_FIGURE && is_first(state);
        if !known || ranking.shown.with_untracked(Vec::is_empty) {
            ranking.ask();
        } else {
            ranking.mark(ranking.shown.get_untracked(), first);
        }
    });
    let kept = Memo::new(move |_| ranking.shown.get());
    // Until an order of what was opened is known nothing stands there that could be taken for it. Later ones stay where there
    // is no newer one, since somebody may be working on their inputs; it is said that they are earlier ones.
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

/// What the build has ranked: handed over by it, and then read off the page that it drew.
fn first_ranking() -> Vec<ParameterId> {
    if let Some(FirstRanking(ranking)) = use_context::<FirstRanking>() {
        return ranking;
    }
    let ids = element::attribute("#first .movers-first", "data-inputs").unwrap_or_default();
    ids.split(' ').filter_map(ParameterId::parse).collect()
}

/// Whether the scenario is the baseline that the build has ranked for, as it was released, and ranges are as without words.
fn is_first(state: State) -> bool {
    let is_released =
        |scenario: &Scenario| scenario.baseline().id == without_link().id && scenario.changes().next().is_none();
    state.scenario.with_untracked(is_released) && state.ranged.with_untracked(|ranged| ranged.is_usual())
}

/// The ranking that is shown, and the one that waits.
#[derive(Clone, Copy)]
struct Ranking {
    state: State,
    shown: RwSignal<Vec<ParameterId>>,
    /// What it was ranked for; nothing while it is the one that the build made for its first baseline, and that was not opened.
    of: RwSignal<Option<Ranked>>,
    /// Why there is no ranking.
    fault: RwSignal<Option<Unanswered>>,
    /// Shown when no input of the list is held any more, with what it is a ranking for.
    next: StoredValue<Option<(Ranked, Vec<ParameterId>)>>,
    place: StoredValue<Place>,
}

/// What inputs are ranked for.
#[derive(Clone)]
struct Ranked {
    scenario: Scenario,
    by: Arc<Ranged>,
    figure: MetricId,
}

impl Ranked {
    /// What inputs are to be ranked for now.
    fn wanted(state: State) -> Ranked {
        let figure = untrack(|| state.figure());
        let of = |document: &Document| (document.scenario.clone(), document.ranged.clone());
        let (scenario, by) = state.document.with_untracked(of);
        Ranked { scenario, by, figure }
    }

    /// Whether that is a document, looked at by a figure.
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

    /// Whether that is what something was ranked for.
    fn is_still(self, of: &Ranked) -> bool {
        let figure = untrack(|| self.state.figure());
        self.state.document.with_untracked(|document| of.is(document, figure))
    }

    /// Whether what is shown is ranked for what is on screen. Who reads it hears of its changes.
    fn is_known(self) -> bool {
        let figure = self.state.figure();
        self.of.with(|of| of.as_ref().is_some_and(|of| self.state.document.with(|document| of.is(document, figure))))
    }

    /// Has the sliders marked, and break-even looked for on those of the list.
    fn mark(self, listed: Vec<ParameterId>, first: bool) {
        let state = self.state;
        let (scenario, figure) = untrack(|| (state.scenario.get(), state.figure()));
        state.marks.follow(scenario, figure, listed, state.ranged.get_untracked(), first);
    }

    /// Shows what waits, unless a hand is on the list. The order of a scenario that is no longer there, because a finger
    /// scrolled for instance, is never shown: another is asked for once the present one rests.
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

    /// The keyboard leaves an input: where it goes is known a moment later.
    fn take_later(self) {
        later(0, move || self.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::{input, metric};

    /// An order is that of another figure, scenario or range as soon as one of them has changed.
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
