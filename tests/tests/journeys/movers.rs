//! The list of inputs that move a figure most: its order, its fields, and the marks at its sliders.

use anyhow::ensure;
use journeys::{Key, Page, Role, containing, first_with, input, journey, plain};
use model::analysis::goal::Wish;
use model::analysis::goal::single::{Found, reach};
use model::inputs::kinds::Kind;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::MetricId;
use model::share::ranged::Ranged;
use serde_json::{Value, json};

/// The six inputs that move a figure most, computed natively.
fn ranked(scenario: &Scenario, of: MetricId) -> Vec<String> {
    let ranges = Ranged::default().ranges_of(scenario);
    let all = model::analysis::ranking::ranking(scenario, of, &ranges);
    all.into_iter().take(6).map(|of| of.id()).collect()
}

/// The inputs that the list shows.
fn shown(page: &Page) -> Vec<String> {
    let ids = page.script("return document.querySelector('.movers-first').dataset.inputs.split(' ')", &[]);
    ids.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn what_moves_a_figure_most_comes_first_and_waits_for_the_hand() {
    journey("movers", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        assert_eq!(shown(page), ranked(&first, metric::CONTRACT_NPV));
        page.the(Role::Combobox, "Figure").choose(metric::FACILITY_POWER.row().label);
        page.until_it_is("the ranking", &ranked(&first, metric::FACILITY_POWER), || Ok(shown(page)));

        // The order stays while an input of the list has the focus, and is updated when the input loses it.
        let list = page.the(Role::Region, "What moves it most");
        let slip = list.the(Role::Slider, "Schedule slip");
        let held = shown(page);
        slip.press(&[Key::End]);
        let late = first_with(&[("operations.slip_months", "36")]);
        page.shows(&late);
        let after = ranked(&late, metric::FACILITY_POWER);
        assert_ne!(held, after, "the order would change");
        page.until("a rest", || {
            let words = slip.script("return e.closest('.input').querySelector('.moves').textContent");
            ensure!(words.as_str().is_some_and(|words| words.starts_with("From ")), "{words}");
            Ok(())
        });
        std::thread::sleep(std::time::Duration::from_millis(800));
        assert_eq!(shown(page), held);
        page.the(Role::Search, "Find an input").focus();
        page.until_it_is("the ranking", &after, || Ok(shown(page)));
    });
}

/// When a slider is released after it was held still, the order is updated to its value.
#[test]
fn the_order_follows_when_a_slider_is_let_go_after_a_rest() {
    journey("movers after a rest", |page| {
        page.shows(&first_with(&[]));
        page.the(Role::Combobox, "Figure").choose(metric::FACILITY_POWER.row().label);
        page.until_it_is("the ranking", &ranked(&first_with(&[]), metric::FACILITY_POWER), || Ok(shown(page)));
        let slip = page.control(input("operations.slip_months"));
        let wide = slip.script("return e.getBoundingClientRect().width").as_f64().expect("a width");
        slip.drag_from_thumb_and_hold(0.9 * wide, 1_500);
        let late = page.in_address().expect("a link");
        assert_ne!(ranked(&late, metric::FACILITY_POWER), ranked(&first_with(&[]), metric::FACILITY_POWER));
        page.until_it_is("the ranking", &ranked(&late, metric::FACILITY_POWER), || Ok(shown(page)));
    });
}

/// When the order changes, text that was refused in one input's field does not appear in another input's field, and no
/// element of the list is reused for another input.
#[test]
fn a_field_of_a_list_is_never_given_to_another_input() {
    journey("fields of a list", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        let list = page.the(Role::Region, "What moves it most");
        let fields = || -> Vec<(String, String)> {
            let all = list.script(
                "return [...e.querySelectorAll('.typed input')].map(field => [field.closest('.input').dataset.input, field.value])",
            );
            serde_json::from_value(all).expect("ids and texts")
        };
        let (refused, _) = fields().pop().expect("fields");
        let name = format!("{}, typed", input(&refused).name());
        list.the(Role::Textbox, &name).enter("no number");
        page.until("the refusal", || {
            ensure!(!list.every(Role::Alert, containing("is kept")).is_empty(), "nothing is said");
            Ok(())
        });
        list.script("e.querySelectorAll('.input').forEach(one => { one.was = one.dataset.input; })");
        let others = || -> Vec<String> { fields().into_iter().map(|(id, _)| id).collect() };
        let before = others();
        page.the(Role::Combobox, "Figure").choose(metric::FACILITY_POWER.row().label);
        page.until("another ranking", || {
            ensure!(others() != before, "it is the same");
            Ok(())
        });
        let given = list.script(
            "return [...e.querySelectorAll('.input')].filter(one => one.was && one.was !== one.dataset.input).map(one => [one.was, one.dataset.input])",
        );
        assert_eq!(given, json!([]), "elements that were those of another input");
        for (id, text) in fields().into_iter().filter(|(id, _)| *id != refused) {
            let of = input(&id);
            let expected = match of.row().kind {
                Kind::Month => of.show(first.get(of)),
                _ => of.row().scale.write(first.get(of)),
            };
            assert_eq!(text, expected, "{id}");
        }
    });
}

#[test]
fn a_slider_says_which_way_it_moves_the_figure_and_where_that_breaks_even() {
    journey("marks", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        let list = page.the(Role::Region, "What moves it most");
        list.reads("break-even or a target");
        let shown = list.attribute("data-inputs").expect("the build has ranked");
        let ticks = "return e.closest('.track').querySelectorAll('.break-even').length";
        let mut found = 0;
        for of in shown.split(' ').map(input) {
            let slider = list.the(Role::Slider, of.name());
            let reached = match reach(&scenario, metric::CONTRACT_NPV, Wish::Value(0.0), of) {
                Found::At(reached) => reached,
                Found::Nearest { .. } | Found::NoValue => Vec::new(),
            };
            page.until(&of.name(), || {
                let says = plain(&slider.attribute("title").unwrap_or_default());
                ensure!(says.starts_with("Contract value to its end: "), "it says {says:?}");
                for one in &reached {
                    ensure!(says.contains(&plain(&of.show(one.from))), "it says {says:?}");
                }
                ensure!(slider.script(ticks) == json!(reached.len()), "{} ticks", slider.script(ticks));
                Ok(())
            });
            found += reached.len();
        }
        assert!(found > 0, "a contract can be worth nothing");
        // A figure without a break-even has no ticks.
        page.the(Role::Combobox, "Figure").choose(metric::STAKE.row().label);
        page.until("no ticks", || {
            let all = list.script("return [...e.querySelectorAll('.track .break-even')].length");
            ensure!(all == json!(0), "{all} ticks");
            Ok(())
        });
    });
}
