//! What is asked for the chips of an agreement: list prices, beside what the agreement implies.

use super::agreement::phase_has_size;
use crate::components::answer::Answer;
use crate::state::use_state;
use crate::view::{block, text, when};
use leptos::prelude::*;
use model::catalogue::ACCELERATORS;
use model::parameters::Family;
use model::provenance::Class;
use model::scenario::Scenario;
use model::table::{AGREEMENT_NAMES, Of};
use model::units::three_digits;

const PRICE: Family = Family::of(Of::Chip, "price_usd_per_hour");
const CHIPS: [Family; 2] = [Family::of(Of::Phase, "chip_a"), Family::of(Of::Phase, "chip_b")];
const SHARE_B: Family = Family::of(Of::Phase, "share_b");

/// Places of the chips of an agreement, each once.
fn chips_of(scenario: &Scenario, agreement: usize) -> Vec<usize> {
    let mut chips = Vec::new();
    for phase in [2 * agreement, 2 * agreement + 1].into_iter().filter(|phase| phase_has_size(scenario, *phase)) {
        let of_b = scenario.get(SHARE_B.member(phase));
        for (family, share) in [(CHIPS[0], 1.0 - of_b), (CHIPS[1], of_b)] {
            let chip = scenario.get(family.member(phase)) as usize;
            if share > 0.0 && chip < ACCELERATORS.len() && !chips.contains(&chip) {
                chips.push(chip);
            }
        }
    }
    chips
}

/// "GB200: used $3.3 (three-year contract, estimate); listed $10.6 (capacity block, official)".
fn line(scenario: &Scenario, chip: usize) -> (String, String) {
    let accelerator = &ACCELERATORS[chip];
    let (input, usd) = (PRICE.member(chip), |usd: f64| format!("${}", three_digits(usd)));
    let price = scenario.get(input);
    // The kind is that of the catalogue's price; another value's is not known.
    let kind = if price == accelerator.price.fact.value { accelerator.price.kind.name() } else { "another price" };
    let class = scenario.evidence(input).class.map_or("yours", Class::word);
    let listed = accelerator
        .list_prices
        .iter()
        .map(|listed| format!("{} ({}, {})", usd(listed.fact.value), listed.kind.name(), listed.fact.class.word()));
    let listed = listed.collect::<Vec<_>>().join(", ");
    let listed = if listed.is_empty() { "no list price is public".to_owned() } else { format!("listed {listed}") };
    (accelerator.name.to_owned(), format!(": used {} ({kind}, {class}); {listed}.", usd(price)))
}

/// The prices of an agreement's chips, and on demand where each is from.
#[component]
pub fn ListPrices(
    /// Which agreement.
    agreement: usize,
) -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let prices = block(move || {
        let lines: Vec<_> = state
            .scenario
            .with(|scenario| chips_of(scenario, agreement).into_iter().map(|chip| line(scenario, chip)).collect());
        let lines = lines.into_iter().map(|(name, prices)| view! { <li><b>{name}</b> {prices}</li> });
        lines.collect::<Vec<_>>().into_any()
    });
    let question = format!("prices:{}", Of::Agreement.member_id(agreement));
    view! {
        <p class="source-note">"Prices of a chip-hour to compare that with:"</p>
        <ul class="source-note prices">{prices}</ul>
        <button
            type="button"
            class="quiet"
            aria-label=format!("Where the prices are from: {}", AGREEMENT_NAMES[agreement])
            aria-expanded=text(move || open.get().to_string())
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {text(move || if open.get() { "Hide sources" } else { "Where these are from" })}
        </button>
        {when(open.into(), move || view! { <Answer to=question.clone() /> }.into_any())}
    }
}
