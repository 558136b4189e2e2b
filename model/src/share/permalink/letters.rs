//! Texts in a link: ASCII letters and digits stand for themselves; the capitals `X` and `Z` encode everything else.

/// Stands for a space.
const SPACE: char = 'X';
/// Encloses the hexadecimal Unicode number of any other character, including the letters `X` and `Z` themselves.
const OTHER: char = 'Z';

fn stands_for_itself(sign: char) -> bool {
    sign.is_ascii_alphanumeric() && sign != SPACE && sign != OTHER
}

/// Writes a text in the letters of a link.
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

/// Reads a text; `None` if it is empty or if [`write_text`] would write it otherwise.
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
