//! A scenario in words to be pasted elsewhere, with its link. Names that people have given are escaped, whatever they
//! contain.

use crate::beside::Side;
use figures::brief::difference_to;
use figures::sentences::headline;
use figures::span::plain;
use maud::html;
use model::quantities::metric::HEADLINE;
use model::run::outcome::run;
use protocol::engine::Answer;

/// The headline sentence, and a link with the scenario's name, as Markdown.
pub(super) fn markdown(side: &Side, address: &str) -> String {
    let says = plain(&headline(&side.scenario, &side.outcome));
    format!("{}\n\n[{}]({})", escaped(&says), escaped(&named(side)), destination(address))
}

/// The headline sentence, the headline figures with their differences from the baseline, and the link.
pub(super) fn rich_text(side: &Side, address: &str) -> Answer {
    let says = plain(&headline(&side.scenario, &side.outcome));
    let before = run(&side.scenario.as_released());
    let figures = HEADLINE.map(|of| {
        let shown = side.outcome.show(of).map_or_else(str::to_owned, |shown| shown.text());
        let difference = difference_to(of, &side.outcome, &before);
        let difference = difference.map_or_else(String::new, |by| format!(" ({by} vs baseline)"));
        (of.row().label, format!("{shown}{difference}"))
    });
    let name = named(side);
    let markup = html! {
        p { (says) }
        ul { @for (label, shown) in &figures { li { (label) ": " b { (shown) } } } }
        p { a href=(address) { (name) } }
    };
    let lines = figures.iter().map(|(label, shown)| format!("- {label}: {shown}\n"));
    let text = format!("{says}\n\n{}\n{name}: {address}", lines.collect::<String>());
    Answer::Table { html: markup.into_string(), text }
}

/// The text of the link.
fn named(side: &Side) -> String {
    one_line(&format!("Rackrate: {}, as of {}", side.title, side.outcome.as_of.name()))
}

/// A text on one line, read from left to right: line breaks and characters that change the text direction become
/// spaces.
fn one_line(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let text: String = text.chars().map(|c| if turns(c) || breaks(c) { ' ' } else { c }).collect();
    text.trim().to_owned()
}

/// Escapes a text so that Markdown takes it literally. Characters that are harmless where they stand, such as a full
/// stop within a sentence, are not escaped, because the text is also pasted where Markdown is not interpreted.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit_follows = letters.peek().is_some_and(char::is_ascii_digit);
        let is_first = escaped.is_empty();
        let means_something = match letter {
            // At the beginning of a line these make a list, a heading or a quotation.
            '-' | '+' | '#' | '=' | '>' => is_first || letter == '#' || letter == '>',
            // A number with these makes a numbered list; and some readers of Markdown turn bare addresses into links.
            '.' | ')' => escaped.chars().all(|c| c.is_ascii_digit()) || before == 'w' || before == 'W',
            ':' => letters.peek().is_some_and(|next| !next.is_whitespace()),
            // A price is not the beginning of a formula.
            '$' => !digit_follows,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '!' | '|' | '~' | '&' | '^' | '@' => true,
            _ => false,
        };
        if means_something {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = letter;
    }
    escaped
}

/// An address as the destination of a Markdown link: characters that could end it are percent-encoded.
fn destination(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '(' | ')' | '<' | '>' | '\\' | '"' | ' ' => safe.push_str(&format!("%{:02X}", letter as u32)),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::beside::Beside;
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::share::compared::Compared;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    const ADDRESS: &str = "https://example.org/rackrate_(new)/?s=2.tk.a_b~C-0001_x";

    /// Names with characters that have a meaning in Markdown or HTML.
    const NAMES: [&str; 12] = [
        "Plain, as of *now*",
        "](https://evil.example) [click",
        "<script>alert(1)</script> & <b>bold</b> &amp; &#60;",
        "`code` ``two`` $x_1$ $$y$$ a | b",
        "![picture](https://evil.example/a.png)",
        "1. first",
        "# heading\n\n- a list\n> quotation",
        "\\] \\\\ \\",
        "\u{202e}evil\u{202c} ~~gone~~ ^up^ [^1] :smile:",
        "www.evil.example https://evil.example someone@evil.example",
        "<https://evil.example> _a_ __b__ {#id}",
        "+ a = b - c ) d",
    ];

    fn side(scenario: Scenario, name: &str) -> Side {
        let mut compared = Compared::default();
        compared.rename_own(name);
        Beside::of(scenario, &compared).first
    }

    /// The texts of both paragraphs, and the destination of the single link in the second.
    fn read(markdown: &str) -> (String, String, String) {
        let (mut says, mut name, mut leads) = (String::new(), String::new(), None);
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(leads.replace(dest_url.to_string()).is_none(), "two links: {markdown}");
                }
                Event::Text(text) if leads.is_some() => name.push_str(&text),
                Event::Text(text) => says.push_str(&text),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::Link) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        (says, name, leads.expect("a link"))
    }

    /// Undoes the typographic quotation marks and dashes that the Markdown parser substitutes.
    fn typed(text: &str) -> String {
        text.replace(['‘', '’'], "'").replace(['“', '”'], "\"").replace('…', "...").replace(['–', '—'], "-")
    }

    #[test]
    fn no_name_breaks_markdown() {
        for (baseline, name) in BASELINES.iter().zip(NAMES.iter().cycle()).chain(BASELINES.iter().zip(&NAMES[1..])) {
            let side = side(Scenario::of(baseline), name);
            let (says, called, leads) = read(&markdown(&side, ADDRESS));
            assert_eq!(typed(&says), typed(&plain(&headline(&side.scenario, &side.outcome))));
            assert_eq!(typed(&called), typed(&named(&side)), "{name}");
            assert_eq!(leads, "https://example.org/rackrate_%28new%29/?s=2.tk.a_b~C-0001_x");
        }
    }

    #[test]
    fn sentences_stay_readable_where_markdown_is_not_read() {
        for baseline in BASELINES {
            let side = side(Scenario::of(baseline), "");
            let markdown = markdown(&side, "https://example.org/?s=1");
            assert!(!markdown.contains('\\'), "{markdown}");
        }
    }

    #[test]
    fn rich_text_says_the_figures_and_no_name_breaks_it() {
        for (baseline, name) in BASELINES.iter().zip(NAMES.iter().cycle()) {
            let mut scenario = Scenario::of(baseline);
            scenario.set_nearest(model::input::SLIP, 4.0);
            let side = side(scenario, name);
            let Answer::Table { html, text } = rich_text(&side, ADDRESS) else { panic!("words are wanted") };
            assert_eq!(html.matches("<a href=\"").count(), 1, "{html}");
            let tags: Vec<&str> = html.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ']).next()).collect();
            assert!(
                tags.iter().all(|tag| ["p", "ul", "li", "b", "a", "/p", "/ul", "/li", "/b", "/a"].contains(tag)),
                "{html}"
            );
            assert!(text.ends_with(&format!("{}: {ADDRESS}", named(&side))), "{text}");
            for of in HEADLINE {
                let shown = side.outcome.show(of).map_or_else(str::to_owned, |shown| shown.text());
                assert!(text.contains(&format!("- {}: {shown}", of.row().label)), "{text}");
            }
        }
    }
}
