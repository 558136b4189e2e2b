//! The differences from the baseline, in words.

use crate::sentences::value;
use crate::span::{Sentence, figure, text};
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::record::question::Question;
use model::run::outcome::{Outcome, run};

/// How many differences are listed; the rest is only counted.
const TOLD: usize = 6;

/// The differences from the baseline: a sentence for each of the inputs that change the contract's value most, with the
/// input, and one for the number of the rest, without. Empty if nothing differs. Takes a run of the model for each
/// difference.
pub fn differs(scenario: &Scenario, outcome: &Outcome) -> Vec<(Option<ParameterId>, Sentence)> {
    let all = by_effect(scenario, outcome);
    let mut told: Vec<_> = all.iter().take(TOLD).map(|input| (Some(*input), one(*input, scenario))).collect();
    match all.len().saturating_sub(TOLD) {
        0 => {}
        1 => told.push((None, vec![text("One more input differs.")])),
        more => told.push((None, vec![text(format!("{more} more inputs differ."))])),
    }
    told
}

/// The inputs that differ, sorted by how much the contract's value moves if that one is reset; ties in the order of the
/// table.
fn by_effect(scenario: &Scenario, outcome: &Outcome) -> Vec<ParameterId> {
    let now = value(outcome, metric::CONTRACT_NPV);
    let effect = |input: ParameterId| {
        let mut without = scenario.clone();
        without.reset(input);
        match (now, value(&run(&without), metric::CONTRACT_NPV)) {
            (Some(now), Some(before)) => (now - before).abs(),
            (None, None) => 0.0,
            // A change that gives the contract a value, or takes it away, ranks first.
            _ => f64::INFINITY,
        }
    };
    let mut all: Vec<_> = scenario.own_changes().map(|input| (effect(input), input)).collect();
    all.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    all.into_iter().map(|(_, input)| input).collect()
}

/// "GB300 costs $4.50 an hour instead of $5.00."
pub(super) fn one(input: ParameterId, scenario: &Scenario) -> Sentence {
    let [now, was] = shown(input, scenario);
    // The unit need not be repeated.
    let was = [" an hour", " a year"].into_iter().find_map(|unit| was.strip_suffix(unit)).unwrap_or(&was);
    let subject = subject(input, scenario);
    let (before, after) = phrase(input);
    let before = before.replace('…', &subject);
    vec![text(before), figure(now, Question::Input(input).text()), text(format!("{after} instead of {was}."))]
}

/// The input's value here and in the baseline, written so that the two never read the same.
fn shown(input: ParameterId, scenario: &Scenario) -> [String; 2] {
    let values = [scenario.get(input), scenario.baseline().value(input)];
    input.show_apart(scenario.names(), values).map(|text| text.replace("/chip-hour", " an hour"))
}

/// The subject of the sentence: whose input it is.
fn subject(input: ParameterId, scenario: &Scenario) -> String {
    let name = input.subject_in(scenario.names());
    match input.row().scope {
        Scope::Agreement => format!("The {}", name.to_ascii_lowercase()),
        Scope::Phase => format!("The phase “{name}”"),
        _ => name,
    }
}

/// The text before the value, and the text after it; … stands for the subject.
fn phrase(input: ParameterId) -> (&'static str, &'static str) {
    let id = input.id();
    let key = id.rsplit('.').next().unwrap_or_default();
    match (input.row().scope, key) {
        (Scope::Tranche, "amount_usd") => ("… is ", ""),
        (Scope::Tranche, "month") => ("… is paid in ", ""),
        (Scope::Tranche, "probability") => ("… has a probability of ", ""),
        (Scope::Tranche, "price") => ("… is priced at: ", ""),
        (Scope::Tranche, "valuation_usd") => ("… buys at a valuation of ", ""),
        (Scope::Agreement, "basis") => ("… is sized by: ", ""),
        (Scope::Agreement, "value_usd") => ("… is worth ", ""),
        (Scope::Agreement, "power_watts") => ("… is for ", " of facility power"),
        (Scope::Agreement, "chips") => ("… is for ", " accelerators"),
        (Scope::Agreement, "start") => ("… starts in ", ""),
        (Scope::Agreement, "term_months") => ("… runs ", ""),
        (Scope::Agreement, "discount") => ("… has a discount of ", ""),
        (Scope::Agreement, "term_from_delivery") => ("…: its term from delivery is ", ""),
        (Scope::Agreement, "take_or_pay") => ("… has a minimum of ", " of planned spend"),
        (Scope::Agreement, "usage") => ("… is used to ", ""),
        (Scope::Agreement, "bought") => ("…: buying instead of renting is ", ""),
        (Scope::Agreement, "first_phase_share") => ("… delivers ", " of its size in its first phase"),
        (Scope::Phase, "start") => ("… starts in ", ""),
        (Scope::Phase, "complete") => ("… is complete in ", ""),
        (Scope::Phase, "ramp") => ("… has the ramp: ", ""),
        (Scope::Phase, "chip_a") => ("… has as chip A ", ""),
        (Scope::Phase, "chip_b") => ("… has as chip B ", ""),
        (Scope::Phase, "share_b") => ("… has a share of chip B of ", ""),
        (Scope::Chip, "price_usd_per_hour") => ("… costs ", ""),
        (Scope::Chip, "it_watts") => ("… draws ", " of IT power"),
        (Scope::Chip, "mfu_bf16") => ("… trains at an MFU of ", " in BF16"),
        (Scope::Chip, "mfu_fp8") => ("… trains at an MFU of ", " in FP8"),
        (Scope::Chip, "mfu_fp4") => ("… trains at an MFU of ", " in FP4"),
        (Scope::Chip, "capex_usd") => ("… has a capital cost of ", ""),
        (Scope::Chip, "peak_bf16") => ("… has a peak of ", " in BF16"),
        (Scope::Chip, "peak_fp8") => ("… has a peak of ", " in FP8"),
        (Scope::Chip, "peak_fp4") => ("… has a peak of ", " in FP4"),
        (Scope::Vendor, "limited") => ("The limit on chips from … is ", ""),
        (Scope::Vendor, "chips_per_month") => ("… can deliver ", ""),
        (_, "pre_money_usd") => ("The pre-money valuation is ", ""),
        (_, "others_usd") => ("Others put ", " into the round"),
        (_, "valuation_change") => ("The valuation changes by ", ""),
        (_, "dilution") => ("Dilution is ", ""),
        (_, "returns") => ("What comes back to the investor is: ", ""),
        (_, "vendor") => ("The investor sells chips of ", ""),
        (_, "vendor_content") => ("The vendor has ", " of a chip’s cost"),
        (_, "vendor_margin") => ("The vendor’s margin is ", ""),
        (_, "held_before") => ("The investor held ", " before"),
        (_, "discount_rate") => ("The required return on a stake is ", ""),
        (_, "shares") => ("The vendor promises warrants for ", ""),
        (_, "strike_usd") => ("The warrants’ strike price is ", ""),
        (_, "steps") => ("The number of steps in which the warrants vest is ", ""),
        (_, "full_watts") => ("The last warrants vest at ", ""),
        (_, "share_price_usd") => ("A share of the vendor is worth ", ""),
        (_, "exit") => ("The exit is in ", ""),
        (_, "reference_chip") => ("The reference chip is ", ""),
        (_, "slip_months") => ("Every phase slips by ", ""),
        (_, "goodput") => ("Goodput is ", ""),
        (_, "pue") => ("PUE is ", ""),
        (_, "load_factor") => ("The load factor is ", ""),
        (_, "electricity_usd_per_kwh") => ("Electricity costs ", ""),
        (_, "rental_change") => ("Rental prices change by ", ""),
        (_, "claim_credit") => ("Vendors’ claims beyond the specifications are credited at ", ""),
        (_, "power") => ("The limit on power is ", ""),
        (_, "power_start_watts") => ("Power at the start is ", ""),
        (_, "power_added_watts_per_year") => ("Power grows by ", ""),
        (_, "budget") => ("The limit on the monthly budget is ", ""),
        (_, "budget_usd_per_month") => ("The budget is ", ""),
        (_, "hardware_life_years") => ("Hardware lasts ", ""),
        (_, "refresh") => ("Replacing worn-out hardware is ", ""),
        (_, "hardware_residual") => ("At the end hardware is worth ", " of its book value"),
        (_, "facility_residual") => ("At the end buildings are worth ", " of their book value"),
        (_, "wacc") => ("The cost of capital is ", ""),
        (_, "opex_share") => ("Yearly running cost is ", " of capital cost"),
        (_, "facility_usd_per_watt") => ("A facility costs ", ""),
        (_, "facility_life_years") => ("A facility lasts ", ""),
        (_, "run") => ("The training run that is timed is ", ""),
        (_, "run_flop") => ("The training run of one’s own takes ", ""),
        (_, "training_share") => ("The share of the fleet that trains is ", ""),
        (_, "precision") => ("Compute is counted in ", ""),
        (_, "active_weights") => ("The model has ", " active parameters"),
        (_, "inference_utilisation") => ("Serving reaches ", " of a chip’s peak"),
        (_, "horizon") => ("Months are shown through ", ""),
        (_, "as_of") => ("Figures are read in ", ""),
        // A new input gets this until it has a phrase here, which a test demands.
        _ => (UNKNOWN, ""),
    }
}

/// The phrase for an input without one of its own.
const UNKNOWN: &str = "One input is ";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::plain;
    use model::inputs::baselines::Baseline;
    use tests_shared::scenarios::first_with;

    /// Each input has a phrase of its own, and with both values it is one short sentence.
    #[test]
    fn every_input_has_words() {
        for input in ParameterId::all() {
            assert_ne!(phrase(input).0, UNKNOWN, "{}", input.id());
            let mut scenario = Scenario::of(Baseline::first());
            let row = input.row();
            let other = if scenario.get(input) == row.max { row.min } else { row.max };
            scenario.set_nearest(input, other);
            let told = plain(&one(input, &scenario));
            assert!(told.contains(" instead of ") && told.ends_with('.') && !told.contains('…'), "{told}");
            assert!(told.contains(&shown(input, &scenario)[0]), "{told}");
            assert!(told.split_whitespace().count() <= 30, "{told}");
            assert!(told.starts_with(|first: char| first.is_uppercase()), "{told}");
        }
    }

    /// Small changes once read as none: "GB300 costs $5.00 an hour instead of $5.00."
    #[test]
    fn a_small_change_does_not_read_as_none() {
        for (id, value, expected) in [
            ("chip.gb300.price_usd_per_hour", 5.001, "GB300 costs $5.001 an hour instead of $5."),
            ("operations.pue", 1.152, "PUE is 1.152× instead of 1.15×."),
        ] {
            let mut scenario = Scenario::of(Baseline::first());
            let input = ParameterId::parse(id).expect(id);
            scenario.set(input, value).expect("it may");
            assert_eq!(plain(&one(input, &scenario)), expected);
        }
    }

    #[test]
    fn what_has_no_room_is_counted() {
        let mut scenario = Scenario::of(Baseline::first());
        for (place, input) in ParameterId::all().enumerate().take(TOLD + 2) {
            scenario.set_nearest(input, input.row().max);
            let (said, changes) = (differs(&scenario, &run(&scenario)), scenario.own_changes().count());
            assert_eq!(said.len(), changes.min(TOLD + 1), "{place}");
        }
    }

    /// The cost of capital was once hidden among "3 more inputs", behind six that change less or nothing.
    #[test]
    fn what_does_most_is_told_first_and_what_does_nothing_last() {
        let scenario = first_with(&[
            ("equity.pre_money_usd", "400e9"),
            ("equity.valuation_change", "0.2"),
            ("chip.gb300.price_usd_per_hour", "4.99"),
            ("operations.goodput", "0.9"),
            ("operations.pue", "1.16"),
            ("hardware.reference_chip", "Trainium2"),
            ("supplier.wacc", "0.2"),
        ]);
        let told = differs(&scenario, &run(&scenario));
        let place = |of: ParameterId| told.iter().position(|(input, _)| *input == Some(of));
        assert_eq!(place(model::input::WACC), Some(0), "{told:?}");
        assert!(place(model::input::PUE) < Some(3), "{told:?}");
    }
}
