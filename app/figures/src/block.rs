//! A whole figure as HTML, for pages that are rendered before any program runs. The live page has the same elements in
//! the same places, so that nothing shifts when it takes over.

use crate::figure::{Figure, Plot};
use crate::markup::escape;
use crate::span::{html, plain};
use crate::{bars, flows, time};

/// The drawing in its box, with what follows on the same months. Flows, which need another layout for each width, are
/// rendered several times; the style sheet shows the one that fits.
pub fn drawing(figure: &Figure) -> String {
    let marked = figure.marked.0.max(0) as usize;
    match &figure.plot {
        Plot::Months(plot) => {
            let mut out = format!(
                "<div class=\"drawing {}\"><div class=\"axes\">{}</div><div class=\"canvas\">{}</div><div class=\"marks\">{}</div><div>{}</div></div>",
                plot.height.class(),
                time::axes(plot),
                time::plane(plot),
                time::marks(plot, marked, None, time::Whose::Own),
                time::dots(plot)
            );
            if let Some(strip) = &plot.strip {
                let words: String = figure.notes.iter().map(|note| html(note)).collect();
                out += &format!(
                    "<div class=\"binding\"><span class=\"row-name\">What limits growth</span><div class=\"strip\">{}</div><p class=\"binding-words\">{words}</p></div>",
                    time::strip(strip)
                );
            }
            out
        }
        Plot::Bars(plot) => format!(
            "<div class=\"bar-rows\"><ul class=\"names\">{}</ul><div class=\"canvas\">{}</div><ul class=\"ends\">{}</ul></div><p class=\"bar-words\">{}</p>",
            bars::names(plot),
            bars::plane(plot),
            bars::numbers(plot),
            figure.notes.iter().map(|note| html(note)).collect::<String>()
        ),
        Plot::Flows(plot) => {
            let notes: String = figure.notes.iter().map(|note| format!("<p>{}</p>", html(note))).collect();
            format!("<div class=\"flow-sizes\">{}</div>{notes}", flows::prepared(plot))
        }
        Plot::Grid(grid) => format!("<table>{}</table>", grid.html()),
    }
}

/// The CSS classes of the figure's element.
pub fn classes(figure: &Figure) -> &'static str {
    match &figure.plot {
        Plot::Months(plot) if plot.strip.is_some() => "chart aligned",
        Plot::Months(_) => "chart",
        Plot::Bars(_) => "chart bars",
        Plot::Flows(_) => "chart flows",
        Plot::Grid(_) => "chart grid",
    }
}

/// The whole figure: finding, measure, drawing and source line. Its buttons do nothing before the page has started.
pub fn block(figure: &Figure) -> String {
    let at = match &figure.plot {
        Plot::Months(_) => format!("\u{a0}· <span class=\"at\">{}</span>", figure.marked.short_name()),
        _ => String::new(),
    };
    let values = match &figure.plot {
        Plot::Grid(_) => "",
        _ => {
            "<div class=\"values\"><button type=\"button\" class=\"quiet\" disabled>Values</button> \
             <button type=\"button\" class=\"quiet\" disabled>Export</button></div>"
        }
    };
    format!(
        "<figure class=\"{}\" aria-label=\"{}\"><figcaption><h3>{}</h3><p class=\"measure\"><span>{}</span>{at}</p></figcaption>{}<p class=\"source-line\">{}</p>{values}</figure>",
        classes(figure),
        escape(&plain(&figure.finding)),
        html(&figure.finding),
        html(&figure.measure),
        drawing(figure),
        escape(&figure.source),
    )
}
