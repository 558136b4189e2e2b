//! The figures: each chart's finding, what it measures, the sources of its numbers, and its drawing.
//!
//! The crate is pure: no document, no browser, no reactive graph. plotters draws planes and areas; this crate, its only
//! user, places all words by a table of advance widths. So a drawing is the same natively and in the browser, byte for
//! byte, and is tested natively.
//!
//! A figure has one [`Definition`](figure::Definition) with a stable id. The page asks for its parts ([`definitions`])
//! and draws them for any width ([`time::plane`], [`bars::plane`], [`flows::page`]) or as a whole ([`block`]). An
//! exported figure is a [`picture`](mod@picture). All of it is made from [`Subjects`](figure::Subjects): a scenario,
//! the scenarios compared with it, and bands.

// A panic ends a WASM page, so failures must be values. The workspace enables the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

pub mod advance;
pub mod bars;
mod beside;
pub mod block;
pub mod brief;
pub mod definitions;
pub mod figure;
pub mod flows;
pub mod grid;
mod markup;
mod order;
pub mod picture;
pub mod place;
pub mod ranges;
pub mod sentences;
pub mod span;
pub mod spread;
pub mod table;
pub mod theme;
pub mod time;
pub mod unused;

pub use definitions::{definition, figure};
pub use figure::{Beside, Cell, Definition, Figure, Plot, Subject, Subjects, Table, TableRow, Words};
pub use markup::escape;
pub use picture::{picture, picture_of_brief};
pub use span::{Sentence, Span};
pub use table::seven_digits;
