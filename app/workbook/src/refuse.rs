//! Whether a file can be a workbook at all, and how large it is when unpacked; checked before anything reads it.

use std::io::{Cursor, Read};
use zip::ZipArchive;

/// All parts of a workbook take some 22 megabytes unpacked, 27 as saved by LibreOffice.
const LARGEST_UNPACKED: u64 = 64 << 20;
const MOST_PARTS: usize = 1_000;
const OLD_OR_ENCRYPTED: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Refuses, with part of a sentence, a file that is not a workbook, is damaged, or would unpack to more than any
/// workbook of ours.
pub(crate) fn check(bytes: &[u8]) -> Result<(), String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    protocol::workbook::fits(bytes.len() as u64)?;
    if bytes.starts_with(&OLD_OR_ENCRYPTED) {
        return Err(
            "this is an old .xls workbook, or one that a password protects: save it as .xlsx without a password"
                .to_owned(),
        );
    }
    if !bytes.starts_with(b"PK") {
        return Err("this is not an .xlsx workbook".to_owned());
    }
    let damaged = |why: &dyn std::fmt::Display| format!("the workbook is damaged or was cut off ({why})");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| damaged(&why))?;
    if let Some(kind) = other_kind(&mut archive) {
        return Err(format!("this is {kind}: save it as .xlsx"));
    }
    if archive.len() > MOST_PARTS {
        return Err(format!("the file is packed from {} parts; no workbook of this page is", archive.len()));
    }
    let mut room = LARGEST_UNPACKED;
    let mut buffer = vec![0_u8; 1 << 16];
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|why| damaged(&why))?;
        let name = part.name().map_err(|why| damaged(&why))?.into_owned();
        let most = largest(&name).min(room);
        let too_large = || {
            let most = largest(&name) >> 20;
            format!(
                "the file would unpack to far more than a workbook of this page ever holds ({name}: over {most} MB)"
            )
        };
        if part.size() > most {
            return Err(too_large());
        }
        // Unpacked once without storing it, because the size that a part declares need not be true.
        let mut part = part.take(most + 1);
        let mut unpacked = 0;
        loop {
            let read = part.read(&mut buffer).map_err(|why| damaged(&why))?;
            if read == 0 {
                break;
            }
            unpacked += read as u64;
        }
        if unpacked > most {
            return Err(too_large());
        }
        room -= unpacked;
    }
    Ok(())
}

/// The limit for an unpacked part, bytes: several times what Excel or LibreOffice make of our largest workbook. Readers
/// hold styles, texts and relations in memory as a whole, at many times their size.
fn largest(name: &str) -> u64 {
    match name {
        "xl/sharedStrings.xml" => 4 << 20,
        // Workings are the largest: 12 megabytes, 14 as saved by LibreOffice. Cells are read one by one.
        _ if name.starts_with("xl/worksheets/sheet") => 32 << 20,
        // Styles, the list of sheets, relations and the like. Anything else, such as a picture, is not read.
        _ if name.ends_with(".xml") || name.ends_with(".rels") => 1 << 20,
        _ => 16 << 20,
    }
}

/// The kind of an archive, if it is the file of another spreadsheet program.
fn other_kind(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<&'static str> {
    const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.spreadsheet";
    if archive.index_for_name("xl/workbook.bin").is_some() {
        return Some("a binary workbook (.xlsb)");
    }
    if archive.index_for_name("Index/Document.iwa").is_some() {
        return Some("a spreadsheet of Numbers");
    }
    let mut kind = String::new();
    archive.by_name("mimetype").ok()?.take(OPEN_DOCUMENT.len() as u64).read_to_string(&mut kind).ok()?;
    (kind == OPEN_DOCUMENT).then_some("an OpenDocument spreadsheet (.ods)")
}
