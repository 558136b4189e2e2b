//! A figure over two inputs: a heat map whose cells lead there, drawn at where it crosses what it is held against.

use super::{About, GB300, TRAINIUM3, cost, counted, derived, forms, input_of, metric_of, of_run, setting, short};
use crate::pieces::{ask, shown};
use figures::definitions::mfu_of;
use maud::{Markup, html};
use model::analysis::goal::Wish;
use model::analysis::grid::{Grid, between, grid, values_between};
use model::base::units::Unit;
use model::input;
use model::inputs::input::ParameterId;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::quantities::metric::{Metric, MetricId};
use model::record::question::Question;
use model::run::outcome::run;
use model::share::ranged::Ranged;
use protocol::analysis::{Analysis, Wanted, field, press};
use std::collections::BTreeMap;

/// How many values of each input a reader may choose; the first is offered first.
const STEPS: [usize; 4] = [9, 15, 21, 41];
/// Up to how many columns cells have room for their numbers.
const WRITTEN: usize = 15;
/// How many shades there are on either side.
const SHADES: f64 = 4.0;

/// What is asked.
struct Asked {
    figure: MetricId,
    wanted: Wanted,
    across: ParameterId,
    down: ParameterId,
    steps: usize,
}

/// The table, and what it is held against.
struct Table {
    grid: Grid,
    level: Option<Wish>,
    /// Each cell less its level; nothing where either has no value.
    over: Vec<Vec<Option<f64>>>,
    /// What the lightest shade and the darkest are of: how far from the level, or of the cells where there is none.
    shades: (f64, f64),
}

impl Asked {
    /// From the form; the table that is offered first where no figure is chosen.
    fn of(asked: &Analysis, scenario: &Scenario) -> Result<Asked, String> {
        let Analysis::Table { figure, wanted, inputs: [across, down], steps, .. } = asked else {
            return Err(crate::unknown("table"));
        };
        let steps = steps.parse().ok().filter(|steps| STEPS.contains(steps)).unwrap_or(STEPS[0]);
        if figure.is_empty() {
            let price = input::chip::PRICE.of(TRAINIUM3);
            let mfu = mfu_of(scenario, TRAINIUM3).unwrap_or(input::chip::MFU_FP8.of(TRAINIUM3));
            let wanted = Wanted { same: cost(GB300).id(), typed: String::new() };
            return Ok(Asked { figure: cost(TRAINIUM3), wanted, across: price, down: mfu, steps });
        }
        Ok(Asked {
            figure: metric_of(figure)?,
            wanted: wanted.clone(),
            across: input_of(across)?,
            down: input_of(down)?,
            steps,
        })
    }

    /// The table; a figure of which it can be said is held against its break-even where nothing else is. The error says why
    /// what was typed cannot be taken.
    fn table(&self, scenario: &Scenario, ranged: &Ranged) -> Result<Table, String> {
        let now = run(scenario).metrics.get(self.figure);
        let wish = forms::wish(self.figure, &self.wanted, now.unwrap_or(0.0))?;
        let level = wish.or(Wish::break_even(self.figure));
        let of = |input: ParameterId| {
            let range = between(scenario, input, ranged.settings());
            let row = input.row();
            // Of what is chosen all there is.
            let count = if row.kind.is_chosen() { (row.max - row.min) as usize + 1 } else { self.steps };
            values_between(input, range.low, range.high, count)
        };
        let (across, down) = (of(self.across), of(self.down));
        let at = |metric| grid(scenario, metric, (self.across, &across), (self.down, &down));
        let grid = at(self.figure);
        let less = |cells: &[Metric<f64>], levels: &dyn Fn(usize) -> Option<f64>| {
            cells.iter().enumerate().map(|(place, cell)| Some(cell.ok()? - levels(place)?)).collect::<Vec<_>>()
        };
        let over: Vec<Vec<Option<f64>>> = match level {
            None => grid.cells.iter().map(|row| vec![None; row.len()]).collect(),
            Some(Wish::Value(level)) => grid.cells.iter().map(|row| less(row, &|_| Some(level))).collect(),
            Some(Wish::SameAs(other)) => {
                let of_other = at(other).cells;
                let rows = grid.cells.iter().zip(&of_other);
                rows.map(|(row, other)| less(row, &|place| other.get(place).and_then(|cell| cell.ok()))).collect()
            }
        };
        let shades = match level {
            Some(_) => (0.0, over.iter().flatten().flatten().fold(0.0, |most: f64, over| most.max(over.abs()))),
            None => {
                let all = grid.cells.iter().flatten().filter_map(|cell| cell.ok());
                all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), cell| (least.min(cell), most.max(cell)))
            }
        };
        Ok(Table { grid, level, over, shades })
    }
}

/// The table as a file: a row a cell, all digits, in stored units. The error is a sentence.
pub(super) fn file(of: &Analysis, about: &About) -> Result<String, String> {
    let asked = Asked::of(of, &about.scenario)?;
    let Grid { across, across_values, down, down_values, cells } =
        asked.table(&about.scenario, &about.ranged).map_err(|why| format!("{why}."))?.grid;
    let mut table = csv::Writer::from_writer(Vec::new());
    let named = |id: String, unit: Unit| format!("{id} [{}]", unit.name());
    let head = [
        named(across.id(), across.row().unit),
        named(down.id(), down.row().unit),
        named(asked.figure.id(), asked.figure.row().unit),
        "why there is none".to_owned(),
    ];
    let fault = |why: csv::Error| format!("The table could not be written: {why}.");
    table.write_record(&head).map_err(fault)?;
    for (of_down, row) in down_values.iter().zip(&cells) {
        for (of_across, cell) in across_values.iter().zip(row) {
            let (value, reason) = match cell {
                Ok(value) => (value.to_string(), ""),
                Err(absent) => (String::new(), absent.reason()),
            };
            table.write_record([&of_across.to_string(), &of_down.to_string(), &value, reason]).map_err(fault)?;
        }
    }
    let bytes = table.into_inner().map_err(|why| format!("The table could not be written: {why}."))?;
    String::from_utf8(bytes).map_err(|why| format!("The table could not be written: {why}."))
}

/// The part: the form, and the table. The error says which id is not known.
pub(super) fn part(of: &Analysis, about: &About) -> Result<Markup, String> {
    let scenario = &about.scenario;
    let asked = Asked::of(of, scenario)?;
    let table = asked.table(scenario, &about.ranged);
    let [figure, same, typed, across, down, steps] = field::TABLE;
    Ok(html! {
        div.choices {
            (forms::figures(figure, "Figure", asked.figure, scenario.names()))
            (forms::inputs(across, "Across", Some(asked.across), None, scenario.names(), |_| true))
            (forms::inputs(down, "Down", Some(asked.down), None, scenario.names(), |_| true))
            (forms::wanted([same, typed], "Held against", "a number, typed", asked.figure, &asked.wanted, table.as_ref().err().map(String::as_str), scenario.names()))
            (forms::chooser(steps, "Values of each", html! {
                @for count in STEPS { option value=(count) selected[count == asked.steps] { (count) } }
            }))
        }
        @if asked.across == asked.down { p data-say { "Choose two different inputs." } }
        @else if let Ok(table) = &table { (shown_table(&asked, table, scenario)) }
    })
}

/// Which of an input's values is nearest to the scenario's, and whether it is the same.
fn nearest(values: &[f64], now: f64) -> (usize, bool) {
    let apart = |place: &usize| values.get(*place).map_or(f64::INFINITY, |value| (value - now).abs());
    let place = (0..values.len()).min_by(|one, other| apart(one).total_cmp(&apart(other))).unwrap_or(0);
    (place, values.get(place) == Some(&now))
}

fn shown_table(asked: &Asked, table: &Table, scenario: &Scenario) -> Markup {
    let Asked { figure, across, down, .. } = *asked;
    let Grid { across_values, down_values, cells, .. } = &table.grid;
    let (row_here, is_exact_down) = nearest(down_values, scenario.get(down));
    let (column_here, is_exact_across) = nearest(across_values, scenario.get(across));
    let is_exact = is_exact_down && is_exact_across;
    let mark = if is_exact { "●" } else { "○" };
    let here = |row: usize, column: usize| ((row, column) == (row_here, column_here)).then_some(mark);
    let mut absent: BTreeMap<&str, usize> = BTreeMap::new();
    cells.iter().flatten().filter_map(|cell| cell.err()).for_each(|why| *absent.entry(why.reason()).or_default() += 1);
    html! {
        p data-say {
            b { (figure.name_in(scenario.names())) } @if figure.row().unit != Unit::Month { ", in " (figure.row().unit.name()) } ": " (ask(&Question::Input(across), across.name_in(scenario.names()))) " across"  (unit(across, scenario.names())) ", "
            (ask(&Question::Input(down), down.name_in(scenario.names()))) " down" (unit(down, scenario.names())) ", in equal steps of their ranges. A press on a cell goes there. "
            (legend(asked, table, scenario))
        }
        div.table-scroll.heat-scroll tabindex="0" role="region" aria-label={ (figure.name_in(scenario.names())) " by " (across.name_in(scenario.names())) " and " (down.name_in(scenario.names())) } {
            table.heat.dense[across_values.len() > WRITTEN] {
                caption.for-screen-readers { (figure.name_in(scenario.names())) " by " (across.name_in(scenario.names())) " across and " (down.name_in(scenario.names())) " down" }
                thead {
                    tr {
                        th scope="col" { span.for-screen-readers { (down.row().label) " by " (across.row().label) } }
                        @for value in across_values { th scope="col" { (head(across, *value, scenario.names())) } }
                    }
                }
                tbody {
                    @for (row, value) in down_values.iter().enumerate() {
                        tr {
                            th scope="row" { (head(down, *value, scenario.names())) }
                            @for column in 0..across_values.len() { (cell(asked, table, (row, column), here(row, column), scenario.names())) }
                        }
                    }
                }
            }
        }
        p.source-note data-derived title="the scenario’s own values" {
            (mark) @if is_exact { " is where the scenario is" } @else { " is the cell nearest to the scenario" }
            ": " (across.name_in(scenario.names())) " " (across.show_in(scenario.names(), scenario.get(across))) ", " (down.name_in(scenario.names())) " " (down.show_in(scenario.names(), scenario.get(down))) "."
            @for (why, count) in absent { " Hatched, " (counted(count)) " cells: no value, because " (why) "." }
        }
        p {
            button.quiet type="button" id="table-file" data-press=(press::FILE) { "Save as CSV" }
            @if asked.figure != cost(TRAINIUM3) || asked.across != input::chip::PRICE.of(TRAINIUM3) {
                button.quiet type="button" id="table-first" data-press=(press::FIRST) { "Trainium3’s price by its MFU" }
            }
        }
    }
}

/// Whether an input is an amount of money, whose values are many signs long.
fn is_money(input: ParameterId, names: &Names) -> bool {
    short(input, input.row().max, names).contains('$')
}

/// The unit of an input that is not written at each of its values: its field's.
fn unit(input: ParameterId, names: &Names) -> String {
    if is_money(input, names) { format!(" ({})", input.row().scale.symbol) } else { String::new() }
}

/// A value of an input, without what stands at its name; the whole of it is in its title.
fn head(input: ParameterId, value: f64, names: &Names) -> Markup {
    derived(
        if is_money(input, names) { input.row().scale.write(value) } else { short(input, value, names) },
        &format!("{}, in equal steps of its range", input.show_in(names, value)),
    )
}

/// What shades and the line say.
fn legend(asked: &Asked, table: &Table, scenario: &Scenario) -> Markup {
    let level = match table.level {
        None => return html! { "The darker, the more." },
        Some(_) if asked.wanted == Wanted::default() => html! { "break-even" },
        Some(Wish::Value(level)) => derived(shown(level, asked.figure.row().unit), "as it was typed"),
        Some(Wish::SameAs(other)) => html! {
            (ask(&Question::Cell(Cell::metric(other)), other.name_in(scenario.names()))) ", " (of_run(other, run(scenario).metrics.get(other))) " now"
        },
    };
    html! {
        span.swatch.under aria-hidden="true" {} " at or below " (level) ", " span.swatch.over aria-hidden="true" {} " above; the line is where it crosses."
    }
}

/// The class of a cell's shade: nothing is the level, or the least.
fn shade(table: &Table, (row, column): (usize, usize)) -> String {
    let (least, most) = table.shades;
    let count = |value: f64| (SHADES * (value - least) / (most - least).max(f64::MIN_POSITIVE)).ceil().min(SHADES);
    let (class, count) = match table.level {
        Some(_) => match table.over.get(row).and_then(|row| *row.get(column)?) {
            Some(over) => (if over <= 0.0 { "under" } else { "over" }, count(over.abs()).max(1.0)),
            None => return String::new(),
        },
        None => match table.grid.cells.get(row).and_then(|row| row.get(column)) {
            Some(Ok(value)) => ("under", count(*value)),
            _ => return String::new(),
        },
    };
    if count > 0.0 { format!("{class}-{count}") } else { String::new() }
}

/// A cell, which leads there; with a mark where the scenario is.
fn cell(asked: &Asked, table: &Table, at: (usize, usize), here: Option<&str>, names: &Names) -> Markup {
    let (row, column) = at;
    let Grid { across, across_values, down, down_values, cells } = &table.grid;
    let (Some(value), Some(of_across), Some(of_down)) =
        (cells.get(row).and_then(|row| row.get(column)), across_values.get(column), down_values.get(row))
    else {
        return html! { td {} };
    };
    let is_under =
        |row: Option<usize>, column: Option<usize>| Some(table.over.get(row?)?.get(column?)?.as_ref()? <= &0.0);
    let side = is_under(Some(row), Some(column));
    let crosses = |other: Option<bool>| side.is_some() && other.is_some() && side != other;
    let mut class = shade(table, at);
    let mut with = |name: &str, holds: bool| {
        if holds {
            class.push(' ');
            class.push_str(name);
        }
    };
    with("line-left", crosses(is_under(Some(row), column.checked_sub(1))));
    with("line-top", crosses(is_under(row.checked_sub(1), Some(column))));
    with("absent", value.is_err());
    let place = format!(
        "{} {}, {} {}",
        across.name_in(names),
        across.show_in(names, *of_across),
        down.name_in(names),
        down.show_in(names, *of_down)
    );
    let (text, told) = match value {
        Ok(value) => (brief(*value, asked.figure), shown(*value, asked.figure.row().unit)),
        Err(absent) => ("–".to_owned(), format!("no value, because {}", absent.reason())),
    };
    let title = format!("{told} with {place}; in a run, derived. Press to go there.");
    // One stop for the keyboard; arrows go on from there.
    let stop = if here.is_some() { "0" } else { "-1" };
    html! {
        td class=(class.trim()) {
            button type="button" id={ "table-" (row) "-" (column) } tabindex=(stop) data-derived data-set=(setting([(*across, *of_across), (*down, *of_down)])) title=(title) {
                @if let Some(mark) = here { span.here { (mark) } }
                @if across_values.len() > WRITTEN { span.for-screen-readers { (text) } } @else { (text) }
            }
        }
    }
}

/// A figure in as few signs as a cell has room for: the unit stands above the table.
fn brief(value: f64, figure: MetricId) -> String {
    let whole = model::base::show::show(value, figure.row().unit);
    match figure.row().unit {
        Unit::Watt | Unit::FlopPerSecond | Unit::Byte | Unit::BytePerSecond | Unit::Joule => whole.text(),
        _ => whole.figures.replace('$', ""),
    }
}
