//! Two accelerators compared in a sentence: the difference, or both ends of it where the ranges of the inputs hold both.

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

/// A kind of comparison: one number for each accelerator, of one kind only.
pub(super) struct Comparison {
    /// The number.
    pub(super) of: fn(&Efficiency<f64>) -> f64,
    /// What it is, to be asked about.
    pub(super) metric: MetricFamily,
    /// The same at peak, where it is drawn.
    pub(super) at_peak: Option<fn(&Efficiency<f64>) -> f64>,
    pub(super) unit: Unit,
    /// How it is said.
    pub(super) wording: Wording,
    /// Whether less of it is better.
    pub(super) least: bool,
    /// The input that it rests on, whose evidence is marked in the bar, and what that is called there.
    pub(super) rests_on: (Family, &'static str),
    /// Its inputs of each of two accelerators, but for MFU, which depends on the precision.
    pub(super) of_chip: &'static [Family],
    /// Its inputs that accelerators share and that do not cancel out.
    pub(super) shared: &'static [ParameterId],
}

/// The words of a comparison's title, with the spaces between them.
#[derive(Clone, Copy)]
pub(super) struct Wording {
    /// Where nothing is compared.
    pub(super) nothing: &'static str,
    /// Before and after the name of the only accelerator, and behind its number.
    pub(super) alone: (&'static str, &'static str, &'static str),
    /// Before and after the name of the first of two.
    pub(super) two: (&'static str, &'static str),
    /// What of which there is more or less, and what stands before the second's name.
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

    /// The same with its unit, which the words around it do not say.
    fn shown_alone(&self, number: f64) -> String {
        match self.unit {
            Unit::FlopPerSecondPerWatt => format!("{} TFLOP/s", self.shown(number)),
            unit => show(number, unit).text(),
        }
    }
}

/// Every accelerator that publishes a peak, the best first; the reader's own once it is one.
pub(super) fn sorted(of: &Comparison, subjects: &Subjects<'_>) -> Vec<Efficiency<f64>> {
    let efficiency = |chip| subjects.outcome().metrics.efficiency(subjects.scenario(), chip);
    let compared = |chip: &usize| chip_is_compared(subjects.scenario(), *chip);
    let all = (0..ACCELERATORS.len()).filter(compared).filter_map(efficiency).collect();
    by_number(all, |one| if of.least { (of.of)(one) } else { -(of.of)(one) })
}

pub(super) fn reference(scenario: &Scenario) -> usize {
    scenario.get(input::REFERENCE_CHIP) as usize
}

/// What a title compares: the best accelerator in use with the reference; where that is the reference itself, with the next
/// best in use; alone where there is no other.
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

/// MFU at the precision that an accelerator would use.
pub fn mfu_of(scenario: &Scenario, chip: usize) -> Option<ParameterId> {
    let asked = *Precision::ALL.get(scenario.get(input::PRECISION) as usize)?;
    let family = match ACCELERATORS.get(chip)?.precision_used(asked)? {
        Precision::Bf16 => input::chip::MFU_BF16,
        Precision::Fp8 => input::chip::MFU_FP8,
        Precision::Fp4 => input::chip::MFU_FP4,
    };
    Some(family.member(chip))
}

/// How much more or less of the number the first of two accelerators has, as a share of the second's, at the ends of the
/// ranges of all inputs that it rests on.
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

/// "46% less", "20% more", "as much": in whole per cent, which is more than such a comparison is good for.
fn by_how_much(share: f64) -> String {
    let percent = (100.0 * share).round();
    let shown = show(percent.abs() / 100.0, Unit::Share).text();
    match percent {
        percent if percent < 0.0 => format!("{shown} less"),
        percent if percent > 0.0 => format!("{shown} more"),
        _ => "as much".to_owned(),
    }
}

/// By how much the first of two is above or below the second: one figure where that is sure within the ranges of the
/// inputs, else the two ends.
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

/// What a title says: of the accelerators that are compared, or of the one that there is.
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

/// What stands before the name that something is compared with: "than", or "as" after "as much".
fn than(ranges: &Ranges) -> &'static str {
    let end = if ranges.flips() { ranges.most.value } else { ranges.value };
    if by_how_much(end).starts_with("as") { "as" } else { "than" }
}

/// On which inputs it turns who is ahead, where the ranges of the inputs hold both.
pub(super) fn turns_on(of: &Comparison, subjects: &Subjects<'_>) -> Vec<Sentence> {
    let Pair::Two(first, second) = pair(of, subjects) else { return Vec::new() };
    let scenario = subjects.scenario();
    let Some(ranges) = compare(of, subjects, first, second).filter(Ranges::flips) else { return Vec::new() };
    let mut said = vec![text("Either comes out ahead within the range given for ")];
    for (place, Range { input, low, high, .. }) in ranges.turns.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == ranges.turns.len() => " or for ",
            _ => ", for ",
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
    said.push(text(". The title gives the ends, one input at a time."));
    vec![said]
}
