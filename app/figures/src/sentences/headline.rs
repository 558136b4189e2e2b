//! The sentence above everything.

use super::names::{Mood, comes_back_as, in_sentence, is_expected, sells_chips};
use super::{SHARES, count, told, value};
use crate::span::{Sentence, figure, of_metric, text};
use model::base::month::Month;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::binding::Binding;
use model::run::notices::Notice;
use model::run::outcome::{Outcome, run};
use model::{input, metric};

/// The sentences above everything: what the money did by the as-of month, what runs, and what the contract is worth to
/// its end. A return is never told without what is out of pocket for it.
pub fn headline(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let sentences = headline_sentences(scenario, outcome);
    let between = |(place, sentence): (usize, Sentence)| {
        let space = (place > 0).then(|| text(" "));
        space.into_iter().chain(sentence)
    };
    sentences.into_iter().enumerate().flat_map(between).collect()
}

/// The same, one by one: at most four, of which the first says most.
pub fn headline_sentences(scenario: &Scenario, outcome: &Outcome) -> Vec<Sentence> {
    let parts = [
        money(scenario, outcome),
        runs(scenario, outcome),
        contract(scenario, outcome),
        undelivered(scenario, outcome),
    ];
    parts.into_iter().filter(|sentence| !sentence.is_empty()).collect()
}

/// "OpenAI will be running 421,000 accelerators, 30% of the work on Trainium."
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

/// "By December 2027 103% of Amazon’s $10bn will have come back as cloud spend, and Amazon will be $24.8bn out of pocket."
/// A deal that does not stand is not told as if it did: "Had the talks closed on these terms, by December 2027 103% of
/// Amazon’s $10bn would have come back …".
fn money(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let month = outcome.as_of.name();
    let mut spans = vec![text(match scenario.supposes() {
        // What is past is no more known for that.
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
            // What it rents is spend; what it bought is its own cost.
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

/// "103% of Amazon’s $10bn will have come back as cloud spend, and Amazon will be $23.3bn out of pocket"; `None` where
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
            // What comes back is revenue; what the vendor has of it is its margin.
            true => format!(" {has_come_back} as {}, {margin_leaves} it ", comes_back_as(scenario)),
            false => format!(" {has_come_back} as {}, and {investor} {is} ", comes_back_as(scenario)),
        }),
        figure(show(cash.abs(), Unit::Usd).text(), of_metric(metric::INVESTOR_CASH_TO_DATE)),
        text(if cash < 0.0 { " out of pocket" } else { " ahead in cash" }),
    ])
}

/// "To its end in October 2032 the contract is worth $14bn to AWS in November 2025 money, a return of 32.7% a year on up
/// to $13.3bn laid out." Nothing where no agreement has a size.
fn contract(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let (Some(npv), Some(end)) = (value(outcome, metric::CONTRACT_NPV), outcome.end) else {
        return Vec::new();
    };
    let supplier = in_sentence(scenario.baseline().supplier);
    let sum = figure(show(npv.abs(), Unit::Usd).text(), of_metric(metric::CONTRACT_NPV));
    let mut spans = vec![text(format!("To its end in {} the contract ", end.name()))];
    let (is_worth, loses, at) = match Mood::of(scenario, outcome).is_supposed() {
        true => ("would be worth", "would lose", "returning"),
        false => ("is worth", "loses", "a return of"),
    };
    match npv {
        npv if npv >= 0.0 => spans.extend([text(format!("{is_worth} ")), sum, text(format!(" to {supplier}"))]),
        _ => spans.extend([text(format!("{loses} {supplier} ")), sum]),
    }
    let money = format!(" in {} money", Month(0).name());
    if value(outcome, metric::CONTRACT_IRR).is_none() {
        spans.push(text(format!("{money}.")));
        return spans;
    }
    spans.extend([text(format!("{money}, {at} ")), told(outcome, metric::CONTRACT_IRR)]);
    // A return says little without what it was earned on.
    match value(outcome, metric::CONTRACT_LOW) {
        Some(low) if low < 0.0 => spans.extend([
            text(" on up to "),
            figure(show(-low, Unit::Usd).text(), of_metric(metric::CONTRACT_LOW)),
            text(" laid out."),
        ]),
        _ => spans.push(text(".")),
    }
    spans
}

/// "expected " before what is paid in by the as-of month, where a part of it is only likely.
pub(super) fn expected(scenario: &Scenario, outcome: &Outcome) -> &'static str {
    if is_expected(scenario, outcome.as_of) { "expected " } else { "" }
}

fn whose(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") }
}

/// ", 30% of the work on Trainium": the largest part that is not NVIDIA's, or who does all of it.
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

/// "Power keeps $12.3bn of the $138bn from being delivered." Nothing where all is delivered.
fn undelivered(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let never = value(outcome, metric::UNDELIVERED).unwrap_or(0.0);
    // Less than a thousandth of a billion is not news.
    if never < 1e6 {
        return Vec::new();
    }
    let all: Vec<ParameterId> = WITHHOLDING.into_iter().flat_map(|(_, inputs)| inputs).copied().collect();
    let free = without(scenario, &all).map(|free| run(&free));
    let (causes, several) = withheld_by(scenario, outcome, never, free.as_ref());
    let npv_of = |of: &Outcome| value(of, metric::CONTRACT_NPV);
    let shrinks_loss =
        npv_of(outcome).zip(free.as_ref().and_then(npv_of)).is_some_and(|(npv, free)| free < npv && npv < 0.0);
    let keeps = match several {
        _ if Mood::of(scenario, outcome).is_supposed() => "would keep",
        true => "keep",
        false => "keeps",
    };
    vec![
        text(format!("{causes} {keeps} ")),
        figure(show(never, Unit::Usd).text(), of_metric(metric::UNDELIVERED)),
        text(" of the "),
        told(outcome, metric::COMMITMENT),
        text(" from being delivered"),
        // A loss that shrinks so is no gain.
        text(if shrinks_loss { ", which makes the loss smaller." } else { "." }),
    ]
}

/// What may keep capacity from being delivered, each with the inputs that are 0 where it does not.
const WITHHOLDING: [(&str, &[ParameterId]); 4] = [
    ("power", &[input::POWER_LIMITED]),
    ("the budget", &[input::BUDGET_LIMITED]),
    ("the vendor’s supply", &SUPPLY_LIMITED),
    ("the slip", &[input::SLIP]),
];

const SUPPLY_LIMITED: [ParameterId; Vendor::ALL.len()] = {
    let family = input::vendor::SUPPLY_LIMITED;
    [family.member(0), family.member(1), family.member(2), family.member(3), family.member(4)]
};

/// The scenario with these inputs at 0; `None` where they are.
fn without(scenario: &Scenario, inputs: &[ParameterId]) -> Option<Scenario> {
    let is_on = inputs.iter().any(|input| scenario.get(*input) != 0.0);
    is_on.then(|| inputs.iter().fold(scenario.clone(), |without, input| without.with_nearest(*input, 0.0)))
}

/// "Power and the slip": without which more would be delivered; and whether it is more than one thing. `free` is how it
/// would be without any of it, where there is any.
fn withheld_by(scenario: &Scenario, outcome: &Outcome, never_usd: f64, free: Option<&Outcome>) -> (String, bool) {
    let found: Vec<(&str, Scenario)> =
        WITHHOLDING.into_iter().filter_map(|(name, inputs)| Some((name, without(scenario, inputs)?))).collect();
    // A hundredth of it is no cause that is worth a word.
    let matters = |usd: f64| usd > 0.01 * never_usd;
    let never_in = |of: &Outcome| value(of, metric::UNDELIVERED).unwrap_or(0.0);
    let helps = |(_, without): &&(&str, Scenario)| matters(never_usd - never_in(&run(without)));
    let mut causes: Vec<&str> = found.iter().filter(helps).map(|(name, _)| *name).collect();
    let left = free.map_or(never_usd, never_in);
    // Where each of several would do alone, all of them do.
    if causes.is_empty() && matters(never_usd - left) {
        causes = found.iter().map(|(name, _)| *name).collect();
    }
    if matters(left) {
        let is_sold_late = outcome.binding().contains(&Binding::Availability)
            || outcome.notices.iter().any(|notice| matches!(notice, Notice::ChipAfterEnd { .. }));
        let late = if is_sold_late { "the date of sale of the chips" } else { "dates after an agreement’s end" };
        causes.insert(0, late);
    }
    let several = causes.len() > 1 || causes.iter().any(|cause| cause.starts_with("dates"));
    let mut causes = causes.join(" and ");
    causes[..1].make_ascii_uppercase();
    (causes, several)
}
