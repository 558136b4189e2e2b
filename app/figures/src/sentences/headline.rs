//! The headline: the sentences at the top of the page.

use super::delivery::undelivered;
use super::names::{Mood, comes_back_as, in_sentence, is_expected, sells_chips};
use super::{SHARES, count, told, value};
use crate::span::{Sentence, figure, of_metric, text};
use model::base::month::Month;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::notices::RateSays;
use model::run::outcome::Outcome;
use model::{input, metric, series};

/// The headline as one text: what the money did by the as-of month, what runs, and what the contract is worth to its
/// end. A return is never given without what is out of pocket for it.
pub fn headline(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let sentences = headline_sentences(scenario, outcome);
    let between = |(place, sentence): (usize, Sentence)| {
        let space = (place > 0).then(|| text(" "));
        space.into_iter().chain(sentence)
    };
    sentences.into_iter().enumerate().flat_map(between).collect()
}

/// The same as separate sentences: at most four, the most important first.
pub fn headline_sentences(scenario: &Scenario, outcome: &Outcome) -> Vec<Sentence> {
    let parts = [
        money(scenario, outcome),
        runs(scenario, outcome),
        contract(scenario, outcome),
        undelivered(scenario, outcome),
    ];
    parts.into_iter().filter(|sentence| !sentence.is_empty()).collect()
}

/// "OpenAI would be running 345,000 accelerators, 22.5% of the work on Trainium."
fn runs(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let baseline = scenario.baseline();
    let chips = value(outcome, metric::CHIPS_ONLINE).unwrap_or(0.0);
    let mood = Mood::of(scenario, outcome);
    if chips <= 0.0 {
        return vec![text(format!("{} {} running no accelerators by then.", baseline.company, mood.is()))];
    }
    let mut spans = vec![
        text(format!("{} {} running ", baseline.company, mood.is())),
        figure(count(chips), of_metric(metric::CHIPS_ONLINE)),
        text(" accelerators"),
    ];
    spans.extend(who_does_the_work(scenario, outcome));
    spans.push(text("."));
    spans
}

/// "By December 2027 103% of Amazon’s $10bn will have come back as cloud spend, and Amazon will be $23.3bn out of
/// pocket." A deal that was not concluded is told as a supposition: "Had the talks closed on these terms, by December
/// 2027 103% of Amazon’s $10bn would have come back …".
fn money(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let month = outcome.as_of.name();
    let mut spans = vec![text(match scenario.supposes() {
        // Results for the past are computed from assumptions too.
        "" if Mood::of(scenario, outcome) == Mood::Past => format!("On these assumptions, by {month} "),
        "" => format!("By {month} "),
        supposes => format!("{supposes}, by {month} "),
    })];
    match came_back(scenario, outcome) {
        Some(came_back) => spans.extend(came_back),
        None => {
            let has_spent = Mood::of(scenario, outcome).has("spent");
            let company = in_sentence(scenario.baseline().company);
            let is_paid = |of: &MetricId| value(outcome, *of).is_some_and(|usd| usd > 0.0);
            spans.push(text(format!("{company} {has_spent} ")));
            // What it rents is spend; what it bought is a cost of its own.
            match [metric::SPEND_TO_DATE, metric::OWN_COST_TO_DATE].each_ref().map(is_paid) {
                [false, false] => spans.push(text("nothing on capacity")),
                [true, false] => spans.extend([told(outcome, metric::SPEND_TO_DATE), text(" on capacity")]),
                [false, true] => {
                    spans.extend([told(outcome, metric::OWN_COST_TO_DATE), text(" on capacity of its own")])
                }
                [true, true] => spans.extend([
                    told(outcome, metric::SPEND_TO_DATE),
                    text(" on rented capacity and "),
                    told(outcome, metric::OWN_COST_TO_DATE),
                    text(" on its own"),
                ]),
            }
        }
    }
    spans.push(text("."));
    spans
}

/// "103% of Amazon’s $10bn will have come back as cloud spend, and Amazon will be $23.3bn out of pocket"; `None` if
/// nothing is paid in, or nothing can come back.
pub fn came_back(scenario: &Scenario, outcome: &Outcome) -> Option<Sentence> {
    let investor = in_sentence(scenario.baseline().investor);
    value(outcome, metric::INVESTED_TO_DATE).filter(|usd| *usd > 0.0)?;
    value(outcome, metric::RETURNED_SHARE)?;
    let cash = value(outcome, metric::INVESTOR_CASH_TO_DATE).unwrap_or(0.0);
    let mood = Mood::of(scenario, outcome);
    let (has_come_back, is) = (mood.has("come back"), mood.is());
    let margin_leaves = match mood {
        Mood::Past => "and its margin left",
        Mood::ToCome => "and its margin will leave",
        Mood::SupposedPast | Mood::Supposed => "its margin leaving",
    };
    Some(vec![
        told(outcome, metric::RETURNED_SHARE),
        text(format!(" of {} {}", whose(&investor), expected(scenario, outcome))),
        told(outcome, metric::INVESTED_TO_DATE),
        text(match sells_chips(scenario) {
            // What comes back is revenue; the vendor keeps its margin.
            true => format!(" {has_come_back} as {}, {margin_leaves} it ", comes_back_as(scenario)),
            false => format!(" {has_come_back} as {}, and {investor} {is} ", comes_back_as(scenario)),
        }),
        figure(show(cash.abs(), Unit::Usd).text(), of_metric(metric::INVESTOR_CASH_TO_DATE)),
        text(if cash < 0.0 { " out of pocket" } else { " ahead in cash" }),
        // The sale of the stake at the exit belongs to the deal's cash, not to this.
        text(if has_sold(scenario, outcome) { " pre-exit" } else { "" }),
    ])
}

/// Whether the stake has already been sold by the as-of month.
fn has_sold(scenario: &Scenario, outcome: &Outcome) -> bool {
    let exit = scenario.get(input::EXIT);
    exit <= f64::from(outcome.as_of.0) && outcome.sheet.get(series::STAKE_BOUGHT_VALUE, exit as usize) > 0.0
}

/// "To its end in October 2032 the contract is worth $14bn to AWS in November 2025 money, a return of 32.7% a year on
/// up to $13.3bn laid out." If its receipts come first the rate is a cost of funds, and if nothing is ever laid out
/// there is no rate. Empty if no agreement has a size.
fn contract(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let (Some(npv), Some(end)) = (value(outcome, metric::CONTRACT_NPV), outcome.end) else {
        return Vec::new();
    };
    let supplier = in_sentence(scenario.baseline().supplier);
    let sum = figure(show(npv.abs(), Unit::Usd).text(), of_metric(metric::CONTRACT_NPV));
    let mut spans = vec![text(format!("To its end in {} the contract ", end.name()))];
    let is_supposed = Mood::of(scenario, outcome).is_supposed();
    let (is_worth, loses) = if is_supposed { ("would be worth", "would lose") } else { ("is worth", "loses") };
    match npv {
        npv if npv >= 0.0 => spans.extend([text(format!("{is_worth} ")), sum, text(format!(" to {supplier}"))]),
        _ => spans.extend([text(format!("{loses} {supplier} ")), sum]),
    }
    let money = format!(" in {} money", Month(0).name());
    let says =
        value(outcome, metric::CONTRACT_IRR).map_or(RateSays::Nothing, |_| outcome.rate_says(metric::CONTRACT_IRR));
    let at = match (says, is_supposed) {
        (RateSays::Nothing, _) => {
            spans.push(text(format!("{money}.")));
            return spans;
        }
        (RateSays::CostOfFunds, _) => "at a cost of funds of",
        (RateSays::Return, true) => "returning",
        (RateSays::Return, false) => "a return of",
    };
    spans.extend([text(format!("{money}, {at} ")), told(outcome, metric::CONTRACT_IRR)]);
    // A return means little without the sum that it was earned on.
    match value(outcome, metric::CONTRACT_LOW) {
        Some(low) if low < 0.0 && says == RateSays::Return => spans.extend([
            text(" on up to "),
            figure(show(-low, Unit::Usd).text(), of_metric(metric::CONTRACT_LOW)),
            text(" laid out."),
        ]),
        _ => spans.push(text(".")),
    }
    spans
}

/// "expected " before what is paid in by the as-of month, if part of it is only likely.
pub(super) fn expected(scenario: &Scenario, outcome: &Outcome) -> &'static str {
    if is_expected(scenario, outcome.as_of) { "expected " } else { "" }
}

fn whose(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") }
}

/// ", 22.5% of the work on Trainium": the largest share that is not NVIDIA's, or who does all of it.
fn who_does_the_work(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let shares: Vec<(Vendor, MetricId, f64)> = (0..SHARES.len())
        .filter_map(|v| value(outcome, SHARES[v]).map(|share| (Vendor::ALL[v], SHARES[v], share)))
        .collect();
    if let Some((vendor, ..)) = shares.iter().find(|(_, _, share)| *share > 0.9995) {
        return vec![text(format!(", all of the work on {}", scenario.names().chips_of_in_sentence(*vendor)))];
    }
    let others = shares.iter().filter(|(vendor, _, share)| *vendor != Vendor::Nvidia && *share > 0.0);
    match others.max_by(|a, b| a.2.total_cmp(&b.2)) {
        Some((vendor, metric, share)) => vec![
            text(", "),
            figure(format!("{}%", three_digits(share * 100.0)), of_metric(*metric)),
            text(format!(" of the work on {}", scenario.names().chips_of_in_sentence(*vendor))),
        ],
        None => Vec::new(),
    }
}
