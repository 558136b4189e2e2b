//! Questions about many runs: what moves a figure, why it changed, what must be true, a table over two inputs.
//!
//! The page of them is one form. A part of it is asked for by its name and by what stands in the form's fields; whether
//! that names anything is the engine's to say.

use crate::ranged::Hope;
use serde::{Deserialize, Serialize};

/// A part of the page, with what a reader chose for it. Figures and inputs by their ids; an empty figure is the one that
/// is offered first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Analysis {
    /// The ranges of the headline figures, and how likely the targets are.
    Ranges,
    /// How the inputs are drawn, to be changed, and a target that is being written.
    Settings {
        /// The target.
        hope: Hope,
    },
    /// What a figure is at both ends of every input's range.
    Sensitivity {
        /// The figure.
        figure: String,
    },
    /// Which inputs a figure's variance comes from.
    Shares {
        /// The figure.
        figure: String,
        /// Whether it is to be worked out, which takes a while; else it is offered.
        is_wanted: bool,
    },
    /// Which inputs a change of a figure comes from.
    Change {
        /// The figure.
        figure: String,
        /// Since when.
        since: Since,
    },
    /// The values of some inputs at which a figure is what is wanted.
    Goal {
        /// The figure.
        figure: String,
        /// What it is to be.
        wanted: Wanted,
        /// The inputs that may change.
        inputs: Vec<String>,
    },
    /// A figure over two inputs.
    Table {
        /// The figure.
        figure: String,
        /// What it is held against; nothing where it is held against nothing.
        wanted: Wanted,
        /// The input along the top, and the one down the side.
        inputs: [String; 2],
        /// From where to where each of them goes, as it was typed; empty for where it goes by itself.
        ends: [[String; 2]; 2],
        /// How many values of each at most, as it was chosen.
        steps: String,
        /// What becomes of it.
        taken: Taken,
    },
}

/// What becomes of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taken {
    /// It is shown.
    #[default]
    Shown,
    /// It is taken away as a file of its own.
    File,
    /// It goes into the scenario's workbook: as a value, which is handed on.
    Workbook,
}

/// What a figure is to be, or is held against: another figure where one is named, else what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The other figure's id; may be empty.
    pub same: String,
    /// The text; may be empty.
    pub typed: String,
}

/// With what the present scenario is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Since {
    /// With its own baseline.
    Baseline,
    /// With what was there before the last step.
    LastStep,
    /// With the one of this place among those beside it.
    Pinned(usize),
}

impl Since {
    /// As a form has it.
    pub fn id(self) -> String {
        match self {
            Since::Baseline => "baseline".to_owned(),
            Since::LastStep => "last".to_owned(),
            Since::Pinned(place) => place.to_string(),
        }
    }

    /// From a form; the baseline for what is none.
    fn parse(id: &str) -> Since {
        match id {
            "last" => Since::LastStep,
            id => id.parse().map_or(Since::Baseline, Since::Pinned),
        }
    }
}

/// Names of the fields, in the form and here.
pub mod field {
    /// The figure of sensitivity, shares and change.
    pub const FIGURE: &str = "figure";
    /// Since when.
    pub const SINCE: &str = "since";
    /// The figure of a goal, the figure that it is to be the same as, what was typed, and the inputs.
    pub const GOAL: [&str; 4] = ["goal-figure", "goal-same", "goal-typed", "goal-input"];
    /// The same of a table, its inputs across and down, and how many values.
    pub const TABLE: [&str; 6] =
        ["table-figure", "table-same", "table-typed", "table-across", "table-down", "table-steps"];
    /// What the fields begin with from where and to where an input of a table goes. Its id follows: what was typed for one
    /// input is never read for another that took its place.
    pub const ENDS: [&str; 2] = ["table-from:", "table-to:"];
}

/// Presses within a part: what is asked for besides what stands in the fields.
pub mod press {
    /// Back to what is offered first.
    pub const FIRST: &str = "first";
    /// To be worked out, though it takes a while.
    pub const WORK: &str = "work";
    /// As a file.
    pub const FILE: &str = "file";
    /// In the scenario's workbook.
    pub const WORKBOOK: &str = "workbook";
}

impl Analysis {
    /// The names of the parts, those first that are seen to follow a change first.
    pub const PARTS: [&str; 7] = ["table", "goal", "settings", "sensitivity", "change", "shares", "ranges"];

    /// The part of a name with what stands in the page's fields, each with its name, and with what was pressed; empty for
    /// no press. `None` where no part has the name.
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
