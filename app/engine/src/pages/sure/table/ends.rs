//! The fields for the first and last value of a table's inputs, which are empty for the default range.

use super::{Asked, Fault};
use crate::pages::sure::About;
use maud::{Markup, html};
use model::analysis::grid::between;
use model::inputs::kinds::Kind;
use protocol::analysis::field;

/// The fields of an axis, 0 for the one across; none for a choice, of which all options are shown.
pub(super) fn fields(asked: &Asked, axis: usize, about: &About, faults: &[Fault]) -> Markup {
    let (input, name) = if axis == 0 { (asked.across, "Across") } else { (asked.down, "Down") };
    let (row, names) = (input.row(), about.scenario.names());
    if row.kind.is_chosen() {
        return html! {};
    }
    let usual = between(&about.scenario, input, about.ranged.settings());
    let shown = |value: f64| match row.kind {
        Kind::Month => input.show_in(names, value),
        _ => row.scale.write(value),
    };
    let fault = faults.iter().find_map(|fault| match fault {
        Fault::End { axis: of, end, why } if *of == axis => Some((*end, why.as_str())),
        _ => None,
    });
    let ends = ["from", "to"].into_iter().zip(field::ENDS).zip([usual.low, usual.high]).enumerate();
    let typed = asked.ends.get(axis).into_iter().flatten();
    let fault_id = format!("table-{axis}-fault");
    html! {
        @for ((end, ((word, field), usual)), typed) in ends.zip(typed) {
            @let is_at_fault = fault.is_some_and(|(of, _)| of == end);
            label.typed-target {
                (name) " " (word) @if !row.scale.symbol.is_empty() { ", " (row.scale.symbol) }
                input type="text" name={ (field) (input.id()) } id={ "table-" (axis) "-" (word) } value=(typed) placeholder=(shown(usual))
                    autocomplete="off" spellcheck="false" aria-invalid=[is_at_fault.then_some("true")]
                    aria-describedby=[is_at_fault.then_some(fault_id.as_str())];
            }
        }
        @if let Some((_, why)) = fault { p.fault id=(fault_id) data-say data-words { (why) ". Until then the table goes by itself here." } }
    }
}
