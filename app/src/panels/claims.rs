//! The table of vendors' claims, beside what their specifications give.

use crate::components::answer::Answer;
use crate::components::badge::Badge;
use crate::components::frame::{part, sentence, words};
use crate::components::topic::Topic;
use crate::state::use_state;
use crate::view::{text, when};
use crate::words;
use figures::definitions::{CLAIMS, claims_in_order};
use figures::grid::GridCell;
use figures::{Plot, Subjects};
use leptos::prelude::*;
use model::facts::claims::Claim;

/// All claims as a table, in the order of the figure.
#[component]
pub fn Claims() -> impl IntoView {
    let state = use_state();
    let words = words(Signal::stored(&CLAIMS));
    let cells = Memo::new(move |_| part(state, cells));
    let rows = claims_in_order().into_iter().enumerate();
    let rows = rows.map(|(row, (_, claim))| view! { <ClaimRow claim=claim row=row cells=cells /> });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <section class="claims" aria-label=words::charts::CLAIMS_SECTION>
            <h3 inner_html=sentence(words, |words| &words.finding)></h3>
            <p class="measure" inner_html=sentence(words, |words| &words.measure)></p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=words::charts::CLAIMS_TABLE>
                <table>
                    <thead>
                        <tr>{words::charts::CLAIMS_HEADS.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The cells beside each claim, row by row.
fn cells(subjects: &Subjects<'_>) -> Vec<Vec<GridCell>> {
    match (CLAIMS.plot)(subjects) {
        Plot::Grid(grid) => grid.rows.into_iter().map(|row| row.cells).collect(),
        _ => Vec::new(),
    }
}

#[component]
fn ClaimRow(claim: &'static Claim, row: usize, cells: Memo<Vec<Vec<GridCell>>>) -> impl IntoView {
    let open = RwSignal::new(false);
    // The questions of the cells are the same for every scenario; only their texts change.
    let count = cells.with_untracked(|cells| cells.get(row).map_or(0, Vec::len));
    let read = move |column: usize| {
        cells.with(|cells| match cells.get(row).and_then(|cells| cells.get(column)) {
            Some(GridCell::Value { text, question }) => (text.clone(), question.clone()),
            _ => ("–".to_owned(), String::new()),
        })
    };
    let cells = (0..count).map(|column| {
        let asks = untrack(|| read(column).1);
        view! { <td><button type="button" data-ask=asks>{text(move || read(column).0)}</button></td> }
    });
    view! {
        <tr>
            <th scope="row">
                <span class="claim-text"><b>{claim.claimant}</b> ": " {claim.statement}</span>
                <Badge of=claim.statement class=claim.ratio.class.word() open=open />
                {when(open.into(), move || view! {
                    <Answer to=Topic::Claim(claim.id) />
                }.into_any())}
            </th>
            {cells.collect::<Vec<_>>()}
        </tr>
    }
}
