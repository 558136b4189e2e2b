//! Taking things away: a workbook, numbers, a citation, a chart; and a workbook brought back.

use super::explain::EXPORT;
use crate::browser::engine::{Place, Unanswered, ask, ask_workbook};
use crate::browser::files::{Content, File};
use crate::browser::{self, address, files, picture};
use crate::state::{State, use_state};
use crate::view::{block, text};
use figures::span::plain;
use figures::{Subjects, definition};
use leptos::html::H2;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::inputs::scenario::Scenario;
use protocol::engine::{Answer, Ask, Form};
use protocol::workbook;

/// What has come of an export, or of a workbook that was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// Whether it is a fault.
    pub fault: bool,
    /// In words; empty where there is nothing to say.
    pub words: String,
    /// What was not taken as it stood in a workbook, a sentence each.
    pub notices: Vec<String>,
}

impl Status {
    fn good(words: impl Into<String>) -> Status {
        Status { words: words.into(), ..Status::default() }
    }

    fn fault(words: impl Into<String>) -> Status {
        Status { fault: true, ..Status::good(words) }
    }
}

/// What can be taken away.
#[derive(Clone, Debug, PartialEq)]
enum Export {
    Workbook,
    Csv,
    Json,
    Figures,
    Citation,
    Svg(String),
    Png(String),
    Picture(String),
}

impl Export {
    /// Its button's words, and what it gives.
    const fn words(&self) -> (&'static str, &'static str) {
        match self {
            Export::Workbook => (
                "Workbook",
                "XLSX for Excel or LibreOffice. Every number is a live formula: change an assumption there and all of it follows.",
            ),
            Export::Csv => (
                "CSV",
                "A table: inputs, facts, headline numbers and every monthly series, one value a row, unrounded.",
            ),
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
        let (words, gives) = export.words();
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

/// Does what a button says, and says what came of it.
fn take(state: State, export: Export) {
    state.exported.set(Status::good("Working…"));
    spawn_local(async move {
        let status = give(state, export).await;
        state.exported.set(status.map_or_else(Status::fault, Status::good));
    });
}

/// How a scenario's files are named.
fn stem(scenario: &Scenario) -> String {
    format!("rackrate-{}{}", scenario.baseline().id, if scenario.is_modified() { "-modified" } else { "" })
}

async fn give(state: State, export: Export) -> Result<String, String> {
    let scenario = state.scenario.with_untracked(Clone::clone);
    let stem = stem(&scenario);
    let form = match &export {
        Export::Workbook => return save_workbook(&scenario, &stem).await,
        Export::Csv => Form::Csv,
        Export::Json => Form::Json,
        Export::Figures => Form::Figures,
        Export::Citation => Form::Citation,
        Export::Svg(figure) | Export::Png(figure) | Export::Picture(figure) => Form::Picture { figure: figure.clone() },
    };
    let link = address::of_link(&state.link());
    let ask_for = Ask::Export { scenario: (&scenario).into(), form, address: link, today: files::today() };
    // The name after the scenario's, and what is taken away.
    let exported = async move {
        match ask(&Place::default(), ask_for).await.map_err(words)? {
            Answer::Text(text) => Ok((String::new(), text)),
            Answer::Picture { name, svg } => Ok((name, svg)),
            _ => Err(protocol::MISREAD.to_owned()),
        }
    };
    match export {
        // The clipboard takes a promise, so that it is asked while the press still counts.
        Export::Picture(_) => {
            files::copy_picture(picture::PNG, async move { picture::png(&exported.await?.1).await }).await
        }
        Export::Figures => files::copy(async move { Ok(exported.await?.1) }).await.map(|(copied, _)| copied),
        Export::Citation => {
            let (copied, citation) = files::copy(async move { Ok(exported.await?.1) }).await?;
            Ok(format!("{copied} {citation}"))
        }
        Export::Csv => files::save(&format!("{stem}.csv"), "text/csv", Content::Text(exported.await?.1)),
        Export::Json => files::save(&format!("{stem}.json"), "application/json", Content::Text(exported.await?.1)),
        Export::Svg(_) => {
            let (name, svg) = exported.await?;
            files::save(&format!("{stem}-{name}.svg"), picture::SVG, Content::Text(svg))
        }
        Export::Png(_) => {
            let (name, svg) = exported.await?;
            let blob = picture::png(&svg).await?;
            files::save(&format!("{stem}-{name}.png"), picture::PNG, Content::Blob(blob))
        }
        Export::Workbook => Err(protocol::MISREAD.to_owned()),
    }
}

async fn save_workbook(scenario: &Scenario, stem: &str) -> Result<String, String> {
    let page = address::of_page();
    match ask_workbook(workbook::Ask::Write { scenario: scenario.into(), page }).await.map_err(words)? {
        workbook::Answer::Written { bytes } => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            files::save(&format!("{stem}.xlsx"), kind, Content::Bytes(bytes))
        }
        workbook::Answer::Read { .. } => Err(protocol::MISREAD.to_owned()),
    }
}

fn words(fault: Unanswered) -> String {
    fault.words().to_owned()
}

/// Opens a file as a workbook: what was dropped on the page, or chosen. What comes of it stands in the menu.
pub fn open(state: State, file: File) {
    if state.asked.with_untracked(|asked| asked.last().is_none_or(|question| question != EXPORT)) {
        state.asked.update(|asked| asked.push(EXPORT.to_owned()));
    }
    let name = file.name();
    state.exported.set(Status::good(format!("Reading “{name}”…")));
    spawn_local(async move {
        let status = match read(&file).await {
            Ok((scenario, notices)) => {
                state.open(scenario);
                let more = if notices.is_empty() { "" } else { " Not all of it was taken as it stands there:" };
                Status { notices, ..Status::good(format!("“{name}” is the scenario now.{more}")) }
            }
            Err(why) => {
                let why = why.trim_end_matches('.');
                Status::fault(format!("“{name}” was not opened: {why}. The scenario is as it was."))
            }
        };
        state.exported.set(status);
    });
}

/// The scenario of a workbook, and what was not taken as it stood there. The error is a sentence.
async fn read(file: &File) -> Result<(Scenario, Vec<String>), String> {
    // Before all of it is in memory.
    workbook::fits(file.size() as u64)?;
    let bytes = files::bytes_of(file).await?;
    match ask_workbook(workbook::Ask::Read { bytes }).await.map_err(words)? {
        workbook::Answer::Read { scenario, notices } => Ok((scenario.open()?, notices)),
        workbook::Answer::Written { .. } => Err(protocol::MISREAD.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::BASELINES;

    #[test]
    fn files_are_named_after_the_baseline() {
        for baseline in BASELINES {
            let mut scenario = Scenario::of(baseline);
            assert_eq!(stem(&scenario), format!("rackrate-{}", baseline.id));
            scenario.set_nearest(input::PUE, 1.3);
            assert_eq!(stem(&scenario), format!("rackrate-{}-modified", baseline.id));
        }
    }
}
