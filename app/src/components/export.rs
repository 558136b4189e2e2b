//! The menu of what can be taken away, and of what came of it.

use super::frame::part;
use super::long_link::long_link;
use super::way::{button, said};
use crate::browser::{self, files};
use crate::printing::Printer;
use crate::state::{State, use_state};
use crate::status::Status;
use crate::taking::{Export, open, take};
use crate::view::text;
use figures::span::plain;
use figures::{Plot, Subjects, definition};
use leptos::html::H2;
use leptos::prelude::*;
use protocol::engine::{Digits, Every};

/// Its button's words, and what it gives.
const fn words(export: &Export) -> (&'static str, &'static str) {
    match export {
        Export::Workbook => (
            "Workbook",
            "XLSX for Excel or LibreOffice. Every number is a live formula: change an assumption there and all of it follows.",
        ),
        Export::Csv => (
            "CSV",
            "A table: inputs, facts, headline numbers and every monthly series, one value a row, unrounded. UTF-8, commas between values, decimal points, dates as 2027-12-01.",
        ),
        Export::CsvWithCommas => (
            "CSV with ;",
            "The same for spreadsheets with decimal commas: semicolons between values, 1234,5 for 1234.5.",
        ),
        Export::Json => {
            ("JSON", "The same numbers as the command line’s evaluate gives, with the evidence behind each.")
        }
        Export::Figures(_) => ("Copy numbers", "The headline numbers, to be pasted into a spreadsheet or a mail."),
        Export::Table(_, Every::Month, _) => {
            ("Copy months", "The values behind the chart, as a table for a spreadsheet.")
        }
        Export::Table(_, Every::Quarter, _) => {
            ("Copy quarters", "Flows are summed; of stocks and totals the last month counts.")
        }
        Export::Table(_, Every::Year, _) => {
            ("Copy years", "The same by calendar year; the first and the last may have fewer months.")
        }
        Export::Citation => ("Copy citation", "Name, dates and link of this scenario."),
        Export::Png(_) => ("PNG", "A picture, for slides and mails."),
        Export::Svg(_) => ("SVG", "A drawing that can be enlarged and edited."),
        Export::Picture(_) => ("Copy picture", "To be pasted."),
        Export::Markdown => ("Copy as Markdown", "The headline sentence and the link, for notes, wikis and issues."),
        Export::RichText => {
            ("Copy as rich text", "The sentence, the six figures and the link, for a mail or a document.")
        }
        Export::BriefPng => ("PNG of the brief", "Sentence, figures and chart in one picture, for slides and mails."),
        Export::BriefSvg => ("SVG of the brief", "The same as a drawing that can be enlarged and edited."),
        Export::BriefPicture => ("Copy the brief", "The same, to be pasted."),
        Export::QrSvg => ("SVG of the code", "A drawing, for slides and print."),
        Export::QrPicture => ("Copy the code", "To be pasted."),
    }
}

/// The menu: of the whole scenario, or of one chart.
#[component]
pub fn ExportMenu(
    /// The chart's id; empty for the whole scenario.
    figure: String,
) -> impl IntoView {
    let state = use_state();
    let heading = NodeRef::<H2>::new();
    heading.on_load(|_| browser::ask::arrived());
    let status = state.exported;
    let menu = if figure.is_empty() { of_scenario(state, heading) } else { of_chart(state, heading, &figure) };
    view! {
        <div class="answer" tabindex="-1">
            {menu}
            {said(status)}
        </div>
    }
}

/// A button for each way, with what it gives. `exact` says whether copied numbers keep all of their digits.
fn ways(state: State, exact: RwSignal<bool>, ways: impl IntoIterator<Item = Export>) -> AnyView {
    ways_into(state, exact, state.exported, ways.into_iter().collect())
}

/// The same, each of which says in a place of its own what came of it.
pub(super) fn ways_into(state: State, exact: RwSignal<bool>, told: RwSignal<Status>, ways: Vec<Export>) -> AnyView {
    let ways = ways.into_iter().map(|export| {
        let (words, gives) = words(&export);
        let press = move |_| {
            let digits = if exact.get_untracked() { Digits::All } else { Digits::Six };
            take(state, export.clone().with(digits), told);
        };
        button(words, gives, press)
    });
    view! { <ul class="exports">{ways.collect::<Vec<_>>()}</ul> }.into_any()
}

/// The choice between six digits and all.
fn all_digits(exact: RwSignal<bool>) -> AnyView {
    view! {
        <label class="switch">
            <input type="checkbox" on:change=move |event| exact.set(event_target_checked(&event)) />
            <span>"All digits instead of six"</span>
        </label>
    }
    .into_any()
}

fn of_scenario(state: State, heading: NodeRef<H2>) -> AnyView {
    let (exact, printer) = (RwSignal::new(false), use_context::<Printer>());
    let print = move |_| printer.iter().for_each(|printer| printer.print(state));
    const PRINTED: &str = "Headline, changes, every chart, the headline table, sources and link: a few light pages.";
    let choose = move |event: leptos::ev::Event| {
        if let Some(file) = files::chosen(&event) {
            open(state, file);
        }
    };
    view! {
        <h2 id="asked" tabindex="-1" node_ref=heading>"Export"</h2>
        <p class="asked-class">"Every number leaves with its unit and its evidence class."</p>
        <h3>"Save"</h3>
        {ways(state, exact, [Export::Workbook, Export::Csv, Export::CsvWithCommas, Export::Json])}
        <h3>"Print"</h3>
        <ul class="exports">{button("Print", PRINTED, print)}</ul>
        <h3>"Copy"</h3>
        {ways(state, exact, [Export::Figures(Digits::Six), Export::Citation])}
        {long_link(state, state.exported)}
        {all_digits(exact)}
        <p class="source-note">"A chart is saved from its own Export, beside its values."</p>
        <h3>"Open"</h3>
        <p>
            <label class="open-workbook">
                "Open a workbook or a JSON file "
                <input type="file" accept=".xlsx,.json,application/json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" on:change=choose />
            </label>
        </p>
        <p class="source-note">
            "A workbook that was saved here, with assumptions changed: they become the scenario. A JSON file that was saved here: all that "
            "its link holds. Or drop it anywhere on the page. "
            "It is read in this browser and sent nowhere."
        </p>
    }
    .into_any()
}

fn of_chart(state: State, heading: NodeRef<H2>, figure: &str) -> AnyView {
    let of = || figure.to_owned();
    let definition = definition(figure);
    let title = text(move || {
        definition.map_or_else(String::new, |definition| {
            state
                .scenario
                .with(|scenario| state.read(|outcome| plain(&(definition.finding)(&Subjects::one(scenario, outcome)))))
        })
    });
    let exact = RwSignal::new(false);
    let has_values =
        definition.is_some_and(|definition| !matches!(untrack(|| part(state, definition.plot)), Plot::Grid(_)));
    let by = |every| Export::Table(of(), every, Digits::Six);
    let tables = has_values.then(|| {
        view! {
            <h3>"Values"</h3>
            {ways(state, exact, [by(Every::Month), by(Every::Quarter), by(Every::Year)])}
            {all_digits(exact)}
        }
    });
    view! {
        <h2 id="asked" tabindex="-1" node_ref=heading>
            <span>"Export of a chart"</span>
            <b class="chart-title">{title}</b>
        </h2>
        <p class="asked-class">"With title, unit, source, link and date."</p>
        {ways(state, exact, [Export::Png(of()), Export::Svg(of()), Export::Picture(of())])}
        {tables}
    }
    .into_any()
}
