//! Compared scenarios: every line, label, total and difference is that of the model.

use crate::read_at_crosshair;
use figures::definitions::{ALL, COMPUTE, COST, FLEET, FLOWS, MIX};
use figures::theme::Theme;
use figures::time::{Shape, TimePlot, Whose};
use figures::{Beside, Plot, Subject, Subjects, picture, span};
use model::base::show::show;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::run::outcome::{Outcome, run};
use model::share::compared::{MOST, Way, letter};

/// Scenarios with their outcomes; the first is the one that figures are about.
struct Case {
    all: Vec<(Scenario, Outcome)>,
}

impl Case {
    /// Six compared scenarios: other baselines, and one with changes.
    fn new() -> Case {
        let first = Scenario::of(Baseline::by_id("all-nvidia").expect("exists"));
        let mut slipped = first.clone();
        slipped.set(model::input::SLIP, 6.0).expect("it may");
        slipped.set_nearest(model::input::chip::PRICE.of(model_chip("gb300")), 2.5);
        let others = BASELINES.iter().map(Scenario::of).filter(|one| one.baseline().id != "all-nvidia");
        let all = [first.clone(), slipped].into_iter().chain(others).take(MOST + 1);
        let all = all.map(|one| one.with_view_of(&first)).map(|one| (run(&one), one));
        Case { all: all.map(|(outcome, one)| (one, outcome)).collect() }
    }

    fn subjects<T>(&self, way: Way, reference: usize, of: impl FnOnce(&Subjects<'_>) -> T) -> T {
        let subject = |place: usize| Subject {
            name: place.checked_sub(1).map_or("", letter),
            title: self.all[place].0.baseline().name,
            scenario: &self.all[place].0,
            outcome: &self.all[place].1,
        };
        let others: Vec<Subject<'_>> = (1..self.all.len()).map(subject).collect();
        of(&Subjects {
            first: subject(0),
            others: &others,
            way,
            reference: Some(subject(reference)),
            ..Subjects::one(&self.all[0].0, &self.all[0].1)
        })
    }

    fn row(&self, place: usize, series: SeriesId, to_the_end: bool) -> Vec<f64> {
        let sheet = &self.all[place].1.sheet;
        if to_the_end { sheet.row_to_the_end(series).to_vec() } else { sheet.row(series).to_vec() }
    }
}

fn model_chip(id: &str) -> usize {
    model::facts::accelerators::ACCELERATORS.iter().position(|chip| chip.id == id).expect(id)
}

fn months(plot: Plot) -> TimePlot {
    match plot {
        Plot::Months(plot) => plot,
        other => unreachable!("it has no months: {other:?}"),
    }
}

/// The series that a figure compares over months, and whether to the contract's end.
fn compared(beside: Beside) -> Option<(SeriesId, bool)> {
    match beside {
        Beside::Series(series) => Some((series, false)),
        Beside::ToTheEnd(series) => Some((series, true)),
        _ => None,
    }
}

#[test]
fn each_overlay_is_the_total_of_its_scenario_and_its_label_the_ends_value() {
    let case = Case::new();
    for of in ALL {
        let Some((series, to_the_end)) = compared(of.beside) else { continue };
        let plot = months(case.subjects(Way::Overlaid, 1, |subjects| of.drawn(subjects)));
        let page = figures::time::marks(&plot, 0, None, Whose::All);
        for place in 1..case.all.len() {
            let line = plot.lines.iter().find(|line| line.name == letter(place - 1)).expect(of.id);
            assert_eq!(line.shape, Shape::Beside(place as u8 - 1));
            let row = case.row(place, series, to_the_end);
            let shown: Vec<f64> = line.values.iter().map(|value| value.expect("it has a value")).collect();
            assert_eq!(shown, row, "{} of {}", of.id, line.name);
            let end = show(row[row.len() - 1], plot.unit).text();
            let label =
                page.split("<g class=\"label\"").find(|label| label.contains(&format!(">{}</text>", line.name)));
            assert!(label.expect("a label").contains(&format!(">{end}</text>")), "{}: {end}", of.id);
            // Each is asked about at its own label, for its own scenario.
            let question = line.question(0).expect("it has a value");
            let (about, rest) = span::about_other(&question);
            assert_eq!((about, rest), (Some(place - 1), span::of_series(series, 0).as_str()));
            assert!(!plot.questions(0).contains('/'), "{}", plot.questions(0));
        }
    }
}

/// The total of a stack is the sum of its parts, in each scenario.
#[test]
fn overlaid_totals_are_the_sums_of_the_stacks() {
    let case = Case::new();
    let overlaid = months(case.subjects(Way::Overlaid, 1, |subjects| FLEET.drawn(subjects)));
    let apart = months(case.subjects(Way::Multiples, 1, |subjects| FLEET.drawn(subjects)));
    assert_eq!(apart.apart.len(), case.all.len() - 1);
    for (place, (_, plot)) in apart.apart.iter().enumerate() {
        let total = overlaid.lines.iter().find(|line| line.name == letter(place)).expect("a line");
        for month in 0..plot.months() {
            let stacked = plot.lines.iter().filter(|line| line.shape == Shape::Stacked);
            let sum: f64 = stacked.filter_map(|line| line.at(month)).sum();
            let total = total.at(month).expect("a value");
            assert!((sum - total).abs() <= 1e-9 * total.abs().max(1.0), "{sum} and {total}");
        }
    }
}

#[test]
fn differences_are_those_of_the_runs_to_any_reference() {
    let case = Case::new();
    for of in ALL {
        let Some((series, to_the_end)) = compared(of.beside) else { continue };
        for reference in 1..case.all.len() {
            let plot = months(case.subjects(Way::Differences, reference, |subjects| of.drawn(subjects)));
            let longest =
                (0..case.all.len()).map(|place| case.row(place, series, to_the_end).len()).max().expect("one");
            // By hand: what a contract came to stays after its end.
            let carried = |place: usize| {
                let row = case.row(place, series, to_the_end);
                (0..longest).map(|month| row[month.min(row.len() - 1)]).collect::<Vec<f64>>()
            };
            let expected = carried(reference);
            let name = |place: usize| place.checked_sub(1).map_or("This", letter);
            for place in (0..case.all.len()).filter(|place| *place != reference) {
                let line = plot.lines.iter().find(|line| line.name == name(place)).expect(of.id);
                let own = carried(place);
                let gaps: Vec<f64> = own.iter().zip(&expected).map(|(own, other)| own - other).collect();
                assert_eq!(line.values.iter().flatten().copied().collect::<Vec<_>>(), gaps, "{}", of.id);
            }
            assert!(plot.lines.iter().all(|line| line.name != name(reference)), "it is the line at 0");
            // Every label can be asked about in a month that its scenario has.
            for line in plot.lines.iter().filter(|_| to_the_end) {
                let asked = line.question(longest - 1).expect("a question");
                let scenario = (0..case.all.len()).find(|at| name(*at) == line.name).expect("one of them");
                let last = case.row(scenario, series, to_the_end).len() - 1;
                assert!(asked.ends_with(&format!(":{last}")), "{}: {asked}", line.name);
            }
            assert_eq!(plot.lines.len(), case.all.len() - 1);
            let measure = case.subjects(Way::Differences, reference, |subjects| of.words(subjects).measure);
            assert!(span::plain(&measure).ends_with(&format!("; differences to {}", name(reference))));
        }
    }
}

#[test]
fn small_multiples_are_what_each_scenario_shows_alone_on_one_scale() {
    let case = Case::new();
    for of in ALL {
        let apart = case.subjects(Way::Multiples, 1, |subjects| of.drawn(subjects));
        let Plot::Months(plot) = apart else { continue };
        let highs = |plot: &TimePlot| {
            let layout = figures::time::Layout::new(plot, 600.0);
            (layout.low, layout.high)
        };
        for (place, (name, other)) in plot.apart.iter().enumerate() {
            let (scenario, outcome) = &case.all[place + 1];
            let alone = months((of.plot)(&Subjects::one(scenario, outcome)));
            assert_eq!(
                other.lines.iter().map(|line| &line.values).collect::<Vec<_>>(),
                alone.lines.iter().map(|line| &line.values).collect::<Vec<_>>()
            );
            assert!(name.starts_with(&format!("{}: ", letter(place))), "{name}");
            assert_eq!(highs(other), highs(&plot), "{}", of.id);
            assert!(highs(&plot).1 >= highs(&alone).1 && highs(&plot).0 <= highs(&alone).0);
        }
    }
}

#[test]
fn shares_and_flows_stand_apart_and_what_is_not_compared_says_so() {
    let case = Case::new();
    for way in Way::ALL {
        let mix = months(case.subjects(way, 1, |subjects| MIX.drawn(subjects)));
        assert_eq!(mix.apart.len(), case.all.len() - 1);
        let Plot::Flows(flows) = case.subjects(way, 1, |subjects| FLOWS.drawn(subjects)) else {
            unreachable!("no flows")
        };
        let source = case.subjects(way, 1, |subjects| FLOWS.words(subjects).source);
        let is_apart = way == Way::Multiples;
        assert_eq!(
            (flows.apart.len(), source.contains("this scenario alone")),
            if is_apart { (6, false) } else { (0, true) }
        );
        for of in ALL {
            if let Beside::Never(why) = of.beside {
                let source = case.subjects(way, 1, |subjects| of.words(subjects).source);
                assert!(source.ends_with(&format!("this scenario alone: {why}")), "{source}");
            }
        }
    }
}

#[test]
fn rows_of_others_stand_below_their_chips_where_they_differ() {
    let case = Case::new();
    let Plot::Bars(plot) = case.subjects(Way::Overlaid, 1, |subjects| COST.drawn(subjects)) else {
        unreachable!("no rows")
    };
    let metric = model::metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR.of(model_chip("gb300"));
    let row = |name: &str| plot.rows.iter().find(|row| row.name == name).expect(name);
    let of = |place: usize| case.all[place].1.metrics.get(metric).expect("it has a price");
    assert_eq!((row("GB300").value(), row("GB300 · A").value()), (Some(of(0)), Some(of(1))));
    assert_ne!(of(0), of(1));
    assert_eq!(span::about_other(&row("GB300 · A").question()).0, Some(0));
    for (place, beside) in plot.rows.iter().enumerate().filter(|(_, row)| row.beside) {
        let above = plot.rows[..place].iter().rev().find(|row| !row.beside).expect("a row above");
        assert!(beside.name.starts_with(above.name.split([' ', ',']).next().unwrap_or_default()), "{}", beside.name);
    }
    // A chip that one of the scenarios uses is not folded away.
    for (scenario, outcome) in &case.all {
        for chip in figures::sentences::chips_shown(outcome) {
            let name = model::facts::accelerators::ACCELERATORS[chip].name;
            let row = plot.rows.iter().find(|row| row.name.split([',', '(']).next().map(str::trim) == Some(name));
            assert!(row.is_none_or(|row| !row.folded), "{name} of {}", scenario.baseline().id);
        }
    }
}

/// The table of values and the picture include all scenarios.
#[test]
fn tables_and_pictures_carry_the_others() {
    let case = Case::new();
    for way in Way::ALL {
        for of in ALL {
            let figure = case.subjects(way, 2, |subjects| of.figure(subjects));
            let table = figure.plot.table();
            let is_told = !matches!(of.beside, Beside::Never(_));
            assert_eq!(figure.key.len(), if is_told { case.all.len() } else { 0 });
            if let (Some(table), Beside::Series(_) | Beside::ToTheEnd(_) | Beside::Apart) = (&table, of.beside) {
                for place in (1..case.all.len()).filter(|place| way != Way::Differences || *place != 2) {
                    let name = letter(place - 1);
                    let has = |head: &String| {
                        head.starts_with(&format!("{name} (")) || head.starts_with(&format!("{name}: "))
                    };
                    assert!(table.head.iter().any(has), "{} in {way:?}: {:?}", of.id, table.head);
                }
                assert!(table.rows.iter().all(|row| row.cells.len() + 1 == table.head.len()), "{}", of.id);
            }
            for width in super::WIDTHS {
                let svg = picture(&figure, width, Theme::Light, &[]);
                super::none_on_another(&format!("{} in {way:?} at {width}", of.id), &svg);
                assert!(!svg.contains("NaN") && !svg.contains("style="), "{}", of.id);
                assert!(!is_told || svg.contains("A: "), "{}: no key", of.id);
            }
        }
    }
}

/// No two compared lines have the same dashes and weight.
#[test]
fn colour_is_not_all_that_tells_them_apart() {
    let case = Case::new();
    let plot = months(case.subjects(Way::Overlaid, 1, |subjects| COMPUTE.drawn(subjects)));
    let page = figures::time::plane(&plot);
    let mut dashes: Vec<&str> =
        page.split("stroke-dasharray=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    dashes.sort_unstable();
    dashes.dedup();
    assert_eq!(dashes.len(), MOST, "{dashes:?}");
}

/// In low drawings what was read of six others hid their lines for as long as nobody pointed at a month.
#[test]
fn values_of_others_are_read_at_the_crosshair_only_while_a_reader_points() {
    let case = Case::new();
    for of in ALL.into_iter().filter(|of| compared(of.beside).is_some()) {
        let plot = months(case.subjects(Way::Overlaid, 1, |subjects| of.drawn(subjects)));
        let read = |whose| read_at_crosshair(&figures::time::marks(&plot, 0, None, whose)).to_owned();
        let names = |read: &str| read.contains(&format!(">{}\u{a0}", letter(0)));
        assert!(!names(&read(Whose::Own)) && names(&read(Whose::All)), "{}: {}", of.id, read(Whose::All));
    }
}
