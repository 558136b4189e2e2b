//! The scenario on one page.

pub(crate) const BRIEF: &str = "Brief";
pub(crate) const EXPLORE: &str = "Explore this scenario";
/// Below it, before what the page's foot says too.
pub(crate) const ABOUT_NUMBERS: &str = "Every number can be pressed for what stands behind it. ";

/// What stands beside the scenario, which the brief does not show: "Compared in this link with A, B and 3 more."
pub(crate) fn compared(titles: &[&str]) -> String {
    const NAMED: usize = 3;
    let (named, more) = titles.split_at(titles.len().min(NAMED));
    let named = match (more.len(), named) {
        (0, []) => return String::new(),
        (0, [one]) => (*one).to_owned(),
        (0, [all @ .., last]) => format!("{} and {last}", all.join(", ")),
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
            (&["A"][..], "Compared with A: "),
            (&["A", "B"], "Compared with A and B: "),
            (&["A", "B", "C", "D", "E"], "Compared with A, B, C and 2 more: "),
        ] {
            assert!(compared(titles).starts_with(said), "{}", compared(titles));
        }
    }
}
