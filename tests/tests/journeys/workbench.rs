//! The workbench: the search for inputs, the list of changes, offers to undo, figures that stay in sight, and what an
//! input moves.

use anyhow::ensure;
use journeys::{Key, Page, Role, Window, containing, first_with, input, journey, journey_in, link, plain, starting};
use model::analysis::ranking::ranking;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;
use model::metric;
use model::run::outcome::run;
use model::share::ranged::Ranged;
use serde_json::{Value, json};

#[test]
fn an_input_is_found_by_words_and_entered_by_keys() {
    journey("search", |page| {
        page.shows(&first_with(&[]));
        let price = input("chip.gb300.price_usd_per_hour");
        let search = page.the(Role::Search, "Find an input");
        search.focus();
        page.type_text("gb300 price");
        let found = page.the(Role::Region, "Inputs found");
        found.reads("1 input. Enter goes to it.");
        page.press(&[Key::Enter]);
        let field = found.the(Role::Textbox, format!("{}, typed", price.name()));
        assert_eq!(field.script("return document.activeElement === e"), json!(true), "Enter goes to the input");
        field.enter("4.5");
        let scenario = first_with(&[("chip.gb300.price_usd_per_hour", "4.5")]);
        page.shows(&scenario);

        // Inputs are found by id and by group. The page says if nothing is found.
        for (typed, name) in [("operations.pue", "PUE"), ("supplier cost of capital", "Cost of capital")] {
            search.focus().press(&[Key::Escape]);
            page.type_text(typed);
            page.the(Role::Region, "Inputs found").the(Role::Slider, name);
        }
        search.focus().press(&[Key::Escape]);
        page.type_text("no such input");
        page.the(Role::Region, "Inputs found").reads("No input has that name.");
        search.focus().press(&[Key::Escape]);
        page.until("the groups again", || {
            ensure!(page.every(Role::Region, "Inputs found").is_empty(), "the search is still there");
            Ok(())
        });
        page.open_group(Group::Deal);
    });
}

#[test]
fn changes_are_listed_with_what_they_do_and_go_back_one_by_one() {
    journey("changes", |page| {
        let both = first_with(&[("operations.pue", "1.3"), ("operations.slip_months", "6")]);
        let list = page.the(Role::Region, "What changed");
        list.reads("Nothing yet");
        let high = list.script("return e.getBoundingClientRect().height");
        for id in ["operations.pue", "operations.slip_months"] {
            page.put(input(id), &both);
        }
        page.shows(&both);
        let first = first_with(&[]);
        for id in ["operations.pue", "operations.slip_months"] {
            let of = input(id);
            list.reads(&plain(&format!("{}: {} → {}", of.name(), of.show(first.get(of)), of.show(both.get(of)))));
            let mut without = both.clone();
            without.reset(of);
            let value = |scenario: &Scenario| run(scenario).metrics.get(metric::CONTRACT_NPV).expect("it has one");
            let gap = value(&both) - value(&without);
            let words = model::base::show::show(gap, metric::CONTRACT_NPV.row().unit).text();
            list.reads(&plain(&words));
        }
        assert_eq!(list.script("return e.getBoundingClientRect().height"), high, "inputs do not move for it");

        // The effects on another figure.
        page.the(Role::Combobox, "Figure").choose(metric::STAKE.row().label);
        list.reads("no effect");

        list.the(Role::Button, "Reset PUE").click();
        let late = first_with(&[("operations.slip_months", "6")]);
        page.shows(&late);
        page.address_is(&late);
        list.the(Role::Button, "Reset Schedule slip").click();
        page.shows(&first);
        list.reads("Nothing yet");
    });
}

/// Effects of many changes are computed when the scenario rests, and again when another figure is chosen.
#[test]
fn effects_of_many_changes_are_those_of_the_figure_that_is_chosen() {
    let first = first_with(&[]);
    let ranked = ranking(&first, metric::CONTRACT_NPV, &Ranged::default().ranges_of(&first));
    let numbers = ranked.into_iter().filter(|of| matches!(of.row().kind, Kind::Number | Kind::Logarithmic));
    let many = numbers.take(12).fold(first, |scenario, of| scenario.with_nearest(of, 1.05 * scenario.get(of)));
    assert!(many.changes().count() > 8, "only {}", many.changes().count());
    journey_in("effects of many", Window::WIDE, &link(&many), |page| {
        page.shows(&many);
        let list = page.the(Role::Region, "What changed");
        let no_effects = || list.words().matches("no effect").count();
        list.reads("$");
        assert_eq!(no_effects(), 0, "all move the contract value");
        page.the(Role::Combobox, "Figure").choose(metric::STAKE.row().label);
        list.reads("no effect");
    });
}

/// Waits for the line that says what was done, and for its announcement.
fn said(page: &Page, words: &str) {
    page.the(Role::Region, "What was done").reads(words);
    page.until("the announcement", || {
        let said = page.script("return document.querySelector('[aria-live=polite]').textContent", &[]);
        ensure!(said.as_str().is_some_and(|said| plain(said).contains(words)), "{said}");
        Ok(())
    });
}

#[test]
fn reset_all_and_another_baseline_are_taken_back() {
    journey("undo offered", |page| {
        let mine = first_with(&[("operations.pue", "1.3"), ("operations.slip_months", "6")]);
        for id in ["operations.pue", "operations.slip_months"] {
            page.put(input(id), &mine);
        }
        page.shows(&mine);
        page.the(Role::Button, "Reset all").click();
        page.shows(&first_with(&[]));
        said(page, "2 changes dropped.");
        page.the(Role::Button, "Undo this").click();
        page.shows(&mine);
        page.address_is(&mine);
        assert!(page.every(Role::Region, "What was done").is_empty(), "it is done with");

        let other = Baseline::by_id("all-nvidia").expect("it is frozen");
        page.start_from(other);
        page.shows(&Scenario::of(other));
        said(page, "2 changes left behind.");
        page.the(Role::Button, "Undo this").click();
        page.shows(&mine);
    });
}

#[test]
fn changes_are_carried_to_another_baseline_where_it_uses_them() {
    let other = Baseline::by_id("all-nvidia").expect("it is frozen");
    // This baseline has no Trainium3.
    let mine = first_with(&[("operations.pue", "1.3"), ("chip.trainium3.price_usd_per_hour", "2")]);
    journey_in("carry", Window::WIDE, &link(&mine), |page| {
        page.shows(&mine);
        page.start_from(other);
        page.shows(&Scenario::of(other));
        page.the(Role::Button, "Carry my changes over").click();
        let mut carried = Scenario::of(other);
        carried.set_nearest(input("operations.pue"), 1.3);
        page.shows(&carried);
        page.address_is(&carried);
        said(page, "1 of 2 changes carried over; this baseline does not use Trainium3: Price.");
        page.the(Role::Button, "Undo this").click();
        page.shows(&Scenario::of(other));
    });
}

#[test]
fn groups_stay_open_in_a_tab_and_say_how_much_they_hold() {
    journey("groups", |page| {
        page.open_group(Group::Supplier);
        let slip = first_with(&[("supplier.wacc", "0.1")]);
        page.put(input("supplier.wacc"), &slip);
        page.shows(&slip);
        let count = model::inputs::input::ParameterId::all().filter(|of| of.row().group == Group::Supplier).count();
        let heading = page.the(Role::Region, "Inputs").the(Role::Button, starting("Supplier"));
        heading.reads(&format!("{count} inputs 1 changed"));
        page.reload();
        page.shows(&slip);
        assert_eq!(heading_is_open(page, "Supplier"), json!("true"));
        assert_eq!(heading_is_open(page, "Workload"), json!("false"));
        // A chip that is in no phase is folded away.
        page.open_group(Group::Hardware);
        let h100 = "H100: Price";
        assert!(page.every(Role::Slider, h100).is_empty(), "it is in no phase");
        page.unfold();
        page.first_of(Role::Slider, h100);
    });
}

fn heading_is_open(page: &Page, group: &str) -> Value {
    let heading = page.the(Role::Region, "Inputs").the(Role::Button, starting(group));
    json!(heading.attribute("aria-expanded"))
}

/// The tops and bottoms of the headline and of the figures.
const STRIP: &str = "
const [head, figures] = ['.headline', '#figures'].map(css => document.querySelector(css).getBoundingClientRect());
return [head.top, head.bottom, figures.top, figures.bottom]";

#[test]
fn the_figures_stay_and_nothing_jumps_for_a_sentence() {
    for window in [Window { width: 1440, height: 900 }, Window { width: 1024, height: 768 }] {
        journey_in(&format!("strip at {}", window.width), window, "", |page| {
            page.shows(&first_with(&[]));
            let at = |page: &Page| -> Vec<f64> {
                let read = page.script(STRIP, &[]);
                read.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
            };
            let before = at(page);
            assert!(before[3] - before[0] <= 120.0, "{before:?}");
            assert!(before[3] - before[2] <= 64.0, "{before:?}");
            // Headlines of different lengths do not move what is below them.
            for baseline in BASELINES {
                page.start_from(baseline);
                page.shows(&Scenario::of(baseline));
                assert_eq!(at(page), before, "{}", baseline.id);
            }
            page.script("scrollTo({ top: 2000, behavior: 'instant' })", &[]);
            page.until("figures at the top", || {
                let now = at(page);
                ensure!(now[2] == 0.0 && now[3] <= 64.0 && now[1] < 0.0, "{now:?}");
                Ok(())
            });
            // The inputs scroll independently of the page.
            page.open_group(Group::Supplier);
            let own = page.the(Role::Region, "Inputs").script(
                "const before = scrollY; e.scrollTo({ top: 300, behavior: 'instant' }); return [e.scrollTop, scrollY === before]",
            );
            assert_eq!(own, json!([300, true]));
        });
    }
    journey_in("strip in a low window", Window { width: 1024, height: 460 }, "", |page| {
        page.shows(&first_with(&[]));
        page.script("scrollTo({ top: 1000, behavior: 'instant' })", &[]);
        page.until("figures out of sight", || {
            let now = page.script(STRIP, &[]);
            ensure!(now[3].as_f64() < Some(0.0), "{now}");
            Ok(())
        });
    });
}

/// Focuses the controls of inputs one after the other. Checks that each input says what it moves, and that the control,
/// the figures and the chart are in sight.
const FOCUS_ALL: &str = r#"
const [from, most, done] = arguments;
const rest = ms => new Promise(next => setTimeout(next, ms));
const controls = [...document.querySelectorAll('.inputs .input')].map(e => e.querySelector('input[type=range], input[type=checkbox], select'));
// The middle of it is seen, and nothing lies over it.
const seen = (e, over) => {
  const box = e.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  return box.top >= 0 && box.bottom <= innerHeight + 1 && box.height > 0 && !!top && !!top.closest(over);
};
(async () => {
  const wrong = [];
  for (const control of controls.slice(from, from + most)) {
    document.activeElement.blur();
    await rest(20);
    control.focus();
    const input = control.closest('.input');
    let words = '';
    for (const start = performance.now(); !words && performance.now() - start < 30000;) {
      await rest(10);
      words = (input.querySelector('.moves') || { textContent: '' }).textContent;
    }
    await rest(20);
    const name = input.getAttribute('aria-label');
    const id = (input.querySelector('.moves') || { dataset: {} }).dataset.figure;
    if (!words) wrong.push(`${name}: says nothing`);
    if (!seen(control, '.input')) wrong.push(`${name}: is not in sight itself`);
    for (const tile of document.querySelectorAll('.tile')) if (!seen(tile, '.figures')) wrong.push(`${name}: ${tile.ariaLabel} is not in sight`);
    // What moves a figure is drawn, but a stake's share, whose worth alone is drawn.
    if (!id && !/oves nothing|Moves no figure|None of the six|by too little|: Stake /.test(words)) wrong.push(`${name}: no chart: ${words}`);
    const drawn = id && [...document.querySelectorAll(`.mini[data-figure=${id}] .canvas, figure:has([data-ask^="export:${id}"]) .canvas, #${id} table, #${id} .flow-sizes`)];
    if (id && !drawn.some(e => seen(e, '.mini, figure, .place'))) wrong.push(`${name}: ${id} is not in sight: ${words}`);
  }
  done([controls.length, wrong]);
})()"#;

#[test]
fn every_input_that_is_touched_says_what_it_moves_beside_figures_and_a_chart() {
    for window in [Window { width: 1440, height: 900 }, Window { width: 1024, height: 768 }] {
        journey_in(&format!("all inputs at {}", window.width), window, "", |page| {
            page.shows(&first_with(&[]));
            for group in Group::ALL.into_iter().filter(|group| *group != Group::View) {
                page.open_group(group);
            }
            page.unfold();
            // The time of a script is limited, so each script checks only a few inputs.
            let (few, mut from, mut all, mut wrong) = (5, 0, 1, Vec::new());
            while from < all {
                let told = page.session().script_later(FOCUS_ALL, &[json!(from), json!(few)]).expect("a script");
                all = told[0].as_u64().expect("a count");
                wrong.extend(told[1].as_array().into_iter().flatten().map(Value::to_string));
                from += few;
            }
            assert!(all > 120, "only {all} inputs");
            assert!(wrong.is_empty(), "{} of {all}: {wrong:#?}", wrong.len());
        });
    }
}

#[test]
fn on_a_telephone_the_sheet_has_figures_and_the_chart_that_an_input_moves() {
    journey_in("sheet", Window::NARROW, "", |page| {
        page.shows(&first_with(&[]));
        page.the(Role::Button, "Inputs").click();
        let sheet = page.the(Role::Region, "Inputs");
        let slip = page.control(input("operations.slip_months"));
        slip.press(&[Key::Up, Key::Up]);
        let late = first_with(&[("operations.slip_months", "2")]);
        page.shows(&late);
        let outcome = run(&late);
        let online = outcome.show(metric::CHIPS_ONLINE).expect("chips run").text();
        sheet.the(Role::Button, starting("Accelerators online")).reads(&plain(&online));
        page.until("figures, chart and input in one view", || {
            let seen = sheet.script(
                "const seen = e => { const box = e.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight - 48
                   && e.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)); };
                 return [e.querySelector('.sheet-figures'), e.querySelector('.mini .canvas'), document.activeElement].map(e => !!e && seen(e))",
            );
            ensure!(seen == json!([true, true, true]), "{seen}");
            Ok(())
        });
        page.the(Role::Button, containing("Done")).click();
        page.shows(&late);
    });
}
