//! The texts of charts and tables, and of the links to them.

/// The links from the top of the charts to each of them.
pub(crate) const CHARTS: &str = "Charts";
pub(crate) const DEPLOYMENT: &str = "Deployment";
pub(crate) const COMPUTE: &str = "Compute";
pub(crate) const POWER: &str = "Power";
pub(crate) const MONEY: &str = "Money";
pub(crate) const EFFICIENCY: &str = "Efficiency";
pub(crate) const FLOWS: &str = "Flows";
pub(crate) const CLAIMS: &str = "Claims";

/// What Enter does at a chart's month, for screen readers.
pub(crate) const ENTER_EXPLAINS: &str = "Enter explains the values";
pub(crate) const WHAT_LIMITS_GROWTH: &str = "What limits growth";

/// The button that hides further rows of a chart.
pub(crate) const ONLY_IN_USE: &str = "Only those in use and the reference";
/// The name of the choice between charts that share a place.
pub(crate) const COMPARED_BY: &str = "Compared by";

pub(crate) const VALUES: &str = "Values";
pub(crate) const EXPORT: &str = "Export";

/// The table of vendors' claims, and its column heads.
pub(crate) const CLAIMS_SECTION: &str = "Claims against specifications";
pub(crate) const CLAIMS_TABLE: &str = "Claims, a table";
pub(crate) const CLAIMS_HEADS: [&str; 5] = ["Claim", "Claimed", "Specified, system", "Specified, per chip", "Credited"];

pub(crate) const DEALS: &str = "Deals";
pub(crate) const DEALS_TITLE: &str = "The landscape: what was announced, and what must not be added up";
pub(crate) const DEALS_MEASURE: &str =
    "Deals of OpenAI and Anthropic in the same units: dollars, gigawatts, chips, months, dollars a GW-year";
pub(crate) const SHOW_DEALS: &str = "Show the deals";
pub(crate) const HIDE_DEALS: &str = "Hide the deals";

/// The name of the slider of a chart's months.
pub(crate) fn month_of(measure: &str) -> String {
    format!("{measure}: month")
}

/// The button that shows all rows.
pub(crate) fn all_accelerators(more: usize) -> String {
    format!("All accelerators ({more} more)")
}

/// The name of the table of values behind a chart, by the chart's finding.
pub(crate) fn values_of(finding: &str) -> String {
    format!("Values of {finding}")
}

/// The name of the button that exports a chart, by the chart's finding.
pub(crate) fn export_of(finding: &str) -> String {
    format!("Export of {finding}")
}
