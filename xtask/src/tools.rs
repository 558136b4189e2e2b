//! The tools that build the page: found on this machine, or installed into a cache outside the tree.
//!
//! The cache is `$RACKRATE_TOOLS`, else `$XDG_CACHE_HOME/rackrate/tools`, else `~/.cache/rackrate/tools`. Of each name,
//! the first program on the PATH of child processes is used. Its version is checked, and if it is wrong, the right one
//! is installed into a folder that comes earlier on that PATH.

use crate::shell::{cargo, cargo_with, heading, printed_by, root, run, succeeds};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compilation target of the page.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Newer versions need a newer compiler than ours; any 0.21 will do.
const TRUNK: &str = "0.21.14";
/// The oldest wasm-opt that supports everything that our compiler emits.
const WASM_OPT_AT_LEAST: u32 = 120;
/// The npm package that contains wasm-opt, as a program for Node.
const BINARYEN: &str = "binaryen@132.0.0";
/// The npm package that minifies the scripts between page and WASM.
const TERSER: &str = "terser@5.51.2";
/// The npm package that finds accessibility faults, and its script.
const AXE: (&str, &str) = ("axe-core@4.14.1", "axe-core/axe.min.js");

/// Everything that a build of the page needs.
pub(crate) struct Tools {
    path: OsString,
}

impl Tools {
    /// Finds or installs everything; quick if everything is there.
    pub(crate) fn ready() -> Result<Tools> {
        rust_parts()?;
        let (cache, bindgen) = (Cache::of(&Surroundings::now())?, bindgen_version()?);
        let tools = Tools::found()?;

        let mut built = false;
        if !tools.version("trunk").is_some_and(|version| version.starts_with("0.21.")) {
            heading("installing trunk (about five minutes, once)");
            let features = ["--locked", "--no-default-features", "--features", "rustls"];
            cache.install("trunk", TRUNK, &cache.tools, &features)?;
            built = true;
        }
        if tools.version("wasm-bindgen").as_deref() != Some(&*bindgen) {
            heading("installing wasm-bindgen (about five minutes, once)");
            // Without --locked, because its lock file names crates that are too old for our compiler.
            cache.install("wasm-bindgen-cli", &bindgen, &cache.bindgen(&bindgen), &[])?;
            built = true;
        }
        if built {
            cache.forget_build()?;
        }
        if !tools.version("wasm-opt").is_some_and(|version| new_enough(&version)) {
            heading("installing wasm-opt");
            cache.install_with_npm("wasm-opt", BINARYEN, "binaryen/bin/wasm-opt")?;
        }
        if !tools.version("terser").is_some_and(|version| version.starts_with("5.")) {
            heading("installing terser");
            cache.install_with_npm("terser", TERSER, "terser/bin/terser")?;
        }
        tools.check("wasm-opt", new_enough)?;
        tools.check("terser", |version| version.starts_with("5."))?;
        tools.check("wasm-bindgen", |version| version == bindgen)?;
        tools.check("trunk", |version| version.starts_with("0.21."))?;

        fetch()?;
        Ok(tools)
    }

    /// The tools that an earlier step has found or installed; nothing is checked again.
    pub(crate) fn found() -> Result<Tools> {
        let cache = Cache::of(&Surroundings::now())?;
        let folders = [cache.bindgen(&bindgen_version()?).join("bin"), cache.tools.join("bin")];
        let before = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(folders.into_iter().chain(env::split_paths(&before)))
            .context("A folder on the PATH has a name that a PATH cannot hold")?;
        Ok(Tools { path })
    }

    /// Trunk, to be run in the workspace's folder with the tools on its PATH.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let mut trunk = self.command("trunk")?;
        // Trunk reads NO_COLOR as "true" or "false"; for other programs any value means yes.
        if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            trunk.env("NO_COLOR", "true");
        } else {
            trunk.env_remove("NO_COLOR");
        }
        // Its minifier cannot parse modern JavaScript, and says so at each build; the scripts are a few kilobytes.
        if env::var_os("RUST_LOG").is_none() {
            trunk.env("RUST_LOG", "error,trunk=info,trunk::processing::minify=error");
        }
        Ok(trunk)
    }

    /// wasm-bindgen, in the version of Cargo.lock.
    pub(crate) fn wasm_bindgen(&self) -> Result<Command> {
        self.command("wasm-bindgen")
    }

    /// wasm-opt.
    pub(crate) fn wasm_opt(&self) -> Result<Command> {
        self.command("wasm-opt")
    }

    /// terser, which minifies scripts.
    pub(crate) fn terser(&self) -> Result<Command> {
        self.command("terser")
    }

    /// The first program of this name on the PATH, to be run in the workspace's folder with the tools on its own PATH.
    fn command(&self, name: &str) -> Result<Command> {
        let program = find(name, &self.path).with_context(|| format!("{name} is not on the PATH"))?;
        let mut command = Command::new(program);
        command.current_dir(root()?).env("PATH", &self.path);
        Ok(command)
    }

    /// The version of the first program of this name on the PATH.
    fn version(&self, name: &str) -> Option<String> {
        let mut command = Command::new(find(name, &self.path)?);
        command.arg("--version").env("PATH", &self.path);
        version_in(&printed_by(&mut command).ok()?)
    }

    fn check(&self, name: &str, good: impl Fn(&str) -> bool) -> Result<()> {
        match self.version(name) {
            Some(version) if good(&version) => Ok(()),
            Some(version) => {
                bail!("{name} was installed, but {version} is found on the PATH: a wrong version.")
            }
            None => bail!("{name} was installed, but it does not run."),
        }
    }
}

/// Finds or installs the parts of the Rust toolchain that may be missing.
///
/// This is explicit, because rustup's automatic installation may be switched off.
pub(crate) fn rust_parts() -> Result<()> {
    let standard_library =
        printed_by(Command::new("rustc").current_dir(root()?).args(["--print", "target-libdir", "--target", WASM]))?;
    if !Path::new(standard_library.trim()).is_dir() {
        heading("installing the Rust target for the browser");
        rustup(&["target", "add", WASM])?;
    }
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(&mut cargo_with([command, "--version"])?) {
            heading(&format!("installing {component}"));
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(words: &[&str]) -> Result<()> {
    run(Command::new("rustup").current_dir(root()?).args(words)).with_context(|| {
        format!("The Rust toolchain lacks a part. Install it and run this again:\n    rustup {}", words.join(" "))
    })
}

/// The variables that decide where the cache is.
struct Surroundings {
    tools: Option<OsString>,
    cache: Option<OsString>,
    home: Option<OsString>,
}

impl Surroundings {
    fn now() -> Surroundings {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty());
        Surroundings { tools: set("RACKRATE_TOOLS"), cache: set("XDG_CACHE_HOME"), home: set("HOME") }
    }
}

/// The folder of installed tools.
struct Cache {
    tools: PathBuf,
}

impl Cache {
    fn of(surroundings: &Surroundings) -> Result<Cache> {
        let tools = match surroundings {
            Surroundings { tools: Some(folder), .. } => PathBuf::from(folder),
            Surroundings { cache: Some(folder), .. } => Path::new(folder).join("rackrate/tools"),
            Surroundings { home: Some(folder), .. } => Path::new(folder).join(".cache/rackrate/tools"),
            _ => bail!("Neither RACKRATE_TOOLS nor HOME is set: there is no folder for the tools."),
        };
        if tools.is_relative() {
            bail!("The folder for the tools must be given from the root, not as {}.", tools.display());
        }
        Ok(Cache { tools })
    }

    /// The folder of one version of wasm-bindgen; each has its own, so that branches can use different ones.
    fn bindgen(&self, version: &str) -> PathBuf {
        self.tools.join(format!("wasm-bindgen-{version}"))
    }

    /// The folder in which tools are compiled.
    fn build(&self) -> PathBuf {
        self.tools.join("build")
    }

    /// Compiles a tool, lightly optimised: it runs for a second, but compiles for minutes.
    fn install(&self, package: &str, version: &str, into: &Path, options: &[&str]) -> Result<()> {
        let mut install = cargo_with(["install", package, "--version", version])?;
        install.args(options).arg("--root").arg(into).arg("--target-dir").arg(self.build());
        install
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        // Outside the workspace, whose settings are meant for the page.
        std::fs::create_dir_all(&self.tools)
            .with_context(|| format!("The folder {} cannot be made", self.tools.display()))?;
        install.current_dir(&self.tools);
        run(&mut install).with_context(|| format!("{package} {version} could not be installed"))
    }

    /// Frees the gigabyte that compiling the tools took.
    fn forget_build(&self) -> Result<()> {
        match std::fs::remove_dir_all(self.build()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{} cannot be removed", self.build().display()))
            }
            _ => Ok(()),
        }
    }

    /// Installs an npm package that contains a program for Node.
    fn install_with_npm(&self, program: &str, package: &str, file: &str) -> Result<()> {
        let modules = self.install_package(package)?;
        self.write_program(program, &format!("{modules}/{file}"))
    }

    /// Installs an npm package; returns the folder of its modules, relative to that of the tools.
    fn install_package(&self, package: &str) -> Result<String> {
        if on_path("npm").is_none() || on_path("node").is_none() {
            apt_install(&["nodejs", "npm"]).context(format!(
                "{package} comes with npm, which is missing. Install Node and npm and run this again, on Debian with\n    \
                 sudo apt-get install nodejs npm"
            ))?;
        }
        let name = package.split('@').next().unwrap_or(package);
        let folder = self.tools.join(name);
        std::fs::create_dir_all(&folder).with_context(|| format!("The folder {} cannot be made", folder.display()))?;
        let mut npm = Command::new("npm");
        npm.current_dir(&folder).args(["install", "--no-audit", "--no-fund", "--prefix", ".", package]);
        run(&mut npm)?;
        Ok(format!("{name}/node_modules"))
    }

    /// Writes a shell script that starts a program for Node. The link in `node_modules/.bin` would not do: it finds
    /// Node through `env`, which does not work with every machine's PATH.
    fn write_program(&self, program: &str, file: &str) -> Result<()> {
        let bin = self.tools.join("bin");
        let path = bin.join(program);
        let text = format!("#!/bin/sh\nexec node \"$(dirname \"$0\")/../{file}\" \"$@\"\n");
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(&bin)?;
            std::fs::write(&path, text)?;
            make_executable(&path)
        };
        write().with_context(|| format!("{} cannot be written", path.display()))
    }
}

#[cfg(unix)]
fn make_executable(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_file: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The script of axe: the one that a variable names, else the cached one, which is installed if it is missing.
pub(crate) fn axe(variable: &str) -> Result<PathBuf> {
    if let Some(named) = named(variable, &[])? {
        return Ok(named);
    }
    let (cache, (package, file)) = (Cache::of(&Surroundings::now())?, AXE);
    let folder = cache.tools.join("axe-core/node_modules");
    // Another release than ours would find other faults.
    let installed = std::fs::read_to_string(folder.join("axe-core/package.json")).unwrap_or_default();
    if !package.strip_prefix("axe-core@").is_some_and(|version| installed.contains(&format!("\"{version}\""))) {
        heading("installing axe");
        cache.install_package(package)?;
    }
    Ok(folder.join(file))
}

/// The program that a variable names, else the first of these on the PATH.
pub(crate) fn named(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    match env::var_os(variable) {
        Some(path) if PathBuf::from(&path).is_file() => Ok(Some(path.into())),
        Some(path) => bail!("{variable} names {}, which is not there.", path.to_string_lossy()),
        None => Ok(names.iter().find_map(|name| on_path(name))),
    }
}

/// Installs Debian packages if possible: as root, on a machine with apt-get.
pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    if on_path("apt-get").is_none() {
        bail!("This machine has no apt-get.");
    }
    if printed_by(Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("Only root may install packages.");
    }
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
        command
    };
    run(&mut apt(&["update", "-q"]))?;
    run(apt(&["install", "-q", "-y", "--no-install-recommends"]).args(packages))
}

/// The program of this name on our own PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    find(name, &env::var_os("PATH")?)
}

fn find(name: &str, path: &OsString) -> Option<PathBuf> {
    env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Downloads the crates that are missing.
///
/// Trunk is run offline, so that it never downloads tools of its own; but then cargo downloads nothing either.
fn fetch() -> Result<()> {
    let status = cargo()?.arg("fetch").status().context("cargo could not be started")?;
    if !status.success() {
        bail!("The crates that the page is made of could not be fetched; cargo's own words stand above.");
    }
    Ok(())
}

/// The version in a program's output: `trunk 0.21.14`, `wasm-opt version 132 (version_132)`.
fn version_in(printed: &str) -> Option<String> {
    printed.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
}

fn new_enough(wasm_opt: &str) -> bool {
    wasm_opt.split('.').next().and_then(|number| number.parse::<u32>().ok()).is_some_and(|n| n >= WASM_OPT_AT_LEAST)
}

/// The version of wasm-bindgen that the page and its programs are compiled with; the tool's version must be the same.
fn bindgen_version() -> Result<String> {
    let lock = std::fs::read_to_string(root()?.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock does not name wasm-bindgen: does `app` still depend on it?")
}

/// The version of a package in a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_print() {
        assert_eq!(version_in("trunk 0.21.14\n").as_deref(), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.130").as_deref(), Some("0.2.130"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)").as_deref(), Some("132"));
        assert_eq!(version_in("nothing to see"), None);
    }

    #[test]
    fn an_old_wasm_opt_is_refused() {
        assert!(new_enough("132"));
        assert!(new_enough("120"));
        assert!(!new_enough("108"));
        assert!(!new_enough("new"));
    }

    #[test]
    fn the_lock_file_names_exactly_one_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "bindgen"), None);
        assert_eq!(locked_version("", "wasm-bindgen"), None);
    }

    #[test]
    fn the_cache_is_where_the_surroundings_say() {
        let place = |tools: Option<&str>, cache: Option<&str>, home: Option<&str>| {
            let own = |text: Option<&str>| text.map(OsString::from);
            let surroundings = Surroundings { tools: own(tools), cache: own(cache), home: own(home) };
            Cache::of(&surroundings).map(|cache| cache.tools)
        };
        assert_eq!(place(Some("/t"), Some("/c"), Some("/h")).unwrap(), Path::new("/t"));
        assert_eq!(place(None, Some("/c"), Some("/h")).unwrap(), Path::new("/c/rackrate/tools"));
        assert_eq!(place(None, None, Some("/h")).unwrap(), Path::new("/h/.cache/rackrate/tools"));
        assert!(place(None, None, None).is_err());
        assert!(place(Some("t"), None, None).is_err(), "a relative folder would depend on where one stands");
    }

    #[test]
    fn versions_of_wasm_bindgen_do_not_share_a_folder() {
        let cache = Cache { tools: PathBuf::from("/t") };
        assert_ne!(cache.bindgen("0.2.130"), cache.bindgen("0.2.131"));
    }
}
