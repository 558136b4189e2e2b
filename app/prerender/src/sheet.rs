//! Moves style attributes into classes of a style sheet, because a strict content security policy refuses them; and
//! adds the dark theme's colours.

use crate::tree::{Element, Node, each};
use std::collections::BTreeMap;

/// The styles that were removed from elements, each with its class.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    classes: BTreeMap<String, String>,
    /// The classes of the other sheet that the page loads, if there is one.
    known: BTreeMap<String, String>,
}

impl Sheet {
    /// A sheet for a page that loads another one too: it contains only what that one lacks.
    pub(crate) fn beside(other: &Sheet) -> Sheet {
        Sheet { classes: BTreeMap::new(), known: other.classes.clone() }
    }

    /// Moves all style attributes into classes.
    pub(crate) fn take(&mut self, nodes: &mut [Node]) {
        each(nodes, &mut |element| {
            let Some(style) = element.remove("style") else { return };
            let style = tidy(&style);
            if !style.is_empty() {
                let letter = if self.known.is_empty() { 'f' } else { 'g' };
                let next = format!("{letter}{}", self.classes.len());
                let class = match self.known.get(&style) {
                    Some(class) => class.clone(),
                    None => self.classes.entry(style).or_insert(next).clone(),
                };
                element.add_class(&class);
            }
        });
    }

    /// The CSS, with the colours of the dark theme. `known` holds those that the other sheet has, which are left out.
    pub(crate) fn css(&self, dark: &BTreeMap<String, String>, known: &BTreeMap<String, String>) -> String {
        let mut css = String::new();
        for (style, class) in &self.classes {
            css.push_str(&format!("#first .{class}{{{style}}}\n"));
            let in_dark = recoloured(style, dark);
            if in_dark != *style {
                css.push_str(&format!("[data-theme=dark] #first .{class}{{{in_dark}}}\n"));
            }
        }
        for (light, dark) in dark.iter().filter(|(light, dark)| known.get(*light) != Some(*dark)) {
            for property in ["fill", "stroke"] {
                css.push_str(&format!("[data-theme=dark] #first [{property}=\"{light}\"]{{{property}:{dark}}}\n"));
            }
        }
        css
    }
}

/// A style without empty properties, and without spaces between the others.
fn tidy(style: &str) -> String {
    let parts = style.split(';').filter_map(|part| {
        let (name, value) = part.split_once(':')?;
        (!value.trim().is_empty()).then(|| format!("{}:{}", name.trim(), value.trim()))
    });
    parts.collect::<Vec<_>>().join(";")
}

fn recoloured(style: &str, dark: &BTreeMap<String, String>) -> String {
    dark.iter().fold(style.to_owned(), |style, (light, dark)| style.replace(light, dark))
}

/// Finds for each colour of the light theme that of the dark theme, from two renderings of the same page.
pub(crate) fn colours(light: &[Node], dark: &[Node], found: &mut BTreeMap<String, String>) {
    for pair in light.iter().zip(dark) {
        if let (Node::Element(light), Node::Element(dark)) = pair {
            attribute_colours(light, dark, found);
            colours(&light.children, &dark.children, found);
        }
    }
}

fn attribute_colours(light: &Element, dark: &Element, found: &mut BTreeMap<String, String>) {
    for ((_, light), (_, dark)) in light.attributes.iter().zip(&dark.attributes) {
        if light == dark {
            continue;
        }
        for (light, dark) in hex(light).into_iter().zip(hex(dark)) {
            if light != dark {
                found.insert(light, dark);
            }
        }
    }
}

/// The hexadecimal colours in a text, as written.
fn hex(text: &str) -> Vec<String> {
    let parts = text.split('#').skip(1);
    let parts = parts.map(|part| part.chars().take_while(char::is_ascii_hexdigit).take(6).collect::<String>());
    parts.filter(|part| part.len() == 6).map(|part| format!("#{part}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{parse, write};

    #[test]
    fn styles_become_classes() {
        let mut nodes =
            parse("<p style=\"left: 1px;width:;\" class=\"a\">x</p><i style=\"left:1px\"></i><b style=\"\"></b>");
        let mut sheet = Sheet::default();
        sheet.take(&mut nodes);
        let mut html = String::new();
        write(&nodes, &mut html);
        assert_eq!(html, "<p class=\"a f0\">x</p><i class=\"f0\"></i><b></b>");
        let none = BTreeMap::new();
        assert_eq!(sheet.css(&none, &none), "#first .f0{left:1px}\n");
        // Another page loads that sheet too, and a second one with the styles that it lacks.
        let mut nodes = parse("<i style=\"left:1px\"></i><i style=\"left:2px\"></i>");
        let mut other = Sheet::beside(&sheet);
        other.take(&mut nodes);
        html.clear();
        write(&nodes, &mut html);
        assert_eq!(html, "<i class=\"f0\"></i><i class=\"g0\"></i>");
        assert_eq!(other.css(&none, &none), "#first .g0{left:2px}\n");
    }

    #[test]
    fn drawings_have_both_themes_colours() {
        let (light, dark) =
            ("<i style=\"--mark:#FFFFFF\" fill=\"#0b5c6b\"></i>", "<i style=\"--mark:#000000\" fill=\"#6cc5d6\"></i>");
        let mut found = BTreeMap::new();
        colours(&parse(light), &parse(dark), &mut found);
        assert_eq!(found.get("#0b5c6b").map(String::as_str), Some("#6cc5d6"));
        let mut sheet = Sheet::default();
        sheet.take(&mut parse(light));
        let css = sheet.css(&found, &BTreeMap::new());
        assert!(css.contains("[data-theme=dark] #first .f0{--mark:#000000}"), "{css}");
        assert!(css.contains("[data-theme=dark] #first [fill=\"#0b5c6b\"]{fill:#6cc5d6}"), "{css}");
        assert!(!sheet.css(&found, &found).contains("fill=\"#0b5c6b\""), "the other sheet has it");
    }
}
