//! Names that a scenario's author gives: at present, only that of the author's own chip.

use crate::base::words::one_line;
use crate::facts::accelerator::{Accelerator, Vendor};
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::choices::Choices;
use std::sync::Arc;

/// The maximum length of the name of an own chip, in characters.
pub const LONGEST_CHIP_NAME: usize = 24;

/// The names of a scenario. Whoever displays the name of an input, a quantity or a chip must take it from here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    own_chip: Option<Named>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    written: Arc<str>,
    shown: Arc<str>,
}

impl Names {
    /// The names of a scenario whose author gives none, and of everything outside a scenario: "Own chip".
    pub const NEUTRAL: Names = Names { own_chip: None };

    /// Names with this name for the own chip; an empty text gives the default name. The text is reduced to one line of
    /// at most [`LONGEST_CHIP_NAME`] characters, without invisible characters and such as change the direction of text.
    pub fn with_own_chip(text: &str) -> Names {
        let written = one_line(text, LONGEST_CHIP_NAME);
        if written.is_empty() {
            return Names::NEUTRAL;
        }
        // The name must not pass for a chip of the catalogue.
        let is_taken = |chip: &Accelerator| !chip.is_own() && chip.name.eq_ignore_ascii_case(&written);
        let shown = match ACCELERATORS.iter().any(is_taken) {
            true => format!("{written} (own)"),
            false => written.clone(),
        };
        Names { own_chip: Some(Named { written: written.into(), shown: shown.into() }) }
    }

    /// The name that the author gave to the own chip; empty if none.
    pub fn own_chip(&self) -> &str {
        self.own_chip.as_ref().map_or("", |named| &named.written)
    }

    /// The displayed name of an accelerator, by its index; empty if it is not in the catalogue.
    pub fn chip(&self, chip: usize) -> &str {
        ACCELERATORS.get(chip).map_or("", |accelerator| self.accelerator(accelerator))
    }

    /// The displayed name of an accelerator.
    pub fn accelerator<'a>(&'a self, accelerator: &'a Accelerator) -> &'a str {
        self.own_chip.as_ref().filter(|_| accelerator.is_own()).map_or(accelerator.name, |named| &named.shown)
    }

    /// The displayed name of a vendor's accelerators as a group: "Trainium" for AWS.
    pub fn chips_of(&self, vendor: Vendor) -> &str {
        self.own_chip.as_ref().filter(|_| vendor == Vendor::Other).map_or(vendor.chips_name(), |named| &named.shown)
    }

    /// The same within a sentence: "the own chip" if the author gave it no name.
    pub fn chips_of_in_sentence(&self, vendor: Vendor) -> &str {
        match (vendor, &self.own_chip) {
            (Vendor::Other, None) => "the own chip",
            _ => self.chips_of(vendor),
        }
    }

    /// The name of an accelerator after an article: "own chip" if the author gave it no name.
    pub fn chip_behind_the(&self, chip: usize) -> &str {
        match (ACCELERATORS.get(chip), &self.own_chip) {
            (Some(accelerator), None) if accelerator.is_own() => "own chip",
            _ => self.chip(chip),
        }
    }

    /// The name of a maker of accelerators, where a drawing has a colour for each. For the own chip it is the chip's
    /// name, since its maker has no other chip.
    pub fn maker(&self, vendor: Vendor) -> &str {
        let mut own = ACCELERATORS.iter().filter(|accelerator| accelerator.vendor == vendor);
        match (own.next(), own.next()) {
            (Some(only), None) if only.is_own() => self.accelerator(only),
            _ => vendor.name(),
        }
    }

    /// The displayed words of a choice; empty if there is no choice with this index.
    pub fn choice(&self, choices: Choices, place: usize) -> &str {
        match choices {
            Choices::Accelerator => self.chip(place),
            _ => choices.get(place).map_or("", |choice| choice.label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> usize {
        ACCELERATORS.iter().position(Accelerator::is_own).expect("it is the last")
    }

    #[test]
    fn only_the_own_chip_is_called_as_its_author_says() {
        let names = Names::with_own_chip("  Zephyr\u{202e} 1\n");
        assert_eq!((names.own_chip(), names.chip(own())), ("Zephyr 1", "Zephyr 1"));
        assert_eq!((names.chips_of(Vendor::Other), names.chips_of(Vendor::Aws)), ("Zephyr 1", "Trainium"));
        assert_eq!(names.chips_of_in_sentence(Vendor::Other), "Zephyr 1");
        assert_eq!(names.chip_behind_the(own()), "Zephyr 1");
        assert_eq!((names.maker(Vendor::Other), names.maker(Vendor::Aws)), ("Zephyr 1", "AWS"));
        assert_eq!(names.choice(Choices::Accelerator, own()), "Zephyr 1");
        for (place, accelerator) in ACCELERATORS.iter().enumerate().filter(|(_, one)| !one.is_own()) {
            assert_eq!(names.chip(place), accelerator.name);
        }
        assert_eq!(names.choice(Choices::Ramp, 1), "S-curve");
        assert_eq!((names.chip(999), names.choice(Choices::Ramp, 9)), ("", ""));
    }

    #[test]
    fn without_a_name_it_is_the_own_chip() {
        for names in [Names::NEUTRAL, Names::with_own_chip(" \u{200b}\n")] {
            assert_eq!((names.own_chip(), names.chip(own())), ("", "Own chip"));
            assert_eq!((names.chip_behind_the(own()), names.chip_behind_the(0)), ("own chip", ACCELERATORS[0].name));
            assert_eq!(
                (names.chips_of_in_sentence(Vendor::Other), names.maker(Vendor::Other)),
                ("the own chip", "Own chip")
            );
        }
    }

    #[test]
    fn a_name_is_short_and_no_other_chips() {
        let long = Names::with_own_chip(&"é".repeat(99));
        assert_eq!(long.own_chip().chars().count(), LONGEST_CHIP_NAME);
        let taken = Names::with_own_chip("gb300");
        assert_eq!((taken.own_chip(), taken.chip(own())), ("gb300", "gb300 (own)"));
    }
}
