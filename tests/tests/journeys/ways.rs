//! Keyboard navigation, and faults of accessibility.

use anyhow::{Context, ensure};
use journeys::{Key, Page, Role, Window, first_with, journey, journey_in, starting};
use model::inputs::kinds::Group;
use serde_json::{Value, json};

/// The violations that axe finds, one per line: the rule, the element, and the reason.
const LOOK: &str = r"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: true }, 'target-size': { enabled: true } } })
  .then(({ violations }) => done(violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`))))
  .catch(fault => done([String(fault)]));
";

/// Checks the page in its present state with axe.
#[track_caller]
fn is_open_to_all(page: &Page, when: &str) {
    if page.script("return typeof axe === 'undefined'", &[]) == Value::Bool(true) {
        let script = std::env::var("RACKRATE_AXE").context("RACKRATE_AXE names axe.min.js; `cargo xtask test` sets it");
        let script = script.and_then(|file| Ok(std::fs::read_to_string(file)?)).expect("axe");
        page.script(&format!("{script}\nwindow.axe = axe;"), &[]);
    }
    // Scrolls to the top, because axe would report elements that are scrolled below a sticky head as half covered.
    page.script("scrollTo(0, 0); document.querySelectorAll('aside').forEach(aside => { aside.scrollTop = 0; })", &[]);
    // Waits for transitions between light and dark to end.
    page.until("colours at rest", || {
        let moving = page.session().script("return document.getAnimations().length", &[])?;
        ensure!(moving == json!(0), "{moving} on their way");
        Ok(())
    });
    let found = page.session().script_later(LOOK, &[]).expect("axe answers");
    assert_eq!(found, json!([]), "{when}: {found:#}");
}

fn walk(page: &Page) {
    page.shows(&first_with(&[]));
    for button in ["Dark colours", "Light colours"] {
        is_open_to_all(page, &format!("before {button}"));
        page.the(Role::Button, button).click();
    }
    for group in Group::ALL.into_iter().filter(|group| *group != Group::View) {
        page.open_group(group);
    }
    page.unfold();
    is_open_to_all(page, "with every group open");
    for badge in ["PUE: official, show source", "GB300: Price: "] {
        page.open(&page.first_of(Role::Button, starting(badge)));
    }
    is_open_to_all(page, "with sources open");
    if let Some(done) = page.every(Role::Button, "Done").pop() {
        done.click();
    }
    for values in page.every(Role::Button, starting("Values of")) {
        page.open(&values);
    }
    page.the(Role::Button, "Show the deals").click();
    is_open_to_all(page, "with every table open");
    page.the(Role::Button, starting("Accelerators online: ")).click();
    page.the(Role::Dialog, starting("Accelerators online")).reads("What moves it");
    is_open_to_all(page, "with an explanation open");
    page.press(&[Key::Escape]);
    for (name, words) in [
        ("Numbers", "Facility power"),
        ("Sources", "facts and assumptions from"),
        ("How sure?", "What must be true"),
        ("Trust", "Identities"),
        ("Keys", "Undo"),
    ] {
        page.first_of(Role::Button, name).click();
        page.the(Role::Dialog, name).reads(words);
        is_open_to_all(page, name);
        page.press(&[Key::Escape]);
        page.until_it_is("the dialog", &0, || Ok(page.every(Role::Dialog, name).len()));
    }
    page.first_of(Role::Button, "Own scenarios").click();
    page.the(Role::Textbox, "Name").enter("Mine");
    page.the(Role::Button, "Open Mine");
    is_open_to_all(page, "own scenarios");
    page.press(&[Key::Escape]);
    page.first_of(Role::Button, "Export").click();
    page.the(Role::Dialog, starting("Export")).reads("Workbook");
    is_open_to_all(page, "Export");
    page.press(&[Key::Escape]);
    page.the(Role::Button, "Share").click();
    page.the(Role::Dialog, "Share").the(Role::Picture, "QR code of the link");
    is_open_to_all(page, "Share");
}

#[test]
fn nothing_is_in_the_way_on_a_wide_screen() {
    journey("obstacles, wide", walk);
}

#[test]
fn nothing_is_in_the_way_on_a_phone() {
    journey_in("obstacles, narrow", Window::NARROW, "", |page| {
        let on = json!({ "enabled": true, "maxTouchPoints": 1 });
        page.session().cdp("Emulation.setTouchEmulationEnabled", &on).expect("fingers");
        walk(page);
    });
}

#[test]
fn a_question_mark_lists_the_keys_but_not_while_one_types() {
    journey("keys page", |page| {
        page.shows(&first_with(&[]));
        let field = page.the(Role::Textbox, "As of, typed");
        field.focus();
        page.type_text("?");
        assert!(page.every(Role::Dialog, "Keys").is_empty(), "it is a letter here");
        page.press(&[Key::Escape]);
        page.the(Role::Slider, "As of").focus();
        page.type_text("?");
        let keys = page.the(Role::Dialog, "Keys");
        for words in ["Undo", "Double click", "Scrolls the page and changes nothing"] {
            keys.reads(words);
        }
        page.press(&[Key::Escape]);
        page.until_it_is("the list", &0, || Ok(page.every(Role::Dialog, "Keys").len()));
        page.the(Role::Slider, "As of")
            .script("if (document.activeElement !== e) throw new Error('the keyboard is lost')");
    });
}

#[test]
fn the_first_stops_lead_to_every_part_of_the_page() {
    journey("skipping", |page| {
        let still = first_with(&[]);
        page.shows(&still);
        let here = "const e = document.activeElement; return e.ariaLabel || e.innerText || e.id";
        for stops in 1..=4 {
            page.reload();
            page.shows(&still);
            page.press(&vec![Key::Tab; stops]);
            let link = page.script("return document.activeElement.innerText", &[]);
            let to = link.as_str().and_then(|link| link.strip_prefix("Skip to ")).unwrap_or_default().to_owned();
            page.press(&[Key::Enter]);
            page.until_it_is("the keyboard", &json!(to), || Ok(page.script("return document.activeElement.id", &[])));
            page.address_is(&still);
        }
        // From the inputs, Tab and Enter lead on to the group "Hardware".
        page.the(Role::Link, "Skip to inputs").script("e.click()");
        page.press(&[Key::Tab, Key::Tab, Key::Tab]);
        page.press(&[Key::Enter]);
        let group = page.script(here, &[]);
        assert_eq!(group.as_str().map(|name| name.to_lowercase().starts_with("hardware")), Some(true), "{group}");
    });
}
