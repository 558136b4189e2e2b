//! LibreOffice, as tests use it: it opens files and writes them in another form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What names its program where it is not on the PATH.
const PROGRAM: &str = "RACKRATE_SOFFICE";

/// One use of it.
pub struct Conversion<'a> {
    /// A folder of its own, which is emptied before and removed after.
    pub folder: &'a Path,
    /// Its settings, as items of its registry.
    pub settings: &'a str,
    /// What the files are called after their places, such as `xlsx`.
    pub extension: &'a str,
    /// The filter that reads them; it finds one by itself where there is none.
    pub reads: Option<&'a str>,
    /// The form that it writes, with its filter.
    pub writes: &'a str,
}

impl Conversion<'_> {
    /// The files that it makes, by their names. It gets the given ones as 0, 1 and so on.
    ///
    /// # Errors
    /// A sentence, where it is not there or makes fewer files.
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
