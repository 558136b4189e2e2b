//! A brief as a picture: its sentences, three figures, the chart of what the scenario changes most, the differences,
//! and what limits growth.

use super::{Around, Font, MARGIN, SMALL, Sheet};
use crate::brief::{brief, difference_to, differs};
use crate::figure::Subjects;
use crate::markup::{escape, length};
use crate::sentences::nine_in_ten;
use crate::span::plain;
use crate::theme::{Hue, Palette, Theme};
use model::analysis::uncertainty::bands::Bands;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::Outcome;
use std::fmt::Write;

/// The fonts of the first sentence and of the figures' values.
const SAYS: Font = Font { size: 24.0, bold: false };
const SAYS_LINE: f64 = 31.0;
const VALUE: Font = Font { size: 24.0, bold: false };
/// The gap between the columns of figures, CSS pixels.
const GAP: f64 = 16.0;

/// The brief of a scenario as an SVG of a width in CSS pixels. The outcomes are the scenario's and its baseline's over
/// the same months; `called` is the line above it, and `footer` says where it can be opened and when it was saved. With
/// `bands`, figures show their ranges.
pub fn picture_of_brief(
    scenario: &Scenario,
    [outcome, before]: [&Outcome; 2],
    width: f64,
    called: &str,
    bands: Option<&Bands>,
    footer: &[String],
) -> String {
    let brief = brief(scenario, outcome, before);
    let mut sheet = Sheet::new(width, Palette::Alone(Theme::Light));
    let width = sheet.width;
    sheet.words(&format!("{called} · as of {}", outcome.as_of.name()), Hue::Muted);
    sheet.y += 6.0;
    let says = brief.says.iter().map(|one| plain(one)).collect::<Vec<_>>().join(" ");
    for words in SAYS.wrap(&says, width) {
        sheet.large(&words, MARGIN, SAYS, SAYS_LINE - 8.0);
        sheet.y += SAYS_LINE;
    }
    sheet.y += 6.0;
    sheet.rule(Hue::Line);
    sheet.y += 8.0;
    sheet.three(brief.figures, [outcome, before], bands);
    sheet.y += 8.0;
    sheet.figure(&brief.chart.figure(&Subjects { bands, ..Subjects::one(scenario, outcome) }));
    sheet.y += 10.0;
    for (_, words) in &differs(scenario, outcome) {
        sheet.words(&format!("· {}", plain(words)), Hue::Ink);
    }
    sheet.words(&plain(&brief.limits), Hue::Ink);
    sheet.finished(&says, Around::Nothing(footer))
}

impl Sheet {
    /// Adds a line of larger text, whose baseline is `below` CSS pixels under the present position.
    fn large(&mut self, words: &str, left: f64, font: Font, below: f64) {
        // Writing to a `String` cannot fail.
        let _ = write!(
            self.drawn,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>",
            length(left),
            length(self.y + below),
            font.size,
            self.palette.hue(Hue::Ink),
            escape(words)
        );
    }

    /// Adds the figures side by side, each with its name above, and its difference from the baseline and its range
    /// below.
    fn three(&mut self, figures: [MetricId; 3], [outcome, before]: [&Outcome; 2], bands: Option<&Bands>) {
        let (left, width, top) = (self.left, self.width, self.y);
        let column = (width - GAP * (figures.len() - 1) as f64) / figures.len() as f64;
        let mut bottom = top;
        self.width = column;
        // All names get as many lines as the longest, so that the values are level.
        let lines = figures.iter().map(|of| SMALL.wrap(of.row().label, column).len()).max().unwrap_or(1);
        for of in figures {
            self.y = top;
            self.words(of.row().label, Hue::Muted);
            self.y = top + lines as f64 * super::LINE;
            let shown = outcome.show(of).map_or_else(str::to_owned, |shown| shown.text());
            for words in VALUE.wrap(&shown, column) {
                self.large(&words, self.left, VALUE, 24.0);
                self.y += 30.0;
            }
            if let Some(difference) = difference_to(of, outcome, before) {
                self.words(&format!("{difference} vs baseline"), Hue::Muted);
            }
            if let Some(range) = bands.map(|bands| nine_in_ten(bands, of)).filter(|range| !range.is_empty()) {
                self.words(&range, Hue::Muted);
            }
            bottom = bottom.max(self.y);
            self.left += column + GAP;
        }
        (self.left, self.width, self.y) = (left, width, bottom);
    }
}
