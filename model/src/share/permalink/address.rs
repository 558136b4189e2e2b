//! Where a link stands in an address.

use super::checksum::{checksum, is_like_one};
use super::{BETWEEN_PARTS, LinkFault, PARAMETER, first_form};
use percent_encoding::percent_decode_str;

/// Whether an address holds a link, or what a link may have become on its way: cut within its name, with its name
/// altered or escaped. Its query and fragment are looked at; a parameter that others add (`utm_source=mail`) is none.
pub fn stands_in(address: &str) -> bool {
    let address = unescape(&unescape(address));
    let Some(at) = address.find(['?', '#']) else { return false };
    let rest = &address[at..];
    // A bare question mark is a link that was cut there.
    rest == "?" || pairs(rest).any(|pair| pair == PARAMETER || value_of(pair).is_some() || ends_like_one(pair))
}

/// Whether a parameter of whatever name ends as links do.
fn ends_like_one(pair: &str) -> bool {
    let with_sum = |(body, sum): (&str, &str)| body.contains(BETWEEN_PARTS) && is_like_one(sum);
    pair.contains(first_form::BETWEEN_PARTS) || pair.rsplit_once(BETWEEN_PARTS).is_some_and(with_sum)
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

/// The link without what programs put around or into it: brackets, quotes and full stops, words behind it, line breaks,
/// signs without width. `None` where no checksum proves what is left.
pub(super) fn without_surroundings(text: &str) -> Option<String> {
    let text: String = text.replace("&amp;", "&").replace("%E2%80%8B", "").replace("%e2%80%8b", "");
    let text: String = text.chars().filter(|sign| !is_nothing(*sign)).collect();
    let plain = unescape(&unescape(&text));
    // Behind another parameter's name stands no link of ours.
    let bare = || plain.find(|sign: char| sign.is_ascii_alphanumeric()).filter(|_| !plain.contains(BEFORE_PAIRS));
    let start = plain.find("s=").map_or_else(bare, |at| Some(at + PARAMETER.len() + "=".len()))?;
    let rest = plain.get(start..)?;
    // The shortest beginning whose checksum fits is the link.
    let ends = rest.match_indices([BETWEEN_PARTS, first_form::BETWEEN_PARTS]).map(|(at, _)| at);
    ends.filter_map(|at| {
        let end = at + 1 + super::checksum::LENGTH;
        (checksum(rest.get(..at)?) == rest.get(at + 1..end)?).then(|| rest[..end].to_owned())
    })
    .next()
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
    // Links are plain ASCII; whatever else comes in need only stay different.
    percent_decode_str(text).map(char::from).collect()
}
