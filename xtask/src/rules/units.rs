//! No public floating-point number without a unit in its name or type.
//!
//! A public field, constant or function of the model that is a bare `f64` says in its name what it is in: a word of
//! [`UNIT_WORDS`], as in `facility_watts` or `COST_USD_PER_CHIP_HOUR`. Where the unit stands beside the number, as a
//! field of the same struct or as an argument, a word of [`PLAIN_WORDS`] does.

use super::Finding;
use super::source::{SourceFile, Token, after_closing, tokens};
use std::collections::BTreeSet;

/// Words that say a unit, or that a number has none (a share, a ratio, a count).
const UNIT_WORDS: &[&str] = &[
    "usd dollars",
    "watt watts kilowatts megawatts gigawatts joules kwh mwh gwh",
    "second seconds hour hours day days month months year years",
    "flop flops pflop eflop byte bytes token tokens weights h100e h100s",
    // Counts.
    "chips count number index times",
    // Pure numbers, and what is a share or a ratio by definition.
    "share shares ratio ratios factor multiple fraction percent probability quantile rank correlation elasticity",
    "exponent herfindahl mfu goodput pue moic irr wacc",
    // "A per B" names both.
    "per",
];

/// Words that do where the unit stands beside the number.
const PLAIN_WORDS: &[&str] = &[
    "value values low base high min max step rounding default half total mean median p5 p10 p50 p90 p95",
    "from to before after baseline difference change get shown",
];

/// Types that tell the unit of the number beside them: units, and keys of tables in which each row has one.
const UNIT_TYPES: &[&str] = &["Unit ParameterId SeriesId MetricId"];

/// Types that hold numbers without saying more about them.
const CONTAINERS: &[&str] = &[
    "Option Result Box Rc Arc Cow Cell RefCell OnceCell OnceLock LazyLock Vec VecDeque HashMap BTreeMap",
    "Range RangeInclusive Iterator IntoIterator ExactSizeIterator DoubleEndedIterator",
];

/// What the rule lets pass: a file (or one name in it) and the reason.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("model/src/run/number.rs", "*", "arithmetic itself: the same function serves every unit"),
    ("model/src/run/rate.rs", "*", "arithmetic itself: flows are in USD, and their rate is a share a year"),
    ("model/src/base/numbers.rs", "*", "numbers as text, whatever their unit"),
    ("model/src/base/dust.rs", "*", "arithmetic itself: the same function serves every unit"),
    ("model/src/base/show.rs", "*", "display: the unit is an argument"),
    ("model/src/base/scale.rs", "*", "conversion: the unit is the receiver"),
    ("model/src/record/recorder.rs", "*", "arithmetic itself: a step of any unit, which its named quantity has"),
    ("model/src/record/tape.rs", "*", "arithmetic itself: a step of any unit, which its named quantity has"),
    ("model/src/record/replay.rs", "*", "arithmetic itself: a step of any unit, which its named quantity has"),
    ("model/src/record/formula.rs", "*", "a part has its unit beside its value"),
    ("model/src/record/writer.rs", "*", "arithmetic itself: a step of any unit, which its named quantity has"),
    (
        "model/src/inputs/baselines.rs",
        "values",
        "one number for each row of the table of parameters, which has the unit",
    ),
    (
        "model/src/inputs/scenario.rs",
        "values",
        "one number for each row of the table of parameters, which has the unit",
    ),
];

fn listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|line| line.split(' ').any(|listed| listed == word))
}

/// Public numbers that do not say what they are in.
pub(super) fn nameless(files: &[SourceFile]) -> Vec<Finding> {
    let carriers: BTreeSet<String> = files.iter().flat_map(|file| carriers(&tokens(&file.shipped))).collect();
    files.iter().flat_map(|file| in_file(file, &carriers)).collect()
}

/// Structs that carry a unit beside their numbers.
fn carriers(tokens: &[Token<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let (Some(name), true) = (tokens.get(place + 1), token.text == "struct") else {
            continue;
        };
        let body = body(tokens, place + 2);
        let carries = body.windows(2).any(|two| two[0].text == ":" && listed(UNIT_TYPES, two[1].text));
        if carries {
            found.push(name.text.to_owned());
        }
    }
    found
}

/// The tokens in the braces of the item whose name ends before `at`; none for `struct A;` and `struct A(…);`.
fn body<'t, 'a>(tokens: &'t [Token<'a>], at: usize) -> &'t [Token<'a>] {
    let open = (at..tokens.len()).find(|place| matches!(tokens[*place].text, "{" | ";" | "("));
    match open {
        Some(open) if tokens[open].text == "{" => &tokens[open..after_closing(tokens, open)],
        _ => &[],
    }
}

fn in_file(file: &SourceFile, carriers: &BTreeSet<String>) -> Vec<Finding> {
    let tokens = tokens(&file.shipped);
    let mut found = Vec::new();
    // For each open brace: whether the unit stands beside what is in it.
    let mut beside: Vec<bool> = Vec::new();
    let mut header_carries = false;
    let mut header = false;
    for (place, token) in tokens.iter().enumerate() {
        match token.text {
            "struct" | "impl" => (header, header_carries) = (true, false),
            "{" => {
                let inherited = beside.last().copied().unwrap_or(false);
                beside.push(if header { header_carries } else { inherited });
                header = false;
            }
            "}" => drop(beside.pop()),
            ";" => header = false,
            name if header && (listed(UNIT_TYPES, name) || carriers.contains(name)) => header_carries = true,
            "pub" => {
                if let Some(number) = public_number(&tokens, place + 1) {
                    let plain = number.unit_beside || beside.last().copied().unwrap_or(false);
                    if !says_unit(number.name.text, plain) && !allowed(&file.path, number.name.text) {
                        let reason = format!(
                            "`{}` is a bare f64: say its unit (…_usd, …_watts, …_share), or give it a type",
                            number.name.text
                        );
                        found.push(Finding::at(file, number.name.line, reason));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// A public item whose type is, or holds, an `f64`.
struct PublicNumber<'a> {
    name: Token<'a>,
    /// Whether a unit is among the arguments.
    unit_beside: bool,
}

/// The number that is declared after `pub`, where one is.
fn public_number<'a>(tokens: &[Token<'a>], mut at: usize) -> Option<PublicNumber<'a>> {
    let text = |place: usize| tokens.get(place).map_or("", |token| token.text);
    // `pub(crate)` is not public.
    if text(at) == "(" {
        return None;
    }
    let mut constant = false;
    while matches!(text(at), "const" | "static" | "async" | "unsafe" | "mut") {
        constant |= matches!(text(at), "const" | "static");
        at += 1;
    }
    if text(at) == "fn" {
        let name = *tokens.get(at + 1)?;
        let open = (at..tokens.len()).find(|place| tokens[*place].text == "(")?;
        let close = after_closing(tokens, open);
        if text(close) != "-" || text(close + 1) != ">" {
            return None;
        }
        let end = (close..tokens.len()).find(|place| matches!(tokens[*place].text, "{" | ";" | "where"))?;
        let unit_beside = tokens[open..close].iter().any(|token| listed(UNIT_TYPES, token.text));
        return holds_number(&tokens[close..end]).then_some(PublicNumber { name, unit_beside });
    }
    let name = *tokens.get(at)?;
    if !name.is_word() || text(at + 1) != ":" || text(at + 2) == ":" {
        return None;
    }
    let end = end_of_type(tokens, at + 2, constant);
    holds_number(&tokens[at + 2..end]).then_some(PublicNumber { name, unit_beside: false })
}

/// Where a field's or constant's type ends.
fn end_of_type(tokens: &[Token<'_>], start: usize, constant: bool) -> usize {
    let mut depth = 0_i32;
    for (place, token) in tokens.iter().enumerate().skip(start) {
        match token.text {
            "<" | "(" | "[" => depth += 1,
            // The arrow of a function type closes nothing.
            ">" if tokens[place - 1].text == "-" => {}
            ">" | ")" | "]" => depth -= 1,
            "}" => return place,
            "," | "=" | ";" if depth <= 0 && (constant || token.text == ",") => return place,
            _ => {}
        }
    }
    tokens.len()
}

/// Whether a type is a bare number, or one in an `Option`, a `Vec` or the like. A function that gives one is no number,
/// and a type of ours around it says what it is in.
fn holds_number(of_type: &[Token<'_>]) -> bool {
    if of_type.iter().any(|token| ["fn", "Fn", "FnMut", "FnOnce"].contains(&token.text)) {
        return false;
    }
    let mut around: Vec<&str> = Vec::new();
    for (place, token) in of_type.iter().enumerate() {
        let before = place.checked_sub(1).map_or("", |place| of_type[place].text);
        match token.text {
            "<" => around.push(before),
            ">" if before != "-" => drop(around.pop()),
            "f64" | "f32" if around.iter().all(|outer| listed(CONTAINERS, outer)) => return true,
            _ => {}
        }
    }
    false
}

fn says_unit(name: &str, unit_beside: bool) -> bool {
    let name = name.to_ascii_lowercase();
    name.split('_').any(|word| listed(UNIT_WORDS, word) || (unit_beside && listed(PLAIN_WORDS, word)))
}

fn allowed(path: &str, name: &str) -> bool {
    ALLOWED.iter().any(|(file, item, _reason)| *file == path && (*item == "*" || *item == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> Vec<String> {
        nameless(&[SourceFile::new("model/src/power.rs", code)]).into_iter().map(|finding| finding.reason).collect()
    }

    #[test]
    fn numbers_that_say_their_unit_hold() {
        for code in [
            "pub struct A { pub facility_watts: f64, pub cost_usd: Option<f64> }",
            "pub const MEAN_HOURS_IN_MONTH: f64 = 730.5;",
            "pub fn price_per_chip_hour(&self) -> f64 { 0.0 }",
            "pub struct Fact { pub value: f64, pub unit: Unit, pub low: Option<f64> }",
            "pub struct Row { pub unit: Unit }\nimpl Row { pub fn default_value(self) -> f64 { 0.0 } }",
            "pub fn base_value(of: &str, unit: Unit) -> f64 { 0.0 }",
            "pub struct A { pub price: Fact, pub chips: u32, pub(crate) odd: f64, odder: f64 }",
            "pub struct A { pub curve: fn(f64) -> f64, pub size: u8 }",
            "pub fn of(self) -> Money { Money(0.0) }",
            "pub struct A { pub sheet: Sheet<f64> }\npub fn b() -> Option<Box<Sheet<f64>>> { None }",
            "pub struct Setting { pub input: ParameterId, pub value: f64 }",
            "pub fn shown(&self, series: SeriesId) -> Option<&[f64]> { None }",
            "#[cfg(test)]\nmod tests { pub fn odd() -> f64 { 0.0 } }",
        ] {
            assert_eq!(names(code), Vec::<String>::new(), "{code}");
        }
    }

    #[test]
    fn numbers_that_do_not_are_named() {
        for (code, name) in [
            ("pub struct A { pub size: f64 }", "size"),
            ("pub fn pairs() -> Vec<(Month, f64)> { a() }", "pairs"),
            ("pub fn size(sheet: &Sheet<f64>) -> f64 { 0.0 }", "size"),
            ("pub struct A { pub chips: u32, pub sizes: Vec<f64>, }", "sizes"),
            ("pub struct A { pub value: f64 }", "value"),
            ("pub const BIG: f64 = 1.0;", "BIG"),
            ("pub static TABLE: [f64; 2] = [1.0, 2.0];", "TABLE"),
            ("pub const fn size(a: u8, b: (u8, u8)) -> f64 { 0.0 }", "size"),
            ("pub fn size<T: Into<f64>>(a: T) -> Option<f64> where T: Copy { None }", "size"),
            ("pub struct Row { pub unit: Unit }\npub struct B { pub value: f64 }", "value"),
        ] {
            let found = names(code);
            assert_eq!(found.len(), 1, "{code}: {found:?}");
            assert!(found[0].starts_with(&format!("`{name}`")), "{found:?}");
        }
    }

    #[test]
    fn what_is_let_pass_has_a_reason() {
        assert!(ALLOWED.iter().all(|(_, _, reason)| reason.len() > 10));
        assert!(allowed("model/src/run/number.rs", "exp"));
        assert!(!allowed("model/src/power.rs", "exp"));
    }
}
