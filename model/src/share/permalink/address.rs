//! Finds a link in an address or a text.

use super::checksum::{Sum, is_like_one};
use super::{BETWEEN_PARTS, LinkFault, PARAMETER, VERSION, first_form};
use crate::inputs::baselines::Baseline;
use percent_encoding::percent_decode_str;

/// Whether an address contains a link, or what may be left of one: cut within its name, or with its name altered or
/// escaped. Considers query and fragment; a parameter that others add (`utm_source=mail`) does not count.
pub fn stands_in(address: &str) -> bool {
    let address = unescape(&unescape(address));
    let Some(at) = address.find(['?', '#']) else { return false };
    let rest = &address[at..];
    // A single question mark is a link that was cut there.
    let is_one =
        |pair: &str| pair == PARAMETER || value_of(pair).is_some() || ends_like_one(pair) || is_named_otherwise(pair);
    rest == "?" || pairs(rest).any(is_one)
}

/// Whether the value of a parameter, whatever its name, begins as a link does: with a version and a baseline's code.
fn is_named_otherwise(pair: &str) -> bool {
    let value = pair.split_once('=').and_then(|(_, value)| after_version(value));
    let code = value.and_then(|value| value.split([BETWEEN_PARTS, first_form::BETWEEN_PARTS]).next());
    code.is_some_and(|code| Baseline::by_code(&code.to_ascii_lowercase()).is_some())
}

/// Whether a parameter, whatever its name, ends as links do: with something that could be a checksum.
fn ends_like_one(pair: &str) -> bool {
    let ends_with_sum =
        |between: char| pair.rsplit_once(between).is_some_and(|(body, sum)| body.contains(between) && is_like_one(sum));
    [BETWEEN_PARTS, first_form::BETWEEN_PARTS].into_iter().any(ends_with_sum)
}

/// The characters before each parameter of a query or a fragment.
const BEFORE_PAIRS: [char; 3] = ['?', '#', '&'];

/// The parameters of an address as `name=value`, preceded by the part before them.
fn pairs(address: &str) -> impl Iterator<Item = &str> {
    address.split(BEFORE_PAIRS)
}

/// The value of a parameter with the name of ours; `None` for other parameters.
fn value_of(pair: &str) -> Option<&str> {
    pair.strip_prefix(PARAMETER)?.strip_prefix('=')
}

/// The value of our parameter in an address's query or fragment, unescaped; the whole text if it is no address.
pub(super) fn value_in(text: &str) -> Result<String, LinkFault> {
    // The equals sign may be escaped too; two levels of escaping are always undone.
    let text = unescape(&unescape(text));
    let values: Vec<&str> = match text.contains(BEFORE_PAIRS) {
        true => pairs(&text).filter_map(value_of).filter(|value| !value.is_empty()).collect(),
        false => vec![text.as_str()],
    };
    // Programs that wrap addresses may use the same parameter name for their own values.
    let ours: Vec<&str> = values.iter().copied().filter(|value| after_version(value).is_some()).collect();
    let found = ours.first().or(values.first()).copied().unwrap_or_default();
    if ours.iter().any(|value| *value != found) {
        return Err(LinkFault::Several);
    }
    if found.is_empty() { Err(LinkFault::Empty) } else { Ok(found.to_owned()) }
}

/// The part after the version with which a value begins; `None` if it does not begin with one.
fn after_version(value: &str) -> Option<&str> {
    let rest = value.trim_start_matches(|sign: char| sign.is_ascii_digit());
    rest.strip_prefix([BETWEEN_PARTS, first_form::BETWEEN_PARTS]).filter(|_| rest.len() < value.len())
}

/// The characters that separate parts, in both forms of links.
const BETWEEN: [char; 2] = [BETWEEN_PARTS, first_form::BETWEEN_PARTS];

/// Whether a version number is higher than this release's.
pub(super) fn is_newer(version: &str) -> bool {
    let number = |version: &str| version.parse::<u32>().ok();
    number(version) > number(VERSION)
}

/// A better reason than damage for a text without a valid checksum, if there is one: it begins as a later form does, or
/// it does not resemble a link at all.
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

/// At most this many levels of escaping are undone; each program that wraps an address adds one.
const LEVELS: usize = 5;
/// How many places in a text are tried as the beginning of a link, and how many characters from each; no link is
/// longer.
const PLACES: usize = 16;
const LONGEST: usize = 65_536;

/// The links in a text, each once, freed from what programs put around or into them: brackets, quotes and full stops,
/// following words, line breaks, characters without width, addresses of gateways. Returns only links whose checksum is
/// right.
pub(super) fn without_surroundings(text: &str) -> Vec<String> {
    // Negligible characters may have been escaped with the rest, so they are removed after each level.
    let without_nothing = |text: String| text.chars().filter(|sign| !is_nothing(*sign)).collect::<String>();
    let text = without_nothing(text.replace("&amp;", "&"));
    let levels = std::iter::successors(Some(text), |text| text.contains('%').then(|| without_nothing(unescape(text))));
    let plain = levels.take(LEVELS + 1).last().unwrap_or_default();
    let (mut found, name) = (Vec::new(), format!("{PARAMETER}="));
    // Decoding hyphens makes sense only if a question mark (3F) may have been written that way.
    let by_hyphens = plain.contains("-3").then(|| by_hyphens(&plain));
    for text in by_hyphens.into_iter().chain([plain]) {
        // If the text has parameters, a link without our parameter's name is not searched for.
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

/// The shortest beginning of a text whose checksum is right; `None` if there is none.
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

/// Decodes an address as one gateway writes it: with a hyphen for the percent sign of an escape and an underscore for a
/// slash.
fn by_hyphens(text: &str) -> String {
    unescape(&text.replace('_', "/").replace('%', "%25").replace('-', "%"))
}

/// Whether a character is negligible: line breaks and tabs, which mail programs insert into long lines, and characters
/// without width.
fn is_nothing(sign: char) -> bool {
    matches!(
        sign,
        '\r' | '\n' | '\t' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    )
}

/// Undoes percent-escapes once. Invalid escapes are kept, and fail the checksum.
fn unescape(text: &str) -> String {
    // Links are plain ASCII; other characters need only remain different from that.
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
