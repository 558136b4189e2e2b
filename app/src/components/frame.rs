//! What surrounds every figure's drawing: its finding, measure, source line and table of values.

use super::pinned::note_at;
use super::values::Values;
use crate::state::{State, use_state};
use crate::view::{flag, kept_text, text, when};
use figures::definitions::hinge_of;
use figures::span::of_metric;
use figures::{Beside, Definition, Sentence, Subjects, Table, Words, span};
use leptos::prelude::*;
use model::quantities::metric::MetricId;
use model::share::shown::FigureCode;
use model::share::told::Place;
use std::sync::Arc;

/// Part of a figure for the present scenario, with the bands of draws if the figure shows them. Other figures do not
/// subscribe to draws.
pub fn drawn_part<T>(state: State, of: &Definition, make: impl FnOnce(&Subjects<'_>) -> T) -> T {
    if of.fanned().is_none() && of.beside != Beside::Apart {
        return part(state, make);
    }
    state.with_bands(|bands| part(state, |subjects| make(&Subjects { bands, ..*subjects })))
}

/// Part of a figure for the present scenario and the compared ones; subscribes to all of them.
pub fn part<T>(state: State, of: impl FnOnce(&Subjects<'_>) -> T) -> T {
    let of = |subjects: &Subjects<'_>| {
        state.ranged.with(|ranged| {
            let ranged = Some(ranged.as_ref()).filter(|ranged| !ranged.is_usual());
            of(&Subjects { ranged, ..*subjects })
        })
    };
    state.beside.with(|beside| {
        state.scenario.with(|scenario| {
            state.outcome.with(|outcome| match beside.others.as_slice() {
                [] => of(&Subjects::one(scenario, outcome)),
                _ => state.baseline_outcome.with(|baseline| beside.subjects((scenario, outcome), baseline, of)),
            })
        })
    })
}

/// All texts of a figure, as one memo. Readers of a part subscribe to this memo alone, because the cost of a change
/// grows with the number of subscribers to the outcome.
pub fn words(of: Signal<&'static Definition>) -> Memo<Words> {
    let state = use_state();
    Memo::new(move |_| drawn_part(state, of.get(), |subjects| of.get().words(subjects)))
}

/// A sentence of a figure as HTML, whose numbers carry their questions.
pub fn sentence(words: Memo<Words>, which: fn(&Words) -> &Sentence) -> Signal<String> {
    kept_text(move || words.with(|words| span::html(which(words))))
}

/// All notes below a figure's drawing as HTML.
pub fn notes(words: Memo<Words>) -> Signal<String> {
    kept_text(move || words.with(|words| words.notes.iter().map(|note| span::html(note)).collect::<String>()))
}

/// A line that says that a number turns within its inputs' ranges, and can be pressed for an explanation. Its room is
/// always kept, to avoid a layout shift when it appears or goes.
#[component]
pub fn TurnsNote(
    /// The number; `None` if there is none at present.
    #[prop(into)]
    of: Signal<Option<MetricId>>,
) -> impl IntoView {
    let state = use_state();
    let turns = kept_text(move || of.get().map_or_else(String::new, |of| state.marks.turns(of)));
    let asked = text(move || of.get().map_or_else(String::new, of_metric));
    view! {
        <p class="source-note turns-note">
            {when(flag(move || turns.with(|turns| !turns.is_empty())), move || {
                view! { <button type="button" class="ask" data-ask=asked>{turns}</button> }.into_any()
            })}
        </p>
    }
}

/// The frame of a figure. Its title and an open table follow the scenario at once, even when the drawing is out of
/// sight.
#[component]
pub fn Frame(
    /// The figure's definition.
    of: Signal<&'static Definition>,
    /// The id under which the figure is exported, if that is not its own.
    #[prop(optional)]
    taken: Option<Signal<String>>,
    /// The figure's texts.
    words: Memo<Words>,
    /// The CSS classes of the element.
    class: &'static str,
    /// What follows the measure: the month that is marked.
    #[prop(optional)]
    at: Option<Signal<String>>,
    /// The drawing, and what stands below it.
    drawing: AnyView,
) -> impl IntoView {
    let state = use_state();
    let finding = sentence(words, |words| &words.finding);
    let measure = sentence(words, |words| &words.measure);
    let name = kept_text(move || words.with(|words| span::plain(&words.finding)));
    let table = Arc::new(move || {
        drawn_part(state, of.get(), |subjects| of.get().drawn(subjects))
            .table()
            .unwrap_or(Table { head: Vec::new(), rows: Vec::new() })
    });
    let pinned = note_at(Signal::derive(move || FigureCode::parse(of.get().id).map(Place::Figure)));
    let turns = when(flag(move || hinge_of(of.get()).is_some()), move || {
        let number = Memo::new(move |_| state.outcome.with(|outcome| hinge_of(of.get())?(outcome)));
        view! { <TurnsNote of=number /> }.into_any()
    });
    let taken = taken.unwrap_or_else(|| text(move || of.get().id));
    let at = at.map(|at| view! { "\u{a0}· " <span class="at">{at}</span> }.into_any());
    view! {
        <figure class=class aria-label=name>
            <figcaption>
                <h3 inner_html=finding></h3>
                <p class="measure"><span inner_html=measure></span>{at}</p>
            </figcaption>
            {turns}
            {drawing}
            {pinned}
            <p class="source-line">{kept_text(move || words.with(|words| words.source.clone()))}</p>
            <Values of=taken name=name table=table />
        </figure>
    }
    .into_any()
}
