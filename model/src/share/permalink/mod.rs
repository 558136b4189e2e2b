//! Links: a scenario as one query parameter, and back.
//!
//! `2.tk.slN3-cpg3M35.HS4219….0k3f9ab`: version of the form, the frozen baseline's code, every input that differs, the
//! headline numbers that the sender saw, and a checksum over all that stands before it. Between full stops stand its
//! parts: the first begins with a small letter and holds the inputs; each other one begins with a capital that says what
//! it holds, so that later parts can join ([`FIGURES`] is the one that there is). Only letters, digits, full stops and
//! hyphens: mail and chat programs take `_` and `~` for marks of emphasis.
//!
//! A link is opened whole or not at all. What cannot be read exactly is refused with the reason; it never becomes
//! another scenario. The first form, `1~talks-2025-12~sl_3~…`, is read for ever ([`first_form`]).

mod address;
mod checksum;
mod digits;
mod first_form;

use crate::base::numbers::read_number;
use crate::inputs::baselines::Baseline;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Kind;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{self, MetricId};
use crate::run::outcome::Outcome;
pub use address::stands_in;
use checksum::checksum;

/// The query parameter that holds a scenario.
pub const PARAMETER: &str = "s";

/// The version of this form.
const VERSION: &str = "2";
/// Between the parts of a link.
const BETWEEN_PARTS: char = '.';
/// Between the inputs of the part that holds them.
const BETWEEN_INPUTS: char = '-';
/// What begins the part with the headline numbers.
const FIGURES: char = 'H';
/// What stands for a headline number that has no value, and before a choice's code: no number begins with it.
const NO_NUMBER: char = 'A';

/// The headline numbers that a link carries, in this order for ever: the page's six, of which the stake has two.
const CARRIED: [MetricId; 7] = [
    metric::CHIPS_ONLINE,
    metric::H100_EQUIVALENTS,
    metric::FACILITY_POWER,
    metric::CONTRACT_NPV,
    metric::STAKE,
    metric::STAKE_VALUE,
    metric::RETURNED_SHARE,
];

/// Why a link was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// There is nothing in it.
    Empty,
    /// It holds more than one scenario.
    Several,
    /// It was cut, altered or mistyped: the checksum does not fit.
    Damaged,
    /// It was made by a newer version.
    Version(String),
    /// It names a baseline that this version does not have.
    Baseline(String),
    /// It names an input that this version does not have.
    Input(String),
    /// An input has a value that may not stand there.
    Value(String),
    /// It is whole, but not of a form that this version reads.
    Form(String),
}

/// The reason in words, for a notice.
impl std::fmt::Display for LinkFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LinkFault::Empty => write!(f, "the link holds no scenario"),
            LinkFault::Several => write!(f, "the link holds more than one scenario"),
            LinkFault::Damaged => write!(f, "the link was cut off or altered on its way (its checksum does not fit)"),
            LinkFault::Version(version) => write!(
                f,
                "the link was made by another version of this page (form {version}; this page reads forms 1 and {VERSION})"
            ),
            LinkFault::Baseline(id) => write!(f, "the link starts from a baseline that this page does not have ({id})"),
            LinkFault::Input(code) => write!(f, "the link sets an input that this page does not have ({code})"),
            LinkFault::Value(why) => write!(f, "the link sets a value that cannot be ({why})"),
            LinkFault::Form(part) => write!(f, "a part of the link cannot be read ({part})"),
        }
    }
}

/// A link that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The scenario.
    pub scenario: Scenario,
    /// What of it is not as it was sent, a sentence each: signs that were left out around it, inputs of a link of the
    /// first form whose meaning has changed since.
    pub translated: Vec<String>,
    /// The headline numbers that the sender saw.
    shared: Vec<Shared>,
}

/// A headline number that the sender saw, to four significant digits; `None` where it had no value.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shared {
    metric: MetricId,
    value: Option<f64>,
}

/// A headline number that is no longer what the sender saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub metric: MetricId,
    /// As it was when shared, in words.
    pub when_shared: String,
    /// As it is now, in words.
    pub now: String,
}

/// Writes a scenario and its headline numbers as the value of the query parameter.
pub fn write(scenario: &Scenario, outcome: &Outcome) -> String {
    let mut body = format!("{VERSION}{BETWEEN_PARTS}{}", scenario.baseline().code);
    for (place, input) in scenario.changes().enumerate() {
        body.push(if place == 0 { BETWEEN_PARTS } else { BETWEEN_INPUTS });
        body.push_str(&input.code());
        body.push_str(&write_value(input, scenario.get(input)));
    }
    body.push(BETWEEN_PARTS);
    body.push(FIGURES);
    for metric in CARRIED {
        match rounded(outcome, metric) {
            Some(value) => body.push_str(&digits::write(value)),
            None => body.push(NO_NUMBER),
        }
    }
    let sum = checksum(&body);
    format!("{body}{BETWEEN_PARTS}{sum}")
}

/// Reads a link: the value of the query parameter, or an address that has it in its query or its fragment; with up to
/// one level of escaping more than an address has. What mail and chat programs put around it is left out where the
/// checksum proves what is left; [`Link::translated`] then says so.
pub fn read(text: &str) -> Result<Link, LinkFault> {
    let fault = match read_as_it_stands(text) {
        Err(fault @ (LinkFault::Damaged | LinkFault::Empty)) => fault,
        read => return read,
    };
    let mut link = address::without_surroundings(text).and_then(|text| read_as_it_stands(&text).ok()).ok_or(fault)?;
    link.translated.insert(0, LEFT_OUT.to_owned());
    Ok(link)
}

/// What is said of a link that had to be freed from its surroundings.
const LEFT_OUT: &str = "Signs that do not belong to the link were left out; its checksum proves the rest.";

fn read_as_it_stands(text: &str) -> Result<Link, LinkFault> {
    let text = address::value_in(text.trim())?;
    if text.contains(first_form::BETWEEN_PARTS) {
        return first_form::read(&text);
    }
    let (body, sum) = text.rsplit_once(BETWEEN_PARTS).ok_or(LinkFault::Damaged)?;
    if sum != checksum(body) {
        return Err(LinkFault::Damaged);
    }
    let mut parts = body.split(BETWEEN_PARTS);
    match parts.next() {
        Some(VERSION) => {}
        other => return Err(LinkFault::Version(other.unwrap_or_default().to_owned())),
    }
    let code = parts.next().ok_or_else(|| LinkFault::Form("no baseline".to_owned()))?;
    let baseline = Baseline::by_code(code).ok_or_else(|| LinkFault::Baseline(code.to_owned()))?;
    let mut link = Link { scenario: Scenario::of(baseline), translated: Vec::new(), shared: Vec::new() };
    for (place, part) in parts.enumerate() {
        match part.strip_prefix(FIGURES) {
            Some(figures) if link.shared.is_empty() => link.shared = read_figures(figures)?,
            None if place == 0 && part.starts_with(|first: char| first.is_ascii_lowercase()) => {
                read_inputs(&mut link.scenario, part)?;
            }
            _ => return Err(LinkFault::Form(part.to_owned())),
        }
    }
    Ok(link)
}

/// The part that holds the inputs: each once, in the order of the table.
fn read_inputs(scenario: &mut Scenario, part: &str) -> Result<(), LinkFault> {
    let mut last = None;
    for item in part.split(BETWEEN_INPUTS) {
        let at = item.find(|sign: char| sign.is_ascii_uppercase()).ok_or_else(|| LinkFault::Form(item.to_owned()))?;
        let (code, value) = item.split_at(at);
        let input = ParameterId::parse_code(code).ok_or_else(|| LinkFault::Input(code.to_owned()))?;
        if last.replace(input.index()).is_some_and(|before| before >= input.index()) {
            return Err(LinkFault::Form(item.to_owned()));
        }
        let value = read_value(input, value)?;
        scenario.set(input, value).map_err(LinkFault::Value)?;
    }
    Ok(())
}

/// The part that holds the headline numbers: all of them, none left over.
fn read_figures(part: &str) -> Result<Vec<Shared>, LinkFault> {
    let fault = || LinkFault::Form(part.to_owned());
    let mut rest = part;
    let mut figures = Vec::with_capacity(CARRIED.len());
    for metric in CARRIED {
        let value = match rest.strip_prefix(NO_NUMBER) {
            Some(after) => {
                rest = after;
                None
            }
            None => {
                let (value, after) = digits::read(rest).ok_or_else(fault)?;
                rest = after;
                Some(value)
            }
        };
        figures.push(Shared { metric, value });
    }
    if rest.is_empty() { Ok(figures) } else { Err(fault()) }
}

impl Link {
    /// The headline numbers that today's model gives differently than the sender saw.
    pub fn moved(&self, outcome: &Outcome) -> Vec<Moved> {
        let in_words = |metric: MetricId, value: Option<f64>| {
            value.map_or("no value".to_owned(), |value| crate::base::show::show(value, metric.row().unit).text())
        };
        let of_one = |shared: &Shared| {
            let now = rounded(outcome, shared.metric);
            (now != shared.value).then(|| Moved {
                metric: shared.metric,
                when_shared: in_words(shared.metric, shared.value),
                now: in_words(shared.metric, now),
            })
        };
        self.shared.iter().filter_map(of_one).collect()
    }
}

/// A headline number to four significant digits: one more than the page shows.
fn rounded(outcome: &Outcome, metric: MetricId) -> Option<f64> {
    outcome.metrics.get(metric).ok().and_then(|value| read_number(&format!("{value:.3e}")))
}

/// The shortest text that reads back to the same value; a choice's code.
fn write_value(input: ParameterId, value: f64) -> String {
    if let Kind::Choice(choices) = input.row().kind {
        let code = choices.get(value as usize).map_or("", |choice| choice.code);
        return format!("{NO_NUMBER}{code}");
    }
    digits::write(value)
}

fn read_value(input: ParameterId, text: &str) -> Result<f64, LinkFault> {
    let fault = || LinkFault::Value(format!("{}: {text}", input.name()));
    if let Kind::Choice(choices) = input.row().kind {
        let code = text.strip_prefix(NO_NUMBER).ok_or_else(fault)?;
        return choices.all().position(|choice| choice.code == code).map(|place| place as f64).ok_or_else(fault);
    }
    match digits::read(text) {
        Some((value, "")) => Ok(value),
        _ => Err(fault()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::outcome::run;

    fn changed() -> Scenario {
        let mut scenario = Scenario::of(Baseline::first());
        for (id, text) in [
            ("operations.slip_months", "3"),
            ("chip.gb300.price_usd_per_hour", "3.5"),
            ("phase.expansion.chip_a", "trainium2"),
            ("equity.valuation_change", "-0.25"),
            ("agreement.base.value_usd", "123456789012.5"),
            ("view.as_of", "2027-06"),
            ("limit.power", "on"),
        ] {
            scenario.set_text(ParameterId::parse(id).expect(id), text).expect(id);
        }
        scenario
    }

    #[test]
    fn reads_what_it_writes() {
        for scenario in crate::inputs::baselines::BASELINES.iter().map(Scenario::of).chain([changed()]) {
            let outcome = run(&scenario);
            let text = write(&scenario, &outcome);
            assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)), "{text}");
            assert!(!text.contains("--") && !text.contains(".."), "programs make dashes and ellipses of them: {text}");
            let link = read(&text).expect("its own link");
            assert_eq!(link.scenario, scenario);
            assert_eq!(link.moved(&outcome), []);
            assert_eq!(write(&link.scenario, &outcome), text);
            let escaped = text.replace('.', "%2E").replace('-', "%2D");
            for form in [
                format!("https://example.org/?s={text}"),
                format!("https://example.org/?utm_source=mail&s={text}&x=1"),
                format!("https://example.org/#s={text}"),
                format!("?s={escaped}"),
                format!("?s={}", escaped.replace('%', "%25")),
                format!(" {text}\n"),
            ] {
                assert_eq!(read(&form).as_ref(), Ok(&link), "{form}");
            }
        }
    }

    #[test]
    fn cut_anywhere_is_refused() {
        let text = write(&changed(), &run(&changed()));
        for end in 0..text.len() {
            assert!(read(&text[..end]).is_err(), "{}", &text[..end]);
            assert!(read(&text[end + 1..]).is_err(), "{}", &text[end + 1..]);
        }
    }

    /// Refused, or, where the sign stands before or behind the link, left out and said.
    #[test]
    fn altered_anywhere_is_refused_or_repaired() {
        let text = write(&changed(), &run(&changed()));
        let itself = read(&text).expect("its own link");
        for at in 0..=text.len() {
            for other in (0x20..0x7f_u8).map(char::from) {
                let altered = text.get(at + 1..).map(|rest| format!("{}{other}{rest}", &text[..at]));
                let inserted = format!("{}{other}{}", &text[..at], &text[at..]);
                for damaged in altered.into_iter().chain([inserted]) {
                    if damaged.trim() == text {
                        continue;
                    }
                    if let Ok(link) = read(&damaged) {
                        assert_eq!(link.scenario, itself.scenario, "{damaged}");
                        assert_eq!(link.translated, [LEFT_OUT], "{damaged}");
                        assert!(damaged.starts_with(&text) || damaged.ends_with(&text), "{damaged}");
                    }
                }
            }
        }
        assert!(read(&text.to_uppercase()).is_err());
    }

    /// What mail and chat programs make of a link, and what people put around it.
    #[test]
    fn surroundings_are_left_out_and_said() {
        let scenario = changed();
        let text = write(&scenario, &run(&scenario));
        let address = format!("https://example.org/?s={text}");
        let middle = address.len() - 20;
        let (before, after) = address.split_at(middle);
        for (what, sent) in [
            ("a full stop", format!("{address}.")),
            ("an ellipsis", format!("{address}…")),
            ("a bracket", format!("{address})")),
            ("two brackets", format!("({address})")),
            ("a quote", format!("“{address}”")),
            ("pointed brackets", format!("<{address}>")),
            ("the end of a tag", format!("{address}\">here</a>")),
            ("Markdown", format!("[the deal]({address})")),
            ("Markdown, bold", format!("**{address}**")),
            ("a word", format!("{address} is what I meant")),
            ("a word before", format!("see {address}")),
            ("a comma", format!("{address}, thanks")),
            ("a zero-width space", format!("{address}\u{200b}")),
            ("a zero-width space within", format!("{before}\u{200b}{after}")),
            ("an escaped zero-width space", format!("{address}%E2%80%8B")),
            ("a byte-order mark", format!("\u{feff}{address}")),
            ("a line break within", format!("{before}\r\n{after}")),
            ("an escaped ampersand", format!("https://example.org/?utm_source=mail&amp;s={text}")),
            ("the value in quotes", format!("\"{text}\"")),
        ] {
            let link = read(&sent).unwrap_or_else(|fault| panic!("{what}: {fault}"));
            assert_eq!(link.scenario, scenario, "{what}");
            assert!(link.translated.iter().all(|said| said == LEFT_OUT), "{what}: {:?}", link.translated);
        }
        // What a checksum does not prove stays refused.
        for sent in [format!("{before} {after}"), format!("{before}*{after}"), address[..address.len() - 1].to_owned()]
        {
            assert!(read(&sent).is_err(), "{sent}");
        }
    }

    #[test]
    fn an_address_cut_or_altered_in_the_parameters_name_is_with_view_of_a_link() {
        let text = write(&changed(), &run(&changed()));
        let address = format!("?s={text}");
        for end in 1..address.len() {
            assert!(stands_in(&address[..end]), "{}", &address[..end]);
            assert!(read(&address[..end]).is_err(), "{}", &address[..end]);
        }
        // With another sign first it is a path, which a host does not have, or a fragment, which opens.
        for at in 1..address.len() {
            for other in (0x21..0x7f_u8).map(char::from) {
                let altered = format!("{}{other}{}", &address[..at], &address[at + 1..]);
                if altered != address {
                    assert!(stands_in(&altered), "{altered}");
                    assert!(read(&altered).is_err(), "{altered}");
                }
            }
        }
        for none in ["", "#figures", "?utm_source=mail&fbclid=abc", "?ref=s", "#"] {
            assert!(!stands_in(none), "{none}");
        }
        for escaped in [format!("?s%3D{text}"), format!("#s%3D{}", text.replace('.', "%2E"))] {
            assert!(stands_in(&escaped));
            assert_eq!(read(&escaped).map(|link| link.scenario), Ok(changed()), "{escaped}");
        }
        let other = write(&Scenario::of(Baseline::first()), &run(&Scenario::of(Baseline::first())));
        assert_eq!(read(&format!("?s={text}#s={other}")), Err(LinkFault::Several));
        assert_eq!(read(&format!("?s={text}#s={text}")).map(|link| link.scenario), Ok(changed()));
    }

    #[test]
    fn whole_but_unknown_is_refused_with_the_reason() {
        let link = |body: &str| read(&format!("{body}.{}", checksum(body)));
        assert!(matches!(link("3.tk"), Err(LinkFault::Version(_))));
        assert!(matches!(link("2.zz"), Err(LinkFault::Baseline(_))));
        assert!(matches!(link("2.tk.zzN1"), Err(LinkFault::Input(_))));
        assert!(matches!(link("2.tk.slN99"), Err(LinkFault::Value(_))));
        assert!(matches!(link("2.tk.slM15"), Err(LinkFault::Value(_))));
        assert!(matches!(link("2.tk.slN03"), Err(LinkFault::Value(_))));
        assert!(matches!(link("2.tk.slO30"), Err(LinkFault::Value(_))));
        assert!(matches!(link("2.tk.pa3Azz"), Err(LinkFault::Value(_))));
        assert!(matches!(link("2.tk.sl"), Err(LinkFault::Form(_))));
        assert!(matches!(link("2.tk.slN3-slN4"), Err(LinkFault::Form(_))), "twice");
        assert!(matches!(link("2.tk.slN3.slN4"), Err(LinkFault::Form(_))), "a second part of inputs");
        assert!(matches!(link("2.tk.QN3"), Err(LinkFault::Form(_))), "a part of a later release");
        assert!(matches!(link("2.tk.HN3"), Err(LinkFault::Form(_))), "figures are missing");
        assert!(matches!(link("2.tk..slN3"), Err(LinkFault::Form(_))));
        assert!(link("2.tk.slN3").is_ok());
        assert!(link("2.tk").is_ok());
        assert_eq!(read(""), Err(LinkFault::Empty));
    }

    #[test]
    fn says_what_moved_since_it_was_shared() {
        let outcome = run(&Scenario::of(Baseline::first()));
        let body = "2.tk.HN1AAAAAA";
        let link = read(&format!("{body}.{}", checksum(body))).expect("whole");
        let moved = link.moved(&outcome);
        assert_eq!(moved.len(), CARRIED.len());
        assert_eq!((moved[0].when_shared.as_str(), moved[1].when_shared.as_str()), ("1", "no value"));
    }

    /// Ten changed inputs, as an analyst would change them.
    #[test]
    fn ten_changes_fit_into_120_characters() {
        let text = write(&ten_changes(), &run(&ten_changes()));
        assert!(text.len() <= 120, "{} characters: {text}", text.len());
    }

    fn ten_changes() -> Scenario {
        let mut scenario = Scenario::of(Baseline::first());
        for (id, text) in [
            ("equity.tranche1.amount_usd", "15000000000"),
            ("agreement.base.value_usd", "42000000000"),
            ("agreement.base.discount", "0.15"),
            ("phase.full.complete", "2027-06"),
            ("chip.gb300.price_usd_per_hour", "4.5"),
            ("chip.trainium3.mfu_fp8", "0.35"),
            ("operations.slip_months", "3"),
            ("operations.pue", "1.15"),
            ("supplier.wacc", "0.1"),
            ("view.as_of", "2027-06"),
        ] {
            scenario.set_text(ParameterId::parse(id).expect(id), text).expect(id);
        }
        scenario
    }

    #[test]
    fn codes_end_where_values_begin() {
        for input in ParameterId::all() {
            let small = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
            assert!(input.code().bytes().all(small) && input.code().starts_with(|c: char| c.is_ascii_lowercase()));
            if let Kind::Choice(choices) = input.row().kind {
                for choice in choices.all() {
                    assert!(choice.code.bytes().all(small), "{}: {}", input.id(), choice.code);
                }
            }
        }
        let codes = || crate::inputs::baselines::BASELINES.iter().map(|baseline| baseline.code);
        for (place, code) in codes().enumerate() {
            assert!(codes().position(|other| other == code) == Some(place), "two baselines have the code {code}");
        }
    }

    mod first_form {
        use super::*;
        use crate::inputs::choices::Returns;
        use crate::inputs::input;

        fn link(body: &str) -> Result<Link, LinkFault> {
            read(&format!("{body}~{}", checksum(body)))
        }

        #[test]
        fn is_read_or_refused_with_the_reason() {
            assert!(matches!(link("2~talks-2025-12"), Err(LinkFault::Version(_))));
            assert!(matches!(link("1~talks-1999-01"), Err(LinkFault::Baseline(_))));
            assert!(matches!(link("1~talks-2025-12~zz_1"), Err(LinkFault::Input(_))));
            assert!(matches!(link("1~talks-2025-12~sl_99"), Err(LinkFault::Value(_))));
            assert!(matches!(link("1~talks-2025-12~sl_1.5"), Err(LinkFault::Value(_))));
            assert!(matches!(link("1~talks-2025-12~sl_NaN"), Err(LinkFault::Value(_))));
            assert!(matches!(link("1~talks-2025-12~sl_3.0"), Err(LinkFault::Value(_))));
            assert!(matches!(link("1~talks-2025-12~pa3_zz"), Err(LinkFault::Value(_))));
            assert!(matches!(link("1~talks-2025-12~is_2"), Err(LinkFault::Value(_))));
            assert!(matches!(link("1~talks-2025-12~sl"), Err(LinkFault::Form(_))));
            assert!(matches!(link("1~talks-2025-12~H_1,5"), Err(LinkFault::Form(_))));
            let read = link("1~talks-2025-12~sl_3").expect("a link");
            assert_eq!((read.scenario.get(input::SLIP), read.translated.len()), (3.0, 0));
        }

        #[test]
        fn what_changed_its_meaning_is_translated_and_said() {
            let read = link("1~talks-2025-12~hl_4.3~is_0").expect("a link");
            assert_eq!(read.scenario.get(input::HARDWARE_LIFE), 4.5);
            assert_eq!(read.scenario.get(input::RETURNS), Returns::Nothing.index() as f64);
            assert_eq!(read.translated.len(), 2, "{:?}", read.translated);
            let read = link("1~openai-amd~is_1~hl_6.5").expect("a link");
            assert_eq!(read.scenario.get(input::RETURNS), Returns::CloudSpend.index() as f64);
            assert_eq!((read.scenario.get(input::HARDWARE_LIFE), read.translated.len()), (6.5, 1));
        }

        #[test]
        fn what_moved_since_is_said() {
            let read = link("1~talks-2025-12~H_1.000e0_x").expect("whole");
            let moved = read.moved(&run(&read.scenario));
            assert_eq!(moved.len(), 2);
            assert_eq!((moved[0].when_shared.as_str(), moved[1].when_shared.as_str()), ("1", "no value"));
        }
    }
}
