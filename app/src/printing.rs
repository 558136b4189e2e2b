//! Printing: a document of the scenario, made by the engine, in place of the page.
//!
//! A browser that prints does not wait, so that the document is made whenever the scenario has rested, and kept. Where it
//! is not there yet, or workers are refused, who prints by keys or by the menu of exports waits for it; who prints by the
//! browser's own menu gets the page itself.

use crate::browser::engine::{Place, ask, runs_beside};
use crate::browser::timer::Wait;
use crate::browser::{address, files, paper, timer};
use crate::state::State;
use crate::view::edge;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::engine::{Answer, Ask};

/// How long a scenario rests before it is made ready for a printer.
const REST_MS: u32 = 1_200;
/// How often one waits for the engine to be there.
const TRIES: u32 = 10;

/// What is ready to be printed: a link, and the document of its scenario.
type Ready = StoredValue<(String, String), LocalStorage>;

/// Begins to keep the document ready, and to hear when it is wanted.
pub fn listen(state: State) {
    let ready: Ready = StoredValue::new_local(Default::default());
    let place = StoredValue::new(Place::default());
    let waiting = StoredValue::new_local(None::<Wait>);
    edge(move |_| {
        state.rested.track();
        state.shows_brief();
        state.ranges.drawn.track();
        await_rest(state, ready, place, waiting, TRIES);
    });
    paper::on_print(move || content(state, ready));
    paper::on_print_key(move || {
        let wants = content(state, ready).is_none();
        if wants {
            print(state, ready, place);
        }
        wants
    });
    provide_context(Printer { ready, place });
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
            spawn_local(prepare(state, ready, place));
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
}

impl Printer {
    /// Prints, once the document is ready.
    pub fn print(self, state: State) {
        print(state, self.ready, self.place);
    }
}

fn print(state: State, ready: Ready, place: StoredValue<Place>) {
    spawn_local(async move {
        prepare(state, ready, place).await;
        paper::print();
    });
}

/// Makes the document, unless the one that is ready is of this scenario.
async fn prepare(state: State, ready: Ready, place: StoredValue<Place>) {
    let of = of_shown(state);
    if ready.with_value(|(ready, _)| *ready == of) {
        return;
    }
    let scenario = state.scenario.with_untracked(|scenario| scenario.into());
    let drawn = state.drawn_taken();
    let (address, today) = (address::of_link(&state.link()), files::today());
    let question = if untrack(|| state.shows_brief()) {
        let name = state.document.with_untracked(|document| document.compared.own_name().to_owned());
        Ask::BriefPaper { scenario, drawn, name, address, today }
    } else {
        Ask::Paper { scenario, compared: state.compared(), drawn, address, today }
    };
    if let Ok(Answer::Html(html)) = ask(&place.get_value(), question).await {
        // Of what was asked: meanwhile something else may be on screen.
        ready.set_value((of, html));
    }
}

/// What is printed now in place of the page: the page of reference that lies over it, else the document, if it is of what
/// is on screen, after an explanation that is open. The classes of the whole come first.
fn content(state: State, ready: Ready) -> Option<(&'static str, String)> {
    if state.reading.get_untracked() != 0 {
        let shown = unfolded(paper::shown(".reference > .answer"));
        return Some(("reference", format!("<div class=\"answer\">{shown}</div>")));
    }
    let link = of_shown(state);
    let document = ready.with_value(|(of, html)| (*of == link).then(|| html.clone()))?;
    let explained = unfolded(paper::shown(".explain .answer"));
    let before =
        if explained.is_empty() { String::new() } else { format!("<div class=\"explained\">{explained}</div>") };
    let class = if untrack(|| state.shows_brief()) { "on-one-sheet" } else { "document" };
    Some((class, before + &document))
}

/// What is on screen: the link, whether it is shown as a brief, which not every link says, and how many draws are shown.
fn of_shown(state: State) -> String {
    format!("{} {} {}", state.link(), untrack(|| state.shows_brief()), state.draws_shown())
}

/// Markup with everything open: on paper nothing can be unfolded.
fn unfolded(html: String) -> String {
    html.replace("<details", "<details open")
}
