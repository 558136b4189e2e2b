//! The investor's cash and stake: two aligned charts, and what they come to.

use super::money::invested;
use crate::components::explain::about;
use crate::components::time_chart::{TimeChart, rests_on};
use crate::state::use_state;
use crate::view::{kept_text, text};
use figures::lines::line;
use figures::sentences;
use figures::time_plot::{Plot, Shape};
use leptos::prelude::*;
use model::metrics::MetricId;
use model::outcome::Outcome;
use model::parameters::Family;
use model::series::SeriesId;
use model::table::Of;
use model::units::Unit;

/// Cash above, stake below.
#[component]
pub fn InvestorCharts() -> impl IntoView {
    const CASH: SeriesId = SeriesId::of("investor_cash_to_date_usd");
    const CAPEX: Family = Family::find(Of::Chip, "capex_usd");
    const STAKE_VALUE: SeriesId = SeriesId::of("stake_value_usd");
    let state = use_state();
    let cash = Signal::derive(move || {
        let colour = state.theme.get().accent();
        let lines = state.outcome.with(|outcome| vec![line(outcome, CASH, "Cash to date", colour, Shape::Line)]);
        Plot { lines, unit: Unit::Usd, at_least: 0.0 }
    });
    let stake = Signal::derive(move || {
        let theme = state.theme.get();
        let lines = state.outcome.with(|outcome| {
            vec![line(outcome, STAKE_VALUE, "Value", theme.accent(), Shape::Step), invested(outcome, theme.attention())]
        });
        Plot { lines, unit: Unit::Usd, at_least: 0.0 }
    });
    let whose = move |words: &str| format!("{} {words}", state.baseline().investor);
    view! {
        <div class="stacked-pair">
            <TimeChart
                finding=Signal::derive(move || {
                    state.scenario.with(|scenario| state.outcome.with(|outcome| sentences::cash(scenario, outcome)))
                })
                measure=Signal::derive(move || whose("and its cloud, US dollars: spend received − capital cost − running cost − investment"))
                source=rests_on("capital cost of chips", CAPEX)
                plot=cash
                height=128.0
            />
            <TimeChart
                finding=Signal::derive(move || state.read(sentences::stake))
                measure="Stake × valuation, against what was paid in; US dollars, expected values"
                source="derived · amounts and valuation as in the inputs; later dilution is not known"
                plot=stake
                height=128.0
            />
        </div>
    }
}

/// What a cell says: a metric, or why there is nothing to say.
enum Says {
    Value(MetricId),
    Nothing(&'static str),
}

const ONLY_CASH: &str = "a stake pays nothing until it is sold";
const ONLY_STAKE: &str = "not computed for cash alone";
/// What is said of the investor: by cash alone, and with the stake at its value.
const FIGURES: [(&str, Says, Says); 8] = [
    ("Net cash", Says::Value(MetricId::of("investor_cash_to_date_usd")), Says::Nothing(ONLY_CASH)),
    ("Lowest point", Says::Value(MetricId::of("cash_low_usd")), Says::Nothing(ONLY_CASH)),
    ("Month of it", Says::Value(MetricId::of("cash_low_month")), Says::Nothing(ONLY_CASH)),
    ("Payback", Says::Value(MetricId::of("payback_month")), Says::Nothing(ONLY_CASH)),
    ("Present value (NPV)", Says::Value(MetricId::of("npv_usd")), Says::Value(MetricId::of("npv_with_stake_usd"))),
    ("IRR of the cash so far", Says::Value(MetricId::of("cash_irr")), Says::Value(MetricId::of("cash_irr_with_stake"))),
    ("IRR, payments to exit", Says::Nothing(ONLY_STAKE), Says::Value(MetricId::of("exit_irr"))),
    ("Gain on the stake", Says::Nothing(ONLY_STAKE), Says::Value(MetricId::of("gain_usd"))),
];

/// The investor's figures at the as-of month, with and without the stake.
#[component]
pub fn InvestorFigures() -> impl IntoView {
    let state = use_state();
    let rows = kept_text(move || state.read(figures));
    view! {
        <section class="chart investor-figures" aria-label="The investor’s figures">
            <h3>{text(move || format!("What it comes to for {}", state.baseline().investor))}</h3>
            <table inner_html=rows></table>
            <p class="source-line">
                {text(move || format!("derived · by {}", state.read(|outcome| outcome.as_of.name())))}
                "; “payments to exit” is of what was paid in and the stake’s value at exit, without cloud cash"
            </p>
        </section>
    }
    .into_any()
}

/// The rows of the table: a figure, or why there is none.
fn figures(outcome: &Outcome) -> String {
    let cell = |says: &Says| {
        let nothing = |reason: &str| format!("– <small>{reason}</small>");
        match says {
            Says::Nothing(reason) => nothing(reason),
            Says::Value(metric) => outcome.show(*metric).map_or_else(nothing, |shown| {
                format!("<button type=button class=ask data-ask=\"{}\">{}</button>", about(*metric), shown.text())
            }),
        }
    };
    let mut html = "<thead><tr><td><th scope=col>Without the stake<th scope=col>With the stake<tbody>".to_owned();
    let cash_alone = FIGURES.iter().filter(|(.., with)| matches!(with, Says::Nothing(_))).count();
    for (place, (name, without, with)) in FIGURES.iter().enumerate() {
        html += &format!("<tr><th scope=row>{name}<td>{}", cell(without));
        // What is said of several rows is said once.
        html += &match with {
            Says::Nothing(_) if place > 0 => String::new(),
            Says::Nothing(_) => format!("<td rowspan={cash_alone}>{}", cell(with)),
            Says::Value(_) => format!("<td>{}", cell(with)),
        };
    }
    html
}
