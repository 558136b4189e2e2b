//! The types of a figure: its definition, its sentences, its plot and its values.

use crate::bars::BarPlot;
use crate::flows::FlowPlot;
use crate::grid::Grid;
use crate::span::Sentence;
pub use crate::table::{Cell, Table, TableRow};
use crate::time::TimePlot;
use model::analysis::ranges::Range;
use model::analysis::uncertainty::bands::Bands;
use model::base::month::Month;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::run::outcome::Outcome;
use model::share::compared::Way;
use model::share::ranged::Ranged;

/// A scenario in a figure.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its letter among compared scenarios: "A"; empty for the first.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its outcome.
    pub outcome: &'a Outcome,
}

/// What a figure is made from: the scenario that it is about, the compared ones, and how far its series may lie from
/// their values.
#[derive(Clone, Copy, Debug)]
pub struct Subjects<'a> {
    /// The scenario that sentences and tables are about.
    pub first: Subject<'a>,
    /// The compared scenarios.
    pub others: &'a [Subject<'a>],
    /// The bands of draws of the first scenario, if draws were made.
    pub bands: Option<&'a Bands>,
    /// The reader's range settings; `None` if the ranges of the sources hold.
    pub ranged: Option<&'a Ranged>,
    /// How compared scenarios are shown.
    pub way: Way,
    /// The scenario from which differences are counted; `None` if no differences are wanted.
    pub reference: Option<Subject<'a>>,
}

impl<'a> Subjects<'a> {
    /// A single scenario.
    pub fn one(scenario: &'a Scenario, outcome: &'a Outcome) -> Subjects<'a> {
        let first = Subject { name: "", title: "", scenario, outcome };
        Subjects { first, others: &[], bands: None, ranged: None, way: Way::Overlaid, reference: None }
    }

    /// One of the compared scenarios by itself.
    pub fn alone(of: Subject<'a>) -> Subjects<'a> {
        Subjects { first: of, ..Subjects::one(of.scenario, of.outcome) }
    }

    /// The scenario that the figure is about.
    pub fn scenario(&self) -> &'a Scenario {
        self.first.scenario
    }

    /// Its outcome.
    pub fn outcome(&self) -> &'a Outcome {
        self.first.outcome
    }

    /// The ranges of some inputs of the first scenario, in order, leaving out inputs without one: those that the reader
    /// has set, and those whose value is not the one that the table's range belongs to.
    pub(crate) fn ranges_of(&self, inputs: &[ParameterId]) -> Vec<Range> {
        let scenario = self.scenario();
        match self.ranged {
            None => inputs.iter().filter_map(|input| Range::of(scenario, *input).ok()).collect(),
            Some(ranged) => {
                let all = ranged.ranges_of(scenario);
                let of = |input: &ParameterId| all.iter().find(|range| range.input == *input).copied();
                inputs.iter().filter_map(of).collect()
            }
        }
    }

    /// The as-of month, counted from November 2025.
    pub fn as_of(&self) -> usize {
        self.first.outcome.as_of.0.max(0) as usize
    }
}

/// The definition of a figure: functions for each part, so that a caller who needs only the title does not pay for the
/// drawing.
pub struct Definition {
    /// Its stable id in links and requests: `fleet`.
    pub id: &'static str,
    /// The finding, which is its title.
    pub finding: fn(&Subjects<'_>) -> Sentence,
    /// What is measured, and in what unit.
    pub measure: fn(&Subjects<'_>) -> Sentence,
    /// The source line: where the numbers come from, with their evidence classes.
    pub source: fn(&Subjects<'_>) -> String,
    /// The plot of the first scenario.
    pub plot: fn(&Subjects<'_>) -> Plot,
    /// The notes below the drawing.
    pub notes: fn(&Subjects<'_>) -> Vec<Sentence>,
    /// How it shows compared scenarios.
    pub beside: Beside,
}

/// How a figure shows compared scenarios.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beside {
    /// As lines of this series, or as its differences.
    Series(SeriesId),
    /// The same, each to the end of its contract.
    ToTheEnd(SeriesId),
    /// As rows below the rows of the first scenario.
    Rows,
    /// Always in small drawings of their own, because one drawing cannot lie on another.
    Apart,
    /// In small drawings of their own, if the reader chooses that.
    ApartIfAsked,
    /// Not at all; the reason, as part of a sentence.
    Never(&'static str),
}

/// All texts of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The finding.
    pub finding: Sentence,
    /// What is measured, and in what unit.
    pub measure: Sentence,
    /// The source line.
    pub source: String,
    /// The notes below the drawing.
    pub notes: Vec<Sentence>,
}

impl Definition {
    /// All texts.
    pub fn words(&self, subjects: &Subjects<'_>) -> Words {
        Words {
            finding: (self.finding)(subjects),
            measure: self.measured(subjects),
            source: self.sourced(subjects),
            notes: (self.notes)(subjects),
        }
    }

    /// The whole figure.
    pub fn figure(&'static self, subjects: &Subjects<'_>) -> Figure {
        let Words { finding, measure, source, notes } = self.words(subjects);
        let plot = self.drawn(subjects);
        // A picture stands alone, so it explains its letters.
        let is_said = !subjects.others.is_empty() && !matches!(self.beside, Beside::Never(_));
        let all = std::iter::once(&subjects.first).chain(subjects.others).filter(|_| is_said);
        let key = all.map(called).collect();
        Figure { id: self.id, finding, measure, source, plot, notes, key, marked: Month(subjects.as_of() as i32) }
    }
}

/// A figure of a scenario, as data.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its definition's id.
    pub id: &'static str,
    /// The finding.
    pub finding: Sentence,
    /// What is measured, and in what unit.
    pub measure: Sentence,
    /// The source line.
    pub source: String,
    /// The plot.
    pub plot: Plot,
    /// The notes below the drawing.
    pub notes: Vec<Sentence>,
    /// The letters of the scenarios with their titles; empty for a single scenario.
    pub key: Vec<String>,
    /// The as-of month.
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

/// "A: All Trainium3".
pub(crate) fn called(subject: &Subject<'_>) -> String {
    let name = if subject.name.is_empty() { "This" } else { subject.name };
    format!("{name}: {}", subject.title)
}

impl Plot {
    /// Its values as a table, unrounded and in stored units; `None` if the plot is a table itself.
    pub fn table(&self) -> Option<Table> {
        match self {
            Plot::Months(plot) => Some(plot.table()),
            Plot::Bars(plot) => Some(plot.table()),
            Plot::Flows(plot) => Some(plot.table()),
            Plot::Grid(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::{COST, EFFICIENCY, OWNER_COST};
    use model::analysis::uncertainty::settings::Certainty;
    use model::input;
    use model::inputs::baselines::{BASELINES, Baseline};
    use model::run::outcome::run;

    /// The table's range of $0.80 to $2.79 belongs to the table's price, not to the discounted one that a baseline
    /// sets.
    #[test]
    fn the_range_of_another_value_is_nobody_s() {
        let all: Vec<ParameterId> = ParameterId::all().collect();
        let mut others = 0;
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            for Range { input, low, high, .. } in Subjects::one(&scenario, &outcome).ranges_of(&all) {
                let value = scenario.get(input);
                assert!(low <= value && value <= high, "{}: {}", baseline.id, input.id());
                assert_eq!(Some(value), input.fact().map(|fact| fact.value), "{}: {}", baseline.id, input.id());
            }
            let doubted = |input: &ParameterId| input.fact().is_some_and(|fact| fact.low < fact.high);
            let set = |input: &ParameterId| scenario.get(*input) != input.default_value();
            others += ParameterId::all().filter(doubted).filter(set).count();
        }
        assert!(others > 0, "no baseline sets an input that has a range");
    }

    #[test]
    fn a_reader_s_own_range_takes_the_place_of_the_source_s() {
        let scenario = Scenario::of(Baseline::first());
        let outcome = run(&scenario);
        let of = input::WACC;
        let ranges =
            |ranged: &Ranged| Subjects { ranged: Some(ranged), ..Subjects::one(&scenario, &outcome) }.ranges_of(&[of]);
        let mut ranged = Ranged::default();
        assert_eq!(ranges(&ranged), Subjects::one(&scenario, &outcome).ranges_of(&[of]));
        ranged.say(of, Certainty::Between { low: 0.01, high: 0.2 }).expect("it holds the value");
        assert_eq!(ranges(&ranged).iter().map(|range| (range.low, range.high)).collect::<Vec<_>>(), [(0.01, 0.2)]);
        ranged.say(of, Certainty::Certain).expect("it may");
        assert_eq!(ranges(&ranged), []);
    }

    /// Comparisons use the reader's ranges: if the reader is certain of all inputs, none turns.
    #[test]
    fn what_the_reader_is_certain_of_turns_no_comparison() {
        let mut turned = 0;
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            let subjects = Subjects::one(&scenario, &outcome);
            let mut certain = Ranged::default();
            for input in ParameterId::all().filter(|input| Range::of(&scenario, *input).is_ok()) {
                certain.say(input, Certainty::Certain).expect("it has a range");
            }
            for definition in [&COST, &OWNER_COST, &EFFICIENCY] {
                turned += (definition.notes)(&subjects).len();
                let notes = (definition.notes)(&Subjects { ranged: Some(&certain), ..subjects });
                assert!(notes.is_empty(), "{}: {notes:?}", baseline.id);
            }
        }
        assert!(turned > 0, "no comparison turns within the ranges of the sources");
    }
}
