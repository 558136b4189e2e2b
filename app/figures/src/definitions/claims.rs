//! Vendors' claims, beside what their specifications give.

use super::{no_notes, words};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::grid::{Grid, GridCell, GridRow};
use crate::span::{Sentence, figure, of_metric, text};
use model::base::numbers::three_digits;
use model::facts::claims::{self, Claim};
use model::quantities::metric::MetricFamily;

/// The ratios beside each claimed one, in the order of the columns.
const RATIOS: [MetricFamily; 3] =
    [metric::claim::SPECIFIED_RATIO, metric::claim::SPECIFIED_RATIO_PER_CHIP, metric::claim::CREDITED_RATIO];

/// All claims as a table; those that a specification can confirm or contradict come first.
pub static CLAIMS: Definition = Definition {
    id: "claims",
    finding: |_| finding(),
    measure: |_| {
        words(
            "Vendors’ claims beside the ratios of the specifications, for the system that the claim is about \
             (per UltraServer) and per chip; per watt: of peak FP8 and TDP, mostly estimates. “Credited” follows the \
             input Vendor-claim credit. No other number uses a claim, except Trainium4’s, of which nothing else is known.",
        )
    },
    source: |_| "claims as their vendors make them · ratios derived from the specifications in Hardware".to_owned(),
    plot,
    notes: no_notes,
    beside: Beside::Never("claims do not hang on the scenario, but for what is credited"),
};
use model::metric;

/// The claims with their places in the catalogue, in the order of the table.
pub fn claims_in_order() -> Vec<(usize, &'static Claim)> {
    let all = claims::CLAIMS.iter().enumerate();
    let (mut specified, others): (Vec<_>, Vec<_>) = all.partition(|(_, claim)| claim.specified_ratio().is_some());
    specified.extend(others);
    specified
}

fn finding() -> Sentence {
    let ratios = |id: &str| {
        let claim = claims::CLAIMS.iter().find(|claim| claim.id == id);
        claim.map_or((0.0, None), |claim| (claim.ratio.value, claim.specified_ratio_per_chip()))
    };
    let ((claimed, chip), (_, bf16)) = (ratios("trn3-compute"), ratios("trn3-chip-bf16"));
    vec![
        figure(times(Some(claimed)), "fact:claim.trn3-compute"),
        text(" is a rack against a rack: chip for chip Trainium3 has "),
        figure(times(chip), "metric:specified_ratio_per_chip.trn3-compute"),
        text(" the FP8 peak of Trainium2, and "),
        figure(times(bf16), "metric:specified_ratio_per_chip.trn3-chip-bf16"),
        text(" the BF16"),
    ]
}

fn plot(subjects: &Subjects<'_>) -> Plot {
    let metrics = &subjects.outcome().metrics;
    let rows = claims_in_order().into_iter().map(|(place, claim)| {
        let claimed =
            GridCell::Value { text: times(Some(claim.ratio.value)), question: format!("fact:claim.{}", claim.id) };
        let ratio = |of: MetricFamily| {
            let of = of.member(place);
            GridCell::Value { text: times(metrics.get(of).ok()), question: of_metric(of) }
        };
        GridRow {
            name: words(format!("{}: {}", claim.claimant, claim.statement)),
            cells: std::iter::once(claimed).chain(RATIOS.map(ratio)).collect(),
        }
    });
    let heads = vec!["Claim", "Claimed", "Specified, system", "Specified, per chip", "Credited"];
    Plot::Grid(Grid { heads, rows: rows.collect() })
}

/// "1.94×", or a dash.
fn times(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{}×", three_digits(ratio)))
}
