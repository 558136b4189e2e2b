//! All visible text in one file, for proofreading: the page, each baseline's sentences and findings, and the engine's
//! answers.

use crate::tree::{self, Node};
use anyhow::Result;
use app::first::page;
use figures::definitions::ALL;
use figures::figure::{Subjects, Words};
use figures::sentences::headline;
use figures::span::plain;
use figures::theme::Theme;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use std::collections::HashSet;

/// Elements that are a line of their own.
const LINES: [&str; 17] = [
    "p", "h1", "h2", "h3", "h4", "li", "tr", "dt", "dd", "summary", "section", "table", "caption", "label", "div",
    "footer", "option",
];

/// The file: a heading for each place, and each sentence once, where it first occurs. `answers` are the engine's, one
/// line of JSON each: a title and the HTML.
pub(crate) fn all(answers: &str) -> Result<String> {
    let mut file = File::default();
    file.place("The page", &page(Theme::Light, Baseline::first()));
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        file.title(baseline.name);
        file.line(baseline.summary);
        file.line(&plain(&headline(&scenario, &outcome)));
        for notice in &outcome.notices {
            file.line(&notice.text_in(scenario.names()));
        }
        for definition in ALL {
            let Words { finding, measure, source, notes } = definition.words(&Subjects::one(&scenario, &outcome));
            for sentence in [&finding, &measure].into_iter().chain(&notes) {
                file.line(&plain(sentence));
            }
            file.line(&source);
        }
    }
    for line in answers.lines() {
        let (title, html): (String, String) = serde_json::from_str(line)?;
        file.place(&title, &html);
    }
    Ok(file.text)
}

#[derive(Default)]
struct File {
    text: String,
    titles: HashSet<String>,
    lines: HashSet<String>,
}

impl File {
    fn title(&mut self, title: &str) {
        if self.titles.insert(title.to_owned()) {
            self.text.push_str(&format!("\n# {title}\n\n"));
        }
    }

    fn line(&mut self, line: &str) {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() && self.lines.insert(line.clone()) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn place(&mut self, title: &str, html: &str) {
        self.title(title);
        let mut open = String::new();
        self.nodes(&tree::parse(html), &mut open);
        self.line(&open);
    }

    fn nodes(&mut self, nodes: &[Node], open: &mut String) {
        for node in nodes {
            match node {
                Node::Text(text) => open.push_str(text),
                Node::Element(element) => {
                    let is_line = LINES.contains(&element.tag.as_str());
                    if is_line {
                        self.line(&std::mem::take(open));
                    }
                    for spoken in ["aria-label", "title", "placeholder"] {
                        if let Some(words) = element.get(spoken) {
                            self.line(&format!("[{spoken}] {words}"));
                        }
                    }
                    self.nodes(&element.children, open);
                    if is_line {
                        self.line(&std::mem::take(open));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_stands_once_and_words_within_a_line_stay_together() {
        let mut file = File::default();
        file.place(
            "A",
            "<h2>Title</h2><p>One <b>two</b> three</p><p>One two three</p><button aria-label=\"Ask\">Why</button>",
        );
        assert_eq!(file.text, "\n# A\n\nTitle\nOne two three\n[aria-label] Ask\nWhy\n");
    }
}
