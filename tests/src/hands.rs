//! Actions on an element: scrolling to it, clicking, focusing, typing, choosing, dragging.

use crate::Key;
use crate::plain;
use crate::session::{ElementId, Gone};
use crate::thing::Thing;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;

/// Scrolls to an element and waits until it no longer moves; returns whether it still exists. While scrolling, elements
/// above it or the element itself may be rendered again.
const STANDS_STILL: &str = "
return (async () => {
  for (let was = NaN, frames = 0; frames < 60 && e.isConnected; frames++) {
    e.scrollIntoView({ block: 'center', behavior: 'instant' });
    await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
    const now = e.getBoundingClientRect().top;
    if (now === was) break;
    was = now;
  }
  return e.isConnected;
})()";

impl<'a> Thing<'a> {
    /// Scrolls to it.
    #[track_caller]
    pub fn look(&self) -> &Thing<'a> {
        self.script("e.scrollIntoView({ block: 'center', behavior: 'instant' })");
        self
    }

    /// Scrolls to its element, and waits until that no longer moves.
    fn stands_still(&self, id: &ElementId) -> Result<()> {
        ensure!(self.told(id, STANDS_STILL)? == Value::Bool(true), Gone);
        Ok(())
    }

    /// Clicks it, once it no longer moves.
    #[track_caller]
    pub fn click(&self) {
        self.now(|id| self.click_once(id));
    }

    fn click_once(&self, id: &ElementId) -> Result<()> {
        self.stands_still(id)?;
        self.page().session().click(id)
    }

    /// Focuses it by a script, because a click would move a slider.
    #[track_caller]
    pub fn focus(&self) -> &Thing<'a> {
        self.look();
        let focused = self.script("e.focus({ preventScroll: true }); return document.activeElement === e");
        assert_eq!(focused, Value::Bool(true), "{self:?} does not take the keyboard");
        self
    }

    /// Chooses a file in a file field.
    #[track_caller]
    pub fn choose_file(&self, file: &Path) {
        let what = format!("{} in {self:?}", file.display());
        self.page().until(&what, || self.attempt(|id| self.page().session().enter(id, &file.to_string_lossy())));
    }

    /// Focuses it, and presses keys one after the other.
    #[track_caller]
    pub fn press(&self, keys: &[Key]) {
        self.focus();
        self.page().press(keys);
    }

    /// Focuses it, and presses a key while another is held.
    #[track_caller]
    pub fn press_with(&self, held: Key, key: Key) {
        self.focus();
        self.page().press_with(held, key);
    }

    /// Replaces its text by typing, and confirms with Enter.
    #[track_caller]
    pub fn enter(&self, text: &str) {
        // If it is rendered again after the click, it has lost the focus, so both steps are repeated.
        self.now(|id| {
            self.click_once(id)?;
            self.told(id, "e.select()")
        });
        self.page().type_text(text);
        self.page().press(&[Key::Enter]);
    }

    /// Chooses an option of a list by its text.
    #[track_caller]
    pub fn choose(&self, words: &str) {
        let script = format!(
            "e.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             const squeezed = t => t.replace(/\\s+/g, ' ').trim();
             return [...e.options].find(o => squeezed(o.label || o.text) === {}) || null",
            json!(plain(words))
        );
        self.now(|id| {
            let option = self.told(id, &script)?;
            let option = ElementId::read(&option).with_context(|| format!("it offers no {words:?}"))?;
            self.page().session().click(&option)
        });
    }

    /// Moves the pointer to a point of it, given as shares of its width and height.
    #[track_caller]
    pub fn point_at(&self, x: f64, y: f64) {
        self.now(|id| {
            let (x, y) = self.at(id, x, y)?;
            self.act(&[json!({ "type": "pointerMove", "duration": 50, "x": x.round(), "y": y.round() })])
        });
    }

    /// Double-clicks its middle.
    #[track_caller]
    pub fn double_click(&self) {
        self.now(|id| {
            let (x, y) = self.at(id, 0.5, 0.5)?;
            if self.page().session().engine().has_protocol() {
                return self.double_click_by_protocol(x, y);
            }
            let (down, up) =
                (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
            let to = json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() });
            self.act(&[to, down.clone(), up.clone(), down, up])
        });
    }

    /// Double-clicks through the browser's own protocol, which states the number of clicks. The driver recognises a
    /// double click only if the second press follows soon enough, which it may not on a slow machine.
    fn double_click_by_protocol(&self, x: f64, y: f64) -> Result<()> {
        let mouse = |kind: &str, button: &str, clicks: u8| {
            let held = u8::from(kind == "mousePressed");
            let event = json!({
                "type": kind, "x": x.round(), "y": y.round(), "button": button, "buttons": held, "clickCount": clicks,
            });
            self.page().session().cdp("Input.dispatchMouseEvent", &event).map(drop)
        };
        mouse("mouseMoved", "none", 0)?;
        for clicks in [1, 2] {
            mouse("mousePressed", "left", clicks)?;
            mouse("mouseReleased", "left", clicks)?;
        }
        Ok(())
    }

    /// Drags its middle sideways by a number of CSS pixels.
    #[track_caller]
    pub fn drag(&self, by: f64) {
        self.now(|id| {
            let (x, y) = self.at(id, 0.5, 0.5)?;
            self.draw(x, y, by, 0)
        });
    }

    /// Drags the thumb of a slider sideways by a number of CSS pixels.
    #[track_caller]
    pub fn drag_from_thumb(&self, by: f64) {
        self.drag_from_thumb_and_hold(by, 0);
    }

    /// The same, and holds it there for some milliseconds before releasing it.
    #[track_caller]
    pub fn drag_from_thumb_and_hold(&self, by: f64, held: u32) {
        self.now(|id| {
            let place = self.told(id, "return (e.value - e.min) / (e.max - e.min)")?.as_f64().unwrap_or(0.5);
            let (x, y) = self.at(id, place.clamp(0.02, 0.98), 0.5)?;
            self.draw(x, y, by, held)
        });
    }

    fn draw(&self, x: f64, y: f64, by: f64, held: u32) -> Result<()> {
        let to =
            |part: f64| json!({ "type": "pointerMove", "duration": 40, "x": (x + by * part).round(), "y": y.round() });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let pause = json!({ "type": "pause", "duration": held });
        self.act(&[to(0.0), down, to(0.25), to(0.5), to(0.75), to(1.0), pause, up])
    }

    /// Performs actions of the mouse in turn.
    fn act(&self, actions: &[Value]) -> Result<()> {
        self.page().session().act(&json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions,
        }]))
    }

    /// A point of it in the viewport, given as shares of its width and height, once it no longer moves.
    fn at(&self, id: &ElementId, x: f64, y: f64) -> Result<(f64, f64)> {
        self.stands_still(id)?;
        let bounds = self.told(id, "const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]")?;
        let number = |place: usize| bounds[place].as_f64().unwrap_or_default();
        Ok((number(0) + x * number(2), number(1) + y * number(3)))
    }
}
