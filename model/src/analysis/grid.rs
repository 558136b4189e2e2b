//! A two-way table: a metric at every pair of values of two inputs.

use crate::analysis::ranges::Range;
use crate::analysis::uncertainty::settings::{Certainty, Uncertainty};
use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{Metric, MetricId};
use crate::run::outcome::run;

/// A metric over two inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The input along the top.
    pub across: ParameterId,
    /// Its values.
    pub across_values: Vec<f64>,
    /// The input down the side.
    pub down: ParameterId,
    /// Its values.
    pub down_values: Vec<f64>,
    /// The metric, a row for each value down the side; or why it has no value there.
    pub cells: Vec<Vec<Metric<f64>>>,
}

/// So many values of an input, from one to another, both among them; whole steps where it counts in them, of which there
/// may be fewer.
pub fn values_between(input: ParameterId, from: f64, to: f64, count: usize) -> Vec<f64> {
    let row = input.row();
    let (from, to) = (from.clamp(row.min, row.max), to.clamp(row.min, row.max));
    let last = count.max(2) - 1;
    let mut values: Vec<f64> = (0..=last)
        .map(|place| {
            let value = from + (to - from) * place as f64 / last as f64;
            if row.kind.is_smooth() { value } else { row.min + ((value - row.min) / row.step).round() * row.step }
        })
        .collect();
    values.dedup();
    values
}

/// Between which values of an input a table goes: the range that the settings of draws give it; else the range of the
/// baseline's value, or all of its slider where it has none. It is stretched to hold the scenario's value, and so stays where
/// it is while the scenario moves within it.
pub fn between(scenario: &Scenario, input: ParameterId, settings: &Uncertainty) -> Range {
    let (low, high) = match settings.inputs.get(&input) {
        Some(Certainty::Between { low, high }) => (*low, *high),
        _ => Range::around(&scenario.as_released(), input)
            .map_or((input.row().min, input.row().max), |range| (range.low, range.high)),
    };
    let base = scenario.get(input);
    Range { input, low: low.min(base), base, high: high.max(base) }
}

/// A metric of the scenario at every pair of values of two inputs; all else stays as it is.
pub fn grid(scenario: &Scenario, metric: MetricId, across: (ParameterId, &[f64]), down: (ParameterId, &[f64])) -> Grid {
    let row = |of_down: &f64| {
        let trial = scenario.with_nearest(down.0, *of_down);
        let cell = |of_across: &f64| run(&trial.with_nearest(across.0, *of_across)).metrics.get(metric);
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
        // Or where somebody says that it goes.
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
}
