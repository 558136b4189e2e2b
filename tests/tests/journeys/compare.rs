//! Comparing scenarios: pinning, naming, swapping, removing and undoing; in charts, in the link, and after a reload.

use anyhow::{Context, Result, ensure};
use journeys::{Key, Page, Role, Thing, Window, containing, first_with, input, journey, journey_in, plain, starting};
use model::base::show::show;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::run::outcome::run;
use model::share::compared::{Compared, Way, letter};
use model::share::permalink;
use model::{metric, series};

/// Charts by measure, with the series that each draws for the compared scenarios too.
const CHARTS: [(&str, SeriesId); 5] = [
    ("Accelerators online", series::CHIPS_ONLINE),
    ("H100-equivalents", series::H100_EQUIVALENTS),
    ("Effective FLOP/s", series::EFFECTIVE_FLOPS),
    ("Facility power", series::FACILITY_POWER),
    ("Cumulative spend", series::SPEND_TO_DATE),
];

fn baseline(id: &str) -> Scenario {
    Scenario::of(Baseline::by_id(id).expect(id))
}

/// The comparison in the address bar's link.
fn compared(page: &Page) -> Result<Compared> {
    let address = page.address();
    let link = permalink::read(&address).map_err(|fault| anyhow::anyhow!("{address}: {fault}"))?;
    Ok(link.compared)
}

/// The labels at the ends of a chart's lines: name and value.
fn labels(chart: &Thing<'_>) -> Vec<String> {
    let all = chart.script(
        "return [...e.querySelectorAll('.label')].map(g => [...g.querySelectorAll('text')].map(t => t.textContent).join(' '))",
    );
    all.as_array().into_iter().flatten().filter_map(|label| label.as_str()).map(plain).collect()
}

/// Waits until the page shows a scenario and compares it with these: in the address bar, and at the ends of lines.
#[track_caller]
fn compares(page: &Page, scenario: &Scenario, expected: &Compared) {
    page.shows(scenario);
    page.address_is(scenario);
    page.until_it_is("what is compared, in the address bar", expected, || compared(page));
    for (measure, series) in CHARTS {
        let chart = page.chart(measure);
        page.until(&format!("the lines of {measure}"), || {
            let words = labels(&chart);
            for (place, pinned) in expected.pinned().iter().enumerate() {
                let outcome = run(&pinned.scenario().clone().with_view_of(scenario));
                let end = outcome.sheet.row(series).last().copied().unwrap_or(0.0);
                let label = plain(&format!("{} {}", letter(place), show(end, series.row().unit).text()));
                ensure!(words.contains(&label), "{label} is not in {words:?}");
            }
            let next = format!("{} ", letter(expected.pinned().len()));
            ensure!(!words.iter().any(|label| label.starts_with(&next)), "{words:?}");
            Ok(())
        });
    }
}

fn menu(page: &Page) -> Thing<'_> {
    page.the(Role::Dialog, starting("Compare"))
}

#[test]
fn all_nvidia_against_all_trainium3_takes_two_clicks() {
    journey("two clicks", |page| {
        page.shows(&first_with(&[]));
        page.the(Role::Button, "Compare…").click();
        page.the(Role::Button, "All NVIDIA against all Trainium3").click();
        let mut expected = Compared::default();
        expected.pin(&baseline("all-trainium3"), "");
        compares(page, &baseline("all-nvidia").with_view_of(&first_with(&[])), &expected);
        // The comparison was one step, so one undo removes it.
        page.the(Role::Button, "Undo").click();
        compares(page, &first_with(&[]), &Compared::default());
    });
}

#[test]
fn two_are_pinned_kept_named_swapped_removed_and_undone() {
    journey("pinned", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        page.the(Role::Button, starting("+ Pin")).click();
        let mut expected = Compared::default();
        expected.pin(&first, "");
        compares(page, &first, &expected);
        // The present scenario changes, the pinned one stays.
        let slipped = first_with(&[("operations.slip_months", "6")]);
        page.put(input("operations.slip_months"), &slipped);
        compares(page, &slipped, &expected);
        page.the(Role::Button, "Compare…").click();
        menu(page).the(Role::Button, baseline("all-trainium3").baseline().name).click();
        expected.pin(&baseline("all-trainium3"), "");
        compares(page, &slipped, &expected);
        // Pinning it again changes nothing.
        menu(page).the(Role::Button, baseline("all-trainium3").baseline().name).click();
        compares(page, &slipped, &expected);

        let field = menu(page).the(Role::Textbox, "Name of B");
        field.enter("Trainium, all of it");
        field.press(&[Key::Enter]);
        expected.rename(1, "Trainium, all of it");
        compares(page, &slipped, &expected);
        page.the(Role::Region, "Compare").reads("B · Trainium, all of it");

        // The comparison is the same after a reload, and in another browser.
        page.reload();
        compares(page, &slipped, &expected);
        let text = permalink::write_with(&slipped, &run(&slipped), &expected);
        journey_in("pinned, opened by a link", Window::WIDE, &format!("?{}={text}", permalink::PARAMETER), |other| {
            compares(other, &slipped, &expected);
        });

        page.the(Role::Button, "Compare…").click();
        page.the(Role::Button, "Swap with this scenario: B").click();
        let before = (slipped.clone(), expected.clone());
        let out = expected.swap(1, &slipped).expect("it is there");
        compares(page, &out, &expected);
        page.the(Role::Button, "Remove: A").click();
        let swapped = expected.clone();
        expected.remove(0);
        compares(page, &out, &expected);

        // The menu covers a part of the top bar.
        menu(page).the(Role::Button, "Close").click();
        page.the(Role::Button, "Undo").click();
        compares(page, &out, &swapped);
        page.the(Role::Button, "Undo").click();
        compares(page, &before.0, &before.1);
        page.the(Role::Button, "Redo").click();
        compares(page, &out, &swapped);
    });
}

#[test]
fn others_are_shown_as_differences_and_apart() {
    let scenario = baseline("all-nvidia");
    let mut expected = Compared::default();
    expected.pin(&baseline("all-trainium3"), "");
    expected.pin(&baseline("power-bound"), "");
    let text = permalink::write_with(&scenario, &run(&scenario), &expected);
    journey_in("ways", Window::WIDE, &format!("?{}={text}", permalink::PARAMETER), |page| {
        compares(page, &scenario, &expected);
        let ways = page.the(Role::Combobox, "Others are shown as");
        ways.choose("small multiples");
        expected.show(Way::Multiples);
        page.until_it_is("the address bar", &expected, || compared(page));
        let panels = || page.chart("Accelerators online").every(Role::Picture, starting("A: "));
        page.until_it_is("the small ones", &1, || Ok(panels().len()));
        // One crosshair goes through all small charts.
        let drawing = page.the(Role::Slider, starting("Accelerators online"));
        drawing.press(&[Key::Home]);
        page.until("the crosshair in the small ones", || {
            let label = panels().first().context("it is not there")?.try_label()?;
            ensure!(label.contains("November 2025: "), "{label}");
            Ok(())
        });
        ways.choose("differences");
        expected.show(Way::Differences);
        page.the(Role::Button, "Compare…").click();
        page.the(Role::Combobox, containing("Differences to")).choose("A");
        expected.refer_to(Some(0));
        page.until_it_is("the address bar", &expected, || compared(page));
        let power = |of: &Scenario| {
            let row = run(&of.clone().with_view_of(&scenario)).sheet.row(series::FACILITY_POWER).to_vec();
            row.last().copied().unwrap_or(0.0)
        };
        let gap = power(&baseline("power-bound")) - power(&baseline("all-trainium3"));
        let unit = series::FACILITY_POWER.row().unit;
        let sign = if gap > 0.0 { "+" } else { "" };
        let label = plain(&format!("B {sign}{}", show(gap, unit).text()));
        let chart = page.chart("Facility power");
        page.until("the difference", || {
            let words = labels(&chart);
            ensure!(words.contains(&label), "{label} is not in {words:?}");
            Ok(())
        });
        chart.reads("differences to A");
    });
}

#[test]
fn figures_stand_side_by_side_and_explain_themselves() {
    let scenario = baseline("all-nvidia");
    let mut expected = Compared::default();
    expected.pin(&baseline("all-trainium3"), "");
    let text = permalink::write_with(&scenario, &run(&scenario), &expected);
    journey_in("side by side", Window::WIDE, &format!("?{}={text}", permalink::PARAMETER), |page| {
        page.shows(&scenario);
        page.open(&page.the(Role::Button, "Figures side by side"));
        let of = |of: &Scenario| {
            let outcome = run(&of.clone().with_view_of(&scenario));
            plain(&outcome.show(metric::CHIPS_ONLINE).expect("there are chips").text())
        };
        let other = baseline("all-trainium3");
        let table = page.the(Role::Region, "Figures by scenario");
        table.reads(&of(&scenario));
        table.reads(&of(&other));
        // A number of another scenario is explained within that scenario.
        let number = table.the(Role::Button, containing(&format!("{} chips", of(&other))));
        number.click();
        page.the(Role::Dialog, starting("Accelerators online")).reads(&format!("Of A: {}", other.baseline().name));
        page.the(Role::Dialog, starting("Accelerators online")).reads(&of(&other));
    });
}
