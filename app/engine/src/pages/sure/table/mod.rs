//! A figure over two inputs: a heat map whose cells can be pressed, with a line where the figure crosses a level.

mod ends;
mod shown;

use super::{About, GB300, TRAINIUM3, cost, forms, input_of, metric_of};
use figures::definitions::mfu_of;
use maud::{Markup, html};
use model::analysis::goal::Wish;
use model::analysis::grid::{Grid, from_to, grid, values_between};
use model::base::typed::Bare;
use model::base::units::Unit;
use model::input;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::{Metric, MetricId};
use model::run::outcome::run;
use model::share::ranged::Ranged;
use protocol::analysis::{Analysis, Wanted, field};
use protocol::grid::{GridValue, Held, PackedGrid};

/// The numbers of values that a reader may choose for each input; the first is the default.
const STEPS: [usize; 4] = [9, 15, 21, 41];
/// The sentence if both inputs are the same.
const TWO: &str = "Choose two different inputs.";

/// A request for a table.
#[derive(Clone)]
struct Asked {
    figure: MetricId,
    wanted: Wanted,
    across: ParameterId,
    down: ParameterId,
    /// The first and last value of each input, as typed.
    ends: [[String; 2]; 2],
    steps: usize,
}

/// Why there is no table; each text is without a full stop.
enum Fault {
    /// The typed level cannot be taken.
    Wanted(String),
    /// A typed end cannot be taken. `axis` is 1 for the input down the rows, `end` is 1 for the last value.
    End { axis: usize, end: usize, why: String },
}

/// A table, and the level that its cells are compared with.
struct Table {
    grid: Grid,
    level: Option<Wish>,
    /// The level as the workbook gets it.
    held: Held,
    /// The difference of each cell from its level; `None` if either has no value.
    over: Vec<Vec<Option<f64>>>,
    /// What the lightest and the darkest shade stand for: a distance from the level or, without one, a value.
    shades: (f64, f64),
}

impl Asked {
    /// Reads the form; without a figure it is the default table.
    fn of(asked: &Analysis, scenario: &Scenario) -> Result<Asked, String> {
        let Analysis::Table { figure, wanted, inputs: [across, down], ends, steps, .. } = asked else {
            return Err(crate::unknown("table"));
        };
        let steps = steps.parse().ok().filter(|steps| STEPS.contains(steps)).unwrap_or(STEPS[0]);
        if figure.is_empty() {
            let price = input::chip::PRICE.of(TRAINIUM3);
            let mfu = mfu_of(scenario, TRAINIUM3).unwrap_or(input::chip::MFU_FP8.of(TRAINIUM3));
            let wanted = Wanted { same: cost(GB300).id(), typed: String::new() };
            let ends = Default::default();
            return Ok(Asked { figure: cost(TRAINIUM3), wanted, across: price, down: mfu, ends, steps });
        }
        Ok(Asked {
            figure: metric_of(figure)?,
            wanted: wanted.clone(),
            across: input_of(across)?,
            down: input_of(down)?,
            ends: ends.clone(),
            steps,
        })
    }

    /// Whether it is the default table.
    fn is_first(&self) -> bool {
        let is_first = self.figure == cost(TRAINIUM3) && self.across == input::chip::PRICE.of(TRAINIUM3);
        is_first && !self.is_typed()
    }

    /// Whether an end was typed.
    fn is_typed(&self) -> bool {
        self.ends.iter().flatten().any(|end| !end.trim().is_empty())
    }

    /// The same without the typed text that cannot be taken; of an axis, both ends are dropped.
    fn without(&self, fault: &Fault) -> Asked {
        let mut asked = self.clone();
        match fault {
            Fault::Wanted(_) => asked.wanted = Wanted::default(),
            Fault::End { axis, .. } => asked.ends[*axis] = Default::default(),
        }
        asked
    }

    /// The table after dropping everything that cannot be taken, with the faults; no table if that is not enough.
    fn table_without_faults(self, scenario: &Scenario, ranged: &Ranged) -> (Option<(Asked, Table)>, Vec<Fault>) {
        let (mut asked, mut faults) = (self, Vec::new());
        // At most the level and both axes can have faults.
        for _ in 0..=3 {
            match asked.table(scenario, ranged) {
                Ok(table) => return (Some((asked, table)), faults),
                Err(fault) => {
                    asked = asked.without(&fault);
                    faults.push(fault);
                }
            }
        }
        (None, faults)
    }

    /// The table. Without a typed level, a figure that can break even is compared with its break-even.
    fn table(&self, scenario: &Scenario, ranged: &Ranged) -> Result<Table, Fault> {
        let now = run(scenario).metrics.get(self.figure);
        let wish = forms::wish(self.figure, &self.wanted, now.unwrap_or(0.0)).map_err(Fault::Wanted)?;
        let held = Held::of(wish.or(Wish::break_even(self.figure)), wish.is_some());
        let level = wish.or(Wish::break_even(self.figure));
        let of = |axis: usize, input: ParameterId, [from, to]: &[String; 2]| {
            let [from, to] = from_to(scenario, input, ranged.settings(), [from, to], Bare::Displayed)
                .map_err(|(end, why)| Fault::End { axis, end, why })?;
            Ok(values_between(input, from, to, self.steps))
        };
        let (across, down) = (of(0, self.across, &self.ends[0])?, of(1, self.down, &self.ends[1])?);
        let at = |metric| grid(scenario, metric, (self.across, &across), (self.down, &down));
        let grid = at(self.figure);
        let less = |cells: &[Metric<f64>], levels: &dyn Fn(usize) -> Option<f64>| {
            cells.iter().enumerate().map(|(place, cell)| Some(cell.ok()? - levels(place)?)).collect::<Vec<_>>()
        };
        let over: Vec<Vec<Option<f64>>> = match level {
            None => grid.cells.iter().map(|row| vec![None; row.len()]).collect(),
            Some(Wish::Value(level)) => grid.cells.iter().map(|row| less(row, &|_| Some(level))).collect(),
            Some(Wish::SameAs(other)) => {
                let of_other = at(other).cells;
                let rows = grid.cells.iter().zip(&of_other);
                rows.map(|(row, other)| less(row, &|place| other.get(place).and_then(|cell| cell.ok()))).collect()
            }
        };
        let shades = match level {
            Some(_) => (0.0, over.iter().flatten().flatten().fold(0.0, |most: f64, over| most.max(over.abs()))),
            None => {
                let all = grid.cells.iter().flatten().filter_map(|cell| cell.ok());
                all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), cell| (least.min(cell), most.max(cell)))
            }
        };
        Ok(Table { grid, level, held, over, shades })
    }
}

/// The request and its table. The error is a sentence.
fn taken(of: &Analysis, about: &About) -> Result<(Asked, Table), String> {
    let asked = Asked::of(of, &about.scenario)?;
    let names = about.scenario.names();
    let table = asked.table(&about.scenario, &about.ranged).map_err(|fault| match fault {
        Fault::Wanted(why) => format!("{why}."),
        Fault::End { axis, why, .. } => format!("{}: {why}.", [asked.across, asked.down][axis.min(1)].name_in(names)),
    })?;
    Ok((asked, table))
}

/// The table for the workbook. The error is a sentence.
pub(super) fn value(of: &Analysis, about: &About) -> Result<PackedGrid, String> {
    let (asked, table) = taken(of, about)?;
    if asked.across == asked.down {
        return Err(TWO.to_owned());
    }
    Ok(PackedGrid::of(&GridValue::of(asked.figure, &table.grid, &table.over, table.held)))
}

/// The table as CSV: a row for each cell, with all digits, in stored units. The error is a sentence.
pub(super) fn file(of: &Analysis, about: &About) -> Result<String, String> {
    let (asked, table) = taken(of, about)?;
    let Grid { across, across_values, down, down_values, cells } = table.grid;
    let mut table = csv::Writer::from_writer(Vec::new());
    let named = |id: String, unit: Unit| format!("{id} [{}]", unit.name());
    let head = [
        named(across.id(), across.row().unit),
        named(down.id(), down.row().unit),
        named(asked.figure.id(), asked.figure.row().unit),
        "why there is none".to_owned(),
    ];
    let fault = |why: csv::Error| format!("The table could not be written: {why}.");
    table.write_record(&head).map_err(fault)?;
    for (of_down, row) in down_values.iter().zip(&cells) {
        for (of_across, cell) in across_values.iter().zip(row) {
            let (value, reason) = match cell {
                Ok(value) => (value.to_string(), ""),
                Err(absent) => (String::new(), absent.reason()),
            };
            table.write_record([&of_across.to_string(), &of_down.to_string(), &value, reason]).map_err(fault)?;
        }
    }
    let bytes = table.into_inner().map_err(|why| format!("The table could not be written: {why}."))?;
    String::from_utf8(bytes).map_err(|why| format!("The table could not be written: {why}."))
}

/// The part: the form, and the table. The error says which id is unknown.
pub(super) fn part(of: &Analysis, about: &About) -> Result<Markup, String> {
    let scenario = &about.scenario;
    let asked = Asked::of(of, scenario)?;
    let (table, faults) = asked.clone().table_without_faults(scenario, &about.ranged);
    let [figure, same, typed, across, down, steps] = field::TABLE;
    let fault = faults.iter().find_map(|fault| match fault {
        Fault::Wanted(why) => Some(why.as_str()),
        Fault::End { .. } => None,
    });
    let ends = |axis: usize| ends::fields(&asked, axis, about, &faults);
    Ok(html! {
        div.choices {
            (forms::figures(figure, "Figure", asked.figure, scenario.names()))
            (forms::wanted([same, typed], "Held against", "a number, typed", asked.figure, &asked.wanted, fault, scenario.names()))
            (forms::chooser(steps, "Values of each", html! {
                @for count in STEPS { option value=(count) selected[count == asked.steps] { (count) } }
            }))
        }
        div.choices {
            (forms::inputs(across, "Across", Some(asked.across), None, scenario.names(), |_| true))
            (ends(0))
        }
        div.choices {
            (forms::inputs(down, "Down", Some(asked.down), None, scenario.names(), |_| true))
            (ends(1))
        }
        @if asked.across == asked.down { p data-say { (TWO) } }
        @else if let Some((taken, table)) = &table { (shown::table(taken, table, scenario)) }
    })
}
