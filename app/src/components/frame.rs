//! What every figure has around its drawing: what it finds, what it measures, where it is from, and its values.

use super::values::Values;
use crate::state::{State, use_state};
use crate::view::{kept_text, text};
use figures::{Definition, Sentence, Subjects, Table, span};
use leptos::prelude::*;
use std::sync::Arc;

/// A part of a figure for the scenario that is shown.
pub fn part<T>(state: State, of: fn(&Subjects<'_>) -> T) -> T {
    state.scenario.with(|scenario| state.outcome.with(|outcome| of(&Subjects::one(scenario, outcome))))
}

/// A sentence of a figure, kept up with the scenario: as markup whose figures can be asked about.
pub fn sentence(of: fn(&Subjects<'_>) -> Sentence) -> Memo<String> {
    let state = use_state();
    kept_text(move || span::html(&part(state, of)))
}

/// All sentences below a figure's drawing, as markup.
pub fn notes(of: &'static Definition) -> Memo<String> {
    let state = use_state();
    kept_text(move || part(state, of.notes).iter().map(|note| span::html(note)).collect::<String>())
}

/// The frame of a figure; its title and an open table are never behind, wherever its drawing is.
#[component]
pub fn Frame(
    /// Which figure.
    of: &'static Definition,
    /// The classes of its element.
    class: &'static str,
    /// What stands behind the measure: the month that is looked at.
    #[prop(optional)]
    at: Option<Signal<String>>,
    /// Its drawing, and what stands below it.
    drawing: AnyView,
) -> impl IntoView {
    let state = use_state();
    let finding = Memo::new(move |_| part(state, of.finding));
    let name = kept_text(move || finding.with(|finding| span::plain(finding)));
    let finding = kept_text(move || finding.with(|finding| span::html(finding)));
    let measure = sentence(of.measure);
    let table = Arc::new(move || part(state, of.plot).table().unwrap_or(Table { head: Vec::new(), rows: Vec::new() }));
    let at = at.map(|at| view! { " " <span class="at">{at}</span> }.into_any());
    view! {
        <figure class=class aria-label=name>
            <figcaption>
                <h3 inner_html=finding></h3>
                <p class="measure"><span inner_html=measure></span>{at}</p>
            </figcaption>
            {drawing}
            <p class="source-line">{text(move || part(state, of.source))}</p>
            <Values of=of.id name=name table=table />
        </figure>
    }
    .into_any()
}
