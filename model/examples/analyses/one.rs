//! Answers that need single runs: sensitivity, tables, targets, differences.

use super::ask::Axis;
use super::{Answer, columns};
use model::analysis::attribution;
use model::analysis::goal::{Because, Wish, is_too_late, only_to, single, together};
use model::analysis::grid::{from_to, grid, values_between};
use model::analysis::tornado;
use model::analysis::uncertainty::plan::ranges;
use model::analysis::uncertainty::settings::Uncertainty;
use model::base::show::{show, signed, size};
use model::base::typed::Bare;
use model::base::units::Unit;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::{Metric, MetricId};
use model::run::outcome::run;
use serde_json::{Value, json};

fn plain(value: f64, unit: Unit) -> String {
    show(value, unit).text()
}

fn shown(metric: MetricId, value: Metric<f64>) -> String {
    value.map_or_else(|absent| absent.reason().to_owned(), |value| plain(value, metric.row().unit))
}

/// A metric as JSON: a number, or the reason why it has no value.
fn number(value: Metric<f64>) -> Value {
    value.map_or_else(|absent| json!({ "absent": absent.reason() }), |value| json!(value))
}

pub(super) fn tornado(scenario: &Scenario, metric: MetricId, settings: &Uncertainty) -> Result<Answer, String> {
    let ranges = ranges(scenario, settings).map_err(|refused| refused.reason())?;
    let tornado = tornado::tornado(scenario, metric, &ranges)
        .map_err(|absent| format!("--tornado {}: {}", metric.id(), absent.reason()))?;
    let mut lines = vec![format!(
        "{} is {}{}.",
        metric.name_in(scenario.names()),
        shown(metric, Ok(tornado.now_value)),
        metric.when(scenario.as_of())
    )];
    let mut rows = vec![["", "low", "gives", "high", "gives"].map(str::to_owned).to_vec()];
    for bar in &tornado.bars {
        let [low, high] = bar.values.map(|value| bar.input.show_in(scenario.names(), value));
        let [at_low, at_high] = bar.metric.map(|value| shown(metric, value));
        rows.push(vec![bar.input.name_in(scenario.names()), low, at_low, high, at_high]);
    }
    match tornado.bars.is_empty() {
        true => lines.push("No input with a range moves it.".to_owned()),
        false => lines.extend(columns(&rows)),
    }
    let bars = tornado
        .bars
        .iter()
        .map(|bar| json!({ "input": bar.input.id(), "values": bar.values, "metric": bar.metric.map(number) }));
    let json = json!({
        "analysis": "tornado", "metric": metric.id(), "now": tornado.now_value, "bars": bars.collect::<Vec<_>>(),
    });
    Ok(Answer { lines, json })
}

pub(super) fn table(
    scenario: &Scenario,
    [across, down]: [&Axis; 2],
    metric: MetricId,
    steps: usize,
    settings: &Uncertainty,
) -> Result<Answer, String> {
    let values = |axis: &Axis| {
        let ends = [axis.ends[0].as_str(), axis.ends[1].as_str()];
        let [from, to] = from_to(scenario, axis.input, settings, ends, Bare::Stored)
            .map_err(|(_, why)| format!("--table {}={}: {why}", axis.input.id(), ends.join("..")))?;
        Ok::<_, String>(values_between(axis.input, from, to, steps))
    };
    let (across_values, down_values) = (values(across)?, values(down)?);
    let (across, down) = (across.input, down.input);
    let found = grid(scenario, metric, (across, &across_values), (down, &down_values));
    let mut lines = vec![format!(
        "{}; across: {}, down: {}.",
        metric.name_in(scenario.names()),
        across.name_in(scenario.names()),
        down.name_in(scenario.names())
    )];
    let head = across_values.iter().map(|value| across.show_in(scenario.names(), *value));
    let mut rows = vec![[String::new()].into_iter().chain(head).collect::<Vec<_>>()];
    for (value, cells) in down_values.iter().zip(&found.cells) {
        let cells = cells.iter().map(|cell| shown(metric, *cell));
        rows.push([down.show_in(scenario.names(), *value)].into_iter().chain(cells).collect());
    }
    lines.extend(columns(&rows));
    let cells: Vec<Vec<Value>> = found.cells.iter().map(|row| row.iter().map(|cell| number(*cell)).collect()).collect();
    let json = json!({
        "analysis": "table",
        "metric": metric.id(),
        "across": { "input": across.id(), "values": across_values, "now": scenario.get(across) },
        "down": { "input": down.id(), "values": down_values, "now": scenario.get(down) },
        "now": number(run(scenario).metrics.get(metric)),
        "cells": cells,
    });
    Ok(Answer { lines, json })
}

fn reasons(because: &[Because], scenario: &Scenario) -> String {
    because.iter().map(|because| because.reason_in(scenario.names())).collect::<Vec<_>>().join(", and ")
}

/// The values of inputs with which a metric reaches a target.
pub(super) fn solve(
    scenario: &Scenario,
    metric: MetricId,
    wish: Wish,
    by: &[ParameterId],
    settings: &Uncertainty,
) -> Result<Answer, String> {
    let now = run(scenario).metrics.get(metric);
    let target = match wish {
        Wish::Value(value) => plain(value, metric.row().unit),
        Wish::SameAs(other) => format!("the same as {}", other.name_in(scenario.names())),
    };
    let mut json = json!({
        "analysis": "solve",
        "metric": metric.id(),
        "now": number(now),
        "target": match wish {
            Wish::Value(value) => json!(value),
            Wish::SameAs(other) => json!(other.id()),
        },
        "by": by.iter().map(|input| input.id()).collect::<Vec<_>>(),
    });
    let name = metric.name_in(scenario.names());
    let mut lines = vec![match now {
        Ok(_) => format!("{name} is {} and is to be {target}.", shown(metric, now)),
        Err(absent) => format!("{name} has no value now ({}) and is to be {target}.", absent.reason()),
    }];
    if let Some(why) = is_too_late(scenario, metric, wish, by) {
        lines.push(format!("Not reached: {why}."));
        json["reached"] = json!([]);
        json["because"] = json!(why);
        return Ok(Answer { lines, json });
    }
    let only = only_to(scenario, metric, wish).map_or_else(String::new, |only| format!("; {only}"));
    let mut answer = Answer { lines, json };
    match by {
        [input] => {
            by_one(&mut answer, scenario, single::reach(scenario, metric, wish, *input), (metric, *input), &only)
        }
        _ => {
            let ranges = ranges(scenario, settings).map_err(|refused| refused.reason())?;
            let found = together::reach(scenario, metric, wish, by, &ranges);
            by_several(&mut answer, scenario, found, metric, &only)?;
        }
    }
    Ok(answer)
}

/// Adds the values of one input that reach a target, or the nearest one, to the answer.
fn by_one(
    answer: &mut Answer,
    scenario: &Scenario,
    found: single::Found,
    (metric, input): (MetricId, ParameterId),
    only: &str,
) {
    let name = input.name_in(scenario.names());
    answer.json["reached"] = json!([]);
    match found {
        single::Found::At(found) => {
            for reached in &found {
                let [from, to] = [reached.from, reached.to].map(|value| input.show_in(scenario.names(), value));
                let value = if reached.from == reached.to { from } else { format!("{from} to {to}") };
                answer.lines.push(format!("Reached: {name} at {value}."));
            }
            answer.json["reached"] =
                found.iter().map(|reached| json!({ "from": reached.from, "to": reached.to })).collect();
        }
        single::Found::Nearest { value, metric: there, because } => {
            let because = reasons(&because, scenario);
            answer.lines.push(format!(
                "Not reached: nearest is {} with {name} at {}, because {because}.",
                shown(metric, Ok(there)),
                input.show_in(scenario.names(), value),
            ));
            answer.json["nearest"] = json!({ "values": [value], "metric": there, "because": because });
        }
        single::Found::NoValue => {
            answer.lines.push(format!("Not reached: it has no value whatever {name} is{only}."));
        }
    }
}

/// Adds the smallest change of several inputs that reaches a target, or the nearest one, to the answer.
fn by_several(
    answer: &mut Answer,
    scenario: &Scenario,
    found: together::Found,
    metric: MetricId,
    only: &str,
) -> Result<(), String> {
    let at = |changed: &together::Changed| {
        let each = changed.values.iter().map(|(input, value)| {
            format!("{} at {}", input.name_in(scenario.names()), input.show_in(scenario.names(), *value))
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let values = |changed: &together::Changed| changed.values.iter().map(|(_, value)| *value).collect::<Vec<f64>>();
    answer.json["reached"] = json!([]);
    match found {
        together::Found::At(changed) => {
            answer.lines.push(format!(
                "Reached: {}; the smallest change that was found, {:.3} of their ranges{}.",
                at(&changed),
                changed.distance_share,
                changed.by_sliders(scenario.names()).map_or_else(String::new, |why| format!("; {why}"))
            ));
            answer.json["reached"] = json!([
                { "values": values(&changed), "metric": changed.value, "distance": changed.distance_share },
            ]);
        }
        together::Found::Nearest(changed, because) => {
            let because = reasons(&because, scenario);
            answer.lines.push(format!(
                "Not reached: nearest is {} with {}, because {because}.",
                shown(metric, Ok(changed.value)),
                at(&changed),
            ));
            answer.json["nearest"] = json!({ "values": values(&changed), "metric": changed.value, "because": because });
        }
        together::Found::NoValue => {
            answer.lines.push(format!("Not reached: it has no value whatever these are{only}."));
        }
        together::Found::NotThese => {
            return Err(format!("--by: one to {} inputs that are numbers or months", together::MOST));
        }
    }
    Ok(())
}

pub(super) fn attribute(from: &Scenario, to: &Scenario, metric: MetricId) -> Result<Answer, String> {
    let found = attribution::attribute(from, to, metric)
        .map_err(|absent| format!("--attribute {}: on the way it has no value: {}", metric.id(), absent.reason()))?;
    let unit = metric.row().unit;
    let mut lines = vec![format!(
        "{}: from {} to {}, by what changed.",
        metric.name_in(to.names()),
        plain(found.from, unit),
        plain(found.to, unit)
    )];
    let is_drawn = found.is_drawn();
    if is_drawn {
        lines.push(format!(
            "{} changes may move it: means over {} orders and their opposites, with standard errors.",
            found.counted,
            attribution::ORDERS
        ));
    }
    let mut rows = Vec::new();
    for part in &found.parts {
        for (place, input) in part.inputs.iter().enumerate() {
            let [was, is] = [from, to].map(|scenario| input.show_in(to.names(), scenario.get(*input)));
            let name = input.name_in(to.names());
            // An input that changes together with the one above has no part of its own.
            let mut row = vec![if place == 0 { name } else { format!("  with {name}") }, format!("{was} → {is}")];
            if place == 0 {
                row.push(signed(part.difference, unit, plain));
                row.extend(is_drawn.then(|| format!("± {}", size(part.error_difference, unit, plain))));
            }
            rows.push(row);
        }
    }
    lines.extend(columns(&rows));
    let parts = found.parts.iter().map(|part| {
        let input =
            |input: &ParameterId| json!({ "input": input.id(), "from": from.get(*input), "to": to.get(*input) });
        json!({
            "inputs": part.inputs.iter().map(input).collect::<Vec<_>>(),
            "difference": part.difference,
            "standard_error": part.error_difference,
        })
    });
    let json = json!({
        "analysis": "attribute",
        "metric": metric.id(),
        "from": found.from,
        "to": found.to,
        "counted": found.counted,
        "parts": parts.collect::<Vec<_>>(),
    });
    Ok(Answer { lines, json })
}
