//! Opening the page, and moving a first slider.

use figures::seven_digits;
use journeys::{Key, Role, Window, first_with, input, journey, journey_in, plain};
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::run::outcome::run;

#[test]
fn a_first_visit_answers_the_first_question() {
    journey("first visit", |page| {
        let first = Scenario::of(Baseline::first());
        page.shows(&first);
        let outcome = run(&first);
        let headline = page.the(Role::Heading, journeys::starting("Had the talks closed on these terms, by ")).words();
        // The headline names the investor, the company, the chip and the as-of month.
        for part in [first.baseline().investor, first.baseline().company, "Trainium", &outcome.as_of.name()] {
            assert!(headline.contains(part), "{part:?} is not in {headline:?}");
        }
        page.reads(first.baseline().summary);
        let title = page.script("return document.title", &[]);
        assert!(title.as_str().is_some_and(|title| title.contains(first.baseline().name)), "{title}");
        page.inputs_are(&first);
        page.address_is(&first);
    });
}

#[test]
fn a_slider_moves_figures_sentence_and_charts() {
    journey("slip", |page| {
        page.shows(&first_with(&[]));
        let before = (page.charts(), page.headline().expect("there is a headline"));
        assert!(!before.0.is_empty(), "there are no charts");
        let slider = page.control(input("operations.slip_months"));
        slider.press(&[Key::Right; 7]);
        let late = first_with(&[("operations.slip_months", "7")]);
        page.shows(&late);
        assert_eq!(slider.value_in_words(), "7 months");
        assert_ne!(page.headline().expect("there is a headline"), before.1);
        assert_eq!(page.charts().len(), before.0.len(), "every chart is still there");

        let (outcome, chart) = (run(&late), page.chart("Accelerators online"));
        let rows = page.table_of(&chart);
        let months: Vec<String> = outcome.months().map(|month| plain(&month.short_name())).collect();
        assert_eq!(rows[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), months);
        // Every column is a series of the model, in the digits that the table shows.
        let chips = SeriesId::all().filter(|series| series.id().starts_with("chips"));
        let columns: Vec<Vec<String>> =
            chips.map(|id| outcome.sheet.row(id).iter().map(|value| plain(&seven_digits(*value))).collect()).collect();
        for place in 1..rows[0].len() {
            let column: Vec<String> = rows[1..].iter().map(|row| row[place].clone()).collect();
            assert!(columns.contains(&column), "{} is not what the model gives: {column:?}", rows[0][place]);
        }
        page.address_is(&late);
    });
}

#[test]
fn every_baseline_shows_what_the_model_gives() {
    journey("baselines", |page| {
        page.shows(&Scenario::of(Baseline::first()));
        for baseline in BASELINES.iter().rev() {
            page.start_from(baseline);
            page.shows(&Scenario::of(baseline));
            page.reads(baseline.summary);
        }
        assert_eq!(page.the(Role::Combobox, "Baseline").choices().len(), BASELINES.len());
        page.address_is(&Scenario::of(Baseline::first()));
    });
}

#[test]
fn the_page_is_all_there_on_a_telephone() {
    journey_in("telephone", Window::NARROW, "", |page| {
        let first = Scenario::of(Baseline::first());
        page.shows(&first);
        let slip = first_with(&[("operations.slip_months", "2")]);
        page.control(input("operations.slip_months")).press(&[Key::Up, Key::Up]);
        page.inputs_are(&slip);
        page.the(Role::Button, "Done").click();
        page.shows(&slip);
        page.address_is(&slip);
    });
}
