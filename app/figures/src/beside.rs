//! Compared scenarios in a figure: their lines, differences from the reference, or drawings of their own, depending on
//! the figure.

use crate::figure::{Beside, Definition, Plot, Subject, Subjects, called};
use crate::flows::FlowPlot;
use crate::span::{Sentence, text};
use crate::theme::{Colour, Hue};
use crate::time::{Fan, Line, Shape, TimePlot};
use model::analysis::uncertainty::bands::Fan as Drawn;
use model::base::words::counted;
use model::quantities::cell::Quantity;
use model::quantities::series::SeriesId;
use model::run::outcome::Outcome;
use model::share::compared::Way;

impl Definition {
    /// What is measured, and for differences the reference.
    pub(crate) fn measured(&self, subjects: &Subjects<'_>) -> Sentence {
        let mut measure = (self.measure)(subjects);
        if self.has_fan(subjects) {
            measure.push(text("; shaded: nine in ten draws, darker: half; thin line: median"));
        }
        if let (Some(_), Some(reference)) = (self.differs_by(subjects), subjects.reference) {
            measure.push(text(format!("; differences to {}", reference.name)));
        }
        measure
    }

    /// The source line, and what is not shown of compared scenarios.
    pub(crate) fn sourced(&self, subjects: &Subjects<'_>) -> String {
        let mut source = (self.source)(subjects);
        if let (Some(bands), Some(_)) = (subjects.bands, self.fanned()) {
            source += &match self.has_fan(subjects) {
                true => {
                    format!(" · {} draws; ranges without a source are assumptions", counted(bands.draws as usize))
                }
                false => " · draws are not shown as differences".to_owned(),
            };
        }
        let not = match self.beside {
            _ if subjects.others.is_empty() => return source,
            Beside::Never(why) => why,
            Beside::ApartIfAsked if subjects.way != Way::Multiples => "choose small multiples to see the others",
            Beside::Rows => return format!("{source} · the others stand below a row where their number is another"),
            _ => return source,
        };
        format!("{source} · this scenario alone: {not}")
    }

    /// The series whose draws are shown as a fan; `None` for figures without a fan.
    pub fn fanned(&self) -> Option<SeriesId> {
        match self.beside {
            Beside::Series(series) | Beside::ToTheEnd(series) => Some(series),
            Beside::Rows | Beside::Apart | Beside::ApartIfAsked | Beside::Never(_) => None,
        }
    }

    /// The draws of that series, if there are any.
    fn draws<'a>(&self, subjects: &Subjects<'a>) -> Option<&'a Drawn> {
        let series = self.fanned()?;
        subjects.bands?.fans.iter().find(|fan| fan.series == series)
    }

    /// Whether a fan is drawn.
    fn has_fan(&self, subjects: &Subjects<'_>) -> bool {
        self.differs_by(subjects).is_none() && self.draws(subjects).is_some()
    }

    /// The plot of the first scenario alone, with its fan.
    pub fn plotted(&self, subjects: &Subjects<'_>) -> Plot {
        let mut plot = (self.plot)(subjects);
        if let (Plot::Months(months), Some(drawn)) = (&mut plot, self.draws(subjects)) {
            months.fan = Fan::of(drawn, months);
        }
        plot
    }

    /// The series whose differences are drawn, and whether to the end of the contract; `None` if no differences are
    /// drawn.
    fn differs_by(&self, subjects: &Subjects<'_>) -> Option<(SeriesId, bool)> {
        let is_asked = subjects.way == Way::Differences && !subjects.others.is_empty();
        match self.beside {
            Beside::Series(series) if is_asked => Some((series, false)),
            Beside::ToTheEnd(series) if is_asked => Some((series, true)),
            _ => None,
        }
    }

    /// The plot of all scenarios, with the compared ones in the chosen way.
    pub fn drawn(&self, subjects: &Subjects<'_>) -> Plot {
        let own = |of: &Subjects<'_>| self.plotted(of);
        let is_apart = match self.beside {
            Beside::Apart => true,
            Beside::ApartIfAsked | Beside::Series(_) | Beside::ToTheEnd(_) => subjects.way == Way::Multiples,
            Beside::Rows | Beside::Never(_) => false,
        };
        if subjects.others.is_empty() || !(is_apart || self.differs_by(subjects).is_some()) {
            return own(subjects);
        }
        let alone = own(&Subjects { others: &[], ..*subjects });
        if let (Some((series, to_the_end)), Plot::Months(plot)) = (self.differs_by(subjects), &alone) {
            return Plot::Months(differences(subjects, series, to_the_end, plot));
        }
        let apart = subjects.others.iter().map(|other| (called(other), own(&Subjects::alone(*other))));
        alone.with_apart(apart.collect())
    }
}

impl Plot {
    /// The same with compared scenarios in drawings of their own, all on one scale. Plots of another kind are left out.
    fn with_apart(self, apart: Vec<(String, Plot)>) -> Plot {
        match self {
            Plot::Months(plot) => {
                let apart = apart.into_iter().filter_map(|(name, other)| match other {
                    Plot::Months(other) => Some((name, other)),
                    _ => None,
                });
                Plot::Months(plot.with_apart(apart.collect()))
            }
            Plot::Flows(plot) => {
                let apart = apart.into_iter().filter_map(|(name, other)| match other {
                    Plot::Flows(other) => Some((name, other)),
                    _ => None,
                });
                Plot::Flows(FlowPlot { apart: apart.collect(), ..plot })
            }
            other => other,
        }
    }
}

/// The values of a series, over the months shown or to the end of the contract.
pub(crate) fn values(outcome: &Outcome, series: SeriesId, to_the_end: bool) -> Vec<Option<f64>> {
    if to_the_end {
        return outcome.sheet.row_to_the_end(series).iter().map(|value| Some(*value)).collect();
    }
    match outcome.shown(series) {
        Some(values) => values.iter().map(|value| Some(*value)).collect(),
        None => vec![None; outcome.sheet.months()],
    }
}

/// The line of the compared scenario at `place`.
pub(crate) fn line(place: usize, other: &Subject<'_>, series: SeriesId, values: Vec<Option<f64>>) -> Line {
    Line {
        name: other.name.to_owned(),
        colour: Colour::beside(place),
        values,
        shape: Shape::Beside(place as u8),
        of: Quantity::Series(series),
        dots: Vec::new(),
        asked_to: None,
    }
}

/// The differences of each scenario's series from the reference's, in the months that both have. A running total to the
/// contract's end stays at its last value after the end, so these have the months of the longest. The reference itself is
/// the line at 0.
pub(crate) fn differences(subjects: &Subjects<'_>, series: SeriesId, to_the_end: bool, alone: &TimePlot) -> TimePlot {
    let Some(reference) = subjects.reference else { return alone.clone() };
    let all = || std::iter::once(subjects.outcome()).chain(subjects.others.iter().map(|other| other.outcome));
    let longest = all().map(|outcome| outcome.sheet.months_to_the_end()).max().unwrap_or(0);
    let carried = |outcome: &Outcome| {
        let mut own = values(outcome, series, to_the_end);
        if let (true, Some(last)) = (to_the_end, own.last().copied()) {
            own.resize(longest, last);
        }
        own
    };
    let last_of = |outcome: &Outcome| to_the_end.then(|| outcome.sheet.months_to_the_end().saturating_sub(1));
    let of_reference = carried(reference.outcome);
    let less = |outcome: &Outcome| {
        carried(outcome)
            .into_iter()
            .zip(&of_reference)
            .map(|(own, reference)| Some(own? - (*reference)?))
            .collect::<Vec<_>>()
    };
    let this = Line {
        name: "This".to_owned(),
        colour: Colour::of(Hue::Accent),
        values: less(subjects.outcome()),
        shape: if alone.lines.first().is_some_and(|line| line.shape == Shape::Step) {
            Shape::Step
        } else {
            Shape::Line
        },
        of: Quantity::Series(series),
        dots: Vec::new(),
        asked_to: last_of(subjects.outcome()),
    };
    let others = subjects.others.iter().enumerate().filter(|(_, other)| other.name != reference.name);
    let others = others.map(|(place, other)| Line {
        asked_to: last_of(other.outcome),
        ..line(place, other, series, less(other.outcome))
    });
    let lines = std::iter::once(this).chain(others).collect();
    TimePlot { lines, at_least: 0.0, differs: true, fan: None, ..alone.clone() }
}
