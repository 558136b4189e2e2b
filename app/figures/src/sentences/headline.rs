//! The sentence above everything.

use super::{SHARES, count, told, value};
use crate::span::{Sentence, figure, of_metric, text};
use model::base::month::Month;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::binding::Binding;
use model::run::outcome::Outcome;
use model::{input, metric};

/// The sentence above everything: what the money did, and what runs.
pub fn headline(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let baseline = scenario.baseline();
    let mut spans = vec![text(format!("By {} ", outcome.as_of.name()))];
    let whose = |name: &str| if name.ends_with('s') { format!("{name}’ ") } else { format!("{name}’s ") };
    match (value(outcome, metric::INVESTED_TO_DATE).filter(|usd| *usd > 0.0), value(outcome, metric::RETURNED_SHARE)) {
        (Some(_), Some(share)) => {
            let invested = told(outcome, metric::INVESTED_TO_DATE);
            if share >= 1.0 {
                spans.extend([text(whose(baseline.investor)), invested]);
                spans.push(text(" has come back as cloud spend"));
            } else {
                spans.push(figure(format!("{}%", three_digits(share * 100.0)), of_metric(metric::RETURNED_SHARE)));
                spans.extend([text(format!(" of {}", whose(baseline.investor))), invested]);
                spans.push(text(" has come back as cloud spend"));
            }
        }
        _ => {
            spans.push(text(format!("{} has spent ", baseline.company)));
            spans.push(told(outcome, metric::SPEND_TO_DATE));
            spans.push(text(" on capacity"));
        }
    }
    let chips = value(outcome, metric::CHIPS_ONLINE).unwrap_or(0.0);
    if chips <= 0.0 {
        spans.push(text(format!(", and {} runs no accelerators yet.", baseline.company)));
        return spans;
    }
    spans.push(text(format!(", and {} runs ", baseline.company)));
    spans.push(figure(count(chips), of_metric(metric::CHIPS_ONLINE)));
    spans.push(text(" accelerators"));
    spans.extend(who_does_the_work(outcome));
    spans.push(text("."));
    spans.extend(undelivered(scenario, outcome));
    spans
}

/// ", 30% of the work on Trainium": the largest part that is not NVIDIA's, or who does all of it.
fn who_does_the_work(outcome: &Outcome) -> Sentence {
    let shares: Vec<(Vendor, MetricId, f64)> = (0..SHARES.len())
        .filter_map(|v| value(outcome, SHARES[v]).map(|share| (Vendor::ALL[v], SHARES[v], share)))
        .collect();
    if let Some((vendor, ..)) = shares.iter().find(|(_, _, share)| *share > 0.9995) {
        return vec![text(format!(", all of the work on {}", vendor.chips_name()))];
    }
    let others = shares.iter().filter(|(vendor, _, share)| *vendor != Vendor::Nvidia && *share > 0.0);
    match others.max_by(|a, b| a.2.total_cmp(&b.2)) {
        Some((vendor, metric, share)) => vec![
            text(", "),
            figure(format!("{}%", three_digits(share * 100.0)), of_metric(*metric)),
            text(format!(" of the work on {}", vendor.chips_name())),
        ],
        None => Vec::new(),
    }
}

/// " Power keeps $12.3bn of the $138bn from being delivered." Nothing where all is delivered.
fn undelivered(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let never = value(outcome, metric::UNDELIVERED).unwrap_or(0.0);
    // Less than a thousandth of a billion is not news.
    if never < 1e6 {
        return Vec::new();
    }
    let (causes, several) = withheld_by(scenario, outcome);
    vec![
        text(format!(" {causes} {} ", if several { "keep" } else { "keeps" })),
        figure(show(never, Unit::Usd).text(), of_metric(metric::UNDELIVERED)),
        text(" of the "),
        told(outcome, metric::COMMITMENT),
        text(" from being delivered."),
    ]
}

/// "Power and the slip": what took chips away in any month shown; and whether it is more than one thing.
fn withheld_by(scenario: &Scenario, outcome: &Outcome) -> (String, bool) {
    let months = outcome.binding();
    let named = [
        (Binding::Power, "power"),
        (Binding::Budget, "the budget"),
        (Binding::Supply, "the vendor’s supply"),
        (Binding::Availability, "the date of sale of the chips"),
    ];
    let slip = (Binding::Schedule, "the slip");
    let (mut causes, mut count) = (String::new(), 0);
    for (binding, words) in named.into_iter().chain([slip]) {
        if if binding == slip.0 { scenario.get(input::SLIP) > 0.0 } else { months.contains(&binding) } {
            causes += if count > 0 { " and " } else { "" };
            causes += words;
            count += 1;
        }
    }
    if count == 0 {
        // The contracts go on after the months shown.
        return (format!("Limits after {}", Month(months.len() as i32 - 1).name()), true);
    }
    causes[..1].make_ascii_uppercase();
    (causes, count > 1)
}
