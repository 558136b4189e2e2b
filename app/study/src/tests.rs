//! The markup says what the model says, escaped and whole.

use super::*;
use model::baselines::{BASELINES, Baseline};
use model::explain::Question;
use model::influence::influences;
use model::metrics::MetricId;
use model::outcome::run;
use model::provenance::Source;
use model::recording::record;
use model::table::Of;

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

/// The questions that a piece of markup asks.
fn asked(markup: &str) -> Vec<String> {
    let asked = markup.split("data-ask=\"").skip(1);
    asked.map(|rest| rest.split('"').next().expect("an attribute ends").to_owned()).collect()
}

/// What must hold for every explanation of a number: value, unit and class can be read, the heading is there for the
/// dialog, and whatever it asks in turn is known.
#[track_caller]
fn explains(question: &str, link: &str) -> String {
    let markup = answer(&format!("explain:{question}"), link);
    let said = words(&markup);
    assert!(markup.starts_with("<h2 id=\"asked\" tabindex=\"-1\">"), "{question}: {markup}");
    let classes = ["official", "reported", "estimate", "derived", "assumption", "yours"];
    assert!(classes.iter().any(|class| markup.contains(&format!("data-class=\"{class}\""))), "{question}: {said}");
    let unit = match Question::parse(question).expect(question) {
        Question::Cell(cell) => cell.quantity.unit(),
        Question::Input(input) => input.row().unit,
        Question::Fact(id) => model::facts::entry(&id).expect("it is listed").unit,
    };
    let absent = said.contains("No value: ");
    let with_unit = if absent { " in " } else { " exactly " };
    let (_, after) = said.split_once(with_unit).unwrap_or_else(|| panic!("{question}: {said}"));
    assert!(after.contains(unit.name()), "{question}: no {} in {said}", unit.name());
    for other in asked(&markup) {
        let parsed = Question::parse(&other).unwrap_or_else(|| panic!("{question} asks {other:?}"));
        assert_eq!(parsed.text(), other);
    }
    markup
}

#[test]
fn every_metric_of_every_baseline_explains_itself() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let (outcome, link) = (run(&scenario), link(&scenario));
        for of in MetricId::all() {
            // Trying every input takes its time: all metrics of the first baseline, of the others those of the scenario.
            if baseline.id != Baseline::first().id && of.row().of != Of::Scenario {
                continue;
            }
            let said = words(&explains(&format!("metric:{}", of.id()), &link));
            assert!(said.contains(of.row().meaning) && said.contains("derived"), "{said}");
            match outcome.metrics.get(of) {
                Ok(value) => assert!(said.contains(&format!("exactly {value}")), "{value} is not in {said}"),
                Err(absent) => assert!(said.contains(&format!("No value: {}.", absent.reason())), "{said}"),
            }
        }
    }
}

#[test]
fn cells_of_every_baseline_explain_themselves() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let link = link(&scenario);
        let recording = record(&scenario);
        // A prime step, so that the sample goes through all months and quantities.
        for (cell, _) in recording.cells().step_by(211) {
            explains(&Question::Cell(cell).text(), &link);
        }
    }
}

#[test]
fn what_a_metric_rests_on_is_named_with_its_evidence() {
    let scenario = first();
    let (outcome, link) = (run(&scenario), link(&scenario));
    for id in ["spend_to_date_usd", "h100_equivalents", "stake", "training_days"] {
        let of = MetricId::parse(id).expect(id);
        let markup = explains(&format!("metric:{id}"), &link);
        let said = words(&markup);
        assert!(markup.contains("<section class=\"rests-on\" aria-label=\"What "), "{markup}");
        for one in influences(&scenario, &outcome, of) {
            // Dates and whole numbers are among them, which a formula does not name.
            assert!(said.contains(&one.input.name()), "{} is not in {said}", one.input.name());
            scenario.evidence(one.input).source.into_iter().for_each(|source| cites(&markup, source));
        }
    }
}

#[test]
fn a_metric_leads_to_its_cell_and_a_sum_to_its_months() {
    let link = link(&first());
    let spend = explains("metric:spend_to_date_usd", &link);
    assert!(words(&spend).contains("= Spend to date, Dec 2027"), "{}", words(&spend));
    assert!(asked(&spend).contains(&"series:spend_to_date_usd:25".to_owned()));
    let sum = explains("series:spend_to_date_usd:25", &link);
    let said = words(&sum);
    assert!(said.starts_with("Spend to date, Dec 2027 $10.4 bn"), "{said}");
    assert!(said.contains("= sum of (Spend, Nov 2025 to Dec 2027)") && said.contains("Spend, 26 months"), "{said}");
    assert!(sum.contains("<details>"), "{sum}");
    for month in 0..26 {
        assert!(asked(&sum).contains(&format!("series:spend_usd:{month}")), "{month}");
    }
}

#[test]
fn a_working_shows_its_formula_with_the_values_put_in() {
    let scenario = first();
    let markup = explains("working:facility_watts_of_one.gb300", &link(&scenario));
    let said = words(&markup);
    let input = |id: &str| ParameterId::parse(id).expect(id);
    let (watts, pue) = (input("chip.gb300.it_watts"), input("operations.pue"));
    assert!(said.contains(&format!("= {} × {}", watts.name(), pue.name())), "{said}");
    let values = format!("= {} × {}", watts.show(scenario.get(watts)), pue.show(scenario.get(pue)));
    assert!(said.contains(&values), "{values} is not in {said}");
    // A button with a bare value says whose it is.
    assert!(markup.contains(&format!("aria-label=\"{}: {}\"", pue.name(), pue.show(scenario.get(pue)))), "{markup}");
    let listed = format!("{} {} {}", pue.name(), pue.show(scenario.get(pue)), "official");
    assert!(said.contains(&listed), "{listed} is not in {said}");
}

#[test]
fn an_input_of_ones_own_is_called_that_wherever_it_stands() {
    let scenario = with("operations.pue", "1.4");
    let link = link(&scenario);
    let said = words(&explains("input:operations.pue", &link));
    assert!(said.starts_with("PUE 1.4\u{202f}×yours exactly 1.4 ratio"), "{said}");
    assert!(said.contains("Baseline: ") && said.contains("official"), "{said}");
    let said = words(&explains("working:facility_watts_of_one.gb300", &link));
    assert!(said.contains("PUE 1.4\u{202f}× yours"), "{said}");
}

#[test]
fn every_fact_explains_itself() {
    let link = link(&first());
    for listed in model::facts::all() {
        let markup = explains(&format!("fact:{}", listed.id), &link);
        let said = words(&markup);
        assert!(said.contains(listed.note) && said.contains(&listed.name), "{said}");
        assert!(said.contains(&format!("exactly {}", listed.value)), "{said}");
        assert!(said.contains(listed.class.meaning()), "{said}");
        assert_eq!(said.contains("Range of the sources: "), listed.low.is_some() && listed.high.is_some(), "{said}");
        cites(&markup, listed.source);
    }
}

#[test]
fn an_absent_number_says_why() {
    let mut none = first();
    none.set_text(ParameterId::parse("limit.power").expect("it is there"), "off").expect("a switch");
    let said = words(&explains("series:power_limit_watts:25", &link(&none)));
    assert!(said.contains("No value: this scenario has no such number") && said.contains("in W"), "{said}");
    let said = words(&explains("series:chips.gb300:80", &link(&first())));
    assert!(said.contains("No value: the months shown end with December 2027."), "{said}");
    let start = {
        let mut nothing = first();
        for id in ["agreement.base.value_usd", "agreement.expansion.value_usd"] {
            nothing.set_text(ParameterId::parse(id).expect(id), "0").expect("nothing may be bought");
        }
        nothing
    };
    let said = words(&explains("metric:usd_per_effective_pflop_hour", &link(&start)));
    let reason = run(&start).metrics.get(MetricId::of("usd_per_effective_pflop_hour")).expect_err("no chips at all");
    assert!(said.contains(&format!("No value: {}.", reason.reason())), "{said}");
}

#[test]
fn several_numbers_are_offered_to_choose_from() {
    let questions = ["series:chips.gb200:25", "series:chips.gb300:25"];
    let markup = answer(&format!("explain:{}", questions.join(" ")), &link(&first()));
    assert_eq!(asked(&markup), questions);
    let said = words(&markup);
    assert!(
        said.contains("Which number?") && said.contains("GB300: Chips online, Dec 2027 103 k chips derived"),
        "{said}"
    );
}

#[test]
fn numbers_that_rest_on_peaks_name_them() {
    let said = words(&explains("metric:h100_equivalents", &link(&first())));
    for chip in ["GB200", "GB300", "Trainium3"] {
        assert!(said.contains(&format!("{chip}: peak FP8, dense")), "{chip} is not in {said}");
    }
    assert!(!words(&explains("metric:stake", &link(&first()))).contains("peak FP8"));
}

#[test]
fn an_elasticity_has_its_sign() {
    // Facility power is IT watts × PUE, and the watts count in proportion.
    let said = words(&explains("metric:facility_power_watts", &link(&first())));
    let pue = ParameterId::parse("operations.pue").expect("it is there");
    let expected = format!("PUE {} 1\u{202f}% more gives +1\u{202f}%", pue.show(first().get(pue)));
    assert!(said.contains(&expected), "{expected} is not in {said}");
    // Ten of 510: one per cent more before the round lowers the stake by 500 ÷ 510 of one.
    let said = words(&explains("metric:stake", &link(&first())));
    assert!(said.contains("1\u{202f}% more gives −0.98\u{202f}%"), "{said}");
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
    for question in [
        "",
        "input",
        "input:",
        "input:none",
        "explain:",
        "explain:metric:none",
        "explain:series:chips.gb300",
        "claim:none",
        "recipe:soup",
    ] {
        assert_eq!(words(&answer(question, &link(&first()))), format!("Nothing is known here about “{question}”."));
    }
    for kind in ["input", "explain:fact"] {
        let markup = answer(&format!("{kind}:<img src=x onerror=\"alert(1)\">&"), &link(&first()));
        let escaped = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;";
        assert!(!markup.contains("<img") && markup.contains(escaped), "{markup}");
    }
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
