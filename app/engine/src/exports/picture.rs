//! A chart or the brief as an SVG, with the scenario's name, where it can be opened, and when it was saved.

use crate::beside::Beside;
use figures::figure;
use figures::picture::{file_name, picture, picture_of_brief};
use figures::theme::Theme;
use model::facts::sources::FACTS_READ_TO;
use model::run::outcome::run;
use protocol::engine::Answer;

/// The width of a chart, CSS pixels: that of a slide.
const WIDTH: f64 = 960.0;
/// The width of the brief, CSS pixels: as large in a mail as on the page.
const BRIEF_WIDTH: f64 = 720.0;

/// The chart of an id. The error is a sentence.
pub(super) fn of(id: &str, beside: &Beside, address: &str, today: &str) -> Result<Answer, String> {
    let figure = beside.with_subjects(|subjects| figure(id, subjects));
    let figure = figure.ok_or_else(|| format!("There is no chart “{id}”."))?;
    let svg = picture(&figure, WIDTH, Theme::Light, &footer(beside, address, today));
    Ok(Answer::Picture { name: file_name(&figure), svg })
}

/// The brief.
pub(super) fn of_brief(beside: &Beside, address: &str, today: &str) -> Answer {
    let side = &beside.first;
    let before = run(&side.scenario.as_released());
    let footer = footer(beside, address, today);
    let svg = picture_of_brief(
        &side.scenario,
        [&side.outcome, &before],
        BRIEF_WIDTH,
        &side.title,
        beside.bands.as_ref(),
        &footer,
    );
    Answer::Picture { name: "brief".to_owned(), svg }
}

fn footer(beside: &Beside, address: &str, today: &str) -> [String; 2] {
    [format!("Rackrate: {}. Facts as of {FACTS_READ_TO}. Saved {today}.", beside.title), address.to_owned()]
}
