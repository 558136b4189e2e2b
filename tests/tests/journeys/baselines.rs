//! The pages of baselines: each opens with its own figures, and a change there writes the scenario's link on the main
//! page into the address bar.

use crate::drawn::can_be_read;
use journeys::{Page, Role, Window, figures, input, journey_below, journey_in, link, starting};
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::permalink;

/// Layout shifts after the HTML was parsed. The program starts after that.
const SHIFTS: &str = "
const done = arguments[0], found = [];
new PerformanceObserver(list => found.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
setTimeout(() => {
  const { domInteractive } = performance.getEntriesByType('navigation')[0];
  const shifts = found.filter(one => !one.hadRecentInput && one.startTime > domInteractive);
  done([shifts.reduce((sum, one) => sum + one.value, 0), shifts.map(one => [one.startTime, ...one.sources.map(
    ({ node, previousRect, currentRect }) => [node?.className ?? node?.nodeName, previousRect, currentRect])])]);
}, 500)";

fn own(baseline: &Baseline) -> String {
    format!("b/{}/", baseline.id)
}

#[test]
fn every_baselines_page_opens_with_its_own_figures_and_nothing_moves() {
    for window in [Window { width: 360, height: 740 }, Window { width: 1440, height: 900 }] {
        journey_in(&format!("baselines at {}", window.width), window, "", |page| {
            for baseline in BASELINES {
                let scenario = Scenario::of(baseline);
                let address = page.site().address(&own(baseline));
                page.go(&address);
                page.shows(&scenario);
                let seen = page.session().script_later(SHIFTS, &[]).expect("an observer");
                assert_eq!(seen[0].as_f64(), Some(0.0), "{}: {seen}", baseline.id);
                assert_eq!(page.address(), address, "nothing was changed");
                let title = page.script("return document.title", &[]);
                assert_eq!(title, format!("{} – Rackrate", baseline.name));
            }
        });
    }
}

#[test]
fn without_a_program_a_baselines_page_says_the_same_figures() {
    journey_in("baselines drawn", Window::WIDE, "", |page| {
        for (place, baseline) in BASELINES.iter().enumerate().filter(|(_, baseline)| baseline.id != "none") {
            let address = page.site().address(&own(baseline));
            if place == 0 {
                page.go_without(&["*.wasm"], &address);
            } else {
                page.go(&address);
            }
            page.reads("could not be loaded");
            can_be_read(page, &Scenario::of(baseline));
            let title = page.script("return document.title", &[]);
            assert_eq!(title, format!("{} – Rackrate", baseline.name));
        }
        page.complaints().expect("the console");
    });
}

/// Changes an input on a baseline's page, opens content that is loaded on demand, reloads, goes back and forward, and
/// undoes.
#[track_caller]
fn walk(page: &Page, baseline: &'static Baseline) {
    let (released, here) = (Scenario::of(baseline), page.site().address(&own(baseline)));
    page.shows(&released);
    assert_eq!(page.address(), here);
    let mut changed = released.clone();
    changed.set_nearest(input("operations.slip_months"), 5.0);
    page.put(input("operations.slip_months"), &changed);
    page.shows(&changed);
    let link = page.site().address(&link(&changed));
    page.until_it_is("the address", &link, || Ok(page.address()));
    // Content that is loaded on demand is also found from the new address.
    page.the(Role::Button, starting("Accelerators online: ")).click();
    page.the(Role::Dialog, starting("Accelerators online")).reads("What moves it");
    page.first_of(Role::Button, "Trust").click();
    page.the(Role::Dialog, "Trust").reads("Identities");
    page.reload();
    page.shows(&changed);
    assert_eq!(page.address(), link);
    page.back();
    page.shows(&released);
    assert_eq!(page.address(), here);
    page.forward();
    page.shows(&changed);
    assert_eq!(page.address(), link);
    page.back();
    page.shows(&released);
    page.reload();
    page.shows(&released);
    assert_eq!(page.address(), here);
    page.put(input("operations.slip_months"), &changed);
    page.shows(&changed);
    page.the(Role::Button, "Undo").click();
    page.shows(&released);
    page.address_is(&released);
}

#[test]
fn what_is_changed_on_a_baselines_page_has_a_link_of_the_site() {
    let baseline = Baseline::by_id("anthropic-tpu").expect("a baseline");
    journey_in("baseline changed", Window::WIDE, &own(baseline), |page| walk(page, baseline));
    journey_below("baseline below", "tools/rackrate", &own(baseline), |page| walk(page, baseline));
}

#[test]
fn a_baseline_as_released_is_shared_under_its_own_page() {
    let baseline = Baseline::by_id("power-bound").expect("a baseline");
    let released = Scenario::of(baseline);
    journey_below("baseline shared", "tools/rackrate", &link(&released), |page| {
        page.shows(&released);
        page.the(Role::Button, "Share").click();
        let shared = page.the(Role::Dialog, "Share").the(Role::Textbox, "The link").value();
        assert!(shared.starts_with(&page.site().address(&own(baseline))), "{shared}");
        assert_eq!(permalink::read(&shared).expect("a link").scenario, released);
        page.sent_to_somebody(&shared, |other| {
            other.shows(&released);
            other.address_is(&released);
            assert_eq!(other.every(Role::Alert, starting("")).len(), 0);
            assert!(!figures(&run(&released)).is_empty());
        });
        // A link below a baseline's page opens the link's scenario, and the address becomes that of the main page.
        let mut other = released.clone();
        other.set_nearest(input("operations.slip_months"), 6.0);
        let path = format!("{}{}", own(baseline), link(&other));
        page.go(&page.site().address(&path));
        page.shows(&other);
        page.until_it_is("the address", &page.site().address(&link(&other)), || Ok(page.address()));
    });
}
