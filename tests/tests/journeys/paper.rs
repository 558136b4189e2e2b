//! The printed page.

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use journeys::{Key, Page, Role, Window, figures, first_with, journey, journey_in, link, plain, starting};
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::compared::Compared;
use model::share::permalink;
use serde_json::json;
use std::process::Command;

/// Paper sizes: name, width and height, inches.
pub(crate) const PAPERS: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)];

/// Prints into a PDF and returns the text of each page, without spaces, which a PDF does not keep.
pub(crate) fn printed(page: &Page, paper: (&str, f64, f64)) -> Result<Vec<String>> {
    let (name, width, height) = paper;
    let options =
        json!({ "paperWidth": width, "paperHeight": height, "printBackground": true, "preferCSSPageSize": false });
    let file = page.session().cdp("Page.printToPDF", &options)?;
    let file = base64::engine::general_purpose::STANDARD.decode(file["data"].as_str().context("a file")?)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(format!("{name}.pdf"));
    std::fs::write(&path, file)?;
    let program = std::env::var_os("RACKRATE_PDFTOTEXT").unwrap_or_else(|| "pdftotext".into());
    let told = Command::new(program).args(["-enc", "UTF-8", "-q"]).arg(&path).arg("-").output().context("pdftotext")?;
    ensure!(told.status.success(), "pdftotext: {}", String::from_utf8_lossy(&told.stderr));
    let text = String::from_utf8(told.stdout)?;
    let mut pages: Vec<String> = text.split('\u{c}').map(squeezed).collect();
    // Each page ends with a form feed.
    pages.pop();
    Ok(pages)
}

pub(crate) fn squeezed(text: &str) -> String {
    plain(text).replace(' ', "")
}

/// The text without hyphens, because `pdftotext` takes a hyphen at the end of a line for a word division.
fn joined(text: &str) -> String {
    text.replace('-', "")
}

/// Waits until the printed pages have the headline, its figures, each chart's finding, each change, the link and the
/// sources.
#[track_caller]
fn prints(page: &Page, scenario: &Scenario, paper: (&str, f64, f64)) -> Vec<String> {
    let outcome = run(scenario);
    let mut wanted: Vec<String> = figures(&outcome).into_iter().flat_map(|(label, value)| [label, value]).collect();
    wanted.extend(page.charts());
    wanted.extend(
        scenario
            .own_changes()
            .flat_map(|of| [of.name(), of.show(scenario.get(of)), of.show(scenario.baseline().value(of))]),
    );
    wanted.push(page.address());
    wanted.push("Sources of these numbers".to_owned());
    wanted.push(page.headline().expect("a headline"));
    page.until("what is printed", || {
        let pages = printed(page, paper)?;
        let all = pages.concat();
        let all = joined(&all);
        let missing: Vec<&String> = wanted.iter().filter(|words| !all.contains(&joined(&squeezed(words)))).collect();
        ensure!(missing.is_empty(), "{} pages without {missing:#?}", pages.len());
        Ok(pages)
    })
}

#[test]
fn a_scenario_is_at_most_six_light_pages() {
    let scenario = first_with(&[
        ("operations.pue", "1.4"),
        ("operations.slip_months", "6"),
        ("chip.gb300.price_usd_per_hour", "4.5"),
    ]);
    journey_in("printing", Window::WIDE, &link(&scenario), |page| {
        page.shows(&scenario);
        for dark in [false, true] {
            for paper in PAPERS {
                let pages = prints(page, &scenario, paper);
                assert!(pages.len() <= 6, "{} pages of {}", pages.len(), paper.0);
            }
            if !dark {
                page.the(Role::Button, "Dark colours").click();
            }
        }
        // The element for printing is gone, and a page that is dark on the screen has a white background on paper.
        assert_eq!(
            page.script(
                "return [getComputedStyle(document.documentElement).backgroundColor, document.getElementById('paper')]",
                &[]
            )[1],
            json!(null)
        );
        let media = json!({ "media": "print" });
        page.session().cdp("Emulation.setEmulatedMedia", &media).expect("a printer's look");
        let ground = page.script("return getComputedStyle(document.documentElement).backgroundColor", &[]);
        assert_eq!(ground, json!("rgb(255, 255, 255)"));
        page.session().cdp("Emulation.setEmulatedMedia", &json!({ "media": "" })).expect("the screen's look");
        page.shows(&scenario);
    });
}

/// A scenario fits on six pages even with six others beside it that differ in many inputs.
#[test]
fn what_is_compared_is_printed_within_six_pages() {
    let scenario = first_with(&[("operations.pue", "1.4")]);
    let mut compared = Compared::default();
    // Each name is one short word, because columns are narrow.
    let others = [
        ("all-nvidia", "Alpha"),
        ("all-trainium3", "Bravo"),
        ("talks-2025-12", "Charlie"),
        ("power-bound", "Delta"),
        ("openai-amd", "Echo"),
        ("anthropic-trainium", "Foxtrot"),
    ];
    for (id, name) in others {
        let other = Scenario::of(Baseline::by_id(id).expect(id));
        compared.pin(&other, name).expect("there is room");
    }
    let link = format!("?s={}", permalink::write_with(&scenario, &run(&scenario), &compared));
    journey_in("printing what is compared", Window::WIDE, &link, |page| {
        page.shows(&scenario);
        for paper in PAPERS {
            let pages = prints(page, &scenario, paper);
            assert!(pages.len() <= 6, "{} pages of {}", pages.len(), paper.0);
            let all = pages.concat();
            for (_, name) in others {
                assert!(all.contains(name), "{name}");
            }
        }
    });
}

#[test]
fn a_telephone_prints_the_same_and_every_baseline_fits() {
    for baseline in ["openai-amd", "none", "anthropic-trainium"] {
        let baseline = Baseline::by_id(baseline).expect(baseline);
        let scenario = Scenario::of(baseline);
        journey_in("printing on a phone", Window::NARROW, &link(&scenario), |page| {
            page.first_of(Role::Button, "Explore this scenario").click();
            page.shows(&scenario);
            let pages = prints(page, &scenario, PAPERS[0]);
            assert!(pages.len() <= 6, "{}: {} pages", baseline.id, pages.len());
        });
    }
}

#[test]
fn a_page_that_lies_over_is_printed_whole() {
    journey("printing a dialog", |page| {
        page.shows(&first_with(&[]));
        page.first_of(Role::Button, "Sources").click();
        let dialog = page.the(Role::Dialog, "Sources");
        dialog.reads("facts and assumptions from");
        let rows = dialog.script(
            "return [...e.querySelectorAll('.facts tbody th')].map(th => th.innerText.split('\\n')[0]).filter(Boolean)",
        );
        let rows: Vec<String> = serde_json::from_value(rows).expect("words");
        assert!(rows.len() > 25, "{}", rows.len());
        let all = printed(page, PAPERS[0]).expect("it prints").concat();
        let missing: Vec<&String> = rows.iter().filter(|row| !all.contains(&squeezed(row))).collect();
        assert!(missing.is_empty(), "{missing:#?}");
        page.press(&[Key::Escape]);

        // An open explanation is printed before the scenario.
        page.the(Role::Button, starting("Facility power: ")).click();
        let dialog = page.the(Role::Dialog, starting("Facility power"));
        dialog.reads("What moves it");
        let pages = prints(page, &first_with(&[]), PAPERS[0]);
        assert!(pages[0].contains(&squeezed("What moves it")), "{}", pages[0]);
    });
}

/// The page of sources shows thirty rows of a search; it is printed with all of them, and with their number. If a menu
/// is open, the scenario is printed without the menu.
#[test]
fn sources_are_printed_whole_and_menus_are_not() {
    journey("printing sources", |page| {
        page.first_of(Role::Button, "Sources").click();
        let dialog = page.the(Role::Dialog, "Sources");
        let all = model::inputs::evidence::all();
        let hits = |pages: &[String]| all.iter().filter(|one| pages.concat().contains(&squeezed(&one.name))).count();
        dialog.the(Role::Search, "Search").enter("assumption");
        page.until("what is printed", || {
            let pages = printed(page, PAPERS[0])?;
            let text = pages.concat();
            ensure!(!text.contains("shown."), "only the first rows are printed");
            ensure!(text.contains("found."), "how many is not said");
            ensure!(hits(&pages) > 100, "only {} facts", hits(&pages));
            Ok(())
        });
        dialog.the(Role::Button, "Close").click();
        page.first_of(Role::Button, "Export").click();
        page.the(Role::Dialog, starting("Export"));
        prints(page, &first_with(&[]), PAPERS[0]);
        let pages = printed(page, PAPERS[0]).expect("it is printed");
        assert!(!pages.concat().contains(&squeezed("Open a workbook or a JSON file")), "{:?}", pages.first());
    });
}
