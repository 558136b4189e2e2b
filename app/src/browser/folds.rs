//! What is unfolded in a part of the page that is about to be made anew, so that it can be unfolded again.

use web_sys::Element;

/// What is unfolded, each by its name and by which of those with this name it is.
pub struct Unfolded(Vec<(String, usize)>);

impl Unfolded {
    /// What is unfolded in a place.
    pub fn within(place: &Element) -> Unfolded {
        let open = all(place).into_iter().filter(|(details, _)| details.has_attribute("open"));
        Unfolded(open.map(|(_, known)| known).collect())
    }

    /// Unfolds the same in a place that was made anew.
    pub fn give_back(&self, place: &Element) {
        let open = all(place).into_iter().filter(|(_, known)| self.0.contains(known));
        open.for_each(|(details, _)| _ = details.set_attribute("open", ""));
    }
}

/// What a thing that unfolds is known by: its id, else what its summary says, apart from numbers in it.
pub fn name_of(details: &Element) -> String {
    let id = details.id();
    if !id.is_empty() {
        return id;
    }
    let summary = details.query_selector("summary").ok().flatten();
    let says = summary.and_then(|summary| summary.text_content()).unwrap_or_default();
    says.chars().filter(|sign| !sign.is_ascii_digit()).collect()
}

/// All that unfolds in a place, with what each is known by.
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
