//! Fans of draws, on every chart over months: complete, and within the axis.

use crate::read_at_crosshair;
use figures::definitions::{ALL, FLEET, MIX, SPEND, STAKE};
use figures::time::{Layout, Shape, TimePlot, axes, plane};
use figures::{Definition, Plot, Subject, Subjects};
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::compared::Way;

/// The bands of a number of draws of a scenario.
pub(super) fn drawn(scenario: &Scenario, draws: u32) -> Bands {
    let plan =
        Plan::new(scenario, &Uncertainty { draws, ..Uncertainty::default() }).expect("nothing contradicts itself");
    Bands::of(&plan, &Wanted::charts(), &[])
}

fn months(of: &Definition, subjects: &Subjects<'_>) -> TimePlot {
    match of.drawn(subjects) {
        Plot::Months(plot) => plot,
        _ => unreachable!("{} has months", of.id),
    }
}

/// The figures that have a fan.
fn fanned() -> impl Iterator<Item = &'static Definition> {
    ALL.into_iter().filter(|of| of.fanned().is_some())
}

/// The model draws exactly the series that the charts show.
#[test]
fn what_is_drawn_is_what_the_charts_are_about() {
    let mut charted = Wanted::charts().series;
    let mut shown: Vec<_> = fanned().filter_map(Definition::fanned).collect();
    charted.sort_by_key(|series| series.index());
    shown.sort_by_key(|series| series.index());
    assert_eq!(charted, shown);
}

#[test]
fn every_chart_over_months_has_its_fan_within_its_axis_in_order_and_in_words() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        let drawn = drawn(&scenario, 60);
        let with = Subjects { bands: Some(&drawn), ..Subjects::one(&scenario, &outcome) };
        for of in fanned() {
            let what = format!("{} of {}", of.id, baseline.id);
            let (plot, alone) = (months(of, &with), months(of, &Subjects::one(&scenario, &outcome)));
            if alone.lines.is_empty() {
                assert!(plot.fan.is_none() && baseline.id == "none", "{what}");
                continue;
            }
            let fan = plot.fan.as_ref().expect(&what);
            assert!(alone.fan.is_none() && plot.lines == alone.lines && plot.months() == alone.months(), "{what}");
            let of_series = drawn.fans.iter().find(|one| Some(one.series) == of.fanned()).expect(&what);
            assert_eq!(fan.values, of_series.values[..fan.values.len()], "{what}");
            assert_eq!(fan.values.len(), of_series.values.len().min(plot.months()), "{what}");
            for width in [320.0, 1600.0] {
                let layout = Layout::new(&plot, width);
                for values in &fan.values {
                    assert!(values.iter().all(|value| value.is_finite()) && values.is_sorted(), "{what}: {values:?}");
                    let ends = [values[0], values[4]].map(|value| layout.y(value));
                    let within = Layout::TOP - 1e-6..=layout.height - Layout::BOTTOM + 1e-6;
                    assert!(ends.iter().all(|y| within.contains(y)), "{what}, {width}: {values:?} in {layout:?}");
                }
            }
            // Two areas and the line of the medians, each of which can be dimmed.
            let svg = plane(&plot);
            assert_eq!(svg.matches("class=\"fan\"").count(), 3, "{what}: {svg}");
            assert_eq!(plane(&alone).matches("class=\"fan\"").count(), 0, "{what}");
            let figure = of.figure(&with);
            assert!(figures::span::plain(&figure.measure).ends_with("; thin line: median"), "{what}");
            assert!(
                figure.source.contains(" · 60 draws; ranges without a source are assumptions"),
                "{what}: {}",
                figure.source
            );
            let spoken = plot.spoken(3);
            for words in ["Nine in ten draws ", "Half of the draws ", "Median draw "] {
                assert!(spoken.contains(words), "{what}: {spoken}");
            }
            let (table, before) = (plot.table(), alone.table());
            assert_eq!(table.head.len(), before.head.len() + 5, "{what}");
            let cells = &table.rows[3].cells;
            let told: Vec<f64> = cells[cells.len() - 5..].iter().filter_map(|cell| cell.value).collect();
            assert_eq!(told, fan.values[3], "{what}");
        }
        // Parts of a whole have no fan, and say so.
        assert_eq!(months(&MIX, &with).fan, None);
        assert!(MIX.words(&with).source.ends_with(" · draws are not shown of parts of a whole"));
    }
}

#[test]
fn a_fan_has_the_hue_and_the_shape_of_its_series() {
    let scenario = Scenario::of(Baseline::first());
    let outcome = run(&scenario);
    let drawn = drawn(&scenario, 20);
    let with = Subjects { bands: Some(&drawn), ..Subjects::one(&scenario, &outcome) };
    let shape = |of: &Definition| months(of, &with).fan.expect("a fan").shape;
    assert_eq!([&FLEET, &SPEND, &STAKE].map(shape), [Shape::Line, Shape::Stacked, Shape::Step]);
    let fleet = months(&FLEET, &with);
    let total = fleet.lines.iter().find(|line| line.name == "Total").expect("a total");
    assert_eq!(fleet.fan.map(|fan| fan.colour), Some(total.colour));
}

/// Bands of other months, as there are for a moment while the horizon changes, or none at all.
#[test]
fn months_without_draws_have_none() {
    let mut scenario = Scenario::of(Baseline::first());
    let few = drawn(&scenario, 20);
    scenario.set_text(model::input::HORIZON, "2030-12").expect("a month");
    let outcome = run(&scenario);
    let with = Subjects { bands: Some(&few), ..Subjects::one(&scenario, &outcome) };
    let plot = months(&SPEND, &with);
    let fan = plot.fan.as_ref().expect("a fan");
    assert!(fan.values.len() < plot.months());
    let after = fan.values.len();
    assert!(fan.at(after).is_none() && !plot.spoken(after).contains("Nine in ten"), "{}", plot.spoken(after));
    assert!(plot.table().rows[after].cells.iter().rev().take(5).all(|cell| cell.value.is_none()));
    assert!(!plane(&plot).contains("NaN") && !axes(&plot).contains("NaN"));
    let none = Bands { fans: Vec::new(), ..few.clone() };
    assert_eq!(months(&SPEND, &Subjects { bands: Some(&none), ..with }).fan, None);
    let mut empty = few.clone();
    empty.fans.iter_mut().for_each(|fan| fan.values.clear());
    let plot = months(&SPEND, &Subjects { bands: Some(&empty), ..with });
    assert!(!plane(&plot).contains("NaN") && !axes(&plot).contains("NaN"));
}

#[test]
fn others_stand_beside_a_fan_and_differences_have_none() {
    let scenario = Scenario::of(Baseline::first());
    let other = Scenario::of(Baseline::by_id("power-bound").expect("it is frozen"));
    let (outcome, other_outcome) = (run(&scenario), run(&other));
    let others = [Subject { name: "A", title: "Power-bound", scenario: &other, outcome: &other_outcome }];
    let drawn = drawn(&scenario, 20);
    let with = Subjects { others: &others, bands: Some(&drawn), ..Subjects::one(&scenario, &outcome) };
    for way in Way::ALL {
        let reference = Some(others[0]);
        let subjects = Subjects { way, reference, ..with };
        let plot = months(&SPEND, &subjects);
        assert_eq!(plot.fan.is_some(), way != Way::Differences, "{way:?}");
        // All on one scale, which holds the fan.
        for (_, apart) in &plot.apart {
            assert!(apart.fan.is_none(), "{way:?}");
            assert_eq!(axes(apart), axes(&plot), "{way:?}");
        }
        let source = SPEND.words(&subjects).source;
        assert_eq!(source.contains("draws are not shown as differences"), way == Way::Differences, "{source}");
    }
}

/// The values of a month cover the drawing: in a low one they take only the lines of its own series, or at most half of
/// its height.
#[test]
fn what_is_read_leaves_half_of_a_low_drawing_free() {
    use figures::time::{Height, Room, Whose, marks};
    let scenario = Scenario::of(Baseline::first());
    let outcome = run(&scenario);
    let drawn = drawn(&scenario, 20);
    let with = Subjects { bands: Some(&drawn), ..Subjects::one(&scenario, &outcome) };
    let mut low = 0;
    for of in ALL.into_iter().filter(|of| of.fanned().is_some()) {
        let plot = months(of, &with);
        if plot.height != Height::Short {
            continue;
        }
        low += 1;
        for marked in [2, plot.months() / 2] {
            let drawn = marks(&plot, marked, Some(Room::Beside), Whose::All);
            let lines = read_at_crosshair(&drawn).matches("<text").count();
            let own = plot.lines.len();
            assert!(lines > 0 && lines <= own.max(3), "{}: {lines} lines for {own} series", of.id);
        }
    }
    assert!(low > 2, "only {low}");
}
