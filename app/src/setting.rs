//! Setting inputs from a button in an answer of the engine, such as a price that was found: with all digits.

use crate::browser::reference;
use crate::offer::Offer;
use crate::state::{Origin, State};
use crate::words;
use leptos::prelude::*;
use model::base::numbers::read_number;
use model::inputs::input::ParameterId;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;

impl State {
    /// Sets the inputs that a button names, `operations.pue=1.2;supplier.wacc=0.08`, as one step, and offers to undo
    /// it. All or none: a value that an input cannot have is never rounded to one that it can; nothing changes then.
    pub fn put(self, values: &str) {
        let set = self.scenario.with_untracked(|scenario| with(scenario, values));
        let (after, words) = match set {
            Ok(set) => set,
            Err(why) => (None, why),
        };
        let can_undo = after.is_some();
        if let Some(after) = after {
            self.change(Origin::Reader, |document| document.scenario = after);
        }
        self.show_offer(words, can_undo);
    }

    /// Shows a sentence over the page, or over the page of reference that is open.
    pub fn note(self, words: String) {
        self.show_offer(words, false);
    }

    /// Removes the sentence over the page if it offers nothing to undo, since it is out of date.
    pub fn unsay(self) {
        if self.offered.with_untracked(|offered| offered.as_ref().is_some_and(|offer| !offer.can_undo)) {
            self.withdraw_offer();
        }
    }

    /// Takes away what was said over the page and in a page of reference.
    pub(crate) fn withdraw_offer(self) {
        self.offered.set(None);
        reference::tell("");
    }

    fn show_offer(self, words: String, can_undo: bool) {
        self.say(words.clone());
        reference::tell(&words);
        self.offered.set(Some(Offer { words, carried: Vec::new(), names: Names::NEUTRAL, can_undo }));
    }
}

/// The scenario with these values, or `None` if it has them already, and a sentence on what was done. The error says
/// which value an input cannot have.
fn with(scenario: &Scenario, values: &str) -> Result<(Option<Scenario>, String), String> {
    let (mut after, mut told, names) = (scenario.clone(), Vec::new(), scenario.names());
    for one in values.split(';') {
        let (id, value) = one.split_once('=').unwrap_or((one, ""));
        let (input, value) = ParameterId::parse(id).zip(read_number(value)).ok_or(words::changes::CANNOT_BE_SET)?;
        after.set(input, value).map_err(|why| words::changes::nothing_changed(&why.to_string()))?;
        told.push(format!("{} {}", input.name_in(names), input.show_in(names, value)));
    }
    let told = told.join(", ");
    Ok(match after == *scenario {
        true => (None, words::changes::so_already(&told)),
        false => (Some(after), words::changes::set(&told)),
    })
}

#[cfg(test)]
mod tests {
    use super::with;
    use model::input;
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;

    #[test]
    fn all_are_set_to_the_bit_or_none() {
        let first = Scenario::of(Baseline::first());
        let value = 1.0 + 1.0 / 7.0;
        let (after, words) = with(&first, &format!("operations.pue={value};supplier.wacc=0.1")).expect("it may be");
        let after = after.expect("it is another");
        assert_eq!((after.get(input::PUE), after.get(input::WACC)), (value, 0.1));
        assert_eq!(words, "Set: PUE 1.14×, Cost of capital 10% a year.");
        assert_eq!(with(&after, &format!("operations.pue={value}")).map(|(after, _)| after), Ok(None));
        for bad in ["operations.pue=99", "operations.pue=1.2;supplier.wacc=7", "operations.pue=", "nothing=1", ""] {
            assert!(with(&first, bad).is_err(), "{bad}");
        }
    }
}
