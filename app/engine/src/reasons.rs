//! The author's sources or reasons for inputs' values: worded the same wherever they are shown, and marked as the
//! author's.

use figures::place;
use maud::{Markup, html};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::run::outcome::Outcome;
use model::share::told::{AUTHORS_REASON, Place, Told};
use protocol::NotesValue;

/// The reasons of a scenario's author.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reasons(Told);

impl Reasons {
    /// Those that the page sends.
    pub(crate) fn of(sent: &NotesValue) -> Reasons {
        Reasons(sent.open())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.reasons().next().is_none()
    }

    /// The reason for an input's value; empty if there is none.
    pub(crate) fn text(&self, input: ParameterId) -> &str {
        self.0.reason_for(input).unwrap_or_default()
    }

    /// The same as HTML; `None` if there is none.
    pub(crate) fn markup(&self, input: ParameterId) -> Option<Markup> {
        let reason = self.0.reason_for(input)?;
        Some(html! { span.authors-reason data-words { (AUTHORS_REASON) ": " bdi { (reason) } } })
    }

    /// The author's notes to be printed, each after its place, except those that are printed beside their inputs;
    /// nothing if there are none.
    pub(crate) fn notes(&self, scenario: &Scenario, outcome: &Outcome, stands: impl Fn(ParameterId) -> bool) -> Markup {
        let is_left = |place: &Place| !matches!(place, Place::Input(input) if stands(*input));
        let place = |place: &Place| match (place::name_of(place, scenario, outcome), place) {
            (name, Place::Input(_)) => format!("{name}. {AUTHORS_REASON}"),
            (name, _) => name,
        };
        let left: Vec<_> = self.0.notes().iter().filter(|note| is_left(note.place())).collect();
        html! {
            @if !left.is_empty() {
                section.notes-list {
                    h2 { "Notes" }
                    ul { @for note in left { li { (place(note.place())) ": " bdi { (note.text()) } } } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::run::outcome::run;
    use model::share::shown::FigureCode;
    use tests_shared::scenarios::first_with;

    /// The notes of a month and of a chart, and of an input whose reason is not printed elsewhere, are listed; the
    /// others are not repeated.
    #[test]
    fn each_note_is_told_once() {
        let scenario = first_with(&[]);
        let outcome = run(&scenario);
        let input = |id: &str| ParameterId::parse(id).expect(id);
        let (pue, wacc) = (input("operations.pue"), model::input::WACC);
        let mut told = Told::default();
        let month = Place::month(25).expect("a month");
        let chart = Place::Figure(FigureCode::parse("fleet").expect("a code"));
        for (place, text) in
            [(month, "Power <b>"), (chart, "Chips"), (Place::Input(pue), "Air"), (Place::Input(wacc), "Debt")]
        {
            assert!(told.pin(place, text), "{text}");
        }
        let markup = Reasons(told).notes(&scenario, &outcome, |input| input == pue).into_string();
        assert!(markup.contains("<li>December 2027: <bdi>Power &lt;b&gt;</bdi></li>"), "{markup}");
        assert!(markup.contains("<li>Chart “") && markup.contains("<bdi>Chips</bdi>"), "{markup}");
        assert!(markup.contains("Author’s reason: <bdi>Debt</bdi>") && !markup.contains("Air"), "{markup}");
        assert!(Reasons::default().notes(&scenario, &outcome, |_| false).into_string().is_empty());
    }
}
