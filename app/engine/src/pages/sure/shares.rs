//! The inputs from which a figure's variance comes: Sobol indices, computed on demand.

use super::{About, counted, derived, to_a_tenth};
use crate::draws::plan;
use crate::pieces::{ask, shown};
use maud::{Markup, html};
use model::analysis::uncertainty::settings::USUAL_DRAWS;
use model::analysis::uncertainty::sobol::{Factor, indices};
use model::base::units::Unit;
use model::base::words::how_many;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use protocol::analysis::press;

/// The number of pairs of draws. Each pair takes two runs and one more for every factor, which is an uncertain input or
/// inputs tied together; in a browser some two seconds in all.
const PAIRS: u32 = 256;
/// Inputs that add less to the variance are left out.
const LEAST_SHARE: f64 = 0.005;

/// The part. The error says why nothing can be drawn.
pub(super) fn part(figure: MetricId, is_wanted: bool, about: &About) -> Result<Markup, String> {
    if !is_wanted {
        return Ok(html! {
            p.offered {
                button.quiet type="button" id="shares-work" data-press=(press::WORK) { "Where does its variance come from?" }
                " " span.kind { "Takes a few seconds." }
            }
        });
    }
    let scenario = &about.scenario;
    let plan = plan(scenario, &about.ranged, USUAL_DRAWS)?;
    let Some(found) = indices(&plan, figure, PAIRS) else {
        return Ok(
            html! { p data-say { (figure.name_in(scenario.names())) " has no value, or is the same in every draw." } },
        );
    };
    let told: Vec<&Factor> = found.factors.iter().filter(|factor| factor.total_share >= LEAST_SHARE).collect();
    Ok(html! {
        h4 id="shares-work" tabindex="-1" { "Where the variance of " (figure.name_in(scenario.names())) " comes from" }
        p data-count data-say {
            "By " (counted(found.count)) " pairs of draws, " (counted(found.run_count)) " runs in all"
            @if found.absent_count > 0 { "; left out without a value: " (how_many(found.absent_count, "pair")) }
            ". Alone: the part of the variance that would go if this were known and nothing else. In total: the part that would be left if all else were known. ± is one standard error. An input acts together with others only where its total is above its share alone by more than twice both errors."
        }
        table.facts.sure {
            caption.for-screen-readers { "Shares of the variance" }
            thead { tr { @for head in ["Input, or inputs that are tied", "Alone", "In total"] { th scope="col" { (head) } } } }
            tbody { @for factor in &told { (row(factor, scenario)) } }
        }
        @match found.factors.len() - told.len() {
            0 => {}
            1 => p.source-note { "One other adds less than half a per cent." },
            others => p.source-note data-count { (counted(others)) " others add less than half a per cent each." },
        }
    })
}

fn row(factor: &Factor, scenario: &Scenario) -> Markup {
    let share = |share: f64, error: f64, what: &str| {
        let show = |share: f64| shown(to_a_tenth(share), Unit::Share);
        derived(format!("{} ± {}", show(share), show(error)), &format!("{what} Sobol index with its standard error"))
    };
    html! {
        tr {
            th scope="row" {
                @for (place, input) in factor.inputs.iter().enumerate() {
                    @if place > 0 { ", " }
                    (ask(&Question::Input(*input), input.name_in(scenario.names())))
                }
            }
            td data-label="Alone" {
                (share(factor.first_share, factor.first_error_share, "first-order"))
                @if !factor.caution().is_empty() { " " small { (factor.caution()) } }
            }
            td data-label="In total" {
                (share(factor.total_share, factor.total_error_share, "total"))
                @if !factor.together().is_empty() { " " small { (factor.together()) } }
            }
        }
    }
}
