//! The upper part of a brief as HTML, for the page and for everything that is made from a brief.

use super::{Brief, difference_to};
use crate::markup::escape;
use crate::sentences::nine_in_ten;
use crate::span::{self, of_metric};
use model::analysis::uncertainty::bands::Bands;
use model::run::outcome::Outcome;
use std::fmt::Write;

/// The sentences and figures as HTML. `kind` is the line above them; `outcome` and `before` are the outcomes that the
/// brief was made from; with `bands`, each figure shows its range.
pub fn html(kind: &str, brief: &Brief, outcome: &Outcome, before: &Outcome, bands: Option<&Bands>) -> String {
    let mut html = format!("<p class=\"kind\"><b>Rackrate</b> · {}</p>", escape(kind));
    // Writing to a `String` cannot fail.
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
