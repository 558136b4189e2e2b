//! Sentences that are made from the numbers by rule: the headline, and the finding that titles each chart.

use model::catalogue::{ACCELERATORS, Vendor};
use model::fleet::Binding;
use model::ledger::{Account, Transfer};
use model::metrics::MetricId;
use model::month::Month;
use model::number::sort_by_number;
use model::outcome::Outcome;
use model::parameters::{Family, ParameterId};
use model::provenance::Class;
use model::scenario::Scenario;
use model::series::{SeriesFamily, SeriesId};
use model::table::Of;
use model::units::{self, Unit, show, three_digits};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Words.
    Text(String),
    /// A number that can be asked where it comes from.
    Figure(String, MetricId),
}

const SUPPLIES: ParameterId = ParameterId::of("equity.investor_supplies");
const CHIPS_ONLINE: MetricId = MetricId::of("chips_online");
const INVESTED: MetricId = MetricId::of("invested_to_date_usd");
const RETURNED: MetricId = MetricId::of("returned_share");
const SPENT: MetricId = MetricId::of("spend_to_date_usd");
const POWER: MetricId = MetricId::of("facility_power_watts");
const UNDELIVERED: MetricId = MetricId::of("undelivered_usd");
const SHORTFALL: MetricId = MetricId::of("shortfall_to_date_usd");
const COMMITMENT: MetricId = MetricId::of("commitment_usd");
const ROUND_TRIP: MetricId = MetricId::of("round_trip_month");
const SLIP: ParameterId = ParameterId::of("operations.slip_months");
const SHARES: [MetricId; 4] = {
    let family = model::metrics::MetricFamily::find(Of::Vendor, "compute_share");
    [family.member(0), family.member(1), family.member(2), family.member(3)]
};
/// Chips online of each accelerator.
pub const CHIPS_OF: SeriesFamily = SeriesFamily::find(Of::Chip, "chips");

/// "421,000": a count in words of a sentence.
fn count(value: f64) -> String {
    if value >= 1e6 { format!("{} million", three_digits(value / 1e6)) } else { three_digits(value) }
}

fn value(outcome: &Outcome, metric: MetricId) -> Option<f64> {
    outcome.metrics.get(metric).ok()
}

fn text(outcome: &Outcome, metric: MetricId) -> String {
    outcome.show(metric).map_or_else(str::to_owned, |shown| shown.text())
}

/// The sentence above everything: what the money did, and what runs.
pub fn headline(scenario: &Scenario, outcome: &Outcome) -> Vec<Span> {
    let baseline = scenario.baseline();
    let word = |text: &str| Span::Text(text.to_owned());
    let mut spans = vec![Span::Text(format!("By {} ", outcome.as_of.name()))];
    let whose = |name: &str| if name.ends_with('s') { format!("{name}’ ") } else { format!("{name}’s ") };
    match (value(outcome, INVESTED).filter(|usd| *usd > 0.0), value(outcome, RETURNED)) {
        (Some(_), Some(share)) => {
            let invested = Span::Figure(text(outcome, INVESTED), INVESTED);
            if share >= 1.0 {
                spans.extend([Span::Text(whose(baseline.investor)), invested]);
                spans.push(word(" has come back as cloud spend"));
            } else {
                spans.push(Span::Figure(format!("{}%", three_digits(share * 100.0)), RETURNED));
                spans.extend([Span::Text(format!(" of {}", whose(baseline.investor))), invested]);
                spans.push(word(" has come back as cloud spend"));
            }
        }
        _ => {
            spans.push(Span::Text(format!("{} has spent ", baseline.company)));
            spans.push(Span::Figure(text(outcome, SPENT), SPENT));
            spans.push(word(" on capacity"));
        }
    }
    let chips = value(outcome, CHIPS_ONLINE).unwrap_or(0.0);
    if chips <= 0.0 {
        spans.push(Span::Text(format!(", and {} runs no accelerators yet.", baseline.company)));
        return spans;
    }
    spans.push(Span::Text(format!(", and {} runs ", baseline.company)));
    spans.push(Span::Figure(count(chips), CHIPS_ONLINE));
    spans.push(word(" accelerators"));
    spans.extend(who_does_the_work(outcome));
    spans.push(word("."));
    spans.extend(undelivered(scenario, outcome));
    spans
}

/// ", 30% of the work on Trainium": the largest part that is not NVIDIA's, or who does all of it.
fn who_does_the_work(outcome: &Outcome) -> Vec<Span> {
    let shares: Vec<(Vendor, MetricId, f64)> = (0..SHARES.len())
        .filter_map(|v| value(outcome, SHARES[v]).map(|share| (Vendor::ALL[v], SHARES[v], share)))
        .collect();
    if let Some((vendor, ..)) = shares.iter().find(|(_, _, share)| *share > 0.9995) {
        return vec![Span::Text(format!(", all of the work on {}", vendor.chips_name()))];
    }
    let others = shares.iter().filter(|(vendor, _, share)| *vendor != Vendor::Nvidia && *share > 0.0);
    match others.max_by(|a, b| a.2.total_cmp(&b.2)) {
        Some((vendor, metric, share)) => vec![
            Span::Text(", ".to_owned()),
            Span::Figure(format!("{}%", three_digits(share * 100.0)), *metric),
            Span::Text(format!(" of the work on {}", vendor.chips_name())),
        ],
        None => Vec::new(),
    }
}

/// " Power keeps $12.3bn of the $138bn from being delivered." Nothing where all is delivered.
fn undelivered(scenario: &Scenario, outcome: &Outcome) -> Vec<Span> {
    let never = value(outcome, UNDELIVERED).unwrap_or(0.0);
    // Less than a thousandth of a billion is not news.
    if never < 1e6 {
        return Vec::new();
    }
    let (causes, several) = withheld_by(scenario, outcome);
    vec![
        Span::Text(format!(" {causes} {} ", if several { "keep" } else { "keeps" })),
        Span::Figure(show(never, Unit::Usd).text(), UNDELIVERED),
        Span::Text(" of the ".to_owned()),
        Span::Figure(text(outcome, COMMITMENT), COMMITMENT),
        Span::Text(" from being delivered.".to_owned()),
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
        if if binding == slip.0 { scenario.get(SLIP) > 0.0 } else { months.contains(&binding) } {
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

/// What of the plan is missing at the as-of month, and what of the contracts is never delivered.
pub fn shortfall(outcome: &Outcome) -> String {
    let (so_far, never) = (value(outcome, SHORTFALL).unwrap_or(0.0), value(outcome, UNDELIVERED).unwrap_or(0.0));
    let (month, of) = (outcome.as_of.name(), text(outcome, COMMITMENT));
    if never < 1e6 {
        return match value(outcome, COMMITMENT) {
            Some(usd) if usd > 0.0 => format!("All of the {of} of contracts is delivered over the terms."),
            _ => "No contract has a size.".to_owned(),
        };
    }
    let never = show(never, Unit::Usd).text();
    let so_far = if so_far < 1e6 { "nothing".to_owned() } else { show(so_far, Unit::Usd).text() };
    format!(
        "By {month} {so_far} of the planned spend is missing; over the terms {never} of the {of} stays undelivered."
    )
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

/// "November 2025 to March 2026: "; one month is named once.
pub fn span(from: usize, to: usize) -> String {
    let name = |month: usize| Month(month as i32).short_name();
    if to - from == 1 { format!("{}: ", name(from)) } else { format!("{} to {}: ", name(from), name(to - 1)) }
}

/// How much of the investment has come back, and since when; or why that cannot be said.
pub fn returned(scenario: &Scenario, outcome: &Outcome) -> String {
    let invested = text(outcome, INVESTED);
    match (outcome.show(RETURNED), outcome.show(ROUND_TRIP)) {
        (Ok(_), Ok(month)) => {
            format!("All of the {invested} has come back as cloud spend: the round trip closed in {}.", month.text())
        }
        (Ok(share), Err(_)) => format!(
            "{} of the {invested} has come back as cloud spend by {}; the round trip is not closed by then.",
            share.text(),
            outcome.as_of.name()
        ),
        (Err(reason), _) => format!("No return of {}’s money is counted: {reason}.", scenario.baseline().investor),
    }
}

/// Accelerators that are online in any month shown, in the catalogue's order.
pub fn chips_shown(outcome: &Outcome) -> Vec<usize> {
    (0..ACCELERATORS.len())
        .filter(|chip| outcome.sheet.row(CHIPS_OF.member(*chip)).iter().any(|chips| *chips > 0.0))
        .collect()
}

/// The classes of an input of the accelerators that are online in any month shown, each once: "estimate, derived". A
/// value of the reader's own is called that.
pub fn classes_of_chips(scenario: &Scenario, outcome: &Outcome, of: Family) -> String {
    let (mut text, mut words) = (String::new(), Vec::<&str>::new());
    for chip in chips_shown(outcome) {
        let word = scenario.evidence(of.member(chip)).class.map_or("yours", Class::word);
        if !words.contains(&word) {
            text += if words.is_empty() { "" } else { ", " };
            text += word;
            words.push(word);
        }
    }
    text
}

/// "237,000 Trainium3 join 185,000 NVIDIA".
pub fn deployment(outcome: &Outcome) -> String {
    let at = |chip: usize| outcome.sheet.get(CHIPS_OF.member(chip), outcome.as_of.0 as usize);
    let mut vendors: Vec<(Vendor, f64)> = Vendor::ALL
        .iter()
        .map(|vendor| {
            let chips = (0..ACCELERATORS.len()).filter(|chip| ACCELERATORS[*chip].vendor == *vendor);
            (*vendor, chips.map(at).sum())
        })
        .filter(|(_, chips)| *chips > 0.0)
        .collect();
    sort_by_number(&mut vendors, |vendor| -vendor.1);
    let name = |(vendor, chips): &(Vendor, f64)| format!("{} {}", count(*chips), vendor.chips_name());
    match vendors.as_slice() {
        [] => format!("No accelerators by {}", outcome.as_of.name()),
        [only] => format!("{} accelerators by {}", name(only), outcome.as_of.name()),
        [first, second, ..] => format!("{} and {} chips by {}", name(first), name(second), outcome.as_of.short_name()),
    }
}

/// "Compute grows 1.7 times in 2027": over the year before the as-of month.
pub fn compute(outcome: &Outcome) -> String {
    const H100E: SeriesId = SeriesId::of("h100_equivalents");
    let month = outcome.as_of.0 as usize;
    let now = outcome.sheet.get(H100E, month);
    if now <= 0.0 {
        return "No compute yet".to_owned();
    }
    let before = if month >= 12 { outcome.sheet.get(H100E, month - 12) } else { 0.0 };
    let shown = count(now);
    if before <= 0.0 {
        format!("{shown} H100-equivalents by {}", outcome.as_of.short_name())
    } else if (now / before - 1.0).abs() < 0.005 {
        format!("Compute stands still at {shown} H100-equivalents")
    } else {
        format!("Compute is {} times that of a year before", three_digits(now / before))
    }
}

/// "Effective compute reaches 530 EFLOP/s".
pub fn effective(outcome: &Outcome) -> String {
    match outcome.show(MetricId::of("effective_flops")) {
        Ok(shown) => format!("{} of it is useful work", shown.text()),
        Err(reason) => reason.to_owned(),
    }
}

/// "0.74 GW at the meter, and power binds".
pub fn power(outcome: &Outcome) -> String {
    let watts = text(outcome, POWER);
    match outcome.metrics.binding {
        Binding::Power => format!("{watts} at the meter: all there is"),
        _ => format!("{watts} at the meter by {}", outcome.as_of.short_name()),
    }
}

/// "$10.4bn spent, of $48bn committed".
pub fn spend(outcome: &Outcome) -> String {
    let committed = text(outcome, MetricId::of("commitment_usd"));
    format!("{} spent of {committed} committed", text(outcome, SPENT))
}

/// "The investor is $25.8bn out of pocket".
pub fn cash(scenario: &Scenario, outcome: &Outcome) -> String {
    let cash = value(outcome, MetricId::of("investor_cash_to_date_usd")).unwrap_or(0.0);
    let name = scenario.baseline().investor;
    let shown = show(cash.abs(), Unit::Usd).text();
    match cash {
        cash if cash < 0.0 => format!("{name} is {shown} out of pocket"),
        cash if cash > 0.0 => format!("{name} is {shown} ahead in cash"),
        _ => format!("{name} has neither paid nor received"),
    }
}

/// "A stake of 1.96%, worth $10bn".
pub fn stake(outcome: &Outcome) -> String {
    match value(outcome, MetricId::of("stake")) {
        Some(stake) if stake > 0.0 => format!(
            "A stake of {}, worth {}",
            show(stake, Unit::Share).text(),
            text(outcome, MetricId::of("stake_value_usd"))
        ),
        _ => "No stake by this month".to_owned(),
    }
}

/// "NVIDIA does 70% of the work".
pub fn mix(outcome: &Outcome) -> String {
    let shares = (0..SHARES.len()).filter_map(|v| value(outcome, SHARES[v]).map(|share| (Vendor::ALL[v], share)));
    match shares.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((vendor, share)) => {
            format!("{} does {} of the work", vendor.chips_name(), show(share, Unit::Share).text())
        }
        None => "Nothing to share out yet".to_owned(),
    }
}

/// Whether the investor is also the one who supplies the capacity.
pub fn investor_supplies(scenario: &Scenario) -> bool {
    scenario.get(SUPPLIES) != 0.0
}

/// What an account is called in a scenario.
pub fn account(scenario: &Scenario, account: Account) -> &'static str {
    let baseline = scenario.baseline();
    match account {
        Account::Investor => baseline.investor,
        Account::Supplier if investor_supplies(scenario) => baseline.investor,
        Account::Supplier => baseline.supplier,
        Account::Company => baseline.company,
        other => other.name(),
    }
}

/// "Amazon → OpenAI, investment".
pub fn transfer(scenario: &Scenario, transfer: Transfer) -> String {
    format!("{} → {}, {}", account(scenario, transfer.from), account(scenario, transfer.to), transfer.purpose)
}

/// The difference between two values of a metric in words: "+12.3 k against baseline"; `None` where a reader would see
/// none.
pub fn difference(metric: MetricId, now: f64, baseline: f64) -> Option<String> {
    units::difference(now, baseline, metric.row().unit, |gap, unit| show(gap, unit).text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::baselines::{BASELINES, Baseline};
    use model::outcome::run;

    fn sentence(scenario: &Scenario) -> String {
        let spans = headline(scenario, &run(scenario));
        spans
            .iter()
            .map(|span| match span {
                Span::Text(text) | Span::Figure(text, _) => text.as_str(),
            })
            .collect()
    }

    #[test]
    fn the_first_headline_is_the_hand_calculation() {
        // 185,000 NVIDIA and 237,000 Trainium3; $10bn of $10bn.
        let first = sentence(&Scenario::of(Baseline::first()));
        assert_eq!(
            first,
            "By December 2027 Amazon’s $10bn has come back as cloud spend, and OpenAI runs 422,000 accelerators, \
             30.4% of the work on Trainium."
        );
    }

    #[track_caller]
    fn first_with(changes: &[(&str, &str)]) -> Scenario {
        let mut scenario = Scenario::of(Baseline::first());
        for (id, text) in changes {
            scenario.set_text(ParameterId::parse(id).expect(id), text).expect(text);
        }
        scenario
    }

    #[test]
    fn what_is_not_delivered_names_who_withholds_it() {
        let power = ("limit.power", "on");
        let few = [power, ("limit.power_start_watts", "0.25e9"), ("limit.power_added_watts_per_year", "0.1e9")];
        let short = first_with(&few);
        let outcome = run(&short);
        let usd = |id: &str| text(&outcome, MetricId::parse(id).expect(id));
        let (never, so_far) = (usd("undelivered_usd"), usd("shortfall_to_date_usd"));
        assert!(value(&outcome, UNDELIVERED) > Some(1e9), "{never}");
        let said = sentence(&short);
        assert!(said.ends_with(&format!(". Power keeps {never} of the $48bn from being delivered.")), "{said}");
        assert_eq!(
            shortfall(&outcome),
            format!(
                "By December 2027 {so_far} of the planned spend is missing; over the terms {never} of the $48bn stays \
                 undelivered."
            )
        );
        let late = first_with(&[few[0], few[1], few[2], ("operations.slip_months", "6")]);
        assert!(sentence(&late).contains(". Power and the slip keep $"), "{}", sentence(&late));
        let slips = first_with(&[("operations.slip_months", "6")]);
        assert!(sentence(&slips).contains(". The slip keeps $"), "{}", sentence(&slips));
        // The power ends only after the months that are shown.
        let later = first_with(&[power, ("limit.power_start_watts", "1.2e9"), ("view.horizon", "2026-12")]);
        if value(&run(&later), UNDELIVERED) > Some(1e6) {
            assert!(sentence(&later).contains(". Limits after December 2026 keep $"), "{}", sentence(&later));
        }
    }

    #[test]
    fn nothing_is_said_when_all_is_delivered() {
        let first = Scenario::of(Baseline::first());
        assert!(!sentence(&first).contains("deliver"), "{}", sentence(&first));
        assert_eq!(shortfall(&run(&first)), "All of the $48bn of contracts is delivered over the terms.");
        let none = first_with(&[("agreement.base.value_usd", "0"), ("agreement.expansion.value_usd", "0")]);
        assert_eq!(shortfall(&run(&none)), "No contract has a size.");
    }

    #[test]
    fn months_with_the_same_limit_are_one_run() {
        for baseline in BASELINES {
            let outcome = run(&Scenario::of(baseline));
            let runs = binding_runs(&outcome);
            assert_eq!((runs[0].0, runs.last().map(|run| run.1)), (0, Some(outcome.sheet.months())));
            assert!(runs.windows(2).all(|two| two[0].1 == two[1].0 && two[0].2 != two[1].2), "{runs:?}");
            for (month, binding) in outcome.binding().into_iter().enumerate() {
                assert!(runs.iter().any(|(from, to, of)| (*from..*to).contains(&month) && *of == binding));
            }
        }
        assert_eq!(span(0, 5), "Nov 2025 to Mar 2026: ");
        assert_eq!(span(2, 3), "Jan 2026: ");
    }

    #[test]
    fn what_came_back_is_said_or_why_not() {
        let said = |scenario: &Scenario| returned(scenario, &run(scenario));
        assert_eq!(
            said(&Scenario::of(Baseline::first())),
            "All of the $10bn has come back as cloud spend: the round trip closed in Dec 2027."
        );
        let early = said(&first_with(&[("view.as_of", "2026-12")]));
        assert!(early.ends_with("by December 2026; the round trip is not closed by then."), "{early}");
        let apart = said(&first_with(&[("equity.investor_supplies", "off")]));
        assert!(apart.starts_with("No return of Amazon’s money is counted: the investor does not supply"), "{apart}");
    }

    #[test]
    fn every_baseline_and_empty_scenario_makes_sentences() {
        for baseline in BASELINES {
            let mut scenario = Scenario::of(baseline);
            for _ in 0..2 {
                let outcome = run(&scenario);
                let all = [
                    sentence(&scenario),
                    deployment(&outcome),
                    compute(&outcome),
                    effective(&outcome),
                    power(&outcome),
                    spend(&outcome),
                    cash(&scenario, &outcome),
                    stake(&outcome),
                    mix(&outcome),
                    shortfall(&outcome),
                    returned(&scenario, &outcome),
                ];
                for text in all {
                    assert!(!text.is_empty() && !text.contains("NaN") && !text.contains("inf"), "{text}");
                }
                for id in [
                    "agreement.base.value_usd",
                    "agreement.base.power_watts",
                    "agreement.base.chips",
                    "agreement.expansion.value_usd",
                    "agreement.expansion.power_watts",
                    "equity.tranche1.amount_usd",
                ] {
                    scenario.set(ParameterId::parse(id).expect(id), 0.0).expect(id);
                }
            }
        }
    }

    #[test]
    fn a_chart_names_the_classes_it_rests_on() {
        let of = |key| Family::find(Of::Chip, key);
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            for key in ["price_usd_per_hour", "it_watts", "capex_usd"] {
                let said = classes_of_chips(&scenario, &outcome, of(key));
                for chip in chips_shown(&outcome) {
                    let class = scenario.evidence(of(key).member(chip)).class.expect("it is the baseline's");
                    assert!(said.split(", ").any(|word| word == class.word()), "{}: {key}: {said}", baseline.id);
                }
            }
        }
        let mine = first_with(&[("chip.gb200.it_watts", "1900")]);
        assert_eq!(classes_of_chips(&mine, &run(&mine), of("it_watts")), "derived, yours");
    }

    #[test]
    fn differences_are_in_words() {
        let stake = MetricId::of("stake");
        assert_eq!(difference(stake, 0.03, 0.02), Some("+1\u{202f}point".to_owned()));
        assert_eq!(difference(MetricId::of("facility_power_watts"), 0.5e9, 0.74e9), Some("−240\u{202f}MW".to_owned()));
        assert_eq!(difference(stake, 0.02, 0.02), None);
    }
}
