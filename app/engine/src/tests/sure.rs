//! The page of how sure: its numbers are the model's.

use super::*;
use model::analysis::tornado::tornado;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;
use model::input;
use model::quantities::metric::HEADLINE;

/// The rows of tables, each by the id of its figure or input.
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
        let show = |value| crate::pieces::shown(value, unit);
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

#[test]
fn what_moves_the_chosen_figure_stands_with_both_ends_in_order() {
    let markup = page(&first());
    let bars = tornado(&first(), metric::CONTRACT_NPV).expect("a value");
    let told: Vec<_> = rows(&markup).into_iter().skip(HEADLINE.len()).collect();
    assert_eq!(told.len(), 12);
    for (bar, (id, row)) in bars.iter().zip(told) {
        assert_eq!(bar.input.id(), id);
        for (value, metric) in bar.values.into_iter().zip(bar.metric) {
            let at_end = crate::pieces::shown(metric.expect("a value"), Unit::Usd);
            for text in [bar.input.show(value), at_end] {
                assert!(row.contains(&text), "{text} is not in {row}");
            }
        }
    }
    assert!(answer("sure:profit", &first()).contains("Nothing is known"));
}

#[test]
fn the_price_of_the_ready_question_makes_both_cost_the_same() {
    let markup = page(&first());
    let said = words(&markup);
    let (_, after) = said.split_once("same as GB300?At ").expect("it is asked");
    let (text, _) = after.split_once(':').expect("it is answered");
    // What is printed has three digits; a run at it comes as close.
    let price = input::chip::PRICE.of(model::facts::accelerators::index_of("trainium3"));
    let scenario = with(&price.id(), text.split('/').next().expect("a price").trim_start_matches('$'));
    let outcome = run(&scenario);
    let cost = |chip: &str| {
        let of = MetricId::parse(&format!("usd_per_effective_pflop_hour.{chip}")).expect(chip);
        outcome.metrics.get(of).expect("a cost")
    };
    assert!((cost("trainium3") / cost("gb300") - 1.0).abs() < 0.005, "{text}");
    // In the table, what stands in bold is what costs no more than on GB300.
    let cells: Vec<(bool, f64)> = markup
        .split("<td data-label=\"$")
        .skip(1)
        .map(|cell| {
            let (_, after) = cell.split_once("derived\">$").expect("it is derived, in dollars");
            let number = after.split('<').next().expect("a tag follows");
            (cell.contains("<b><span"), number.parse().expect(number))
        })
        .collect();
    assert_eq!(cells.len(), 25);
    let level = run(&first()).metrics.get(MetricId::parse("usd_per_effective_pflop_hour.gb300").expect("a metric"));
    let level = level.expect("a cost");
    assert!(cells.iter().any(|(bold, _)| *bold) && cells.iter().any(|(bold, _)| !bold));
    for (bold, cost) in cells {
        assert!(bold == (cost <= level) || (cost / level - 1.0).abs() < 0.01, "{bold} {cost} {level}");
    }
}

#[test]
fn a_scenario_without_values_says_why_and_so_does_each_baseline() {
    let none = Scenario::of(Baseline::by_id("none").expect("exists"));
    let said = words(&page(&none));
    assert!(said.contains("It has no value: no rented agreement has a size."), "{said}");
    assert!(said.contains("No value in 10,000 draws"), "{said}");
    // What the reader changed is fixed, and the page says what it rests on.
    let changed = page(&with("operations.pue", "1.4"));
    assert!(!rows(&changed).iter().any(|(id, _)| *id == "operations.pue"));
}
