//! The scenario on one page.

pub(crate) const BRIEF: &str = "Brief";
pub(crate) const EXPLORE: &str = "Explore this scenario";
/// Below it, before what the page's foot says too.
pub(crate) const ABOUT_NUMBERS: &str = "Every number can be pressed for what stands behind it. ";
