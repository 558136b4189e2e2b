//! Links of the first form, which were written until the model's second edition:
//! `1~talks-2025-12~sl_3~cpg3_3.5~H_4.21e5_…~0k3f9ab`. They remain readable for ever.
//!
//! They start from today's baselines, some of which have been corrected since. The six headline figures that such a
//! link carries are compared with today's results, so that the reader learns what has changed.

use super::{Link, LinkFault, Shared, opened, quoted, shortened};
use crate::base::numbers::read_number;
use crate::inputs::baselines::Baseline;
use crate::inputs::choices::{Choice, Choices, Returns};
use crate::inputs::input::{self, ParameterId};
use crate::inputs::kinds::Kind;
use crate::quantities::metric::{self, MetricId};

pub(super) const BETWEEN_PARTS: char = '~';
pub(super) const VERSION: &str = "1";
const FIGURES: &str = "H";
const NO_VALUE: &str = "x";
/// The code of a former switch: whether spend flows back to the investor. Today it is one of several possibilities.
const INVESTOR_SUPPLIES: &str = "is";

const CARRIED: [MetricId; 6] = [
    metric::CHIPS_ONLINE,
    metric::H100_EQUIVALENTS,
    metric::FACILITY_POWER,
    metric::COST_PER_EFFECTIVE_PFLOP_HOUR,
    metric::STAKE,
    metric::RETURNED_SHARE,
];

pub(super) fn read(text: &str) -> Result<Link, LinkFault> {
    let (mut link, parts) = opened(text, BETWEEN_PARTS, VERSION, Baseline::by_id)?;
    for part in parts {
        let (code, value) = part.split_once('_').ok_or_else(|| LinkFault::Form(part.to_owned()))?;
        match code {
            FIGURES => link.shared = figures(value)?,
            _ => set(&mut link, code, value)?,
        }
    }
    Ok(link)
}

fn figures(part: &str) -> Result<Vec<Shared>, LinkFault> {
    let of_one = |(metric, text): (MetricId, &str)| match text {
        NO_VALUE => Ok(Shared { metric, value: None }),
        text => match read_number(text) {
            Some(value) => Ok(Shared { metric, value: Some(value) }),
            None => Err(LinkFault::Form(text.to_owned())),
        },
    };
    CARRIED.into_iter().zip(part.split('_')).map(of_one).collect()
}

/// Sets an input as it was written then. If its meaning has changed, it is set to the nearest equivalent, and a
/// sentence for the reader says so.
fn set(link: &mut Link, code: &str, text: &str) -> Result<(), LinkFault> {
    if code == INVESTOR_SUPPLIES {
        let (returns, words) = match text {
            "0" => (Returns::Nothing, "nothing"),
            "1" => (Returns::CloudSpend, "cloud spend"),
            _ => return Err(LinkFault::Value(format!("the investor supplies the capacity: {}", quoted(text)))),
        };
        link.translated.push(format!(
            "Whether the investor supplies the capacity is now one of the ways in which money comes back to it: here {words}."
        ));
        return link.scenario.set(input::RETURNS, returns.index() as f64).map_err(LinkFault::Value);
    }
    let input = ParameterId::parse_code(code).ok_or_else(|| LinkFault::Input(code.to_owned()))?;
    let mut value = value_of(input, text)?;
    let step = input.row().step;
    if input.row().kind == Kind::Stepped && (value / step).fract() != 0.0 {
        let nearest = (value / step).round() * step;
        let (was, is) = (input.show(value), input.show(nearest));
        link.translated.push(format!("{} goes in steps of {} now: {was} became {is}.", input.name(), input.show(step)));
        value = nearest;
    }
    link.scenario.set(input, value).map_err(|why| LinkFault::Value(shortened(&why)))
}

fn value_of(input: ParameterId, text: &str) -> Result<f64, LinkFault> {
    let fault = || LinkFault::Value(format!("{}: {}", input.name(), quoted(text)));
    if let Kind::Choice(choices) = input.row().kind {
        // Training runs were identified by their ids; they had no codes yet.
        let is_it = |choice: Choice| choice.code == text || (choices == Choices::Run && choice.id == text);
        return choices.all().position(is_it).map(|place| place as f64).ok_or_else(fault);
    }
    let value = read_number(text).ok_or_else(fault)?;
    // Only texts that were written then are accepted: each number had one text.
    if text_of(value) == text { Ok(value) } else { Err(fault()) }
}

/// The shortest text that reads back to the same value.
fn text_of(value: f64) -> String {
    let (plain, exponent) = (format!("{value}"), format!("{value:e}"));
    if exponent.len() < plain.len() { exponent } else { plain }
}
