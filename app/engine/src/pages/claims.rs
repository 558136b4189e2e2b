//! All vendors' claims beside the specifications.

use crate::evidence::citation;
use crate::pieces::{ask, sentence};
use maud::{Markup, html};
use model::base::numbers::three_digits;
use model::facts::claims::{CLAIMS, Claim};
use model::facts::provenance::Class;
use model::facts::systems::{SYSTEMS, system};
use model::metric;
use model::quantities::cell::Cell;
use model::quantities::metric::MetricFamily;
use model::record::question::Question;

/// All claims beside the values of the vendors’ own data sheets, folded away at first.
pub(crate) fn all() -> Markup {
    html! {
        details.claimed {
            summary data-count { "Claims against specifications: " (CLAIMS.len()) " of vendors’ ratios beside those of their own data sheets" }
            table.facts {
                caption.for-screen-readers { "Claims against specifications" }
                thead {
                    tr {
                        th scope="col" { "Claim" }
                        th scope="col" { "Claimed" }
                        th scope="col" { "Specified, system" }
                        th scope="col" { "Specified, per chip" }
                        th scope="col" { "What to know" }
                    }
                }
                tbody { @for (index, claim) in CLAIMS.iter().enumerate() { (row(index, claim)) } }
            }
        }
    }
}

fn row(index: usize, claim: &'static Claim) -> Markup {
    let ratio = |question: &Question, ratio: Option<f64>| {
        html! {
            @match ratio {
                Some(ratio) => { (ask(question, format!("{}×", three_digits(ratio)))) " " span.kind { (Class::Derived.word()) } },
                None => "–",
            }
        }
    };
    let metric = |family: MetricFamily| Question::Cell(Cell::metric(family.member(index)));
    // Between single chips there are no systems to compare.
    let of_systems = SYSTEMS.iter().any(|system| system.id == claim.subject) && system(claim.base).is_some();
    html! {
        tr {
            th scope="row" { b { (claim.claimant) } ": " (claim.statement) p data-words { (sentence(claim.ratio.measures)) } }
            td data-label="Claimed" {
                b.value { (ask(&Question::Fact(format!("claim.{}", claim.id)), format!("{}×", three_digits(claim.ratio.value)))) }
                " " span.kind { (claim.ratio.class.word()) }
            }
            td data-label="Specified, system" { (ratio(&metric(metric::claim::SPECIFIED_RATIO), claim.specified_ratio().filter(|_| of_systems))) }
            td data-label="Specified, per chip" { (ratio(&metric(metric::claim::SPECIFIED_RATIO_PER_CHIP), claim.specified_ratio_per_chip())) }
            td data-label="What to know" data-words { (claim.note) " " (citation(claim.ratio.source)) }
        }
    }
}
