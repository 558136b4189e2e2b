//! Inputs that are one of a list: how a size is given, how a phase ramps, which accelerator, precision or run.

use crate::facts::accelerator::{Precision, Vendor};
use crate::facts::accelerators::ACCELERATORS;
use crate::facts::runs::REFERENCE_RUNS;

/// One of the named choices of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Stable id, in exports.
    pub id: &'static str,
    /// Stable code, in links.
    pub code: &'static str,
    /// The words that are shown.
    pub label: &'static str,
}

/// Which list of choices an input has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    /// How an agreement's size is given: see [`Basis`].
    Basis,
    /// How a phase's capacity comes online: see [`Ramp`].
    Ramp,
    /// An accelerator of the catalogue.
    Accelerator,
    /// A width of arithmetic.
    Precision,
    /// A reference training run, or one's own.
    Run,
    /// At which valuation a tranche buys: see [`TranchePrice`].
    TranchePrice,
    /// What comes back to the investor: see [`Returns`].
    Returns,
    /// A vendor of accelerators.
    Vendor,
}

/// At which valuation a tranche buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranchePrice {
    /// The round's.
    Round,
    /// The market's in the tranche's month.
    Market,
    /// One of its own.
    Own,
}

/// What of the customer's money comes back to the investor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// Nothing.
    Nothing,
    /// The cloud spend: the investor is the supplier.
    CloudSpend,
    /// The purchases of its chips: the investor is a chip vendor.
    ChipPurchases,
}

/// How an agreement's size is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A contract value in USD over the term.
    ContractValue,
    /// Facility power.
    FacilityPower,
    /// A number of chips.
    Chips,
}

/// How a phase's capacity comes online between its start and its completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ramp {
    /// The same every month.
    Linear,
    /// Slow, fast, slow: 3x² − 2x³.
    SCurve,
}

impl Choices {
    /// How many.
    pub fn count(self) -> usize {
        match self {
            Choices::Basis => 3,
            Choices::Ramp => 2,
            Choices::Accelerator => ACCELERATORS.len(),
            Choices::Precision => Precision::ALL.len(),
            Choices::Run => REFERENCE_RUNS.len() + 1,
            Choices::TranchePrice | Choices::Returns => 3,
            Choices::Vendor => Vendor::ALL.len(),
        }
    }

    /// The choice at a place of the list; `None` past its end.
    pub fn get(self, place: usize) -> Option<Choice> {
        let fixed = |list: &[(&'static str, &'static str, &'static str)]| {
            list.get(place).map(|(id, code, label)| Choice { id, code, label })
        };
        match self {
            Choices::Basis => fixed(&[
                ("contract-value", "v", "Contract value"),
                ("facility-power", "p", "Facility power"),
                ("chips", "c", "Number of chips"),
            ]),
            Choices::Ramp => fixed(&[("linear", "l", "Linear"), ("s-curve", "s", "S-curve")]),
            Choices::Precision => fixed(&[("bf16", "16", "BF16"), ("fp8", "8", "FP8"), ("fp4", "4", "FP4")]),
            Choices::TranchePrice => fixed(&[
                ("round", "r", "The round's price"),
                ("market", "m", "The market's price"),
                ("own", "o", "A price of its own"),
            ]),
            Choices::Returns => fixed(&[
                ("nothing", "n", "Nothing"),
                ("cloud-spend", "s", "Cloud spend"),
                ("chip-purchases", "p", "Chip purchases"),
            ]),
            Choices::Vendor => Vendor::ALL.get(place).map(|v| Choice { id: v.id(), code: v.id(), label: v.name() }),
            Choices::Accelerator => ACCELERATORS.get(place).map(|a| Choice { id: a.id, code: a.code, label: a.name }),
            Choices::Run => match place {
                0 => Some(Choice { id: "own", code: "own", label: "Own size" }),
                _ => REFERENCE_RUNS.get(place - 1).map(|run| Choice { id: run.id, code: run.id, label: run.name }),
            },
        }
    }

    /// Every choice in order.
    pub fn all(self) -> impl Iterator<Item = Choice> {
        (0..self.count()).filter_map(move |place| self.get(place))
    }

    /// The place of the choice with this id.
    pub fn place(self, id: &str) -> Option<usize> {
        self.all().position(|choice| choice.id == id)
    }
}
