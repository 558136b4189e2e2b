//! What vendors claim, beside what their specifications give.

use crate::components::answer::{Answer, Topic};
use crate::components::badge::Badge;
use crate::components::explain::{about, sentence};
use crate::state::use_state;
use crate::view::{text, when};
use leptos::prelude::*;
use model::catalogue::{CLAIMS, Claim};
use model::metrics::MetricFamily;
use model::number::sort_by_number;
use model::table::Of;
use model::units::three_digits;

/// What stands beside a claimed ratio, in the order of the columns.
const RATIOS: [MetricFamily; 3] = [
    MetricFamily::find(Of::Claim, "specified_ratio"),
    MetricFamily::find(Of::Claim, "specified_ratio_per_chip"),
    MetricFamily::find(Of::Claim, "credited_ratio"),
];

/// What the heading tells.
const TOLD: &str = "fact:claim.trn3-compute metric:specified_ratio_per_chip.trn3-compute metric:specified_ratio_per_chip.trn3-chip-bf16";

/// All claims in a table; the claims that a specification can be held against come first.
#[component]
pub fn Claims() -> impl IntoView {
    let mut claims: Vec<(usize, &'static Claim)> = CLAIMS.iter().enumerate().collect();
    sort_by_number(&mut claims, |(_, claim)| f64::from(u8::from(claim.specified_ratio().is_none())));
    let rows = claims.into_iter().map(|(place, claim)| view! { <ClaimRow claim=claim place=place /> });
    let rows = rows.collect::<Vec<_>>();
    let ratios = |id: &str| {
        let claim = CLAIMS.iter().find(|claim| claim.id == id);
        claim.map_or((0.0, None), |claim| (claim.ratio.value, claim.specified_ratio_per_chip()))
    };
    let ((claimed, chip), (_, bf16)) = (ratios("trn3-compute"), ratios("trn3-chip-bf16"));
    let finding = format!(
        "{} is a rack against a rack: chip for chip Trainium3 has {} the FP8 peak of Trainium2, and {} the BF16",
        times(Some(claimed)),
        times(chip),
        times(bf16)
    );
    view! {
        <section class="claims" aria-label="Claims against specifications">
            <h3>{sentence(text(|| TOLD), text(move || finding.clone()))}</h3>
            <p class="measure">
                "Vendors’ claims beside the ratios of the specifications, for the system that the claim is about "
                "(per UltraServer) and per chip; per watt: of peak FP8 and TDP, mostly estimates. “Credited” follows the input "
                "Vendor-claim credit. No claim enters another number, but for Trainium4, of which nothing else is known."
            </p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Claims, a table">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Claim"</th>
                            <th scope="col">"Claimed"</th>
                            <th scope="col">"Specified, system"</th>
                            <th scope="col">"Specified, per chip"</th>
                            <th scope="col">"Credited"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// "1.94×", or a dash.
fn times(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{}×", three_digits(ratio)))
}

#[component]
fn ClaimRow(claim: &'static Claim, place: usize) -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let told = move |of: MetricFamily| {
        let of = of.member(place);
        let told = text(move || times(state.read(|outcome| outcome.metrics.get(of).ok())));
        view! { <td><button type="button" data-ask=about(of)>{told}</button></td> }
    };
    view! {
        <tr>
            <th scope="row">
                <span class="claim-text"><b>{claim.claimant}</b> ": " {claim.statement}</span>
                <Badge of=claim.statement class=claim.ratio.class.word() open=open />
                {when(open.into(), move || view! {
                    <Answer to=Topic::Claim(claim.id) />
                }.into_any())}
            </th>
            <td><button type="button" data-ask=format!("fact:claim.{}", claim.id)>{times(Some(claim.ratio.value))}</button></td>
            {RATIOS.into_iter().map(told).collect::<Vec<_>>()}
        </tr>
    }
}
