//! A formula that adds terms of one shape, as a table: a row for each term, and the sum below.

use crate::pieces::{ask, shown, value_of};
use maud::{Markup, html};
use model::base::units::Unit;
use model::record::explain::Explanation;
use model::record::formula::{Part, Token};

/// How many terms are visible before the smaller ones are folded away.
const IN_SIGHT: usize = 8;

/// A term: its factors and divisors, and its value.
struct Term<'a> {
    parts: Vec<&'a Part>,
    value: f64,
}

/// The table; `None` for a formula of another shape, which is written out as it is.
pub(crate) fn of(explanation: &Explanation, total: f64, unit: Unit) -> Option<Markup> {
    let (mut terms, signs) = terms(explanation)?;
    if terms.len() < if signs.is_empty() { 3 } else { 2 } {
        return None;
    }
    let heads: Vec<String> = (0..=signs.len()).map(|column| head(&terms, column, &signs)).collect::<Option<_>>()?;
    let columns = heads.len() + 2;
    // With a single column, that column is also the last.
    let alone = signs.is_empty();
    terms.sort_by(|one, other| other.value.total_cmp(&one.value));
    let (first, more) = terms.split_at(terms.len().min(IN_SIGHT));
    let row = |term: &Term<'_>| {
        html! {
            tr {
                th scope="row" { (if alone { term.parts[0].full_name() } else { subject(term).to_owned() }) }
                @for part in &term.parts { td { (ask(&part.question, value_of(part))) } }
                @if !alone { td { (shown(term.value, unit)) } }
            }
        }
    };
    Some(html! {
        table.sum {
            @if !alone {
                thead { tr { td {} @for head in &heads { th scope="col" { (head) } } th scope="col" { "=" } } }
            }
            tbody {
                @for term in first { (row(term)) }
                @if !more.is_empty() {
                    @let rest: f64 = more.iter().map(|term| term.value).sum();
                    tr {
                        th scope="row" colspan=(columns - 1 - usize::from(alone)) { (more.len()) " smaller" }
                        td { (shown(rest, unit)) }
                    }
                }
                tr.total {
                    th scope="row" colspan=(columns - 1 - usize::from(alone)) { "All" }
                    td { b { (shown(total, unit)) } }
                }
            }
        }
        @if !more.is_empty() {
            details {
                summary { "The " (more.len()) " smaller" }
                table.sum { tbody { @for term in more { (row(term)) } } }
            }
        }
    })
}

/// The terms, and the signs between the parts of each, which are the same for all.
fn terms(explanation: &Explanation) -> Option<(Vec<Term<'_>>, Vec<&'static str>)> {
    let (mut terms, mut shapes): (Vec<Term<'_>>, Vec<Vec<&'static str>>) = Default::default();
    let mut sign = " + ";
    for token in &explanation.formula {
        match *token {
            Token::Text(text @ (" + " | " × " | " ÷ ")) => sign = text,
            Token::Part(at) => {
                let part = explanation.parts.get(at)?;
                match (sign, terms.last_mut(), shapes.last_mut()) {
                    (" + ", ..) => {
                        terms.push(Term { parts: vec![part], value: part.value });
                        shapes.push(Vec::new());
                    }
                    (sign, Some(term), Some(shape)) => {
                        term.parts.push(part);
                        term.value = if sign == " × " { term.value * part.value } else { term.value / part.value };
                        shape.push(sign);
                    }
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    let shape = shapes.first()?.clone();
    shapes.iter().all(|other| *other == shape).then_some((terms, shape))
}

/// The subject of a term's row: "GB300".
fn subject<'a>(term: &Term<'a>) -> &'a str {
    term.parts.first().and_then(|part| part.name.split_once(": ")).map_or("", |(subject, _)| subject)
}

/// The head of a column, with its sign; `None` if it differs from row to row.
fn head(terms: &[Term<'_>], column: usize, signs: &[&str]) -> Option<String> {
    let of = |term: &Term<'_>| {
        let name = &term.parts.get(column)?.name;
        let about = subject(term);
        let own = name.strip_prefix(about).and_then(|rest| rest.strip_prefix(": ")).filter(|_| !about.is_empty());
        Some(own.unwrap_or(name).to_owned())
    };
    if signs.is_empty() {
        return Some(String::new());
    }
    let first = of(terms.first()?)?;
    let same = terms.iter().all(|term| !subject(term).is_empty() && of(term).as_ref() == Some(&first));
    let sign = column.checked_sub(1).and_then(|before| signs.get(before)).map_or("", |sign| sign.trim_start());
    same.then(|| format!("{sign}{first}"))
}
