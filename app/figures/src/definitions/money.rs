//! The customer's spend.

use super::no_notes;
use super::series::{FILL, line, of_others, rests_on};
use crate::figure::{Definition, Plot, Subjects};
use crate::sentences::spend;
use crate::span::{figure, of_metric, text};
use crate::theme::{Colour, Hue};
use crate::time::{Height, Shape, TimePlot};
use model::metrics::MetricId;
use model::parameters::Family;
use model::series::SeriesId;
use model::table::Of;
use model::units::Unit;

const SPENT: SeriesId = SeriesId::of("spend_to_date_usd");
const PLANNED: SeriesId = SeriesId::of("planned_spend_to_date_usd");
const INVESTED: SeriesId = SeriesId::of("invested_to_date_usd");
const PRICE: Family = Family::of(Of::Chip, "price_usd_per_hour");
const REMAINING: MetricId = MetricId::of("commitment_remaining_usd");

/// Cumulative spend against plan and investment.
pub static SPEND: Definition = Definition {
    id: "spend",
    finding: |subjects| spend(subjects.outcome()),
    measure: |subjects| {
        let remaining = subjects.outcome().show(REMAINING).map_or_else(str::to_owned, |shown| shown.text());
        vec![
            text("Cumulative spend on capacity, US dollars; "),
            figure(remaining, of_metric(REMAINING)),
            text(" of the commitment remains"),
        ]
    },
    source: |subjects| {
        rests_on(subjects, "sizes as in the inputs; prices, of the contract kind where one is known", PRICE)
    },
    plot,
    notes: no_notes,
};

fn plot(subjects: &Subjects<'_>) -> Plot {
    let outcome = subjects.outcome();
    let mut lines = vec![line(subjects, SPENT, "Spent", Colour::of(Hue::Accent).faded(FILL), Shape::Stacked)];
    let last = outcome.sheet.months().saturating_sub(1);
    let behind = outcome.sheet.get(PLANNED, last) - outcome.sheet.get(SPENT, last);
    if behind > 1e6 {
        lines.push(line(subjects, PLANNED, "Planned", Colour::of(Hue::Muted), Shape::Dashed));
    }
    if outcome.sheet.get(INVESTED, last) > 0.0 {
        lines.push(line(subjects, INVESTED, "Invested", Colour::of(Hue::Attention), Shape::Step));
    }
    lines.extend(of_others(subjects, SPENT));
    Plot::Months(TimePlot::new(Unit::Usd, Height::Tall, lines))
}
