//! A plot as the page shows it: drawn once for every width, because months are shares of the width; words are texts of
//! their own size. The page that the build makes and the live page have the same markup.

use super::draw::{self, Scale, fine};
use super::labels::{COLUMNS, Crosshair, ROW, beside, label, labelled, reading};
use super::layout::{DOT, Layout, axis_label};
use super::{Dot, Line, NARROW, Placed, TimePlot};
use crate::markup::{Anchor, SILENT, escape, length, line};
use crate::theme::{Hue, Palette};
use model::base::month::Month;
use model::base::show::show;
use std::fmt::Write;

/// The width that is drawn for, CSS pixels; the box stretches it to its own.
const NOMINAL: f64 = 1000.0 + Layout::LEFT + Layout::RIGHT;
/// The width of a plane that what is read at the crosshair is cut for, CSS pixels: the narrowest that is usual.
const READ_FOR: f64 = 260.0;
/// Years from which every second one is left out where there is little room.
const MANY_YEARS: usize = 5;

/// Where labels have room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// At the right of the drawing.
    Beside,
    /// Under it.
    Under,
}

impl Room {
    /// Where they have room in a box of a width, CSS pixels; the style sheet has the same.
    pub fn of(width: f64) -> Room {
        if width >= NARROW { Room::Beside } else { Room::Under }
    }
}

fn percent(share: f64) -> String {
    format!("{}%", length(100.0 * share))
}

/// What stands beside the axes: it changes only where the scale does.
pub fn axes(plot: &TimePlot) -> String {
    let layout = Layout::new(plot, NOMINAL);
    let muted = Palette::Page.hue(Hue::Muted);
    let mut out = format!("<svg class=\"axis\" {SILENT} width=\"{}\" height=\"{}\">", Layout::LEFT, layout.height);
    for tick in layout.ticks() {
        let x = length(Layout::LEFT - 6.0);
        line(&mut out, (&x, layout.y(tick) + 4.0), Anchor::End, false, &muted, &axis_label(tick, plot.unit));
    }
    // Writing into a text cannot fail.
    let _ = write!(out, "</svg><svg class=\"months\" {SILENT} height=\"{}\">", Layout::BOTTOM);
    let years = layout.years();
    let many = years.len() > MANY_YEARS;
    for (place, month) in years.into_iter().enumerate() {
        let share = month as f64 / layout.months as f64;
        // A year that begins with the last months would reach over the edge.
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

/// Mesh, areas and lines.
pub fn plane(plot: &TimePlot) -> String {
    let layout = Layout::new(plot, NOMINAL);
    format!(
        "<svg class=\"plane\" {SILENT} viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\">{}</svg>",
        fine(layout.inner_width()),
        fine(layout.inner_height()),
        draw::plane(plot, &layout, Palette::Page, Scale::Stretched)
    )
}

/// What happened, as dots over the drawing: each opens its source. Nothing where nothing is known.
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

/// What follows the month that a reader looks at: the line through it with the values of that month, and the labels, beside
/// the drawing with those of the last one, or under it with those of the month itself. Where nobody knows yet which of them has room, both are there, and the style sheet shows one.
pub fn marks(plot: &TimePlot, marked: usize, room: Option<Room>) -> String {
    let layout = Layout::new(plot, NOMINAL);
    let x = percent((marked as f64 + 1.0) / layout.months as f64);
    let mut out = format!(
        "<svg class=\"cross\" {SILENT}><line class=\"crosshair\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"100%\" stroke=\"{}\" stroke-dasharray=\"3 3\"/>{}</svg>",
        Palette::Page.hue(Hue::Accent),
        reading(plot, marked, Crosshair::Part(&x), READ_FOR, Palette::Page),
    );
    // Writing into a text cannot fail.
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
