//! Links: a scenario as one query parameter, and back.
//!
//! `2.tk.cpg3M35-slN3.HP3494….0399tkm`: the version of the form, the baseline's code, every input that differs, the
//! headline figures that the sender saw, and a checksum of everything before it. Full stops separate the parts. The
//! part with the inputs begins with a small letter; each other part begins with a capital that says what it holds
//! ([`parts`]), so that later releases can add parts. Only letters, digits, full stops and hyphens are used: mail and
//! chat programs take `_` and `~` for marks of emphasis.
//!
//! A link opens completely or not at all. What cannot be read exactly is refused with the reason; it never becomes
//! another scenario. The first form, `1~talks-2025-12~sl_3~…`, remains readable for ever ([`first_form`]).

mod address;
mod beside;
mod checksum;
mod digits;
mod first_form;
mod letters;
mod own_chip;
mod parts;
mod ranged;
mod telling;

use crate::base::numbers::read_number;
use crate::base::show::show_four_digits;
use crate::inputs::baselines::Baseline;
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Kind;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{self, MetricId};
use crate::run::outcome::Outcome;
use crate::share::compared::Compared;
use crate::share::ranged::Ranged;
use crate::share::shown::Shown;
use crate::share::told::{Told, cleaned};
pub use address::stands_in;
use checksum::checksum;

/// The name of the query parameter that holds a scenario.
pub const PARAMETER: &str = "s";

/// The version of this form of links.
const VERSION: &str = "2";
/// Separates the parts of a link.
const BETWEEN_PARTS: char = '.';
/// Separates the items of a part, such as inputs.
const BETWEEN_INPUTS: char = '-';
/// The first letter of the part with the headline figures.
const FIGURES: char = 'H';
/// Stands for a headline figure without a value, and precedes a choice's code; no number begins with it.
const NO_NUMBER: char = 'A';

/// The headline figures that a link carries, in this order for ever: the six of the page, with two for the stake.
const CARRIED: [MetricId; 7] = [
    metric::CHIPS_ONLINE,
    metric::H100_EQUIVALENTS,
    metric::FACILITY_POWER,
    metric::CONTRACT_NPV,
    metric::STAKE,
    metric::STAKE_VALUE,
    metric::RETURNED_SHARE,
];

/// Why a link is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// It is empty.
    Empty,
    /// It holds more than one scenario.
    Several,
    /// It was cut, altered or mistyped: its checksum is wrong.
    Damaged,
    /// It does not resemble a link of this page.
    Foreign,
    /// It was made by another version of the page, usually a newer one.
    Version(String),
    /// It starts from a baseline that this version does not have.
    Baseline(String),
    /// It sets an input that this version does not have.
    Input(String),
    /// It sets an input to a value that is not allowed.
    Value(String),
    /// It has a part that this version cannot read, or that no version writes.
    Form(String),
}

/// A notice quotes at most this many characters of what somebody sent.
const QUOTED: usize = 40;

/// The beginning of what somebody sent, for a notice: without invisible characters and such as change the direction of
/// text.
fn quoted(sent: &str) -> String {
    // No more than can be displayed is processed.
    let beginning: String = sent.chars().take(4 * QUOTED).collect();
    let shown: String = cleaned(&beginning).chars().take(QUOTED).collect();
    if shown.len() < sent.len() { format!("{shown}…") } else { shown }
}

/// The reason for which a value is refused, with long words shortened: it may quote a number with hundreds of digits.
fn shortened(why: &str) -> String {
    let words = why.split(' ').map(|word| if word.len() > QUOTED { quoted(word) } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

impl LinkFault {
    /// What a reader can do about it, in a sentence; empty if nothing is known to help.
    #[must_use]
    pub fn way_on(&self) -> &'static str {
        match self {
            LinkFault::Empty | LinkFault::Damaged => "Ask for the link again, whole.",
            LinkFault::Several => "Open them one by one.",
            LinkFault::Version(_) | LinkFault::Baseline(_) | LinkFault::Input(_) | LinkFault::Form(_) => {
                "Reload the page, in case it is an older copy."
            }
            LinkFault::Foreign | LinkFault::Value(_) => "",
        }
    }
}

/// The reason in words, for a notice.
impl std::fmt::Display for LinkFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LinkFault::Empty => write!(f, "the link holds no scenario"),
            LinkFault::Several => write!(f, "the link holds more than one scenario"),
            LinkFault::Damaged => write!(f, "the link was cut off or altered on its way (its checksum does not fit)"),
            LinkFault::Foreign => write!(f, "this is not a link of this page"),
            LinkFault::Version(version) => write!(
                f,
                "the link was made by {} version of this page (form {}; this page reads forms 1 and {VERSION})",
                if address::is_newer(version) { "a newer" } else { "another" },
                quoted(version)
            ),
            LinkFault::Baseline(id) => {
                write!(f, "the link starts from a baseline that this page does not have ({})", quoted(id))
            }
            LinkFault::Input(code) => {
                write!(f, "the link sets an input that this page does not have ({})", quoted(code))
            }
            LinkFault::Value(why) => write!(f, "the link sets a value that cannot be ({why})"),
            LinkFault::Form(part) => write!(f, "a part of the link cannot be read ({})", quoted(part)),
        }
    }
}

/// A link that was read successfully.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The scenario.
    pub scenario: Scenario,
    /// The compared scenarios.
    pub compared: Compared,
    /// The notes and the story.
    pub told: Told,
    /// The settings of ranges.
    pub ranged: Ranged,
    /// The view with which it opens.
    pub shown: Shown,
    /// Sentences about differences from what was sent: characters around the link that were left out, or inputs of the
    /// first form whose meaning has changed since.
    pub translated: Vec<String>,
    /// Whether it is of the first form, whose sender saw figures of the model's first edition.
    pub is_of_first_form: bool,
    /// The headline figures that the sender saw.
    shared: Vec<Shared>,
}

/// A headline figure that the sender saw, to four significant digits; `None` if it had no value.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shared {
    metric: MetricId,
    value: Option<f64>,
}

/// A headline figure of a link, as its sender saw it and as it is now, to four significant digits.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceShared {
    /// The metric.
    pub metric: MetricId,
    /// The value when the link was shared, in the metric's unit; `None` if it had none.
    pub value_before: Option<f64>,
    /// The value now, in the metric's unit; `None` if it has none.
    pub value_after: Option<f64>,
    /// The value when the link was shared, as text.
    pub when_shared: String,
    /// The value now, as text.
    pub now: String,
}

impl SinceShared {
    /// Whether it differs from what the sender saw.
    pub fn is_moved(&self) -> bool {
        self.value_before != self.value_after
    }
}

/// What a link may carry besides its scenario.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The compared scenarios.
    pub compared: &'a Compared,
    /// The notes and the story.
    pub told: &'a Told,
    /// The settings of ranges.
    pub ranged: &'a Ranged,
    /// The view with which it opens.
    pub shown: &'a Shown,
}

/// Writes a scenario and its headline figures as the value of the query parameter.
pub fn write(scenario: &Scenario, outcome: &Outcome) -> String {
    write_with(scenario, outcome, &Compared::default())
}

/// Writes a scenario with the scenarios compared with it.
pub fn write_with(scenario: &Scenario, outcome: &Outcome, compared: &Compared) -> String {
    let (told, ranged, shown) = (&Told::default(), &Ranged::default(), &Shown::default());
    write_all(scenario, outcome, Beside { compared, told, ranged, shown })
}

/// Writes a scenario with everything that a link may carry. Whatever has its default takes no room in the link.
pub fn write_all(scenario: &Scenario, outcome: &Outcome, beside: Beside<'_>) -> String {
    let mut body = format!("{VERSION}{BETWEEN_PARTS}{}", scenario.baseline().code);
    for (place, input) in scenario.changes().enumerate() {
        body.push(if place == 0 { BETWEEN_PARTS } else { BETWEEN_INPUTS });
        body.push_str(&write_input(input, scenario.get(input)));
    }
    body.push(BETWEEN_PARTS);
    body.push(FIGURES);
    for metric in CARRIED {
        match rounded(outcome, metric) {
            Some(value) => body.push_str(&digits::write(value)),
            None => body.push(NO_NUMBER),
        }
    }
    body.push_str(&parts::write(scenario, beside));
    let sum = checksum(&body);
    format!("{body}{BETWEEN_PARTS}{sum}")
}

/// Reads a link: the value of the query parameter, or an address with the parameter in its query or its fragment, with
/// up to one more level of escaping than an address has. Characters that mail and chat programs put around it are left
/// out if the checksum proves the rest; [`Link::translated`] then says so. The error says why it is refused.
pub fn read(text: &str) -> Result<Link, LinkFault> {
    let fault = match read_as_it_stands(text) {
        Err(fault @ (LinkFault::Damaged | LinkFault::Empty)) => fault,
        read => return read,
    };
    let mut link = match address::without_surroundings(text).as_slice() {
        [] => return Err(address::looked_at(text).unwrap_or(fault)),
        [proven] => read_as_it_stands(proven)?,
        _ => return Err(LinkFault::Several),
    };
    link.translated.insert(0, LEFT_OUT.to_owned());
    Ok(link)
}

/// The sentence about a link that had to be freed from its surroundings.
const LEFT_OUT: &str = "Signs that do not belong to the link were left out; its checksum proves the rest.";

/// A scenario as an item list: its baseline's code, each input that differs, and the name of its own chip, separated by
/// hyphens.
fn written(scenario: &Scenario) -> String {
    let mut text = scenario.baseline().code.to_owned();
    for input in scenario.changes() {
        text.push(BETWEEN_INPUTS);
        text.push_str(&write_input(input, scenario.get(input)));
    }
    text + &own_chip::write(BETWEEN_INPUTS, scenario)
}

/// The scenario of a baseline's code, as it was released.
fn scenario_of(code: &str) -> Result<Scenario, LinkFault> {
    Baseline::by_code(code).map(Scenario::of).ok_or_else(|| LinkFault::Baseline(code.to_owned()))
}

fn read_as_it_stands(text: &str) -> Result<Link, LinkFault> {
    let text = address::value_in(text.trim())?;
    if text.contains(first_form::BETWEEN_PARTS) {
        return first_form::read(&text);
    }
    let (mut link, parts) = opened(&text, BETWEEN_PARTS, VERSION, Baseline::by_code)?;
    let mut reader = parts::Reader::default();
    for (place, part) in parts.enumerate() {
        if place == 0 && part.starts_with(|first: char| first.is_ascii_lowercase()) {
            read_inputs(&mut link.scenario, part)?;
        } else {
            reader.take(&mut link, part)?;
        }
    }
    Ok(link)
}

/// Reads what all forms have in common: the version first, then the baseline, and last the checksum of everything
/// before it. Returns a link with the unchanged baseline, and the parts that remain to be read.
fn opened<'a>(
    text: &'a str,
    between: char,
    version: &str,
    baseline: fn(&str) -> Option<&'static Baseline>,
) -> Result<(Link, std::str::Split<'a, char>), LinkFault> {
    let (body, sum) = text.rsplit_once(between).ok_or(LinkFault::Damaged)?;
    if sum != checksum(body) {
        return Err(LinkFault::Damaged);
    }
    let mut parts = body.split(between);
    match parts.next() {
        Some(own) if own == version => {}
        other => return Err(LinkFault::Version(other.unwrap_or_default().to_owned())),
    }
    let named = parts.next().ok_or_else(|| LinkFault::Form("no baseline".to_owned()))?;
    let baseline = baseline(named).ok_or_else(|| LinkFault::Baseline(named.to_owned()))?;
    let link = Link {
        scenario: Scenario::of(baseline),
        compared: Compared::default(),
        told: Told::default(),
        ranged: Ranged::default(),
        shown: Shown::default(),
        translated: Vec::new(),
        is_of_first_form: version == first_form::VERSION,
        shared: Vec::new(),
    };
    Ok((link, parts))
}

/// Reads the part with the inputs: each once, in the order of the table.
fn read_inputs(scenario: &mut Scenario, part: &str) -> Result<(), LinkFault> {
    let mut last = None;
    part.split(BETWEEN_INPUTS).try_for_each(|item| read_input(scenario, item, &mut last).map(drop))
}

/// Reads one input with its value. `last` is the index of the input before, which must come earlier in the table.
fn read_input(scenario: &mut Scenario, item: &str, last: &mut Option<usize>) -> Result<ParameterId, LinkFault> {
    let at = item.find(|sign: char| sign.is_ascii_uppercase()).ok_or_else(|| LinkFault::Form(item.to_owned()))?;
    let (code, value) = item.split_at(at);
    let input = ParameterId::parse_code(code).ok_or_else(|| LinkFault::Input(code.to_owned()))?;
    if last.replace(input.index()).is_some_and(|before| before >= input.index()) {
        return Err(LinkFault::Form(item.to_owned()));
    }
    let value = read_value(input, value)?;
    scenario.set(input, value).map_err(|why| LinkFault::Value(shortened(&why)))?;
    Ok(input)
}

/// Reads the part with the headline figures, which must hold exactly all of them.
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
    /// The headline figures for which today's model gives other values than the sender saw.
    pub fn moved(&self, outcome: &Outcome) -> Vec<SinceShared> {
        self.since_shared(outcome).into_iter().filter(SinceShared::is_moved).collect()
    }

    /// All headline figures that the link carries, then and now; empty if it carries none.
    pub fn since_shared(&self, outcome: &Outcome) -> Vec<SinceShared> {
        let in_words = |metric: MetricId, value: Option<f64>| {
            value.map_or("no value".to_owned(), |value| show_four_digits(value, metric.row().unit).text())
        };
        let of_one = |shared: &Shared| {
            let now = rounded(outcome, shared.metric);
            SinceShared {
                metric: shared.metric,
                value_before: shared.value,
                value_after: now,
                when_shared: in_words(shared.metric, shared.value),
                now: in_words(shared.metric, now),
            }
        };
        self.shared.iter().map(of_one).collect()
    }
}

/// A headline figure to four significant digits, one more than the page displays; `None` if it has no value.
fn rounded(outcome: &Outcome, metric: MetricId) -> Option<f64> {
    outcome.metrics.get(metric).ok().and_then(|value| read_number(&format!("{value:.3e}")))
}

/// An input's code and its value.
fn write_input(input: ParameterId, value: f64) -> String {
    input.code() + &write_value(input, value)
}

/// The shortest text that reads back to the same value; for a choice, its code.
fn write_value(input: ParameterId, value: f64) -> String {
    if let Kind::Choice(choices) = input.row().kind {
        let code = choices.get(value as usize).map_or("", |choice| choice.code);
        return format!("{NO_NUMBER}{code}");
    }
    digits::write(value)
}

fn read_value(input: ParameterId, text: &str) -> Result<f64, LinkFault> {
    let fault = || LinkFault::Value(format!("{}: {}", input.name(), quoted(text)));
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
mod tests;
