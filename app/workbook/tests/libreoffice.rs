//! LibreOffice, set to recalculate everything that it opens, must compute the model's results from the workbook, also
//! after assumptions were changed.
//!
//! `cargo xtask test` finds or installs LibreOffice and runs this; by hand it is `cargo test -p workbook --test
//! libreoffice`.

mod support;

use calamine::Data;
use model::analysis::grid::{grid, values_between};
use model::base::month::Month;
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::inputs::baselines::BASELINES;
use model::inputs::families::{AGREEMENTS, Scope};
use model::inputs::input::{Family, ParameterId};
use model::inputs::scenario::Scenario;
use model::quantities::cell::Quantity;
use model::quantities::metric::{Metric, MetricId};
use model::quantities::series::{Kind, SeriesId, TO_THE_END};
use model::record::recorder::record_symbolic;
use model::run::ledger::{Account, TRANSFERS, balances_usd};
use model::run::outcome::{Outcome, run};
use model::{input, metric};
use protocol::grid::{GridValue, Held};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use support::{cells, part_of_sheet, reordered, rows_by_id, with_part, with_values, without_results, workbook_of};
use tests_shared::office::Conversion;
use tests_shared::{scenarios, trust};
use workbook::{TwoInputs, write_with_table};

/// The number of random scenarios that both compute.
const RANDOM: usize = 20;
/// "Recalculation on file load: always", for this format, and "Enable multi-threaded calculation: no". LibreOffice 7.4
/// computes runs of similar formulas in threads, and then always left some months of a running sum that nothing else
/// reads at 0 (`=CQ616+CR597` with 0 and 11,624). Without threads it adds them.
const SETTINGS: &str = r#"<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Calculation"><prop oor:name="UseThreadedCalculationForFormulaGroups" oor:op="fuse"><value>false</value></prop></item>"#;

/// The workbooks as LibreOffice saves them after recalculating everything, in order.
fn recalculated(name: &str, workbooks: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, String> {
    let mut files = converted(name, workbooks, "xlsx:Calc MS Excel 2007 XML")?;
    let computed: Option<Vec<_>> = (0..workbooks.len()).map(|place| files.remove(&format!("{place}.xlsx"))).collect();
    computed.ok_or_else(|| "LibreOffice wrote fewer workbooks than it got".to_owned())
}

/// The files that LibreOffice makes of workbooks, which it gets as 0.xlsx, 1.xlsx and so on, by name.
fn converted(name: &str, workbooks: &[Vec<u8>], format: &str) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let conversion = Conversion { folder: &folder, settings: SETTINGS, extension: "xlsx", reads: None, writes: format };
    conversion.of(workbooks)
}

/// The column of the first month on the sheets Months and Ledger, and the column of the class on these and on Workings.
const FIRST_MONTH: u32 = 6;
const CLASS: u32 = 4;

/// The absolute difference that is allowed by unit. Where two numbers agree except for their last digits, spreadsheets
/// take their difference as 0 and the model keeps it. Sums of hundreds of billions over 230 months leave up to a tenth
/// of a cent, stocks of chips that are bought and retired over as many months a billionth of a chip; a rate of return
/// is found as a number near 1, less 1. Other units have no such allowance.
fn dust(unit: Unit) -> f64 {
    match unit {
        Unit::Usd => 1e-3,
        Unit::Chips => 1e-9,
        Unit::SharePerYear => 1e-14,
        _ => 0.0,
    }
}

fn is_text(cell: &Data, expected: &str) -> bool {
    matches!(cell, Data::String(text) if text == expected)
}

/// The differences between a recalculated workbook and the model.
struct Comparison<'a> {
    workbook: &'a [u8],
    found: Vec<String>,
    compared: u64,
}

impl<'a> Comparison<'a> {
    fn of(workbook: &'a [u8]) -> Comparison<'a> {
        Comparison { workbook, found: Vec::new(), compared: 0 }
    }

    fn number(&mut self, what: impl FnOnce() -> String, cell: Option<&Data>, expected: f64, unit: Unit) {
        let agrees = match cell {
            Some(Data::Float(value)) if (value - expected).abs() <= dust(unit) => true,
            Some(Data::Float(value)) => {
                let by_share = (value - expected).abs() / value.abs().max(expected.abs());
                trust::differed(by_share);
                by_share <= 1e-9
            }
            _ => false,
        };
        self.says(what, cell, agrees, expected);
    }

    fn text(&mut self, what: impl FnOnce() -> String, cell: Option<&Data>, expected: &str) {
        self.says(what, cell, cell.is_some_and(|cell| is_text(cell, expected)), expected);
    }

    fn says(&mut self, what: impl FnOnce() -> String, cell: Option<&Data>, agrees: bool, expected: impl Debug) {
        self.compared += 1;
        if !agrees {
            self.found.push(format!("{}: {cell:?}, not {expected:?}", what()));
        }
    }

    /// Compares every month of every series, and the binding limit.
    fn months(&mut self, outcome: &Outcome) {
        let months = cells(self.workbook, "Months");
        let rows = rows_by_id(&months, 0);
        let shown = outcome.sheet.months() as u32;
        for series in SeriesId::all() {
            let row = rows[&series.id()];
            for (month, expected) in (0..).zip(outcome.sheet.row(series)) {
                let (what, cell) =
                    (|| format!("{} in month {month}", series.id()), months.get(&(row, FIRST_MONTH + month)));
                match outcome.shown(series) {
                    Some(_) => self.number(what, cell, *expected, series.row().unit),
                    // A limit that is off is empty.
                    None => self.text(what, cell.or(Some(&Data::String(String::new()))), ""),
                }
            }
        }
        for (month, binds) in (0..).zip(outcome.binding()) {
            let cell = months.get(&(rows["binding"], FIRST_MONTH + month));
            self.text(|| format!("what binds in month {month}"), cell, binds.word());
        }
        for row in rows.into_iter().filter(|(id, _)| id.contains('_') || id == "binding") {
            self.text(|| format!("class of {}", row.0), months.get(&(row.1, CLASS)), "derived");
            assert!(!months.contains_key(&(row.1, FIRST_MONTH + shown)), "a month too many");
        }
    }

    /// Compares every month to the end of the last agreement or to the exit, whichever is later, for series with values
    /// to there.
    fn contract_months(&mut self, outcome: &Outcome) {
        let sheet = cells(self.workbook, "Contract");
        let rows = rows_by_id(&sheet, 0);
        for series in TO_THE_END {
            for (month, expected) in (0..).zip(outcome.sheet.row_to_the_end(series)) {
                let cell = sheet.get(&(rows[&series.id()], FIRST_MONTH + month));
                self.number(
                    || format!("{} in month {month}, to the end", series.id()),
                    cell,
                    *expected,
                    series.row().unit,
                );
            }
        }
    }

    /// Compares every series by year and by quarter.
    fn periods(&mut self, outcome: &Outcome) {
        let quarter = |month: Month| format!("Q{} {}", (month.month_of_year() - 1) / 3 + 1, month.year());
        let year = |month: Month| month.year().to_string();
        let ways: [(&str, &dyn Fn(Month) -> String); 2] = [("Years", &year), ("Quarters", &quarter)];
        for (name, period_of) in ways {
            let sheet = cells(self.workbook, name);
            let rows = rows_by_id(&sheet, 0);
            let heads: BTreeMap<String, u32> = sheet
                .iter()
                .filter(|((row, column), _)| *row == rows["id"] && *column >= FIRST_MONTH)
                .map(|((_, column), head)| (head.to_string(), *column))
                .collect();
            for series in SeriesId::all() {
                let mut expected: BTreeMap<String, f64> = BTreeMap::new();
                for (month, value) in (0..).zip(outcome.sheet.row(series)) {
                    let so_far = expected.entry(period_of(Month(month))).or_default();
                    *so_far = if series.row().kind == Kind::Flow { *so_far + value } else { *value };
                }
                assert_eq!(expected.len(), heads.len(), "{name}");
                for (period, expected) in expected {
                    let (what, cell) =
                        (|| format!("{} in {period}", series.id()), sheet.get(&(rows[&series.id()], heads[&period])));
                    match outcome.shown(series) {
                        Some(_) => self.number(what, cell, expected, series.row().unit),
                        None => self.text(what, cell.or(Some(&Data::String(String::new()))), ""),
                    }
                }
            }
        }
    }

    /// Compares every headline number, or the reason why there is none, and its difference from the baseline's.
    fn summary(&mut self, scenario: &Scenario, outcome: &Outcome) {
        let summary = cells(self.workbook, "Summary");
        let released = run(&Scenario::of(scenario.baseline()));
        let changed = match scenario.own_changes().count() {
            0 => "as released".to_owned(),
            count => format!("inputs changed: {count}"),
        };
        self.text(|| "how much was changed".to_owned(), summary.get(&(2, 2)), &changed);
        let rows = rows_by_id(&summary, 8);
        for metric in MetricId::all() {
            let value = summary.get(&(rows[&metric.id()], 1));
            match outcome.metrics.get(metric) {
                Ok(expected) => self.number(|| metric.id(), value, expected, metric.row().unit),
                Err(absent) => self.text(|| metric.id(), value, absent.reason()),
            }
            self.baseline(metric, outcome.metrics.get(metric), released.metrics.get(metric), |column| {
                summary.get(&(rows[&metric.id()], column))
            });
            self.text(|| format!("class of {}", metric.id()), summary.get(&(rows[&metric.id()], 7)), "derived");
        }
        let binds = summary.get(&(rows["binding"], 1));
        self.text(|| "what binds".to_owned(), binds, outcome.metrics.binding.word());
    }

    /// Compares the baseline's value beside a headline number, to the last digit, and the difference between them.
    fn baseline<'b>(
        &mut self,
        metric: MetricId,
        here: Metric<f64>,
        there: Metric<f64>,
        cell: impl Fn(u32) -> Option<&'b Data>,
    ) {
        let (baselines, difference) = (cell(2), cell(3));
        let what = || format!("{} of the baseline", metric.id());
        match there {
            Ok(number) => {
                // Saving may reduce a number to 15 digits.
                let agrees =
                    matches!(baselines, Some(Data::Float(value)) if (value - number).abs() <= 5e-15 * number.abs());
                self.says(what, baselines, agrees, number);
            }
            Err(absent) => self.text(what, baselines, absent.reason()),
        }
        let what = || format!("{} less the baseline's", metric.id());
        match (here, there) {
            (Ok(here), Ok(there)) => {
                // The difference of two large numbers has fewer digits than they have.
                let most = (1e-9 * here.abs().max(there.abs())).max(dust(metric.row().unit));
                let agrees = matches!(difference, Some(Data::Float(value)) if (value - (here - there)).abs() <= most);
                self.says(what, difference, agrees, here - there);
            }
            _ => self.text(what, difference.or(Some(&Data::String(String::new()))), ""),
        }
    }

    /// Compares every payment and balance, in the month and to date.
    fn ledger(&mut self, outcome: &Outcome) {
        let ledger = cells(self.workbook, "Ledger");
        // Rows have no ids: payments, balances and balances to date are in the model's order, each kind together.
        let mut of_kinds: Vec<u32> = ledger
            .iter()
            .filter(|((_, column), cell)| *column == CLASS && is_text(cell, "derived"))
            .map(|(at, _)| at.0)
            .collect();
        let to_date = of_kinds.split_off(TRANSFERS.len() + Account::ALL.len() + 2);
        assert_eq!(to_date.len(), Account::ALL.len(), "the rows of the ledger that have a class");
        let mut sums = [0.0; Account::ALL.len()];
        for month in 0..outcome.sheet.months() {
            let cell = |row: u32| ledger.get(&(row, FIRST_MONTH + month as u32));
            for (transfer, row) in TRANSFERS.iter().zip(&of_kinds) {
                let paid = outcome.sheet.get(transfer.amount, month);
                self.number(|| format!("{} in month {month}", transfer.purpose), cell(*row), paid, Unit::Usd);
            }
            let balances = balances_usd(&outcome.sheet, month);
            let rows = of_kinds[TRANSFERS.len()..].iter().zip(&to_date);
            for (account, (row, to_date)) in Account::ALL.into_iter().zip(rows) {
                sums[account as usize] += balances[account as usize];
                for (row, expected, words) in [(row, balances, "in month"), (to_date, sums, "to date in month")] {
                    let expected = expected[account as usize];
                    let what = || format!("{} {words} {month}", account.name());
                    self.number(what, cell(*row), expected, Unit::Usd);
                }
            }
            let below = TRANSFERS.len() + Account::ALL.len();
            self.number(|| format!("sum of month {month}"), cell(of_kinds[below]), 0.0, Unit::Usd);
            self.text(|| format!("check of month {month}"), cell(of_kinds[below + 1]), "balanced");
        }
    }

    /// Compares the class of every input, and whether it was changed.
    fn assumptions(&mut self, scenario: &Scenario) {
        let sheet = cells(self.workbook, "Assumptions");
        let rows = rows_by_id(&sheet, 0);
        let column = |head: &str| {
            let found = sheet.iter().find(|((row, _), cell)| *row == rows["id"] && is_text(cell, head));
            found.map(|((_, column), _)| *column).expect("a column")
        };
        let (class, changed) = (column("class"), column("changed"));
        for input in ParameterId::all() {
            let (row, of) = (rows[&input.id()], scenario.evidence(input).class);
            self.text(|| format!("class of {}", input.id()), sheet.get(&(row, class)), of.map_or("yours", Class::word));
            let is_changed = if of.is_none() { "yes" } else { "no" };
            self.text(|| format!("{} is changed", input.id()), sheet.get(&(row, changed)), is_changed);
        }
        for (listed, fact) in model::inputs::evidence::all().iter().filter_map(|listed| Some((listed, listed.fact?))) {
            let Some(row) = rows.get(&format!("fact.{}", listed.id)) else { continue };
            self.text(|| format!("class of {}", listed.id), sheet.get(&(*row, class)), fact.class.word());
        }
    }

    /// Compares every intermediate.
    fn workings(&mut self, scenario: &Scenario) {
        let recording = record_symbolic(scenario);
        // Months after the last agreement and the last month shown are not read any more, and some rows may fall only
        // there.
        let value = |key| Family::find(Scope::Agreement, key);
        let ends = (0..AGREEMENTS.len())
            .map(|at| scenario.get(value("start").member(at)) + scenario.get(value("term_months").member(at)));
        let end = ends.fold(f64::from(scenario.horizon().0 + 1), f64::max);
        let workings = cells(self.workbook, "Workings");
        let rows = rows_by_id(&workings, 0);
        for (cell, step) in recording.cells() {
            let Quantity::Intermediate(working) = cell.quantity else { continue };
            if cell.month.is_some_and(|month| f64::from(month) >= end) {
                continue;
            }
            let expected = recording.value(step);
            let row = rows[&working.id()];
            let found =
                workings.get(&(row, cell.month.map_or(FIRST_MONTH, |month| FIRST_MONTH + 1 + u32::from(month))));
            let what = || format!("{} in month {:?}", working.id(), cell.month);
            match found {
                // A division by 0, which no series and no metric reads.
                Some(Data::Error(_)) if !expected.is_finite() => {}
                _ => self.number(what, found, expected, working.unit()),
            }
            self.text(|| format!("class of {}", working.id()), workings.get(&(row, CLASS)), "derived");
        }
    }
}

/// Compares workbooks with the model's results for their scenarios; returns how many cells were compared.
fn compare(scenarios: &[Scenario], workbooks: &[Vec<u8>]) -> u64 {
    let mut compared = 0;
    let mut found = Vec::new();
    for (scenario, workbook) in scenarios.iter().zip(workbooks) {
        let (mut comparison, outcome) = (Comparison::of(workbook), run(scenario));
        comparison.months(&outcome);
        comparison.periods(&outcome);
        comparison.contract_months(&outcome);
        comparison.summary(scenario, &outcome);
        comparison.ledger(&outcome);
        comparison.assumptions(scenario);
        comparison.workings(scenario);
        compared += comparison.compared;
        found.push((format!("{scenario:?}"), comparison.found));
    }
    assert_none(&found);
    compared
}

/// Records what was compared, for the page "Trust".
fn held(what: &str, cells: u64, workbooks: usize) {
    trust::tried(cells);
    trust::held_that(what, &format!("cells of {workbooks} workbooks"));
}

fn assert_none(found: &[(String, Vec<String>)]) {
    let words: Vec<String> = found
        .iter()
        .filter(|(_, differences)| !differences.is_empty())
        .map(|(name, found)| {
            format!("{name}: {} differences, such as\n  {}", found.len(), found[..found.len().min(8)].join("\n  "))
        })
        .collect();
    assert!(words.is_empty(), "{}", words.join("\n"));
}

#[test]
fn libreoffice_computes_what_the_model_computes() {
    let scenarios: Vec<Scenario> = BASELINES.iter().map(Scenario::of).collect();
    computes("unchanged", "LibreOffice computes what the model computes", &scenarios);
}

#[test]
fn libreoffice_computes_random_scenarios() {
    computes("random", "LibreOffice computes random scenarios as the model does", &scenarios::some(41, RANDOM));
}

fn computes(name: &str, what: &str, scenarios: &[Scenario]) {
    let workbooks: Vec<Vec<u8>> = scenarios.iter().map(|scenario| without_results(&workbook_of(scenario))).collect();
    // Otherwise a program that computes nothing would pass.
    let first = cells(&workbooks[0], "Summary");
    // The baseline's results beside them are numbers, not formulas.
    let mut values = first.iter().filter(|((_, column), _)| *column == 1);
    assert!(values.all(|(_, cell)| !matches!(cell, Data::Float(value) if *value != 0.0 )), "no result is left");
    let computed = recalculated(name, &workbooks).expect("LibreOffice");
    let compared = compare(scenarios, &computed);
    held(what, compared, workbooks.len());
}

/// Checks the values stored beside formulas, for viewers that compute nothing.
#[test]
fn the_values_that_are_kept_are_the_models() {
    let scenarios: Vec<Scenario> = BASELINES.iter().map(Scenario::of).chain(scenarios::some(43, 5)).collect();
    let workbooks: Vec<Vec<u8>> = scenarios.iter().map(workbook_of).collect();
    for (scenario, workbook) in scenarios.iter().zip(&workbooks) {
        let (summary, released) = (cells(workbook, "Summary"), run(&Scenario::of(scenario.baseline())));
        let rows = rows_by_id(&summary, 8);
        for metric in MetricId::all() {
            if let Ok(expected) = released.metrics.get(metric) {
                let cell = summary.get(&(rows[&metric.id()], 2));
                assert_eq!(cell, Some(&Data::Float(expected)), "{} of the baseline", metric.id());
            }
        }
    }
    let compared = compare(&scenarios, &workbooks);
    held("The values kept beside formulas are the model\u{2019}s", compared, workbooks.len());
}

/// Five changes to each of some baselines: numbers, a switch, a date and a choice of chip.
const CHANGES: [(&str, [(&str, &str); 5]); 6] = [
    (
        "talks-2025-12",
        [
            ("agreement.base.value_usd", "52e9"),
            ("operations.slip_months", "3"),
            ("limit.power", "on"),
            ("phase.full.start", "2026-09"),
            ("phase.expansion.chip_a", "gb300"),
        ],
    ),
    (
        "power-bound",
        [
            ("limit.power_start_watts", "0.2e9"),
            ("supplier.wacc", "0"),
            ("limit.budget", "on"),
            ("view.as_of", "2027-03"),
            ("phase.full.chip_b", "mi355x"),
        ],
    ),
    (
        "anthropic-tpu",
        [
            ("operations.rental_change", "-0.15"),
            ("workload.precision", "fp4"),
            ("equity.returns", "nothing"),
            ("equity.exit", "2028-06"),
            ("phase.immediate.chip_a", "mi455x"),
        ],
    ),
    (
        "openai-amd",
        [
            ("agreement.base.term_months", "9"),
            ("agreement.base.basis", "contract-value"),
            ("supply.amd.limited", "on"),
            ("agreement.base.start", "2026-05"),
            ("workload.run", "own"),
        ],
    ),
    // The contract's result at its end: later than planned, partly unpaid, with other hardware and another exit.
    (
        "openai-amd",
        [
            ("agreement.base.term_from_delivery", "on"),
            ("operations.slip_months", "7"),
            ("agreement.base.take_or_pay", "0.8"),
            ("supplier.hardware_life_years", "3.5"),
            ("equity.exit", "2036-03"),
        ],
    ),
    // The reader's own chip, whose peak is an assumption like any other.
    (
        "talks-2025-12",
        [
            ("phase.expansion.chip_a", "own"),
            ("chip.own.peak_fp8", "9e15"),
            ("chip.own.price_usd_per_hour", "1.25"),
            ("supply.other.limited", "on"),
            ("supply.other.chips_per_month", "5000"),
        ],
    ),
];

#[test]
fn libreoffice_follows_changed_assumptions() {
    let mut changed = Vec::new();
    let mut workbooks = Vec::new();
    for (baseline, changes) in CHANGES {
        let baseline = BASELINES.iter().find(|known| known.id == baseline).expect("a baseline");
        let mut scenario = Scenario::of(baseline);
        for (id, text) in changes {
            let input = ParameterId::parse(id).expect(id);
            scenario.set_text(input, text).expect("a value in range");
        }
        assert_eq!(scenario.changes().count(), changes.len(), "each change changes something: {scenario:?}");
        let values: BTreeMap<&str, String> = changes
            .iter()
            .map(|(id, _)| (*id, format!("{:e}", scenario.get(ParameterId::parse(id).expect("an input")))))
            .collect();
        let values: Vec<_> = values.into_iter().collect();
        workbooks.push(with_values(&without_results(&workbook_of(&Scenario::of(baseline))), &values));
        changed.push(scenario);
    }
    let computed = recalculated("changed", &workbooks).expect("LibreOffice");
    let compared = compare(&changed, &computed);
    // What LibreOffice saved must be read back as the scenario.
    for (scenario, workbook) in changed.iter().zip(&computed) {
        let reading = workbook::read(workbook).expect("LibreOffice's workbook can be read");
        assert_eq!((&reading.scenario, reading.notices), (scenario, Vec::new()));
    }
    held("LibreOffice follows changed assumptions", compared, workbooks.len());
}

/// Workbooks of old Macs count days from 1904; formulas and page must find the same months.
#[test]
fn dates_from_1904_come_to_the_same() {
    let scenario = changed();
    let workbook = support::from_1904(&without_results(&workbook_of(&scenario)));
    let computed = recalculated("1904", std::slice::from_ref(&workbook)).expect("LibreOffice");
    compare(std::slice::from_ref(&scenario), &computed);
    for workbook in [&workbook, &computed[0]] {
        let reading = workbook::read(workbook).expect("a workbook of ours");
        assert_eq!((&reading.scenario, reading.notices), (&scenario, Vec::new()));
    }
}

/// What is displayed, in common units, is the model's number: for every headline number, every month of every series
/// and every assumption.
#[test]
fn numbers_are_shown_in_sizes_that_are_read() {
    // CSV of every sheet with values as displayed, in UTF-8.
    const AS_SHOWN: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
    let scenarios = [changed(), Scenario::of(&BASELINES[1])];
    let workbooks = scenarios.each_ref().map(workbook_of);
    let files = converted("shown", &workbooks, AS_SHOWN).expect("LibreOffice");
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, scenario) in scenarios.iter().enumerate() {
        let outcome = run(scenario);
        let sheet = |name: &str| rows_of_csv(&String::from_utf8_lossy(&files[&format!("{place}-{name}.csv")]));
        let mut check = |what: &str, text: &str, value: f64, unit: Unit, digits: f64| {
            let shown = Shown::read(text).ok_or_else(|| format!("{what}: {text:?}")).expect("it is shown as a number");
            // Rounding errors of sums are displayed as 0.
            let most = if digits > 0.0 { digits * value.abs() } else { (shown.half * 1.000_001).max(dust(unit)) };
            assert!((shown.value - value).abs() <= most, "{what}: {text:?} is not {value}");
            *sizes.entry(shown.size).or_default() += 1;
        };
        for row in sheet("Summary") {
            let Some(metric) = MetricId::all().find(|metric| row.get(8) == Some(&metric.id())) else { continue };
            match outcome.metrics.get(metric) {
                Ok(_) if metric.row().unit == Unit::Month => {}
                Ok(value) => check(&metric.id(), &row[1], value, metric.row().unit, 0.0),
                Err(absent) => assert_eq!(row[1], absent.reason()),
            }
        }
        for row in sheet("Months") {
            let Some(series) = SeriesId::all().find(|series| row.first() == Some(&series.id())) else { continue };
            for (month, value) in outcome.sheet.row(series).iter().enumerate() {
                let text = &row[FIRST_MONTH as usize + month];
                match outcome.shown(series) {
                    Some(_) => check(&series.id(), text, *value, series.row().unit, 0.0),
                    None => assert_eq!(text, ""),
                }
            }
        }
        for row in sheet("Assumptions") {
            let Some(input) = row.first().and_then(|id| ParameterId::parse(id)) else { continue };
            match input.row().unit {
                Unit::Month => {
                    let month = Month(scenario.get(input) as i32);
                    assert_eq!(row[2], month.short_name(), "{}", input.id());
                }
                // As typed, not rounded for display.
                unit => check(&input.id(), &row[2], scenario.get(input), unit, 1e-9),
            }
        }
    }
    let of_each =
        ["$bn", "$m", "$k", "$", "", "%", "MW", "TJ", "EFLOP/s", "GFLOP/s/W", "GFLOP/s/$", "PB", "PB/s", "bn/day"];
    assert!(of_each.iter().all(|size| sizes.contains_key(size)), "{sizes:?}");
}

/// A number as a cell displays it.
struct Shown {
    value: f64,
    /// Half of its last digit.
    half: f64,
    /// The magnitude in which it is displayed.
    size: &'static str,
}

impl Shown {
    fn read(text: &str) -> Option<Shown> {
        const SIZES: [(&str, f64); 25] = [
            ("MW/year", 1e6),
            ("MW", 1e6),
            ("kW", 1e3),
            ("EFLOP/s", 1e18),
            ("PFLOP/s", 1e15),
            ("TFLOP/s", 1e12),
            ("GFLOP/s/W", 1e9),
            ("GFLOP/s/$", 1e9),
            ("TJ", 1e12),
            ("GJ", 1e9),
            ("GWh", 1e9),
            ("PB/s", 1e15),
            ("TB/s", 1e12),
            ("PB", 1e15),
            ("TB", 1e12),
            ("GB", 1e9),
            ("W", 1.0),
            ("bn/day", 1e9),
            ("%", 0.01),
            ("$bn", 1e9),
            ("$m", 1e6),
            ("$k", 1e3),
            ("$", 1.0),
            ("bn", 1e9),
            ("", 1.0),
        ];
        if text == "\u{2013}" {
            return Some(Shown { value: 0.0, half: 0.0, size: "nothing" });
        }
        let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
        let digits = text.trim_start_matches('-');
        let (dollar, digits) = digits.strip_prefix('$').map_or(("", digits), |rest| ("$", rest));
        let end = digits.find(|sign: char| !(sign.is_ascii_digit() || ",.E+-".contains(sign))).unwrap_or(digits.len());
        let unit = format!("{dollar}{}", digits[end..].trim_start_matches(['\u{202f}', ' ']));
        let (size, factor) = SIZES.into_iter().find(|(size, _)| *size == unit)?;
        let figures = digits[..end].replace(',', "");
        let (mantissa, power) = figures.split_once('E').unwrap_or((&figures, "0"));
        let power: f64 = format!("1e{power}").parse().ok()?;
        let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
        let value: f64 = mantissa.parse().ok()?;
        Some(Shown {
            value: sign * value * power * factor,
            half: 0.5 * format!("1e-{decimals}").parse::<f64>().ok()? * power * factor,
            size,
        })
    }
}

/// The rows of a CSV, whose texts may be in quotation marks.
fn rows_of_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for sign in text.chars() {
        match sign {
            // Two of them would stand for one, but none of these texts contains one.
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    rows
}

/// A baseline with the first changes.
fn changed() -> Scenario {
    let (name, changes) = &CHANGES[0];
    let mut scenario = Scenario::of(BASELINES.iter().find(|known| known.id == *name).expect("a baseline"));
    for (id, text) in changes {
        scenario.set_text(ParameterId::parse(id).expect(id), text).expect("in range");
    }
    scenario
}

/// Sorting by any column, up or down, does not change any result.
#[test]
fn sorted_assumptions_come_to_the_same() {
    let scenario = changed();
    let workbook = workbook_of(&scenario);
    let before = cells(&workbook, "Assumptions");
    let heads = rows_by_id(&before, 0)["id"];
    let columns: Vec<u32> = before.keys().filter(|(row, _)| *row == heads).map(|(_, column)| *column).collect();
    // Every column ascending; ids and values descending too.
    let ways = columns.into_iter().map(|column| (column, false)).chain([(0, true), (2, true)]);
    let ways: Vec<(u32, bool)> = ways.collect();
    let unsorted = without_results(&workbook);
    let sort = |(column, is_downwards): &(u32, bool)| sorted(&unsorted, &before, heads + 1, *column, *is_downwards);
    let workbooks: Vec<Vec<u8>> = ways.iter().map(sort).collect();
    let is_moved = workbooks.iter().filter(|sorted| **sorted != unsorted).count();
    assert!(is_moved + 1 >= workbooks.len(), "{is_moved} of {} are sorted", workbooks.len());
    let computed = recalculated("sorted", &workbooks).expect("LibreOffice");
    let compared = compare(&vec![scenario.clone(); computed.len()], &computed);
    for workbook in &computed {
        let check = cells(workbook, "Summary").get(&(7, 1)).cloned();
        assert_eq!(check, Some(Data::String("every assumption is found once, in its range".to_owned())));
        let reading = workbook::read(workbook).expect("LibreOffice's workbook can be read");
        assert_eq!((&reading.scenario, reading.notices), (&scenario, Vec::new()));
    }
    held("Sorted by any column, the assumptions come to the same", compared, computed.len());
}

/// A workbook whose assumptions are sorted by a column, from a row on, in the order of spreadsheets: numbers, texts,
/// empty cells.
fn sorted(
    workbook: &[u8],
    values: &BTreeMap<(u32, u32), Data>,
    first: u32,
    column: u32,
    is_downwards: bool,
) -> Vec<u8> {
    let key = |row: &u32| match values.get(&(*row, column)) {
        Some(Data::Float(number)) => (0, *number, String::new()),
        Some(Data::DateTime(date)) => (0, date.as_f64(), String::new()),
        Some(Data::String(text)) => (1, 0.0, text.to_lowercase()),
        _ => (2, 0.0, String::new()),
    };
    reordered(workbook, |rows| {
        let (above, mut below): (Vec<u32>, Vec<u32>) = rows.iter().partition(|row| **row < first);
        below.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            let order = a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2));
            if is_downwards && a.0 < 2 && b.0 < 2 { order.reverse() } else { order }
        });
        [above, below].concat()
    })
}

/// A workbook that cannot interpret an assumption says so on its first sheet, and the page does when it reads it.
#[test]
fn assumptions_that_do_not_match_are_told() {
    let workbook = workbook_of(&Scenario::of(&BASELINES[0]));
    let row = |id: &str| rows_by_id(&cells(&workbook, "Assumptions"), 0)[id] + 1;
    let with_id = |row: u32, id: &str| {
        with_part(&part_of_sheet(2), &workbook, |text| {
            let start = text.find(&format!("<c r=\"A{row}\"")).expect("the cell");
            let end = start + text[start..].find("</c>").expect("its end");
            format!("{}<c r=\"A{row}\" t=\"inlineStr\"><is><t>{id}</t></is>{}", &text[..start], &text[end..])
        })
    };
    let renamed = with_id(row("operations.pue"), "pue");
    let double = with_id(row("operations.goodput"), "operations.pue");
    let far_off = with_values(&workbook, &[("operations.pue", "17".to_owned())]);
    let workbooks = [renamed, double, far_off].map(|workbook| without_results(&workbook));
    let computed = recalculated("told", &workbooks).expect("LibreOffice");
    for (workbook, states) in
        computed.iter().zip([&["missing"][..], &["stands there twice", "missing"], &["out of its range"]])
    {
        let check = cells(workbook, "Summary").get(&(7, 1)).cloned();
        assert!(matches!(&check, Some(Data::String(text)) if text.starts_with("CHECK")), "{check:?}");
        let lookup = cells(workbook, "Lookup");
        for state in states {
            assert!(lookup.values().any(|cell| is_text(cell, state)), "{state}");
        }
        assert_ne!(workbook::read(workbook).expect("still ours").notices, Vec::<String>::new());
    }
}

/// The numbers of a table over two inputs stay as they are when assumptions change. The values beside it follow the
/// workbook.
#[test]
fn a_table_of_two_inputs_stays_and_what_is_live_beside_it_follows() {
    let scenario = changed();
    let price = ParameterId::parse("chip.gb300.price_usd_per_hour").expect("an input");
    let (figure, axes) = (metric::CONTRACT_NPV, [(price, 2.0, 5.0), (input::SLIP, 0.0, 6.0)]);
    let values = axes.map(|(input, from, to)| values_between(input, from, to, 7));
    let grid = grid(&scenario, figure, (price, &values[0]), (input::SLIP, &values[1]));
    let value = GridValue::of(figure, &grid, &[], Held::Nothing);
    let table = TwoInputs::open(&value, "2026-11-26").expect("a table of ours");
    let written = write_with_table(&scenario, &record_symbolic(&scenario), "", &[], Some(&table)).expect("a workbook");
    let later = scenario.with_nearest(price, 4.25).with_nearest(input::PUE, 1.5);
    let changed = with_values(&written, &[(&price.id(), "4.25".to_owned()), (&input::PUE.id(), "1.5".to_owned())]);
    let workbooks = [without_results(&written), without_results(&changed)];
    let computed = recalculated("table", &workbooks).expect("LibreOffice");
    let mut compared = 0;
    for (now, workbook) in [&scenario, &later].into_iter().zip(&computed) {
        let sheet = cells(workbook, "Two inputs");
        let mut comparison = Comparison::of(workbook);
        let first = 5;
        for (row, cells) in (first..).zip(&grid.cells) {
            for (column, cell) in (1..).zip(cells) {
                let expected = cell.expect("a value");
                // Saving may reduce a number to 15 digits.
                let found = sheet.get(&(row, column));
                let agrees =
                    matches!(found, Some(Data::Float(value)) if (value - expected).abs() <= 5e-15 * expected.abs());
                comparison.says(|| format!("cell {row}, {column}"), found, agrees, expected);
            }
        }
        let named = |name: &str| {
            let rows =
                sheet.iter().filter(|((row, column), cell)| *row > first + 6 && *column == 0 && is_text(cell, name));
            rows.map(|((row, _), _)| *row).max().expect(name)
        };
        for (input, _, _) in axes {
            let live = sheet.get(&(named(&input.name()), 3));
            comparison.number(|| input.id(), live, now.get(input), input.row().unit);
        }
        let expected = run(now).metrics.get(figure).expect("a value");
        comparison.number(|| figure.id(), sheet.get(&(named(&figure.name()), 3)), expected, figure.row().unit);
        assert_none(&[("the sheet of two inputs".to_owned(), std::mem::take(&mut comparison.found))]);
        compared += comparison.compared;
        let reading = workbook::read(workbook).expect("LibreOffice's workbook can be read");
        assert_eq!((&reading.scenario, reading.notices), (now, Vec::new()));
    }
    held("A table of two inputs keeps its numbers in LibreOffice", compared, computed.len());
}
