//! A scenario on paper: headline, link and date, the changes, the table of headline numbers, the comparison, a line for
//! each source, then every chart whole, and in light colours whatever the page's theme. It is one piece of HTML, which
//! the page shows only in print.

use crate::beside::Beside;
use crate::draws::ranges_of;
use crate::evidence::citation;
use crate::pages;
use crate::reasons::Reasons;
use crate::turns::Turns;
use figures::definitions::ALL;
use figures::picture::{Around, picture_within};
use figures::sentences;
use figures::span::plain;
use figures::theme::Theme;
use figures::{Definition, Plot, Subjects};
use maud::{Markup, PreEscaped, html};
use model::facts::provenance::Source;
use model::facts::sources::FACTS_READ_TO;
use model::inputs::families::Scope;
use model::inputs::scenario::Scenario;
use model::metric::CONTRACT_NPV;
use model::quantities::cell::Cell;
use model::quantities::metric::{HEADLINE, MetricId};
use model::record::recorder::record;
use model::run::outcome::{Outcome, run};
use model::share::compared::Way;
use std::collections::BTreeMap;

/// The width of a drawing over the whole page, and of one of two side by side, CSS pixels. They are printed slightly
/// smaller: small text comes to 7 points.
const WIDE: f64 = 920.0;
const HALF: f64 = 448.0;
/// How many compared scenarios the charts can include on six pages; the tables include all of them.
const MOST_DRAWN: usize = 1;

/// The document. `address` is where the scenario can be opened, `today` the reader's date.
pub(crate) fn paper(beside: &Beside, reasons: &Reasons, address: &str, today: &str) -> Markup {
    let (scenario, outcome) = (&beside.first.scenario, &beside.first.outcome);
    let baseline = scenario.baseline();
    let as_released = run(&scenario.as_released());
    html! {
        header {
            p.of {
                b { "Rackrate" } " · " (beside.title) " · as of " (outcome.as_of.name())
                " · facts as of " (FACTS_READ_TO) " · printed " (today)
            }
            h1 { (plain(&sentences::headline(scenario, outcome))) }
            p.link { (address) }
            @if let Some(bands) = &beside.bands { p.note { (ranges_of(bands.draws, beside.drawn_from)) } }
            @if let Some(turns) = Turns::of(scenario, CONTRACT_NPV, &beside.ranged) { p.note { (turns.sentence("the contract’s value")) } }
            @if scenario.is_modified() {
                p.note { "The baseline, before the changes below: " (baseline.summary) }
            } @else {
                p.note { (baseline.summary) }
            }
        }
        (changes(scenario, reasons))
        (reasons.notes(scenario, outcome, |input| scenario.is_changed(input)))
        (table(scenario, outcome, &as_released))
        @if !beside.others.is_empty() {
            section {
                h2 { "Compared with" }
                (pages::beside::printed(beside))
            }
        }
        (sources(scenario, outcome))
        (charts(beside))
    }
}

/// The reader's changes, each with the author's reason if it has one.
fn changes(scenario: &Scenario, reasons: &Reasons) -> Markup {
    let baseline = scenario.baseline();
    html! {
        @if scenario.is_modified() {
            section {
                h2 { "What was changed" }
                table.was-and-is {
                    thead { tr { th { "Input" } th { "Baseline" } th { "Here" } } }
                    tbody {
                        @for input in scenario.own_changes() {
                            @let [was, is] = input.show_apart(scenario.names(), [baseline.value(input), scenario.get(input)]);
                            tr {
                                td { (input.name_in(scenario.names())) @if let Some(reason) = reasons.markup(input) { br; (reason) } }
                                td { (was) }
                                td { (is) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The headline numbers of the whole scenario, with the baseline's where they differ.
fn table(scenario: &Scenario, outcome: &Outcome, as_released: &Outcome) -> Markup {
    let is_modified = scenario.is_modified();
    let shown = |of: &Outcome, metric: MetricId| of.show(metric).map_or_else(str::to_owned, |shown| shown.text());
    // Numbers that have no value, or are 0, both here and in the baseline are left out, except for the page's own
    // headline figures.
    let nothing = |of: &Outcome, metric: MetricId| of.metrics.get(metric).map_or(true, |value| value == 0.0);
    let rows = MetricId::all().filter(|metric| metric.row().scope == Scope::Scenario);
    let is_told =
        |metric: &MetricId| HEADLINE.contains(metric) || !(nothing(outcome, *metric) && nothing(as_released, *metric));
    let rows = rows.filter(is_told).map(|metric| {
        let by = outcome.metrics.get(metric).ok().zip(as_released.metrics.get(metric).ok());
        let by = by.and_then(|(now, was)| sentences::difference(metric, now, was)).unwrap_or_default();
        (metric.name_in(scenario.names()), shown(outcome, metric), shown(as_released, metric), by)
    });
    let rows: Vec<_> = rows.collect();
    html! {
        section {
            h2 { "Headline numbers as of " (outcome.as_of.name()) "; contract and deal to their ends" }
            @let half = rows.len().div_ceil(2);
            div.pair {
                @for rows in [&rows[..half], &rows[half..]] {
                    table {
                        thead { tr { th { "Number" } th { "Here" } @if is_modified { th { "Baseline" } th { "Difference" } } } }
                        tbody {
                            @for (name, now, was, by) in rows {
                                tr { td { (name) } td { (now) } @if is_modified { td { (was) } td { (by) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every chart: some over the whole width, the others in pairs.
fn charts(beside: &Beside) -> Markup {
    if beside.others.len() > MOST_DRAWN {
        let alone = Subjects::one(&beside.first.scenario, &beside.first.outcome);
        let alone = drawings(&Subjects { bands: beside.bands.as_ref(), ranged: Some(&beside.ranged), ..alone });
        return html! {
            p.note { "The charts are of this scenario alone: on paper they have room for one other." }
            (alone)
        };
    }
    // Small multiples would fill many pages, so on paper compared scenarios are lines in the same drawing.
    beside.with_subjects(|subjects| match subjects.way {
        Way::Multiples => drawings(&Subjects { way: Way::Overlaid, ..*subjects }),
        _ => drawings(subjects),
    })
}

fn drawings(subjects: &Subjects<'_>) -> Markup {
    let drawn = |of: &'static Definition, width: f64| {
        let figure = of.figure(subjects);
        PreEscaped(picture_within(&figure, width, Theme::Light, Around::Page))
    };
    let is_wide = |of: &Definition| match (of.plot)(subjects) {
        Plot::Months(plot) => plot.strip.is_some(),
        Plot::Flows(_) | Plot::Grid(_) => true,
        Plot::Bars(_) => false,
    };
    let (wide, narrow): (Vec<&'static Definition>, Vec<_>) = ALL.into_iter().partition(|of| is_wide(of));
    let (first, rest) = wide.split_at(wide.len().min(1));
    html! {
        section.charts {
            @for of in first { div.chart { (drawn(of, WIDE)) } }
            @for pair in narrow.chunks(2) {
                div.pair.chart { @for of in pair { (drawn(of, HALF)) } }
            }
            @for of in rest { div.chart { (drawn(of, WIDE)) } }
        }
    }
}

/// A line for each source on which a headline number of the scenario rests, with the inputs and facts taken from it.
fn sources(scenario: &Scenario, outcome: &Outcome) -> Markup {
    let recording = record(scenario);
    let mut used: BTreeMap<&'static str, &'static Source> = BTreeMap::new();
    let metrics = MetricId::all().filter(|metric| metric.row().scope == Scope::Scenario);
    for metric in metrics.filter(|metric| outcome.metrics.get(*metric).is_ok()) {
        let (inputs, facts) = recording.rests_on(Cell::metric(metric));
        let of_inputs = inputs.into_iter().filter_map(|input| scenario.evidence(input).source);
        for source in of_inputs.chain(facts.into_iter().map(|fact| fact.source)) {
            used.insert(source.id, source);
        }
    }
    html! {
        section {
            h2 { "Sources of these numbers" }
            ul.sources { @for source in used.values() { li { (citation(source)) } } }
        }
    }
}
