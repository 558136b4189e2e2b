//! Groups and kinds of inputs.

use crate::inputs::choices::Choices;

/// The section of the page in which an input stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// The investment.
    Deal,
    /// The agreements: what is bought, and when it is delivered.
    Agreements,
    /// Prices, power and efficiency of the chips.
    Hardware,
    /// How the fleet is run.
    Operations,
    /// Limits on the fleet.
    Constraints,
    /// The supplier's costs.
    Supplier,
    /// The work that the fleet does.
    Workload,
    /// The months that are shown and read; does not change the value of any month.
    View,
}

impl Group {
    /// All groups, in the order of the page.
    pub const ALL: [Group; 8] = [
        Group::Deal,
        Group::Agreements,
        Group::Hardware,
        Group::Operations,
        Group::Constraints,
        Group::Supplier,
        Group::Workload,
        Group::View,
    ];

    /// The displayed heading.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Deal => "Deal",
            Group::Agreements => "Agreements and phases",
            Group::Hardware => "Hardware",
            Group::Operations => "Operations",
            Group::Constraints => "Constraints",
            Group::Supplier => "Supplier",
            Group::Workload => "Workload",
            Group::View => "View",
        }
    }
}

/// The kind of values that an input takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any number in range, on a linear slider.
    Number,
    /// Any number in range, on a logarithmic slider.
    Logarithmic,
    /// A multiple of the row's step.
    Stepped,
    /// A whole number.
    Whole,
    /// A calendar month: a whole number, shown as a date.
    Month,
    /// One of a list of choices, stored as its index.
    Choice(Choices),
    /// On or off, stored as 1 or 0.
    Switch,
}

impl Kind {
    /// Whether it is a choice or a switch, and so has no meaningful values in between.
    pub const fn is_chosen(self) -> bool {
        matches!(self, Kind::Choice(_) | Kind::Switch)
    }

    /// Whether it can take any number within its limits, and so be changed by arbitrarily small amounts.
    pub const fn is_smooth(self) -> bool {
        matches!(self, Kind::Number | Kind::Logarithmic)
    }
}
