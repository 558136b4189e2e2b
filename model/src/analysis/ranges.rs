//! Ranges: the low and high end of an uncertain input, or the reason why it has none.

use crate::inputs::baselines::Baseline;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;

/// The value of an input with the ends of its range, in the unit of its row: low ≤ base ≤ high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The input.
    pub input: ParameterId,
    /// The low end: the 5th percentile.
    pub low: f64,
    /// The scenario's value: the median.
    pub base: f64,
    /// The high end: the 95th percentile.
    pub high: f64,
}

/// Why an input has no range and counts as certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fixed {
    /// It is a choice or a switch.
    Chosen,
    /// Neither a source nor a judgement gives a range.
    NoRange,
    /// The baseline sets another value, and the source of that value gives no range.
    SetByBaseline,
    /// The baseline's value follows from other inputs, which have the ranges.
    FollowsFromBaseline,
    /// The reader chose the value.
    Changed,
    /// The reader said that it is certain.
    SaidCertain,
}

impl Fixed {
    /// The reason in words.
    pub const fn reason(self) -> &'static str {
        match self {
            Fixed::Chosen => "a choice or a switch",
            Fixed::NoRange => "no source or judgement gives a range",
            Fixed::SetByBaseline => "the baseline has a value of its own without a range",
            Fixed::FollowsFromBaseline => "it follows from other numbers of the baseline",
            Fixed::Changed => "your value, taken as certain",
            Fixed::SaidCertain => "said to be certain",
        }
    }
}

impl Range {
    /// The range of an input in a scenario, or why it has none. A range belongs to the value with which it was given:
    /// an input that the baseline sets to another value, or that the reader changed, has none.
    pub fn of(scenario: &Scenario, input: ParameterId) -> Result<Range, Fixed> {
        given(input)?;
        if scenario.is_changed(input) {
            return Err(Fixed::Changed);
        }
        Range::of_baseline(scenario.baseline(), input)
    }

    /// The range of the baseline's value, whatever the reader has changed. It has none if the baseline sets another
    /// value than the table's, or if its value follows from other inputs: the table's range does not hold for those.
    pub fn of_baseline(baseline: &Baseline, input: ParameterId) -> Result<Range, Fixed> {
        let (low, at, high) = given(input)?;
        match baseline.setting(input) {
            Some(setting) if setting.value != at => Err(Fixed::SetByBaseline),
            Some(setting) if setting.follows => Err(Fixed::FollowsFromBaseline),
            _ => Ok(Range { input, low, base: at, high }),
        }
    }

    /// The range that a source or a judgement gives, whatever the scenario's value; its base is the value with which it
    /// was given.
    pub fn of_source(input: ParameterId) -> Result<Range, Fixed> {
        given(input).map(|(low, base, high)| Range { input, low, base, high })
    }

    /// Whether a source or a judgement gives a range for an input, for whatever value.
    pub fn is_given(input: ParameterId) -> bool {
        given(input).is_ok()
    }

    /// The same relative range around the scenario's value: low ÷ base and high ÷ base are kept. If either value is 0
    /// or they differ in sign, low − base and high − base are kept. The ends are limited to values that the input may
    /// have.
    pub fn around(scenario: &Scenario, input: ParameterId) -> Result<Range, Fixed> {
        let (low, at, high) = given(input)?;
        let base = scenario.get(input);
        let ends = if base == at {
            [low, high]
        } else if base / at > 0.0 && (base / at).is_finite() {
            [low, high].map(|end| end * (base / at))
        } else {
            [low, high].map(|end| base + (end - at))
        };
        let [one, other] = ends.map(|end| input.nearest_value(end));
        Ok(Range { input, low: one.min(other).min(base), base, high: one.max(other).max(base) })
    }
}

/// Low, value and high of the table's fact; the error says why there is no range.
fn given(input: ParameterId) -> Result<(f64, f64, f64), Fixed> {
    let row = input.row();
    if row.kind.is_chosen() {
        return Err(Fixed::Chosen);
    }
    let fact = input.fact().filter(|_| row.group != Group::View).ok_or(Fixed::NoRange)?;
    match (fact.low, fact.high) {
        (Some(low), Some(high)) if low < high => Ok((low, fact.value, high)),
        _ => Err(Fixed::NoRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;

    fn first() -> Scenario {
        Scenario::of(Baseline::first())
    }

    #[test]
    fn a_range_belongs_to_its_value() {
        let (mut scenario, cost) = (first(), input::FACILITY_COST);
        assert_eq!(Range::of(&scenario, cost), Ok(Range { input: cost, low: 7.0, base: 12.0, high: 20.0 }));
        scenario.set_nearest(cost, 6.0);
        assert_eq!(Range::of(&scenario, cost), Err(Fixed::Changed));
        assert_eq!(Range::around(&scenario, cost), Ok(Range { input: cost, low: 3.5, base: 6.0, high: 10.0 }));
        // A value that the reader has changed keeps the range of its baseline.
        assert_eq!(Range::of_baseline(scenario.baseline(), cost).map(|range| range.high), Ok(20.0));
        // The first baseline's discount is 20%; the table's range belongs to a discount of 0.
        assert_eq!(Range::of(&scenario, input::agreement::DISCOUNT.of(0)), Err(Fixed::SetByBaseline));
        // Trainium3's price is solved from a contract's dollars: a range of the discount would count its uncertainty
        // twice.
        let expansion = input::agreement::DISCOUNT.of(1);
        assert_eq!(Range::of(&scenario, expansion), Err(Fixed::FollowsFromBaseline));
        let on_nvidia = Baseline::by_id("all-nvidia").expect("a baseline");
        assert_eq!(Range::of_baseline(on_nvidia, expansion).map(|range| range.high), Ok(0.3));
        assert_eq!(Range::of(&scenario, input::EXIT), Err(Fixed::NoRange));
        assert_eq!(Range::of(&scenario, input::AS_OF), Err(Fixed::NoRange));
        assert_eq!(Range::of(&scenario, input::REFRESH), Err(Fixed::Chosen));
    }

    #[test]
    fn what_is_relative_to_nothing_is_moved_and_nothing_leaves_the_slider() {
        let mut scenario = first();
        scenario.set_nearest(input::RENTAL_CHANGE, 0.1);
        let range = Range::around(&scenario, input::RENTAL_CHANGE).expect("it has one");
        assert!((range.low + 0.1).abs() < 1e-12 && (range.high - 0.3).abs() < 1e-12, "{range:?}");
        scenario.set_nearest(input::GOODPUT, 0.98);
        let range = Range::around(&scenario, input::GOODPUT).expect("it has one");
        assert_eq!((range.base, range.high), (0.98, 1.0));
        for id in ParameterId::all() {
            for value in [id.row().min, id.row().max, id.default_value()] {
                let scenario = first().with_nearest(id, value);
                let Ok(range) = Range::around(&scenario, id) else { continue };
                assert!(range.low <= range.base && range.base <= range.high, "{}: {range:?}", id.id());
                assert!([range.low, range.high].iter().all(|end| id.check(*end).is_ok()), "{}: {range:?}", id.id());
            }
        }
    }
}
