//! The menu of exports, and the result of the last one.

use super::frame::part;
use super::long_link::long_link;
use super::way::{button, said};
use crate::browser::{self, files};
use crate::printing::Printer;
use crate::state::{State, use_state};
use crate::status::Status;
use crate::taking::{Export, open, take};
use crate::view::text;
use crate::words;
use figures::span::plain;
use figures::{Plot, Subjects, definition};
use leptos::html::H2;
use leptos::prelude::*;
use protocol::engine::{Digits, Every};

/// The words of an export's button, and the description below it.
const fn said_of(export: &Export) -> [&'static str; 2] {
    match export {
        Export::Workbook => words::export::WORKBOOK,
        Export::Csv => words::export::CSV,
        Export::CsvWithCommas => words::export::CSV_WITH_COMMAS,
        Export::Json => words::export::JSON,
        Export::Figures(_) => words::export::NUMBERS,
        Export::Table(_, Every::Month, _) => words::export::MONTHS,
        Export::Table(_, Every::Quarter, _) => words::export::QUARTERS,
        Export::Table(_, Every::Year, _) => words::export::YEARS,
        Export::Citation => words::export::CITATION,
        Export::Png(_) => words::export::PNG,
        Export::Svg(_) => words::export::SVG,
        Export::Picture(_) => words::export::PICTURE,
        Export::Markdown => words::export::MARKDOWN,
        Export::RichText => words::export::RICH_TEXT,
        Export::BriefPng => words::export::BRIEF_PNG,
        Export::BriefSvg => words::export::BRIEF_SVG,
        Export::BriefPicture => words::export::BRIEF_PICTURE,
        Export::QrSvg => words::export::QR_SVG,
        Export::QrPicture => words::export::QR_PICTURE,
    }
}

/// The menu of exports, for the whole scenario or one chart.
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

/// A button and a description for each export. `exact` says whether copied numbers keep all of their digits.
fn ways(state: State, exact: RwSignal<bool>, ways: impl IntoIterator<Item = Export>) -> AnyView {
    ways_into(state, exact, state.exported, ways.into_iter().collect())
}

/// The same, with the result reported in `told`.
pub(super) fn ways_into(state: State, exact: RwSignal<bool>, told: RwSignal<Status>, ways: Vec<Export>) -> AnyView {
    let ways = ways.into_iter().map(|export| {
        let said = said_of(&export);
        let press = move |_| {
            let digits = if exact.get_untracked() { Digits::All } else { Digits::Six };
            take(state, export.clone().with(digits), told);
        };
        button(said, press)
    });
    view! { <ul class="exports">{ways.collect::<Vec<_>>()}</ul> }.into_any()
}

/// The choice between six digits and all.
fn all_digits(exact: RwSignal<bool>) -> AnyView {
    view! {
        <label class="switch">
            <input type="checkbox" on:change=move |event| exact.set(event_target_checked(&event)) />
            <span>{words::export::ALL_DIGITS}</span>
        </label>
    }
    .into_any()
}

fn of_scenario(state: State, heading: NodeRef<H2>) -> AnyView {
    let (exact, printer) = (RwSignal::new(false), use_context::<Printer>());
    let print = move |_| printer.iter().for_each(|printer| printer.print(state));
    let choose = move |event: leptos::ev::Event| {
        if let Some(file) = files::chosen(&event) {
            open(state, file);
        }
    };
    view! {
        <h2 id="asked" tabindex="-1" node_ref=heading>{words::export::EXPORT}</h2>
        <p class="asked-class">{words::export::ABOUT}</p>
        <h3>{words::export::SAVE}</h3>
        {ways(state, exact, [Export::Workbook, Export::Csv, Export::CsvWithCommas, Export::Json])}
        <h3>{words::export::PRINT}</h3>
        <ul class="exports">{button(words::export::PRINTED, print)}</ul>
        <h3>{words::export::COPY}</h3>
        {ways(state, exact, [Export::Figures(Digits::Six), Export::Citation])}
        {long_link(state, state.exported)}
        {all_digits(exact)}
        <p class="source-note">{words::export::CHARTS_ELSEWHERE}</p>
        <h3>{words::export::OPEN}</h3>
        <p>
            <label class="open-workbook">
                {words::export::OPEN_FILE}
                <input type="file" accept=".xlsx,.json,application/json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" on:change=choose />
            </label>
        </p>
        <p class="source-note">
            {words::export::ABOUT_OPENING}
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
            <h3>{words::export::VALUES}</h3>
            {ways(state, exact, [by(Every::Month), by(Every::Quarter), by(Every::Year)])}
            {all_digits(exact)}
        }
    });
    view! {
        <h2 id="asked" tabindex="-1" node_ref=heading>
            <span>{words::export::OF_CHART}</span>
            <b class="chart-title">{title}</b>
        </h2>
        <p class="asked-class">{words::export::ABOUT_CHART}</p>
        {ways(state, exact, [Export::Png(of()), Export::Svg(of()), Export::Picture(of())])}
        {tables}
    }
    .into_any()
}
