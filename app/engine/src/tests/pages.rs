//! Pages of reference: sources, trust, deals.

use super::*;
use model::inputs::baselines::Baseline;
use model::share::compared::{Compared, Way};

/// The rows of the table, each with its fact's id.
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
    // By source, ignoring case, and by class and kind.
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
    // By hand: GB300's FP8 peak enters work and H100-equivalents, but not dollars paid, watts or the stake.
    let peak = of("accelerator.gb300.fp8", &first());
    assert!(
        has(&peak, &["effective_flops", "h100_equivalents", "training_days", "usd_per_effective_pflop_hour"]),
        "{peak:?}"
    );
    for not in ["spend_to_date_usd", "facility_power_watts", "stake", "chips_online"] {
        assert!(!has(&peak, &[not]), "{not}");
    }
    // By hand: PUE enters the facility's power and the cost of energy, so margins and the investor's cash; a fleet that
    // is sized by dollars does not respond to it.
    let pue = of("input.operations.pue", &first());
    assert!(has(&pue, &["facility_power_watts", "gross_margin", "investor_cash_to_date_usd"]), "{pue:?}");
    for not in ["chips_online", "h100_equivalents", "stake", "spend_to_date_usd"] {
        assert!(!has(&pue, &[not]), "{not}");
    }
    // Only while the input still has that value.
    assert_eq!(of("input.operations.pue", &with("operations.pue", "1.4")), ["nothing"]);
    let (_, markup) = found("input.operations.pue");
    assert!(markup.contains("Facility power"), "{markup}");
    // A date is found by runs, since formulas take it as given; a deal enters nothing; facts of other baselines say so.
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

/// A record of a build of model m1 and page p1. Each row has the claim, the number of cases, what they are, the largest
/// difference and the version.
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
    // It is said once for all rows.
    let other = "The tests ran on another version of the code, the last of them on 2026-11-22; none has been run on this build.";
    assert_eq!(said.matches(other).count(), 1, "{said}");
    assert!(!said.contains("to the last bit.") && !said.contains("cases, largest difference below"), "{said}");
    // If only some rows are of this build, the others are marked.
    let mixed =
        [("identities/Parts add up", 20190, "scenarios", 4.2e-16, "m1"), ("hand/A stake", 7, "numbers", 0.0, "m0")];
    let said = words(&trust_page(trust_record(&mixed)));
    assert!(said.contains("1 of 2 results are of the code of this build. Those marked † are"), "{said}");
    assert_eq!(said.matches('†').count(), 2, "{said}");
    // The workbook that LibreOffice computes is written by a module of the page, so its row has the page's version.
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
    // Without any record nothing is invented, and the page says so once.
    for none in [None, trust_record(&[])] {
        let said = words(&trust_page(none));
        assert_eq!(said.matches("This build has no record of its tests.").count(), 1, "{said}");
        assert!(!said.contains("Calculations by hand") && !said.contains("largest difference below"), "{said}");
        assert!(said.contains("Published totals of systems") && said.contains("Difference"), "{said}");
    }
}

#[test]
fn a_record_that_cannot_be_read_is_not_called_absent() {
    for text in ["", "<!doctype html>", "{}"] {
        let said = words(&trust_page_of(Some(text.to_owned())));
        assert_eq!(said.matches("The record of this build’s tests cannot be read.").count(), 1, "{said}");
        assert!(!said.contains("has no record") && said.contains("Published totals of systems"), "{said}");
    }
}

/// The page names the year up to which the runs go.
#[test]
fn deals_are_run_to_the_end_that_is_named() {
    let said = words(&trust_page(None));
    assert!(said.contains("run by this build to the end of 2044. What is computed"), "{said}");
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

/// The brief of every baseline: its sentence, three figures, one chart in two widths, and that nothing differs.
#[test]
fn a_brief_has_what_it_stands_for() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let (html, below) = brief(&scenario);
        assert!(
            html.contains(baseline.name) && html.contains("Nothing: this is the baseline as it was released."),
            "{html}"
        );
        assert!(below.contains("Nothing: this is the baseline as it was released."), "{below}");
        assert_eq!((below.matches("<svg").count(), html.matches("<svg").count()), (2, 1), "{}", baseline.id);
        assert_eq!(html.matches("<li><span>").count(), 3, "{}", baseline.id);
    }
    let (html, below) = brief(&with("chip.gb300.price_usd_per_hour", "4.5"));
    assert!(below.contains("GB300 costs <span"), "{below}");
    assert!(html.contains("December 2025, modified · as of December 2027"), "{html}");
    assert!(html.contains("GB300 costs <span") && html.contains(">$4.50 an hour</span> instead of $5.00."), "{html}");
    assert!(html.contains(" vs baseline"), "{html}");
}

/// A brief on paper, and the part of it that the page asks for below its own sentences and figures.
fn brief(scenario: &Scenario) -> (String, String) {
    let value = || ScenarioValue::from(scenario);
    let [name, address, today] = ["", "https://example.org/", "2026-11-26"].map(str::to_owned);
    let asked = |ask| match crate::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Html(html)) => html,
        other => panic!("{other:?}"),
    };
    let paper = asked(Ask::BriefPaper {
        scenario: value(),
        drawn: None,
        name,
        notes: NotesValue::default(),
        address,
        today,
        ranged: usual(),
    });
    (paper, asked(Ask::BelowBrief { scenario: value(), drawn: None, ranged: usual() }))
}

/// If a finding turns at an end of a range, that is said wherever the finding is: in the brief, on its sheet and on
/// paper, in one sentence with at most two inputs.
#[test]
fn a_contract_that_turns_within_its_ranges_says_so_on_every_page() {
    let mut told = 0;
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let (sheet, below) = brief(&scenario);
        let explained = answer("explain:metric:contract_npv_usd", &scenario);
        let turns = explained.contains("With one input at an end of its range, it would turn ");
        for (page, subject) in [
            (sheet, "that value"),
            (below, "that value"),
            (paper(&scenario, &Compared::default(), ""), "the contract’s value"),
        ] {
            let said = words(&page);
            let sentence = said.split_once(&format!("With one input at an end of its range, {subject} would turn "));
            assert_eq!(sentence.is_some(), turns, "{}: {said}", baseline.id);
            let Some((_, rest)) = sentence else { continue };
            assert!(rest.starts_with("negative: ") || rest.starts_with("positive: "), "{rest}");
            let named = said.matches("(its low end)").count() + said.matches("(its high end)").count();
            let sentences = said.matches("With one input at an end of its range,").count();
            assert!((sentences..=2 * sentences).contains(&named), "{}: {said}", baseline.id);
            told += 1;
        }
    }
    assert!(told >= 6, "{told}: baselines are known whose contract turns");
}

fn paper(scenario: &Scenario, compared: &Compared, address: &str) -> String {
    let ask = Ask::Paper {
        scenario: scenario.into(),
        compared: compared.into(),
        drawn: None,
        ranged: usual(),
        notes: NotesValue::default(),
        address: address.to_owned(),
        today: "2026-11-26".to_owned(),
    };
    match crate::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Html(html)) => html,
        other => panic!("{}: {other:?}", scenario.baseline().id),
    }
}

/// Paper includes the compared scenarios: each with its name, its figures, and its lines in the drawings.
#[test]
fn paper_has_what_is_compared() {
    let scenario = Scenario::of(Baseline::first());
    let alone = paper(&scenario, &Compared::default(), "");
    assert!(!alone.contains("Compared with"), "{alone}");
    for way in Way::ALL {
        let mut compared = Compared::default();
        let named = |id: &str| (Scenario::of(Baseline::by_id(id).expect(id)), format!("Named <{id}>"));
        let (scenario_of_one, name) = named("all-nvidia");
        compared.pin(&scenario_of_one, &name);
        compared.show(way);
        let markup = paper(&scenario, &compared, "");
        for words in ["Compared with", "Named &lt;all-nvidia&gt;", "Input that differs"] {
            assert!(markup.contains(words), "{way:?}: {words}");
        }
        // A name is escaped, whatever it contains.
        assert!(!markup.contains("Named <"), "{way:?}");
        for pinned in compared.pinned() {
            let chips = run(&pinned.scenario().clone().with_view_of(&scenario)).show(metric::CHIPS_ONLINE);
            let chips = chips.expect("a fleet").text();
            assert!(markup.contains(&chips), "{way:?}: {chips}");
        }
        // The drawings differ from those of the scenario alone.
        let drawings = |markup: &str| markup.split_once("class=\"charts\"").expect("charts").1.to_owned();
        assert_ne!(drawings(&markup), drawings(&alone), "{way:?}");
        assert!(!markup.contains("style="), "{way:?}");
        // With more of them, only the tables include all; the charts say that they are of the scenario alone.
        let (another, name) = named("all-trainium3");
        compared.pin(&another, &name);
        let markup = paper(&scenario, &compared, "");
        assert!(markup.contains("Named &lt;all-trainium3&gt;") && markup.contains("of this scenario alone"), "{way:?}");
        assert_eq!(drawings(&markup), drawings(&alone), "{way:?}");
    }
}

/// Paper has everything that a scenario consists of, and nothing that only works on a screen.
#[test]
fn paper_has_headline_changes_charts_numbers_sources_and_link() {
    let address = "https://example.org/?s=2.tk";
    for baseline in BASELINES {
        let mut scenario = Scenario::of(baseline);
        scenario.set_nearest(model::input::PUE, 1.31);
        let markup = paper(&scenario, &Compared::default(), address);
        for refused in ["<script", "onload"] {
            assert!(!markup.contains(refused), "{}: {refused}", baseline.id);
        }
        let outcome = run(&scenario);
        let subjects = figures::Subjects::one(&scenario, &outcome);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        // Lines in drawings may break anywhere.
        let said = squeezed(
            &markup.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<String>(),
        );
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        for of in figures::definitions::ALL {
            let title = figures::span::plain(&(of.finding)(&subjects));
            assert!(said.contains(&squeezed(&escaped(&title))), "{}: {title}", baseline.id);
        }
        // Numbers that are 0 here and in the baseline are left out.
        let as_released = run(&Scenario::of(baseline).with_view_of(&scenario));
        let something = |metric: &MetricId| {
            [&outcome, &as_released].iter().any(|of| of.metrics.get(*metric).is_ok_and(|value| value != 0.0))
        };
        let metrics = MetricId::all().filter(|metric| metric.row().scope == Scope::Scenario).filter(something);
        for metric in metrics {
            if let Ok(shown) = outcome.show(metric) {
                let row = escaped(&format!("{}{}", metric.name(), shown.text()));
                assert!(said.contains(&squeezed(&row)), "{}: {row}", baseline.id);
            }
        }
        for words in ["PUE", "1.31", "Sourcesofthesenumbers", "2026-11-26", address] {
            assert!(said.contains(words), "{}: {words}", baseline.id);
        }
        // A line for each source, none twice.
        let list =
            markup.split("class=\"sources\"").nth(1).and_then(|rest| rest.split("</ul>").next()).expect("a list");
        let lines: Vec<&str> = list.split("<li>").skip(1).collect();
        let different: std::collections::BTreeSet<&str> = lines.iter().copied().collect();
        assert!(lines.len() > 5 && different.len() == lines.len(), "{}: {}", baseline.id, lines.len());
    }
}
