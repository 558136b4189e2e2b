//! The timeline: phases, the month at which figures are read, and how far months are shown.

pub(crate) const PHASES: &str = "Phases";
pub(crate) const AS_OF: &str = "As of";
pub(crate) const HORIZON: &str = "Horizon";
pub(crate) const SHOW_THROUGH: &str = "Show months through";

/// The handle that moves a phase.
pub(crate) fn whole(phase: &str) -> String {
    format!("{phase}, whole phase")
}

/// The handle at a phase's start.
pub(crate) fn starts(phase: &str) -> String {
    format!("{phase} starts")
}

/// The handle at a phase's end.
pub(crate) fn complete(phase: &str) -> String {
    format!("{phase} complete")
}

/// The chips of a phase that ends after the last month that is shown.
pub(crate) fn to_month(chips: &str, month: &str) -> String {
    format!("{chips} · to {month}")
}

/// How far a date has moved: "+1 month", "−3 months".
pub(crate) fn months_moved(sign: char, count: f64) -> String {
    format!("{sign}{count} month{}", if count == 1.0 { "" } else { "s" })
}
