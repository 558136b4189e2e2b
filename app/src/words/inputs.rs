//! The texts of the panel of inputs, its search, each input, the inputs that move the chosen figure most, and the
//! agreements.

/// The panel of inputs, and the button that opens it as a sheet.
pub(crate) const INPUTS: &str = "Inputs";
/// The same button while the sheet is open.
pub(crate) const DONE: &str = "Done";
pub(crate) const SKIP_TO_GROUP: &str = "Skip to a group";

pub(crate) const FIND: &str = "Find an input";
pub(crate) const FIND_IN_FIELD: &str = "Find an input…";
pub(crate) const FOUND: &str = "Inputs found";
pub(crate) const NONE_FOUND: &str = "No input has that name.";
pub(crate) const ONE_FOUND: &str = "1 input. Enter goes to it.";

/// In the heading of a group, after the number of its inputs.
pub(crate) const OF_GROUP: &str = " inputs";
pub(crate) const ROUND_AND_RETURN: &str = "Round and return";
pub(crate) const OTHER_ACCELERATORS: &str = "other accelerators";
pub(crate) const WITHOUT_EFFECT: &str = "inputs without effect here";

/// Around the value that was taken for a text in another unit.
pub(crate) const TAKEN_AS: [&str; 2] = ["Taken as ", "."];

/// The label of the name of the reader's own chip, and the placeholder while it has none.
pub(crate) const CHIP_NAME: &str = "Chip’s name";
pub(crate) const OWN_CHIP: &str = "Own chip";

pub(crate) const MOVERS: &str = "What moves it most";
/// The visible heading, before the choice of the figure.
pub(crate) const MOVERS_OF: &str = "What most moves ";
/// The legend of the marks at sliders, each text after its mark.
pub(crate) const RAISES: &str = " raises it";
pub(crate) const BREAK_EVEN: &str = " break-even or a target";
/// The choice of the figure by which changes and inputs are judged.
pub(crate) const FIGURE: &str = "Figure";

/// What an agreement implies: prices by its stated value, then by the model, each per chip-hour and per gigawatt-year.
pub(crate) const STATED_VALUE_IMPLIES: &str = "Stated value implies ";
pub(crate) const PRICES_HERE_GIVE: &str = "; prices here give ";
pub(crate) const SHOW_LIST_PRICES: &str = "Compare with list prices";
pub(crate) const HIDE_LIST_PRICES: &str = "Hide list prices";

/// Why there is no new ranking, above inputs in an earlier order.
pub(crate) fn earlier_order(why: &str) -> String {
    format!("{why} The inputs below keep the earlier order.")
}

/// How many inputs a search has found, all of which are shown.
pub(crate) fn found(count: usize) -> String {
    format!("{count} inputs. Enter goes to the first.")
}

/// The same, if only the first are shown.
pub(crate) fn first_found(count: usize, shown: usize) -> String {
    format!("{count} inputs, the first {shown} shown. Enter goes to the first.")
}

/// In the heading of a group, after the number of its inputs.
pub(crate) fn changed(count: usize) -> String {
    format!(" {count} changed")
}

/// The button that shows or hides a folded part.
pub(crate) fn folded(open: bool, count: usize, what: &str) -> String {
    format!("{} {what} ({count})", if open { "Hide" } else { "Show" })
}

/// The heading of a tranche, counted from 1.
pub(crate) fn tranche(number: usize) -> String {
    format!("Tranche {number}")
}

/// The heading of a phase.
pub(crate) fn phase(name: &str) -> String {
    format!("Phase: {name}")
}

/// The name of the text field beside an input's slider.
pub(crate) fn typed(input: &str) -> String {
    format!("{input}, typed")
}

/// Why a text was refused, and which value stays.
pub(crate) fn kept(why: &str, value: &str) -> String {
    format!("{why}. {value} is kept.")
}

/// The name of the badge with an input's evidence class.
pub(crate) fn evidence(input: &str, class: &str) -> String {
    format!("{input}: {class}, show source")
}

/// Search words for inputs beside their own: for the chips of each maker, and for the cost of capital.
pub(crate) const BY_AWS: &str = "aws amazon trainium";
pub(crate) const BY_NVIDIA: &str = "nvidia";
pub(crate) const BY_GOOGLE: &str = "google tpu";
pub(crate) const BY_AMD: &str = "amd instinct";
pub(crate) const CAPITAL: &str = "interest rate discount rate wacc";
