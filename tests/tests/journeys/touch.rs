//! Touch and drags: what scrolls, what changes an input, what asks. Only Chromium can simulate touch input.

use anyhow::ensure;
use journeys::{Key, Page, Role, Window, first_with, input, journey, journey_in, starting};
use model::base::month::Month;
use model::inputs::scenario::Scenario;
use serde_json::{Value, json};

/// Scrolls one of the visible sliders and handles, chosen by `which`, to the middle of the window. Returns a point at
/// the shares `across` and `down` of its box, whether a slider or handle is there, and how many there are.
const TAKE: &str = r"
const [which, across, down] = arguments;
const all = [...document.querySelectorAll('input[type=range], .handle')].filter(e => e.checkVisibility());
const e = all[Math.floor(which * all.length)];
e.scrollIntoView({ block: 'center', behavior: 'instant' });
const box = e.getBoundingClientRect();
const [x, y] = [box.x + across * box.width, box.y + down * box.height];
const hit = document.elementFromPoint(x, y);
return [Math.min(Math.max(x, 1), innerWidth - 1), y, all.includes(hit) || all.some(e => e.contains(hit)), all.length];
";

/// How far the page and the inputs are scrolled, in sum.
const SCROLLED: &str = "return scrollY + document.querySelector('.inputs').scrollTop";

/// Whether the page or the inputs have been scrolled. The effect of a touch may show some frames later.
const HAS_SCROLLED: &str = "
const [was] = arguments;
const scrolled = () => scrollY + document.querySelector('.inputs').scrollTop;
return (async () => {
  for (let frames = 0; frames < 6 && scrolled() === was; frames++) await new Promise(requestAnimationFrame);
  return scrolled() !== was;
})()";

/// The note that is shown during a drag, once it no longer changes.
const NOTE: &str = "
const read = () => document.querySelector('.drag-note')?.textContent ?? null;
return (async () => {
  let [note, same] = [read(), 0];
  for (let tries = 0; tries < 300 && same < 5; tries++) {
    await new Promise(next => setTimeout(() => requestAnimationFrame(next), 60));
    const now = read();
    same = now !== null && now === note ? same + 1 : 0;
    note = now;
  }
  return note;
})()";

/// Dispatches a touch event, at a point unless the finger is lifted.
fn touch(page: &Page, kind: &str, at: Option<(f64, f64)>) {
    let points: Vec<Value> = at.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
    let told = page.session().cdp("Input.dispatchTouchEvent", &json!({ "type": kind, "touchPoints": points }));
    told.expect("the browser plays touches");
}

/// Touches the first point, moves through the others, and lifts the finger.
pub(crate) fn stroke(page: &Page, way: &[(f64, f64)]) {
    let (first, rest) = way.split_first().expect("it begins somewhere");
    touch(page, "touchStart", Some(*first));
    rest.iter().for_each(|point| touch(page, "touchMove", Some(*point)));
    touch(page, "touchEnd", None);
}

pub(crate) fn with_fingers(page: &Page) {
    let on = json!({ "enabled": true, "maxTouchPoints": 1 });
    page.session().cdp("Emulation.setTouchEmulationEnabled", &on).expect("fingers");
}

/// Pseudo-random numbers in [0, 1), reproducible.
fn dice(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Makes `count` swipes up or down that begin on a slider or on a handle of the timeline, and checks that they change
/// nothing. Returns how many scrolled.
fn swipes(page: &Page, still: &Scenario, count: usize, dice: &mut impl FnMut() -> f64) -> usize {
    let values =
        "return [...document.querySelectorAll('input[type=range]')].map(e => e.value).join() + location.search";
    let before = page.script(values, &[]);
    let mut scrolled = 0;
    for swipe in 0..count {
        let take = page.script(TAKE, &[json!(dice()), json!(0.05 + 0.9 * dice()), json!(0.3 + 0.4 * dice())]);
        let (x, y) = (take[0].as_f64().expect("a place"), take[1].as_f64().expect("a place"));
        let was = page.script(SCROLLED, &[]);
        let (towards, far) = (if dice() < 0.5 { -1.0 } else { 1.0 }, 60.0 + 160.0 * dice());
        // A finger trembles, and moves less sideways than up or down.
        let aside = (dice() - 0.5) * 0.6 * far;
        let mut way = vec![(x, y)];
        if dice() < 0.3 {
            way.push((x + 4.0 * (dice() - 0.5), y));
        }
        let moves = 3 + (4.0 * dice()) as usize;
        way.extend((1..=moves).map(|at| {
            let part = at as f64 / moves as f64;
            (x + aside * part, y + towards * far * part)
        }));
        stroke(page, &way);
        scrolled += usize::from(page.script(HAS_SCROLLED, &[was]) == true);
        if swipe % 50 == 49 || swipe + 1 == count {
            assert_eq!(page.script(values, &[]), before, "within 50 swipes before the {swipe}th");
        }
    }
    assert_eq!(page.in_address().expect("a link"), *still);
    scrolled
}

#[test]
fn a_thousand_swipes_that_begin_on_sliders_change_nothing() {
    journey_in("swipes", Window::NARROW, "", |page| {
        with_fingers(page);
        let still = first_with(&[]);
        page.shows(&still);
        let mut dice = dice(10);
        let on_timeline = swipes(page, &still, 250, &mut dice);
        for group in model::inputs::kinds::Group::ALL.into_iter().filter(|g| *g != model::inputs::kinds::Group::View) {
            page.open_group(group);
        }
        let in_sheet = swipes(page, &still, 750, &mut dice);
        // Most swipes must scroll; otherwise nothing was tested.
        assert!(on_timeline > 150 && in_sheet > 450, "only {on_timeline} and {in_sheet} scrolled");
        page.shows(&still);
        page.address_is(&still);
        journeys::compared("Swipes that began on a slider and changed nothing", 1000, "swipes");
    });
}

#[test]
fn a_finger_that_goes_aside_draws_and_is_told_what_it_does() {
    journey_in("drawing with a finger", Window::NARROW, "", |page| {
        with_fingers(page);
        page.shows(&first_with(&[]));
        let pue = input("operations.pue");
        let slider = page.control(pue);
        slider.look();
        let at = slider.script(
            "const b = e.getBoundingClientRect(), p = (e.value - e.min) / (e.max - e.min);
            return [b.x + 8 + p * (b.width - 16), b.y + b.height / 2, b.width - 16]",
        );
        let number = |place: usize| at[place].as_f64().expect("a place");
        let (x, y, width) = (number(0), number(1), number(2));
        touch(page, "touchStart", Some((x, y)));
        for part in 1..=10 {
            touch(page, "touchMove", Some((x + 0.03 * width * f64::from(part), y)));
        }
        let note = page.script(NOTE, &[]);
        touch(page, "touchEnd", None);
        let scenario = page.until("a change", || {
            let scenario = page.in_address()?;
            ensure!(scenario.is_changed(pue), "nothing is changed yet");
            Ok(scenario)
        });
        let moved = scenario.get(pue) - first_with(&[]).get(pue);
        assert!(moved > 0.2 && moved < 0.4, "three tenths of the slider: {moved}");
        let told = note.as_str().expect("it is told while it is drawn");
        assert!(told.contains(&pue.show(scenario.get(pue))) && told.contains("(+0."), "{told}");
        page.shows(&scenario);
        // One gesture is one step.
        page.the(Role::Button, "Done").click();
        page.the(Role::Button, "Undo").click();
        page.shows(&first_with(&[]));
    });
}

#[test]
fn the_first_tap_on_a_chart_moves_the_crosshair_and_the_second_asks() {
    journey_in("tap", Window::NARROW, "", |page| {
        with_fingers(page);
        page.shows(&first_with(&[]));
        let crosshair = page.the(Role::Slider, starting("Accelerators online, month end"));
        let was = crosshair.value();
        crosshair.look();
        let at = crosshair.script(
            "const b = e.querySelector('.reach').getBoundingClientRect();
            return [b.x + b.width / 3, b.y + b.height / 2]",
        );
        let place = (at[0].as_f64().expect("a place"), at[1].as_f64().expect("a place"));
        stroke(page, &[place]);
        page.until("the crosshair", || {
            ensure!(crosshair.value() != was, "it has not moved");
            Ok(())
        });
        let month: i32 = crosshair.value().parse().expect("a month");
        assert!(page.every(Role::Dialog, starting("")).is_empty(), "the first tap asks nothing");
        page.script("return new Promise(done => setTimeout(done, 400))", &[]);
        assert!(page.every(Role::Dialog, starting("")).is_empty(), "the first tap asks nothing");
        stroke(page, &[place]);
        page.the(Role::Dialog, starting("")).reads(&Month(month).short_name());
    });
}

#[test]
fn drags_say_what_they_come_to_and_a_double_click_or_escape_undoes_them() {
    journey("drags", |page| {
        let (start, complete) = (input("phase.full.start"), input("phase.full.complete"));
        let first = first_with(&[]);
        page.shows(&first);
        let bar = page.the(Role::Slider, "Full deployment, whole phase");
        bar.look();
        let at = bar.script(
            "const b = e.getBoundingClientRect();
            return [b.x + b.width / 2, b.y + b.height / 2, e.parentElement.getBoundingClientRect().width]",
        );
        let number = |place: usize| at[place].as_f64().expect("a place");
        let month = number(2) / model::run::outcome::run(&first).sheet.months() as f64;
        let mouse = |kind: &str, by: f64| {
            let event = json!({ "type": kind, "x": number(0) + by * month, "y": number(1), "button": "left", "buttons": 1, "clickCount": 1 });
            page.session().cdp("Input.dispatchMouseEvent", &event).expect("a mouse");
        };
        let drag = || {
            mouse("mousePressed", 0.0);
            mouse("mouseMoved", 1.0);
            mouse("mouseMoved", 3.0);
        };
        let mut moved = first.clone();
        for input in [start, complete] {
            moved.set_nearest(input, first.get(input) + 3.0);
        }
        drag();
        let of = |input| Month(moved.get(input) as i32).short_name();
        page.reads(&format!("{} – {} (+3 months)", of(start), of(complete)));
        page.press(&[Key::Escape]);
        mouse("mouseReleased", 3.0);
        page.shows(&first);
        page.address_is(&first);
        assert!(!page.words().contains("(+3 months)"), "nothing is drawn any more");

        drag();
        mouse("mouseReleased", 3.0);
        page.shows(&moved);
        page.address_is(&moved);
        // A double click resets the phase, in one step.
        bar.double_click();
        page.shows(&first);
        page.the(Role::Button, "Undo").click();
        page.shows(&moved);
        page.address_is(&moved);
        page.the(Role::Button, "Redo").click();

        let pue = input("operations.pue");
        let changed = first_with(&[("operations.pue", "1.4")]);
        page.put(pue, &changed);
        page.shows(&changed);
        page.control(pue).double_click();
        page.shows(&first);
        page.address_is(&first);
    });
}
