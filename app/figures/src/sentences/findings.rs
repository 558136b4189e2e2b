//! The finding of each figure, and the notes below it.

use super::headline::expected;
use super::names::{Mood, comes_back_as, in_sentence, investor_supplies};
use super::{SHARES, count, told, value};
use crate::order::by_number;
use crate::span::{Sentence, figure, of_metric, of_series, text};
use model::base::dust::difference;
use model::base::month::Month;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::inputs::families::Scope;
use model::inputs::gates::has_size;
use model::inputs::input::Family;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::metric::{Absent, MetricId};
use model::quantities::series::SeriesId;
use model::run::binding::Binding;
use model::run::outcome::Outcome;
use model::{input, metric, series};

/// The name of a vendor's accelerators after a number: one that goes with "chips", or one that ends in it already.
struct Counted<'a> {
    name: &'a str,
}

impl Counted<'_> {
    fn of(names: &Names, vendor: Vendor) -> Counted<'_> {
        let is_own = vendor == Vendor::Other && names.own_chip().is_empty();
        Counted { name: if is_own { "own chip" } else { names.chips_of(vendor) } }
    }

    /// Whether the name does not end with "chip" or "chips" itself.
    fn is_plain(&self) -> bool {
        let name = self.name.to_lowercase();
        !(name.ends_with("chip") || name.ends_with("chips"))
    }

    /// "Trainium chips" and "own chips", never "own chip chips".
    fn with(&self, noun: &str) -> String {
        match (self.is_plain(), self.name.ends_with(['p', 'P'])) {
            (true, _) => format!("{} {noun}", self.name),
            (false, true) => format!("{}s", self.name),
            (false, false) => self.name.to_owned(),
        }
    }
}

/// "187,000 NVIDIA and 159,000 Trainium chips by Dec 2027"; "101,000 own chips and 50,000 Trainium chips by Dec 2027".
pub fn deployment(scenario: &Scenario, outcome: &Outcome) -> Sentence {
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
    let of = |vendor: &(Vendor, f64, Vec<String>)| Counted::of(scenario.names(), vendor.0);
    let (name, short) = (outcome.as_of.name(), outcome.as_of.short_name());
    match vendors.as_slice() {
        [] => vec![text(format!("No accelerators by {name}"))],
        [only] => vec![number(only), text(format!(" {} by {name}", of(only).with("accelerators")))],
        [first, second, ..] => {
            // "chips" is written once if it goes with both.
            let (one, other) = (of(first), of(second));
            let one = if one.is_plain() && other.is_plain() { one.name.to_owned() } else { one.with("chips") };
            vec![
                number(first),
                text(format!(" {one} and ")),
                number(second),
                text(format!(" {} by {short}", other.with("chips"))),
            ]
        }
    }
}

/// "Compute is up 42.9% on a year earlier": the change over the year before the as-of month.
pub fn compute(outcome: &Outcome) -> Sentence {
    let month = outcome.as_of.0.max(0) as usize;
    let now = outcome.sheet.get(series::H100_EQUIVALENTS, month);
    if now <= 0.0 {
        return vec![text(format!("No compute in {}", outcome.as_of.name()))];
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
        let change = now / before - 1.0;
        match change {
            change if change < 0.0 => {
                vec![
                    text("Compute is down "),
                    figure(show(-change, Unit::Share).text(), both),
                    text(" on a year earlier"),
                ]
            }
            // From a doubling on, a multiple is shorter.
            change if change >= 1.0 => vec![
                text("Compute is "),
                figure(format!("{}×", three_digits(now / before)), both),
                text(" that of a year earlier"),
            ],
            change => {
                vec![text("Compute is up "), figure(show(change, Unit::Share).text(), both), text(" on a year earlier")]
            }
        }
    }
}

/// Why effective compute does not cover everything that runs, if so.
fn uncounted(outcome: &Outcome) -> Option<Absent> {
    outcome.metrics.get(metric::EFFECTIVE_FLOPS_PER_WATT).err()
}

/// "479 EFLOP/s of it is useful work", if what runs is counted.
pub fn effective(outcome: &Outcome) -> Sentence {
    let of = metric::EFFECTIVE_FLOPS;
    match uncounted(outcome) {
        Some(Absent::NoPeak) => vec![text("None of it is counted at this precision")],
        Some(Absent::PartlyCounted) => {
            vec![told(outcome, of), text(" of it is useful work, without chips that publish no such peak")]
        }
        _ => vec![told(outcome, of), text(" of it is useful work")],
    }
}

/// "0.707 GW of facility power by Dec 2027"; if all available power is drawn, "… of facility power: all there is".
pub fn power(outcome: &Outcome) -> Sentence {
    let month = outcome.as_of.0.max(0) as usize;
    let [drawn, limit] = [series::FACILITY_POWER, series::POWER_LIMIT].map(|of| outcome.sheet.get(of, month));
    // Even where power limits growth, the fleet may draw less than there is.
    let all = outcome.metrics.binding == Binding::Power && difference(drawn, limit) >= 0.0;
    let rest = if all { ": all there is".to_owned() } else { format!(" by {}", outcome.as_of.short_name()) };
    vec![told(outcome, metric::FACILITY_POWER), text(format!(" of facility power{rest}"))]
}

/// "$10.4bn spent by Dec 2027 of contracts worth $48bn".
pub fn spend(outcome: &Outcome) -> Sentence {
    let by = outcome.as_of.short_name();
    vec![
        told(outcome, metric::SPEND_TO_DATE),
        text(format!(" spent by {by} of contracts worth ")),
        told(outcome, metric::COMMITMENT),
    ]
}

/// "AWS would have its money back by Oct 2029, undiscounted, after up to $13.3bn out of pocket": over the contract to
/// its end.
pub fn cash(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let supplier = scenario.baseline().supplier;
    let Some(low) = value(outcome, metric::CONTRACT_LOW) else {
        return vec![text("No rented agreement delivers anything")];
    };
    let is_supposed = Mood::of(scenario, outcome).is_supposed();
    if value(outcome, metric::CONTRACT_PV_SPEND).is_none_or(|usd| usd <= 0.0) {
        return vec![text("Nothing is paid under the contract")];
    }
    if low >= 0.0 {
        let is = if is_supposed { "would never be" } else { "is never" };
        return vec![text(format!("{supplier} {is} out of pocket"))];
    }
    let most = figure(show(-low, Unit::Usd).text(), of_metric(metric::CONTRACT_LOW));
    match outcome.show(metric::CONTRACT_PAYBACK) {
        Ok(month) => vec![
            text(format!("{supplier} {} its money back by ", if is_supposed { "would have" } else { "has" })),
            figure(month.text(), of_metric(metric::CONTRACT_PAYBACK)),
            text(", undiscounted, after up to "),
            most,
            text(" out of pocket"),
        ],
        Err(_) => {
            let of = series::CONTRACT_CASH_TO_DATE;
            let to_date = outcome.sheet.row_to_the_end(of);
            match to_date.last() {
                // The value that is left at the end does not cover it.
                Some(short) if *short < 0.0 => vec![
                    text(match is_supposed {
                        true => format!("{supplier} would not get its money back: it would be "),
                        false => format!("{supplier} does not get its money back: it is "),
                    }),
                    figure(show(-short, Unit::Usd).text(), of_series(of, to_date.len() - 1)),
                    text(" short at the end, up to "),
                    most,
                    text(" before"),
                ],
                _ => vec![
                    text(format!(
                        "Until what is left is sold, {} {} not get its money back: up to ",
                        in_sentence(supplier),
                        if is_supposed { "would" } else { "does" }
                    )),
                    most,
                    text(" out of pocket"),
                ],
            }
        }
    }
}

/// "A stake of 1.96% by Dec 2027, worth $10bn".
pub fn stake(outcome: &Outcome) -> Sentence {
    match value(outcome, metric::STAKE) {
        Some(stake) if stake > 0.0 => {
            let month = outcome.as_of.0.max(0) as usize;
            let held = outcome.sheet.get(series::HELD_BEFORE_STAKE, month);
            let mut spans = vec![
                text("A stake of "),
                told(outcome, metric::STAKE),
                text(format!(" by {}, worth ", outcome.as_of.short_name())),
                told(outcome, metric::STAKE_VALUE),
            ];
            if held > 0.0 {
                spans.push(text("; "));
                spans.push(figure(show(held, Unit::Share).text(), of_series(series::HELD_BEFORE_STAKE, month)));
                spans.push(text(" was held before"));
            }
            spans
        }
        _ => vec![text("No stake by this month")],
    }
}

/// The share of the vendor whose chips do most of the work; `None` if there is none.
pub fn does_most(outcome: &Outcome) -> Option<MetricId> {
    most(outcome).map(|(_, of, _)| of)
}

fn most(outcome: &Outcome) -> Option<(Vendor, MetricId, f64)> {
    let shares = Vendor::ALL.into_iter().zip(SHARES);
    let shares = shares.filter_map(|(vendor, of)| value(outcome, of).map(|share| (vendor, of, share)));
    shares.max_by(|a, b| a.2.total_cmp(&b.2))
}

/// "NVIDIA does 77.5% of the work".
pub fn mix(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    if let Some((vendor, of, share)) = most(outcome) {
        return vec![
            text(format!("{} does ", at_the_beginning(scenario.names().chips_of_in_sentence(vendor)))),
            figure(show(share, Unit::Share).text(), of_metric(of)),
            text(" of the work"),
        ];
    }
    vec![text(match uncounted(outcome) {
        Some(Absent::PartlyCounted) => "Part of the compute that runs is not counted at this precision",
        Some(Absent::NoPeak) => "None of the compute that runs is counted at this precision",
        _ if outcome.end.is_some_and(|end| outcome.as_of > end) => "No accelerators are in service any more",
        _ => "No accelerators run yet",
    })]
}

/// Capitalises "the" at the beginning of a sentence.
fn at_the_beginning(of: &str) -> String {
    of.strip_prefix("the ").map_or_else(|| of.to_owned(), |rest| format!("The {rest}"))
}

/// What limits each month, as runs: the first month, the month after the last, and the limit.
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

/// "Nov 2025 to Mar 2026: ", or a single month.
pub fn span(from: usize, to: usize) -> String {
    let name = |month: usize| Month(month as i32).short_name();
    if to - from == 1 { format!("{}: ", name(from)) } else { format!("{} to {}: ", name(from), name(to - 1)) }
}

/// How much of the investment has come back, and since when; or why that cannot be said.
pub fn returned(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let invested = told(outcome, metric::INVESTED_TO_DATE);
    let has_come_back = Mood::of(scenario, outcome).has("come back");
    let by = outcome.as_of.name();
    match (outcome.show(metric::RETURNED_SHARE), outcome.show(metric::ROUND_TRIP_MONTH)) {
        (Ok(_), round_trip) => {
            let mut spans = vec![
                told(outcome, metric::RETURNED_SHARE),
                text(format!(" of the {}", expected(scenario, outcome))),
                invested,
                text(format!(" {has_come_back} as {} by {by}", comes_back_as(scenario))),
            ];
            match round_trip {
                Ok(month) => spans.extend([
                    text("; all that was paid in is covered from "),
                    figure(month.text(), of_metric(metric::ROUND_TRIP_MONTH)),
                    text(" on."),
                ]),
                Err(_) => spans.push(text(", less than was paid in.")),
            }
            if counts_earlier_agreements(scenario) {
                spans.push(text(" That counts spend under agreements that began before the first payment."));
            }
            spans
        }
        (Err(reason), _) => {
            vec![text(format!(
                "No return of {}’s money is counted: {reason}.",
                in_sentence(scenario.baseline().investor)
            ))]
        }
    }
}

/// Whether what comes back includes spend under a rented agreement that began before the investor’s first payment and
/// was still running then.
pub fn counts_earlier_agreements(scenario: &Scenario) -> bool {
    let get = |of: Family, member: usize| scenario.get(of.member(member));
    let is_paid =
        |number: &usize| get(input::tranche::AMOUNT, *number) * get(input::tranche::PROBABILITY, *number) > 0.0;
    let payments = (0..Scope::Tranche.count()).filter(is_paid).map(|number| get(input::tranche::MONTH, number));
    let first = payments.fold(f64::INFINITY, f64::min);
    investor_supplies(scenario)
        && first.is_finite()
        && (0..Scope::Agreement.count()).any(|agreement| {
            let is_rented = get(input::agreement::BOUGHT, agreement) == 0.0;
            let start = get(input::agreement::START, agreement);
            let runs = start < first && first < start + get(input::agreement::TERM, agreement);
            is_rented && has_size(scenario, agreement) && runs
        })
}
