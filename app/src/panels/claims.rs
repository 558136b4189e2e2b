//! What vendors claim, beside what their specifications give.

use crate::components::answer::Answer;
use crate::components::badge::Badge;
use crate::components::explain::about;
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
    MetricFamily::of(Of::Claim, "specified_ratio"),
    MetricFamily::of(Of::Claim, "specified_ratio_per_chip"),
    MetricFamily::of(Of::Claim, "credited_ratio"),
];

/// All claims in a table; the claims that a specification can be held against come first.
#[component]
pub fn Claims() -> impl IntoView {
    let mut claims: Vec<(usize, &'static Claim)> = CLAIMS.iter().enumerate().collect();
    sort_by_number(&mut claims, |(_, claim)| f64::from(u8::from(claim.specified_ratio().is_none())));
    let rows = claims.into_iter().map(|(place, claim)| view! { <ClaimRow claim=claim place=place /> });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <section class="claims" aria-label="Claims against specifications">
            <h3>"4.4× is a rack against a rack: chip for chip Trainium3 has 1.94× the FP8 peak of Trainium2, and the same BF16"</h3>
            <p class="measure">
                "Vendors’ claims beside the ratios of their own specifications, for the system that the claim is about "
                "(per UltraServer) and per chip. “Credited” follows the input Vendor-claim credit; no claim enters any other number."
            </p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Claims">
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

#[component]
fn ClaimRow(claim: &'static Claim, place: usize) -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let ratio = |ratio: Option<f64>| ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{}×", three_digits(ratio)));
    let told = move |of: MetricFamily| {
        let of = of.member(place);
        let told = text(move || ratio(state.read(|outcome| outcome.metrics.get(of).ok())));
        view! { <td><button type="button" data-ask=about(of)>{told}</button></td> }
    };
    view! {
        <tr>
            <th scope="row">
                <span class="claim-text"><b>{claim.claimant}</b> ": " {claim.statement}</span>
                <Badge of=claim.statement class=claim.ratio.class.word() open=open />
                {when(open.into(), move || view! {
                    <Answer to=format!("claim:{}", claim.id) />
                }.into_any())}
            </th>
            <td><button type="button" data-ask=format!("fact:claim.{}", claim.id)>{ratio(Some(claim.ratio.value))}</button></td>
            {RATIOS.into_iter().map(told).collect::<Vec<_>>()}
        </tr>
    }
}
