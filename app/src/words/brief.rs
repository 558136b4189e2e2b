//! The scenario on one page.

pub(crate) const BRIEF: &str = "Brief";
pub(crate) const EXPLORE: &str = "Explore this scenario";
/// Below it, before what the page's foot says too.
pub(crate) const ABOUT_NUMBERS: &str = "Every number can be pressed for what stands behind it. ";

/// What stands beside the scenario, which the brief does not show: "Compared with “A”, “B” and 3 more: …".
pub(crate) fn compared(titles: &[&str]) -> String {
    const NAMED: usize = 2;
    // Names have commas of their own.
    let quoted: Vec<String> = titles.iter().take(NAMED).map(|title| format!("“{title}”")).collect();
    let named = match (titles.len().saturating_sub(NAMED), quoted.as_slice()) {
        (0, []) => return String::new(),
        (0, all) => all.join(" and "),
        (more, named) => format!("{} and {more} more", named.join(", ")),
    };
    format!("Compared with {named}: side by side under “{EXPLORE}”.")
}

#[cfg(test)]
mod tests {
    use super::compared;

    #[test]
    fn a_brief_names_what_is_compared() {
        assert_eq!(compared(&[]), "");
        for (titles, said) in [
            (&["A"][..], "Compared with “A”: "),
            (&["A", "B"], "Compared with “A” and “B”: "),
            (&["A", "B", "C", "D", "E"], "Compared with “A”, “B” and 3 more: "),
        ] {
            assert!(compared(titles).starts_with(said), "{}", compared(titles));
        }
    }
}
