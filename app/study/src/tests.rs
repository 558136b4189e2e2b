//! The markup says what the model says, escaped and whole.

use super::*;
use model::baselines::{BASELINES, Baseline};
use model::influence::influences;
use model::outcome::run;
use model::provenance::Source;

fn link(scenario: &Scenario) -> String {
    permalink::write(scenario, &run(scenario))
}

fn first() -> Scenario {
    Scenario::of(Baseline::first())
}

fn with(id: &str, text: &str) -> Scenario {
    let mut scenario = first();
    scenario.set_text(ParameterId::parse(id).expect(id), text).expect(text);
    scenario
}

/// The words of a piece of markup. Checks on the way that every tag is closed in its order.
#[track_caller]
fn words(markup: &str) -> String {
    let (mut words, mut open) = (String::new(), Vec::new());
    let mut rest = markup;
    while let Some((text, after)) = rest.split_once('<') {
        words.push_str(text);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{markup}"),
            None => open.push(tag.split(' ').next().expect("a tag has a name")),
        }
        rest = after;
    }
    words.push_str(rest);
    assert_eq!(open, Vec::<&str>::new(), "{markup}");
    for (escape, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        words = words.replace(escape, character);
    }
    words
}

#[track_caller]
fn cites(markup: &str, source: &Source) {
    let said = words(markup);
    for part in [source.title, source.publisher, source.date] {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
    let address = format!("href=\"{}\" rel=\"noopener\" target=\"_blank\"", source.url.replace('&', "&amp;"));
    assert!(source.url.is_empty() || markup.contains(&address), "{address} is not in {markup}");
}

#[test]
fn every_input_of_every_baseline_says_what_its_value_rests_on() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let link = link(&scenario);
        for of in ParameterId::all() {
            let markup = answer(&format!("input:{}", of.id()), &link);
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
            }
        }
    }
}

#[test]
fn a_value_of_ones_own_keeps_the_evidence_of_what_it_replaced() {
    let scenario = with("operations.pue", "1.4");
    let markup = answer("input:operations.pue", &link(&scenario));
    let said = words(&markup);
    let pue = ParameterId::parse("operations.pue").expect("it is there");
    let baseline = format!("Baseline: {}, official.", pue.show(first().get(pue)));
    assert!(said.contains("yours · Your value.") && said.contains(&baseline), "{said}");
    let before = first().evidence(pue);
    cites(&markup, before.source.expect("it has one"));
}

#[test]
fn what_to_know_about_a_chip_stands_with_its_inputs() {
    let said = words(&answer("input:chip.trainium3.price_usd_per_hour", &link(&first())));
    assert!(said.contains("About Trainium3: No price of any kind is public"), "{said}");
}

#[test]
fn every_metric_says_what_it_rests_on() {
    let scenario = first();
    let (outcome, link) = (run(&scenario), link(&scenario));
    for of in MetricId::all() {
        let markup = answer(&format!("metric:{}", of.id()), &link);
        let said = words(&markup);
        assert!(markup.starts_with("<section class=\"rests-on\" aria-label=\"What "), "{markup}");
        assert!(said.contains(of.row().meaning) && said.contains("derived"), "{said}");
        match outcome.metrics.get(of) {
            Ok(value) => assert!(said.contains(&format!("exactly {value}")), "{value} is not in {said}"),
            Err(absent) => assert!(said.contains(absent.reason()), "{said}"),
        }
        let found = influences(&scenario, &outcome, of);
        for one in found.iter().take(8) {
            assert!(said.contains(&one.input.name()), "{said}");
            let evidence = scenario.evidence(one.input);
            evidence.source.into_iter().for_each(|source| cites(&markup, source));
        }
        let more = format!("and {} more inputs", found.len().saturating_sub(8));
        assert_eq!(said.contains(&more), found.len() > 8, "{said}");
    }
}

#[test]
fn numbers_that_rest_on_peaks_name_them() {
    let said = words(&answer("metric:h100_equivalents", &link(&first())));
    for chip in ["GB200", "GB300", "Trainium3"] {
        assert!(said.contains(&format!("{chip}: 8-bit peak")), "{said}");
    }
    assert!(!words(&answer("metric:stake", &link(&first()))).contains("8-bit peak"));
}

#[test]
fn an_elasticity_has_its_sign() {
    // Facility power is IT watts × PUE, and the watts count in proportion.
    let said = words(&answer("metric:facility_power_watts", &link(&first())));
    let pue = ParameterId::parse("operations.pue").expect("it is there");
    let expected = format!("PUE {} 1\u{202f}% more gives +1\u{202f}%", pue.show(first().get(pue)));
    assert!(said.contains(&expected), "{expected} is not in {said}");
}

#[test]
fn every_claim_cites_who_says_so() {
    for claim in CLAIMS {
        let markup = answer(&format!("claim:{}", claim.id), &link(&first()));
        let said = words(&markup);
        assert!(said.contains(claim.note) && said.contains(claim.ratio.measures), "{said}");
        assert!(said.contains(claim.ratio.class.word()), "{said}");
        cites(&markup, claim.ratio.source);
    }
}

#[test]
fn what_is_not_known_is_said_and_escaped() {
    for question in ["", "input", "input:", "input:none", "metric:none", "claim:none", "recipe:soup"] {
        assert_eq!(words(&answer(question, &link(&first()))), format!("Nothing is known here about “{question}”."));
    }
    let markup = answer("input:<img src=x onerror=\"alert(1)\">&", &link(&first()));
    assert!(
        !markup.contains("<img") && markup.contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;"),
        "{markup}"
    );
    let quoted = first().evidence(ParameterId::parse("equity.pre_money_usd").expect("it is there")).note;
    let markup = answer("input:equity.pre_money_usd", &link(&first()));
    assert!(quoted.contains('"') && !markup.contains(quoted) && words(&markup).contains(quoted), "{markup}");
}

#[test]
fn a_link_that_cannot_be_read_is_said() {
    for link in ["", "1~talks-2025-12~x", "<b>"] {
        let said = words(&answer("input:operations.pue", link));
        assert!(said.starts_with("This scenario cannot be read: the link "), "{said}");
    }
}
