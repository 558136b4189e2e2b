//! Helpers for words: cleaned texts, lists of names, counted nouns and free names.

use crate::base::show::show_closely;
use crate::base::units::Unit;

/// A text reduced to one line of at most `most` characters, without surrounding space, invisible characters and such as
/// change the direction of text.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let turns = |sign: char| matches!(sign, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let kept = text.chars().filter(|sign| !turns(*sign));
    let breaks = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    let one_line: String = kept.map(|sign| if breaks(sign) { ' ' } else { sign }).collect();
    one_line.trim().chars().take(most).collect::<String>().trim_end().to_owned()
}

/// Names as a list in a sentence.
///
/// ```
/// use model::base::words::in_a_row;
/// assert_eq!(in_a_row(&["NVIDIA"]), "NVIDIA");
/// assert_eq!(in_a_row(&["AWS", "NVIDIA", "AMD"]), "AWS, NVIDIA and AMD");
/// ```
pub fn in_a_row<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A count with up to six significant digits: "10,000".
pub fn counted(count: usize) -> String {
    show_closely(count as f64, Unit::Count).text()
}

/// A count of things whose plural ends in "s".
///
/// ```
/// use model::base::words::how_many;
/// assert_eq!(how_many(1, "input"), "1 input");
/// assert_eq!(how_many(10_000, "draw"), "10,000 draws");
/// ```
pub fn how_many(count: usize, of: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {of}{ending}", counted(count))
}

/// A name that is not taken: this one, or its beginning with a number after it, at most `most` characters in all.
pub fn first_free(name: &str, most: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| {
        let number = format!(" ({number})");
        let beginning: String = name.chars().take(most.saturating_sub(number.len())).collect();
        beginning.trim_end().to_owned() + &number
    });
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{first_free, one_line};

    #[test]
    fn a_name_that_is_taken_gets_the_first_number_that_is_free() {
        let taken = ["Mine", "Mine (2)", "A long name"];
        let free = |name: &str, most: usize| first_free(name, most, |other| taken.contains(&other));
        assert_eq!(free("Yours", 80), "Yours");
        assert_eq!(free("Mine", 80), "Mine (3)");
        assert_eq!(free("A long name", 11), "A long (2)");
        assert_eq!(free("A long name", usize::MAX), "A long name (2)");
    }

    #[test]
    fn nothing_hides_and_nothing_turns() {
        assert_eq!(one_line("  \u{202e}gnp.exe\u{202c}\n second\u{2028}line\u{feff} ", 40), "gnp.exe  second line");
        assert_eq!(one_line("naïve ‘quotes’ 漢字", 7), "naïve ‘");
        assert_eq!(one_line("\u{200b}\u{2066}", 9), "");
    }
}
