//! An element of the page, found by its role and its name.

use crate::names::{Name, Role};
use crate::page::Page;
use crate::session::{ElementId, Gone, is_gone};
use crate::{fail, plain};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;

/// Preselects candidates by an estimate of their names; the browser's computed name decides later. Asking the browser
/// for the name of every slider would take seconds.
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

/// The search that found an element.
type Search<'a> = Rc<dyn Fn() -> Result<ElementId> + 'a>;

/// An element of the page. The page may render it again at any time. An element that was sought as the only one, or as
/// the first, is then sought again.
#[derive(Clone)]
pub struct Thing<'a> {
    page: &'a Page,
    id: RefCell<ElementId>,
    what: String,
    search: Option<Search<'a>>,
}

impl std::fmt::Debug for Thing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl Page {
    /// The only visible element of this role and name.
    #[track_caller]
    pub fn the(&self, role: Role, name: impl Into<Name>) -> Thing<'_> {
        let name = name.into();
        self.sought(format!("{role:?} {name}"), move || Thing::only(self, None, role, &name))
    }

    /// All visible elements of this role and name at present. If one disappears meanwhile, the search is repeated.
    #[track_caller]
    pub fn every(&self, role: Role, name: impl Into<Name>) -> Vec<Thing<'_>> {
        let name = name.into();
        self.until(&format!("all {role:?} {name}"), || Thing::all(self, None, role, &name))
    }

    /// The first visible element of this role and name, since an input may be in two places.
    #[track_caller]
    pub fn first_of(&self, role: Role, name: impl Into<Name>) -> Thing<'_> {
        let name = name.into();
        self.sought(format!("{role:?} {name}"), move || Thing::first(self, None, role, &name, |_| Ok(true)))
    }

    /// Waits for the result of a search. The same search finds the element again after the page has rendered it anew.
    #[track_caller]
    pub(crate) fn sought<'a>(&'a self, what: String, search: impl Fn() -> Result<ElementId> + 'a) -> Thing<'a> {
        let id = RefCell::new(self.until(&what, &search));
        Thing { page: self, id, what, search: Some(Rc::new(search)) }
    }
}

impl<'a> Thing<'a> {
    /// All visible elements of this role and name, within an element or anywhere.
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
                found.push(Thing { page, id: RefCell::new(id), what: format!("{role:?} {name}"), search: None });
            }
        }
        Ok(found)
    }

    /// The only visible element of this role and name, within an element or anywhere.
    pub(crate) fn only(page: &'a Page, root: Option<&ElementId>, role: Role, name: &Name) -> Result<ElementId> {
        let mut found = Thing::all(page, root, role, name)?;
        match (found.pop(), found.len()) {
            (Some(thing), 0) => Ok(thing.id.into_inner()),
            (Some(_), more) => bail!("{} of them are called {name}", more + 1),
            (None, _) => bail!("none is called {name}"),
        }
    }

    /// The first visible element of this role and name, within an element or anywhere, that satisfies a condition.
    pub(crate) fn first(
        page: &'a Page,
        root: Option<&ElementId>,
        role: Role,
        name: &Name,
        is_it: impl Fn(&Thing<'a>) -> Result<bool>,
    ) -> Result<ElementId> {
        let all = Thing::all(page, root, role, name)?;
        let named = all.len();
        for thing in all {
            if is_it(&thing)? {
                return Ok(thing.id.into_inner());
            }
        }
        ensure!(named == 0, "{named} are called {name}, but are others");
        bail!("none is called {name}")
    }

    /// The only element of this role and name within this one.
    #[track_caller]
    pub fn the(&self, role: Role, name: impl Into<Name>) -> Thing<'a> {
        let (root, name) = (self.clone(), name.into());
        let what = format!("{role:?} {name} in {self:?}");
        self.page.sought(what, move || root.attempt(|id| Thing::only(root.page, Some(id), role, &name)))
    }

    /// All elements of this role and name within this one, at present.
    #[track_caller]
    pub fn every(&self, role: Role, name: impl Into<Name>) -> Vec<Thing<'a>> {
        let name = name.into();
        let look = |id: &ElementId| Thing::all(self.page, Some(id), role, &name);
        self.page.until(&format!("all {role:?}"), || self.attempt(look))
    }

    /// The closest ancestor of this role.
    #[track_caller]
    pub fn inside(&self, role: Role) -> Thing<'a> {
        let (what, within) = (format!("the {role:?} around {self:?}"), self.clone());
        let script = format!("return e.parentElement.closest({})", json!(role.candidates()));
        self.page.sought(what, move || {
            let found = within.try_script(&script)?;
            ElementId::read(&found).with_context(|| format!("{within:?} stands in no {role:?}"))
        })
    }

    /// The page that it is on.
    pub(crate) fn page(&self) -> &'a Page {
        self.page
    }

    /// Performs an action on its element. If the element is gone, nothing was done; then this waits for the new
    /// element, and performs the action on that.
    #[track_caller]
    pub(crate) fn now<T>(&self, act: impl Fn(&ElementId) -> Result<T>) -> T {
        let outcome = self.page.until(&self.what, || match self.attempt(&act) {
            Err(error) if self.search.is_some() && is_gone(&error) => Err(error),
            outcome => Ok(outcome),
        });
        outcome.unwrap_or_else(|error| fail(format_args!("{self:?}: {error:#}")))
    }

    /// Performs an action on its element without waiting, for callers that poll. An element that is gone is sought
    /// again once.
    pub(crate) fn attempt<T>(&self, act: impl Fn(&ElementId) -> Result<T>) -> Result<T> {
        let id = self.id.borrow().clone();
        let outcome = act(&id);
        match &self.search {
            Some(search) if outcome.as_ref().is_err_and(is_gone) => {
                let id = search().context(Gone)?;
                self.id.replace(id.clone());
                act(&id)
            }
            _ => outcome,
        }
    }

    /// Runs a script in which the element is `e`, and returns its result.
    #[track_caller]
    pub fn script(&self, body: &str) -> Value {
        self.now(|id| self.told(id, body))
    }

    /// The same, for callers who poll.
    ///
    /// # Errors
    ///
    /// If the script fails, or the element is gone.
    pub fn try_script(&self, body: &str) -> Result<Value> {
        self.attempt(|id| self.told(id, body))
    }

    /// Runs a script in which the given element is `e`, and returns its result.
    pub(crate) fn told(&self, id: &ElementId, body: &str) -> Result<Value> {
        self.page.session().script(&format!("const e = arguments[0]; {body}"), &[id.argument()])
    }

    /// Its accessible name.
    #[track_caller]
    pub fn label(&self) -> String {
        plain(&self.now(|id| self.page.session().label(id)))
    }

    /// The same, for callers who poll.
    ///
    /// # Errors
    ///
    /// If the element is gone.
    pub fn try_label(&self) -> Result<String> {
        Ok(plain(&self.attempt(|id| self.page.session().label(id))?))
    }

    /// Its visible text.
    #[track_caller]
    pub fn words(&self) -> String {
        plain(&self.now(|id| self.page.session().words(id)))
    }

    /// Waits until a text is visible in it.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        let wanted = plain(words);
        self.page.until(&format!("the words {wanted:?} in {self:?}"), || {
            let all = plain(&self.attempt(|id| self.page.session().words(id))?);
            ensure!(all.contains(&wanted), "they are not in {all:?}");
            Ok(())
        });
    }

    /// An attribute; `None` if it has none of that name.
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

    /// The text in which a slider's value is read out.
    #[track_caller]
    pub fn value_in_words(&self) -> String {
        plain(&self.attribute("aria-valuetext").unwrap_or_default())
    }

    /// Whether it is switched on.
    #[track_caller]
    pub fn is_on(&self) -> bool {
        self.script("return e.checked ?? e.getAttribute('aria-checked') === 'true'").as_bool() == Some(true)
    }

    /// The options of a list.
    #[track_caller]
    pub fn choices(&self) -> Vec<String> {
        let choices = self.script("return [...e.options].map(o => o.label || o.text)");
        choices.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
    }

    /// Its width, CSS pixels.
    #[track_caller]
    pub fn width(&self) -> f64 {
        self.script("return e.getBoundingClientRect().width").as_f64().unwrap_or_default()
    }

    /// The rows of a table, each with the texts of its cells.
    #[track_caller]
    pub fn rows(&self) -> Vec<Vec<String>> {
        let rows = self.script(
            "const t = e.matches('table') ? e : e.querySelector('table');
             return t ? [...t.rows].map(row => [...row.cells].map(cell => cell.textContent)) : []",
        );
        let words = |row: &Value| row.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect();
        rows.as_array().into_iter().flatten().map(words).collect()
    }
}
