//! The sheet that searches rates of return, as the model does. Flows that change sign once have one rate; flows whose
//! running sums do have one above 0; for all others a scan of log rates says how many there are.
//!
//! A spreadsheet's own IRR would not do: it starts from a guess, expects one flow per period, and returns one rate
//! where there may be several or none. The model ends with Newton's steps; here the interval is halved until nothing is
//! left of it, which leads to the same root and needs no derivative.

use crate::address::{Address, Sheet};
use crate::book::{Book, here, result};
use crate::search::{COUNTED, FOUND, HALVING, HALVINGS, HIGH, LOW, MIDDLE, MONTH, SCAN, SCAN_RATE, SCAN_WORTH, SCANS};
use crate::search::{Finding, SIGN, SIGN_OF_SUM, SUM, Search, USD, WORTH};
use model::quantities::cell::Cell;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

/// The ends of the interval, as formulas and as numbers: the logarithms for −99% and 1,000% a year.
const LOWEST: (&str, f64) = ("LN(1-0.99)", 1.0 - 0.99);
const HIGHEST: (&str, f64) = ("LN(1+10)", 11.0);
/// Flows up to this share of the largest count as 0.
const NOTHING_SHARE: f64 = 1e-9;
/// A smaller rate counts as none.
const LEAST_RATE: f64 = 1e-12;

pub(crate) fn write(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    sheet.write_with_format(0, 0, "Rate of return", &formats.title)?;
    let words = "The annual rate at which monthly flows are worth 0 together. The log rate x lies between low and high; flows \
                 are worth their sum, each times e^(-x * month/12). All of it is derived.";
    sheet.write_with_format(1, 0, words, &formats.small)?;
    sheet.set_column_width(0, 60)?;
    for column in 1..=WORTH {
        sheet.set_column_width(column, 18)?;
    }
    for search in &book.translation.searches {
        Written::new(search, book, &formats.general).write(sheet, book)?;
    }
    Ok(())
}

/// The values stored beside the formulas of a search, for viewers that compute nothing.
struct Kept {
    usd: Vec<f64>,
    counted: Vec<f64>,
    sums: Vec<f64>,
    signs: Vec<f64>,
    signs_of_sums: Vec<f64>,
    findings: [f64; Finding::ALL.len()],
    /// Log rates, with the present value of the flows.
    scan: Vec<(f64, f64)>,
    found: Vec<f64>,
    /// Both ends, the middle, and the present value of the flows there.
    halvings: Vec<[f64; 4]>,
}

fn worth(flows: &[f64], log_rate: f64) -> f64 {
    let month = libm::exp(-log_rate / 12.0);
    flows.iter().rev().fold(0.0, |worth, usd| worth * month + usd)
}

fn sign(number: f64) -> f64 {
    if number == 0.0 { 0.0 } else { number.signum() }
}

/// The last sign so far of a list of numbers; numbers up to `nothing` are skipped.
fn signs(numbers: &[f64], nothing: f64) -> Vec<f64> {
    let mut last = 0.0;
    let so_far = numbers.iter().map(|number| {
        if number.abs() > nothing {
            last = sign(*number);
        }
        last
    });
    so_far.collect()
}

fn changes(signs: &[f64]) -> f64 {
    signs.windows(2).filter(|pair| pair[0] * pair[1] < 0.0).count() as f64
}

impl Kept {
    fn of(usd: Vec<f64>) -> Kept {
        let largest = usd.iter().fold(0.0_f64, |largest, usd| largest.max(usd.abs()));
        let nothing = NOTHING_SHARE * largest;
        let counted: Vec<f64> = usd.iter().map(|usd| if usd.abs() <= nothing { 0.0 } else { *usd }).collect();
        let mut sum = 0.0;
        let add = |usd: &f64| {
            sum += usd;
            sum
        };
        let sums: Vec<f64> = counted.iter().map(add).collect();
        let (of_flows, of_sums) = (signs(&counted, 0.0), signs(&sums, nothing));
        let (lowest, highest) = (libm::log(LOWEST.1), libm::log(HIGHEST.1));
        let rate = |step: u32| lowest + (highest - lowest) * f64::from(step) / f64::from(SCANS);
        let scan: Vec<(f64, f64)> = (0..=SCANS).map(|step| (rate(step), worth(&counted, rate(step)))).collect();
        let mut before = 0.0;
        let crossed = |(_, worth): &(f64, f64)| {
            let is_found = *worth == 0.0 || before * worth < 0.0;
            before = *worth;
            f64::from(u8::from(is_found))
        };
        let found: Vec<f64> = scan.iter().map(crossed).collect();
        let first = counted.iter().find(|usd| **usd != 0.0).copied().map_or(0.0, sign);
        let (changes, of_sums_changes) = (changes(&of_flows), changes(&of_sums));
        let rates = found.iter().sum::<f64>();
        let at_ends = (worth(&counted, lowest), worth(&counted, highest));
        let is_second = changes > 1.0 && sum.abs() > nothing && of_sums_changes == 1.0;
        let case = if changes == 1.0 {
            1.0
        } else if is_second {
            2.0
        } else {
            3.0
        };
        let kind = match case as u8 {
            _ if largest == 0.0 => 2.0,
            1 if first * at_ends.0 > 0.0 => 4.0,
            1 if first * at_ends.1 < 0.0 => 3.0,
            1 => 1.0,
            2 if (at_ends.1 > 0.0) == (sum > 0.0) => 3.0,
            2 => 1.0,
            _ if rates == 0.0 => 6.0,
            _ if rates == 1.0 => 1.0,
            _ => 5.0,
        };
        let place = found.iter().position(|found| *found == 1.0);
        let ends = match (case as u8, place) {
            (1, _) | (_, None) => (lowest, highest),
            (2, _) => (0.0, highest),
            (_, Some(place)) => {
                let at = |place: usize| scan.get(place).copied().unwrap_or_default();
                let (high, worth) = at(place);
                (if worth == 0.0 { high } else { at(place.saturating_sub(1)).0 }, high)
            }
        };
        let toward = if worth(&counted, ends.0) > 0.0 { 1.0 } else { -1.0 };
        let (mut low, mut high) = ends;
        let mut halvings = Vec::new();
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            let now = worth(&counted, middle);
            halvings.push([low, high, middle, now]);
            if now * toward > 0.0 { low = middle } else { high = middle }
        }
        let rate = libm::exp(low) - 1.0;
        let rate = if kind != 1.0 || rate.abs() < LEAST_RATE { 0.0 } else { rate };
        let findings = [largest, nothing, first, changes, of_sums_changes, sum, rates, case, kind, toward, rate];
        Kept { usd, counted, sums, signs: of_flows, signs_of_sums: of_sums, findings, scan, found, halvings }
    }
}

/// A search with everything that its cells need.
struct Written<'a> {
    search: &'a Search,
    kept: Kept,
    format: &'a Format,
}

impl Written<'_> {
    fn new<'a>(search: &'a Search, book: &Book<'_>, format: &'a Format) -> Written<'a> {
        let value = |month| {
            let cell = Cell { quantity: search.of.quantity, month: Some(month) };
            book.cells.get(&cell).map_or(0.0, |live| live.value)
        };
        Written { search, kept: Kept::of((0..search.of.months).map(value).collect()), format }
    }

    /// An absolute reference to a cell of the search's tables, by its row among them.
    fn cell(&self, column: u16, row: u32) -> String {
        Address::new(Sheet::Return, self.search.first() + row, column).address()
    }

    /// A column of the flows or of the scan, as a range.
    fn all(&self, column: u16) -> String {
        let rows = if column < SCAN { self.search.flows.len() as u32 } else { SCANS + 1 };
        format!("{}:{}", self.cell(column, 0), self.cell(column, rows.saturating_sub(1)))
    }

    fn at(&self, finding: Finding) -> String {
        self.search.at(finding).address()
    }

    /// The present value of the flows at a log rate.
    fn worth(&self, log_rate: &str) -> String {
        format!("SUMPRODUCT({},EXP(-{log_rate}*{}/12))", self.all(COUNTED), self.all(MONTH))
    }

    fn put(&self, sheet: &mut Worksheet, column: u16, row: u32, text: &str, value: f64) -> Result<(), XlsxError> {
        let formula = Formula::new(here(text, Sheet::Return)).set_result(result(value));
        sheet.write_formula_with_format(self.search.first() + row, column, formula, self.format)?;
        Ok(())
    }

    fn write(&self, sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
        let formats = &book.formats;
        sheet.write_with_format(
            self.search.row,
            0,
            self.search.of.quantity.name_in(book.scenario.names()),
            &formats.section,
        )?;
        let heads = [
            (MONTH, "month"),
            (USD, "USD"),
            (COUNTED, "counts"),
            (SUM, "running sum"),
            (SIGN, "last sign"),
            (SIGN_OF_SUM, "last sign of sums"),
            (SCAN, "step"),
            (SCAN_RATE, "log rate"),
            (SCAN_WORTH, "worth"),
            (FOUND, "a rate here"),
            (HALVING, "halving"),
            (LOW, "low"),
            (HIGH, "high"),
            (MIDDLE, "middle"),
            (WORTH, "worth at the middle"),
        ];
        for (column, head) in heads {
            sheet.write_with_format(self.search.row + 1, column, head, &formats.number_head)?;
        }
        self.write_findings(sheet)?;
        self.write_flows(sheet)?;
        self.write_scan(sheet)?;
        self.write_halvings(sheet)
    }

    fn write_findings(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for ((row, (finding, words)), value) in (0..).zip(Finding::ALL).zip(self.kept.findings) {
            sheet.write(self.search.first() + row, 0, words)?;
            self.put(sheet, 1, row, &self.finding(finding), value)?;
        }
        Ok(())
    }

    /// The formula of a finding.
    fn finding(&self, finding: Finding) -> String {
        use Finding::{Case, Changes, ChangesOfSums, First, Kind, Largest, Nothing, Rate, Rates, Total, Toward};
        let at = |finding| self.at(finding);
        let flows = self.search.flows.len() as u32;
        let changes = |column: u16| {
            let (from, to) = (self.cell(column, 0), self.cell(column, flows.saturating_sub(2)));
            let (next, last) = (self.cell(column, 1), self.cell(column, flows.saturating_sub(1)));
            format!("SUMPRODUCT(({from}:{to}*{next}:{last}<0)*1)")
        };
        match finding {
            Largest => format!("MAX(MAX({usd}),-MIN({usd}))", usd = self.all(USD)),
            Nothing => format!("{NOTHING_SHARE}*{}", at(Largest)),
            // Signs so far are 0 only before the first flow.
            First => {
                let signs = self.all(SIGN);
                format!("IF({}=0,0,INDEX({signs},COUNTIF({signs},0)+1))", at(Largest))
            }
            Changes => changes(SIGN),
            ChangesOfSums => changes(SIGN_OF_SUM),
            Total => self.cell(SUM, flows.saturating_sub(1)),
            Rates => format!("SUM({})", self.all(FOUND)),
            Case => {
                let is_second = format!("AND(ABS({})>{},{}=1)", at(Total), at(Nothing), at(ChangesOfSums));
                format!("IF({changes}=1,1,IF(AND({changes}>1,{is_second}),2,3))", changes = at(Changes))
            }
            Kind => {
                let (low, high) = (self.cell(SCAN_WORTH, 0), self.cell(SCAN_WORTH, SCANS));
                let (first, case, rates) = (at(First), at(Case), at(Rates));
                let once = format!("IF({first}*{low}>0,4,IF({first}*{high}<0,3,1))");
                let of_sums = format!("IF(({high}>0)=({}>0),3,1)", at(Total));
                let scanned = format!("IF({rates}=0,6,IF({rates}=1,1,5))");
                format!("IF({}=0,2,IF({case}=1,{once},IF({case}=2,{of_sums},{scanned})))", at(Largest))
            }
            Toward => format!("IF({}>0,1,-1)", self.worth(&self.cell(LOW, 0))),
            Rate => {
                let rate = format!("EXP({})-1", self.cell(LOW, HALVINGS));
                format!("IF({}<>1,0,IF(ABS({rate})<{LEAST_RATE:E},0,{rate}))", at(Kind))
            }
        }
    }

    fn write_flows(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let nothing = self.at(Finding::Nothing);
        for (month, flow) in (0_u32..).zip(&self.search.flows) {
            let value = |of: &[f64]| of.get(month as usize).copied().unwrap_or_default();
            let kept = &self.kept;
            sheet.write(self.search.first() + month, MONTH, month)?;
            let at = |column: u16| self.cell(column, month);
            let before =
                |column: u16| month.checked_sub(1).map_or_else(|| "0".to_owned(), |row| self.cell(column, row));
            self.put(sheet, USD, month, &flow.text(), value(&kept.usd))?;
            let text = format!("IF(ABS({usd})<={nothing},0,{usd})", usd = at(USD));
            self.put(sheet, COUNTED, month, &text, value(&kept.counted))?;
            self.put(sheet, SUM, month, &format!("{}+{}", before(SUM), at(COUNTED)), value(&kept.sums))?;
            let text = format!("IF({usd}=0,{},SIGN({usd}))", before(SIGN), usd = at(COUNTED));
            self.put(sheet, SIGN, month, &text, value(&kept.signs))?;
            let text = format!("IF(ABS({sum})<={nothing},{},SIGN({sum}))", before(SIGN_OF_SUM), sum = at(SUM));
            self.put(sheet, SIGN_OF_SUM, month, &text, value(&kept.signs_of_sums))?;
        }
        Ok(())
    }

    fn write_scan(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for ((step, (rate, worth)), found) in (0..).zip(&self.kept.scan).zip(&self.kept.found) {
            sheet.write(self.search.first() + step, SCAN, step)?;
            let (low, high) = (LOWEST.0, HIGHEST.0);
            let text = format!("{low}+({high}-{low})*{}/{SCANS}", self.cell(SCAN, step));
            self.put(sheet, SCAN_RATE, step, &text, *rate)?;
            self.put(sheet, SCAN_WORTH, step, &self.worth(&self.cell(SCAN_RATE, step)), *worth)?;
            let now = self.cell(SCAN_WORTH, step);
            let text = match step.checked_sub(1) {
                None => format!("IF({now}=0,1,0)"),
                Some(before) => format!("IF(OR({now}=0,{}*{now}<0),1,0)", self.cell(SCAN_WORTH, before)),
            };
            self.put(sheet, FOUND, step, &text, *found)?;
        }
        Ok(())
    }

    fn write_halvings(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let (case, toward) = (self.at(Finding::Case), self.at(Finding::Toward));
        let (lowest, highest) = (self.cell(SCAN_RATE, 0), self.cell(SCAN_RATE, SCANS));
        let (rates, place) = (self.at(Finding::Rates), format!("MATCH(1,{},0)", self.all(FOUND)));
        let (all, worth) = (self.all(SCAN_RATE), self.all(SCAN_WORTH));
        // If the present value is exactly 0 there, both ends are that rate.
        let before = format!("INDEX({all},{place}-IF(INDEX({worth},{place})=0,0,1))");
        let low = format!("IF({case}=1,{lowest},IF({case}=2,0,IF({rates}=0,{lowest},{before})))");
        let high = format!("IF(OR({case}<3,{rates}=0),{highest},INDEX({all},{place}))");
        for (row, [kept_low, kept_high, middle, worth]) in (0..).zip(&self.kept.halvings) {
            sheet.write(self.search.first() + row, HALVING, row + 1)?;
            let (low, high) = match row.checked_sub(1) {
                None => (low.clone(), high.clone()),
                Some(before) => (self.halved(before, &toward, true), self.halved(before, &toward, false)),
            };
            self.put(sheet, LOW, row, &low, *kept_low)?;
            self.put(sheet, HIGH, row, &high, *kept_high)?;
            let text = format!("({}+{})/2", self.cell(LOW, row), self.cell(HIGH, row));
            self.put(sheet, MIDDLE, row, &text, *middle)?;
            self.put(sheet, WORTH, row, &self.worth(&self.cell(MIDDLE, row)), *worth)?;
        }
        if let Some([low, _, middle, worth]) = self.kept.halvings.last() {
            let last = if worth * self.kept.findings[Finding::Toward as usize] > 0.0 { *middle } else { *low };
            self.put(sheet, LOW, HALVINGS, &self.halved(HALVINGS - 1, &toward, true), last)?;
        }
        Ok(())
    }

    /// An end of the interval after a halving: the low end moves to the middle if the present value there has the same
    /// sign as at the low end; otherwise the high end does.
    fn halved(&self, row: u32, toward: &str, is_low: bool) -> String {
        let middle = self.cell(MIDDLE, row);
        let end = self.cell(if is_low { LOW } else { HIGH }, row);
        let (still, else_) = if is_low { (&middle, &end) } else { (&end, &middle) };
        format!("IF({}*{toward}>0,{still},{else_})", self.cell(WORTH, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::run::rate::{Found, rate_of_return};
    use tests_shared::flows::yearly;

    #[test]
    fn what_is_kept_is_what_the_model_finds() {
        for flows in [
            vec![-100.0, -110.0, 242.0],
            vec![100.0, -110.0],
            vec![-100.0, 150.0, -5.0],
            vec![-1_600.0, 10_000.0, -10_000.0],
            vec![10.0, -20.0, 11.0],
            vec![-1.0, -1.0],
            vec![0.0, 0.0],
            vec![-1.0, 11.5],
            vec![-1.0, 0.009],
            vec![-1.0, 2.0, -1e-10],
            vec![0.0, -2.0, 1.0, 0.0],
        ] {
            let flows = yearly(&flows);
            let found = rate_of_return(&flows);
            let kept = Kept::of(flows.clone()).findings;
            let expected = match &found {
                Found::Rate(rate) => (1.0, *rate),
                Found::NoFlows => (2.0, 0.0),
                Found::Above => (3.0, 0.0),
                Found::Below => (4.0, 0.0),
                Found::Several(_) => (5.0, 0.0),
                Found::NoneBetween => (6.0, 0.0),
            };
            let (kind, rate) = (kept[Finding::Kind as usize], kept[Finding::Rate as usize]);
            assert_eq!(kind, expected.0, "{flows:?}");
            assert!((rate - expected.1).abs() <= 1e-12, "{flows:?}: {rate}, not {found:?}");
        }
    }
}
