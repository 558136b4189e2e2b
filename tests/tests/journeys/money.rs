//! Flows of money, the limits that delay spending, the announced deals, and list prices.

use anyhow::ensure;
use figures::seven_digits;
use journeys::{Page, Role, Window, first_with, input, journey, journey_in, link, plain, starting};
use model::base::show::show;
use model::facts::accelerators::ACCELERATORS;
use model::facts::deals::DEALS;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::ledger::{TRANSFERS, paid_to_date_usd};
use model::run::outcome::run;
use serde_json::json;

/// A scenario in which power is limiting in December 2027.
fn short_of_power() -> Scenario {
    first_with(&[
        ("limit.power", "on"),
        ("limit.power_start_watts", "0.25e9"),
        ("limit.power_added_watts_per_year", "0.1e9"),
    ])
}

/// The spans of the strip below the deployment chart, as they are read out.
fn spans(page: &Page) -> Vec<String> {
    let spans = page.script(
        "return [...document.querySelectorAll('ul[aria-label^=\"What limits growth\"] li')].map(e => e.textContent)",
        &[],
    );
    spans.as_array().into_iter().flatten().filter_map(|span| span.as_str()).map(plain).collect()
}

#[track_caller]
fn is_short_of_power(page: &Page, scenario: &Scenario) {
    page.shows(scenario);
    let outcome = run(scenario);
    let usd = |id: &str| plain(&outcome.show(MetricId::parse(id).expect(id)).expect(id).text());
    let said =
        format!("Power would keep {} of the {} from being delivered.", usd("undelivered_usd"), usd("commitment_usd"));
    page.until("the headline", || {
        let headline = page.headline()?;
        ensure!(headline.ends_with(&said), "{said:?} does not end {headline:?}");
        Ok(())
    });
    page.reads(&format!(
        "By December 2027 spending is {} behind plan; over the terms {} of the {} stays undelivered.",
        usd("shortfall_to_date_usd"),
        usd("undelivered_usd"),
        usd("commitment_usd")
    ));
    // The spans cover every month of the model, each with what limits growth in it.
    let mut expected: Vec<(usize, usize, &str)> = Vec::new();
    for (month, binding) in outcome.binding().into_iter().enumerate() {
        match expected.last_mut() {
            Some((_, last, word)) if *word == binding.shown() => *last = month,
            _ => expected.push((month, month, binding.shown())),
        }
    }
    let name = |month: usize| model::base::month::Month(month as i32).short_name();
    let expected: Vec<String> = expected
        .into_iter()
        .map(|(from, last, word)| match from == last {
            true => format!("{}: {word}", name(from)),
            false => format!("{} to {}: {word}", name(from), name(last)),
        })
        .collect();
    assert!(expected.last().is_some_and(|span| span.ends_with("Dec 2027: power")), "{expected:?}");
    page.until_it_is("what binds", &expected, || Ok(spans(page)));
}

#[test]
fn what_binds_lies_on_the_months_of_the_chart_and_of_the_timeline() {
    journey("what binds", |page| {
        page.shows(&first_with(&[]));
        assert!(!page.headline().expect("a headline").contains("from being delivered"));
        page.reads("All of the $48bn of contracts is delivered over the terms.");
        let scenario = short_of_power();
        for id in ["limit.power", "limit.power_start_watts", "limit.power_added_watts_per_year"] {
            page.put(input(id), &scenario);
        }
        is_short_of_power(page, &scenario);
        // The timeline's lanes and the strip begin and end at the same place, and the chart's marked month is at their
        // end.
        let ends = page.script(
            "const right = css => document.querySelector(css).getBoundingClientRect();
             return [right('.timeline .lane').right, right('.strip').right, right('.aligned .crosshair').left,
                     right('.timeline .lane').left - right('.strip').left]",
            &[],
        );
        let end = |place: usize| ends[place].as_f64().unwrap_or(f64::NAN);
        assert!((end(0) - end(1)).abs() < 1.0 && (end(0) - end(2)).abs() < 1.5 && end(3).abs() < 1.0, "{ends}");
    });
}

#[test]
fn what_binds_is_said_on_a_telephone_too() {
    let scenario = short_of_power();
    journey_in("what binds, narrow", Window::NARROW, &link(&scenario), |page| {
        page.first_of(Role::Button, "Explore this scenario").click();
        is_short_of_power(page, &scenario);
    });
}

#[track_caller]
fn flows_are_the_ledger(page: &Page, scenario: &Scenario) {
    page.shows(scenario);
    let outcome = run(scenario);
    let chart = page.chart("Dollars paid from");
    let rows = page.table_of(&chart);
    assert_eq!(rows.len(), 1 + TRANSFERS.len());
    let picture = chart.the(Role::Picture, starting("Who paid whom."));
    for (row, transfer) in rows[1..].iter().zip(TRANSFERS) {
        let usd = paid_to_date_usd(&outcome.sheet, transfer, outcome.as_of.0 as usize);
        assert!(row[0].ends_with(transfer.purpose) && row[1] == plain(&seven_digits(usd)), "{row:?} is not {usd}");
        let sum = plain(&show(usd, model::base::units::Unit::Usd).text());
        if usd > 0.0 {
            picture.reads(&sum);
            assert!(picture.label().contains(&format!("{}: {sum}", row[0])), "{:?}", picture.label());
        } else {
            chart.reads(transfer.purpose);
        }
    }
    // No labels overlap.
    let clash = picture.script(
        "const all = [...e.querySelectorAll('p')].map(p => {
           const range = document.createRange(); range.selectNodeContents(p);
           return [p.textContent, range.getBoundingClientRect()];
         });
         return all.flatMap(([a, r], i) => all.slice(i + 1)
           .filter(([, s]) => r.left < s.right && s.left < r.right && r.top + 1 < s.bottom && s.top + 1 < r.bottom)
           .map(([b]) => `${a} / ${b}`))",
    );
    assert_eq!(clash, json!([]), "labels on one another");
}

#[test]
fn money_is_followed_and_is_the_ledger() {
    for (name, window) in [("flows", Window::WIDE), ("flows, narrow", Window::NARROW)] {
        let first = first_with(&[]);
        // On a telephone a link opens as the brief.
        let explore = |page: &Page| {
            if window == Window::NARROW {
                page.first_of(Role::Button, "Explore this scenario").click();
            }
        };
        journey_in(name, window, &link(&first), |page| {
            explore(page);
            flows_are_the_ledger(page, &first);
            let chart = page.chart("Dollars paid from");
            chart.reads("Amazon, as investor");
            chart.reads("Amazon, as supplier (AWS)");
            chart.reads("all that was paid in is covered from");
            page.the(Role::Region, "What the money comes to").reads("not by this month");
        });
        let round = Scenario::of(model::inputs::baselines::Baseline::by_id("announced-2026-02").expect("it is frozen"));
        journey_in(name, window, &link(&round), |page| {
            explore(page);
            flows_are_the_ledger(page, &round);
            page.chart("Dollars paid from").reads("Other investors");
        });
    }
}

#[test]
fn the_deals_open_and_say_what_overlaps() {
    for (name, window) in [("deals", Window::WIDE), ("deals, narrow", Window::NARROW)] {
        journey_in(name, window, "", |page| {
            page.shows(&first_with(&[]));
            let section = page.the(Role::Region, "Deals");
            page.open(&section.the(Role::Button, "Show the deals"));
            section.reads("OpenAI–Oracle");
            let rows = section.rows();
            assert_eq!(rows.len(), 1 + DEALS.len());
            for (row, deal) in rows[1..].iter().zip(DEALS) {
                assert!(row[0].starts_with(&plain(deal.name)), "{row:?}");
                assert_eq!(row[8].starts_with("† do not add to"), !deal.overlaps.is_empty(), "{row:?}");
                let computed = deal.amount_usd.is_some() && deal.power_watts.is_some() && deal.term_months.is_some();
                assert_eq!(row[7].starts_with('–'), !computed, "{row:?}");
            }
            let beyond = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
            assert!(beyond.as_f64() <= Some(0.0), "the page scrolls sideways by {beyond}");
        });
    }
}

#[test]
fn list_prices_stand_beside_the_implied_one() {
    journey("prices", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        page.control(input("agreement.base.value_usd"));
        let button = page.the(Role::Button, "Compare with list prices: Base agreement");
        let inputs = page.the(Role::Region, "Inputs");
        let gb200 = ACCELERATORS.iter().find(|chip| chip.id == "gb200").expect("it is in the catalogue");
        page.open(&button);
        inputs.reads("The stated value implies");
        inputs.reads("used here");
        for price in gb200.list_prices {
            inputs.reads(&format!("{}, {}", show(price.fact.value, price.fact.unit).text(), price.kind.name()));
            inputs.reads(price.fact.measures);
        }
    });
}
