//! The changes from the baseline, each with its effect on the chosen figure and a reset button.

use crate::browser::element;
use crate::components::fold::FoldButton;
use crate::components::pinned::note_at;
use crate::state::{State, use_state};
use crate::view::{block, flag, kept_count, kept_text, text, when};
use crate::words;
use figures::sentences::difference;
use figures::span::of_metric;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use model::quantities::metric::{HEADLINE, MetricId};
use model::run::outcome::run;
use model::share::told::Place;

/// How many changes are shown before the rest is folded away.
const IN_SIGHT: usize = 8;
/// With more changes than this, their effects are computed only when the scenario has rested, because each takes a run
/// of the model.
const AT_ONCE: usize = 8;

/// The list of changes. The height of its box does not depend on its content, so that no input shifts under the pointer
/// of a reader who makes the first change.
#[component]
pub fn Changes() -> impl IntoView {
    let state = use_state();
    let changed = Memo::new(move |_| state.scenario.with(|scenario| scenario.own_changes().collect::<Vec<_>>()));
    let count = kept_count(move || changed.with(Vec::len));
    let all = RwSignal::new(false);
    let rows = move || {
        let most = if all.get() { usize::MAX } else { IN_SIGHT };
        let rows = changed.get().into_iter().take(most);
        rows.map(|of| view! { <Change of=of count=count /> }).collect::<Vec<_>>().into_any()
    };
    let fold = move || {
        let said =
            text(move || if all.get() { words::changes::FEWER.to_owned() } else { words::changes::all(count.get()) });
        view! { <FoldButton open=all words=said /> }.into_any()
    };
    let effect = text(move || if count.get() == 0 { "" } else { state.figure().row().label });
    view! {
        <section class="changes" class:all=flag(move || all.get()) aria-label=words::changes::WHAT_CHANGED tabindex="-1">
            <h2>{words::changes::WHAT_CHANGED} " " <span>{effect}</span></h2>
            {when(flag(move || count.get() == 0), || view! {
                <p class="source-note">{words::changes::NOTHING_YET}</p>
            }.into_any())}
            <ul>{block(rows)}</ul>
            {when(flag(move || { count.get() > IN_SIGHT }), fold)}
        </section>
    }
}

/// One change: the values before and now, its effect, its reset button, and the note that is pinned to the input.
#[component]
fn Change(of: ParameterId, count: Memo<usize>) -> impl IntoView {
    let state = use_state();
    // If both values read the same in short, both are written at greater length.
    let both = Memo::new(move |_| {
        let is = state.scenario.with(|scenario| scenario.get(of));
        state.names.with(|names| of.show_apart(names, [state.baseline().value(of), is]))
    });
    let was = kept_text(move || both.with(|[was, _]| was.clone()));
    let is = kept_text(move || both.with(|[_, is]| is.clone()));
    let effect = kept_text(move || {
        let figure = state.figure();
        if count.get() > AT_ONCE {
            state.rested.track();
            return untrack(|| effect_of(state, figure, of));
        }
        effect_of(state, figure, of)
    });
    let name = text(move || state.name_of(of));
    view! {
        <li>
            <button type="button" class="change" data-ask=format!("input:{}", of.id())>
                {name} ": " <s>{was}</s> " → " <b>{is}</b>
            </button>
            <button type="button" class="effect" data-ask=text(move || of_metric(state.figure()))>{effect}</button>
            <button
                type="button"
                class="reset"
                aria-label=text(move || words::everywhere::reset(&name.get()))
                title=words::everywhere::BACK_TO_BASELINE
                on:click=move |event| {
                    // The row disappears, so the focus moves to the list.
                    element::focus_around(&event, ".changes");
                    state.reset(of);
                }
            >
                "↺"
            </button>
            // The author's reason for the value.
            {note_at(Signal::stored(Some(Place::Input(of))))}
        </li>
    }
}

/// The effect of one change on a figure, with all others kept: "−$2.8bn", or words that say that there is none.
fn effect_of(state: State, figure: MetricId, of: ParameterId) -> String {
    let without = state.scenario.with(|scenario| {
        let mut without = scenario.clone();
        without.reset(of);
        without
    });
    let (now, before) = (state.read(|outcome| outcome.metrics.get(figure)), run(&without).metrics.get(figure));
    match (now, before) {
        (Ok(now), Ok(before)) => {
            difference(figure, now, before).unwrap_or_else(|| words::changes::NO_EFFECT.to_owned())
        }
        (Ok(_), Err(_)) => words::changes::GIVES_VALUE.to_owned(),
        (Err(_), Ok(_)) => words::changes::LEAVES_NO_VALUE.to_owned(),
        (Err(_), Err(_)) => words::changes::NO_EFFECT.to_owned(),
    }
}

/// The choice of the figure by which changes and inputs are judged.
#[component]
pub fn FigureChoice() -> impl IntoView {
    let state = use_state();
    let options = HEADLINE.iter().enumerate().map(|(place, figure)| {
        view! {
            <option value=place.to_string() selected=flag(move || state.chosen.get() == place)>{figure.row().label}</option>
        }
    });
    view! {
        <select
            aria-label=words::inputs::FIGURE
            prop:value=text(move || state.chosen.get().to_string())
            on:change=move |event| {
                if let Ok(place) = event_target_value(&event).parse() {
                    state.chosen.set(place);
                }
            }
        >
            {options.collect::<Vec<_>>()}
        </select>
    }
}
