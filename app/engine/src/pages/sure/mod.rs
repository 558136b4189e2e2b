//! "How sure?": ranges of the headline figures, what moves one of them, why it changed, what would have to be true, and
//! a table over two inputs. There is a file for each part; the page is one form, of which each part can be asked for
//! separately.

mod change;
mod forms;
mod goal;
mod ranges;
mod sensitivity;
mod settings;
mod shares;
mod table;

use crate::input_of;
use crate::pieces::{ask, shown};
use maud::{Markup, html};
use model::base::words::counted;
use model::facts::accelerators::index_of;
use model::inputs::input::ParameterId;
use model::inputs::names::Names;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::cell::Cell;
use model::quantities::metric::{Metric, MetricId};
use model::record::question::Question;
use model::share::compared::Compared;
use model::share::ranged::Ranged;
use protocol::analysis::{Analysis, Since, Taken, Wanted, field};
use protocol::engine::Answer;

/// The chips of the default questions.
const TRAINIUM3: usize = index_of("trainium3");
const GB300: usize = index_of("gb300");

/// What the page is about.
pub(crate) struct About {
    /// The scenario.
    pub scenario: Scenario,
    /// The compared scenarios.
    pub compared: Compared,
    /// The scenario before the last step.
    pub before: Option<Scenario>,
    /// The range settings.
    pub ranged: Ranged,
}

/// The whole page, at first about one figure. The error says why there is none.
pub(crate) fn page(about: &About, chosen: MetricId) -> Result<Markup, String> {
    let figure = chosen.id();
    let part = |name: &str, of: Analysis| -> Result<Markup, String> {
        Ok(html! { div.part data-part=(name) data-parts=(name) { (shown_part(&of, about)?) } })
    };
    let first = Wanted::default;
    Ok(html! {
        h2 { "How sure?" }
        p.for-screen-readers role="status" data-told {}
        form.asked aria-label="What is asked" {
            (part("ranges", Analysis::Ranges)?)
            (part("settings", Analysis::Settings { hope: Default::default() })?)
            h3 { "What moves it" }
            div.choices data-parts="sensitivity change shares" { (forms::figures(field::FIGURE, "Figure", chosen, about.scenario.names())) }
            (part("sensitivity", Analysis::Sensitivity { figure: figure.clone() })?)
            (part("shares", Analysis::Shares { figure: figure.clone(), is_wanted: false })?)
            h3 { "Why did it change?" }
            (part("change", Analysis::Change { figure, since: Since::Baseline })?)
            h3 { "What must be true" }
            (part("goal", Analysis::Goal { figure: String::new(), wanted: first(), inputs: Vec::new() })?)
            h3 { "A figure over two inputs" }
            (part("table", Analysis::Table {
                figure: String::new(), wanted: first(), inputs: Default::default(), ends: Default::default(),
                steps: String::new(), taken: Taken::Shown,
            })?)
        }
    })
}

/// A part after a choice or the scenario has changed, or an export of it. The error is a sentence.
pub(crate) fn part(of: &Analysis, about: &About) -> Result<Answer, String> {
    match of {
        Analysis::Table { taken: Taken::File, .. } => table::file(of, about).map(Answer::Text),
        Analysis::Table { taken: Taken::Workbook, .. } => table::value(of, about).map(Answer::Grid),
        of => shown_part(of, about).map(|markup| Answer::Html(markup.into_string())),
    }
}

fn shown_part(of: &Analysis, about: &About) -> Result<Markup, String> {
    match of {
        Analysis::Ranges => ranges::part(about),
        Analysis::Settings { hope } => settings::part(about, hope),
        Analysis::Sensitivity { figure } => sensitivity::part(metric_of(figure)?, about),
        Analysis::Shares { figure, is_wanted } => shares::part(metric_of(figure)?, *is_wanted, about),
        Analysis::Change { figure, since } => Ok(change::part(metric_of(figure)?, *since, about)),
        Analysis::Goal { figure, wanted, inputs } => goal::part(figure, wanted, inputs, about),
        Analysis::Table { .. } => table::part(of, about),
    }
}

fn metric_of(id: &str) -> Result<MetricId, String> {
    MetricId::parse(id).ok_or_else(|| crate::unknown(id))
}

/// The cost of an effective PFLOP-hour of a chip before discount.
fn cost(chip: usize) -> MetricId {
    metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR.of(chip)
}

/// A derived number, with its derivation as a tooltip.
fn derived(text: String, how: &str) -> Markup {
    html! { span data-derived title=(how) { (text) } }
}

/// A share rounded to a tenth of a per cent.
fn to_a_tenth(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

/// A figure of the scenario, with its question.
fn of_run(metric: MetricId, value: Metric<f64>) -> Markup {
    html! {
        @match value {
            Ok(value) => (ask(&Question::Cell(Cell::metric(metric)), shown(value, metric.row().unit))),
            Err(absent) => { "– " span.kind { (absent.reason()) } },
        }
    }
}

/// A figure of another run, which cannot be asked about.
fn elsewhere(metric: MetricId, value: Metric<f64>, how: &str) -> Markup {
    match value {
        Ok(value) => derived(shown(value, metric.row().unit), how),
        Err(absent) => html! { "– " span.kind { (absent.reason()) } },
    }
}

/// A short text for an input's value: hourly prices and rates by the month or year are written without the unit of
/// time.
fn short(input: ParameterId, value: f64, names: &Names) -> String {
    let text = input.show_in(names, value);
    if input.row().kind.is_chosen() {
        return text;
    }
    let whole = model::base::show::show(value, input.row().unit);
    let is_rate = whole.unit == "/chip-hour" || whole.unit.starts_with("a ");
    if is_rate { whole.figures } else { text }
}

/// Inputs and values in the form of a button's `data-set`: in stored units with all digits.
fn setting(values: impl IntoIterator<Item = (ParameterId, f64)>) -> String {
    let each = values.into_iter().map(|(input, value)| format!("{}={value}", input.id()));
    each.collect::<Vec<_>>().join(";")
}
