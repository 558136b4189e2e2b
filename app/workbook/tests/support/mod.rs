//! Helpers for tests of workbooks: their parts, changed and packed again, and the numbers in them.
#![allow(dead_code, reason = "each test uses a part of it")]

use calamine::{Data, Reader, Xlsx};
use model::inputs::scenario::Scenario;
use model::record::recorder::record_symbolic;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A scenario's workbook.
pub(crate) fn workbook_of(scenario: &Scenario) -> Vec<u8> {
    workbook::write(scenario, &record_symbolic(scenario)).expect("a recording of the model can be written")
}

/// The parts of a workbook, by name.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a ZIP archive");
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let name = part.name().expect("its name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a whole part");
        parts.insert(name, content);
    }
    parts
}

/// Packs parts as a workbook.
pub(crate) fn pack(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, content) in parts {
        archive.start_file(name.as_str(), options).expect("a part begins");
        archive.write_all(content).expect("a part is written");
    }
    archive.finish().expect("an archive is finished").into_inner()
}

/// A workbook with a part altered as text.
pub(crate) fn with_part(part: &str, bytes: &[u8], alter: impl FnOnce(&str) -> String) -> Vec<u8> {
    let mut parts = parts(bytes);
    let content = parts.get_mut(part).expect("the part");
    *content = alter(std::str::from_utf8(content).expect("XML in UTF-8")).into_bytes();
    pack(&parts)
}

/// The part that holds the sheet at a place among the tabs, counted from 1.
pub(crate) fn part_of_sheet(place: usize) -> String {
    format!("xl/worksheets/sheet{place}.xml")
}

/// The cells of a sheet by row and column, counted from 0.
pub(crate) fn cells(bytes: &[u8], sheet: &str) -> BTreeMap<(u32, u32), Data> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = workbook.worksheet_range(sheet).expect("a sheet");
    let (top, left) = range.start().unwrap_or((0, 0));
    range.used_cells().map(|(row, column, cell)| ((row as u32 + top, column as u32 + left), cell.clone())).collect()
}

/// The row of every id in a column of a sheet.
pub(crate) fn rows_by_id(cells: &BTreeMap<(u32, u32), Data>, column: u32) -> BTreeMap<String, u32> {
    let of_column = cells.iter().filter(|((_, at), _)| *at == column);
    of_column
        .filter_map(|((row, _), cell)| match cell {
            Data::String(id) => Some((id.clone(), *row)),
            _ => None,
        })
        .collect()
}

/// The same workbook with other values in the cells of some inputs, put into its XML; nothing else is changed.
pub(crate) fn with_values(bytes: &[u8], changes: &[(&str, String)]) -> Vec<u8> {
    with_values_on("Assumptions", bytes, changes)
}

/// The same if the sheet of assumptions has another name.
pub(crate) fn with_values_on(sheet: &str, bytes: &[u8], changes: &[(&str, String)]) -> Vec<u8> {
    let rows = rows_by_id(&cells(bytes, sheet), 0);
    let mut parts = parts(bytes);
    let part = parts.get_mut(&part_of_sheet(2)).expect("the sheet of assumptions");
    let mut text = String::from_utf8(std::mem::take(part)).expect("XML in UTF-8");
    for (id, value) in changes {
        let cell = format!("<c r=\"C{}\"", rows[*id] + 1);
        let start = text.find(&cell).expect("the input's cell");
        let from = start + text[start..].find("<v>").expect("its value") + 3;
        let to = from + text[from..].find("</v>").expect("its value's end");
        text.replace_range(from..to, value);
    }
    *part = text.into_bytes();
    pack(&parts)
}

/// The same workbook with every formula's stored value set to 0.
pub(crate) fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut parts = parts(bytes);
    for (name, part) in &mut parts {
        if !name.starts_with("xl/worksheets/sheet") {
            continue;
        }
        let text = String::from_utf8(std::mem::take(part)).expect("XML in UTF-8");
        let mut pieces = text.split("</f><v>");
        let mut emptied = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            emptied.push_str("</f><v>0");
            emptied.push_str(&piece[piece.find("</v>").expect("a value ends")..]);
        }
        *part = emptied.into_bytes();
    }
    pack(&parts)
}

/// The same workbook with its rows of assumptions in another order, as sorting leaves them: a formula that reads its
/// own row reads the row to which it was moved. `order` gets the existing rows, and returns them in their new order.
pub(crate) fn reordered(bytes: &[u8], order: impl FnOnce(&[u32]) -> Vec<u32>) -> Vec<u8> {
    with_part(&part_of_sheet(2), bytes, |sheet| {
        let (head, rest) = sheet.split_once("<sheetData>").expect("rows");
        let (rows, tail) = rest.split_once("</sheetData>").expect("their end");
        let number = |body: &str| body["r=\"".len()..].split('"').next().and_then(|number| number.parse::<u32>().ok());
        let bodies: BTreeMap<u32, &str> =
            rows.split("<row ").skip(1).map(|body| (number(body).expect("a row's number") - 1, body)).collect();
        let places: Vec<u32> = bodies.keys().copied().collect();
        let moved: String = order(&places)
            .into_iter()
            .zip(&places)
            .map(|(from, to)| format!("<row {}", moved(bodies[&from], from + 1, to + 1)))
            .collect();
        format!("{head}<sheetData>{moved}</sheetData>{tail}")
    })
}

/// A row's XML with another number: its own, its cells', and in its formulas' references to it.
fn moved(body: &str, from: u32, to: u32) -> String {
    let (attributes, cells) = body.split_once('>').expect("a row's cells");
    let attributes = attributes.replacen(&format!("r=\"{from}\""), &format!("r=\"{to}\""), 1);
    let mut text = String::new();
    let mut rest = cells;
    // References have an absolute column and a relative row: $C12. Addresses of cells have no such sign: r="C12".
    while let Some(at) = rest.find(['$', '"']) {
        let (before, after) = rest.split_at(at + 1);
        let letters = after.len() - after.trim_start_matches(|sign: char| sign.is_ascii_uppercase()).len();
        let digits: String = after[letters..].chars().take_while(char::is_ascii_digit).collect();
        let is_address = !before.ends_with('"') || before.ends_with(" r=\"");
        text.push_str(before);
        rest = after;
        if (1..=2).contains(&letters) && digits == from.to_string() && is_address {
            text.push_str(&format!("{}{to}", &after[..letters]));
            rest = &after[letters + digits.len()..];
        }
    }
    format!("{attributes}>{text}{rest}")
}

/// The same workbook with its days counted from 1904, as programs of old Macs saved it: all dates of its assumptions
/// remain the same days.
pub(crate) fn from_1904(bytes: &[u8]) -> Vec<u8> {
    const DAYS_BETWEEN: i32 = 1_462;
    let styles = String::from_utf8(parts(bytes)["xl/styles.xml"].clone()).expect("XML in UTF-8");
    let attribute = |tag: &str, name: &str| {
        let start = tag.find(&format!(" {name}=\"")).map(|at| at + name.len() + 3)?;
        Some(tag[start..start + tag[start..].find('"')?].to_owned())
    };
    let months = styles.split("<numFmt ").skip(1).find(|tag| tag.contains("mmm") && tag.contains("yyyy"));
    let months = months.and_then(|tag| attribute(&format!(" {tag}"), "numFmtId")).expect("a format of months");
    let (_, formats) = styles.split_once("<cellXfs").expect("formats of cells");
    let formats = formats.split("</cellXfs>").next().unwrap_or_default().split("<xf ").skip(1).enumerate();
    let dates: Vec<String> = formats
        .filter(|(_, tag)| attribute(&format!(" {tag}"), "numFmtId").as_ref() == Some(&months))
        .map(|(place, _)| place.to_string())
        .collect();
    let shifted = with_part(&part_of_sheet(2), bytes, |sheet| {
        let mut pieces = sheet.split("<c ");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let head = format!(" {}", piece.split('>').next().unwrap_or_default());
            let is_date = attribute(&head, "s").is_some_and(|style| dates.contains(&style)) && !piece.contains("<f>");
            text.push_str("<c ");
            match piece
                .split_once("<v>")
                .filter(|_| is_date)
                .and_then(|(head, rest)| Some((head, rest.split_once("</v>")?)))
            {
                Some((head, (serial, rest))) => {
                    let serial: i32 = serial.parse().expect("a date is a whole number of days");
                    text.push_str(&format!("{head}<v>{}</v>{rest}", serial - DAYS_BETWEEN));
                }
                None => text.push_str(piece),
            }
        }
        assert_ne!(text, sheet, "some dates");
        text
    });
    with_part("xl/workbook.xml", &shifted, |text| {
        assert!(text.contains("<workbookPr "), "{text}");
        text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1)
    })
}
