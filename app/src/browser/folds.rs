//! Which `<details>` are open in a part of the page that is about to be replaced, so that they can be opened again.

use web_sys::Element;

/// The open `<details>`, each by its name and its place among those of the same name.
pub struct Unfolded(Vec<(String, usize)>);

impl Unfolded {
    /// Records what is open within an element.
    pub fn within(place: &Element) -> Unfolded {
        let open = all(place).into_iter().filter(|(details, _)| details.has_attribute("open"));
        Unfolded(open.map(|(_, known)| known).collect())
    }

    /// Opens the same in an element whose content was replaced.
    pub fn give_back(&self, place: &Element) {
        let open = all(place).into_iter().filter(|(_, known)| self.0.contains(known));
        open.for_each(|(details, _)| _ = details.set_attribute("open", ""));
    }
}

/// How a `<details>` is recognised: by its id, or by its summary without digits, since numbers in it may change.
pub fn name_of(details: &Element) -> String {
    let id = details.id();
    if !id.is_empty() {
        return id;
    }
    let summary = details.query_selector("summary").ok().flatten();
    let says = summary.and_then(|summary| summary.text_content()).unwrap_or_default();
    says.chars().filter(|sign| !sign.is_ascii_digit()).collect()
}

/// All `<details>` within an element, each with its name and its place among those of the same name.
fn all(place: &Element) -> Vec<(Element, (String, usize))> {
    let found = place.get_elements_by_tag_name("details");
    let mut known: Vec<(Element, (String, usize))> = Vec::new();
    for details in (0..found.length()).filter_map(|at| found.item(at)) {
        let name = name_of(&details);
        let nth = known.iter().filter(|(_, (other, _))| *other == name).count();
        known.push((details, (name, nth)));
    }
    known
}
