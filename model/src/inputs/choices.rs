//! Lists of choices for inputs: the basis of a size, the ramp of a phase, the accelerator, the precision, the run.

use crate::facts::accelerator::{Precision, Vendor};
use crate::facts::accelerators::ACCELERATORS;
use crate::facts::runs::REFERENCE_RUNS;

/// One item of a list of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Stable identifier, used in exports.
    pub id: &'static str,
    /// Stable code, used in links.
    pub code: &'static str,
    /// The displayed words.
    pub label: &'static str,
}

/// The list of choices that an input has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    /// The basis of an agreement's size: see [`Basis`].
    Basis,
    /// The shape of a phase's ramp: see [`Ramp`].
    Ramp,
    /// An accelerator of the catalogue.
    Accelerator,
    /// A precision: a width of floating-point numbers.
    Precision,
    /// A reference training run, or a run of the reader's own size.
    Run,
    /// The valuation at which a tranche buys: see [`TranchePrice`].
    TranchePrice,
    /// What flows back to the investor: see [`Returns`].
    Returns,
    /// A vendor of accelerators.
    Vendor,
}

/// The valuation at which a tranche buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranchePrice {
    /// The post-money valuation of the round.
    Round,
    /// The company's valuation in the month of the tranche.
    Market,
    /// A valuation that the scenario gives for this tranche.
    Own,
}

/// The part of the customer's money that flows back to the investor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// Nothing.
    Nothing,
    /// The cloud spend: the investor is the supplier.
    CloudSpend,
    /// The purchases of its chips: the investor is a chip vendor.
    ChipPurchases,
}

/// The quantity by which the size of an agreement is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A contract value in USD over the term.
    ContractValue,
    /// Facility power at full deployment, W.
    FacilityPower,
    /// A number of chips at full deployment.
    Chips,
}

impl Basis {
    /// All bases, in the order of the choices.
    pub const ALL: [Basis; 3] = [Basis::ContractValue, Basis::FacilityPower, Basis::Chips];

    /// The index among the choices, which is the value of an input that chooses it.
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
    /// The same amount every month.
    Linear,
    /// An S-curve, slow at both ends: 3x² − 2x³.
    SCurve,
}

impl Ramp {
    /// All shapes, in the order of the choices.
    pub const ALL: [Ramp; 2] = [Ramp::Linear, Ramp::SCurve];

    /// The index among the choices, which is the value of an input that chooses it.
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
    /// All valuations, in the order of the choices.
    pub const ALL: [TranchePrice; 3] = [TranchePrice::Round, TranchePrice::Market, TranchePrice::Own];

    /// The index among the choices, which is the value of an input that chooses it.
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
    /// All possibilities, in the order of the choices.
    pub const ALL: [Returns; 3] = [Returns::Nothing, Returns::CloudSpend, Returns::ChipPurchases];

    /// The index among the choices, which is the value of an input that chooses it.
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
    /// The number of choices.
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

    /// All choices, in order.
    pub fn all(self) -> impl Iterator<Item = Choice> {
        (0..self.count()).filter_map(move |place| self.get(place))
    }

    /// The index of the choice with this id; `None` if there is none.
    pub fn index_of(self, id: &str) -> Option<usize> {
        self.all().position(|choice| choice.id == id)
    }
}
