//! What a comparison comes to at the ends of its inputs' ranges, so that no winner is named where the ranges name another.

use model::analysis::ranges::Range;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;

/// A comparison at the ends of its inputs' ranges, one input at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// What it comes to as the inputs stand; its sign says who wins.
    pub value: f64,
    /// The least that it comes to.
    pub least: End,
    /// The most.
    pub most: End,
    /// The inputs that turn its sign at one end of their range, in the order in which they were tried.
    pub turns: Vec<ParameterId>,
}

/// An end of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// What it comes to.
    pub value: f64,
    /// The input whose end of range gives that; none where the inputs as they stand do.
    pub input: Option<ParameterId>,
}

impl Ranges {
    /// Whether some input's range holds values with which the other wins.
    pub fn flips(&self) -> bool {
        !self.turns.is_empty()
    }
}

/// The range in which an input's value may lie by its evidence: the model's own rule. What a reader has set is not
/// doubted, and the table's range says nothing of another value that the baseline sets: neither has one.
pub fn range_of(scenario: &Scenario, input: ParameterId) -> Option<(f64, f64)> {
    Range::of(scenario, input).ok().map(|range| (range.low, range.high))
}

/// Tries both ends of each range of a comparison's inputs, each alone. `compared` says what the comparison comes to in a
/// scenario, 0 where neither wins. `None` where the comparison cannot be made.
pub fn within_ranges(
    scenario: &Scenario,
    inputs: &[ParameterId],
    compared: impl Fn(&Scenario) -> Option<f64>,
) -> Option<Ranges> {
    let value = compared(scenario)?;
    let as_it_stands = End { value, input: None };
    let mut ranges = Ranges { value, least: as_it_stands, most: as_it_stands, turns: Vec::new() };
    let mut tried = scenario.clone();
    for input in inputs {
        let Some((low, high)) = range_of(scenario, *input) else { continue };
        for end in [low, high] {
            // An end that may not stand there says nothing.
            let Some(value) = tried.set(*input, end).ok().and_then(|()| compared(&tried)) else { continue };
            let end = End { value, input: Some(*input) };
            if value < ranges.least.value {
                ranges.least = end;
            }
            if value > ranges.most.value {
                ranges.most = end;
            }
            if value * ranges.value < 0.0 && !ranges.turns.contains(input) {
                ranges.turns.push(*input);
            }
        }
        // Cannot fail: the value stood there.
        let _ = tried.set(*input, scenario.get(*input));
    }
    Some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::{BASELINES, Baseline};

    #[test]
    fn both_ends_of_each_range_are_tried_one_input_at_a_time() {
        let scenario = Scenario::of(Baseline::first());
        let (wacc, life) = (input::WACC, input::HARDWARE_LIFE);
        let (low, high) = range_of(&scenario, wacc).expect("it has a range");
        let compared = |tried: &Scenario| Some(tried.get(wacc) - 0.085 + tried.get(life) * 0.0);
        let ranges = within_ranges(&scenario, &[wacc, life], compared).expect("it can be compared");
        assert_eq!((ranges.least.value, ranges.most.value), (low - 0.085, high - 0.085));
        assert_eq!((ranges.least.input, ranges.most.input), (Some(wacc), Some(wacc)));
        assert_eq!((ranges.turns.as_slice(), ranges.flips()), (&[wacc][..], true));
        // What does not move it does not turn it, and what a reader has set is not doubted.
        assert!(!within_ranges(&scenario, &[life], compared).expect("it can be compared").flips());
        let mut mine = scenario.clone();
        mine.set(wacc, 0.1).expect("it may be");
        assert_eq!(within_ranges(&mine, &[wacc], compared).map(|ranges| ranges.flips()), Some(false));
        assert_eq!(within_ranges(&scenario, &[wacc], |_| None), None);
    }

    /// The table's $1.07 to $2.79 is the range of its own price, not of the discounted one that a baseline sets.
    #[test]
    fn the_range_of_another_value_is_nobody_s() {
        let mut others = 0;
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            for input in ParameterId::all() {
                let Some((low, high)) = range_of(&scenario, input) else { continue };
                let value = scenario.get(input);
                assert!(low <= value && value <= high, "{}: {}", baseline.id, input.id());
                assert_eq!(Some(value), input.fact().map(|fact| fact.value), "{}: {}", baseline.id, input.id());
            }
            let doubted = |input: &ParameterId| input.fact().is_some_and(|fact| fact.low < fact.high);
            let set = |input: &ParameterId| scenario.get(*input) != input.default_value();
            others += ParameterId::all().filter(doubted).filter(set).count();
        }
        assert!(others > 0, "no baseline sets an input that has a range");
    }
}
