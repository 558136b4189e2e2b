//! Sharing a scenario: its link, text, pictures, a QR code, the device's share sheet, and a file.

use crate::exports::{drop_file, saved};
use anyhow::{Context, ensure};
use base64::Engine;
use journeys::{Key, Page, Role, Window, first_with, journey_in, link, plain};
use model::inputs::baselines::BASELINES;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::compared::Compared;
use model::share::permalink::{self, Beside};
use model::share::ranged::Ranged;
use model::share::shown::Shown;
use model::share::told::{Place, Told};
use serde_json::Value;

fn modified() -> Scenario {
    first_with(&[("operations.slip_months", "4"), ("chip.gb300.price_usd_per_hour", "4.5")])
}

/// The clipboard's content of a type, as text. Bytes of a picture that are not UTF-8 are replaced.
fn clipboard(page: &Page, kind: &str) -> String {
    let read = "const done = arguments[1], kind = arguments[0];
        navigator.clipboard.read().then(items => items[0].getType(kind)).then(blob => blob.arrayBuffer())
          .then(bytes => done(btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(''))))
          .catch(fault => done(''))";
    let told = page.session().script_later(read, &[kind.into()]).expect("the clipboard");
    let bytes = base64::engine::general_purpose::STANDARD.decode(told.as_str().unwrap_or_default()).expect("base 64");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn one_press_copies_the_link_and_shows_what_else_there_is() {
    let scenario = modified();
    journey_in("share", Window::WIDE, &link(&scenario), |page| {
        page.allow_clipboard();
        page.shows(&scenario);
        page.the(Role::Button, "Share").click();
        let menu = page.the(Role::Dialog, "Share");
        menu.reads("Link copied.");
        let address = page.address();
        assert_eq!(clipboard(page, "text/plain"), address);
        let field = menu.the(Role::Textbox, "The link");
        assert_eq!(field.value(), address);

        menu.the(Role::Button, "Copy as Markdown").click();
        page.until("Markdown", || {
            let copied = clipboard(page, "text/plain");
            ensure!(copied.ends_with(&format!("({address})")), "{copied}");
            ensure!(
                copied.starts_with("Had the talks closed on these terms, by ") && copied.contains("\n\n[Rackrate: "),
                "{copied}"
            );
            Ok(())
        });
        menu.the(Role::Button, "Copy as rich text").click();
        page.until("rich text", || {
            let [html, text] = ["text/html", "text/plain"].map(|kind| clipboard(page, kind));
            ensure!(html.contains(&format!("href=\"{address}\"")), "{html}");
            let headline = page.headline()?;
            ensure!(plain(&text).contains(&headline), "{headline} is not in {text}");
            for (label, value) in journeys::figures(&run(&scenario)) {
                ensure!(plain(&text).contains(&format!("{label}: {value}")), "{label}: {value} is not in {text}");
            }
            Ok(())
        });
        // The field and the code follow the scenario while they are shown.
        let code = || page.the(Role::Picture, "QR code of the link").script("return e.innerHTML").to_string();
        let before = code();
        let later = first_with(&[("operations.slip_months", "7"), ("chip.gb300.price_usd_per_hour", "4.5")]);
        page.put(journeys::input("operations.slip_months"), &later);
        page.address_is(&later);
        assert_eq!(field.value(), page.address());
        page.until("another code", || {
            ensure!(code() != before, "it is still the code of the scenario before");
            Ok(())
        });
        page.press(&[Key::Escape]);
        page.until_it_is("the menu", &0, || Ok(page.every(Role::Dialog, "Share").len()));
    });
}

#[test]
fn pictures_are_saved_and_copied() {
    let scenario = modified();
    journey_in("share pictures", Window::WIDE, &link(&scenario), |page| {
        page.allow_clipboard();
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.shows(&scenario);
        page.the(Role::Button, "Share").click();
        let menu = page.the(Role::Dialog, "Share");
        for (button, file, begins) in [
            ("SVG of the brief", "rackrate-talks-2025-12-modified-brief.svg", &b"<svg xmlns"[..]),
            ("PNG of the brief", "rackrate-talks-2025-12-modified-brief.png", b"\x89PNG"),
            ("SVG of the code", "rackrate-talks-2025-12-modified-qr.svg", b"<svg xmlns"),
        ] {
            menu.the(Role::Button, button).click();
            menu.reads(&format!("Saved as {file}."));
            page.until(file, || {
                let bytes = std::fs::read(folder.path().join(file)).context("it is not there")?;
                ensure!(bytes.starts_with(begins), "it begins with {:?}", bytes.get(..8));
                Ok(())
            });
        }
        let svg = std::fs::read_to_string(folder.path().join("rackrate-talks-2025-12-modified-brief.svg")).expect("it");
        assert!(svg.contains("vs baseline") && svg.contains("instead of"), "the brief says what differs");
        for button in ["Copy the brief", "Copy the code"] {
            menu.the(Role::Button, button).click();
            page.until(button, || {
                let copied = clipboard(page, "image/png");
                ensure!(copied.contains("PNG"), "no picture was copied");
                Ok(())
            });
        }
    });
}

#[test]
fn where_the_browser_refuses_the_link_stands_selected() {
    let scenario = modified();
    for (refusal, why) in [
        (
            "navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))",
            "The browser did not let it be copied.",
        ),
        (
            "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })",
            "This page was not served over a secure connection",
        ),
    ] {
        journey_in("share refused", Window::WIDE, "", |page| {
            page.before_start(refusal);
            let address = page.site().address(&link(&scenario));
            page.go(&address);
            page.shows(&scenario);
            page.the(Role::Button, "Share").click();
            page.the(Role::Dialog, "Share").reads("The link is selected");
            page.the(Role::Dialog, "Share").reads(why);
            let selected = "const e = document.activeElement;
                return e.value && e.value.slice(e.selectionStart, e.selectionEnd)";
            page.until_it_is("what is selected", &Value::from(address.clone()), || Ok(page.script(selected, &[])));
        });
    }
}

#[test]
fn a_device_that_shares_is_handed_the_link() {
    let scenario = modified();
    journey_in("share sheet", Window::NARROW, "", |page| {
        page.before_start("navigator.share = async what => { window.shared = what; }");
        page.go(&page.site().address(&link(&scenario)));
        page.reads("Explore this scenario");
        page.the(Role::Button, "Share").click();
        page.the(Role::Dialog, "Share").the(Role::Button, "Send…").click();
        page.reads("Handed on.");
        let shared = page.script("return window.shared", &[]);
        assert_eq!(permalink::read(shared["url"].as_str().unwrap_or_default()).expect("a link").scenario, scenario);
        let says = plain(shared["text"].as_str().unwrap_or_default());
        assert!(says.contains(&run(&scenario).as_of.name()), "{says}");
    });
}

#[test]
fn a_link_too_long_for_a_code_is_said() {
    let inputs: Vec<_> = model::inputs::input::ParameterId::all().collect();
    let mut scenario = first_with(&[]);
    for input in inputs.iter().filter(|input| input.row().kind == model::inputs::kinds::Kind::Number) {
        scenario.set_nearest(*input, scenario.get(*input) * 1.017 + input.row().min * 0.01);
    }
    journey_in("share long", Window::WIDE, &link(&scenario), |page| {
        page.shows(&scenario);
        page.the(Role::Button, "Share").click();
        page.the(Role::Dialog, "Share").reads("too many for a code that a telephone reads");
    });
}

/// If the link has more than 2,000 characters, a file is offered where the link is copied, and restores everything when
/// it is opened.
#[test]
fn in_place_of_a_link_too_long_for_mail_there_is_a_file() {
    let scenario = modified();
    let (mut compared, mut told) = (Compared::default(), Told::default());
    for baseline in BASELINES.iter().take(6) {
        compared.pin(&Scenario::of(baseline), "A name that is as long as names of scenarios may be");
    }
    for month in 0..12 {
        assert!(told.pin(Place::Month(month), &format!("{month}: {}", "a note at its longest ".repeat(6))));
    }
    assert!(told.add_step(&scenario, &Shown::Brief, "The only step"));
    let beside = Beside { compared: &compared, told: &told, ranged: &Ranged::default(), shown: &Shown::Explore };
    let long = permalink::write_all(&scenario, &run(&scenario), beside);
    assert!(long.len() > 2_000);
    journey_in("share a file", Window::WIDE, &format!("?s={long}"), |page| {
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        page.shows(&scenario);
        page.the(Role::Button, "Share").click();
        let menu = page.the(Role::Dialog, "Share");
        menu.reads(&format!("The link has {} characters", page.address().len()));
        menu.the(Role::Button, "Save as a file").click();
        let file = saved(page, folder.path(), "rackrate-talks-2025-12-modified.json");
        page.sent_to_somebody(&page.site().address(""), |other| {
            other.shows(&first_with(&[]));
            drop_file(other, "from a colleague.json", &file);
            other.reads("“from a colleague.json” is the scenario now.");
            other.shows(&scenario);
            other.until("all of it", || {
                let address = other.session().address()?;
                let opened = permalink::read(&address).map_err(|fault| anyhow::anyhow!("{address}: {fault}"))?;
                ensure!((&opened.compared, &opened.told) == (&compared, &told), "{address}");
                Ok(())
            });
            drop_file(other, "not ours.json", b"{\"link\":\"2.tk.x\"}");
            other.reads("“not ours.json” was not opened: the link was cut off");
            other.shows(&scenario);
        });
        // For a short link no file is offered.
        page.go(&page.site().address(&link(&scenario)));
        page.shows(&scenario);
        page.the(Role::Button, "Share").click();
        page.the(Role::Dialog, "Share").the(Role::Button, "Copy link");
        assert_eq!(page.every(Role::Button, "Save as a file").len(), 0);
    });
}
