//! The markup says what the model says, escaped and whole.

use crate::evidence;
use crate::pages::{dependants, trust};
use model::analysis::trials::influences;
use model::base::numbers::three_digits;
use model::base::units::Unit;
use model::facts::claims::CLAIMS;
use model::facts::provenance::Source;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::record::recorder::record;
use model::run::outcome::run;
use protocol::engine::{Answer, Ask, Form, Search, Searched};
use protocol::trust::{TrustRecord, TrustRow, Version};
use protocol::{Request, ScenarioValue};

/// Asks the engine; what is asked is written in short: `input:operations.pue`, `explain:metric:stake`, `rows:words`.
fn ask(question: &str, scenario: &Scenario) -> Result<Answer, String> {
    let scenario = ScenarioValue::from(scenario);
    let (kind, id) = question.split_once(':').expect("a kind and an id");
    let search = Search { words: id.to_owned() };
    let id = id.to_owned();
    let ask = match kind {
        "input" => Ask::Input { scenario, input: id },
        "explain" => Ask::Explain { scenario, questions: id.split(' ').map(str::to_owned).collect() },
        "claim" => Ask::Claim { claim: id },
        "sources" => Ask::Sources { scenario, search },
        "rows" => Ask::Rows { scenario, page: Searched::Sources, search },
        _ => panic!("{question}"),
    };
    let response = super::answer(&Request { number: 3, ask });
    assert_eq!(response.number, 3);
    response.answer
}

/// The markup that answers a question, or the sentence that says why there is none.
fn answer(question: &str, scenario: &Scenario) -> String {
    match ask(question, scenario) {
        Ok(Answer::Html(html)) => html,
        Ok(other) => panic!("{question}: {other:?}"),
        Err(why) => why,
    }
}

fn trust_page(record: Option<TrustRecord>) -> String {
    let record = record.map(|record| serde_json::to_string(&record).expect("it is a record"));
    match super::answer(&Request { number: 1, ask: Ask::Trust { record } }).answer {
        Ok(Answer::Html(html)) => html,
        other => panic!("{other:?}"),
    }
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
            // A field has no end.
            None if tag.starts_with("input") || tag.starts_with("col ") || tag == "col" => {}
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

/// The questions that a piece of markup asks.
fn asked(markup: &str) -> Vec<String> {
    let asked = markup.split("data-ask=\"").skip(1);
    asked.map(|rest| rest.split('"').next().expect("an attribute ends").to_owned()).collect()
}

/// The unrounded value that an explanation carries.
#[track_caller]
fn exact_of(markup: &str) -> f64 {
    let (_, after) = markup.split_once("<data value=\"").expect("a value to copy");
    after.split_once('"').and_then(|(value, _)| value.parse().ok()).expect("a number")
}

/// What must hold for every explanation of a number: value, unit and class can be read, the heading is there for the
/// dialog, and whatever it asks in turn is known.
#[track_caller]
fn explains(question: &str, scenario: &Scenario) -> String {
    let markup = answer(&format!("explain:{question}"), scenario);
    let said = words(&markup);
    assert!(markup.starts_with("<h2 id=\"asked\" tabindex=\"-1\">"), "{question}: {markup}");
    let classes =
        model::facts::provenance::Class::ALL.map(model::facts::provenance::Class::word).into_iter().chain(["yours"]);
    assert!(classes.into_iter().any(|class| markup.contains(&format!("data-class=\"{class}\""))), "{question}: {said}");
    let unit = match Question::parse(question).expect(question) {
        // A size has the unit in which it is given.
        Question::Cell(cell) if cell.quantity.unit() == Unit::Size => record(scenario).unit_of(cell),
        Question::Cell(cell) => cell.quantity.unit(),
        Question::Input(input) => input.row().unit,
        Question::Fact(id) => model::inputs::evidence::entry(&id).expect("it is listed").unit,
    };
    if said.contains("No value: ") {
        let (_, after) = said.split_once(" in ").unwrap_or_else(|| panic!("{question}: {said}"));
        assert!(after.contains(unit.name()), "{question}: no {} in {said}", unit.name());
    } else {
        // All of its digits with the unit, for whoever copies it.
        let value = exact_of(&markup);
        assert!(markup.contains(&format!("title=\"{value} {}\"", unit.name())), "{question}: {markup}");
    }
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
        let outcome = run(&scenario);
        for of in MetricId::all() {
            // Trying every input takes its time: all metrics of the first baseline, of the others those of the scenario.
            if baseline.id != Baseline::first().id && of.row().scope != Scope::Scenario {
                continue;
            }
            let markup = explains(&format!("metric:{}", of.id()), &scenario);
            let said = words(&markup);
            assert!(said.contains(of.row().meaning) && said.contains("derived"), "{said}");
            match outcome.metrics.get(of) {
                Ok(value) => assert_eq!(exact_of(&markup), value, "{said}"),
                Err(absent) => assert!(said.contains(&format!("No value: {}.", absent.reason())), "{said}"),
            }
        }
    }
}

#[test]
fn cells_of_every_baseline_explain_themselves() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let recording = record(&scenario);
        // A prime step, so that the sample goes through all months and quantities.
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
            // Dates and whole numbers are among them, which a formula does not name.
            assert!(said.contains(&one.input.name()), "{} is not in {said}", one.input.name());
            scenario.evidence(one.input).source.into_iter().for_each(|source| cites(&markup, source));
        }
    }
}

#[test]
fn a_metric_tells_its_sum_at_once_and_leads_to_every_month() {
    let scenario = first();
    // A metric is its cell of the month: the sum is told at once.
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
    // A ratio stands there without a sign that would be read as a multiplication.
    let values = format!("= {} × {}", watts.show(scenario.get(watts)), three_digits(scenario.get(pue)));
    assert!(!said.contains("× ×"), "{said}");
    assert!(said.contains(&values), "{values} is not in {said}");
    // A button with a bare value says whose it is.
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
    assert!(said.contains("No value: this scenario has no such number") && said.contains("in W"), "{said}");
    // The contract runs to October 2032, beyond the months shown: it is told to its end.
    let said = words(&explains("series:contract_cash_to_date_usd:83", &first()));
    assert!(said.contains("Oct 2032 $"), "{said}");
    let said = words(&explains("series:contract_cash_to_date_usd:229", &first()));
    assert!(said.contains("No value: nothing is computed after October 2032."), "{said}");
    let start = {
        let mut nothing = first();
        for id in ["agreement.base.value_usd", "agreement.expansion.value_usd"] {
            nothing.set_text(ParameterId::parse(id).expect(id), "0").expect("nothing may be bought");
        }
        nothing
    };
    let said = words(&explains("metric:usd_per_effective_pflop_hour", &start));
    let reason = run(&start).metrics.get(metric::COST_PER_EFFECTIVE_PFLOP_HOUR).expect_err("no chips at all");
    assert!(said.contains(&format!("No value: {}.", reason.reason())), "{said}");
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

/// The rows of what moves a number: name, value, and what a change of it does.
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
    // Facility power is IT watts × PUE, and the watts count in proportion.
    let rows = movers(&explains("metric:facility_power_watts", &first()));
    let pue = ParameterId::parse("operations.pue").expect("it is there");
    let expected = ["PUE".to_owned(), pue.show(first().get(pue)), "+1% → +1%".to_owned()];
    assert!(rows.contains(&expected), "{rows:?}");
    // Ten of 510: one per cent more before the round lowers the stake by 500 ÷ 510 of one.
    let rows = movers(&explains("metric:stake", &first()));
    assert!(rows.iter().any(|[_, value, effect]| value == "$500bn" && effect == "+1% → −0.98%"), "{rows:?}");
}

#[test]
fn the_sentence_comes_first_then_what_moves_it_then_the_formula() {
    let said = words(&explains("metric:chips_online", &first()));
    let place = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words} is not in {said}"));
    let sentence = place("Contracts worth $48bn put ");
    assert!(said.contains("k GB300 at $5.00 and 159k Trainium3 at $1.59 an hour online by December 2027."), "{said}");
    let order = [sentence, place("What moves it"), place("How it is calculated"), place("What it rests on")];
    assert!(order.is_sorted(), "{order:?}: {said}");
    // Every baseline has a sentence for what stands above everything.
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
    // More invested is a larger loss, whatever its share.
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
    // What is computed on the way says that they are not tried.
    let said = words(&explains("working:facility_watts_of_one.gb300", &scenario));
    assert!(said.contains("not for what is computed on the way") && !said.contains("Another choice"), "{said}");
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

/// The rows of the table, each by its fact's id.
fn rows(markup: &str) -> Vec<(&str, &str)> {
    let parts = markup.split("<tr data-fact=\"").skip(1);
    parts.map(|part| part.split_once("\">").expect("an id ends")).collect()
}

fn found(words: &str) -> (String, String) {
    match ask(&format!("rows:{words}"), &first()) {
        Ok(Answer::Rows { found, html }) => (found, html),
        other => panic!("{words}: {other:?}"),
    }
}

#[test]
fn every_fact_stands_once_among_the_sources() {
    let markup = answer("sources:all:", &first());
    words(&markup);
    let ids: Vec<&str> = rows(&markup).into_iter().map(|(id, _)| id).collect();
    let expected: Vec<&str> = model::inputs::evidence::all().iter().map(|listed| listed.id.as_str()).collect();
    assert_eq!(ids, expected);
    for (listed, (_, row)) in model::inputs::evidence::all().iter().zip(rows(&markup)) {
        assert!(row.contains(listed.class.word()), "{row}");
        let source = listed.source.title.replace('&', "&amp;").replace('"', "&quot;");
        assert!(row.contains(&source), "{source} is not in {row}");
    }
}

#[test]
fn a_search_finds_by_name_source_class_and_note() {
    let (said, markup) = found("Trainium3 mxfp8");
    assert_eq!(said, format!("{} found.", rows(&markup).len()));
    assert_eq!(rows(&markup)[0].0, "accelerator.trainium3.fp8");
    // By source, whatever the case, and by class and kind.
    let (_, markup) = found("epoch class:estimate kind:input all:");
    assert!(!rows(&markup).is_empty());
    for (id, _) in rows(&markup) {
        let listed = model::inputs::evidence::entry(id).expect(id);
        assert_eq!((listed.class.word(), listed.kind.word()), ("estimate", "input"), "{id}");
    }
    let (_, runs) = found("kind:training-run all:");
    assert_eq!(rows(&runs).len(), model::facts::runs::REFERENCE_RUNS.len());
    let (said, markup) = found("<script> class:official");
    assert!(said.starts_with("Nothing found") && markup.is_empty(), "{said} {markup}");
    let page = answer("sources:<script>\"", &first());
    assert!(!page.contains("<script>") && page.contains("value=\"&lt;script&gt;&quot;\""), "it is not escaped");
}

#[test]
fn a_range_is_drawn_and_said() {
    let (_, markup) = found("input.chip.trainium3.it_watts");
    let listed = model::inputs::evidence::entry("input.chip.trainium3.it_watts").expect("it is listed");
    let ends = listed.low.zip(listed.high).expect("it has a range");
    let row = rows(&markup).into_iter().find(|(id, _)| *id == listed.id).expect("it is found").1;
    // 1,514 W between 1,257 and 1,957 W.
    assert!(row.contains("class=\"range\"") && row.contains("x=\"37\""), "{row}");
    let said = format!("{}{} to {}", evidence::range_of(listed.class), listed.show_as(ends.0), listed.show_as(ends.1));
    assert!(row.contains(&said) && said.contains("1,257"), "{said} is not in {row}");
}

#[test]
fn every_range_is_drawn_and_disagreements_are_found() {
    let page = answer("sources:all:", &first());
    for (listed, (_, row)) in model::inputs::evidence::all().iter().zip(rows(&page)) {
        let wide = listed.low.zip(listed.high).is_some_and(|(low, high)| low < high);
        assert_eq!(row.contains("class=\"range\""), wide, "{}", listed.id);
    }
    let (said, markup) = found("disagree: all:");
    let expected: Vec<&str> = model::inputs::evidence::all()
        .iter()
        .filter(|listed| listed.sources_disagree())
        .map(|listed| listed.id.as_str())
        .collect();
    assert!(expected.len() > 20, "{said}");
    assert_eq!(rows(&markup).into_iter().map(|(id, _)| id).collect::<Vec<_>>(), expected);
    assert!(rows(&markup).iter().all(|(_, row)| row.contains("Range of the sources: ")), "{said}");
}

#[test]
fn facts_are_shown_as_they_are_published() {
    for (id, shown) in [
        ("accelerator.trainium2.fp8", "1,299\u{202f}TFLOP/s"),
        ("accelerator.h100.fp8", "1,979\u{202f}TFLOP/s"),
        ("accelerator.trainium2.hbm_bytes", "96\u{202f}GiB"),
        ("accelerator.trainium2.list_price1", "$2.235/chip-hour"),
        ("accelerator.gb300.available", "Sep 2025"),
        ("deal.openai-aws-38bn.amount_usd", "$38bn"),
    ] {
        let row = found(id).1;
        assert!(row.contains(&format!("\">{shown}</button>")), "{shown} is not in {row}");
        let said = words(&explains(&format!("fact:{id}"), &first()));
        assert!(said.contains(shown), "{shown} is not in {said}");
    }
}

#[test]
fn how_sure_a_source_is_of_a_run_is_said() {
    let sure = |word: &str| format!("Epoch AI’s confidence in it: {word}.");
    for run in model::facts::runs::REFERENCE_RUNS {
        let expected = sure(run.confidence);
        let of = |question: String| words(&answer(&question, &with("workload.run", run.id)));
        for question in
            [format!("explain:fact:run.{}", run.id), "input:workload.run".into(), "explain:input:workload.run".into()]
        {
            assert!(of(question).contains(&expected), "{}: {expected}", run.id);
        }
        assert!(words(&found(&format!("run.{}", run.id)).1).contains(&expected), "{}", run.id);
    }
    assert!(!words(&answer("input:workload.run", &with("workload.run", "own"))).contains("confidence in it"));
}

#[test]
fn what_rests_on_a_fact_is_told() {
    let of = |id: &str, scenario: &Scenario| -> Vec<String> {
        let listed = model::inputs::evidence::entry(id).expect(id);
        match dependants::of(scenario).of(listed, scenario) {
            dependants::Rests::On(metrics) => metrics.into_iter().map(MetricId::id).collect(),
            _ => vec!["nothing".to_owned()],
        }
    };
    let has = |list: &[String], ids: &[&str]| ids.iter().all(|id| list.iter().any(|one| one == id));
    // By hand: GB300's FP8 peak is work and H100-equivalents, never dollars paid, watts or the stake.
    let peak = of("accelerator.gb300.fp8", &first());
    assert!(
        has(&peak, &["effective_flops", "h100_equivalents", "training_days", "usd_per_effective_pflop_hour"]),
        "{peak:?}"
    );
    for not in ["spend_to_date_usd", "facility_power_watts", "stake", "chips_online"] {
        assert!(!has(&peak, &[not]), "{not}");
    }
    // By hand: PUE is in the facility's power and the cost of energy, so in margins and the investor's cash; a fleet that
    // is sized by dollars does not answer to it.
    let pue = of("input.operations.pue", &first());
    assert!(has(&pue, &["facility_power_watts", "gross_margin", "investor_cash_to_date_usd"]), "{pue:?}");
    for not in ["chips_online", "h100_equivalents", "stake", "spend_to_date_usd"] {
        assert!(!has(&pue, &[not]), "{not}");
    }
    // Only while the input still has that value.
    assert_eq!(of("input.operations.pue", &with("operations.pue", "1.4")), ["nothing"]);
    let (_, markup) = found("input.operations.pue");
    assert!(markup.contains("Facility power"), "{markup}");
    // A date is tried, since formulas take it as it is; a deal enters nothing; other baselines say that they are others'.
    assert!(has(&of("baseline.talks-2025-12.phase.expansion.start", &first()), &["chips_online"]));
    assert_eq!(of("deal.openai-aws-38bn.amount_usd", &first()), Vec::<String>::new());
    assert_eq!(of("baseline.openai-amd.agreement.base.power_watts", &first()), ["nothing"]);
    assert!(found("deal.openai-aws-38bn.amount_usd").1.contains("Enters no calculation in this scenario."));
}

#[test]
fn what_is_often_misread_stands_at_its_facts() {
    let page = words(&answer("sources:", &first()));
    for misreading in model::facts::misreadings::MISREADINGS {
        assert!(page.contains(misreading.wrong) && page.contains(misreading.right), "{}", misreading.id);
        for id in misreading.facts {
            let (_, markup) = found(id);
            let row = rows(&markup).into_iter().find(|(one, _)| one == id).expect("it is found").1;
            let said = misreading.right.replace('&', "&amp;").replace('"', "&quot;");
            assert!(row.contains(&said), "{}: {id}", misreading.id);
        }
    }
    for claim in CLAIMS {
        assert!(page.contains(claim.statement), "{}", claim.id);
    }
}

/// A record of a build of the model m1 and the page p1: what is claimed, cases, what they are, largest difference,
/// version.
fn trust_record(rows: &[(&str, u64, &str, f64, &str)]) -> Option<TrustRecord> {
    let row = |(claim, cases, cases_are, worst_share, version): &(&str, u64, &str, f64, &str)| {
        let (group, what) = claim.split_once('/').expect("a group and what is claimed");
        let row = TrustRow {
            group: group.to_owned(),
            what: what.to_owned(),
            cases: *cases,
            cases_are: (*cases_are).to_owned(),
            worst_share: *worst_share,
            date: "2026-11-22".to_owned(),
            version: (*version).to_owned(),
        };
        ((*claim).to_owned(), row)
    };
    let build = Version { model: "m1".to_owned(), page: "p1".to_owned() };
    Some(TrustRecord { build, rows: rows.iter().map(row).collect() })
}

#[test]
fn a_record_of_other_code_is_called_that() {
    let here = model::analysis::fingerprint::of_baselines();
    let claim = format!("fingerprint/{:016x}", here.digest);
    let of = |version: &str| {
        let rows = [
            ("identities/Parts add up", 20190, "scenarios", 4.2e-16, version),
            (claim.as_str(), here.count as u64, "numbers", 0.0, version),
        ];
        words(&trust_page(trust_record(&rows)))
    };
    let said = of("m1");
    assert!(said.contains("1 test, 20,190 cases, largest difference below 10⁻¹⁵."), "{said}");
    assert!(said.contains("to the last bit") && !said.contains("another version"), "{said}");
    let said = of("m0");
    // Once for all rows.
    let other = "The tests ran on another version of the code, the last of them on 2026-11-22; none has been run on this build.";
    assert_eq!(said.matches(other).count(), 1, "{said}");
    assert!(!said.contains("to the last bit.") && !said.contains("cases, largest difference below"), "{said}");
    // Where only some are, the others are marked.
    let mixed =
        [("identities/Parts add up", 20190, "scenarios", 4.2e-16, "m1"), ("hand/A stake", 7, "numbers", 0.0, "m0")];
    let said = words(&trust_page(trust_record(&mixed)));
    assert!(said.contains("1 of 2 results are of the code of this build. Those marked † are"), "{said}");
    assert_eq!(said.matches('†').count(), 2, "{said}");
    // What LibreOffice computes is of a module of the page, and so of the page's code.
    let rows = [
        ("libreoffice/LibreOffice computes it", 1_117_016, "cells of 30 workbooks", 3.7e-14, "p1"),
        ("second_opinion/A model in Python", 900_000, "numbers of 310 scenarios", 2e-12, "m1"),
    ];
    let said = words(&trust_page(trust_record(&rows)));
    for line in ["1,117,016 cells of 30 workbooksbelow 10⁻¹³2026-11-22", "900,000 numbers of 310 scenariosbelow 10⁻¹¹"]
    {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("Identities"), "what has no row has no heading: {said}");
    // Without any record nothing is invented, and it is said once.
    for none in [None, trust_record(&[])] {
        let said = words(&trust_page(none));
        assert_eq!(said.matches("This build has no record of its tests.").count(), 1, "{said}");
        assert!(!said.contains("Calculations by hand") && !said.contains("largest difference below"), "{said}");
        assert!(said.contains("Published totals of systems") && said.contains("Difference"), "{said}");
    }
}

#[test]
fn other_bits_than_natively_are_said_loudly() {
    let said = words(&trust_page(trust_record(&[("fingerprint/0000000000000000", 1, "numbers", 0.0, "m1")])));
    assert!(said.contains("Do not rely on this page"), "{said}");
}

#[test]
fn deals_are_computed_as_far_as_they_can_be() {
    let rows = trust::announced();
    assert_eq!(rows.len(), 10, "a fact, a baseline or a series is gone");
    for (name, said, computed, ..) in rows {
        let off = (computed / said - 1.0).abs();
        let most = match name {
            "OpenAI–NVIDIA, letter of intent: chips" => 0.42,
            "Anthropic–AWS, up to 5 GW: amount" => 0.01,
            "Anthropic–Google, up to a million TPUs: power" => 0.32,
            "Anthropic–AWS, up to 5 GW: power" => 0.62,
            _ => 1e-4,
        };
        assert!(off <= most, "{name}: {computed} against {said}");
    }
}

#[test]
fn what_is_not_known_is_said_and_escaped() {
    for question in
        ["input:", "input:none", "explain:", "explain:metric:none", "explain:series:chips.gb300", "claim:none"]
    {
        let (_, id) = question.split_once(':').expect("a kind and an id");
        assert_eq!(ask(question, &first()), Err(format!("Nothing is known here about “{id}”.")));
    }
    // A sentence is text: whoever shows it escapes it.
    let asked = "<img src=x onerror=\"alert(1)\">&";
    assert_eq!(ask(&format!("input:{asked}"), &first()), Err(format!("Nothing is known here about “{asked}”.")));
    let quoted = first().evidence(ParameterId::parse("equity.pre_money_usd").expect("it is there")).note;
    let markup = answer("input:equity.pre_money_usd", &first());
    assert!(quoted.contains('"') && !markup.contains(quoted) && words(&markup).contains(quoted), "{markup}");
}

#[test]
fn a_scenario_that_is_not_ours_is_refused_in_words() {
    let of = |baseline: &str, id: &str, value: f64| {
        let scenario = ScenarioValue { baseline: baseline.to_owned(), changed: vec![(id.to_owned(), value)] };
        super::answer(&Request { number: 2, ask: Ask::Report { scenario } }).answer
    };
    assert!(of("talks-2025-12", "operations.pue", 1.3).is_ok());
    for (baseline, id, value) in
        [("", "operations.pue", 1.3), ("talks-2025-12", "x", 1.0), ("talks-2025-12", "operations.pue", f64::INFINITY)]
    {
        let why = of(baseline, id, value).expect_err("it is not ours");
        assert!(why.starts_with("There is no ") || why.starts_with("The input "), "{why}");
    }
}

#[test]
fn a_report_carries_its_scenario_and_every_number() {
    let scenario = first();
    let value = ScenarioValue::from(&scenario);
    let told = super::answer(&Request { number: 2, ask: Ask::Report { scenario: value } }).answer;
    let Ok(Answer::Text(text)) = told else { panic!("{told:?}") };
    let link = model::share::permalink::write(&scenario, &run(&scenario));
    assert!(text.starts_with(r#"{"schema":2,"baseline":"talks-2025-12","link":"?s=2."#));
    assert!(text.contains(&link));
    assert!(text.contains(r#""binding":"nothing"},"reasons":{"#), "metrics end with what binds");
}

#[test]
fn no_markup_has_styles_events_or_scripts() {
    let scenario = with("operations.pue", "1.4");
    let all = ["sources:all:", "explain:metric:stake", "explain:metric:stake metric:moic", "input:operations.pue"];
    let mut markup: Vec<String> = all.iter().map(|question| answer(question, &scenario)).collect();
    markup.push(trust_page(None));
    let value = || ScenarioValue::from(&scenario);
    for ask in [
        Ask::Deals,
        Ask::Numbers { scenario: value(), search: Search::default() },
        Ask::Prices { scenario: value(), agreement: "base".to_owned() },
    ] {
        match super::answer(&Request { number: 1, ask }).answer {
            Ok(Answer::Html(html)) => markup.push(html),
            other => panic!("{other:?}"),
        }
    }
    for markup in markup {
        // Quoted notes may speak of such things, tags may not have them.
        for tag in markup.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            for refused in [" style=", "style", "script", " onsubmit=", " onclick="] {
                let is_refused =
                    if refused.starts_with(' ') { tag.contains(refused) } else { tag.starts_with(refused) };
                assert!(!is_refused, "<{tag}>");
            }
        }
    }
}

#[test]
fn every_chart_leaves_with_its_scenario_its_link_and_the_date() {
    let scenario = with("operations.pue", "1.4");
    let of = |figure: &str| {
        let ask = Ask::Export {
            scenario: ScenarioValue::from(&scenario),
            form: Form::Picture { figure: figure.to_owned() },
            address: "https://example.org/?s=1".to_owned(),
            today: "2026-11-24".to_owned(),
        };
        super::answer(&Request { number: 1, ask }).answer
    };
    let mut names = std::collections::BTreeSet::new();
    for definition in figures::definitions::ALL {
        let told = of(definition.id);
        let Ok(Answer::Picture { name, svg }) = told else { panic!("{}: {told:?}", definition.id) };
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"), "{svg}");
        for part in ["modified. Facts as of ", "Saved 2026-11-24.", "https://example.org/?s=1"] {
            let without_tags = |text: &str| text.replace(' ', "");
            let words: String =
                svg.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect();
            assert!(without_tags(&words).contains(&without_tags(part)), "{part} is not in {words}");
        }
        assert!(names.insert(name.clone()), "two charts are called {name}");
    }
    assert_eq!(of("none"), Err("There is no chart “none”.".to_owned()));
}

#[test]
fn dump_for_reading() {
    for q in std::env::var("DUMP").unwrap_or_default().split(',').filter(|q| !q.is_empty()) {
        let mut scenario = first();
        if let Ok(b) = std::env::var("BASE") {
            scenario = Scenario::of(Baseline::by_id(&b).expect("b"));
        }
        let markup = answer(&format!("explain:{q}"), &scenario);
        let spaced = markup
            .replace("</li>", "\n</li>")
            .replace("</p>", "\n</p>")
            .replace("</h3>", "\n</h3>")
            .replace("</h2>", "\n</h2>")
            .replace("</summary>", "\n</summary>")
            .replace("</tr>", "\n</tr>")
            .replace("</td>", " | </td>")
            .replace("</th>", " | </th>");
        println!("=== {q}\n{}", words(&spaced));
    }
}
