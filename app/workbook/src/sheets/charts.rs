//! The sheet of charts: four charts of monthly series, which read the sheet of months and follow it.

use super::grids::{FIRST_MONTH, POWER_LIMIT};
use crate::address::{Address, MONTHS_HEAD_ROW, Sheet, row};
use crate::book::{Book, result};
use crate::formats::{largest, on_an_axis};
use model::base::units::Unit;
use model::quantities::series::SeriesId;
use model::series;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, Color,
};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// The rows and columns that a chart covers, and its size in pixels.
const HEIGHT_IN_ROWS: u32 = 18;
const WIDTH_IN_COLUMNS: u16 = 10;
const WIDTH: u32 = 620;
const HEIGHT: u32 = 340;

/// The last row with charts, and the row that only charts read.
const LAST_PRINTED_ROW: u32 = 3 + 2 * HEIGHT_IN_ROWS;
const LIMIT_ROW: u32 = LAST_PRINTED_ROW + 3;

/// A chart: its title and its lines, which share a unit.
const CHARTS: [(&str, &[SeriesId]); 4] = [
    ("Chips: contracted, planned, online", &[series::CHIPS_CONTRACTED, series::CHIPS_PLANNED, series::CHIPS_ONLINE]),
    ("Facility power", &[series::POWER_LIMIT, series::FACILITY_POWER]),
    ("Spend to date, planned and delivered", &[series::PLANNED_SPEND_TO_DATE, series::SPEND_TO_DATE]),
    ("Investor's cash to date and value of the stake", &[series::STAKE_VALUE, series::INVESTOR_CASH_TO_DATE]),
];
const FAINT: Color = Color::RGB(0xD9_D9_D9);
/// They differ in brightness, so that they can be told apart in black and white.
const COLOURS: [Color; 3] = [Color::RGB(0x9A_A8_BA), Color::RGB(0xE0_8A_1E), Color::RGB(0x1F_3A_5F)];

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    sheet.write_with_format(0, 0, "Charts", &book.formats.title)?;
    let words = "By month, from the sheet Months. They follow whatever is changed.";
    sheet.write_with_format(1, 0, words, &book.formats.small)?;
    for (index, (title, lines)) in (0_u32..).zip(CHARTS) {
        let chart = chart(book, title, lines);
        let at = (3 + index / 2 * HEIGHT_IN_ROWS, (index % 2) as u16 * WIDTH_IN_COLUMNS);
        sheet.insert_chart(at.0, at.1, &chart)?;
    }
    write_limit(sheet, book)?;
    sheet.set_print_area(0, 0, LAST_PRINTED_ROW, 2 * WIDTH_IN_COLUMNS - 1)?;
    Ok(())
}

/// A limit that is off is empty on the sheet of months, which a chart would draw as 0; here it is #N/A, which is not
/// drawn.
fn write_limit(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let words = "For the chart of power, where a limit that is off is not to be drawn as 0:";
    sheet.write_with_format(LIMIT_ROW - 1, 1, words, &book.formats.small)?;
    sheet.write_with_format(LIMIT_ROW, 1, POWER_LIMIT.name(), &book.formats.small)?;
    let format = book.formats.small.clone().set_num_format(on_an_axis(Unit::Watt, 0.0));
    for month in 0..book.outcome.sheet.months() {
        let column = FIRST_MONTH + month as u16;
        let limit = Address::new(Sheet::Months, row(POWER_LIMIT.index()), column).text();
        let value = match book.outcome.power_limited {
            true => result(book.outcome.sheet.get(POWER_LIMIT, month)),
            false => "#N/A".to_owned(),
        };
        let formula = Formula::new(format!("IF(ISNUMBER({limit}),{limit},NA())")).set_result(value);
        sheet.write_formula_with_format(LIMIT_ROW, column, formula, &format)?;
    }
    Ok(())
}

fn chart(book: &Book<'_>, title: &str, lines: &[SeriesId]) -> Chart {
    let last = FIRST_MONTH + (book.outcome.sheet.months() as u16).saturating_sub(1);
    let months = Sheet::Months.name();
    let mut chart = Chart::new_line();
    let unit = lines.first().map_or(Unit::Ratio, |series| series.row().unit);
    // The first lines are what was intended, and the last is the result: it is the darkest and thinnest, so that the
    // others remain visible behind it where they coincide.
    for (place, (series, colour)) in
        lines.iter().zip(COLOURS.iter().skip(COLOURS.len().saturating_sub(lines.len()))).enumerate()
    {
        let (sheet, at) = match *series {
            POWER_LIMIT => (Sheet::Charts.name(), LIMIT_ROW),
            series => (months, row(series.index())),
        };
        let width = 2.0 + 1.75 * (lines.len() - 1 - place) as f64;
        chart
            .add_series()
            .set_name((sheet, at, 1))
            .set_categories((months, MONTHS_HEAD_ROW, FIRST_MONTH, MONTHS_HEAD_ROW, last))
            .set_values((sheet, at, FIRST_MONTH, at, last))
            .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(*colour).set_width(width)));
    }
    let most = largest(lines.iter().flat_map(|series| book.outcome.sheet.row(*series)).copied());
    chart.title().set_name(title).set_font(ChartFont::new().set_bold().set_size(12));
    // Months are written below the plane, even if lines are below 0.
    chart.x_axis().set_num_format("mmm yy").set_label_position(ChartAxisLabelPosition::Low);
    let mut faint = ChartLine::new();
    faint.set_color(FAINT).set_width(0.75);
    chart.y_axis().set_num_format(on_an_axis(unit, most)).set_major_gridlines_line(&faint);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    // #N/A is left out, which some programs would otherwise draw as 0.
    chart.show_empty_cells_as(ChartEmptyCells::Connected);
    chart.set_width(WIDTH).set_height(HEIGHT).set_alt_text(title);
    chart
}
