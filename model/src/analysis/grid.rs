//! A two-way table: a metric at every pair of values of two inputs.

use crate::analysis::ranges::Range;
use crate::analysis::uncertainty::settings::{Certainty, Uncertainty};
use crate::base::typed::Bare;
use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Metric, MetricId};
use crate::run::asked::metric_of;

/// The values of a metric for all pairs of values of two inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The input whose values are the columns.
    pub across: ParameterId,
    /// Values of the columns.
    pub across_values: Vec<f64>,
    /// The input whose values are the rows.
    pub down: ParameterId,
    /// Values of the rows.
    pub down_values: Vec<f64>,
    /// The metric, one row of the table after the other, or the reason why it has no value.
    pub cells: Vec<Vec<Metric<f64>>>,
}

/// Equally spaced values of an input from one to another, both included, rounded to values that the input may have. For
/// a choice, all choices between. Values that are rounded to the same one count once, so there may be fewer than
/// `count`.
pub fn values_between(input: ParameterId, from: f64, to: f64, count: usize) -> Vec<f64> {
    let row = input.row();
    let (from, to) = (from.clamp(row.min, row.max), to.clamp(row.min, row.max));
    let count = if row.kind.is_chosen() { (to - from) as usize + 1 } else { count };
    let last = count.max(2) - 1;
    let value = |place: usize| if place == last { to } else { from + (to - from) * place as f64 / last as f64 };
    let mut values: Vec<f64> = (0..=last).map(|place| input.nearest_value(value(place))).collect();
    values.dedup();
    values
}

/// The range of values of an input in a table: the one that the settings give, else that of the baseline's value, else
/// the whole slider. It is widened to hold the scenario's value, so that it does not move while the scenario moves
/// within it.
pub fn between(scenario: &Scenario, input: ParameterId, settings: &Uncertainty) -> Range {
    let (low, high) = match settings.inputs.get(&input) {
        Some(Certainty::Between { low, high }) => (*low, *high),
        _ => Range::around(&scenario.as_released(), input)
            .map_or((input.row().min, input.row().max), |range| (range.low, range.high)),
    };
    let base = scenario.get(input);
    Range { input, low: low.min(base), base, high: high.max(base) }
}

/// The ends of a table's range as typed, a text for each end; an empty text stands for the end of the usual range. A
/// choice has no ends.
///
/// The error gives the index of the text that is refused, and the reason in plain words without a full stop.
pub fn from_to(
    scenario: &Scenario,
    input: ParameterId,
    settings: &Uncertainty,
    typed: [&str; 2],
    bare: Bare,
) -> Result<[f64; 2], (usize, String)> {
    let usual = between(scenario, input, settings);
    let is_typed = typed.map(|text| !text.trim().is_empty());
    if let Some(place) = is_typed.iter().position(|is_typed| *is_typed && input.row().kind.is_chosen()) {
        return Err((place, "what is chosen from a list stands there whole".to_owned()));
    }
    let read = |place: usize, usual: f64| match typed[place] {
        _ if !is_typed[place] => Ok(usual),
        text => input.read(text, scenario.get(input), bare).map(|taken| taken.value).map_err(|why| (place, why)),
    };
    let (from, to) = (read(0, usual.low)?, read(1, usual.high)?);
    if from < to {
        return Ok([from, to]);
    }
    let [from, to] = [from, to].map(|value| input.show_in(scenario.names(), value));
    Err((usize::from(is_typed[1]), format!("A table goes from less to more, and this would go from {from} to {to}")))
}

/// The position of a scenario in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// The row of the nearest cell.
    pub row: usize,
    /// The column of the nearest cell.
    pub column: usize,
    /// Whether the values of that row and column are exactly the scenario's.
    pub is_exact: bool,
}

/// The cell of a table that is nearest to the scenario; `None` if the scenario lies outside of the table.
pub fn here(scenario: &Scenario, across: (ParameterId, &[f64]), down: (ParameterId, &[f64])) -> Option<Here> {
    let nearest = |(input, values): (ParameterId, &[f64])| {
        let now = scenario.get(input);
        let is_within = (*values.first()?..=*values.last()?).contains(&now);
        let places = values.iter().map(|value| (value - now).abs()).enumerate();
        let (place, apart) = places.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
        is_within.then_some((place, apart == 0.0))
    };
    let ((column, is_at_column), (row, is_at_row)) = (nearest(across)?, nearest(down)?);
    Some(Here { row, column, is_exact: is_at_column && is_at_row })
}

/// A metric of the scenario at every pair of values of two inputs; the other inputs keep their values.
pub fn grid(scenario: &Scenario, metric: MetricId, across: (ParameterId, &[f64]), down: (ParameterId, &[f64])) -> Grid {
    let row = |of_down: &f64| {
        let trial = scenario.with_nearest(down.0, *of_down);
        let cell = |of_across: &f64| metric_of(&trial.with_nearest(across.0, *of_across), metric);
        across.1.iter().map(cell).collect()
    };
    Grid {
        across: across.0,
        across_values: across.1.to_vec(),
        down: down.0,
        down_values: down.1.to_vec(),
        cells: down.1.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::baselines::Baseline;
    use crate::run::outcome::run;
    use crate::{input, metric};

    #[test]
    fn every_cell_is_a_run() {
        let scenario = Scenario::of(Baseline::first());
        let price = input::chip::PRICE.member(1);
        let mfu = input::chip::MFU_FP8.member(1);
        let (across, down) = (values_between(price, 1.0, 2.0, 5), values_between(mfu, 0.2, 0.4, 3));
        assert_eq!(across, [1.0, 1.25, 1.5, 1.75, 2.0]);
        let table = grid(&scenario, metric::COST_PER_EFFECTIVE_PFLOP_HOUR, (price, &across), (mfu, &down));
        assert_eq!((table.cells.len(), table.cells[0].len()), (3, 5));
        for (mfu_at, row) in down.iter().zip(&table.cells) {
            for (price_at, cell) in across.iter().zip(row) {
                let mut trial = scenario.clone();
                trial.set_nearest(price, *price_at);
                trial.set_nearest(mfu, *mfu_at);
                assert_eq!(run(&trial).metrics.get(metric::COST_PER_EFFECTIVE_PFLOP_HOUR), *cell);
            }
        }
    }

    #[test]
    fn a_table_stays_where_it_is_while_the_scenario_moves_within_it() {
        let mut scenario = Scenario::of(Baseline::first());
        let price = input::chip::PRICE.member(1);
        let ends = |scenario: &Scenario, input| {
            let Range { low, high, .. } = between(scenario, input, &Uncertainty::default());
            (low, high)
        };
        let (low, high) = ends(&scenario, price);
        let range = Range::around(&scenario, price).expect("it has one");
        assert_eq!((low, high), (range.low, range.high));
        for (value, expected) in [(low, (low, high)), (high, (low, high)), (high + 1.0, (low, high + 1.0))] {
            scenario.set_nearest(price, value);
            assert_eq!(ends(&scenario, price), expected);
        }
        // A range from the settings takes precedence.
        let mut settings = Uncertainty::default();
        settings.inputs.insert(price, Certainty::Between { low: 1.5, high: 2.5 });
        scenario.set_nearest(price, 2.0);
        let Range { low, high, .. } = between(&scenario, price, &settings);
        assert_eq!((low, high), (1.5, 2.5));
        let exit = input::EXIT.row();
        assert_eq!(ends(&scenario, input::EXIT), (exit.min, exit.max));
    }

    #[test]
    fn months_are_whole_and_no_value_stands_twice() {
        let slip = values_between(input::SLIP, 0.0, 3.0, 41);
        assert_eq!(slip, [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(values_between(input::PUE, -5.0, 99.0, 2), [input::PUE.row().min, input::PUE.row().max]);
    }

    #[test]
    fn every_value_of_a_table_may_stand_there_and_both_ends_are_exact() {
        for input in ParameterId::all().filter(|input| input.fact().is_some()) {
            let row = input.row();
            for (from, to) in [(row.min, row.max), (row.min, row.min + (row.max - row.min) * 1e-12), (0.1, 0.7)] {
                let values = values_between(input, from, to, 9);
                assert!(values.iter().all(|value| input.check(*value).is_ok()), "{}: {values:?}", input.id());
                assert!(values.is_sorted_by(|one, next| one < next), "{}: {values:?}", input.id());
                let ends = [values[0], values[values.len() - 1]];
                assert_eq!(ends, [from, to].map(|end| input.nearest_value(end)), "{}", input.id());
            }
            let all = values_between(input, row.min, row.max, 3);
            let count = if row.kind.is_chosen() { (row.max - row.min) as usize + 1 } else { 3 };
            assert!(all.len() <= count && (all.len() == count || !row.kind.is_smooth()), "{}", input.id());
        }
    }

    #[test]
    fn ends_are_read_as_people_type_and_refused_in_words() {
        let mut scenario = Scenario::of(Baseline::first());
        let price = input::chip::PRICE.member(1);
        scenario.set_nearest(price, 2.0);
        let usual = between(&scenario, price, &Uncertainty::default());
        let ends = |texts| from_to(&scenario, price, &Uncertainty::default(), texts, Bare::Displayed);
        for (texts, expected) in [
            (["", " "], [usual.low, usual.high]),
            (["1.5", ""], [1.5, usual.high]),
            (["", "$3"], [usual.low, 3.0]),
            (["1.5", "3 $/chip-hour"], [1.5, 3.0]),
            // A text may be a change of the scenario's value, and a table may lie where the scenario does not.
            (["-10%", "+10%"], [1.8, 2.2]),
            (["3", "4"], [3.0, 4.0]),
        ] {
            assert_eq!(ends(texts), Ok(expected), "{texts:?}");
        }
        for (texts, place, said) in [
            (["many", ""], 0, "many"),
            (["1", "5 potatoes"], 1, "potatoes"),
            (["1", "1e9"], 1, "outside"),
            (["3", "2"], 1, "would go from $3.00/chip-hour to $2.00/chip-hour"),
            (["3", "3"], 1, "from less to more"),
            (["1e3", ""], 0, "outside"),
        ] {
            let (at, why) = ends(texts).expect_err(said);
            assert!(at == place && why.contains(said), "{texts:?}: {at}, {why}");
        }
        let months = from_to(&scenario, input::EXIT, &Uncertainty::default(), ["Q1 2028", "Dec 2029"], Bare::Displayed);
        let read = |text: &str| input::EXIT.read(text, 0.0, Bare::Displayed).expect("a month").value;
        assert_eq!(months, Ok([read("Mar 2028"), read("Dec 2029")]));
        let chosen = from_to(&scenario, input::REFRESH, &Uncertainty::default(), ["", "on"], Bare::Displayed);
        assert_eq!(chosen.map_err(|(place, _)| place), Err(1));
    }

    #[test]
    fn the_scenario_is_found_in_a_table_as_long_as_it_is_within() {
        let mut scenario = Scenario::of(Baseline::first());
        let price = input::chip::PRICE.member(1);
        let found = |scenario: &Scenario| here(scenario, (price, &[1.0, 2.0, 3.0]), (input::SLIP, &[0.0, 6.0]));
        for (at, slip, expected) in [
            (2.0, 6.0, Some((1, 1, true))),
            (2.9, 6.0, Some((1, 2, false))),
            (1.0, 1.0, Some((0, 0, false))),
            (3.1, 0.0, None),
            (0.5, 0.0, None),
            (2.0, 7.0, None),
        ] {
            scenario.set_nearest(price, at);
            scenario.set_nearest(input::SLIP, slip);
            let found = found(&scenario).map(|here| (here.row, here.column, here.is_exact));
            assert_eq!(found, expected, "{at}, {slip}");
        }
        assert_eq!(here(&scenario, (price, &[]), (input::SLIP, &[0.0])), None);
    }
}
