//! Numbers as text: rounded to significant digits, with separators of thousands.

/// The number rounded to three significant digits, with commas between thousands. Below a millionth it is written with
/// a power of ten.
///
/// ```
/// use model::base::numbers::three_digits;
/// assert_eq!(three_digits(0.7421), "0.742");
/// assert_eq!(three_digits(38.0), "38");
/// assert_eq!(three_digits(-1.07), "−1.07");
/// assert_eq!(three_digits(184_321.0), "184,000");
/// assert_eq!(three_digits(0.9996), "1");
/// ```
pub fn three_digits(value: f64) -> String {
    digits(value, 3)
}

/// A count with commas between thousands.
///
/// ```
/// assert_eq!(model::base::numbers::thousands(1_234_567), "1,234,567");
/// ```
pub fn thousands(count: u64) -> String {
    let mut text = count.to_string();
    group_thousands(&mut text);
    text
}

/// Inserts commas between groups of three digits before the point of a text that begins with digits.
pub(crate) fn group_thousands(text: &mut String) {
    let mut at = text.find('.').unwrap_or(text.len());
    while at > 3 {
        at -= 3;
        text.insert(at, ',');
    }
}

/// A number with at most `significant` digits and commas between thousands; below a millionth with a power of ten. "0"
/// if it is not finite.
///
/// ```
/// use model::base::numbers::digits;
/// assert_eq!(digits(14_271_407.110_666, 7), "14,271,410");
/// assert_eq!(digits(47_999_999_999.999_985, 7), "48,000,000,000");
/// ```
pub fn digits(value: f64, significant: i32) -> String {
    if !value.is_finite() || value == 0.0 {
        return "0".to_owned();
    }
    // Below a millionth, zeros after the point are hard to count.
    if value.abs() < 1e-6 {
        return times_power_of_ten(value, significant);
    }
    // The formatter rounds decimal text exactly; reading it back gives the rounded number and its true exponent.
    let rounded = format!("{:.*e}", (significant - 1) as usize, value.abs());
    let exponent: i32 = rounded.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    let number = read_number(&rounded).unwrap_or(0.0);
    let decimals = (significant - 1 - exponent).max(0) as usize;
    let mut text = format!("{number:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    group_thousands(&mut text);
    if value < 0.0 { format!("−{text}") } else { text }
}

const POWERS: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

fn power_of_ten(exponent: i32) -> String {
    let figure = |byte: u8| POWERS.get(usize::from(byte.wrapping_sub(b'0'))).copied();
    let figures: String = exponent.abs().to_string().bytes().filter_map(figure).collect();
    format!("10{}{figures}", if exponent < 0 { "⁻" } else { "" })
}

/// A number as a mantissa times a power of ten: "5 × 10²⁶", with narrow no-break spaces.
pub(crate) fn times_power_of_ten(value: f64, significant: i32) -> String {
    let text = format!("{value:.*e}", (significant - 1) as usize);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let mantissa = digits(read_number(mantissa).unwrap_or(0.0), significant);
    format!("{mantissa}\u{202f}×\u{202f}{}", power_of_ten(exponent.parse().unwrap_or(0)))
}

/// Reads a finite number as Rust writes it: a sign, digits with a point, an exponent.
///
/// `None` for anything else, and for a number that is too large.
///
/// ```
/// use model::base::numbers::read_number;
/// assert_eq!(read_number("-1.5e-3"), Some(-0.0015));
/// assert_eq!(read_number("38000000000"), Some(38e9));
/// assert_eq!(read_number("1.2.3"), None);
/// assert_eq!(read_number("1e999"), None);
/// ```
pub fn read_number(text: &str) -> Option<f64> {
    lexical_core::parse(text.as_bytes()).ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_written_and_nothing_else() {
        let mut seed = 1_u64;
        for _ in 0..200_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from_bits(seed);
            if value.is_finite() {
                assert_eq!(read_number(&format!("{value:e}")), Some(value));
                assert_eq!(read_number(&value.to_string()), Some(value));
                assert_eq!(
                    read_number(&format!("{:.2e}", value)),
                    format!("{value:.2e}").parse().ok().filter(|v: &f64| v.is_finite())
                );
            }
            let small = (seed >> 40) as f64 / 1e4;
            assert_eq!(read_number(&format!("{small}")), Some(small));
        }
        for bad in ["", "-", ".", "e5", "1e", "1e+", "0x1", "inf", "NaN", "1_0", " 1", "١"] {
            assert_eq!(read_number(bad), None, "{bad:?}");
        }
        assert_eq!(read_number("00.50"), Some(0.5));
        assert_eq!(read_number("0"), Some(0.0));
    }
}
