//! What was wrong here, and what has replaced it.

use crate::pieces::ask;
use maud::{Markup, html};
use model::facts::corrections::CORRECTIONS;
use model::inputs::evidence::entry;
use model::record::question::Question;

/// The whole page.
pub(crate) fn page() -> Markup {
    html! {
        h2 { "Corrections" }
        p.lead data-count {
            (CORRECTIONS.len()) " numbers or rules that stood here and were wrong, the newest first. A number that moved because a "
            "fact changed stands in the changelog of the release."
        }
        table.facts {
            caption.for-screen-readers { "Corrections" }
            thead {
                tr {
                    th scope="col" { "What" }
                    th scope="col" { "Was" }
                    th scope="col" { "Is" }
                    th scope="col" { "Why" }
                    th scope="col" { "Date" }
                }
            }
            tbody data-words {
                @for correction in CORRECTIONS {
                    tr {
                        th scope="row" {
                            (correction.what)
                            @for id in correction.facts {
                                @if let Some(listed) = entry(id) {
                                    " · " (ask(&Question::Fact((*id).to_owned()), listed.name.as_str()))
                                }
                            }
                        }
                        td data-label="Was" { (correction.was) }
                        td data-label="Is" { (correction.is) }
                        td data-label="Why" { (correction.why) }
                        td data-label="Date" { time datetime=(correction.date) { (correction.date) } }
                    }
                }
            }
        }
    }
}
