//! The page around a frame, which may ask and be told by messages. Only the window right around the frame is heard, and an
//! answer goes to it alone, under the origin that the question came from.

use super::{element, window};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// The version of the messages; every one of them carries it under [`MARK`].
pub const VERSION: f64 = 1.0;
const MARK: &str = "rackrate";
/// A page without an origin of its own cannot be answered without telling whatever has taken its place.
const NO_ORIGIN: &str = "null";

/// What a message holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(String),
    /// Values in their order.
    List(Vec<Value>),
    /// Values by name.
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

/// Where answers go.
#[derive(Clone)]
pub struct Host {
    window: Window,
    origin: String,
}

impl Host {
    /// Says something of a kind. `id` is that of the question, where there is one.
    pub fn say(&self, kind: &str, id: &JsValue, values: &[(&'static str, Value)]) {
        let message = object(values);
        let head = [(MARK, JsValue::from_f64(VERSION)), ("type", JsValue::from_str(kind)), ("id", id.clone())];
        for (name, value) in head.into_iter().filter(|(_, value)| !value.is_undefined()) {
            let _ = Reflect::set(&message, &JsValue::from_str(name), &value);
        }
        // A page that has gone elsewhere does not get it.
        let _ = self.window.post_message(&message, &self.origin);
    }

    /// Says something that nobody asked for now.
    pub fn say_unasked(&self, kind: &str, values: &[(&'static str, Value)]) {
        self.say(kind, &JsValue::UNDEFINED, values);
    }
}

/// A message that was meant for this page.
pub struct Heard {
    /// The version that it is of, whatever stands there.
    pub version: f64,
    /// What is asked.
    pub kind: String,
    /// A link, where a text stands there.
    pub link: Option<String>,
    /// The name of the question, to be given back.
    pub id: JsValue,
    /// Who asks.
    pub from: Host,
}

/// The page around this one; none where this one stands alone.
fn around(window: &Window) -> Option<Window> {
    window.parent().ok().flatten().filter(|around| around != window)
}

/// Whether this page stands in a frame of another one.
pub fn is_framed() -> bool {
    window().is_some_and(|window| around(&window).is_some())
}

/// Calls back with every message from the page around this one that is meant for us. Nothing is heard where there is no
/// such page.
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
    // Lives as long as the page.
    heard.forget();
}

/// A message of ours: a record with our mark. Others are somebody else's.
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

/// The height of what is shown, CSS pixels; 0 before anything is.
pub fn height() -> f64 {
    element::by_id("app").map_or(0.0, |app| app.get_bounding_client_rect().bottom() + scrolled()).max(0.0).ceil()
}

fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0)
}
