//! The flows as the page shows them: for the width of the page or, before that is known, for several widths, of which
//! the style sheet shows one.

use super::draw::exact;
use super::{FlowPlot, NARROW};
use crate::markup::{SILENT, escape, length};
use crate::theme::{Hue, Palette};
use std::fmt::Write;

/// The widths for which the build renders the figure, CSS pixels, with the class by which the style sheet shows each.
const PREPARED: [(f64, &str); 3] = [(328.0, "at-328"), (640.0, "at-640"), (960.0, "at-960")];

/// The drawing for a width in CSS pixels, its scale, and the payments as a list if there is no room for their purposes.
/// Compared scenarios follow in drawings of their own.
pub fn page(plot: &FlowPlot, width: f64) -> String {
    let other = |(name, other): &(String, FlowPlot)| {
        format!("<p class=\"multiple-name\">{}</p>{}", escape(name), of_one(other, width))
    };
    of_one(plot, width) + &plot.apart.iter().map(other).collect::<String>()
}

fn of_one(plot: &FlowPlot, width: f64) -> String {
    let flows = plot.layout(width);
    let scale = escape(&plot.scale(&flows));
    let Some((_, high)) = flows.key() else { return format!("<p class=\"flow-scale\">{scale}</p>") };
    let (drawn, height) = exact(plot, &flows, (0.0, 0.0), Palette::Page);
    let lines = plot.lines();
    let mut html = format!(
        "<div class=\"flow-frame\" role=\"img\" aria-label=\"Who paid whom. {}\"><svg {SILENT} width=\"{}\" height=\"{}\">{drawn}</svg></div>",
        escape(&lines.join("; ")),
        length(width),
        length(height),
    );
    if width < NARROW {
        let items: String = lines.iter().map(|line| format!("<li>{}</li>", escape(line))).collect();
        html += &format!("<ul class=\"flow-list\" aria-hidden=\"true\">{items}</ul>");
    }
    // Writing to a `String` cannot fail.
    let _ = write!(
        html,
        "<p class=\"flow-scale\"><svg {SILENT} width=\"8\" height=\"{0}\"><rect width=\"8\" height=\"{0}\" fill=\"{1}\"/></svg><span>{scale}</span></p>",
        length(high.max(1.0)),
        Palette::Page.hue(Hue::Muted),
    );
    html
}

/// The same for every prepared width, each in an element of its class.
pub fn prepared(plot: &FlowPlot) -> String {
    let at = |(width, class): &(f64, &str)| format!("<div class=\"{class}\">{}</div>", page(plot, *width));
    PREPARED.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::FLOWS;
    use crate::figure::{Plot, Subjects};
    use crate::sentences::investor_supplies;
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::run::outcome::run;

    #[test]
    fn every_payment_is_named_with_its_sum_or_said_to_be_zero() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            let Plot::Flows(plot) = (FLOWS.plot)(&Subjects::one(&scenario, &outcome)) else { panic!("no flows") };
            for width in [984.0, 328.0] {
                let html = page(&plot, width);
                if plot.paid.iter().all(|(_, sum)| *sum <= 0.0) {
                    assert!(html.contains("Nothing was invested and no rent was paid by "), "{html}");
                    continue;
                }
                for (of, sum) in &plot.paid {
                    let line = format!("{}: {}", plot.transfer(*of), super::super::shown(*sum));
                    let none = html.split_once("because zero: ").map_or("", |(_, after)| after);
                    let none =
                        none.split("</span>").next().unwrap_or_default().split(", ").any(|one| one == of.purpose);
                    assert_eq!((html.contains(&line), none), (*sum > 0.0, *sum <= 0.0), "{line}: {html}");
                }
                assert!(!html.contains("NaN") && !html.contains("style="), "{html}");
                let words = html.replace("</text>", " ");
                let words: String =
                    words.split('<').filter_map(|part| part.split_once('>')).map(|part| part.1).collect();
                assert_eq!(
                    words.contains("as investor") || words.contains("as  investor"),
                    investor_supplies(&scenario) && plot.paid[0].1 > 0.0,
                    "{html}"
                );
            }
        }
    }
}
