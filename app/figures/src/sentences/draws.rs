//! The results of draws in words.

use model::analysis::uncertainty::bands::{Bands, Spread};
use model::base::show::show;
use model::base::units::Unit;
use model::quantities::metric::{Metric, MetricId};

/// A range in words, with the unit once: "330–540k", "$1.2–1.9bn", "−$3bn to $2bn"; one number if both display the
/// same.
pub fn between(low: f64, high: f64, unit: Unit) -> String {
    let (low, high) = (show(low, unit), show(high, unit));
    let shared = low.unit == high.unit && !low.unit.is_empty() && !low.unit.starts_with('/');
    let (sized, low, high) = (low.figures.clone(), low.text(), high.text());
    let whole = between_texts(&low, &high);
    if shared && low != high && whole == format!("{low}–{high}") { format!("{sized}–{high}") } else { whole }
}

/// The same for two numbers that are already texts.
pub(crate) fn between_texts(low: &str, high: &str) -> String {
    if low == high {
        return low.to_owned();
    }
    if low.contains('−') || high.contains('−') {
        return format!("{low} to {high}");
    }
    // A prefix or suffix that both share is written once.
    match (parts(low), parts(high)) {
        ([before, low, after], [same_before, high, same_after]) if before == same_before && after == same_after => {
            format!("{before}{low}–{high}{after}")
        }
        _ => format!("{low}–{high}"),
    }
}

/// The text before a number's figures, the figures, and the text after them.
fn parts(text: &str) -> [&str; 3] {
    let from = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let (before, rest) = text.split_at(from);
    let to = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ','));
    let (figures, after) = rest.split_at(to.unwrap_or(rest.len()));
    [before, figures, after]
}

/// The spread of a metric over the draws, if it was asked for.
fn spread(bands: &Bands, metric: MetricId) -> Option<&Spread> {
    bands.spreads.iter().find(|spread| spread.metric == metric)
}

/// The range that holds nine in ten of the draws that have a value: "nine in ten: 330–540k"; "nine in ten: all 77.6%"
/// if both ends display the same; "nine in ten: May 2031 to never within the contract" if some never reach it. Empty if
/// the metric was not drawn.
pub fn nine_in_ten(bands: &Bands, metric: MetricId) -> String {
    let values = spread(bands, metric).and_then(|spread| spread.values);
    values.map_or_else(String::new, |values| {
        let [lowest, .., highest] = values.values;
        let [low, high] = [lowest, highest].map(|value| in_words(value, values.unit));
        let range = match (lowest, highest) {
            (Ok(lowest), Ok(highest)) => between(lowest, highest, values.unit),
            _ => format!("{low} to {high}"),
        };
        match range {
            // If both ends display the same, it is not written as a range.
            _ if low == high => format!("nine in ten: all {low}"),
            // Prevents a line break between a minus sign and its currency.
            range => format!("nine in ten: {}", range.replace('−', "−\u{2060}")),
        }
    })
}

/// A percentile in words: a value, or that it is never reached.
fn in_words(told: Metric<f64>, unit: Unit) -> String {
    told.map_or_else(|why| why.in_place().to_owned(), |value| show(value, unit).text())
}

/// In how many draws a metric has no value, and why, in the words of
/// [`Absent::in_draws`](model::quantities::metric::Absent::in_draws); empty if it has one in all of them.
pub fn without_value(bands: &Bands, metric: MetricId) -> String {
    let absent = spread(bands, metric).into_iter().flat_map(|spread| &spread.absent);
    let told = absent.map(|(why, count)| why.in_draws(*count as usize, bands.draws as usize));
    told.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::analysis::uncertainty::bands::Values;
    use model::analysis::uncertainty::plan::Plan;
    use model::analysis::uncertainty::settings::Uncertainty;
    use model::analysis::uncertainty::wanted::Wanted;
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;
    use model::quantities::metric::Absent;
    use model::{input, metric};

    #[test]
    fn what_both_ends_share_is_said_once() {
        for (low, high, unit, told) in [
            (330e3, 540e3, Unit::Chips, "330–540k"),
            (900e3, 1.2e6, Unit::Chips, "900k–1.2m"),
            (1.2e9, 1.9e9, Unit::Usd, "$1.2–1.9bn"),
            (0.15, 0.25, Unit::Share, "15–25%"),
            (1.2e9, 1.94e9, Unit::Watt, "1.2–1.94\u{202f}GW"),
            (744e6, 1.94e9, Unit::Watt, "744\u{202f}MW–1.94\u{202f}GW"),
            (341e3, 1.22e6, Unit::H100Equivalents, "341k–1.22m\u{202f}H100e"),
            (-3e9, 2e9, Unit::Usd, "−$3bn to $2bn"),
            (-3e9, -2e9, Unit::Usd, "−$3bn to −$2bn"),
            (5e9, 5.001e9, Unit::Usd, "$5bn"),
            (0.0, 2e5, Unit::Chips, "0–200k"),
        ] {
            assert_eq!(between(low, high, unit), told);
        }
    }

    #[test]
    fn draws_without_a_value_are_counted_with_their_reason() {
        let of = |scenario: &Scenario| {
            let plan = Plan::new(scenario, &Uncertainty { draws: 50, ..Uncertainty::default() }).expect("a plan");
            Bands::of(&plan, &Wanted::headline(), &[])
        };
        let first = Scenario::of(Baseline::first());
        let bands = of(&first);
        assert!(nine_in_ten(&bands, metric::CHIPS_ONLINE).starts_with("nine in ten: "));
        assert_eq!(without_value(&bands, metric::CHIPS_ONLINE), "");
        let of_npv = nine_in_ten(&bands, metric::CONTRACT_NPV);
        assert!(!of_npv.contains("−$"), "{of_npv:?}");
        let mut same = bands.clone();
        for values in same.spreads.iter_mut().filter_map(|spread| spread.values.as_mut()) {
            values.values = [Ok(0.776); 5];
        }
        assert_eq!(nine_in_ten(&same, metric::STAKE), "nine in ten: all 77.6%");
        // A metric that was not asked for has no text.
        assert_eq!(nine_in_ten(&bands, metric::SPEND_TO_DATE), "");
        let mut early = first;
        early.set(input::AS_OF, 0.0).expect("the first month");
        let bands = of(&early);
        let why = Absent::NothingInvested.reason();
        let told = without_value(&bands, metric::RETURNED_SHARE);
        assert_eq!(told, format!("no value in 50 of 50 draws ({why})"));
        assert_eq!(nine_in_ten(&bands, metric::RETURNED_SHARE), "");
    }

    #[test]
    fn what_never_comes_is_said_in_words() {
        let never = Err(Absent::NotByTheEnd);
        let of = |values: [Metric<f64>; 5]| {
            let values = Values { unit: Unit::Month, mean: None, values, error_values: [[never; 2]; 5] };
            let absent = vec![(Absent::NotByTheEnd, 20), (Absent::SupplierNeverNegative, 5)];
            let metric = metric::CONTRACT_PAYBACK;
            let spreads = vec![Spread { metric, count: 25, absent, values: Some(values), months: Vec::new() }];
            Bands { draws: 50, spreads, fans: Vec::new(), chances: Vec::new() }
        };
        let some = of([Ok(66.0), Ok(70.0), Ok(90.0), never, never]);
        let told = nine_in_ten(&some, metric::CONTRACT_PAYBACK);
        assert_eq!(told, "nine in ten: May 2031 to never within the contract");
        let all = of([never; 5]);
        assert_eq!(nine_in_ten(&all, metric::CONTRACT_PAYBACK), "nine in ten: all never within the contract");
        let told = without_value(&some, metric::CONTRACT_PAYBACK);
        let never = "never within the contract in 20 of 50 draws, which ranks above all values";
        assert_eq!(told, format!("{never}; no value in 5 of 50 draws ({})", Absent::SupplierNeverNegative.reason()));
    }
}
