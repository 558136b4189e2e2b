//! What actually happened, beside the scenario's values.

use super::{no_notes, words};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::grid::{Grid, GridCell, GridRow};
use crate::span::{Sentence, figure, of_series, text};
use model::base::show::{difference, show};
use model::facts::actuals::{ACTUALS as ALL, Actual, PRESENT};
use model::facts::provenance::Fact;
use model::quantities::series::SeriesId;
use model::record::question::Question;
use model::run::outcome::Outcome;
use model::series;

/// Plan against actual: the readings that concern the scenario's baseline.
pub static ACTUALS: Definition = Definition {
    id: "actuals",
    finding,
    measure: |_| words("Plan against actual"),
    source: |_| {
        format!(
            "Readings to {}. They stand beside the plan and change no number; all of them, with their sources, are under Numbers.",
            PRESENT.name()
        )
    },
    plot,
    notes: no_notes,
    beside: Beside::Never("what happened is held against one plan"),
};

/// A reading, with the scenario's value for it.
struct Reading {
    actual: &'static Actual,
    baseline: &'static str,
    plan: Result<(f64, SeriesId, usize), &'static str>,
}

impl Reading {
    fn fact(&self) -> Option<&'static Fact> {
        self.actual.fact.as_ref()
    }

    fn question(&self) -> String {
        Question::Fact(format!("actual.{}", self.actual.id)).text()
    }

    /// Whether the baseline's inputs were chosen to match this reading, so that agreement proves nothing.
    fn sets_the_plan(&self) -> bool {
        self.actual.sets.contains(&self.baseline)
    }

    /// What is said if the reading agrees with the plan; `None` if they differ, or one of them is unknown.
    fn agrees(&self) -> Option<&'static str> {
        self.plan.ok().and_then(|(plan, ..)| self.actual.agrees(self.baseline, plan))
    }

    fn plan_question(&self) -> Option<String> {
        self.plan.ok().map(|(_, series, month)| of_series(series, month))
    }

    /// The relative difference of the actual from the plan, if both are known; 0 if they agree.
    fn off(&self) -> Option<f64> {
        let (fact, (plan, ..)) = (self.fact()?, self.plan.ok()?);
        let off = || (fact.value - plan) / plan.abs().max(f64::MIN_POSITIVE);
        Some(self.agrees().map_or_else(off, |_| 0.0))
    }
}

fn readings(subjects: &Subjects<'_>) -> Vec<Reading> {
    let baseline = subjects.scenario().baseline().id;
    let of_baseline = ALL.iter().filter(|actual| actual.baselines.contains(&baseline));
    let reading = |actual| Reading { actual, baseline, plan: plan_of(actual, subjects.outcome()) };
    of_baseline.map(reading).collect()
}

/// An outcome's value for a reading, with its series and month; the error says why there is none.
pub fn plan_of(actual: &Actual, outcome: &Outcome) -> Result<(f64, SeriesId, usize), &'static str> {
    let series = SeriesId::parse(actual.series).ok_or("not in the model")?;
    let month = usize::try_from(actual.month.0).map_err(|_| "before the calendar")?;
    let plan = outcome.shown(series).ok_or("not in this scenario")?.get(month).ok_or("after the months shown")?;
    // Before any payment, the valuation's path is that of a round that has not taken place yet.
    let is_paid =
        |month| [series::INVESTED, series::OTHERS_INVESTED].iter().any(|of| outcome.sheet.get(*of, month) > 0.0);
    if series == series::VALUATION && !(0..=month).any(is_paid) {
        return Err("before the round");
    }
    Ok((*plan, series, month))
}

fn finding(subjects: &Subjects<'_>) -> Sentence {
    let readings = readings(subjects);
    let compared: Vec<(&Reading, f64)> =
        readings.iter().filter_map(|reading| Some((reading, reading.off()?))).collect();
    let farthest = compared.iter().max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()));
    match farthest {
        None if readings.is_empty() => words("No actual figure is known for this scenario yet"),
        None if readings.iter().all(|reading| reading.fact().is_none()) => {
            words("No published figure has been found so far")
        }
        None => words("What happened cannot be held against the plan"),
        Some((_, 0.0)) => {
            let free = compared.iter().filter(|(reading, _)| !reading.sets_the_plan()).count();
            words(match (free, compared.len()) {
                (0, 1) => "The plan was set to match the one actual so far",
                (0, _) => "The plan was set to match every actual so far",
                (1, 1) => "The one actual so far is as planned",
                (free, all) if free == all => "Every actual so far is as planned",
                _ => "Every actual that the plan was not set to match is as planned",
            })
        }
        Some((reading, _)) => {
            let (Ok((plan, series, _)), Some(fact)) = (reading.plan, reading.fact()) else {
                return words("Plan against actual");
            };
            let unit = series.row().unit;
            vec![
                text(format!("{}: ", reading.actual.what)),
                figure(show(fact.value, unit).text(), reading.question()),
                text(format!(" in {}, against ", reading.actual.month.short_name())),
                figure(show(plan, unit).text(), reading.plan_question().unwrap_or_default()),
                text(" in the plan"),
            ]
        }
    }
}

fn plot(subjects: &Subjects<'_>) -> Plot {
    let row = |reading: &Reading| {
        let plan = match reading.plan {
            Ok((plan, series, _)) => GridCell::Value {
                text: show(plan, series.row().unit).text(),
                question: reading.plan_question().unwrap_or_default(),
            },
            Err(reason) => GridCell::Nothing(reason),
        };
        let (actual, by) = match reading.fact() {
            Some(fact) => (
                GridCell::Value { text: show(fact.value, fact.unit).text(), question: reading.question() },
                GridCell::Words(vec![figure(
                    format!("{}: {}", fact.class.word(), reading.actual.by),
                    reading.question(),
                )]),
            ),
            None => (GridCell::Nothing("no figure found"), GridCell::Nothing("")),
        };
        let gap = match (reading.fact(), reading.plan) {
            (Some(fact), Ok((plan, series, _))) => {
                let unit = series.row().unit;
                let gap = difference(fact.value, plan, unit, |gap, unit| show(gap, unit).text());
                let words = reading.agrees().map(str::to_owned).or(gap).unwrap_or_default();
                let questions = format!("{} {}", reading.question(), reading.plan_question().unwrap_or_default());
                GridCell::Words(vec![figure(words, questions)])
            }
            _ => GridCell::Nothing(""),
        };
        GridRow {
            name: words(format!("{}, {}", reading.actual.what, reading.actual.month.short_name())),
            cells: vec![plan, actual, gap, by],
        }
    };
    let heads = vec!["What, when", "Plan", "Actual", "Difference", "Class, source"];
    Plot::Grid(Grid { heads, rows: readings(subjects).iter().map(row).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::plain;
    use model::inputs::baselines::{BASELINES, Baseline};
    use model::inputs::scenario::Scenario;
    use model::run::outcome::run;

    fn grid(baseline: &'static Baseline) -> (String, Grid) {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        let subjects = Subjects::one(&scenario, &outcome);
        match plot(&subjects) {
            Plot::Grid(grid) => (plain(&finding(&subjects)), grid),
            _ => unreachable!("it is a table"),
        }
    }

    #[test]
    fn every_reading_of_a_baseline_has_a_row_with_plan_actual_difference_and_source() {
        for baseline in BASELINES {
            let (said, grid) = grid(baseline);
            let expected = ALL.iter().filter(|actual| actual.baselines.contains(&baseline.id));
            let names: Vec<String> =
                expected.map(|actual| format!("{}, {}", actual.what, actual.month.short_name())).collect();
            assert_eq!(grid.rows.iter().map(|row| plain(&row.name)).collect::<Vec<_>>(), names, "{}", baseline.id);
            assert!(grid.rows.iter().all(|row| row.cells.len() + 1 == grid.heads.len()));
            assert_eq!(names.is_empty(), said.starts_with("No actual figure"), "{}: {said}", baseline.id);
        }
    }

    #[test]
    fn a_plan_that_is_set_to_a_reading_is_not_called_right_and_what_is_not_known_is_said() {
        let (said, grid) = grid(Baseline::by_id("funded-2026-07").expect("exists"));
        let row = |begins: &str| {
            grid.rows
                .iter()
                .find(|row| plain(&row.name).starts_with(begins))
                .map(|row| row.cells.clone())
                .expect(begins)
        };
        let words = |cell: &GridCell| match cell {
            GridCell::Words(words) => plain(words),
            _ => String::new(),
        };
        assert_eq!(words(&row("Amazon’s payments to OpenAI, Jun 2026")[2]), "the plan is set to it");
        assert_eq!(said, "The plan was set to match every actual so far");
        let unknown = row("GPUs online");
        assert_eq!(unknown[1], GridCell::Nothing("no figure found"));
        assert!(
            matches!(&unknown[0], GridCell::Value { question, .. } if question.starts_with("series:chips_online:"))
        );
    }

    #[test]
    fn amd_s_vested_shares_are_held_against_the_warrants() {
        let (_, grid) = grid(Baseline::by_id("openai-amd").expect("exists"));
        let row = grid.rows.iter().find(|row| plain(&row.name).starts_with("AMD shares vested")).expect("a row");
        assert!(
            matches!(&row.cells[0], GridCell::Value { question, .. } if question.starts_with("series:warrants_vested:"))
        );
        assert!(
            matches!(&row.cells[3], GridCell::Words(words) if plain(words) == "official: AMD, August 2026"),
            "{row:?}"
        );
    }
}
