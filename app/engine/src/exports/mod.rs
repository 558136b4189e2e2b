//! Exports: CSV, JSON, results to be pasted, a citation, texts and a QR code to be sent, a chart or the brief as SVG,
//! and everything on paper.

pub(crate) mod paper;
mod picture;
pub(crate) mod qr;
mod share;
mod table;
mod text;

use crate::beside::Beside;
use crate::reasons::Reasons;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::report::Report;
use protocol::engine::{Answer, Form};

/// A scenario, with the compared ones, in one of its forms. `address` is where it can be opened, `today` the reader's
/// date. The error is a sentence.
pub(crate) fn export(
    beside: &Beside,
    form: &Form,
    reasons: &Reasons,
    address: &str,
    today: &str,
) -> Result<Answer, String> {
    let text = match form {
        Form::Csv => text::csv(beside, reasons, text::Separated::ByCommas)?,
        Form::CsvWithCommas => text::csv(beside, reasons, text::Separated::BySemicolons)?,
        Form::Json => text::json(beside, reasons, address, today)?,
        Form::Figures(digits) => return Ok(table::of_numbers(beside, *digits, address)),
        Form::Table { figure, every, digits } => return table::of_figure(figure, beside, *every, *digits, address),
        Form::Citation => text::citation(beside, address, today),
        Form::Picture { figure } => return picture::of(figure, beside, address, today),
        Form::Markdown => share::markdown(&beside.first, address),
        Form::RichText => return Ok(share::rich_text(&beside.first, address)),
        Form::Brief => return Ok(picture::of_brief(beside, address, today)),
        Form::Qr => return qr::picture(address),
    };
    Ok(Answer::Text(text))
}

/// A scenario's run as JSON, the text that `evaluate` prints, on one line.
pub(crate) fn report(scenario: &Scenario) -> Result<String, String> {
    serde_json::to_string(&Report { scenario, outcome: &run(scenario) }).map_err(|why| why.to_string())
}
