//! What a headline number is, and the inputs and facts that it rests on, strongest first.

use crate::evidence;
use maud::{Markup, html};
use model::catalogue::ACCELERATORS;
use model::influence::{Influence, influences};
use model::metrics::MetricId;
use model::outcome::{Outcome, run};
use model::provenance::{Class, Fact};
use model::scenario::Scenario;
use model::series::SeriesFamily;
use model::table::Of;
use model::units::{show, three_digits};

/// How many of the inputs that a number answers to are listed.
const LISTED: usize = 8;

/// Metrics that rest on peaks, which are facts and no inputs.
const OF_PEAKS: [MetricId; 4] = [
    MetricId::of("h100_equivalents"),
    MetricId::of("usd_per_effective_pflop_hour"),
    MetricId::of("effective_flops"),
    MetricId::of("training_days"),
];
/// Chips online of each accelerator.
const CHIPS_OF: SeriesFamily = SeriesFamily::of(Of::Chip, "chips");

/// Its meaning and exact value, the inputs that it answers to with their evidence, and the peaks.
pub(crate) fn answer(of: MetricId, scenario: &Scenario) -> Markup {
    let outcome = run(scenario);
    let found = influences(scenario, &outcome, of);
    let more = found.len().saturating_sub(LISTED);
    let name = of.name();
    html! {
        section.rests-on aria-label=(format!("What {name} rests on")) {
            h3 { (name) }
            p { (of.row().meaning) " " b title=(Class::Derived.meaning()) { "derived" } " · " (exact(of, &outcome)) "." }
            ul {
                @for one in found.iter().take(LISTED) { (input(one, scenario)) }
                @if OF_PEAKS.contains(&of) { @for (chip, peak) in peaks(&outcome) { (peak_of(chip, peak)) } }
            }
            @if more > 0 { p.source-note { "and " (more) " more inputs, each weaker than these." } }
        }
    }
}

fn exact(of: MetricId, outcome: &Outcome) -> String {
    match outcome.metrics.get(of) {
        Ok(value) => format!("exactly {value} {}", of.row().unit.name()).trim_end().to_owned(),
        Err(absent) => format!("no value: {}", absent.reason()),
    }
}

fn input(one: &Influence, scenario: &Scenario) -> Markup {
    html! {
        li {
            b { (one.input.name()) } " " (one.input.show(scenario.get(one.input)))
            @if let Some(ratio) = one.elasticity_ratio {
                span.strength { " 1\u{202f}% more gives " (signed(ratio)) "\u{202f}%" }
            }
            (evidence::note(scenario.evidence(one.input)))
        }
    }
}

fn peak_of(chip: &str, peak: &'static Fact) -> Markup {
    html! {
        li {
            b { (chip) ": 8-bit peak" } " " (show(peak.value, peak.unit).text())
            (evidence::of_fact(peak))
        }
    }
}

/// The peaks of the chips that are online in any month shown, in the catalogue's order.
fn peaks(outcome: &Outcome) -> impl Iterator<Item = (&'static str, &'static Fact)> {
    let online = |chip: usize| outcome.sheet.row(CHIPS_OF.member(chip)).iter().any(|chips| *chips > 0.0);
    let chips = ACCELERATORS.iter().enumerate().filter(move |(place, _)| online(*place));
    chips.filter_map(|(_, chip)| Some((chip.name, chip.eight_bit_peak()?)))
}

fn signed(value: f64) -> String {
    let text = three_digits(value);
    if value > 0.0 { format!("+{text}") } else { text }
}
