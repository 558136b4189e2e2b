//! The texts of ranges.

pub(crate) const RANGES: &str = "Ranges";
pub(crate) const ABOUT: &str = "How far the figures could move within their inputs’ ranges";
pub(crate) const SHOWN: &str = "Ranges are shown";
pub(crate) const NOT_SHOWN: &str = "Ranges are not shown";

pub(crate) const DRAWING: &str = "The inputs are being drawn from their ranges…";
pub(crate) const DRAWING_AGAIN: &str = "drawing again…";

/// How many draws are shown.
pub(crate) fn draws(count: &str) -> String {
    format!("{count} draws.")
}

/// What is shaded, and what was drawn: the number of inputs, and how many of their ranges are assumptions or the
/// reader's own.
pub(crate) fn shaded(inputs: u32, assumed: u32, own: u32) -> String {
    let own = if own > 0 { format!(", yours: {own}") } else { String::new() };
    format!(
        "Shaded: nine in ten draws; darker: half of them; thin line: their median. Inputs drawn from ranges: {inputs}; ranges assumed: {assumed}{own}."
    )
}
