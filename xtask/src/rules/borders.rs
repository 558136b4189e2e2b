//! Who may name what: plotters lives in `charts`, the browser in `browser`.

use super::Finding;
use super::source::{SourceFile, tokens};

/// Where plotters is named outside the charts.
pub(super) fn plotters(files: &[SourceFile]) -> Vec<Finding> {
    outside(files, "app/src/charts", |name| name.starts_with("plotters"))
}

/// Where the browser is named outside its folder.
pub(super) fn browser(files: &[SourceFile]) -> Vec<Finding> {
    const NAMES: [&str; 4] = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];
    outside(files, "app/src/browser", |name| NAMES.contains(&name) || name == "gloo" || name.starts_with("gloo_"))
}

fn outside(files: &[SourceFile], home: &str, foreign: impl Fn(&str) -> bool) -> Vec<Finding> {
    let at_home =
        |file: &&SourceFile| file.path.strip_prefix(home).is_some_and(|rest| rest.starts_with('/') || rest == ".rs");
    let mut found: Vec<Finding> = Vec::new();
    for file in files.iter().filter(|file| !at_home(file)) {
        for token in tokens(&file.code).into_iter().filter(|token| foreign(token.text)) {
            found.push(Finding::at(file, token.line, format!("`{}` belongs in {home}", token.text)));
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
        assert_eq!(plotters(&[file("app/src/charts/fleet.rs", "use plotters::prelude::*;")]), []);
        assert_eq!(plotters(&[file("app/src/charts.rs", "use plotters_svg::SVGBackend;")]), []);
        assert_eq!(browser(&[file("app/src/browser/mod.rs", "use web_sys::Window; use gloo::timers;")]), []);
    }

    #[test]
    fn elsewhere_nothing_may() {
        let found = plotters(&[file("app/src/panels/power.rs", "fn a() {}\nuse plotters::prelude::*;")]);
        assert_eq!(found.first().map(|finding| &*finding.place), Some("app/src/panels/power.rs:2"));
        assert_eq!(plotters(&[file("app/src/charts_old/a.rs", "use plotters::x;")]).len(), 1);
        for code in ["use web_sys::Window;", "leptos::web_sys::window()", "use gloo_timers::x;", "use js_sys::Date;"] {
            assert_eq!(browser(&[file("app/src/main.rs", code)]).len(), 1, "{code}");
        }
        assert_eq!(browser(&[file("app/src/lib.rs", "#[wasm_bindgen::prelude::wasm_bindgen]\nfn a() {}")]).len(), 1);
    }

    #[test]
    fn words_in_comments_and_texts_are_free() {
        assert_eq!(browser(&[file("app/src/lib.rs", "//! Not web_sys.\nconst A: &str = \"gloo\";")]), []);
        assert_eq!(browser(&[file("app/src/lib.rs", "fn gloom() {}")]), []);
    }
}
