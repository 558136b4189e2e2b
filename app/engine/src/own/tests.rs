//! Stored scenarios come back, and unknown formats are left alone.

use super::*;
use model::input;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::share::compared::Compared;
use model::share::permalink::Beside;
use model::share::ranged::Ranged;
use model::share::shown::Shown;
use model::share::told::{Place, Told};
use protocol::Request;
use protocol::engine::{Answer, Ask, Form};

fn first() -> Scenario {
    Scenario::of(Baseline::first())
}

fn link_of(scenario: &Scenario) -> String {
    permalink::write(scenario, &run(scenario))
}

/// A browser with its storage.
#[derive(Default)]
struct Browser {
    kept: Option<String>,
}

impl Browser {
    fn does(&mut self, act: Act, scenario: &Scenario) -> Own {
        self.does_with(act, &link_of(scenario))
    }

    fn does_with(&mut self, act: Act, on_screen: &str) -> Own {
        let own = own(self.kept.as_deref(), &act, on_screen).expect("it answers");
        if let Some(keep) = &own.keep {
            self.kept = Some(keep.clone());
        }
        own
    }

    fn names(&self) -> Vec<String> {
        let shelf = Shelf::read(self.kept.as_deref()).expect("a shelf");
        shelf.scenarios.into_iter().map(|saved| saved.name).collect()
    }

    fn at(&self, place: usize) -> Saved {
        Shelf::read(self.kept.as_deref()).expect("a shelf").scenarios.swap_remove(place)
    }

    fn opened(&self, place: usize) -> Scenario {
        let shelf = Shelf::read(self.kept.as_deref()).expect("a shelf");
        permalink::read(&shelf.scenarios[place].link).expect("it opens").scenario
    }
}

fn save(name: &str) -> Act {
    Act::Save { name: name.to_owned() }
}

#[test]
fn every_baseline_changed_is_kept_to_the_bit() {
    let mut browser = Browser::default();
    let mut all = Vec::new();
    for baseline in BASELINES {
        let mut scenario = Scenario::of(baseline);
        scenario.set_nearest(input::PUE, 1.234_567);
        browser.does(save(baseline.id), &scenario);
        all.push(scenario);
    }
    for (place, scenario) in all.iter().enumerate() {
        assert_eq!(browser.opened(place), *scenario);
    }
}

/// "1 input changed" was once said of a scenario for which the page said that nothing was.
#[test]
fn changes_are_counted_as_the_page_counts_them() {
    let told = |changes: &[(&str, &str)]| {
        let scenario = tests_shared::scenarios::first_with(changes);
        Browser::default().does(save("Mine"), &scenario).html
    };
    let late = ("view.as_of", "2027-06");
    assert!(!told(&[late]).contains("changed"), "{}", told(&[late]));
    assert!(told(&[late, ("operations.pue", "1.3")]).contains(", 1 input changed"));
    assert!(told(&[("operations.slip_months", "3"), ("operations.pue", "1.3")]).contains(", 2 inputs changed"));
}

#[test]
fn names_are_kept_apart_and_what_goes_can_be_put_back() {
    let mut browser = Browser::default();
    let mut changed = first();
    changed.set_nearest(input::PUE, 1.4);
    assert_eq!(browser.does(save(" My\n  plan "), &first()).words, "Saved as “My plan”.");
    // Saving under the same name replaces it, and says so.
    let own = browser.does(save("My plan"), &changed);
    assert_eq!((own.words.as_str(), browser.names().len()), ("Saved in place of the other “My plan”.", 1));
    assert_eq!(browser.opened(0), changed);
    assert!(own.html.contains("data-own=\"put-back\""), "{}", own.html);
    browser.does(Act::PutBack(Saved { name: "My plan".to_owned(), link: link_of(&first()) }), &changed);
    assert_eq!(browser.opened(0), first());

    browser.does(Act::Duplicate(browser.at(0)), &first());
    assert_eq!(browser.names(), ["My plan", "My plan (2)"]);
    browser.does(Act::Rename { of: browser.at(1), name: "My plan".to_owned() }, &first());
    assert_eq!(browser.names(), ["My plan", "My plan (3)"]);
    for (name, words) in [(" ", "A scenario needs a name."), ("My plan (3)", "")] {
        let own = browser.does(Act::Rename { of: browser.at(1), name: name.to_owned() }, &first());
        assert_eq!((own.words.as_str(), own.keep), (words, None));
    }
    // A second press on the same button, before the list is updated, removes nothing else.
    let delete = Act::Delete(browser.at(0));
    let own = browser.does(delete.clone(), &first());
    assert_eq!((browser.names(), own.words.as_str()), (vec!["My plan (3)".to_owned()], "“My plan” is deleted."));
    let own = browser.does(delete, &first());
    assert_eq!((own.words.as_str(), own.keep), ("“My plan” is not there any more.", None));
    // Without a name it gets that of its baseline.
    browser.does(save(""), &first());
    browser.does(save(" "), &first());
    let name = Baseline::first().name;
    assert_eq!(browser.names()[1..], [name.to_owned(), format!("{name} (2)")]);
    // A changed scenario is named after its changes, and the suggestion says so.
    browser.does(save(""), &changed);
    let offered = format!("{name}: PUE {}", input::PUE.show(1.4));
    assert_eq!(browser.names()[3], offered);
    let mut other = changed.clone();
    other.set_nearest(input::SLIP, 3.0);
    let html = browser.does(Act::Show, &other).html;
    assert!(html.contains("PUE 1.4×") && html.contains("Schedule slip"), "{html}");
}

#[test]
fn what_is_not_ours_is_left_as_it_is() {
    for kept in [
        "many",
        "{\"version\":7}",
        "[]",
        "{\"version\":2,\"scenarios\":[]}",
        "{\"version\":1}",
        "{\"version\":1,\"scenarios\":[{\"name\":1}]}",
    ] {
        let own = own(Some(kept), &save("mine"), &link_of(&first())).expect("it answers");
        assert_eq!(own.keep, None, "{kept}");
        assert!(own.html.contains("class=\"fault\""), "{kept}: {}", own.html);
    }
}

/// What release 1 stored must open for ever.
#[test]
fn what_an_older_release_kept_opens() {
    let link = permalink::write(&first(), &run(&first()));
    let kept = format!(
        "{{\"version\":1,\"scenarios\":[{{\"name\":\"Old\",\"link\":\"{link}\"}},{{\"name\":\"Cut\",\"link\":\"2.tk.s\"}}]}}"
    );
    let own = own(Some(&kept), &Act::Show, &link_of(&first())).expect("it answers");
    assert!(
        own.html.contains("aria-label=\"Open Old\"") && !own.html.contains("aria-label=\"Open Cut\""),
        "{}",
        own.html
    );
    assert!(own.html.contains("It does not open: ") && own.html.contains("aria-label=\"Delete Cut\""), "{}", own.html);
    assert_eq!(own.keep, None);
}

#[test]
fn files_are_taken_once_and_what_does_not_open_is_named() {
    let mut browser = Browser::default();
    browser.does(save("One"), &first());
    let file = browser.kept.clone().expect("it is kept");
    let import = |text: &str| Act::Import { file: "plans.json".to_owned(), text: text.to_owned() };
    assert_eq!(browser.does(import(&file), &first()).words, "Nothing new was taken. 1 of them was here already.");
    let mut elsewhere = Browser::default();
    let mut changed = first();
    changed.set_nearest(input::PUE, 1.4);
    elsewhere.does(save("One"), &changed);
    elsewhere.does(save("Two"), &changed);
    assert_eq!(
        browser.does(import(elsewhere.kept.as_deref().expect("kept")), &first()).words,
        "Taken: “One (2)”, “Two”."
    );
    // Importing the same file again recognises scenarios that had to be renamed.
    assert_eq!(
        browser.does(import(elsewhere.kept.as_deref().expect("kept")), &first()).words,
        "Nothing new was taken. 2 of them were here already."
    );
    assert_eq!((browser.opened(0), browser.opened(1), browser.opened(2)), (first(), changed.clone(), changed));
    // The export of a single scenario contains its link.
    let link = permalink::write(&first(), &run(&first()));
    assert_eq!(
        browser.does(import(&format!("{{\"link\":\"{link}\",\"months\":[]}}")), &first()).words,
        "Taken: “plans”."
    );
    for (text, words) in [
        ("not JSON", "“plans.json” holds no scenarios that were exported here."),
        ("{\"version\":9,\"scenarios\":[]}", "“plans.json” is of a newer release of this page. Reload the page."),
    ] {
        let own = browser.does(import(text), &first());
        assert_eq!((own.words.as_str(), own.keep), (words, None));
    }
    let own = browser.does(import("{\"version\":1,\"scenarios\":[{\"name\":\"Bad\",\"link\":\"2.tk.x\"}]}"), &first());
    assert!(own.words.contains("“Bad” does not open: ") && own.keep.is_none(), "{}", own.words);
}

/// A file for which there is no room is not imported at all, and the list shows none of it.
#[test]
fn a_file_that_has_no_room_shows_what_is_kept() {
    let link = link_of(&first());
    let shelf = |names: std::ops::Range<usize>, called: &str| {
        let saved = |number| Saved { name: format!("{called} {number}"), link: link.clone() };
        let shelf = Shelf { version: VERSION, scenarios: names.map(saved).collect() };
        shelf.text().expect("a text")
    };
    // Each readable link takes a run of the model. Unreadable ones take none, and count towards the limit as well.
    let kept = shelf(0..MOST - 1, "Kept").replace(&link, "2.tk.x");
    let mut browser = Browser { kept: Some(kept.clone()) };
    let text = shelf(0..2, "Offered");
    let own = browser.does(Act::Import { file: "plans.json".to_owned(), text }, &first());
    assert_eq!(own.words, format!("No more than {MOST} scenarios are kept. Delete some, or export them first."));
    assert_eq!((own.keep, browser.kept.as_ref()), (None, Some(&kept)));
    assert!(own.html.contains("Kept 498") && !own.html.contains("Offered"), "a row that is not kept is shown");
    // There is room for one.
    let own = browser.does(Act::Import { file: "plans.json".to_owned(), text: shelf(0..1, "Offered") }, &first());
    assert_eq!((own.words.as_str(), browser.names().len()), ("Taken: “Offered 0”.", MOST));
}

/// Title, notes and story are stored with the scenario, and come back from a file as they were.
#[test]
fn what_is_told_is_kept_and_leaves_and_comes_back() {
    let (mut browser, scenario) = (Browser::default(), first());
    let (mut compared, mut told) = (Compared::default(), Told::default());
    compared.rename_own("As <b>we</b> see it");
    assert!(told.pin(Place::Input(input::PUE), "Their own page") && told.pin(Place::Month(3), "مرحبا"));
    assert!(told.add_step(&scenario, &Shown::Explore, "One") && told.add_step(&scenario, &Shown::Brief, "Two"));
    told.go_to(Some(1));
    let parts = Beside { compared: &compared, told: &told, ranged: &Ranged::default(), shown: &Shown::Explore };
    let on_screen = permalink::write_all(&scenario, &run(&scenario), parts);
    let own = browser.does_with(save(""), &on_screen);
    // Its title is its name, unless the reader gives another.
    assert_eq!(browser.names(), ["As <b>we</b> see it"]);
    assert!(own.html.contains(", 2 notes, 2 story steps") && !own.html.contains("<b>we"), "{}", own.html);
    browser.does(Act::Duplicate(browser.at(0)), &scenario);
    browser.does(Act::Rename { of: browser.at(1), name: "Another".to_owned() }, &scenario);
    let mut elsewhere = Browser::default();
    let text = browser.kept.clone().expect("it is kept");
    elsewhere.does(Act::Import { file: "all.json".to_owned(), text }, &scenario);
    let shelf = Shelf::read(elsewhere.kept.as_deref()).expect("a shelf");
    for saved in &shelf.scenarios {
        let opened = permalink::read(&saved.link).expect("it opens");
        assert_eq!((&opened.scenario, &opened.compared, &opened.told), (&scenario, &compared, &told), "{}", saved.name);
    }
    let why = own_of_nothing().expect_err("there is nothing on screen");
    assert!(why.starts_with("What is on screen cannot be kept"), "{why}");
}

fn own_of_nothing() -> Result<Own, String> {
    own(None, &save("mine"), "2.tk.x")
}

/// The file that is offered for a link that is too long contains all that the link does.
#[test]
fn a_file_of_one_scenario_holds_its_whole_link() {
    let (scenario, beside) = (first(), Scenario::of(&BASELINES[1]));
    let mut compared = Compared::default();
    compared.pin(&beside, "Another");
    let mut told = Told::default();
    assert!(told.pin(Place::Input(input::PUE), "“Too low?” </script> {\"link\":1}"));
    assert!(told.add_step(&beside, &Shown::Brief, "A step"));
    let parts = Beside { compared: &compared, told: &told, ranged: &Ranged::default(), shown: &Shown::Explore };
    let whole = permalink::write_all(&scenario, &run(&scenario), parts);
    let export = Ask::Export {
        scenario: (&scenario).into(),
        compared: (&compared).into(),
        drawn: None,
        ranged: (&Ranged::default()).into(),
        form: Form::Json,
        notes: (&told).into(),
        address: format!("https://example.org/?s={whole}"),
        today: "2026-11-26".to_owned(),
    };
    let Ok(Answer::Text(text)) = crate::answer(&Request { number: 1, ask: export }).answer else { panic!("a text") };
    assert_eq!(link_in(&text), Ok(whole.clone()));
    // The same holds when it is imported among the reader's own scenarios.
    let mut browser = Browser::default();
    browser.does(Act::Import { file: "late.json".to_owned(), text: text.clone() }, &first());
    let shelf = Shelf::read(browser.kept.as_deref()).expect("a shelf");
    assert_eq!((shelf.scenarios[0].name.as_str(), &shelf.scenarios[0].link), ("late", &whole));
    // A foreign address is ignored, and without an address the file's link is used.
    let link = permalink::write(&scenario, &run(&scenario));
    for address in ["", "https://example.org/", "https://example.org/?s=2.tk.x", "?s="] {
        let text = format!("{{\"link\":\"?s={link}\",\"address\":\"{address}\",\"months\":[]}}");
        assert_eq!(link_in(&text), Ok(format!("?s={link}")));
    }
    for (text, why) in [
        ("{}", "it holds no scenario that was saved here"),
        ("{\"link\":\"2.tk.x\"}", "its checksum does not fit"),
        ("{\"version\":1,\"scenarios\":[]}", "take them in under “Own scenarios”"),
    ] {
        assert!(link_in(text).is_err_and(|said| said.contains(why)), "{text}");
    }
}
