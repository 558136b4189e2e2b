//! The ranges of the headline figures over all draws.

use super::{About, counted, derived, of_run, to_a_tenth};
use crate::draws::{drawn_from, plan};
use crate::pieces::{badge, sentence, shown};
use maud::{Markup, html};
use model::analysis::uncertainty::bands::{Bands, Chance, Spread};
use model::analysis::uncertainty::distribution::Family;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::{TIED_CORRELATION, USUAL_DRAWS};
use model::analysis::uncertainty::wanted::{Aim, Side, Target, Wanted};
use model::base::units::Unit;
use model::base::words::how_many;
use model::facts::provenance::Class;
use model::inputs::scenario::Scenario;
use model::quantities::metric::Metric;
use model::run::outcome::{Outcome, run};
use model::share::ranged::Ranged;
use protocol::ranged::{TargetValue, act};

/// The part. The error says why nothing can be drawn.
pub(super) fn part(about: &About) -> Result<Markup, String> {
    let (scenario, ranged) = (&about.scenario, &about.ranged);
    let plan = plan(scenario, ranged, USUAL_DRAWS)?;
    let wanted = Wanted::headline().with(ranged.targets());
    let bands = Bands::of(&plan, &wanted, ranged.targets());
    Ok(html! {
        (drawn(about, &plan))
        (ranges(&bands, scenario, &run(scenario)))
        (chances(&bands, about))
    })
}

/// What is drawn, and what is not.
fn drawn(about: &About, plan: &Plan) -> Markup {
    let from = drawn_from(&about.scenario, &about.ranged, plan);
    let (uncertain, settings) = (from.inputs, about.ranged.settings());
    let all = uncertain as usize + plan.fixed().len();
    let (has, is) =
        (|count: u32| if count == 1 { "has" } else { "have" }, |count: u32| if count == 1 { "is" } else { "are" });
    html! {
        p data-count {
            "Of " (how_many(all, "input")) " " (uncertain) " " (has(uncertain)) " a range. The scenario was run " (counted(plan.draws() as usize))
            " times with each of them drawn from its range"
            @if settings.seed != Ranged::default().settings().seed { ", by the seed " (settings.seed) }
            ": each range’s low and high count as its 5th and 95th percentile, its value as the median. "
            "All else is fixed, " (how_many(plan.fixed().len(), "input")) ": choices, values without a range, and what you changed."
            @if plan.uncertain().any(|one| one.family() == Family::Paid) {
                " A conditional payment is made in a share of the draws equal to its likelihood, and not at all in the others."
            }
        }
        p data-count {
            (from.assumed) " of the ranges " (is(from.assumed)) " " (badge(Some(Class::Assumption))) ": our judgement, not a finding. "
            @if from.own > 0 { @if from.own == 1 { "One is as you set it. " } @else { (from.own) " are as you set them. " } }
            @if settings.by_vendor {
                "That prices of one vendor’s chips move together, and their watts, with a correlation of " (TIED_CORRELATION) " is an assumption too. "
            }
            @if !settings.ties.is_empty() { @if settings.ties.len() == 1 { "One tie is" } @else { (settings.ties.len()) " ties are" } " yours. " }
            "All else is drawn independently."
        }
        p.source-note {
            "Some ranges, as of slip and of running cost, lie on one side of the value. So do their draws, and the median of a figure then differs from the scenario’s."
        }
    }
}

fn ranges(bands: &Bands, scenario: &Scenario, outcome: &Outcome) -> Markup {
    html! {
        table.facts.sure {
            caption.for-screen-readers { "Ranges of the figures" }
            thead {
                tr {
                    th scope="col" { "Figure" }
                    th scope="col" { "This scenario" }
                    th scope="col" { "Median" }
                    th scope="col" { "Half of the draws" }
                    th scope="col" { "Nine in ten" }
                }
            }
            tbody { @for spread in &bands.spreads { (range(spread, bands.draws, scenario, outcome)) } }
        }
    }
}

fn range(spread: &Spread, draws: u32, scenario: &Scenario, outcome: &Outcome) -> Markup {
    let told = |value: Metric<f64>| in_place(value, spread.metric.row().unit);
    // A figure that no input with a range moves is the same in all draws.
    let between = |low: Metric<f64>, high: Metric<f64>| match [told(low), told(high)] {
        [low, high] if low == high => low,
        [low, high] => format!("{low} to {high}"),
    };
    html! {
        tr data-number=(spread.metric.id()) {
            th scope="row" {
                // A contract's figure does not belong to a month.
                b { (spread.metric.name_in(scenario.names())) } (spread.metric.when(outcome.as_of))
                @for (why, count) in &spread.absent {
                    p data-count { (sentence(&why.in_draws(*count as usize, draws as usize))) }
                }
                @if !spread.months.is_empty() { (month_by_month(spread)) }
            }
            td data-label="This scenario" { (of_run(spread.metric, outcome.metrics.get(spread.metric))) }
            @match &spread.values {
                Some(values) => {
                    @let [lowest, low, middle, high, highest] = values.values;
                    @let how = |what: &str| format!("{what} of {} draws, derived", counted(draws as usize));
                    td data-label="Median" { (derived(told(middle), &how("median"))) }
                    td data-label="Half" { (derived(between(low, high), &how("25th to 75th percentile"))) }
                    td data-label="Nine in ten" { (derived(between(lowest, highest), &how("5th to 95th percentile"))) }
                }
                None => { td data-label="Median" { "–" } td data-label="Half" { "–" } td data-label="Nine in ten" { "–" } }
            }
        }
    }
}

/// A percentile: a value, or that it is never reached.
fn in_place(value: Metric<f64>, unit: Unit) -> String {
    value.map_or_else(|why| why.in_place().to_owned(), |value| shown(value, unit))
}

/// The distribution of a date: the share of ranked draws for each month, and the share in which it is never reached.
fn month_by_month(spread: &Spread) -> Markup {
    let share = |count: u32| in_percent(f64::from(count) / f64::from(spread.ranked().max(1)));
    html! {
        details id={ "months:" (spread.metric.id()) } {
            summary { "Month by month" }
            ul.month-by-month {
                @for (month, count) in &spread.months {
                    li data-count { (month.name()) ": " (share(*count)) }
                }
                @if let Some((why, count)) = spread.never() { li data-count { (why.in_place()) ": " (share(count)) } }
            }
        }
    }
}

/// The chance of each target.
fn chances(bands: &Bands, about: &About) -> Markup {
    let ranged = &about.ranged;
    let of = |target: &Target| bands.chances.iter().find(|chance| chance.target == *target);
    html! {
        @if !ranged.targets().is_empty() {
            ul.reached.chances {
                @for (place, target) in ranged.targets().iter().enumerate() {
                    @let words = in_words(target, &about.scenario);
                    li {
                        span data-say {
                            (words) ": "
                            @match of(target) {
                                Some(chance) => { (likely(chance, bands.draws)) }
                                None => "its month is not shown.",
                            }
                            @if let Some(only) = target.only_to(about.scenario.as_of()) { "; " (only) "." }
                        }
                        button.apply type="button" id={ "hope-no-more-" (place) } data-range={ (act::HOPE_NO_MORE) " " (TargetValue::from(target).said()) }
                            aria-label={ "Remove the target " (words) } { "Remove" }
                    }
                }
            }
        }
    }
}

fn likely(chance: &Chance, draws: u32) -> Markup {
    let all = counted(draws as usize);
    let text = match chance.share {
        0.0 => format!("in none of {all} draws"),
        1.0 => format!("in all {all} draws"),
        share => format!("{} of draws, ± {}", in_percent(share), in_percent(chance.error_share)),
    };
    derived(text, "the share of draws that meet it, with one standard error; derived")
}

/// A share rounded to a tenth of a per cent, since ten thousand draws are no more precise. Only a share of 0 reads
/// "0%"; smaller ones than can be told read as such.
fn in_percent(share: f64) -> String {
    match to_a_tenth(share) {
        0.0 if share > 0.0 => "less than 0.1%".to_owned(),
        share => shown(share, Unit::Share),
    }
}

/// "Chips online at least 1m chips in December 2026"; a contract's figure has no month.
fn in_words(target: &Target, scenario: &Scenario) -> String {
    let names = scenario.names();
    let side = match target.side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    };
    let level = target.level();
    let level = shown(level.value, level.unit);
    match target.of {
        Aim::Metric(metric) => {
            let when = metric.when(scenario.as_of());
            format!("{} {side} {level}{when}", metric.name_in(names))
        }
        Aim::Series(series, month) => format!("{} {side} {level} in {}", series.name_in(names), month.name()),
    }
}
