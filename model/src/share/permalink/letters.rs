//! Texts in a link: letters and digits of ASCII stand for themselves, everything else is written with two capitals.

/// What stands for a space.
const SPACE: char = 'X';
/// What stands before and behind the number of any other sign that is no letter or digit of ASCII, or one of these two.
const OTHER: char = 'Z';

fn stands_for_itself(sign: char) -> bool {
    sign.is_ascii_alphanumeric() && sign != SPACE && sign != OTHER
}

/// A text in the letters of a link: what has another meaning there is written as its number in Unicode.
pub(super) fn write_text(text: &str) -> String {
    let mut written = String::new();
    for sign in text.chars() {
        match sign {
            ' ' => written.push(SPACE),
            sign if stands_for_itself(sign) => written.push(sign),
            sign => written += &format!("{OTHER}{:x}{OTHER}", u32::from(sign)),
        }
    }
    written
}

/// The text again; `None` where it is empty or not written as [`write_text`] would.
pub(super) fn read_text(written: &str) -> Option<String> {
    let (mut text, mut rest) = (String::new(), written);
    while let Some(sign) = rest.chars().next() {
        rest = rest.get(sign.len_utf8()..)?;
        text.push(match sign {
            SPACE => ' ',
            OTHER => {
                let (number, after) = rest.split_once(OTHER)?;
                rest = after;
                char::from_u32(u32::from_str_radix(number, 16).ok()?)?
            }
            sign => sign,
        });
    }
    (!text.is_empty() && write_text(&text) == written).then_some(text)
}
