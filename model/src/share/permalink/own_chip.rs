//! The name of the own chip in a link: a part for the link's own scenario, an item after the inputs for a compared
//! scenario or a step of a story.

use super::letters::{read_text, write_text};
use crate::inputs::scenario::Scenario;
use std::iter::Peekable;

/// The first letter of the part or item.
pub(super) const OWN_CHIP: char = 'O';

/// Writes the name after a separator; an empty text if there is no name.
pub(super) fn write(behind: char, scenario: &Scenario) -> String {
    match scenario.names().own_chip() {
        "" => String::new(),
        name => format!("{behind}{OWN_CHIP}{}", write_text(name)),
    }
}

/// Reads the name as [`write`] writes it. `None` if it would be stored in another form: each document has one link.
pub(super) fn read(scenario: &mut Scenario, rest: &str) -> Option<()> {
    let name = read_text(rest)?;
    scenario.name_own_chip(&name);
    (scenario.names().own_chip() == name).then_some(())
}

/// Reads the name if it is the next item; the error is an item that cannot be read.
pub(super) fn item<'a>(
    scenario: &mut Scenario,
    items: &mut Peekable<impl Iterator<Item = &'a str>>,
) -> Result<(), &'a str> {
    let Some(item) = items.next_if(|item| item.starts_with(OWN_CHIP)) else { return Ok(()) };
    item.strip_prefix(OWN_CHIP).and_then(|rest| read(scenario, rest)).ok_or(item)
}

#[cfg(test)]
mod tests {
    use super::super::checksum::checksum;
    use super::super::{Beside, Link, LinkFault, read, write_all};
    use super::*;
    use crate::input;
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::inputs::names::LONGEST_CHIP_NAME;
    use crate::run::outcome::run;
    use crate::share::compared::Compared;
    use crate::share::ranged::Ranged;
    use crate::share::shown::Shown;
    use crate::share::told::Told;

    fn named(name: &str) -> Scenario {
        let mut scenario = Scenario::of(Baseline::first());
        scenario.set_nearest(input::SLIP, 3.0);
        scenario.name_own_chip(name);
        scenario
    }

    /// Every scenario in a document may have its own name for the chip, and keeps it.
    #[test]
    fn every_scenario_of_a_link_keeps_its_own_name() {
        for name in ["Zephyr 1", "A", "Åsa’s <b>chip</b>, 漢字", "XZ.-O", &"9".repeat(LONGEST_CHIP_NAME)] {
            let scenario = named(name);
            let (mut compared, mut told) = (Compared::default(), Told::default());
            compared.pin(&named("Another"), "Theirs").expect("there is room");
            compared.pin(&named(""), "").expect("there is room");
            assert!(
                told.add_step(&named("Of a step"), &Shown::Brief, "First")
                    && told.add_step(&scenario, &Shown::Explore, "")
            );
            let beside =
                Beside { compared: &compared, told: &told, ranged: &Ranged::default(), shown: &Shown::Explore };
            let text = write_all(&scenario, &run(&scenario), beside);
            let link = read(&text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
            assert_eq!((&link.scenario, &link.compared, &link.told), (&scenario, &compared, &told), "{text}");
            assert_eq!(link.scenario.names().own_chip(), name);
            assert_eq!(link.compared.pinned()[0].scenario().names().own_chip(), "Another");
            assert_eq!(link.told.story()[0].scenario.names().own_chip(), "Of a step");
        }
    }

    #[test]
    fn without_a_name_there_is_no_part() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            assert!(!super::super::write(&scenario, &run(&scenario)).contains(".O"), "{}", baseline.id);
        }
    }

    /// A link that was once released opens to the same name for ever.
    #[test]
    fn a_released_name_opens() {
        let link = read(&format!("{RELEASED}.{}", checksum(RELEASED))).expect("it was released");
        assert_eq!(link.scenario.names().own_chip(), "Zephyr 1 (draft)");
        assert_eq!(link.compared.pinned()[0].scenario().names().own_chip(), "B");
    }

    const RELEASED: &str = "2.tk.slN3.OZ5aZephyrX1XZ28ZdraftZ29Z.Cnv-slN6-OB-TMine";

    /// Even with a correct checksum, what no release writes is refused.
    #[test]
    fn what_would_be_kept_otherwise_is_refused() {
        let link = |body: &str| -> Result<Link, LinkFault> { read(&format!("{body}.{}", checksum(body))) };
        for good in ["2.tk.OZ5aZephyr", "2.tk.slN3.OA.Cnv-OA", "2.tk.Cnv-OA-TB", "2.tk.Ptk-OA-Sb-TB"] {
            assert!(link(good).is_ok(), "{good}: {:?}", link(good));
        }
        for bad in [
            "2.tk.O",
            "2.tk.OX",
            "2.tk.OXA",
            "2.tk.OZ41Z",
            "2.tk.OAZ202eZ",
            "2.tk.OA.OB",
            "2.tk.Cnv.OA",
            "2.tk.Cnv-O",
            "2.tk.Cnv-OA-slN3",
            "2.tk.Cnv-OA-OB",
            "2.tk.Cnv-TB-OA",
            "2.tk.Ptk-Sb-OA",
            &format!("2.tk.O{}", "a".repeat(LONGEST_CHIP_NAME + 1)),
        ] {
            assert!(link(bad).is_err(), "{bad}: {:?}", link(bad));
        }
    }
}
