//! What binds: a strip with a cell a month, on the months of the deployment chart above it.

use crate::components::time_chart::watched;
use crate::state::use_state;
use crate::view::{block, text};
use crate::words;
use leptos::prelude::*;
use model::fleet::Binding;

/// Room that a letter of a label takes at most, CSS pixels.
const LETTER: f64 = 7.5;
/// A cell narrower than this has no line at its side.
const LEAST_CELL: f64 = 4.0;

/// What limited each month, what of the plan is missing, and what is never delivered.
#[component]
pub fn BindingStrip() -> impl IntoView {
    let state = use_state();
    let (width, seen) = (RwSignal::new(600.0), RwSignal::new(true));
    let frame = watched(width, 8.0, seen);
    let runs = Memo::new(move |_| state.read(words::binding_runs));
    let room = move |from: usize, to: usize| {
        let months = runs.with(|runs| runs.last().map_or(1, |last| last.1));
        width.get() * (to - from) as f64 / months as f64
    };
    let fits =
        move |(from, to, binding): (usize, usize, Binding)| room(from, to) >= LETTER * binding.word().len() as f64;
    let strip = block(move || {
        let all = runs.get();
        let months = all.last().map_or(1, |last| last.1) as f64;
        let line = if room(0, 1) < LEAST_CELL { 0 } else { 1 };
        let cells = all.into_iter().map(|run| {
            let (from, to, binding) = run;
            let (left, cells) = (100.0 * from as f64 / months, to - from);
            let style =
                format!("left:{left:.3}%;width:{:.3}%;--cells:{cells};--gap:{line}px", 100.0 * cells as f64 / months);
            let span = words::span(from, to);
            let title = format!("{span}{}", binding.word());
            let shown = if fits(run) { "" } else { "for-screen-readers" };
            view! {
                <li data-binds=binding.word() style=style title=title>
                    <span class="for-screen-readers">{span}</span>
                    <span class=shown>{binding.word()}</span>
                </li>
            }
        });
        cells.collect::<Vec<_>>().into_any()
    });
    // What has no room for its word in any of its runs is named below.
    let key = block(move || {
        let mut unnamed: Vec<&'static str> = Vec::new();
        for run in runs.get() {
            let word = run.2.word();
            let named = runs.with(|runs| runs.iter().any(|other| other.2 == run.2 && fits(*other)));
            if !named && !unnamed.contains(&word) {
                unnamed.push(word);
            }
        }
        let marks = unnamed.into_iter().map(|word| view! { <span><i data-binds=word></i> {word}</span> });
        marks.collect::<Vec<_>>().into_any()
    });
    view! {
        <div class="binding">
            <span class="row-name">"What binds"</span>
            <div class="strip" node_ref=frame>
                <ul aria-label="What binds, month by month">{strip}</ul>
            </div>
            <p class="binding-key" aria-hidden="true">{key}</p>
            <p class="binding-words">{text(move || state.read(words::shortfall))}</p>
        </div>
    }
    .into_any()
}
