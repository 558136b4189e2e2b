//! The charts and tables, and the ways to them.

/// The ways from the top of the charts to each of them.
pub(crate) const CHARTS: &str = "Charts";
pub(crate) const DEPLOYMENT: &str = "Deployment";
pub(crate) const COMPUTE: &str = "Compute";
pub(crate) const POWER: &str = "Power";
pub(crate) const MONEY: &str = "Money";
pub(crate) const EFFICIENCY: &str = "Efficiency";
pub(crate) const FLOWS: &str = "Flows";
pub(crate) const CLAIMS: &str = "Claims";

/// What the keyboard does at a chart's month.
pub(crate) const ENTER_EXPLAINS: &str = "Enter explains the values";
pub(crate) const WHAT_LIMITS_GROWTH: &str = "What limits growth";

/// Rows of a chart that has more than are shown at first.
pub(crate) const ONLY_IN_USE: &str = "Only those in use and the reference";
/// The choice between charts that stand in one place.
pub(crate) const COMPARED_BY: &str = "Compared by";

pub(crate) const VALUES: &str = "Values";
pub(crate) const EXPORT: &str = "Export";

/// The table of vendors' claims, and the heads of its columns.
pub(crate) const CLAIMS_SECTION: &str = "Claims against specifications";
pub(crate) const CLAIMS_TABLE: &str = "Claims, a table";
pub(crate) const CLAIMS_HEADS: [&str; 5] = ["Claim", "Claimed", "Specified, system", "Specified, per chip", "Credited"];

pub(crate) const DEALS: &str = "Deals";
pub(crate) const DEALS_TITLE: &str = "The landscape: what was announced, and what must not be added up";
pub(crate) const DEALS_MEASURE: &str =
    "Deals of OpenAI and Anthropic in the same units: dollars, gigawatts, chips, months, dollars a GW-year";
pub(crate) const SHOW_DEALS: &str = "Show the deals";
pub(crate) const HIDE_DEALS: &str = "Hide the deals";

/// The slider of a chart's months.
pub(crate) fn month_of(measure: &str) -> String {
    format!("{measure}: month")
}

/// The button that shows all rows.
pub(crate) fn all_accelerators(more: usize) -> String {
    format!("All accelerators ({more} more)")
}

/// The table of values behind a chart, by what the chart finds.
pub(crate) fn values_of(finding: &str) -> String {
    format!("Values of {finding}")
}

/// The ways to take a chart away.
pub(crate) fn export_of(finding: &str) -> String {
    format!("Export of {finding}")
}
