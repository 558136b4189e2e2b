//! Common misreadings, above the table of facts and with the facts that they concern.

use crate::pieces::ask;
use maud::{Markup, html};
use model::facts::misreadings::{MISREADINGS, Misreading};
use model::inputs::evidence::{Listed, entry};
use model::record::question::Question;

/// The misreadings of a fact.
pub(crate) fn of(listed: &Listed) -> impl Iterator<Item = &'static Misreading> {
    MISREADINGS.iter().filter(|misreading| misreading.facts.contains(&listed.id.as_str()))
}

/// All misreadings, folded away at first.
pub(crate) fn all() -> Markup {
    html! {
        details.misreadings data-words {
            summary data-count { "Often misread: " (MISREADINGS.len()) " numbers that are commonly got wrong" }
            dl {
                @for misreading in MISREADINGS {
                    div {
                        dt { s { (misreading.wrong) } }
                        dd {
                            (misreading.right) " "
                            span.kind {
                                @for (index, id) in misreading.facts.iter().enumerate() {
                                    @if index > 0 { " · " }
                                    (ask(&Question::Fact((*id).to_owned()), entry(id).map_or(*id, |listed| listed.name.as_str())))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
