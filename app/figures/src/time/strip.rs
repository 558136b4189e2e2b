//! The strip of limits: a cell for each month of the drawing above it. The marks differ in pattern, not only in colour.

use crate::advance::SMALL;
use crate::markup::{Anchor, SILENT, escape, length, line};
use crate::sentences::span;
use crate::theme::{Hue, Palette};
use model::run::binding::Binding;
use std::fmt::Write;

/// Height of the strip, CSS pixels.
const HEIGHT: f64 = 32.0;
/// The upper and lower edge of the marks, CSS pixels.
const MARKS: (f64, f64) = (2.0, 12.0);
/// With this many months or more, cells are too narrow for lines between them.
const TOO_MANY: usize = 54;
/// The least widths of the strip, CSS pixels, and the classes for what is shown from each on and until each; the style
/// sheet has the corresponding widths of the page.
const WIDTHS: [(f64, &str, &str); 3] =
    [(176.0, "", "never"), (360.0, "from-600", "until-600"), (700.0, "from-940", "until-940")];

/// The limits that bind, as runs: the first month, the month after the last, and the limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The runs, without gaps.
    pub runs: Vec<(usize, usize, Binding)>,
}

impl Strip {
    fn months(&self) -> f64 {
        self.runs.last().map_or(1.0, |run| run.1.max(1) as f64)
    }

    /// Each limit once, in the order in which they first bind.
    fn limits(&self) -> Vec<Binding> {
        let mut limits = Vec::new();
        for (.., binding) in &self.runs {
            if !limits.contains(binding) {
                limits.push(*binding);
            }
        }
        limits
    }
}

/// Whether the word of a run fits in a strip of a width, CSS pixels.
fn fits(run: &(usize, usize, Binding), months: f64, width: f64) -> bool {
    width * (run.1 - run.0) as f64 / months >= SMALL.width(run.2.shown()) + 6.0
}

fn fill(binding: Binding, palette: Palette) -> String {
    match binding {
        Binding::Nothing => palette.hue(Hue::Line),
        Binding::Schedule => palette.hue(Hue::Band),
        Binding::Power => palette.hue(Hue::Attention),
        other => format!("url(#binds-{})", other.word()),
    }
}

/// The patterns of the marks.
fn patterns(palette: Palette) -> String {
    let attention = palette.hue(Hue::Attention);
    let pattern = |binding: Binding, inside: &str| {
        format!(
            "<pattern id=\"binds-{}\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">{inside}</pattern>",
            binding.word()
        )
    };
    format!(
        "<defs>{}{}{}</defs>",
        pattern(Binding::Budget, &format!("<path d=\"M0 1h4\" stroke=\"{attention}\" stroke-width=\"2\"/>")),
        pattern(
            Binding::Supply,
            &format!("<path d=\"M-1 1l2-2M0 4l4-4M3 5l2-2\" stroke=\"{attention}\" stroke-width=\"1.5\"/>")
        ),
        pattern(Binding::Availability, &format!("<circle cx=\"2\" cy=\"2\" r=\"1.3\" fill=\"{attention}\"/>")),
    )
}

fn colour(binding: Binding, palette: Palette) -> String {
    palette.hue(if matches!(binding, Binding::Nothing | Binding::Schedule) { Hue::Muted } else { Hue::Attention })
}

/// The upper edge and height of a mark: a thin line at the bottom if nothing binds.
fn heights(binding: Binding) -> (f64, f64) {
    match binding {
        Binding::Nothing => (MARKS.1 - 2.0, 2.0),
        _ => (MARKS.0, MARKS.1 - MARKS.0),
    }
}

/// Lines in the colour of the paper between cells, as a pattern over the marks.
fn cells(width: &str, cell: &str, left: f64, top: f64, palette: Palette) -> String {
    format!(
        "<defs><pattern id=\"binds-months\" x=\"{0}\" width=\"{cell}\" height=\"{HEIGHT}\" patternUnits=\"userSpaceOnUse\"><path d=\"M.5 0v{HEIGHT}\" stroke=\"{1}\"/></pattern></defs><rect x=\"{0}\" y=\"{2}\" width=\"{width}\" height=\"{3}\" fill=\"url(#binds-months)\"/>",
        length(left),
        palette.hue(Hue::Paper),
        length(top + MARKS.0),
        length(MARKS.1 - MARKS.0),
    )
}

/// The strip as the page shows it, for every width; words without room are in the key below.
pub fn strip(of: &Strip) -> String {
    let months = of.months();
    let percent = |months_: usize| format!("{}%", length(100.0 * months_ as f64 / months));
    // Writing to a `String` cannot fail.
    let mut out = "<ul class=\"for-screen-readers\" aria-label=\"What limits growth, month by month\">".to_owned();
    for (from, to, binding) in &of.runs {
        let _ = write!(out, "<li>{}{}</li>", span(*from, *to), binding.shown());
    }
    let _ = write!(out, "</ul><svg class=\"marks-of-months\" {SILENT} height=\"{HEIGHT}\">{}", patterns(Palette::Page));
    for run in &of.runs {
        let (from, to, binding) = *run;
        let (x, (y, high)) = (percent(from), heights(binding));
        let _ = write!(
            out,
            "<g data-binds=\"{0}\"><title>{1}{0}</title><rect x=\"{x}\" y=\"{y}\" width=\"{2}\" height=\"{high}\" fill=\"{3}\"/>",
            binding.shown(),
            escape(&span(from, to)),
            percent(to - from),
            fill(binding, Palette::Page),
        );
        if let Some((_, class, _)) = WIDTHS.iter().find(|(width, ..)| fits(run, months, *width)) {
            let _ = write!(out, "<g class=\"{class}\">");
            line(&mut out, (&x, HEIGHT - 6.0), Anchor::Start, false, &colour(binding, Palette::Page), binding.shown());
            out.push_str("</g>");
        }
        out.push_str("</g>");
    }
    if months < TOO_MANY as f64 {
        out += &cells("100%", &percent(1), 0.0, 0.0, Palette::Page);
    }
    out.push_str("</svg><p class=\"binding-key\" aria-hidden=\"true\">");
    for binding in of.limits() {
        let named =
            |(width, ..): &&(f64, &str, &str)| of.runs.iter().any(|run| run.2 == binding && fits(run, months, *width));
        let class = WIDTHS.iter().find(named).map_or("", |(_, _, class)| class);
        if class != "never" {
            let (y, high) = heights(binding);
            let _ = write!(
                out,
                "<span class=\"{class}\"><svg {SILENT} width=\"24\" height=\"14\"><rect y=\"{y}\" width=\"24\" height=\"{high}\" fill=\"{}\"/></svg> {}</span>",
                fill(binding, Palette::Page),
                binding.shown()
            );
        }
    }
    out.push_str("</p>");
    out
}

/// The strip at a place and width in a picture, and its height with the key.
pub fn strip_exact(of: &Strip, (left, top): (f64, f64), width: f64, palette: Palette) -> (String, f64) {
    let months = of.months();
    let x = |month: usize| left + width * month as f64 / months;
    let mut out = patterns(palette);
    for run in &of.runs {
        let (from, to, binding) = *run;
        let (y, high) = heights(binding);
        // Writing to a `String` cannot fail.
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{high}\" fill=\"{}\"/>",
            length(x(from)),
            length(top + y),
            length(x(to) - x(from)),
            fill(binding, palette),
        );
        if fits(run, months, width) {
            let at = length(x(from));
            line(&mut out, (&at, top + HEIGHT - 6.0), Anchor::Start, false, &colour(binding, palette), binding.shown());
        }
    }
    if width / months > 4.0 {
        out += &cells(&length(width), &length(width / months), left, top, palette);
    }
    let unnamed = |binding: &Binding| !of.runs.iter().any(|run| run.2 == *binding && fits(run, months, width));
    let (mut at, mut row) = (left, 0.0);
    for binding in of.limits().into_iter().filter(unnamed) {
        let wide = 30.0 + SMALL.width(binding.shown()) + 16.0;
        if at > left && at + wide > left + width {
            (at, row) = (left, row + 18.0);
        }
        let (y, high) = heights(binding);
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"24\" height=\"{high}\" fill=\"{}\"/>",
            length(at),
            length(top + HEIGHT + row + y),
            fill(binding, palette),
        );
        let y = top + HEIGHT + row + 11.0;
        line(&mut out, (&length(at + 30.0), y), Anchor::Start, false, &palette.hue(Hue::Muted), binding.shown());
        at += wide;
    }
    let key = if at > left { row + 18.0 } else { 0.0 };
    (out, HEIGHT + key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences::binding_runs;
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::run::outcome::run;

    #[test]
    fn every_span_is_in_the_list_and_every_limit_is_named_in_sight() {
        for baseline in BASELINES {
            let outcome = run(&Scenario::of(baseline));
            let strip_of = Strip { runs: binding_runs(&outcome) };
            let html = strip(&strip_of);
            for (from, to, binding) in &strip_of.runs {
                let (span, word) = (span(*from, *to), binding.shown());
                assert!(html.contains(&format!("<li>{span}{word}</li>")), "{html}");
                assert!(html.contains(&format!("<title>{span}{word}</title>")), "{html}");
                // At each width a word is either in the strip or in the key.
                for (place, (width, ..)) in WIDTHS.iter().enumerate() {
                    let shown_from = |class: &str| WIDTHS.iter().position(|(_, from, _)| *from == class).unwrap_or(9);
                    let in_strip = html.split("<g class=\"").skip(1).any(|group| {
                        let (class, rest) = group.split_once('"').expect("a class");
                        rest.split("</text>").next().is_some_and(|text| text.ends_with(&format!(">{word}")))
                            && shown_from(class) <= place
                    });
                    let key = html.split_once("binding-key").expect("a key").1;
                    let in_key = key.split("<span class=\"").skip(1).any(|entry| {
                        let (class, rest) = entry.split_once('"').expect("a class");
                        let until = WIDTHS.iter().position(|(_, _, until)| *until == class).unwrap_or(9);
                        rest.contains(&format!("</svg> {word}</span>")) && place < until
                    });
                    assert!(in_strip != in_key, "{word} at {width} in {html}");
                }
            }
            for width in [784.0, 232.0, 40.0] {
                let (svg, high) = strip_exact(&strip_of, (0.0, 0.0), width, Palette::Page);
                assert!(strip_of.limits().iter().all(|of| svg.contains(&format!(">{}</text>", of.shown()))), "{svg}");
                assert!(high >= HEIGHT && !svg.contains("NaN"));
            }
        }
    }
}
