//! The investor's cash and stake: two aligned figures, and what they come to.

use super::series::{line, of_others, rests_on};
use super::{no_notes, words};
use crate::figure::{Definition, Plot, Subjects};
use crate::grid::{Grid, GridCell, GridRow};
use crate::sentences::{cash, stake};
use crate::span::of_metric;
use crate::theme::{Colour, Hue};
use crate::time::{Height, Shape, TimePlot};
use model::base::units::Unit;
use model::quantities::metric::MetricId;

/// The investor's cash.
pub static CASH: Definition = Definition {
    id: "cash",
    finding: |subjects| cash(subjects.scenario(), subjects.outcome()),
    measure: |subjects| {
        let investor = subjects.scenario().baseline().investor;
        words(format!(
            "{investor} and its cloud, US dollars: spend received − capital cost − running cost − investment"
        ))
    },
    source: |subjects| rests_on(subjects, "capital cost of chips", input::chip::CAPEX),
    plot: |subjects| {
        let mut lines =
            vec![line(subjects, series::INVESTOR_CASH_TO_DATE, "Cash to date", Colour::of(Hue::Accent), Shape::Line)];
        lines.extend(of_others(subjects, series::INVESTOR_CASH_TO_DATE));
        Plot::Months(TimePlot::new(Unit::Usd, Height::Short, lines))
    },
    notes: no_notes,
};
use model::{input, metric, series};

/// The investor's stake.
pub static STAKE: Definition = Definition {
    id: "stake",
    finding: |subjects| stake(subjects.outcome()),
    measure: |_| words("Stake × valuation, against what was paid in; US dollars, expected values"),
    source: |_| "derived · amounts and valuation as in the inputs; later dilution is not known".to_owned(),
    plot: |subjects| {
        let mut lines = vec![
            line(subjects, series::STAKE_VALUE, "Value", Colour::of(Hue::Accent), Shape::Step),
            line(subjects, series::INVESTED_TO_DATE, "Paid in", Colour::of(Hue::Attention), Shape::Step),
        ];
        lines.extend(of_others(subjects, series::STAKE_VALUE));
        Plot::Months(TimePlot::new(Unit::Usd, Height::Short, lines))
    },
    notes: no_notes,
};

/// What a cell says: a metric, or why there is nothing to say.
enum Says {
    Value(MetricId),
    Nothing(&'static str),
}

const ONLY_CASH: &str = "a stake pays nothing until it is sold";
const ONLY_STAKE: &str = "not computed for cash alone";
/// What is said of the investor: by cash alone, and with the stake at its value.
const FIGURES: [(&str, Says, Says); 8] = [
    ("Net cash", Says::Value(metric::INVESTOR_CASH_TO_DATE), Says::Nothing(ONLY_CASH)),
    ("Lowest point", Says::Value(metric::CASH_LOW), Says::Nothing(ONLY_CASH)),
    ("Month of it", Says::Value(metric::CASH_LOW_MONTH), Says::Nothing(ONLY_CASH)),
    ("Payback", Says::Value(metric::PAYBACK_MONTH), Says::Nothing(ONLY_CASH)),
    ("Present value (NPV)", Says::Value(metric::NPV), Says::Value(metric::NPV_WITH_STAKE)),
    ("IRR of the cash so far", Says::Value(metric::CASH_IRR), Says::Value(metric::CASH_IRR_WITH_STAKE)),
    ("IRR, payments to exit", Says::Nothing(ONLY_STAKE), Says::Value(metric::EXIT_IRR)),
    ("Gain on the stake", Says::Nothing(ONLY_STAKE), Says::Value(metric::GAIN)),
];

/// The investor's figures at the as-of month, with and without the stake.
pub static INVESTOR: Definition = Definition {
    id: "investor",
    finding: |subjects| words(format!("What it comes to for {}", subjects.scenario().baseline().investor)),
    measure: |_| words("The investor’s figures"),
    source: |subjects| {
        format!(
            "derived · by {}; “payments to exit” is of what was paid in and the stake’s value at exit, without cloud cash",
            subjects.outcome().as_of.name()
        )
    },
    plot: figures,
    notes: no_notes,
};

fn figures(subjects: &Subjects<'_>) -> Plot {
    let outcome = subjects.outcome();
    let cell = |says: &Says| match says {
        Says::Nothing(reason) => GridCell::Nothing(reason),
        Says::Value(metric) => outcome.show(*metric).map_or_else(GridCell::Nothing, |shown| GridCell::Value {
            text: shown.text(),
            question: of_metric(*metric),
        }),
    };
    let rows = FIGURES.iter().enumerate().map(|(place, (name, without, with))| {
        let with = match with {
            // What is said of several rows is said once.
            Says::Nothing(_) if place > 0 => GridCell::AsAbove,
            with => cell(with),
        };
        GridRow { name: words(*name), cells: vec![cell(without), with] }
    });
    Plot::Grid(Grid { heads: vec!["", "Without the stake", "With the stake"], rows: rows.collect() })
}
