//! Exports, such as a workbook, numbers, a chart or a citation, and opening a saved file.

use crate::browser::engine::{Place, Unanswered, ask, ask_workbook};
use crate::browser::files::{self, Content, File};
use crate::browser::{address, element, picture, timer};
use crate::state::State;
use crate::status::Status;
use crate::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::inputs::scenario::Scenario;
use protocol::engine::{Answer, Ask, Digits, Every, Form};
use protocol::grid::PackedGrid;
use protocol::workbook::{self, TableToday};

/// The prefix of questions that open the menu of exports; the id of a chart may follow.
pub const EXPORT: &str = "export:";

/// The question that opens the menu of comparisons.
pub const COMPARE: &str = "compare:";

/// The question that opens the menu of sharing.
pub const SHARE: &str = "share:";

/// The question that opens the menu of title, notes and story.
pub const NOTES: &str = "notes:";

/// The question that opens the menu of the reader's own scenarios.
pub const OWN: &str = "own:";

/// Whether a question asks for an explanation of a number or an input, and does not open a menu.
pub fn is_explained(question: &str) -> bool {
    ![COMPARE, NOTES, SHARE, OWN].contains(&question) && !question.starts_with(EXPORT)
}

/// What can be exported.
#[derive(Clone, Debug, PartialEq)]
pub enum Export {
    /// A workbook with live formulas.
    Workbook,
    /// A CSV file of every number.
    Csv,
    /// The same for countries with decimal commas.
    CsvWithCommas,
    /// The run as JSON, as the command line writes it.
    Json,
    /// The results, copied to the clipboard.
    Figures(Digits),
    /// The values behind a chart, by its id, copied to the clipboard.
    Table(String, Every, Digits),
    /// A citation of the scenario, copied to the clipboard.
    Citation,
    /// A chart as SVG, by its id.
    Svg(String),
    /// A chart as PNG, by its id.
    Png(String),
    /// A chart, by its id, copied to the clipboard as a picture.
    Picture(String),
    /// The headline sentence with the link in Markdown, copied to the clipboard.
    Markdown,
    /// The headline sentence, the figures and the link, copied to the clipboard as formatted text.
    RichText,
    /// The brief as PNG.
    BriefPng,
    /// The brief as SVG.
    BriefSvg,
    /// The brief, copied to the clipboard as a picture.
    BriefPicture,
    /// The QR code of the link as SVG.
    QrSvg,
    /// The QR code of the link, copied to the clipboard as a picture.
    QrPicture,
}

impl Export {
    /// The same with this choice of digits, if it has digits.
    pub fn with(self, digits: Digits) -> Export {
        match self {
            Export::Figures(_) => Export::Figures(digits),
            Export::Table(figure, every, _) => Export::Table(figure, every, digits),
            other => other,
        }
    }
}

/// Carries out an export, and reports progress and result in `told`. If the document has changed meanwhile, only a
/// failure is reported.
pub fn take(state: State, export: Export, told: RwSignal<Status>) {
    told.set(Status::good(words::export::WORKING));
    tell(state, told, async move { give(state, export).await.map_or_else(Status::fault, Status::good) });
}

/// Reports the result of a future in `told`. If the document has changed meanwhile, only a failure is reported.
pub fn tell(state: State, told: RwSignal<Status>, comes: impl Future<Output = Status> + 'static) {
    let changes = state.changes.get_value();
    spawn_local(async move {
        let status = comes.await;
        if status.fault || state.changes.get_value() == changes {
            told.set(status);
        }
    });
}

/// Copies the link at once, while the press still counts as the reader's act. If the browser refuses, the link is shown
/// selected in a field, to be copied by hand.
pub fn copy_link(state: State) {
    let told = state.shared;
    told.set(Status::good(words::export::WORKING));
    let copied = files::copy_text(&state.address());
    tell(state, told, async move {
        let Err(why) = copied.await else { return Status::good(words::share::LINK_COPIED) };
        spawn_local(async {
            timer::frame().await;
            element::focus_first(LINK_FIELD);
        });
        Status::fault(words::share::link_selected(&why))
    });
}

/// The selector of the field with the link.
const LINK_FIELD: &str = ".share .link-field";

/// The beginning of the names of a scenario's files.
pub(crate) fn stem(scenario: &Scenario) -> String {
    format!("rackrate-{}{}", scenario.baseline().id, if scenario.is_modified() { "-modified" } else { "" })
}

async fn give(state: State, export: Export) -> Result<String, String> {
    let scenario = state.scenario.with_untracked(Clone::clone);
    let stem = stem(&scenario);
    let form = match &export {
        Export::Workbook => return save_workbook(&scenario, &stem, state.told_in_words(), None).await,
        Export::Csv => Form::Csv,
        Export::CsvWithCommas => Form::CsvWithCommas,
        Export::Json => Form::Json,
        Export::Figures(digits) => Form::Figures(*digits),
        Export::Table(figure, every, digits) => Form::Table { figure: figure.clone(), every: *every, digits: *digits },
        Export::Citation => Form::Citation,
        Export::Svg(figure) | Export::Png(figure) | Export::Picture(figure) => Form::Picture { figure: figure.clone() },
        Export::Markdown => Form::Markdown,
        Export::RichText => Form::RichText,
        Export::BriefPng | Export::BriefSvg | Export::BriefPicture => Form::Brief,
        Export::QrSvg | Export::QrPicture => Form::Qr,
    };
    let address = match form {
        Form::Markdown | Form::RichText | Form::Brief | Form::Qr => state.address(),
        _ => address::of_link(&state.link()),
    };
    let (compared, drawn, ranged) = (state.compared(), state.drawn_taken(), state.ranged_value());
    let (notes, today) = (state.notes_value(), files::today());
    let ask_for = Ask::Export { scenario: (&scenario).into(), compared, drawn, ranged, form, notes, address, today };
    // For a picture its name and its SVG, for a table its markup and its text, for a text an empty string and the text.
    let exported = async move {
        match ask(&Place::default(), ask_for).await.map_err(words)? {
            Answer::Text(text) => Ok((String::new(), text)),
            Answer::Picture { name, svg } => Ok((name, svg)),
            Answer::Table { html, text } => Ok((html, text)),
            _ => Err(protocol::MISREAD.to_owned()),
        }
    };
    match export {
        // The clipboard gets a promise of the content, so that it is asked while the press still counts as the reader's
        // act.
        Export::Picture(_) | Export::BriefPicture | Export::QrPicture => {
            files::copy_picture(picture::PNG, async move { picture::png(&exported.await?.1).await }).await
        }
        Export::Figures(_) | Export::Table(..) | Export::RichText => {
            files::copy_table(async move { exported.await.map(|(html, text)| [html, text]) }).await
        }
        Export::Markdown => Ok(files::copy(async move { Ok(exported.await?.1) }).await?.0),
        Export::Citation => {
            let (copied, citation) = files::copy(async move { Ok(exported.await?.1) }).await?;
            Ok(format!("{copied} {citation}"))
        }
        Export::Csv | Export::CsvWithCommas => {
            files::save(&format!("{stem}.csv"), "text/csv", Content::Text(exported.await?.1))
        }
        Export::Json => files::save(&format!("{stem}.json"), "application/json", Content::Text(exported.await?.1)),
        Export::Svg(_) | Export::BriefSvg | Export::QrSvg => {
            let (name, svg) = exported.await?;
            files::save(&format!("{stem}-{name}.svg"), picture::SVG, Content::Text(svg))
        }
        Export::Png(_) | Export::BriefPng => {
            let (name, svg) = exported.await?;
            let blob = picture::png(&svg).await?;
            files::save(&format!("{stem}-{name}.png"), picture::PNG, Content::Blob(blob))
        }
        Export::Workbook => Err(protocol::MISREAD.to_owned()),
    }
}

/// Saves the workbook of a scenario with an extra sheet for a table, and shows the result over the page.
pub(crate) fn take_with_table(state: State, scenario: Scenario, grid: PackedGrid) {
    let (stem, told) = (format!("{}-table", stem(&scenario)), state.told_in_words());
    let table = TableToday { grid, today: files::today() };
    state.note(words::export::WORKING.to_owned());
    spawn_local(async move {
        let saved = save_workbook(&scenario, &stem, told, Some(table)).await;
        state.note(saved.unwrap_or_else(|why| why));
    });
}

async fn save_workbook(
    scenario: &Scenario,
    stem: &str,
    told: Vec<(String, String)>,
    table: Option<TableToday>,
) -> Result<String, String> {
    let ask = workbook::Ask::Write { scenario: scenario.into(), page: address::of_page(), told, table };
    match ask_workbook(ask).await.map_err(words)? {
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

/// What a file contained.
enum Held {
    /// A workbook's assumptions, and sentences on those that could not be taken as they stood.
    Assumptions(Box<Scenario>, Vec<String>),
    /// The link in a run that was saved as JSON.
    Link(String),
}

/// Opens a workbook or a JSON file that was saved here, whether dropped on the page or chosen. The menu of exports
/// shows the result. If several are given while one is read, only the last one is opened.
pub fn open(state: State, file: File) {
    if state.asked.with_untracked(|asked| asked.last().is_none_or(|question| question != EXPORT)) {
        state.asked.update(|asked| asked.push(EXPORT.to_owned()));
    }
    let name = file.name();
    state.exported.set(Status::good(words::export::reading(&name)));
    state.files.update_value(|files| *files += 1);
    let given = state.files.get_value();
    spawn_local(async move {
        let held = read(&file).await;
        if state.files.get_value() != given {
            return;
        }
        let opened = held.and_then(|held| match held {
            Held::Assumptions(scenario, notices) => {
                state.open(*scenario);
                Ok(notices)
            }
            Held::Link(link) => state.open_whole(&link).map(|()| Vec::new()),
        });
        let status = match opened {
            Ok(notices) => {
                let words = words::export::opened(&name, notices.is_empty());
                Status { notices, ..Status::good(words) }
            }
            Err(why) => Status::fault(words::export::not_opened(&name, why.trim_end_matches('.'))),
        };
        state.exported.set(status);
    });
}

/// Reads what a file contains. The error is a sentence.
async fn read(file: &File) -> Result<Held, String> {
    let bytes = files::bytes_of(file).await?;
    if bytes.iter().find(|sign| !sign.is_ascii_whitespace()) == Some(&b'{') {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return match ask(&Place::default(), Ask::LinkIn { text }).await.map_err(words)? {
            Answer::Text(link) => Ok(Held::Link(link)),
            _ => Err(protocol::MISREAD.to_owned()),
        };
    }
    match ask_workbook(workbook::Ask::Read { bytes }).await.map_err(words)? {
        workbook::Answer::Read { scenario, notices } => Ok(Held::Assumptions(Box::new(scenario.open()?), notices)),
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
