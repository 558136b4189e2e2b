//! The client of the programs beside the page: typed questions go to the engine and to the workbook, typed answers come.
//!
//! The engine is started when the page is idle after its first figures, or when it is first asked; it is no part of a
//! first visit.

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

/// How long a page rests at most before the engine is started, where the browser does not say when it is idle.
const IDLE_MS: u32 = 1_500;
/// How long the draws of one question may take, the program's coming included: many times what the slowest telephone needs.
const DRAWS_MS: u32 = 30_000;
/// How long any other question may take, the program's coming included: its answer may rest on many runs, or be a whole
/// workbook. What a telephone does in a minute on a slow line is never broken off; a program that has ended without a word is
/// not waited for until the page is left.
const RUNS_MS: u32 = 180_000;
/// How many engines make draws at most.
const MOST_DRAWERS: usize = 4;

thread_local! {
    static ENGINE: Rc<Program> = Program::new("engine", Some(in_page));
    /// Engines that make draws. Where workers are refused there is the first one, in the page.
    static DRAWERS: [Rc<Program>; MOST_DRAWERS] =
        std::array::from_fn(|number| Program::new("engine", (number == 0).then_some(in_page)));
    static WORKBOOK: Rc<Program> = Program::new("workbook", Some(in_page));
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
pub async fn ask(place: &Place, ask: Ask) -> Result<Answer, Unanswered> {
    put(ENGINE.with(Rc::clone), place, ask).await
}

/// How many engines make draws: as many as the machine has processors, but one for the page, once the first has shown that
/// workers are not refused.
pub fn drawers() -> usize {
    let processors = window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    match DRAWERS.with(|drawers| drawers[0].was_heard()) {
        true => (processors as usize).saturating_sub(1).clamp(1, MOST_DRAWERS),
        false => 1,
    }
}

/// Asks, for a place, an engine that makes draws, since the answer rests on many runs.
pub async fn ask_for_draws(place: &Place, ask: Ask) -> Result<Answer, Unanswered> {
    put(drawer(0), place, ask).await
}

/// Asks engines that make draws, each by its number from 0: others than the one that explains, which does not wait for
/// draws. They answer at the same time.
pub async fn ask_drawers(asks: impl Iterator<Item = (usize, Ask)>) -> Result<Vec<Answer>, Unanswered> {
    let answers = ask_all(asks.map(|(number, ask)| (number, ask, None))).await?;
    Ok(answers.into_iter().map(|(answer, _)| answer).collect())
}

/// Has so many engines put together what they have drawn, a part of the numbers each: their answers in order.
pub async fn gather_draws(drawers: usize, ask: impl Fn(Step) -> Ask) -> Result<Vec<Answer>, Unanswered> {
    let out = ask_all((0..drawers).map(|number| (number, ask(Step::HandOut), Some(Vec::new())))).await?;
    let gathers = (0..drawers).map(|number| {
        // Each has handed out a part for everyone, itself too.
        let handed = out.iter().filter_map(|(_, out)| out.get(number).cloned()).collect();
        (number, ask(Step::Gather { number: number as u32 }), Some(handed))
    });
    let answers = ask_all(gathers).await?;
    Ok(answers.into_iter().map(|(answer, _)| answer).collect())
}

/// What engines that make draws answer, and what each hands out to the others.
type Shared = Vec<(Answer, Vec<Uint8Array>)>;

async fn ask_all(asks: impl Iterator<Item = (usize, Ask, Option<Vec<Uint8Array>>)>) -> Result<Shared, Unanswered> {
    // All are asked before the first answer is waited for.
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

/// Whether the engine that makes draws runs beside the page, as far as is known.
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
