//! Where the focus is in a part of the page that is about to be replaced, so that it can be restored.

use super::element::{by_id, find};
use super::folds::name_of;
use super::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The attributes by which an element without an id is recognised: what it asks, sets or does, and its name in a form.
const MARKS: [&str; 5] = ["data-ask", "data-set", "data-own", "data-name", "name"];

/// The focused element, and for a field its value and selection.
#[derive(Clone)]
pub struct Keyboard {
    at: Element,
    /// How many elements with the same marks precede it in its part of the page.
    before: usize,
    field: Option<(String, Option<[u32; 2]>)>,
}

/// The marks of an element: its attributes, and for a summary the name of its `<details>`. `None` if it has none.
fn marks_of(element: &Element) -> Option<Vec<String>> {
    let around = element.parent_element().filter(|_| element.tag_name() == "SUMMARY");
    let unfolds = around.map(|details| name_of(&details));
    let marks = MARKS.into_iter().map(|mark| element.get_attribute(mark).unwrap_or_default());
    let marks: Vec<String> = marks.chain([unfolds.unwrap_or_default()]).collect();
    marks.iter().any(|mark| !mark.is_empty()).then_some(marks)
}

/// All elements within `place` with the same marks as `element`.
fn alike(place: &Element, element: &Element) -> impl Iterator<Item = Element> {
    let marks = marks_of(element);
    let all = place.get_elements_by_tag_name(&element.tag_name());
    let all = (0..all.length()).filter_map(move |at| all.item(at));
    all.filter(move |other| marks.is_some() && marks_of(other) == marks)
}

/// The selection in a field as start and end in UTF-16 code units. `u32::MAX` stands for the end of the text, whatever
/// the text will be when the selection is restored.
fn selected(field: &HtmlInputElement) -> Option<[u32; 2]> {
    let end = field.value().encode_utf16().count();
    let of = |at: u32| if at as usize >= end { u32::MAX } else { at };
    Some([of(field.selection_start().ok()??), of(field.selection_end().ok()??)])
}

impl Keyboard {
    /// Records the focus within an element; `None` if it is elsewhere.
    pub fn within(place: &Element) -> Option<Keyboard> {
        let at = window()?.document()?.active_element()?;
        let is_within = place.contains(Some(&at)) && !at.is_same_node(Some(place));
        let field = at.dyn_ref::<HtmlInputElement>().map(|field| (field.value(), selected(field)));
        let before = || alike(place, &at).take_while(|other| *other != at).count();
        is_within.then(|| Keyboard { before: before(), field, at: at.clone() })
    }

    /// Records the focus within the first element that matches a selector.
    pub fn within_first(css: &str) -> Option<Keyboard> {
        Keyboard::within(&find(css)?)
    }

    /// Focuses the corresponding element after the content of `place` was replaced, and restores the selection. Returns
    /// whether there was such an element.
    pub fn give_back(&self, place: &Element) -> bool {
        self.return_to(place).is_some()
    }

    /// The same, and also restores the text that was typed in the field.
    pub fn give_back_typed(&self, place: &Element) -> bool {
        let typed = self.field.as_ref().map(|(typed, _)| typed);
        let field = self.again(place).and_then(|again| again.dyn_into::<HtmlInputElement>().ok());
        field.iter().zip(typed).for_each(|(field, typed)| field.set_value(typed));
        self.give_back(place)
    }

    /// The same in the first element that matches a selector. The text is restored only if the reader has typed since
    /// `before` was recorded.
    pub fn give_back_first(&self, css: &str, before: Option<&Keyboard>) -> bool {
        find(css).is_some_and(|place| match self.has_typed_since(before) {
            true => self.give_back_typed(&place),
            false => self.give_back(&place),
        })
    }

    /// Whether the value of the field has changed since `before` was recorded, if that was in the same field, or else
    /// since the field was rendered.
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

    /// The element in `place` that corresponds to the focused one: itself if it is still there, or the one with its id,
    /// or one with the same marks. Of several with the same marks it is the one at the same position, or the last if
    /// there are fewer now.
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

/// Whether a pointer or key is held down within `place`, or a list is open there. Each selector is tried by itself,
/// because browsers without `:open` reject the second.
pub fn is_held(place: &Element) -> bool {
    [":active", "select:open"].into_iter().any(|held| place.query_selector(held).ok().flatten().is_some())
}

/// The same within the first element that matches a selector.
pub fn is_held_in(css: &str) -> bool {
    find(css).is_some_and(|place| is_held(&place))
}
