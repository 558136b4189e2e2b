//! The texts of the brief.

pub(crate) const BRIEF: &str = "Brief";
pub(crate) const EXPLORE: &str = "Explore this scenario";
/// At the foot of the brief, before the sentence that the page's foot has too.
pub(crate) const ABOUT_NUMBERS: &str = "Press any number to see where it comes from. ";

/// The compared scenarios, which the brief does not show: "Compared with “A”, “B” and 3 more: …". Empty without any.
pub(crate) fn compared(titles: &[&str]) -> String {
    const NAMED: usize = 2;
    // Names are quoted, because they may contain commas.
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
