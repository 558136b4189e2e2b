//! Writes a recording as the bytes of a workbook.

use crate::address::{Address, ONCE, Sheet, row};
use crate::book::{Book, Live, Rows};
use crate::formats::Formats;
use crate::formula::{Addresses, Formula, Tape, translate};
use crate::sheets::two_inputs;
use crate::sheets::{assumptions, binding, charts, contract, grids, ledger, lookup, periods, returns, steps, summary};
use crate::table::TwoInputs;
use model::facts::provenance::Fact;
use model::facts::sources::FACTS_READ_TO;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::intermediate::IntermediateId;
use model::quantities::metric::{Absent, MetricId};
use model::quantities::series::SeriesId;
use model::record::tape::{Recording, Step, StepId};
use model::run::outcome::run;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, XlsxError};
use std::collections::{BTreeMap, BTreeSet};

impl Tape for Recording {
    fn step(&self, id: StepId) -> &Step {
        Recording::step(self, id)
    }
}

/// The addresses of all quantities.
struct Map<'a> {
    rows: &'a Rows,
    long: BTreeMap<SeriesId, u32>,
    workings: BTreeMap<IntermediateId, u32>,
}

impl Addresses for Map<'_> {
    fn cell(&self, cell: Cell) -> Option<Address> {
        Some(match (cell.quantity, cell.month) {
            // Rows are read as ranges, so all months of a series are on one sheet.
            (Quantity::Series(series), Some(month)) => match self.long.get(&series) {
                Some(row) => Address::new(Sheet::Contract, *row, grids::FIRST_MONTH + month),
                None => Address::new(Sheet::Months, row(series.index()), grids::FIRST_MONTH + month),
            },
            (Quantity::Intermediate(working), month) => {
                let row = *self.workings.get(&working)?;
                Address::new(Sheet::Workings, row, month.map_or(ONCE, |month| grids::FIRST_WORKING_MONTH + month))
            }
            (Quantity::Metric(metric), _) => summary::address(metric),
            (Quantity::Series(_), None) => return None,
        })
    }

    fn input(&self, input: ParameterId) -> Option<Address> {
        self.rows.input(input)
    }

    fn fact(&self, fact: &'static Fact) -> Option<Address> {
        self.rows.fact(fact)
    }
}

/// Writes a scenario as a workbook; `recording` is its live recording.
///
/// Fails, with a sentence, only if a recording violates what its module promises.
pub fn write(scenario: &Scenario, recording: &Recording) -> Result<Vec<u8>, String> {
    write_for(scenario, recording, "", &[])
}

/// The same with the address of the page, so that the scenario's link can be followed, or an empty text; and with
/// title, notes and captions as pairs of a heading and a text.
pub fn write_for(
    scenario: &Scenario,
    recording: &Recording,
    page: &str,
    told: &[(String, String)],
) -> Result<Vec<u8>, String> {
    write_with_table(scenario, recording, page, told, None)
}

/// The same with a sheet for a figure over two inputs, whose numbers are values instead of formulas.
pub fn write_with_table(
    scenario: &Scenario,
    recording: &Recording,
    page: &str,
    told: &[(String, String)],
    table: Option<&TwoInputs>,
) -> Result<Vec<u8>, String> {
    let outcome = run(scenario);
    let cells: Vec<(Cell, StepId)> = recording.cells().collect();
    let guarded: Vec<(MetricId, StepId, Absent)> = MetricId::all()
        .flat_map(|metric| recording.guards(metric).iter().map(move |(test, reason)| (metric, *test, *reason)))
        .collect();

    let workings: BTreeSet<IntermediateId> = cells
        .iter()
        .filter_map(|(cell, _)| match cell.quantity {
            Quantity::Intermediate(working) => Some(working),
            _ => None,
        })
        .collect();
    let workings: BTreeMap<IntermediateId, u32> =
        workings.into_iter().enumerate().map(|(index, working)| (working, row(index))).collect();
    let rows = Rows::new(&used_facts(recording, cells.iter().map(|(_, id)| *id).chain(guarded.iter().map(|g| g.1))));
    let long = contract::rows(cells.iter().map(|(cell, _)| *cell), outcome.sheet.months());
    let map = Map { rows: &rows, long: long.clone(), workings: workings.clone() };

    let asked: Vec<(Option<Address>, StepId)> = cells
        .iter()
        .map(|(cell, id)| (map.cell(*cell).filter(|_| is_bare(*cell, recording)), *id))
        .chain(guarded.iter().map(|(_, test, _)| (None, *test)))
        .collect();
    let mut translation = translate(recording, &map, &asked)?;
    let live = |formula: Formula| Live { text: formula.text, value: recording.value(formula.step) };
    let mut formulas = std::mem::take(&mut translation.formulas).into_iter().map(live);
    let cells: BTreeMap<Cell, Live> = cells.iter().map(|(cell, _)| *cell).zip(&mut formulas).collect();
    let mut guards: BTreeMap<MetricId, Vec<(Live, Absent)>> = BTreeMap::new();
    for ((metric, _, reason), test) in guarded.into_iter().zip(formulas) {
        guards.entry(metric).or_default().push((test, reason));
    }

    let formats = Formats::new();
    let book = Book {
        scenario,
        outcome: &outcome,
        recording,
        rows: &rows,
        formats,
        page,
        told,
        table,
        cells,
        guards,
        long,
        workings,
        translation,
    };
    bytes(&book).map_err(|why| format!("the workbook could not be written: {why}"))
}

/// The compression level: 1 is fastest, 9 gives the smallest file.
const COMPRESSION: u8 = 3;

fn bytes(book: &Book<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The formulas of a row are nearly equal, so a longer search for repetitions gains little.
    workbook.set_zip_compression_level(COMPRESSION);
    // The date of the facts instead of today's, so that the same scenario gives the same bytes, and no clock is needed.
    let mut date = FACTS_READ_TO.split('-').filter_map(|part| part.parse::<u16>().ok());
    let mut next = || date.next().unwrap_or(1);
    let facts_date = ExcelDateTime::from_ymd(next(), next() as u8, next() as u8)?;
    let properties = DocProperties::new()
        .set_title(format!("Rackrate: {}", book.scenario.baseline().name))
        .set_comment("Every number is a formula that leads back to the sheet Assumptions.")
        .set_creation_datetime(&facts_date);
    workbook.set_properties(&properties);
    for sheet in Sheet::ALL.into_iter().filter(|sheet| *sheet != Sheet::TwoInputs || book.table.is_some()) {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.name())?;
        // Every formula stores a result of its own; an empty one must remain empty instead of becoming 0.
        worksheet.set_formula_result_default("");
        worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        worksheet.set_footer("&L&A&RPage &P of &N");
        match sheet {
            Sheet::Summary => summary::write(worksheet, book)?,
            Sheet::Assumptions => assumptions::write(worksheet, book)?,
            Sheet::TwoInputs => book.table.map_or(Ok(()), |table| two_inputs::write(worksheet, book, table))?,
            Sheet::Charts => charts::write(worksheet, book)?,
            Sheet::Years => periods::write_years(worksheet, book)?,
            Sheet::Quarters => periods::write_quarters(worksheet, book)?,
            Sheet::Months => {
                grids::write_months(worksheet, book)?;
                binding::write_months(worksheet, book)?;
                let last = row(model::quantities::series::COUNT);
                grids::print(worksheet, 1, last, book.outcome.sheet.months() as u16, 53)?;
            }
            Sheet::Contract => contract::write(worksheet, book)?,
            Sheet::Workings => grids::write_workings(worksheet, book)?,
            Sheet::Ledger => {
                ledger::write(worksheet, book)?;
                grids::print(worksheet, 0, ledger::LAST_ROW, book.outcome.sheet.months() as u16, 44)?;
            }
            Sheet::Return => returns::write(worksheet, book)?,
            Sheet::Steps => steps::write(worksheet, book)?,
            Sheet::Lookup => lookup::write(worksheet, book)?,
        }
        if !sheet.is_printed() {
            worksheet.write_with_format(0, 2, "Only this head is printed.", &book.formats.small)?;
            worksheet.set_print_area(0, 0, 1, 6)?;
        }
        // Protects formulas against accidental changes. There is no password, and rows of assumptions may be sorted.
        if sheet != Sheet::Assumptions {
            worksheet.protect_with_options(&protection());
        }
    }
    workbook.save_to_buffer()
}

/// What is allowed on a protected sheet: changing the sizes of columns and rows, and using filters.
fn protection() -> ProtectionOptions {
    ProtectionOptions { format_columns: true, format_rows: true, use_autofilter: true, ..ProtectionOptions::new() }
}

/// Whether a quantity's cell always contains its number. The cell of a metric with guards may contain a reason, and its
/// guards may read part of its formula, so such parts must not be looked up there.
fn is_bare(cell: Cell, recording: &Recording) -> bool {
    match cell.quantity {
        Quantity::Metric(metric) => recording.guards(metric).is_empty(),
        Quantity::Series(series) => series != grids::POWER_LIMIT,
        Quantity::Intermediate(_) => true,
    }
}

/// The facts that formulas read, each once.
fn used_facts(recording: &Recording, asked: impl Iterator<Item = StepId>) -> Vec<&'static Fact> {
    let last = asked.max().unwrap_or(0);
    let mut facts: Vec<&'static Fact> = Vec::new();
    for id in 0..=last {
        if let Step::Fact(fact) = recording.step(id)
            && !facts.iter().any(|known| std::ptr::eq(*known, *fact))
        {
            facts.push(fact);
        }
    }
    facts
}
