//! What was tried before this page was published, by the record that the tests wrote, and what can be tried here and now.

use crate::explain::ask;
use maud::{Markup, PreEscaped, html};
use model::baselines::{BASELINES, Baseline};
use model::catalogue::SYSTEMS;
use model::explain::Question;
use model::facts::entry;
use model::fingerprint;
use model::metrics::MetricId;
use model::outcome::{Outcome, run};
use model::parameters::ParameterId;
use model::provenance::Fact;
use model::scenario::Scenario;
use model::series::SeriesId;
use model::units::{Unit, show, thousands, three_digits};

/// The record as `cargo xtask` hands it over when it builds: see xtask/src/trust.rs. A build without it knows nothing.
const RECORD: Option<&str> = option_env!("RACKRATE_TRUST");

/// What is shown instead of a number that is not there.
const NOT_MEASURED: &str = "not measured in this build";

/// How a difference is computed.
const BY_HOW_MUCH: &str = "(computed − given) ÷ given";

/// One thing that was tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry<'a> {
    group: &'a str,
    what: &'a str,
    cases: u64,
    cases_are: &'a str,
    worst_share: f64,
    date: &'a str,
    /// Whether it was tried on the code that this build is made of.
    current: bool,
}

/// The record of tests and measurements. The first line has the hashes of this build's model and page; each other line
/// is an entry: group, what, cases, what the cases are, worst difference as a share; date, hash.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Record<'a> {
    entries: Vec<Entry<'a>>,
}

impl<'a> Record<'a> {
    /// Lines that cannot be read are left out.
    pub(crate) fn read(text: &'a str) -> Record<'a> {
        let mut lines = text.lines();
        let mut hashes = lines.next().unwrap_or_default().split('\t');
        let (model, page) = (hashes.next().unwrap_or_default(), hashes.next().unwrap_or_default());
        let entry = |line: &'a str| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [group, what, cases, cases_are, worst, date, hash] = fields[..] else { return None };
            let of_page = matches!(group, "browser" | "libreoffice" | "size" | "speed");
            let current = hash == if of_page { page } else { model } && !hash.is_empty();
            let (cases, worst_share) = (cases.parse().ok()?, worst.parse().ok()?);
            Some(Entry { group, what, cases, cases_are, worst_share, date, current })
        };
        Record { entries: lines.filter_map(entry).collect() }
    }

    fn of(&self, groups: &[&str]) -> Vec<&Entry<'a>> {
        self.entries.iter().filter(|entry| groups.contains(&entry.group)).collect()
    }
}

/// The whole page.
pub(crate) fn page() -> Markup {
    page_of(&Record::read(RECORD.unwrap_or_default()))
}

pub(crate) fn page_of(record: &Record<'_>) -> Markup {
    html! {
        style { (PreEscaped(include_str!("reference.css"))) }
        h2 { "Trust" }
        p.lead data-count {
            "What was tried, on how many cases, and how far apart the numbers were. The tests wrote this; nothing in it was typed. "
            "Differences are shares of the numbers compared: 10⁻¹⁶ is the last digit that a computer keeps."
        }
        (here_and_now(record))
        (held(record, "Identities", "What must hold whatever the inputs are, tried at every corner of every input and on scenarios at random.", &["identities"]))
        (held(record, "Calculations by hand", "Written out from the definitions, without the model’s code.", &["hand"]))
        (held(record, "Formulas read back", "Formulas as the page prints them, read as a reader would and computed again; and elasticities against small steps of the model.", &["explain", "recording"]))
        (held(record, "A second model", "Written in another language, by somebody who had only the manual and the catalogue: every series and metric of every baseline and of scenarios at random.", &["second_opinion"]))
        (held(record, "Workbooks computed by LibreOffice", "With every kept result made useless first: series, metrics, payments, balances and all that is computed on the way, of baselines, of scenarios at random and after assumptions were changed in the workbook.", &["libreoffice"]))
        (systems())
        (held(record, "Published numbers in runs", "The same totals from whole runs of so many chips, and readings that are commonly got wrong. The largest difference is what is left by the printed digits.", &["published"]))
        (deals())
        (held(record, "The page in a browser", "What a real browser computed and showed against the model run natively: text against text, to the last digit.", &["browser"]))
        (measured(record))
    }
}

/// Computes every baseline in the reader's own browser and compares with what the tests computed natively.
fn here_and_now(record: &Record<'_>) -> Markup {
    let here = fingerprint::of_baselines();
    let digest = format!("{:016x}", here.digest);
    let natively = record.of(&["fingerprint"]).into_iter().find(|entry| entry.current);
    let same = natively.map(|entry| entry.what == digest && entry.cases == here.count as u64);
    html! {
        div.verdict.stale[same == Some(false)] data-count data-digest=(digest) {
            p {
                "Just now, on this device, the model computed all " (BASELINES.len()) " baselines: "
                b { (thousands(here.count as u64)) " numbers" } ", fingerprint " code { (digest) } ". "
                @match same {
                    Some(true) => { "The tests computed the same natively, " b { "to the last bit" } "." }
                    Some(false) => { b { "The tests computed other numbers natively. Do not rely on this page, and tell us." } }
                    None => { "Whether the same code gave the same natively was " b { (NOT_MEASURED) } "." }
                }
            }
        }
    }
}

fn held(record: &Record<'_>, title: &str, says: &str, groups: &[&str]) -> Markup {
    let entries = record.of(groups);
    let current: Vec<&&Entry<'_>> = entries.iter().filter(|entry| entry.current).collect();
    let cases: u64 = current.iter().map(|entry| entry.cases).sum();
    let worst = current.iter().fold(0.0_f64, |worst, entry| worst.max(entry.worst_share));
    html! {
        section data-count aria-label=(title) {
            h3 { (title) }
            p.kind { (says) }
            @if entries.is_empty() { p.stale { (not_measured()) } }
            @else {
                @if !current.is_empty() {
                    p { b { (current.len()) @if current.len() == 1 { " test" } @else { " tests" } } ", " (thousands(cases)) " cases, largest difference " (power(worst)) "." }
                }
                table.facts.trust {
                    caption.for-screen-readers { (title) }
                    thead { tr { th scope="col" { "What held" } th scope="col" { "Tried on" } th scope="col" { "Largest difference" } th scope="col" { "When" } } }
                    tbody { @for entry in entries { (line(entry)) } }
                }
            }
        }
    }
}

fn line(entry: &Entry<'_>) -> Markup {
    html! {
        tr {
            th scope="row" { (entry.what) }
            td data-label="Tried on" { @if entry.cases > 0 { (thousands(entry.cases)) " " (entry.cases_are) } @else { "one case" } }
            td data-label="Largest difference" { (power(entry.worst_share)) }
            td data-label="When" { (when(entry)) }
        }
    }
}

/// The date, and whether it was on this code.
fn when(entry: &Entry<'_>) -> Markup {
    html! {
        (entry.date)
        @if !entry.current { " " span.stale { "another version of the code; " (NOT_MEASURED) } }
    }
}

fn not_measured() -> String {
    let mut sentence = NOT_MEASURED.to_owned();
    sentence.replace_range(..1, "N");
    sentence + "."
}

/// Chips × the figure of one, beside what the vendor prints for the system.
fn systems() -> Markup {
    let mut rows = Vec::new();
    for system in SYSTEMS {
        let (published, computed) = (&system.published, system.computed());
        let figures: [(&str, &str, &Option<Fact>, Option<f64>); 5] = [
            ("peak BF16", "bf16", &published.bf16, computed.bf16_flops),
            ("peak FP8", "fp8", &published.fp8, computed.fp8_flops),
            ("peak FP4", "fp4", &published.fp4, computed.fp4_flops),
            ("memory", "hbm_bytes", &published.hbm_bytes, computed.hbm_bytes),
            (
                "memory bandwidth",
                "hbm_bytes_per_second",
                &published.hbm_bytes_per_second,
                computed.hbm_bytes_per_second,
            ),
        ];
        for (figure, key, printed, computed) in figures {
            let (Some(printed), Some(computed)) = (printed, computed) else { continue };
            let question = Question::Fact(format!("system.{}.{key}", system.id));
            rows.push((system.name, system.chips, figure, question, printed, computed));
        }
    }
    let off = |printed: &Fact, computed: f64| (computed - printed.value) / printed.value;
    let worst = rows.iter().fold(0.0_f64, |worst, (.., printed, computed)| worst.max(off(printed, *computed).abs()));
    html! {
        section aria-label="Systems" {
            h3 { "Published totals of systems" }
            p.kind { "Chips × the figure of one chip, computed by this build and so derived, beside what the vendor prints. What differs is what vendors round away in print; a test holds each difference to the printed digits." }
            p data-count { b { (rows.len()) " totals" } ", largest difference " (percent(worst)) "." }
            details {
                summary data-count { "All " (rows.len()) }
                table.facts.trust {
                    caption.for-screen-readers { "Published totals of systems" }
                    thead { tr { th scope="col" { "System" } th scope="col" { "Published" } th scope="col" { "Computed" } th scope="col" { "Difference" } } }
                    tbody {
                        @for (system, chips, figure, question, printed, computed) in &rows {
                            tr {
                                th scope="row" data-words { (system) ", " (figure) " of " (thousands(u64::from(*chips))) " chips" }
                                td data-label="Published" { (ask(question, show(printed.value, printed.unit).text())) }
                                td data-label="Computed" data-derived title=(format!("{} × the figure of one chip", thousands(u64::from(*chips)))) {
                                    (show(*computed, printed.unit).text())
                                }
                                td data-label="Difference" data-derived title=(BY_HOW_MUCH) { (signed_percent(off(printed, *computed))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where a number of a run stands.
#[derive(Clone, Copy)]
enum Read {
    /// A metric in the last month of all.
    Metric(&'static str),
    /// The highest value of a series.
    Most(&'static str),
}

/// What was announced of a deal: the fact's id, the baseline that models it, where its run says the same, and how the
/// run comes to it.
const ANNOUNCED: &[(&str, &str, Read, &str)] = &[
    (
        "deal.openai-aws-38bn.amount_usd",
        "funded-2026-07",
        Read::Metric("contract_usd.base"),
        "given: it sizes the fleet",
    ),
    (
        "deal.openai-aws-expansion-100bn.amount_usd",
        "funded-2026-07",
        Read::Metric("contract_usd.expansion"),
        "computed from 2 GW and eight years, at prices that were fitted to it",
    ),
    (
        "deal.openai-round-2026.valuation_usd",
        "funded-2026-07",
        Read::Metric("post_money_usd"),
        "computed from $730 bn pre-money, the tranches and others’ money",
    ),
    (
        "deal.openai-amazon-funded-2026-07.amount_usd",
        "funded-2026-07",
        Read::Metric("invested_to_date_usd"),
        "given, in three tranches",
    ),
    ("deal.openai-amd.power_watts", "openai-amd", Read::Most("facility_power_watts"), "given: it sizes the fleet"),
    (
        "deal.openai-nvidia-loi.power_watts",
        "openai-nvidia-loi",
        Read::Most("facility_power_watts"),
        "given: it sizes the fleet",
    ),
    (
        "deal.openai-nvidia-loi.chips",
        "openai-nvidia-loi",
        Read::Most("chips_online"),
        "computed from 10 GW of Vera Rubin at 3.35 kW with cooling; the announced four to five million imply 2.0 to 2.5 kW each",
    ),
    (
        "deal.anthropic-google-tpus.power_watts",
        "anthropic-tpu",
        Read::Most("facility_power_watts"),
        "computed from a million TPU7x; announced is “well over” a gigawatt",
    ),
    (
        "deal.anthropic-amazon.power_watts",
        "anthropic-trainium",
        Read::Most("facility_power_watts"),
        "computed from a million Trainium2 and 4.1 GW; announced is “up to”",
    ),
    (
        "deal.anthropic-amazon.amount_usd",
        "anthropic-trainium",
        Read::Metric("contract_usd.expansion"),
        "computed from 4.1 GW at the OpenAI contract’s price of a chip-hour; announced is “more than”, so 5 GW may never be full, or the price be lower",
    ),
];

/// Each announced number with what its baseline comes to by the end of 2034.
pub(crate) fn announced() -> Vec<(&'static str, f64, f64, Unit, &'static str, &'static str)> {
    let mut rows = Vec::new();
    for (id, baseline, read, how) in ANNOUNCED {
        let (Some(fact), Some(baseline)) = (entry(id), Baseline::by_id(baseline)) else { continue };
        let mut scenario = Scenario::of(baseline);
        for input in [ParameterId::of("view.horizon"), ParameterId::of("view.as_of")] {
            scenario.set_nearest(input, input.row().max);
        }
        if let Some(computed) = read.of(&run(&scenario)) {
            rows.push((fact.name.as_str(), fact.value, computed, fact.unit, *how, *id));
        }
    }
    rows
}

impl Read {
    fn of(self, outcome: &Outcome) -> Option<f64> {
        match self {
            Read::Metric(id) => outcome.metrics.get(MetricId::parse(id)?).ok(),
            Read::Most(id) => outcome.sheet.row(SeriesId::parse(id)?).iter().copied().reduce(f64::max),
        }
    }
}

fn deals() -> Markup {
    html! {
        section aria-label="Deals" {
            h3 { "Deals, as announced and as computed" }
            p.kind { "Each deal in the baseline that models it, run by this build to the end of 2034. What is computed is derived. Where they differ, the last column says what that means." }
            table.facts.trust {
                caption.for-screen-readers { "Deals, as announced and as computed" }
                thead { tr { th scope="col" { "Deal" } th scope="col" { "Announced" } th scope="col" { "Computed" } th scope="col" { "Difference" } th scope="col" { "How" } } }
                tbody {
                    @for (name, said, computed, unit, how, id) in announced() {
                        tr {
                            th scope="row" data-words { (name) }
                            td data-label="Announced" { (ask(&Question::Fact(id.to_owned()), show(said, unit).text())) }
                            td data-label="Computed" data-derived title=(how) { (show(computed, unit).text()) }
                            td data-label="Difference" data-derived title=(BY_HOW_MUCH) { (signed_percent((computed - said) / said)) }
                            td data-label="How" data-words { (how) }
                        }
                    }
                }
            }
        }
    }
}

/// Sizes and times: an entry's cases are the number, in the unit beside it.
fn measured(record: &Record<'_>) -> Markup {
    html! {
        section data-count aria-label="Size and speed" {
            h3 { "Size and speed" }
            p.kind { "Bytes after Brotli, as a host sends them; times on the machine that ran the tests, in a headless browser." }
            @for (group, title) in [("size", "Size"), ("speed", "Speed")] {
                @let entries = record.of(&[group]);
                @if entries.is_empty() { p.stale { (title) ": " (NOT_MEASURED) "." } }
                @else {
                    table.facts.trust {
                        caption.for-screen-readers { (title) }
                        thead { tr { th scope="col" { (title) } th scope="col" { "Measured" } th scope="col" { "When" } } }
                        tbody {
                            @for entry in entries {
                                tr {
                                    th scope="row" { (entry.what) }
                                    td data-label="Measured" { b { (thousands(entry.cases)) } " " (entry.cases_are) }
                                    td data-label="When" { (when(entry)) }
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
        return percent(share);
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

fn percent(share: f64) -> String {
    show(share, Unit::Share).text()
}

fn signed_percent(share: f64) -> String {
    if share.abs() < 1e-9 {
        return "none".to_owned();
    }
    let text = three_digits(100.0 * share.abs());
    format!("{}{text}\u{202f}%", if share < 0.0 { "−" } else { "+" })
}
