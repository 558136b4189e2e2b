//! Printing: a document of the scenario, made by the engine, in place of the page.
//!
//! A browser that prints does not wait, so that the document is made whenever the scenario has rested, and kept. Where it
//! is not there yet, or workers are refused, who prints by keys or by the menu of exports waits for it; who prints by the
//! browser's own menu gets the page itself.

use crate::browser::engine::{Place, ask, runs_beside};
use crate::browser::timer::Wait;
use crate::browser::{address, files, paper, reference, timer};
use crate::state::State;
use crate::taking::is_explained;
use crate::view::edge;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::engine::{ALL_ROWS, Answer, Ask, Search, Searched};

/// How long a scenario rests before it is made ready for a printer.
const REST_MS: u32 = 1_200;
/// The place of the page of sources in [`State::reading`]: it shows the first of its rows, and prints all.
pub const SOURCES: usize = 3;
/// How often one waits for the engine to be there.
const TRIES: u32 = 10;

/// What is ready to be printed: what it is of, and the document.
#[derive(Clone, Default)]
struct Kept {
    /// A link with how it is shown, and the document of its scenario.
    document: (String, String),
    /// What was searched for in the sources, what is said of it, and every row that was found: the page shows the first.
    rows: (String, String, String),
}

type Ready = StoredValue<Kept, LocalStorage>;

/// Begins to keep the document ready, and to hear when it is wanted.
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

/// Makes the document after a rest, where the engine runs beside the page; while it does not yet, after another rest.
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
    // An earlier wait is dropped, and so never fires.
    waiting.set_value(Some(timer::after(REST_MS, rested)));
}

/// What prints the scenario, for a button.
#[derive(Clone, Copy)]
pub struct Printer {
    ready: Ready,
    place: StoredValue<Place>,
    waiting: StoredValue<Option<Wait>, LocalStorage>,
}

impl Printer {
    /// Makes ready what was searched for, once nothing more is typed.
    pub fn searched(self, state: State) {
        await_rest(state, self.ready, self.place, self.waiting, TRIES);
    }

    /// Prints, once the document is ready.
    pub fn print(self, state: State) {
        // What is made after a rest would overtake it.
        self.waiting.set_value(None);
        spawn_local(async move {
            // While it is made draws may come, or the scenario change.
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

/// Makes the document, and then the rows of the page that lies over it: of two questions for one place the first would be
/// overtaken. Whether the engine has answered.
async fn prepare_all(state: State, ready: Ready, place: Place) -> bool {
    prepare(state, ready, &place).await && prepare_rows(state, ready, &place).await
}

/// Makes the document, unless the one that is ready is of this scenario. Whether the engine has answered.
async fn prepare(state: State, ready: Ready, place: &Place) -> bool {
    let of = of_shown(state);
    if ready.with_value(|ready| ready.document.0 == of) {
        return true;
    }
    let scenario = state.scenario.with_untracked(|scenario| scenario.into());
    let (drawn, ranged) = (state.drawn_taken(), state.ranged_value());
    let (address, today) = (address::of_link(&state.link()), files::today());
    let question = if untrack(|| state.shows_brief()) {
        let name = state.document.with_untracked(|document| document.compared.own_name().to_owned());
        Ask::BriefPaper { scenario, drawn, name, address, today, ranged }
    } else {
        Ask::Paper { scenario, compared: state.compared(), drawn, address, today, ranged }
    };
    let Ok(Answer::Html(html)) = ask(place, question).await else { return false };
    // Of what was asked: meanwhile something else may be on screen.
    ready.update_value(|ready| ready.document = (of, html));
    true
}

/// Makes every row ready that was searched for in the sources, where the page of sources is open and shows only the first.
/// Whether the engine has answered.
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

/// Whether all is there of what is printed now.
fn is_ready(state: State, ready: Ready) -> bool {
    match state.reading.get_untracked() {
        0 => ready.with_value(|ready| ready.document.0 == of_shown(state)),
        SOURCES => ready.with_value(|ready| ready.rows.0 == of_searched(state)),
        _ => true,
    }
}

/// What is printed now in place of the page: the page of reference that lies over it, of the sources with every row that
/// was found, where they are there; else the document, if it is of what is on screen, after an explanation that is open.
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
    // A menu that is open is no part of the scenario.
    let explains = state.asked.with_untracked(|asked| asked.last().is_some_and(|question| is_explained(question)));
    let explained = if explains { unfolded(paper::shown(".explain .answer")) } else { String::new() };
    let before =
        if explained.is_empty() { String::new() } else { format!("<div class=\"explained\">{explained}</div>") };
    let class = if untrack(|| state.shows_brief()) { "on-one-sheet" } else { "document" };
    Some(paper::Content { class, html: before + &document, rows: None })
}

/// What is on screen: the link, whether it is shown as a brief, which not every link says, and how many draws are shown.
fn of_shown(state: State) -> String {
    format!("{} {} {}", state.link(), untrack(|| state.shows_brief()), state.draws_shown())
}

/// What is searched for in which scenario.
fn of_searched(state: State) -> String {
    format!("{} {}", state.link(), reference::words())
}

/// Markup with everything open: on paper nothing can be unfolded.
fn unfolded(html: String) -> String {
    html.replace("<details", "<details open")
}
