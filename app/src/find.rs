//! Searching inputs by words: by label, id, group and subject.

use crate::words;
use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Group;
use model::inputs::names::Names;

/// Words that only join others and need not match.
const JOINING: [&str; 8] = ["of", "the", "a", "an", "for", "in", "to", "and"];

/// The inputs that match every word typed, in their label, subject, id, group, maker or synonyms. First come inputs
/// whose label begins with the typed text, then those whose name has all words, then the rest. Nothing typed finds
/// nothing.
///
/// The as-of month and the horizon are left out: they are controls of the timeline.
pub fn find(typed: &str, names: &Names) -> Vec<ParameterId> {
    let typed = typed.trim().to_ascii_lowercase();
    let mut words: Vec<&str> = typed.split_whitespace().collect();
    if words.iter().any(|word| !JOINING.contains(word)) {
        words.retain(|word| !JOINING.contains(word));
    }
    if words.is_empty() {
        return Vec::new();
    }
    let has_all = |text: &str| words.iter().all(|word| text.contains(word));
    let rank = |input: ParameterId| {
        let name = input.name_in(names).to_ascii_lowercase();
        let group = input.row().group.name().to_ascii_lowercase();
        let all = [&name, &input.id(), &group, makers_of(input), also_called(input)].join(" ");
        match () {
            () if input.row().label.to_ascii_lowercase().starts_with(&typed) => Some(0),
            () if has_all(&name) => Some(1),
            () => has_all(&all).then_some(2),
        }
    };
    let inputs = ParameterId::all().filter(|input| input.row().group != Group::View);
    let mut found: Vec<(u8, ParameterId)> = inputs.filter_map(|input| Some((rank(input)?, input))).collect();
    // The sort is stable: within a rank, inputs keep the order of the table.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, input)| input).collect()
}

/// All common names of the maker of the chip that an input belongs to; empty for other inputs.
fn makers_of(input: ParameterId) -> &'static str {
    let chip = ACCELERATORS.get(input.member()).filter(|_| input.row().scope == Scope::Chip);
    match chip.map(|chip| chip.vendor) {
        Some(Vendor::Aws) => words::inputs::BY_AWS,
        Some(Vendor::Nvidia) => words::inputs::BY_NVIDIA,
        Some(Vendor::Google) => words::inputs::BY_GOOGLE,
        Some(Vendor::Amd) => words::inputs::BY_AMD,
        Some(Vendor::Other) | None => "",
    }
}

/// Common synonyms of an input's label.
fn also_called(input: ParameterId) -> &'static str {
    match input {
        input::WACC => words::inputs::CAPITAL,
        _ => "",
    }
}

/// Where an input is found on the page: "Hardware · GB300".
pub fn place(of: ParameterId, names: &Names) -> String {
    match of.subject_in(names) {
        subject if subject.is_empty() => of.row().group.name().to_owned(),
        subject => format!("{} · {subject}", of.row().group.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(typed: &str) -> Vec<String> {
        find(typed, &Names::NEUTRAL).into_iter().map(ParameterId::id).collect()
    }

    #[test]
    fn every_input_is_found_by_its_name_and_by_its_id() {
        for input in ParameterId::all().filter(|input| input.row().group != Group::View) {
            for typed in [input.name(), input.id(), format!(" {} ", input.name().to_uppercase())] {
                assert!(find(&typed, &Names::NEUTRAL).contains(&input), "{typed}");
            }
        }
    }

    #[test]
    fn words_may_stand_in_any_order_and_in_any_part() {
        assert_eq!(ids("gb300 price"), ids("price GB300"));
        assert_eq!(ids("gb300 price").first().map(String::as_str), Some("chip.gb300.price_usd_per_hour"));
        assert_eq!(ids("pue").first().map(String::as_str), Some("operations.pue"));
        // Found by the group alone, and by the subject.
        assert!(ids("supplier").contains(&"supplier.wacc".to_owned()));
        assert!(ids("tranche 1").iter().all(|id| id.starts_with("equity.tranche1.")));
        assert_eq!(place(find("gb300 price", &Names::NEUTRAL)[0], &Names::NEUTRAL), "Hardware · GB300");
        assert!(ids("").is_empty() && ids("  ").is_empty() && ids("no such thing").is_empty());
    }

    #[test]
    fn makers_other_words_and_whole_phrases_lead_to_an_input() {
        for typed in ["nvidia", "NVIDIA price", "price of GB300", "the price of a gb300"] {
            assert!(ids(typed).contains(&"chip.gb300.price_usd_per_hour".to_owned()), "{typed}");
        }
        assert_eq!(ids("price of gb300"), ids("price gb300"));
        assert!(ids("Amazon price").iter().any(|id| id.starts_with("chip.trainium")));
        assert!(!ids("Amazon price").iter().any(|id| id.starts_with("chip.gb300")));
        assert!(ids("interest").contains(&"supplier.wacc".to_owned()));
        assert!(!ids("a").is_empty(), "who has typed no more yet sees what has it");
    }

    #[test]
    fn a_chip_of_ones_own_is_found_by_its_name() {
        let names = Names::with_own_chip("Zephyr 1");
        let found = find("zephyr price", &names);
        assert_eq!(found.iter().map(|of| of.id()).collect::<Vec<_>>(), ["chip.own.price_usd_per_hour"]);
        assert_eq!(place(found[0], &names), "Hardware · Zephyr 1");
        assert!(find("own price", &names).contains(&found[0]), "its id is still a way to it");
    }

    #[test]
    fn what_begins_so_comes_first() {
        let found = find("slip", &Names::NEUTRAL);
        assert_eq!(found.first().map(|input| input.row().label), Some("Schedule slip"));
        let found = find("price", &Names::NEUTRAL);
        assert!(found.len() > 5 && found[0].row().label.starts_with("Price"), "{found:?}");
    }
}
