//! The client of the programs beside the page: typed questions go to the engine and to the workbook, typed answers come.
//!
//! The engine is started when the page is idle after its first figures, or when it is first asked; it is no part of a
//! first visit.

use super::program::{Fault, Program};
use super::{timer, window};
use crate::words;
use protocol::{Request, Response, from_bytes, to_bytes};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// How long a page rests at most before the engine is started, where the browser does not say when it is idle.
const IDLE_MS: u32 = 1_500;

thread_local! {
    static ENGINE: Rc<Program> = Program::new("engine", in_page);
    /// A second engine, which makes draws.
    static DRAWS: Rc<Program> = Program::new("engine", in_page);
    static WORKBOOK: Rc<Program> = Program::new("workbook", in_page);
    /// The number of the last request.
    static LAST: Cell<u64> = const { Cell::new(0) };
    /// What is called, once, when a program has come to run in the page itself.
    static IN_PAGE: Cell<Option<Box<dyn Fn()>>> = const { Cell::new(None) };
}

/// Why there is nothing to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// Something newer was asked for the same place: its answer is to be shown, not this one.
    Overtaken,
    /// The program could not be loaded.
    Unreachable,
    /// The program broke off at this question.
    Broke,
    /// The program says why, in a sentence.
    Refused(String),
}

impl Unanswered {
    /// What a reader is told.
    pub fn words(&self) -> &str {
        match self {
            Unanswered::Overtaken => "",
            Unanswered::Unreachable => words::notices::UNREACHABLE,
            Unanswered::Broke => words::notices::BROKE,
            Unanswered::Refused(why) => why,
        }
    }

    /// Whether asking again may help.
    pub fn may_pass(&self) -> bool {
        matches!(self, Unanswered::Unreachable | Unanswered::Broke)
    }
}

/// A place on the page where answers are shown: an answer that is older than the newest question is dropped.
#[derive(Clone, Debug, Default)]
pub struct Place {
    newest: Arc<AtomicU64>,
}

/// Asks the engine, for a place.
pub async fn ask(place: &Place, ask: protocol::engine::Ask) -> Result<protocol::engine::Answer, Unanswered> {
    put(ENGINE.with(Rc::clone), place, ask).await
}

/// Asks the engine that makes draws: another one, so that explanations do not wait for them.
pub async fn ask_for_draws(place: &Place, ask: protocol::engine::Ask) -> Result<protocol::engine::Answer, Unanswered> {
    put(DRAWS.with(Rc::clone), place, ask).await
}

/// Whether the engine that makes draws runs beside the page, as far as is known.
pub fn draws_run_beside() -> bool {
    DRAWS.with(|draws| draws.runs_beside())
}

/// Asks the workbook program.
pub async fn ask_workbook(ask: protocol::workbook::Ask) -> Result<protocol::workbook::Answer, Unanswered> {
    put(WORKBOOK.with(Rc::clone), &Place::default(), ask).await
}

async fn put<Q: Serialize, A: DeserializeOwned>(program: Rc<Program>, place: &Place, ask: Q) -> Result<A, Unanswered> {
    let number = LAST.get() + 1;
    LAST.set(number);
    place.newest.store(number, Ordering::Relaxed);
    let reply = program.ask(number, to_bytes(&Request { number, ask })).await;
    if place.newest.load(Ordering::Relaxed) != number {
        return Err(Unanswered::Overtaken);
    }
    let bytes = reply.map_err(|fault| match fault {
        Fault::Unreachable => Unanswered::Unreachable,
        Fault::Broke => Unanswered::Broke,
    })?;
    let response: Response<A> = from_bytes(&bytes).map_err(Unanswered::Refused)?;
    response.answer.map_err(Unanswered::Refused)
}

/// Starts the engine when the page is idle. Calls back, once, if a program has to run in the page itself because
/// workers are refused: it then stutters while it answers, which a reader should know.
pub fn start_when_idle(in_page: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    IN_PAGE.set(Some(Box::new(in_page)));
    let start = || ENGINE.with(|engine| engine.warm());
    let idle = Closure::once_into_js(start);
    // WebKit does not say when it is idle.
    if window.request_idle_callback(idle.unchecked_ref()).is_err() {
        timer::later(IDLE_MS, start);
    }
}

/// Whether the engine runs beside the page: then a question costs the page nothing.
pub fn runs_beside() -> bool {
    ENGINE.with(|engine| engine.runs_beside())
}

fn in_page() {
    if let Some(call) = IN_PAGE.take() {
        call();
    }
}
