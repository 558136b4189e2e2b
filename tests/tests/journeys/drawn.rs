//! The page as the build renders it: what can be read before the program runs, and that nothing moves when it starts.

use anyhow::ensure;
use journeys::{Page, Window, figures, first_with, journey_in, link, plain, release};
use local::page::Page as Html;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Widths of a telephone, a small screen and a large one.
const WINDOWS: [Window; 3] =
    [Window { width: 360, height: 740 }, Window { width: 1024, height: 768 }, Window { width: 1440, height: 900 }];

/// Layout shifts without user input since the page was opened: their sum, and the elements.
const SHIFTS: &str = "
const done = arguments[0], found = [];
new PerformanceObserver(list => found.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
setTimeout(() => {
  const shifts = found.filter(one => !one.hadRecentInput);
  const name = node => node && node.nodeType === 1 ? `${node.tagName}.${node.getAttribute('class')}` : String(node && node.nodeName);
  done([shifts.reduce((sum, one) => sum + one.value, 0), shifts.flatMap(one => one.sources.map(source => name(source.node)))]);
}, 500)";

/// Checks that headline, figures and charts can be read without the page's program.
#[track_caller]
pub(crate) fn can_be_read(page: &Page, scenario: &Scenario) {
    page.look_at_drawing();
    let outcome = run(scenario);
    let headline = page.headline().expect("there is a headline");
    assert!(headline.contains(&outcome.as_of.name()), "{headline:?}");
    let words = page.words().replace(' ', "");
    for (label, value) in figures(&outcome) {
        for part in [label, value] {
            assert!(
                words.to_lowercase().contains(&plain(&part).replace(' ', "").to_lowercase()),
                "{part:?} is not there"
            );
        }
    }
    let drawings = page.script(
        "return [...document.querySelectorAll('figure svg')].filter(e => e.checkVisibility() && e.clientHeight > 40).length",
        &[],
    );
    assert!(drawings.as_u64() >= Some(3), "only {drawings} charts can be seen");
}

#[test]
fn without_scripts_the_first_scenario_can_be_read() {
    for window in WINDOWS {
        journey_in("no scripts", window, "", |page| {
            let address = page.site().address("");
            page.go_without(&["*.js", "*.wasm"], &address);
            page.reads("Files of this page are missing");
            can_be_read(page, &first_with(&[]));
            // The only complaints are about the files that were blocked.
            let complaints = page.complaints().expect("the console");
            assert!(
                complaints.iter().all(|line| line.text.contains("ERR_BLOCKED") || line.text.starts_with("error: http")),
                "{complaints:?}"
            );
        });
    }
}

#[test]
fn a_page_whose_program_does_not_come_says_so_and_can_be_read() {
    journey_in("no program", Window::WIDE, "", |page| {
        // The address has no link: under a link the page shows no figures until its program has computed them.
        let address = page.site().address("");
        page.go_without(&["*.wasm"], &address);
        page.reads("could not be loaded");
        can_be_read(page, &first_with(&[]));
        page.complaints().expect("the console");
        page.refuse_nothing();
        page.reload();
        page.starts();
    });
}

#[test]
fn nothing_moves_when_the_page_starts() {
    for window in WINDOWS {
        journey_in(&format!("shift at {}", window.width), window, "", |page| {
            page.shows(&first_with(&[]));
            let seen = page.session().script_later(SHIFTS, &[]).expect("an observer");
            assert_eq!(seen[0].as_f64(), Some(0.0), "{} px wide: {seen}", window.width);
        });
    }
}

/// Opens the page again with a limited download rate. Returns whether the first paint came before the end of the HTML.
fn is_seen_in_parts(page: &Page, bytes_a_second: i32) -> bool {
    let address = page.site().address("");
    page.go("about:blank");
    page.go_slowly(bytes_a_second);
    page.go(&address);
    page.go_offline(false);
    page.shows(&first_with(&[]));
    let in_parts = page.script(
        "const [page] = performance.getEntriesByType('navigation');
         const [paint] = performance.getEntriesByName('first-contentful-paint');
         return !!paint && paint.startTime < page.responseEnd",
        &[],
    );
    in_parts == true
}

/// A page that loads slowly is painted in parts, and no part moves when the next one arrives.
#[test]
fn nothing_moves_while_the_page_comes() {
    for window in WINDOWS {
        journey_in(&format!("slow at {}", window.width), window, "", |page| {
            // The first visit puts style and scripts into the cache.
            page.shows(&first_with(&[]));
            // A slow machine paints later, so lower rates are tried until it paints before the end.
            let in_parts = [60_000, 15_000, 5_000].into_iter().any(|bytes| is_seen_in_parts(page, bytes));
            assert!(in_parts, "it was seen only when it was whole");
            let seen = page.session().script_later(SHIFTS, &[]).expect("an observer");
            assert_eq!(seen[0].as_f64(), Some(0.0), "{} px wide: {seen}", window.width);
        });
    }
}

#[test]
fn under_a_link_the_first_scenarios_figures_are_never_seen() {
    let scenario = first_with(&[("operations.slip_months", "6"), ("view.as_of", "2027-06")]);
    let path = link(&scenario);
    journey_in("given", Window::WIDE, &path, |page| {
        page.go_without(&["*.wasm"], &page.site().address(&path));
        let seen = page.script(
            "const e = [...document.querySelectorAll('#first h1, #first .tile')];
             return e.filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })).map(e => e.innerText)",
            &[],
        );
        // The complaints are complete once the page shows this message.
        page.reads("could not be loaded");
        page.complaints().expect("the console");
        let month = run(&first_with(&[])).as_of.name();
        let shown = seen.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect::<String>();
        assert!(!shown.contains(&month), "{shown}");
        page.refuse_nothing();
        page.reload();
        page.shows(&scenario);
    });
}

/// `cargo xtask size` counts the files that the page names; this compares them with those that a browser loads.
#[test]
fn a_first_visit_loads_what_its_size_counts() {
    journey_in("resources", Window::WIDE, "", |page| {
        page.shows(&first_with(&[]));
        let html = local::page::index(&release()).expect("a release");
        let counted: BTreeSet<String> = Html::read(&html).first_visit().expect("a page").into_iter().collect();
        let loaded = |page: &Page| -> BTreeSet<String> {
            let names = page.script(
                "return performance.getEntriesByType('resource').map(one => new URL(one.name).pathname.slice(1))",
                &[],
            );
            names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        page.until("all that is counted", || {
            let missing: Vec<_> = counted.difference(&loaded(page)).cloned().collect();
            ensure!(missing.is_empty(), "not loaded: {missing:?}");
            Ok(())
        });
        // The engine is loaded when the page is idle, and is not counted; nor are the workbook program and the record
        // of tests.
        let engine = |name: &str| name.starts_with("engine-") || name.starts_with("workbook-") || name == "trust.json";
        let more: Vec<_> = loaded(page).difference(&counted).filter(|name| !engine(name)).cloned().collect();
        assert_eq!(json!(more), json!([]), "loaded, but not counted");
    });
}
