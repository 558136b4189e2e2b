//! Messages to and from the page around the frame. Only the window directly around the frame is listened to, and
//! answers go to that window alone, addressed to the origin that the question came from.

use super::{element, window};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// The version of the messages, which each carries under [`MARK`].
pub const VERSION: f64 = 1.0;
const MARK: &str = "rackrate";
/// The origin of sandboxed pages. They are not answered, because such an answer could not be restricted to them: any
/// page that has since replaced them would receive it.
const NO_ORIGIN: &str = "null";

/// A value in a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Nothing,
    /// A number.
    Number(f64),
    /// A boolean.
    Flag(bool),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object, as pairs of a name and a value.
    Record(Vec<(&'static str, Value)>),
}

impl From<&Value> for JsValue {
    fn from(value: &Value) -> JsValue {
        match value {
            Value::Nothing => JsValue::NULL,
            Value::Number(number) => JsValue::from_f64(*number),
            Value::Flag(flag) => JsValue::from_bool(*flag),
            Value::Text(text) => JsValue::from_str(text),
            Value::List(values) => values.iter().map(JsValue::from).collect::<Array>().into(),
            Value::Record(values) => object(values).into(),
        }
    }
}

fn object(values: &[(&'static str, Value)]) -> Object {
    let object = Object::new();
    for (name, value) in values {
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from(value));
    }
    object
}

/// The page that receives answers: its window and its origin.
#[derive(Clone)]
pub struct Host {
    window: Window,
    origin: String,
}

impl Host {
    /// Sends a message of a type. `id` is that of the question, or undefined.
    pub fn say(&self, kind: &str, id: &JsValue, values: &[(&'static str, Value)]) {
        let message = object(values);
        let head = [(MARK, JsValue::from_f64(VERSION)), ("type", JsValue::from_str(kind)), ("id", id.clone())];
        for (name, value) in head.into_iter().filter(|(_, value)| !value.is_undefined()) {
            let _ = Reflect::set(&message, &JsValue::from_str(name), &value);
        }
        // The browser does not deliver it if the window shows a page of another origin by now.
        let _ = self.window.post_message(&message, &self.origin);
    }

    /// Sends a message that answers no question.
    pub fn say_unasked(&self, kind: &str, values: &[(&'static str, Value)]) {
        self.say(kind, &JsValue::UNDEFINED, values);
    }
}

/// A message that was meant for this page.
pub struct Heard {
    /// The version that it states; NaN if it states none.
    pub version: f64,
    /// The type of the message.
    pub kind: String,
    /// The link in it; `None` if it holds no text there.
    pub link: Option<String>,
    /// The id of the question, which the answer repeats; undefined if it has none.
    pub id: JsValue,
    /// Where the answer goes.
    pub from: Host,
}

/// The window around this page; `None` if the page is not in a frame.
fn around(window: &Window) -> Option<Window> {
    window.parent().ok().flatten().filter(|around| around != window)
}

/// Whether this page is in a frame of another one.
pub fn is_framed() -> bool {
    window().is_some_and(|window| around(&window).is_some())
}

/// Calls back with every message from the surrounding page that is meant for this one. Does nothing outside a frame.
pub fn listen(call: impl Fn(Heard) + 'static) {
    let Some(window) = window() else { return };
    let Some(around) = around(&window) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let is_around = event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(around.clone()));
        if is_around
            && event.origin() != NO_ORIGIN
            && let Some(heard) = read(&event.data(), &around, event.origin())
        {
            call(heard);
        }
    });
    let _ = window.add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
    // The listener lives as long as the page.
    heard.forget();
}

/// Reads a message if it is a record with [`MARK`]; others are meant for someone else.
fn read(data: &JsValue, around: &Window, origin: String) -> Option<Heard> {
    let get = |name: &str| Reflect::get(data, &JsValue::from_str(name)).ok();
    let mark = data.is_object().then(|| get(MARK)).flatten().filter(|mark| !mark.is_undefined())?;
    let id = get("id").filter(|id| id.is_string() || id.as_f64().is_some());
    Some(Heard {
        version: mark.as_f64().unwrap_or(f64::NAN),
        kind: get("type").and_then(|kind| kind.as_string()).unwrap_or_default(),
        link: get("link").and_then(|link| link.as_string()),
        id: id.unwrap_or(JsValue::UNDEFINED),
        from: Host { window: around.clone(), origin },
    })
}

/// The height of the content, CSS pixels; 0 before there is any.
pub fn height() -> f64 {
    element::by_id("app").map_or(0.0, |app| app.get_bounding_client_rect().bottom() + scrolled()).max(0.0).ceil()
}

fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0)
}
