//! The questions to the engine and its answers.

use crate::analysis::Analysis;
use crate::draws::Share;
use crate::grid::PackedGrid;
use crate::own::{Act, Own};
use crate::ranged::RangeAct;
use crate::{ComparedValue, DrawnValue, NotesValue, RangedValue, ScenarioValue};
use serde::{Deserialize, Serialize};

/// A question to the engine.
///
/// New kinds go at the end, since a kind travels as its place in this list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// The explanation of a number or, for several, a choice among them. Each question is written as by
    /// `model::record::question::Question`, such as `metric:stake`.
    Explain {
        /// The scenario to which the numbers belong.
        scenario: ScenarioValue,
        /// At least one question.
        questions: Vec<String>,
        /// The author's notes, of which those at inputs are reasons for their values.
        notes: NotesValue,
        /// The range settings: if a figure turns within its ranges, the explanation says so.
        ranged: RangedValue,
    },
    /// The meaning of an input, and the evidence for its value.
    Input {
        /// The scenario to which the input belongs.
        scenario: ScenarioValue,
        /// The input's id, such as `operations.pue`.
        input: String,
    },
    /// What to know about a vendor's claim.
    Claim {
        /// The claim's id.
        claim: String,
    },
    /// Chip prices of an agreement, beside what the agreement implies.
    Prices {
        /// The scenario to which the agreement belongs.
        scenario: ScenarioValue,
        /// The agreement's id, such as `base`.
        agreement: String,
    },
    /// Every deal of the catalogue, side by side.
    Deals,
    /// The page of all results.
    Numbers {
        /// The scenario to which they belong.
        scenario: ScenarioValue,
        /// The search on the page.
        search: Search,
    },
    /// The page of all facts and assumptions.
    Sources {
        /// The scenario whose results depend on them.
        scenario: ScenarioValue,
        /// The search on the page.
        search: Search,
    },
    /// The rows of a page while the reader types a search.
    Rows {
        /// The scenario of the page.
        scenario: ScenarioValue,
        /// The page.
        page: Searched,
        /// The search.
        search: Search,
    },
    /// The page of what the tests tried.
    Trust {
        /// The text of the record beside the page, if the build has one: [`TrustRecord`](crate::trust::TrustRecord) as
        /// JSON.
        record: Option<String>,
    },
    /// An export of a scenario.
    Export {
        /// The scenario.
        scenario: ScenarioValue,
        /// The compared scenarios, which are included.
        compared: ComparedValue,
        /// The bands of its draws if the page shows them; they are drawn too.
        drawn: Option<DrawnValue>,
        /// The range settings: a comparison that turns within its ranges says so.
        ranged: RangedValue,
        /// The form of the export.
        form: Form,
        /// The author's notes.
        notes: NotesValue,
        /// Where the scenario can be opened, which the export states.
        address: String,
        /// The reader's date, such as 2026-11-24.
        today: String,
    },
    /// The run of a scenario, byte for byte as the command line's `evaluate --json` prints it; a test compares the two.
    Report {
        /// The scenario.
        scenario: ScenarioValue,
    },
    /// The page of corrections.
    Corrections,
    /// A scenario and the compared ones side by side: results with differences, and the inputs that differ.
    Compare {
        /// The scenario.
        scenario: ScenarioValue,
        /// The compared scenarios.
        compared: ComparedValue,
    },
    /// The inputs that move a headline number most.
    Ranking {
        /// The scenario to which the number belongs.
        scenario: ScenarioValue,
        /// The metric's id, such as `contract_npv_usd`.
        metric: String,
        /// The largest number of inputs in the answer.
        most: usize,
        /// The range settings: an input with a range is ranked by it.
        ranged: RangedValue,
    },
    /// What an input moves, while the reader touches it.
    Touched {
        /// The scenario as it is now.
        scenario: ScenarioValue,
        /// The scenario when the touch began.
        since: ScenarioValue,
        /// The input's id.
        input: String,
    },
    /// The page of keys and gestures.
    Keys,
    /// An act on the reader's own scenarios.
    Own {
        /// The text that the browser has stored; `None` if there is none yet.
        kept: Option<String>,
        /// The act.
        act: Act,
        /// The link of what is on screen, with title, notes and story; scenarios are stored as links.
        on_screen: String,
    },
    /// A scenario as a document to be printed.
    Paper {
        /// The scenario.
        scenario: ScenarioValue,
        /// The compared scenarios, which are printed too.
        compared: ComparedValue,
        /// The bands of its draws if the page shows them; they are printed too.
        drawn: Option<DrawnValue>,
        /// The author's notes, which are printed.
        notes: NotesValue,
        /// Where it can be opened, which is printed.
        address: String,
        /// The reader's date, such as 2026-11-24.
        today: String,
        /// The range settings: if a figure turns within its ranges, the document says so.
        ranged: RangedValue,
    },
    /// The page "How sure?": how sure the figures are, what moves one of them, why it changed, and what would have to
    /// be true.
    Sure {
        /// The scenario.
        scenario: ScenarioValue,
        /// The compared scenarios; a change may be since one of them.
        compared: ComparedValue,
        /// The scenario before the last step, if there was one.
        before: Option<ScenarioValue>,
        /// The range settings.
        ranged: RangedValue,
        /// The figure's id, such as `contract_npv_usd`.
        metric: String,
    },
    /// The part of a brief below its sentences and figures, which the page renders itself.
    BelowBrief {
        /// The scenario.
        scenario: ScenarioValue,
        /// The bands of its draws if the page shows them; they are drawn in the chart.
        drawn: Option<DrawnValue>,
        /// The range settings: if a figure turns within its ranges, the brief says so.
        ranged: RangedValue,
    },
    /// A brief as a document to be printed.
    BriefPaper {
        /// The scenario.
        scenario: ScenarioValue,
        /// The bands of its draws if the page shows them; they are printed too.
        drawn: Option<DrawnValue>,
        /// The author's title; empty if there is none.
        name: String,
        /// The author's notes, which are printed.
        notes: NotesValue,
        /// Where it can be opened, which is printed.
        address: String,
        /// The reader's date, such as 2026-11-24.
        today: String,
        /// The range settings: if a figure turns within its ranges, the document says so.
        ranged: RangedValue,
    },
    /// An address as a QR code, or the reason why there is none.
    Qr {
        /// The address.
        address: String,
    },
    /// A part of the page "How sure?", after the scenario or a choice has changed; or an export of it.
    Analysis {
        /// The scenario.
        scenario: ScenarioValue,
        /// The compared scenarios.
        compared: ComparedValue,
        /// The scenario before the last step, if there was one.
        before: Option<ScenarioValue>,
        /// The range settings.
        ranged: RangedValue,
        /// The part, with the reader's choices.
        of: Analysis,
    },
    /// The marks at sliders: in which direction each moves a headline number, and where that breaks even or reaches a
    /// target. Also the findings that turn, whatever the number.
    Marks {
        /// The scenario to which the number belongs.
        scenario: ScenarioValue,
        /// The metric's id, such as `contract_npv_usd`.
        metric: String,
        /// The targets for the number, in its unit.
        target_values: Vec<f64>,
        /// The inputs, by id, for which break-even and targets are searched; that takes some hundred runs for each.
        crossed: Vec<String>,
        /// The range settings: they decide which figures turn.
        ranged: RangedValue,
    },
    /// The link in a file of one scenario that was saved as JSON.
    LinkIn {
        /// The file's text.
        text: String,
    },
    /// The figures of a link when it was shared and now.
    Since {
        /// The link as it arrived; it travels as a link because the question is about the link itself.
        link: String,
    },
    /// Makes some draws of a scenario's uncertain inputs. The engine keeps the draws of the scenario that it was asked
    /// about last. The caller asks until all draws are made, by this engine or by several (see [`crate::draws`]).
    Draw {
        /// The scenario.
        scenario: ScenarioValue,
        /// The range settings, with the targets.
        ranged: RangedValue,
        /// The total number of draws.
        draws: u32,
        /// The number of the first draw to be made now, from 0.
        first: u32,
        /// How many draws to make now.
        count: u32,
        /// Whether earlier draws are to be forgotten.
        anew: bool,
    },
    /// A step in which several engines combine their draws. It is answered by an export of its own, which can take and
    /// return the draws that they exchange.
    Share(Share),
    /// An act on the range settings.
    Range {
        /// The scenario to which they belong.
        scenario: ScenarioValue,
        /// The present range settings.
        ranged: RangedValue,
        /// The act.
        act: RangeAct,
    },
}

/// The word in a search that asks for every row, instead of the first ones only.
pub const ALL_ROWS: &str = "all:";

/// A search: words separated by spaces, with filters such as `class:official` among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// The values of the form's fields.
    pub words: String,
}

/// A page with a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Searched {
    /// All results.
    Numbers,
    /// All facts and assumptions.
    Sources,
}

/// A form of export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Every number with its evidence, as CSV.
    Csv,
    /// The run as JSON, as the command line writes it, with its evidence.
    Json,
    /// The results as a table, to be pasted.
    Figures(Digits),
    /// A citation of the scenario.
    Citation,
    /// A chart as SVG.
    Picture {
        /// The chart's id in the crate `figures`.
        figure: String,
    },
    /// [`Form::Csv`] for countries with decimal commas: values are separated by semicolons.
    CsvWithCommas,
    /// The values behind a chart as a table, to be pasted.
    Table {
        /// The chart's id.
        figure: String,
        /// Whether rows are months, quarters or years.
        every: Every,
        /// How many digits numbers have.
        digits: Digits,
    },
    /// The headline sentence and the link as Markdown.
    Markdown,
    /// The headline sentence, the headline figures and the link, as HTML and as text.
    RichText,
    /// The brief as SVG.
    Brief,
    /// The address as a QR code in SVG.
    Qr,
}

/// How many digits exported numbers have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Digits {
    /// Six significant digits.
    Six,
    /// All digits.
    All,
}

/// The period of a row in a table over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Every {
    /// A month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

/// The mark at an input's slider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The input's id.
    pub input: String,
    /// Whether the number rises if the input does.
    pub rises: bool,
    /// How strongly the number responds to one per cent or one step, from 1, hardly, to 3, by at least one per cent.
    pub size: u8,
    /// The input's values at which the number breaks even or reaches a target, in stored units.
    pub crossing_values: Vec<f64>,
    /// The mark in words.
    pub words: String,
}

/// A figure that turns within its inputs' ranges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    /// The metric's id.
    pub metric: String,
    /// A line that says so.
    pub line: String,
}

/// An answer of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// HTML with the page's own CSS classes, without scripts, style attributes or event handlers.
    Html(String),
    /// The rows of a page with a search.
    Rows {
        /// A sentence on how many were found.
        found: String,
        /// The inner HTML of the table.
        html: String,
    },
    /// The result of an act on the reader's own scenarios.
    Own(Own),
    /// A text to be saved or copied.
    Text(String),
    /// Ids of inputs, the strongest first.
    Inputs(Vec<String>),
    /// The marks at sliders, and which figures turn.
    Marks {
        /// The marks.
        marks: Vec<Mark>,
        /// The figures on which a finding rests and that turn within their inputs' ranges.
        turns: Vec<Turned>,
    },
    /// What an input moves.
    Touched {
        /// The figures that it moves most with their changes, or why it moves none, as HTML.
        html: String,
        /// The id, in the crate `figures`, of the chart that it moves most; empty if it moves none.
        figure: String,
    },
    /// A table, or sentences with figures, to be pasted.
    Table {
        /// As HTML; a table's cells carry their types.
        html: String,
        /// As text; a table's cells are separated by tabs.
        text: String,
    },
    /// A chart, a brief or a QR code as SVG.
    Picture {
        /// The part of the file's name after that of the scenario.
        name: String,
        /// The SVG, in light colours whatever the page's theme, for paper and slides.
        svg: String,
    },
    /// The range settings after an act.
    Ranged(RangedValue),
    /// The bands of the numbers that this engine was asked to summarise; `None` while draws are missing.
    Drawn(Option<DrawnValue>),
    /// A figure over two inputs, for the workbook.
    Grid(PackedGrid),
}
