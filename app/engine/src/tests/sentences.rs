//! The sentences on numbers, above all on the investor's money.

use super::*;
use model::base::month::Month;
use model::quantities::cell::Quantity;

#[test]
fn the_value_of_a_deal_is_told_as_what_it_adds_up() {
    let said = |id: &str| {
        let markup = explains("metric:deal_npv_usd", &Scenario::of(Baseline::by_id(id).expect(id)));
        let (_, sentence) = markup.split_once("<p class=\"sentence\">").expect("a sentence");
        words(sentence.split("</p>").next().expect("an end"))
    };
    let amazon = said("talks-2025-12");
    assert!(amazon.contains("the contract is worth $14bn to its supplier, who is the investor,"), "{amazon}");
    assert!(amazon.contains("are discounted at the 15% a year asked of a stake."), "{amazon}");
    assert!(!amazon.contains("Warrants on"), "{amazon}");
    // A vendor’s part is 70% of 70% of the purchases: a cost of the contract, and no part of its $275bn.
    let nvidia = said("openai-nvidia-loi");
    let part = "its margin counts, 70% of its 70% of what they are bought for, discounted at the supplier’s cost of capital of 9% a year. \
                To the supplier that is a cost, and no part of the $275bn that the contract is worth to it. What is paid in, and what the stake is worth in ";
    assert!(nvidia.contains(part), "{nvidia}");
    // AMD pays nothing in and has no stake; it gives warrants.
    let amd = said("openai-amd");
    assert!(amd.contains("Warrants on 160m"), "{amd}");
    assert!(amd.ends_with("shares of the investor are taken off as they vest, at 15% a year."), "{amd}");
    assert!(!amd.contains("what the stake is worth in"), "{amd}");
}

/// An audit found a rate of 0% without a reason, over months after the exit in which nothing flows.
#[test]
fn a_rate_to_the_exit_says_what_it_is_made_of_and_ends_there() {
    let said = |scenario: &Scenario| words(&explains("metric:exit_irr", scenario));
    let [flat, as_much] = ["the valuation at the exit is the one that was paid", "so what comes back is what went in."];
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let Ok(rate) = run(&scenario).metrics.get(metric::EXIT_IRR) else { continue };
        let text = said(&scenario);
        assert_eq!(text.contains(as_much), rate == 0.0, "{}: {text}", baseline.id);
        assert!(text.contains(" is paid in by the exit in ") && text.contains(" is worth $"), "{text}");
        let exit = scenario.get(model::input::EXIT) as i32;
        assert!(text.contains(&format!(" to {})", Month(exit).short_name())), "{}: {text}", baseline.id);
        assert!(!text.contains(&Month(exit + 1).short_name()), "{}: {text}", baseline.id);
    }
    let text = said(&first());
    assert!(text.contains(&format!(": {flat}, {as_much}")), "{text}");
    // Growth that later issues dilute, growth that they do not, and another price.
    let changed = |values: &[(&str, &str)]| {
        let mut scenario = first();
        for (id, value) in values {
            scenario.set_text(ParameterId::parse(id).expect(id), value).expect(value);
        }
        said(&scenario)
    };
    let taken = changed(&[("equity.valuation_change", "0.25"), ("equity.dilution", "0.2")]);
    assert!(
        !taken.contains(flat) && taken.contains("is what later share issues take, 20% a year of the stake, so"),
        "{taken}"
    );
    let grown = changed(&[("equity.valuation_change", "0.25")]);
    assert!(!grown.contains(as_much) && grown.contains("The valuation is assumed to change by 25% a year."), "{grown}");
    let cheap = changed(&[("equity.tranche1.price", "own"), ("equity.tranche1.valuation_usd", "250e9")]);
    assert!(!cheap.contains(as_much) && cheap.contains("the difference lies in the price that was paid."), "{cheap}");
    let market = changed(&[
        ("equity.tranche2.amount_usd", "5e9"),
        ("equity.tranche2.month", "2026-12"),
        ("equity.tranche2.price", "market"),
    ]);
    assert!(!market.contains(flat) && market.contains("nothing but the money that is paid in, so what"), "{market}");
}

/// A payback says how it is counted wherever it is given.
#[test]
fn a_payback_says_that_it_is_undiscounted_and_net_of_running_costs() {
    let mut told = 0;
    for baseline in BASELINES {
        let mut scenario = Scenario::of(baseline);
        scenario.set_nearest(model::input::HORIZON, 200.0);
        scenario.set_nearest(model::input::AS_OF, 200.0);
        let outcome = run(&scenario);
        for (of, cash) in [
            (metric::CONTRACT_PAYBACK, Quantity::Intermediate(model::intermediate::SUPPLIER_CASH_TO_DATE)),
            (metric::PAYBACK_MONTH, Quantity::Series(model::series::INVESTOR_CASH_TO_DATE)),
        ] {
            let name = of.name();
            assert!(name.contains("undiscounted"), "{name}");
            let Ok(month) = outcome.metrics.get(of) else { continue };
            let markup = explains(&format!("metric:{}", of.id()), &scenario);
            let said = words(&markup);
            assert!(said.contains("Undiscounted, and ") && said.contains("net of running costs"), "{said}");
            // The last month below zero is the one before, and its number can be asked about.
            let before = Month(month as i32 - 1).name();
            assert!(said.contains(&format!("below zero for the last time in {before}, at −$")), "{before}: {said}");
            assert!(asked(&markup).contains(&Question::Cell(cash.at(month as usize - 1)).text()), "{markup}");
            told += 1;
        }
    }
    assert!(told > 10, "{told}");
}

/// The sentence of a baseline's number as of a month.
fn sentence_of(baseline: &str, metric: &str, as_of: &str) -> String {
    let mut scenario = Scenario::of(Baseline::by_id(baseline).expect(baseline));
    for (id, month) in [("view.horizon", "2030-12"), ("view.as_of", as_of)] {
        scenario.set_text(ParameterId::parse(id).expect(id), month).expect(month);
    }
    let markup = explains(&format!("metric:{metric}"), &scenario);
    let (_, sentence) = markup.split_once("<p class=\"sentence\">").expect("it has a sentence");
    words(&format!("<p>{}</p>", sentence.split_once("</p>").expect("it ends").0))
}

/// A stake that was held before counts in no multiple, but was once included in what had been bought: $199bn for $19bn
/// at 1.36×.
#[test]
fn a_multiple_tells_what_was_bought() {
    let said = sentence_of("anthropic-trainium", "moic", "2027-12");
    assert_eq!(said, "In December 2027 the stake that was bought is worth $25.8bn; $19bn is paid in by then.");
}

/// What is rented has a price, and what is bought has a cost: they are two parts of a fleet, not two numbers for one.
#[test]
fn what_is_rented_and_what_is_bought_are_told_apart() {
    let said = sentence_of("anthropic-tpu", "usd_per_effective_pflop_hour", "2027-12");
    assert!(
        said.starts_with("What is rented costs $1.1m an hour and what the customer bought costs it $484k; "),
        "{said}"
    );
    let rented = sentence_of("anthropic-trainium", "usd_per_effective_pflop_hour", "2027-12");
    assert!(rented.starts_with("What is online rents for $1.13m an hour and does "), "{rented}");
}

/// A total of 0 was once explained by the formula of its last month.
#[test]
fn a_total_of_nothing_is_a_total() {
    let said = words(&explains("metric:unused_to_date_usd", &first()));
    assert!(said.contains("= sum of (Unused, Nov 2025 to Dec 2027)"), "{said}");
}

#[test]
fn a_stake_tells_what_is_paid_by_its_month() {
    let at_the_round = sentence_of("openai-nvidia-loi", "stake", "2027-12");
    assert!(
        at_the_round.starts_with("$10bn has been put into") && !at_the_round.contains("another price"),
        "{at_the_round}"
    );
    let likely = sentence_of("announced-2026-02", "exit_irr", "2027-12");
    assert!(likely.starts_with("An expected $39.5bn is paid in by the exit in Dec 2030, "), "{likely}");
    let later = sentence_of("openai-nvidia-loi", "stake", "2028-12");
    assert!(later.contains(", some of it at another price than the round’s"), "{later}");
    let none = sentence_of("openai-amd", "stake", "2027-12");
    assert_eq!(none, "By December 2027 the investor has put nothing in, and it held nothing before.");
    let expected = sentence_of("announced-2026-02", "returned_share", "2027-12");
    assert!(expected.contains(" comes back as cloud spend, of an expected $39.5bn paid in;"), "{expected}");
}
