//! The texts of the timeline: phases, the as-of month and the horizon.

pub(crate) const PHASES: &str = "Phases";
pub(crate) const AS_OF: &str = "As of";
pub(crate) const HORIZON: &str = "Horizon";
pub(crate) const SHOW_THROUGH: &str = "Show months through";

/// The name of the handle that moves a whole phase.
pub(crate) fn whole(phase: &str) -> String {
    format!("{phase}, whole phase")
}

/// The name of the handle at a phase's start.
pub(crate) fn starts(phase: &str) -> String {
    format!("{phase} starts")
}

/// The name of the handle at a phase's end.
pub(crate) fn complete(phase: &str) -> String {
    format!("{phase} complete")
}

/// The chips of a phase that ends after the last month that is shown, and its last month.
pub(crate) fn to_month(chips: &str, month: &str) -> String {
    format!("{chips} · to {month}")
}

/// How far a date has moved: "+1 month", "−3 months".
pub(crate) fn months_moved(sign: char, count: f64) -> String {
    format!("{sign}{count} month{}", if count == 1.0 { "" } else { "s" })
}
