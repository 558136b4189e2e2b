//! Sentences whose figures can be asked about.

use crate::markup::escape;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::record::question::Question;
use model::run::ledger::Transfer;
use model::share::compared::{letter, place_of_letter};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Words.
    Text(String),
    /// A number, and its question as [`Question`] writes it. If it depends on several numbers, their questions are
    /// separated by spaces.
    Figure(String, String),
}

/// A sentence.
pub type Sentence = Vec<Span>;

impl Span {
    /// The visible text.
    pub fn text(&self) -> &str {
        match self {
            Span::Text(text) | Span::Figure(text, _) => text,
        }
    }
}

/// Words of a sentence.
pub fn text(words: impl Into<String>) -> Span {
    Span::Text(words.into())
}

/// A number of a sentence with its question.
pub fn figure(shown: impl Into<String>, question: impl Into<String>) -> Span {
    Span::Figure(shown.into(), question.into())
}

/// A sentence as plain text.
pub fn plain(sentence: &[Span]) -> String {
    sentence.iter().map(Span::text).collect()
}

/// A sentence as HTML, whose figures carry their questions.
pub fn html(sentence: &[Span]) -> String {
    let piece = |span: &Span| match span {
        Span::Text(text) => escape(text),
        // A `<button>` cannot wrap with the text around it.
        Span::Figure(text, question) => {
            format!(
                "<span role=\"button\" tabindex=\"0\" class=\"said\" data-ask=\"{}\">{}</span>",
                escape(question),
                escape(text)
            )
        }
    };
    sentence.iter().map(piece).collect()
}

/// The question for a metric.
pub fn of_metric(metric: MetricId) -> String {
    Question::Cell(Cell::metric(metric)).text()
}

/// The question for a month of a series.
pub fn of_series(series: SeriesId, month: usize) -> String {
    of_month(Quantity::Series(series), month)
}

/// The same question about a compared scenario, by its place: its letter is put in front.
pub fn of_other(place: usize, question: &str) -> String {
    format!("{}{OTHER}{question}", letter(place))
}

/// The separator between the letter of a compared scenario and a question about it.
const OTHER: char = '/';

/// The place of the compared scenario that a question is about, and the question; `None` for the present scenario.
pub fn about_other(question: &str) -> (Option<usize>, &str) {
    match question.split_once(OTHER) {
        Some((letter, rest)) if place_of_letter(letter).is_some() => (place_of_letter(letter), rest),
        _ => (None, question),
    }
}

/// The question for what has been paid, of one kind of payment, up to a month.
pub fn of_payment(transfer: Transfer, month: usize) -> String {
    of_month(transfer.to_date, month)
}

/// The question for a month of a quantity that has months.
pub fn of_month(quantity: Quantity, month: usize) -> String {
    Question::Cell(Cell { quantity, month: Some(month as u16) }).text()
}
