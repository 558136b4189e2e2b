//! The sheet of a figure over two inputs: a number for each run, or the reason why there is none.
//!
//! The numbers are values. Spreadsheets have live tables of their own (`{=TABLE(…)}`), but in a file these must refer
//! to input cells on their own sheet, and ours are on the sheet of assumptions, whose rows may be sorted.

use super::cells::quoted;
use super::summary;
use crate::book::{Book, date_of, result, serial};
use crate::formats::{Formats, Place, largest, on_an_edge};
use crate::table::{Axis, Level, TwoInputs};
use model::analysis::grid;
use model::base::month::Month;
use model::base::show::{show, show_typed};
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::quantities::metric::{Metric, MetricId};
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

/// The row of the values across, below the name of their input.
const HEAD_ROW: u32 = 4;
/// The column of the values down the rows.
const HEAD_COLUMN: u16 = 0;
const FIRST_ROW: u32 = HEAD_ROW + 1;
const FIRST_COLUMN: u16 = HEAD_COLUMN + 1;
const WIDTH_OF_HEADS: f64 = 42.0;
const WIDTH_OF_CELLS: f64 = 15.0;
/// Over how many columns a sentence extends, at least and at most, and about how many characters fit in a column.
const SENTENCE: (u16, u16) = (7, 10);
const SIGNS_IN_A_COLUMN: usize = 14;
/// The height of a line of a sentence, points.
const LINE: u32 = 15;
/// The same for a reason in a cell, whose font is smaller, and about how many characters fit in a line.
const LINE_OF_A_REASON: u32 = 11;
const SIGNS_OF_A_REASON: usize = 16;
/// Columns of cells on a page.
const A_PAGE: u16 = 14;

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>, table: &TwoInputs) -> Result<(), XlsxError> {
    let (formats, names) = (&book.formats, book.scenario.names());
    let (across, down) = (&table.across, &table.down);
    let [figure, of_across, of_down] =
        [table.figure.name_in(names), across.input.name_in(names), down.input.name_in(names)];
    let width = table.across.values.len() as u16;
    sheet.set_column_width(HEAD_COLUMN, WIDTH_OF_HEADS)?;
    for column in 0..width.max(SENTENCE.0) {
        sheet.set_column_width(FIRST_COLUMN + column, WIDTH_OF_CELLS)?;
    }
    let as_of = book.outcome.as_of.name();
    sheet.write_with_format(0, 0, format!("Two inputs: {figure}"), &formats.title)?;
    let mut sentences = Sentences { sheet, format: &formats.wrapped, width };
    let about =
        format!("{figure} by {of_across} (across) and {of_down} (down); the scenario as of the end of {as_of}.");
    sentences.write(1, &about)?;
    let made = format!(
        "Each cell is one run of Rackrate’s model, made on {}, with these two inputs and all others as saved. The cells are \
         numbers, not formulas: they do not follow the assumptions of this workbook. Class: {}.",
        table.today,
        Class::Derived.word()
    );
    sentences.write(2, &made)?;
    sheet.write_with_format(HEAD_ROW - 1, FIRST_COLUMN, of_across, &formats.section)?;
    sheet.write_with_format(HEAD_ROW, HEAD_COLUMN, of_down, &formats.head)?;
    for (column, value) in (FIRST_COLUMN..).zip(&across.values) {
        write_value(sheet, (HEAD_ROW, column), across, *value, &formats.number_head, book)?;
    }
    for (row, value) in (FIRST_ROW..).zip(&down.values) {
        write_value(sheet, (row, HEAD_COLUMN), down, *value, &formats.row_head, book)?;
    }
    let found = grid::here(book.scenario, (across.input, &across.values), (down.input, &down.values));
    let mark = if found.is_some_and(|here| here.is_exact) { "\u{25cf}" } else { "\u{25cb}" };
    let most = largest(table.cells.iter().flatten().filter_map(|cell| cell.value.as_ref().ok().copied()));
    for (down, (row, cells)) in (FIRST_ROW..).zip(&table.cells).enumerate() {
        let reasons = cells.iter().filter_map(|cell| cell.value.as_ref().err());
        let lines = reasons.map(|reason| lines(reason, SIGNS_OF_A_REASON)).max().unwrap_or(0);
        sheet.set_row_height(row, LINE.max(lines * LINE_OF_A_REASON))?;
        for (across, (column, cell)) in (FIRST_COLUMN..).zip(cells).enumerate() {
            let is_here = found.is_some_and(|here| (here.row, here.column) == (down, across));
            let place = Place { mark: is_here.then_some(mark), ..table.place(down, across) };
            match &cell.value {
                Ok(value) => {
                    let format = place.number(table.figure.row().unit, most);
                    write_figure(sheet, (row, column), table.figure, Ok(*value), &format)?;
                }
                Err(reason) => {
                    sheet.write_string_with_format(row, column, reason, &place.reason())?;
                }
            }
        }
    }
    let mut row = FIRST_ROW + table.down.values.len() as u32 + 1;
    let mut sentences = Sentences { sheet, format: &formats.wrapped, width };
    for sentence in notes(table, book, found.map(|_| mark)) {
        sentences.write(row, &sentence)?;
        row += 1;
    }
    let last = write_scenario(sheet, row + 1, table, book)?;
    sheet.set_freeze_panes(FIRST_ROW, FIRST_COLUMN)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet.set_repeat_columns(HEAD_COLUMN, HEAD_COLUMN)?;
    sheet.set_print_area(0, 0, last, width.max(SENTENCE.0))?;
    sheet.set_print_fit_to_pages(width.div_ceil(A_PAGE), 0);
    Ok(())
}

/// The number of lines of a text, with `signs` characters in each.
fn lines(text: &str, signs: usize) -> u32 {
    text.chars().count().div_ceil(signs.max(1)).max(1) as u32
}

/// Writes sentences over several columns, in rows of the necessary height.
struct Sentences<'a> {
    sheet: &'a mut Worksheet,
    format: &'a Format,
    /// The number of columns of cells.
    width: u16,
}

impl Sentences<'_> {
    fn write(&mut self, row: u32, text: &str) -> Result<(), XlsxError> {
        let last = self.width.clamp(SENTENCE.0, SENTENCE.1);
        let signs = WIDTH_OF_HEADS as usize + usize::from(last) * SIGNS_IN_A_COLUMN;
        self.sheet.merge_range(row, 0, row, last, text, self.format)?;
        self.sheet.set_row_height(row, LINE * lines(text, signs))?;
        Ok(())
    }
}

impl TwoInputs {
    /// The appearance of a cell, apart from the scenario's mark.
    fn place(&self, row: usize, column: usize) -> Place {
        let is_under = |row: Option<usize>, column: Option<usize>| self.cells.get(row?)?.get(column?)?.is_under;
        let side = is_under(Some(row), Some(column));
        let crosses = |other: Option<bool>| side.is_some() && other.is_some() && side != other;
        Place {
            is_under: side == Some(true),
            crosses_left: crosses(is_under(Some(row), column.checked_sub(1))),
            crosses_above: crosses(is_under(row.checked_sub(1), Some(column))),
            mark: None,
        }
    }
}

/// Sentences on the line, the mark, and texts in place of numbers. `mark` is `None` if the scenario lies outside the
/// table.
fn notes(table: &TwoInputs, book: &Book<'_>, mark: Option<&str>) -> Vec<String> {
    let (scenario, names, unit) = (book.scenario, book.scenario.names(), table.figure.row().unit);
    let level = match table.level {
        Level::Nothing => None,
        Level::BreakEven(value) => Some(format!("breaks even ({})", show(value, unit).text())),
        Level::Number(value) => Some(format!("crosses {}", show_typed(value, unit).text())),
        Level::SameAs(other) => Some(format!("crosses {}, as the same run has it", other.name_in(names))),
    };
    let line = level.map(|level| format!("The thick line is where it {level}; shaded cells are at or below that."));
    let at =
        |axis: &Axis| format!("{} {}", axis.input.name_in(names), axis.input.show_in(names, scenario.get(axis.input)));
    let is_exact = [&table.across, &table.down].iter().all(|axis| axis.values.contains(&scenario.get(axis.input)));
    let marks = match mark {
        Some(mark) if is_exact => format!("{mark} is where the scenario is"),
        Some(mark) => format!("{mark} is the cell nearest to the scenario"),
        None => "The scenario lies outside this table".to_owned(),
    };
    let marks = format!("{marks}: {}, {}.", at(&table.across), at(&table.down));
    let is_absent = table.cells.iter().flatten().any(|cell| cell.value.is_err());
    let absent = is_absent.then(|| "A hatched cell has no number, for the reason that stands there.".to_owned());
    line.into_iter().chain([marks]).chain(absent).collect()
}

/// Writes the scenario's values as they were saved, beside the workbook's present ones. Returns the last row.
fn write_scenario(sheet: &mut Worksheet, row: u32, table: &TwoInputs, book: &Book<'_>) -> Result<u32, XlsxError> {
    let (formats, scenario) = (&book.formats, book.scenario);
    sheet.write_with_format(row, 0, "The scenario", &formats.head)?.write_with_format(
        row,
        1,
        "class",
        &formats.head,
    )?;
    for (column, head) in [(2, "as saved"), (3, "now, live")] {
        sheet.write_with_format(row, column, head, &formats.number_head)?;
    }
    for (row, axis) in (row + 1..).zip([&table.across, &table.down]) {
        let (input, value) = (axis.input, scenario.get(axis.input));
        sheet.write(row, 0, input.name_in(scenario.names()))?;
        sheet.write(row, 1, Class::word_of(scenario.evidence(input).class))?;
        write_value(sheet, (row, 2), axis, value, &formats.general, book)?;
        write_live(sheet, (row, 3), axis, &formats.general, book)?;
    }
    let (row, figure) = (row + 3, table.figure);
    let value = book.outcome.metrics.get(figure);
    sheet.write(row, 0, figure.name_in(scenario.names()))?.write(row, 1, Class::Derived.word())?;
    let format = match figure.row().unit {
        Unit::Month => formats.date.clone(),
        unit => Formats::alone(unit, value.ok()).unset_shrink().set_text_wrap(),
    };
    if let Err(why) = value {
        sheet.set_row_height(row, LINE * lines(why.reason(), SIGNS_IN_A_COLUMN))?;
    }
    write_figure(sheet, (row, 2), figure, value, &format)?;
    let cell = summary::address(figure).text();
    let (text, kept) = match (figure.row().unit, value) {
        (Unit::Month, Ok(value)) => (month_of(&cell), result(serial(Month(value as i32))?)),
        (Unit::Month, Err(why)) => (month_of(&cell), why.reason().to_owned()),
        (_, Ok(value)) => (cell, result(value)),
        (_, Err(why)) => (cell, why.reason().to_owned()),
    };
    sheet.write_formula_with_format(row, 3, Formula::new(text).set_result(kept), &format)?;
    Ok(row)
}

/// A formula for the date of a figure that is a month, or the reason why it has none.
fn month_of(cell: &str) -> String {
    format!("IF(ISNUMBER({cell}),{},{cell})", date_of(cell))
}

fn write_figure(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    figure: MetricId,
    value: Metric<f64>,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Ok(value) if figure.row().unit == Unit::Month => {
            sheet.write_with_format(row, column, serial(Month(value as i32))?, format)?
        }
        Ok(value) if value.is_finite() => sheet.write_with_format(row, column, value, format)?,
        Ok(_) => sheet.write_blank(row, column, format)?,
        Err(absent) => sheet.write_with_format(row, column, absent.reason(), format)?,
    };
    Ok(())
}

/// Writes an input's value: a number in the stored unit, a date, or the name of a choice.
fn write_value(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    axis: &Axis,
    value: f64,
    format: &Format,
    book: &Book<'_>,
) -> Result<(), XlsxError> {
    let input = axis.input;
    let format = &on_edge(axis, format);
    match input.row().kind {
        Kind::Month => sheet.write_with_format(row, column, serial(Month(value as i32))?, format)?,
        kind if kind.is_chosen() => {
            sheet.write_string_with_format(row, column, input.show_in(book.scenario.names(), value), format)?
        }
        _ => sheet.write_with_format(row, column, value, format)?,
    };
    Ok(())
}

fn on_edge(axis: &Axis, format: &Format) -> Format {
    format.clone().set_num_format(on_an_edge(axis.input, largest(axis.values.iter().copied())))
}

/// Writes an input's present value in the workbook.
fn write_live(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    axis: &Axis,
    format: &Format,
    book: &Book<'_>,
) -> Result<(), XlsxError> {
    let (input, value) = (axis.input, book.scenario.get(axis.input));
    let Some(cell) = book.rows.input(input).map(|address| address.text()) else { return Ok(()) };
    let (text, kept) = match input.row().kind {
        Kind::Month => (date_of(&cell), result(serial(Month(value as i32))?)),
        kind if kind.is_chosen() => (chosen(input, &cell, book), input.show_in(book.scenario.names(), value)),
        _ => (cell, result(value)),
    };
    let formula = Formula::new(text).set_result(kept);
    sheet.write_formula_with_format(row, column, formula, &on_edge(axis, format))?;
    Ok(())
}

/// A formula for the name of a choice.
fn chosen(input: ParameterId, cell: &str, book: &Book<'_>) -> String {
    let words = (0..=input.row().max as u32)
        .map(|value| format!(",\"{}\"", quoted(&input.show_in(book.scenario.names(), f64::from(value)))));
    format!("CHOOSE({cell}+1{})", words.collect::<String>())
}
