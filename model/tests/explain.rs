//! Explanations compared with the model: the printed formula with its values, computed as a reader would, gives the
//! number.

use model::base::month::Month;
use model::{input, metric};
use tests_shared::{scenarios, trust};

use model::base::units::Unit;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::families::{LOTS, Scope};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::MetricId;
use model::record::explain::explain;
use model::record::question::Question;
use model::record::recorder::record;
use model::run::outcome::{Outcome, run};
use model::run::rate::{Found, rate_of_return};
use std::cell::{Cell as Count, RefCell};
use std::collections::BTreeMap;

/// Reads a printed formula with its values and computes it. It does not use the model.
struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    fn eat(&mut self, words: &str) -> bool {
        let rest = self.text.trim_start();
        let found = rest.strip_prefix(words);
        if let Some(rest) = found {
            self.text = &self.text[self.text.len() - rest.len()..];
        }
        found.is_some()
    }

    fn expect(&mut self, words: &str) {
        assert!(self.eat(words), "{words:?} expected before {:?}", self.text);
    }

    /// Reads a choice, "A if B ≥ C, else D", or a count, "how many of (…) come before the first above …".
    fn choice(&mut self) -> f64 {
        if self.eat("how many of (") {
            let row = self.list();
            self.expect("come before the first above");
            let level = self.sum();
            return row.into_iter().take_while(|number| *number <= level).count() as f64;
        }
        let yes = self.sum();
        if !self.eat("if ") {
            return yes;
        }
        let left = self.sum();
        self.expect("≥");
        let right = self.sum();
        self.expect(", else");
        let no = self.sum();
        if left >= right { yes } else { no }
    }

    fn sum(&mut self) -> f64 {
        let mut total = self.product();
        loop {
            if self.eat("+ ") {
                total += self.product();
            } else if self.eat("− ") {
                total -= self.product();
            } else {
                return total;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut total = self.number();
        loop {
            if self.eat("×") {
                total *= self.number();
            } else if self.eat("÷") {
                total /= self.number();
            } else {
                return total;
            }
        }
    }

    /// Reads the items up to the closing bracket; the opening one is already read.
    fn list(&mut self) -> Vec<f64> {
        let mut list = vec![self.choice()];
        while self.eat(";") {
            list.push(self.choice());
        }
        self.expect(")");
        list
    }

    fn number(&mut self) -> f64 {
        let base = self.primary();
        if self.eat("^") { libm_pow(base, self.primary()) } else { base }
    }

    fn primary(&mut self) -> f64 {
        if self.eat("−") {
            return -self.product();
        }
        if self.eat("sum of (") {
            return self.list().into_iter().fold(0.0, |total, number| total + number);
        }
        if self.eat("the smaller of (") {
            return self.list().into_iter().fold(f64::INFINITY, f64::min);
        }
        if self.eat("the larger of (") {
            return self.list().into_iter().fold(f64::NEG_INFINITY, f64::max);
        }
        if self.eat("yearly rate at which these are worth 0 together (") {
            return match self.rate_of_return() {
                Found::Rate(rate) => rate,
                _ => 0.0,
            };
        }
        if self.eat("whether there is such a rate (") {
            return match self.rate_of_return() {
                Found::Rate(_) => 1.0,
                Found::NoFlows => 2.0,
                Found::Above => 3.0,
                Found::Below => 4.0,
                Found::Several(_) => 5.0,
                Found::NoneBetween => 6.0,
            };
        }
        if self.eat("whole part of (") {
            return self.list()[0].floor();
        }
        if self.eat("(") {
            let value = self.choice();
            self.expect(")");
            return value;
        }
        let rest = self.text.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let value = rest[..end].parse();
        assert!(value.is_ok(), "a number expected before {rest:?}");
        self.text = &rest[end..];
        value.unwrap_or(f64::NAN)
    }

    /// Reads the flow of each month and gives what the model finds as its rate of return. That search is one operation,
    /// with tests of its own.
    fn rate_of_return(&mut self) -> Found {
        rate_of_return(&self.list())
    }
}

fn libm_pow(base: f64, exponent: f64) -> f64 {
    model::run::number::Number::powf(base, exponent)
}

fn computed(text: &str) -> f64 {
    let mut reader = Reader { text };
    let value = reader.choice();
    assert!(reader.text.trim().is_empty(), "left over: {:?} of {text}", reader.text);
    value
}

/// Whether the printed formula of a cell gives its number.
fn comes_out(recording: &model::record::tape::Recording, cell: Cell) -> scenarios::Verdict {
    let Some(explanation) = explain(recording, cell) else { return Err(format!("{cell:?} has no explanation")) };
    let Ok(value) = explanation.value else {
        return if explanation.formula.is_empty() { Ok(()) } else { Err(format!("{cell:?} is absent with a formula")) };
    };
    let exact = explanation.exact();
    let again = computed(&exact);
    let largest = explanation.parts.iter().fold(0.0_f64, |most, part| most.max(part.value.abs()));
    // Where the model sets a difference to 0, its formula still gives the rounding error.
    let dust = if value == 0.0 { 1e-12 } else { 1e-15 };
    let close = (again - value).abs() <= 1e-11 * value.abs() + dust * largest || again == value;
    let size = value.abs().max(1e-4 * largest);
    if size > 0.0 {
        trust::differed((again - value).abs() / size);
    }
    if close { Ok(()) } else { Err(format!("{}: {exact} is {again}, not {value}", explanation.in_words())) }
}

#[test]
fn every_formula_of_every_baseline_comes_to_its_number() {
    let _held = trust::Held("formulas");
    for baseline in BASELINES {
        let recording = record(&Scenario::of(baseline));
        for (cell, _) in recording.cells() {
            let verdict = comes_out(&recording, cell);
            assert!(verdict.is_ok(), "{}: {verdict:?}", baseline.id);
            trust::tried(1);
        }
    }
}

#[test]
fn every_metric_s_formula_comes_to_its_number() {
    scenarios::so_many_times(400, 91, |case| {
        let recording = record(&case.scenario);
        let outcome = run(&case.scenario);
        for metric in MetricId::all() {
            let cell = Cell::metric(metric);
            let explained = explain(&recording, cell).map(|explanation| explanation.value);
            if explained != Some(outcome.metrics.get(metric)) {
                return Err(format!("{} is explained as {explained:?}", metric.id()));
            }
            comes_out(&recording, cell)?;
        }
        Ok(())
    });
}

#[test]
fn questions_read_back_and_every_part_can_be_asked() {
    for id in ["talks-2025-12", "power-bound"] {
        let recording = record(&Scenario::of(Baseline::by_id(id).expect(id)));
        for (cell, _) in recording.cells() {
            let question = Question::Cell(cell);
            assert_eq!(Question::parse(&question.text()), Some(question));
            let explanation = explain(&recording, cell).expect("it is there");
            for part in explanation.parts {
                assert!(!part.name.is_empty(), "{part:?}");
                assert_eq!(Question::parse(&part.question.text()), Some(part.question.clone()));
                if let Question::Cell(cell) = part.question {
                    assert!(explain(&recording, cell).is_some());
                }
            }
        }
    }
    for unknown in ["", "metric:", "metric:stake:3", "series:spend_usd", "series:spend_usd:x", "fact:no", "who:knows"] {
        assert_eq!(Question::parse(unknown), None, "{unknown}");
    }
}

/// The size of a small step, as a share of the input's value.
const STEP: f64 = 1e-5;

/// The number of elasticities, of all metrics of a scenario by all inputs, that agree with a small step of the model
/// itself.
fn elasticities_hold(scenario: &Scenario) -> Result<u64, String> {
    let recording = record(scenario);
    let moved = |input, by: f64| {
        let mut moved = scenario.clone();
        moved.set(input, scenario.get(input) * (1.0 + by)).ok()?;
        Some(run(&moved))
    };
    // One run up and one down shows the effect of an input on every metric.
    let mut runs: BTreeMap<ParameterId, Option<[Outcome; 2]>> = BTreeMap::new();
    let mut compared = 0;
    for metric in MetricId::all() {
        let Some(explanation) = explain(&recording, Cell::metric(metric)) else { continue };
        let Ok(value) = explanation.value else { continue };
        // An amount below a dollar, left of billions, is a rounding error and has no derivative.
        if metric.row().unit == Unit::Usd && value.abs() < 1.0 {
            continue;
        }
        for (input, elasticity) in explanation.elasticity_ratios {
            let both = runs.entry(input).or_insert_with(|| Some([moved(input, STEP)?, moved(input, -STEP)?]));
            let Some([up, down]) = both else { continue };
            let (Ok(up), Ok(down)) = (up.metrics.get(metric), down.metrics.get(metric)) else { continue };
            let seen = (up - down) / (2.0 * STEP * value);
            let [above, below] = [(up - value) / (STEP * value), (value - down) / (STEP * value)];
            // Where the two sides differ, the metric has a corner and no derivative.
            if value == 0.0 || (above - below).abs() > 1e-4 * (1.0 + seen.abs()) {
                continue;
            }
            compared += 1;
            let apart = (seen - elasticity).abs() / (1.0 + seen.abs());
            trust::differed(apart);
            if apart > 1e-3 {
                let id = scenario.baseline().id;
                return Err(format!("{id}: {} by {}: {elasticity}, seen {seen}", metric.id(), input.id()));
            }
        }
    }
    Ok(compared)
}

/// Compares the derivative of the formula with a small step of the model itself.
#[test]
fn elasticities_are_what_a_small_step_shows() {
    let _held = trust::Held("elasticities");
    let mut compared = 0;
    for baseline in BASELINES {
        compared += elasticities_hold(&Scenario::of(baseline)).unwrap_or_else(|fault| panic!("{fault}"));
    }
    for scenario in scenarios::some(93, 100) {
        compared += elasticities_hold(&scenario).unwrap_or_else(|fault| panic!("{fault} in {scenario:?}"));
    }
    trust::tried(compared);
    assert!(compared > 50_000, "{compared}");
}

/// One cell in so many is checked. The first one differs between scenarios, so that every kind of quantity is checked.
const ONE_IN: usize = 41;

/// All limits are on, because the formulas of waiting chips are the longest.
#[test]
fn formulas_under_limits_come_to_their_numbers() {
    const STAGES: [&str; 3] = ["supply", "power", "budget"];
    let supply = (0..Scope::Vendor.count()).map(|vendor| input::vendor::SUPPLY_LIMITED.of(vendor));
    let limits: Vec<ParameterId> = supply.chain([input::POWER_LIMITED, input::BUDGET_LIMITED]).collect();
    let held = RefCell::new([0; STAGES.len()]);
    let compared = Count::new(0);
    scenarios::so_many_times(100, 95, |case| {
        let mut scenario = case.scenario.clone();
        limits.iter().for_each(|limit| scenario.set_nearest(*limit, 1.0));
        let recording = record(&scenario);
        let first = (case.dice[0] * ONE_IN as f64) as usize;
        for (cell, _) in recording.cells().skip(first).step_by(ONE_IN) {
            comes_out(&recording, cell)?;
            compared.set(compared.get() + 1);
            if let Quantity::Intermediate(working) = cell.quantity
                && working.row().scope == Scope::AfterLimit
            {
                held.borrow_mut()[working.member() / LOTS] += 1;
            }
        }
        Ok(())
    });
    let held = held.into_inner();
    assert!(compared.get() > 10_000 && held.iter().all(|cells| *cells > 300), "{compared:?}: {STAGES:?} {held:?}");
}

fn cell_of(question: Question) -> Option<Cell> {
    match question {
        Question::Cell(cell) => Some(cell),
        _ => None,
    }
}

#[test]
fn a_stake_is_told_in_words_and_figures() {
    let recording = record(&Scenario::of(Baseline::first()));
    let stake = explain(&recording, Cell::metric(metric::POST_MONEY)).expect("it is there");
    assert_eq!(
        stake.in_words(),
        // The other two tranches and the other investors' money are 0 here.
        "Pre-money valuation + Tranche 1: Expected payment"
    );
    assert_eq!(stake.exact(), "500000000000 + 10000000000");
    let full = explain(&recording, Question::parse("working:full_chips.full.a").and_then(cell_of).expect("a cell"));
    let full = full.expect("it is there");
    assert_eq!(full.in_figures(), "$28.5bn × (1 − 60%) ÷ ($3.20/chip-hour × 54,800\u{202f}hours)");
    let day = explain(&recording, Cell::metric(metric::TRAINING_DAYS)).expect("it is there");
    assert!(day.in_words().ends_with("÷ 86,400 seconds of a day"), "{}", day.in_words());
    let (pre_money, elasticity) = stake.elasticity_ratios[0];
    assert_eq!((pre_money.id().as_str(), (elasticity * 510.0).round()), ("equity.pre_money_usd", 500.0));
}

#[test]
fn running_sums_are_told_as_sums_of_their_months() {
    use model::quantities::cell::Quantity;
    use model::run::ledger::{TRANSFERS, paid_to_date_usd};
    let mut sums = 0;
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let (recording, outcome) = (record(&scenario), run(&scenario));
        for transfer in TRANSFERS {
            for month in [0_u16, 5, 25] {
                let cell = transfer.to_date.at(usize::from(month));
                assert_eq!(Question::parse(&Question::Cell(cell).text()), Some(Question::Cell(cell)));
                let told = explain(&recording, cell).unwrap_or_else(|| panic!("{transfer:?} in month {month}"));
                assert_eq!(told.value, Ok(paid_to_date_usd(&outcome.sheet, transfer, usize::from(month))));
                if month == 25 {
                    let name = Quantity::Series(transfer.amount).name();
                    let paid: Vec<usize> = (0..=25).filter(|m| outcome.sheet.get(transfer.amount, *m) != 0.0).collect();
                    let (Some(first), Some(last)) = (paid.first(), paid.last()) else { continue };
                    let [from, to] = [first, last].map(|month| Month(*month as i32).short_name());
                    if last - first >= 3 {
                        // The sum runs from the first month with a payment to the last.
                        assert_eq!(told.in_words(), format!("sum of ({name}, {from} to {to})"));
                        assert_eq!(told.parts.len(), last - first + 1);
                        sums += 1;
                    } else if paid.len() == 3 {
                        assert!(told.in_words().starts_with(&format!("{name}, {from} + ")), "{}", told.in_words());
                    }
                }
            }
        }
    }
    assert!(sums > BASELINES.len(), "{sums}");
}

#[test]
fn no_formula_is_another_number_s_name_or_a_factor_of_one() {
    for baseline in BASELINES {
        let recording = record(&Scenario::of(baseline));
        for (cell, _) in recording.cells() {
            let told = explain(&recording, cell).expect("it is named");
            let words = told.in_words();
            // A formula with a single part is an input, a fact, or a sum of one month. In a sum the part has the same
            // unit and an earlier month, or the sum has no month.
            if let ([_], [part]) = (told.formula.as_slice(), told.parts.as_slice())
                && let Question::Cell(only) = part.question
            {
                assert_eq!(Some(only.quantity.unit()), Some(cell.quantity.unit()), "{words}");
                assert!(only.month < cell.month || cell.month.is_none(), "{cell:?} = {words}");
            }
            let figures = format!(" {} ", told.in_figures());
            assert!(!figures.contains(" 1 × ") && !figures.contains(" × 1 "), "{figures}");
            assert!(!figures.contains(" + 0 ") && !figures.contains(" ÷ 1 "), "{figures}");
            assert!(!figures.contains("power of"), "{figures}");
            let significant = |word: &str| {
                let digits: String = word.chars().filter(char::is_ascii_digit).collect();
                digits.trim_matches('0').len()
            };
            assert!(figures.split([' ', '(', ')']).all(|word| significant(word) <= 6), "{figures}");
        }
    }
}

#[test]
fn months_are_named() {
    let scenario = Scenario::of(Baseline::by_id("talks-2025-12").expect("it is there"));
    let recording = record(&scenario);
    let over = explain(&recording, Question::parse("working:in_service.base:25").and_then(cell_of).expect("a cell"));
    let over = over.expect("it is named");
    assert_eq!(over.in_figures(), "1 if Nov 2025 + 84\u{202f}months − 1 ≥ Dec 2027, else 0");
}

#[test]
fn a_vendors_share_of_a_month_is_its_compute_over_all() {
    let scenario = Scenario::of(Baseline::first());
    let (recording, outcome) = (record(&scenario), run(&scenario));
    let share = |month: u16| match Question::parse(&format!("working:compute_share.nvidia:{month}")) {
        Some(Question::Cell(cell)) => explain(&recording, cell).expect("it is named"),
        other => panic!("{other:?}"),
    };
    let metric = outcome.metrics.get(metric::NVIDIA_SHARE);
    assert_eq!(share(outcome.as_of.0 as u16).value, metric);
    assert_eq!(
        share(outcome.as_of.0 as u16).in_words(),
        "NVIDIA: Effective compute, Dec 2027 ÷ Effective compute, Dec 2027"
    );
}
