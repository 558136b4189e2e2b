//! Published totals of systems, and deals, beside what this build computes for them.

use crate::pieces::ask;
use maud::{Markup, html};
use model::base::month::Month;
use model::base::numbers::{thousands, three_digits};
use model::base::show::show;
use model::base::units::Unit;
use model::facts::provenance::Fact;
use model::facts::systems::SYSTEMS;
use model::input;
use model::inputs::baselines::Baseline;
use model::inputs::evidence::entry;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::record::question::Question;
use model::run::outcome::{Outcome, run};

/// How differences are computed.
const BY_HOW_MUCH: &str = "(computed − given) ÷ given";

/// The number of chips × the figure for one, beside what the vendor prints for the system.
pub(super) fn systems() -> Markup {
    let mut rows = Vec::new();
    for system in SYSTEMS {
        let (published, computed) = (&system.published, system.computed());
        let figures: [(&str, &str, &Option<Fact>, Option<f64>); 5] = [
            ("peak BF16", "bf16", &published.bf16, computed.bf16_flops),
            ("peak FP8", "fp8", &published.fp8, computed.fp8_flops),
            ("peak FP4", "fp4", &published.fp4, computed.fp4_flops),
            ("memory", "hbm_bytes", &published.hbm_bytes, computed.hbm_bytes),
            (
                "memory bandwidth",
                "hbm_bytes_per_second",
                &published.hbm_bytes_per_second,
                computed.hbm_bytes_per_second,
            ),
        ];
        for (figure, key, printed, computed) in figures {
            let (Some(printed), Some(computed)) = (printed, computed) else { continue };
            let question = Question::Fact(format!("system.{}.{key}", system.id));
            rows.push((system.name, system.chips, figure, question, printed, computed));
        }
    }
    let off = |printed: &Fact, computed: f64| (computed - printed.value) / printed.value;
    let worst = rows.iter().fold(0.0_f64, |worst, (.., printed, computed)| worst.max(off(printed, *computed).abs()));
    html! {
        section aria-label="Systems" {
            h3 { "Published totals of systems" }
            p.kind { "Chips × the figure of one chip, computed by this build and so derived, beside what the vendor prints. The differences are vendors’ rounding; a test holds each difference to the printed digits." }
            p data-count { b { (rows.len()) " totals" } ", largest difference " (percent(worst)) "." }
            details {
                summary data-count { "All " (rows.len()) }
                table.facts.trust {
                    caption.for-screen-readers { "Published totals of systems" }
                    thead { tr { th scope="col" { "System" } th scope="col" { "Published" } th scope="col" { "Computed" } th scope="col" { "Difference" } } }
                    tbody {
                        @for (system, chips, figure, question, printed, computed) in &rows {
                            tr {
                                th scope="row" data-words { (system) ", " (figure) " of " (thousands(u64::from(*chips))) " chips" }
                                td data-label="Published" { (ask(question, show(printed.value, printed.unit).text())) }
                                td data-label="Computed" data-derived title=(format!("{} × the figure of one chip", thousands(u64::from(*chips)))) {
                                    (show(*computed, printed.unit).text())
                                }
                                td data-label="Difference" data-derived title=(BY_HOW_MUCH) { (signed_percent(off(printed, *computed))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where a number is read in a run.
#[derive(Clone, Copy)]
enum Read {
    /// A metric at the last month of the calendar.
    Metric(&'static str),
    /// The largest value of a series.
    Most(&'static str),
}

/// What was announced of a deal: the fact's id, the baseline that models the deal, the corresponding number of its run,
/// and how the run arrives at it.
const ANNOUNCED: &[(&str, &str, Read, &str)] = &[
    (
        "deal.openai-aws-38bn.amount_usd",
        "funded-2026-07",
        Read::Metric("contract_usd.base"),
        "given: it sizes the fleet",
    ),
    (
        "deal.openai-aws-expansion-100bn.amount_usd",
        "funded-2026-07",
        Read::Metric("contract_usd.expansion"),
        "computed from 2 GW and eight years, at prices that were fitted to it",
    ),
    (
        "deal.openai-round-2026.valuation_usd",
        "funded-2026-07",
        Read::Metric("post_money_usd"),
        "computed from $730bn pre-money, the tranches and others’ money",
    ),
    (
        "deal.openai-amazon-funded-2026-07.amount_usd",
        "funded-2026-07",
        Read::Metric("invested_to_date_usd"),
        "given, in three tranches",
    ),
    ("deal.openai-amd.power_watts", "openai-amd", Read::Most("facility_power_watts"), "given: it sizes the fleet"),
    (
        "deal.openai-nvidia-loi.power_watts",
        "openai-nvidia-loi",
        Read::Most("facility_power_watts"),
        "given: it sizes the fleet",
    ),
    (
        "deal.openai-nvidia-loi.chips",
        "openai-nvidia-loi",
        Read::Most("chips_online"),
        "computed from 10 GW of Vera Rubin packages at 3.8 kW with cooling; the announced four to five million imply 2.0 to 2.5 kW each, and may have counted dies, of which a package has two",
    ),
    (
        "deal.anthropic-google-tpus.power_watts",
        "anthropic-tpu",
        Read::Most("facility_power_watts"),
        "computed from a million TPU7x; announced is “well over” a gigawatt",
    ),
    (
        "deal.anthropic-amazon.power_watts",
        "anthropic-trainium",
        Read::Most("facility_power_watts"),
        "computed from the $100bn at the OpenAI contract’s price of a watt; announced is “up to”, so 5 GW may never be full, or a watt be cheaper",
    ),
    (
        "deal.anthropic-amazon.amount_usd",
        "anthropic-trainium",
        Read::Metric("commitment_usd"),
        "given, a million Trainium2 for five years within it",
    ),
];

/// Each announced number, with what its baseline comes to by the last month of the calendar.
pub(crate) fn announced() -> Vec<(&'static str, f64, f64, Unit, &'static str, &'static str)> {
    let mut rows = Vec::new();
    for (id, baseline, read, how) in ANNOUNCED {
        let (Some(fact), Some(baseline)) = (entry(id), Baseline::by_id(baseline)) else { continue };
        let mut scenario = Scenario::of(baseline);
        for input in [input::HORIZON, input::AS_OF] {
            scenario.set_nearest(input, input.row().max);
        }
        if let Some(computed) = read.of(&run(&scenario)) {
            rows.push((fact.name.as_str(), fact.value, computed, fact.unit, *how, *id));
        }
    }
    rows
}

impl Read {
    fn of(self, outcome: &Outcome) -> Option<f64> {
        match self {
            Read::Metric(id) => outcome.metrics.get(MetricId::parse(id)?).ok(),
            Read::Most(id) => outcome.sheet.row(SeriesId::parse(id)?).iter().copied().reduce(f64::max),
        }
    }
}

/// Deals, as announced and as computed.
pub(super) fn deals() -> Markup {
    html! {
        section aria-label="Deals" {
            h3 { "Deals, as announced and as computed" }
            p.kind { "Each deal in the baseline that models it, run by this build to the end of " span data-words { (Month::LAST.year()) } ". What is computed is derived. Where they differ, the last column says what that means." }
            table.facts.trust {
                caption.for-screen-readers { "Deals, as announced and as computed" }
                thead { tr { th scope="col" { "Deal" } th scope="col" { "Announced" } th scope="col" { "Computed" } th scope="col" { "Difference" } th scope="col" { "How" } } }
                tbody {
                    @for (name, announced_value, computed, unit, how, id) in announced() {
                        tr {
                            th scope="row" data-words { (name) }
                            td data-label="Announced" { (ask(&Question::Fact(id.to_owned()), show(announced_value, unit).text())) }
                            td data-label="Computed" data-derived title=(how) { (show(computed, unit).text()) }
                            td data-label="Difference" data-derived title=(BY_HOW_MUCH) { (signed_percent((computed - announced_value) / announced_value)) }
                            td data-label="How" data-words { (how) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn percent(share: f64) -> String {
    show(share, Unit::Share).text()
}

fn signed_percent(share: f64) -> String {
    if share.abs() < 1e-9 {
        return "none".to_owned();
    }
    let text = three_digits(100.0 * share.abs());
    format!("{}{text}%", if share < 0.0 { "−" } else { "+" })
}
