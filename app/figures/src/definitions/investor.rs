//! The investor's cash and stake in two aligned figures, and the table of returns.

use super::series::{line, line_to_the_end, of_others, of_others_to_the_end, rests_on};
use super::{no_notes, words};
use crate::figure::{Beside, Definition, Plot, Subjects};
use crate::grid::{Grid, GridCell, GridRow};
use crate::sentences::{cash, gives_warrants, in_sentence, investor_supplies, sells_chips, stake};
use crate::span::{of_metric, of_series};
use crate::theme::{Colour, Hue};
use crate::time::{Height, Shape, TimePlot};
use model::base::month::Month;
use model::base::show::show;
use model::base::units::Unit;
use model::quantities::metric::{Absent, MetricId};
use model::quantities::series::SeriesId;
use model::run::notices::RateSays;
use model::run::outcome::Outcome;

/// Cumulative cash of the contract to its end, and of the deal with the stake, independent of the horizon.
pub static CASH: Definition = Definition {
    id: "cash",
    finding: |subjects| cash(subjects.scenario(), subjects.outcome()),
    measure: |subjects| {
        let baseline = subjects.scenario().baseline();
        words(format!(
            "Cumulative cash to the end, undiscounted and net of running costs, US dollars, with what hardware and buildings are worth when they leave service: the contract for {}, and the {} for {}{}",
            in_sentence(baseline.supplier),
            if investor_supplies(subjects.scenario()) { "deal with the stake" } else { "deal" },
            in_sentence(baseline.investor),
            if gives_warrants(subjects.scenario()) { ", after the value of its warrants" } else { "" }
        ))
    },
    source: |subjects| {
        format!(
            "{}; nominal, before tax and working capital",
            rests_on(subjects, "capital cost of chips", input::chip::CAPEX)
        )
    },
    plot: |subjects| {
        let (contract, deal) = (series::CONTRACT_CASH_TO_DATE, series::DEAL_CASH_TO_DATE);
        let mut lines = vec![line_to_the_end(subjects, contract, "Contract", Colour::of(Hue::Accent), Shape::Line)];
        if value_of_deal(subjects) {
            // A chip vendor's cash is no part of the contract's, and it need not hold a stake. Beside lines of other
            // scenarios a label may have one line only.
            let is_alone = subjects.others.is_empty();
            let label = if is_alone && investor_supplies(subjects.scenario()) { "With the stake" } else { "Deal" };
            lines.push(line_to_the_end(subjects, deal, label, Colour::of(Hue::Muted), Shape::Line));
        }
        lines.extend(of_others_to_the_end(subjects, contract));
        Plot::Months(TimePlot::new(Unit::Usd, Height::Short, lines))
    },
    notes: no_notes,
    beside: Beside::ToTheEnd(series::CONTRACT_CASH_TO_DATE),
};

/// Whether anything is paid in or comes back besides the contract.
fn value_of_deal(subjects: &Subjects<'_>) -> bool {
    subjects.outcome().metrics.get(metric::DEAL_NPV).is_ok()
}
use model::{input, metric, series};

/// The investor's stake.
pub static STAKE: Definition = Definition {
    id: "stake",
    finding: |subjects| stake(subjects.outcome()),
    measure: |_| words("Stake × valuation, against what was paid in; US dollars, expected values"),
    source: |_| "derived · amounts and valuation as in the inputs; later dilution is not known".to_owned(),
    plot: |subjects| {
        let mut lines = vec![
            line(subjects, series::STAKE_VALUE, "Value", Colour::of(Hue::Accent), Shape::Step),
            line(subjects, series::INVESTED_TO_DATE, "Paid in", Colour::of(Hue::Attention), Shape::Step),
        ];
        lines.extend(of_others(subjects, series::STAKE_VALUE));
        Plot::Months(TimePlot::new(Unit::Usd, Height::Short, lines))
    },
    notes: no_notes,
    beside: Beside::Series(series::STAKE_VALUE),
};

/// The content of a cell: a metric, a low point, or the reason why there is none.
enum Says {
    Value(MetricId),
    /// The lowest value of a running total to the contract's end, and its month.
    Lowest(SeriesId),
    Nothing(&'static str),
}

const ONLY_SO_FAR: &str = "as-of month only";
const ONLY_TO_THE_END: &str = "to the contract’s end only";
/// The rows of the table: a name, and the cells for the as-of month and for the end of the contract.
const FIGURES: [(&str, Says, Says); 14] = [
    ("Investor’s net cash", Says::Value(metric::INVESTOR_CASH_TO_DATE), Says::Nothing(ONLY_SO_FAR)),
    ("Gain on the stake", Says::Value(metric::GAIN), Says::Nothing(ONLY_SO_FAR)),
    ("Lowest cash: investor | supplier", Says::Value(metric::CASH_LOW), Says::Value(metric::CONTRACT_LOW)),
    (
        "Month of lowest cash: investor | supplier",
        Says::Value(metric::CASH_LOW_MONTH),
        Says::Value(metric::CONTRACT_LOW_MONTH),
    ),
    (
        "Payback, undiscounted: investor | supplier",
        Says::Value(metric::PAYBACK_MONTH),
        Says::Value(metric::CONTRACT_PAYBACK),
    ),
    (
        "Margin: month at full use | whole contract",
        Says::Value(metric::GROSS_MARGIN),
        Says::Value(metric::CONTRACT_MARGIN),
    ),
    ("Value of the contract to its supplier (NPV)", Says::Nothing(ONLY_TO_THE_END), Says::Value(metric::CONTRACT_NPV)),
    (
        "Same, other setting of hardware replacement",
        Says::Nothing(ONLY_TO_THE_END),
        Says::Value(metric::CONTRACT_NPV_OTHERWISE),
    ),
    ("IRR of the contract to its supplier", Says::Nothing(ONLY_TO_THE_END), Says::Value(metric::CONTRACT_IRR)),
    (
        "Break-even, as a share of the agreed prices",
        Says::Nothing(ONLY_TO_THE_END),
        Says::Value(metric::BREAK_EVEN_PRICE),
    ),
    (
        "Lowest cash of the deal to the investor",
        Says::Nothing(ONLY_TO_THE_END),
        Says::Lowest(series::DEAL_CASH_TO_DATE),
    ),
    ("Value of the deal to the investor (NPV)", Says::Nothing(ONLY_TO_THE_END), Says::Value(metric::DEAL_NPV)),
    ("IRR of the deal to the investor", Says::Nothing(ONLY_TO_THE_END), Says::Value(metric::DEAL_IRR)),
    ("IRR, payments to exit", Says::Nothing(ONLY_TO_THE_END), Says::Value(metric::EXIT_IRR)),
];

/// The returns by the as-of month and to the end of the contract.
pub static INVESTOR: Definition = Definition {
    id: "investor",
    // If the investor is not the contract's supplier, half of the figures are not the investor's.
    finding: |subjects| {
        let baseline = subjects.scenario().baseline();
        words(match investor_supplies(subjects.scenario()) {
            true => format!("{}’s return", baseline.investor),
            false => format!("Returns of {} and {}", in_sentence(baseline.supplier), in_sentence(baseline.investor)),
        })
    },
    measure: |_| words("What the money comes to"),
    source: |subjects| {
        format!(
            "derived · as of {}; nominal, before tax and working capital; the contract{} at the supplier’s cost of capital, the {} at the return asked of a stake",
            subjects.outcome().as_of.name(),
            if sells_chips(subjects.scenario()) { " and the margin on chips" } else { "" },
            if sells_chips(subjects.scenario()) { "stake and warrants" } else { "stake" },
        )
    },
    plot: figures,
    notes: no_notes,
    beside: Beside::Never("Compare has these figures side by side"),
};

/// "−$23.3bn, Nov 2027", or the reason why there is none.
fn lowest(outcome: &Outcome, of: SeriesId) -> GridCell {
    if let Err(absent) = outcome.metrics.get(metric::DEAL_NPV) {
        return GridCell::Nothing(absent.reason());
    }
    let to_date = outcome.sheet.row_to_the_end(of).iter().enumerate();
    match to_date.min_by(|one, other| one.1.total_cmp(other.1)).filter(|(_, usd)| **usd < 0.0) {
        Some((month, usd)) => GridCell::Value {
            text: format!("{}, {}", show(*usd, Unit::Usd).text(), Month(month as i32).short_name()),
            question: of_series(of, month),
        },
        None => GridCell::Nothing(Absent::NeverNegative.reason()),
    }
}

/// "66.9%, a cost of funds" for a rate that is no return; any other figure as it is.
fn with_meaning(outcome: &Outcome, of: MetricId, text: String) -> String {
    match outcome.rate_says(of) {
        RateSays::CostOfFunds => format!("{text}, a cost of funds"),
        _ => text,
    }
}

fn figures(subjects: &Subjects<'_>) -> Plot {
    let outcome = subjects.outcome();
    let cell = |says: &Says| match says {
        Says::Nothing(reason) => GridCell::Nothing(reason),
        Says::Lowest(of) => lowest(outcome, *of),
        Says::Value(metric) => outcome.show(*metric).map_or_else(GridCell::Nothing, |shown| GridCell::Value {
            text: with_meaning(outcome, *metric, shown.text()),
            question: of_metric(*metric),
        }),
    };
    let rows = FIGURES.iter().enumerate().map(|(place, (name, so_far, to_the_end))| {
        // A reason that is the same for several rows is given once.
        let above = place.checked_sub(1).and_then(|above| FIGURES.get(above));
        let cell = |says: &Says, above: Option<&Says>| match (says, above) {
            (Says::Nothing(reason), Some(Says::Nothing(same))) if reason == same => GridCell::AsAbove,
            _ => cell(says),
        };
        let cells = vec![
            cell(so_far, above.map(|(_, so_far, _)| so_far)),
            cell(to_the_end, above.map(|(_, _, to_the_end)| to_the_end)),
        ];
        GridRow { name: words(*name), cells }
    });
    Plot::Grid(Grid { heads: vec!["", "By the as-of month", "To the contract’s end"], rows: rows.collect() })
}
