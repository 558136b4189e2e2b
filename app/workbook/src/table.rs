//! A figure over two inputs, checked when it is received, so that writing it cannot fail on bad data.

use model::inputs::input::ParameterId;
use model::quantities::metric::MetricId;
use protocol::MISREAD;
use protocol::grid::{AxisValue, CellValue, GridValue, Held};

/// A figure over two inputs, and the date of its runs.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoInputs {
    pub(crate) figure: MetricId,
    pub(crate) across: Axis,
    pub(crate) down: Axis,
    /// A row for each value of the input down the rows, with a cell for each value across.
    pub(crate) cells: Vec<Vec<CellValue>>,
    pub(crate) level: Level,
    /// The reader's date.
    pub(crate) today: String,
}

/// An input with its values, in stored units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) input: ParameterId,
    pub(crate) values: Vec<f64>,
}

/// The level that the figure is compared with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Level {
    Nothing,
    BreakEven(f64),
    Number(f64),
    SameAs(MetricId),
}

/// The largest number of values of an input; a command line may ask for more than the page does.
const MOST: usize = 201;

impl TwoInputs {
    /// Reads a table that was received as a value. The error is a sentence: the table is of another release, or has no
    /// cells.
    pub fn open(grid: &GridValue, today: &str) -> Result<TwoInputs, String> {
        let misread = || MISREAD.to_owned();
        let metric = |id: &str| MetricId::parse(id).ok_or_else(misread);
        let axis = |of: &AxisValue| {
            let input = ParameterId::parse(&of.input).ok_or_else(misread)?;
            let may_stand = !of.values.is_empty() && of.values.len() <= MOST;
            let are_ours = may_stand && of.values.iter().all(|value| input.check(*value).is_ok());
            if are_ours { Ok(Axis { input, values: of.values.clone() }) } else { Err(misread()) }
        };
        let (across, down) = (axis(&grid.across)?, axis(&grid.down)?);
        let is_whole =
            grid.cells.len() == down.values.len() && grid.cells.iter().all(|cells| cells.len() == across.values.len());
        if !is_whole {
            return Err(misread());
        }
        Ok(TwoInputs {
            figure: metric(&grid.figure)?,
            across,
            down,
            cells: grid.cells.clone(),
            level: match &grid.held {
                Held::Nothing => Level::Nothing,
                Held::BreakEven(value) => Level::BreakEven(*value),
                Held::Number(value) => Level::Number(*value),
                Held::SameAs(id) => Level::SameAs(metric(id)?),
            },
            today: today.to_owned(),
        })
    }
}
