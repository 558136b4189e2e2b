//! Links on a recipient's screen: the brief, the way to the explorer, stories, and the printed brief.

use crate::paper::{PAPERS, printed, squeezed};
use crate::touch::{stroke, with_fingers};
use anyhow::ensure;
use journeys::{Key, Page, Role, Window, containing, first_with, input, journey, journey_in, link};
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::compared::Compared;
use model::share::permalink::{self, Beside};
use model::share::ranged::Ranged;
use model::share::shown::Shown;
use model::share::told::{Place, Told};

fn changed() -> Scenario {
    first_with(&[("chip.gb300.price_usd_per_hour", "4.5"), ("operations.slip_months", "3")])
}

/// Waits until the brief shows the scenario's chips and contract value, its changes, and the date of the facts.
fn briefs(page: &Page, scenario: &Scenario) {
    let outcome = run(scenario);
    let (chips, value) = (model::metric::CHIPS_ONLINE, model::metric::CONTRACT_NPV);
    for of in [chips, value] {
        page.reads(&outcome.show(of).expect("it has a value").text());
    }
    page.reads("What differs from the baseline");
    page.reads("Facts as of");
}

#[test]
fn a_shared_link_is_a_brief_on_a_telephone_and_the_same_numbers_behind_it() {
    journey("shared", |page| {
        let scenario = changed();
        for id in ["chip.gb300.price_usd_per_hour", "operations.slip_months"] {
            page.put(input(id), &scenario);
        }
        page.address_is(&scenario);
        let site = page.site().clone();
        let address = site.address(&link(&scenario));
        journey_on_a_telephone(page, &address, &scenario);
    });
}

fn journey_on_a_telephone(page: &Page, address: &str, scenario: &Scenario) {
    let narrow = Page::visit(Window::NARROW, page.site(), address).expect("another browser");
    with_fingers(&narrow);
    briefs(&narrow, scenario);
    narrow.reads("GB300 costs $4.50 an hour instead of $5.00.");
    let wide = narrow.script("return document.documentElement.scrollWidth - innerWidth", &[]);
    assert_eq!(wide.as_i64(), Some(0), "nothing lies beside the screen");
    // The brief is about a screen and a half high; further content is folded.
    let high = narrow.script("return document.querySelector('main').getBoundingClientRect().bottom + scrollY", &[]);
    assert!(high.as_f64() <= Some(1_100.0), "the brief is {high} px high");
    narrow.script("document.querySelector('.brief-rests.narrow summary').click()", &[]);
    narrow.reads("What the contract’s value rests on most");
    narrow.script("document.querySelector('.brief-rests.narrow summary').click()", &[]);
    let button = narrow.the(Role::Button, "Explore this scenario");
    assert!(button.script("return e.getBoundingClientRect().height").as_f64() >= Some(44.0));
    // A number that is an input can be changed in its place, and the brief follows.
    narrow.first_of(Role::Button, "$4.50 an hour").click();
    narrow.the(Role::Textbox, "GB300: Price, typed").enter("4.25");
    narrow.press(&[Key::Enter]);
    narrow.press(&[Key::Escape]);
    narrow.reads("GB300 costs $4.25 an hour instead of $5.00.");
    narrow.back();
    narrow.reads("GB300 costs $4.50 an hour instead of $5.00.");
    narrow.the(Role::Button, "Explore this scenario").click();
    narrow.shows(scenario);
    // The choice is remembered after a reload.
    narrow.reload();
    narrow.shows(scenario);
    assert!(narrow.complaints().expect("a console").is_empty());
}

/// A story of three steps, each with its own scenario. Captions and notes contain markup, an override of the text
/// direction and a very long word.
fn story() -> (Vec<Scenario>, String) {
    let steps = [
        first_with(&[]),
        first_with(&[("operations.slip_months", "6")]),
        first_with(&[("operations.slip_months", "6"), ("operations.pue", "1.4")]),
    ];
    let mut told = Told::default();
    for (step, caption) in steps.iter().zip(["As announced", "<b>Half a year</b> late", "مرحبا \u{202e}and warmer"])
    {
        assert!(told.add_step(step, &Shown::Explore, caption));
    }
    assert!(told.pin(Place::Input(input("operations.pue")), "<script>alert(1)</script>"));
    assert!(told.pin(Place::Month(12), &"w".repeat(140)));
    told.go_to(Some(0));
    let beside =
        Beside { compared: &Compared::default(), told: &told, ranged: &Ranged::default(), shown: &Shown::Explore };
    let link = permalink::write_all(&steps[0], &run(&steps[0]), beside);
    (steps.to_vec(), format!("?s={link}"))
}

#[test]
fn a_story_is_walked_by_keys() {
    let (steps, link) = story();
    journey_in("story", Window::WIDE, &link, |page| {
        page.shows(&steps[0]);
        page.reads("As announced");
        page.reads("w".repeat(140).as_str());
        for step in [1, 2] {
            page.press(&[Key::Right]);
            page.shows(&steps[step]);
        }
        page.reads("and warmer");
        page.press(&[Key::Right]);
        page.shows(&steps[2]);
        page.press(&[Key::Left]);
        page.shows(&steps[1]);
        page.reads("<b>Half a year</b> late");
        page.the(Role::Button, "Undo").click();
        page.shows(&steps[2]);
        page.the(Role::Button, "Leave the story").click();
        page.shows(&steps[2]);
        page.the(Role::Button, "Read the story");
    });
}

#[test]
fn a_story_is_walked_by_swipes_that_edit_nothing() {
    let (steps, link) = story();
    journey_in("story on a telephone", Window::NARROW, &link, |page| {
        with_fingers(page);
        page.the(Role::Button, "Explore this scenario").click();
        page.shows(&steps[0]);
        let wide = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
        assert_eq!(wide.as_i64(), Some(0), "long words do not widen the page");
        let bar = page.the(Role::Region, "Story");
        let top = bar.script("return e.getBoundingClientRect().top + 12").as_f64().expect("a place");
        for (from, to, step) in [(300.0, 80.0, 1), (300.0, 80.0, 2), (80.0, 300.0, 1)] {
            stroke(page, &[(from, top), ((from + to) / 2.0, top), (to, top)]);
            page.shows(&steps[step]);
            page.until("the step", || {
                ensure!(page.in_address()? == steps[step], "another scenario");
                Ok(())
            });
        }
    });
}

#[test]
fn a_brief_is_one_sheet_with_every_number() {
    let scenario = changed();
    let outcome = run(&scenario);
    let beside = Beside {
        compared: &Compared::default(),
        told: &Told::default(),
        ranged: &Ranged::default(),
        shown: &Shown::Brief,
    };
    let link = permalink::write_all(&scenario, &outcome, beside);
    journey_in("brief on paper", Window::WIDE, &format!("?s={link}"), |page| {
        briefs(page, &scenario);
        let mut wanted =
            vec!["GB300 costs $4.50 an hour instead of $5.00.".to_owned(), "Facts as of".to_owned(), link.clone()];
        wanted.extend(
            [model::metric::CHIPS_ONLINE, model::metric::CONTRACT_NPV]
                .map(|of| outcome.show(of).expect("it has a value").text()),
        );
        for paper in PAPERS {
            let pages = page.until("what is printed", || {
                let pages = printed(page, paper)?;
                let missing: Vec<&String> =
                    wanted.iter().filter(|words| !pages.concat().contains(&squeezed(words))).collect();
                ensure!(missing.is_empty(), "{} pages without {missing:#?}", pages.len());
                Ok(pages)
            });
            assert_eq!(pages.len(), 1, "{}", paper.0);
        }
        page.first_of(Role::Button, containing("Explore")).click();
        page.shows(&scenario);
    });
}
