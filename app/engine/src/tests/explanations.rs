//! Explanations of inputs, numbers, facts and claims.

use super::*;

#[test]
fn every_input_of_every_baseline_says_what_its_value_rests_on() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        for of in ParameterId::all() {
            let markup = answer(&format!("input:{}", of.id()), &scenario);
            let said = words(&markup);
            let evidence = scenario.evidence(of);
            assert!(said.contains(of.row().meaning) && said.contains(evidence.note), "{said}");
            assert!(said.contains(&format!("Baseline: {}", of.show(baseline.value(of)))), "{said}");
            if let (Some(class), Some(source)) = (evidence.class, evidence.source) {
                assert!(said.contains(class.word()) && said.contains(class.meaning()), "{said}");
                cites(&markup, source);
            }
            if let Some((low, high)) = of.fact().and_then(|fact| Some((fact.low?, fact.high?))) {
                assert!(said.contains(&format!("{} to {}.", of.show(low), of.show(high))), "{said}");
                // If the baseline has another value, the text says to which value the range belongs.
                let other = of.default_value() != baseline.value(of);
                let whose = format!("Where no baseline sets it: {}.", of.show(of.default_value()));
                assert_eq!(said.contains(&whose), other, "{said}");
            }
        }
    }
}

#[test]
fn a_value_of_ones_own_keeps_the_evidence_of_what_it_replaced() {
    let scenario = with("operations.pue", "1.4");
    let markup = answer("input:operations.pue", &scenario);
    let said = words(&markup);
    let pue = ParameterId::parse("operations.pue").expect("it is there");
    let baseline = format!("Baseline: {}, official.", pue.show(first().get(pue)));
    assert!(said.contains("yours · Your value.") && said.contains(&baseline), "{said}");
    let before = first().evidence(pue);
    cites(&markup, before.source.expect("it has one"));
}

#[test]
fn what_to_know_about_a_chip_stands_with_its_inputs() {
    let said = words(&answer("input:chip.trainium3.price_usd_per_hour", &first()));
    assert!(said.contains("About Trainium3: No price of any kind is public"), "{said}");
}

#[test]
fn every_metric_of_every_baseline_explains_itself() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        for of in MetricId::all() {
            // Trying every input takes time: all metrics of the first baseline, and of the others those of the whole
            // scenario.
            if baseline.id != Baseline::first().id && of.row().scope != Scope::Scenario {
                continue;
            }
            let markup = explains(&format!("metric:{}", of.id()), &scenario);
            let said = words(&markup);
            assert!(said.contains(of.row().meaning) && said.contains("derived"), "{said}");
            match outcome.metrics.get(of) {
                Ok(value) => assert_eq!(exact_of(&markup), value, "{said}"),
                Err(absent) => assert!(said.contains(&format!("No value ({}).", absent.reason())), "{said}"),
            }
        }
    }
}

#[test]
fn cells_of_every_baseline_explain_themselves() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let recording = record(&scenario);
        // A prime step, so that the sample covers all months and quantities.
        for (cell, _) in recording.cells().step_by(211) {
            explains(&Question::Cell(cell).text(), &scenario);
        }
    }
}

#[test]
fn what_a_metric_rests_on_is_named_with_its_evidence() {
    let scenario = first();
    let outcome = run(&scenario);
    for id in ["spend_to_date_usd", "h100_equivalents", "stake", "training_days"] {
        let of = MetricId::parse(id).expect(id);
        let markup = explains(&format!("metric:{id}"), &scenario);
        let said = words(&markup);
        assert!(markup.contains("<section class=\"rests-on\" aria-label=\"What "), "{markup}");
        for one in influences(&scenario, &outcome, of) {
            // They include dates and whole numbers, which a formula does not name.
            assert!(said.contains(&one.input.name()), "{} is not in {said}", one.input.name());
            scenario.evidence(one.input).source.into_iter().for_each(|source| cites(&markup, source));
        }
    }
}

#[test]
fn a_metric_tells_its_sum_at_once_and_leads_to_every_month() {
    let scenario = first();
    // A metric is its cell in the as-of month, so its formula is the sum.
    for question in ["metric:spend_to_date_usd", "series:spend_to_date_usd:25"] {
        let sum = explains(question, &scenario);
        let said = words(&sum);
        assert!(said.starts_with("Spend to date") && said.contains("$10.4bn"), "{said}");
        assert!(said.contains("= sum of (Spend, Nov 2025 to Dec 2027)") && said.contains("Spend, 26 months"), "{said}");
        assert!(sum.contains("<details>"), "{sum}");
        for month in 0..26 {
            assert!(asked(&sum).contains(&format!("series:spend_usd:{month}")), "{month}");
        }
    }
}

#[test]
fn a_working_shows_its_formula_with_the_values_put_in() {
    let scenario = first();
    let markup = explains("working:facility_watts_of_one.gb300", &scenario);
    let said = words(&markup);
    let input = |id: &str| ParameterId::parse(id).expect(id);
    let (watts, pue) = (input("chip.gb300.it_watts"), input("operations.pue"));
    assert!(said.contains(&format!("= {} × {}", watts.name(), pue.name())), "{said}");
    // A ratio has no sign that could be read as a multiplication.
    let values = format!("= {} × {}", watts.show(scenario.get(watts)), three_digits(scenario.get(pue)));
    assert!(!said.contains("× ×"), "{said}");
    assert!(said.contains(&values), "{values} is not in {said}");
    // A button that shows only a value has a name for screen readers.
    assert!(markup.contains(&format!("aria-label=\"{}: {}\"", pue.name(), pue.show(scenario.get(pue)))), "{markup}");
    let listed = format!("{} {} {}", pue.name(), pue.show(scenario.get(pue)), "official");
    assert!(said.contains(&listed), "{listed} is not in {said}");
}

#[test]
fn an_input_of_ones_own_is_called_that_wherever_it_stands() {
    let scenario = with("operations.pue", "1.4");
    let said = words(&explains("input:operations.pue", &scenario));
    assert!(said.starts_with("PUE 1.4×yours 1.4×"), "{said}");
    assert!(said.contains("Baseline: ") && said.contains("official"), "{said}");
    let said = words(&explains("working:facility_watts_of_one.gb300", &scenario));
    assert!(said.contains("PUE 1.4× yours"), "{said}");
}

#[test]
fn every_fact_explains_itself() {
    let scenario = first();
    for listed in model::inputs::evidence::all() {
        let markup = explains(&format!("fact:{}", listed.id), &scenario);
        let said = words(&markup);
        assert_eq!(exact_of(&markup), listed.value, "{said}");
        assert!(said.contains(listed.note) && said.contains(&listed.name), "{said}");
        assert!(said.contains(listed.class.meaning()), "{said}");
        assert_eq!(
            said.contains(evidence::range_of(listed.class)),
            listed.low.is_some() && listed.high.is_some(),
            "{said}"
        );
        cites(&markup, listed.source);
    }
}

#[test]
fn an_absent_number_says_why() {
    let mut none = first();
    none.set_text(ParameterId::parse("limit.power").expect("it is there"), "off").expect("a switch");
    let said = words(&explains("series:power_limit_watts:25", &none));
    assert!(said.contains("No value (this scenario has no such number") && said.contains("in W"), "{said}");
    // The contract runs to October 2032, beyond the months shown, and has values to its end.
    let said = words(&explains("series:contract_cash_to_date_usd:83", &first()));
    assert!(said.contains("Oct 2032 $"), "{said}");
    let said = words(&explains("series:contract_cash_to_date_usd:229", &first()));
    assert!(said.contains("No value (nothing is computed after October 2032)."), "{said}");
    let start = {
        let mut nothing = first();
        for id in ["agreement.base.value_usd", "agreement.expansion.value_usd"] {
            nothing.set_text(ParameterId::parse(id).expect(id), "0").expect("nothing may be bought");
        }
        nothing
    };
    let said = words(&explains("metric:usd_per_effective_pflop_hour", &start));
    let reason = run(&start).metrics.get(metric::COST_PER_EFFECTIVE_PFLOP_HOUR).expect_err("no chips at all");
    assert!(said.contains(&format!("No value ({}).", reason.reason())), "{said}");
}

#[test]
fn several_numbers_are_offered_to_choose_from() {
    let questions = ["series:chips.gb200:25", "series:chips.gb300:25"];
    let markup = answer(&format!("explain:{}", questions.join(" ")), &first());
    assert_eq!(asked(&markup), questions);
    let said = words(&markup);
    assert!(
        said.contains("Which number?") && said.contains("GB300: Chips online, Dec 2027 102k chips derived"),
        "{said}"
    );
}

#[test]
fn numbers_that_rest_on_peaks_name_them() {
    let said = words(&explains("metric:h100_equivalents", &first()));
    assert!(said.contains("× peak FP8, dense") && said.contains("÷ H100: 8-bit peak"), "{said}");
    for chip in ["GB200", "GB300", "Trainium3"] {
        assert!(said.contains(&format!("{chip}: peak FP8, dense")), "{chip} is not in {said}");
    }
    assert!(!words(&explains("metric:stake", &first())).contains("peak FP8"));
}

/// The rows of the inputs that move a number: name, value, and the effect of a change.
fn movers(markup: &str) -> Vec<[String; 3]> {
    let rows = markup.split("<tr><th scope=\"row\">").skip(1);
    rows.map(|row| {
        let (name, rest) = row.split_once("</th><td>").expect("a value");
        let (value, rest) = rest.split_once("</td>").expect("an end");
        let (_, effect) = rest.rsplit_once("<td>").expect("an effect");
        [name, value, effect.split("</td>").next().expect("an end")].map(words)
    })
    .collect()
}

#[test]
fn an_elasticity_has_its_sign() {
    // Facility power is IT watts × PUE, so it changes in proportion to PUE.
    let rows = movers(&explains("metric:facility_power_watts", &first()));
    let pue = ParameterId::parse("operations.pue").expect("it is there");
    let expected = ["PUE".to_owned(), pue.show(first().get(pue)), "+1% → +1%".to_owned()];
    assert!(rows.contains(&expected), "{rows:?}");
    // Ten of 510: one per cent more before the round lowers the stake by 500 ÷ 510 of one per cent.
    let rows = movers(&explains("metric:stake", &first()));
    assert!(rows.iter().any(|[_, value, effect]| value == "$500bn" && effect == "+1% → −0.98%"), "{rows:?}");
}

#[test]
fn the_sentence_comes_first_then_what_moves_it_then_the_formula() {
    let said = words(&explains("metric:chips_online", &first()));
    let place = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words} is not in {said}"));
    let sentence = place("Contracts worth $48bn put ");
    assert!(said.contains("k GB300 at $4.00 and 159k Trainium3 at $1.60 an hour online by December 2027."), "{said}");
    // The price that the agreement fixed: $5.00 less a fifth. With two agreements at two prices, both are given.
    let two = words(&explains("metric:chips_online", &with("phase.expansion.chip_a", "gb300")));
    assert!(two.contains("k GB300 at $4.00 to $5.00 an hour online by December 2027."), "{two}");
    let order = [sentence, place("What moves it"), place("How it is calculated"), place("What it rests on")];
    assert!(order.is_sorted(), "{order:?}: {said}");
    // Every baseline has a sentence for the headline figures.
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        for id in ["chips_online", "h100_equivalents", "facility_power_watts", "spend_to_date_usd"] {
            let markup = explains(&format!("metric:{id}"), &scenario);
            let any = outcome.metrics.get(MetricId::parse(id).expect(id)).is_ok_and(|value| value > 0.0);
            assert_eq!(markup.contains("<p class=\"sentence\">"), any, "{}: {id}", baseline.id);
        }
    }
}

#[test]
fn what_moves_a_loss_is_told_in_dollars() {
    let rows = movers(&explains("metric:investor_cash_to_date_usd", &first()));
    // More investment means a larger loss, whatever its share.
    let invested = rows.iter().find(|[name, ..]| name == "Tranche 1: Investment").expect("it counts");
    assert!(invested[2].starts_with("+1% → −$"), "{invested:?}");
    assert!(rows.iter().all(|[.., effect]| effect.contains('$') || effect.contains("no value")), "{rows:?}");
}

#[test]
fn what_moves_a_rate_is_told_in_points() {
    let rows = movers(&explains("metric:contract_irr", &first()));
    let price = rows.iter().find(|[name, ..]| name == "GB300: Price").expect("it counts");
    assert!(price[2].starts_with("+1% → +") && price[2].ends_with("points"), "{price:?}");
    assert!(rows.iter().all(|[.., effect]| effect.contains("point") || effect.contains("no value")), "{rows:?}");
}

#[test]
fn a_size_has_the_unit_in_which_it_is_given() {
    for (baseline, sign) in [("talks-2025-12", "$"), ("openai-amd", "GW"), ("anthropic-trainium", "chips")] {
        let scenario = Scenario::of(Baseline::by_id(baseline).expect(baseline));
        let said = words(&explains("working:capacity.full", &scenario));
        let (heading, _) = said.split_once("derived").expect("a class");
        assert!(heading.contains(sign), "{baseline}: {heading}");
    }
}

#[test]
fn a_class_is_counted_once_for_each_input_and_fact() {
    let markup = explains("metric:h100_equivalents", &first());
    let said = words(&markup);
    let (_, rests) = said.split_once("What it rests on").expect("it is told");
    let (classes, rest) = rests.split_once(" inputs and facts, with sources").expect("a list");
    // "6 official · 3 estimate · 5 assumption14".
    let numbers: Vec<usize> =
        classes.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let (count, each) = numbers.split_last().expect("numbers");
    assert_eq!(each.iter().sum::<usize>(), *count, "{classes}");
    assert!(rest.contains("Often misread. "), "{rest}");
}

#[test]
fn what_a_step_does_is_told_by_kind_and_what_is_ones_own_is_in_sight() {
    let scenario = with("operations.slip_months", "6");
    for question in ["metric:facility_power_watts", "series:facility_power_watts:25"] {
        let markup = explains(question, &scenario);
        let (in_sight, _) = markup.split_once("<details>").expect("some are folded");
        let rows = movers(in_sight);
        let own = rows.iter().find(|[name, ..]| name == "Schedule slip yours").expect("it is changed");
        assert!(own[1] == "6\u{202f}months" && own[2].starts_with("+1 month → −"), "{own:?}");
        assert!(rows.iter().any(|[.., effect]| effect.starts_with('“') && effect.contains("” ")), "{rows:?}");
    }
    // The explanation of an intermediate says that steps are not tried.
    let said = words(&explains("working:facility_watts_of_one.gb300", &scenario));
    assert!(said.contains("not for what is computed on the way") && !said.contains("Another choice"), "{said}");
}

#[test]
fn a_chip_s_capital_cost_is_held_against_the_published_cost_where_that_is_explained() {
    let why = "Beside the published cost of an hour: Ours is a server";
    for (input, told) in [("chip.h100.capex_usd", true), ("chip.h100.it_watts", false), ("chip.gb200.capex_usd", false)]
    {
        let said = words(&answer(&format!("input:{input}"), &first()));
        assert_eq!(said.contains(why), told, "{said}");
    }
}

#[test]
fn every_claim_cites_who_says_so() {
    for claim in CLAIMS {
        let markup = answer(&format!("claim:{}", claim.id), &first());
        let said = words(&markup);
        assert!(said.contains(claim.note) && said.contains(claim.ratio.measures), "{said}");
        assert!(said.contains(claim.ratio.class.word()), "{said}");
        cites(&markup, claim.ratio.source);
    }
}

/// An audit found a contract that lost at its chip's low price what it earned at its price, and no page said so.
#[test]
fn a_contract_that_turns_within_its_ranges_says_so() {
    let of = |id: &str| Scenario::of(BASELINES.iter().find(|baseline| baseline.id == id).expect("released"));
    let price = ParameterId::parse("chip.mi455x.price_usd_per_hour").expect("it is there");
    let explained = |scenario: &Scenario| words(&answer("explain:metric:contract_npv_usd", scenario));
    let mut scenario = of("openai-amd");
    let said = explained(&scenario);
    let [low, _] =
        price.fact().map(|fact| [fact.low.expect("it has a range"), fact.high.expect("both")]).expect("a fact");
    let there = run(&scenario.with_nearest(price, low)).show(metric::CONTRACT_NPV).expect("a value");
    let expected = format!(
        "With one input at an end of its range, it would turn negative: {} where MI455X: Price is {} (its low end)",
        there.text(),
        price.show(low)
    );
    assert!(said.contains(&expected), "{expected}\n{said}");
    // The reader's own price is taken as certain, so it no longer turns the contract.
    scenario.set_nearest(price, scenario.get(price) * 1.01);
    assert!(!explained(&scenario).contains("where MI455X: Price is"));
    // Other figures have no break-even, so nothing is said of them.
    assert!(!words(&answer("explain:metric:stake", &scenario)).contains("With one input at an end of its range,"));
}
