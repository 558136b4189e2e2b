//! Scenarios that stand beside the one that a reader works on: which, what they are called, and how they are shown.

use crate::base::words::{first_free, how_many, one_line};
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;

/// How many scenarios can stand beside one.
pub const MOST: usize = 6;
/// How many characters a name has at most.
pub const LONGEST_NAME: usize = 48;
/// How many changes an unnamed scenario is told by.
const TOLD: usize = 2;

/// How others are shown beside a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As lines in the same drawings.
    #[default]
    Overlaid,
    /// As differences to one of them.
    Differences,
    /// In small drawings of their own, on the same scale.
    Multiples,
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 3] = [Way::Overlaid, Way::Differences, Way::Multiples];

    /// Stable id, in forms.
    pub const fn id(self) -> &'static str {
        match self {
            Way::Overlaid => "overlay",
            Way::Differences => "differences",
            Way::Multiples => "multiples",
        }
    }

    /// Its letter in links.
    pub const fn code(self) -> char {
        match self {
            Way::Overlaid => 'o',
            Way::Differences => 'd',
            Way::Multiples => 'm',
        }
    }
}

/// A scenario that stands beside another.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    name: String,
    scenario: Scenario,
}

impl Pinned {
    /// The name that a reader gave it; empty where nobody did.
    pub fn own_name(&self) -> &str {
        &self.name
    }

    /// The scenario, looked at as its baseline is: it follows the months of the one that it stands beside.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}

/// What stands beside a scenario, and how: at most [`MOST`] others, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    name: String,
    pinned: Vec<Pinned>,
    way: Way,
    reference: Option<usize>,
}

impl Compared {
    /// What the reader calls the scenario itself; empty where nobody gave it a name.
    pub fn own_name(&self) -> &str {
        &self.name
    }

    /// The scenarios beside it, in their order: the first is A.
    pub fn pinned(&self) -> &[Pinned] {
        &self.pinned
    }

    /// What those beside it are called, in their order: each by the name that a reader gave it, or by what it is and the
    /// others are not.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.pinned.iter().map(|pinned| self.called(&pinned.name, &pinned.scenario))
    }

    /// What the scenario itself is called beside them.
    pub fn name_of(&self, scenario: &Scenario) -> String {
        self.called(&self.name, scenario)
    }

    /// What the scenario is called where it stands alone: by its author, else by its baseline.
    pub fn title_of(&self, scenario: &Scenario) -> String {
        if self.name.is_empty() { scenario.title() } else { self.name.clone() }
    }

    fn called(&self, name: &str, scenario: &Scenario) -> String {
        match name {
            "" => described(scenario, self.pinned.iter().map(Pinned::scenario)),
            name => name.to_owned(),
        }
    }

    /// How they are shown.
    pub fn way(&self) -> Way {
        self.way
    }

    /// The place of the one that differences are to; none for the scenario's own baseline.
    pub fn reference(&self) -> Option<usize> {
        self.reference
    }

    /// Where a scenario stands among the others, whatever the months it is looked at.
    pub fn place_of(&self, scenario: &Scenario) -> Option<usize> {
        let sought = without_view(scenario);
        self.pinned.iter().position(|pinned| pinned.scenario == sought)
    }

    /// Whether one more has room.
    pub fn has_room(&self) -> bool {
        self.pinned.len() < MOST
    }

    /// Puts a scenario beside the others. Its place, or `None` where it stands there already or there is no room.
    pub fn pin(&mut self, scenario: &Scenario, name: &str) -> Option<usize> {
        if !self.has_room() || self.place_of(scenario).is_some() {
            return None;
        }
        self.pinned.push(Pinned { name: cleaned(name), scenario: without_view(scenario) });
        Some(self.pinned.len() - 1)
    }

    /// A name for one that comes to stand beside the scenario: this one, with a number behind it where another one there is
    /// called so. Of an empty one nothing.
    pub fn free(&self, name: &str) -> String {
        let name = cleaned(name);
        if name.is_empty() {
            return name;
        }
        first_free(&name, LONGEST_NAME, |name| self.names().any(|other| other == name))
    }

    /// Takes one away; those behind it move up. One that does not exist changes nothing.
    pub fn remove(&mut self, place: usize) {
        if place >= self.pinned.len() {
            return;
        }
        self.pinned.remove(place);
        self.reference = match self.reference {
            Some(marked) if marked == place => None,
            Some(marked) if marked > place => Some(marked - 1),
            marked => marked,
        };
        if self.pinned.is_empty() {
            self.way = Way::default();
        }
    }

    /// Gives one a name, or takes it away with an empty one.
    pub fn rename(&mut self, place: usize, name: &str) {
        if let Some(pinned) = self.pinned.get_mut(place) {
            pinned.name = cleaned(name);
        }
    }

    /// Gives the scenario itself a name, or takes it away with an empty one.
    pub fn rename_own(&mut self, name: &str) {
        self.name = cleaned(name);
    }

    /// Shows them in another way.
    pub fn show(&mut self, way: Way) {
        self.way = way;
    }

    /// Marks the one that differences are to; none is the scenario's own baseline, and so is one that does not exist.
    pub fn refer_to(&mut self, place: Option<usize>) {
        self.reference = place.filter(|place| *place < self.pinned.len());
    }

    /// Changes places: one that stood beside the scenario is given back, looked at as that was, and the scenario takes
    /// its place; where that stands beside already, it stays there, and the place is gone. Names go with the scenarios.
    /// `None` for a place that does not exist, or has the scenario itself.
    pub fn swap(&mut self, place: usize, scenario: &Scenario) -> Option<Scenario> {
        let there = self.place_of(scenario);
        let Pinned { name, scenario: out } = self.pinned.get(place).filter(|_| there != Some(place))?.clone();
        let own = std::mem::replace(&mut self.name, name);
        if there.is_some() {
            self.remove(place);
        } else if let Some(pinned) = self.pinned.get_mut(place) {
            *pinned = Pinned { name: own, scenario: without_view(scenario) };
        }
        Some(out.with_view_of(scenario))
    }
}

/// The letter of a place: A for the first.
pub fn letter(place: usize) -> &'static str {
    ["A", "B", "C", "D", "E", "F"].get(place).copied().unwrap_or("")
}

/// The place that a letter stands for.
pub fn place_of_letter(text: &str) -> Option<usize> {
    (0..MOST).find(|place| letter(*place) == text)
}

/// What a scenario is, in a few words: its baseline, and what differs from it; first of all what sets it apart from
/// `others` on the same baseline.
pub fn described<'a>(scenario: &Scenario, others: impl IntoIterator<Item = &'a Scenario>) -> String {
    told_by(scenario, &by_what_sets_apart(scenario, others), TOLD)
}

/// The same in so many signs: of its changes as many are told as have room, each whole.
pub fn described_in(scenario: &Scenario, most: usize) -> String {
    let changed = by_what_sets_apart(scenario, []);
    let tellings = (0..=TOLD).rev().map(|told| told_by(scenario, &changed, told));
    let fits = |telling: &String| telling.chars().count() <= most;
    tellings.into_iter().find(fits).unwrap_or_else(|| scenario.baseline().name.to_owned())
}

/// What differs from the baseline; first of all what sets a scenario apart from `others` on the same baseline.
fn by_what_sets_apart<'a>(scenario: &Scenario, others: impl IntoIterator<Item = &'a Scenario>) -> Vec<ParameterId> {
    let mut changed: Vec<ParameterId> = scenario.own_changes().collect();
    let mut alike: Vec<&Scenario> =
        others.into_iter().filter(|other| other.baseline().id == scenario.baseline().id).collect();
    let is_same = |other: &Scenario, input: ParameterId| other.get(input) == scenario.get(input);
    for place in 0..TOLD.min(changed.len()) {
        // What is told leaves fewer that the scenario could be taken for; of equals the first.
        let set_apart = |input: ParameterId| alike.iter().filter(|other| !is_same(other, input)).count();
        let rest = &mut changed[place..];
        let best = (0..rest.len()).rev().max_by_key(|at| set_apart(rest[*at])).unwrap_or(0);
        rest[..=best].rotate_right(1);
        alike.retain(|other| is_same(other, rest[0]));
    }
    changed
}

/// A scenario by its baseline and the first of its changes, so many of them.
fn told_by(scenario: &Scenario, changed: &[ParameterId], most: usize) -> String {
    let (name, names) = (scenario.baseline().name, scenario.names());
    let told = changed.iter().take(most);
    let told = told.map(|input| format!("{} {}", input.name_in(names), input.show_in(names, scenario.get(*input))));
    let told = told.collect::<Vec<_>>().join(", ");
    match (changed.len(), most) {
        (0, _) => name.to_owned(),
        (count, 0) => format!("{name}: {}", how_many(count, "change")),
        (count, most) if count <= most => format!("{name}: {told}"),
        (count, most) => format!("{name}: {told} and {} more", count - most),
    }
}

/// The same scenario, looked at as its baseline is.
fn without_view(scenario: &Scenario) -> Scenario {
    let mut bare = scenario.clone();
    ParameterId::all().filter(|input| input.row().group == Group::View).for_each(|input| bare.reset(input));
    bare
}

/// A name as it is kept: in one line, without what hides something or turns the direction of reading, and not too long.
pub(crate) fn cleaned(name: &str) -> String {
    one_line(name, LONGEST_NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;
    use crate::inputs::baselines::{BASELINES, Baseline};

    fn of(id: &str) -> Scenario {
        Scenario::of(Baseline::by_id(id).expect(id))
    }

    #[test]
    fn each_stands_there_once_and_six_at_most() {
        let mut compared = Compared::default();
        let places: Vec<_> = BASELINES.iter().map(|baseline| compared.pin(&Scenario::of(baseline), "")).collect();
        assert!(BASELINES.len() > MOST);
        assert_eq!(places.iter().flatten().count(), MOST);
        compared.remove(2);
        assert_eq!(compared.pin(&Scenario::of(&BASELINES[0]), ""), None, "it stands there");
        let mut seen_otherwise = Scenario::of(&BASELINES[0]);
        seen_otherwise.set(input::AS_OF, 5.0).expect("it may");
        assert_eq!(compared.place_of(&seen_otherwise), Some(0));
        assert_eq!(compared.pin(&Scenario::of(&BASELINES[2]), "Again"), Some(MOST - 1));
    }

    #[test]
    fn the_reference_stays_the_same_scenario() {
        let mut compared = Compared::default();
        for baseline in &BASELINES[..4] {
            compared.pin(&Scenario::of(baseline), "");
        }
        compared.refer_to(Some(2));
        compared.remove(0);
        assert_eq!(compared.reference(), Some(1));
        compared.remove(2);
        assert_eq!(compared.reference(), Some(1));
        compared.remove(1);
        assert_eq!(compared.reference(), None);
        compared.refer_to(Some(3));
        assert_eq!(compared.reference(), None, "there is no such place");
    }

    #[test]
    fn what_changes_places_keeps_its_name_and_the_months_stay() {
        let mut present = of("all-nvidia");
        present.set(input::AS_OF, 7.0).expect("it may");
        let mut compared = Compared::default();
        compared.pin(&of("all-trainium3"), "Trainium");
        compared.rename_own("Mine");
        let out = compared.swap(0, &present).expect("it is there");
        assert_eq!((out.baseline().id, out.get(input::AS_OF)), ("all-trainium3", 7.0));
        assert_eq!((compared.own_name(), compared.pinned()[0].own_name()), ("Trainium", "Mine"));
        let back = compared.swap(0, &out).expect("it is there");
        assert_eq!(back, present);
        assert_eq!(compared.swap(1, &back), None);
        // It cannot stand there twice: what it leaves is gone, and nothing is lost.
        compared.pin(&present, "");
        assert_eq!(compared.swap(1, &present), None, "it is the scenario");
        let out = compared.swap(0, &present).expect("it is there");
        assert_eq!((out.baseline().id, compared.pinned().len()), ("all-trainium3", 1));
        assert_eq!(compared.place_of(&present), Some(0));
    }

    #[test]
    fn names_are_short_and_in_one_line() {
        let mut compared = Compared::default();
        compared.pin(&of("all-nvidia"), "");
        let name = |compared: &Compared| compared.names().next().expect("it is there");
        assert_eq!(name(&compared), of("all-nvidia").baseline().name);
        compared.rename(0, " a\n b\u{7} ");
        assert_eq!(name(&compared), "a  b");
        compared.rename(0, &"x".repeat(99));
        assert_eq!(name(&compared).len(), LONGEST_NAME);
        let mut changed = of("all-nvidia");
        changed.set(input::SLIP, 6.0).expect("it may");
        assert!(described(&changed, []).ends_with(": Schedule slip 6\u{202f}months"), "{}", described(&changed, []));
        changed.set(input::PUE, 1.3).expect("it may");
        changed.set(input::WACC, 0.1).expect("it may");
        assert!(described(&changed, []).ends_with(" and 1 more"), "{}", described(&changed, []));
    }

    #[test]
    fn one_that_comes_takes_a_name_that_is_free() {
        let mut compared = Compared::default();
        let long = "x".repeat(LONGEST_NAME);
        for (id, name, taken) in [
            ("all-nvidia", "Mine", "Mine"),
            ("all-trainium3", " Mine ", "Mine (2)"),
            ("none", "", ""),
            ("power-bound", &long, &long),
            ("openai-amd", &long, &format!("{} (2)", "x".repeat(LONGEST_NAME - 4))),
        ] {
            let free = compared.free(name);
            compared.pin(&of(id), &free);
            assert_eq!(compared.pinned().last().map(Pinned::own_name), Some(taken), "{name}");
        }
    }

    #[test]
    fn what_has_no_room_is_left_out_whole() {
        let mut changed = of("all-nvidia");
        assert_eq!(described_in(&changed, 80), described(&changed, []));
        for (input, value) in [(input::SLIP, 6.0), (input::PUE, 1.3), (input::WACC, 0.1)] {
            changed.set(input, value).expect("it may");
        }
        let name = changed.baseline().name;
        let length = |text: &str| text.chars().count();
        let two = described(&changed, []);
        assert_eq!(described_in(&changed, length(&two)), two);
        let one = described_in(&changed, length(&two) - 1);
        assert_eq!(one, format!("{name}: Schedule slip 6\u{202f}months and 2 more"));
        assert_eq!(described_in(&changed, length(&one) - 1), format!("{name}: 3 changes"));
        assert_eq!(described_in(&changed, length(name)), name);
    }

    /// Scenarios that differ only in a later change were called the same.
    #[test]
    fn names_begin_with_what_sets_scenarios_apart() {
        let mut compared = Compared::default();
        let pinned = |pue: f64, wacc: f64, slip: f64| {
            let mut scenario = of("all-nvidia");
            for (input, value) in [(input::SLIP, slip), (input::PUE, pue), (input::WACC, wacc)] {
                scenario.set(input, value).expect("it may");
            }
            scenario
        };
        for (pue, wacc, slip) in [(1.3, 0.1, 3.0), (1.3, 0.12, 3.0), (1.4, 0.1, 3.0)] {
            compared.pin(&pinned(pue, wacc, slip), "");
        }
        let names: Vec<String> = compared.names().collect();
        let expected = [
            "PUE 1.3×, Cost of capital 10% a year and 1 more",
            "Cost of capital 12% a year, Schedule slip 3 months and 1 more",
            "PUE 1.4×, Schedule slip 3 months and 1 more",
        ];
        for (name, expected) in names.iter().zip(expected) {
            assert!(name.replace('\u{202f}', " ").ends_with(expected), "{name}: not {expected}");
        }
        // A name of its own stays, and the scenario itself is told by what those beside it are not.
        compared.rename(1, "Dear money");
        assert_eq!(compared.names().nth(1).as_deref(), Some("Dear money"));
        let present = compared.name_of(&pinned(1.3, 0.1, 6.0));
        assert!(present.contains(": Schedule slip 6\u{202f}months, "), "{present}");
    }

    #[test]
    fn letters_are_places() {
        for place in 0..MOST {
            assert_eq!(place_of_letter(letter(place)), Some(place));
        }
        assert_eq!((place_of_letter(""), place_of_letter("G"), letter(MOST)), (None, None, ""));
    }
}
