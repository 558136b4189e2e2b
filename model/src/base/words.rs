//! Texts that somebody wrote, as they are kept.

/// A text in one line, without what hides something or turns the direction of reading, without space around it, and with
/// at most so many signs.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let turns = |sign: char| matches!(sign, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let kept = text.chars().filter(|sign| !turns(*sign));
    let breaks = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    let one_line: String = kept.map(|sign| if breaks(sign) { ' ' } else { sign }).collect();
    one_line.trim().chars().take(most).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn nothing_hides_and_nothing_turns() {
        assert_eq!(one_line("  \u{202e}gnp.exe\u{202c}\n second\u{2028}line\u{feff} ", 40), "gnp.exe  second line");
        assert_eq!(one_line("naïve ‘quotes’ 漢字", 7), "naïve ‘");
        assert_eq!(one_line("\u{200b}\u{2066}", 9), "");
    }
}
