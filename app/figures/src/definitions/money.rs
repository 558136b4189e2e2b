//! The customer's spend.

use super::no_notes;
use super::series::{FILL, line, of_others, rests_on, with_dots};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::sentences::spend;
use crate::span::{figure, of_metric, text};
use crate::theme::{Colour, Hue};
use crate::time::{Height, Line, Shape, TimePlot};
use model::base::units::Unit;
use model::quantities::cell::Quantity;

/// Cumulative spend, with plan and investment.
pub static SPEND: Definition = Definition {
    id: "spend",
    finding: |subjects| spend(subjects.outcome()),
    measure: |subjects| {
        let remaining =
            subjects.outcome().show(metric::COMMITMENT_REMAINING).map_or_else(str::to_owned, |shown| shown.text());
        let measure = vec![
            text("Cumulative spend on capacity, US dollars; "),
            figure(remaining, of_metric(metric::COMMITMENT_REMAINING)),
            text(" of the contracts is not yet delivered"),
        ];
        with_dots(subjects, &[series::INVESTED_TO_DATE], measure)
    },
    source: |subjects| {
        rests_on(
            subjects,
            "sizes as in the inputs; prices, of the contract kind where one is known",
            input::chip::PRICE,
        )
    },
    plot,
    notes: no_notes,
    beside: Beside::Series(series::SPEND_TO_DATE),
};
use model::{input, metric, series};

fn plot(subjects: &Subjects<'_>) -> Plot {
    let outcome = subjects.outcome();
    let mut lines =
        vec![line(subjects, series::SPEND_TO_DATE, "Spent", Colour::of(Hue::Accent).faded(FILL), Shape::Stacked)];
    let last = outcome.sheet.months().saturating_sub(1);
    let behind =
        outcome.sheet.get(series::PLANNED_SPEND_TO_DATE, last) - outcome.sheet.get(series::SPEND_TO_DATE, last);
    if behind > 1e6 {
        lines.push(line(subjects, series::PLANNED_SPEND_TO_DATE, "Planned", Colour::of(Hue::Muted), Shape::Dashed));
    }
    if outcome.sheet.get(series::INVESTED_TO_DATE, last) > 0.0 {
        lines.push(line(subjects, series::INVESTED_TO_DATE, "Invested", Colour::of(Hue::Attention), Shape::Step));
    }
    // The commitment is above all that is paid, however large.
    if let Some(usd) = outcome.metrics.get(metric::COMMITMENT).ok().filter(|usd| *usd > 0.0) {
        lines.push(Line {
            name: "Contracts".to_owned(),
            colour: Colour::of(Hue::Ink),
            values: vec![Some(usd); outcome.sheet.months()],
            shape: Shape::Dashed,
            of: Quantity::Metric(metric::COMMITMENT),
            dots: Vec::new(),
            asked_to: None,
        });
    }
    lines.extend(of_others(subjects, series::SPEND_TO_DATE));
    Plot::Months(TimePlot::new(Unit::Usd, Height::Tall, lines))
}
