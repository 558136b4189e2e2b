//! Exports as text. Numbers are in SI units or USD, unrounded, each with its unit and class.

use crate::beside::{Beside, Side};
use crate::reasons::Reasons;
use model::base::month::Month;
use model::base::units::Unit;
use model::facts::provenance::{Class, Source};
use model::facts::sources::FACTS_READ_TO;
use model::inputs::evidence;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::share::report::Report;
use model::share::told::AUTHORS_REASON;
use serde::Serialize;
use std::collections::BTreeMap;

/// A citation of a scenario: `address` is where it can be opened, `today` the date of reading, such as 2026-11-24.
pub(crate) fn citation(beside: &Beside, address: &str, today: &str) -> String {
    let as_of = beside.first.outcome.as_of.name();
    format!("Rackrate: “{}”, as of {as_of}. Facts as of {FACTS_READ_TO}. {address} (read {today}).", beside.title)
}

/// The evidence for one number.
#[derive(Serialize)]
struct Evidence {
    name: String,
    unit: &'static str,
    class: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    address: &'static str,
    note: &'static str,
    /// The author's own source or reason, which is the note pinned to the input.
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
}

impl Evidence {
    fn new(name: String, unit: Unit, class: &'static str, source: Option<&'static Source>, note: &'static str) -> Self {
        let of = |read: fn(&'static Source) -> &'static str| source.map_or("", read);
        Evidence {
            name,
            unit: unit.name(),
            class,
            source: of(|source| source.title),
            publisher: of(|source| source.publisher),
            date: of(|source| source.date),
            address: of(|source| source.url),
            note,
            reason: String::new(),
        }
    }

    fn of_input(input: ParameterId, scenario: &Scenario, reasons: &Reasons) -> Evidence {
        let evidence = scenario.evidence(input);
        let class = Class::word_of(evidence.class);
        let reason = reasons.text(input).to_owned();
        Evidence {
            reason,
            ..Evidence::new(input.name_in(scenario.names()), input.row().unit, class, evidence.source, evidence.note)
        }
    }

    fn of_metric(metric: MetricId, scenario: &Scenario) -> Evidence {
        let row = metric.row();
        Evidence::new(metric.name_in(scenario.names()), row.unit, Class::Derived.word(), None, row.meaning)
    }

    fn of_series(series: SeriesId, scenario: &Scenario) -> Evidence {
        let row = series.row();
        Evidence::new(series.name_in(scenario.names()), row.unit, Class::Derived.word(), None, row.meaning)
    }
}

/// The output of `evaluate --json`, with the evidence for each number and the date of the export.
#[derive(Serialize)]
struct WithEvidence<'a> {
    #[serde(flatten)]
    report: Report<'a>,
    address: &'a str,
    exported: &'a str,
    facts_date: &'a str,
    classes: BTreeMap<&'static str, &'static str>,
    evidence: BTreeMap<&'static str, BTreeMap<String, Evidence>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    compared: Vec<OtherReport<'a>>,
}

/// The run of a compared scenario, with its letter and name.
#[derive(Serialize)]
struct OtherReport<'a> {
    letter: &'static str,
    name: &'a str,
    #[serde(flatten)]
    report: Report<'a>,
}

impl<'a> OtherReport<'a> {
    fn of(side: &'a Side) -> OtherReport<'a> {
        let report = Report { scenario: &side.scenario, outcome: &side.outcome };
        OtherReport { letter: side.letter, name: &side.title, report }
    }
}

/// The run with its evidence and the author's reasons, and the compared runs, as JSON. The error is a sentence.
pub(crate) fn json(beside: &Beside, reasons: &Reasons, address: &str, today: &str) -> Result<String, String> {
    let Side { scenario, outcome, .. } = &beside.first;
    let compared = beside.others.iter().map(OtherReport::of).collect();
    let inputs = ParameterId::all().map(|input| (input.id(), Evidence::of_input(input, scenario, reasons))).collect();
    let metrics = MetricId::all().map(|metric| (metric.id(), Evidence::of_metric(metric, scenario))).collect();
    let series = SeriesId::all().map(|series| (series.id(), Evidence::of_series(series, scenario))).collect();
    let all = WithEvidence {
        report: Report { scenario, outcome },
        address,
        exported: today,
        compared,
        facts_date: FACTS_READ_TO,
        classes: Class::ALL.map(|class| (class.word(), class.meaning())).into(),
        evidence: BTreeMap::from([("inputs", inputs), ("metrics", metrics), ("series", series)]),
    };
    serde_json::to_string_pretty(&all).map_err(|why| why.to_string())
}

const HEAD: [&str; 12] =
    ["kind", "id", "month", "value", "unit", "class", "name", "low", "high", "source", "address", "note"];

/// The head of the column with the author's reasons, if there are any.
const REASON: &str = AUTHORS_REASON;

/// The head of the column with the scenario's name, if there are several.
const OF: &str = "scenario";

/// The separator of a CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separated {
    /// Commas, with decimal points.
    ByCommas,
    /// Semicolons, with decimal commas, as in most of Europe.
    BySemicolons,
}

/// The byte order mark, by which programs recognise UTF-8.
const MARK: char = '\u{feff}';

/// Every number as a row of a CSV: inputs, facts, headline numbers, and each series month by month, with a month
/// written as its first day. If the author gave reasons, a column has them. If there are compared scenarios, their rows
/// follow, and a last column says to which scenario a row belongs. The error is a sentence.
pub(crate) fn csv(beside: &Beside, reasons: &Reasons, separated: Separated) -> Result<String, String> {
    let delimiter = if separated == Separated::ByCommas { b',' } else { b';' };
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let is_alone = beside.others.is_empty();
    let fault = |why: csv::Error| why.to_string();
    let reasons = (!reasons.is_empty()).then_some(reasons);
    let more = reasons.map(|_| REASON).into_iter().chain((!is_alone).then_some(OF));
    table.write_record(HEAD.into_iter().chain(more)).map_err(fault)?;
    for side in beside.all() {
        let of = if side.letter.is_empty() { "This scenario".to_owned() } else { side.called() };
        let of = (!is_alone).then_some(of.as_str());
        rows(&mut table, side, reasons, of, separated).map_err(fault)?;
    }
    let bytes = table.into_inner().map_err(|why| why.to_string())?;
    let text = String::from_utf8(bytes).map_err(|why| why.to_string())?;
    Ok(format!("{MARK}{text}"))
}

/// The rows of one scenario. Facts belong to none, and are written once.
fn rows(
    table: &mut csv::Writer<Vec<u8>>,
    side: &Side,
    reasons: Option<&Reasons>,
    of: Option<&str>,
    separated: Separated,
) -> Result<(), csv::Error> {
    let Side { scenario, outcome, letter, .. } = side;
    let point = if separated == Separated::ByCommas { "." } else { "," };
    let number = |value: f64| value.to_string().replace('.', point);
    let day = |month: Month| format!("{month}-01");
    let mut row = |kind: &str, id: &str, month: &str, value: &str, range: [Option<f64>; 2], evidence: &Evidence| {
        let [low, high] = range.map(|end| end.map_or_else(String::new, number));
        let source = [evidence.source, evidence.publisher, evidence.date];
        let source = if evidence.source.is_empty() { String::new() } else { source.join(", ") };
        let Evidence { name, unit, class, address, note, reason, .. } = evidence;
        let reason = reasons.map(|_| reason.as_str());
        let cells = [kind, id, month, value, unit, class, name.as_str(), &low, &high, &source, address, note];
        table.write_record(cells.into_iter().chain(reason).chain(of))
    };
    // The author's reasons concern the first scenario only.
    let none = Reasons::default();
    let of_author = reasons.filter(|_| letter.is_empty()).unwrap_or(&none);
    for input in ParameterId::all() {
        let evidence = Evidence::of_input(input, scenario, of_author);
        row("input", &input.id(), "", &number(scenario.get(input)), [None; 2], &evidence)?;
    }
    for fact in evidence::all().iter().filter(|_| letter.is_empty()) {
        let evidence =
            Evidence::new(fact.name_in(scenario.names()), fact.unit, fact.class.word(), Some(fact.source), fact.note);
        row("fact", &fact.id, "", &number(fact.value), [fact.low, fact.high], &evidence)?;
    }
    let as_of = day(outcome.as_of);
    for metric in MetricId::all() {
        let mut evidence = Evidence::of_metric(metric, scenario);
        let value = match outcome.metrics.get(metric) {
            Ok(value) => number(value),
            Err(absent) => {
                evidence.note = absent.reason();
                String::new()
            }
        };
        row("metric", &metric.id(), &as_of, &value, [None; 2], &evidence)?;
    }
    let binds = Evidence {
        name: "What keeps the fleet from being larger".to_owned(),
        unit: "word",
        class: Class::Derived.word(),
        source: "",
        publisher: "",
        date: "",
        address: "",
        note: "The last limit that took chips away.",
        reason: String::new(),
    };
    row("metric", "binding", &as_of, outcome.metrics.binding.word(), [None; 2], &binds)?;
    for series in SeriesId::all() {
        let evidence = Evidence::of_series(series, scenario);
        for (month, value) in outcome.shown(series).into_iter().flatten().enumerate() {
            let month = day(Month(month as i32));
            row("series", &series.id(), &month, &number(*value), [None; 2], &evidence)?;
        }
    }
    for (month, word) in outcome.binding().into_iter().enumerate() {
        row("series", "binding", &day(Month(month as i32)), word.word(), [None; 2], &binds)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::{BASELINES, Baseline};
    use model::{input, metric};
    use serde_json::Value;

    use model::run::outcome::run;
    use model::share::compared::Compared;
    use model::share::told::{Place, Told};

    fn alone(scenario: &Scenario) -> Beside {
        Beside::of(scenario.clone(), &Compared::default())
    }

    fn beside_two() -> Beside {
        let mut compared = Compared::default();
        for id in ["all-nvidia", "all-trainium3"] {
            compared.pin(&Scenario::of(Baseline::by_id(id).expect(id)), "").expect("there is room");
        }
        Beside::of(modified(), &compared)
    }

    #[test]
    fn those_beside_it_are_taken_along() {
        let beside = beside_two();
        let text = csv(&beside, &Reasons::default(), Separated::ByCommas).expect("it is written");
        let text = text.strip_prefix(MARK).expect("it says that it is UTF-8");
        let chips = |side: &Side| side.outcome.metrics.get(metric::CHIPS_ONLINE).expect("there are chips").to_string();
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(text.as_bytes()).records().map(|row| row.expect("it is a row")).collect();
        let sides: Vec<&Side> = beside.all().collect();
        let expected = [
            (chips(sides[0]), "This scenario".to_owned()),
            (chips(sides[1]), format!("A: {}", sides[1].title)),
            (chips(sides[2]), format!("B: {}", sides[2].title)),
        ];
        let metrics: Vec<_> = rows.iter().filter(|row| &row[0] == "metric" && &row[1] == "chips_online").collect();
        let told: Vec<_> = metrics.iter().map(|row| (row[3].to_owned(), row[12].to_owned())).collect();
        assert_eq!(told, expected);
        let facts = rows.iter().filter(|row| &row[0] == "fact").count();
        assert_eq!(facts, evidence::all().len(), "facts stand there once");
        let text = json(&beside, &Reasons::default(), "https://example.org/?s=1", "2026-11-24").expect("it is written");
        let written: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(written["compared"][1]["letter"], "B");
        assert_eq!(written["compared"][1]["baseline"], "all-trainium3");
        assert_eq!(written["compared"][1]["metrics"]["chips_online"].to_string(), chips(sides[2]));
    }

    fn modified() -> Scenario {
        let mut scenario = Scenario::of(Baseline::by_id("power-bound").expect("it is there"));
        scenario.set_nearest(input::PUE, 1.3);
        scenario
    }

    #[test]
    fn json_is_the_report_with_evidence_beside_it() {
        let scenario = modified();
        let outcome = run(&scenario);
        let text = json(&alone(&scenario), &Reasons::default(), "https://example.org/?s=1", "2026-11-24")
            .expect("it is written");
        let written: Value = serde_json::from_str(&text).expect("it is JSON");
        // Both texts are parsed by the same parser, which is not exact to the last bit.
        let report = serde_json::to_string(&Report { scenario: &scenario, outcome: &outcome }).expect("it is JSON");
        let report: Value = serde_json::from_str(&report).expect("it is JSON");
        for (key, value) in report.as_object().expect("it is an object") {
            assert_eq!(written[key], *value, "{key}");
        }
        let evidence = &written["evidence"];
        for (kind, count) in [("inputs", "inputs"), ("metrics", "metrics"), ("series", "series")] {
            let all = evidence[kind].as_object().expect(kind);
            // The binding limit is a word, not a number.
            for id in report[count].as_object().expect(kind).keys().filter(|id| *id != "binding") {
                let one = all.get(id).unwrap_or_else(|| panic!("{id} has no evidence"));
                let class = one["class"].as_str().unwrap_or_default();
                assert!(class == Class::YOURS || written["classes"].get(class).is_some(), "{id}: {class}");
                assert!(one["unit"].as_str().is_some_and(|unit| !unit.is_empty()), "{id} has no unit");
            }
        }
        assert_eq!(evidence["inputs"]["operations.pue"]["class"], Class::YOURS);
        assert_eq!(written["exported"], "2026-11-24");
    }

    /// A note that the author pins to an input is the source or reason for its value.
    #[test]
    fn a_reason_of_ones_own_stands_with_its_input() {
        let (scenario, mut told) = (modified(), Told::default());
        assert!(told.pin(Place::Input(input::PUE), "Our own meter, \"2026\""));
        let reasons = Reasons::of(&(&told).into());
        let text = json(&alone(&scenario), &reasons, "https://example.org/", "2026-11-26").expect("it is written");
        let written: Value = serde_json::from_str(&text).expect("it is JSON");
        let inputs = &written["evidence"]["inputs"];
        assert_eq!(inputs["operations.pue"]["reason"], "Our own meter, \"2026\"");
        assert_eq!(inputs["operations.slip_months"].get("reason"), None);
        // The CSV has a column for reasons, which it lacks if there are none.
        let text = csv(&alone(&scenario), &reasons, Separated::ByCommas).expect("it is written");
        let text = text.strip_prefix(MARK).expect("it says that it is UTF-8");
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let heads = table.headers().expect("a head").clone();
        assert_eq!((heads.len(), heads.get(HEAD.len())), (HEAD.len() + 1, Some("Author’s reason")));
        let with: Vec<csv::StringRecord> =
            table.records().map(|row| row.expect("a row")).filter(|row| !row[HEAD.len()].is_empty()).collect();
        assert_eq!(with.len(), 1);
        assert_eq!((&with[0][1], &with[0][HEAD.len()]), ("operations.pue", "Our own meter, \"2026\""));
    }

    #[test]
    fn the_table_has_every_number_with_unit_and_class() {
        let scenario = modified();
        let outcome = run(&scenario);
        let text = csv(&alone(&scenario), &Reasons::default(), Separated::ByCommas).expect("it is written");
        let text = text.strip_prefix(MARK).expect("it says that it is UTF-8");
        let mut rows = BTreeMap::new();
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row = row.expect("it is a row");
            assert_eq!(row.len(), HEAD.len());
            assert!(!row[4].is_empty() && !row[5].is_empty(), "{row:?}");
            rows.insert((row[0].to_owned(), row[1].to_owned(), row[2].to_owned()), row[3].to_owned());
        }
        let value = |kind: &str, id: String, month: String| {
            let value = rows.get(&(kind.to_owned(), id.clone(), month)).unwrap_or_else(|| panic!("{kind} {id}"));
            value.parse::<f64>().ok()
        };
        for input in ParameterId::all() {
            assert_eq!(value("input", input.id(), String::new()), Some(scenario.get(input)));
        }
        for metric in MetricId::all() {
            assert_eq!(value("metric", metric.id(), format!("{}-01", outcome.as_of)), outcome.metrics.get(metric).ok());
        }
        for series in SeriesId::all() {
            for (month, expected) in outcome.shown(series).into_iter().flatten().enumerate() {
                assert_eq!(value("series", series.id(), format!("{}-01", Month(month as i32))), Some(*expected));
            }
        }
        let listed = rows.keys().filter(|(kind, ..)| kind == "fact").count();
        assert_eq!(listed, evidence::all().len());
    }

    #[test]
    fn the_table_of_countries_with_decimal_commas_is_the_same_table() {
        let scenario = modified();
        let tables = [Separated::ByCommas, Separated::BySemicolons]
            .map(|how| csv(&alone(&scenario), &Reasons::default(), how).expect("it is written"));
        let read = |text: &str, delimiter: u8| -> Vec<Vec<String>> {
            let text = text.strip_prefix(MARK).expect("it says that it is UTF-8");
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
        };
        let (points, commas) = (read(&tables[0], b','), read(&tables[1], b';'));
        assert_eq!(points.len(), commas.len());
        for (one, other) in points.iter().zip(&commas) {
            for column in [3, 7, 8] {
                assert_eq!(one[column], other[column].replace(',', "."), "{one:?}");
            }
            assert_eq!((&one[..3], &one[9..]), (&other[..3], &other[9..]));
        }
    }

    #[test]
    fn citations_say_what_they_are_of() {
        for baseline in BASELINES {
            let cited = citation(&alone(&Scenario::of(baseline)), "https://example.org/?s=1", "2026-11-24");
            assert!(cited.contains(baseline.name), "{cited}");
        }
        let mut named = Compared::default();
        named.rename_own("Our case");
        let cited = citation(&Beside::of(modified(), &named), "https://example.org/?s=1", "2026-11-24");
        assert!(cited.contains("“Our case”"), "{cited}");
        let cited = citation(&alone(&modified()), "https://example.org/?s=1", "2026-11-24");
        assert!(
            cited.contains(", modified”") && cited.ends_with("https://example.org/?s=1 (read 2026-11-24)."),
            "{cited}"
        );
    }
}
