//! The widths of texts, from a table of advance widths, so that texts can be placed and wrapped without a screen.
//!
//! The widths are those of Arial, which Helvetica and Liberation Sans share exactly; [`STACK`] asks for one of the
//! three.

/// The fonts that have these widths, as a `font-family` attribute lists them.
pub const STACK: &str = "Arial, Helvetica, Liberation Sans, sans-serif";

/// Units of the table per em.
const UNITS: f64 = 2048.0;

/// Advance widths of the characters from space to tilde, in units of the table.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139,
    2079, 1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479, 1593,
    1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139,
    682, 1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139,
    1139, 1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196,
];

/// The same for bold text.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569, 682, 569, 569,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251,
    1997, 1479, 1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479, 1593,
    1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196, 1139,
    682, 1139, 1251, 1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251, 1251,
    1251, 1251, 797, 1139, 682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196,
];

/// A size and a weight of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// The font size, CSS pixels.
    pub size: f64,
    /// Whether the text is bold.
    pub bold: bool,
}

/// Text beside axes, in labels and notes: the smallest size in use.
pub const SMALL: Font = Font { size: 12.0, bold: false };
/// Names in labels.
pub const SMALL_BOLD: Font = Font { size: 12.0, bold: true };

impl Font {
    /// The width of a text, CSS pixels.
    pub fn width(self, text: &str) -> f64 {
        text.chars().map(|letter| self.letter(letter)).sum()
    }

    fn letter(self, letter: char) -> f64 {
        let table = if self.bold { &BOLD } else { &REGULAR };
        let known = (letter as usize).checked_sub(32).and_then(|place| table.get(place)).copied();
        let units = known.unwrap_or(match letter {
            '\u{a0}' => 569,
            '\u{2009}' | '\u{202f}' => 410,
            '·' | '²' | '³' | '¹' | '“' | '”' if !self.bold => 682,
            '‘' | '’' if !self.bold => 455,
            '‘' | '’' => 569,
            '·' | '²' | '³' | '¹' => 682,
            '“' | '”' => 1024,
            '×' | '−' => 1196,
            '÷' | '≤' | '≥' => 1124,
            // Superscripts outside Latin-1, at the width of the widest.
            '⁰' | '⁴'..='⁹' | '⁻' => 1024,
            '\u{a1}'..='\u{17f}' | '–' => {
                if letter.is_uppercase() {
                    1593
                } else {
                    1251
                }
            }
            // Arrows, dashes, the ellipsis, and characters that the table does not have: at most this wide.
            _ => 2048,
        });
        f64::from(units) / UNITS * self.size
    }

    /// A text, cut off with an ellipsis if it is wider than `room` CSS pixels.
    pub fn cut(self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let mut kept = String::new();
        let mut used = self.letter('…');
        for letter in text.chars() {
            used += self.letter(letter);
            if used > room {
                break;
            }
            kept.push(letter);
        }
        format!("{}…", kept.trim_end())
    }

    /// A text in lines of at most `room` CSS pixels: broken at spaces, and within a word only if the word alone is too
    /// wide.
    pub fn wrap(self, text: &str, room: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let last = lines.last().map_or("", String::as_str);
            let joined = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
            if self.width(&joined) <= room {
                if let Some(last) = lines.last_mut() {
                    *last = joined;
                }
                continue;
            }
            if !last.is_empty() {
                lines.push(String::new());
            }
            for letter in word.chars() {
                if let Some(line) = lines.last_mut() {
                    if !line.is_empty() && self.width(line) + self.letter(letter) > room {
                        lines.push(letter.to_string());
                    } else {
                        line.push(letter);
                    }
                }
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_the_font_s() {
        // 7 digits of 1,139 units, with 2,048 units to the height of a letter.
        assert!((SMALL.width("1234567") - 12.0 * 7.0 * 1139.0 / 2048.0).abs() < 1e-9);
        assert!(SMALL_BOLD.width("Trainium3") > SMALL.width("Trainium3"));
        assert!((SMALL.width("−") - 12.0 * 1196.0 / 2048.0).abs() < 1e-9);
    }

    #[test]
    fn lines_fit_and_keep_every_word() {
        let text = "By December 2027 Amazon’s $10bn has come back as cloud spend, averyveryverylongwordindeed too.";
        for room in [40.0, 90.0, 300.0, 2000.0] {
            let lines = SMALL.wrap(text, room);
            assert!(lines.iter().all(|line| SMALL.width(line) <= room), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert_eq!(SMALL.wrap(text, 2000.0), [text]);
    }

    #[test]
    fn what_is_cut_says_so_and_fits() {
        assert_eq!(SMALL.cut("GB300", 80.0), "GB300");
        let cut = SMALL.cut("Trainium3 UltraServer", 80.0);
        assert!(cut.ends_with('…') && cut.starts_with("Train") && SMALL.width(&cut) <= 80.0, "{cut}");
    }
}
