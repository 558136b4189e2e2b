//! The reference pages, which open above the page.

use anyhow::ensure;
use journeys::{Key, Page, Role, Window, first_with, journey, journey_in, plain};
use model::analysis::fingerprint;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;
use model::base::show::show;
use model::inputs::evidence::{all, entry};
use serde_json::json;

/// The visible text of the dialog.
fn read(page: &Page) -> String {
    plain(page.script("return document.querySelector('dialog').innerText", &[]).as_str().unwrap_or_default())
}

#[track_caller]
fn reads(page: &Page, words: &str) {
    page.until(&format!("{words:?} in the dialog"), || {
        let all = read(page);
        ensure!(all.contains(&plain(words)), "it is not in {:.300}", all);
        Ok(())
    });
}

#[track_caller]
fn is_open(page: &Page, open: bool) {
    page.until_it_is("the dialog", &json!(open), || {
        Ok(page.script("return document.querySelector('dialog').open", &[]))
    });
}

/// The number of rows that are shown.
fn rows(page: &Page) -> usize {
    page.script("return document.querySelectorAll('dialog .rows tr').length", &[]).as_u64().unwrap_or(0) as usize
}

/// Opens a reference page by keyboard, with the first button of its name.
#[track_caller]
fn open_by_keyboard(page: &Page, name: &str) {
    let button = page.first_of(Role::Button, name);
    button.script("e.focus()");
    page.press(&[Key::Enter]);
    is_open(page, true);
}

#[test]
fn a_reader_finds_a_fact_and_what_it_rests_on() {
    journey("sources page", |page| {
        page.shows(&first_with(&[]));
        let address = page.address();
        open_by_keyboard(page, "Sources");
        reads(page, &format!("{} facts and assumptions", all().len()));
        reads(page, &format!("{} found, the first 30 shown.", all().len()));
        assert_eq!(rows(page), 30);

        // Tab leads from the first folded section past the others to the search field.
        page.script("document.querySelector('dialog summary').focus()", &[]);
        const HERE: &str = "const at = document.activeElement;
            return at.labels && at.labels.length ? at.type + ' ' + at.labels[0].innerText : at.tagName";
        let mut here = json!(null);
        for _ in 0..8 {
            page.press(&[Key::Tab]);
            here = page.script(HERE, &[]);
            if here != json!("SUMMARY") && here != json!("DIV") {
                break;
            }
        }
        assert_eq!(here, json!("search Search"));
        page.type_text("Trainium3 hbm capacity");
        reads(page, "Trainium3: HBM capacity");
        let fact = entry("accelerator.trainium3.hbm_bytes").expect("it is listed");
        page.until("fewer rows", || {
            ensure!(rows(page) < 10, "{} rows", rows(page));
            Ok(())
        });
        let row = page
            .script("return document.querySelector('[data-fact=\"accelerator.trainium3.hbm_bytes\"]').innerText", &[]);
        let row = plain(row.as_str().unwrap_or_default());
        for part in
            [fact.class.word(), fact.source.title, fact.source.publisher, fact.source.date, "144 GiB", "20,736 GiB"]
        {
            assert!(row.contains(&plain(part)), "{part:?} is not in {row:?}");
        }
        // The answer to the last letters comes last, so the stated number must be that of the rows.
        page.until("as many as are said", || {
            let status = page.script("return document.querySelector('dialog [role=status].found').textContent", &[]);
            let found = json!(format!("{} found.", rows(page)));
            ensure!(status == found, "{status} for {found}");
            Ok(())
        });

        // A search that finds nothing.
        page.type_text(" <b>");
        reads(page, "Nothing found");
        assert_eq!(rows(page), 0);
        assert_eq!(page.address(), address, "the address carries the scenario and nothing else");
        // Escape first empties a search field, as browsers do.
        page.press(&[Key::Escape]);
        if page.script("return document.querySelector('dialog').open", &[]) == json!(true) {
            page.press(&[Key::Escape]);
        }
        is_open(page, false);
        let here = page.script("return document.activeElement.innerText", &[]);
        assert_eq!(here, json!("Sources"), "the keyboard is not where it was");
        page.address_is(&first_with(&[]));
    });
}

#[test]
fn the_browser_computes_what_was_computed_natively() {
    journey("trust page", |page| {
        page.shows(&first_with(&[]));
        open_by_keyboard(page, "Trust");
        reads(page, "What was tried");
        let digest = page.script("return document.querySelector('dialog [data-digest]').dataset.digest", &[]);
        let natively = fingerprint::of_baselines();
        assert_eq!(digest, json!(format!("{:016x}", natively.digest)), "the browser computes other bits");
        journeys::agreed("Every series and metric of every baseline, to the last bit", natively.count);
        for section in [
            "Identities",
            "Calculations by hand",
            "A second model",
            "Workbooks computed by LibreOffice",
            "Published totals of systems",
            "Deals, as announced",
            "The page in a browser",
            "Size and speed",
        ] {
            reads(page, section);
        }
        page.the(Role::Button, "Close").click();
        is_open(page, false);
        assert_eq!(page.script("return document.activeElement.innerText", &[]), json!("Trust"));
    });
}

#[test]
fn all_pages_can_be_read_on_a_telephone() {
    journey_in("reference on a telephone", Window::NARROW, "", |page| {
        page.shows(&first_with(&[]));
        for (name, words) in [
            ("Numbers", "What limits growth"),
            ("Sources", "Often misread"),
            ("How sure?", "What must be true"),
            ("Trust", "Identities"),
            ("Corrections", "Vera Rubin, FP4"),
        ] {
            page.the(Role::Button, name).click();
            is_open(page, true);
            reads(page, words);
            let wide = page.script(
                "const d = document.querySelector('dialog');
                 d.querySelectorAll('details').forEach(e => e.open = true);
                 return [d.scrollWidth - d.clientWidth, [...d.querySelectorAll('*')].filter(e => e.checkVisibility()
                   && getComputedStyle(e).position !== 'absolute' && !e.closest('.for-screen-readers, thead')
                   && e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 80)).slice(0, 5)]",
                &[],
            );
            assert_eq!(wide, json!([0, []]), "{name} is wider than the screen");
            page.the(Role::Button, "Close").click();
            is_open(page, false);
        }
    });
}

#[test]
fn ranges_in_the_browser_are_those_that_are_drawn_here() {
    journey("how sure", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        open_by_keyboard(page, "How sure?");
        reads(page, "What must be true");
        let plan = Plan::new(&scenario, &Uncertainty::default()).expect("settings");
        for spread in Bands::of(&plan, &Wanted::headline(), &[]).spreads {
            let (unit, values) = (spread.metric.row().unit, spread.values.expect("values").values);
            // A number of chips has no unit of its own; the row names it.
            let [low, high] = [values[0], values[4]].map(|value| show(value.expect("a value"), unit).text());
            reads(page, &low);
            reads(page, &high);
        }
        reads(page, "with Trainium3: Price at $1.57/chip-hour.");
    });
}
