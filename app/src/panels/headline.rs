//! The sentence and the six figures, each of which explains itself.

use crate::components::explain::about;
use crate::components::tile::Tile;
use crate::state::use_state;
use crate::view::{block, text};
use figures::{Span, sentences};
use leptos::prelude::*;
use model::base::show::show;
use model::facts::accelerator::Vendor;
use model::metric;
use model::quantities::metric::MetricId;

/// Figures below the tiles.
const MORE: [MetricId; 6] = [
    metric::SPEND_TO_DATE,
    metric::COMMITMENT_REMAINING,
    metric::TRAINING_DAYS,
    metric::COST_PER_EFFECTIVE_PFLOP_HOUR,
    metric::TOKENS_PER_DAY,
    metric::GROSS_MARGIN,
];

/// The headline strip.
#[component]
pub fn Headline() -> impl IntoView {
    let state = use_state();
    let shown = move |metric: MetricId| {
        state.outcome.with(|outcome| outcome.show(metric).map_or_else(str::to_owned, |shown| shown.text()))
    };
    let sentence = block(move || {
        let spans =
            state.scenario.with(|scenario| state.outcome.with(|outcome| sentences::headline(scenario, outcome)));
        let spans = spans.into_iter().map(|span| match span {
            Span::Text(text) => text.into_any(),
            Span::Figure(text, question) => view! {
                <button type="button" class="figure" translate="no" data-ask=question>{text}</button>
            }
            .into_any(),
        });
        spans.collect::<Vec<_>>().into_any()
    });
    let by_vendor = Signal::derive(move || {
        state.outcome.with(|outcome| {
            let chips = |vendor: Vendor| {
                let all = sentences::chips_shown(outcome).into_iter();
                let of_vendor = all.filter(|chip| model::facts::accelerators::ACCELERATORS[*chip].vendor == vendor);
                of_vendor
                    .map(|chip| outcome.sheet.get(model::series::chip::CHIPS.member(chip), outcome.as_of.0 as usize))
                    .sum::<f64>()
            };
            let parts = Vendor::ALL.into_iter().map(|vendor| (vendor, chips(vendor))).filter(|(_, chips)| *chips > 0.0);
            let parts = parts.map(|(vendor, chips)| {
                format!("{} {}", show(chips, model::base::units::Unit::Chips).text(), vendor.chips_name())
            });
            parts.collect::<Vec<_>>().join(" · ")
        })
    });
    let useful = Signal::derive(move || format!("{} effective", shown(metric::EFFECTIVE_FLOPS)));
    let pue = Signal::derive(move || {
        let pue = model::input::PUE;
        format!("at PUE {}", model::base::numbers::three_digits(state.scenario.with(|scenario| scenario.get(pue))))
    });
    let contract = Signal::derive(move || {
        state.outcome.with(|outcome| {
            let told = |metric: MetricId| outcome.show(metric).map(|shown| shown.text());
            if told(metric::CONTRACT_NPV).is_err() {
                return String::new();
            }
            let rate = told(metric::CONTRACT_IRR).unwrap_or_else(|_| "no single rate".to_owned());
            match told(metric::CONTRACT_PAYBACK) {
                Ok(month) => format!("{rate}; money back by {month}"),
                Err(reason) => format!("{rate}; money back: {reason}"),
            }
        })
    });
    let worth = Signal::derive(move || {
        let held = state
            .outcome
            .with(|outcome| outcome.sheet.get(model::series::HELD_BEFORE_STAKE, outcome.as_of.0.max(0) as usize));
        let before = match held {
            held if held > 0.0 => format!("; {} was held before", show(held, model::base::units::Unit::Share).text()),
            _ => String::new(),
        };
        format!("worth {}{before}", shown(metric::STAKE_VALUE))
    });
    let since = Signal::derive(move || {
        let how = state.scenario.with(sentences::comes_back_as);
        format!("as {how}, of {} paid in", shown(metric::INVESTED_TO_DATE))
    });
    let binds = text(move || state.read(|outcome| outcome.metrics.binding.word()));
    let more = {
        let rows = MORE.into_iter().map(|metric| {
            view! {
                <li>
                    <button type="button" class="more-figure" data-ask=about(metric)>
                        <span>{text(move || label(metric))}</span>
                        <b>{text(move || shown(metric))}</b>
                        <span class="tile-difference">{text(move || crate::components::difference::difference_now(state, metric))}</span>
                    </button>
                </li>
            }
        });
        rows.collect::<Vec<_>>()
    };
    view! {
        <section class="headline" aria-label="Headline">
            <h1>{sentence}</h1>
            <p class="summary">{text(move || state.scenario.with(|scenario| scenario.baseline().summary))}</p>
        </section>
        <section id="figures" tabindex="-1" class="figures" aria-label="Headline figures">
            <div class="tiles">
                <Tile of=metric::CHIPS_ONLINE note=by_vendor />
                <Tile of=metric::H100_EQUIVALENTS note=useful />
                <Tile of=metric::FACILITY_POWER note=pue />
                <Tile of=metric::CONTRACT_NPV note=contract />
                <Tile of=metric::STAKE note=worth />
                <Tile of=metric::RETURNED_SHARE note=since />
            </div>
            <ul class="more-figures">
                {more}
                <li class="more-words"><span>"What binds"</span> <b>{binds}</b></li>
                <li class="more-words"><span class="badge">"derived"</span> "Press a number to see where it comes from. Dollars are nominal, before tax and working capital."</li>
            </ul>
        </section>
    }
}

/// A figure's label; the training run names its model.
fn label(metric: MetricId) -> String {
    let state = use_state();
    if metric == metric::TRAINING_DAYS {
        let run = model::input::RUN;
        let name = state.scenario.with(|scenario| run.show(scenario.get(run)));
        return format!("Days to train {name}");
    }
    metric.row().label.to_owned()
}
