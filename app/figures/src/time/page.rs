//! A plot as the page shows it: drawn once for every width, because horizontal positions are shares of the width, while
//! texts keep their size. The build and the live page make the same HTML.

use super::draw::{self, Scale, fine};
use super::labels::{COLUMNS, Crosshair, ROW, beside, label, labelled, reading};
use super::layout::{DOT, Layout, axis_label};
use super::{Dot, Line, NARROW, Placed, TimePlot, Whose};
use crate::markup::{Anchor, SILENT, escape, length, line};
use crate::theme::{Hue, Palette};
use model::base::month::Month;
use model::base::show::show;
use std::fmt::Write;

/// The width for which it is drawn, CSS pixels; the browser stretches it to its box.
const NOMINAL: f64 = 1000.0 + Layout::LEFT + Layout::RIGHT;
/// The usual smallest width of a plane, CSS pixels, to which the values at the crosshair are cut.
const READ_FOR: f64 = 260.0;
/// With more years than this, every second label is left out on a narrow screen.
const MANY_YEARS: usize = 5;

/// Where labels have room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// To the right of the drawing.
    Beside,
    /// Under the drawing.
    Under,
}

impl Room {
    /// Where labels have room in a box of a width, CSS pixels; the style sheet has the same limit.
    pub fn of(width: f64) -> Room {
        if width >= NARROW { Room::Beside } else { Room::Under }
    }
}

fn percent(share: f64) -> String {
    format!("{}%", length(100.0 * share))
}

/// The labels of the axes, which change only if the scale does.
pub fn axes(plot: &TimePlot) -> String {
    let layout = Layout::new(plot, NOMINAL);
    let muted = Palette::Page.hue(Hue::Muted);
    let mut out = format!("<svg class=\"axis\" {SILENT} width=\"{}\" height=\"{}\">", Layout::LEFT, layout.height);
    for tick in layout.ticks() {
        let x = length(Layout::LEFT - 6.0);
        line(&mut out, (&x, layout.y(tick) + 4.0), Anchor::End, false, &muted, &axis_label(tick, plot.unit));
    }
    // Writing to a `String` cannot fail.
    let _ = write!(out, "</svg><svg class=\"months\" {SILENT} height=\"{}\">", Layout::BOTTOM);
    let years = layout.years();
    let many = years.len() > MANY_YEARS;
    for (place, month) in years.into_iter().enumerate() {
        let share = month as f64 / layout.months as f64;
        // A year that begins in the last months would extend beyond the edge.
        let anchor = if share > 0.95 { Anchor::End } else { Anchor::Middle };
        let x = percent(share);
        let year = Month(month as i32).year().to_string();
        let second = many && place % 2 == 1;
        out.push_str(if second { "<g class=\"second\">" } else { "" });
        line(&mut out, (&x, Layout::BOTTOM - 6.0), anchor, false, &muted, &year);
        out.push_str(if second { "</g>" } else { "" });
    }
    out.push_str("</svg>");
    out
}

/// Grid lines, areas and lines.
pub fn plane(plot: &TimePlot) -> String {
    let layout = Layout::new(plot, NOMINAL);
    format!(
        "<svg class=\"plane\" {SILENT} viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\">{}</svg>",
        fine(layout.inner_width()),
        fine(layout.inner_height()),
        draw::plane(plot, &layout, Palette::Page, Scale::Stretched)
    )
}

/// Actual readings as dots over the drawing, each with its source; empty if there are none.
pub fn dots(plot: &TimePlot) -> String {
    let layout = Layout::new(plot, NOMINAL);
    let dot = |(line, dot, height): (&Line, &Dot, f64)| {
        format!(
            "<circle data-ask=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{DOT}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"><title>{}</title></circle>",
            escape(&dot.question()),
            percent((dot.month as f64 + 1.0) / layout.months as f64),
            length(layout.y(height) - Layout::TOP),
            Palette::Page.css(line.colour),
            Palette::Page.hue(Hue::Ink),
            escape(&format!(
                "Actual, {}: {} {}",
                Month(dot.month as i32).name(),
                line.name,
                show(dot.value, plot.unit).text()
            )),
        )
    };
    let all: String = plot.dots().map(dot).collect();
    if all.is_empty() { all } else { format!("<svg class=\"dots\" {SILENT}>{all}</svg>") }
}

/// Everything that depends on the marked month: the crosshair with the values of that month, and the labels, which have
/// the last values beside the drawing, or those of the marked month under it. Before the width is known both are
/// rendered, and the style sheet shows one.
pub fn marks(plot: &TimePlot, marked: usize, room: Option<Room>, whose: Whose) -> String {
    let layout = Layout::new(plot, NOMINAL);
    let x = percent((marked as f64 + 1.0) / layout.months as f64);
    let mut out = format!(
        "<svg class=\"cross\" {SILENT}><line class=\"crosshair\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"100%\" stroke=\"{}\" stroke-dasharray=\"3 3\"/>{}</svg>",
        Palette::Page.hue(Hue::Accent),
        reading(plot, marked, Crosshair::Part(&x), READ_FOR, Palette::Page, whose),
    );
    // Writing to a `String` cannot fail.
    if room != Some(Room::Under) {
        let _ = write!(
            out,
            "<svg class=\"labels beside\" {SILENT} width=\"{}\" height=\"{}\">{}</svg>",
            super::labels::WIDTH,
            layout.height,
            beside(plot, &layout, (0.0, 0.0), Palette::Page)
        );
    }
    if room == Some(Room::Beside) {
        return out;
    }
    let all = labelled(plot);
    let high = ROW * all.len().div_ceil(COLUMNS) as f64;
    let _ = write!(out, "<svg class=\"labels under\" {SILENT} height=\"{}\">", length(high));
    for (place, series) in all.into_iter().enumerate() {
        let x = percent((place % COLUMNS) as f64 / COLUMNS as f64);
        let _ = write!(out, "<svg x=\"{x}\" y=\"{}\">", length(4.0 + ROW * (place / COLUMNS) as f64));
        let placed = Placed { line: series, top: 0.0, two_lines: true };
        label(&mut out, plot, placed, Some(marked), (0.0, 0.0), Palette::Page);
        out.push_str("</svg>");
    }
    out.push_str("</svg>");
    out
}
