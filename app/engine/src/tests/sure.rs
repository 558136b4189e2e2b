//! The page "How sure?": its ranges are those of the model.

use super::*;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;

/// The rows of tables, each with the id of its figure or input.
fn rows(markup: &str) -> Vec<(&str, &str)> {
    let parts = markup.split("<tr data-number=\"").skip(1);
    parts.map(|part| part.split_once("\">").expect("an id ends")).collect()
}

fn page(scenario: &Scenario) -> String {
    let page = answer("sure:contract_npv_usd", scenario);
    for refused in ["style=", "<script", "onclick"] {
        assert!(!page.contains(refused), "{refused} is in {page}");
    }
    page
}

#[test]
fn the_six_figures_have_the_ranges_of_ten_thousand_draws() {
    let markup = page(&first());
    let said = words(&markup);
    let plan = Plan::new(&first(), &Uncertainty::default()).expect("settings");
    let bands = Bands::of(&plan, &Wanted::headline(), &[]);
    assert_eq!(bands.draws, 10_000);
    for (spread, (id, row)) in bands.spreads.iter().zip(rows(&markup)) {
        assert_eq!(spread.metric.id(), id);
        let unit = spread.metric.row().unit;
        let [lowest, low, middle, high, highest] = spread.values.expect("values").values;
        let show = |value: metric::Metric<f64>| crate::pieces::shown(value.expect("a value"), unit);
        for text in
            [show(middle), format!("{} to {}", show(low), show(high)), format!("{} to {}", show(lowest), show(highest))]
        {
            assert!(row.contains(&text), "{text} is not in {row}");
        }
    }
    let (uncertain, fixed) = (plan.uncertain().count(), plan.fixed().len());
    assert!(said.contains(&format!("Of {} inputs {uncertain} have a range.", uncertain + fixed)), "{said}");
    assert!(said.contains("our judgement") && said.contains("10,000 times"), "{said}");
}

/// Figures of the as-of month name it; a contract's figures belong to no month, and neither does the column head.
#[test]
fn a_figure_of_a_contract_has_no_month() {
    let scenario = first();
    let markup = page(&scenario);
    let (head, table) = markup.split_once("<th scope=\"col\">Figure").expect("the table of ranges");
    assert!(!head.is_empty() && table.starts_with("</th>"), "{table}");
    let month = run(&scenario).as_of.name();
    let (mut with, mut without) = (0, 0);
    for (id, row) in rows(&markup).into_iter().take(metric::HEADLINE.len()) {
        let of = MetricId::parse(id).expect(id);
        let (name, _) = row.split_once("</th>").expect("a name");
        assert_eq!(words(&format!("{name}</th>")).contains(&month), of.is_of_as_of(), "{name}");
        if of.is_of_as_of() { with += 1 } else { without += 1 }
    }
    assert!(with > 0 && without > 0, "{with} {without}");
}

#[test]
fn a_scenario_without_values_says_why_and_a_conditional_payment_is_told() {
    let none = Scenario::of(Baseline::by_id("none").expect("exists"));
    let said = words(&page(&none));
    assert!(said.contains("Contract value to its end has no value: no rented agreement delivers anything."), "{said}");
    assert!(said.contains("No value in 10,000 of 10,000 draws ("), "{said}");
    let conditional = |baseline| words(&page(&Scenario::of(Baseline::by_id(baseline).expect(baseline))));
    assert!(conditional("announced-2026-02").contains("A conditional payment is made"));
    assert!(!conditional("talks-2025-12").contains("A conditional payment"));
    // What the reader changed is fixed, so it is not drawn.
    let changed = page(&with("operations.pue", "1.4"));
    assert!(!changed.contains("data-bar=\"operations.pue\""));
}

/// An end of a range at which the figure has no value gets no point, and the reason is given.
#[test]
fn an_end_without_a_value_is_told() {
    use model::analysis::tornado::{Tornado, tornado};
    use model::analysis::uncertainty::plan::ranges;
    use protocol::analysis::Analysis;
    let mut told = 0;
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        for figure in MetricId::all().filter(|figure| figure.row().scope == Scope::Scenario) {
            let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
            let Ok(Tornado { bars, .. }) = tornado(&scenario, figure, &ranges) else { continue };
            let absent: Vec<_> = bars.iter().take(12).filter(|bar| bar.metric.iter().any(|end| end.is_err())).collect();
            if absent.is_empty() || told > 20 {
                continue;
            }
            let ask = Ask::Analysis {
                scenario: ScenarioValue::from(&scenario),
                compared: ComparedValue::default(),
                before: None,
                ranged: usual(),
                of: Analysis::Sensitivity { figure: figure.id() },
            };
            let Ok(Answer::Html(html)) = super::super::answer(&Request { number: 1, ask }).answer else {
                panic!("{}", figure.id())
            };
            for bar in absent {
                let why = bar.metric.iter().find_map(|end| end.err()).expect("an end").reason();
                let words = html.split(&format!("data-absent=\"{}\"", bar.input.id())).nth(1).expect("it is told");
                assert!(words.contains(&why.replace('\'', "&#39;")) || words.contains(why), "{why}: {words}");
                told += 1;
            }
        }
    }
    assert!(told > 0, "no such end was tried");
}
