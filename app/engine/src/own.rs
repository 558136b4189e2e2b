//! Scenarios of the reader's own: read from the text that the browser keeps, changed, written again, and shown.
//!
//! Each is kept as its name and its link, so that one that was kept by an older release opens as its link does. A text that
//! cannot be read, or that a newer release has kept, is never written over.

use maud::{Markup, html};
use model::inputs::scenario::Scenario;
use model::metric;
use model::run::outcome::run;
use model::share::permalink;
use protocol::own::{Act, Own};
use serde::{Deserialize, Serialize};

/// The form in which they are kept.
const VERSION: u32 = 1;
/// The longest name, characters.
const LONGEST: usize = 80;
/// How many are kept at most: a link takes up to two kilobytes, and browsers keep some five million.
const MOST: usize = 500;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Saved {
    name: String,
    link: String,
}

/// All of them, as they are kept and as a file has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Shelf {
    version: u32,
    scenarios: Vec<Saved>,
}

/// A file of one scenario, as it is exported with its numbers.
#[derive(Deserialize)]
struct One {
    link: String,
}

impl Shelf {
    /// From what the browser keeps; nothing kept is an empty shelf. The error is a sentence.
    fn read(kept: Option<&str>) -> Result<Shelf, String> {
        let Some(text) = kept.filter(|text| !text.is_empty()) else {
            return Ok(Shelf { version: VERSION, scenarios: Vec::new() });
        };
        match serde_json::from_str::<Shelf>(text) {
            Ok(shelf) if shelf.version <= VERSION => Ok(shelf),
            Ok(_) => Err("A newer release of this page has kept scenarios here. Reload the page to see them; nothing is kept until then.".to_owned()),
            Err(_) => Err("What this browser keeps under this page’s name is no list of scenarios. It is left as it is, and nothing is kept.".to_owned()),
        }
    }

    fn text(&self) -> Result<String, String> {
        serde_json::to_string(self).map_err(|why| why.to_string())
    }

    /// A name that none of them has: this one, or this one with a number.
    fn free(&self, name: &str) -> String {
        let taken = |name: &str| self.scenarios.iter().any(|saved| saved.name == name);
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }

    /// Puts one on the shelf, in place of the one of its name, which it gives.
    fn put(&mut self, saved: Saved) -> Result<Option<Saved>, String> {
        if let Some(same) = self.scenarios.iter_mut().find(|other| other.name == saved.name) {
            return Ok(Some(std::mem::replace(same, saved)));
        }
        if self.scenarios.len() >= MOST {
            return Err(format!("No more than {MOST} scenarios are kept. Delete some, or export them first."));
        }
        self.scenarios.push(saved);
        Ok(None)
    }
}

/// A name as it is kept: without line breaks and the like, not too long.
fn tidy(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// What an act comes to.
struct Done {
    words: String,
    /// One that the act took away.
    gone: Option<Saved>,
    /// Whether the shelf is another one.
    is_changed: bool,
}

impl Done {
    fn changed(words: String, gone: Option<Saved>) -> Done {
        Done { words, gone, is_changed: true }
    }
}

/// Does what a reader wants with what the browser keeps.
pub(crate) fn own(kept: Option<&str>, act: &Act, scenario: &Scenario) -> Result<Own, String> {
    let mut shelf = match Shelf::read(kept) {
        Ok(shelf) => shelf,
        Err(why) => {
            let html = html! { p.fault { (why) } }.into_string();
            return Ok(Own { keep: None, words: String::new(), html });
        }
    };
    // What cannot be done leaves the shelf as it was.
    let done = doing(&mut shelf, act, scenario);
    let done = done.unwrap_or_else(|why| Done { words: why, gone: None, is_changed: false });
    let keep = if done.is_changed { Some(shelf.text()?) } else { None };
    Ok(Own { keep, words: done.words, html: list(&shelf, scenario, done.gone.as_ref()).into_string() })
}

fn doing(shelf: &mut Shelf, act: &Act, scenario: &Scenario) -> Result<Done, String> {
    let at = |shelf: &Shelf, place: usize| {
        shelf.scenarios.get(place).cloned().ok_or_else(|| "It is not there any more.".to_owned())
    };
    match act {
        Act::Show => Ok(Done { words: String::new(), gone: None, is_changed: false }),
        Act::Save { name } => {
            let name = Some(tidy(name)).filter(|name| !name.is_empty()).unwrap_or_else(|| suggestion(shelf, scenario));
            let link = permalink::write(scenario, &run(scenario));
            let before = shelf.put(Saved { name: name.clone(), link })?;
            let how = if before.is_some() { "Saved in place of the other" } else { "Saved as" };
            Ok(Done::changed(format!("{how} “{name}”."), before))
        }
        Act::PutBack { name, link } => {
            let saved = Saved { name: tidy(name), link: link.clone() };
            let words = format!("“{}” is back.", saved.name);
            let before = shelf.put(saved)?;
            Ok(Done::changed(words, before))
        }
        Act::Rename { place, name } => {
            let (before, name) = (at(shelf, *place)?, tidy(name));
            if name.is_empty() || name == before.name {
                return Err(if name.is_empty() { "A scenario needs a name." } else { "" }.to_owned());
            }
            let name = shelf.free(&name);
            let words = format!("“{}” is now called “{name}”.", before.name);
            if let Some(saved) = shelf.scenarios.get_mut(*place) {
                saved.name = name;
            }
            Ok(Done::changed(words, None))
        }
        Act::Duplicate { place } => {
            let Saved { name, link } = at(shelf, *place)?;
            let name = shelf.free(&name);
            shelf.put(Saved { name: name.clone(), link })?;
            Ok(Done::changed(format!("Kept again as “{name}”."), None))
        }
        Act::Delete { place } => {
            let gone = at(shelf, *place)?;
            shelf.scenarios.remove(*place);
            Ok(Done::changed(format!("“{}” is deleted.", gone.name), Some(gone)))
        }
        Act::Import { file, text } => import(shelf, file, text),
    }
}

/// Takes the scenarios of a file. One that is there already is not taken twice; one whose link does not open is named.
fn import(shelf: &mut Shelf, file: &str, text: &str) -> Result<Done, String> {
    let named = || tidy(file.rsplit_once('.').map_or(file, |(name, _)| name));
    let offered = serde_json::from_str::<Shelf>(text).map(|shelf| (shelf.version, shelf.scenarios));
    let offered = offered.or_else(|_| {
        serde_json::from_str::<One>(text).map(|one| (VERSION, vec![Saved { name: named(), link: one.link }]))
    });
    let (version, offered) =
        offered.map_err(|_| format!("“{}” holds no scenarios that were exported here.", tidy(file)))?;
    if version > VERSION {
        return Err(format!("“{}” is of a newer release of this page. Reload the page.", tidy(file)));
    }
    let (mut taken, mut known, mut refused) = (Vec::new(), 0, Vec::new());
    for Saved { name, link } in offered {
        let name = Some(tidy(&name)).filter(|name| !name.is_empty()).unwrap_or_else(named);
        if let Err(why) = permalink::read(&link) {
            refused.push(format!("“{name}” does not open: {why}."));
        } else if shelf.scenarios.iter().any(|saved| saved.link == link && saved.name == name) {
            known += 1;
        } else {
            let name = shelf.free(&name);
            shelf.put(Saved { name: name.clone(), link })?;
            taken.push(format!("“{name}”"));
        }
    }
    let mut words = match taken.len() {
        0 => "Nothing new was taken.".to_owned(),
        1 | 2 => format!("Taken: {}.", taken.join(", ")),
        several => format!("{several} scenarios were taken."),
    };
    if known > 0 {
        words += &format!(" {known} of them were here already.");
    }
    for why in refused {
        words = format!("{words} {why}");
    }
    Ok(Done { words, gone: None, is_changed: !taken.is_empty() })
}

/// What a scenario is called before its reader says otherwise.
fn suggestion(shelf: &Shelf, scenario: &Scenario) -> String {
    shelf.free(scenario.baseline().name)
}

/// The list with what can be done.
fn list(shelf: &Shelf, scenario: &Scenario, gone: Option<&Saved>) -> Markup {
    html! {
        form data-own="save" {
            label { "Name " input type="text" name="name" maxlength=(LONGEST) autocomplete="off" value=(suggestion(shelf, scenario)); }
            button type="submit" { "Save this scenario" }
        }
        @if let Some(Saved { name, link }) = gone {
            p { button.quiet type="button" data-own="put-back" data-name=(name) data-link=(link) { "Put “" (name) "” back as it was" } }
        }
        @if shelf.scenarios.is_empty() {
            p.source-note { "Nothing is kept yet. What you save stays in this browser, on this device; to take it elsewhere, copy the link or export a file." }
        } @else {
            ul.own-scenarios {
                @for (place, saved) in shelf.scenarios.iter().enumerate() { (row(place, saved)) }
            }
            p { button.quiet type="button" data-own="export" { "Export all as JSON" } }
        }
    }
}

fn row(place: usize, saved: &Saved) -> Markup {
    let Saved { name, link } = saved;
    let opened = permalink::read(link);
    html! {
        li {
            input type="text" data-own="rename" data-place=(place) maxlength=(LONGEST) autocomplete="off" value=(name) aria-label={ "Name of " (name) };
            @match &opened {
                Ok(opened) => {
                    @let outcome = run(&opened.scenario);
                    p.source-note data-count {
                        (opened.scenario.baseline().name)
                        @match opened.scenario.changes().count() {
                            0 => {}
                            1 => ", 1 input changed"
                            several => { ", " (several) " inputs changed" }
                        }
                        @if let Ok(value) = outcome.show(metric::CONTRACT_NPV) { " · contract worth " (value.text()) }
                        @if !opened.moved(&outcome).is_empty() { " · its numbers have changed since it was saved" }
                    }
                }
                Err(why) => p.source-note.fault { "It does not open: " (why) "." }
            }
            p {
                @if opened.is_ok() {
                    button.quiet type="button" data-own="open" data-link=(link) aria-label={ "Open " (name) } { "Open" }
                    button.quiet type="button" data-own="duplicate" data-place=(place) aria-label={ "Duplicate " (name) } { "Duplicate" }
                }
                button.quiet type="button" data-own="delete" data-place=(place) aria-label={ "Delete " (name) } { "Delete" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::{BASELINES, Baseline};

    fn first() -> Scenario {
        Scenario::of(Baseline::first())
    }

    /// A browser that keeps what it is told to.
    #[derive(Default)]
    struct Browser {
        kept: Option<String>,
    }

    impl Browser {
        fn does(&mut self, act: Act, scenario: &Scenario) -> Own {
            let own = own(self.kept.as_deref(), &act, scenario).expect("it answers");
            if let Some(keep) = &own.keep {
                self.kept = Some(keep.clone());
            }
            own
        }

        fn names(&self) -> Vec<String> {
            let shelf = Shelf::read(self.kept.as_deref()).expect("a shelf");
            shelf.scenarios.into_iter().map(|saved| saved.name).collect()
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

    #[test]
    fn names_are_kept_apart_and_what_goes_can_be_put_back() {
        let mut browser = Browser::default();
        let mut changed = first();
        changed.set_nearest(input::PUE, 1.4);
        assert_eq!(browser.does(save(" My\n  plan "), &first()).words, "Saved as “My plan”.");
        // The same name again replaces it, and says so.
        let own = browser.does(save("My plan"), &changed);
        assert_eq!((own.words.as_str(), browser.names().len()), ("Saved in place of the other “My plan”.", 1));
        assert_eq!(browser.opened(0), changed);
        assert!(own.html.contains("data-own=\"put-back\""), "{}", own.html);
        browser.does(
            Act::PutBack { name: "My plan".to_owned(), link: permalink::write(&first(), &run(&first())) },
            &changed,
        );
        assert_eq!(browser.opened(0), first());

        browser.does(Act::Duplicate { place: 0 }, &first());
        assert_eq!(browser.names(), ["My plan", "My plan (2)"]);
        browser.does(Act::Rename { place: 1, name: "My plan".to_owned() }, &first());
        assert_eq!(browser.names(), ["My plan", "My plan (3)"]);
        for (name, words) in [(" ", "A scenario needs a name."), ("My plan (3)", "")] {
            let own = browser.does(Act::Rename { place: 1, name: name.to_owned() }, &first());
            assert_eq!((own.words.as_str(), own.keep), (words, None));
        }
        let own = browser.does(Act::Delete { place: 0 }, &first());
        assert_eq!((browser.names(), own.words.as_str()), (vec!["My plan (3)".to_owned()], "“My plan” is deleted."));
        assert_eq!(browser.does(Act::Delete { place: 7 }, &first()).keep, None);
        // Without a name it has its baseline's.
        browser.does(save(""), &first());
        browser.does(save(" "), &first());
        let name = Baseline::first().name;
        assert_eq!(browser.names()[1..], [name.to_owned(), format!("{name} (2)")]);
    }

    #[test]
    fn what_is_not_ours_is_left_as_it_is() {
        for kept in [
            "many",
            "[]",
            "{\"version\":2,\"scenarios\":[]}",
            "{\"version\":1}",
            "{\"version\":1,\"scenarios\":[{\"name\":1}]}",
        ] {
            let own = own(Some(kept), &save("mine"), &first()).expect("it answers");
            assert_eq!(own.keep, None, "{kept}");
            assert!(own.html.contains("class=\"fault\""), "{kept}: {}", own.html);
        }
    }

    /// What release 1 kept: it is to open for ever.
    #[test]
    fn what_an_older_release_kept_opens() {
        let link = permalink::write(&first(), &run(&first()));
        let kept = format!(
            "{{\"version\":1,\"scenarios\":[{{\"name\":\"Old\",\"link\":\"{link}\"}},{{\"name\":\"Cut\",\"link\":\"2.tk.s\"}}]}}"
        );
        let own = own(Some(&kept), &Act::Show, &first()).expect("it answers");
        assert!(
            own.html.contains("aria-label=\"Open Old\"") && !own.html.contains("aria-label=\"Open Cut\""),
            "{}",
            own.html
        );
        assert!(
            own.html.contains("It does not open: ") && own.html.contains("aria-label=\"Delete Cut\""),
            "{}",
            own.html
        );
        assert_eq!(own.keep, None);
    }

    #[test]
    fn files_are_taken_once_and_what_does_not_open_is_named() {
        let mut browser = Browser::default();
        browser.does(save("One"), &first());
        let file = browser.kept.clone().expect("it is kept");
        let import = |text: &str| Act::Import { file: "plans.json".to_owned(), text: text.to_owned() };
        assert_eq!(browser.does(import(&file), &first()).words, "Nothing new was taken. 1 of them were here already.");
        let mut elsewhere = Browser::default();
        let mut changed = first();
        changed.set_nearest(input::PUE, 1.4);
        elsewhere.does(save("One"), &changed);
        elsewhere.does(save("Two"), &changed);
        assert_eq!(
            browser.does(import(elsewhere.kept.as_deref().expect("kept")), &first()).words,
            "Taken: “One (2)”, “Two”."
        );
        assert_eq!((browser.opened(0), browser.opened(1), browser.opened(2)), (first(), changed.clone(), changed));
        // A scenario's own export has its link in it.
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
        let own =
            browser.does(import("{\"version\":1,\"scenarios\":[{\"name\":\"Bad\",\"link\":\"2.tk.x\"}]}"), &first());
        assert!(own.words.contains("“Bad” does not open: ") && own.keep.is_none(), "{}", own.words);
    }
}
