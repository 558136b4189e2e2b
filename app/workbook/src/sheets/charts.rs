//! The sheet of charts: four monthly series that an analyst looks at first. They read the sheet of months, and follow.

use super::grids::FIRST_MONTH;
use crate::address::{MONTHS_HEAD_ROW, Sheet, row};
use crate::book::Book;
use crate::formats::shown;
use model::base::units::Unit;
use model::quantities::series::SeriesId;
use model::series;
use rust_xlsxwriter::{Chart, ChartFormat, ChartLegendPosition, ChartLine, Color, Worksheet, XlsxError};

/// Rows and columns that a chart takes, and its size in pixels.
const HEIGHT_IN_ROWS: u32 = 18;
const WIDTH_IN_COLUMNS: u16 = 10;
const WIDTH: u32 = 620;
const HEIGHT: u32 = 340;

/// A chart: its title and its lines, which all have one unit.
const CHARTS: [(&str, &[SeriesId]); 4] = [
    ("Chips: contracted, planned, online", &[series::CHIPS_CONTRACTED, series::CHIPS_PLANNED, series::CHIPS_ONLINE]),
    ("Facility power", &[series::FACILITY_POWER, series::POWER_LIMIT]),
    ("Spend to date, planned and delivered", &[series::PLANNED_SPEND_TO_DATE, series::SPEND_TO_DATE]),
    ("Investor's cash to date and value of the stake", &[series::INVESTOR_CASH_TO_DATE, series::STAKE_VALUE]),
];
/// Told apart in black and white by how dark they are.
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
    sheet.set_print_area(0, 0, 3 + 2 * HEIGHT_IN_ROWS, 2 * WIDTH_IN_COLUMNS)?;
    Ok(())
}

fn chart(book: &Book<'_>, title: &str, lines: &[SeriesId]) -> Chart {
    let last = FIRST_MONTH + (book.outcome.sheet.months() as u16).saturating_sub(1);
    let months = Sheet::Months.name();
    let mut chart = Chart::new_line();
    let unit = lines.first().map_or(Unit::Ratio, |series| series.row().unit);
    // The first lines are what was meant, the last is what comes of it: the darkest.
    for (series, colour) in lines.iter().zip(COLOURS.iter().skip(COLOURS.len().saturating_sub(lines.len()))) {
        let at = row(series.index());
        chart
            .add_series()
            .set_name((months, at, 1))
            .set_categories((months, MONTHS_HEAD_ROW, FIRST_MONTH, MONTHS_HEAD_ROW, last))
            .set_values((months, at, FIRST_MONTH, at, last))
            .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(*colour).set_width(2.25)));
    }
    chart.title().set_name(title);
    chart.x_axis().set_num_format("mmm yy");
    chart.y_axis().set_num_format(shown(unit));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(WIDTH).set_height(HEIGHT).set_alt_text(title);
    chart
}
