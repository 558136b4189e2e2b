//! The upper part of a brief as markup: what is told first, on the page at once and in whatever is made of it.

use super::{Brief, difference_to};
use crate::markup::escape;
use crate::sentences::nine_in_ten;
use crate::span::{self, of_metric};
use model::analysis::uncertainty::bands::Bands;
use model::run::outcome::Outcome;
use std::fmt::Write;

/// Sentences and figures. `kind` says what the scenario is, above them; `outcome` and `before` are what the brief was
/// made from; `bands` is what many draws come to, where that is shown: each figure then has its range.
pub fn html(kind: &str, brief: &Brief, outcome: &Outcome, before: &Outcome, bands: Option<&Bands>) -> String {
    let mut html = format!("<p class=\"kind\"><b>Rackrate</b> · {}</p>", escape(kind));
    // Writing into a text cannot fail.
    for (place, sentence) in brief.says.iter().enumerate() {
        let sentence = span::html(sentence);
        let _ = match place {
            0 => write!(html, "<h1 class=\"brief-says\">{sentence}</h1>"),
            _ => write!(html, "<p class=\"brief-more\">{sentence}</p>"),
        };
    }
    html += "<ul class=\"brief-figures\">";
    for of in brief.figures {
        let value = outcome.show(of).map_or_else(str::to_owned, |shown| shown.text());
        let difference = difference_to(of, outcome, before);
        let difference = difference.map_or_else(String::new, |by| format!("{} vs baseline", escape(&by)));
        let range = bands.map_or_else(String::new, |bands| {
            format!("<small class=\"range\">{}</small>", escape(&nine_in_ten(bands, of)))
        });
        let _ = write!(
            html,
            "<li><span>{}</span><b translate=\"no\"><button class=\"ask\" type=\"button\" data-ask=\"{}\">{}</button></b><small>{difference}</small>{range}</li>",
            escape(of.row().label),
            escape(&of_metric(of)),
            escape(&value)
        );
    }
    html + "</ul>"
}
