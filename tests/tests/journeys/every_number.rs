//! Every number on the page can be asked about: every text with a digit is checked, with everything opened, in three
//! scenarios.

use anyhow::ensure;
use journeys::{Page, Role, first_with, journey_in, link, plain, starting};
use model::facts::accelerators::ACCELERATORS;
use model::facts::actuals::ACTUALS;
use model::facts::claims::CLAIMS;
use model::facts::deals::DEALS;
use model::facts::runs::REFERENCE_RUNS;
use model::facts::sources::SOURCES;
use model::facts::specifications::SPECIFICATIONS;
use model::facts::systems::SYSTEMS;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::choices::Choices;
use model::inputs::kinds::Group;
use model::inputs::scenario::Scenario;
use serde_json::{Value, json};

/// Selectors of elements whose digits pass the check, each with the reason.
const ALLOWED: &[(&str, &str)] = &[
    ("[data-ask]:not([data-ask=''])", "it can be asked about"),
    ("input, select, option, .input-head", "an input, with its unit"),
    ("svg", "ticks of an axis"),
    (".flow-scale", "the scale of the bands, as ticks are of an axis"),
    ("[data-words], cite", "quoted words about a number: what it measures, how it is misread, where it is from"),
    (
        "[data-count], .changed-count, [role=status]",
        "counts of rows, tests and changes, of which no model makes a number",
    ),
    (".for-screen-readers", "said, not shown: it repeats what is shown"),
    (".explain", "an explanation: formula text, whose parts are buttons"),
    ("[data-derived], [data-derived] + small", "derived, with the arithmetic beside it or in its title"),
];

/// Digits that are no numbers of the model: dates, months, years, tranches, number formats, H100-equivalents.
const NO_NUMBERS: &str = r"\b(19|20)\d\d-\d\d(-\d\d)?\b|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (20\d\d)\b|\b20[23]\d\b|\bTranche \d\b|\b(BF16|FP8|FP4|INT8|8-bit|16-bit|H100-equivalents?|H100e)\b";

/// Names and other fixed texts that contain digits, longest first.
fn names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    names.extend(ACCELERATORS.iter().map(|one| one.name.to_owned()));
    names.extend(SPECIFICATIONS.iter().map(|one| one.name.to_owned()));
    names.extend(SYSTEMS.iter().map(|one| one.name.to_owned()));
    names.extend(REFERENCE_RUNS.iter().map(|one| one.name.to_owned()));
    names.extend(ACTUALS.iter().map(|one| one.what.to_owned()));
    names.extend(DEALS.iter().map(|one| one.name.to_owned()));
    names.extend(BASELINES.iter().flat_map(|one| [one.name.to_owned(), one.summary.to_owned()]));
    names.extend(CLAIMS.iter().map(|one| one.statement.to_owned()));
    names.extend(SOURCES.iter().flat_map(|one| [one.title.to_owned(), one.publisher.to_owned()]));
    names.extend(Choices::Run.all().map(|choice| choice.label.to_owned()));
    let mut names: Vec<String> =
        names.iter().map(|name| plain(name)).filter(|name| name.bytes().any(|b| b.is_ascii_digit())).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// Texts inside `root` that contain digits and are in no allowed element, each with the path to its element.
fn bare(page: &Page, root: &str) -> Vec<String> {
    let places = ALLOWED.iter().map(|(css, _)| *css).collect::<Vec<_>>().join(", ");
    let found = page.script(
        "const [root, places, names, pattern] = arguments;
         const plain = text => text.replace(/[\\s\\u202f\\u00a0]+/g, ' ').trim();
         const way = e => { const all = []; for (let at = e; at && all.length < 4; at = at.parentElement)
           all.unshift(at.tagName.toLowerCase() + (at.className && at.className.split ? '.' + at.className.split(' ').join('.') : '')); return all.join(' > '); };
         const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
         const found = [];
         while (walker.nextNode()) {
           const e = walker.currentNode.parentElement;
           let text = plain(walker.currentNode.data);
           if (!/\\d/.test(text) || e.closest('style, script') || !e.checkVisibility() || e.closest(places)) continue;
           for (const name of names) text = text.split(name).join('');
           if (/\\d/.test(text.replace(new RegExp(pattern, 'g'), ''))) found.push(`${way(e)}: ${plain(walker.currentNode.data)}`);
         }
         return found;",
        &[json!(root), json!(places), json!(names()), json!(NO_NUMBERS)],
    );
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
}

/// Derived figures without readable arithmetic, which may be in a title or in the small print beside them.
fn without_arithmetic(page: &Page) -> Value {
    page.script(
        "return [...document.querySelectorAll('[data-derived]')].filter(e => /\\d/.test(e.textContent) && !e.title
           && !/derived: .*÷/.test((e.nextElementSibling || e).textContent)).map(e => e.textContent)",
        &[],
    )
}

/// Waits until no answer is being loaded.
#[track_caller]
fn has_settled(page: &Page) {
    page.until("all that is looked up", || {
        let busy = page.script("return document.querySelectorAll('.answer[aria-busy=true]').length", &[]);
        ensure!(busy == json!(0), "{busy} are not there yet");
        Ok(())
    });
}

/// Opens everything that can be opened on the page: groups of inputs, unused accelerators, the evidence of inputs and
/// claims, tables of charts, list prices, deals.
fn open_all(page: &Page) {
    for group in Group::ALL.into_iter().filter(|group| *group != Group::View) {
        page.open_group(group);
    }
    page.unfold();
    for name in ["Values of", "Compare with list prices", "Show the deals"] {
        for button in page.every(Role::Button, starting(name)) {
            page.open(&button);
        }
    }
    page.script("document.querySelectorAll('button.badge[aria-expanded=false]').forEach(e => e.click())", &[]);
    has_settled(page);
    page.script("document.querySelectorAll('details').forEach(e => e.open = true)", &[]);
}

/// Opens a reference page and everything in it.
fn open_reference(page: &Page, name: &str, words: &str) {
    page.first_of(Role::Button, name).click();
    page.until(name, || {
        let all = page.script("return document.querySelector('dialog').innerText", &[]);
        ensure!(plain(all.as_str().unwrap_or_default()).contains(words), "it has not come");
        Ok(())
    });
    page.script(
        "document.querySelectorAll('dialog details').forEach(e => e.open = true);
         const all = document.querySelector('dialog [name=\"all:\"]'); if (all) all.click()",
        &[],
    );
    if name == "Sources" {
        let count = model::inputs::evidence::all().len();
        page.until("every fact", || {
            let rows = page.script("return document.querySelectorAll('dialog .rows tr').length", &[]);
            ensure!(rows == json!(count), "{rows} of {count}");
            Ok(())
        });
    }
}

fn every_figure_can_be_asked(baseline: &'static str) {
    let baseline = Baseline::by_id(baseline).expect("it is frozen");
    let mut scenario = Scenario::of(baseline);
    // A changed input, so that differences are shown.
    scenario.set_text(journeys::input("operations.pue"), "1.4").expect("it may be");
    assert_ne!(scenario, first_with(&[]));
    journey_in(&format!("every figure, {}", baseline.id), journeys::Window::WIDE, &link(&scenario), |page| {
        page.shows(&scenario);
        open_all(page);
        let mut found = bare(page, "body");
        assert_eq!(without_arithmetic(page), json!([]));
        for (name, words) in [
            ("Numbers", "found."),
            ("How sure?", "What must be true"),
            ("Sources", "found"),
            ("Trust", "Size and speed"),
            ("Corrections", "the newest first"),
        ] {
            open_reference(page, name, words);
            found.extend(bare(page, "dialog").into_iter().map(|one| format!("{name}: {one}")));
            assert_eq!(without_arithmetic(page), json!([]), "{name}");
            page.the(Role::Button, "Close").click();
        }
        assert!(found.is_empty(), "{} figures that cannot be asked about: {found:#?}", found.len());
    });
}

#[test]
fn every_figure_of_the_first_baseline_can_be_asked() {
    every_figure_can_be_asked("talks-2025-12");
}

#[test]
fn every_figure_of_a_funded_round_can_be_asked() {
    every_figure_can_be_asked("funded-2026-07");
}

#[test]
fn every_figure_of_a_fleet_that_power_binds_can_be_asked() {
    every_figure_can_be_asked("power-bound");
}
