//! Charts: the only user of plotters. One file a chart; each is a function from a slice of the outcome to a drawing.
//!
//! plotters draws the plane (mesh, areas, lines, bars and the labels left and below, which need no measuring); markup
//! draws the words (titles, direct labels, the crosshair). So a drawing is the same natively and in the browser, byte
//! for byte, and is tested natively.

pub mod bars;
pub mod flows;
pub mod plane;
pub mod theme;
