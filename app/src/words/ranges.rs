//! How far figures may lie from their values.

pub(crate) const RANGES: &str = "Ranges";
pub(crate) const ABOUT: &str = "How far the figures may lie from their values, as their inputs’ ranges have it";
pub(crate) const SHOWN: &str = "Ranges are shown";
pub(crate) const NOT_SHOWN: &str = "Ranges are not shown";

pub(crate) const DRAWING: &str = "The inputs are being drawn from their ranges…";
pub(crate) const DRAWING_AGAIN: &str = "drawing again…";

/// How many draws are shown.
pub(crate) fn draws(count: &str) -> String {
    format!("{count} draws.")
}

/// What is shaded, and from what it was drawn: inputs, assumptions among them, and the reader's own ranges in words, which
/// [`one_own`] and [`some_own`] give.
pub(crate) fn shaded(inputs: &str, assumed: &str, own: &str) -> String {
    format!(
        "Shaded: nine in ten draws; darker: half of them; thin line: their median. In each, {inputs} inputs are drawn from their ranges, {assumed} of which are assumptions{own}."
    )
}

/// One range is the reader's.
pub(crate) fn one_own() -> String {
    ", one is yours".to_owned()
}

/// Several are.
pub(crate) fn some_own(count: &str) -> String {
    format!(", {count} are yours")
}
