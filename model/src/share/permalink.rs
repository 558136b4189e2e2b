//! Links: a scenario as one query parameter, and back.
//!
//! `1~talks-2025-12~sl_3~cpg3_3.5~H_4.21e5_…~0k3f9ab`: schema version, the frozen baseline's id, every input that
//! differs as code and value, the headline numbers that the sender saw, and a checksum over all that stands before it.
//! Only unreserved characters (`A–Z a–z 0–9 - . _ ~`), which mail and chat tools leave alone.
//!
//! A link is opened whole or not at all. What cannot be read exactly is refused with the reason; it never becomes
//! another scenario.

use crate::base::numbers::read_number;
use crate::inputs::baselines::Baseline;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Kind;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{self, MetricId};
use crate::run::outcome::Outcome;
use crc::{CRC_32_ISO_HDLC, Crc, NoTable};
use percent_encoding::percent_decode_str;

/// The query parameter that holds a scenario.
pub const PARAMETER: &str = "s";

/// The version of this form. Older ones must stay readable for ever.
const VERSION: &str = "1";
/// What begins the part with the headline numbers; inputs' codes are lower-case.
const HEADLINE: &str = "H";
/// What stands for a headline number that has no value.
const NO_VALUE: &str = "x";

/// The headline numbers that a link carries, in this order for ever.
const CARRIED: [MetricId; 6] = [
    metric::CHIPS_ONLINE,
    metric::H100_EQUIVALENTS,
    metric::FACILITY_POWER,
    metric::COST_PER_EFFECTIVE_PFLOP_HOUR,
    metric::STAKE,
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
    /// It is whole, but not of the form that this version writes.
    Form(String),
}

/// The reason in words, for a notice.
impl std::fmt::Display for LinkFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LinkFault::Empty => write!(f, "the link holds no scenario"),
            LinkFault::Several => write!(f, "the link holds more than one scenario"),
            LinkFault::Damaged => write!(f, "the link was cut off or altered on its way (its checksum does not fit)"),
            LinkFault::Version(version) => {
                write!(
                    f,
                    "the link was made by another version of this page (form {version}; this page reads {VERSION})"
                )
            }
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
    /// The headline numbers that the sender saw, as the link writes them.
    shared: Vec<(MetricId, String)>,
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
    let mut parts = vec![VERSION.to_owned(), scenario.baseline().id.to_owned()];
    parts.extend(
        scenario.changes().map(|input| format!("{}_{}", input.code(), write_value(input, scenario.get(input)))),
    );
    let headline = CARRIED.map(|metric| write_headline(outcome, metric));
    parts.push(format!("{HEADLINE}_{}", headline.join("_")));
    let body = parts.join("~");
    format!("{body}~{}", checksum(&body))
}

/// Whether an address holds a link, or what a link may have become on its way: cut within its name, with its name
/// altered or escaped. Its query and fragment are looked at; a parameter that others add (`utm_source=mail`) is none.
pub fn stands_in(address: &str) -> bool {
    let address = unescape(&unescape(address));
    let Some(at) = address.find(['?', '#']) else { return false };
    let rest = &address[at..];
    // A bare question mark is a link that was cut there.
    rest == "?" || pairs(rest).any(|pair| pair == PARAMETER || value_of(pair).is_some() || pair.contains('~'))
}

/// Reads a link: the value of the query parameter, or an address that has it in its query or its fragment; with up to
/// one level of escaping more than an address has.
pub fn read(text: &str) -> Result<Link, LinkFault> {
    let text = value_in(text.trim())?;
    let (body, sum) = text.rsplit_once('~').ok_or(LinkFault::Damaged)?;
    if sum != checksum(body) {
        return Err(LinkFault::Damaged);
    }
    let mut parts = body.split('~');
    match parts.next() {
        Some(VERSION) => {}
        other => return Err(LinkFault::Version(other.unwrap_or_default().to_owned())),
    }
    let id = parts.next().ok_or_else(|| LinkFault::Form("no baseline".to_owned()))?;
    let baseline = Baseline::by_id(id).ok_or_else(|| LinkFault::Baseline(id.to_owned()))?;
    let mut link = Link { scenario: Scenario::of(baseline), shared: Vec::new() };
    for part in parts {
        let (code, value) = part.split_once('_').ok_or_else(|| LinkFault::Form(part.to_owned()))?;
        if code == HEADLINE {
            link.shared = CARRIED.into_iter().zip(value.split('_').map(str::to_owned)).collect();
            continue;
        }
        let input = ParameterId::parse_code(code).ok_or_else(|| LinkFault::Input(code.to_owned()))?;
        let value = read_value(input, value)?;
        link.scenario.set(input, value).map_err(LinkFault::Value)?;
    }
    Ok(link)
}

impl Link {
    /// The headline numbers that today's model gives differently than the sender saw.
    pub fn moved(&self, outcome: &Outcome) -> Vec<Moved> {
        let unit = |metric: MetricId| metric.row().unit;
        let in_words = |metric, text: &str| {
            read_number(text).map_or("no value".to_owned(), |value| crate::base::show::show(value, unit(metric)).text())
        };
        self.shared
            .iter()
            .map(|(metric, then)| (*metric, then, write_headline(outcome, *metric)))
            .filter(|(_, then, now)| *then != now)
            .map(|(metric, then, now)| Moved {
                metric,
                when_shared: in_words(metric, then),
                now: in_words(metric, &now),
            })
            .collect()
    }
}

/// Four significant digits: one more than the page shows.
fn write_headline(outcome: &Outcome, metric: MetricId) -> String {
    outcome.metrics.get(metric).map_or_else(|_| NO_VALUE.to_owned(), |value| format!("{value:.3e}"))
}

/// The shortest text that reads back to the same value; a choice's code.
fn write_value(input: ParameterId, value: f64) -> String {
    if let Kind::Choice(choices) = input.row().kind {
        return choices.get(value as usize).map_or_else(String::new, |choice| choice.code.to_owned());
    }
    let (plain, exponent) = (format!("{value}"), format!("{value:e}"));
    if exponent.len() < plain.len() { exponent } else { plain }
}

fn read_value(input: ParameterId, text: &str) -> Result<f64, LinkFault> {
    let fault = || LinkFault::Value(format!("{}: {text}", input.name()));
    if let Kind::Choice(choices) = input.row().kind {
        return choices.all().position(|choice| choice.code == text).map(|place| place as f64).ok_or_else(fault);
    }
    let value = read_number(text).ok_or_else(fault)?;
    // Only what this codec writes: one number has one text.
    if write_value(input, value) == text { Ok(value) } else { Err(fault()) }
}

/// CRC-32 in seven characters. It finds every alteration of neighbouring characters and all but one in four thousand
/// million of any others.
fn checksum(body: &str) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
    let sum = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC).checksum(body.as_bytes());
    (0..7).rev().map(|place| char::from(DIGITS[(sum >> (5 * place)) as usize & 31])).collect()
}

/// What stands before each parameter of a query or a fragment.
const BEFORE_PAIRS: [char; 3] = ['?', '#', '&'];

/// The parameters of an address, each with its value, after what stands before them all.
fn pairs(address: &str) -> impl Iterator<Item = &str> {
    address.split(BEFORE_PAIRS)
}

/// What stands behind the parameter's name.
fn value_of(pair: &str) -> Option<&str> {
    pair.strip_prefix(PARAMETER)?.strip_prefix('=')
}

/// The parameter's value in an address's query or fragment, unescaped; the text itself where it is no address.
fn value_in(text: &str) -> Result<String, LinkFault> {
    // The sign between name and value may be escaped too; two levels of escaping are undone in any case.
    let text = unescape(&unescape(text));
    let mut found = String::new();
    let is_address = text.contains(BEFORE_PAIRS);
    for pair in pairs(&text) {
        match value_of(pair) {
            Some(value) if found.is_empty() => value.clone_into(&mut found),
            Some(value) if value != found => return Err(LinkFault::Several),
            None if !is_address => pair.clone_into(&mut found),
            _ => {}
        }
    }
    if found.is_empty() { Err(LinkFault::Empty) } else { Ok(found) }
}

/// Percent-escapes undone once; what is no escape stays as it is and fails the checksum.
fn unescape(text: &str) -> String {
    // Links are plain ASCII; whatever else comes in need only stay different.
    percent_decode_str(text).map(char::from).collect()
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
            assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b)), "{text}");
            let link = read(&text).expect("its own link");
            assert_eq!(link.scenario, scenario);
            assert_eq!(link.moved(&outcome), []);
            assert_eq!(write(&link.scenario, &outcome), text);
            let escaped = text.replace('~', "%7E").replace('_', "%5F");
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

    #[test]
    fn altered_anywhere_is_refused() {
        let text = write(&changed(), &run(&changed()));
        for at in 0..text.len() {
            for other in (0x20..0x7f_u8).map(char::from) {
                let altered = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                let inserted = format!("{}{other}{}", &text[..at], &text[at..]);
                for damaged in [altered, inserted] {
                    if damaged.trim() != text {
                        assert!(read(&damaged).is_err(), "{damaged}");
                    }
                }
            }
        }
        assert!(read(&text.to_uppercase()).is_err());
        assert!(read(&format!("{text}.")).is_err());
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
        for escaped in [format!("?s%3D{text}"), format!("#s%3D{}", text.replace('~', "%7E"))] {
            assert!(stands_in(&escaped));
            assert_eq!(read(&escaped).map(|link| link.scenario), Ok(changed()), "{escaped}");
        }
        let other = write(&Scenario::of(Baseline::first()), &run(&Scenario::of(Baseline::first())));
        assert_eq!(read(&format!("?s={text}#s={other}")), Err(LinkFault::Several));
        assert_eq!(read(&format!("?s={text}#s={text}")).map(|link| link.scenario), Ok(changed()));
    }

    #[test]
    fn whole_but_unknown_is_refused_with_the_reason() {
        let link = |body: &str| read(&format!("{body}~{}", checksum(body)));
        assert!(matches!(link("2~talks-2025-12"), Err(LinkFault::Version(_))));
        assert!(matches!(link("1~talks-1999-01"), Err(LinkFault::Baseline(_))));
        assert!(matches!(link("1~talks-2025-12~zz_1"), Err(LinkFault::Input(_))));
        assert!(matches!(link("1~talks-2025-12~sl_99"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~sl_1.5"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~sl_NaN"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~pa3_zz"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~sl"), Err(LinkFault::Form(_))));
        assert!(link("1~talks-2025-12~sl_3").is_ok());
        assert_eq!(read(""), Err(LinkFault::Empty));
    }

    #[test]
    fn says_what_moved_since_it_was_shared() {
        let scenario = Scenario::of(Baseline::first());
        let outcome = run(&scenario);
        let body = "1~talks-2025-12~H_1.000e0_x";
        let link = read(&format!("{body}~{}", checksum(body))).expect("whole");
        let moved = link.moved(&outcome);
        assert_eq!(moved.len(), 2);
        assert_eq!((moved[0].when_shared.as_str(), moved[1].when_shared.as_str()), ("1", "no value"));
    }
}
