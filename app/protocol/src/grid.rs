//! A figure over two inputs, as the engine hands it to the workbook program: every number with all its bits.
//!
//! The page only passes it on, and so knows it as [`PackedGrid`]; the code that reads it is in the two programs alone.

use crate::{from_bytes, to_bytes};
use model::analysis::goal::Wish;
use model::analysis::grid::Grid;
use model::quantities::metric::{Metric, MetricId};
use serde::{Deserialize, Serialize};

/// A figure over two inputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridValue {
    /// The figure's id.
    pub figure: String,
    /// The input across the columns.
    pub across: AxisValue,
    /// The input down the rows.
    pub down: AxisValue,
    /// A row for each value of the input down the rows.
    pub cells: Vec<Vec<CellValue>>,
    /// The level that cells are compared with.
    pub held: Held,
}

/// An input with its values, in stored units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AxisValue {
    /// The input's id.
    pub input: String,
    /// Its values in ascending order.
    pub values: Vec<f64>,
}

/// The result of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellValue {
    /// The figure, in its unit, or the reason why it has no value, in words.
    pub value: Result<f64, String>,
    /// Whether the figure is at or below the level; `None` without a level, or if either has no value.
    pub is_under: Option<bool>,
}

/// The level that a figure is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Held {
    /// None.
    Nothing,
    /// Break-even, at this value.
    BreakEven(f64),
    /// A number that the reader typed, in the figure's unit.
    Number(f64),
    /// Another figure of the same run, by its id.
    SameAs(String),
}

impl Held {
    /// The level of a wish; without a typed number it is break-even.
    pub fn of(level: Option<Wish>, is_typed: bool) -> Held {
        match level {
            None => Held::Nothing,
            Some(Wish::Value(value)) if is_typed => Held::Number(value),
            Some(Wish::Value(value)) => Held::BreakEven(value),
            Some(Wish::SameAs(other)) => Held::SameAs(other.id()),
        }
    }
}

impl GridValue {
    /// A table of the model. `over` holds, for each cell, the figure less the level.
    pub fn of(figure: MetricId, grid: &Grid, over: &[Vec<Option<f64>>], held: Held) -> GridValue {
        let row = |(row, cells): (usize, &Vec<Metric<f64>>)| {
            let is_under = |column: usize| over.get(row)?.get(column)?.map(|over| over <= 0.0);
            let value = |cell: &Metric<f64>| cell.map_err(|absent| absent.reason().to_owned());
            let cells = cells.iter().enumerate();
            cells.map(|(column, cell)| CellValue { value: value(cell), is_under: is_under(column) }).collect()
        };
        GridValue {
            figure: figure.id(),
            across: AxisValue { input: grid.across.id(), values: grid.across_values.clone() },
            down: AxisValue { input: grid.down.id(), values: grid.down_values.clone() },
            cells: grid.cells.iter().enumerate().map(row).collect(),
            held,
        }
    }
}

/// A table that is passed on unread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PackedGrid {
    bytes: Vec<u8>,
}

impl PackedGrid {
    /// Packs a table.
    pub fn of(grid: &GridValue) -> PackedGrid {
        PackedGrid { bytes: to_bytes(grid) }
    }

    /// Reads the table back. The error is a sentence.
    pub fn open(&self) -> Result<GridValue, String> {
        from_bytes(&self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::analysis::grid::{grid, values_between};
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;
    use model::{input, metric};

    #[test]
    fn a_table_comes_back_to_the_bit() {
        let scenario = Scenario::of(Baseline::by_id("none").expect("exists"));
        let (across, down) = (values_between(input::PUE, 1.1, 1.4, 3), values_between(input::SLIP, 0.0, 2.0, 3));
        let of = |figure| grid(&scenario, figure, (input::PUE, &across), (input::SLIP, &down));
        let value = |figure: MetricId, held| {
            let grid = of(figure);
            let over: Vec<Vec<_>> =
                grid.cells.iter().map(|row| row.iter().map(|cell| Some(cell.ok()? - 1.0)).collect()).collect();
            GridValue::of(figure, &grid, &over, held)
        };
        let known = value(metric::CHIPS_ONLINE, Held::of(Some(Wish::Value(1.0)), true));
        assert_eq!(PackedGrid::of(&known).open().as_ref(), Ok(&known));
        assert_eq!((known.held, known.across.values), (Held::Number(1.0), across.clone()));
        assert!(known.cells.iter().flatten().all(|cell| cell.value == Ok(0.0) && cell.is_under == Some(true)));
        let absent = value(metric::CONTRACT_NPV, Held::of(Wish::break_even(metric::CONTRACT_NPV), false));
        let expected = of(metric::CONTRACT_NPV).cells[0][0].expect_err("there is no deal").reason().to_owned();
        let cell = &absent.cells[2][2];
        assert_eq!((&cell.value, cell.is_under, &absent.held), (&Err(expected), None, &Held::BreakEven(0.0)));
        assert!(PackedGrid { bytes: vec![0xff] }.open().is_err());
    }
}
