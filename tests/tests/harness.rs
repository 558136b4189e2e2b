//! Whether journeys see what they should, tried on a page that is made for it.

use journeys::{Key, Page, Role, journey, on_fixture, starting};
use std::panic::{AssertUnwindSafe, catch_unwind};

fn on(name: &str, walk: impl FnOnce(&Page)) {
    on_fixture(name, &tests_shared::package().join("fixture"), walk);
}

/// What a journey fails with; `None` for one that holds.
fn failure(name: &str, walk: impl FnOnce(&Page)) -> Option<String> {
    let outcome = catch_unwind(AssertUnwindSafe(|| on(name, walk)));
    outcome.err().map(|panic| panic.downcast_ref::<String>().cloned().unwrap_or_default())
}

#[test]
fn things_are_found_and_used_as_a_person_does() {
    on("fixture", |page| {
        let slider = page.the(Role::Slider, "Schedule slip");
        assert_eq!((slider.value().as_str(), slider.value_in_words().as_str()), ("5", "5 months"));
        slider.press(&[Key::Right, Key::Right, Key::Left]);
        assert_eq!(slider.value(), "6");
        slider.press(&[Key::End]);
        let field = page.the(Role::Textbox, "Schedule slip, typed");
        assert_eq!(field.value(), "10");
        field.enter("3");
        page.until_it_is("the slider", &"3 months".to_owned(), || Ok(slider.value_in_words()));

        let tile = page.the(Role::Region, "Headline figures").the(Role::Button, starting("Twice"));
        assert_eq!(tile.label(), "Twice: 1");
        assert_eq!(page.every(Role::Button, starting("Twice")).len(), 2);

        let baseline = page.the(Role::Combobox, starting("Baseline"));
        assert_eq!(baseline.choices(), ["One", "Two"]);
        baseline.choose("Two");
        assert_eq!(baseline.value(), "Two");

        let handle = page.the(Role::Slider, "Handle");
        handle.drag(100.0);
        assert_eq!(handle.value(), "100");
    });
}

#[test]
fn a_page_that_is_not_silent_fails_a_journey() {
    let noise = [
        ("Warn", "a warning"),
        ("Throw", "error: Uncaught Error: an error"),
        ("Reject", "rejection: Error: a rejection"),
        ("Violate", "policy: img-src refuses"),
    ];
    for (button, complaint) in noise {
        let failure = failure("noise that is meant", |page| page.the(Role::Button, button).click());
        assert!(failure.as_ref().is_some_and(|text| text.contains(complaint)), "{button}: {failure:?}");
    }
    let missing = failure("a file that is missing", |page| {
        page.script("return fetch('missing.js').then(() => 0)", &[]);
    });
    assert!(missing.is_some_and(|text| text.contains("404")));
}

#[test]
fn the_release_is_served() {
    journey("release", |page| {
        assert!(page.address().starts_with("http://127.0.0.1:"));
    });
}
