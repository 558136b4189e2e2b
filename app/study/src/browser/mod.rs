//! The edge of this module in the browser: presses of Export's buttons, files, the clipboard, the address bar, and where
//! explanations stand. Only this folder names the browser's own interfaces.

mod file;
mod over;
mod picture;

pub(crate) use over::bring;

use crate::export::{Export, text};
use maud::{Markup, html};
use model::permalink::{self, PARAMETER};
use model::scenario::Scenario;
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, Event, File, HtmlInputElement, Window};

/// Said when a module cannot be loaded, in the words of the page.
const UNAVAILABLE: &str =
    "This could not be loaded. Check the connection and try again; if that does not help, reload the page.";
const STATUS: &str = ".export-status";
/// How often, and after how many milliseconds each time, the place for words is looked for while its menu opens.
const LOOKS: usize = 100;
const LOOK_AGAIN_MS: i32 = 50;

thread_local! {
    /// The scenario of the last question, as the value of the page's query parameter.
    static LINK: RefCell<String> = const { RefCell::new(String::new()) };
}

#[wasm_bindgen]
extern "C" {
    /// Calls a function of a module that is loaded on demand; see `index.html`.
    #[wasm_bindgen(js_name = askLate, catch)]
    async fn ask_late(module: &str, function: &str, what: JsValue) -> Result<JsValue, JsValue>;
}

/// The scenario that the page shows now.
pub(crate) fn at(link: &str) {
    LINK.with_borrow_mut(|kept| link.clone_into(kept));
}

/// The title of the chart of a place.
pub(crate) fn chart_title(place: &str) -> Option<String> {
    figure(place)?.query_selector("h3").ok()??.text_content()
}

/// Begins to hear presses, as soon as the module is there.
#[wasm_bindgen(start)]
pub fn start() {
    over::listen();
    hear("click", |pressed| {
        if let Some(export) = pressed.get_attribute("data-export").as_deref().and_then(Export::parse) {
            spawn_local(async move {
                say("", html! { p { "Working…" } });
                match give(export).await {
                    Ok(done) => say("", html! { p { (done) } }),
                    Err(why) => say("fault", html! { p { (why) } }),
                }
            });
        }
    });
    hear("change", |changed| {
        let input = changed.dyn_into::<HtmlInputElement>().ok();
        if let Some((input, file)) = input.and_then(|input| Some((input.clone(), input.files()?.get(0)?))) {
            spawn_local(async move {
                dropped(file).await;
                // The same file, changed, can be chosen again.
                input.set_value("");
            });
        }
    });
}

/// Opens a file as a workbook: what was dropped on the page, or chosen.
#[wasm_bindgen]
pub async fn dropped(file: File) {
    let name = file.name();
    until_there_is_room().await;
    say("", html! { p { "Reading “" (name) "”…" } });
    match open(&file).await {
        Ok(notices) => say(
            "",
            html! {
                p { "“" (name) "” is the scenario now." @if !notices.is_empty() { " Not all of it was taken as it stands there:" } }
                @if !notices.is_empty() { ul { @for notice in notices { li { (notice) } } } }
            },
        ),
        Err(why) => say("fault", html! { p { "“" (name) "” was not opened: " (why) ". The scenario is as it was." } }),
    }
}

fn window() -> Result<Window, String> {
    web_sys::window().ok_or_else(|| "there is no window".to_owned())
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Hears an event on whatever carries `data-export`.
fn hear(name: &str, call: impl Fn(Element) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(export) = target.and_then(|target| target.closest("[data-export]").ok().flatten()) {
            call(export);
        }
    });
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    }
    // Lives as long as the page.
    heard.forget();
}

/// Says what came of it, in the menu.
fn say(class: &str, words: Markup) {
    if let Some(status) = document().and_then(|document| document.query_selector(STATUS).ok().flatten()) {
        status.set_class_name(&format!("export-status {class}"));
        status.set_inner_html(&words.into_string());
    }
}

/// Waits until the menu is there, for some seconds.
async fn until_there_is_room() {
    let is_there = || document().and_then(|document| document.query_selector(STATUS).ok().flatten()).is_some();
    for _ in 0..LOOKS {
        if is_there() {
            return;
        }
        let waits = js_sys::Promise::new(&mut |done, _| {
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, LOOK_AGAIN_MS);
            }
        });
        let _ = JsFuture::from(waits).await;
    }
}

/// A fault in words: a module's own sentence, else that it could not be loaded.
fn in_words(fault: JsValue) -> String {
    fault.as_string().unwrap_or_else(|| UNAVAILABLE.to_owned())
}

/// The scenario that the page shows, and the address where it can be opened.
fn shown() -> Result<(Scenario, String), String> {
    let link = LINK.with_borrow(Clone::clone);
    let scenario = permalink::read(&link).map_err(|fault| fault.to_string())?.scenario;
    let here = window()?.location().href().unwrap_or_default();
    let page = here.split(['?', '#']).next().unwrap_or_default();
    Ok((scenario, format!("{page}?{PARAMETER}={link}")))
}

/// The reader's date.
fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Does what a button says; gives what to say of it.
async fn give(export: Export) -> Result<String, String> {
    let (scenario, address) = shown()?;
    let stem = text::stem(&scenario);
    match export {
        Export::Workbook => {
            let bytes = ask_late("workbook", "write", JsValue::from_str(&address)).await.map_err(in_words)?;
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            file::save(&format!("{stem}.xlsx"), kind, bytes)
        }
        Export::Csv => file::save(&format!("{stem}.csv"), "text/csv", text::csv(&scenario)?.into()),
        Export::Json => {
            file::save(&format!("{stem}.json"), "application/json", text::json(&scenario, &address, &today())?.into())
        }
        Export::Figures => file::copy(&text::figures(&scenario, &address)).await,
        Export::Citation => {
            let citation = text::citation(&scenario, &address, &today());
            file::copy(&citation).await.map(|copied| format!("{copied} {citation}"))
        }
        Export::Svg(chart) => {
            let drawing = drawing(chart, &scenario, &address)?;
            file::save(&format!("{stem}-{}.svg", drawing.name), picture::SVG, drawing.svg.into())
        }
        Export::Png(chart) => {
            let drawing = drawing(chart, &scenario, &address)?;
            let blob = drawing.png().await?;
            file::save(&format!("{stem}-{}.png", drawing.name), picture::PNG, blob.into())
        }
        Export::Picture(chart) => {
            let drawing = drawing(chart, &scenario, &address)?;
            // The clipboard takes a promise, so that it is asked while the press still counts.
            let png = wasm_bindgen_futures::future_to_promise(async move {
                drawing.png().await.map(JsValue::from).map_err(JsValue::from)
            });
            file::copy_picture(picture::PNG, &png).await
        }
    }
}

/// The chart's frame: the one whose Export asks for this place.
fn figure(place: &str) -> Option<Element> {
    let place: usize = place.parse().ok()?;
    let button = document()?.query_selector(&format!("[data-ask='export:{place}']")).ok()??;
    button.closest("figure").ok()?
}

fn drawing(place: usize, scenario: &Scenario, address: &str) -> Result<picture::Drawing, String> {
    let figure = figure(&place.to_string()).ok_or("This chart is no longer on the page.")?;
    let facts = model::catalogue::FACTS_DATE;
    let of = format!("Rackrate: {}. Facts as of {facts}. Saved {}.", text::title(scenario), today());
    picture::of(&figure, &[of, address.to_owned()])
}

/// Reads a workbook into the page; gives what was not taken as it stood there. The error is a sentence without its
/// end.
async fn open(file: &File) -> Result<Vec<String>, String> {
    let sentence = |fault: JsValue| in_words(fault).trim_end_matches('.').to_owned();
    // Before all of it is in memory.
    ask_late("workbook", "fits", file.size().into()).await.map_err(sentence)?;
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| "it cannot be read".to_owned())?;
    let opened = ask_late("workbook", "read", js_sys::Uint8Array::new(&bytes).into()).await.map_err(sentence)?;
    let of = |name: &str| js_sys::Reflect::get(&opened, &JsValue::from_str(name)).unwrap_or_default();
    let link = of("link").as_string().ok_or("it gives no scenario")?;
    let notices = js_sys::Array::from(&of("notices")).iter().filter_map(|notice| notice.as_string()).collect();
    show(&link)?;
    Ok(notices)
}

/// Shows a scenario: as if the reader had opened its link.
fn show(link: &str) -> Result<(), String> {
    let window = window()?;
    let address = format!("?{PARAMETER}={link}");
    let refused = |_: JsValue| "the browser refused its address".to_owned();
    let history = window.history().map_err(refused)?;
    history.push_state_with_url(&JsValue::NULL, "", Some(&address)).map_err(refused)?;
    window.dispatch_event(&Event::new("popstate").map_err(refused)?).map(drop).map_err(refused)
}
