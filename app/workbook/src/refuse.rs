//! Whether a file can be a workbook at all, and how large it would be unpacked: asked before anything reads it.

use std::io::{Cursor, Read};
use zip::ZipArchive;

/// All its parts unpacked have some ten megabytes.
const LARGEST_UNPACKED: u64 = 96 << 20;
const MOST_PARTS: usize = 1_000;
const OLD_OR_ENCRYPTED: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Refuses, in words, what is no workbook, is damaged, or would unpack to more than a workbook of ours ever does.
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
    if archive.len() > MOST_PARTS {
        return Err(format!("the file is packed from {} parts; no workbook of this page is", archive.len()));
    }
    let mut room = LARGEST_UNPACKED;
    let mut buffer = vec![0_u8; 1 << 16];
    for index in 0..archive.len() {
        // Unpacked once to nowhere: what a part says of its own size need not be true.
        let part = archive.by_index(index).map_err(|why| damaged(&why))?;
        let mut part = part.take(room + 1);
        loop {
            let read = part.read(&mut buffer).map_err(|why| damaged(&why))?;
            if read == 0 {
                break;
            }
            room = room
                .checked_sub(read as u64)
                .ok_or("the file would unpack to far more than a workbook of this page ever holds")?;
        }
    }
    Ok(())
}
