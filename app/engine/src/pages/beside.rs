//! Scenarios side by side: their results, with differences from the reference, and the inputs in which they differ.

use crate::beside::{Beside, Side};
use crate::pieces::{percent, shown};
use figures::unused::is_used;
use maud::{Markup, html};
use model::base::show::{self, show_apart};
use model::base::units::Unit;
use model::base::words::how_many;
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::kinds::{Group, Kind};
use model::metric;
use model::quantities::cell::Cell;
use model::quantities::metric::{HEADLINE, MetricId};
use model::record::question::Question;

/// The figures below the headline's.
const BELOW_HEADLINE: [MetricId; 7] = [
    metric::EFFECTIVE_FLOPS,
    metric::CONTRACT_IRR,
    metric::SPEND_TO_DATE,
    metric::COMMITMENT_REMAINING,
    metric::TRAINING_DAYS,
    metric::COST_PER_EFFECTIVE_PFLOP_HOUR,
    metric::GROSS_MARGIN,
];

/// The figures that are shown whether they differ or not, the headline's first.
fn always_shown() -> impl Iterator<Item = MetricId> {
    HEADLINE.into_iter().chain(BELOW_HEADLINE)
}

/// The tables for the page.
pub(crate) fn page(beside: &Beside) -> Markup {
    let reference = reference_of(beside);
    let more: Vec<MetricId> = MetricId::all()
        .filter(|metric| matches!(metric.row().scope, Scope::Scenario) && always_shown().all(|shown| shown != *metric))
        .filter(|metric| columns(beside).any(|side| difference(*metric, side, reference).is_some()))
        .collect();
    let inputs = inputs_that_differ(beside);
    html! {
        p.source-note {
            "As of " (beside.first.outcome.as_of.name()) "; differences to "
            @match reference.letter {
                "" => "this scenario",
                letter if letter.len() == 1 => (letter),
                _ => { "the baseline, “" (reference.title) "”" },
            }
            ", absolute and in per cent. Each number can be pressed."
        }
        div.table-scroll.side-by-side tabindex="0" role="region" aria-label="Figures by scenario" {
            table {
                caption.for-screen-readers { "Figures by scenario" }
                (head("Figure", beside))
                tbody { @for metric in always_shown() { (row(metric, beside)) } }
            }
        }
        @if !more.is_empty() {
            details {
                summary { "All other figures that differ" }
                div.table-scroll.side-by-side tabindex="0" role="region" aria-label="Other figures by scenario" {
                    table {
                        caption.for-screen-readers { "Other figures by scenario" }
                        (head("Figure", beside))
                        tbody { @for metric in more { (row(metric, beside)) } }
                    }
                }
            }
        }
        @if inputs.is_empty() { p.source-note { "All inputs are the same." } }
        @else {
            div.table-scroll.side-by-side tabindex="0" role="region" aria-label="Inputs that differ" {
                table {
                    caption.for-screen-readers { "Inputs that differ" }
                    (head("Input that differs", beside))
                    tbody { @for input in inputs { (input_row(input, beside)) } }
                }
            }
        }
    }
}

/// How many inputs are printed before the rest is counted.
const PRINTED: usize = 14;
/// The same for more than `MANY` scenarios, whose columns are narrow and rows high, so that all fits six pages of
/// Letter.
const PRINTED_OF_MANY: usize = 8;
const MANY: usize = 4;

/// The tables for a printer: the figures, and the inputs that differ.
pub(crate) fn printed(beside: &Beside) -> Markup {
    let inputs = inputs_that_differ(beside);
    let most = if columns(beside).count() > MANY { PRINTED_OF_MANY } else { PRINTED };
    html! {
        table.in-columns {
            (head("Figure", beside))
            tbody { @for metric in always_shown() { (row(metric, beside)) } }
        }
        @if !inputs.is_empty() {
            table.in-columns {
                (head("Input that differs", beside))
                tbody { @for input in inputs.iter().take(most) { (input_row(*input, beside)) } }
            }
        }
        @if inputs.len() > most {
            p.note { "and " (how_many(inputs.len() - most, "input")) " more: see the link" }
        }
    }
}

/// The baseline, if it is the reference and the scenario differs from it.
fn baseline_of(beside: &Beside) -> Option<&Side> {
    beside.baseline.as_ref().filter(|baseline| baseline.scenario != beside.first.scenario)
}

/// The reference; the scenario itself if it equals the baseline that is the reference.
fn reference_of(beside: &Beside) -> &Side {
    let is_own = beside.baseline.is_some() && baseline_of(beside).is_none();
    if is_own { &beside.first } else { beside.reference() }
}

/// The columns: the baseline if it has one, the scenario, and the compared ones.
fn columns(beside: &Beside) -> impl Iterator<Item = &Side> {
    baseline_of(beside).into_iter().chain(beside.all())
}

fn head(first: &str, beside: &Beside) -> Markup {
    let reference = reference_of(beside);
    html! {
        thead {
            tr {
                th scope="col" { (first) }
                @for side in columns(beside) {
                    th scope="col" {
                        @match side.letter {
                            "" => "This scenario",
                            letter if letter.len() == 1 => (letter),
                            _ => "Baseline",
                        }
                        small { (side.title) @if std::ptr::eq(side, reference) { " (reference)" } }
                    }
                }
            }
        }
    }
}

/// The question for a column's number; `None` for the baseline, which cannot be asked about.
fn question_of(side: &Side, question: &Question) -> Option<String> {
    match side.letter {
        "" => Some(question.text()),
        letter if letter.len() == 1 => Some(format!("{letter}/{}", question.text())),
        _ => None,
    }
}

fn pressed(side: &Side, question: &Question, words: &str) -> Markup {
    match question_of(side, question) {
        Some(question) => html! { button.ask type="button" data-ask=(question) { (words) } },
        None => html! { span data-derived title="as it was released" { (words) } },
    }
}

fn row(metric: MetricId, beside: &Beside) -> Markup {
    let reference = reference_of(beside);
    let question = Question::Cell(Cell::metric(metric));
    html! {
        tr data-number=(metric.id()) {
            th scope="row" { (metric.name_in(beside.first.scenario.names())) }
            @for side in columns(beside) {
                td {
                    @match side.outcome.metrics.get(metric) {
                        Ok(value) => (pressed(side, &question, &shown(value, metric.row().unit))),
                        Err(absent) => { "– " small { (absent.reason()) } },
                    }
                    @if !std::ptr::eq(side, reference) {
                        @if let Some((gap, arithmetic)) = difference(metric, side, reference) {
                            small data-derived title=(arithmetic) { (gap) }
                        }
                    }
                }
            }
        }
    }
}

/// The difference of a number from the reference's, absolute and, where sensible, in per cent, and what was subtracted.
/// `None` if both display the same, or one of them has no value.
fn difference(metric: MetricId, side: &Side, reference: &Side) -> Option<(String, String)> {
    let (of, unit) = (|side: &Side| side.outcome.metrics.get(metric).ok(), metric.row().unit);
    let (now, before) = (of(side)?, of(reference)?);
    let gap = between(unit, now, before)?;
    let whose = if reference.letter.is_empty() { "this scenario" } else { reference.letter };
    Some((gap, format!("{} − {} in {whose}", shown(now, unit), shown(before, unit))))
}

pub(super) fn between(unit: Unit, now: f64, before: f64) -> Option<String> {
    let gap = show::difference(now, before, unit, shown)?;
    Some(match show::difference_in_percent(now, before, unit) {
        Some(share) => format!("{gap} ({})", percent(share)),
        None => gap,
    })
}

/// The inputs in which any two columns differ and that at least one of the scenarios uses. As-of month and horizon are the
/// same in all.
fn inputs_that_differ(beside: &Beside) -> Vec<ParameterId> {
    let differs = |input: &ParameterId| {
        let of_first = beside.first.scenario.get(*input);
        input.row().group != Group::View
            && columns(beside).any(|side| side.scenario.get(*input) != of_first)
            && columns(beside).any(|side| is_used(&side.scenario, *input))
    };
    ParameterId::all().filter(differs).collect()
}

/// What stands in place of the value of an input that a scenario does not use.
const UNUSED: &str = "–";

fn input_row(input: ParameterId, beside: &Beside) -> Markup {
    let of_reference = reference_of(beside).scenario.get(input);
    let question = Question::Input(input);
    // Choices have the names of their scenario; numbers get as many digits as are needed to differ.
    let texts: Vec<String> = match input.row().kind {
        Kind::Choice(_) => {
            columns(beside).map(|side| input.show_in(side.scenario.names(), side.scenario.get(input))).collect()
        }
        _ => show_apart(&columns(beside).map(|side| side.scenario.get(input)).collect::<Vec<_>>(), input.row().unit),
    };
    html! {
        tr {
            th scope="row" { (input.name_in(beside.first.scenario.names())) }
            @for (side, text) in columns(beside).zip(texts) {
                @let text = if is_used(&side.scenario, input) { text.as_str() } else { UNUSED };
                td.other[side.scenario.get(input) != of_reference] { (pressed(side, &question, text)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;
    use model::share::compared::{Compared, MOST};

    /// Six scenarios compared with one: other baselines, and changed ones.
    fn seven(reference: Option<usize>) -> Beside {
        let of = |id: &str| Scenario::of(Baseline::by_id(id).expect(id));
        let mut compared = Compared::default();
        for (id, slip) in [
            ("all-trainium3", 0.0),
            ("all-nvidia", 6.0),
            ("talks-2025-12", 0.0),
            ("power-bound", 0.0),
            ("openai-amd", 3.0),
            ("none", 0.0),
        ] {
            let mut scenario = of(id);
            scenario.set(model::input::SLIP, slip).expect("it may");
            compared.pin(&scenario, "").expect("there is room");
        }
        assert_eq!(compared.pinned().len(), MOST);
        compared.refer_to(reference);
        let mut scenario = of("all-nvidia");
        scenario.set(model::input::PUE, 1.2).expect("it may");
        Beside::of(scenario, &compared)
    }

    /// With six compared scenarios, the last chart once went to a seventh sheet of Letter.
    #[test]
    fn fewer_inputs_are_printed_where_rows_are_high() {
        let rows = |beside: &Beside| {
            let markup = printed(beside).into_string();
            let inputs = markup.split("Input that differs").nth(1).expect("inputs that differ").to_owned();
            inputs.matches("<tr>").count()
        };
        assert_eq!(rows(&seven(None)), PRINTED_OF_MANY);
        let mut compared = Compared::default();
        compared.pin(&Scenario::of(Baseline::by_id("openai-amd").expect("it is there")), "").expect("there is room");
        let two = Beside::of(Scenario::of(Baseline::by_id("all-nvidia").expect("it is there")), &compared);
        assert_eq!(rows(&two), PRINTED);
    }

    /// Two scenarios that differed by less than three digits show once had a row of equal numbers.
    #[test]
    fn inputs_that_differ_read_so() {
        let of = |pue: f64| Scenario::of(Baseline::first()).with_nearest(model::input::PUE, pue);
        let mut compared = Compared::default();
        compared.pin(&of(1.152), "").expect("there is room");
        let markup = page(&Beside::of(of(1.154), &compared)).into_string();
        for shown in ["1.15×", "1.152×", "1.154×"] {
            assert!(markup.contains(shown), "{shown}: {markup}");
        }
    }

    /// The texts of the cells of a row, without tags.
    fn cells(markup: &str, row: &str) -> Vec<String> {
        let row = markup.split("<tr").find(|part| part.contains(row)).unwrap_or_else(|| panic!("{row}: {markup}"));
        let plain =
            |html: &str| html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        row.split("<td").skip(1).map(|cell| plain(&format!("<td{cell}"))).collect()
    }

    /// Every figure and difference of the scenarios equals that of the runs, for each possible reference.
    #[test]
    fn every_difference_is_that_of_the_runs() {
        for reference in [None, Some(0), Some(3), Some(5)] {
            let beside = seven(reference);
            let markup = page(&beside).into_string();
            let of_reference = beside.reference();
            let all: Vec<&Side> = columns(&beside).collect();
            assert_eq!(all.len(), if reference.is_none() { MOST + 2 } else { MOST + 1 });
            let mut seen = 0;
            for metric in always_shown() {
                let cells = cells(&markup, &format!("data-number=\"{}\"", metric.id()));
                for (side, cell) in all.iter().zip(&cells) {
                    let again = model::run::outcome::run(&side.scenario);
                    let unit = metric.row().unit;
                    let Ok(now) = again.metrics.get(metric) else { continue };
                    assert!(cell.starts_with(&shown(now, unit)), "{}: {cell}", metric.id());
                    let Ok(before) = model::run::outcome::run(&of_reference.scenario).metrics.get(metric) else {
                        continue;
                    };
                    if let (false, Some(gap)) = (std::ptr::eq(*side, of_reference), between(unit, now, before)) {
                        assert!(cell.ends_with(&gap), "{}: {cell} has no {gap}", metric.id());
                        let arithmetic = format!("title=\"{} − {} in ", shown(now, unit), shown(before, unit));
                        assert!(markup.contains(&arithmetic), "{arithmetic}");
                        let is_more = gap.starts_with('+') || gap.ends_with("later");
                        assert_eq!(is_more, now > before, "{gap}");
                        seen += 1;
                    }
                }
                assert_eq!(cells.len(), all.len());
            }
            assert!(seen > 40, "{seen}");
        }
    }

    #[test]
    fn only_inputs_that_differ_are_listed() {
        let beside = seven(Some(0));
        let markup = page(&beside).into_string();
        let (_, table) = markup.split_once("Inputs that differ").expect("there is a table");
        for input in ParameterId::all().filter(|input| input.row().group != Group::View) {
            let values: Vec<f64> = columns(&beside).map(|side| side.scenario.get(input)).collect();
            let differs = values.iter().any(|value| *value != values[0]);
            let question = format!("data-ask=\"{}\"", Question::Input(input).text());
            assert_eq!(table.contains(&question), differs, "{}", input.id());
        }
        let slip = cells(table, &format!("data-ask=\"{}\"", Question::Input(model::input::SLIP).text()));
        let expected = columns(&beside).map(|side| model::input::SLIP.show(side.scenario.get(model::input::SLIP)));
        assert_eq!(slip, expected.collect::<Vec<_>>());
    }

    #[test]
    fn differences_are_absolute_and_in_per_cent_where_that_says_something() {
        assert_eq!(between(Unit::Usd, 3e9, 2e9).as_deref(), Some("+$1bn (+50%)"));
        assert_eq!(between(Unit::Usd, 3e9, -2e9).as_deref(), Some("+$5bn"));
        assert_eq!(between(Unit::Share, 0.1, 0.2).as_deref(), Some("−10\u{202f}points"));
        assert_eq!(between(Unit::Month, 8.0, 6.0).as_deref(), Some("2\u{202f}months later"));
        assert_eq!(between(Unit::Usd, 2e9, 2e9), None);
    }

    #[test]
    fn a_baseline_has_no_second_column_for_itself() {
        let mut compared = Compared::default();
        compared.pin(&Scenario::of(Baseline::by_id("all-trainium3").expect("exists")), "");
        let beside = Beside::of(Scenario::of(Baseline::by_id("all-nvidia").expect("exists")), &compared);
        assert_eq!((columns(&beside).count(), reference_of(&beside).letter), (2, ""));
        let markup = page(&beside).into_string();
        assert!(markup.contains("(reference)") && !markup.contains("Baseline<small>"), "{markup}");
    }

    #[test]
    fn numbers_of_others_are_asked_with_their_letters() {
        let markup = page(&seven(None)).into_string();
        assert!(
            markup.contains("data-ask=\"metric:chips_online\"")
                && markup.contains("data-ask=\"F/metric:chips_online\"")
        );
        assert!(markup.contains(">Baseline<small>") && !markup.contains("style="), "{markup}");
    }
}
