//! Setting inputs: typing, keys, resets, drags on the timeline, limits, and the reader's own chip.

use journeys::{Key, Page, Role, Window, containing, first_with, input, journey, journey_in, link, plain, starting};
use model::base::typed::Bare;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric;
use model::run::binding::Binding;
use model::run::outcome::run;

/// Types an invalid value: the page says why it is refused, nothing changes, and Escape restores the value in the
/// field.
#[track_caller]
fn refused(page: &Page, of: ParameterId, text: &str, still: &Scenario) {
    let field = page.typed(of);
    let (held, value) = (field.value(), still.get(of));
    field.enter(text);
    let why = of.read(text, value, Bare::Displayed).expect_err("what is refused cannot be");
    let said = format!("{why}. {} is kept.", of.show(value));
    page.until_it_is("the refusal", &plain(&said), || Ok(page.the(Role::Alert, containing("")).words()));
    page.shows(still);
    // The text stays in the field, which is marked as invalid.
    assert_eq!((field.value().as_str(), field.attribute("aria-invalid").as_deref()), (text, Some("true")));
    field.press(&[Key::Escape]);
    page.until_it_is("the field", &held, || Ok(field.value()));
    assert_eq!(page.every(Role::Alert, containing("")).len(), 0, "nothing is left to say");
    assert_eq!(field.attribute("aria-invalid").as_deref(), Some("false"));
}

#[test]
fn typed_values_are_taken_or_refused_in_words() {
    journey("typing", |page| {
        let value = input("agreement.base.value_usd");
        let mut scenario = first_with(&[("agreement.base.value_usd", "50.5e9")]);
        page.put(value, &scenario);
        page.shows(&scenario);
        assert_eq!(page.control(value).value_in_words(), plain(&value.show(50.5e9)));
        for text in ["9000", "-1", "many", " ", "1.2.3", "NaN"] {
            refused(page, value, text, &scenario);
        }
        // A valid value removes the message.
        page.typed(value).enter("many");
        scenario.set(value, 60e9).expect("in range");
        page.typed(value).enter("$60bn");
        page.shows(&scenario);
        assert_eq!(page.every(Role::Alert, containing("")).len(), 0);

        // The page confirms a converted value. A relative change applies to the present value.
        for (text, usd) in [("+10% of it", 66e9), ("=38*1.1", 41.8e9), ("500m", 500e6), ("38,5", 38.5e9)] {
            let field = page.typed(value);
            field.enter(text);
            scenario.set(value, usd).expect("in range");
            page.shows(&scenario);
            page.until_it_is("the field", &value.row().scale.write(usd), || Ok(field.value()));
            if text != "38,5" {
                page.the(Role::Status, containing("Taken as")).reads(&plain(&value.show(usd)));
            }
        }
        // Arrow keys step the value in the field too.
        page.typed(value).press(&[Key::Up]);
        scenario.set(value, 40e9).expect("in range");
        page.shows(&scenario);

        let month = input("phase.full.complete");
        scenario.set_text(month, "2027-03").expect("a month");
        page.typed(month).enter("march 2027");
        page.shows(&scenario);
        for text in ["Mar 1999", "soon"] {
            refused(page, month, text, &scenario);
        }
        page.address_is(&scenario);
    });
}

#[test]
fn one_input_or_all_of_them_go_back() {
    journey("reset", |page| {
        let (pue, slip) = (input("operations.pue"), input("operations.slip_months"));
        let both = first_with(&[("operations.pue", "1.3"), ("operations.slip_months", "4")]);
        assert_eq!(page.every(Role::Button, starting("Reset")).len(), 0, "nothing is changed yet");
        page.put(pue, &both);
        page.put(slip, &both);
        page.shows(&both);
        page.reads("2 changes");

        page.first_of(Role::Button, "Reset PUE").click();
        let one = first_with(&[("operations.slip_months", "4")]);
        page.shows(&one);
        page.inputs_are(&one);
        page.address_is(&one);

        page.put(pue, &both);
        page.shows(&both);
        page.the(Role::Button, "Reset all").click();
        page.shows(&first_with(&[]));
        page.inputs_are(&first_with(&[]));
        page.address_is(&first_with(&[]));
        assert_eq!(page.every(Role::Button, starting("Reset")).len(), 0, "nothing is changed any more");
    });
}

#[test]
fn keys_move_a_slider_in_three_sizes() {
    journey("keys", |page| {
        let pue = input("operations.pue");
        let slider = page.control(pue);
        let mut scenario = first_with(&[]);
        for (what, keys, value) in [
            ("a step", &[Key::Right] as &[Key], 1.16),
            ("a step back", &[Key::Down], 1.15),
            ("ten steps", &[Key::PageUp], 1.25),
            ("ten steps back", &[Key::PageDown, Key::PageDown], 1.05),
            ("to the end", &[Key::End], pue.row().max),
            ("and no farther", &[Key::Right, Key::PageUp], pue.row().max),
            ("to the beginning", &[Key::Home], pue.row().min),
        ] {
            slider.press(keys);
            scenario.set(pue, value).expect(what);
            page.until_it_is(what, &plain(&pue.show(value)), || Ok(slider.value_in_words()));
            page.shows(&scenario);
        }
        slider.press_with(Key::Shift, Key::Right);
        scenario.set(pue, 1.001).expect("a fine step");
        page.address_is(&scenario);
        // The slider keeps the focus.
        slider.script("if (document.activeElement !== e) throw new Error('the slider lost the keyboard')");
    });
}

#[test]
fn phases_are_moved_on_the_timeline_by_keys_and_by_pointer() {
    journey("timeline", |page| {
        let (start, complete) = (input("phase.full.start"), input("phase.full.complete"));
        let mut scenario = first_with(&[]);
        let end = page.the(Role::Slider, "Full deployment complete");
        end.press(&[Key::Left, Key::Left, Key::Left]);
        scenario.set_nearest(complete, scenario.get(complete) - 3.0);
        page.shows(&scenario);
        assert_eq!(end.value().parse(), Ok(scenario.get(complete)));

        let months = run(&scenario).sheet.months() as f64;
        let lane = end.script("return e.parentElement.getBoundingClientRect().width").as_f64().expect("a width");
        end.drag(5.0 * lane / months);
        scenario.set_nearest(complete, scenario.get(complete) + 5.0);
        page.shows(&scenario);

        page.the(Role::Slider, "Full deployment starts").press(&[Key::Right]);
        scenario.set_nearest(start, scenario.get(start) + 1.0);
        page.shows(&scenario);

        page.the(Role::Slider, "Expansion, whole phase").drag(-2.0 * lane / months);
        for id in ["phase.expansion.start", "phase.expansion.complete"] {
            scenario.set_nearest(input(id), scenario.get(input(id)) - 2.0);
        }
        page.shows(&scenario);
        page.inputs_are(&scenario);
        page.address_is(&scenario);
    });
}

#[test]
fn a_limit_on_power_binds_and_says_so() {
    journey("power", |page| {
        let mut scenario = first_with(&[]);
        for (id, text) in [
            ("limit.power", "on"),
            ("limit.power_start_watts", "0.25e9"),
            ("limit.power_added_watts_per_year", "0.1e9"),
        ] {
            scenario.set_text(input(id), text).expect(id);
            page.put(input(id), &scenario);
        }
        page.shows(&scenario);
        let outcome = run(&scenario);
        assert_eq!(outcome.metrics.binding, Binding::Power);
        page.reads("all there is");
        let never = outcome.show(metric::UNDELIVERED).expect("there are contracts");
        let headline = page.headline().expect("there is a headline");
        assert!(headline.contains(&plain(&never.text())), "{headline}");
        // A chart out of sight is updated when the scenario rests.
        page.until("the limit in the chart", || {
            let words = page.chart("Facility power").words();
            anyhow::ensure!(words.contains("Available"), "it is not drawn: {words}");
            Ok(())
        });

        page.control(input("limit.power")).click();
        scenario.set_text(input("limit.power"), "off").expect("a switch");
        page.shows(&scenario);
    });
}

#[test]
fn figures_say_how_far_they_are_from_the_baseline() {
    journey("difference", |page| {
        let (first, scenario) = (first_with(&[]), first_with(&[("operations.pue", "1.4")]));
        assert!(!page.words().contains("vs baseline"), "nothing was changed yet");
        page.put(input("operations.pue"), &scenario);
        page.shows(&scenario);
        let (before, now) = (run(&first), run(&scenario));
        for id in ["facility_power_watts", "gross_margin"] {
            let metric = metric::MetricId::parse(id).expect(id);
            let at = |outcome: &model::run::outcome::Outcome| outcome.metrics.get(metric).expect("there are chips");
            let gap = at(&now) - at(&before);
            let shown = match metric.row().unit {
                // Percentage points, not per cent.
                model::base::units::Unit::Share => {
                    format!("{} points", model::base::numbers::three_digits(100.0 * gap))
                }
                unit => model::base::show::show(gap, unit).text(),
            };
            let sign = if gap > 0.0 { "+" } else { "" };
            page.reads(&format!("{sign}{shown} vs baseline"));
        }
        page.control(input("operations.pue"));
        page.the(Role::Button, "Reset all").click();
        page.until_it_is("differences", &false, || Ok(page.words().contains("vs baseline")));
    });
}

#[test]
fn a_month_between_the_years_ends_can_be_shown_and_typed() {
    let scenario = first_with(&[("view.horizon", "2027-06"), ("view.as_of", "2027-06")]);
    journey_in("months", Window::WIDE, &link(&scenario), |page| {
        page.shows(&scenario);
        let shown = page.the(Role::Combobox, "Show months through");
        assert_eq!(shown.script("return e.selectedOptions[0].text"), serde_json::json!("June 2027"));
        let earlier = first_with(&[("view.horizon", "2027-06"), ("view.as_of", "2026-09")]);
        page.the(Role::Textbox, "As of, typed").enter("2026-09");
        page.shows(&earlier);
        page.address_is(&earlier);
        page.the(Role::Textbox, "As of, typed").enter("some day");
        page.reads("is not a month such as Dec 2027");
        page.shows(&earlier);
    });
}

#[test]
fn other_chips_are_chosen_and_what_is_not_there_is_said() {
    journey("chips", |page| {
        let scenario = first_with(&[("phase.expansion.chip_a", "trainium2"), ("workload.precision", "fp4")]);
        page.put(input("phase.expansion.chip_a"), &scenario);
        page.put(input("workload.precision"), &scenario);
        page.shows(&scenario);
        let notices = run(&scenario).notices;
        assert!(!notices.is_empty(), "Trainium2 has no FP4");
        for notice in notices {
            page.reads(&notice.text_in(scenario.names()));
        }
        page.inputs_are(&scenario);
        page.address_is(&scenario);
    });
}

/// The reader's own chip is chosen for a phase, and its FP8 peak and price are typed. Each step moves H100-equivalents,
/// the page shows what the model computes, and the link restores the inputs.
#[test]
fn a_chip_of_one_s_own_is_chosen_and_set() {
    journey("own-chip", |page| {
        let begun = first_with(&[]);
        let of = |scenario: &Scenario| run(scenario).metrics.get(metric::H100_EQUIVALENTS).expect("there is a fleet");
        let mut scenario = begun.clone();
        for (id, text) in [
            ("phase.expansion.chip_a", "own"),
            ("chip.own.peak_fp8", "9 PFLOP/s"),
            ("chip.own.price_usd_per_hour", "1.25"),
        ] {
            let before = of(&scenario);
            scenario.set_text(input(id), text).expect(id);
            page.put(input(id), &scenario);
            page.shows(&scenario);
            assert_ne!(of(&scenario), before, "{id} moves H100-equivalents");
        }
        // The supply of the own chip's vendor can now be limited; before, these inputs were folded away as without
        // effect.
        for (id, text) in [("supply.other.limited", "on"), ("supply.other.chips_per_month", "5000")] {
            scenario.set_text(input(id), text).expect(id);
            page.put(input(id), &scenario);
        }
        page.shows(&scenario);
        page.address_is(&scenario);
        page.reload();
        page.shows(&scenario);
        page.inputs_are(&scenario);
        // The table of accelerators now lists it.
        let cost = page.chart("Dollars a PFLOP-hour");
        let rows = page.table_of(&cost);
        assert!(rows.iter().any(|row| row.first().is_some_and(|name| name.starts_with("Own chip"))), "{rows:?}");
        // The table shows its name, after a reload too; undo removes the name.
        page.the(Role::Textbox, "Chip’s name").enter("Zephyr 1");
        scenario.name_own_chip("Zephyr 1");
        page.address_is(&scenario);
        let named = |name: &str| {
            let rows = page.table_of(&page.chart("Dollars a PFLOP-hour"));
            let begins = |row: &Vec<String>| row.first().is_some_and(|first| first.starts_with(name));
            assert!(rows.iter().any(begins), "{name}: {rows:?}");
        };
        named("Zephyr 1");
        page.reload();
        page.inputs_are(&scenario);
        named("Zephyr 1");
        page.press_with(Key::Control, Key::Letter('z'));
        scenario.name_own_chip("");
        page.address_is(&scenario);
        named("Own chip");
    });
}
