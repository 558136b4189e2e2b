//! The sheets that a formula needs and nobody asks for: the search for a rate of return, and parts of long formulas.

use crate::address::Sheet;
use crate::book::{Book, Live, result};
use crate::formula::{FIRST_HELPER, HALVINGS, HELPER_COLUMN, Search};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

/// Between which logarithmic rates a rate of return is sought, as the model does.
const WIDEST: f64 = 50.0;

pub(crate) fn write_steps(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    sheet.write_with_format(0, 0, "Steps", &formats.title)?;
    sheet.write_with_format(
        1,
        0,
        "Parts of formulas that several others use, or that would make one too long. All of them are derived.",
        &formats.small,
    )?;
    sheet.write_with_format(FIRST_HELPER - 1, 0, "step", &formats.head)?;
    sheet.write_with_format(FIRST_HELPER - 1, HELPER_COLUMN, "value", &formats.head)?;
    sheet.set_column_width(0, 8)?.set_column_width(HELPER_COLUMN, 24)?;
    sheet.set_freeze_panes(FIRST_HELPER, 0)?;
    for (index, helper) in book.translation.helpers.iter().enumerate() {
        let row = FIRST_HELPER + index as u32;
        sheet.write(row, 0, index as u32 + 1)?;
        let live = Live { text: helper.text.clone(), value: book.recording.value(helper.step) };
        sheet.write_formula_with_format(row, HELPER_COLUMN, live.on(Sheet::Steps), &formats.general)?;
    }
    Ok(())
}

pub(crate) fn write_searches(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let formats = &book.formats;
    sheet.write_with_format(0, 0, "Rate of return", &formats.title)?;
    let words = "The annual rate at which the flows have a present value of 0, by halving an interval: \
                 the logarithmic rate x lies between low and high. All of it is derived.";
    sheet.write_with_format(1, 0, words, &formats.small)?;
    for column in 0..5 {
        sheet.set_column_width(column, 24)?;
    }
    for search in &book.translation.searches {
        write_search(sheet, book, search)?;
    }
    Ok(())
}

fn write_search(sheet: &mut Worksheet, book: &Book<'_>, search: &Search) -> Result<(), XlsxError> {
    let formats = &book.formats;
    for (column, head) in (0..).zip(["flow", "years", "USD"]) {
        sheet.write_with_format(search.first_flow() - 1, column, head, &formats.head)?;
    }
    let live = |formula: &crate::formula::Formula| Live {
        text: formula.text.clone(),
        value: book.recording.value(formula.step),
    };
    let mut flows = Vec::new();
    for (index, (years, usd)) in search.flows.iter().enumerate() {
        let row = search.first_flow() + index as u32;
        let (years, usd) = (live(years), live(usd));
        sheet.write(row, 0, index as u32 + 1)?;
        sheet.write_formula_with_format(row, 1, years.on(Sheet::Return), &formats.general)?;
        sheet.write_formula_with_format(row, 2, usd.on(Sheet::Return), &formats.general)?;
        flows.push((years.value, usd.value));
    }
    // From the first flow that is none of 0: where it lies does not move the rate, and keeps powers small.
    let (first, last) = (search.first_flow() + 1, search.first_flow() + search.flows.len() as u32);
    let start = flows.iter().map(|(years, _)| *years).fold(f64::MAX, f64::min);
    for (column, head) in (0..).zip(["halving", "low", "high", "middle", "present value at the middle"]) {
        sheet.write_with_format(search.first_halving() - 1, column, head, &formats.head)?;
    }
    let (mut low, mut high) = (-WIDEST, WIDEST);
    let mut before = 0.0;
    for halving in 0..HALVINGS as u32 {
        let row = search.first_halving() + halving;
        sheet.write(row, 0, halving + 1)?;
        if halving == 0 {
            sheet.write_with_format(row, 1, low, &formats.general)?.write_with_format(
                row,
                2,
                high,
                &formats.general,
            )?;
        } else {
            let middle = (low + high) / 2.0;
            if before > 0.0 {
                low = middle
            } else {
                high = middle
            }
            let halved = |column: &str, moved: bool| {
                let (stays, moves) = (format!("{column}{row}"), format!("D{row}"));
                let (yes, no) = if moved { (moves, stays) } else { (stays, moves) };
                format!("IF(E{row}>0,{yes},{no})")
            };
            for (at, column, moved, value) in [(1, "B", true, low), (2, "C", false, high)] {
                let formula = Formula::new(halved(column, moved)).set_result(result(value));
                sheet.write_formula_with_format(row, at, formula, &formats.general)?;
            }
        }
        let middle = (low + high) / 2.0;
        before = flows.iter().map(|(years, usd)| usd * libm::exp(-middle * (years - start))).sum::<f64>();
        let here = row + 1;
        let formula = Formula::new(format!("(B{here}+C{here})/2")).set_result(result(middle));
        sheet.write_formula_with_format(row, 3, formula, &formats.general)?;
        let value =
            format!("SUMPRODUCT(C${first}:C${last},EXP(-D{here}*(B${first}:B${last}-MIN(B${first}:B${last}))))");
        sheet.write_formula_with_format(row, 4, Formula::new(value).set_result(result(before)), &formats.general)?;
    }
    let answer = search.answer();
    sheet.write_with_format(answer.row, 0, "rate a year", &formats.bold)?;
    let formula = Formula::new(format!("EXP(B{})-1", answer.row)).set_result(result(book.recording.value(search.step)));
    sheet.write_formula_with_format(answer.row, answer.column, formula, &formats.general)?;
    Ok(())
}
