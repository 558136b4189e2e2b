//! The compared scenarios in a link: a part for each of them, a part for how they are displayed, and one for the name
//! of the link's own scenario.

use super::letters::{read_text, write_text};
use super::own_chip::{self, OWN_CHIP};
use super::{BETWEEN_INPUTS, BETWEEN_PARTS, LinkFault, read_input, scenario_of, written};
use crate::inputs::kinds::Group;
use crate::share::compared::{Compared, Way, letter, place_of_letter};

/// The first letter of the part of a compared scenario.
pub(super) const COMPARED: char = 'C';
/// The first letter of the part that says how they are displayed.
pub(super) const WAY: char = 'V';
/// The first letter of a name: as a part the name of the link's own scenario, as the last item of a part that of a
/// compared one.
pub(super) const NAME: char = 'T';

/// Writes these parts; an empty text if there are no compared scenarios and no name.
pub(super) fn write(compared: &Compared) -> String {
    let mut body = String::new();
    for pinned in compared.pinned() {
        body += &format!("{BETWEEN_PARTS}{COMPARED}{}", written(pinned.scenario()));
        if !pinned.own_name().is_empty() {
            body.push(BETWEEN_INPUTS);
            body.push(NAME);
            body += &write_text(pinned.own_name());
        }
    }
    if compared.way() != Way::default() || compared.reference().is_some() {
        body.push(BETWEEN_PARTS);
        body.push(WAY);
        body.push(compared.way().code());
        body += &compared.reference().map_or("", letter).to_ascii_lowercase();
    }
    if !compared.own_name().is_empty() {
        body.push(BETWEEN_PARTS);
        body.push(NAME);
        body += &write_text(compared.own_name());
    }
    body
}

/// Reads a compared scenario: its baseline's code, its inputs as in the link's own part, the name of its own chip, and
/// its name. `false` if it cannot be added, or would be written otherwise.
pub(super) fn pin(compared: &mut Compared, rest: &str) -> Result<bool, LinkFault> {
    let form = |item: &str| LinkFault::Form(item.to_owned());
    let mut items = rest.split(BETWEEN_INPUTS).peekable();
    let code = items.next().unwrap_or_default();
    let (mut scenario, mut name, mut last) = (scenario_of(code)?, String::new(), None);
    while let Some(item) = items.next_if(|item| !item.starts_with([OWN_CHIP, NAME])) {
        let input = read_input(&mut scenario, item, &mut last)?;
        // The view is that of the link's scenario, and values of the baseline are not written.
        if input.row().group == Group::View || !scenario.is_changed(input) {
            return Err(form(item));
        }
    }
    own_chip::item(&mut scenario, &mut items).map_err(form)?;
    if let Some(item) = items.next() {
        name = item.strip_prefix(NAME).and_then(read_text).ok_or_else(|| form(item))?;
    }
    if let Some(item) = items.next() {
        return Err(form(item));
    }
    let pinned = compared.pin(&scenario, &name).and_then(|place| compared.pinned().get(place));
    // A name that would be stored in another form belongs to another link.
    Ok(pinned.is_some_and(|pinned| pinned.own_name() == name))
}

/// Reads how they are displayed; `None` if it would not be written like that.
pub(super) fn way(compared: &mut Compared, rest: &str) -> Option<()> {
    let code = rest.chars().next()?;
    let way = Way::ALL.into_iter().find(|way| way.code() == code)?;
    let marked = rest.get(code.len_utf8()..)?;
    let reference = match marked {
        "" => None,
        marked if marked.bytes().all(|sign| sign.is_ascii_lowercase()) => {
            Some(place_of_letter(&marked.to_ascii_uppercase())?)
        }
        _ => return None,
    };
    compared.show(way);
    compared.refer_to(reference);
    let is_default = way == Way::default() && reference.is_none();
    (!is_default && !compared.pinned().is_empty() && compared.reference() == reference).then_some(())
}

/// Reads the name of the link's own scenario; `None` if it would not be written like that.
pub(super) fn name(compared: &mut Compared, rest: &str) -> Option<()> {
    let name = read_text(rest)?;
    compared.rename_own(&name);
    (compared.own_name() == name).then_some(())
}

#[cfg(test)]
mod tests {
    use super::super::checksum::checksum;
    use super::super::{Link, read, write as write_alone, write_with};
    use super::*;
    use crate::input;
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::inputs::input::ParameterId;
    use crate::inputs::kinds::Kind;
    use crate::inputs::scenario::Scenario;
    use crate::run::outcome::run;
    use crate::share::compared::MOST;

    /// Pseudorandom numbers, the same in each run of the test.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, count: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % count.max(1)
        }

        fn scenario(&mut self) -> Scenario {
            let mut scenario = Scenario::of(&BASELINES[self.below(BASELINES.len())]);
            let inputs: Vec<ParameterId> = ParameterId::all().collect();
            for _ in 0..self.below(12) {
                let input = inputs[self.below(inputs.len())];
                let row = input.row();
                let whole = !matches!(row.kind, Kind::Number | Kind::Logarithmic);
                let value = row.min + (row.max - row.min) * self.below(1_000_001) as f64 / 1e6;
                scenario.set_nearest(input, if whole { value.round() } else { value });
            }
            scenario
        }

        fn name(&mut self) -> String {
            const SIGNS: [char; 18] =
                ['a', 'Z', 'X', ' ', '-', '.', '_', '~', '%', '&', 'ß', '€', '中', '🚀', '0', '"', '<', 'm'];
            (0..self.below(20)).map(|_| SIGNS[self.below(SIGNS.len())]).collect()
        }

        fn compared(&mut self) -> Compared {
            let mut compared = Compared::default();
            for _ in 0..self.below(MOST + 2) {
                let (scenario, name) = (self.scenario(), self.name());
                compared.pin(&scenario, &name);
            }
            if !compared.pinned().is_empty() {
                compared.show(Way::ALL[self.below(3)]);
                let count = compared.pinned().len();
                compared.refer_to(Some(self.below(count + 1)));
            }
            compared.rename_own(&self.name());
            compared
        }
    }

    /// Reading reverses writing, and each comparison has exactly one text.
    #[test]
    fn every_comparison_reads_back_as_it_was_written() {
        let mut dice = Dice(7);
        for _ in 0..600 {
            let (scenario, compared) = (dice.scenario(), dice.compared());
            let text = write_with(&scenario, &run(&scenario), &compared);
            assert!(text.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-.".contains(&sign)), "{text}");
            assert!(!text.contains("--") && !text.contains(".."), "{text}");
            let link = read(&text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
            assert_eq!((&link.scenario, &link.compared), (&scenario, &compared), "{text}");
            assert_eq!(write_with(&link.scenario, &run(&link.scenario), &link.compared), text);
        }
    }

    #[test]
    fn without_a_comparison_the_link_is_as_ever() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            let text = write_alone(&scenario, &outcome);
            assert_eq!(write_with(&scenario, &outcome, &Compared::default()), text);
            assert_eq!(read(&text).expect("its own link").compared, Compared::default());
        }
    }

    /// A link that was once released opens to the same comparison for ever.
    #[test]
    fn a_released_comparison_opens() {
        let link =
            read("?s=2.nv.HP2373P5995S5541U1626I1961X1K1034.Ctr.Cpb.Ctk-slN6.Vd.0bp1lku").expect("it was released");
        let ids: Vec<&str> = link.compared.pinned().iter().map(|one| one.scenario().baseline().id).collect();
        assert_eq!(
            (link.scenario.baseline().id, ids),
            ("all-nvidia", vec!["all-trainium3", "power-bound", "talks-2025-12"])
        );
        assert_eq!(link.compared.pinned()[2].scenario().get(input::SLIP), 6.0);
        assert_eq!((link.compared.way(), link.compared.reference()), (Way::Differences, None));
        assert_eq!(read_text("AllXvsZ2eZXTrainium3XZ20acZ").as_deref(), Some("All vs. Trainium3 €"));
    }

    fn some() -> (Scenario, Compared) {
        let mut scenario = Scenario::of(Baseline::by_id("all-nvidia").expect("exists"));
        let mut compared = Compared::default();
        compared.pin(&Scenario::of(Baseline::by_id("all-trainium3").expect("exists")), "All Trainium3");
        scenario.set(input::SLIP, 6.0).expect("it may");
        compared.pin(&scenario, "");
        compared.show(Way::Differences);
        compared.refer_to(Some(0));
        (scenario, compared)
    }

    /// A link that is cut or altered anywhere is refused; it never opens to another comparison.
    #[test]
    fn truncations_and_substitutes_are_refused() {
        let (scenario, compared) = some();
        let text = write_with(&scenario, &run(&scenario), &compared);
        for end in 0..text.len() {
            assert!(read(&text[..end]).is_err(), "{}", &text[..end]);
        }
        for at in 0..text.len() {
            for other in (0x21..0x7f_u8).map(char::from) {
                let altered = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                match read(&altered) {
                    Ok(link) => assert_eq!((link.scenario, link.compared), some(), "{altered}"),
                    Err(_) => assert_ne!(altered, text),
                }
            }
        }
    }

    /// Even with a correct checksum, what no release writes is refused: each comparison has one link.
    #[test]
    fn what_is_whole_but_not_as_it_would_be_written_is_refused() {
        let link = |body: &str| -> Result<Link, LinkFault> { read(&format!("{body}.{}", checksum(body))) };
        for good in ["2.tk.Cnv", "2.tk.slN3.Cnv-slN6-TX.Ct3.Vda.TMyXown", "2.tk.TZ20acZ"] {
            // The codes of two baselines, whatever they may be.
            let code = |id: &str| Baseline::by_id(id).expect(id).code;
            let good = good.replace("Cnv", &format!("C{}", code("all-nvidia")));
            let good = good.replace("Ct3", &format!("C{}", code("all-trainium3"))).replace("-TX", "-TA");
            assert!(link(&good).is_ok(), "{good}: {:?}", link(&good));
        }
        let nvidia = Baseline::by_id("all-nvidia").expect("exists").code;
        let c = format!("C{nvidia}");
        for bad in [
            format!("2.tk.{c}.{c}"),
            format!("2.tk.{c}.slN3"),
            format!("2.tk.{c}-slN0"),
            format!("2.tk.{c}-slN3-slN4"),
            format!("2.tk.{c}-aoN5"),
            format!("2.tk.{c}-T"),
            format!("2.tk.{c}-TA-slN3"),
            format!("2.tk.{c}-TX"),
            format!("2.tk.{c}-TZ41Z"),
            format!("2.tk.{c}-TZ0041Z"),
            format!("2.tk.{c}-TZd800Z"),
            format!("2.tk.{c}-TZ41"),
            format!("2.tk.{c}-T{}", "a".repeat(49)),
            format!("2.tk.{c}.Vo"),
            format!("2.tk.{c}.Vdb"),
            format!("2.tk.{c}.VdA"),
            format!("2.tk.{c}.Vx"),
            format!("2.tk.Vd.{c}"),
            "2.tk.Vd".to_owned(),
            "2.tk.T".to_owned(),
            "2.tk.TA.TB".to_owned(),
            format!("2.tk.TA.{c}"),
            "2.tk.Czz".to_owned(),
            "2.tk.C".to_owned(),
        ] {
            assert!(link(&bad).is_err(), "{bad}: {:?}", link(&bad));
        }
    }
}
