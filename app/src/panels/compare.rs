//! The bar above the charts that names the compared scenarios, and chooses how they are shown.

use crate::components::looked_up::LookedUp;
use crate::components::ranges::{RangesSwitch, RangesWords};
use crate::components::topic::Topic;
use crate::state::use_state;
use crate::taking::COMPARE;
use crate::view::{block, flag, kept_count, kept_text, text, when};
use crate::words;
use figures::time::sample;
use leptos::prelude::*;
use model::share::compared::{Way, letter};

/// The ways of showing compared scenarios, and their names.
const WAYS: [(Way, &str); 3] = [
    (Way::Overlaid, words::compare::OVERLAY),
    (Way::Differences, words::compare::DIFFERENCES),
    (Way::Multiples, words::compare::MULTIPLES),
];

/// The bar above the charts.
#[component]
pub fn CompareBar() -> impl IntoView {
    let state = use_state();
    let count = kept_count(move || state.beside.with(|beside| beside.others.len()));
    let others = block(move || {
        let other = |place: usize| {
            let title = kept_text(move || {
                let title = |side: &crate::beside::Side| format!("{} · {}", letter(place), side.title);
                state.beside.with(|beside| beside.others.get(place).map_or_else(String::new, title))
            });
            view! {
                <li><button type="button" data-ask=COMPARE><span inner_html=sample(Some(place))></span>" "{title}</button></li>
            }
        };
        (0..count.get()).map(other).collect::<Vec<_>>().into_any()
    });
    let own = kept_text(move || {
        state.document.with(|document| match document.compared.own_name() {
            "" => String::new(),
            name => format!(" · {name}"),
        })
    });
    let is_compared = flag(move || count.get() > 0);
    let way = text(move || state.beside.with(|beside| beside.way.id()));
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        if let Some((way, _)) = WAYS.into_iter().find(|(way, _)| way.id() == chosen) {
            state.show_others(way);
        }
    };
    let ways = move || {
        let options = WAYS.map(|(way, name)| view! { <option value=way.id()>{name}</option> });
        view! {
            <select aria-label=words::compare::SHOWN_AS prop:value=way on:change=choose>{options.into_iter().collect::<Vec<_>>()}</select>
        }
        .into_any()
    };
    view! {
        <section class="compare" aria-label=words::compare::COMPARE>
            <ul class="compared">
                <li><span inner_html=sample(None)></span>{words::compare::THIS_SCENARIO}{own}</li>
                {others}
            </ul>
            <span class="compare-ways">
                <RangesSwitch />
                <button type="button" class="quiet" aria-label=words::compare::PIN_NAME on:click=move |_| state.pin_this()>{words::compare::PIN}</button>
                {when(is_compared, ways)}
                <button type="button" class="quiet" data-ask=COMPARE>{words::compare::COMPARE_MENU}</button>
            </span>
            <RangesWords />
            {when(is_compared, || view! {
                <div class="side-by-side-answer">
                    <LookedUp of=Topic::Compared show=words::compare::SIDE_BY_SIDE hide=words::compare::HIDE_SIDE_BY_SIDE about="" />
                </div>
            }.into_any())}
        </section>
    }
}
