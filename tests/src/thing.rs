//! Something on the page, found as a person finds it: by what it is and what it is called.

use crate::page::Page;
use crate::session::ElementId;
use crate::{Key, fail, plain};
use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::{Value, json};
use std::path::Path;

/// What a thing is to somebody who hears the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something that can be pressed.
    Button,
    /// A value between two ends.
    Slider,
    /// A field for text.
    Textbox,
    /// A list of which one is chosen.
    Combobox,
    /// On or off.
    Switch,
    /// A part of the page with a name.
    Region,
    /// A figure: a drawing with its title and what belongs to it.
    Figure,
    /// Rows and columns.
    Table,
    /// A field for words that are looked for.
    Search,
    /// A way to another place.
    Link,
    /// A heading.
    Heading,
    /// Something that must be said at once.
    Alert,
    /// Something that is said when there is time.
    Status,
    /// A picture with words for it.
    Picture,
    /// Something that has been opened over the page.
    Dialog,
}

impl Role {
    /// A selector that finds every such thing, and perhaps others.
    const fn candidates(self) -> &'static str {
        match self {
            Role::Button => "button,[role=button],input[type=file]",
            Role::Slider => "input[type=range],[role=slider]",
            Role::Textbox => "input:not([type]),input[type=text],textarea,[role=textbox]",
            Role::Combobox => "select,[role=combobox]",
            Role::Switch => "input[type=checkbox],[role=checkbox],[role=switch]",
            Role::Region => "section,aside,nav,header,figure,fieldset,[role=region],[role=group],[role=figure]",
            Role::Figure => "figure,[role=figure]",
            Role::Table => "table,[role=table],[role=grid]",
            Role::Search => "input[type=search],[role=searchbox]",
            Role::Link => "a[href],[role=link]",
            Role::Heading => "h1,h2,h3,h4,h5,h6,[role=heading]",
            Role::Alert => "[role=alert]",
            Role::Status => "[role=status],output",
            Role::Picture => "[role=img],svg,img",
            Role::Dialog => "dialog,[role=dialog]",
        }
    }

    /// Whether it has no name, but is known by all of its words.
    const fn is_read_out(self) -> bool {
        matches!(self, Role::Alert | Role::Status)
    }

    /// What the browser calls it.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Role::Button => &["button"],
            Role::Slider => &["slider"],
            Role::Textbox => &["textbox"],
            Role::Combobox => &["combobox"],
            Role::Switch => &["checkbox", "switch"],
            Role::Region => &["region", "group", "figure", "complementary", "navigation", "banner"],
            Role::Figure => &["figure"],
            Role::Table => &["table", "grid"],
            Role::Search => &["searchbox"],
            Role::Link => &["link"],
            Role::Heading => &["heading"],
            Role::Alert => &["alert"],
            Role::Status => &["status"],
            Role::Picture => &["img", "image"],
            Role::Dialog => &["dialog"],
        }
    }
}

/// What a thing is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Exactly so.
    Exactly(String),
    /// Beginning so.
    Starting(String),
    /// With these words in it.
    Containing(String),
}

/// A name that begins so.
pub fn starting(text: &str) -> Name {
    Name::Starting(text.to_owned())
}

/// A name with these words in it.
pub fn containing(text: &str) -> Name {
    Name::Containing(text.to_owned())
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name::Exactly(text.to_owned())
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Name {
        Name::Exactly(text.clone())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        Name::Exactly(text)
    }
}

impl Name {
    /// Whether something is called so. In capitals or not: a style may write a name in them.
    fn fits(&self, label: &str) -> bool {
        let comparable = |text: &str| plain(text).to_lowercase();
        let label = comparable(label);
        match self {
            Name::Exactly(text) => label == comparable(text),
            Name::Starting(text) => label.starts_with(&comparable(text)),
            Name::Containing(text) => label.contains(&comparable(text)),
        }
    }

    /// As the script takes it that makes the first choice.
    fn argument(&self) -> Value {
        let (how, text) = match self {
            Name::Exactly(text) => ("exactly", text),
            Name::Starting(text) => ("starting", text),
            Name::Containing(text) => ("containing", text),
        };
        json!([how, plain(text).replace(' ', "").to_lowercase()])
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Name::Exactly(text) => write!(f, "{text:?}"),
            Name::Starting(text) => write!(f, "{text:?}…"),
            Name::Containing(text) => write!(f, "…{text:?}…"),
        }
    }
}

/// A first choice among candidates, by the name that they most likely have; the browser's own word decides later.
/// Asking it for the name of every slider of the page would take seconds.
const CHOOSE: &str = r"
const [css, [how, wanted], root, still] = arguments;
// Until the page has started, what stands there is the build's drawing of it, which nobody can use.
if (!still && document.getElementById('first')) return [];
const squeezed = text => (text || '').replace(/[\s\u202f\u00a0]+/g, '').toLowerCase();
const name = e => {
  const by = (e.getAttribute('aria-labelledby') || '').split(/\s+/).map(id => document.getElementById(id));
  if (by.some(Boolean)) return by.map(label => label ? label.textContent : '').join('');
  if (e.getAttribute('aria-label')) return e.getAttribute('aria-label');
  if (e.labels && e.labels.length) return [...e.labels].map(label => label.textContent).join('');
  const caption = e.querySelector(':scope > figcaption, :scope > legend, :scope > caption');
  return caption ? caption.textContent : e.textContent || e.title || e.placeholder;
};
const fits = {
  exactly: text => text === wanted,
  starting: text => text.startsWith(wanted),
  containing: text => text.includes(wanted),
}[how];
return [...(root || document).querySelectorAll(css)]
  .filter(e => fits(squeezed(name(e))) && e.checkVisibility({ visibilityProperty: true }));
";

/// Something on the page.
#[derive(Clone)]
pub struct Thing<'a> {
    page: &'a Page,
    id: ElementId,
    what: String,
}

impl std::fmt::Debug for Thing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl Page {
    /// The only visible thing of this role and name.
    #[track_caller]
    pub fn the(&self, role: Role, name: impl Into<Name>) -> Thing<'_> {
        let name = name.into();
        self.until(&format!("{role:?} {name}"), || Thing::only(self, None, role, &name))
    }

    /// All visible things of this role and name, as they are now. One that goes while it is looked at is looked for again.
    #[track_caller]
    pub fn every(&self, role: Role, name: impl Into<Name>) -> Vec<Thing<'_>> {
        let name = name.into();
        self.until(&format!("all {role:?} {name}"), || Thing::all(self, None, role, &name))
    }

    /// The first of the visible things of this role and name: an input may stand in two places.
    #[track_caller]
    pub fn first_of(&self, role: Role, name: impl Into<Name>) -> Thing<'_> {
        let name = name.into();
        self.until(&format!("{role:?} {name}"), || {
            let all = Thing::all(self, None, role, &name)?;
            all.into_iter().next().with_context(|| format!("none is called {name}"))
        })
    }
}

impl<'a> Thing<'a> {
    /// An element that was found in some other way.
    pub(crate) fn new(page: &'a Page, id: ElementId, what: impl Into<String>) -> Thing<'a> {
        Thing { page, id, what: what.into() }
    }

    /// Every visible thing of this role and name, below an element or anywhere.
    pub(crate) fn all(page: &'a Page, root: Option<&ElementId>, role: Role, name: &Name) -> Result<Vec<Thing<'a>>> {
        let session = page.session();
        let root = root.map_or(Value::Null, ElementId::argument);
        let chosen = session
            .script(CHOOSE, &[json!(role.candidates()), name.argument(), root, json!(page.looks_at_drawing())])?;
        let mut found = Vec::new();
        for candidate in chosen.as_array().into_iter().flatten() {
            let id = ElementId::read(candidate).context("a script gave no element")?;
            let label = if role.is_read_out() { session.words(&id)? } else { session.label(&id)? };
            if name.fits(&label) && role.names().contains(&session.role(&id)?.as_str()) {
                found.push(Thing::new(page, id, format!("{role:?} {name}")));
            }
        }
        Ok(found)
    }

    /// The only visible thing of this role and name below an element or anywhere.
    pub(crate) fn only(page: &'a Page, root: Option<&ElementId>, role: Role, name: &Name) -> Result<Thing<'a>> {
        let mut found = Thing::all(page, root, role, name)?;
        match (found.pop(), found.len()) {
            (Some(thing), 0) => Ok(thing),
            (Some(_), more) => bail!("{} of them are called {name}", more + 1),
            (None, _) => bail!("none is called {name}"),
        }
    }

    /// The only one of this role and name inside this thing.
    #[track_caller]
    pub fn the(&self, role: Role, name: impl Into<Name>) -> Thing<'a> {
        let name = name.into();
        let what = format!("{role:?} {name} in {self:?}");
        self.page.until(&what, || Thing::only(self.page, Some(&self.id), role, &name))
    }

    /// All of this role and name inside this thing, as they are now.
    #[track_caller]
    pub fn every(&self, role: Role, name: impl Into<Name>) -> Vec<Thing<'a>> {
        let name = name.into();
        self.page.until(&format!("all {role:?}"), || Thing::all(self.page, Some(&self.id), role, &name))
    }

    /// The nearest thing of this role that it stands in.
    #[track_caller]
    pub fn inside(&self, role: Role) -> Thing<'a> {
        let found = self.script(&format!("return e.parentElement.closest({})", json!(role.candidates())));
        let id = ElementId::read(&found).unwrap_or_else(|| fail(format_args!("{self:?} stands in no {role:?}")));
        Thing::new(self.page, id, format!("the {role:?} around {self:?}"))
    }

    #[track_caller]
    fn now<T>(&self, outcome: Result<T>) -> T {
        outcome.unwrap_or_else(|error| fail(format_args!("{self:?}: {error:#}")))
    }

    /// The element, for scripts.
    pub fn argument(&self) -> Value {
        self.id.argument()
    }

    /// What a script says about it; the element is `e`.
    #[track_caller]
    pub fn script(&self, body: &str) -> Value {
        self.now(self.page.session().script(&format!("const e = arguments[0]; {body}"), &[self.argument()]))
    }

    /// Its accessible name.
    #[track_caller]
    pub fn label(&self) -> String {
        plain(&self.now(self.page.session().label(&self.id)))
    }

    /// Its words that can be seen.
    #[track_caller]
    pub fn words(&self) -> String {
        plain(&self.now(self.page.session().words(&self.id)))
    }

    /// Waits until these words can be read in it.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        let wanted = plain(words);
        self.page.until(&format!("the words {wanted:?} in {self:?}"), || {
            let all = plain(&self.page.session().words(&self.id)?);
            ensure!(all.contains(&wanted), "they are not in {all:?}");
            Ok(())
        });
    }

    /// An attribute; `None` where it has none of that name.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let script = format!("return e.getAttribute({})", json!(name));
        self.script(&script).as_str().map(str::to_owned)
    }

    /// The value of a field, a slider or a list.
    #[track_caller]
    pub fn value(&self) -> String {
        self.script("return 'value' in e ? String(e.value) : e.getAttribute('aria-valuenow')")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The words that say a slider's value.
    #[track_caller]
    pub fn value_in_words(&self) -> String {
        plain(&self.attribute("aria-valuetext").unwrap_or_default())
    }

    /// Whether it is switched on.
    #[track_caller]
    pub fn is_on(&self) -> bool {
        self.script("return e.checked ?? e.getAttribute('aria-checked') === 'true'").as_bool() == Some(true)
    }

    /// Scrolls to it.
    #[track_caller]
    pub fn look(&self) -> &Thing<'a> {
        self.script("e.scrollIntoView({ block: 'center', behavior: 'instant' })");
        self
    }

    /// Clicks it, once it stands still: what comes into sight above it may be drawn anew.
    #[track_caller]
    pub fn click(&self) {
        self.script(
            "return (async () => {
               for (let was = NaN, frames = 0; frames < 60; frames++) {
                 e.scrollIntoView({ block: 'center', behavior: 'instant' });
                 await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
                 const now = e.isConnected ? e.getBoundingClientRect().top : was;
                 if (now === was) return;
                 was = now;
               }
             })()",
        );
        self.now(self.page.session().click(&self.id));
    }

    /// Gives it the keyboard. Not by a click, which would move a slider.
    #[track_caller]
    pub fn focus(&self) -> &Thing<'a> {
        self.look();
        let focused = self.script("e.focus({ preventScroll: true }); return document.activeElement === e");
        assert_eq!(focused, Value::Bool(true), "{self:?} does not take the keyboard");
        self
    }

    /// Chooses a file in it, as the system's own dialog would.
    #[track_caller]
    pub fn choose_file(&self, file: &Path) {
        let what = format!("{} in {self:?}", file.display());
        self.page.until(&what, || self.page.session().enter(&self.id, &file.to_string_lossy()));
    }

    /// Presses keys one after the other while it has the keyboard.
    #[track_caller]
    pub fn press(&self, keys: &[Key]) {
        self.focus();
        self.page.press(keys);
    }

    /// Presses a key while another is held.
    #[track_caller]
    pub fn press_with(&self, held: Key, key: Key) {
        self.focus();
        self.page.press_with(held, key);
    }

    /// Types in place of what stands there, and confirms with Enter.
    #[track_caller]
    pub fn enter(&self, text: &str) {
        self.click();
        self.script("e.select()");
        self.page.type_text(text);
        self.page.press(&[Key::Enter]);
    }

    /// Chooses from a list by the words of the choice.
    #[track_caller]
    pub fn choose(&self, words: &str) {
        self.look();
        let script = "const squeezed = t => t.replace(/\\s+/g, ' ').trim();
            return [...arguments[0].options].find(o => squeezed(o.label || o.text) === arguments[1]) || null";
        let option = self.now(self.page.session().script(script, &[self.argument(), json!(plain(words))]));
        let option = self.now(ElementId::read(&option).ok_or_else(|| anyhow!("it offers no {words:?}")));
        self.now(self.page.session().click(&option));
    }

    /// What a list offers.
    #[track_caller]
    pub fn choices(&self) -> Vec<String> {
        let choices = self.script("return [...e.options].map(o => o.label || o.text)");
        choices.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
    }

    /// Moves the pointer to a point of it, in parts of its width and height.
    #[track_caller]
    pub fn point_at(&self, x: f64, y: f64) {
        self.look();
        let (x, y) = self.at(x, y);
        self.now(self.page.session().act(&json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
            "actions": [{ "type": "pointerMove", "duration": 50, "x": x.round(), "y": y.round() }],
        }])));
    }

    /// Clicks it twice, in its middle.
    #[track_caller]
    pub fn double_click(&self) {
        self.look();
        let (x, y) = self.at(0.5, 0.5);
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let to = json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() });
        self.now(self.page.session().act(&json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
            "actions": [to, down, up, down, up],
        }])));
    }

    /// Takes it in its middle and draws it aside by so many CSS pixels.
    #[track_caller]
    pub fn drag(&self, by: f64) {
        self.look();
        let (x, y) = self.at(0.5, 0.5);
        self.draw(x, y, by);
    }

    /// Takes a slider where its value is and draws it aside by so many CSS pixels.
    #[track_caller]
    pub fn drag_from_thumb(&self, by: f64) {
        self.look();
        let place = self.script("return (e.value - e.min) / (e.max - e.min)").as_f64().unwrap_or(0.5);
        let (x, y) = self.at(place.clamp(0.02, 0.98), 0.5);
        self.draw(x, y, by);
    }

    #[track_caller]
    fn draw(&self, x: f64, y: f64, by: f64) {
        let to =
            |part: f64| json!({ "type": "pointerMove", "duration": 40, "x": (x + by * part).round(), "y": y.round() });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let moves = [to(0.0), down, to(0.25), to(0.5), to(0.75), to(1.0), up];
        self.now(self.page.session().act(&json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": moves,
        }])));
    }

    /// Its width in CSS pixels.
    #[track_caller]
    pub fn width(&self) -> f64 {
        self.script("return e.getBoundingClientRect().width").as_f64().unwrap_or_default()
    }

    /// The rows of a table, each with the words of its cells.
    #[track_caller]
    pub fn rows(&self) -> Vec<Vec<String>> {
        let rows = self.script(
            "const t = e.matches('table') ? e : e.querySelector('table');
             return t ? [...t.rows].map(row => [...row.cells].map(cell => cell.textContent)) : []",
        );
        let words = |row: &Value| row.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect();
        rows.as_array().into_iter().flatten().map(words).collect()
    }

    #[track_caller]
    fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let bounds = self.script("const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]");
        let number = |place: usize| bounds[place].as_f64().unwrap_or_default();
        (number(0) + x * number(2), number(1) + y * number(3))
    }
}
