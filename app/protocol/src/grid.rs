//! A figure over two inputs, on its way from the engine to the workbook program: every number with all its bits.
//!
//! The page only hands it on, and so is told of it as [`PackedGrid`]: what reads it is in the two programs.

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
    /// The input along the top.
    pub across: AxisValue,
    /// The input down the side.
    pub down: AxisValue,
    /// A row for each value down the side.
    pub cells: Vec<Vec<CellValue>>,
    /// What it is held against.
    pub held: Held,
}

/// An input with its values, in stored units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AxisValue {
    /// The input's id.
    pub input: String,
    /// Its values, from less to more.
    pub values: Vec<f64>,
}

/// What a run comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellValue {
    /// The figure, in its unit; or why it has no value there, in words.
    pub value: Result<f64, String>,
    /// Whether it is at or below what it is held against; `None` where it is held against nothing, or either has no value.
    pub is_under: Option<bool>,
}

/// What a figure is held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// That it breaks even, at this value.
    BreakEven(f64),
    /// A number that somebody typed, in its unit.
    Number(f64),
    /// Another figure of the same run, by its id.
    SameAs(String),
}

impl Held {
    /// What a wish says; a break-even where nobody typed it.
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
    /// A table of the model, with each of its cells less what that is held against.
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

/// A table that is handed on unread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PackedGrid {
    bytes: Vec<u8>,
}

impl PackedGrid {
    /// Packs it.
    pub fn of(grid: &GridValue) -> PackedGrid {
        PackedGrid { bytes: to_bytes(grid) }
    }

    /// The table again. The error is a sentence.
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
