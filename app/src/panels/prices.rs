//! What is asked for the chips of an agreement: list prices, beside what the agreement implies.

use super::agreement::phase_has_size;
use crate::components::answer::Answer;
use crate::state::use_state;
use crate::view::{kept_text, text, when};
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

/// The prices of an agreement's chips: "GB200: used $3.3 (three-year contract, estimate); listed $10.6 (capacity block, official)".
fn markup(scenario: &Scenario, agreement: usize) -> String {
    let usd = |usd: f64| format!("${}", three_digits(usd));
    let mut html = String::new();
    for chip in chips_of(scenario, agreement) {
        let accelerator = &ACCELERATORS[chip];
        let input = PRICE.member(chip);
        let price = scenario.get(input);
        // The kind is that of the catalogue's price; another value's is not known.
        let kind = if price == accelerator.price.fact.value { accelerator.price.kind.name() } else { "another price" };
        let class = scenario.evidence(input).class.map_or("yours", Class::word);
        html += &format!("<li><b>{}</b>: used {} ({kind}, {class}); ", accelerator.name, usd(price));
        html += if accelerator.list_prices.is_empty() { "no list price is public" } else { "listed " };
        for (place, listed) in accelerator.list_prices.iter().enumerate() {
            let (comma, fact) = (if place > 0 { ", " } else { "" }, &listed.fact);
            html += &format!("{comma}{} ({}, {})", usd(fact.value), listed.kind.name(), fact.class.word());
        }
        html += ".</li>";
    }
    html
}

/// The prices of an agreement's chips, and on demand where each is from.
#[component]
pub fn ListPrices(
    /// Which agreement.
    agreement: usize,
) -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let prices = kept_text(move || state.scenario.with(|scenario| markup(scenario, agreement)));
    let question = format!("prices:{}", Of::Agreement.member_id(agreement));
    view! {
        <p class="source-note">"Prices of a chip-hour to compare that with:"</p>
        <ul class="source-note prices" inner_html=prices></ul>
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

#[cfg(test)]
mod tests {
    use super::*;
    use model::baselines::Baseline;
    use model::parameters::ParameterId;

    #[test]
    fn the_prices_of_the_chips_of_an_agreement_stand_side_by_side() {
        let mut scenario = Scenario::of(Baseline::first());
        let base = markup(&scenario, 0);
        let gb200 =
            "<li><b>GB200</b>: used $3.3 (three-year contract, estimate); listed $10.6 (capacity block, official), ";
        assert!(base.starts_with(gb200) && base.contains("<b>GB300</b>: used $3.96"), "{base}");
        let expansion = markup(&scenario, 1);
        let trainium =
            "<li><b>Trainium3</b>: used $1.07 (implied by a contract, derived); no list price is public.</li>";
        assert_eq!(expansion, trainium);
        scenario
            .set_text(ParameterId::parse("chip.trainium3.price_usd_per_hour").expect("it is there"), "2")
            .expect("a price");
        assert!(markup(&scenario, 1).contains("used $2 (another price, yours)"), "{}", markup(&scenario, 1));
    }
}
