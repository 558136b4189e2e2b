//! Where the keyboard is in a part of the page that is about to be made anew, so that it can be given back.

use super::element::{by_id, find};
use super::folds::name_of;
use super::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// What an element without an id is known by: what it asks, sets or does, and its name in a form.
const MARKS: [&str; 5] = ["data-ask", "data-set", "data-own", "data-name", "name"];

/// What has the keyboard, and, of a field, what stands in it and what of that is selected.
#[derive(Clone)]
pub struct Keyboard {
    at: Element,
    /// How many with the same marks stand before it in its place.
    before: usize,
    field: Option<(String, Option<[u32; 2]>)>,
}

/// What an element without an id is known by: its marks, and a summary by what it unfolds; nothing where it has none.
fn marks_of(element: &Element) -> Option<Vec<String>> {
    let around = element.parent_element().filter(|_| element.tag_name() == "SUMMARY");
    let unfolds = around.map(|details| name_of(&details));
    let marks = MARKS.into_iter().map(|mark| element.get_attribute(mark).unwrap_or_default());
    let marks: Vec<String> = marks.chain([unfolds.unwrap_or_default()]).collect();
    marks.iter().any(|mark| !mark.is_empty()).then_some(marks)
}

/// Everything in a place that is known by the same as an element.
fn alike(place: &Element, element: &Element) -> impl Iterator<Item = Element> {
    let marks = marks_of(element);
    let all = place.get_elements_by_tag_name(&element.tag_name());
    let all = (0..all.length()).filter_map(move |at| all.item(at));
    all.filter(move |other| marks.is_some() && marks_of(other) == marks)
}

/// What is selected in a field, from where to where. Its end is the end of whatever stands there then.
fn selected(field: &HtmlInputElement) -> Option<[u32; 2]> {
    let end = field.value().encode_utf16().count();
    let of = |at: u32| if at as usize >= end { u32::MAX } else { at };
    Some([of(field.selection_start().ok()??), of(field.selection_end().ok()??)])
}

impl Keyboard {
    /// Where the keyboard is in a place; nothing where it is elsewhere.
    pub fn within(place: &Element) -> Option<Keyboard> {
        let at = window()?.document()?.active_element()?;
        let is_within = place.contains(Some(&at)) && !at.is_same_node(Some(place));
        let field = at.dyn_ref::<HtmlInputElement>().map(|field| (field.value(), selected(field)));
        let before = || alike(place, &at).take_while(|other| *other != at).count();
        is_within.then(|| Keyboard { before: before(), field, at: at.clone() })
    }

    /// The same in the first place that fits a selector.
    pub fn within_first(css: &str) -> Option<Keyboard> {
        Keyboard::within(&find(css)?)
    }

    /// Gives the keyboard back to what is the same in a place that was made anew, with what was selected there; whether there
    /// was such a thing.
    pub fn give_back(&self, place: &Element) -> bool {
        self.return_to(place).is_some()
    }

    /// The same, and writes again what was typed there.
    pub fn give_back_typed(&self, place: &Element) -> bool {
        let typed = self.field.as_ref().map(|(typed, _)| typed);
        let field = self.again(place).and_then(|again| again.dyn_into::<HtmlInputElement>().ok());
        field.iter().zip(typed).for_each(|(field, typed)| field.set_value(typed));
        self.give_back(place)
    }

    /// The same in the first place that fits a selector. Where something else was typed than before that place was made anew,
    /// it is written again.
    pub fn give_back_first(&self, css: &str, before: Option<&Keyboard>) -> bool {
        find(css).is_some_and(|place| match self.has_typed_since(before) {
            true => self.give_back_typed(&place),
            false => self.give_back(&place),
        })
    }

    /// Whether something else was typed than stood there: before, in the same field, or else when the field was made.
    fn has_typed_since(&self, before: Option<&Keyboard>) -> bool {
        let before = before.filter(|before| before.at == self.at).and_then(|before| before.field.as_ref());
        self.at.dyn_ref::<HtmlInputElement>().is_some_and(|field| {
            let stood = before.map_or_else(|| field.default_value(), |(typed, _)| typed.clone());
            field.value() != stood
        })
    }

    fn return_to(&self, place: &Element) -> Option<()> {
        let again = self.again(place)?;
        again.dyn_ref::<HtmlElement>()?.focus().ok()?;
        let selected = self.field.as_ref().and_then(|(_, selected)| *selected);
        if let (Some(field), Some([from, to])) = (again.dyn_ref::<HtmlInputElement>(), selected) {
            let _ = field.set_selection_range(from, to);
        }
        Some(())
    }

    /// What is the same in a place: what has the keyboard itself, where it stayed; what has its id; else what has its
    /// marks, of several the one in the same order, or the last where there are fewer now.
    fn again(&self, place: &Element) -> Option<Element> {
        let (at, id) = (&self.at, self.at.id());
        if place.contains(Some(at)) {
            return Some(at.clone());
        }
        if !id.is_empty() {
            return by_id(&id).map(Element::from).filter(|other| place.contains(Some(other)));
        }
        alike(place, at).take(self.before + 1).last()
    }
}

/// Whether a pointer or a key is held down on something in a place, or a list is open there. A browser that does not know
/// the second refuses it, and so is asked for each by itself.
pub fn is_held(place: &Element) -> bool {
    [":active", "select:open"].into_iter().any(|held| place.query_selector(held).ok().flatten().is_some())
}

/// The same of the first place that fits a selector.
pub fn is_held_in(css: &str) -> bool {
    find(css).is_some_and(|place| is_held(&place))
}
