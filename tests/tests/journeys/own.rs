//! The reader's own scenarios, which the browser keeps.

use anyhow::{Context, ensure};
use journeys::{Key, Page, Role, Thing, Window, first_with, input, journey, journey_in, link, starting};
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::compared::Compared;
use model::share::permalink::{self, Beside};
use model::share::ranged::Ranged;
use model::share::shown::Shown;
use model::share::told::{Place, Told};
use serde_json::{Value, json};

fn menu(page: &Page) -> Thing<'_> {
    page.first_of(Role::Button, "Own scenarios").click();
    let menu = page.the(Role::Dialog, starting("Own scenarios"));
    menu.the(Role::Button, "Save this scenario");
    menu
}

fn save(page: &Page, name: &str) {
    page.the(Role::Textbox, "Name").enter(name);
    page.the(Role::Button, format!("Open {name}"));
}

/// The names in the list of kept scenarios.
fn names(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.own-scenarios input')].map(e => e.value)";
    serde_json::from_value(page.script(script, &[])).expect("names")
}

#[test]
fn scenarios_are_kept_named_opened_duplicated_and_deleted() {
    journey("own scenarios", |page| {
        let changed = first_with(&[("operations.pue", "1.37"), ("operations.slip_months", "4")]);
        let other = Scenario::of(Baseline::by_id("openai-amd").expect("a baseline"));
        page.shows(&first_with(&[]));
        menu(page).reads("Nothing is kept yet.");
        for of in ["operations.pue", "operations.slip_months"] {
            page.put(input(of), &changed);
        }
        page.shows(&changed);
        save(page, "Late and hot");
        page.reads("Saved as “Late and hot”.");
        page.start_from(other.baseline());
        page.shows(&other.clone().with_view_of(&changed));

        // After a reload the scenario can be opened, and opening it can be undone.
        page.reload();
        menu(page).the(Role::Button, "Open Late and hot").click();
        page.shows(&changed);
        page.inputs_are(&changed);
        page.address_is(&changed);
        // Undone by keys, because the menu covers the button.
        page.press_with(Key::Control, Key::Letter('z'));
        page.shows(&other.clone().with_view_of(&changed));

        page.the(Role::Button, "Duplicate Late and hot").click();
        page.the(Role::Button, "Open Late and hot (2)");
        page.the(Role::Textbox, "Name of Late and hot (2)").enter("A copy");
        page.the(Role::Button, "Open A copy");
        assert_eq!(names(page), ["Late and hot", "A copy"]);
        page.the(Role::Button, "Delete Late and hot").click();
        page.until_it_is("the list", &vec!["A copy".to_owned()], || Ok(names(page)));
        page.the(Role::Button, starting("Put “Late and hot” back")).click();
        page.the(Role::Button, "Open Late and hot").click();
        page.shows(&changed);
    });
}

/// Title, notes and story are kept with a scenario. A scenario that an earlier release kept has none, and still opens.
#[test]
fn title_notes_and_story_are_kept_with_a_scenario() {
    let (scenario, older) = (first_with(&[("operations.pue", "1.37")]), first_with(&[("operations.slip_months", "4")]));
    let (mut compared, mut told) = (Compared::default(), Told::default());
    compared.rename_own("Hot");
    assert!(told.pin(Place::Input(input("operations.pue")), "<i>Their</i> own page says so"));
    assert!(told.add_step(&scenario, &Shown::Explore, "As it is"));
    let beside = Beside { compared: &compared, told: &told, ranged: &Ranged::default(), shown: &Shown::Explore };
    let whole = permalink::write_all(&scenario, &run(&scenario), beside);
    journey_in("own scenarios with notes", Window::WIDE, &format!("?s={whole}"), |page| {
        page.shows(&scenario);
        let kept =
            format!("{{\"version\":1,\"scenarios\":[{{\"name\":\"Older\",\"link\":\"{}\"}}]}}", &link(&older)[3..]);
        page.script("localStorage.setItem('rackrate.scenarios', arguments[0])", &[json!(kept)]);
        let menu = menu(page);
        assert_eq!(page.the(Role::Textbox, "Name").value(), "Hot");
        menu.the(Role::Button, "Save this scenario").click();
        page.reads("Saved as “Hot”.");
        page.reads(", 1 note, 1 story step");
        let opens = |expected: (&Scenario, &str, &Told)| {
            page.until("what was opened", || {
                let address = page.session().address()?;
                let link = permalink::read(&address).map_err(|fault| anyhow::anyhow!("{address}: {fault}"))?;
                ensure!((&link.scenario, link.compared.own_name(), &link.told) == expected, "{address}");
                Ok(())
            });
        };
        page.the(Role::Button, "Open Older").click();
        page.shows(&older);
        opens((&older, "", &Told::default()));
        page.the(Role::Button, "Open Hot").click();
        page.shows(&scenario);
        opens((&scenario, "Hot", &told));
        // One undo takes all of it back.
        page.press_with(Key::Control, Key::Letter('z'));
        opens((&older, "", &Told::default()));
    });
}

#[test]
fn they_leave_as_a_file_and_come_back_elsewhere() {
    journey("own scenarios, as a file", |page| {
        let changed = first_with(&[("operations.pue", "1.37")]);
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.go(&page.site().address(&link(&changed)));
        page.shows(&changed);
        menu(page);
        save(page, "Hot");
        page.the(Role::Button, "Export all as JSON").click();
        let file = folder.path().join("rackrate-scenarios.json");
        let text = page.until("the file", || std::fs::read_to_string(&file).context("nothing is saved yet"));
        let told: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&told["version"], &told["scenarios"][0]["name"]), (&json!(1), &json!("Hot")));

        page.sent_to_somebody(&page.site().address(""), |page| {
            page.script("localStorage.clear()", &[]);
            page.reload();
            page.shows(&first_with(&[]));
            menu(page).reads("Nothing is kept yet.");
            page.the(Role::Button, starting("Take scenarios from a JSON file")).choose_file(&file);
            page.the(Role::Button, "Open Hot").click();
            page.shows(&changed);
            let wrong = folder.path().join("wrong.json");
            std::fs::write(&wrong, "{}").expect("a file");
            page.the(Role::Button, starting("Take scenarios from a JSON file")).choose_file(&wrong);
            page.reads("“wrong.json” holds no scenarios that were exported here.");
            // Refused for its size, before it is read into memory.
            let large = folder.path().join("large.json");
            std::fs::write(&large, vec![b' '; 50 << 20]).expect("a file");
            page.the(Role::Button, starting("Take scenarios from a JSON file")).choose_file(&large);
            page.reads("“large.json” was not opened: it has 50 MB; a file that was saved here has at most 16.");
            assert_eq!(names(page), ["Hot"]);
        });
    });
}

#[test]
fn a_storage_that_is_full_or_forbidden_costs_nothing_that_was_kept() {
    journey("own scenarios, full storage", |page| {
        let changed = first_with(&[("operations.pue", "1.37")]);
        page.shows(&first_with(&[]));
        menu(page);
        save(page, "Kept");
        // Fills the storage, so that nothing can be added.
        page.script(
            "for (let size = 1 << 20; size; size >>= 1)
               for (;;) try { localStorage.setItem('filler' + Math.random(), 'x'.repeat(size)) } catch { break }",
            &[],
        );
        page.put(input("operations.pue"), &changed);
        page.shows(&changed);
        page.the(Role::Textbox, "Name").enter("One too many");
        page.reads("There is no room left in this browser’s storage, so this was not kept");
        assert_eq!(names(page), ["Kept"]);
        page.the(Role::Button, "Open Kept").click();
        page.shows(&first_with(&[]));
        page.reload();
        menu(page).the(Role::Button, "Open Kept");
        page.script("Object.keys(localStorage).filter(key => key.startsWith('filler')).forEach(key => localStorage.removeItem(key))", &[]);
        save(page, "Room again");

        // Storage is forbidden altogether.
        page.before_start("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })");
        page.reload();
        page.shows(&first_with(&[]));
        menu(page);
        page.reads("This browser keeps nothing for this page.");
        page.put(input("operations.pue"), &changed);
        page.shows(&changed);
        page.the(Role::Textbox, "Name").enter("Lost");
        page.reads("This browser keeps nothing for this page.");
        page.shows(&changed);
    });
}

#[test]
fn what_is_not_ours_is_never_written_over_and_a_telephone_has_room() {
    journey_in("own scenarios on a telephone", Window::NARROW, "", |page| {
        page.shows(&first_with(&[]));
        page.script("localStorage.setItem('rackrate.scenarios', '{\"version\":7}')", &[]);
        page.first_of(Role::Button, "Own scenarios").click();
        page.reads("A newer release of this page has kept scenarios here.");
        assert_eq!(page.script("return localStorage.getItem('rackrate.scenarios')", &[]), json!("{\"version\":7}"));
        page.press(&[Key::Escape]);
        page.script("localStorage.removeItem('rackrate.scenarios')", &[]);
        let menu = menu(page);
        save(page, "A name that is as long as a name may well be, and then a little longer");
        page.until("the width", || {
            let wide = menu
                .script("return e.scrollWidth <= e.clientWidth && document.documentElement.scrollWidth <= innerWidth");
            ensure!(wide == json!(true), "it scrolls sideways");
            Ok(())
        });
    });
}
