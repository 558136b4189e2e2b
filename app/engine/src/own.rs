//! The reader's own scenarios: read from the text that the browser stores, changed, written again, and listed.
//!
//! Each is stored as its name and its link, which includes title, notes and story, so that one that an older release
//! stored opens as its link does. A text that cannot be read, or that a newer release has stored, is never overwritten.

use maud::{Markup, html};
use model::base::words::{first_free, how_many};
use model::metric;
use model::run::outcome::run;
use model::share::compared::described_in;
use model::share::permalink::{self, Link};
use protocol::own::{Act, Own, Saved};
use serde::{Deserialize, Serialize};

/// The version of the stored form.
const VERSION: u32 = 1;
/// The longest name, characters.
const LONGEST: usize = 80;
/// Characters reserved for a number when a suggested name is taken: " (500)".
const FOR_A_NUMBER: usize = 6;
/// The largest number of scenarios: a link takes up to two kilobytes, and browsers store some five million.
const MOST: usize = 500;

const NEWER: &str = "A newer release of this page has kept scenarios here. Reload the page to see them; nothing is kept until \
    then.";
const NOT_OURS: &str = "What this browser keeps under this page’s name is no list of scenarios. It is left as it is, and \
    nothing is kept.";

/// The version alone, since the form of a newer release may have nothing else in common with this one.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Whether a newer release has written a text.
fn is_newer(text: &str) -> bool {
    serde_json::from_str::<Versioned>(text).is_ok_and(|kept| kept.version > VERSION)
}

/// All scenarios, as stored and as exported to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Shelf {
    version: u32,
    scenarios: Vec<Saved>,
}

/// A file of one scenario, exported with its numbers.
#[derive(Deserialize)]
struct One {
    link: String,
    /// Where the whole document can be opened, with compared scenarios, notes and story.
    #[serde(default)]
    address: String,
}

impl One {
    /// The more complete of the two links.
    fn whole(self) -> String {
        let parameter = format!("?{}=", permalink::PARAMETER);
        let whole =
            self.address.split_once(&parameter).map(|(_, link)| link).filter(|link| permalink::read(link).is_ok());
        whole.map_or(self.link, str::to_owned)
    }
}

/// The link in a file of one scenario. The error is a sentence without its subject, which is the file.
pub(crate) fn link_in(text: &str) -> Result<String, String> {
    if let Ok(shelf) = serde_json::from_str::<Shelf>(text) {
        let count = shelf.scenarios.len();
        return Err(format!("it holds scenarios of one’s own ({count}): take them in under “Own scenarios”"));
    }
    let one: One = serde_json::from_str(text).map_err(|_| "it holds no scenario that was saved here".to_owned())?;
    let link = one.whole();
    permalink::read(&link).map_err(|why| why.to_string())?;
    Ok(link)
}

impl Shelf {
    /// Reads what the browser has stored; nothing stored is an empty shelf. The error is a sentence.
    fn read(kept: Option<&str>) -> Result<Shelf, String> {
        let Some(text) = kept.filter(|text| !text.is_empty()) else {
            return Ok(Shelf { version: VERSION, scenarios: Vec::new() });
        };
        let why = if is_newer(text) { NEWER } else { NOT_OURS };
        serde_json::from_str::<Shelf>(text).ok().filter(|shelf| shelf.version <= VERSION).ok_or_else(|| why.to_owned())
    }

    fn text(&self) -> Result<String, String> {
        serde_json::to_string(self).map_err(|why| why.to_string())
    }

    /// The place of a scenario. The error is a sentence: another tab, or the previous press, may have removed it.
    fn place_of(&self, saved: &Saved) -> Result<usize, String> {
        let place = self.scenarios.iter().position(|other| other == saved);
        place.ok_or_else(|| format!("“{}” is not there any more.", saved.name))
    }

    /// A name that none of them has: this one, or this one with a number.
    fn free(&self, name: &str) -> String {
        // The name is kept whole, so that [`Shelf::holds`] recognises it by its beginning.
        first_free(name, usize::MAX, |name| self.scenarios.iter().any(|saved| saved.name == name))
    }

    /// Whether a scenario is stored under a name, or under that name with a number.
    fn holds(&self, name: &str, link: &str) -> bool {
        let numbered = |other: &str| {
            let number = other.strip_prefix(name).and_then(|rest| rest.strip_prefix(" (")?.strip_suffix(')'));
            number.is_some_and(|number| number.parse::<usize>().is_ok())
        };
        self.scenarios.iter().any(|saved| saved.link == link && (saved.name == name || numbered(&saved.name)))
    }

    /// Adds a scenario. If one has the same name, it is replaced and returned. The error is a sentence.
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

/// A name as it is stored: without control characters, and not too long.
fn tidy(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// The result of an act.
struct Done {
    words: String,
    /// The scenario that the act removed.
    gone: Option<Saved>,
    /// Whether the shelf has changed.
    is_changed: bool,
}

impl Done {
    fn changed(words: String, gone: Option<Saved>) -> Done {
        Done { words, gone, is_changed: true }
    }
}

/// Carries out an act on what the browser has stored. `on_screen` is the link of what is on screen. The error is a
/// sentence.
pub(crate) fn own(kept: Option<&str>, act: &Act, on_screen: &str) -> Result<Own, String> {
    let present = permalink::read(on_screen).map_err(|fault| format!("What is on screen cannot be kept: {fault}."))?;
    let shelf = match Shelf::read(kept) {
        Ok(shelf) => shelf,
        Err(why) => {
            let html = html! { p.fault { (why) } }.into_string();
            return Ok(Own { keep: None, words: String::new(), html });
        }
    };
    // A failed act must leave the shelf as it was, because the list must show what is stored.
    let mut after = shelf.clone();
    let (shelf, done) = match doing(&mut after, act, on_screen, &present) {
        Ok(done) => (after, done),
        Err(why) => (shelf, Done { words: why, gone: None, is_changed: false }),
    };
    let keep = if done.is_changed { Some(shelf.text()?) } else { None };
    Ok(Own { keep, words: done.words, html: list(&shelf, &present, done.gone.as_ref()).into_string() })
}

fn doing(shelf: &mut Shelf, act: &Act, on_screen: &str, present: &Link) -> Result<Done, String> {
    match act {
        Act::Show => Ok(Done { words: String::new(), gone: None, is_changed: false }),
        Act::Save { name } => {
            let name = Some(tidy(name)).filter(|name| !name.is_empty()).unwrap_or_else(|| suggestion(shelf, present));
            let before = shelf.put(Saved { name: name.clone(), link: on_screen.to_owned() })?;
            let how = if before.is_some() { "Saved in place of the other" } else { "Saved as" };
            Ok(Done::changed(format!("{how} “{name}”."), before))
        }
        Act::PutBack(saved) => {
            let saved = Saved { name: tidy(&saved.name), link: saved.link.clone() };
            let words = format!("“{}” is back.", saved.name);
            let before = shelf.put(saved)?;
            Ok(Done::changed(words, before))
        }
        Act::Rename { of, name } => {
            let (place, name) = (shelf.place_of(of)?, tidy(name));
            if name.is_empty() || name == of.name {
                return Err(if name.is_empty() { "A scenario needs a name." } else { "" }.to_owned());
            }
            let name = shelf.free(&name);
            let words = format!("“{}” is now called “{name}”.", of.name);
            if let Some(saved) = shelf.scenarios.get_mut(place) {
                saved.name = name;
            }
            Ok(Done::changed(words, None))
        }
        Act::Duplicate(of) => {
            shelf.place_of(of)?;
            let name = shelf.free(&of.name);
            shelf.put(Saved { name: name.clone(), link: of.link.clone() })?;
            Ok(Done::changed(format!("Kept again as “{name}”."), None))
        }
        Act::Delete(of) => {
            let gone = shelf.scenarios.remove(shelf.place_of(of)?);
            Ok(Done::changed(format!("“{}” is deleted.", gone.name), Some(gone)))
        }
        Act::Import { file, text } => import(shelf, file, text),
    }
}

/// Adds the scenarios of a file. One that is there already is not added again; one whose link does not open is named.
fn import(shelf: &mut Shelf, file: &str, text: &str) -> Result<Done, String> {
    let named = || tidy(file.rsplit_once('.').map_or(file, |(name, _)| name));
    if is_newer(text) {
        return Err(format!("“{}” is of a newer release of this page. Reload the page.", tidy(file)));
    }
    let offered = serde_json::from_str::<Shelf>(text).map(|shelf| shelf.scenarios);
    let one = |_| serde_json::from_str::<One>(text).map(|one| vec![Saved { name: named(), link: one.whole() }]);
    let offered =
        offered.or_else(one).map_err(|_| format!("“{}” holds no scenarios that were exported here.", tidy(file)))?;
    let (mut taken, mut known, mut refused) = (Vec::new(), 0, Vec::new());
    for Saved { name, link } in offered {
        let name = Some(tidy(&name)).filter(|name| !name.is_empty()).unwrap_or_else(named);
        if let Err(why) = permalink::read(&link) {
            refused.push(format!("“{name}” does not open: {why}."));
        } else if shelf.holds(&name, &link) {
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
    match known {
        0 => {}
        1 => words += " 1 of them was here already.",
        several => words += &format!(" {several} of them were here already."),
    }
    for why in refused {
        words = format!("{words} {why}");
    }
    Ok(Done { words, gone: None, is_changed: !taken.is_empty() })
}

/// The suggested name of a scenario: its title, or its baseline with the changes.
fn suggestion(shelf: &Shelf, present: &Link) -> String {
    match present.compared.own_name() {
        "" => shelf.free(&tidy(&described_in(&present.scenario, LONGEST - FOR_A_NUMBER))),
        title => shelf.free(title),
    }
}

/// The list, with its buttons and fields.
fn list(shelf: &Shelf, present: &Link, gone: Option<&Saved>) -> Markup {
    html! {
        form data-own="save" {
            label { "Name " input type="text" name="name" maxlength=(LONGEST) autocomplete="off" value=(suggestion(shelf, present)); }
            button type="submit" { "Save this scenario" }
        }
        @if let Some(Saved { name, link }) = gone {
            p { button.quiet type="button" data-own="put-back" data-name=(name) data-link=(link) { "Put “" (name) "” back as it was" } }
        }
        @if shelf.scenarios.is_empty() {
            p.source-note { "Nothing is kept yet. What you save stays in this browser, on this device; to take it elsewhere, copy the link or export a file." }
        } @else {
            ul.own-scenarios {
                @for saved in &shelf.scenarios { (row(saved)) }
            }
            p { button.quiet type="button" data-own="export" { "Export all as JSON" } }
        }
    }
}

fn row(saved: &Saved) -> Markup {
    let Saved { name, link } = saved;
    let opened = permalink::read(link);
    html! {
        li {
            input type="text" data-own="rename" data-name=(name) data-link=(link) maxlength=(LONGEST) autocomplete="off" value=(name) aria-label={ "Name of " (name) };
            @match &opened {
                Ok(opened) => {
                    @let outcome = run(&opened.scenario);
                    p.source-note data-count {
                        (opened.scenario.baseline().name)
                        @match opened.scenario.own_changes().count() {
                            0 => {}
                            some => { ", " (how_many(some, "input")) " changed" }
                        }
                        (told(opened))
                        @if let Ok(value) = outcome.show(metric::CONTRACT_NPV) { " · contract worth " (value.text()) }
                        @if !opened.moved(&outcome).is_empty() { " · its numbers have changed since it was saved" }
                    }
                }
                Err(why) => p.source-note.fault { "It does not open: " (why) "." }
            }
            p {
                @if opened.is_ok() {
                    button.quiet type="button" data-own="open" data-link=(link) aria-label={ "Open " (name) } { "Open" }
                    button.quiet type="button" data-own="duplicate" data-name=(name) data-link=(link) aria-label={ "Duplicate " (name) } { "Duplicate" }
                }
                button.quiet type="button" data-own="delete" data-name=(name) data-link=(link) aria-label={ "Delete " (name) } { "Delete" }
            }
        }
    }
}

/// ", 2 notes, 3 story steps"; empty if there are none.
fn told(link: &Link) -> String {
    let counted = |count: usize, of: &str| match count {
        0 => String::new(),
        some => format!(", {}", how_many(some, of)),
    };
    counted(link.told.notes().len(), "note") + &counted(link.told.story().len(), "story step")
}

#[cfg(test)]
mod tests;
