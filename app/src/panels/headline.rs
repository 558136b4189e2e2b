//! The sentence and the six figures, each of which explains itself.

use crate::components::explain::about;
use crate::components::tile::Tile;
use crate::state::use_state;
use crate::view::{block, text};
use figures::{Span, sentences};
use leptos::prelude::*;
use model::catalogue::Vendor;
use model::metrics::MetricId;
use model::units::show;

const CHIPS: MetricId = MetricId::of("chips_online");
const H100E: MetricId = MetricId::of("h100_equivalents");
const EFFECTIVE: MetricId = MetricId::of("effective_flops");
const POWER: MetricId = MetricId::of("facility_power_watts");
const PFLOP_HOUR: MetricId = MetricId::of("usd_per_effective_pflop_hour");
const STAKE: MetricId = MetricId::of("stake");
const STAKE_VALUE: MetricId = MetricId::of("stake_value_usd");
const RETURNED: MetricId = MetricId::of("returned_share");
const ROUND_TRIP: MetricId = MetricId::of("round_trip_month");
/// Figures below the tiles.
const MORE: [MetricId; 6] = [
    MetricId::of("spend_to_date_usd"),
    MetricId::of("commitment_remaining_usd"),
    MetricId::of("training_days"),
    MetricId::of("nvidia_share"),
    MetricId::of("tokens_per_day"),
    MetricId::of("gross_margin"),
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
                <button type="button" class="figure" data-ask=question>{text}</button>
            }
            .into_any(),
        });
        spans.collect::<Vec<_>>().into_any()
    });
    let by_vendor = Signal::derive(move || {
        state.outcome.with(|outcome| {
            let chips = |vendor: Vendor| {
                let all = sentences::chips_shown(outcome).into_iter();
                let of_vendor = all.filter(|chip| model::catalogue::ACCELERATORS[*chip].vendor == vendor);
                of_vendor
                    .map(|chip| outcome.sheet.get(model::series::chip::CHIPS.member(chip), outcome.as_of.0 as usize))
                    .sum::<f64>()
            };
            let parts = Vendor::ALL.into_iter().map(|vendor| (vendor, chips(vendor))).filter(|(_, chips)| *chips > 0.0);
            let parts = parts.map(|(vendor, chips)| {
                format!("{} {}", show(chips, model::units::Unit::Chips).text(), vendor.chips_name())
            });
            parts.collect::<Vec<_>>().join(" · ")
        })
    });
    let useful = Signal::derive(move || format!("{} effective", shown(EFFECTIVE)));
    let pue = Signal::derive(move || {
        let pue = model::parameters::ParameterId::of("operations.pue");
        format!("at PUE {}", model::units::three_digits(state.scenario.with(|scenario| scenario.get(pue))))
    });
    let price = Signal::derive(|| "at achieved MFU and goodput".to_owned());
    let worth = Signal::derive(move || format!("worth {}", shown(STAKE_VALUE)));
    let since = Signal::derive(move || {
        state.outcome.with(|outcome| match outcome.metrics.get(ROUND_TRIP) {
            Ok(month) => format!("all of it by {}", show(month, model::units::Unit::Month).text()),
            Err(_) => "as cloud spend".to_owned(),
        })
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
                <Tile of=CHIPS note=by_vendor />
                <Tile of=H100E note=useful />
                <Tile of=POWER note=pue />
                <Tile of=PFLOP_HOUR note=price />
                <Tile of=STAKE note=worth />
                <Tile of=RETURNED note=since />
            </div>
            <ul class="more-figures">
                {more}
                <li class="more-words"><span>"What binds"</span> <b>{binds}</b></li>
                <li class="more-words"><span class="badge">"derived"</span> "Press a number to see where it comes from."</li>
            </ul>
        </section>
    }
}

/// A figure's label; the training run names its model.
fn label(metric: MetricId) -> String {
    let state = use_state();
    if metric == MetricId::of("training_days") {
        let run = model::parameters::ParameterId::of("workload.run");
        let name = state.scenario.with(|scenario| run.show(scenario.get(run)));
        return format!("Days to train {name}");
    }
    metric.row().label.to_owned()
}
