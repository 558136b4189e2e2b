//! `cargo xtask late`: the modules that the page loads only on demand. Trunk calls it at the end of each build.
//!
//! Each is a package of its own, compiled by a cargo of its own: in one build with the page, the features of both would
//! be one, and the page would carry what it leaves to the module. The files have a hash of their content in their
//! names, and the page is told the name: a new page never meets an old module.

use crate::size::attribute;
use crate::tools::{Tools, WASM};
use crate::{shell, size, trust};
use anyhow::{Context, Result, bail};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

/// A module that the page loads on demand.
struct Late {
    /// What the page calls it. `index.html` has `<meta name="late-NAME" content="./NAME.js">`.
    name: &'static str,
    /// The package whose library it is.
    package: &'static str,
    /// What wasm-opt aims at: `z` for little to download, a digit for speed.
    level: &'static str,
}

/// Every module.
const LATE: &[Late] = &[
    Late { name: "study", package: "study", level: "z" },
    // Some hundred thousand cells in less than a second.
    Late { name: "workbook", package: "workbook", level: "3" },
];

/// The packages of all modules.
pub(crate) fn packages() -> impl Iterator<Item = &'static str> {
    LATE.iter().map(|late| late.package)
}

/// Builds every module into the folder that trunk is about to publish, and tells the page there their names.
pub(crate) fn command() -> Result<()> {
    let told = |name: &str| {
        std::env::var_os(name).with_context(|| format!("{name} is not set: trunk calls this, see Trunk.toml"))
    };
    let stage = PathBuf::from(told("TRUNK_STAGING_DIR")?);
    let release = told("TRUNK_PROFILE")? == "release";
    let root = shell::root()?;
    let options = wasm_opt_options(&read(&root.join("index.html"))?)?;
    let tools = Tools::found()?;
    let page = stage.join("index.html");
    let mut html = read(&page)?;
    for late in LATE {
        let built = late.build(&tools, release.then_some(&options))?;
        html = named(&html, late.name, &built.publish(late.name, &stage)?)?;
    }
    if release {
        shorten(&tools, &stage)?;
    }
    std::fs::write(&page, html).with_context(|| format!("{} cannot be written", page.display()))
}

/// Makes every script of the release short: what wasm-bindgen writes is meant to be read.
fn shorten(tools: &Tools, stage: &Path) -> Result<()> {
    let files = std::fs::read_dir(stage).with_context(|| format!("{} cannot be read", stage.display()))?;
    for file in files {
        let file = file.with_context(|| format!("{} cannot be read", stage.display()))?.path();
        if file.extension().is_some_and(|extension| extension == "js") {
            let mut terser = tools.terser()?;
            terser.arg(&file).args(["--module", "--compress", "passes=2", "--mangle", "--output"]).arg(&file);
            shell::run(&mut terser)?;
        }
    }
    Ok(())
}

/// A module's two files as text and bytes, under their plain names.
struct Built {
    script: String,
    wasm: Vec<u8>,
}

impl Late {
    /// Compiles it. What is made from the same compiled library with the same options is taken as it is.
    fn build(&self, tools: &Tools, optimised: Option<&Vec<String>>) -> Result<Built> {
        let profile = if optimised.is_some() { "release" } else { "debug" };
        let mut cargo = shell::cargo_with(["build", "--offline", "--lib", "--target", WASM, "-p", self.package])?;
        if optimised.is_some() {
            cargo.arg("--release");
        }
        shell::run(trust::hand_to(&mut cargo)?)?;
        let target = shell::target()?;
        let compiled = target.join(WASM).join(profile).join(format!("{}.wasm", self.package));
        let folder = target.join("late").join(profile).join(self.name);
        let (script, wasm) = (folder.join(format!("{}.js", self.name)), folder.join(format!("{}_bg.wasm", self.name)));

        let library = std::fs::read(&compiled).with_context(|| format!("{} was not made", compiled.display()))?;
        let recipe = format!("{} {} {optimised:?}", hash(&[&library]), self.level);
        let stamp = folder.join("made-from");
        if std::fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == recipe) {
            return Ok(Built { script: read(&script)?, wasm: std::fs::read(&wasm)? });
        }
        // Without a stamp until all of it is there.
        let _ = std::fs::remove_file(&stamp);
        let mut bindgen = tools.wasm_bindgen()?;
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", self.name, "--out-dir"]);
        shell::run(bindgen.arg(&folder).arg(&compiled))?;
        if let Some(options) = optimised {
            let mut wasm_opt = tools.wasm_opt()?;
            let own = format!("-O{}", self.level);
            // The level is each module's own.
            wasm_opt.args(options.iter().map(|option| if option.starts_with("-O") { &own } else { option }));
            shell::run(wasm_opt.arg("--output").arg(&wasm).arg(&wasm))?;
        }
        std::fs::write(&stamp, recipe).with_context(|| format!("{} cannot be written", stamp.display()))?;
        Ok(Built { script: read(&script)?, wasm: std::fs::read(&wasm)? })
    }
}

impl Built {
    /// Writes both files under names with a hash of what is in them; gives the script's.
    fn publish(&self, name: &str, stage: &Path) -> Result<String> {
        let stem = format!("{name}-{:016x}", hash(&[self.script.as_bytes(), &self.wasm]));
        let script = replaced_once(&self.script, &format!("'{name}_bg.wasm'"), &format!("'{stem}_bg.wasm'"))
            .with_context(|| format!("The script of {name} does not name its module as expected"))?;
        let put = |file: String, content: &[u8]| {
            std::fs::write(stage.join(&file), content).with_context(|| format!("{file} cannot be written"))
        };
        put(format!("{stem}_bg.wasm"), &self.wasm)?;
        put(format!("{stem}.js"), script.as_bytes())?;
        Ok(format!("{stem}.js"))
    }
}

/// The page with the name of a module's script in place of its plain name.
fn named(html: &str, name: &str, file: &str) -> Result<String> {
    replaced_once(html, &format!("./{name}.js"), &format!("./{file}"))
        .with_context(|| format!("index.html wants <meta name=\"late-{name}\" content=\"./{name}.js\"> once"))
}

fn replaced_once(text: &str, old: &str, new: &str) -> Option<String> {
    (text.matches(old).count() == 1).then(|| text.replace(old, new))
}

/// The options that the page's own module is optimised with: one list for all.
fn wasm_opt_options(html: &str) -> Result<Vec<String>> {
    let tags = html.split('<').map(|after| size::tag(after).0);
    let options = tags.filter_map(|tag| attribute(tag, "data-wasm-opt-params")).next();
    let options = options.context("index.html names no options for wasm-opt")?;
    Ok(options.split_whitespace().map(str::to_owned).collect())
}

/// Of the content alone: the same files have the same names.
fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write(part);
    }
    hasher.finish()
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// The files that a built page loads on demand: each module's name with its script and its WASM.
pub(crate) fn files(html: &str) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for late in LATE {
        let wanted = format!("late-{}", late.name);
        let tags = html.split('<').map(|after| size::tag(after).0);
        let mut named = tags.filter(|tag| attribute(tag, "name").as_ref() == Some(&wanted));
        let address = named.next().and_then(|tag| attribute(tag, "content"));
        let Some(script) = address.as_ref().and_then(|address| address.strip_prefix("./")?.strip_suffix(".js")) else {
            bail!("The page does not name its module {}: was it built by `cargo xtask build`?", late.name);
        };
        files.extend([format!("{script}.js"), format!("{script}_bg.wasm")]);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_the_name_of_its_module() {
        let metas: Vec<_> =
            LATE.iter().map(|late| format!("<meta content=./{0}.js name=late-{0}>", late.name)).collect();
        let mut told = metas.concat();
        let mut expected = Vec::new();
        for (late, meta) in LATE.iter().zip(&metas) {
            let stem = format!("{}-00ff", late.name);
            told = named(&told, late.name, &format!("{stem}.js")).unwrap();
            assert!(!told.contains(meta), "{told}");
            expected.extend([format!("{stem}.js"), format!("{stem}_bg.wasm")]);
        }
        assert_eq!(files(&told).unwrap(), expected);
        assert!(named("<head></head>", "study", "study-00ff.js").is_err(), "a page that cannot load it is no page");
        assert!(files("<head></head>").is_err());
    }

    #[test]
    fn names_follow_the_content() {
        let folder = std::env::temp_dir().join(format!("rackrate-late-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let built =
            |wasm: &[u8]| Built { script: "load(new URL('study_bg.wasm', here))".to_owned(), wasm: wasm.to_vec() };
        let first = built(b"one").publish("study", &folder).unwrap();
        assert_eq!(built(b"one").publish("study", &folder).unwrap(), first);
        assert_ne!(built(b"two").publish("study", &folder).unwrap(), first);
        let script = read(&folder.join(&first)).unwrap();
        let wasm = first.replace(".js", "_bg.wasm");
        assert!(script.contains(&format!("'{wasm}'")), "{script}");
        assert_eq!(std::fs::read(folder.join(wasm)).unwrap(), b"one");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn modules_are_optimised_as_the_page_is() {
        let html = "<link rel=\"css\"><link rel=\"rust\" data-wasm-opt-params=\"--enable-sign-ext -Oz --x\">";
        assert_eq!(wasm_opt_options(html).unwrap(), ["--enable-sign-ext", "-Oz", "--x"]);
        assert!(wasm_opt_options("<link>").is_err());
        let page = read(&shell::root().unwrap().join("index.html")).unwrap();
        assert!(wasm_opt_options(&page).unwrap().iter().any(|option| option == "--enable-bulk-memory"));
        for late in LATE {
            let told = named(&page, late.name, "x.js").unwrap();
            assert!(told.contains(&format!("<meta name=\"late-{}\" content=\"./x.js\">", late.name)), "{told}");
        }
    }
}
