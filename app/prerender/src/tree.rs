//! HTML as a tree that can be changed and written again.

use scraper::{ElementRef, Html, Node as Parsed};

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// A text.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its tag name.
    pub(crate) tag: String,
    /// Its attributes, sorted by name.
    pub(crate) attributes: Vec<(String, String)>,
    /// Its child nodes.
    pub(crate) children: Vec<Node>,
}

/// Parses a fragment of HTML, without comments.
pub(crate) fn parse(html: &str) -> Vec<Node> {
    // The parser wraps a fragment in an `html` element.
    read(Html::parse_fragment(html).root_element()).children
}

fn read(parsed: ElementRef<'_>) -> Element {
    let attributes = parsed.value().attrs().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut attributes: Vec<_> = attributes.collect();
    attributes.sort();
    let children = parsed.children().filter_map(|child| match child.value() {
        Parsed::Text(text) => Some(Node::Text(text.to_string())),
        Parsed::Element(_) => ElementRef::wrap(child).map(|child| Node::Element(read(child))),
        _ => None,
    });
    Element { tag: parsed.value().name().to_owned(), attributes, children: joined(children) }
}

/// Joins adjacent texts, which a comment had separated.
fn joined(nodes: impl Iterator<Item = Node>) -> Vec<Node> {
    let mut all: Vec<Node> = Vec::new();
    for node in nodes {
        match (all.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => all.push(node),
        }
    }
    all
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.attributes.push((name.to_owned(), value.to_owned()));
        self.attributes.sort();
    }

    /// Removes an attribute, and returns its value.
    pub(crate) fn remove(&mut self, name: &str) -> Option<String> {
        let place = self.attributes.iter().position(|(known, _)| known == name)?;
        Some(self.attributes.remove(place).1)
    }

    /// Adds a CSS class.
    pub(crate) fn add_class(&mut self, class: &str) {
        let classes = self.get("class").unwrap_or_default().to_owned();
        self.set("class", format!("{classes} {class}").trim());
    }

    /// Calls `change` for this element and all its descendants.
    pub(crate) fn each(&mut self, change: &mut impl FnMut(&mut Element)) {
        change(self);
        each(&mut self.children, change);
    }
}

/// Calls `change` for every element.
pub(crate) fn each(nodes: &mut [Node], change: &mut impl FnMut(&mut Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            element.each(change);
        }
    }
}

/// Writes nodes as HTML.
pub(crate) fn write(nodes: &[Node], html: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => html.push_str(&escaped(text)),
            Node::Element(element) => write_element(element, html),
        }
    }
}

fn write_element(element: &Element, html: &mut String) {
    html.push('<');
    html.push_str(&element.tag);
    for (name, value) in &element.attributes {
        html.push(' ');
        html.push_str(name);
        if !value.is_empty() {
            html.push_str(&format!("=\"{}\"", figures::escape(value)));
        }
    }
    html.push('>');
    write(&element.children, html);
    let is_void = matches!(&*element.tag, "area" | "br" | "hr" | "img" | "input" | "link" | "meta" | "wbr");
    if !is_void {
        html.push_str(&format!("</{}>", element.tag));
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written() {
        let html = "<p class=\"a b\">One &amp; <b>two</b></p><svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg><input disabled>";
        let mut again = String::new();
        write(&parse(html), &mut again);
        assert_eq!(again, html);
    }

    #[test]
    fn comments_go_and_omitted_ends_come() {
        let mut html = String::new();
        write(&parse("<ul><li data-a=x>One<!>two<li>three</ul>"), &mut html);
        assert_eq!(html, "<ul><li data-a=\"x\">Onetwo</li><li>three</li></ul>");
    }
}
