//! Writing markup: what is escaped, and texts of drawings. Positions are attributes, never styles: a strict policy
//! refuses those.

use std::fmt::Write;

/// A text as markup has it, within elements and within quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A length as it is written: hundredths of a CSS pixel at most, and no zeros behind.
pub(crate) fn length(pixels: f64) -> String {
    let text = format!("{pixels:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of a drawing's text at a place, in a colour (an attribute's value).
pub(crate) fn line(out: &mut String, (x, y): (&str, f64), anchor: Anchor, bold: bool, fill: &str, text: &str) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if bold { " font-weight=\"600\"" } else { "" };
    // Writing into a text cannot fail.
    let _ = write!(out, "<text x=\"{x}\" y=\"{}\"{anchor}{weight} fill=\"{fill}\">{}</text>", length(y), escape(text));
}

/// What every drawing's element has: its words are in the frame for those who do not see it.
pub(crate) const SILENT: &str = "aria-hidden=\"true\" focusable=\"false\"";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short_and_texts_harmless() {
        assert_eq!([length(12.0), length(0.5), length(-0.001), length(7.126)], ["12", "0.5", "0", "7.13"]);
        assert_eq!(escape("a < \"b\" & c"), "a &lt; &quot;b&quot; &amp; c");
    }
}
