//! A reader who acts before the page has settled.

use journeys::{Key, Role, input, journey};
use model::inputs::baselines::BASELINES;
use model::inputs::scenario::Scenario;
use std::time::Duration;

/// Longer than the page may delay writing an address, so that every write has happened by then.
const LATER: Duration = Duration::from_millis(1500);

#[test]
fn sixty_changes_in_a_row_end_where_they_should() {
    journey("impatience", |page| {
        let slip = input("operations.slip_months");
        page.control(slip);
        let (mut scenario, mut presses) = (Scenario::of(&BASELINES[0]), 0);
        for (place, round) in (0..12).map(|round| ((round * 7 + 3) % BASELINES.len(), round)) {
            page.start_from(&BASELINES[place]);
            let keys = [Key::Right, Key::Right, Key::Left, Key::Right, Key::PageUp, Key::Right];
            page.control(slip).press(&keys[..5 + round % 2]);
            presses += 5 + round % 2;
            scenario = Scenario::of(&BASELINES[place]);
            scenario.set(slip, if round % 2 == 0 { 12.0 } else { 13.0 }).expect("in range");
        }
        assert!(presses >= 60);
        page.address_is(&scenario);
        page.shows(&scenario);
        page.inputs_are(&scenario);
    });
}

#[test]
fn a_slider_that_is_dragged_to_and_fro_keeps_up() {
    journey("drag", |page| {
        let slip = input("operations.slip_months");
        let slider = page.control(slip);
        let width = slider.width();
        for by in [0.3, -0.2, 0.35, -0.45, 0.1] {
            slider.drag_from_thumb(by * width);
        }
        // Whatever the final value is, input, figures and address agree.
        let value = slider.value_in_words();
        let months = value.split(' ').next().and_then(|months| months.parse().ok()).expect(&value);
        let mut scenario = Scenario::of(&BASELINES[0]);
        scenario.set(slip, months).expect("in range");
        page.address_is(&scenario);
        page.shows(&scenario);
        page.inputs_are(&scenario);
    });
}

#[test]
fn back_in_the_middle_of_a_change_is_back() {
    journey("back at once", |page| {
        let slip = input("operations.slip_months");
        let mut one = Scenario::of(&BASELINES[0]);
        one.set(slip, 1.0).expect("in range");
        page.control(slip).press(&[Key::Right]);
        page.address_is(&one);
        page.control(slip).press(&[Key::Right]);
        page.back();
        // If the second change was a step of its own, back undoes it; otherwise back undoes both.
        page.until("a scenario that was there", || {
            let there = page.in_address()?;
            anyhow::ensure!(there == one || there == Scenario::of(&BASELINES[0]), "{there:?}");
            Ok(())
        });
        std::thread::sleep(LATER);
        let there = page.in_address().expect("a link");
        assert!(there == one || there == Scenario::of(&BASELINES[0]), "what was undone came back: {there:?}");
        page.shows(&there);
        page.inputs_are(&there);
    });
}

#[test]
fn tiles_opened_while_everything_changes() {
    journey("tiles in a hurry", |page| {
        let slip = input("operations.slip_months");
        for label in ["Accelerators online: ", "Stake: ", "Facility power: "] {
            page.the(Role::Button, journeys::starting(label)).click();
            page.control(slip).press(&[Key::Right, Key::End, Key::Home]);
            page.start_from(&BASELINES[7]);
            page.control(slip).press(&[Key::PageUp]);
            page.start_from(&BASELINES[0]);
            // The panel covers a part of the tiles.
            page.press(&[Key::Escape]);
        }
        page.shows(&Scenario::of(&BASELINES[0]));
    });
}
