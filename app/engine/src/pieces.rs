//! Small pieces of HTML and of text that explanations, pages and tables share.

use maud::{Markup, Render, html};
use model::base::show::{show, show_closely};
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::inputs::evidence::Listed;
use model::record::formula::Part;
use model::record::question::Question;

/// A value that always has a unit: counts name what is counted.
pub(crate) fn shown(value: f64, unit: Unit) -> String {
    counted(show(value, unit).text(), value, unit)
}

/// A value in up to six significant digits; the element carries all digits, and its tooltip the unit.
pub(crate) fn exact(value: f64, unit: Unit) -> Markup {
    exact_as(counted(show_closely(value, unit).text(), value, unit), value, unit)
}

/// The same for a value with a text of its own, such as a choice.
pub(crate) fn exact_as(text: String, value: f64, unit: Unit) -> Markup {
    html! { data value=(value) title=(format!("{value} {}", unit.name())) { (text) } }
}

/// The text of a value, with the name of what is counted.
fn counted(text: String, value: f64, unit: Unit) -> String {
    match unit {
        Unit::Chips => chips(&text),
        Unit::ChipsPerMonth => text.replace(" a month", " chips a month"),
        Unit::Weights => format!("{text} parameters"),
        // There is no month before the first.
        Unit::Month if value < 0.0 => "no month".to_owned(),
        _ => text,
    }
}

/// A number's name and value, as the heading that names the dialog.
pub(crate) fn heading(name: &str, value: &str) -> Markup {
    html! { h2 id="asked" tabindex="-1" { span { (name) } " " b { (value) } } }
}

/// A button that asks a question.
pub(crate) fn ask(question: &Question, words: impl Render) -> Markup {
    html! { button.ask type="button" data-ask=(question.text()) { (words) } }
}

/// An evidence class as a badge.
pub(crate) fn badge(class: Option<Class>) -> Markup {
    let (word, meaning) = (Class::word_of(class), class.map_or("Your value.", Class::meaning));
    html! { span.badge data-class=(word) title=(meaning) { (word) } }
}

/// A fact's value as published; counts name what is counted.
pub(crate) fn of_fact(listed: &Listed) -> String {
    let text = listed.show();
    match listed.unit {
        Unit::Chips => chips(&text),
        _ => text,
    }
}

/// A number of chips.
fn chips(number: &str) -> String {
    if number == "1" { "1 chip".to_owned() } else { format!("{number} chips") }
}

/// A note as a sentence, with a capital letter and a full stop.
pub(crate) fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if note.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// A change in per cent with its sign: with two decimals, from ten on with one, from a hundred on with none.
pub(crate) fn percent(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.005 => 2,
        _ => return "under 0.01%".to_owned(),
    };
    let text = format!("{:.decimals$}", value.abs());
    let text = if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{}{text}%", if value < 0.0 { "−" } else { "+" })
}

/// Whether a change is given in the number's own unit: a percentage of a loss, or of a rate, would be confusing.
pub(crate) fn is_told_as_amount(value: f64, unit: Unit) -> bool {
    value < 0.0 || unit == Unit::SharePerYear
}

/// A change of a number by a percentage of its size, in words.
pub(crate) fn change(value: f64, percent_of_size: f64, unit: Unit) -> String {
    match is_told_as_amount(value, unit) {
        true => signed_amount(percent_of_size * value.abs() / 100.0, unit),
        false => percent(percent_of_size),
    }
}

/// A difference in its own unit with its sign; for shares in percentage points.
pub(crate) fn signed_amount(value: f64, unit: Unit) -> String {
    model::base::show::signed(value, unit, shown)
}

/// The value of a part of a formula.
pub(crate) fn value_of(part: &Part) -> String {
    match &part.question {
        Question::Input(_) => part.show(),
        // An accelerator may have been on sale before the first month.
        Question::Fact(_) if part.unit == Unit::Month => part.show(),
        _ => shown(part.value, part.unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_named_in_its_number() {
        assert_eq!(shown(1.0, Unit::Chips), "1 chip");
        assert_eq!(shown(2.0, Unit::Chips), "2 chips");
        assert_eq!(shown(422e3, Unit::Chips), "422k chips");
    }
}
