//! The texts of formulas, from recordings of a few steps.

use super::*;
use Step::Input;
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;
use model::{input, metric, series};

fn apply(operation: Operation, operands: &[StepId]) -> Step {
    Step::apply(operation, operands)
}

fn constant(value: f64) -> Step {
    Step::constant(value)
}

fn negate(a: StepId) -> Step {
    apply(Operation::Negate, &[a])
}

fn add(a: StepId, b: StepId) -> Step {
    apply(Operation::Add, &[a, b])
}

fn subtract(a: StepId, b: StepId) -> Step {
    apply(Operation::Subtract, &[a, b])
}

fn multiply(a: StepId, b: StepId) -> Step {
    apply(Operation::Multiply, &[a, b])
}

fn divide(a: StepId, b: StepId) -> Step {
    apply(Operation::Divide, &[a, b])
}

fn smaller(a: StepId, b: StepId) -> Step {
    apply(Operation::Smaller, &[a, b])
}

fn larger(a: StepId, b: StepId) -> Step {
    apply(Operation::Larger, &[a, b])
}

fn power(a: StepId, b: StepId) -> Step {
    apply(Operation::Power, &[a, b])
}

struct Steps(Vec<Step>);

impl Tape for Steps {
    fn step(&self, id: StepId) -> &Step {
        &self.0[id as usize]
    }
}

const CHIPS: SeriesId = series::CHIPS_ONLINE;
const PUE: ParameterId = input::PUE;

/// Series are on `Months` from row 4 on, with month 0 in column F; the only input is in C9.
struct Everywhere;

impl Addresses for Everywhere {
    fn cell(&self, cell: Cell) -> Option<Address> {
        Some(match cell.month {
            Some(month) => Address::new(Sheet::Months, 3, 5 + month),
            None => Address::new(Sheet::Summary, 2, 1),
        })
    }
    fn input(&self, input: ParameterId) -> Option<Address> {
        Some(Address::new(Sheet::Assumptions, 8 + (input.index() - PUE.index()) as u32, 2))
    }
    fn fact(&self, _fact: &'static Fact) -> Option<Address> {
        None
    }
}

fn month(month: u16) -> Step {
    Step::Cell(Cell { quantity: Quantity::Series(CHIPS), month: Some(month) })
}

fn translated(steps: Vec<Step>) -> Result<Translation, String> {
    let last = steps.len() as StepId - 1;
    translate(&Steps(steps), &Everywhere, &[(None, last)])
}

/// The formula of the last step, if no other cell is needed.
fn text(steps: Vec<Step>) -> String {
    let translation = translated(steps).expect("well formed");
    assert_eq!(translation.helpers, []);
    translation.formulas[0].text.clone()
}

#[test]
fn brackets_stand_where_they_must() {
    let of = |last: Vec<Step>| text([month(0), month(1), Input(PUE)].into_iter().chain(last).collect());
    assert_eq!(of(vec![add(0, 1), multiply(3, 2)]), "(Months!F4+Months!G4)*Assumptions!$C$9");
    assert_eq!(of(vec![multiply(0, 1), add(3, 2)]), "Months!F4*Months!G4+Assumptions!$C$9");
    assert_eq!(of(vec![subtract(1, 2), subtract(0, 3)]), "Months!F4-(Months!G4-Assumptions!$C$9)");
    assert_eq!(of(vec![subtract(0, 1), subtract(3, 2)]), "Months!F4-Months!G4-Assumptions!$C$9");
    assert_eq!(of(vec![divide(1, 2), divide(0, 3)]), "Months!F4/(Months!G4/Assumptions!$C$9)");
    assert_eq!(of(vec![multiply(1, 2), divide(0, 3)]), "Months!F4/(Months!G4*Assumptions!$C$9)");
    assert_eq!(of(vec![divide(0, 1), multiply(3, 2)]), "Months!F4/Months!G4*Assumptions!$C$9");
}

#[test]
fn a_minus_before_something_never_meets_another_operator() {
    let of = |last: Vec<Step>| text([month(0), month(1)].into_iter().chain(last).collect());
    assert_eq!(of(vec![add(0, 1), negate(2)]), "-(Months!F4+Months!G4)");
    assert_eq!(of(vec![negate(0), add(1, 2)]), "Months!G4+(-Months!F4)");
    assert_eq!(of(vec![negate(0), subtract(1, 2)]), "Months!G4-(-Months!F4)");
    assert_eq!(of(vec![negate(0), multiply(1, 2)]), "Months!G4*(-Months!F4)");
    assert_eq!(of(vec![negate(0), multiply(2, 1), subtract(0, 3)]), "Months!F4-(-Months!F4*Months!G4)");
    assert_eq!(of(vec![negate(0), negate(2)]), "-(-Months!F4)");
    // −a^b would be (−a)^b in a spreadsheet.
    assert_eq!(of(vec![power(0, 1), negate(2)]), "-POWER(Months!F4,Months!G4)");
    assert_eq!(of(vec![negate(0), power(2, 1)]), "POWER(-Months!F4,Months!G4)");
    assert_eq!(of(vec![constant(-2.0), subtract(0, 2)]), "Months!F4-(-2)");
}

#[test]
fn conditions_and_choices() {
    let of = |last: Vec<Step>| text([month(0), month(1), Input(PUE)].into_iter().chain(last).collect());
    assert_eq!(of(vec![apply(Operation::Select, &[0, 1, 2])]), "IF(Months!F4>=0,Months!G4,Assumptions!$C$9)");
    let compared = of(vec![subtract(0, 1), apply(Operation::Select, &[3, 1, 2])]);
    assert_eq!(compared, "IF(Months!F4>=Months!G4,Months!G4,Assumptions!$C$9)");
    let equals = of(vec![constant(3.0), apply(Operation::Equals, &[2, 3, 0, 1])]);
    assert_eq!(equals, "IF(Assumptions!$C$9=3,Months!F4,Months!G4)");
    let picked = of(vec![apply(Operation::Pick, &[2, 0, 1])]);
    assert_eq!(picked, "CHOOSE(Assumptions!$C$9+1,Months!F4,Months!G4)");
    assert_eq!(of(vec![smaller(0, 1), larger(3, 2)]), "MAX(MIN(Months!F4,Months!G4),Assumptions!$C$9)");
    let inputs: Vec<_> = ParameterId::all().skip_while(|id| *id != PUE).take(3).map(Input).collect();
    let column = text([month(0)].into_iter().chain(inputs).chain([apply(Operation::Pick, &[0, 1, 2, 3])]).collect());
    assert_eq!(column, "INDEX(Assumptions!$C$9:$C$11,Months!F4+1)");
}

#[test]
fn rows_are_ranges() {
    let row = Row { quantity: Quantity::Series(CHIPS), months: 4 };
    assert_eq!(
        text(vec![Input(PUE), Step::apply_to_row(Operation::Rank, row, 0)]),
        "SUMPRODUCT(--(Months!F4:I4<=Assumptions!$C$9))"
    );
    let entry = text(vec![Input(PUE), Step::apply_to_row(Operation::Entry, row, 0)]);
    assert_eq!(entry, "IF(Assumptions!$C$9=0,0,INDEX(Months!F4:I4,1,Assumptions!$C$9))");
    let steps = vec![constant(0.0), month(0), add(0, 1), month(1), add(2, 3), month(2), add(4, 5)];
    assert_eq!(text(steps), "SUM(Months!F4:H4)");
    assert_eq!(text(vec![month(0), month(2), add(0, 1)]), "Months!F4+Months!H4");
    // A computed place gets a cell, because it occurs twice in the formula.
    let computed = translated(vec![month(0), constant(1.0), add(0, 1), Step::apply_to_row(Operation::Entry, row, 2)])
        .expect("formed");
    assert_eq!(computed.formulas[0].text, "IF(Steps!$B$4=0,0,INDEX(Months!F4:I4,1,Steps!$B$4))");
    assert_eq!(computed.helpers, [Formula { text: "Months!F4+1".to_owned(), step: 2 }]);
}

#[test]
fn what_many_use_is_written_once() {
    let mut steps = vec![month(0), Input(PUE), multiply(0, 1)];
    // Each step doubles the text of the one before; written out, it would be a thousand times as long.
    for _ in 0..10 {
        let last = steps.len() as StepId - 1;
        steps.push(add(last, last));
    }
    let translation = translated(steps).expect("well formed");
    assert!(translation.helpers.iter().chain(&translation.formulas).all(|formula| formula.text.len() < 250));
    assert!(!translation.helpers.is_empty());
}

#[test]
fn no_formula_is_too_long_or_too_deep() {
    let mut steps = vec![month(0), Input(PUE)];
    for _ in 0..2_000 {
        let last = steps.len() as StepId - 1;
        steps.push(larger(1, last));
        steps.push(subtract(0, last + 1));
        steps.push(multiply(last + 2, 1));
    }
    let translation = translated(steps).expect("well formed");
    for formula in translation.helpers.iter().chain(&translation.formulas) {
        assert!(formula.text.len() <= 2 * LONGEST, "{}", formula.text);
        let (mut depth, mut deepest) = (0, 0);
        for sign in formula.text.bytes() {
            match sign {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        assert!(depth == 0 && deepest < 64, "{}", formula.text);
    }
}

#[test]
fn a_named_step_is_referred_to_by_its_cell() {
    let steps = vec![month(0), Input(PUE), multiply(0, 1), divide(2, 1)];
    let home = Address::new(Sheet::Workings, 7, 9);
    let other = Address::new(Sheet::Workings, 8, 9);
    let asked = [(Some(home), 2), (None, 3), (Some(other), 2)];
    let translation = translate(&Steps(steps), &Everywhere, &asked).expect("well formed");
    let texts: Vec<_> = translation.formulas.iter().map(|formula| &*formula.text).collect();
    assert_eq!(texts, ["Months!F4*Assumptions!$C$9", "Workings!J8/Assumptions!$C$9", "Workings!J8"]);
}

#[test]
fn numbers_read_back() {
    for value in [0.0, 0.1, 1.0 / 3.0, 86_400.0, 5e26, -1e-7, 1e15, 123_456_789.123_456_78, f64::MAX, 2e-300] {
        assert_eq!(number(value).parse::<f64>().expect("a number"), value);
    }
    assert_eq!([5e26, 1e-7, -0.0, 38e9].map(number), ["5E+26", "1E-7", "0", "38000000000"]);
}

#[test]
fn a_recording_of_another_form_is_an_error() {
    assert!(translated(vec![add(1, 2), constant(1.0), constant(2.0), add(0, 1)]).is_err());
    let quantity = Quantity::Metric(metric::STAKE);
    assert!(
        translated(vec![constant(1.0), Step::apply_to_row(Operation::Rank, Row { quantity, months: 0 }, 0)]).is_err()
    );
    let many = vec![constant(0.0), apply(Operation::Pick, &[0; 301])];
    assert!(translated(many).is_err());
}
