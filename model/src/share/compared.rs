//! Scenarios that are compared with the present one: which they are, their names, and how they are displayed.

use crate::base::words::{first_free, how_many, one_line};
use crate::inputs::input::ParameterId;
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;

/// The maximum number of scenarios compared with the present one.
pub const MOST: usize = 6;
/// The maximum length of a name, in characters.
pub const LONGEST_NAME: usize = 48;
/// How many changes describe a scenario without a name.
const TOLD: usize = 2;

/// How the compared scenarios are displayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As lines in the same charts.
    #[default]
    Overlaid,
    /// As differences from one of them.
    Differences,
    /// In small charts of their own, on the same scale.
    Multiples,
}

impl Way {
    /// All ways.
    pub const ALL: [Way; 3] = [Way::Overlaid, Way::Differences, Way::Multiples];

    /// Stable identifier, used in forms.
    pub const fn id(self) -> &'static str {
        match self {
            Way::Overlaid => "overlay",
            Way::Differences => "differences",
            Way::Multiples => "multiples",
        }
    }

    /// The letter in links.
    pub const fn code(self) -> char {
        match self {
            Way::Overlaid => 'o',
            Way::Differences => 'd',
            Way::Multiples => 'm',
        }
    }
}

/// A scenario that is compared with the present one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    name: String,
    scenario: Scenario,
}

impl Pinned {
    /// The name that a reader gave it; empty if none.
    pub fn own_name(&self) -> &str {
        &self.name
    }

    /// The scenario, with the view of its baseline; it is displayed with the months of the present one.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}

/// The scenarios that are compared with the present one, and how they are displayed: at most [`MOST`], each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    name: String,
    pinned: Vec<Pinned>,
    way: Way,
    reference: Option<usize>,
}

impl Compared {
    /// The name that a reader gave to the present scenario; empty if none.
    pub fn own_name(&self) -> &str {
        &self.name
    }

    /// The compared scenarios, in order: the first is A.
    pub fn pinned(&self) -> &[Pinned] {
        &self.pinned
    }

    /// The names of the compared scenarios, in order: each the name that a reader gave it, or a description that
    /// distinguishes it from the others.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.pinned.iter().map(|pinned| self.called(&pinned.name, &pinned.scenario))
    }

    /// The name of the present scenario among them.
    pub fn name_of(&self, scenario: &Scenario) -> String {
        self.called(&self.name, scenario)
    }

    /// The name of the present scenario on its own: its author's, else that of its baseline.
    pub fn title_of(&self, scenario: &Scenario) -> String {
        if self.name.is_empty() { scenario.title() } else { self.name.clone() }
    }

    fn called(&self, name: &str, scenario: &Scenario) -> String {
        match name {
            "" => described(scenario, self.pinned.iter().map(Pinned::scenario)),
            name => name.to_owned(),
        }
    }

    /// How they are displayed.
    pub fn way(&self) -> Way {
        self.way
    }

    /// The index of the scenario that differences refer to; `None` for the present scenario's own baseline.
    pub fn reference(&self) -> Option<usize> {
        self.reference
    }

    /// The index of a scenario among the compared ones, ignoring its view; `None` if it is not one of them.
    pub fn place_of(&self, scenario: &Scenario) -> Option<usize> {
        let sought = without_view(scenario);
        self.pinned.iter().position(|pinned| pinned.scenario == sought)
    }

    /// Whether there is room for one more.
    pub fn has_room(&self) -> bool {
        self.pinned.len() < MOST
    }

    /// Adds a scenario. Returns its index, or `None` if it is there already or there is no room.
    pub fn pin(&mut self, scenario: &Scenario, name: &str) -> Option<usize> {
        if !self.has_room() || self.place_of(scenario).is_some() {
            return None;
        }
        self.pinned.push(Pinned { name: cleaned(name), scenario: without_view(scenario) });
        Some(self.pinned.len() - 1)
    }

    /// A name for a scenario that is about to be added: `name`, with a number after it if another one already has that
    /// name; empty if `name` is empty.
    pub fn free(&self, name: &str) -> String {
        let name = cleaned(name);
        if name.is_empty() {
            return name;
        }
        first_free(&name, LONGEST_NAME, |name| self.names().any(|other| other == name))
    }

    /// Removes one; those after it move up. An index that does not exist changes nothing.
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

    /// Renames one; an empty name removes its name.
    pub fn rename(&mut self, place: usize, name: &str) {
        if let Some(pinned) = self.pinned.get_mut(place) {
            pinned.name = cleaned(name);
        }
    }

    /// Renames the present scenario; an empty name removes its name.
    pub fn rename_own(&mut self, name: &str) {
        self.name = cleaned(name);
    }

    /// Changes how they are displayed.
    pub fn show(&mut self, way: Way) {
        self.way = way;
    }

    /// Chooses the scenario that differences refer to; `None`, or an index that does not exist, means the present
    /// scenario's own baseline.
    pub fn refer_to(&mut self, place: Option<usize>) {
        self.reference = place.filter(|place| *place < self.pinned.len());
    }

    /// Exchanges the present scenario with a compared one, which is returned with the present one's view. If the
    /// present scenario is among the compared ones already, it stays there, and the place of the other is removed.
    /// Names stay with their scenarios. `None` if the index does not exist or belongs to the present scenario itself.
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

/// The letter of an index: A for the first.
pub fn letter(place: usize) -> &'static str {
    ["A", "B", "C", "D", "E", "F"].get(place).copied().unwrap_or("")
}

/// The index for a letter; `None` if there is none.
pub fn place_of_letter(text: &str) -> Option<usize> {
    (0..MOST).find(|place| letter(*place) == text)
}

/// A short description of a scenario: its baseline, and what differs from it, beginning with what distinguishes it from
/// `others` on the same baseline.
pub fn described<'a>(scenario: &Scenario, others: impl IntoIterator<Item = &'a Scenario>) -> String {
    told_by(scenario, &by_what_sets_apart(scenario, others), TOLD)
}

/// A description of at most `most` characters; it names as many whole changes as fit.
pub fn described_in(scenario: &Scenario, most: usize) -> String {
    let changed = by_what_sets_apart(scenario, []);
    let tellings = (0..=TOLD).rev().map(|told| told_by(scenario, &changed, told));
    let fits = |telling: &String| telling.chars().count() <= most;
    tellings.into_iter().find(fits).unwrap_or_else(|| scenario.baseline().name.to_owned())
}

/// What differs from the baseline, beginning with what distinguishes a scenario from `others` on the same baseline.
fn by_what_sets_apart<'a>(scenario: &Scenario, others: impl IntoIterator<Item = &'a Scenario>) -> Vec<ParameterId> {
    let mut changed: Vec<ParameterId> = scenario.own_changes().collect();
    let mut alike: Vec<&Scenario> =
        others.into_iter().filter(|other| other.baseline().id == scenario.baseline().id).collect();
    let is_same = |other: &Scenario, input: ParameterId| other.get(input) == scenario.get(input);
    for place in 0..TOLD.min(changed.len()) {
        // Greedy choice: the change that excludes most of the others that could still be meant; of equal ones the
        // first.
        let set_apart = |input: ParameterId| alike.iter().filter(|other| !is_same(other, input)).count();
        let rest = &mut changed[place..];
        let best = (0..rest.len()).rev().max_by_key(|at| set_apart(rest[*at])).unwrap_or(0);
        rest[..=best].rotate_right(1);
        alike.retain(|other| is_same(other, rest[0]));
    }
    changed
}

/// A description by the baseline and at most `most` of the changes.
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

/// The scenario with its baseline's view.
fn without_view(scenario: &Scenario) -> Scenario {
    let mut bare = scenario.clone();
    ParameterId::all().filter(|input| input.row().group == Group::View).for_each(|input| bare.reset(input));
    bare
}

/// A name as it is stored: one line of limited length, without invisible characters and such as change the direction of
/// text.
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
        // The same scenario cannot be there twice: the place of the other is removed, and no scenario is lost.
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

    /// Guards against an earlier fault: scenarios that differed only in a later change had the same name.
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
        // A given name is kept; the present scenario is described by what distinguishes it from the compared ones.
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
