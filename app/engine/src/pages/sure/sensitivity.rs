//! What moves a figure: a tornado chart with a table.

use super::{About, counted, derived, elsewhere, of_run, short};
use crate::pieces::{ask, badge, shown};
use figures::spread::{Axis, End};
use maud::{Markup, PreEscaped, html};
use model::analysis::tornado::{Bar, Tornado, tornado};
use model::analysis::uncertainty::plan::ranges;
use model::analysis::uncertainty::settings::USUAL_DRAWS;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::quantities::metric::{Absent, MetricId};
use model::record::question::Question;

/// How many inputs are drawn.
const DRAWN: usize = 12;

/// The part. The error says why nothing can be drawn.
pub(super) fn part(figure: MetricId, about: &About) -> Result<Markup, String> {
    let scenario = &about.scenario;
    let settings = about.ranged.settings_for(scenario, USUAL_DRAWS);
    let ranges = ranges(scenario, &settings).map_err(|refused| refused.reason())?;
    let Tornado { now_value: now, bars, .. } = match tornado(scenario, figure, &ranges) {
        Ok(tornado) => tornado,
        Err(absent) => {
            let name = figure.name_in(scenario.names());
            return Ok(html! { p data-say { (name) " has no value: " (absent.reason()) "." } });
        }
    };
    let unit = figure.row().unit;
    let values = bars.iter().take(DRAWN).flat_map(|bar| bar.metric).flatten();
    let axis = Axis::over(values.chain([now]), unit);
    Ok(html! {
        p data-say {
            b { (figure.name_in(scenario.names())) } " is " (of_run(figure, Ok(now)))
            (figure.when(scenario.as_of())) ". "
            @if bars.is_empty() { "No input that has a range moves it." }
            @else {
                "One input at an end of its range, and all else as it is: what it then comes to. Those that move it most stand first. "
                span.key aria-hidden="true" { "○ low end, ● high end, dashed: now." }
            }
        }
        @if !bars.is_empty() {
            div.spreads {
                div.spread-row {
                    span {}
                    div.spread-plane { (PreEscaped(axis.head(Some((now, &format!("now {}", shown(now, unit))))))) }
                }
                ol { @for bar in bars.iter().take(DRAWN) { (drawn(bar, &axis, now, scenario.names())) } }
            }
            @for (bar, value, absent) in bars.iter().take(DRAWN).flat_map(ends_without_value) {
                p.source-note data-absent=(bar.input.id()) data-derived title="a run at that end of the range" {
                    (bar.input.name_in(scenario.names())) " at " (bar.input.show_in(scenario.names(), value))
                    " has no point: " (absent.no_value()) "."
                }
            }
            details {
                summary {
                    "As a table"
                    @if bars.len() > DRAWN { span data-count { ", all " (counted(bars.len())) " inputs" } }
                }
                (table(&bars, figure, scenario))
            }
        }
    })
}

/// The ends of an input's range at which the figure has no value, and why.
fn ends_without_value(bar: &Bar) -> impl Iterator<Item = (&Bar, f64, Absent)> {
    let ends = bar.values.into_iter().zip(bar.metric);
    ends.filter_map(move |(value, metric)| Some((bar, value, metric.err()?)))
}

/// A row of the chart; its name can be asked about.
fn drawn(bar: &Bar, axis: &Axis, now: f64, names: &Names) -> Markup {
    let end = |place: usize| End { value: bar.metric[place].ok(), label: short(bar.input, bar.values[place], names) };
    html! {
        li.spread-row data-bar=(bar.input.id()) {
            (ask(&Question::Input(bar.input), bar.input.name_in(names)))
            div.spread-plane { (PreEscaped(axis.ends(now, &[end(0), end(1)]))) }
        }
    }
}

fn table(bars: &[Bar], figure: MetricId, scenario: &Scenario) -> Markup {
    html! {
        table.facts.sure {
            caption.for-screen-readers { (figure.name_in(scenario.names())) " at both ends of each range" }
            thead { tr { @for head in ["Input", "Low", "gives", "High", "gives", "Class"] { th scope="col" { (head) } } } }
            tbody { @for bar in bars { (row(bar, figure, scenario)) } }
        }
    }
}

fn row(bar: &Bar, figure: MetricId, scenario: &Scenario) -> Markup {
    let [low, high] = bar.values.map(|value| bar.input.show_in(scenario.names(), value));
    let [at_low, at_high] = bar.metric;
    let how = |end: &str| format!("a run with {} at {end}, derived", bar.input.name_in(scenario.names()));
    html! {
        tr data-number=(bar.input.id()) {
            th scope="row" { (ask(&Question::Input(bar.input), bar.input.name_in(scenario.names()))) }
            td data-label="Low" { (derived(low.clone(), "low end of the range")) }
            td data-label="gives" { (elsewhere(figure, at_low, &how(&low))) }
            td data-label="High" { (derived(high.clone(), "high end of the range")) }
            td data-label="gives" { (elsewhere(figure, at_high, &how(&high))) }
            td data-label="Class" { (badge(scenario.evidence(bar.input).class)) }
        }
    }
}
