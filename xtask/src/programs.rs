//! `cargo xtask programs`: builds the programs beside the page, which run in workers. Trunk calls it at the end of each
//! build.
//!
//! Each is a package of its own, compiled by a separate run of cargo: in one build with the page, their features would
//! be unified, and the page would contain code that it leaves to the programs. A program consists of three files: a
//! script, its WASM, and the worker that runs them. A hash over all three is part of their names, of the references
//! between them, and of the name that the page is given, so that files of different releases never meet.

use crate::tools::{Tools, WASM};
use crate::{shell, trust};
use anyhow::{Context, Result, bail};
use local::page::Page;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// A program beside the page.
struct Program {
    /// The name of its package, and the page's name for it: `index.html` has `<meta name="program-NAME"
    /// content="./NAME">`.
    name: &'static str,
    /// The profile in Cargo.toml with which its release is compiled.
    profile: &'static str,
    /// The optimisation level of wasm-opt: `z` for a small download, a digit for speed.
    level: &'static str,
}

/// All programs.
const PROGRAMS: &[Program] = &[
    Program { name: "engine", profile: "engine", level: "z" },
    // Writes some hundred thousand cells in less than a second.
    Program { name: "workbook", profile: "release", level: "3" },
];

/// The script that runs a program in a worker, with this placeholder for the program's name.
const WORKER: &str = "assets/worker.js";
const NAME_IN_WORKER: &str = "PROGRAM";

/// The packages of all programs.
pub(crate) fn packages() -> impl Iterator<Item = &'static str> {
    PROGRAMS.iter().map(|program| program.name)
}

/// Builds every program into the folder that trunk is about to publish, and writes their names into the page there.
pub(crate) fn command() -> Result<()> {
    let told = |name: &str| {
        std::env::var_os(name).with_context(|| format!("{name} is not set: trunk calls this, see Trunk.toml"))
    };
    let stage = PathBuf::from(told("TRUNK_STAGING_DIR")?);
    let release = told("TRUNK_PROFILE")? == "release";
    let root = shell::root()?;
    let options = wasm_opt_options(&read(&root.join("index.html"))?)?;
    let tools = Tools::found()?;
    let worker = read(&root.join(WORKER))?;
    let page = stage.join("index.html");
    let mut html = read(&page)?;
    if release {
        shorten_all(&tools, &stage)?;
    }
    for program in PROGRAMS {
        let built = program.build(&tools, release.then_some(&options), &worker)?;
        html = named(&html, program.name, &built.publish(program.name, &stage)?)?;
    }
    std::fs::write(&page, html).with_context(|| format!("{} cannot be written", page.display()))?;
    trust::lay_beside(&page)?;
    draw_first(&page)
}

/// Renders the first scenario into the page, see app/prerender; `RACKRATE_SITE` is the page's future address.
fn draw_first(page: &Path) -> Result<()> {
    let mut cargo = shell::cargo_with(["run", "--quiet", "--offline", "-p", "prerender", "--", "--page"])?;
    cargo.arg(page);
    if let Some(site) = std::env::var_os("RACKRATE_SITE") {
        cargo.arg("--site").arg(site);
    }
    shell::run(&mut cargo)
}

/// Minifies every script in a folder. Trunk's own minifier is switched off, because its output differs each time.
fn shorten_all(tools: &Tools, folder: &Path) -> Result<()> {
    let files = std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for file in files {
        let file = file.with_context(|| format!("{} cannot be read", folder.display()))?.path();
        if file.extension().is_some_and(|extension| extension == "js") {
            shorten(tools, &file)?;
        }
    }
    Ok(())
}

fn shorten(tools: &Tools, script: &Path) -> Result<()> {
    let mut terser = tools.terser()?;
    terser.arg(script).args(["--module", "--compress", "passes=2", "--mangle", "--output"]).arg(script);
    shell::run(&mut terser)
}

/// A program's three files, under its plain name.
struct Built {
    script: String,
    worker: String,
    wasm: Vec<u8>,
}

impl Program {
    /// Compiles the program. Output that was made from the same compiled library with the same options is reused.
    fn build(&self, tools: &Tools, optimised: Option<&Vec<String>>, worker: &str) -> Result<Built> {
        let profile = if optimised.is_some() { self.profile } else { "debug" };
        let mut cargo = shell::cargo_with(["build", "--offline", "--lib", "--target", WASM, "-p", self.name])?;
        if optimised.is_some() {
            cargo.args(["--profile", profile]);
        }
        shell::run(&mut cargo)?;
        let target = shell::target()?;
        let compiled = target.join(WASM).join(profile).join(format!("{}.wasm", self.name));
        let folder = target.join("programs").join(profile).join(self.name);
        let file = |ending: &str| folder.join(format!("{}{ending}", self.name));
        let (script, wasm, runs_it) = (file(".js"), file("_bg.wasm"), file("-worker.js"));
        let built = || Ok(Built { script: read(&script)?, worker: read(&runs_it)?, wasm: std::fs::read(&wasm)? });

        let library = std::fs::read(&compiled).with_context(|| format!("{} was not made", compiled.display()))?;
        let recipe = format!("{} {} {optimised:?}", hash(&[&library, worker.as_bytes()]), self.level);
        let stamp = folder.join("made-from");
        if std::fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == recipe) {
            return built();
        }
        // The stamp is removed until all files are there.
        let _ = std::fs::remove_file(&stamp);
        let mut bindgen = tools.wasm_bindgen()?;
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", self.name, "--out-dir"]);
        shell::run(bindgen.arg(&folder).arg(&compiled))?;
        let put = |file: &Path, text: &str| {
            std::fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))
        };
        put(&runs_it, worker)?;
        if let Some(options) = optimised {
            let mut wasm_opt = tools.wasm_opt()?;
            let own = format!("-O{}", self.level);
            // The level is that of the program.
            wasm_opt.args(options.iter().map(|option| if option.starts_with("-O") { &own } else { option }));
            shell::run(wasm_opt.arg("--output").arg(&wasm).arg(&wasm))?;
            shorten(tools, &script)?;
            shorten(tools, &runs_it)?;
        }
        put(&stamp, &recipe)?;
        built()
    }
}

impl Built {
    /// Writes all files under names with a hash of their content, which their references use too; returns that name.
    fn publish(&self, name: &str, stage: &Path) -> Result<String> {
        let stem = format!("{name}-{:016x}", hash(&[self.script.as_bytes(), self.worker.as_bytes(), &self.wasm]));
        let plain = format!("{name}_bg.wasm");
        if self.script.matches(&plain).count() != 1 {
            bail!("The script of {name} does not name its WASM once, as expected.");
        }
        let script = self.script.replace(&plain, &format!("{stem}_bg.wasm"));
        if self.worker.matches(NAME_IN_WORKER).count() != 1 {
            bail!("The worker of {name} does not name its script once, as {NAME_IN_WORKER}.");
        }
        let worker = self.worker.replace(NAME_IN_WORKER, &stem);
        let put = |file: String, content: &[u8]| {
            std::fs::write(stage.join(&file), content).with_context(|| format!("{file} cannot be written"))
        };
        put(format!("{stem}_bg.wasm"), &self.wasm)?;
        put(format!("{stem}.js"), script.as_bytes())?;
        put(format!("{stem}-worker.js"), worker.as_bytes())?;
        Ok(stem)
    }
}

/// The page with the name of a program's files in place of its plain name.
fn named(html: &str, name: &str, stem: &str) -> Result<String> {
    let plain = format!("./{name}");
    let told = Page::read(html).attributes(&format!("meta[name=program-{name}]"), "content")?;
    // Quoted, or unquoted in a minified page; the name occurs nowhere else.
    let written = [format!("\"{plain}\""), format!("={plain} "), format!("={plain}>")];
    let places: Vec<&String> = written.iter().filter(|written| html.contains(written.as_str())).collect();
    match (&told[..], &places[..]) {
        ([content], [place]) if *content == plain && html.matches(place.as_str()).count() == 1 => {
            Ok(html.replace(place.as_str(), &place.replace(&plain, &format!("./{stem}"))))
        }
        _ => bail!("index.html wants <meta name=\"program-{name}\" content=\"{plain}\"> once"),
    }
}

/// The options with which wasm-opt optimises the page's own module, which hold for all programs.
fn wasm_opt_options(html: &str) -> Result<Vec<String>> {
    let options = Page::read(html).attributes("link[rel=rust]", "data-wasm-opt-params")?.into_iter().next();
    let options = options.context("index.html names no options for wasm-opt")?;
    Ok(options.split_whitespace().map(str::to_owned).collect())
}

/// Depends on the content alone, so that the same files get the same names.
fn hash(parts: &[&[u8]]) -> u64 {
    let mut hash = Xxh3::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.digest()
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// The files of all programs of a built page: script, WASM and worker of each.
pub(crate) fn files(html: &str) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for program in PROGRAMS {
        let selector = format!("meta[name=program-{}]", program.name);
        let address = Page::read(html).attributes(&selector, "content")?.into_iter().next();
        let hashed = format!("./{}-", program.name);
        let Some(stem) = address.filter(|address| address.starts_with(&hashed)) else {
            bail!("The page does not name its program {}: was it built by `cargo xtask build`?", program.name);
        };
        let stem = stem.trim_start_matches("./");
        files.extend([".js", "_bg.wasm", "-worker.js"].map(|ending| format!("{stem}{ending}")));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_the_names_of_its_programs() {
        let metas: Vec<_> =
            PROGRAMS.iter().map(|one| format!("<meta content=./{0} name=program-{0}>", one.name)).collect();
        let mut told = metas.concat();
        let mut expected = Vec::new();
        for (program, meta) in PROGRAMS.iter().zip(&metas) {
            let stem = format!("{}-00ff", program.name);
            told = named(&told, program.name, &stem).unwrap();
            assert!(!told.contains(meta), "{told}");
            expected.extend([".js", "_bg.wasm", "-worker.js"].map(|ending| format!("{stem}{ending}")));
        }
        assert_eq!(files(&told).unwrap(), expected);
        assert!(named("<head></head>", "engine", "engine-00ff").is_err(), "a page that cannot load it is no page");
        assert!(files("<head></head>").is_err());
        assert!(files(&metas.concat()).is_err(), "names without a hash");
    }

    #[test]
    fn names_follow_the_content_and_stand_in_every_file() {
        let folder = std::env::temp_dir().join(format!("rackrate-programs-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let worker = read(&shell::root().unwrap().join(WORKER)).unwrap();
        let built = |wasm: &[u8], more: &str| Built {
            script: "load(new URL('engine_bg.wasm', here))".to_owned(),
            worker: format!("{worker}{more}"),
            wasm: wasm.to_vec(),
        };
        let first = built(b"one", "").publish("engine", &folder).unwrap();
        assert_eq!(built(b"one", "").publish("engine", &folder).unwrap(), first);
        assert_ne!(built(b"two", "").publish("engine", &folder).unwrap(), first);
        assert_ne!(built(b"one", ";").publish("engine", &folder).unwrap(), first);
        let script = read(&folder.join(format!("{first}.js"))).unwrap();
        assert!(script.contains(&format!("'{first}_bg.wasm'")), "{script}");
        let worker = read(&folder.join(format!("{first}-worker.js"))).unwrap();
        // The page hands the WASM to the worker, under the name that it was given.
        assert!(worker.contains(&format!("'./{first}.js'")), "{worker}");
        assert_eq!(std::fs::read(folder.join(format!("{first}_bg.wasm"))).unwrap(), b"one");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn programs_are_optimised_as_the_page_is() {
        let html = "<link rel=\"css\"><link rel=\"rust\" data-wasm-opt-params=\"--enable-sign-ext -Oz --x\">";
        assert_eq!(wasm_opt_options(html).unwrap(), ["--enable-sign-ext", "-Oz", "--x"]);
        assert!(wasm_opt_options("<link>").is_err());
        let page = read(&shell::root().unwrap().join("index.html")).unwrap();
        assert!(wasm_opt_options(&page).unwrap().iter().any(|option| option == "--enable-bulk-memory"));
        for program in PROGRAMS {
            let told = named(&page, program.name, "x").unwrap();
            assert!(told.contains(&format!("<meta name=\"program-{}\" content=\"./x\">", program.name)), "{told}");
        }
    }
}
