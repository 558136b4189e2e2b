//! Questions to the engine, and its answers.

use crate::analysis::Analysis;
use crate::draws::Share;
use crate::grid::PackedGrid;
use crate::own::{Act, Own};
use crate::ranged::RangeAct;
use crate::{ComparedValue, DrawnValue, RangedValue, ScenarioValue};
use serde::{Deserialize, Serialize};

/// What the page asks the engine.
///
/// New kinds go to the end. What must hold for a spread of scenarios, or is searched for, will be kinds of their own
/// beside these, with whatever they need in them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// The explanation of a number; of several, which of them to open. Each question as `model::record::question::Question`
    /// writes it, such as `metric:stake`.
    Explain {
        /// The scenario that the numbers are of.
        scenario: ScenarioValue,
        /// At least one.
        questions: Vec<String>,
        /// What the scenario's author gives as the source or the reason of inputs' values: ids and texts.
        reasons: Vec<(String, String)>,
        /// What is said of ranges: where a figure turns within them, that is told.
        ranged: RangedValue,
    },
    /// What an input means and what its value rests on.
    Input {
        /// The scenario that has the input.
        scenario: ScenarioValue,
        /// The input's id, such as `operations.pue`.
        input: String,
    },
    /// What to know before believing a vendor's claim.
    Claim {
        /// The claim's id.
        claim: String,
    },
    /// Prices of the chips of an agreement, beside what the agreement implies.
    Prices {
        /// The scenario that the agreement is in.
        scenario: ScenarioValue,
        /// The agreement's id, such as `base`.
        agreement: String,
    },
    /// Every deal of the catalogue, side by side.
    Deals,
    /// The whole page of all results.
    Numbers {
        /// The scenario that they are of.
        scenario: ScenarioValue,
        /// What is searched for.
        search: Search,
    },
    /// The whole page of all facts and assumptions.
    Sources {
        /// The scenario whose results rest on them.
        scenario: ScenarioValue,
        /// What is searched for.
        search: Search,
    },
    /// What changes of a page while a reader types into its search.
    Rows {
        /// The scenario that the page is of.
        scenario: ScenarioValue,
        /// Which page.
        page: Searched,
        /// What is searched for.
        search: Search,
    },
    /// The whole page of what was tried.
    Trust {
        /// The text of the record that lies beside the page, where the build has one:
        /// [`TrustRecord`](crate::trust::TrustRecord) as JSON.
        record: Option<String>,
    },
    /// A scenario as something that can be taken away.
    Export {
        /// The scenario.
        scenario: ScenarioValue,
        /// What stands beside it: it is taken along.
        compared: ComparedValue,
        /// What many draws of it come to, where the page shows that: it is drawn along.
        drawn: Option<DrawnValue>,
        /// What is said of ranges: a comparison that turns within them says so.
        ranged: RangedValue,
        /// In which form.
        form: Form,
        /// Where the scenario can be opened: goes into what is taken away. CSV and JSON have the author's reasons of the link
        /// in it.
        address: String,
        /// The reader's date, such as 2026-11-24.
        today: String,
    },
    /// The whole run as the command line's `evaluate --json` prints it: a test compares both to the byte.
    Report {
        /// The scenario.
        scenario: ScenarioValue,
    },
    /// The whole page of what was wrong here.
    Corrections,
    /// A scenario and others side by side: their results with differences, and the inputs that differ.
    Compare {
        /// The scenario.
        scenario: ScenarioValue,
        /// What stands beside it.
        compared: ComparedValue,
    },
    /// The inputs that move a headline number most.
    Ranking {
        /// The scenario that the number is of.
        scenario: ScenarioValue,
        /// The metric's id, such as `contract_npv_usd`.
        metric: String,
        /// How many at most.
        most: usize,
        /// What is said of ranges: an input that has one counts by it.
        ranged: RangedValue,
    },
    /// What an input moves, while a reader has a hand on it.
    Touched {
        /// The scenario as it is.
        scenario: ScenarioValue,
        /// The same when the input was taken.
        since: ScenarioValue,
        /// The input's id.
        input: String,
    },
    /// The whole page of keys and gestures.
    Keys,
    /// Something is done with the reader's own scenarios.
    Own {
        /// What the browser keeps of them; nothing where it keeps nothing yet.
        kept: Option<String>,
        /// What is done.
        act: Act,
        /// The link of what is on screen, with title, notes and story: they are kept as links.
        on_screen: String,
    },
    /// A scenario as a document for a printer.
    Paper {
        /// The scenario.
        scenario: ScenarioValue,
        /// What stands beside it: it is printed along.
        compared: ComparedValue,
        /// What many draws of it come to, where the page shows that: it is printed along.
        drawn: Option<DrawnValue>,
        /// Where it can be opened: is printed, and the author's notes are those of the link in it.
        address: String,
        /// The reader's date, such as 2026-11-24.
        today: String,
        /// What is said of ranges: where a figure turns within them, that is told.
        ranged: RangedValue,
    },
    /// How sure the scenario's figures are, what moves one of them, why it changed, and what must be true: the whole page.
    Sure {
        /// The scenario.
        scenario: ScenarioValue,
        /// What stands beside it: a change may be since one of them.
        compared: ComparedValue,
        /// What was there before the last step, where there was one.
        before: Option<ScenarioValue>,
        /// What is said of ranges.
        ranged: RangedValue,
        /// The figure's id, such as `contract_npv_usd`.
        metric: String,
    },
    /// Of a scenario on one page, what stands below the sentences and figures, which the page shows at once.
    BelowBrief {
        /// The scenario.
        scenario: ScenarioValue,
        /// What many draws of it come to, where the page shows that: its chart has it.
        drawn: Option<DrawnValue>,
        /// What is said of ranges: where a figure turns within them, that is told.
        ranged: RangedValue,
    },
    /// A scenario on one page as a document for a printer.
    BriefPaper {
        /// The scenario.
        scenario: ScenarioValue,
        /// What many draws of it come to, where the page shows that: it is printed along.
        drawn: Option<DrawnValue>,
        /// What the reader calls it; empty where nobody gave it a name.
        name: String,
        /// Where it can be opened: is printed, and the author's notes are those of the link in it.
        address: String,
        /// The reader's date, such as 2026-11-24.
        today: String,
        /// What is said of ranges: where a figure turns within them, that is told.
        ranged: RangedValue,
    },
    /// An address as a QR code, or why there is none.
    Qr {
        /// The address.
        address: String,
    },
    /// A part of the page of how sure, after the scenario or a choice has changed; or what of it is taken away.
    Analysis {
        /// The scenario.
        scenario: ScenarioValue,
        /// What stands beside it.
        compared: ComparedValue,
        /// What was there before the last step, where there was one.
        before: Option<ScenarioValue>,
        /// What is said of ranges.
        ranged: RangedValue,
        /// Which part, with what the reader chose.
        of: Analysis,
    },
    /// What stands at sliders: which way each moves a headline number, and where that breaks even or is at a target; and which
    /// findings turn, whatever the number.
    Marks {
        /// The scenario that the number is of.
        scenario: ScenarioValue,
        /// The metric's id, such as `contract_npv_usd`.
        metric: String,
        /// Targets that are set for the number, in its unit.
        target_values: Vec<f64>,
        /// Ids of the inputs whose break-even and targets are looked for, which takes some hundred runs each.
        crossed: Vec<String>,
        /// What is said of ranges: where a figure turns within them, that is told.
        ranged: RangedValue,
    },
    /// The link in a file of one scenario that was saved as JSON.
    LinkIn {
        /// All of the file's text.
        text: String,
    },
    /// The figures of a link when it was shared and now.
    Since {
        /// The link as it came: it is about nothing else, so it travels as one.
        link: String,
    },
    /// Some of the draws of a scenario's uncertain inputs: the program keeps those that it has made of the scenario that it
    /// was asked about last. Whoever asks goes on until all are made, here or by several (see [`crate::draws`]).
    Draw {
        /// The scenario.
        scenario: ScenarioValue,
        /// How they are made, and which targets are set.
        ranged: RangedValue,
        /// How many there are to be in all.
        draws: u32,
        /// The number of the first that is to be made now, from 0.
        first: u32,
        /// How many are to be made now.
        count: u32,
        /// Whether those that were made before are forgotten.
        anew: bool,
    },
    /// A step in which several programs put together what they have drawn. It is asked at a door of its own, by which they
    /// hand draws to one another.
    Share(Share),
    /// Something is done to how draws are made.
    Range {
        /// The scenario that they are of.
        scenario: ScenarioValue,
        /// How they are made now.
        ranged: RangedValue,
        /// What is done.
        act: RangeAct,
    },
}

/// The filter of a search that asks for every row, not only for the first ones.
pub const ALL_ROWS: &str = "all:";

/// What is searched for: words with spaces between, filters such as `class:official` among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// As they stand in the form's fields.
    pub words: String,
}

/// A page that can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Searched {
    /// All results.
    Numbers,
    /// All facts and assumptions.
    Sources,
}

/// A form in which a scenario can be taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Every number with its evidence, as a table.
    Csv,
    /// The run as the command line writes it, with its evidence.
    Json,
    /// The results as a table, to be pasted.
    Figures(Digits),
    /// How to cite the scenario.
    Citation,
    /// A chart as a drawing of its own, SVG.
    Picture {
        /// The chart's id, as the crate `figures` has it.
        figure: String,
    },
    /// [`Form::Csv`] for countries with decimal commas: semicolons between values.
    CsvWithCommas,
    /// The values behind a chart as a table, to be pasted.
    Table {
        /// The chart's id.
        figure: String,
        /// By month, quarter or year.
        every: Every,
        /// How many digits.
        digits: Digits,
    },
    /// The headline sentence and the link, as Markdown.
    Markdown,
    /// The headline sentence, the headline figures and the link, as markup and as a text.
    RichText,
    /// The brief as a drawing of its own, SVG.
    Brief,
    /// The address as a QR code, SVG.
    Qr,
}

/// How many digits a number leaves with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Digits {
    /// Six significant ones.
    Six,
    /// All that it has.
    All,
}

/// What a row of a table over time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Every {
    /// A month.
    Month,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar year.
    Year,
}

/// What stands at an input's slider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The input's id.
    pub input: String,
    /// Whether the number rises where the input does.
    pub rises: bool,
    /// How much the number answers to one per cent or one step, from 1, hardly, to 3, by more than as much.
    pub size: u8,
    /// The input's values at which the number breaks even or is at a target, in stored units.
    pub crossing_values: Vec<f64>,
    /// Both in words.
    pub words: String,
}

/// A figure that turns within its inputs' ranges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    /// The metric's id.
    pub metric: String,
    /// That it does, in a line.
    pub line: String,
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Markup in the page's own classes: no script, no style attribute, no event in it.
    Html(String),
    /// What changes of a page while a reader types.
    Rows {
        /// How many are found, as a sentence.
        found: String,
        /// The inside of the table, as markup.
        html: String,
    },
    /// What came of something that was done with the reader's own scenarios.
    Own(Own),
    /// A text, to be saved or copied.
    Text(String),
    /// Ids of inputs, the strongest first.
    Inputs(Vec<String>),
    /// What stands at the sliders of the inputs that move a number, and where findings are told.
    Marks {
        /// What stands at each.
        marks: Vec<Mark>,
        /// The figures on which a finding hangs and that turn within their inputs' ranges.
        turns: Vec<Turned>,
    },
    /// What an input moves.
    Touched {
        /// The figures that it moves most, with their change, or why it moves none: markup.
        html: String,
        /// The id of the chart that it moves most, as the crate `figures` has it; empty where it moves none.
        figure: String,
    },
    /// A table, or words with figures, to be pasted.
    Table {
        /// As markup; of a table its cells are typed.
        html: String,
        /// As text; of a table with tabs between cells.
        text: String,
    },
    /// A chart, a brief or a code as a drawing of its own.
    Picture {
        /// What a file of it is called, after the scenario.
        name: String,
        /// All of it, light whatever the page is: it goes on paper and slides.
        svg: String,
    },
    /// How draws are made after something was done to it.
    Ranged(RangedValue),
    /// What draws come to, once all are there, of which this program was asked.
    Drawn(Option<DrawnValue>),
    /// A figure over two inputs, for the workbook.
    Grid(PackedGrid),
}
