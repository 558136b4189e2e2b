//! Who may name what: plotters lives in the crate `figures`, the browser in a place of its own in the page and in each module.

use super::Finding;
use super::source::{SourceFile, tokens};

/// Where the page speaks with the browser, and the one door of each program beside it.
const HOMES: [&str; 3] = ["app/src/browser", "app/engine/src/door", "app/workbook/src/door"];

/// Where plotters is named outside the figures.
pub(super) fn plotters<'a>(files: impl IntoIterator<Item = &'a SourceFile>) -> Vec<Finding> {
    outside(files, &["app/figures/src"], |_, name| name.starts_with("plotters"))
}

/// Where the browser is named outside its folders.
pub(super) fn browser<'a>(files: impl IntoIterator<Item = &'a SourceFile>) -> Vec<Finding> {
    const NAMES: [&str; 4] = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];
    outside(files, &HOMES, |_, name| NAMES.contains(&name) || name == "gloo" || name.starts_with("gloo_"))
}

/// Where a name stands in a file of none of its homes; `foreign` is asked with the file's path and the name.
fn outside<'a>(
    files: impl IntoIterator<Item = &'a SourceFile>,
    homes: &[&str],
    foreign: impl Fn(&str, &str) -> bool,
) -> Vec<Finding> {
    let is_in =
        |path: &str, home: &str| path.strip_prefix(home).is_some_and(|rest| rest.starts_with('/') || rest == ".rs");
    let at_home = |file: &SourceFile| homes.iter().any(|home| is_in(&file.path, home));
    let mut found: Vec<Finding> = Vec::new();
    for file in files.into_iter().filter(|file| !at_home(file)) {
        for token in tokens(&file.code).into_iter().filter(|token| foreign(&file.path, token.text)) {
            found.push(Finding::at(file, token.line, format!("`{}` belongs in {}", token.text, homes.join(" or "))));
        }
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, code: &str) -> SourceFile {
        SourceFile::new(path, code)
    }

    #[test]
    fn at_home_everything_may_be_named() {
        assert_eq!(plotters(&[file("app/figures/src/bars.rs", "use plotters::prelude::*;")]), []);
        assert_eq!(plotters(&[file("app/figures/src.rs", "use plotters_svg::SVGBackend;")]), []);
        assert_eq!(browser(&[file("app/src/browser/mod.rs", "use web_sys::Window; use gloo::timers;")]), []);
    }

    #[test]
    fn elsewhere_nothing_may() {
        let found = plotters(&[file("app/src/panels/power.rs", "fn a() {}\nuse plotters::prelude::*;")]);
        assert_eq!(found.first().map(|finding| &*finding.place), Some("app/src/panels/power.rs:2"));
        assert_eq!(plotters(&[file("app/figures/src_old/a.rs", "use plotters::x;")]).len(), 1);
        for code in ["use web_sys::Window;", "leptos::web_sys::window()", "use gloo_timers::x;", "use js_sys::Date;"] {
            assert_eq!(browser(&[file("app/src/main.rs", code)]).len(), 1, "{code}");
        }
        assert_eq!(browser(&[file("app/src/lib.rs", "#[wasm_bindgen::prelude::wasm_bindgen]\nfn a() {}")]).len(), 1);
    }

    #[test]
    fn programs_have_one_door() {
        for program in ["engine", "workbook"] {
            let door = format!("app/{program}/src/door.rs");
            assert_eq!(browser(&[file(&door, "use wasm_bindgen::prelude::*;")]), []);
        }
        for (path, code) in [
            ("app/engine/src/lib.rs", "use web_sys::Window;"),
            ("app/engine/src/pages/trust.rs", "#[wasm_bindgen]\npub fn a() {}"),
            ("app/workbook/src/lib.rs", "#[wasm_bindgen]\npub fn a() {}"),
            ("app/workbook/src/write.rs", "use js_sys::Date;"),
        ] {
            assert_eq!(browser(&[file(path, code)]).len(), 1, "{path}: {code}");
        }
        assert_eq!(plotters(&[file("app/engine/src/exports/mod.rs", "use plotters::x;")]).len(), 1);
    }

    #[test]
    fn words_in_comments_and_texts_are_free() {
        assert_eq!(browser(&[file("app/src/lib.rs", "//! Not web_sys.\nconst A: &str = \"gloo\";")]), []);
        assert_eq!(browser(&[file("app/src/lib.rs", "fn gloom() {}")]), []);
    }
}
