//! The as-of month, the crosshair and the tables behind the charts.

use anyhow::ensure;
use figures::seven_digits;
use journeys::{Key, Page, Role, first_with, journey, plain};
use model::base::month::Month;
use model::base::show::show;
use model::base::units::Unit;
use model::inputs::scenario::Scenario;
use model::quantities::series::{SeriesId, TO_THE_END};
use model::run::outcome::run;
use serde_json::json;

/// A chart's measure, a series in it, and the name of the series there.
const CHARTS: [(&str, &str, &str); 5] = [
    ("Accelerators online", "chips.gb300", "GB300"),
    ("H100-equivalents", "h100_equivalents", "H100e"),
    ("Facility power", "facility_power_watts", "In use"),
    ("Cumulative spend", "spend_to_date_usd", "Spent"),
    ("Cumulative cash to the end", "contract_cash_to_date_usd", "Contract"),
];

fn series(id: &str) -> SeriesId {
    SeriesId::all().find(|series| series.id() == id).expect(id)
}

/// Waits until these charts show their values at a month.
#[track_caller]
fn marks(page: &Page, scenario: &Scenario, month: Month) {
    let outcome = run(scenario);
    for (measure, id, name) in CHARTS {
        let series = series(id);
        let value = plain(&show(outcome.sheet.get(series, month.0 as usize), series.row().unit).text());
        let chart = page.chart(measure);
        page.until(&format!("{measure} at {}", month.name()), || {
            let words = chart.words();
            for part in [&value, &month.short_name(), &name.to_owned()] {
                ensure!(words.contains(part.as_str()), "{part:?} is not in {words:?}");
            }
            Ok(())
        });
    }
}

#[test]
fn the_as_of_month_moves_figures_bars_and_flows() {
    journey("as of", |page| {
        let scrubber = page.the(Role::Slider, "As of");
        scrubber.press(&[Key::Left; 9]);
        let scenario = first_with(&[("view.as_of", "2027-03")]);
        page.shows(&scenario);
        marks(page, &scenario, Month::of(2027, 3));
        assert_eq!(scrubber.value_in_words(), "March 2027");
        page.reads("Dollars paid from Nov 2025 to Mar 2027");
        page.address_is(&scenario);
        scrubber.press(&[Key::Home]);
        let beginning = first_with(&[("view.as_of", "2025-11")]);
        page.shows(&beginning);
        page.address_is(&beginning);
        page.back();
        page.shows(&scenario);
    });
}

#[test]
fn farther_months_are_shown() {
    journey("horizon", |page| {
        // The as-of month stays.
        let scenario = first_with(&[("view.horizon", "2030-12")]);
        page.the(Role::Combobox, "Show months through").choose("December 2030");
        page.shows(&scenario);
        marks(page, &scenario, run(&scenario).as_of);
        assert_eq!(page.table_of(&page.chart("Facility power")).len(), 1 + run(&scenario).sheet.months());
        page.address_is(&scenario);
    });
}

#[test]
fn one_crosshair_goes_through_all_charts() {
    journey("crosshair", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        marks(page, &scenario, run(&scenario).as_of);
        let drawing = page.the(Role::Slider, journeys::starting("Accelerators online"));
        drawing.point_at(0.4, 0.5);
        let pointed = || drawing.value().parse::<i32>().map(Month).expect("a month");
        page.until("the crosshair", || {
            ensure!(pointed() != run(&scenario).as_of, "it stays at the as-of month");
            Ok(())
        });
        let month = pointed();
        assert!((3..20).contains(&month.0), "{month}");
        marks(page, &scenario, month);
        // The crosshair changes neither the figures nor the address.
        page.shows(&scenario);
        page.address_is(&scenario);

        // The crosshair also moves by keyboard.
        drawing.press(&[Key::Left]);
        marks(page, &scenario, Month(month.0 - 1));
        assert!(drawing.value_in_words().starts_with(&Month(month.0 - 1).name()), "{:?}", drawing.value_in_words());
    });
}

#[test]
fn every_chart_has_its_values_as_a_table() {
    journey("tables", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        let outcome = run(&scenario);
        for (measure, id, name) in CHARTS {
            let series = series(id);
            let rows = page.table_of(&page.chart(measure));
            let head = format!(
                "{name} ({})",
                if series.row().unit == Unit::Chips { "chips" } else { series.row().unit.name() }
            );
            let place = rows[0].iter().position(|cell| *cell == plain(&head)).expect(&head);
            let column: Vec<&str> = rows[1..].iter().map(|row| row[place].as_str()).collect();
            // Series in `TO_THE_END` have values to the end of the last agreement or to the exit, whatever the horizon.
            let sheet = &outcome.sheet;
            let row = if TO_THE_END.contains(&series) { sheet.row_to_the_end(series) } else { sheet.row(series) };
            let expected: Vec<String> = row.iter().map(|value| plain(&seven_digits(*value))).collect();
            assert_eq!(column, expected, "{measure}");
        }
        let closed = page.every(Role::Button, journeys::starting("Values of"));
        assert_eq!(closed.len(), page.charts().len(), "every chart has a table");
        for button in closed {
            page.open(&button);
        }
        let tables = page.script(
            "return [...document.querySelectorAll('figure')].filter(f => !f.querySelector('tbody tr')).length",
            &[],
        );
        assert_eq!(tables, 0, "charts without rows");
    });
}

/// A list of numbers once got the background of another list with the same class name, which covered the bars.
#[test]
fn nothing_lies_over_a_drawing() {
    journey("over drawings", |page| {
        page.shows(&first_with(&[]));
        let over = page.script(
            "const over = canvas => {
               const of = canvas.getBoundingClientRect();
               return [...canvas.closest('.chart').querySelectorAll('*')].filter(e => {
                 const r = e.getBoundingClientRect();
                 const wide = Math.min(r.right, of.right) - Math.max(r.left, of.left);
                 const high = Math.min(r.bottom, of.bottom) - Math.max(r.top, of.top);
                 return canvas.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && !canvas.contains(e)
                   && wide > of.width / 2 && high > of.height / 2
                   && getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)';
               }).map(e => `${e.className} over ${canvas.closest('.chart').innerText.slice(0, 40)}`);
             };
             const all = [...document.querySelectorAll('.chart .canvas')];
             return [all.length, all.flatMap(over)];",
            &[],
        );
        assert!(over[0].as_u64() >= Some(8), "{over}");
        assert_eq!(over[1], json!([]));
    });
}
