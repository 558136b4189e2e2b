//! The menu of what can be taken away, and of what came of it.

use crate::browser::{self, files};
use crate::state::{State, use_state};
use crate::status::Status;
use crate::taking::{Export, open, take};
use crate::view::{block, text};
use figures::span::plain;
use figures::{Subjects, definition};
use leptos::html::H2;
use leptos::prelude::*;

/// Its button's words, and what it gives.
const fn words(export: &Export) -> (&'static str, &'static str) {
    match export {
        Export::Workbook => (
            "Workbook",
            "XLSX for Excel or LibreOffice. Every number is a live formula: change an assumption there and all of it follows.",
        ),
        Export::Csv => {
            ("CSV", "A table: inputs, facts, headline numbers and every monthly series, one value a row, unrounded.")
        }
        Export::Json => {
            ("JSON", "The same numbers as the command line’s evaluate gives, with the evidence behind each.")
        }
        Export::Figures => ("Copy numbers", "The headline numbers, to be pasted into a spreadsheet or a mail."),
        Export::Citation => ("Copy citation", "Name, dates and link of this scenario."),
        Export::Png(_) => ("PNG", "A picture, for slides and mails."),
        Export::Svg(_) => ("SVG", "A drawing that can be enlarged and edited."),
        Export::Picture(_) => ("Copy picture", "To be pasted."),
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
            <div class=text(move || status.with(|status| if status.fault { "export-status fault" } else { "export-status" })) role="status">
                {block(move || status_view(status.get()))}
            </div>
        </div>
    }
}

fn status_view(status: Status) -> AnyView {
    let notices = (!status.notices.is_empty()).then(|| {
        let notices = status.notices.into_iter().map(|notice| view! { <li>{notice}</li> });
        view! { <ul>{notices.collect::<Vec<_>>()}</ul> }
    });
    view! { <p>{status.words}</p> {notices} }.into_any()
}

fn ways(state: State, ways: impl IntoIterator<Item = Export>) -> AnyView {
    let ways = ways.into_iter().map(|export| {
        let (words, gives) = words(&export);
        let press = move |_| take(state, export.clone());
        view! { <li><button type="button" on:click=press>{words}</button> <p class="source-note">{gives}</p></li> }
    });
    view! { <ul class="exports">{ways.collect::<Vec<_>>()}</ul> }.into_any()
}

fn of_scenario(state: State, heading: NodeRef<H2>) -> AnyView {
    let choose = move |event: leptos::ev::Event| {
        if let Some(file) = files::chosen(&event) {
            open(state, file);
        }
    };
    view! {
        <h2 id="asked" tabindex="-1" node_ref=heading>"Export"</h2>
        <p class="asked-class">"Every number leaves with its unit and its evidence class."</p>
        <h3>"Save"</h3>
        {ways(state, [Export::Workbook, Export::Csv, Export::Json])}
        <h3>"Copy"</h3>
        {ways(state, [Export::Figures, Export::Citation])}
        <p class="source-note">"A chart is saved from its own Export, beside its values."</p>
        <h3>"Open"</h3>
        <p>
            <label class="open-workbook">
                "Open a workbook "
                <input type="file" accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" on:change=choose />
            </label>
        </p>
        <p class="source-note">
            "A workbook that was saved here, with assumptions changed: they become the scenario. Or drop it anywhere on the page. "
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
    view! {
        <h2 id="asked" tabindex="-1" node_ref=heading>
            <span>"Export of a chart"</span>
            <b class="chart-title">{title}</b>
        </h2>
        <p class="asked-class">"With title, unit, source, link and date."</p>
        {ways(state, [Export::Png(of()), Export::Svg(of()), Export::Picture(of())])}
    }
    .into_any()
}
