//! The figures: for each chart of the page what it finds, what it measures, where its numbers are from, and its drawing.
//!
//! Pure: no document, no browser, no reactive graph. plotters draws planes and areas, whose labels left and below need
//! no measuring; all other words are placed by this crate. So a drawing is the same natively and in the browser, byte
//! for byte, and is tested natively. This crate is the only user of plotters.

pub mod bars;
pub mod flows;
pub mod lines;
pub mod sentences;
pub mod theme;
pub mod time_plot;
