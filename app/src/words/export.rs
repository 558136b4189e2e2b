//! The texts of the menu of exports, of their results, and of opening files.

pub(crate) const EXPORT: &str = "Export";
pub(crate) const ABOUT: &str = "Every number leaves with its unit and its evidence class.";
pub(crate) const SAVE: &str = "Save";
pub(crate) const PRINT: &str = "Print";
pub(crate) const COPY: &str = "Copy";
pub(crate) const OPEN: &str = "Open";
pub(crate) const ALL_DIGITS: &str = "All digits instead of six";
pub(crate) const CHARTS_ELSEWHERE: &str = "A chart is saved from its own Export, beside its values.";
/// The label of the field in which a file is chosen.
pub(crate) const OPEN_FILE: &str = "Open a workbook or a JSON file ";
pub(crate) const ABOUT_OPENING: &str = "A workbook that was saved here, with assumptions changed: they become the scenario. A JSON file that was saved here: all that \
    its link holds. Or drop it anywhere on the page. \
    It is read in this browser and sent nowhere.";

/// The menu of a chart's exports.
pub(crate) const OF_CHART: &str = "Export of a chart";
pub(crate) const ABOUT_CHART: &str = "With title, unit, source, link and date.";
pub(crate) const VALUES: &str = "Values";

/// The buttons, each with its description.
pub(crate) const PRINTED: [&str; 2] =
    ["Print", "Headline, changes, every chart, the headline table, sources and link: a few light pages."];
pub(crate) const WORKBOOK: [&str; 2] = [
    "Workbook",
    "XLSX for Excel or LibreOffice. Every number is a live formula: change an assumption there and all of it follows.",
];
pub(crate) const CSV: [&str; 2] = [
    "CSV",
    "A table: inputs, facts, headline numbers and every monthly series, one value a row, unrounded. UTF-8, commas between values, decimal points, dates as 2027-12-01.",
];
pub(crate) const CSV_WITH_COMMAS: [&str; 2] =
    ["CSV with ;", "The same for spreadsheets with decimal commas: semicolons between values, 1234,5 for 1234.5."];
pub(crate) const JSON: [&str; 2] =
    ["JSON", "The same numbers as the command line’s evaluate gives, with the evidence behind each."];
pub(crate) const NUMBERS: [&str; 2] =
    ["Copy numbers", "The headline numbers, to be pasted into a spreadsheet or a mail."];
pub(crate) const MONTHS: [&str; 2] = ["Copy months", "The values behind the chart, as a table for a spreadsheet."];
pub(crate) const QUARTERS: [&str; 2] =
    ["Copy quarters", "Flows are summed; of stocks and totals the last month counts."];
pub(crate) const YEARS: [&str; 2] =
    ["Copy years", "The same by calendar year; the first and the last may have fewer months."];
pub(crate) const CITATION: [&str; 2] = ["Copy citation", "Name, dates and link of this scenario."];
pub(crate) const PNG: [&str; 2] = ["PNG", "A picture, for slides and mails."];
pub(crate) const SVG: [&str; 2] = ["SVG", "A drawing that can be enlarged and edited."];
pub(crate) const PICTURE: [&str; 2] = ["Copy picture", "To be pasted."];
pub(crate) const MARKDOWN: [&str; 2] =
    ["Copy as Markdown", "The headline sentence and the link, for notes, wikis and issues."];
pub(crate) const RICH_TEXT: [&str; 2] =
    ["Copy as rich text", "The sentence, the six figures and the link, for a mail or a document."];
pub(crate) const BRIEF_PNG: [&str; 2] =
    ["PNG of the brief", "Sentence, figures and chart in one picture, for slides and mails."];
pub(crate) const BRIEF_SVG: [&str; 2] = ["SVG of the brief", "The same as a drawing that can be enlarged and edited."];
pub(crate) const BRIEF_PICTURE: [&str; 2] = ["Copy the brief", "The same, to be pasted."];
pub(crate) const QR_SVG: [&str; 2] = ["SVG of the code", "A drawing, for slides and print."];
pub(crate) const QR_PICTURE: [&str; 2] = ["Copy the code", "To be pasted."];

/// The status while an export is being made.
pub(crate) const WORKING: &str = "Working…";

/// Why a file, the clipboard or a picture failed.
pub(crate) const REFUSED: &str = "The browser refused.";
pub(crate) const NOT_COPIED: &str = "The browser did not let it be copied.";
pub(crate) const NO_CLIPBOARD: &str =
    "This page was not served over a secure connection, so that the browser keeps the clipboard.";
pub(crate) const NO_PICTURE: &str = "The browser could not make a picture of it.";
/// Why a file was not opened, as part of a sentence.
pub(crate) const UNREADABLE: &str = "it cannot be read";

/// After a file was saved.
pub(crate) fn saved_as(name: &str) -> String {
    format!("Saved as {name}.")
}

/// While a file is read.
pub(crate) fn reading(name: &str) -> String {
    format!("Reading “{name}”…")
}

/// After a file was opened; `whole` says whether all of it was taken as it stood there.
pub(crate) fn opened(name: &str, whole: bool) -> String {
    let more = if whole { "" } else { " Not all of it was taken as it stands there:" };
    format!("“{name}” is the scenario now.{more}")
}

/// After a file was refused; `why` is part of a sentence.
pub(crate) fn not_opened(name: &str, why: &str) -> String {
    format!("“{name}” was not opened: {why}. The scenario is as it was.")
}
