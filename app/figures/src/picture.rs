//! A figure as an SVG that stands alone: title, unit, drawing with labels, source line, and lines on where it comes
//! from. It is made from the figure alone, with texts placed and wrapped by the table of advance widths, so that every
//! program that reads SVG shows the same.

mod brief;
mod grid;

pub use brief::picture_of_brief;

use crate::advance::{Font, SMALL, SMALL_BOLD, STACK};
use crate::bars;
use crate::figure::{Figure, Plot};
use crate::flows::{self, FlowPlot};
use crate::markup::{Anchor, escape, length, line};
use crate::span::plain;
use crate::theme::{Hue, Palette, Theme};
use crate::time::{self, Layout, Room, TimePlot};
use std::fmt::Write;

/// The margin, CSS pixels.
const MARGIN: f64 = 24.0;
/// The smallest width of a picture, CSS pixels.
const LEAST: f64 = 240.0;
/// The font of the title, and the distance between its lines, CSS pixels.
const TITLE: Font = Font { size: 18.0, bold: true };
const TITLE_LINE: f64 = 24.0;
/// The distance between lines of small text, CSS pixels.
const LINE: f64 = 16.0;
/// Space for labels at the right of the plane, CSS pixels.
const LABELS: f64 = 104.0;

/// A drawing that grows downwards as things are added.
struct Sheet {
    drawn: String,
    palette: Palette,
    /// Its left edge, CSS pixels.
    left: f64,
    /// The width between the margins, CSS pixels.
    width: f64,
    /// Where the next thing begins, CSS pixels from the top.
    y: f64,
}

impl Sheet {
    /// An empty sheet of a width that includes its margins, CSS pixels.
    fn new(width: f64, palette: Palette) -> Sheet {
        let width = width.max(LEAST).round() - 2.0 * MARGIN;
        Sheet { drawn: String::new(), palette, left: MARGIN, width, y: MARGIN }
    }

    /// Adds small text, wrapped to the whole width.
    fn words(&mut self, words: &str, hue: Hue) {
        let fill = self.palette.hue(hue);
        for words in SMALL.wrap(words, self.width) {
            line(&mut self.drawn, (&length(self.left), self.y + 12.0), Anchor::Start, false, &fill, &words);
            self.y += LINE;
        }
    }

    /// Adds a horizontal rule.
    fn rule(&mut self, hue: Hue) {
        // Writing to a `String` cannot fail.
        let _ = write!(
            self.drawn,
            "<path d=\"M{} {}h{}\" stroke=\"{}\"/>",
            length(self.left),
            length(self.y.floor() + 0.5),
            length(self.width),
            self.palette.hue(hue)
        );
    }

    fn title(&mut self, words: &str) {
        let ink = self.palette.hue(Hue::Ink);
        for words in TITLE.wrap(words, self.width) {
            // Writing to a `String` cannot fail.
            let _ = write!(
                self.drawn,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"bold\" fill=\"{ink}\">{}</text>",
                length(self.left),
                length(self.y + 18.0),
                TITLE.size,
                escape(&words)
            );
            self.y += TITLE_LINE;
        }
    }

    fn months(&mut self, plot: &TimePlot, marked: usize) {
        let wide = Room::of(self.width) == Room::Beside;
        let layout = Layout::alone(plot, self.width - if wide { LABELS } else { 0.0 });
        let (palette, at) = (self.palette, (self.left, self.y));
        self.drawn += &time::exact_at(plot, &layout, at, palette);
        let x = length(self.left + layout.x(marked.min(layout.months - 1) as f64 + 1.0));
        // Writing to a `String` cannot fail.
        let _ = write!(
            self.drawn,
            "<path d=\"M{x} {}v{}\" stroke=\"{}\" stroke-dasharray=\"3 3\"/>",
            length(self.y + Layout::TOP),
            length(layout.inner_height()),
            palette.hue(Hue::Accent)
        );
        self.drawn += &time::reading_exact(plot, marked, &layout, at, palette);
        if wide {
            let right = (self.left + layout.width + 2.0, self.y);
            self.drawn += &time::beside(plot, &layout, right, palette);
            self.y += layout.height;
        } else {
            let (labels, high) =
                time::under(plot, marked, (self.left, self.y + layout.height + 4.0), self.width, palette);
            self.drawn += &labels;
            self.y += layout.height + 4.0 + high;
        }
        if let Some(strip) = &plot.strip {
            self.y += 4.0;
            let x = length(self.left + Layout::LEFT);
            line(
                &mut self.drawn,
                (&x, self.y + 12.0),
                Anchor::Start,
                false,
                &palette.hue(Hue::Muted),
                "What limits growth",
            );
            self.y += LINE;
            let at = (self.left + Layout::LEFT, self.y);
            let (drawn, high) = time::strip_exact(strip, at, layout.inner_width(), palette);
            self.drawn += &drawn;
            self.y += high;
        }
    }

    /// Adds compared scenarios in drawings of their own, each below its name, in two columns if there is room.
    fn apart<T>(&mut self, others: &[(String, T)], draw: impl Fn(&mut Sheet, &T)) {
        let (left, width) = (self.left, self.width);
        let columns = if width >= 2.0 * time::NARROW { 2 } else { 1 };
        let gap = if columns > 1 { MARGIN } else { 0.0 };
        for row in others.chunks(columns) {
            self.y += 12.0;
            let (top, mut bottom) = (self.y, self.y);
            self.width = (width - gap) / columns as f64;
            for (name, plot) in row {
                self.y = top;
                self.words(name, Hue::Ink);
                self.y += 4.0;
                draw(self, plot);
                bottom = bottom.max(self.y);
                self.left += self.width + gap;
            }
            (self.left, self.width, self.y) = (left, width, bottom);
        }
    }

    fn flows(&mut self, plot: &FlowPlot) {
        let layout = plot.layout(self.width);
        if let Some((_, high)) = layout.key() {
            let (drawn, height) = flows::exact(plot, &layout, (self.left, self.y), self.palette);
            self.drawn += &drawn;
            self.y += height + 12.0;
            if self.width < flows::NARROW {
                plot.lines().iter().for_each(|line| self.words(line, Hue::Muted));
                self.y += 8.0;
            }
            let _ = write!(
                self.drawn,
                "<rect x=\"{}\" y=\"{}\" width=\"8\" height=\"{}\" fill=\"{}\"/>",
                length(self.left),
                length(self.y),
                length(high.max(1.0)),
                self.palette.hue(Hue::Muted)
            );
            let (below, muted) = (self.y + high, self.palette.hue(Hue::Muted));
            self.y += (high / 2.0 - LINE / 2.0).max(0.0);
            for words in SMALL.wrap(&plot.scale(&layout), self.width - 16.0) {
                line(&mut self.drawn, (&length(self.left + 16.0), self.y + 12.0), Anchor::Start, false, &muted, &words);
                self.y += LINE;
            }
            self.y = self.y.max(below);
        } else {
            self.words(&plot.scale(&layout), Hue::Muted);
        }
    }

    /// Adds a figure over the whole width.
    fn figure(&mut self, figure: &Figure) {
        let marked = figure.marked.0.max(0) as usize;
        self.rule(Hue::Ink);
        self.y += 10.0;
        self.title(&plain(&figure.finding));
        let measure = plain(&figure.measure);
        match &figure.plot {
            Plot::Months(_) => self.words(&format!("{measure} · {}", figure.marked.short_name()), Hue::Muted),
            _ => self.words(&measure, Hue::Muted),
        }
        self.y += 10.0;
        match &figure.plot {
            Plot::Months(plot) => {
                self.months(plot, marked);
                self.apart(&plot.apart, |sheet, plot| sheet.months(plot, marked.min(plot.months() - 1)));
            }
            Plot::Bars(plot) => {
                self.drawn += &bars::exact(plot, (MARGIN, self.y), self.width, self.palette);
                self.y += plot.height();
            }
            Plot::Flows(plot) => {
                self.flows(plot);
                self.apart(&plot.apart, Sheet::flows);
            }
            Plot::Grid(plot) => self.grid(plot),
        }
        self.y += 4.0;
        for note in &figure.notes {
            self.words(&plain(note), Hue::Ink);
        }
        if !figure.key.is_empty() {
            self.words(&figure.key.join(" · "), Hue::Ink);
        }
        self.words(&figure.source, Hue::Muted);
    }

    /// The finished SVG, with a title for screen readers.
    fn finished(mut self, title: &str, around: Around<'_>) -> String {
        // On a page the margins are cut off.
        let width = self.width + 2.0 * MARGIN;
        let (mut view, mut place) = ([0.0, 0.0, width], String::new());
        if let Around::Nothing(footer) = around {
            self.y += 8.0;
            self.rule(Hue::Line);
            self.y += 6.0;
            for words in footer {
                self.words(words, Hue::Muted);
            }
        } else {
            // Numbers at the ends of bars extend into the right margin.
            view = [MARGIN, MARGIN, width - MARGIN];
            place = format!(" x=\"{MARGIN}\" y=\"{MARGIN}\"");
            self.y -= 2.0 * MARGIN - 8.0;
        }
        let height = (self.y + MARGIN - 8.0).ceil();
        let [left, top, width] = view;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"{left} {top} {width} {height}\" font-family=\"{STACK}\" font-size=\"{}\"><title>{}</title><rect{place} width=\"{width}\" height=\"{height}\" fill=\"{}\"/>{}</svg>",
            SMALL.size,
            escape(title),
            self.palette.hue(Hue::Paper),
            self.drawn,
        )
    }
}

/// What a picture is part of.
#[derive(Clone, Copy, Debug)]
pub enum Around<'a> {
    /// A file of its own, with margins and footer lines that say what it belongs to, where it can be opened and when it
    /// was saved.
    Nothing(&'a [String]),
    /// A page that says all that itself and has its own margins.
    Page,
}

/// A figure as an SVG of a width in CSS pixels, in a theme, with footer lines that say what it belongs to, where it can
/// be opened and when it was saved.
pub fn picture(figure: &Figure, width: f64, theme: Theme, footer: &[String]) -> String {
    picture_within(figure, width, theme, Around::Nothing(footer))
}

/// A figure as part of the page, in the reader's theme; the width is in CSS pixels.
pub fn picture_on_page(figure: &Figure, width: f64) -> String {
    drawn(figure, width, Palette::Page, Around::Page)
}

/// The same, alone or as part of a page, in one theme.
pub fn picture_within(figure: &Figure, width: f64, theme: Theme, around: Around<'_>) -> String {
    drawn(figure, width, Palette::Alone(theme), around)
}

fn drawn(figure: &Figure, width: f64, palette: Palette, around: Around<'_>) -> String {
    let mut sheet = Sheet::new(width, palette);
    sheet.figure(figure);
    sheet.finished(&plain(&figure.finding), around)
}

/// The name of a figure's file, which follows that of the scenario: the first words of its measure, which stays the
/// same when the finding changes.
pub fn file_name(figure: &Figure) -> String {
    let measure = plain(&figure.measure);
    let words = measure.split([',', ':', ';', '.']).next().unwrap_or_default();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: Vec<String> = words.take(4).map(str::to_ascii_lowercase).collect();
    if name.is_empty() { figure.id.to_owned() } else { name.join("-") }
}
