//! A workbook read back: the same scenario, or words that say what was wrong with it, and never a panic.

mod support;

use model::baselines::{BASELINES, Baseline};
use model::parameters::ParameterId;
use model::scenario::Scenario;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use support::{cells, pack, part_of_sheet, parts, rows_by_id, with_values, workbook_of};
use tests_shared::scenarios;
use workbook::read;

static FIRST: LazyLock<Vec<u8>> = LazyLock::new(|| workbook_of(&Scenario::of(Baseline::first())));

#[test]
fn a_scenario_comes_back_exactly() {
    for scenario in BASELINES.iter().map(Scenario::of).chain(scenarios::some(17, 12)) {
        let reading = read(&workbook_of(&scenario)).expect("a workbook of ours");
        assert_eq!(reading.scenario, scenario);
        assert_eq!(reading.notices, Vec::<String>::new(), "{scenario:?}");
    }
}

/// Saved before classes were formulas and other sheets had any: its sheet of assumptions, and empty sheets.
const OLDER: &[u8] = include_bytes!("older/2026-11.xlsx");

#[test]
fn a_workbook_that_was_saved_before_still_opens() {
    let mut expected = Scenario::of(Baseline::by_id("power-bound").expect("a baseline"));
    for (id, text) in [("operations.pue", "1.2"), ("phase.full.chip_b", "mi355x"), ("view.as_of", "2027-03")] {
        expected.set_text(ParameterId::parse(id).expect("an input"), text).expect("in range");
    }
    let reading = read(OLDER).expect("a workbook of ours");
    // It keeps the numbers that it was saved with, also where a baseline has others since.
    assert_eq!(reading.scenario.baseline().id, "power-bound");
    for input in expected.changes() {
        assert_eq!(reading.scenario.get(input), expected.get(input), "{}", input.id());
    }
    let price = ParameterId::parse("chip.mi455x.price_usd_per_hour").expect("an input");
    assert_eq!(reading.scenario.get(price), 3.15);
    // Facts may have moved on since, and there may be inputs that it does not know.
    let of_now = |notice: &String| notice.contains("fact") || notice.contains("inputs that have no row");
    assert!(reading.notices.iter().all(of_now), "{:?}", reading.notices);
}

#[test]
fn the_same_scenario_gives_the_same_bytes() {
    assert_eq!(*FIRST, workbook_of(&Scenario::of(Baseline::first())));
}

/// The first workbook with its sheet of assumptions, or another part, altered as text.
fn altered(part: &str, alter: impl FnOnce(&str) -> String) -> Vec<u8> {
    let mut parts = parts(&FIRST);
    let content = parts.get_mut(part).expect("the part");
    *content = alter(std::str::from_utf8(content).expect("XML in UTF-8")).into_bytes();
    pack(&parts)
}

#[test]
fn changed_values_are_read() {
    let changes = [("operations.pue", "1.3"), ("limit.power", "1"), ("phase.full.chip_a", "2"), ("equity.exit", "50")];
    let reading = read(&with_values(&FIRST, &changes.map(|(id, value)| (id, value.to_owned())))).expect("a workbook");
    let mut expected = Scenario::of(Baseline::first());
    for (id, value) in changes {
        expected.set(ParameterId::parse(id).expect("an input"), value.parse().expect("a number")).expect("in range");
    }
    assert_eq!((reading.scenario, reading.notices), (expected, Vec::new()));
}

#[test]
fn fifteen_digits_of_the_baselines_value_are_the_baselines_value() {
    let id = "agreement.base.first_phase_share";
    let baseline = Baseline::by_id("openai-amd").expect("a baseline");
    let share = baseline.value(ParameterId::parse(id).expect("an input"));
    let short = format!("{share:.14e}");
    assert_ne!(short.parse(), Ok(share), "more than 15 digits");
    let written = workbook_of(&Scenario::of(baseline));
    let reading = read(&with_values(&written, &[(id, short)])).expect("a workbook");
    assert_eq!((reading.scenario, reading.notices), (Scenario::of(baseline), Vec::new()));
    // Another number is another number, however near.
    let next = f64::from_bits(share.to_bits() + 1);
    let reading = read(&with_values(&written, &[(id, format!("{next}"))])).expect("a workbook");
    assert_eq!(reading.scenario.get(ParameterId::parse(id).expect("an input")), next);
}

/// The first workbook with other XML in the value's cell of an input.
fn with_cell(id: &str, content: &str) -> Vec<u8> {
    let row = rows_by_id(&cells(&FIRST, "Assumptions"), 0)[id] + 1;
    altered(&part_of_sheet(2), |text| {
        let start = text.find(&format!("<c r=\"C{row}\"")).expect("the cell");
        let end = start + text[start..].find("</c>").expect("its end") + 4;
        format!("{}{}{}", &text[..start], content.replace("AT", &format!("r=\"C{row}\"")), &text[end..])
    })
}

#[test]
fn a_value_that_cannot_be_is_named_and_left() {
    for (id, cell, says) in [
        ("operations.pue", "<c AT><v>7</v></c>", "outside"),
        ("operations.pue", "<c AT t=\"inlineStr\"><is><t>a lot</t></is></c>", "not a number"),
        ("operations.pue", "<c AT t=\"inlineStr\"><is><t>1,150</t></is></c>", "if 1.15× is meant, write 1.15×"),
        ("agreement.base.value_usd", "<c AT t=\"inlineStr\"><is><t>€38bn</t></is></c>", "not euros"),
        ("operations.pue", "<c AT t=\"e\"><v>#DIV/0!</v></c>", "no value"),
        ("operations.pue", "<c AT t=\"b\"><v>1</v></c>", "truth value"),
        ("operations.pue", "", "no value"),
        ("operations.slip_months", "<c AT><v>1.5</v></c>", "whole"),
        ("workload.precision", "<c AT><v>17</v></c>", "no such choice"),
        ("view.as_of", "<c AT><v>-3</v></c>", "outside"),
    ] {
        let reading = read(&with_cell(id, cell)).expect("still a workbook of ours");
        assert_eq!(reading.scenario, Scenario::of(Baseline::first()), "{id} {cell}");
        let [notice] = &reading.notices[..] else { panic!("one notice: {:?}", reading.notices) };
        assert!(notice.contains(id) && notice.contains(says) && notice.starts_with("Row "), "{notice}");
        assert!(notice.contains("baseline's value was kept"), "{notice}");
    }
}

#[test]
fn words_and_dates_stand_for_numbers() {
    for (id, cell, value) in [
        ("workload.precision", "<c AT t=\"inlineStr\"><is><t>fp4</t></is></c>", 2.0),
        ("limit.power", "<c AT t=\"inlineStr\"><is><t> on</t></is></c>", 1.0),
        ("limit.power", "<c AT t=\"b\"><v>1</v></c>", 1.0),
        ("view.as_of", "<c AT t=\"inlineStr\"><is><t>2026-12</t></is></c>", 13.0),
        ("operations.pue", "<c AT t=\"inlineStr\"><is><t>1.5</t></is></c>", 1.5),
        // What is typed as a text is read as the page's fields read it; a bare number is in stored units.
        ("operations.pue", "<c AT t=\"inlineStr\"><is><t>1,5</t></is></c>", 1.5),
        ("view.as_of", "<c AT t=\"inlineStr\"><is><t>Dec 2026</t></is></c>", 13.0),
        ("view.as_of", "<c AT t=\"inlineStr\"><is><t>2026-12-01</t></is></c>", 13.0),
        ("phase.full.complete", "<c AT t=\"inlineStr\"><is><t>Q2 2027</t></is></c>", 19.0),
        ("limit.power_start_watts", "<c AT t=\"inlineStr\"><is><t>600 MW</t></is></c>", 600e6),
        ("agreement.base.value_usd", "<c AT t=\"inlineStr\"><is><t>38,5 bn</t></is></c>", 38.5e9),
        ("operations.goodput", "<c AT t=\"inlineStr\"><is><t>85%</t></is></c>", 0.85),
    ] {
        let reading = read(&with_cell(id, cell)).expect("still a workbook of ours");
        assert_eq!(reading.notices, Vec::<String>::new());
        assert_eq!(reading.scenario.get(ParameterId::parse(id).expect("an input")), value, "{id} {cell}");
    }
}

/// The first workbook with texts of its sheets replaced: ids are shared strings.
fn with_text(from: &str, to: &str) -> Vec<u8> {
    altered("xl/sharedStrings.xml", |text| {
        assert!(text.contains(&format!(">{from}<")), "{from}");
        text.replacen(&format!(">{from}<"), &format!(">{to}<"), 1)
    })
}

#[test]
fn unknown_double_and_missing_rows_are_named() {
    let unknown = read(&with_text("operations.pue", "operations.fantasy")).expect("a workbook");
    assert_eq!(unknown.notices.len(), 2, "{:?}", unknown.notices);
    assert!(unknown.notices[0].contains("operations.fantasy") && unknown.notices[1].contains("operations.pue"));
    let double = read(&with_text("operations.pue", "operations.goodput")).expect("a workbook");
    assert!(double.notices[0].contains("operations.goodput stands there a second time"), "{:?}", double.notices);
    let fact = read(&with_values(&FIRST, &[("fact.accelerator.h100.equivalent", "5".to_owned())])).expect("a workbook");
    assert!(fact.notices[0].contains("fact of the catalogue"), "{:?}", fact.notices);
    for reading in [unknown, double, fact] {
        assert_eq!(reading.scenario, Scenario::of(Baseline::first()));
    }
}

fn refusal(bytes: &[u8]) -> String {
    read(bytes).expect_err("refused")
}

#[test]
fn what_is_no_workbook_of_ours_is_refused_in_words() {
    assert!(refusal(b"").contains("empty"));
    assert!(refusal(b"id,label,value\noperations.pue,PUE,1.15\n").contains("not an .xlsx"));
    assert!(refusal(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0]).contains(".xls"));
    assert!(refusal(&vec![b'P'; 50 << 20]).contains("50 MB"));
    assert!(refusal(b"PK\x03\x04 and then something else").contains("damaged"));
    assert!(refusal(&FIRST[..FIRST.len() / 2]).contains("damaged"));
    assert!(refusal(&pack(&BTreeMap::from([("a.txt".to_owned(), b"a".to_vec())]))).contains("cannot be read"));
    let foreign = altered("xl/workbook.xml", |text| text.replace("Assumptions", "Annahmen"));
    assert!(refusal(&foreign).contains("no sheet"), "{}", refusal(&foreign));
    assert!(refusal(&with_text("rackrate-workbook", "another")).contains("not written by this page"));
    assert!(refusal(&with_text(Baseline::first().id, "no-such-deal")).contains("no-such-deal"));
    let newer = altered(&part_of_sheet(2), |text| text.replacen("<c r=\"C2\"><v>1</v>", "<c r=\"C2\"><v>2</v>", 1));
    assert!(refusal(&newer).contains("newer version"), "{}", refusal(&newer));
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let mut bomb = parts(&FIRST);
    bomb.insert("xl/worksheets/sheet1.xml".to_owned(), vec![b' '; 200 << 20]);
    let bomb = pack(&bomb);
    assert!(bomb.len() < 8 << 20);
    assert!(refusal(&bomb).contains("unpack"), "{}", refusal(&bomb));
    let many: BTreeMap<_, _> = (0..1_500).map(|place| (format!("{place}"), Vec::new())).collect();
    assert!(refusal(&pack(&many)).contains("1500 parts"));
    // A cell far off must not become a sheet as large.
    let far = altered(&part_of_sheet(2), |text| {
        text.replacen("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>", 1)
    });
    assert_eq!(read(&far).expect("a workbook").notices, Vec::<String>::new());
}

/// Any bytes in place of some of a workbook's. What is read whole must be a scenario; `Scenario` admits no other.
fn never_panics(bytes: &[u8]) {
    if let Ok(reading) = read(bytes) {
        for input in ParameterId::all() {
            assert_eq!(input.check(reading.scenario.get(input)), Ok(()));
        }
    }
}

/// A workbook of the parts that are read only: small, so that many can be tried.
static SMALL: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut parts = parts(&FIRST);
    for place in [1, 3, 4, 5, 6, 7] {
        parts.insert(part_of_sheet(place), b"<worksheet><sheetData></sheetData></worksheet>".to_vec());
    }
    parts
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn altered_bytes_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = pack(&SMALL);
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        never_panics(&bytes);
    }

    /// Past the checksums: the parts themselves are altered and packed anew.
    #[test]
    fn altered_parts_never_panic(
        part in 0..5_usize,
        alterations in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let names = [
            "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml",
            "xl/_rels/workbook.xml.rels",
        ];
        let mut parts = SMALL.clone();
        let content = parts.get_mut(names[part]).expect("the part");
        for (at, byte) in alterations {
            let at = at.index(content.len());
            content[at] = byte;
        }
        if let Some(cut) = cut {
            let at = cut.index(content.len());
            content.truncate(at);
        }
        never_panics(&pack(&parts));
    }
}

#[test]
fn every_cut_of_the_directory_is_refused() {
    let bytes = pack(&SMALL);
    for end in (bytes.len() - 2_000..bytes.len()).step_by(7) {
        assert!(read(&bytes[..end]).is_err(), "cut at {end}");
    }
}
