//! The sheet of a figure over two inputs: the model's table, number by number, or the reasons in words; and such a
//! workbook is read back as if the sheet were not there.

mod support;

use calamine::Data;
use model::analysis::goal::Wish;
use model::analysis::grid::{Grid, grid, values_between};
use model::base::month::Month;
use model::facts::accelerators::index_of;
use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::record::recorder::record_symbolic;
use model::run::outcome::run;
use model::{input, metric};
use protocol::grid::{GridValue, Held};
use std::collections::BTreeMap;
use support::{cells, parts, with_part, workbook_of};
use workbook::{TwoInputs, read, write_with_table};

const SHEET: &str = "Two inputs";
/// The row of the values across; the values down the rows are below it, in the first column.
const HEAD: u32 = 4;

/// A table of the model, compared with a level, and a workbook that contains it.
struct Made {
    grid: Grid,
    bytes: Vec<u8>,
    sheet: BTreeMap<(u32, u32), Data>,
}

fn made(scenario: &Scenario, figure: MetricId, of: [(ParameterId, f64, f64); 2], level: Option<Wish>) -> Made {
    let values = of.map(|(input, from, to)| values_between(input, from, to, 5));
    let grid = grid(scenario, figure, (of[0].0, &values[0]), (of[1].0, &values[1]));
    let less = |cell: &metric::Metric<f64>| match level {
        Some(Wish::Value(level)) => Some(cell.ok()? - level),
        _ => None,
    };
    let over: Vec<Vec<_>> = grid.cells.iter().map(|row| row.iter().map(less).collect()).collect();
    let value = GridValue::of(figure, &grid, &over, Held::of(level, true));
    let table = TwoInputs::open(&value, "2026-11-26").expect("a table of ours");
    let bytes = write_with_table(scenario, &record_symbolic(scenario), "", &[], Some(&table)).expect("a workbook");
    let sheet = cells(&bytes, SHEET);
    Made { grid, bytes, sheet }
}

impl Made {
    fn texts(&self) -> Vec<String> {
        self.sheet.values().map(|cell| cell.to_string()).collect()
    }

    #[track_caller]
    fn says(&self, words: &str) {
        let texts = self.texts();
        assert!(texts.iter().any(|text| text.contains(words)), "{words:?} is not in {texts:#?}");
    }

    /// Every cell has the table's number, to the bit, or its reason.
    #[track_caller]
    fn is_the_table(&self) {
        let at = |row: usize, column: usize| self.sheet.get(&(HEAD + row as u32, column as u32));
        for (row, cells) in self.grid.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let expected = cell.map_or_else(|why| Data::String(why.reason().to_owned()), Data::Float);
                assert_eq!(at(row + 1, column + 1), Some(&expected), "{row}, {column}");
            }
        }
        let last = self.sheet.keys().filter(|(row, _)| *row == HEAD + 1).map(|(_, column)| *column).max();
        assert_eq!(last, Some(self.grid.across_values.len() as u32), "columns");
    }

    /// The number format of a cell, as in the file.
    fn format(&self, row: u32, column: u32) -> String {
        let part = String::from_utf8(parts(&self.bytes)["xl/worksheets/sheet3.xml"].clone()).expect("XML");
        let cell = format!("<c r=\"{}{}\"", char::from(b'A' + column as u8), row + 1);
        let style = part.split(&cell).nth(1).and_then(|rest| rest.split(" s=\"").nth(1)).expect("a style");
        let style: usize = style.split('"').next().and_then(|style| style.parse().ok()).expect("its number");
        let styles = String::from_utf8(parts(&self.bytes)["xl/styles.xml"].clone()).expect("XML");
        let formats =
            styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next()).expect("formats");
        formats.split("<xf ").nth(style + 1).expect("the style").to_owned()
    }

    fn shown_as(&self, row: u32, column: u32) -> String {
        let format = self.format(row, column);
        let id = format.split("numFmtId=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
        let styles = String::from_utf8(parts(&self.bytes)["xl/styles.xml"].clone()).expect("XML");
        let own = styles.split(&format!("<numFmt numFmtId=\"{id}\" formatCode=\"")).nth(1);
        own.and_then(|rest| rest.split('"').next()).unwrap_or("General").replace("&quot;", "\"")
    }
}

fn first() -> Scenario {
    Scenario::of(Baseline::first())
}

#[test]
fn its_cells_are_the_table_s_to_the_bit() {
    let (figure, price) = (metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR, input::chip::PRICE);
    let trainium3 = index_of("trainium3");
    let axes = [(price.of(trainium3), 0.9, 2.1), (input::chip::MFU_FP8.of(trainium3), 0.25, 0.5)];
    let scenario = first();
    let made = made(&scenario, figure.of(trainium3), axes, Some(Wish::Value(2.5)));
    made.is_the_table();
    // Both inputs' values are there too, and names for everything.
    for (place, value) in made.grid.across_values.iter().enumerate() {
        assert_eq!(made.sheet.get(&(HEAD, 1 + place as u32)), Some(&Data::Float(*value)));
    }
    for (place, value) in made.grid.down_values.iter().enumerate() {
        assert_eq!(made.sheet.get(&(HEAD + 1 + place as u32, 0)), Some(&Data::Float(*value)));
    }
    let [across, down] = axes.map(|(input, ..)| input.name());
    for words in [
        format!("Two inputs: {}", figure.of(trainium3).name()),
        format!("by {across} (across) and {down} (down)"),
        format!("as of the end of {}", run(&scenario).as_of.name()),
        "made on 2026-11-26".to_owned(),
        "numbers, not formulas: they do not follow".to_owned(),
        "The thick line is where it crosses $2.5".to_owned(),
        "○ is the cell nearest to the scenario".to_owned(),
    ] {
        made.says(&words);
    }
    assert!(!made.texts().iter().any(|text| text.contains("hatched")), "no cell is without a number");
    // The format displays dollars; one number has the mark, and the line is a thick border.
    let marked: Vec<(u32, u32)> = (HEAD + 1..=HEAD + 5)
        .flat_map(|row| (1..=5).map(move |column| (row, column)))
        .filter(|(row, column)| made.shown_as(*row, *column).starts_with("\"○ \"$"))
        .collect();
    assert_eq!(marked.len(), 1, "{marked:?}");
    assert!(made.shown_as(HEAD + 1, 1).contains("$#,##0.0000"));
    let is_under = |row: usize, column: usize| made.grid.cells[row][column].expect("a cost") <= 2.5;
    let mut crossed = 0;
    for row in 0..5 {
        for column in 1..5 {
            let crosses = is_under(row, column) != is_under(row, column - 1);
            let format = made.format(HEAD + 1 + row as u32, 1 + column as u32);
            let plain = made.format(HEAD + 1 + row as u32, 1);
            assert!(!crosses || format != plain, "{row}, {column}");
            crossed += usize::from(crosses);
        }
    }
    assert!(crossed > 0, "nothing is crossed: another level would try it");
}

#[test]
fn a_cell_without_a_number_says_why() {
    let none = Scenario::of(Baseline::by_id("none").expect("exists"));
    let axes = [(input::PUE, 1.1, 1.5), (input::SLIP, 0.0, 4.0)];
    let made = made(&none, metric::CONTRACT_NPV, axes, Wish::break_even(metric::CONTRACT_NPV));
    made.is_the_table();
    let why = run(&none).metrics.get(metric::CONTRACT_NPV).expect_err("there is no deal").reason();
    let count = made.texts().iter().filter(|text| *text == why).count();
    // 25 cells, and the scenario as saved and at present.
    assert_eq!(count, 27);
    made.says("A hatched cell has no number, for the reason that stands there.");
}

#[test]
fn months_are_dates_and_choices_are_words() {
    let scenario = first();
    let to = input::EXIT.row().min + 4.0;
    let axes = [(input::EXIT, input::EXIT.row().min, to), (input::REFRESH, 0.0, 1.0)];
    let made = made(&scenario, metric::CONTRACT_PAYBACK, axes, None);
    let month = |cell: Option<&Data>| match cell {
        Some(Data::DateTime(date)) => {
            let (year, month, ..) = date.to_ymd_hms_milli();
            Some(Month::of(year.into(), month.into()))
        }
        _ => None,
    };
    for (place, value) in made.grid.across_values.iter().enumerate() {
        assert_eq!(month(made.sheet.get(&(HEAD, 1 + place as u32))), Some(Month(*value as i32)));
    }
    for (row, words) in [(1, "off"), (2, "on")] {
        assert_eq!(made.sheet.get(&(HEAD + row, 0)), Some(&Data::String(words.to_owned())));
        for column in 1..=5 {
            let expected = made.grid.cells[row as usize - 1][column as usize - 1];
            assert_eq!(
                month(made.sheet.get(&(HEAD + row, column))),
                expected.ok().map(|value| Month(value as i32)),
                "{expected:?}"
            );
        }
    }
    made.says("The scenario lies outside this table");
}

/// The sheet does not interfere: the scenario is read from the assumptions, even if their sheet was renamed, and all
/// other sheets are as they would be without it.
#[test]
fn a_workbook_with_it_reads_back_as_the_same_scenario() {
    let own = ParameterId::parse("phase.full.chip_a").expect("an input");
    for name in ["", "form", "=1+1", "rackrate-workbook"] {
        let mut scenario = first();
        scenario.set(input::PUE, 1.31).expect("it may be");
        scenario.set_text(own, "own").expect("a chip");
        scenario.name_own_chip(name);
        let of_own = input::chip::PRICE.of(scenario.get(own) as usize);
        let axes = [(of_own, 1.0, 2.0), (input::PUE, 1.1, 1.5)];
        let made = made(&scenario, metric::FACILITY_POWER, axes, Some(Wish::Value(1e9)));
        made.says(&of_own.name_in(scenario.names()));
        let renamed = with_part("xl/workbook.xml", &made.bytes, |text| {
            assert!(text.contains("name=\"Assumptions\""), "{text}");
            text.replacen("name=\"Assumptions\"", "name=\"Z\"", 1)
        });
        for bytes in [&made.bytes, &renamed] {
            let reading = read(bytes).expect("a workbook of ours");
            assert_eq!((&reading.scenario, reading.notices), (&scenario, Vec::new()), "{name}");
        }
        let [with, without] = [&made.bytes, &workbook_of(&scenario)].map(|bytes| cells(bytes, "Summary"));
        assert_eq!(with, without);
    }
}

#[test]
fn a_table_of_another_release_is_refused() {
    let scenario = first();
    let values = [values_between(input::PUE, 1.1, 1.5, 3), values_between(input::SLIP, 0.0, 2.0, 3)];
    let grid = grid(&scenario, metric::CHIPS_ONLINE, (input::PUE, &values[0]), (input::SLIP, &values[1]));
    let of = |change: &dyn Fn(&mut GridValue)| {
        let mut value = GridValue::of(metric::CHIPS_ONLINE, &grid, &[], Held::Nothing);
        change(&mut value);
        TwoInputs::open(&value, "2026-11-26").map(|_| ())
    };
    assert_eq!(of(&|_| ()), Ok(()));
    let changes: [&dyn Fn(&mut GridValue); 6] = [
        &|value| value.figure = "profit".to_owned(),
        &|value| value.across.input = "operations.none".to_owned(),
        &|value| value.across.values[0] = f64::NAN,
        &|value| value.down.values.clear(),
        &|value| value.held = Held::SameAs("profit".to_owned()),
        &|value| drop(value.cells[1].pop()),
    ];
    for (place, change) in changes.into_iter().enumerate() {
        assert_eq!(of(change), Err(protocol::MISREAD.to_owned()), "{place}");
    }
}
