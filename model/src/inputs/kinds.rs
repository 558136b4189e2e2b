//! Groups and kinds of inputs.

use crate::inputs::choices::Choices;

/// The section of the page in which an input stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// The investment.
    Deal,
    /// What is bought, and when it is delivered.
    Agreements,
    /// The chips in use.
    Hardware,
    /// How the fleet is run.
    Operations,
    /// What may limit it.
    Constraints,
    /// The cloud supplier's cost.
    Supplier,
    /// What the fleet does.
    Workload,
    /// Which months are looked at; never changes a value.
    View,
}

impl Group {
    /// In the order of the page.
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

    /// The heading that is shown.
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

/// What kind of input a row is.
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
    /// One of a list.
    Choice(Choices),
    /// On or off.
    Switch,
}

impl Kind {
    /// Whether it is chosen, from a list or as on or off, and so has no amounts between.
    pub const fn is_chosen(self) -> bool {
        matches!(self, Kind::Choice(_) | Kind::Switch)
    }

    /// Whether it can be any number within its limits, and so be moved by as little as one likes.
    pub const fn is_smooth(self) -> bool {
        matches!(self, Kind::Number | Kind::Logarithmic)
    }
}
