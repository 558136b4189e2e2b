//! Writing HTML and SVG: escaping, and the texts of drawings. Positions are attributes, never styles, which the strict
//! content security policy refuses.

use std::fmt::Write;

/// Escapes a text for elements and for quoted attributes.
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

/// A length as SVG writes it: at most two decimals of a CSS pixel, without trailing zeros.
pub(crate) fn length(pixels: f64) -> String {
    let text = format!("{pixels:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Which end of a text is at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text in a drawing, in a colour given as an attribute's value.
pub(crate) fn line(out: &mut String, (x, y): (&str, f64), anchor: Anchor, bold: bool, fill: &str, text: &str) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if bold { " font-weight=\"600\"" } else { "" };
    // Writing to a `String` cannot fail.
    let _ = write!(out, "<text x=\"{x}\" y=\"{}\"{anchor}{weight} fill=\"{fill}\">{}</text>", length(y), escape(text));
}

/// The attributes of every drawing: it is hidden from screen readers, for which the frame has its content in words.
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
