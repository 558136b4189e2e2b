//! Printing: a document of the scenario, made by the engine, is printed in place of the page.
//!
//! A browser that prints does not wait for anything, so the document is made in advance, whenever the scenario has
//! rested. If it is not ready, or workers are refused, a reader who prints by the keyboard or by the menu of exports
//! waits for it; the browser's own menu prints the page itself.

use crate::browser::engine::{Place, ask, runs_beside};
use crate::browser::timer::Wait;
use crate::browser::{address, files, paper, reference, timer};
use crate::state::State;
use crate::taking::is_explained;
use crate::view::edge;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::engine::{ALL_ROWS, Answer, Ask, Search, Searched};

/// How long a scenario rests before its document is made, milliseconds.
const REST_MS: u32 = 1_200;
/// The place of the page of sources in [`State::reading`]. On screen it shows only the first rows, but all of them are
/// printed.
pub const SOURCES: usize = 3;
/// How many rests the document waits for until the engine runs, and how often printing remakes an outdated document.
const TRIES: u32 = 10;

/// What is ready to be printed.
#[derive(Clone, Default)]
struct Kept {
    /// What the document shows, as [`of_shown`] describes it, and its HTML.
    document: (String, String),
    /// A search of the sources as [`of_searched`] describes it, the sentence on what was found, and the HTML of every
    /// row.
    rows: (String, String, String),
}

type Ready = StoredValue<Kept, LocalStorage>;

/// Keeps the document ready, and answers the browser's print events.
pub fn listen(state: State) {
    let ready: Ready = StoredValue::new_local(Default::default());
    let place = StoredValue::new(Place::default());
    let waiting = StoredValue::new_local(None::<Wait>);
    let printer = Printer { ready, place, waiting };
    edge(move |_| {
        state.rested.track();
        state.shows_brief();
        state.ranges.drawn.track();
        state.reading.track();
        await_rest(state, ready, place, waiting, TRIES);
    });
    paper::on_print(move || content(state, ready));
    paper::on_print_key(move || {
        let wants = !is_ready(state, ready);
        if wants {
            printer.print(state);
        }
        wants
    });
    provide_context(printer);
}

/// Makes the document after a rest if the engine runs beside the page; if it does not run yet, tries again after the
/// next.
fn await_rest(
    state: State,
    ready: Ready,
    place: StoredValue<Place>,
    waiting: StoredValue<Option<Wait>, LocalStorage>,
    tries: u32,
) {
    let rested = move || {
        if runs_beside() {
            spawn_local(async move { _ = prepare_all(state, ready, place.get_value()).await });
        } else if tries > 0 {
            await_rest(state, ready, place, waiting, tries - 1);
        }
    };
    // Replacing an earlier wait drops it, so that it never fires.
    waiting.set_value(Some(timer::after(REST_MS, rested)));
}

/// Prints the scenario at the press of a button.
#[derive(Clone, Copy)]
pub struct Printer {
    ready: Ready,
    place: StoredValue<Place>,
    waiting: StoredValue<Option<Wait>, LocalStorage>,
}

impl Printer {
    /// Makes all rows of a search ready, once the reader has stopped typing.
    pub fn searched(self, state: State) {
        await_rest(state, self.ready, self.place, self.waiting, TRIES);
    }

    /// Prints as soon as the document is ready.
    pub fn print(self, state: State) {
        // The document that is made after a rest asks for the same place, and would supersede the question asked here.
        self.waiting.set_value(None);
        spawn_local(async move {
            // New draws, or a change, may outdate the document while it is made.
            for _ in 0..TRIES {
                let is_answered = prepare_all(state, self.ready, Place::default()).await;
                if !is_answered || is_ready(state, self.ready) {
                    break;
                }
            }
            paper::print();
        });
    }
}

/// Makes the document, and then the rows of the page of reference that covers it, in turn: a second question for the
/// same place would supersede the first. Whether the engine has answered.
async fn prepare_all(state: State, ready: Ready, place: Place) -> bool {
    prepare(state, ready, &place).await && prepare_rows(state, ready, &place).await
}

/// Makes the document unless it is up to date. Whether the engine has answered.
async fn prepare(state: State, ready: Ready, place: &Place) -> bool {
    let of = of_shown(state);
    if ready.with_value(|ready| ready.document.0 == of) {
        return true;
    }
    let scenario = state.scenario.with_untracked(|scenario| scenario.into());
    let (drawn, ranged) = (state.drawn_taken(), state.ranged_value());
    let (notes, address, today) = (state.notes_value(), address::of_link(&state.link()), files::today());
    let question = if untrack(|| state.shows_brief()) {
        let name = state.document.with_untracked(|document| document.compared.own_name().to_owned());
        Ask::BriefPaper { scenario, drawn, name, notes, address, today, ranged }
    } else {
        Ask::Paper { scenario, compared: state.compared(), drawn, notes, address, today, ranged }
    };
    let Ok(Answer::Html(html)) = ask(place, question).await else { return false };
    // The key describes what was asked about, since something else may be on screen by now.
    ready.update_value(|ready| ready.document = (of, html));
    true
}

/// Makes every row of the search in the sources ready if the page of sources is open. Whether the engine has answered.
async fn prepare_rows(state: State, ready: Ready, place: &Place) -> bool {
    if state.reading.get_untracked() != SOURCES {
        return true;
    }
    let (of, words) = (of_searched(state), reference::words());
    if ready.with_value(|ready| ready.rows.0 == of) {
        return true;
    }
    let scenario = state.scenario.with_untracked(|scenario| scenario.into());
    let search = Search { words: format!("{words} {ALL_ROWS}") };
    let question = Ask::Rows { scenario, page: Searched::Sources, search };
    let Ok(Answer::Rows { found, html }) = ask(place, question).await else { return false };
    ready.update_value(|ready| ready.rows = (of, found, unfolded(html)));
    true
}

/// Whether everything is ready that would be printed now.
fn is_ready(state: State, ready: Ready) -> bool {
    match state.reading.get_untracked() {
        0 => ready.with_value(|ready| ready.document.0 == of_shown(state)),
        SOURCES => ready.with_value(|ready| ready.rows.0 == of_searched(state)),
        _ => true,
    }
}

/// What is printed in place of the page. If a page of reference is open: that page, for the sources with every row
/// found if they are ready. Otherwise the document, if it is up to date, after an explanation that is open.
fn content(state: State, ready: Ready) -> Option<paper::Content> {
    let reading = state.reading.get_untracked();
    if reading != 0 {
        let shown = unfolded(paper::shown(".reference > .answer"));
        let rows = (reading == SOURCES && is_ready(state, ready))
            .then(|| ready.with_value(|ready| (ready.rows.1.clone(), ready.rows.2.clone())));
        return Some(paper::Content { class: "reference", html: format!("<div class=\"answer\">{shown}</div>"), rows });
    }
    let link = of_shown(state);
    let document = ready.with_value(|ready| (ready.document.0 == link).then(|| ready.document.1.clone()))?;
    // An open menu is not printed.
    let explains = state.asked.with_untracked(|asked| asked.last().is_some_and(|question| is_explained(question)));
    let explained = if explains { unfolded(paper::shown(".explain .answer")) } else { String::new() };
    let before =
        if explained.is_empty() { String::new() } else { format!("<div class=\"explained\">{explained}</div>") };
    let class = if untrack(|| state.shows_brief()) { "on-one-sheet" } else { "document" };
    Some(paper::Content { class, html: before + &document, rows: None })
}

/// Describes what is on screen: the link, whether the brief is shown, which not every link says, and how many draws
/// there are.
fn of_shown(state: State) -> String {
    format!("{} {} {}", state.link(), untrack(|| state.shows_brief()), state.draws_shown())
}

/// Describes a search of the sources: the scenario's link and the words.
fn of_searched(state: State) -> String {
    format!("{} {}", state.link(), reference::words())
}

/// The same markup with all folds open, since paper cannot unfold anything.
fn unfolded(html: String) -> String {
    html.replace("<details", "<details open")
}
