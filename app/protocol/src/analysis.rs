//! Questions that take many runs: what moves a figure, why it changed, what would have to be true, and a table over two
//! inputs.
//!
//! They share one page, which is a form. The page asks for a part by its name and by the values of the form's fields;
//! whether these name existing figures and inputs is for the engine to say.

use crate::ranged::Hope;
use serde::{Deserialize, Serialize};

/// A part of the page, with the reader's choices. Figures and inputs are given by id; an empty figure stands for the
/// default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Analysis {
    /// The ranges of the headline figures, and how likely the targets are.
    Ranges,
    /// The range settings, to be changed, and a target that is being entered.
    Settings {
        /// The target that is being entered.
        hope: Hope,
    },
    /// A figure at both ends of every input's range.
    Sensitivity {
        /// The figure.
        figure: String,
    },
    /// The inputs from which a figure's variance comes.
    Shares {
        /// The figure.
        figure: String,
        /// Whether to compute it, which takes a while; otherwise a button offers that.
        is_wanted: bool,
    },
    /// The inputs from which a figure's change comes.
    Change {
        /// The figure.
        figure: String,
        /// What it is compared with.
        since: Since,
    },
    /// The values of some inputs at which a figure reaches a goal.
    Goal {
        /// The figure.
        figure: String,
        /// The goal.
        wanted: Wanted,
        /// The inputs that may change.
        inputs: Vec<String>,
    },
    /// A figure over two inputs.
    Table {
        /// The figure.
        figure: String,
        /// The level that cells are compared with; empty for none.
        wanted: Wanted,
        /// The input across the columns, and the one down the rows.
        inputs: [String; 2],
        /// The first and last value of each input, as typed; empty for the default.
        ends: [[String; 2]; 2],
        /// The number of values of each input at most, as chosen.
        steps: String,
        /// What is to be done with the table.
        taken: Taken,
    },
}

/// What is to be done with a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taken {
    /// Show it on the page.
    #[default]
    Shown,
    /// Save it as a file of its own.
    File,
    /// Add it to the scenario's workbook: the answer is the table as a value, which the page passes on.
    Workbook,
}

/// A goal or level for a figure: another figure if one is named, else the typed text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The id of another figure; may be empty.
    pub same: String,
    /// The typed text; may be empty.
    pub typed: String,
}

/// What the present scenario is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Since {
    /// Its own baseline.
    Baseline,
    /// The scenario before the last step.
    LastStep,
    /// The compared scenario at this place.
    Pinned(usize),
}

impl Since {
    /// Its value in a form.
    pub fn id(self) -> String {
        match self {
            Since::Baseline => "baseline".to_owned(),
            Since::LastStep => "last".to_owned(),
            Since::Pinned(place) => place.to_string(),
        }
    }

    /// Reads a form's value; the baseline for any other text.
    fn parse(id: &str) -> Since {
        match id {
            "last" => Since::LastStep,
            id => id.parse().map_or(Since::Baseline, Since::Pinned),
        }
    }
}

/// Names of the form's fields.
pub mod field {
    /// The figure of sensitivity, shares and change.
    pub const FIGURE: &str = "figure";
    /// What a change is compared with.
    pub const SINCE: &str = "since";
    /// The figure of a goal, the figure that it should equal, the typed text, and the inputs.
    pub const GOAL: [&str; 4] = ["goal-figure", "goal-same", "goal-typed", "goal-input"];
    /// The same for a table, its inputs across and down, and the number of values.
    pub const TABLE: [&str; 6] =
        ["table-figure", "table-same", "table-typed", "table-across", "table-down", "table-steps"];
    /// The prefixes of the fields for the first and last value of a table's input. The input's id follows, so that a
    /// value typed for one input is never read for another that has replaced it.
    pub const ENDS: [&str; 2] = ["table-from:", "table-to:"];
}

/// What a press within a part requests in addition to the fields' values.
pub mod press {
    /// To return to the defaults.
    pub const FIRST: &str = "first";
    /// To compute it, although that takes a while.
    pub const WORK: &str = "work";
    /// To save it as a file.
    pub const FILE: &str = "file";
    /// To add it to the scenario's workbook.
    pub const WORKBOOK: &str = "workbook";
}

impl Analysis {
    /// The names of all parts, in the order in which they are updated after a change.
    pub const PARTS: [&str; 7] = ["table", "goal", "settings", "sensitivity", "change", "shares", "ranges"];

    /// The part of a name with the values of the form's fields and with what was pressed; empty for no press. `None` if
    /// there is no such part.
    pub fn read(part: &str, fields: &[(String, String)], pressed: &str) -> Option<Analysis> {
        let value_of = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        let one = |name: &str| match pressed {
            press::FIRST => String::new(),
            _ => value_of(name).unwrap_or_default(),
        };
        let figure = value_of(field::FIGURE).unwrap_or_default();
        Some(match part {
            "ranges" => Analysis::Ranges,
            "settings" => Analysis::Settings { hope: Hope::read(fields) },
            "sensitivity" => Analysis::Sensitivity { figure },
            "shares" => Analysis::Shares { figure, is_wanted: pressed == press::WORK },
            "change" => Analysis::Change { figure, since: Since::parse(&one(field::SINCE)) },
            "goal" => {
                let [figure, same, typed, input] = field::GOAL;
                let inputs = fields.iter().filter(|(field, value)| field == input && !value.is_empty());
                Analysis::Goal {
                    figure: one(figure),
                    wanted: Wanted { same: one(same), typed: one(typed) },
                    inputs: inputs.map(|(_, value)| value.clone()).collect(),
                }
            }
            "table" => {
                let [figure, same, typed, across, down, steps] = field::TABLE;
                let inputs = [one(across), one(down)];
                let ends = inputs.each_ref().map(|input| field::ENDS.map(|end| one(&format!("{end}{input}"))));
                let taken = match pressed {
                    press::FILE => Taken::File,
                    press::WORKBOOK => Taken::Workbook,
                    _ => Taken::Shown,
                };
                let wanted = Wanted { same: one(same), typed: one(typed) };
                Analysis::Table { figure: one(figure), wanted, inputs, ends, steps: one(steps), taken }
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn every_part_reads_its_own_fields() {
        let all = fields(&[
            ("figure", "stake"),
            ("since", "2"),
            ("goal-figure", "moic"),
            ("goal-same", ""),
            ("goal-typed", "$3bn"),
            ("goal-input", "operations.pue"),
            ("goal-input", ""),
            ("goal-input", "supplier.wacc"),
            ("table-figure", "stake"),
            ("table-steps", "41"),
        ]);
        for part in Analysis::PARTS {
            assert!(Analysis::read(part, &all, "").is_some(), "{part}");
        }
        assert_eq!(Analysis::read("another", &all, ""), None);
        let figure = || "stake".to_owned();
        assert_eq!(
            Analysis::read("change", &all, ""),
            Some(Analysis::Change { figure: figure(), since: Since::Pinned(2) })
        );
        assert_eq!(
            Analysis::read("shares", &all, press::WORK),
            Some(Analysis::Shares { figure: figure(), is_wanted: true })
        );
        assert_eq!(
            Analysis::read("goal", &all, ""),
            Some(Analysis::Goal {
                figure: "moic".to_owned(),
                wanted: Wanted { same: String::new(), typed: "$3bn".to_owned() },
                inputs: vec!["operations.pue".to_owned(), "supplier.wacc".to_owned()],
            })
        );
        let Some(Analysis::Goal { figure, wanted, .. }) = Analysis::read("goal", &all, press::FIRST) else { panic!() };
        assert_eq!((figure.as_str(), wanted), ("", Wanted::default()));
        let Some(Analysis::Table { steps, taken, .. }) = Analysis::read("table", &all, press::FILE) else { panic!() };
        assert_eq!((steps.as_str(), taken), ("41", Taken::File));
    }

    #[test]
    fn the_ends_of_a_table_belong_to_their_inputs() {
        let of = |across: &str, pressed: &str| {
            let all = fields(&[
                ("table-across", across),
                ("table-down", "operations.pue"),
                ("table-from:supplier.wacc", "5%"),
                ("table-to:supplier.wacc", ""),
                ("table-to:operations.pue", "1.4"),
            ]);
            match Analysis::read("table", &all, pressed) {
                Some(Analysis::Table { ends, taken, .. }) => (ends, taken),
                other => panic!("{other:?}"),
            }
        };
        let ends = |all: [[&str; 2]; 2]| all.map(|of| of.map(str::to_owned));
        assert_eq!(of("supplier.wacc", ""), (ends([["5%", ""], ["", "1.4"]]), Taken::Shown));
        assert_eq!(of("operations.slip_months", press::WORKBOOK), (ends([["", ""], ["", "1.4"]]), Taken::Workbook));
        assert_eq!(of("supplier.wacc", press::FIRST), (ends([["", ""], ["", ""]]), Taken::Shown));
    }

    #[test]
    fn what_it_is_compared_with_reads_back() {
        for since in [Since::Baseline, Since::LastStep, Since::Pinned(0), Since::Pinned(5)] {
            assert_eq!(Since::parse(&since.id()), since);
        }
        assert_eq!(Since::parse("nothing"), Since::Baseline);
    }
}
