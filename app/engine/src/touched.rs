//! What an input moves while the reader touches it: the figures that it moves most, by a step or since the touch began,
//! and the chart that shows it; or why it moves nothing.

use figures::definitions::{ALL, CASH, COMPUTE, COST, EFFICIENCY, FLEET, FLOWS, INVESTOR, POWER, SPEND, STAKE};
use figures::{Cell, Definition, Plot, Subjects, TableRow, unused};
use maud::{Markup, html};
use model::analysis::ranking::step;
use model::base::show::{self, show, show_closely};
use model::base::units::Unit;
use model::inputs::input::ParameterId;
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;
use model::quantities::metric::{HEADLINE, MetricId};
use model::run::outcome::{Outcome, run};
use protocol::engine::Answer;

/// The charts that show what each of the six headline figures consists of, in their order.
const SHOWN_BY: [&Definition; HEADLINE.len()] = [&FLEET, &COMPUTE, &POWER, &SPEND, &STAKE, &CASH];

/// Figures that are not charts over months, but have a place of their own on the page.
const PLACED: [&Definition; 4] = [&INVESTOR, &FLOWS, &COST, &EFFICIENCY];

/// How many figures are named.
const NAMED: usize = 3;

/// A scenario with its outcome.
struct Case {
    scenario: Scenario,
    outcome: Outcome,
}

impl Case {
    fn of(scenario: Scenario) -> Case {
        Case { outcome: run(&scenario), scenario }
    }

    fn subjects(&self) -> Subjects<'_> {
        Subjects::one(&self.scenario, &self.outcome)
    }
}

/// A number that moved: its name, the change in words, and the relative size of the change.
struct Moved {
    name: String,
    change: String,
    strength: f64,
    shown_by: Option<&'static Definition>,
}

pub(crate) fn answer(of: ParameterId, now: &Scenario, since: &Scenario) -> Answer {
    let taken = since.get(of) != now.get(of);
    let (before, after, lead) = match (taken, step(now, of)) {
        (true, _) => (now.with_nearest(of, since.get(of)), now.clone(), from_to(of, now, since)),
        (false, Some(next)) => (now.clone(), now.with_nearest(of, next), case(of, now, next)),
        // The input has no other value.
        (false, None) => (now.clone(), now.clone(), String::new()),
    };
    let (before, after) = (Case::of(before), Case::of(after));
    let mut six = moved(&before, &after, HEADLINE.into_iter().zip(SHOWN_BY.map(Some)));
    six.truncate(NAMED);
    let strongest = six.iter().filter_map(|moved| moved.shown_by).collect::<Vec<_>>();
    let figure = chart(strongest, &before, &after);
    let html = match six.is_empty() {
        false => named(&lead, &six),
        true => otherwise(of, &lead, &before, &after),
    };
    Answer::Touched { html: html.into_string(), figure: figure.map_or_else(String::new, |figure| figure.id.to_owned()) }
}

/// "From $5.00 to $9.00", with enough digits to tell the two apart.
fn from_to(of: ParameterId, now: &Scenario, since: &Scenario) -> String {
    let values = [since, now].map(|scenario| scenario.get(of));
    let [from, to] = of.show_apart(now.names(), values);
    format!("From {from} to {to}")
}

/// The numbers that moved, the strongest first. A number that displays the same did not move.
fn moved(
    before: &Case,
    after: &Case,
    of: impl IntoIterator<Item = (MetricId, Option<&'static Definition>)>,
) -> Vec<Moved> {
    let one = |(metric, shown_by): (MetricId, Option<&'static Definition>)| {
        let (name, unit) = (metric.name_in(after.scenario.names()), metric.row().unit);
        let (change, strength) = match (before.outcome.metrics.get(metric), after.outcome.metrics.get(metric)) {
            (Ok(was), Ok(is)) => {
                let size = if was == 0.0 { is.abs() } else { was.abs() };
                (show::difference(is, was, unit, |gap, unit| show(gap, unit).text())?, (is - was).abs() / size)
            }
            (Ok(_), Err(why)) => (why.no_value(), f64::MAX),
            (Err(_), Ok(is)) => (show(is, unit).text(), f64::MAX),
            (Err(_), Err(_)) => return None,
        };
        Some(Moved { name, change, strength, shown_by })
    };
    let mut all: Vec<Moved> = of.into_iter().filter_map(one).collect();
    all.sort_by(|one, other| other.strength.total_cmp(&one.strength));
    all
}

fn named(lead: &str, moved: &[Moved]) -> Markup {
    html! {
        (lead) ": "
        @for (place, one) in moved.iter().enumerate() {
            @if place > 0 { " · " }
            (one.name) " " b { (one.change) }
        }
    }
}

/// The change of the input in words: "1 month later", "+$1bn", "“S-curve”".
pub(crate) fn case(of: ParameterId, scenario: &Scenario, next: f64) -> String {
    let now = scenario.get(of);
    let row = of.row();
    let gap = |unit: Unit| show::difference(next, now, unit, |gap, unit| show(gap, unit).text());
    match row.kind {
        Kind::Choice(_) => format!("“{}”", of.show_in(scenario.names(), next)),
        Kind::Switch => if next > now { "On" } else { "Off" }.to_owned(),
        Kind::Month => format!("1 month {}", if next > now { "later" } else { "earlier" }),
        _ => gap(row.unit).unwrap_or_else(|| format!("At {}", show_closely(next, row.unit).text())),
    }
}

/// The chart that shows the change: of those of the figures that it moves most, then of all, the first that a reader
/// sees change; otherwise the one that moves furthest relative to its height. Figures that are not charts over months
/// come last.
fn chart(strongest: Vec<&'static Definition>, before: &Case, after: &Case) -> Option<&'static Definition> {
    let drawn = |of: &'static Definition, case: &Case| (of.plot)(&case.subjects());
    let (mut furthest, mut most) = (None, 0.0);
    for of in strongest.into_iter().chain(ALL) {
        let (Plot::Months(was), Plot::Months(is)) = (drawn(of, before), drawn(of, after)) else { continue };
        if was.looks_other_than(&is) {
            return Some(of);
        }
        let moves = was.moves_from(&is);
        if moves > most {
            (furthest, most) = (Some(of), moves);
        }
    }
    furthest.or_else(|| PLACED.into_iter().find(|of| reads_otherwise(&drawn(of, before), &drawn(of, after))))
}

/// Whether any of its values is displayed differently in a table.
fn reads_otherwise(was: &Plot, is: &Plot) -> bool {
    let read = |plot: &Plot| {
        let row = |row: TableRow| (row.name, row.cells.iter().map(Cell::text).collect::<Vec<_>>());
        plot.table().map(|table| table.rows.into_iter().map(row).collect::<Vec<_>>())
    };
    match (read(was), read(is)) {
        (None, None) => was != is,
        (was, is) => was != is,
    }
}

/// The text if none of the six figures moves: which others do, or why none does.
fn otherwise(of: ParameterId, lead: &str, before: &Case, after: &Case) -> Markup {
    if let Some(why) = unused::why(&before.scenario, of) {
        return html! { "Moves nothing now: " (why) };
    }
    let others = moved(before, after, MetricId::all().map(|metric| (metric, None)));
    if !others.is_empty() {
        let of_six = |case: &Case| HEADLINE.map(|metric| case.outcome.metrics.get(metric));
        let six = match of_six(before) == of_six(after) {
            true => "None of the six figures. ",
            false => "Moves the six figures by too little to be seen. ",
        };
        return html! { (six) (named(lead, others.get(..NAMED).unwrap_or(&others))) };
    }
    let month = before.outcome.as_of.name();
    let binding = before.outcome.metrics.binding.shown();
    html! {
        @if of.row().group == Group::Constraints {
            "Moves nothing by " (month) ": this limit does not bind. What limits growth is " (binding) "."
        } @else if before.outcome != after.outcome {
            "Moves no figure of " (month) ", only of other months."
        } @else {
            "A step of it moves nothing by " (month) "; what limits growth is " (binding) "."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::{BASELINES, Baseline};

    fn told(of: &str, now: &Scenario, since: &Scenario) -> (String, String) {
        match answer(ParameterId::parse(of).expect(of), now, since) {
            Answer::Touched { html, figure } => (html, figure),
            other => panic!("{of}: {other:?}"),
        }
    }

    /// Checks the text about an input, and its chart.
    fn checked(scenario: &Scenario, of: ParameterId) {
        let (html, figure) = told(&of.id(), scenario, scenario);
        let which = format!("{}: {}", scenario.baseline().id, of.id());
        assert!(html.len() > 10, "{which}: {html:?}");
        // Whatever moves a figure is drawn somewhere, except for the stake's share, of which only the value is drawn.
        let moves = html.contains("<b>")
            && !html.starts_with("None of the six")
            && !html.starts_with("Moves the six")
            && !html.contains(": Stake <b>");
        assert!(!moves || !figure.is_empty(), "{which}: {html}");
        if unused::why(scenario, of).is_some() && !html.starts_with("Moves nothing now: ") {
            assert!(html.contains("<b>"), "{which}: {html}");
        }
        // A lot's earnings are summed in another order if another lot is scheduled later. If only the last bit differs,
        // no chart is shown.
        let (Some(chart), Some(next)) = (figures::definition(&figure), step(scenario, of)) else { return };
        let after = scenario.with_nearest(of, next);
        let drawn = |scenario: &Scenario| (chart.plot)(&Subjects::one(scenario, &run(scenario)));
        if let (Plot::Months(was), Plot::Months(is)) = (drawn(scenario), drawn(&after)) {
            assert!(was.moves_from(&is) > 1e-12, "{which}: {figure}");
        }
    }

    #[test]
    fn every_input_says_what_it_moves_with_a_chart_that_moves_or_why_it_moves_nothing() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            ParameterId::all().for_each(|of| checked(&scenario, of));
        }
    }

    #[test]
    fn a_step_and_what_was_moved_are_told() {
        let first = Scenario::of(Baseline::first());
        let (html, figure) = told("operations.slip_months", &first, &first);
        assert!(html.starts_with("+1"), "{html}");
        assert!(html.contains("Accelerators online <b>−"), "{html}");
        assert!(figures::definition(&figure).is_some(), "{figure}");
        let mut late = first.clone();
        late.set_text(ParameterId::parse("operations.slip_months").expect("an input"), "6").expect("months");
        let (html, _) = told("operations.slip_months", &late, &first);
        let slip = ParameterId::parse("operations.slip_months").expect("an input");
        assert!(html.starts_with(&format!("From {} to {}: ", slip.show(0.0), slip.show(6.0))), "{html}");
        let (html, figure) = told("limit.power_start_watts", &first, &first);
        assert_eq!((html.as_str(), figure.as_str()), ("Moves nothing now: “Limit facility power” is off.", ""));
        let (html, _) = told("chip.h100.price_usd_per_hour", &first, &first);
        assert!(html.contains("H100 is in no phase") || html.contains("<b>"), "{html}");
    }

    #[test]
    fn what_moves_a_chips_figures_names_the_chip_and_too_little_is_not_nothing() {
        let first = Scenario::of(Baseline::first());
        let of = "chip.gb200.it_watts";
        let (html, _) = told(of, &first, &first);
        assert!(
            html.starts_with("Moves the six figures by too little to be seen. ") && html.contains("GB200"),
            "{html}"
        );
        let input = ParameterId::parse(of).expect("an input");
        let (html, _) = told(of, &first.with_nearest(input, first.get(input) + 1.0), &first);
        let [from, to] = html
            .split_once("From ")
            .and_then(|(_, rest)| rest.split_once(" to "))
            .map_or(["", ""], |it| [it.0, it.1.split(':').next().unwrap_or_default()]);
        assert!(!from.is_empty() && from != to, "{html}");
    }

    /// At half the price more chips fit into the contract, while the spend by December 2027 is the same.
    #[test]
    fn the_chart_beside_an_input_is_one_that_is_seen_to_move() {
        let first = Scenario::of(Baseline::first());
        let price = ParameterId::parse("chip.gb300.price_usd_per_hour").expect("an input");
        let dear = first.with_nearest(price, 9.0);
        let (html, figure) = told(&price.id(), &dear, &first);
        let chart = figures::definition(&figure).expect("a chart");
        let drawn = |scenario: &Scenario| (chart.plot)(&Subjects::one(scenario, &run(scenario)));
        match (drawn(&first), drawn(&dear)) {
            (Plot::Months(was), Plot::Months(is)) => assert!(was.looks_other_than(&is), "{figure}: {html}"),
            _ => panic!("{figure} is no chart over months"),
        }
    }
}
