//! Conversion of files by LibreOffice.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that names the program if it is not on the PATH.
const PROGRAM: &str = "RACKRATE_SOFFICE";

/// A conversion of files.
pub struct Conversion<'a> {
    /// A folder for this conversion, which is emptied before and removed afterwards.
    pub folder: &'a Path,
    /// LibreOffice's settings, as items of its registry.
    pub settings: &'a str,
    /// The extension of the files that are given, such as `xlsx`.
    pub extension: &'a str,
    /// The filter that reads them; `None` lets LibreOffice choose.
    pub reads: Option<&'a str>,
    /// The format to write, with its filter.
    pub writes: &'a str,
}

impl Conversion<'_> {
    /// The resulting files by name. The given files are named 0, 1 and so on.
    ///
    /// # Errors
    /// A sentence, if LibreOffice is missing or writes fewer files.
    pub fn of<T: AsRef<[u8]>>(&self, given: &[T]) -> Result<BTreeMap<String, Vec<u8>>, String> {
        let _ = std::fs::remove_dir_all(self.folder);
        let (settings, out) = (self.folder.join("profile/user"), self.folder.join("out"));
        for folder in [&settings, &out] {
            std::fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        }
        let write = |path: &Path, bytes: &[u8]| {
            std::fs::write(path, bytes).map_err(|why| format!("{} cannot be written: {why}", path.display()))
        };
        let registry = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n{}\n</oor:items>\n",
            self.settings
        );
        write(&settings.join("registrymodifications.xcu"), registry.as_bytes())?;
        let mut files: Vec<PathBuf> = Vec::new();
        for (place, bytes) in given.iter().enumerate() {
            let file = self.folder.join(format!("{place}.{}", self.extension));
            write(&file, bytes.as_ref())?;
            files.push(file);
        }
        let program = std::env::var_os(PROGRAM).unwrap_or_else(|| "soffice".into());
        let mut command = Command::new(&program);
        command.arg(format!("-env:UserInstallation=file://{}", self.folder.join("profile").display()));
        command.arg("--headless").args(self.reads.map(|filter| format!("--infilter={filter}")));
        let printed = command.args(["--convert-to", self.writes, "--outdir"]).arg(&out).args(&files).output();
        let printed = printed.map_err(|why| {
            format!(
                "LibreOffice ({}) could not be started: {why}. On Debian:\n    \
                 sudo apt-get install --no-install-recommends libreoffice-calc-nogui\nor name its program in {PROGRAM}.",
                Path::new(&program).display()
            )
        })?;
        let mut converted = BTreeMap::new();
        for entry in std::fs::read_dir(&out).map_err(|why| why.to_string())? {
            let path = entry.map_err(|why| why.to_string())?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            converted.insert(name, std::fs::read(path).map_err(|why| why.to_string())?);
        }
        let _ = std::fs::remove_dir_all(self.folder);
        if converted.len() < given.len() {
            let words = String::from_utf8_lossy(&printed.stderr);
            return Err(format!("LibreOffice made {} files of {}: {words}", converted.len(), given.len()));
        }
        Ok(converted)
    }
}
