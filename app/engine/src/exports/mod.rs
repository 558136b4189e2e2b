//! Taking things away: a table, JSON, results to be pasted, a citation, a chart as a drawing, all of it on paper.

pub(crate) mod paper;
mod picture;
mod table;
mod text;

use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::report::Report;
use protocol::engine::{Answer, Form};

/// A scenario in one of its forms. `address` is where it can be opened, `today` the reader's date. The error is a
/// sentence.
pub(crate) fn export(scenario: &Scenario, form: &Form, address: &str, today: &str) -> Result<Answer, String> {
    let text = match form {
        Form::Csv => text::csv(scenario, text::Separated::ByCommas)?,
        Form::CsvWithCommas => text::csv(scenario, text::Separated::BySemicolons)?,
        Form::Json => text::json(scenario, address, today)?,
        Form::Figures(digits) => return Ok(table::of_numbers(scenario, *digits, address)),
        Form::Table { figure, every, digits } => return table::of_figure(figure, scenario, *every, *digits, address),
        Form::Citation => text::citation(scenario, address, today),
        Form::Picture { figure } => return picture::of(figure, scenario, address, today),
    };
    Ok(Answer::Text(text))
}

/// A scenario's run as JSON, the text that `evaluate` prints for it on one line.
pub(crate) fn report(scenario: &Scenario) -> Result<String, String> {
    serde_json::to_string(&Report { scenario, outcome: &run(scenario) }).map_err(|why| why.to_string())
}
