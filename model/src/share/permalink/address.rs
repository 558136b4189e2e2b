//! Where a link stands in an address.

use super::checksum::{Sum, is_like_one};
use super::{BETWEEN_PARTS, LinkFault, PARAMETER, VERSION, first_form};
use crate::inputs::baselines::Baseline;
use percent_encoding::percent_decode_str;

/// Whether an address holds a link, or what a link may have become on its way: cut within its name, with its name
/// altered or escaped. Its query and fragment are looked at; a parameter that others add (`utm_source=mail`) is none.
pub fn stands_in(address: &str) -> bool {
    let address = unescape(&unescape(address));
    let Some(at) = address.find(['?', '#']) else { return false };
    let rest = &address[at..];
    // A bare question mark is a link that was cut there.
    let is_one =
        |pair: &str| pair == PARAMETER || value_of(pair).is_some() || ends_like_one(pair) || is_named_otherwise(pair);
    rest == "?" || pairs(rest).any(is_one)
}

/// Whether the value of a parameter, of whatever name, begins as a link does: with a form's version and a baseline's code.
fn is_named_otherwise(pair: &str) -> bool {
    let value = pair.split_once('=').and_then(|(_, value)| after_version(value));
    let code = value.and_then(|value| value.split([BETWEEN_PARTS, first_form::BETWEEN_PARTS]).next());
    code.is_some_and(|code| Baseline::by_code(&code.to_ascii_lowercase()).is_some())
}

/// Whether a parameter of whatever name ends as links do.
fn ends_like_one(pair: &str) -> bool {
    let ends_with_sum =
        |between: char| pair.rsplit_once(between).is_some_and(|(body, sum)| body.contains(between) && is_like_one(sum));
    [BETWEEN_PARTS, first_form::BETWEEN_PARTS].into_iter().any(ends_with_sum)
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
pub(super) fn value_in(text: &str) -> Result<String, LinkFault> {
    // The sign between name and value may be escaped too; two levels of escaping are undone in any case.
    let text = unescape(&unescape(text));
    let values: Vec<&str> = match text.contains(BEFORE_PAIRS) {
        true => pairs(&text).filter_map(value_of).filter(|value| !value.is_empty()).collect(),
        false => vec![text.as_str()],
    };
    // Programs that wrap addresses have parameters of that name too.
    let ours: Vec<&str> = values.iter().copied().filter(|value| after_version(value).is_some()).collect();
    let found = ours.first().or(values.first()).copied().unwrap_or_default();
    if ours.iter().any(|value| *value != found) {
        return Err(LinkFault::Several);
    }
    if found.is_empty() { Err(LinkFault::Empty) } else { Ok(found.to_owned()) }
}

/// What stands behind the version of a form with which a value begins; `None` where it does not.
fn after_version(value: &str) -> Option<&str> {
    let rest = value.trim_start_matches(|sign: char| sign.is_ascii_digit());
    rest.strip_prefix([BETWEEN_PARTS, first_form::BETWEEN_PARTS]).filter(|_| rest.len() < value.len())
}

/// The forms' signs between parts.
const BETWEEN: [char; 2] = [BETWEEN_PARTS, first_form::BETWEEN_PARTS];

/// Whether a form's version is one that only a later release can have.
pub(super) fn is_newer(version: &str) -> bool {
    let number = |version: &str| version.parse::<u32>().ok();
    number(version) > number(VERSION)
}

/// Why a text whose checksum does not fit is no link that was damaged, where that can be told: it begins as a later form
/// does, or it has nothing of a link.
pub(super) fn looked_at(text: &str) -> Option<LinkFault> {
    let value = value_in(text.trim()).ok()?;
    let is_plain = |text: &str| text.bytes().all(|sign| sign.is_ascii_alphanumeric() || b".-~_".contains(&sign));
    if let Some((version, rest)) = value.split_once(BETWEEN).filter(|_| after_version(&value).is_some()) {
        let is_later = is_newer(version) && !rest.is_empty() && is_plain(rest);
        return is_later.then(|| LinkFault::Version(version.to_owned()));
    }
    // A link may have lost its beginning or its end.
    let is_code = |part: &str| Baseline::by_code(&part.to_ascii_lowercase()).is_some();
    let has_remains = ends_like_one(&value)
        || value.split(BETWEEN).any(|part| is_code(part) || Baseline::by_id(part).is_some())
        || [VERSION, first_form::VERSION].contains(&value.as_str());
    (!has_remains).then_some(LinkFault::Foreign)
}

/// How many levels of escaping are undone at most: each program that wraps an address adds one.
const LEVELS: usize = 5;
/// How many places are tried in a text, and how much of it from each: no link is longer.
const PLACES: usize = 16;
const LONGEST: usize = 65_536;

/// The links in a text, each once, without what programs put around or into them: brackets, quotes and full stops, words
/// behind, line breaks, signs without width, the addresses of gateways. Only what a checksum proves.
pub(super) fn without_surroundings(text: &str) -> Vec<String> {
    // What is nothing may have been escaped with the rest.
    let without_nothing = |text: String| text.chars().filter(|sign| !is_nothing(*sign)).collect::<String>();
    let text = without_nothing(text.replace("&amp;", "&"));
    let levels = std::iter::successors(Some(text), |text| text.contains('%').then(|| without_nothing(unescape(text))));
    let plain = levels.take(LEVELS + 1).last().unwrap_or_default();
    let (mut found, name) = (Vec::new(), format!("{PARAMETER}="));
    // Only where a question mark could be written so.
    let by_hyphens = plain.contains("-3").then(|| by_hyphens(&plain));
    for text in by_hyphens.into_iter().chain([plain]) {
        // Behind another parameter's name stands no link of ours.
        let bare = text.find(|sign: char| sign.is_ascii_alphanumeric()).filter(|_| !text.contains(BEFORE_PAIRS));
        let named = text.match_indices(&name).map(|(at, name)| at + name.len());
        for start in named.take(PLACES).chain(bare) {
            let link = text.get(start..).and_then(proven);
            if let Some(link) = link.filter(|link| !found.contains(link)) {
                found.push(link);
            }
        }
    }
    found
}

/// The shortest beginning whose checksum fits.
fn proven(text: &str) -> Option<String> {
    let mut sum = Sum::default();
    for (at, sign) in text.bytes().enumerate().take(LONGEST) {
        let is_end = [BETWEEN_PARTS, first_form::BETWEEN_PARTS].contains(&char::from(sign));
        let end = at + 1 + super::checksum::LENGTH;
        if is_end && text.get(at + 1..end).is_some_and(|after| is_like_one(after) && after == sum.text()) {
            return text.get(..end).map(str::to_owned);
        }
        sum.add(sign);
    }
    None
}

/// An address as one gateway writes it: a hyphen for the sign of an escape, an underscore for a slash.
fn by_hyphens(text: &str) -> String {
    unescape(&text.replace('_', "/").replace('%', "%25").replace('-', "%"))
}

/// Line breaks and the like, which mail programs put into long lines, and signs without width.
fn is_nothing(sign: char) -> bool {
    matches!(
        sign,
        '\r' | '\n' | '\t' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    )
}

/// Percent-escapes undone once; what is no escape stays as it is and fails the checksum.
fn unescape(text: &str) -> String {
    // Links are plain ASCII; whatever else comes in need only stay different from that.
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
