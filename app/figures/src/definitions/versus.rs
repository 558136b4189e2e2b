//! Two accelerators compared in a sentence: the difference, or both ends of it if within the inputs' ranges either may
//! win.

use super::words;
use crate::figure::Subjects;
use crate::order::by_number;
use crate::ranges::{End, Ranges, within_ranges};
use crate::sentences::chips_shown;
use crate::span::{Sentence, Span, figure, of_metric, text};
use crate::unused::chip_is_compared;
use model::analysis::ranges::Range;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::Precision;
use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::input::{Family, ParameterId};
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricFamily;
use model::record::question::Question;
use model::run::compared::Efficiency;

/// A kind of comparison, by one number for each accelerator.
pub(super) struct Comparison {
    /// The number.
    pub(super) of: fn(&Efficiency<f64>) -> f64,
    /// The metric for its question.
    pub(super) metric: MetricFamily,
    /// The same number at peak, if that is drawn.
    pub(super) at_peak: Option<fn(&Efficiency<f64>) -> f64>,
    pub(super) unit: Unit,
    /// The words of its finding.
    pub(super) wording: Wording,
    /// Whether less is better.
    pub(super) least: bool,
    /// The input that it rests on, whose evidence class is marked on the bar, and the name of that input there.
    pub(super) rests_on: (Family, &'static str),
    /// The inputs of each of the two accelerators on which it depends, except MFU, which depends on the precision.
    pub(super) of_chip: &'static [Family],
    /// The inputs that accelerators share and that do not cancel out.
    pub(super) shared: &'static [ParameterId],
}

/// The parts of a comparison's finding, including the spaces between them.
#[derive(Clone, Copy)]
pub(super) struct Wording {
    /// If there is nothing to compare.
    pub(super) nothing: &'static str,
    /// Before and after the name of a single accelerator, and after its number.
    pub(super) alone: (&'static str, &'static str, &'static str),
    /// Before and after the name of the first of two.
    pub(super) two: (&'static str, &'static str),
    /// The noun after "more" or "less", and the text before the second name.
    pub(super) than: (&'static str, &'static str),
}

impl Comparison {
    /// The number of one accelerator in words.
    pub(super) fn shown(&self, number: f64) -> String {
        match self.unit {
            Unit::FlopPerSecondPerWatt => three_digits(number / 1e12),
            unit => show(number, unit).figures,
        }
    }

    /// The same with its unit, where the surrounding words do not give it.
    fn shown_alone(&self, number: f64) -> String {
        match self.unit {
            Unit::FlopPerSecondPerWatt => format!("{} TFLOP/s", self.shown(number)),
            unit => show(number, unit).text(),
        }
    }
}

/// Every accelerator that publishes a peak, the best first. The reader's own chip is included once it is used or
/// changed.
pub(super) fn sorted(of: &Comparison, subjects: &Subjects<'_>) -> Vec<Efficiency<f64>> {
    let efficiency = |chip| subjects.outcome().metrics.efficiency(subjects.scenario(), chip);
    let compared = |chip: &usize| chip_is_compared(subjects.scenario(), *chip);
    let all = (0..ACCELERATORS.len()).filter(compared).filter_map(efficiency).collect();
    by_number(all, |one| if of.least { (of.of)(one) } else { -(of.of)(one) })
}

pub(super) fn reference(scenario: &Scenario) -> usize {
    scenario.get(input::REFERENCE_CHIP) as usize
}

/// What a finding compares: the best accelerator in use with the reference. If that is the reference itself, with the
/// next best in use; if there is no other, it is named alone.
enum Pair {
    Nothing,
    Alone(usize),
    Two(usize, usize),
}

fn pair(of: &Comparison, subjects: &Subjects<'_>) -> Pair {
    let (all, used) = (sorted(of, subjects), chips_shown(subjects.outcome()));
    let reference = Some(reference(subjects.scenario())).filter(|chip| all.iter().any(|one| one.chip == *chip));
    let mut of_used = all.iter().map(|one| one.chip).filter(|chip| used.contains(chip));
    match (of_used.next(), reference) {
        (None, _) => Pair::Nothing,
        (Some(best), Some(reference)) if reference != best => Pair::Two(best, reference),
        (Some(best), _) => of_used.next().map_or(Pair::Alone(best), |next| Pair::Two(best, next)),
    }
}

/// The MFU input at the precision that an accelerator would use; `None` if it publishes no peak for it.
pub fn mfu_of(scenario: &Scenario, chip: usize) -> Option<ParameterId> {
    let asked = *Precision::ALL.get(scenario.get(input::PRECISION) as usize)?;
    let family = match ACCELERATORS.get(chip)?.precision_used(asked)? {
        Precision::Bf16 => input::chip::MFU_BF16,
        Precision::Fp8 => input::chip::MFU_FP8,
        Precision::Fp4 => input::chip::MFU_FP4,
    };
    Some(family.member(chip))
}

/// The relative difference of the first accelerator's number from the second's, at the ends of the ranges of all inputs
/// that it depends on.
fn compare(of: &Comparison, subjects: &Subjects<'_>, first: usize, second: usize) -> Option<Ranges> {
    let scenario = subjects.scenario();
    let of_both = [first, second]
        .into_iter()
        .flat_map(|chip| of.of_chip.iter().map(move |family| family.member(chip)).chain(mfu_of(scenario, chip)));
    let inputs: Vec<ParameterId> = of_both.chain(of.shared.iter().copied()).collect();
    within_ranges(scenario, &subjects.ranges_of(&inputs), |tried| {
        let number = |chip| Efficiency::of_inputs(tried, chip).map(|one| (of.of)(&one));
        Some(number(first)? / number(second)? - 1.0).filter(|share| share.is_finite())
    })
}

/// "46% less", "20% more" or "as much", in whole per cent: a comparison like this is no more precise.
fn by_how_much(share: f64) -> String {
    let percent = (100.0 * share).round();
    let shown = show(percent.abs() / 100.0, Unit::Share).text();
    match percent {
        percent if percent < 0.0 => format!("{shown} less"),
        percent if percent > 0.0 => format!("{shown} more"),
        _ => "as much".to_owned(),
    }
}

/// The difference between two accelerators: one figure if its sign is certain within the inputs' ranges, else both
/// ends.
fn difference(of: &Comparison, first: usize, second: usize, ranges: &Ranges) -> Vec<Span> {
    let both = [first, second].map(|chip| of_metric(of.metric.member(chip))).join(" ");
    let end = |end: &End| {
        let input = end.input.map(|input| format!("{} ", Question::Input(input).text())).unwrap_or_default();
        figure(by_how_much(end.value), format!("{input}{both}"))
    };
    if ranges.flips() {
        vec![text("from "), end(&ranges.least), text(" to "), end(&ranges.most)]
    } else {
        vec![figure(by_how_much(ranges.value), both)]
    }
}

/// The finding about the accelerators that are compared, or about the only one.
pub(super) fn finding(of: &Comparison, subjects: &Subjects<'_>) -> Sentence {
    let Wording { nothing, alone: (before, verb, after), two: (lead, does), than: noun } = of.wording;
    let name_of = |chip| subjects.scenario().names().chip(chip);
    let sentence = match pair(of, subjects) {
        Pair::Nothing => None,
        Pair::Alone(only) => {
            let number = sorted(of, subjects).into_iter().find(|one| one.chip == only).map_or(0.0, |one| (of.of)(&one));
            Some(vec![
                text(format!("{before}{}{verb}", name_of(only))),
                figure(of.shown_alone(number), of_metric(of.metric.member(only))),
                text(after),
            ])
        }
        Pair::Two(first, second) => compare(of, subjects, first, second).map(|ranges| {
            let mut said = vec![text(format!("{lead}{}{does}", name_of(first)))];
            said.extend(difference(of, first, second, &ranges));
            let (noun, on) = noun;
            said.push(text(format!("{noun} {}{on} {}", than(&ranges), name_of(second))));
            said
        }),
    };
    sentence.unwrap_or_else(|| words(nothing))
}

/// The word before the second name: "than", or "as" after "as much".
fn than(ranges: &Ranges) -> &'static str {
    let end = if ranges.flips() { ranges.most.value } else { ranges.value };
    if by_how_much(end).starts_with("as") { "as" } else { "than" }
}

/// The notes on inputs within whose ranges the other accelerator comes out ahead.
pub(super) fn turns_on(of: &Comparison, subjects: &Subjects<'_>) -> Vec<Sentence> {
    let Pair::Two(first, second) = pair(of, subjects) else { return Vec::new() };
    let scenario = subjects.scenario();
    let Some(ranges) = compare(of, subjects, first, second).filter(Ranges::flips) else { return Vec::new() };
    let mut said = vec![text("Either could be ahead within the range of ")];
    for (place, Range { input, low, high, .. }) in ranges.turns.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == ranges.turns.len() => " or ",
            _ => ", ",
        };
        said.push(text(before));
        said.push(figure(
            format!(
                "{} ({} to {})",
                input.name_in(scenario.names()),
                input.show_in(scenario.names(), *low),
                input.show_in(scenario.names(), *high)
            ),
            Question::Input(*input).text(),
        ));
    }
    said.push(text(", one input at a time. The title gives the extremes."));
    vec![said]
}
