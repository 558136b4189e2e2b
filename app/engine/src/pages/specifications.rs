//! Chips of which only specifications are known, and what is missing before they could be chosen.

use crate::evidence;
use crate::pieces::ask;
use maud::{Markup, html};
use model::base::show::show;
use model::facts::specifications::{SPECIFICATIONS, Specification};
use model::record::question::Question;

/// All of them, folded away at first.
pub(crate) fn all() -> Markup {
    html! {
        details.specified {
            summary data-count { "Specifications only: " (SPECIFICATIONS.len()) " accelerators that no phase can be built of, and which facts are missing" }
            table.facts {
                caption.for-screen-readers { "Accelerators known by specifications only" }
                thead { tr { @for head in ["Accelerator", "What is published", "What is missing"] { th scope="col" { (head) } } } }
                tbody { @for chip in SPECIFICATIONS { (row(chip)) } }
            }
        }
    }
}

fn row(chip: &'static Specification) -> Markup {
    html! {
        tr {
            th scope="row" {
                b { (chip.name) } " " span.kind { (chip.maker) }
                @if !chip.note.is_empty() { p data-words { (chip.note) } }
            }
            td data-label="Published" {
                ul {
                    @for (key, what, fact) in chip.facts() {
                        li {
                            (what) " " (ask(&Question::Fact(format!("accelerator.{}.{key}", chip.id)), show(fact.value, fact.unit).text()))
                            (evidence::of_fact(fact))
                        }
                    }
                }
            }
            td data-label="Missing" { (chip.missing().collect::<Vec<_>>().join(", ")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::evidence::entry;

    #[test]
    fn every_specification_stands_and_what_is_missing_is_said() {
        let markup = all().into_string();
        for chip in SPECIFICATIONS {
            let row = row(chip).into_string();
            assert!(markup.contains(&row) && row.contains(chip.name), "{}", chip.id);
            for missing in chip.missing() {
                assert!(row.contains(missing), "{}: {missing}", chip.id);
            }
            for (key, _, fact) in chip.facts() {
                let id = format!("accelerator.{}.{key}", chip.id);
                assert!(row.contains(&format!("data-ask=\"fact:{id}\"")), "{id}");
                assert!(entry(&id).is_some_and(|listed| listed.value == fact.value), "{id}");
            }
        }
    }
}
