//! Taking things away as text: a table, JSON, results to be pasted, a citation, a chart as a drawing.

mod text;

use model::export::Report;
use model::outcome::run;
use model::scenario::Scenario;
use protocol::engine::Form;

/// A scenario in one of its forms. `address` is where it can be opened, `today` the reader's date. The error is a
/// sentence.
pub(crate) fn text(scenario: &Scenario, form: &Form, address: &str, today: &str) -> Result<String, String> {
    match form {
        Form::Csv => text::csv(scenario),
        Form::Json => text::json(scenario, address, today),
        Form::Figures => Ok(text::figures(scenario, address)),
        Form::Citation => Ok(text::citation(scenario, address, today)),
        Form::Picture { figure } => Err(format!("There is no chart “{figure}”.")),
    }
}

/// A scenario's run as JSON, the text that `evaluate` prints for it on one line.
pub(crate) fn report(scenario: &Scenario) -> Result<String, String> {
    serde_json::to_string(&Report { scenario, outcome: &run(scenario) }).map_err(|why| why.to_string())
}
