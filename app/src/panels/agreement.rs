//! The group of inputs of the agreements and their phases.

use super::prices::ListPrices;
use crate::components::input::{Input, listed};
use crate::state::use_state;
use crate::view::{kept_count, kept_flag, text, when};
use crate::words;
use figures::span::of_metric;
use leptos::prelude::*;
use model::facts::provenance::Class;
use model::inputs::families::{AGREEMENT_NAMES, AGREEMENTS, PHASE_NAMES, Scope};
use model::inputs::gates::{SIZES, has_size, phase_has_size};
use model::inputs::input::ParameterId;
use model::quantities::metric::{MetricFamily, MetricId};
use model::{input, metric};

const IMPLIED: [(&str, MetricFamily); 4] = [
    (words::inputs::STATED_VALUE_IMPLIES, metric::agreement::IMPLIED_PRICE_PER_CHIP_HOUR),
    (" · ", metric::agreement::IMPLIED_PRICE_PER_GW_YEAR),
    (words::inputs::PRICES_HERE_GIVE, metric::agreement::PLANNED_PRICE_PER_CHIP_HOUR),
    (" · ", metric::agreement::PLANNED_PRICE_PER_GW_YEAR),
];

/// Both agreements.
#[component]
pub fn Agreements() -> impl IntoView {
    view! {
        <Input of=input::SLIP />
        {(0..AGREEMENTS.len()).map(|agreement| view! { <Agreement agreement=agreement /> }).collect::<Vec<_>>()}
    }
}

/// One agreement: its size, its terms, the price that they imply, and its phases.
#[component]
fn Agreement(agreement: usize) -> impl IntoView {
    let state = use_state();
    let basis = kept_count(move || {
        state.scenario.with(|scenario| scenario.get(input::agreement::BASIS.member(agreement))) as usize
    });
    let sized = kept_flag(move || state.scenario.with(|scenario| has_size(scenario, agreement)));
    // The size that is in force. The stated value is also shown if another size is, so that the two can be compared.
    let sizes = move || {
        let stated = (basis.get() != 0).then_some(0);
        let shown = std::iter::once(basis.get()).chain(stated).filter_map(|index| SIZES.get(index));
        shown.map(|family| family.member(agreement)).collect()
    };
    let phases = [2 * agreement, 2 * agreement + 1];
    view! {
        <h3>{AGREEMENT_NAMES[agreement]}</h3>
        <Input of=input::agreement::BASIS.member(agreement) />
        {listed(sizes, |_| ().into_any())}
        {when(sized.into(), move || view! {
            {terms(agreement).map(|of| view! { <Input of=of /> }).collect_view()}
            <ImpliedPrices agreement=agreement />
            {phases.map(|phase| view! { <Phase phase=phase /> }).collect_view()}
        }.into_any())}
    }
}

/// The terms of an agreement: all its inputs except those that state its size.
fn terms(agreement: usize) -> impl Iterator<Item = ParameterId> {
    let size = move |of: &ParameterId| {
        *of == input::agreement::BASIS.member(agreement) || SIZES.iter().any(|size| *of == size.member(agreement))
    };
    ParameterId::all()
        .filter(move |of| of.row().scope == Scope::Agreement && of.member() == agreement)
        .filter(move |of| !size(of))
}

/// What the stated value, and the model's prices, come to per chip-hour and per gigawatt-year.
#[component]
fn ImpliedPrices(agreement: usize) -> impl IntoView {
    let state = use_state();
    let shown = move |metric: MetricId| {
        state.outcome.with(|outcome| outcome.show(metric).map_or_else(str::to_owned, |shown| shown.text()))
    };
    let prices = IMPLIED.map(|(before, of)| {
        let of = of.member(agreement);
        view! { {before} <button type="button" class="ask" data-ask=of_metric(of)>{text(move || shown(of))}</button> }
    });
    view! {
        <p class="source-note implied"><b>{Class::Derived.word()}</b> " · " {prices.collect_view()} "."</p>
        <ListPrices agreement=agreement />
    }
}

/// One phase, with its inputs.
#[component]
fn Phase(phase: usize) -> impl IntoView {
    let state = use_state();
    let sized = kept_flag(move || state.scenario.with(|scenario| phase_has_size(scenario, phase)));
    let inputs: Vec<ParameterId> =
        ParameterId::all().filter(|input| input.row().scope == Scope::Phase && input.member() == phase).collect();
    let opened = RwSignal::new(true);
    let inputs = StoredValue::new(inputs);
    let all = move || {
        let inputs = inputs.get_value().into_iter();
        inputs.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>().into_any()
    };
    when(sized.into(), move || {
        view! {
            <h4>
                <button
                    type="button"
                    class="fold"
                    aria-expanded=text(move || opened.get().to_string())
                    on:click=move |_| opened.update(|open| *open = !*open)
                >
                    {words::inputs::phase(PHASE_NAMES[phase])}
                    <i aria-hidden="true">{text(move || if opened.get() { "−" } else { "+" })}</i>
                </button>
            </h4>
            {when(opened.into(), all)}
        }
        .into_any()
    })
}
