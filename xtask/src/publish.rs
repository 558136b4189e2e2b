//! Completes a release after trunk: adds the licence notices and compressed copies of every file, and checks what it
//! must not contain.

use crate::{licences, paths, shell};
use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use local::page::Page;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The licence notices of everything that the page is compiled from.
const NOTICES: &str = "THIRD-PARTY.txt";
/// A file for hosts, which readers never get.
const FOR_HOSTS: &str = "_headers";

/// Completes a release that trunk has built.
pub(crate) fn finish(dist: &Path) -> Result<()> {
    shell::heading("notices of licences, packed files");
    write(&dist.join(NOTICES), licences::notices()?.as_bytes())?;
    let files = files(dist)?;
    paths::has_no_paths(&files)?;
    let rules = std::fs::read_to_string(dist.join(FOR_HOSTS)).unwrap_or_default();
    for page in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "html")) {
        let html = std::fs::read_to_string(page).with_context(|| format!("{} cannot be read", page.display()))?;
        let refused = Page::read(&html).refused()?;
        if !refused.is_empty() && rules.contains("Content-Security-Policy") {
            bail!("{} has what its own policy refuses: {}", page.display(), refused.join(", "));
        }
    }
    for file in files {
        pack(&file)?;
    }
    Ok(())
}

/// Every file below a folder, except compressed copies, sorted by name.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut unread = vec![folder.to_path_buf()];
    while let Some(folder) = unread.pop() {
        let entries = std::fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                unread.push(path);
            } else if !path.extension().is_some_and(|extension| extension == "br" || extension == "gz") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes Brotli and gzip copies of a file beside it, if they are smaller; hosts send them as they are.
fn pack(file: &Path) -> Result<()> {
    if file.file_name().is_some_and(|name| name == FOR_HOSTS) {
        return Ok(());
    }
    let content = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    for (ending, packed) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
        if packed.len() < content.len() {
            let mut name = file.as_os_str().to_owned();
            name.push(format!(".{ending}"));
            write(Path::new(&name), &packed)?;
        }
    }
    Ok(())
}

/// Brotli at its highest quality, as for files that are compressed in advance.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let best = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &best).context("Brotli failed")?;
    Ok(packed)
}

/// Without a name and date, so that the same content gives the same file.
fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).context("gzip failed")?;
    encoder.finish().context("gzip failed")
}

fn write(file: &Path, content: &[u8]) -> Result<()> {
    std::fs::write(file, content).with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn packed_files_lie_beside_what_they_pack() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("a")).unwrap();
        let text = "the same again and again ".repeat(100);
        for name in ["index.html", "a/b.js", FOR_HOSTS] {
            std::fs::write(folder.path().join(name), &text).unwrap();
        }
        std::fs::write(folder.path().join("tiny"), "x").unwrap();
        for file in files(folder.path()).unwrap() {
            pack(&file).unwrap();
        }
        let packed = std::fs::read(folder.path().join("a/b.js.gz")).unwrap();
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&*packed).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let packed = std::fs::read(folder.path().join("index.html.br")).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        let is_there = |name: &str| folder.path().join(name).exists();
        assert!(!is_there("_headers.br") && !is_there("tiny.br") && !is_there("tiny.gz"));
        assert_eq!(files(folder.path()).unwrap().len(), 4, "packed files are not packed again");
    }
}
