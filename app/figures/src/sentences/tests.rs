//! Sentences of known scenarios word by word, and general rules for those of all baselines.

use super::*;
use crate::span::plain;
use model::base::show::show;
use model::base::units::Unit;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::{input, metric, series};
use tests_shared::scenarios::first_with;

pub(super) fn sentence(scenario: &Scenario) -> String {
    plain(&headline(scenario, &run(scenario)))
}

#[test]
fn the_first_headline_is_the_hand_calculation() {
    // 187,000 NVIDIA and 159,000 Trainium3 chips; $10.34bn of spend for $10bn paid in. The model's tests compute the
    // contract's value of $14bn by hand.
    let first = sentence(&Scenario::of(Baseline::first()));
    assert_eq!(
        first,
        "Had the talks closed on these terms, by December 2027 103% of Amazon’s $10bn would have come back as cloud spend, \
         and Amazon would be $23.3bn out of pocket. OpenAI would be running 345,000 accelerators, 22.5% of the work on \
         Trainium. To its end in October 2032 the contract would be worth $14bn to AWS in November 2025 money, returning \
         32.7% a year on up to $13.3bn laid out."
    );
}

#[test]
fn a_month_that_is_past_is_told_as_past() {
    let supposed = sentence(&first_with(&[("view.as_of", "2026-06")]));
    assert!(supposed.contains(" would have come back as cloud spend, and Amazon would have been $"), "{supposed}");
    assert!(supposed.contains(" OpenAI would have been running "), "{supposed}");
    let mut closed = Scenario::of(Baseline::by_id("funded-2026-07").expect("it is there"));
    let to_come = sentence(&closed);
    assert!(
        to_come.starts_with("By ") && to_come.contains(" will have come back as cloud spend, and Amazon will be $")
    );
    closed.set_text(ParameterId::parse("view.as_of").expect("it is there"), "2026-06").expect("in range");
    let past = sentence(&closed);
    assert!(past.contains(" had come back as cloud spend, and Amazon was $"), "{past}");
    assert!(past.contains(" OpenAI was running "), "{past}");
}

#[test]
fn a_return_is_never_told_without_what_is_out_of_pocket() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let said = sentence(&scenario);
        assert!(
            !said.contains("come back") || said.contains("out of pocket") || said.contains("ahead in cash"),
            "{said}"
        );
        let outcome = run(&scenario);
        if let Some(npv) = value(&outcome, metric::CONTRACT_NPV) {
            let (is_worth, loses) = match scenario.supposes() {
                "" => ("is worth $", " loses "),
                _ => ("would be worth $", " would lose "),
            };
            assert_eq!(said.contains(is_worth), npv >= 0.0, "{said}");
            assert_eq!(said.contains(loses), npv < 0.0, "{said}");
        }
        for one in said.split(". ") {
            assert!(one.split_whitespace().count() <= 30, "too long to be read at once: {one}");
        }
    }
}

#[test]
fn a_party_is_named_as_a_sentence_names_it() {
    let cloud = sentence(&Scenario::of(Baseline::by_id("openai-amd").expect("it is there")));
    assert!(cloud.contains(" to the cloud in "), "{cloud}");
    let none = sentence(&Scenario::of(Baseline::by_id("none").expect("it is there")));
    assert!(none.starts_with("By December 2027 the company will have spent nothing on capacity."), "{none}");
}

#[test]
fn months_with_the_same_limit_are_one_run() {
    for baseline in BASELINES {
        let outcome = run(&Scenario::of(baseline));
        let runs = binding_runs(&outcome);
        assert_eq!((runs[0].0, runs.last().map(|run| run.1)), (0, Some(outcome.sheet.months())));
        assert!(runs.windows(2).all(|two| two[0].1 == two[1].0 && two[0].2 != two[1].2), "{runs:?}");
        for (month, binding) in outcome.binding().into_iter().enumerate() {
            assert!(runs.iter().any(|(from, to, of)| (*from..*to).contains(&month) && *of == binding));
        }
    }
    assert_eq!(span(0, 5), "Nov 2025 to Mar 2026: ");
    assert_eq!(span(2, 3), "Jan 2026: ");
}

#[test]
fn what_came_back_is_said_or_why_not() {
    let said = |scenario: &Scenario| plain(&returned(scenario, &run(scenario)));
    assert_eq!(
        said(&Scenario::of(Baseline::first())),
        "103% of the $10bn would have come back as cloud spend by December 2027; all that was paid in is covered from Dec 2027 on. \
         That counts spend under agreements that began before the first payment."
    );
    let early = said(&first_with(&[("view.as_of", "2026-12")]));
    assert!(early.contains("by December 2026, less than was paid in. That counts spend under"), "{early}");
    // An agreement that begins together with the first payment did not begin before it.
    let together = said(&first_with(&[("agreement.base.start", "2025-12")]));
    assert!(together.ends_with("from Dec 2027 on."), "{together}");
    let apart = said(&first_with(&[("equity.returns", "nothing")]));
    assert!(apart.starts_with("No return of Amazon’s money is counted: what is spent does not come back"), "{apart}");
}

#[test]
fn every_baseline_and_empty_scenario_makes_sentences() {
    for baseline in BASELINES {
        let mut scenario = Scenario::of(baseline);
        for _ in 0..2 {
            let outcome = run(&scenario);
            let all = [
                sentence(&scenario),
                plain(&deployment(&scenario, &outcome)),
                plain(&compute(&outcome)),
                plain(&effective(&outcome)),
                plain(&power(&outcome)),
                plain(&spend(&outcome)),
                plain(&cash(&scenario, &outcome)),
                plain(&stake(&outcome)),
                plain(&mix(&scenario, &outcome)),
                plain(&shortfall(&outcome)),
                plain(&returned(&scenario, &outcome)),
            ];
            for text in all {
                assert!(!text.is_empty() && !text.contains("NaN") && !text.contains("inf"), "{text}");
            }
            for id in [
                "agreement.base.value_usd",
                "agreement.base.power_watts",
                "agreement.base.chips",
                "agreement.expansion.value_usd",
                "agreement.expansion.power_watts",
                "equity.tranche1.amount_usd",
            ] {
                scenario.set(ParameterId::parse(id).expect(id), 0.0).expect(id);
            }
        }
    }
}

#[test]
fn a_chart_names_the_classes_it_rests_on() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        for of in [input::chip::PRICE, input::chip::IT_WATTS, input::chip::CAPEX] {
            let said = classes_of_chips(&scenario, &outcome, of);
            for chip in chips_shown(&outcome) {
                let class = scenario.evidence(of.member(chip)).class.expect("it is the baseline’s");
                assert!(said.split(", ").any(|word| word == class.word()), "{}: {of:?}: {said}", baseline.id);
            }
        }
    }
    let mine = first_with(&[("chip.gb200.it_watts", "1900")]);
    assert_eq!(classes_of_chips(&mine, &run(&mine), input::chip::IT_WATTS), "assumption, yours, estimate");
}

/// A payback says how it is counted, and a contract that ends short does not claim that what is left makes up for it.
#[test]
fn money_back_is_told_with_how_it_is_counted() {
    let told = |scenario: &Scenario| {
        let outcome = run(scenario);
        let left = outcome.sheet.row_to_the_end(series::CONTRACT_CASH_TO_DATE).last().copied().expect("a month");
        (plain(&cash(scenario, &outcome)), value(&outcome, metric::CONTRACT_PAYBACK), left)
    };
    for baseline in BASELINES {
        let (said, back, _) = told(&Scenario::of(baseline));
        assert_eq!(said.contains("money back by ") && said.contains(", undiscounted, "), back.is_some(), "{said}");
    }
    // At a discount of 65% what is left makes up for the loss; at 80% nothing does.
    let (said, back, left) = told(&first_with(&[("agreement.base.discount", "0.65")]));
    assert!(back.is_none() && left > 0.0, "{left}");
    assert!(said.starts_with("Until what is left is sold, AWS would not get"), "{said}");
    let (said, back, left) = told(&first_with(&[("agreement.base.discount", "0.8")]));
    assert!(back.is_none() && left < 0.0, "{left}");
    let short = show(-left, Unit::Usd).text();
    assert!(
        said.starts_with(&format!("AWS would not get its money back: it would be {short} short at the end, ")),
        "{said}"
    );
}

/// $39.5bn is $15bn plus 70% of $35bn, an expected value that is never paid as such.
#[test]
fn what_is_only_likely_to_be_paid_is_told_as_expected() {
    for baseline in BASELINES {
        let mut scenario = Scenario::of(baseline);
        for month in ["2026-04", "2027-12"] {
            scenario.set_text(ParameterId::parse("view.as_of").expect("it is there"), month).expect("in range");
            let outcome = run(&scenario);
            let told = sentence(&scenario) + &plain(&returned(&scenario, &outcome));
            let likely = ["announced-2026-02", "power-bound", "anthropic-tpu", "anthropic-trainium"];
            let is_expected = month == "2027-12" && likely.contains(&baseline.id);
            assert_eq!(told.matches("expected $").count(), if is_expected { 2 } else { 0 }, "{month}: {told}");
        }
    }
    let said = sentence(&Scenario::of(Baseline::by_id("announced-2026-02").expect("it is there")));
    assert!(said.contains("33.5% of Amazon’s expected $39.5bn would have come back"), "{said}");
}

/// "101,000 Own chip chips" was once said of a chip without a name.
#[test]
fn what_is_called_a_chip_is_called_so_once() {
    let own = ParameterId::parse("phase.immediate.chip_a").expect("it is there");
    let told = |name: &str, alone: bool| {
        let mut scenario = Scenario::of(Baseline::by_id("all-nvidia").expect("it is there"));
        let phases: &[&str] = if alone { &["immediate", "full", "expansion", "beyond"] } else { &["immediate"] };
        for phase in phases {
            for (chip, value) in [("chip_a", "own"), ("chip_b", "own")] {
                let of = ParameterId::parse(&format!("phase.{phase}.{chip}")).expect("it is there");
                scenario.set_text(of, value).expect("it may be");
            }
        }
        scenario.name_own_chip(name);
        assert_ne!(scenario.get(own), 0.0);
        let outcome = run(&scenario);
        [plain(&deployment(&scenario, &outcome)), plain(&mix(&scenario, &outcome)), sentence(&scenario)]
    };
    for (name, counted, counted_alone, subject, object) in [
        ("", "own chips", "own chips", "The own chip", "the own chip"),
        ("Zephyr 1", "Zephyr 1 chips", "Zephyr 1 accelerators", "Zephyr 1", "Zephyr 1"),
        ("Our Chip", "Our Chips", "Our Chips", "Our Chip", "Our Chip"),
        ("Our chips", "Our chips", "Our chips", "Our chips", "Our chips"),
    ] {
        let [beside, ..] = told(name, false);
        assert!(beside.contains(" NVIDIA") && beside.contains(&format!(" {counted} ")), "{beside}");
        assert_eq!(
            beside.to_lowercase().matches("chips").count(),
            if counted.ends_with("1 chips") { 1 } else { 2 },
            "{beside}"
        );
        let [alone, does, headline] = told(name, true);
        assert!(alone.ends_with(&format!(" {counted_alone} by December 2027")), "{alone}");
        assert_eq!(does, format!("{subject} does 100% of the work"));
        assert!(headline.contains(&format!("all of the work on {object}.")), "{headline}");
    }
}

#[test]
fn differences_are_in_words() {
    let stake = metric::STAKE;
    assert_eq!(difference(stake, 0.03, 0.02), Some("+1\u{202f}point".to_owned()));
    assert_eq!(difference(metric::FACILITY_POWER, 0.5e9, 0.74e9), Some("−240\u{202f}MW".to_owned()));
    assert_eq!(difference(stake, 0.02, 0.02), None);
}

#[test]
fn a_deal_that_does_not_stand_is_not_told_as_if_it_did() {
    let opens = [
        ("talks-2025-12", "Had the talks closed on these terms, by December 2027 "),
        ("all-nvidia", "Had the talks closed, all on NVIDIA, by December 2027 "),
        ("all-trainium3", "Had the talks closed, all on Trainium3, by December 2027 "),
        // Its condition has been met since, but this baseline counts the payment with a probability.
        ("announced-2026-02", "On the terms of February 2026, by December 2027 "),
        ("openai-amd", "If all 6 GW came, by December 2027 "),
        ("openai-nvidia-loi", "Had the letter of intent held, by December 2027 "),
        ("power-bound", "If power were limited as assumed here, by December 2027 "),
    ];
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let said = sentence(&scenario);
        let open = opens.iter().find(|(id, _)| *id == baseline.id);
        assert!(said.starts_with(open.map_or("By December 2027 ", |(_, words)| words)), "{said}");
        // Every sentence of a supposition has "would", and no other sentence does.
        for one in headline_sentences(&scenario, &run(&scenario)) {
            assert_eq!(plain(&one).contains(" would "), open.is_some(), "{}: {}", baseline.id, plain(&one));
        }
    }
}

#[test]
fn a_clause_supposes_nothing_that_the_reader_has_changed() {
    for (id, change, before, after) in [
        (
            "all-trainium3",
            ("phase.immediate.chip_a", "gb300"),
            "all on Trainium3",
            "Had the talks closed on these terms",
        ),
        ("power-bound", ("limit.power", "off"), "If power were limited", "On the terms of February 2026"),
        ("power-bound", ("limit.power_start_watts", "0"), "If power were limited", "On these terms"),
        ("announced-2026-02", ("equity.tranche2.amount_usd", "1e9"), "On the terms of February 2026", "On these terms"),
        ("openai-amd", ("agreement.base.power_watts", "1e9"), "If all 6 GW came", "If the deal came on these terms"),
        (
            "openai-nvidia-loi",
            ("agreement.base.power_watts", "1e9"),
            "Had the letter of intent",
            "Had a letter on these",
        ),
    ] {
        let mut scenario = Scenario::of(Baseline::by_id(id).expect(id));
        assert!(sentence(&scenario).contains(before));
        let set = ParameterId::all().find(|input| input.id() == change.0).expect(change.0);
        scenario.set_text(set, change.1).expect(change.1);
        let said = sentence(&scenario);
        assert!(!said.contains(before) && said.starts_with(after), "{said}");
    }
}

#[test]
fn what_left_service_is_not_to_come() {
    let gone = first_with(&[("view.horizon", "2034-12"), ("view.as_of", "2034-12")]);
    assert_eq!(plain(&mix(&gone, &run(&gone))), "No accelerators are in service any more");
    let early = first_with(&[("view.as_of", "2025-11"), ("phase.immediate.start", "2026-03")]);
    assert_eq!(plain(&mix(&early, &run(&early))), "No accelerators run yet");
}

/// Chips that run but are not counted are not said to do no work, and the counted ones are not said to do all of it.
#[test]
fn what_is_not_counted_is_said() {
    let of = |baseline: &str, set: &[(&str, &str)]| {
        let mut scenario = Scenario::of(Baseline::by_id(baseline).expect(baseline));
        for (id, text) in set {
            scenario.set_text(ParameterId::parse(id).expect(id), text).expect(text);
        }
        scenario
    };
    let said = |scenario: &Scenario| {
        let outcome = run(scenario);
        [plain(&effective(&outcome)), plain(&mix(scenario, &outcome))]
    };
    let none = of("openai-amd", &[("workload.precision", "bf16")]);
    let not_counted =
        ["None of it is counted at this precision", "None of the compute that runs is counted at this precision"];
    assert_eq!(said(&none), not_counted);
    let part = of(
        "announced-2026-02",
        &[("workload.precision", "bf16"), ("view.horizon", "2029-12"), ("view.as_of", "2028-12")],
    );
    assert_eq!(
        said(&part),
        [
            "311\u{202f}EFLOP/s of it is useful work, without chips that publish no such peak",
            "Part of the compute that runs is not counted at this precision"
        ]
    );
}

/// Only when all available power is drawn is it called "all there is".
#[test]
fn power_left_over_is_not_all_there_is() {
    let mut scenario = Scenario::of(Baseline::by_id("power-bound").expect("it is there"));
    assert!(plain(&power(&run(&scenario))).ends_with("all there is"));
    for (id, text) in [("phase.beyond.start", "2027-03"), ("operations.slip_months", "6")] {
        scenario.set_text(ParameterId::parse(id).expect(id), text).expect(text);
    }
    assert_eq!(plain(&power(&run(&scenario))), "931\u{202f}MW of facility power by Dec 2027");
}

/// If receipts come before costs, the rate is a cost of funds and not a return.
#[test]
fn the_rate_of_what_is_received_first_is_a_cost_of_funds() {
    let link = model::share::permalink::read(
        "?s=2.no.ab1Ac-ab2Ac-ac1T1-ac2T1-as2N14-at1N12-at2N12-pc1N0-pa1Aow-pa3Ag3-cpg3M1-cpowO1-cwowO5-cxowP5-rbN0.\
         HT1Q2527T2438T2709N0N0A.246cdvb",
    );
    let said = sentence(&link.expect("it is a link").scenario);
    assert!(said.contains("worth $2.71bn to "), "{said}");
    assert!(said.contains(" in November 2025 money, at a cost of funds of 5.74% a year."), "{said}");
}

/// The proceeds of the stake belong to the deal, so the investor's cash after the exit is given without them.
#[test]
fn cash_after_the_exit_is_told_before_the_sale() {
    let of = |exit: &str| sentence(&first_with(&[("equity.exit", exit)]));
    assert!(of("2027-06").contains(" out of pocket pre-exit"), "{}", of("2027-06"));
    assert!(!of("2028-06").contains("pre-exit"), "{}", of("2028-06"));
}
