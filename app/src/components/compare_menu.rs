//! The menu of comparisons, in the panel of explanations: what is compared, what can be, and which is the reference.

use super::removal::Remove;
use crate::browser;
use crate::comparing::PAIR;
use crate::state::{State, use_state};
use crate::view::{block, kept_count, kept_text, text};
use crate::words;
use figures::time::sample;
use leptos::html::H2;
use leptos::prelude::*;
use model::inputs::baselines::BASELINES;
use model::inputs::scenario::Scenario;
use model::share::compared::{LONGEST_NAME, letter};

/// The menu of comparisons.
#[component]
pub fn CompareMenu() -> impl IntoView {
    let state = use_state();
    let heading = NodeRef::<H2>::new();
    heading.on_load(|_| browser::ask::arrived());
    let count = kept_count(move || state.beside.with(|beside| beside.others.len()));
    let pinned = block(move || {
        let rows = (0..count.get()).map(|place| pinned_row(state, place)).collect::<Vec<_>>();
        view! { <ul class="pinned">{rows}</ul> }.into_any()
    });
    let baselines = BASELINES.iter().map(|baseline| {
        view! { <li><button type="button" class="quiet" on:click=move |_| state.pin(&Scenario::of(baseline))>{baseline.name}</button></li> }
    });
    view! {
        <div class="answer compare-menu" tabindex="-1">
            <h2 id="asked" tabindex="-1" node_ref=heading>{words::compare::COMPARE}</h2>
            <p class="asked-class">{words::compare::ABOUT}</p>
            {pinned}
            {block(move || if count.get() == 0 { ().into_any() } else { reference(state, count.get()) })}
            <p>
                <button type="button" class="primary" on:click=move |_| state.pin_this()>{words::compare::PIN_THIS}</button>
            </p>
            <p class="source-note">{words::compare::ABOUT_PINNING}</p>
            <h3>{words::compare::TWO_AT_ONCE}</h3>
            <p>
                <button type="button" class="quiet" on:click=move |_| state.pair(PAIR)>{words::compare::ALL_AGAINST_ALL}</button>
            </p>
            <h3>{words::compare::PIN_BASELINE}</h3>
            <ul>{baselines.collect::<Vec<_>>()}</ul>
        </div>
    }
}

/// A compared scenario: its name, and buttons to swap or remove it.
fn pinned_row(state: State, place: usize) -> AnyView {
    let name = kept_text(move || {
        state.document.with(|document| {
            document.compared.pinned().get(place).map_or_else(String::new, |one| one.own_name().to_owned())
        })
    });
    let title = kept_text(move || {
        state.beside.with(|beside| beside.others.get(place).map_or_else(String::new, |side| side.title.clone()))
    });
    let letter = letter(place);
    view! {
        <li>
            <span class="pinned-head">
                <span inner_html=sample(Some(place))></span>
                <b>{letter}</b>
                <input
                    type="text"
                    maxlength=LONGEST_NAME.to_string()
                    aria-label=words::compare::name_of(letter)
                    placeholder=title
                    prop:value=name
                    on:change=move |event| state.rename(place, &event_target_value(&event))
                />
            </span>
            <button type="button" class="quiet" aria-label=words::compare::swap(letter) on:click=move |_| state.swap(place)>
                {words::compare::SWAP}
            </button>
            <Remove called=words::compare::remove(letter) remove=move || state.unpin(place) />
        </li>
    }
    .into_any()
}

/// The choice of the reference, from which differences are counted.
fn reference(state: State, count: usize) -> AnyView {
    let marked = text(move || {
        let place = state.beside.with(|beside| beside.reference);
        place.map_or_else(String::new, |place| place.to_string())
    });
    let options = (0..count).map(|place| view! { <option value=place.to_string()>{letter(place)}</option> });
    view! {
        <p class="refer">
            <label>
                {words::compare::DIFFERENCES_TO}
                <select prop:value=marked on:change=move |event| state.refer_to(event_target_value(&event).parse().ok())>
                    <option value="">{words::compare::OWN_BASELINE}</option>
                    {options.collect::<Vec<_>>()}
                </select>
            </label>
        </p>
    }
    .into_any()
}
