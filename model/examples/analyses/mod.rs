//! Analyses on the command line: how they are asked for, and how they are answered in words and as JSON.

mod ask;
mod draws;
mod one;

pub(crate) use ask::{Analysis, Asked};

use crate::subject::{self, Change, Fault, Subject, print};
use model::share::permalink;
use serde_json::{Value, json};

/// An answer: lines for people, and JSON for programs.
pub(crate) struct Answer {
    pub(crate) lines: Vec<String>,
    pub(crate) json: Value,
}

/// Answers an analysis of a link or a baseline, with changes to it.
pub(crate) fn answer(name: &str, changes: &[Change], asked: &Asked, as_json: bool) -> Result<(), Fault> {
    let (name, analysis) = match &asked.analysis {
        Some(Analysis::Attribute { to, .. }) => (to.as_str(), &asked.analysis),
        analysis => (name, analysis),
    };
    let Subject { scenario, ranged, remarks } = subject::subject(name, changes)?;
    remarks.iter().for_each(|remark| eprintln!("evaluate: {remark}"));
    let answer = match analysis {
        None => draws::draws(&scenario, &ranged, asked)?,
        Some(Analysis::Sobol(metric)) => draws::sobol(&scenario, &ranged, *metric, asked)?,
        Some(Analysis::Tornado(metric)) => one::tornado(&scenario, *metric, &asked.settings(&scenario, &ranged)?)?,
        Some(Analysis::Table { across, down, metric }) => {
            one::table(&scenario, [across, down], *metric, asked.steps, &asked.settings(&scenario, &ranged)?)?
        }
        Some(Analysis::Solve { metric, wish }) => {
            one::solve(&scenario, *metric, *wish, &asked.by, &asked.settings(&scenario, &ranged)?)?
        }
        Some(Analysis::Attribute { from, metric, .. }) => {
            let from = subject::subject(from, &[])?;
            from.remarks.iter().for_each(|remark| eprintln!("evaluate: {remark}"));
            one::attribute(&from.scenario, &scenario, *metric)?
        }
    };
    let mut bytes = if as_json {
        let mut object = answer.json;
        object["baseline"] = json!(scenario.baseline().id);
        object["as_of"] = json!(scenario.as_of().to_string());
        let link = permalink::write(&scenario, &model::run::outcome::run(&scenario));
        object["link"] = json!(format!("?s={link}"));
        serde_json::to_vec_pretty(&object).map_err(|why| why.to_string())?
    } else {
        answer.lines.join("\n").into_bytes()
    };
    bytes.push(b'\n');
    print(&bytes)
}

/// Aligns rows of words in columns, the first column to the left, the others to the right.
pub(crate) fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|word| word.chars().count()).max();
    let widths: Vec<usize> = (0..count).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (word, width))| match column {
            0 => format!("{word:<width$}"),
            _ => format!("{word:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
