//! A table to be pasted into a spreadsheet: as text with tabs, and as HTML whose cells state their numbers, so that a
//! spreadsheet with decimal commas reads them correctly.

use crate::beside::{Beside, Side};
use figures::span::{about_other, plain};
use figures::{Cell, Table, figure};
use maud::{Markup, html};
use model::base::month::Month;
use model::base::numbers::read_number;
use model::inputs::families::Scope;
use model::quantities::cell::Quantity;
use model::quantities::metric::MetricId;
use model::quantities::series::Kind;
use model::record::question::Question;
use protocol::engine::{Answer, Digits, Every};

/// A cell of the table.
#[derive(Clone, Debug, PartialEq)]
enum Pasted {
    Words(String),
    Number(f64),
}

/// The values behind a chart. For quarters and years, monthly values are aggregated by kind: flows are summed, for
/// stocks and totals the last month counts; the heads say which. The error is a sentence.
pub(super) fn of_figure(
    id: &str,
    beside: &Beside,
    every: Every,
    digits: Digits,
    address: &str,
) -> Result<Answer, String> {
    let figure = beside.with_subjects(|subjects| figure(id, subjects));
    let figure = figure.ok_or_else(|| format!("There is no chart “{id}”."))?;
    let table =
        figure.plot.table().ok_or("Of this figure the values are the table itself: it can be copied as it stands.")?;
    let table = gathered(table, every);
    let words = |text: String| vec![Pasted::Words(text)];
    let mut rows = vec![words(plain(&figure.finding)), words(plain(&figure.measure))];
    rows.push(table.head.into_iter().map(Pasted::Words).collect());
    rows.extend(table.rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(|cell| match cell.value {
            Some(value) => Pasted::Number(value),
            None => Pasted::Words(String::new()),
        });
        std::iter::once(Pasted::Words(row.name)).chain(cells).collect()
    }));
    rows.extend(figure.key.into_iter().map(words));
    rows.push(words(format!("Rackrate: {}. {address}", beside.title)));
    Ok(pasted(&rows, digits))
}

/// The headline numbers: name, value, unit, class, with the compared scenarios' values after the first. The title is
/// above, the link below.
pub(super) fn of_numbers(beside: &Beside, digits: Digits, address: &str) -> Answer {
    let Side { scenario, outcome, .. } = &beside.first;
    let words = |text: &str| Pasted::Words(text.to_owned());
    let mut rows = vec![vec![Pasted::Words(format!("Rackrate: {}, as of {}", beside.title, outcome.as_of.name()))]];
    if !beside.others.is_empty() {
        let others = beside.others.iter().map(|side| Pasted::Words(side.called()));
        rows.push([words(""), words("This scenario")].into_iter().chain(others).collect());
    }
    for metric in MetricId::all().filter(|metric| metric.row().scope == Scope::Scenario) {
        let value = |side: &Side| match side.outcome.metrics.get(metric) {
            Ok(value) => Pasted::Number(value),
            Err(absent) => words(absent.reason()),
        };
        let row = std::iter::once(Pasted::Words(metric.name_in(scenario.names()))).chain(beside.all().map(value));
        rows.push(row.chain([words(metric.row().unit.name()), words("derived")]).collect());
    }
    rows.push(vec![words(address)]);
    pasted(&rows, digits)
}

fn pasted(rows: &[Vec<Pasted>], digits: Digits) -> Answer {
    let written = |cell: &Pasted| match cell {
        Pasted::Words(words) => words.clone(),
        Pasted::Number(value) => rounded(*value, digits).to_string(),
    };
    let line = |row: &Vec<Pasted>| row.iter().map(written).collect::<Vec<_>>().join("\t");
    let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
    let html = html! {
        table { @for row in rows { tr { @for cell in row { (typed(cell, digits)) } } } }
    };
    Answer::Table { html: html.into_string(), text }
}

/// A cell that states its number in the attribute of each of the usual programs, independent of how it is displayed.
fn typed(cell: &Pasted, digits: Digits) -> Markup {
    match cell {
        Pasted::Words(words) => html! { td { (words) } },
        Pasted::Number(value) => {
            let value = rounded(*value, digits);
            // 1033 means English, so the number is read with a decimal point.
            html! { td sdval=(value) sdnum="1033;" x:num=(value) data-sheets-value=(format!("{{\"1\":3,\"3\":{value}}}")) { (value) } }
        }
    }
}

/// Six digits are readable, and more than these numbers deserve.
fn rounded(value: f64, digits: Digits) -> f64 {
    match digits {
        Digits::All => value,
        Digits::Six => read_number(&format!("{value:.5e}")).unwrap_or(value),
    }
}

/// How a column's values are aggregated, by the series that it asks about; `None` for columns that are not.
fn kind_of(table: &Table, column: usize) -> Option<Kind> {
    let mut questions = table.rows.iter().filter_map(|row| row.cells.get(column)?.question.as_deref());
    match Question::parse(about_other(questions.next()?).1)? {
        Question::Cell(cell) => match cell.quantity {
            Quantity::Series(series) => Some(series.row().kind),
            Quantity::Intermediate(_) | Quantity::Metric(_) => None,
        },
        Question::Input(_) | Question::Fact(_) => None,
    }
}

/// A table of months by quarter or year. Any other table, and one by month, stays as it is.
fn gathered(table: Table, every: Every) -> Table {
    let period = |month: usize| {
        let month = Month(month as i32);
        match every {
            Every::Month => month.short_name(),
            Every::Quarter => format!("Q{} {}", (month.month_of_year() + 2) / 3, month.year()),
            Every::Year => month.year().to_string(),
        }
    };
    let is_of_months = table.rows.iter().enumerate().all(|(month, row)| row.name == Month(month as i32).short_name());
    if every == Every::Month || !is_of_months {
        return table;
    }
    let columns = table.head.len().saturating_sub(1);
    let kinds: Vec<Option<Kind>> = (0..columns).map(|column| kind_of(&table, column)).collect();
    let heads = table.head.iter().skip(1).zip(&kinds).map(|(head, kind)| {
        let how = if *kind == Some(Kind::Flow) { "sum of the months" } else { "last month" };
        format!("{head}, {how}")
    });
    let first = if every == Every::Quarter { "Quarter" } else { "Year" };
    let head = std::iter::once(first.to_owned()).chain(heads).collect();
    let mut rows: Vec<figures::TableRow> = Vec::new();
    for (month, row) in table.rows.into_iter().enumerate() {
        let name = period(month);
        match rows.last_mut() {
            Some(last) if last.name == name => {
                for ((cell, next), kind) in last.cells.iter_mut().zip(row.cells).zip(&kinds) {
                    *cell = match (kind, cell.value, next.value) {
                        (Some(Kind::Flow), Some(so_far), Some(more)) => {
                            Cell { value: Some(so_far + more), question: None }
                        }
                        // A sum with a missing month has no value.
                        (Some(Kind::Flow), ..) => Cell::NONE,
                        _ => next,
                    };
                }
            }
            _ => rows.push(figures::TableRow { name, ..row }),
        }
    }
    Table { head, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::run::outcome::run;
    use model::series;
    use model::share::compared::Compared;

    fn alone(scenario: &Scenario) -> Beside {
        Beside::of(scenario.clone(), &Compared::default())
    }

    #[test]
    fn those_beside_it_have_columns() {
        let mut compared = Compared::default();
        let other = Scenario::of(model::inputs::baselines::Baseline::by_id("all-trainium3").expect("it is frozen"));
        compared.pin(&other, "Trainium").expect("there is room");
        let beside = Beside::of(Scenario::of(model::inputs::baselines::Baseline::first()), &compared);
        let (_, rows) = rows_of(of_numbers(&beside, Digits::All, "https://example.org/"));
        let chips =
            |side: &Side| side.outcome.metrics.get(model::metric::CHIPS_ONLINE).expect("there are chips").to_string();
        let row = rows.iter().find(|row| row[0] == "Accelerators online").expect("a row");
        assert_eq!(row[1..3], [chips(&beside.first), chips(&beside.others[0])]);
        let answer = of_figure("fleet", &beside, Every::Year, Digits::All, "https://example.org/").expect("a chart");
        let (_, rows) = rows_of(answer);
        assert!(rows[2].iter().any(|head| head == "A (chips), last month"), "{:?}", rows[2]);
        assert!(rows.iter().any(|row| row[0] == "A: Trainium"), "{rows:?}");
    }

    fn rows_of(answer: Answer) -> (String, Vec<Vec<String>>) {
        let Answer::Table { html, text } = answer else { panic!("{answer:?}") };
        let rows = text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
        (html, rows)
    }

    #[test]
    fn a_table_by_month_quarter_and_year_has_the_sums_and_ends_of_its_months() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            let flow = outcome.shown(series::SPEND).expect("it is shown");
            let spent_in = |year: i32| -> f64 {
                let months = flow.iter().enumerate().filter(|(month, _)| Month(*month as i32).year() == year);
                months.map(|(_, value)| value).sum()
            };
            // Chips are a stock and cumulative spend is a total: the last month of a year counts.
            let table = |every| {
                of_figure("fleet", &alone(&scenario), every, Digits::All, "https://example.org/").expect("a chart")
            };
            let (_, months) = rows_of(table(Every::Month));
            let (_, years) = rows_of(table(Every::Year));
            let (_, quarters) = rows_of(table(Every::Quarter));
            let row = |rows: &[Vec<String>], name: &str| rows.iter().find(|row| row[0] == name).cloned();
            assert_eq!(
                row(&months, "Dec 2026").map(|row| row[1..].to_vec()),
                row(&years, "2026").map(|row| row[1..].to_vec())
            );
            assert_eq!(
                row(&months, "Mar 2027").map(|row| row[1..].to_vec()),
                row(&quarters, "Q1 2027").map(|row| row[1..].to_vec())
            );
            assert!(years[2].iter().skip(1).all(|head| head.ends_with(", last month")), "{:?}", years[2]);
            let gathered = gathered(monthly(&scenario), Every::Year);
            for row in &gathered.rows {
                let year: i32 = row.name.parse().expect("a year");
                let sum = row.cells[0].value.expect("a sum");
                assert!((sum - spent_in(year)).abs() <= 1e-9 * sum.abs(), "{}: {sum} {}", baseline.id, spent_in(year));
            }
            assert!(gathered.head[1].ends_with(", sum of the months"));
        }
    }

    /// A flow by month, as a chart would have it.
    fn monthly(scenario: &Scenario) -> Table {
        let outcome = run(scenario);
        let flow = outcome.shown(series::SPEND).expect("it is shown");
        let rows = flow.iter().enumerate().map(|(month, value)| figures::TableRow {
            name: Month(month as i32).short_name(),
            cells: vec![Cell::of(*value, Question::Cell(Quantity::Series(series::SPEND).at(month)).text())],
        });
        Table { head: vec!["Month".to_owned(), "Spend (USD)".to_owned()], rows: rows.collect() }
    }

    #[test]
    fn numbers_are_typed_and_have_all_their_digits_on_demand() {
        let scenario = Scenario::of(model::inputs::baselines::Baseline::first());
        for (digits, most) in [(Digits::Six, 6), (Digits::All, 17)] {
            let (html, rows) = rows_of(of_numbers(&alone(&scenario), digits, "https://example.org/?s=1"));
            let chips = rows.iter().find(|row| row[0] == "Accelerators online").expect("they are there");
            let value: f64 = chips[1].parse().expect("a number");
            let significant = chips[1].trim_start_matches("0.").replace(['.', '-'], "").trim_end_matches('0').len();
            assert!(significant <= most, "{value}");
            let exact = run(&scenario).metrics.get(model::metric::CHIPS_ONLINE).expect("there are chips");
            assert!((value - exact).abs() <= if most == 17 { 0.0 } else { 1e-5 * exact }, "{value} {exact}");
            assert!(html.contains(&format!("<td sdval=\"{value}\" sdnum=\"1033;\" x:num=\"{value}\"")), "{html:.400}");
        }
    }
}
