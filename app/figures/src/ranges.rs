//! A comparison at the ends of its inputs' ranges, so that no winner is named if either could win within them.

use model::analysis::ranges::Range;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;

/// A comparison at the ends of its inputs' ranges, one input at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// The value of the comparison with the inputs as they are; its sign says who wins.
    pub value: f64,
    /// The smallest value that occurs.
    pub least: End,
    /// The largest value that occurs.
    pub most: End,
    /// The ranges of which one end turns the sign, in the order in which they were tried.
    pub turns: Vec<Range>,
}

/// An extreme of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// The value of the comparison.
    pub value: f64,
    /// The input whose range's end gives that; `None` if the inputs as they are do.
    pub input: Option<ParameterId>,
}

impl Ranges {
    /// Whether the other wins at an end of some input's range.
    pub fn flips(&self) -> bool {
        !self.turns.is_empty()
    }
}

/// Tries both ends of each input's range, one at a time. `compared` gives the value of the comparison in a scenario, 0
/// if neither wins. `None` if the comparison cannot be made.
pub fn within_ranges(
    scenario: &Scenario,
    of_inputs: &[Range],
    compared: impl Fn(&Scenario) -> Option<f64>,
) -> Option<Ranges> {
    let value = compared(scenario)?;
    let as_it_stands = End { value, input: None };
    let mut ranges = Ranges { value, least: as_it_stands, most: as_it_stands, turns: Vec::new() };
    let mut tried = scenario.clone();
    for range in of_inputs {
        let input = range.input;
        for end in [range.low, range.high] {
            // An end that the input cannot have is skipped.
            let Some(value) = tried.set(input, end).ok().and_then(|()| compared(&tried)) else { continue };
            let end = End { value, input: Some(input) };
            if value < ranges.least.value {
                ranges.least = end;
            }
            if value > ranges.most.value {
                ranges.most = end;
            }
            if value * ranges.value < 0.0 && !ranges.turns.iter().any(|known| known.input == input) {
                ranges.turns.push(*range);
            }
        }
        // Cannot fail, because the input had this value before.
        let _ = tried.set(input, scenario.get(input));
    }
    Some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::Baseline;

    #[test]
    fn both_ends_of_each_range_are_tried_one_input_at_a_time() {
        let scenario = Scenario::of(Baseline::first());
        let [wacc, life] = [input::WACC, input::HARDWARE_LIFE].map(|of| Range::of(&scenario, of).expect("it has one"));
        let compared = |tried: &Scenario| Some(tried.get(input::WACC) - 0.085 + tried.get(input::HARDWARE_LIFE) * 0.0);
        let ranges = within_ranges(&scenario, &[wacc, life], compared).expect("it can be compared");
        assert_eq!((ranges.least.value, ranges.most.value), (wacc.low - 0.085, wacc.high - 0.085));
        assert_eq!((ranges.least.input, ranges.most.input), (Some(input::WACC), Some(input::WACC)));
        assert_eq!((ranges.turns.as_slice(), ranges.flips()), (&[wacc][..], true));
        // An input that does not move it does not turn it, and an input without a range is taken as certain.
        assert!(!within_ranges(&scenario, &[life], compared).expect("it can be compared").flips());
        assert!(!within_ranges(&scenario, &[], compared).expect("it can be compared").flips());
        assert_eq!(within_ranges(&scenario, &[wacc], |_| None), None);
    }
}
