//! Back, forward, undo and redo: the reader can always leave, no change is lost, and one gesture is one step.

use journeys::{Key, Page, Role, Window, containing, first_with, input, journey, journey_in, link};
use model::inputs::baselines::BASELINES;
use model::inputs::scenario::Scenario;
use std::time::Duration;

/// Longer than the page may delay writing an address, so that every write has happened by then.
const LATER: Duration = Duration::from_millis(1_500);

fn slipped(months: &str) -> Scenario {
    first_with(&[("operations.slip_months", months)])
}

/// The page's address without query and fragment.
fn home(page: &Page) -> String {
    page.address().split(['?', '#']).next().unwrap_or_default().to_owned()
}

#[test]
fn back_over_a_refused_link_and_forward_again() {
    let whole = link(&slipped("3"));
    let cut = &whole[..whole.len() - 4];
    // A refused link, and valid links in forms that the page writes in another way.
    let text = whole.strip_prefix("?s=").expect("a parameter");
    let forms = [cut.to_owned(), format!("#s={text}"), format!("?s={}", text.replace('~', "%7E"))];
    for form in forms {
        journey_in(&format!("back over {form:.3}"), Window::WIDE, "", |page| {
            page.shows(&first_with(&[]));
            let home = home(page);
            // Via a blank page, so that even a fragment loads the page.
            page.go("about:blank");
            page.go(&format!("{home}{form}"));
            let refused = form == cut;
            let there = if refused { first_with(&[]) } else { slipped("3") };
            page.shows(&there);
            assert_eq!(page.every(Role::Alert, containing("not opened")).len(), usize::from(refused));
            let scenario = slipped("7");
            page.put(input("operations.slip_months"), &scenario);
            page.address_is(&scenario);
            let steps = page.steps();

            page.back();
            page.shows(&there);
            std::thread::sleep(LATER);
            assert_eq!(page.steps(), steps, "travelling made an entry");
            page.forward();
            page.shows(&scenario);
            page.address_is(&scenario);
            // Going back once more leaves the page, so nobody is trapped.
            page.back();
            page.shows(&there);
            page.back();
            page.until_it_is("the address bar", &"about:blank".to_owned(), || Ok(page.address()));
        });
    }
}

#[test]
fn a_change_survives_a_reload_at_once() {
    journey("reload at once", |page| {
        page.shows(&first_with(&[]));
        let slider = page.control(input("operations.slip_months"));
        // Both keys in one task, because with a pause between them they would be two steps.
        slider.focus().script(
            "for (let keys = 0; keys < 2; keys++)
               e.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }))",
        );
        page.reload();
        page.shows(&slipped("2"));
        page.address_is(&slipped("2"));
        // Both were one step, so back leads to where the page was opened.
        page.back();
        page.shows(&first_with(&[]));
    });
}

#[test]
fn changes_are_in_the_address_before_anything_else_can_happen() {
    journey("left at once", |page| {
        page.shows(&first_with(&[]));
        let home = page.address();
        // The address is read in the same task as each change, so a reader who leaves in the next task loses nothing.
        let months = ["3", "5", "4"];
        let there = page.control(input("operations.slip_months")).script(
            "return ['3', '5', '4'].map(months => {
               e.value = months;
               e.dispatchEvent(new Event('input', { bubbles: true }));
               return location.search;
             })",
        );
        let there: Vec<&str> = there.as_array().into_iter().flatten().filter_map(|search| search.as_str()).collect();
        assert_eq!(there, months.map(|months| link(&slipped(months))));
        page.go("about:blank");
        page.back();
        page.shows(&slipped("4"));
        page.address_is(&slipped("4"));
        page.back();
        page.shows(&first_with(&[]));
        assert_eq!(page.address().split('?').next(), home.split('?').next());
    });
}

#[test]
fn a_drag_is_one_step() {
    journey("one drag", |page| {
        page.shows(&first_with(&[]));
        let slip = input("operations.slip_months");
        let slider = page.control(slip);
        let before = page.steps();
        // Several values while the button is held are one gesture.
        slider.drag_from_thumb(0.4 * slider.width());
        page.until("the change", || {
            anyhow::ensure!(page.in_address()? != first_with(&[]), "it is not in the address bar");
            Ok(())
        });
        std::thread::sleep(LATER);
        assert_eq!(page.steps(), before + 1);
        let after = page.in_address().expect("a link");
        page.the(Role::Button, "Undo").click();
        page.shows(&first_with(&[]));
        page.address_is(&first_with(&[]));
        page.the(Role::Button, "Redo").click();
        page.shows(&after);
        page.address_is(&after);
        assert_eq!(page.steps(), before + 1, "undo and redo make no entry");

        // A phase that is moved as a whole changes two inputs in one step.
        let phase = page.the(Role::Slider, "Expansion, whole phase");
        phase.drag(-60.0);
        page.until("the phase", || {
            anyhow::ensure!(page.in_address()? != after, "it is where it was");
            Ok(())
        });
        page.the(Role::Button, "Undo").click();
        page.shows(&after);
        page.address_is(&after);
        page.inputs_are(&after);
    });
}

/// Changes something, then undoes and redoes it with buttons and with keys.
#[track_caller]
fn can_be_undone(page: &Page, what: &str, change: impl FnOnce(&Page)) {
    let before = page.in_address().unwrap_or_else(|_| first_with(&[]));
    change(page);
    let mut after = before.clone();
    page.until(what, || {
        let there = page.in_address()?;
        anyhow::ensure!(there != before, "nothing has changed");
        Ok(())
    });
    after.clone_from(&page.in_address().expect("a link"));
    page.shows(&after);
    page.the(Role::Button, "Undo").click();
    page.shows(&before);
    page.address_is(&before);
    page.the(Role::Button, "Redo").click();
    page.shows(&after);
    page.address_is(&after);
    // Without focus, so that the keys reach the page and not a field.
    page.script("document.activeElement.blur()", &[]);
    page.press_with(Key::Control, Key::Letter('z'));
    page.shows(&before);
    page.address_is(&before);
    page.press_with(Key::Control, Key::Letter('y'));
    page.shows(&after);
    page.address_is(&after);
}

#[test]
fn undo_after_each_kind_of_change_restores_the_exact_scenario() {
    journey("undo", |page| {
        page.shows(&first_with(&[]));
        can_be_undone(page, "a key on a slider", |page| {
            page.control(input("operations.slip_months")).press(&[Key::Right]);
        });
        can_be_undone(page, "a typed number", |page| {
            page.typed(input("operations.pue")).enter("1.37");
        });
        can_be_undone(page, "a typed month", |page| page.typed(input("phase.full.complete")).enter("Mar 2027"));
        can_be_undone(page, "a choice", |page| {
            let wanted = first_with(&[("workload.precision", "fp4")]);
            page.put(input("workload.precision"), &wanted);
        });
        can_be_undone(page, "a switch", |page| page.control(input("limit.power")).click());
        can_be_undone(page, "a key on the timeline", |page| {
            page.the(Role::Slider, "Full deployment starts").press(&[Key::Right]);
        });
        can_be_undone(page, "the month that is looked at", |page| {
            page.the(Role::Slider, "As of").press(&[Key::Left]);
        });
        can_be_undone(page, "one input back", |page| page.first_of(Role::Button, "Reset PUE").click());
        can_be_undone(page, "all inputs back", |page| page.the(Role::Button, "Reset all").click());
        can_be_undone(page, "another baseline", |page| page.start_from(&BASELINES[5]));
    });
}
