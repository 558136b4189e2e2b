//! Exports, and opening a workbook that was exported.

use anyhow::{Context, ensure};
use base64::Engine;
use journeys::{Key, Page, Role, Window, containing, first_with, input, journey, journey_in, link, plain, starting};
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::metric;
use model::record::recorder::record_symbolic;
use model::run::outcome::run;
use model::share::report::Report;
use serde_json::{Value, json};
use std::path::Path;

fn modified() -> Scenario {
    first_with(&[("operations.slip_months", "4"), ("chip.gb300.price_usd_per_hour", "3.5"), ("limit.power", "1")])
}

fn workbook_of(scenario: &Scenario) -> Vec<u8> {
    workbook::write(scenario, &record_symbolic(scenario)).expect("a workbook")
}

/// Opens the export menu with the first button of this name.
#[track_caller]
fn open_menu(page: &Page) {
    page.first_of(Role::Button, "Export").click();
    page.reads("Every number leaves with its unit and its evidence class.");
}

/// The content of a saved file. Waits until the page says that it is saved, and it is not empty.
#[track_caller]
pub(crate) fn saved(page: &Page, folder: &Path, name: &str) -> Vec<u8> {
    page.reads(&format!("Saved as {name}."));
    page.until(name, || {
        let bytes = std::fs::read(folder.join(name)).context("it is not there")?;
        ensure!(!bytes.is_empty(), "it is empty");
        Ok(bytes)
    })
}

/// Drops a file on the page.
#[track_caller]
pub(crate) fn drop_file(page: &Page, name: &str, bytes: &[u8]) {
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    page.script(
        "const bytes = Uint8Array.from(atob(arguments[1]), letter => letter.charCodeAt(0));
         const dataTransfer = new DataTransfer();
         dataTransfer.items.add(new File([bytes], arguments[0]));
         document.querySelector('main').dispatchEvent(
           new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))",
        &[json!(name), json!(text)],
    );
}

#[test]
fn the_workbook_is_the_scenario_with_live_formulas() {
    let scenario = modified();
    journey_in("export workbook", Window::WIDE, &link(&scenario), |page| {
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.shows(&scenario);
        open_menu(page);
        page.the(Role::Button, "Workbook").click();
        let bytes = saved(page, folder.path(), "rackrate-talks-2025-12-modified.xlsx");
        let reading = workbook::read(&bytes).expect("a workbook of ours");
        assert_eq!((reading.scenario, reading.notices), (scenario.clone(), Vec::new()));
        // The file equals the one that is written natively for the address of this page.
        let page_alone = page.address().split('?').next().unwrap_or_default().to_owned();
        let natively =
            workbook::write_for(&scenario, &record_symbolic(&scenario), &page_alone, &[]).expect("a workbook");
        assert!(bytes == natively, "{} bytes here, {} there", bytes.len(), natively.len());
        page.shows(&scenario);
    });
}

#[test]
fn a_workbook_that_is_chosen_or_dropped_becomes_the_scenario() {
    journey("open workbook", |page| {
        let folder = tempfile::tempdir().expect("a folder");
        page.shows(&first_with(&[]));
        let chosen = modified();
        let file = folder.path().join("from a colleague.xlsx");
        std::fs::write(&file, workbook_of(&chosen)).expect("a file");
        open_menu(page);
        page.the(Role::Button, starting("Open a workbook")).choose_file(&file);
        page.reads("“from a colleague.xlsx” is the scenario now.");
        page.shows(&chosen);
        page.address_is(&chosen);

        // Another workbook is dropped on the page, and the browser goes back to the first one.
        let dropped = Scenario::of(Baseline::by_id("power-bound").expect("a baseline"));
        drop_file(page, "dropped.xlsx", &workbook_of(&dropped));
        page.reads("“dropped.xlsx” is the scenario now.");
        page.shows(&dropped);
        page.back();
        page.shows(&chosen);
    });
}

#[test]
fn a_file_can_be_dropped_before_anything_was_opened() {
    journey("drop first", |page| {
        page.shows(&first_with(&[]));
        let scenario = modified();
        drop_file(page, "first.xlsx", &workbook_of(&scenario));
        page.reads("“first.xlsx” is the scenario now.");
        page.shows(&scenario);
        // A workbook that was cut off is refused, and the scenario stays.
        let mut other = workbook_of(&scenario);
        let half = other.len() / 2;
        other.truncate(half);
        drop_file(page, "half.xlsx", &other);
        page.reads("“half.xlsx” was not opened: the workbook is damaged or was cut off");
        page.shows(&scenario);
    });
}

#[test]
fn what_is_not_ours_is_refused_in_words() {
    let scenario = modified();
    journey_in("not a workbook", Window::WIDE, &link(&scenario), |page| {
        page.shows(&scenario);
        let address = page.address();
        open_menu(page);
        let folder = tempfile::tempdir().expect("a folder");
        let large = vec![b'P'; 50 << 20];
        let mut damaged = workbook_of(&scenario);
        let middle = damaged.len() / 2;
        damaged[middle..middle + 2_000].fill(0x5A);
        let files: [(&str, &[u8], &str); 5] = [
            ("empty.xlsx", b"", "the file is empty. The scenario is as it was."),
            ("letter.xlsx", b"Dear analyst", "this is not an .xlsx workbook. The scenario is as it was."),
            ("old.xlsx", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "this is an old .xls workbook"),
            ("damaged.xlsx", &damaged, "The scenario is as it was."),
            (
                "large.xlsx",
                &large,
                "it has 50 MB; a file that was saved here has at most 16. The scenario is as it was.",
            ),
        ];
        for (name, bytes, words) in files {
            let file = folder.path().join(name);
            std::fs::write(&file, bytes).expect("a file");
            page.the(Role::Button, starting("Open a workbook")).choose_file(&file);
            page.reads(&format!("“{name}” was not opened: "));
            page.reads(words);
            page.shows(&scenario);
            assert_eq!(page.address(), address, "{name}");
        }
    });
}

#[test]
fn numbers_leave_with_their_evidence() {
    journey("export numbers", |page| {
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.allow_clipboard();
        page.shows(&first_with(&[]));
        open_menu(page);
        // The scenario changes while the menu is open: exports have the scenario that is shown.
        let scenario = first_with(&[("operations.slip_months", "5")]);
        page.put(input("operations.slip_months"), &scenario);
        let outcome = run(&scenario);
        page.the(Role::Button, "JSON").click();
        let told: Value = serde_json::from_slice(&saved(page, folder.path(), "rackrate-talks-2025-12-modified.json"))
            .expect("it is JSON");
        let report = serde_json::to_string(&Report { scenario: &scenario, outcome: &outcome }).expect("JSON");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        for (key, value) in report.as_object().expect("an object") {
            assert!(told[key] == *value, "{key} differs");
        }
        assert_eq!(told["evidence"]["inputs"]["operations.slip_months"]["class"], "yours");
        assert_eq!(told["evidence"]["metrics"]["stake"]["class"], "derived");

        page.the(Role::Button, "CSV").click();
        let table = saved(page, folder.path(), "rackrate-talks-2025-12-modified.csv");
        let table = String::from_utf8(table).expect("UTF-8");
        assert!(table.starts_with("\u{feff}kind,id,month,value,unit,class,name,"), "{table:.200}");
        let spent = outcome.metrics.get(metric::SPEND_TO_DATE).expect("it is spent");
        assert!(table.contains(&format!("\nmetric,spend_to_date_usd,2027-12-01,{spent},USD,derived,")), "{table:.200}");
        assert!(table.contains("\ninput,operations.slip_months,,5,months,yours,"), "{table:.200}");

        let copied =
            || page.script("return navigator.clipboard.readText()", &[]).as_str().unwrap_or_default().to_owned();
        page.the(Role::Button, "Copy numbers").click();
        page.reads("Copied.");
        let spent_in = |numbers: &str| -> f64 {
            let line = numbers.lines().find(|line| line.starts_with("Spend to date\t")).expect("it is copied");
            line.split('\t').nth(1).and_then(|value| value.parse().ok()).expect("a number")
        };
        let six = spent_in(&copied());
        assert!(six != spent && (six / spent - 1.0).abs() < 1e-5, "{six} {spent}");
        let all_digits = page.the(Role::Switch, "All digits instead of six");
        all_digits.click();
        page.the(Role::Button, "Copy numbers").click();
        page.until_it_is("all digits", &spent, || Ok(spent_in(&copied())));
        page.the(Role::Button, "Copy citation").click();
        page.until("the citation", || {
            let cited = copied();
            ensure!(cited.starts_with("Rackrate: “") && cited.contains(&link(&scenario)), "{cited}");
            Ok(())
        });
    });
}

#[test]
fn a_table_is_copied_by_month_and_by_year_with_cells_that_say_what_number_they_are() {
    journey("copy a table", |page| {
        page.allow_clipboard();
        let scenario = first_with(&[]);
        page.shows(&scenario);
        let outcome = run(&scenario);
        page.chart("Facility power").the(Role::Button, starting("Export of ")).click();
        page.the(Role::Dialog, starting("Export of a chart"));
        page.the(Role::Switch, "All digits instead of six").click();
        let read = |kind: &str| {
            // The clipboard may still be empty.
            let script = "return navigator.clipboard.read().then(items => items[0].getType(arguments[0]))
                .then(blob => blob.text()).catch(() => '')";
            page.script(script, &[json!(kind)]).as_str().unwrap_or_default().to_owned()
        };
        let power = outcome.shown(model::series::FACILITY_POWER).expect("it is shown");
        for (button, rows, last) in
            [("Copy months", power.len(), "Dec 2027"), ("Copy quarters", 9, "Q4 2027"), ("Copy years", 3, "2027")]
        {
            page.the(Role::Button, button).click();
            page.until(button, || {
                let text = read("text/plain");
                let line = text.lines().find(|line| line.starts_with(&format!("{last}\t"))).context("no such row")?;
                let value: f64 = line.split('\t').nth(1).unwrap_or_default().parse()?;
                ensure!(Some(&value) == power.last(), "{line}");
                let months =
                    text.lines().filter(|line| line.split('\t').nth(1).is_some_and(|cell| cell.parse::<f64>().is_ok()));
                ensure!(months.count() == rows, "{text}");
                Ok(())
            });
            let html = read("text/html");
            let value = power.last().expect("a month");
            assert!(html.contains(&format!("sdval=\"{value}\"")), "{html:.600}");
        }
    });
}

/// The text of an SVG drawing.
fn words_of(svg: &str) -> String {
    let parts = svg.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words);
    plain(&parts.collect::<Vec<_>>().join(" ")).replace("&amp;", "&")
}

#[test]
fn every_chart_leaves_with_title_unit_source_link_and_date() {
    journey("export charts", |page| {
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.allow_clipboard();
        page.shows(&first_with(&[]));
        let scenario = first_with(&[]);
        let buttons = page.every(Role::Button, starting("Export of ")).len();
        assert_eq!(buttons, page.charts().len(), "a chart cannot be exported");
        for place in 0..buttons {
            let button = &page.every(Role::Button, starting("Export of "))[place];
            let chart = button.inside(Role::Figure);
            let read = |css: &str| {
                let words = chart.script(&format!("return e.querySelector('{css}').innerText"));
                plain(words.as_str().unwrap_or_default())
            };
            let [title, measure, source] = ["h3", ".measure", ".source-line"].map(read);
            button.click();
            let menu = page.the(Role::Dialog, starting("Export of a chart"));
            menu.reads(&title);
            menu.the(Role::Button, "SVG").click();
            page.until("the status", || {
                ensure!(menu.words().contains(".svg."), "nothing was saved");
                Ok(())
            });
            let said = menu.words();
            let name =
                said.split("Saved as ").nth(1).and_then(|rest| rest.strip_suffix('.')).expect("a name").to_owned();
            let svg = String::from_utf8(saved(page, folder.path(), &name)).expect("UTF-8");
            let words = words_of(&svg);
            let measured = measure.split(" · ").next().unwrap_or_default();
            for part in [&title, measured, &source, &link(&scenario), "Facts as of", "Saved 20"] {
                // Lines may break anywhere, so spaces are ignored.
                let without_spaces = |text: &str| text.replace(' ', "");
                assert!(without_spaces(&words).contains(&without_spaces(part)), "{part:?} is not in {words}");
            }
            page.the(Role::Button, "Close").click();
        }
    });
}

#[test]
fn a_picture_of_a_chart_is_no_empty_sheet() {
    journey("export picture", |page| {
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.allow_clipboard();
        page.shows(&first_with(&[]));
        page.first_of(Role::Button, starting("Export of ")).click();
        page.the(Role::Button, "PNG").click();
        let png = saved(page, folder.path(), "rackrate-talks-2025-12-accelerators-online.png");
        // The browser decodes the picture and returns its width, its height and the number of its colours.
        let seen = |source: &str| {
            page.script(
                "const image = new Image();
                 image.src = arguments[0];
                 return image.decode().then(() => {
                   const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d');
                   context.drawImage(image, 0, 0);
                   const colours = new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer));
                   return [image.width, image.height, colours.size];
                 })",
                &[json!(source)],
            )
        };
        let text = base64::engine::general_purpose::STANDARD.encode(&png);
        let saved = seen(&format!("data:image/png;base64,{text}"));
        let [width, height, colours] = [0, 1, 2].map(|place| saved[place].as_u64().unwrap_or(0));
        assert!(width > 1_200 && height > 500 && colours > 20, "{saved}");
        page.the(Role::Button, "Copy picture").click();
        page.reads("Copied.");
        let types = page.script("return navigator.clipboard.read().then(items => items[0].types)", &[]);
        assert_eq!(types, json!(["image/png"]));
    });
}

#[test]
fn without_a_connection_export_says_so() {
    journey("export offline", |page| {
        page.shows(&first_with(&[]));
        open_menu(page);
        page.go_offline(true);
        page.the(Role::Button, "Workbook").click();
        page.reads("This could not be loaded. Check the connection and try again");
        page.go_offline(false);
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.the(Role::Button, "Workbook").click();
        saved(page, folder.path(), "rackrate-talks-2025-12.xlsx");
        // The browser itself logs the failed request.
        let complaints = page.complaints().expect("the console");
        assert!(complaints.iter().all(|line| line.text.contains("ERR_INTERNET_DISCONNECTED")), "{complaints:?}");
    });
}

#[test]
fn the_menu_is_reached_by_keyboard_and_fits_a_telephone() {
    journey_in("export on a telephone", Window::NARROW, "", |page| {
        page.shows(&first_with(&[]));
        let button = page.first_of(Role::Button, "Export");
        button.script("e.focus()");
        page.press(&[Key::Enter]);
        let menu = page.the(Role::Dialog, containing("Export"));
        menu.reads("Open a workbook");
        let wide =
            menu.script("return [e.scrollWidth, e.clientWidth, document.documentElement.scrollWidth, innerWidth]");
        assert!(wide[0] == wide[1] && wide[2] == wide[3], "it scrolls sideways: {wide}");
        page.press(&[Key::Escape]);
        let here = page.script("return document.activeElement.innerText", &[]);
        assert_eq!(here, json!("Export"), "the keyboard is not where it was");
    });
}
