//! A table in a picture.

use super::{LINE, SMALL, SMALL_BOLD, Sheet};
use crate::grid::{Grid, GridCell, GridRow};
use crate::markup::{Anchor, length, line};
use crate::span::plain;
use crate::theme::Hue;

/// The gap between columns, CSS pixels.
const GAP: f64 = 12.0;
/// The share of the width for the names.
const NAMES: f64 = 0.4;

/// The text of a cell; `None` if the cell above extends over it.
fn words(cell: &GridCell) -> Option<String> {
    match cell {
        GridCell::Value { text, .. } => Some(text.clone()),
        GridCell::Words(words) => Some(plain(words)),
        GridCell::Nothing(reason) => Some(format!("– {reason}").trim_end().to_owned()),
        GridCell::AsAbove => None,
    }
}

/// Whether every word of the columns fits the columns' width.
fn fits(grid: &Grid, column: f64) -> bool {
    let wide = |text: &str| text.split(' ').any(|word| SMALL_BOLD.width(word) > column - GAP);
    let cells = grid.rows.iter().flat_map(|row| row.cells.iter().filter_map(words));
    !grid.heads.iter().skip(1).any(|head| wide(head)) && !cells.into_iter().any(|text| wide(&text))
}

impl Sheet {
    /// Adds a table over the whole width: names wrap at the left, figures are right-aligned. If columns would cut
    /// words, each row becomes a name with a line below it for each column.
    pub(super) fn grid(&mut self, grid: &Grid) {
        if grid.rows.is_empty() {
            return;
        }
        let columns = grid.heads.len().saturating_sub(1).max(1) as f64;
        let names = self.width * NAMES;
        let column = (self.width - names) / columns;
        if !fits(grid, column) {
            grid.rows.iter().for_each(|row| self.row_in_lines(&grid.heads, row));
            return;
        }
        let begins = self.left;
        let right = |place: usize| begins + names + column * (place as f64 + 1.0);
        let [ink, muted] = [Hue::Ink, Hue::Muted].map(|hue| self.palette.hue(hue));
        let heads: Vec<Vec<String>> = grid
            .heads
            .iter()
            .enumerate()
            .map(|(place, head)| SMALL_BOLD.wrap(head, if place == 0 { names } else { column } - GAP))
            .collect();
        for (place, words) in heads.iter().enumerate() {
            for (row, words) in words.iter().enumerate() {
                let y = self.y + 12.0 + LINE * row as f64;
                match place.checked_sub(1) {
                    None => line(&mut self.drawn, (&length(self.left), y), Anchor::Start, true, &muted, words),
                    Some(of) => line(&mut self.drawn, (&length(right(of)), y), Anchor::End, true, &muted, words),
                }
            }
        }
        self.y += LINE * heads.iter().map(Vec::len).max().unwrap_or(0) as f64 + 4.0;
        self.rule(Hue::Line);
        self.y += 4.0;
        for row in &grid.rows {
            let mut lines = 1;
            for (at, words) in SMALL.wrap(&plain(&row.name), names - GAP).iter().enumerate() {
                let y = self.y + 12.0 + LINE * at as f64;
                line(&mut self.drawn, (&length(self.left), y), Anchor::Start, false, &ink, words);
                lines = lines.max(at + 1);
            }
            for (place, cell) in row.cells.iter().enumerate() {
                let Some(words) = words(cell) else { continue };
                let fill = if matches!(cell, GridCell::Nothing(_)) { &muted } else { &ink };
                for (at, words) in SMALL.wrap(&words, column - GAP).iter().enumerate() {
                    let y = self.y + 12.0 + LINE * at as f64;
                    line(&mut self.drawn, (&length(right(place)), y), Anchor::End, false, fill, words);
                    lines = lines.max(at + 1);
                }
            }
            self.y += LINE * lines as f64 + 4.0;
            self.rule(Hue::Line);
            self.y += 4.0;
        }
    }

    /// A row in that form: its name, then each cell after its column head. Unknown values are left out.
    fn row_in_lines(&mut self, heads: &[&'static str], row: &GridRow) {
        self.words(&plain(&row.name), Hue::Ink);
        for (head, cell) in heads.iter().skip(1).zip(&row.cells) {
            match words(cell) {
                Some(text) if text != "–" => self.words(&format!("{head}: {text}"), Hue::Muted),
                _ => {}
            }
        }
        self.y += 4.0;
        self.rule(Hue::Line);
        self.y += 4.0;
    }
}
