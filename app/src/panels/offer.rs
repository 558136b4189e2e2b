//! The line that reports an action and offers to undo it. It lies over the page, so that nothing shifts when it
//! appears.

use crate::browser::leaving::Step;
use crate::state::use_state;
use crate::view::block;
use crate::words;
use leptos::prelude::*;

/// The line, which disappears with the next change. `over` is true for the instance within the dialog of reference
/// pages, which is shown only while that is open, because everything outside a modal dialog is inert.
pub fn offer_line(over: bool) -> impl IntoView {
    let state = use_state();
    block(move || {
        let is_here = (state.reading.get() != 0) == over;
        let Some(offer) = state.offered.get().filter(|_| is_here) else { return ().into_any() };
        let carry = (!offer.carried.is_empty()).then(|| {
            let (carried, names) = (offer.carried.clone(), offer.names.clone());
            view! {
                <button type="button" class="quiet" on:click=move |_| state.carry_over(&carried, &names)>{words::changes::CARRY_OVER}</button>
            }
        });
        let undo = offer.can_undo.then(|| {
            view! { <button type="button" class="quiet" aria-label=words::changes::UNDO_THIS on:click=move |_| state.step(Step::Undo)>{words::everywhere::UNDO}</button> }
        });
        view! {
            <div class="offer" role="group" aria-label=words::changes::WHAT_WAS_DONE>
                <p data-count>{offer.words}</p>
                {undo}
                {carry}
                <button type="button" class="quiet" aria-label=words::everywhere::CLOSE on:click=move |_| state.withdraw_offer()>"×"</button>
            </div>
        }
        .into_any()
    })
}
