//! Acts on the range settings: read, checked against the scenario, and refused with a sentence.

use crate::draws::plan;
use crate::pages::typed;
use crate::{input_of, unknown};
use model::analysis::ranges::Range;
use model::analysis::uncertainty::settings::{Certainty, Refused, Tie, USUAL_DRAWS};
use model::analysis::uncertainty::wanted::{Aim, Side, Target};
use model::base::month::Month;
use model::base::typed::{Bare, Edge, Takes};
use model::base::units::Unit;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::{self, SeriesId};
use model::run::outcome::run;
use model::share::ranged::{MOST_TARGETS, Ranged};
use protocol::ranged::{Hope, RangeAct};

/// Carries out an act. The error is a sentence; then nothing is changed.
pub(crate) fn act(scenario: &Scenario, ranged: &mut Ranged, act: &RangeAct) -> Result<(), String> {
    let in_words = |refused: Refused| refused.reason();
    match act {
        RangeAct::Switch { input, on } => switch(scenario, ranged, input_of(input)?, *on).map_err(in_words)?,
        RangeAct::Ends { input, low, high } => {
            let input = input_of(input)?;
            match ends(scenario, ranged, input, [low, high])? {
                Some(certainty) => ranged.say(input, certainty).map_err(in_words)?,
                None => ranged.forget(input),
            }
        }
        RangeAct::Usual { input } => ranged.forget(input_of(input)?),
        RangeAct::AllUsual => *ranged = ranged.as_usual(),
        RangeAct::ByVendor(tied) => ranged.tie_by_vendor(*tied).map_err(in_words)?,
        RangeAct::Tranches(drawn) => ranged.draw_tranches(*drawn),
        RangeAct::Seed(text) => {
            let refused = || format!("A seed is a whole number from 0 to {}.", u64::MAX);
            let seed = text.trim().parse().map_err(|_| refused())?;
            ranged.draw_by(seed);
        }
        RangeAct::NextSeed => ranged.draw_by(ranged.settings().seed.wrapping_add(1)),
        RangeAct::Tie { one, other, correlation } => {
            let (one, other) = (input_of(one)?, input_of(other)?);
            let correlation = typed::number(Unit::Ratio, Takes::Number, correlation, 0.0)
                .map_err(|why| format!("The correlation was not taken: {why}."))?;
            ranged.tie(Tie { one, other, correlation }).map_err(in_words)?;
        }
        RangeAct::Untie { one, other } => ranged.untie(input_of(one)?, input_of(other)?).map_err(in_words)?,
        RangeAct::Hope(hope) => {
            let target = target(scenario, ranged, hope)?;
            hope_for(ranged, target)?;
        }
        RangeAct::HopeNoMore(target) => target.open().iter().for_each(|target| ranged.hope_no_more(target)),
    }
    Ok(())
}

fn hope_for(ranged: &mut Ranged, target: Target) -> Result<(), String> {
    let full = ranged.targets().len() >= MOST_TARGETS;
    match ranged.hope(target) {
        true => Ok(()),
        false if full => Err(format!("There may be {MOST_TARGETS} targets.")),
        false => Err("This target is there already.".to_owned()),
    }
}

/// Switches an input on or off. If its value has a range by default, switching it on just removes its setting.
fn switch(scenario: &Scenario, ranged: &mut Ranged, input: ParameterId, on: bool) -> Result<(), Refused> {
    match (on, Range::of(scenario, input).is_ok()) {
        (true, true) | (false, false) => {
            ranged.forget(input);
            Ok(())
        }
        (true, false) => ranged.say(input, Certainty::Uncertain),
        (false, true) => ranged.say(input, Certainty::Certain),
    }
}

/// The ends of an input's range by the settings, or as they would be if it were drawn; `None` if it has no range.
pub(crate) fn ends_now(scenario: &Scenario, ranged: &Ranged, input: ParameterId) -> Option<[f64; 2]> {
    match ranged.certainty(input) {
        Some(Certainty::Between { low, high }) => Some([low, high]),
        _ => Range::around(scenario, input).ok().map(|range| [range.low, range.high]),
    }
}

/// Reads the typed ends of an input's range. An end that still reads as it was displayed keeps all its digits. `None`
/// if both ends are the usual ones.
fn ends(
    scenario: &Scenario,
    ranged: &Ranged,
    input: ParameterId,
    texts: [&String; 2],
) -> Result<Option<Certainty>, String> {
    let (base, now) = (scenario.get(input), ends_now(scenario, ranged, input));
    let mut read = [0.0; 2];
    for (place, (text, name)) in texts.into_iter().zip(["low", "high"]).enumerate() {
        let shown = now.map(|ends| ends[place]).filter(|end| input.show_in(scenario.names(), *end) == text.trim());
        read[place] = match shown {
            Some(end) => end,
            None => {
                let taken = input.read(text, base, Bare::Displayed);
                taken.map_err(|why| format!("{}, {name} end: {why}.", input.name_in(scenario.names())))?.value
            }
        };
    }
    let [low, high] = read;
    if low >= high || !(low..=high).contains(&base) {
        return Err(Refused::Ends(input).reason());
    }
    let usual = Range::of(scenario, input).is_ok_and(|usual| [usual.low, usual.high] == read);
    Ok((!usual).then_some(Certainty::Between { low, high }))
}

/// What a target is set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// A metric at the as-of month.
    Metric(MetricId),
    /// A series in a given month.
    Series(SeriesId),
}

impl Of {
    /// Its value in the form: series have a prefix, because some share their id with a metric.
    pub(crate) fn id(self) -> String {
        match self {
            Of::Metric(metric) => metric.id(),
            Of::Series(series) => format!("{MONTHLY}{}", series.id()),
        }
    }

    /// Reads the form; without a choice it is the number of chips online.
    pub(crate) fn parse(id: &str) -> Option<Of> {
        match id.strip_prefix(MONTHLY) {
            _ if id.is_empty() => Some(Of::Series(series::CHIPS_ONLINE)),
            Some(series) => SeriesId::parse(series).map(Of::Series),
            None => MetricId::parse(id).map(Of::Metric),
        }
    }

    /// The unit of the metric or series.
    pub(crate) fn unit(self) -> Unit {
        match self {
            Of::Metric(metric) => metric.row().unit,
            Of::Series(series) => series.row().unit,
        }
    }
}

const MONTHLY: &str = "@";

/// Reads a typed target. The error is a sentence.
fn target(scenario: &Scenario, ranged: &Ranged, hope: &Hope) -> Result<Target, String> {
    let of = Of::parse(&hope.of).ok_or_else(|| unknown(&hope.of))?;
    let now = match of {
        Of::Metric(metric) => run(scenario).metrics.get(metric).unwrap_or(0.0),
        Of::Series(_) => 0.0,
    };
    let kind = if of.unit() == Unit::Month { Takes::Month(Edge::Last) } else { Takes::Number };
    let value =
        typed::number(of.unit(), kind, &hope.typed, now).map_err(|why| format!("The value was not taken: {why}."))?;
    let aim = match of {
        Of::Metric(metric) => Aim::Metric(metric),
        Of::Series(series) => {
            let now = f64::from(scenario.as_of().0);
            let month = typed::number(Unit::Month, Takes::Month(Edge::Last), &hope.month, now)
                .map_err(|why| format!("The month was not taken: {why}."))?;
            let last = Month(plan(scenario, ranged, USUAL_DRAWS)?.months(series) as i32 - 1);
            if month > f64::from(last.0) {
                let last = last.name();
                return Err(format!(
                    "{} is shown to {last}: show more months, or choose an earlier one.",
                    series.name_in(scenario.names())
                ));
            }
            Aim::Series(series, Month(month as i32))
        }
    };
    Ok(Target::new(aim, if hope.at_most { Side::AtMost } else { Side::AtLeast }, value))
}
