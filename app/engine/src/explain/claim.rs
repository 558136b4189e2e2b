//! What to know about a vendor's claim.

use crate::evidence;
use maud::{Markup, html};
use model::facts::claims::Claim;

/// Our note on the claim; class, measure and source of the claimed ratio.
pub(crate) fn answer(claim: &'static Claim) -> Markup {
    html! {
        @if !claim.note.is_empty() { p.source-note data-words { (claim.note) } }
        (evidence::of_fact(&claim.ratio))
    }
}
