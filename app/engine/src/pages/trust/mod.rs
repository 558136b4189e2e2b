//! The page "Trust": what the tests tried before this page was published, by the record that they wrote, and what can
//! be tried in the browser.

mod published;

#[cfg(test)]
pub(crate) use published::announced;

use maud::{Markup, html};
use model::analysis::fingerprint;
use model::base::numbers::thousands;
use model::inputs::baselines::BASELINES;
use protocol::trust::{TrustRecord, TrustRow};

/// A kind of test: its title, its description, and its groups in the record.
type Kind = (&'static str, &'static str, &'static [&'static str]);

const OF_THE_MODEL: [Kind; 5] = [
    (
        "Identities",
        "What must hold whatever the inputs are, tried at every corner of every input and on scenarios at random.",
        &["identities"],
    ),
    ("Calculations by hand", "Written out from the definitions, without the model’s code.", &["hand"]),
    (
        "Formulas read back",
        "Formulas as the page prints them, read as a reader would and computed again; and elasticities against small steps of the model.",
        &["explain", "recording"],
    ),
    (
        "A second model",
        "Written in another language, by somebody who had only the manual and the catalogue: every series and metric of every baseline and of scenarios at random.",
        &["second_opinion"],
    ),
    (
        "Workbooks computed by LibreOffice",
        "With every kept result made useless first: series, metrics, payments, balances and all that is computed on the way, of baselines, of scenarios at random and after assumptions were changed in the workbook.",
        &["libreoffice"],
    ),
];
const OF_PUBLISHED_NUMBERS: Kind = (
    "Published numbers in runs",
    "The same totals from whole runs of so many chips, and readings that are commonly got wrong. The largest difference is what is left by the printed digits.",
    &["published"],
);
const OF_THE_PAGE: Kind = (
    "The page in a browser",
    "What a real browser computed and showed against the model run natively: text against text, to the last digit.",
    &["browser"],
);

/// The whole page, from the text of the record if the build has one. If it has none, or it cannot be read, the page
/// says so once, and shows only what this build computes itself.
pub(crate) fn page(text: Option<&str>) -> Markup {
    let read = text.map(serde_json::from_str::<TrustRecord>).transpose();
    let lacks = match &read {
        Ok(_) => "This build has no record of its tests.",
        Err(_) => "The record of this build’s tests cannot be read.",
    };
    let record = read.ok().flatten().filter(|record| !record.rows.is_empty());
    let record = record.as_ref();
    html! {
        h2 { "Trust" }
        p.lead data-count {
            "What was tried, on how many cases, and how far apart the numbers were. The tests wrote this; nothing in it was typed. "
            "Differences are shares of the numbers compared: 10⁻¹⁶ is the last digit that a computer keeps."
        }
        (standing(record, lacks))
        (here_and_now(record))
        @if let Some(record) = record { @for kind in OF_THE_MODEL { (held(record, kind)) } }
        (published::systems())
        @if let Some(record) = record { (held(record, OF_PUBLISHED_NUMBERS)) }
        (published::deals())
        @if let Some(record) = record {
            (held(record, OF_THE_PAGE))
            (measured(record))
        }
    }
}

/// The version of the code that the record belongs to, once for all rows, or why there is no record.
fn standing(record: Option<&TrustRecord>, lacks: &str) -> Markup {
    let Some(record) = record else {
        return html! {
            p.stale role="note" { (lacks) " What stands below is computed by the build itself." }
        };
    };
    let all = record.rows.len();
    let current = record.rows.values().filter(|row| record.is_current(row)).count();
    let last = record.rows.values().map(|row| row.date.as_str()).max().unwrap_or_default();
    html! {
        @if current == 0 {
            p.stale role="note" data-count { "The tests ran on another version of the code, the last of them on " (last) "; none has been run on this build." }
        } @else if current < all {
            p.stale role="note" data-count { (current) " of " (all) " results are of the code of this build. Those marked † are of an earlier version." }
        }
    }
}

/// Runs every baseline in the reader's browser, and compares the results with those that the tests computed natively.
fn here_and_now(record: Option<&TrustRecord>) -> Markup {
    let here = fingerprint::of_baselines();
    let digest = format!("{:016x}", here.digest);
    let natively =
        record.and_then(|record| of(record, &["fingerprint"]).into_iter().find(|row| record.is_current(row)));
    let same = natively.map(|row| row.what == digest && row.cases == here.count as u64);
    html! {
        div.verdict.stale[same == Some(false)] data-count data-digest=(digest) {
            p {
                "Just now, on this device, the model computed all " (BASELINES.len()) " baselines: "
                b { (thousands(here.count as u64)) " numbers" } ", fingerprint " code { (digest) } ". "
                @match same {
                    Some(true) => { "The tests computed the same natively, " b { "to the last bit" } "." }
                    Some(false) => { b { "The tests computed other numbers natively. Do not rely on this page, and tell us." } }
                    None => {}
                }
            }
        }
    }
}

/// The rows of some groups, in the order of the record.
fn of<'a>(record: &'a TrustRecord, groups: &[&str]) -> Vec<&'a TrustRow> {
    record.rows.values().filter(|row| groups.contains(&row.group.as_str())).collect()
}

/// The results of a kind of test; nothing if the record has no row of it.
fn held(record: &TrustRecord, (title, says, groups): Kind) -> Markup {
    let rows = of(record, groups);
    let current: Vec<&&TrustRow> = rows.iter().filter(|row| record.is_current(row)).collect();
    let cases: u64 = current.iter().map(|row| row.cases).sum();
    let worst = current.iter().fold(0.0_f64, |worst, row| worst.max(row.worst_share));
    html! {
        @if !rows.is_empty() {
            section data-count aria-label=(title) {
                h3 { (title) }
                p.kind { (says) }
                @if !current.is_empty() {
                    p { b { (current.len()) @if current.len() == 1 { " test" } @else { " tests" } } ", " (thousands(cases)) " cases, largest difference " (power(worst)) "." }
                }
                table.facts.trust {
                    caption.for-screen-readers { (title) }
                    thead { tr { th scope="col" { "What held" } th scope="col" { "Tried on" } th scope="col" { "Largest difference" } th scope="col" { "When" } } }
                    tbody { @for row in rows { (line(record, row)) } }
                }
            }
        }
    }
}

fn line(record: &TrustRecord, row: &TrustRow) -> Markup {
    html! {
        tr {
            th scope="row" { (row.what) }
            td data-label="Tried on" { @if row.cases > 0 { (thousands(row.cases)) " " (row.cases_are) } @else { "one case" } }
            td data-label="Largest difference" { (power(row.worst_share)) }
            td data-label="When" { (when(record, row)) }
        }
    }
}

/// The date of a row, marked if the row is of another version of the code while others are of this build.
fn when(record: &TrustRecord, row: &TrustRow) -> Markup {
    let mixed = !record.is_current(row) && record.rows.values().any(|row| record.is_current(row));
    html! { (row.date) @if mixed { " " span.stale title="On an earlier version of the code" { "†" } } }
}

/// Sizes and times: a row's `cases` is the measured number, in the unit beside it.
fn measured(record: &TrustRecord) -> Markup {
    let kinds = [("size", "Size"), ("speed", "Speed")].map(|(group, title)| (title, of(record, &[group])));
    html! {
        @if kinds.iter().any(|(_, rows)| !rows.is_empty()) {
            section data-count aria-label="Size and speed" {
                h3 { "Size and speed" }
                p.kind { "Bytes after Brotli, as a host sends them; times on the machine that ran the tests, in a headless browser." }
                @for (title, rows) in kinds.iter().filter(|(_, rows)| !rows.is_empty()) {
                    table.facts.trust {
                        caption.for-screen-readers { (title) }
                        thead { tr { th scope="col" { (title) } th scope="col" { "Measured" } th scope="col" { "When" } } }
                        tbody {
                            @for row in rows {
                                tr {
                                    th scope="row" { (row.what) }
                                    td data-label="Measured" { b { (thousands(row.cases)) } " " (row.cases_are) }
                                    td data-label="When" { (when(record, row)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A small share as a power of ten, rounded up: 4.3 × 10⁻¹⁶ is "below 10⁻¹⁵".
fn power(share: f64) -> String {
    if share == 0.0 {
        return "none".to_owned();
    }
    if share >= 1e-4 {
        return published::percent(share);
    }
    let mut exponent = 4;
    let mut bound = 1e-4;
    while exponent < 16 && share < bound / 10.0 {
        bound /= 10.0;
        exponent += 1;
    }
    let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let raised: String = exponent.to_string().bytes().map(|digit| digits[usize::from(digit - b'0') % 10]).collect();
    format!("below 10⁻{raised}")
}
