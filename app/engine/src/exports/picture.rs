//! A chart as a drawing of its own, with what it is of, where that can be opened, and when it was saved.

use super::text::title;
use figures::picture::{file_name, picture};
use figures::theme::Theme;
use figures::{Subjects, figure};
use model::facts::sources::FACTS_READ_TO;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use protocol::engine::Answer;

/// How wide a drawing is, CSS pixels: a slide's width.
const WIDTH: f64 = 960.0;

/// The chart of an id. The error is a sentence.
pub(super) fn of(id: &str, scenario: &Scenario, address: &str, today: &str) -> Result<Answer, String> {
    let outcome = run(scenario);
    let figure = figure(id, &Subjects::one(scenario, &outcome)).ok_or_else(|| format!("There is no chart “{id}”."))?;
    let of = format!("Rackrate: {}. Facts as of {FACTS_READ_TO}. Saved {today}.", title(scenario));
    let svg = picture(&figure, WIDTH, Theme::Light, &[of, address.to_owned()]);
    Ok(Answer::Picture { name: file_name(&figure), svg })
}
