//! The table on the page: a heat map whose cells set both inputs, with its legend and the ways to export it.

use super::super::{derived, of_run, setting, short};
use super::{Asked, Table};
use crate::pieces::{ask, shown};
use maud::{Markup, html};
use model::analysis::goal::Wish;
use model::analysis::grid::{Grid, here};
use model::base::units::Unit;
use model::base::words::how_many;
use model::inputs::input::ParameterId;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::quantities::metric::{Absent, MetricId};
use model::record::question::Question;
use model::run::outcome::run;
use protocol::analysis::press;
use protocol::grid::Held;
use std::collections::BTreeMap;

/// Up to how many columns cells have room for their numbers.
const WRITTEN: usize = 15;
/// The number of shades on either side of the level.
const SHADES: f64 = 4.0;

fn has_equal_steps(values: &[f64]) -> bool {
    let steps: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let first = steps.first().copied().unwrap_or(0.0);
    steps.iter().all(|step| (step - first).abs() <= 1e-6 * first.abs())
}

/// The table with its caption and legend.
pub(super) fn table(asked: &Asked, table: &Table, scenario: &Scenario) -> Markup {
    let Asked { figure, across, down, .. } = *asked;
    let Grid { across_values, down_values, cells, .. } = &table.grid;
    let found = here(scenario, (across, across_values), (down, down_values));
    let mark = if found.is_some_and(|here| here.is_exact) { "●" } else { "○" };
    let is_here = |row: usize, column: usize| found.is_some_and(|here| (here.row, here.column) == (row, column));
    let mark_at = |row: usize, column: usize| is_here(row, column).then_some(mark);
    // If the scenario lies outside the table, the tab stop is the first cell.
    let is_stop = |row: usize, column: usize| is_here(row, column) || (found.is_none() && (row, column) == (0, 0));
    let steps = match [across_values, down_values].iter().all(|values| has_equal_steps(values)) {
        false => ", in steps as equal as whole numbers allow",
        true if asked.is_typed() => ", in equal steps",
        true => ", in equal steps of their ranges",
    };
    let mut absent: BTreeMap<&str, (Absent, usize)> = BTreeMap::new();
    for why in cells.iter().flatten().filter_map(|cell| cell.err()) {
        absent.entry(why.reason()).or_insert((why, 0)).1 += 1;
    }
    html! {
        p data-say {
            b { (figure.name_in(scenario.names())) } @if figure.row().unit != Unit::Month { ", in " (figure.row().unit.name()) } ": " (ask(&Question::Input(across), across.name_in(scenario.names()))) " across"  (unit(across, scenario.names())) ", "
            (ask(&Question::Input(down), down.name_in(scenario.names()))) " down" (unit(down, scenario.names())) (steps) ". A press on a cell goes there. "
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
                            @for column in 0..across_values.len() { (cell(asked, table, (row, column), mark_at(row, column), is_stop(row, column), scenario.names())) }
                        }
                    }
                }
            }
        }
        p.source-note data-derived title="the scenario’s own values" {
            @match found {
                Some(here) if here.is_exact => { (mark) " is where the scenario is" }
                Some(_) => { (mark) " is the cell nearest to the scenario" }
                None => { "The scenario lies outside this table" }
            }
            ": " (across.name_in(scenario.names())) " " (across.show_in(scenario.names(), scenario.get(across))) ", " (down.name_in(scenario.names())) " " (down.show_in(scenario.names(), scenario.get(down))) "."
            @for (why, count) in absent.into_values() { " Hatched, " (how_many(count, "cell")) ": " (why.no_value()) "." }
        }
        p {
            button.quiet type="button" id="table-file" data-press=(press::FILE) { "Save as CSV" }
            button.quiet type="button" id="table-workbook" data-press=(press::WORKBOOK)
                title="The scenario’s workbook with this table on a sheet of its own" { "In a workbook" }
            @if !asked.is_first() {
                button.quiet type="button" id="table-first" data-press=(press::FIRST) { "Trainium3’s price by its MFU" }
            }
        }
    }
}

/// Whether an input is an amount of money, whose values are long texts.
fn is_money(input: ParameterId, names: &Names) -> bool {
    short(input, input.row().max, names).contains('$')
}

/// The unit after the name of such an input, whose values are written without it.
fn unit(input: ParameterId, names: &Names) -> String {
    if is_money(input, names) { format!(" ({})", input.row().scale.symbol) } else { String::new() }
}

/// A value of an input without that unit; the tooltip has all of it.
fn head(input: ParameterId, value: f64, names: &Names) -> Markup {
    derived(
        if is_money(input, names) { input.row().scale.write(value) } else { short(input, value, names) },
        &format!("{}, a step of the table", input.show_in(names, value)),
    )
}

/// What the shades and the line mean.
fn legend(asked: &Asked, table: &Table, scenario: &Scenario) -> Markup {
    let level = match table.level {
        None => return html! { "The stronger the colour, the more." },
        Some(_) if matches!(table.held, Held::BreakEven(_)) => html! { "break-even" },
        Some(Wish::Value(level)) => derived(shown(level, asked.figure.row().unit), "as it was typed"),
        Some(Wish::SameAs(other)) => html! {
            (ask(&Question::Cell(Cell::metric(other)), other.name_in(scenario.names()))) ", " (of_run(other, run(scenario).metrics.get(other))) " now"
        },
    };
    html! {
        span.swatch.under aria-hidden="true" {} " at or below " (level) ", " span.swatch.over aria-hidden="true" {} " above; the line is where it crosses."
    }
}

/// The CSS class of a cell's shade; empty at the level or at the least value.
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

/// A cell, which sets both inputs when pressed; with a mark where the scenario is. One cell is the tab stop; arrow keys
/// move to the others.
fn cell(asked: &Asked, table: &Table, at: (usize, usize), mark: Option<&str>, is_stop: bool, names: &Names) -> Markup {
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
        Err(absent) => ("–".to_owned(), absent.no_value()),
    };
    let title = format!("{told} with {place}; in a run, derived. Press to go there.");
    let stop = if is_stop { "0" } else { "-1" };
    html! {
        td class=(class.trim()) {
            button type="button" id={ "table-" (row) "-" (column) } tabindex=(stop) data-derived data-set=(setting([(*across, *of_across), (*down, *of_down)])) title=(title) {
                @if let Some(mark) = mark { span.here { (mark) } }
                @if across_values.len() > WRITTEN { span.for-screen-readers { (text) } } @else { (text) }
            }
        }
    }
}

/// A figure short enough for a cell: the unit is given above the table.
fn brief(value: f64, figure: MetricId) -> String {
    let whole = model::base::show::show(value, figure.row().unit);
    match figure.row().unit {
        Unit::Watt | Unit::FlopPerSecond | Unit::Byte | Unit::BytePerSecond | Unit::Joule => whole.text(),
        _ => whole.figures.replace('$', ""),
    }
}
