//! The contents of a brief, chosen by rule, and saying nothing that the numbers do not say.

mod differs;
pub mod top;

pub use differs::differs;

use crate::definitions::{CASH, COMPUTE, FLEET, POWER, SPEND, STAKE};
use crate::figure::Definition;
use crate::sentences::{binding_runs, difference, headline_sentences, value};
use crate::span::{Sentence, text};
use model::base::month::Month;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::run::binding::Binding;
use model::run::outcome::Outcome;
use model::{metric, series};

/// The charts that a brief may show, each with its main series; the first is for a scenario without changes.
const CHARTS: [(&Definition, SeriesId); 6] = [
    (&FLEET, series::CHIPS_ONLINE),
    (&SPEND, series::SPEND_TO_DATE),
    (&POWER, series::FACILITY_POWER),
    (&COMPUTE, series::H100_EQUIVALENTS),
    (&CASH, series::CONTRACT_CASH_TO_DATE),
    (&STAKE, series::STAKE_VALUE),
];
/// How many spells of limits are named.
const SPELLS: usize = 2;

/// The contents of a brief.
#[derive(Clone)]
pub struct Brief {
    /// The sentences at the top, the most important first.
    pub says: Vec<Sentence>,
    /// The three figures.
    pub figures: [MetricId; 3],
    /// The chart whose main series the scenario changes most.
    pub chart: &'static Definition,
    /// The sentence on what limits growth.
    pub limits: Sentence,
}

/// The brief of a scenario; `before` is the outcome of its baseline over the same months.
pub fn brief(scenario: &Scenario, outcome: &Outcome, before: &Outcome) -> Brief {
    Brief {
        says: headline_sentences(scenario, outcome),
        figures: figures_of(outcome),
        chart: chart_of(outcome, before),
        limits: limits(outcome),
    }
}

/// The line above a brief: "The talks, December 2025, modified · as of December 2027". `name` is the author's title;
/// empty if there is none.
pub fn kind(scenario: &Scenario, outcome: &Outcome, name: &str) -> String {
    let name = if name.is_empty() { String::new() } else { format!("{name} · ") };
    format!("{name}{} · as of {}", scenario.title(), outcome.as_of.name())
}

/// The share that has come back is among the figures if something was paid in.
fn figures_of(outcome: &Outcome) -> [MetricId; 3] {
    match value(outcome, metric::RETURNED_SHARE) {
        Some(_) => [metric::CHIPS_ONLINE, metric::CONTRACT_NPV, metric::RETURNED_SHARE],
        None => [metric::CHIPS_ONLINE, metric::FACILITY_POWER, metric::CONTRACT_NPV],
    }
}

/// The difference of a metric from the baseline in words; `None` if it would display as none.
pub fn difference_to(metric: MetricId, now: &Outcome, before: &Outcome) -> Option<String> {
    difference(metric, value(now, metric)?, value(before, metric)?)
}

fn row(outcome: &Outcome, of: SeriesId) -> &[f64] {
    if of == series::CONTRACT_CASH_TO_DATE { outcome.sheet.row_to_the_end(of) } else { outcome.sheet.row(of) }
}

/// The largest difference between a series and the baseline's, as a share of the largest value in either.
fn moved(now: &Outcome, before: &Outcome, of: SeriesId) -> f64 {
    let (now, before) = (row(now, of), row(before, of));
    let largest = now.iter().chain(before).fold(0.0_f64, |most, number| most.max(number.abs()));
    let last = |row: &[f64]| row.last().copied().unwrap_or(0.0);
    // A running total that has ended keeps its last value.
    let at = |row: &[f64], month: usize| row.get(month).copied().unwrap_or_else(|| last(row));
    let months = now.len().max(before.len());
    let apart = (0..months).map(|month| (at(now, month) - at(before, month)).abs()).fold(0.0, f64::max);
    if largest > 0.0 { apart / largest } else { 0.0 }
}

/// Whether a series has anything to draw: one that is 0 in every month would give an empty chart.
fn is_drawn(outcome: &Outcome, of: SeriesId) -> bool {
    row(outcome, of).iter().any(|number| *number != 0.0)
}

/// The chart whose series moved most, among those that have anything to draw; if none moved, the first of those.
fn chart_of(now: &Outcome, before: &Outcome) -> &'static Definition {
    let mut drawn = CHARTS.into_iter().filter(|(_, of)| is_drawn(now, *of)).peekable();
    let (mut most, mut chart) = (1e-9, drawn.peek().unwrap_or(&CHARTS[0]).0);
    for (definition, of) in drawn {
        let moved = moved(now, before, of);
        if moved > most {
            (most, chart) = (moved, definition);
        }
    }
    chart
}

/// A limit as the subject of a sentence.
fn limit(of: Binding) -> &'static str {
    match of {
        Binding::Nothing => "nothing",
        Binding::Schedule => "the rollout schedule",
        Binding::Availability => "chip availability",
        Binding::Supply => "the vendors’ supply",
        Binding::Power => "power",
        Binding::Budget => "the budget",
    }
}

/// "What limits growth: the rollout schedule to November 2027, then nothing." Months in between without any limit are
/// left out.
fn limits(outcome: &Outcome) -> Sentence {
    if outcome.sheet.row(series::CHIPS_CONTRACTED).iter().all(|chips| *chips <= 0.0) {
        return vec![text("Nothing is to be delivered in the months shown.")];
    }
    let runs = binding_runs(outcome);
    let mut spells: Vec<(usize, Binding)> = Vec::new();
    for (_, end, of) in runs.iter().filter(|(.., of)| *of != Binding::Nothing) {
        match spells.last_mut() {
            Some((until, same)) if same == of => *until = *end,
            _ => spells.push((*end, *of)),
        }
    }
    if spells.is_empty() {
        return vec![text("Nothing limits growth: all that is contracted runs.")];
    }
    let more = if spells.len() > SPELLS { ", and others after that" } else { "" };
    let ends_free = more.is_empty() && runs.last().is_some_and(|(.., of)| *of == Binding::Nothing);
    let shown = outcome.sheet.months();
    let told = spells.iter().take(SPELLS).map(|(end, of)| match *end {
        end if end >= shown => limit(*of).to_owned(),
        end => format!("{} to {}", limit(*of), Month(end as i32 - 1).name()),
    });
    let told = told.collect::<Vec<_>>().join(", then ");
    let free = if ends_free { ", then nothing" } else { "" };
    vec![text(format!("What limits growth: {told}{free}{more}."))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::plain;
    use model::facts::actuals::PRESENT;
    use model::inputs::baselines::BASELINES;
    use model::run::outcome::run;
    use tests_shared::scenarios::{self, first_with};

    fn of(scenario: &Scenario) -> (Outcome, Outcome, Brief) {
        let outcome = run(scenario);
        let before = run(&scenario.as_released());
        let brief = brief(scenario, &outcome, &before);
        (outcome, before, brief)
    }

    #[test]
    fn what_differs_is_told_in_words() {
        let told = |changes: &[(&str, &str)]| {
            let scenario = first_with(changes);
            differs(&scenario, &run(&scenario)).iter().map(|(_, one)| plain(one)).collect::<Vec<_>>()
        };
        assert!(told(&[]).is_empty());
        // A change of view is no difference here, nor in the list of changes.
        assert!(told(&[("view.as_of", "2027-06")]).is_empty());
        let price = told(&[("chip.gb300.price_usd_per_hour", "4.5")]);
        assert_eq!(price, ["GB300 costs $4.50 an hour instead of $5.00."]);
        assert_eq!(
            told(&[("operations.slip_months", "3")]),
            ["Every phase slips by 3\u{202f}months instead of 0\u{202f}months."]
        );
        assert_eq!(told(&[("limit.power", "on")]), ["The limit on power is on instead of off."]);
    }

    #[test]
    fn the_chart_is_of_what_moved_most() {
        let chart = |changes: &[(&str, &str)]| of(&first_with(changes)).2.chart.id;
        assert_eq!(chart(&[]), FLEET.id);
        // A more expensive building changes cash alone.
        assert_eq!(chart(&[("supplier.facility_usd_per_watt", "20")]), CASH.id);
        assert_eq!(chart(&[("operations.pue", "1.6")]), POWER.id);
        assert_eq!(chart(&[("equity.pre_money_usd", "250e9"), ("equity.valuation_change", "0.5")]), STAKE.id);
    }

    /// A stake that vanished once moved most, so that an empty chart was shown.
    #[test]
    fn an_empty_chart_is_never_shown() {
        let link = "2.tk.ta1N0.HP3455P6735S7071U1396N0N0A.3idpnuk";
        let scenario = model::share::permalink::read(link).expect("a link").scenario;
        let (outcome, _, brief) = of(&scenario);
        assert!(!is_drawn(&outcome, series::STAKE_VALUE));
        assert_ne!(brief.chart.id, STAKE.id);
    }

    #[test]
    fn limits_are_told_in_order() {
        let limits = |changes: &[(&str, &str)]| plain(&of(&first_with(changes)).2.limits);
        assert_eq!(limits(&[]), "What limits growth: the rollout schedule to November 2027, then nothing.");
        let bound = limits(&[
            ("limit.power", "on"),
            ("limit.power_start_watts", "100e6"),
            ("limit.power_added_watts_per_year", "0"),
        ]);
        assert!(bound.contains("power"), "{bound}");
    }

    /// For all baselines and 2,000 random scenarios, sentences are short enough, and say nothing that the numbers
    /// contradict.
    #[test]
    fn no_sentence_contradicts_a_figure() {
        for scenario in BASELINES.iter().map(Scenario::of).chain(scenarios::some(81, 2_000)) {
            let (outcome, before, brief) = of(&scenario);
            assert!((1..=5).contains(&brief.says.len()), "{}", brief.says.len());
            // Unsorted, because sorting takes a run for each.
            let differs: Vec<Sentence> = scenario.own_changes().map(|input| differs::one(input, &scenario)).collect();
            let told: Vec<String> =
                brief.says.iter().chain(&differs).chain([&brief.limits]).map(|one| plain(one)).collect();
            for one in told.iter().flat_map(|told| told.split(". ")) {
                assert!(one.split_whitespace().count() <= 30, "too long to be read at once: {one}");
            }
            let said = brief.says.iter().map(|one| plain(one)).collect::<Vec<_>>().join(" ");
            let whole = |text: &str| !text.contains("NaN") && !text.contains("inf ");
            assert!(whole(&said) && differs.iter().all(|one| whole(&plain(one))), "{said}");
            let get = |metric| value(&outcome, metric);
            let cash = get(metric::INVESTOR_CASH_TO_DATE).unwrap_or(0.0);
            assert!(!said.contains(" out of pocket") || cash < 0.0, "{said}: {cash}");
            assert!(!said.contains(" ahead in cash") || cash >= 0.0, "{said}: {cash}");
            if let Some(npv) = get(metric::CONTRACT_NPV) {
                // A deal that was not closed is told with "would".
                let (is_worth, loses) = match scenario.supposes() {
                    "" => ("the contract is worth $", "the contract loses "),
                    _ => ("the contract would be worth $", "the contract would lose "),
                };
                assert_eq!(said.contains(is_worth), npv >= 0.0, "{said}: {npv}");
                assert_eq!(said.contains(loses), npv < 0.0, "{said}: {npv}");
            }
            assert_eq!(
                said.contains(" from being delivered"),
                get(metric::UNDELIVERED).is_some_and(|usd| usd >= 1e6),
                "{said}"
            );
            let opens = match scenario.supposes() {
                // The past is told as an assumption too.
                "" if outcome.as_of <= PRESENT => format!("On these assumptions, by {} ", outcome.as_of.name()),
                "" => format!("By {} ", outcome.as_of.name()),
                supposes => format!("{supposes}, by {} ", outcome.as_of.name()),
            };
            assert!(said.starts_with(&opens), "{said}");
            assert_eq!(differs.is_empty(), !scenario.is_modified());
            // The series of no other chart that has anything to draw moved more.
            let of_chart = CHARTS.iter().find(|(chart, _)| chart.id == brief.chart.id).expect("one of them").1;
            let drawn = || CHARTS.iter().filter(|(_, of)| is_drawn(&outcome, *of));
            assert!(is_drawn(&outcome, of_chart) || drawn().next().is_none(), "{}", brief.chart.id);
            let most = drawn().map(|(_, of)| moved(&outcome, &before, *of)).fold(0.0, f64::max);
            assert!(most <= 1e-9 || moved(&outcome, &before, of_chart) == most, "{}", brief.chart.id);
            let nothing_binds = outcome.binding().iter().all(|binding| *binding == Binding::Nothing);
            assert!(nothing_binds || plain(&brief.limits).starts_with("What limits growth: "), "{:?}", brief.limits);
            let tells_return = brief.figures.contains(&metric::RETURNED_SHARE);
            assert_eq!(tells_return, get(metric::RETURNED_SHARE).is_some(), "{:?}", brief.figures);
        }
    }
}
