//! A program beside the page: WASM that answers bytes with bytes, in a worker of its own.
//!
//! The page compiles a program once and hands the module to every worker that runs it. Where workers are refused, the
//! same files are imported into the page, and open questions are asked again there, on the main thread. A crash costs
//! only the question that caused it, and those whose handed-over bytes went with the program: the others go to a fresh
//! one.

use super::timer::{self, Wait};
use super::{address, window};
use futures_channel::oneshot::{Receiver, Sender, channel};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array, WebAssembly};
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{MessageEvent, Response, Url, Worker, WorkerOptions, WorkerType};

thread_local! {
    /// The `import` of the page's script, since WASM cannot call `import` itself.
    static IMPORT: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// The promises of compiled programs, by name.
    static COMPILED: RefCell<Vec<(&'static str, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// Receives the function that imports a script by its address; assets/boot.js passes it in when it starts the page.
#[wasm_bindgen(js_name = useImport)]
pub fn use_import(import: Function) {
    IMPORT.set(Some(import));
}

/// Why a program gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its files could not be loaded: there is no connection, or a newer release has replaced them.
    Unreachable,
    /// The program crashed at this question, or took longer than its limit.
    Broke,
}

/// A program's answer.
#[derive(Default)]
pub struct Told {
    /// The bytes of the answer.
    pub answer: Vec<u8>,
    /// Bytes for other instances of the same program, which the page passes on unread.
    pub out: Vec<Uint8Array>,
}

/// The result of a question.
pub type Reply = Result<Told, Fault>;

/// A question to a program.
pub struct Question {
    /// Unique among all questions.
    pub number: u64,
    /// The bytes of the request.
    pub request: Vec<u8>,
    /// Bytes that other instances of the same program hand to this one, for requests that share work between them;
    /// `None` for all others.
    pub handed: Option<Vec<Uint8Array>>,
    /// How long it may take from when its turn comes, milliseconds. After that the program is replaced, since it may
    /// have ended without any message.
    pub limit_ms: u32,
}

/// A question that is not answered yet, and where its reply goes.
struct Open {
    question: Question,
    give: Sender<Reply>,
}

/// Where a program runs.
enum Way {
    /// Nowhere yet.
    None,
    /// In a worker.
    Worker(Running),
    /// It is being imported into the page.
    Coming,
    /// In the page, on the main thread.
    Page(JsValue),
}

struct Running {
    worker: Worker,
    /// Whether it has sent any message: then workers are not refused, and an error is the program's own.
    heard: Cell<bool>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(web_sys::Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// One program. `index.html` says where its files are: `<meta name="program-NAME" content="./NAME-HASH">`.
pub struct Program {
    name: &'static str,
    way: RefCell<Way>,
    /// The open questions, oldest first.
    open: RefCell<Vec<Open>>,
    /// The time limit of the question that is being answered.
    turn: RefCell<Option<Wait>>,
    /// How many imports failed. Some browsers cache the failure of a script, so the next attempt uses another address.
    failed: Cell<usize>,
    /// Called when the program has come to run on the main thread; without it the program only ever runs in a worker.
    on_page: Option<fn()>,
}

impl Program {
    /// The program of a name. `on_page` is called when it has come to run on the main thread, because workers are
    /// refused. Without `on_page` the program is unreachable in that case.
    pub fn new(name: &'static str, on_page: Option<fn()>) -> Rc<Program> {
        Rc::new(Program {
            name,
            way: RefCell::new(Way::None),
            open: RefCell::default(),
            turn: RefCell::default(),
            failed: Cell::new(0),
            on_page,
        })
    }

    /// Starts it before anything is asked, so that the first answer comes sooner.
    pub fn warm(self: &Rc<Self>) {
        if matches!(*self.way.borrow(), Way::None) {
            self.start();
        }
    }

    /// Whether it has a worker, as far as is known.
    pub fn runs_beside(&self) -> bool {
        matches!(*self.way.borrow(), Way::Worker(_))
    }

    /// Whether its worker has sent anything yet, which proves that workers are not refused.
    pub fn was_heard(&self) -> bool {
        matches!(&*self.way.borrow(), Way::Worker(running) if running.heard.get())
    }

    /// Sends a question at once, and starts the program if necessary.
    pub fn ask(self: &Rc<Self>, question: Question) -> Receiver<Reply> {
        let (number, (give, reply)) = (question.number, channel());
        self.open.borrow_mut().push(Open { question, give });
        if self.oldest() == Some(number) {
            self.begin_turn();
        }
        if matches!(*self.way.borrow(), Way::None) {
            self.start();
        }
        self.send(number);
        reply
    }

    /// Passes an open question to the running program; while it is being imported, the question waits.
    fn send(self: &Rc<Self>, number: u64) {
        let open = self.open.borrow();
        let Some(open) = open.iter().find(|open| open.question.number == number) else { return };
        let Question { request, handed, .. } = &open.question;
        match &*self.way.borrow() {
            Way::Worker(running) => {
                let message = Array::of2(&JsValue::from(number as f64), &Uint8Array::from(request.as_slice()));
                // The buffers are transferred, not copied.
                let given: Array = handed.iter().flatten().map(Uint8Array::buffer).collect();
                if let Some(handed) = handed {
                    message.push(&handed.iter().collect::<Array>());
                }
                let _ = running.worker.post_message_with_transfer(&message, &given);
            }
            Way::Page(_) => {
                let this = self.clone();
                spawn_local(async move { this.answer_here(number).await });
            }
            Way::None | Way::Coming => {}
        }
    }

    fn send_all(self: &Rc<Self>) {
        self.numbers().into_iter().for_each(|number| self.send(number));
    }

    /// The numbers of the open questions.
    fn numbers(&self) -> Vec<u64> {
        self.open.borrow().iter().map(|open| open.question.number).collect()
    }

    /// The number of the question that is being answered: a program answers in order.
    fn oldest(&self) -> Option<u64> {
        self.open.borrow().first().map(|open| open.question.number)
    }

    /// Starts the time limit of the question that is being answered.
    fn begin_turn(self: &Rc<Self>) {
        let limit = self.open.borrow().first().map(|open| (open.question.number, open.question.limit_ms));
        let this = Rc::downgrade(self);
        let wait = limit.map(|(number, limit_ms)| {
            timer::after(limit_ms, move || {
                let Some(this) = this.upgrade().filter(|this| this.oldest() == Some(number)) else { return };
                // A hidden page draws no frames, and a program on the main thread waits for one, so the limit starts
                // again.
                match window().and_then(|window| window.document()).is_some_and(|document| document.hidden()) {
                    true => this.begin_turn(),
                    false => this.broke(number),
                }
            })
        });
        // This drops the limit of the question before, which has been answered.
        drop(self.turn.replace(wait));
    }

    fn close(self: &Rc<Self>, number: u64, reply: Reply) {
        // A late answer may belong to a question that is closed already.
        let mut open = self.open.borrow_mut();
        let place = open.iter().position(|open| open.question.number == number);
        let closed = place.map(|place| open.remove(place));
        // The borrow ends here, because whoever gets the reply may ask the next question at once.
        drop(open);
        if place == Some(0) {
            self.begin_turn();
        }
        let _ = closed.map(|closed| closed.give.send(reply));
    }

    fn close_all(&self, fault: Fault) {
        let open = std::mem::take(&mut *self.open.borrow_mut());
        open.into_iter().for_each(|open| drop(open.give.send(Err(fault))));
    }

    /// The absolute address of one of its files.
    fn address(&self, ending: &str) -> Option<String> {
        let document = window()?.document()?;
        let named = document.query_selector(&format!("meta[name=program-{}]", self.name)).ok()??;
        let file = format!("{}{ending}", named.get_attribute("content")?);
        Url::new_with_base(&file, &address::folder()).ok().map(|url| url.href())
    }

    fn start(self: &Rc<Self>) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = self.address("-worker.js").and_then(|at| Worker::new_with_options(&at, &options).ok());
        // WebKit refuses workers by throwing. Nothing is imported before there is a question.
        let Some(worker) = worker else {
            if !self.open.borrow().is_empty() {
                self.import();
            }
            return;
        };
        self.hand_over(worker.clone());
        let this = Rc::downgrade(self);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(this) = this.upgrade() {
                this.heard(&Array::from(&message.data()));
            }
        });
        let this = Rc::downgrade(self);
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |error: web_sys::Event| {
            error.prevent_default();
            if let Some(this) = this.upgrade() {
                this.failed();
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let running = Running { worker, heard: Cell::new(false), _on_message: on_message, _on_error: on_error };
        self.way.replace(Way::Worker(running));
    }

    /// Sends the compiled module to a new worker, as soon as it is compiled.
    fn hand_over(self: &Rc<Self>, worker: Worker) {
        let this = self.clone();
        spawn_local(async move {
            match this.compiled().await {
                Some(module) => drop(worker.post_message(&module)),
                None if this.runs_in(&worker) => {
                    this.way.replace(Way::None);
                    this.close_all(Fault::Unreachable);
                }
                None => {}
            }
        });
    }

    fn runs_in(&self, worker: &Worker) -> bool {
        matches!(&*self.way.borrow(), Way::Worker(running) if running.worker == *worker)
    }

    /// The compiled module, shared by all instances of the program; `None` if it could not be loaded.
    async fn compiled(&self) -> Option<JsValue> {
        let known = COMPILED.with_borrow(|known| known.iter().find(|(name, _)| *name == self.name).cloned());
        let promise = match known {
            Some((_, promise)) => promise,
            None => {
                let promise = future_to_promise(compile(self.address("_bg.wasm")?));
                COMPILED.with_borrow_mut(|known| known.push((self.name, promise.clone())));
                promise
            }
        };
        let module = JsFuture::from(promise).await;
        if module.is_err() {
            // Dropped, so that the next attempt loads it again: the connection may be back.
            COMPILED.with_borrow_mut(|known| known.retain(|(name, _)| *name != self.name));
        }
        module.ok()
    }

    /// Handles a message of the worker: the number of a question with the bytes of its answer and those for other
    /// instances, or with the text of a fault. A message without either says that the program could not be started.
    fn heard(self: &Rc<Self>, said: &Array) {
        let number = said.get(0).as_f64().unwrap_or_default() as u64;
        if let Way::Worker(running) = &*self.way.borrow() {
            running.heard.set(true);
        }
        match said.get(1).dyn_into::<Uint8Array>() {
            Ok(answer) => {
                let out = Array::from(&said.get(2)).iter().filter_map(|bytes| bytes.dyn_into().ok()).collect();
                self.close(number, Ok(Told { answer: answer.to_vec(), out }));
            }
            Err(fault) if fault.is_string() => self.broke(number),
            Err(_) => {
                self.way.replace(Way::None);
                self.close_all(Fault::Unreachable);
            }
        }
    }

    /// The worker reported an error outside of a question. If it never sent anything, it was refused or could not be
    /// loaded.
    fn failed(self: &Rc<Self>) {
        match self.oldest() {
            Some(number) if self.was_heard() => self.broke(number),
            Some(_) => self.import(),
            None => drop(self.way.replace(Way::None)),
        }
    }

    /// The program crashed at a question. The other open questions go to a fresh one, except those that were handed
    /// bytes, which were transferred to the old program and are lost.
    fn broke(self: &Rc<Self>, number: u64) {
        self.way.replace(Way::None);
        self.close(number, Err(Fault::Broke));
        let is_handed = |open: &&Open| open.question.handed.as_ref().is_some_and(|handed| !handed.is_empty());
        let gone: Vec<u64> = self.open.borrow().iter().filter(is_handed).map(|open| open.question.number).collect();
        gone.into_iter().for_each(|number| self.close(number, Err(Fault::Broke)));
        self.warm();
        self.send_all();
    }

    /// Imports the program into the page, and asks all open questions there.
    fn import(self: &Rc<Self>) {
        let Some(on_page) = self.on_page else {
            self.way.replace(Way::None);
            return self.close_all(Fault::Unreachable);
        };
        self.way.replace(Way::Coming);
        let before = self.numbers();
        let this = self.clone();
        spawn_local(async move {
            match this.imported().await {
                Some(program) => {
                    this.way.replace(Way::Page(program));
                    on_page();
                    this.send_all();
                }
                None => {
                    this.failed.set(this.failed.get() + 1);
                    this.way.replace(Way::None);
                    // Questions that were asked since the import began stay open: the connection may be back.
                    before.into_iter().for_each(|number| this.close(number, Err(Fault::Unreachable)));
                    if !this.open.borrow().is_empty() {
                        this.start();
                    }
                }
            }
        });
    }

    async fn imported(&self) -> Option<JsValue> {
        let again = self.failed.get();
        let again = if again > 0 { format!("?{again}") } else { String::new() };
        let address = JsValue::from_str(&self.address(&format!(".js{again}"))?);
        let import = IMPORT.with_borrow(Clone::clone)?;
        let program = promised(import.call1(&JsValue::NULL, &address).ok()?).await?;
        let start: Function = Reflect::get(&program, &JsValue::from_str("default")).ok()?.dyn_into().ok()?;
        promised(start.call0(&JsValue::NULL).ok()?).await?;
        Some(program)
    }

    /// Answers a question on the main thread, in the next animation frame.
    async fn answer_here(self: Rc<Self>, number: u64) {
        timer::frame().await;
        let request = self
            .open
            .borrow()
            .iter()
            .find(|open| open.question.number == number)
            .map(|open| Uint8Array::from(open.question.request.as_slice()));
        let answer = match &*self.way.borrow() {
            Way::Page(program) => Reflect::get(program, &JsValue::from_str("answer")).ok(),
            _ => None,
        };
        let (Some(request), Some(answer)) = (request, answer.and_then(|answer| answer.dyn_into::<Function>().ok()))
        else {
            return;
        };
        match answer.call1(&JsValue::NULL, &request).ok().and_then(|reply| reply.dyn_into::<Uint8Array>().ok()) {
            Some(bytes) => self.close(number, Ok(Told { answer: bytes.to_vec(), ..Told::default() })),
            None => {
                self.failed.set(self.failed.get() + 1);
                self.broke(number);
            }
        }
    }
}

/// Compiles a program while it is downloading; if the server does not send it as `application/wasm`, after the
/// download.
async fn compile(address: String) -> Result<JsValue, JsValue> {
    let fetched = || window().map(|window| window.fetch_with_str(&address)).ok_or(JsValue::NULL);
    match JsFuture::from(WebAssembly::compile_streaming(&fetched()?)).await {
        Ok(module) => Ok(module),
        Err(_) => {
            let response: Response = JsFuture::from(fetched()?).await?.dyn_into()?;
            let bytes = JsFuture::from(response.array_buffer()?).await?;
            JsFuture::from(WebAssembly::compile(&bytes)).await
        }
    }
}

async fn promised(value: JsValue) -> Option<JsValue> {
    JsFuture::from(value.dyn_into::<Promise>().ok()?).await.ok()
}
