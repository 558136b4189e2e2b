//! Numbers in a link: a capital letter for the power of ten, then the digits. `S4219` is 4219 × 10⁵.
//!
//! Since codes end with a small letter or a digit, a number can follow directly; it needs neither a point nor a sign
//! that programs might rewrite. `B` stands for 10⁻¹², `N` for 1, `Y` for 10¹¹; beyond them, `Z` and two capitals count
//! up from 10⁻³³⁸. A negative number has an `m` before its digits.

use crate::base::numbers::read_number;

/// The power of ten of [`FIRST`].
const LOWEST: i32 = -12;
const FIRST: u8 = b'B';
const LAST: u8 = b'Y';
/// Precedes the two capitals of any other power of ten.
const FURTHER: u8 = b'Z';
/// The power of ten of the capitals `AA`.
const LOWEST_OF_ALL: i32 = -338;
const CAPITALS: i32 = 26;
const BELOW_0: char = 'm';

/// Writes a number with the fewest digits that read back to the same value.
pub(super) fn write(value: f64) -> String {
    let text = format!("{:e}", value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let power = exponent.parse::<i32>().unwrap_or(0) - fraction.len() as i32;
    let mut written = String::new();
    match u8::try_from(power - LOWEST) {
        Ok(above) if above <= LAST - FIRST => written.push(char::from(FIRST + above)),
        _ => {
            let above = power - LOWEST_OF_ALL;
            written.push(char::from(FURTHER));
            for place in [above / CAPITALS, above % CAPITALS] {
                written.push(char::from(b'A' + u8::try_from(place).unwrap_or(0)));
            }
        }
    }
    if value < 0.0 {
        written.push(BELOW_0);
    }
    written + whole + fraction
}

/// Reads the number at the beginning of a text, and returns it with the rest; `None` if there is none, or if [`write`]
/// would write it otherwise.
pub(super) fn read(text: &str) -> Option<(f64, &str)> {
    let first = *text.as_bytes().first()?;
    let (power, rest) = match first {
        FIRST..=LAST => (LOWEST + i32::from(first - FIRST), text.get(1..)?),
        FURTHER => {
            let of = |place: usize| text.as_bytes().get(place).filter(|sign| sign.is_ascii_uppercase());
            let above = i32::from(of(1)? - b'A') * CAPITALS + i32::from(of(2)? - b'A');
            (LOWEST_OF_ALL + above, text.get(3..)?)
        }
        _ => return None,
    };
    let (sign, rest) = rest.strip_prefix(BELOW_0).map_or(("", rest), |rest| ("-", rest));
    let end = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let value = read_number(&format!("{sign}{digits}e{power}"))?;
    // Each number has exactly one text.
    let own = text.get(..text.len() - after.len())?;
    (write(value) == own).then_some((value, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_so() {
        for (value, text) in [
            (0.0, "N0"),
            (3.0, "N3"),
            (3.5, "M35"),
            (-0.25, "Lm25"),
            (38e9, "W38"),
            (421_900.0, "P4219"),
            (1e-12, "B1"),
            (1e11, "Y1"),
            (2.5e27, "ZOA25"),
            (1e12, "ZNM1"),
        ] {
            assert_eq!(write(value), text, "{value}");
            assert_eq!(read(text), Some((value, "")), "{text}");
        }
    }

    #[test]
    fn any_number_reads_back_to_the_bit() {
        let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..20_000 {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from_bits(bits);
            if value.is_finite() {
                let text = write(value);
                assert_eq!(read(&text).map(|(read, rest)| (read.to_bits(), rest.len())), Some((value.to_bits(), 0)));
            }
        }
        for value in [f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324] {
            assert_eq!(read(&write(value)), Some((value, "")));
        }
    }

    #[test]
    fn what_is_written_otherwise_is_no_number() {
        for text in ["", "3", "N", "N03", "O30", "Nm0", "a3", "ZAA", "ZNN3e", "Z3", "N٣", "ZZZ9"] {
            assert!(!matches!(read(text), Some((_, ""))), "{text}: {:?}", read(text));
        }
        assert_eq!(read("N3-slN4"), Some((3.0, "-slN4")));
    }
}
