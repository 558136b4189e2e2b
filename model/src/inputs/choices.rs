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

impl Basis {
    /// In the order of the choices.
    pub const ALL: [Basis; 3] = [Basis::ContractValue, Basis::FacilityPower, Basis::Chips];

    /// Its index among the choices, which is the value of an input that chooses it.
    pub const fn index(self) -> usize {
        self as usize
    }

    const fn choice(self) -> Choice {
        let (id, code, label) = match self {
            Basis::ContractValue => ("contract-value", "v", "Contract value"),
            Basis::FacilityPower => ("facility-power", "p", "Facility power"),
            Basis::Chips => ("chips", "c", "Number of chips"),
        };
        Choice { id, code, label }
    }
}

/// How a phase's capacity comes online between its start and its completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ramp {
    /// The same every month.
    Linear,
    /// Slow, fast, slow: 3x² − 2x³.
    SCurve,
}

impl Ramp {
    /// In the order of the choices.
    pub const ALL: [Ramp; 2] = [Ramp::Linear, Ramp::SCurve];

    /// Its index among the choices, which is the value of an input that chooses it.
    pub const fn index(self) -> usize {
        self as usize
    }

    const fn choice(self) -> Choice {
        let (id, code, label) = match self {
            Ramp::Linear => ("linear", "l", "Linear"),
            Ramp::SCurve => ("s-curve", "s", "S-curve"),
        };
        Choice { id, code, label }
    }
}

impl TranchePrice {
    /// In the order of the choices.
    pub const ALL: [TranchePrice; 3] = [TranchePrice::Round, TranchePrice::Market, TranchePrice::Own];

    /// Its index among the choices, which is the value of an input that chooses it.
    pub const fn index(self) -> usize {
        self as usize
    }

    const fn choice(self) -> Choice {
        let (id, code, label) = match self {
            TranchePrice::Round => ("round", "r", "The round’s price"),
            TranchePrice::Market => ("market", "m", "The market’s price"),
            TranchePrice::Own => ("own", "o", "A price of its own"),
        };
        Choice { id, code, label }
    }
}

impl Returns {
    /// In the order of the choices.
    pub const ALL: [Returns; 3] = [Returns::Nothing, Returns::CloudSpend, Returns::ChipPurchases];

    /// Its index among the choices, which is the value of an input that chooses it.
    pub const fn index(self) -> usize {
        self as usize
    }

    const fn choice(self) -> Choice {
        let (id, code, label) = match self {
            Returns::Nothing => ("nothing", "n", "Nothing"),
            Returns::CloudSpend => ("cloud-spend", "s", "Cloud spend"),
            Returns::ChipPurchases => ("chip-purchases", "p", "Chip purchases"),
        };
        Choice { id, code, label }
    }
}

impl Choices {
    /// How many.
    pub fn count(self) -> usize {
        match self {
            Choices::Basis => Basis::ALL.len(),
            Choices::Ramp => Ramp::ALL.len(),
            Choices::Accelerator => ACCELERATORS.len(),
            Choices::Precision => Precision::ALL.len(),
            Choices::Run => REFERENCE_RUNS.len() + 1,
            Choices::TranchePrice => TranchePrice::ALL.len(),
            Choices::Returns => Returns::ALL.len(),
            Choices::Vendor => Vendor::ALL.len(),
        }
    }

    /// The choice with this index; `None` past the end of the list.
    pub fn get(self, index: usize) -> Option<Choice> {
        let fixed = |list: &[(&'static str, &'static str, &'static str)]| {
            list.get(index).map(|(id, code, label)| Choice { id, code, label })
        };
        match self {
            Choices::Basis => Basis::ALL.get(index).map(|basis| basis.choice()),
            Choices::Ramp => Ramp::ALL.get(index).map(|ramp| ramp.choice()),
            Choices::Precision => fixed(&[("bf16", "16", "BF16"), ("fp8", "8", "FP8"), ("fp4", "4", "FP4")]),
            Choices::TranchePrice => TranchePrice::ALL.get(index).map(|price| price.choice()),
            Choices::Returns => Returns::ALL.get(index).map(|returns| returns.choice()),
            Choices::Vendor => Vendor::ALL.get(index).map(|v| Choice { id: v.id(), code: v.id(), label: v.name() }),
            Choices::Accelerator => ACCELERATORS.get(index).map(|a| Choice { id: a.id, code: a.code, label: a.name }),
            Choices::Run => match index {
                0 => Some(Choice { id: "own", code: "own", label: "Own size" }),
                _ => REFERENCE_RUNS.get(index - 1).map(|run| Choice { id: run.id, code: run.code, label: run.name }),
            },
        }
    }

    /// Every choice in order.
    pub fn all(self) -> impl Iterator<Item = Choice> {
        (0..self.count()).filter_map(move |place| self.get(place))
    }

    /// The index of the choice with this id.
    pub fn index_of(self, id: &str) -> Option<usize> {
        self.all().position(|choice| choice.id == id)
    }
}
