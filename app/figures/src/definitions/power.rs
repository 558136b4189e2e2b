//! The power of the facility.

use super::series::{FILL, line, of_others, rests_on};
use super::{no_notes, words};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::sentences::power;
use crate::theme::{Colour, Hue};
use crate::time::{Height, Shape, TimePlot};
use model::base::units::Unit;

/// Facility power, with the limit if there is one.
pub static POWER: Definition = Definition {
    id: "power",
    finding: |subjects| power(subjects.outcome()),
    measure: |_| words("Facility power, provisioned: IT watts × PUE, month end"),
    source: |subjects| {
        rests_on(
            subjects,
            "PUE as in Operations; IT watts, which no vendor publishes for a chip",
            input::chip::IT_WATTS,
        )
    },
    plot,
    notes: no_notes,
    beside: Beside::Series(series::FACILITY_POWER),
};
use model::{input, series};

fn plot(subjects: &Subjects<'_>) -> Plot {
    let fill = Colour::of(Hue::Accent).faded(FILL);
    let mut lines = vec![line(subjects, series::FACILITY_POWER, "In use", fill, Shape::Stacked)];
    if subjects.outcome().shown(series::POWER_LIMIT).is_some() {
        lines.push(line(subjects, series::POWER_LIMIT, "Available", Colour::of(Hue::Attention), Shape::Dashed));
    }
    lines.extend(of_others(subjects, series::FACILITY_POWER));
    Plot::Months(TimePlot::new(Unit::Watt, Height::Tall, lines))
}
