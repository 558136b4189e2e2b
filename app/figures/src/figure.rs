//! What a figure is: its sentences, what it draws, and its values.

use crate::bars::BarPlot;
use crate::flows::FlowPlot;
use crate::grid::Grid;
use crate::span::Sentence;
pub use crate::table::{Cell, Quantile, Table, TableRow};
use crate::time::TimePlot;
use model::base::month::Month;
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::run::outcome::Outcome;

/// A scenario that a figure shows.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What it is called beside others: "A".
    pub name: &'a str,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it comes to.
    pub outcome: &'a Outcome,
}

/// How far a series may lie from its value: one line for each quantile.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Which series.
    pub series: SeriesId,
    /// Its quantiles, rising.
    pub quantiles: Vec<Quantile>,
}

/// What a figure is made from: the scenario it is about, others beside it, and how far its series may lie from their values.
#[derive(Clone, Copy, Debug)]
pub struct Subjects<'a> {
    /// The scenario that sentences and tables are about.
    pub first: Subject<'a>,
    /// Scenarios that are drawn beside it.
    pub others: &'a [Subject<'a>],
    /// Bands of the first one's series.
    pub bands: &'a [Band],
}

impl<'a> Subjects<'a> {
    /// One scenario alone.
    pub fn one(scenario: &'a Scenario, outcome: &'a Outcome) -> Subjects<'a> {
        Subjects { first: Subject { name: "", scenario, outcome }, others: &[], bands: &[] }
    }

    /// The scenario that it is about.
    pub fn scenario(&self) -> &'a Scenario {
        self.first.scenario
    }

    /// What that comes to.
    pub fn outcome(&self) -> &'a Outcome {
        self.first.outcome
    }

    /// The month at which figures are read.
    pub fn as_of(&self) -> usize {
        self.first.outcome.as_of.0.max(0) as usize
    }
}

/// One definition of a figure: everything that is said and drawn of it, each part on its own, so that whoever needs the
/// title alone does not pay for the drawing.
pub struct Definition {
    /// Its stable id, in links and requests: `fleet`.
    pub id: &'static str,
    /// What it finds.
    pub finding: fn(&Subjects<'_>) -> Sentence,
    /// What is measured, in what unit.
    pub measure: fn(&Subjects<'_>) -> Sentence,
    /// Where the numbers are from, and of which classes they are.
    pub source: fn(&Subjects<'_>) -> String,
    /// What is drawn.
    pub plot: fn(&Subjects<'_>) -> Plot,
    /// Sentences below the drawing.
    pub notes: fn(&Subjects<'_>) -> Vec<Sentence>,
}

/// Everything that is said of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// What it finds.
    pub finding: Sentence,
    /// What is measured, in what unit.
    pub measure: Sentence,
    /// Where the numbers are from.
    pub source: String,
    /// Sentences below the drawing.
    pub notes: Vec<Sentence>,
}

impl Definition {
    /// Everything that is said.
    pub fn words(&self, subjects: &Subjects<'_>) -> Words {
        Words {
            finding: (self.finding)(subjects),
            measure: (self.measure)(subjects),
            source: (self.source)(subjects),
            notes: (self.notes)(subjects),
        }
    }

    /// All of the figure.
    pub fn figure(&'static self, subjects: &Subjects<'_>) -> Figure {
        let Words { finding, measure, source, notes } = self.words(subjects);
        let plot = (self.plot)(subjects);
        Figure { id: self.id, finding, measure, source, plot, notes, marked: Month(subjects.as_of() as i32) }
    }
}

/// A figure of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its definition's id.
    pub id: &'static str,
    /// What it finds.
    pub finding: Sentence,
    /// What is measured, in what unit.
    pub measure: Sentence,
    /// Where the numbers are from.
    pub source: String,
    /// What is drawn.
    pub plot: Plot,
    /// Sentences below the drawing.
    pub notes: Vec<Sentence>,
    /// The month at which it is read.
    pub marked: Month,
}

/// What a figure draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Series over months.
    Months(TimePlot),
    /// Named rows.
    Bars(BarPlot),
    /// Who paid whom.
    Flows(FlowPlot),
    /// A table.
    Grid(Grid),
}

impl Plot {
    /// Its values as a table, unrounded, in stored units. Of a table itself there is no other.
    pub fn table(&self) -> Option<Table> {
        match self {
            Plot::Months(plot) => Some(plot.table()),
            Plot::Bars(plot) => Some(plot.table()),
            Plot::Flows(plot) => Some(plot.table()),
            Plot::Grid(_) => None,
        }
    }
}
