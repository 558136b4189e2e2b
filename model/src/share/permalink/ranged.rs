//! The settings of ranges in a link: one part, whose first item says whether ranges are displayed.

use super::digits;
use super::letters::{read_text, write_text};
use super::{BETWEEN_INPUTS, BETWEEN_PARTS};
use crate::analysis::uncertainty::settings::{Certainty, Tie};
use crate::analysis::uncertainty::wanted::{Aim, Side, Target};
use crate::base::month::Month;
use crate::inputs::input::ParameterId;
use crate::quantities::metric::MetricId;
use crate::quantities::series::SeriesId;
use crate::share::ranged::Ranged;

/// The first letter of the part.
pub(super) const RANGES: char = 'R';

/// The first item: ranges displayed or hidden, then, if so, that a vendor's chips are not tied and that tranches count
/// at their expected values.
const SHOWN: char = 's';
const HIDDEN: char = 'h';
const FREE: char = 'f';
const EXPECTED: char = 'e';
/// First letters of items: the seed; and an input that is certain, uncertain again, or between two ends.
const SEED: char = 'S';
const CERTAIN: char = 'C';
const UNCERTAIN: char = 'U';
const BETWEEN: char = 'B';
/// First letters of a tie and of a target.
const TIE: char = 'T';
const TARGET: char = 'G';
/// Separates the two inputs of a tie, and follows the name of a target; neither numbers nor names contain it.
const THEN: char = 'A';
const AT_LEAST: char = 'g';
const AT_MOST: char = 'l';
/// Precedes the month of a target for a series.
const MONTH: char = 'm';

/// Writes the part; an empty text if ranges have their defaults.
pub(super) fn write(ranged: &Ranged) -> String {
    if *ranged == Ranged::default() {
        return String::new();
    }
    format!("{BETWEEN_PARTS}{RANGES}{}", items(ranged).join(&BETWEEN_INPUTS.to_string()))
}

fn items(ranged: &Ranged) -> Vec<String> {
    let settings = ranged.settings();
    let mut first = String::from(if ranged.shown { SHOWN } else { HIDDEN });
    if !settings.by_vendor {
        first.push(FREE);
    }
    if !settings.tranches {
        first.push(EXPECTED);
    }
    let mut items = vec![first];
    if settings.seed != Ranged::default().settings().seed {
        items.push(format!("{SEED}{}", settings.seed));
    }
    items.extend(settings.inputs.iter().map(|(input, certainty)| match certainty {
        Certainty::Certain => format!("{CERTAIN}{}", input.code()),
        Certainty::Uncertain => format!("{UNCERTAIN}{}", input.code()),
        Certainty::Between { low, high } => {
            format!("{BETWEEN}{}{}{}", input.code(), digits::write(*low), digits::write(*high))
        }
    }));
    items.extend(settings.ties.iter().map(|Tie { one, other, correlation }| {
        format!("{TIE}{}{THEN}{}{}", one.code(), other.code(), digits::write(*correlation))
    }));
    items.extend(ranged.targets().iter().map(target));
    items
}

fn target(target: &Target) -> String {
    let (name, month) = match target.of {
        Aim::Metric(metric) => (metric.id(), String::new()),
        Aim::Series(series, month) => (series.id(), format!("{MONTH}{}", month.0)),
    };
    let side = match target.side {
        Side::AtLeast => AT_LEAST,
        Side::AtMost => AT_MOST,
    };
    format!("{TARGET}{}{THEN}{side}{month}{}", write_text(&name), digits::write(target.level().value))
}

/// Reads the part as [`write`] writes it; `None` if it is written otherwise or contradicts itself.
pub(super) fn read(rest: &str) -> Option<Ranged> {
    let mut ranged = Ranged::default();
    let mut read = rest.split(BETWEEN_INPUTS);
    let mut first = read.next()?.chars().peekable();
    ranged.shown = first.next()? == SHOWN;
    if first.next_if_eq(&FREE).is_some() {
        ranged.tie_by_vendor(false).ok()?;
    }
    ranged.draw_tranches(first.next_if_eq(&EXPECTED).is_none());
    for item in read {
        let kind = item.chars().next()?;
        take(&mut ranged, kind, item.get(kind.len_utf8()..)?)?;
    }
    // Each document has exactly one link.
    (ranged != Ranged::default() && items(&ranged).join(&BETWEEN_INPUTS.to_string()) == rest).then_some(ranged)
}

fn take(ranged: &mut Ranged, kind: char, rest: &str) -> Option<()> {
    match kind {
        SEED => ranged.draw_by(rest.parse().ok()?),
        CERTAIN => ranged.say(ParameterId::parse_code(rest)?, Certainty::Certain).ok()?,
        UNCERTAIN => ranged.say(ParameterId::parse_code(rest)?, Certainty::Uncertain).ok()?,
        BETWEEN => {
            let (input, ends) = input_before(rest)?;
            let (low, ends) = digits::read(ends)?;
            let (high, "") = digits::read(ends)? else { return None };
            ranged.say(input, Certainty::Between { low, high }).ok()?;
        }
        TIE => {
            let (one, rest) = rest.split_once(THEN)?;
            let (other, correlation) = input_before(rest)?;
            let (correlation, "") = digits::read(correlation)? else { return None };
            ranged.tie(Tie { one: ParameterId::parse_code(one)?, other, correlation }).ok()?;
        }
        TARGET => {
            let (name, rest) = rest.split_once(THEN)?;
            let name = read_text(name)?;
            let side = match rest.chars().next()? {
                AT_LEAST => Side::AtLeast,
                AT_MOST => Side::AtMost,
                _ => return None,
            };
            let at = rest.find(|sign: char| sign.is_ascii_uppercase())?;
            let (month, value) = (rest.get(1..at)?, rest.get(at..)?);
            let of = match month.strip_prefix(MONTH) {
                Some(month) => Aim::Series(SeriesId::parse(&name)?, Month(month.parse().ok()?)),
                None if month.is_empty() => Aim::Metric(MetricId::parse(&name)?),
                None => return None,
            };
            let (value, "") = digits::read(value)? else { return None };
            ranged.hope(Target::new(of, side, value)).then_some(())?;
        }
        _ => return None,
    }
    Some(())
}

/// The input whose code begins a text, and the numbers after it.
fn input_before(text: &str) -> Option<(ParameterId, &str)> {
    let (code, rest) = text.split_at(text.find(|sign: char| sign.is_ascii_uppercase())?);
    Some((ParameterId::parse_code(code)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{input, metric};

    /// The example of MODEL.md. Once written, it must remain readable for ever.
    #[test]
    fn it_is_written_so() {
        let mut ranged = Ranged::default();
        assert_eq!(write(&ranged), "");
        ranged.shown = true;
        ranged.say(input::FACILITY_COST, Certainty::Between { low: 7.0, high: 13.0 }).expect("it may be");
        let chips = Aim::Series(crate::quantities::series::CHIPS_ONLINE, Month(13));
        assert!(ranged.hope(Target::new(chips, Side::AtLeast, 1e6)));
        assert_eq!(write(&ranged), ".Rs-BfcN7N13-GchipsZ5fZonlineAgm13T1");
        ranged.tie_by_vendor(false).expect("fewer ties");
        ranged.draw_tranches(false);
        ranged.draw_by(42);
        ranged.say(input::PUE, Certainty::Certain).expect("it has a range");
        ranged.tie(Tie { one: input::WACC, other: input::PUE, correlation: -0.5 }).expect("nothing contradicts it");
        assert!(ranged.hope(Target::new(Aim::Metric(metric::STAKE), Side::AtMost, 0.02)));
        let written = write(&ranged);
        assert_eq!(read(written.strip_prefix(".R").expect("a part")), Some(ranged));
    }

    #[test]
    fn what_is_written_otherwise_or_cannot_be_drawn_is_refused() {
        for text in ["s", "hf", "h-S2", "s-Cfc", "s-BfcN7N13", "s-GstakeAlL2"] {
            assert!(read(text).is_some(), "{text}");
        }
        for text in [
            "",
            "h",
            "x",
            "sx",
            "se-",
            "sef",
            "s-S1",
            "s-S02",
            "s-S2-S3",
            "s-CfcZ",
            "s-Czz",
            "s-BfcN13N7",
            "s-BfcN7",
            "s-BfcN7N1e3",
            "s-S2-",
            "s-GstakeAlL2-S2",
            "s-GstakeAxL2",
            "s-GprofitAlL2",
            "s-GstakeAlm01L2",
            "s-GstakeAlL2-GstakeAlL2",
            "s-TfcAfcN1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
