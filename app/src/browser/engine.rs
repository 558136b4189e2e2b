//! The client of the engine and the workbook program: sends typed questions to their workers and returns typed answers.
//!
//! The engine is started when the page is idle after its first figures, or at the first question; it is no part of the
//! download of a first visit.

use super::program::{Fault, Program, Question, Reply, Told};
use super::{timer, window};
use crate::words;
use futures_channel::oneshot::Canceled;
use js_sys::Uint8Array;
use protocol::draws::Step;
use protocol::engine::{Answer, Ask};
use protocol::{Request, Response, from_bytes, to_bytes};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// How long after the page has loaded the engine is started in a browser without `requestIdleCallback`, milliseconds.
const IDLE_MS: u32 = 1_500;
/// The time limit for one question about draws, with the download of the program, milliseconds: many times what the
/// slowest telephone needs.
const DRAWS_MS: u32 = 30_000;
/// The time limit for any other question, with the download of the program, milliseconds. An answer may take many runs,
/// or be a whole workbook. The limit is so generous that a telephone on a slow line is never cut off; it exists because
/// a program may have ended without any message.
const RUNS_MS: u32 = 180_000;
/// The largest number of engines that make draws.
const MOST_DRAWERS: usize = 4;

thread_local! {
    static ENGINE: Rc<Program> = Program::new("engine", Some(in_page));
    /// Engines that make draws. Where workers are refused, only the first runs, on the main thread.
    static DRAWERS: [Rc<Program>; MOST_DRAWERS] =
        std::array::from_fn(|number| Program::new("engine", (number == 0).then_some(in_page)));
    static WORKBOOK: Rc<Program> = Program::new("workbook", Some(in_page));
    /// The number of the last question.
    static LAST: Cell<u64> = const { Cell::new(0) };
    /// Called once, when a program has to run on the main thread.
    static IN_PAGE: Cell<Option<Box<dyn Fn()>>> = const { Cell::new(None) };
}

/// Why a question has no answer to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// A newer question for the same place superseded this one, whose answer must not be shown.
    Overtaken,
    /// The program could not be downloaded.
    Unreachable,
    /// The program crashed at this question, or took too long.
    Broke,
    /// The program refused the question, with a sentence that says why.
    Refused(String),
}

impl Unanswered {
    /// The sentence for the reader; empty for a superseded question.
    pub fn words(&self) -> &str {
        match self {
            Unanswered::Overtaken => "",
            Unanswered::Unreachable => words::notices::UNREACHABLE,
            Unanswered::Broke => words::notices::BROKE,
            Unanswered::Refused(why) => why,
        }
    }

    /// Whether asking again may succeed.
    pub fn may_pass(&self) -> bool {
        matches!(self, Unanswered::Unreachable | Unanswered::Broke)
    }
}

/// A place on the page that shows answers: an answer is dropped if a newer question was asked for the same place.
#[derive(Clone, Debug, Default)]
pub struct Place {
    newest: Arc<AtomicU64>,
}

/// Asks the engine on behalf of a place.
pub async fn ask(place: &Place, ask: Ask) -> Result<Answer, Unanswered> {
    put(ENGINE.with(Rc::clone), place, ask).await
}

/// How many engines share draws: one fewer than the machine has processors, which leaves one for the page. Just one
/// until the first has answered, since workers might be refused.
pub fn drawers() -> usize {
    let processors = window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    match DRAWERS.with(|drawers| drawers[0].was_heard()) {
        true => (processors as usize).saturating_sub(1).clamp(1, MOST_DRAWERS),
        false => 1,
    }
}

/// Asks the first of the engines that make draws, because the answer takes many runs.
pub async fn ask_for_draws(place: &Place, ask: Ask) -> Result<Answer, Unanswered> {
    put(drawer(0), place, ask).await
}

/// Asks engines that make draws, each by its number from 0, and they work in parallel. They are not the engine that
/// explains, which must not wait behind draws.
pub async fn ask_drawers(asks: impl Iterator<Item = (usize, Ask)>) -> Result<Vec<Answer>, Unanswered> {
    let answers = ask_all(asks.map(|(number, ask)| (number, ask, None))).await?;
    Ok(answers.into_iter().map(|(answer, _)| answer).collect())
}

/// Lets several engines combine their draws, each for a part of the numbers. Returns their answers in order.
pub async fn gather_draws(drawers: usize, ask: impl Fn(Step) -> Ask) -> Result<Vec<Answer>, Unanswered> {
    let out = ask_all((0..drawers).map(|number| (number, ask(Step::HandOut), Some(Vec::new())))).await?;
    let gathers = (0..drawers).map(|number| {
        // Each engine has handed out one part for every engine, itself included.
        let handed = out.iter().filter_map(|(_, out)| out.get(number).cloned()).collect();
        (number, ask(Step::Gather { number: number as u32 }), Some(handed))
    });
    let answers = ask_all(gathers).await?;
    Ok(answers.into_iter().map(|(answer, _)| answer).collect())
}

/// The answers of several engines, and the bytes that each hands out to the others.
type Shared = Vec<(Answer, Vec<Uint8Array>)>;

async fn ask_all(asks: impl Iterator<Item = (usize, Ask, Option<Vec<Uint8Array>>)>) -> Result<Shared, Unanswered> {
    // All questions are sent before the first answer is awaited.
    let ask_one = |(drawer_number, ask, handed)| {
        drawer(drawer_number).ask(Question { handed, limit_ms: DRAWS_MS, ..question(next_number(), ask) })
    };
    let replies: Vec<_> = asks.map(ask_one).collect();
    let mut answers = Vec::new();
    for reply in replies {
        let told = told(reply.await)?;
        answers.push((read(&told)?, told.out));
    }
    Ok(answers)
}

fn drawer(number: usize) -> Rc<Program> {
    DRAWERS.with(|drawers| drawers[number.min(MOST_DRAWERS - 1)].clone())
}

/// Whether the first engine for draws has a worker, as far as is known.
pub fn draws_run_beside() -> bool {
    drawer(0).runs_beside()
}

/// Asks the workbook program.
pub async fn ask_workbook(ask: protocol::workbook::Ask) -> Result<protocol::workbook::Answer, Unanswered> {
    put(WORKBOOK.with(Rc::clone), &Place::default(), ask).await
}

async fn put<Q: Serialize, A: DeserializeOwned>(program: Rc<Program>, place: &Place, ask: Q) -> Result<A, Unanswered> {
    let number = next_number();
    place.newest.store(number, Ordering::Relaxed);
    let reply = program.ask(question(number, ask)).await;
    if place.newest.load(Ordering::Relaxed) != number {
        return Err(Unanswered::Overtaken);
    }
    read(&told(reply)?)
}

fn next_number() -> u64 {
    let number = LAST.get() + 1;
    LAST.set(number);
    number
}

fn question<Q: Serialize>(number: u64, ask: Q) -> Question {
    Question { number, request: to_bytes(&Request { number, ask }), handed: None, limit_ms: RUNS_MS }
}

fn told(reply: Result<Reply, Canceled>) -> Result<Told, Unanswered> {
    match reply {
        Ok(Ok(told)) => Ok(told),
        Ok(Err(Fault::Broke)) => Err(Unanswered::Broke),
        Ok(Err(Fault::Unreachable)) | Err(Canceled) => Err(Unanswered::Unreachable),
    }
}

fn read<A: DeserializeOwned>(told: &Told) -> Result<A, Unanswered> {
    let response: Response<A> = from_bytes(&told.answer).map_err(Unanswered::Refused)?;
    response.answer.map_err(Unanswered::Refused)
}

/// Starts the engine when the page is idle. `in_page` is called once if workers are refused, so that a program runs on
/// the main thread: the page then freezes while it answers, which the reader should know.
pub fn start_when_idle(in_page: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    IN_PAGE.set(Some(Box::new(in_page)));
    let start = || ENGINE.with(|engine| engine.warm());
    let idle = Closure::once_into_js(start);
    // WebKit does not have `requestIdleCallback`.
    if window.request_idle_callback(idle.unchecked_ref()).is_err() {
        timer::later(IDLE_MS, start);
    }
}

/// Whether the engine has a worker, so that a question does not block the page.
pub fn runs_beside() -> bool {
    ENGINE.with(|engine| engine.runs_beside())
}

fn in_page() {
    if let Some(call) = IN_PAGE.take() {
        call();
    }
}
