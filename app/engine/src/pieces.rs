//! Small pieces of markup and of words that explanations, pages and tables share.

use maud::{Markup, Render, html};
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::inputs::evidence::Listed;
use model::record::question::Question;

/// A value with a unit in any case: what is counted is named.
pub(crate) fn shown(value: f64, unit: Unit) -> String {
    let text = show(value, unit).text();
    match unit {
        Unit::Chips => format!("{text} chips"),
        Unit::ChipsPerMonth => text.replace(" a month", " chips a month"),
        Unit::Weights => format!("{text} parameters"),
        // Before the first month there is none.
        Unit::Month if value < 0.0 => "no month".to_owned(),
        _ => text,
    }
}

/// What the number is called and comes to: the name of the dialog.
pub(crate) fn heading(name: &str, value: &str) -> Markup {
    html! { h2 id="asked" tabindex="-1" { span { (name) } " " b { (value) } } }
}

/// A button that asks.
pub(crate) fn ask(question: &Question, words: impl Render) -> Markup {
    html! { button.ask type="button" data-ask=(question.text()) { (words) } }
}

/// A class word as a badge.
pub(crate) fn badge(class: Option<Class>) -> Markup {
    let (word, meaning) = class.map_or(("yours", "Your value."), |class| (class.word(), class.meaning()));
    html! { span.badge data-class=(word) title=(meaning) { (word) } }
}

/// A fact's value as it is published, what is counted named.
pub(crate) fn of_fact(listed: &Listed) -> String {
    let text = listed.show();
    match listed.unit {
        Unit::Chips => format!("{text} chips"),
        _ => text,
    }
}

/// A note with a capital letter and a full stop.
pub(crate) fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if note.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// A number with its sign.
pub(crate) fn signed(value: f64) -> String {
    let text = three_digits(value);
    if value > 0.0 { format!("+{text}") } else { text }
}
