//! A figure over two inputs with typed ends, and the same table as it goes into a workbook.

use super::what_if::{Form, cells};
use super::*;
use model::analysis::goal::Wish;
use model::analysis::grid::{Grid, grid, values_between};
use model::facts::accelerators::index_of;
use model::{input, metric};
use protocol::analysis::press;
use protocol::grid::{GridValue, Held};

const FIGURE: (&str, &str) = ("table-figure", "contract_npv_usd");
const ACROSS: (&str, &str) = ("table-across", "operations.pue");
const DOWN: (&str, &str) = ("table-down", "supplier.wacc");

/// The values that a table's cells set, across and down.
fn ends(html: &str) -> [[f64; 2]; 2] {
    let cells = cells(html);
    let of = |place: usize, which: usize| cells[place].1[which].1;
    [0, 1].map(|which| [of(0, which), of(cells.len() - 1, which)])
}

/// The field with a fault in a table, and the text of the fault.
fn fault(html: &str) -> (String, String) {
    let field =
        html.split("<input ").find(|field| field.split('>').next().is_some_and(|tag| tag.contains("aria-invalid")));
    let id = field.and_then(|field| field.split(" id=\"").nth(1)).and_then(|rest| rest.split('"').next());
    let said = html.split("<p class=\"fault\"").nth(1).and_then(|rest| rest.split("</p>").next());
    let said = said.and_then(|said| said.split_once('>')).map(|(_, words)| words.to_owned());
    (id.expect("a field at fault").to_owned(), said.expect("words"))
}

#[test]
fn a_table_goes_from_where_to_where_it_is_typed() {
    let usual = ends(&Form::of(first(), &[FIGURE, ACROSS, DOWN]).part("table"));
    for (typed, expected) in [
        (&[("table-from:operations.pue", "1.2"), ("table-to:operations.pue", "1.6 ")][..], [[1.2, 1.6], usual[1]]),
        (&[("table-to:supplier.wacc", "30%")], [usual[0], [usual[1][0], 0.3]]),
        (
            &[("table-from:operations.pue", "1.01"), ("table-to:supplier.wacc", "25")],
            [[1.01, usual[0][1]], [usual[1][0], 0.25]],
        ),
        // The ends typed for another input are ignored.
        (&[("table-from:operations.goodput", "50%")], usual),
    ] {
        let fields = [&[FIGURE, ACROSS, DOWN][..], typed].concat();
        let html = Form::of(first(), &fields).part("table");
        assert_eq!(ends(&html), expected, "{typed:?}");
        assert_eq!(cells(&html).len(), 81);
        for (field, text) in typed.iter().filter(|(field, _)| field.contains("pue") || field.contains("wacc")) {
            let kept = format!("name=\"{field}\"");
            let field = html.split("<input ").find(|one| one.contains(&kept)).expect(field);
            assert!(field.contains(&format!("value=\"{text}\"")), "{field}");
        }
    }
    // As long as nothing is typed, the fields show the default range.
    let html = Form::of(first(), &[FIGURE, ACROSS, DOWN]).part("table");
    let shown = |input: ParameterId, value| format!("placeholder=\"{}\"", input.row().scale.write(value));
    for value in usual[0] {
        assert!(html.contains(&shown(input::PUE, value)), "{html}");
    }
    // A choice has no ends.
    let chosen = Form::of(first(), &[FIGURE, ("table-across", "supplier.refresh"), DOWN]).part("table");
    assert!(!chosen.contains("table-0-from") && chosen.contains("table-1-from"), "{chosen}");
    // Months are typed as months, and the table has every one of them.
    let months = [("table-from:equity.exit", "Q4 2027"), ("table-to:equity.exit", "Feb 2028")];
    let fields = [&[FIGURE, ("table-across", "equity.exit"), DOWN][..], &months].concat();
    let html = Form::of(first(), &fields).part("table");
    let read = |text: &str| input::EXIT.read(text, 0.0, model::base::typed::Bare::Displayed).expect(text).value;
    assert_eq!(ends(&html)[0], [read("Dec 2027"), read("Feb 2028")]);
    assert_eq!(cells(&html).len(), 27);
}

/// Each head once said "in equal steps", even where the text above the table said otherwise.
#[test]
fn steps_are_called_equal_once_and_only_where_they_are() {
    let html = Form::of(first(), &[FIGURE, ACROSS, DOWN]).part("table");
    assert_eq!(html.matches("in equal steps").count(), 1, "{html}");
    let exits = [("table-from:equity.exit", "Jan 2028"), ("table-to:equity.exit", "Dec 2028")];
    let fields = [&[FIGURE, ("table-across", "equity.exit"), DOWN][..], &exits].concat();
    let html = Form::of(first(), &fields).part("table");
    assert!(html.contains("in steps as equal as whole numbers allow"), "{html}");
    assert!(!html.contains("in equal steps"), "{html}");
}

#[test]
fn ends_that_cannot_be_are_refused_at_their_field_and_the_table_stands_without_them() {
    let usual = ends(&Form::of(first(), &[FIGURE, ACROSS, DOWN]).part("table"));
    for (typed, id, said) in [
        (&[("table-from:operations.pue", "many")][..], "table-0-from", "many"),
        (&[("table-to:operations.pue", "99")], "table-0-to", "outside"),
        (&[("table-from:supplier.wacc", "20%"), ("table-to:supplier.wacc", "10%")], "table-1-to", "would go from 20%"),
        (&[("table-from:supplier.wacc", "5 potatoes")], "table-1-from", "potatoes"),
    ] {
        let fields = [&[FIGURE, ACROSS, DOWN][..], typed].concat();
        let mut form = Form::of(first(), &fields);
        let html = form.part("table");
        let (at, words) = fault(&html);
        assert!(at == id && words.contains(said), "{typed:?}: {at}, {words}");
        assert!(words.ends_with("goes by itself here."), "{words}");
        assert_eq!(ends(&html), usual, "{typed:?}");
        // A table that was not asked for is not exported.
        for pressed in [press::FILE, press::WORKBOOK] {
            form.pressed = pressed;
            let why = form.ask("table").expect_err("it cannot be taken away");
            let name = if id.starts_with("table-0") { input::PUE.name() } else { input::WACC.name() };
            assert!(why.starts_with(&name) && why.contains(said) && why.ends_with('.'), "{why}");
        }
    }
}

#[test]
fn what_is_typed_the_other_way_holds_and_each_way_tells_what_it_cannot_take() {
    let usual = ends(&Form::of(first(), &[FIGURE, ACROSS, DOWN]).part("table"));
    let of = |typed: &[(&'static str, &'static str)]| {
        let html = Form::of(first(), &[&[FIGURE, ACROSS, DOWN][..], typed].concat()).part("table");
        (ends(&html), html.matches("aria-invalid=\"true\"").count())
    };
    let [many, wide] = [("table-from:operations.pue", "many"), ("table-to:supplier.wacc", "30%")];
    assert_eq!(of(&[many, wide]), ([usual[0], [usual[1][0], 0.3]], 1));
    assert_eq!(of(&[many, ("table-to:supplier.wacc", "x"), ("table-typed", "y")]).1, 3);
}

#[test]
fn the_scenario_is_marked_as_long_as_it_is_within() {
    let now = first().get(input::PUE);
    let of = |from: f64, to: f64| {
        let (from, to) = (from.to_string(), to.to_string());
        let typed = [("table-from:operations.pue", from.as_str()), ("table-to:operations.pue", to.as_str())];
        Form::of(first(), &[&[FIGURE, ACROSS, DOWN][..], &typed].concat()).part("table")
    };
    let marked = |html: &str| cells(html).iter().filter(|(.., text)| text.contains(['●', '○'])).count();
    let within = of(now - 0.05, now + 0.2);
    assert!(marked(&within) == 1 && !within.contains("lies outside"), "{within}");
    let outside = of(now + 0.1, now + 0.2);
    assert!(marked(&outside) == 0 && outside.contains("The scenario lies outside this table"), "{outside}");
    // There is one tab stop all the same.
    for html in [within, outside] {
        assert_eq!(html.matches("tabindex=\"0\"").count(), 2, "the region and one cell");
    }
}

/// A table of the model, with the level that its cells are compared with.
fn expected(figure: MetricId, of: [(ParameterId, f64, f64); 2], level: Option<Wish>, is_typed: bool) -> GridValue {
    let values = of.map(|(input, from, to)| values_between(input, from, to, 9));
    let at = |figure| grid(&first(), figure, (of[0].0, &values[0]), (of[1].0, &values[1]));
    let found: Grid = at(figure);
    let against = match level {
        Some(Wish::SameAs(other)) => Some(at(other).cells),
        _ => None,
    };
    let less = |row: usize, column: usize| {
        let value = found.cells[row][column].ok()?;
        match (level?, &against) {
            (Wish::Value(level), _) => Some(value - level),
            (_, Some(other)) => Some(value - other[row][column].ok()?),
            _ => None,
        }
    };
    let rows = 0..found.cells.len();
    let over: Vec<Vec<_>> =
        rows.map(|row| (0..found.cells[row].len()).map(|column| less(row, column)).collect()).collect();
    GridValue::of(figure, &found, &over, Held::of(level, is_typed))
}

#[test]
fn the_table_of_a_workbook_is_the_one_that_is_shown_to_the_bit() {
    let value = |form: &mut Form<'_>| {
        form.pressed = press::WORKBOOK;
        match form.ask("table") {
            Ok(Answer::Grid(packed)) => packed.open().expect("a table"),
            other => panic!("{other:?}"),
        }
    };
    // The default table, as shown, in CSV and in the workbook.
    let mut form = Form::of(first(), &[]);
    let html = form.part("table");
    let first_table = value(&mut form);
    let trainium3 = index_of("trainium3");
    let [across, down] = [input::chip::PRICE.of(trainium3), input::chip::MFU_FP8.of(trainium3)];
    let shown = ends(&html);
    let of = |input, [from, to]: [f64; 2]| (input, from, to);
    let cost = |chip| metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR.of(index_of(chip));
    let same = Wish::SameAs(cost("gb300"));
    assert_eq!(first_table, expected(cost("trainium3"), [of(across, shown[0]), of(down, shown[1])], Some(same), true));
    form.pressed = press::FILE;
    let Ok(Answer::Text(csv)) = form.ask("table") else { panic!("no file") };
    let of_file: Vec<String> =
        csv.lines().skip(1).filter_map(|line| Some(line.split(',').nth(2)?.to_owned())).collect();
    let of_book: Vec<String> = first_table
        .cells
        .iter()
        .flatten()
        .map(|cell| cell.value.as_ref().map_or_else(Clone::clone, f64::to_string))
        .collect();
    assert_eq!(of_file, of_book);
    // A table with typed ends, compared with its break-even.
    let typed = [("table-from:operations.pue", "1.1"), ("table-to:operations.pue", "1.7")];
    let mut form = Form::of(first(), &[&[FIGURE, ACROSS, DOWN][..], &typed].concat());
    let shown = ends(&form.part("table"));
    let level = Wish::break_even(metric::CONTRACT_NPV);
    let axes = [(input::PUE, 1.1, 1.7), of(input::WACC, shown[1])];
    let found = value(&mut form);
    assert_eq!(found, expected(metric::CONTRACT_NPV, axes, level, false));
    assert_eq!(found.held, Held::BreakEven(0.0));
    // Two equal inputs make no table.
    let mut form = Form::of(first(), &[FIGURE, ACROSS, ("table-down", ACROSS.1)]);
    form.pressed = press::WORKBOOK;
    assert_eq!(form.ask("table"), Err("Choose two different inputs.".to_owned()));
}
