//! Reading a workbook back: the same scenario, or a sentence on what is wrong with it, and never a panic.

mod support;

use calamine::Data;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use model::record::recorder::record_symbolic;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use support::{
    cells, pack, part_of_sheet, parts, reordered, rows_by_id, with_part, with_values, with_values_on, workbook_of,
};
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

/// The name of the reader's own chip is used wherever the chip is named, whatever it contains, and is read back; only
/// the lists of choices, which every release reads, keep the neutral name.
#[test]
fn the_name_of_a_chip_of_ones_own_comes_back() {
    let own = ParameterId::parse("phase.full.chip_a").expect("an input");
    for name in ["Zephyr 1", "=1+1", "a = b; 3 = c", "“X” \"Y\" <z>", "GB300"] {
        let mut scenario = Scenario::of(Baseline::first());
        scenario.set_text(own, "own").expect("a chip");
        scenario.name_own_chip(name);
        let bytes = workbook_of(&scenario);
        let reading = read(&bytes).expect("a workbook of ours");
        assert_eq!((&reading.scenario, reading.notices), (&scenario, Vec::new()), "{name}");
        let called = scenario.names().chip(scenario.get(own) as usize).to_owned();
        for sheet in ["Summary", "Assumptions", "Months", "Workings", "Quarters"] {
            let texts: Vec<String> = cells(&bytes, sheet).into_values().map(|cell| cell.to_string()).collect();
            assert!(texts.iter().any(|text| text.starts_with(&called)), "{name}: {sheet}");
            let is_list = |text: &str| text.contains("; ") && text.contains(" = Own chip");
            let neutral = texts.iter().find(|text| text.contains("Own chip") && !is_list(text));
            assert_eq!(neutral, None, "{name}: {sheet}");
        }
    }
}

/// The first sheet says what was changed, and from what.
#[test]
fn what_was_changed_stands_on_the_first_sheet() {
    let mut changed = Scenario::of(Baseline::first());
    let texts = |scenario: &Scenario| -> Vec<String> {
        let sheet = cells(&workbook_of(scenario), "Summary");
        sheet.into_values().map(|cell| cell.to_string()).collect()
    };
    assert!(!texts(&changed).iter().any(|text| text.starts_with("What was changed")));
    for (id, text) in [("operations.pue", "1.31"), ("phase.full.chip_b", "mi355x")] {
        changed.set_text(ParameterId::parse(id).expect("an input"), text).expect("in range");
    }
    let texts = texts(&changed);
    assert!(texts.iter().any(|text| text.starts_with("What was changed")), "{texts:?}");
    for input in changed.changes() {
        let told = [input.name(), input.show(changed.get(input)), input.show(changed.baseline().value(input))];
        for words in told {
            assert!(texts.contains(&words), "{words}: {texts:?}");
        }
    }
}

/// The author's texts are plain text, whatever they contain, and do not affect the scenario.
#[test]
fn what_is_told_is_text_on_the_first_sheet() {
    let scenario = Scenario::of(Baseline::first());
    let mut scenario = scenario;
    scenario.set_text(ParameterId::parse("operations.pue").expect("an input"), "1.31").expect("in range");
    let told =
        [("Title", "=HYPERLINK(\"https://evil.example\")"), ("PUE", "<b>Too low?</b>"), ("Step 1 of the story", "")]
            .map(|(of, text)| (of.to_owned(), text.to_owned()));
    let bytes = workbook::write_for(&scenario, &record_symbolic(&scenario), "", &told).expect("a workbook");
    let sheet = cells(&bytes, "Summary");
    assert!(sheet.values().any(|cell| cell.to_string().starts_with("What its author says. It is not read back")));
    for (of, text) in told.iter().filter(|(_, text)| !text.is_empty()) {
        let place = sheet.iter().find(|(_, cell)| matches!(cell, Data::String(words) if words == text));
        let (row, column) = place.unwrap_or_else(|| panic!("{text} is not there")).0;
        assert_eq!(*column, 1);
        let names: Vec<&Data> =
            sheet.iter().filter(|(at, _)| at.0 == *row && at.1 == 0).map(|(_, cell)| cell).collect();
        assert_eq!(names, [&Data::String(of.clone())]);
    }
    // A reason is also given with the change that it belongs to.
    let reason = Data::String("Author’s reason: <b>Too low?</b>".to_owned());
    let ((row, _), _) = sheet.iter().find(|(_, cell)| **cell == reason).expect("a reason");
    assert_eq!(sheet.get(&(*row, 0)), Some(&Data::String("PUE".to_owned())));
    let formulas = std::str::from_utf8(&parts(&bytes)[&part_of_sheet(1)]).expect("XML").to_owned();
    assert!(!formulas.contains("evil.example"), "it is no formula");
    let reading = read(&bytes).expect("a workbook of ours");
    assert_eq!((reading.scenario, reading.notices), (scenario, Vec::new()));
}

/// Saved before classes were formulas, and before other sheets had any: the sheet of assumptions, and otherwise empty
/// sheets.
const OLDER: &[u8] = include_bytes!("older/2026-11.xlsx");

#[test]
fn a_workbook_that_was_saved_before_still_opens() {
    let mut expected = Scenario::of(Baseline::by_id("power-bound").expect("a baseline"));
    for (id, text) in [("operations.pue", "1.2"), ("phase.full.chip_b", "mi355x"), ("view.as_of", "2027-03")] {
        expected.set_text(ParameterId::parse(id).expect("an input"), text).expect("in range");
    }
    let reading = read(OLDER).expect("a workbook of ours");
    // It keeps the numbers that it was saved with, even if a baseline has changed since.
    assert_eq!(reading.scenario.baseline().id, "power-bound");
    for input in expected.changes() {
        assert_eq!(reading.scenario.get(input), expected.get(input), "{}", input.id());
    }
    let price = ParameterId::parse("chip.mi455x.price_usd_per_hour").expect("an input");
    assert_eq!(reading.scenario.get(price), 3.15);
    // Facts may have changed since, and there may be inputs that it does not know.
    let of_now = |notice: &String| {
        let about = ["fact", "inputs that have no row", "whether the investor supplies the capacity is now"];
        about.iter().any(|words| notice.contains(words))
    };
    assert!(reading.notices.iter().all(of_now), "{:?}", reading.notices);
}

/// Lists of choices grow in the middle, so the list in the row says what a number stood for.
#[test]
fn a_choice_is_what_its_own_list_says() {
    let id = "phase.full.chip_a";
    let input = ParameterId::parse(id).expect("an input");
    let Kind::Choice(choices) = input.row().kind else { panic!("a choice") };
    let labels: Vec<_> = choices.all().map(|choice| choice.label).collect();
    let today: Vec<_> = labels.iter().enumerate().map(|(place, label)| format!("{place} = {label}")).collect();
    // Today's list without its third choice.
    let then = labels.iter().enumerate().filter(|(place, _)| *place != 2).map(|(_, label)| *label);
    let then: Vec<_> = then.enumerate().map(|(place, label)| format!("{place} = {label}")).collect();
    let changed = with_values(&with_text(&today.join("; "), &then.join("; ")), &[(id, "5".to_owned())]);
    let reading = read(&changed).expect("a workbook of ours");
    assert_eq!(reading.scenario.get(input), 6.0);
    // A choice that no longer exists gets a notice.
    let gone = with_text(&today.join("; "), &today.join("; ").replace(labels[5], "Abacus"));
    let reading = read(&with_values(&gone, &[(id, "5".to_owned())])).expect("a workbook of ours");
    assert!(reading.notices.iter().any(|notice| notice.contains("Abacus")), "{:?}", reading.notices);
}

#[test]
fn the_same_scenario_gives_the_same_bytes() {
    assert_eq!(*FIRST, workbook_of(&Scenario::of(Baseline::first())));
}

/// The first workbook with its sheet of assumptions, or another part, altered as text.
fn altered(part: &str, alter: impl FnOnce(&str) -> String) -> Vec<u8> {
    with_part(part, &FIRST, alter)
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
    // Another number is a different number, however close.
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
        assert!(notice.contains("baseline’s value was kept"), "{notice}");
    }
}

#[test]
fn words_and_dates_stand_for_numbers() {
    for (id, cell, value) in [
        ("workload.precision", "<c AT t=\"inlineStr\"><is><t>fp4</t></is></c>", 2.0),
        ("limit.power", "<c AT t=\"inlineStr\"><is><t> on</t></is></c>", 1.0),
        ("limit.power", "<c AT t=\"b\"><v>1</v></c>", 1.0),
        ("view.as_of", "<c AT t=\"inlineStr\"><is><t>2026-12</t></is></c>", 13.0),
        ("view.as_of", "<c AT t=\"inlineStr\"><is><t>Dec 2026</t></is></c>", 13.0),
        ("view.as_of", "<c AT t=\"inlineStr\"><is><t> December 2026</t></is></c>", 13.0),
        ("view.as_of", "<c AT t=\"inlineStr\"><is><t>2026-12-31</t></is></c>", 13.0),
        ("view.as_of", "<c AT t=\"d\"><v>2026-12-01T00:00:00</v></c>", 13.0),
        ("view.as_of", "<c AT><v>13</v></c>", 13.0),
        ("operations.pue", "<c AT t=\"inlineStr\"><is><t>1.5</t></is></c>", 1.5),
        // A value typed as text is read as the page's fields read it; a bare number is in stored units.
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

/// The first workbook with a text replaced; ids are shared strings.
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
    let mut foreign = parts(&FIRST);
    foreign.insert(part_of_sheet(2), b"<worksheet><sheetData></sheetData></worksheet>".to_vec());
    assert!(refusal(&pack(&foreign)).contains("not written by this page"), "{}", refusal(&pack(&foreign)));
    let renamed = |text: &[u8]| String::from_utf8_lossy(text).replace("Assumptions", "Annahmen").into_bytes();
    foreign.entry("xl/workbook.xml".to_owned()).and_modify(|text| *text = renamed(text));
    assert!(refusal(&pack(&foreign)).contains("no sheet"), "{}", refusal(&pack(&foreign)));
    assert!(refusal(&with_text("rackrate-workbook", "another")).contains("not written by this page"));
    assert!(refusal(&with_text(Baseline::first().id, "no-such-deal")).contains("“no-such-deal”"));
    let newer = altered(&part_of_sheet(2), |text| text.replacen("<c r=\"C2\"><v>1</v>", "<c r=\"C2\"><v>2</v>", 1));
    assert!(refusal(&newer).contains("newer version"), "{}", refusal(&newer));
    // An emptied cell states no version.
    let emptied = altered(&part_of_sheet(2), |text| text.replacen("<c r=\"C2\"><v>1</v>", "<c r=\"C2\">", 1));
    assert!(refusal(&emptied).contains("does not say in which form"), "{}", refusal(&emptied));
}

#[test]
fn a_spreadsheet_of_another_kind_is_named() {
    let of = |name: &str, content: &str| pack(&BTreeMap::from([(name.to_owned(), content.as_bytes().to_vec())]));
    let open_document = of("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    for (file, kind) in
        [(open_document, "(.ods)"), (of("xl/workbook.bin", ""), "(.xlsb)"), (of("Index/Document.iwa", ""), "Numbers")]
    {
        assert!(refusal(&file).contains(kind) && refusal(&file).ends_with("save it as .xlsx"), "{}", refusal(&file));
    }
}

#[test]
fn a_renamed_sheet_is_found() {
    let renamed = altered("xl/workbook.xml", |text| text.replace("Assumptions", "Annahmen"));
    let changed = with_values_on("Annahmen", &renamed, &[("operations.pue", "1.3".to_owned())]);
    let reading = read(&changed).expect("a workbook of ours");
    let mut expected = Scenario::of(Baseline::first());
    expected.set(ParameterId::parse("operations.pue").expect("an input"), 1.3).expect("in range");
    assert_eq!((reading.scenario, reading.notices), (expected, Vec::new()));
    // Another sheet with that name does not hide it.
    let other = altered("xl/workbook.xml", |text| {
        text.replace("\"Assumptions\"", "\"Annahmen\"").replace("\"Ledger\"", "\"Assumptions\"")
    });
    assert_eq!(read(&other).expect("a workbook of ours").scenario, Scenario::of(Baseline::first()));
}

/// Days are counted from 1904 in workbooks of old Macs, and in those whose owner needs negative times.
#[test]
fn dates_of_both_systems_are_the_same_months() {
    const DAYS_BETWEEN: i32 = 1_462;
    // The style of a cell that is displayed as a date, as all months are.
    let style = |text: &str, row: u32| {
        let cell = &text[text.find(&format!("<c r=\"C{row}\"")).expect("the cell")..];
        let start = cell.find("s=\"").expect("its style") + 3;
        cell[start..start + cell[start..].find('"').expect("its end")].to_owned()
    };
    let sheet = String::from_utf8(parts(&FIRST)[&part_of_sheet(2)].clone()).expect("XML in UTF-8");
    let rows = rows_by_id(&cells(&FIRST, "Assumptions"), 0);
    let row = rows["view.as_of"] + 1;
    // Of an input and of a fact.
    let styles = ["view.as_of", "fact.accelerator.h100.available"].map(|id| style(&sheet, rows[id] + 1));
    // 15 December 2026, as typed.
    for (first_day, serial) in [(1900, 46_371), (1904, 46_371 - DAYS_BETWEEN)] {
        let dated = with_cell("view.as_of", &format!("<c AT s=\"{}\"><v>{serial}</v></c>", styles[0]));
        let mut parts = parts(&dated);
        if first_day == 1904 {
            // All dates count from there.
            let content = parts.get_mut(&part_of_sheet(2)).expect("the sheet");
            *content = shifted(std::str::from_utf8(content).expect("XML"), &styles, row, DAYS_BETWEEN);
            let content = parts.get_mut("xl/workbook.xml").expect("the book");
            let text = String::from_utf8(content.clone()).expect("XML in UTF-8");
            assert!(text.contains("<workbookPr "), "{text}");
            *content = text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1).into_bytes();
        }
        let reading = read(&pack(&parts)).expect("a workbook of ours");
        let mut expected = Scenario::of(Baseline::first());
        expected.set(ParameterId::parse("view.as_of").expect("an input"), 13.0).expect("in range");
        assert_eq!((reading.scenario, reading.notices), (expected, Vec::new()), "{first_day}");
    }
}

/// A sheet whose dates count from a later day: those in the value column with certain styles, except one row.
fn shifted(sheet: &str, styles: &[String], but: u32, days: i32) -> Vec<u8> {
    let mut shifted = String::new();
    let mut pieces = sheet.split("<c r=\"C");
    shifted.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        shifted.push_str("<c r=\"C");
        let head = piece.split('>').next().unwrap_or_default();
        let is_date = styles.iter().any(|style| head.ends_with(&format!(" s=\"{style}\"")));
        match (is_date && !piece.starts_with(&format!("{but}\""))).then(|| piece.split_once("<v>")).flatten() {
            Some((head, value)) => {
                let (serial, rest) = value.split_once("</v>").expect("a value");
                let serial: i32 = serial.parse().expect("a date is a whole number of days");
                shifted.push_str(&format!("{head}<v>{}</v>{rest}", serial - days));
            }
            None => shifted.push_str(piece),
        }
    }
    shifted.into_bytes()
}

#[test]
fn rows_in_another_order_are_the_same_scenario() {
    // All rows in reverse order, including the heads and the form's own.
    let turned = reordered(&FIRST, |rows| rows.iter().rev().copied().collect());
    let ids = |bytes: &[u8]| -> Vec<String> {
        let mut rows: Vec<_> = rows_by_id(&cells(bytes, "Assumptions"), 0).into_iter().collect();
        rows.sort_by_key(|(_, row)| *row);
        rows.into_iter().map(|(id, _)| id).collect()
    };
    assert_eq!(ids(&turned), ids(&FIRST).into_iter().rev().collect::<Vec<_>>());
    let reading = read(&turned).expect("a workbook of ours");
    assert_eq!((reading.scenario, reading.notices), (Scenario::of(Baseline::first()), Vec::new()));
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let mut bomb = parts(&FIRST);
    bomb.insert("xl/worksheets/sheet1.xml".to_owned(), vec![b' '; 200 << 20]);
    let bomb = pack(&bomb);
    assert!(bomb.len() < 8 << 20);
    assert!(refusal(&bomb).contains("unpack"), "{}", refusal(&bomb));
    // Few bytes, but each element would become a style in memory.
    let mut styles = parts(&FIRST);
    styles.insert("xl/styles.xml".to_owned(), "<xf/>".repeat(300_000).into_bytes());
    let refused = refusal(&pack(&styles));
    assert!(refused.contains("xl/styles.xml: over 1 MB"), "{refused}");
    // Several parts, none too large by itself.
    let mut several = parts(&FIRST);
    several.extend((20..24).map(|index| (part_of_sheet(index), vec![b' '; 15 << 20])));
    assert!(refusal(&pack(&several)).contains("unpack"));
    let many: BTreeMap<_, _> = (0..1_500).map(|place| (format!("{place}"), Vec::new())).collect();
    assert!(refusal(&pack(&many)).contains("1500 parts"));
    // A distant cell must not make the sheet as large.
    let far = altered(&part_of_sheet(2), |text| {
        text.replacen("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>", 1)
    });
    assert_eq!(read(&far).expect("a workbook").notices, Vec::<String>::new());
}

/// Reads bytes, some of which were altered. If they are accepted, every value must be allowed.
fn never_panics(bytes: &[u8]) {
    if let Ok(reading) = read(bytes) {
        for input in ParameterId::all() {
            assert_eq!(input.check(reading.scenario.get(input)), Ok(()));
        }
    }
}

/// A workbook of only the parts that are read, small so that many can be tried.
static SMALL: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut parts = parts(&FIRST);
    for place in [1].into_iter().chain(3..=12) {
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

    /// Past the checksums: parts are altered and packed again.
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
