//! What a figure is: its sentences, what it draws, and its values.

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

/// A scenario that a figure shows.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What it is called beside others: "A".
    pub name: &'a str,
    /// What it is, in a few words; what the letter stands for.
    pub title: &'a str,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it comes to.
    pub outcome: &'a Outcome,
}

/// What a figure is made from: the scenario it is about, others beside it, and how far its series may lie from their values.
#[derive(Clone, Copy, Debug)]
pub struct Subjects<'a> {
    /// The scenario that sentences and tables are about.
    pub first: Subject<'a>,
    /// Scenarios that are drawn beside it.
    pub others: &'a [Subject<'a>],
    /// What many draws of the first one come to, where they are made.
    pub bands: Option<&'a Bands>,
    /// What the reader says of ranges; `None` where those of the sources hold.
    pub ranged: Option<&'a Ranged>,
    /// How the others are shown.
    pub way: Way,
    /// What differences are to; `None` where nobody asks for differences.
    pub reference: Option<Subject<'a>>,
}

impl<'a> Subjects<'a> {
    /// One scenario alone.
    pub fn one(scenario: &'a Scenario, outcome: &'a Outcome) -> Subjects<'a> {
        let first = Subject { name: "", title: "", scenario, outcome };
        Subjects { first, others: &[], bands: None, ranged: None, way: Way::Overlaid, reference: None }
    }

    /// One of the others alone.
    pub fn alone(of: Subject<'a>) -> Subjects<'a> {
        Subjects { first: of, ..Subjects::one(of.scenario, of.outcome) }
    }

    /// The scenario that it is about.
    pub fn scenario(&self) -> &'a Scenario {
        self.first.scenario
    }

    /// What that comes to.
    pub fn outcome(&self) -> &'a Outcome {
        self.first.outcome
    }

    /// The ranges of some inputs of the first one, in their order: what a reader has set is not doubted, nor what the table's
    /// range was not given with.
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
    /// How other scenarios stand beside the one that it is about.
    pub beside: Beside,
}

/// How a figure shows other scenarios.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beside {
    /// As lines of this series, or as its differences.
    Series(SeriesId),
    /// The same, each to the end of its contract.
    ToTheEnd(SeriesId),
    /// Rows stand beside rows, and nothing needs to be said of it.
    Rows,
    /// In small drawings of their own, whatever is asked for: one cannot lie on another.
    Apart,
    /// In small drawings of their own, where those are asked for.
    ApartIfAsked,
    /// Not at all; why, as a part of a sentence.
    Never(&'static str),
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
            measure: self.measured(subjects),
            source: self.sourced(subjects),
            notes: (self.notes)(subjects),
        }
    }

    /// All of the figure.
    pub fn figure(&'static self, subjects: &Subjects<'_>) -> Figure {
        let Words { finding, measure, source, notes } = self.words(subjects);
        let plot = self.drawn(subjects);
        // A picture stands alone: it says what its letters mean.
        let is_said = !subjects.others.is_empty() && !matches!(self.beside, Beside::Never(_));
        let all = std::iter::once(&subjects.first).chain(subjects.others).filter(|_| is_said);
        let key = all.map(called).collect();
        Figure { id: self.id, finding, measure, source, plot, notes, key, marked: Month(subjects.as_of() as i32) }
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
    /// What each scenario is called in it and what it is; empty for one alone.
    pub key: Vec<String>,
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

/// "A: All Trainium3".
pub(crate) fn called(subject: &Subject<'_>) -> String {
    let name = if subject.name.is_empty() { "This" } else { subject.name };
    format!("{name}: {}", subject.title)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definitions::{COST, EFFICIENCY, OWNER_COST};
    use model::analysis::uncertainty::settings::Certainty;
    use model::input;
    use model::inputs::baselines::{BASELINES, Baseline};
    use model::run::outcome::run;

    /// The table's $0.80 to $2.79 is the range of its own price, not of the discounted one that a baseline sets.
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

    /// A comparison turns within the ranges that hold: where the reader is certain of all inputs, nothing turns.
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
