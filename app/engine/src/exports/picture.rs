//! A chart as a drawing of its own, with what it is of, where that can be opened, and when it was saved.

use super::text::title;
use crate::beside::Beside;
use figures::figure;
use figures::picture::{file_name, picture};
use figures::theme::Theme;
use model::facts::sources::FACTS_READ_TO;
use protocol::engine::Answer;

/// How wide a drawing is, CSS pixels: a slide's width.
const WIDTH: f64 = 960.0;

/// The chart of an id. The error is a sentence.
pub(super) fn of(id: &str, beside: &Beside, address: &str, today: &str) -> Result<Answer, String> {
    let figure = beside.with_subjects(|subjects| figure(id, subjects));
    let figure = figure.ok_or_else(|| format!("There is no chart “{id}”."))?;
    let of = format!("Rackrate: {}. Facts as of {FACTS_READ_TO}. Saved {today}.", title(&beside.first.scenario));
    let svg = picture(&figure, WIDTH, Theme::Light, &[of, address.to_owned()]);
    Ok(Answer::Picture { name: file_name(&figure), svg })
}
