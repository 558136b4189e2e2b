//! The page of all numbers, and explanations that open above reference pages.

use anyhow::ensure;
use journeys::{Key, Page, Role, Window, first_with, input, journey, journey_in, link, plain};
use model::base::show::show;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::run;
use serde_json::{Value, json};

/// The texts of the cells in a number's row.
fn row(page: &Page, id: &str) -> Vec<String> {
    let cells = page.script(
        "const row = document.querySelector(`dialog [data-number='${arguments[0]}']`);
         return row ? [...row.cells].map(cell => cell.innerText) : []",
        &[json!(id)],
    );
    cells.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
}

#[track_caller]
fn opens(page: &Page, name: &str) {
    page.first_of(Role::Button, name).press(&[Key::Enter]);
    page.until_it_is("the dialog", &json!(true), || {
        Ok(page.script("return document.querySelector('dialog').open", &[]))
    });
}

/// Waits until the open explanation has this name, is above everything else, and has the focus.
#[track_caller]
fn is_explained(page: &Page, name: &str) {
    page.until(&format!("the explanation of {name}"), || {
        let seen = page.script(
            "const h = document.querySelector('.explain h2');
             if (!h) return ['', false, false];
             const at = h.getBoundingClientRect();
             const top = document.elementFromPoint(at.left + 8, at.top + 8);
             return [h.innerText, h.contains(top), document.activeElement === h]",
            &[],
        );
        let words = plain(seen[0].as_str().unwrap_or_default());
        ensure!(words.starts_with(&plain(name)), "{words:?} is shown");
        ensure!(
            seen[1] == json!(true) && seen[2] == json!(true),
            "it is not above everything or has no keyboard: {seen}"
        );
        Ok(())
    });
}

fn scenario() -> Scenario {
    first_with(&[("operations.pue", "1.4"), ("view.as_of", "2027-06")])
}

#[test]
fn every_number_stands_on_one_page_as_computed_natively() {
    let scenario = scenario();
    journey_in("numbers page", Window::WIDE, &link(&scenario), |page| {
        page.shows(&scenario);
        opens(page, "Numbers");
        let outcome = run(&scenario);
        let words = || {
            plain(page.script("return document.querySelector('dialog').innerText", &[]).as_str().unwrap_or_default())
        };
        page.until("the numbers", || {
            ensure!(words().contains(&format!("{} found.", MetricId::all().count())), "they are not there");
            Ok(())
        });
        for said in
            ["as of June 2027", &format!("What limits growth in June 2027: {}.", outcome.metrics.binding.shown())]
        {
            assert!(words().contains(said), "{said:?} is not in {:.600}", words());
        }
        let mut compared = 0;
        for id in [
            "hbm_bytes",
            "hbm_bytes_per_second",
            "usd_per_million_tokens",
            "months_covered",
            "training_energy_joules",
            "training_usd",
            "herfindahl",
            "moic",
            "post_money_usd",
            "effective_flops_per_watt",
            "commitment_usd",
            "cash_low_usd",
            "cash_low_month",
            "payback_month",
            "compute_share.nvidia",
            "contract_usd.base",
            "tco_usd_per_chip_hour.gb300",
            "break_even_mfu.trainium3",
            "credited_ratio.trn3-compute",
        ] {
            let metric = MetricId::parse(id).expect(id);
            let shown = match outcome.metrics.get(metric) {
                Ok(value) => show(value, metric.row().unit).text(),
                Err(absent) => absent.reason().to_owned(),
            };
            let row = row(page, id);
            assert!(row.len() == 4 && row[1].contains(&plain(&shown)), "{id}: {shown:?} is not in {row:?}");
            assert_eq!(row[2], "derived", "{id}");
            compared += 1;
        }
        journeys::agreed("Numbers of the page of all numbers, text against text", compared);
        // The last column compares with the baseline: a higher PUE needs more facility power, and leaves the stake as
        // it is.
        assert!(row(page, "facility_power_watts")[3].starts_with('+'), "{:?}", row(page, "facility_power_watts"));
        assert_eq!(row(page, "stake")[3], "the same");

        // A search leaves only the matching numbers.
        page.script("document.querySelector('dialog input[type=search]').focus()", &[]);
        page.type_text("moic");
        page.until("one number", || {
            ensure!(words().contains("1 found.") && row(page, "stake").is_empty(), "more are shown");
            Ok(())
        });

        // If the focused row is rendered again, the new row has the focus.
        page.script(
            "const row = document.querySelector('dialog .rows [data-ask]'); row.focus(); row.before = true;
             document.querySelector('dialog input[type=search]').dispatchEvent(new Event('input', { bubbles: true }))",
            &[],
        );
        page.until_it_is("the keyboard on a row made anew", &json!([false, "metric:moic"]), || {
            let at = "const at = document.activeElement; return [at.before === true, at.dataset.ask || '']";
            Ok(page.script(at, &[]))
        });
        page.script("document.querySelector('dialog input[type=search]').focus()", &[]);

        // An explanation is above the dialog, has the focus, and leads to further explanations.
        page.press(&[Key::Tab, Key::Tab, Key::Tab]);
        let at = page.script("return document.activeElement.dataset.ask || ''", &[]);
        assert_eq!(at, json!("metric:moic"));
        page.press(&[Key::Enter]);
        is_explained(page, "Multiple of money");
        page.press(&[Key::Tab, Key::Enter]);
        page.until("the next explanation", || {
            let back = page.script("return document.querySelector('.explain-head').innerText", &[]);
            ensure!(back.as_str().is_some_and(|words| words.contains("Back")), "{back}");
            Ok(())
        });
        // Escape closes the explanation, then the dialog.
        page.press(&[Key::Escape]);
        page.until_it_is("the explanation", &json!(null), || {
            Ok(page.script("return document.querySelector('.explain') && 1", &[]))
        });
        assert_eq!(page.script("return document.querySelector('dialog').open", &[]), json!(true));
        page.until_it_is("the keyboard", &json!("metric:moic"), || {
            Ok(page.script("return document.activeElement.dataset.ask || ''", &[]))
        });
        page.press(&[Key::Escape]);
        page.until_it_is("the dialog", &json!(false), || {
            Ok(page.script("return document.querySelector('dialog').open", &[]))
        });
        // After that, explanations open on the page as before.
        page.first_of(Role::Button, journeys::starting("H100-equivalents: ")).press(&[Key::Enter]);
        is_explained(page, "H100-equivalents");
    });
}

#[test]
fn a_fact_explains_itself_over_the_sources_and_stays_when_they_are_left() {
    journey("over the sources", |page| {
        page.shows(&first_with(&[]));
        opens(page, "Sources");
        page.until("the facts", || {
            ensure!(page.script("return document.querySelectorAll('dialog .rows tr').length", &[]) != json!(0), "none");
            Ok(())
        });
        let fact = "fact:accelerator.h100.fp8";
        page.script("document.querySelector('dialog input[type=search]').focus()", &[]);
        page.type_text("accelerator.h100.fp8");
        page.until("the fact", || {
            let first = page
                .script("const e = document.querySelector('dialog .rows [data-ask]'); return e && e.dataset.ask", &[]);
            ensure!(first == json!(fact), "{first}");
            Ok(())
        });
        page.script("document.querySelector('dialog .rows [data-ask]').click()", &[]);
        is_explained(page, "H100: peak FP8, dense");
        // When the dialog is closed, its open explanation moves beside the page.
        page.script("document.querySelector('dialog .reference-bar button').click()", &[]);
        page.until("the explanation beside the page", || {
            let seen = page.script(
                "const e = document.querySelector('.explain');
                 return [document.querySelector('dialog').open, !!e && !e.closest('dialog') && e.checkVisibility()]",
                &[],
            );
            ensure!(seen == json!([false, true]), "{seen}");
            Ok(())
        });
        // Inputs can be changed meanwhile, and the explanation can be closed.
        page.put(input("operations.pue"), &first_with(&[("operations.pue", "1.4")]));
        page.the(Role::Button, "Close").click();
        page.until_it_is("the explanation", &json!(null), || {
            Ok(page.script("return document.querySelector('.explain') && 1", &[]))
        });
    });
}

#[test]
fn explanations_over_a_page_of_reference_fit_a_telephone() {
    journey_in("numbers on a telephone", Window::NARROW, "", |page| {
        page.shows(&first_with(&[]));
        opens(page, "Numbers");
        page.until("the numbers", || {
            ensure!(!row(page, "stake").is_empty(), "they are not there");
            Ok(())
        });
        page.script("document.querySelector(\"dialog [data-ask='metric:stake']\").click()", &[]);
        is_explained(page, "Stake");
        let wide = page.script("const d = document.querySelector('dialog'); return d.scrollWidth - d.clientWidth", &[]);
        assert_eq!(wide, json!(0));
    });
}
