//! What each figure finds, and what is said below it.

use super::{SHARES, count, told, value};
use crate::order::by_number;
use crate::span::{Sentence, figure, of_metric, of_series, text};
use model::base::month::Month;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::run::binding::Binding;
use model::run::outcome::Outcome;
use model::{metric, series};

/// "237,000 Trainium and 185,000 NVIDIA chips by Dec 2027".
pub fn deployment(outcome: &Outcome) -> Sentence {
    let month = outcome.as_of.0.max(0) as usize;
    let vendors: Vec<(Vendor, f64, Vec<String>)> = Vendor::ALL
        .into_iter()
        .map(|vendor| {
            let mine = (0..ACCELERATORS.len()).filter(|chip| ACCELERATORS[*chip].vendor == vendor);
            let chips = mine.map(|chip| series::chip::CHIPS.member(chip)).map(|of| (of, outcome.sheet.get(of, month)));
            let chips: Vec<(SeriesId, f64)> = chips.filter(|(_, chips)| *chips > 0.0).collect();
            let questions = chips.iter().map(|(of, _)| of_series(*of, month)).collect();
            (vendor, chips.iter().map(|(_, chips)| chips).sum(), questions)
        })
        .filter(|(_, chips, _)| *chips > 0.0)
        .collect();
    let vendors = by_number(vendors, |vendor| -vendor.1);
    let number = |(_, chips, questions): &(Vendor, f64, Vec<String>)| figure(count(*chips), questions.join(" "));
    let (name, short) = (outcome.as_of.name(), outcome.as_of.short_name());
    match vendors.as_slice() {
        [] => vec![text(format!("No accelerators by {name}"))],
        [only] => vec![number(only), text(format!(" {} accelerators by {name}", only.0.chips_name()))],
        [first, second, ..] => vec![
            number(first),
            text(format!(" {} and ", first.0.chips_name())),
            number(second),
            text(format!(" {} chips by {short}", second.0.chips_name())),
        ],
    }
}

/// "Compute is 1.7 times that of a year before": over the year before the as-of month.
pub fn compute(outcome: &Outcome) -> Sentence {
    let month = outcome.as_of.0.max(0) as usize;
    let now = outcome.sheet.get(series::H100_EQUIVALENTS, month);
    if now <= 0.0 {
        return vec![text("No compute yet")];
    }
    let before = if month >= 12 { outcome.sheet.get(series::H100_EQUIVALENTS, month - 12) } else { 0.0 };
    let today = figure(count(now), of_series(series::H100_EQUIVALENTS, month));
    if before <= 0.0 {
        vec![today, text(format!(" H100-equivalents by {}", outcome.as_of.short_name()))]
    } else if (now / before - 1.0).abs() < 0.005 {
        vec![text("Compute stands still at "), today, text(" H100-equivalents")]
    } else {
        let both = format!(
            "{} {}",
            of_series(series::H100_EQUIVALENTS, month),
            of_series(series::H100_EQUIVALENTS, month - 12)
        );
        vec![text("Compute is "), figure(three_digits(now / before), both), text(" times that of a year before")]
    }
}

/// "530 EFLOP/s of it is useful work".
pub fn effective(outcome: &Outcome) -> Sentence {
    let of = metric::EFFECTIVE_FLOPS;
    match outcome.show(of) {
        Ok(_) => vec![told(outcome, of), text(" of it is useful work")],
        Err(reason) => vec![text(reason)],
    }
}

/// "0.74 GW at the meter: all there is".
pub fn power(outcome: &Outcome) -> Sentence {
    vec![
        told(outcome, metric::FACILITY_POWER),
        match outcome.metrics.binding {
            Binding::Power => text(" at the meter: all there is"),
            _ => text(format!(" at the meter by {}", outcome.as_of.short_name())),
        },
    ]
}

/// "$10.4bn spent of $48bn committed".
pub fn spend(outcome: &Outcome) -> Sentence {
    vec![
        told(outcome, metric::SPEND_TO_DATE),
        text(" spent of "),
        told(outcome, metric::COMMITMENT),
        text(" committed"),
    ]
}

/// "The investor is $25.8bn out of pocket".
pub fn cash(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let cash = value(outcome, metric::INVESTOR_CASH_TO_DATE).unwrap_or(0.0);
    let name = scenario.baseline().investor;
    let sum = figure(show(cash.abs(), Unit::Usd).text(), of_metric(metric::INVESTOR_CASH_TO_DATE));
    match cash {
        cash if cash < 0.0 => vec![text(format!("{name} is ")), sum, text(" out of pocket")],
        cash if cash > 0.0 => vec![text(format!("{name} is ")), sum, text(" ahead in cash")],
        _ => vec![text(format!("{name} has neither paid nor received"))],
    }
}

/// "A stake of 1.96%, worth $10bn".
pub fn stake(outcome: &Outcome) -> Sentence {
    match value(outcome, metric::STAKE) {
        Some(stake) if stake > 0.0 => {
            vec![
                text("A stake of "),
                told(outcome, metric::STAKE),
                text(", worth "),
                told(outcome, metric::STAKE_VALUE),
            ]
        }
        _ => vec![text("No stake by this month")],
    }
}

/// "NVIDIA does 70% of the work".
pub fn mix(outcome: &Outcome) -> Sentence {
    let shares = Vendor::ALL.into_iter().zip(SHARES);
    let shares = shares.filter_map(|(vendor, of)| value(outcome, of).map(|share| (vendor, of, share)));
    match shares.max_by(|a, b| a.2.total_cmp(&b.2)) {
        Some((vendor, of, share)) => vec![
            text(format!("{} does ", vendor.chips_name())),
            figure(show(share, Unit::Share).text(), of_metric(of)),
            text(" of the work"),
        ],
        None => vec![text("Nothing to share out yet")],
    }
}

/// What of the plan is missing at the as-of month, and what of the contracts is never delivered.
pub fn shortfall(outcome: &Outcome) -> Sentence {
    let (so_far, never) =
        (value(outcome, metric::SHORTFALL_TO_DATE).unwrap_or(0.0), value(outcome, metric::UNDELIVERED).unwrap_or(0.0));
    if never < 1e6 {
        return match value(outcome, metric::COMMITMENT) {
            Some(usd) if usd > 0.0 => {
                vec![
                    text("All of the "),
                    told(outcome, metric::COMMITMENT),
                    text(" of contracts is delivered over the terms."),
                ]
            }
            _ => vec![text("No contract has a size.")],
        };
    }
    let missing = match so_far {
        so_far if so_far < 1e6 => text("nothing"),
        so_far => figure(show(so_far, Unit::Usd).text(), of_metric(metric::SHORTFALL_TO_DATE)),
    };
    vec![
        text(format!("By {} ", outcome.as_of.name())),
        missing,
        text(" of the planned spend is missing; over the terms "),
        figure(show(never, Unit::Usd).text(), of_metric(metric::UNDELIVERED)),
        text(" of the "),
        told(outcome, metric::COMMITMENT),
        text(" stays undelivered."),
    ]
}

/// What limits each month, as runs of the same: the first month, the month after the last, and what.
pub fn binding_runs(outcome: &Outcome) -> Vec<(usize, usize, Binding)> {
    let mut runs: Vec<(usize, usize, Binding)> = Vec::new();
    for (month, binding) in outcome.binding().into_iter().enumerate() {
        match runs.last_mut() {
            Some((_, end, same)) if *same == binding => *end = month + 1,
            _ => runs.push((month, month + 1, binding)),
        }
    }
    runs
}

/// "Nov 2025 to Mar 2026: "; one month is named once.
pub fn span(from: usize, to: usize) -> String {
    let name = |month: usize| Month(month as i32).short_name();
    if to - from == 1 { format!("{}: ", name(from)) } else { format!("{} to {}: ", name(from), name(to - 1)) }
}

/// How much of the investment has come back, and since when; or why that cannot be said.
pub fn returned(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let invested = told(outcome, metric::INVESTED_TO_DATE);
    match (outcome.show(metric::RETURNED_SHARE), outcome.show(metric::ROUND_TRIP_MONTH)) {
        (Ok(_), Ok(month)) => vec![
            text("All of the "),
            invested,
            text(" has come back as cloud spend: the round trip closed in "),
            figure(month.text(), of_metric(metric::ROUND_TRIP_MONTH)),
            text("."),
        ],
        (Ok(_), Err(_)) => vec![
            told(outcome, metric::RETURNED_SHARE),
            text(" of the "),
            invested,
            text(format!(
                " has come back as cloud spend by {}; the round trip is not closed by then.",
                outcome.as_of.name()
            )),
        ],
        (Err(reason), _) => {
            vec![text(format!("No return of {}’s money is counted: {reason}.", scenario.baseline().investor))]
        }
    }
}
