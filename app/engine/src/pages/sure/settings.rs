//! The range settings, to be changed: which inputs are drawn, between which ends, which move together, and the seed;
//! and a target whose chance is to be computed.

use super::{About, forms};
use crate::pages::typed::scale;
use crate::pieces::{ask, badge};
use crate::range::{Of, ends_now};
use maud::{Markup, html};
use model::analysis::ranges::Range;
use model::analysis::uncertainty::plan::ranges;
use model::analysis::uncertainty::settings::{Certainty, TIED_CORRELATION, Tie, USUAL_DRAWS, signed};
use model::facts::provenance::Class;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Group;
use model::inputs::scenario::Scenario;
use model::quantities::series::SeriesId;
use model::record::question::Question;
use model::share::ranged::{MOST_TARGETS, MOST_TIES, Ranged};
use protocol::ranged::{Hope, act, field};

/// The part. The error says why nothing can be drawn.
pub(super) fn part(about: &About, hope: &Hope) -> Result<Markup, String> {
    let (scenario, ranged) = (&about.scenario, &about.ranged);
    let drawn = ranges(scenario, &ranged.settings_for(scenario, USUAL_DRAWS)).map_err(|refused| refused.reason())?;
    Ok(html! {
        details id="hope" { summary { "The chance of a target" } (target(hope, about)) }
        details id="drawn" {
            summary { "How the inputs are drawn" span.kind { " " (in_short(ranged)) } }
            (switches(ranged))
            (inputs(scenario, ranged, &drawn))
            (another(scenario, ranged))
        }
        details id="ties" {
            summary { "Inputs that move together" span.kind { " " (counted_ties(ranged)) } }
            (ties(about))
        }
    })
}

/// The deviations from the usual settings, in short.
fn in_short(ranged: &Ranged) -> String {
    let said = ranged.said().len();
    match (said, ranged.is_usual()) {
        (_, true) => "as this page has it".to_owned(),
        (0, false) => "as you set it".to_owned(),
        (1, false) => "one input as you set it".to_owned(),
        (said, false) => format!("{said} inputs as you set them"),
    }
}

fn counted_ties(ranged: &Ranged) -> String {
    match ranged.settings().ties.len() {
        0 => "none of yours".to_owned(),
        1 => "one tie of yours".to_owned(),
        ties => format!("{ties} ties of yours"),
    }
}

fn switches(ranged: &Ranged) -> Markup {
    let settings = ranged.settings();
    html! {
        p { label.choice data-words {
            input type="checkbox" name=(field::BY_VENDOR) id=(field::BY_VENDOR) checked[settings.by_vendor] data-range=(act::BY_VENDOR);
            " Prices of one vendor’s chips move together, and so do their watts, with a correlation of " (TIED_CORRELATION) " (assumption)"
        } }
        p { label.choice {
            input type="checkbox" name=(field::TRANCHES) id=(field::TRANCHES) checked[settings.tranches] data-range=(act::TRANCHES);
            " Draw whether a conditional tranche is paid, at its likelihood; otherwise it counts at its expected value"
        } }
        div.choices {
            label { "Seed" input type="text" inputmode="numeric" name=(field::SEED) id=(field::SEED) value=(settings.seed)
                autocomplete="off" data-range=(act::SEED); }
            button.quiet type="button" id="next-seed" data-range=(act::NEXT_SEED) { "Other draws" }
            @if !ranged.is_usual() {
                button.quiet type="button" id="all-usual" data-range=(act::ALL_USUAL) { "All as this page has it" }
            }
        }
        p.source-note { "The same seed gives the same draws on every machine. The settings are part of the link." }
    }
}

/// The inputs that have a range, or were given one.
fn inputs(scenario: &Scenario, ranged: &Ranged, drawn: &[Range]) -> Markup {
    let is_listed = |input: &ParameterId| {
        Ranged::may_draw(*input) && (Range::is_given(*input) || ranged.certainty(*input).is_some())
    };
    let of = |group: Group| ParameterId::all().filter(move |input| input.row().group == group).filter(is_listed);
    html! {
        table.facts.sure.ranges-of-inputs {
            caption.for-screen-readers { "Ranges of the inputs" }
            thead { tr { @for head in ["Input", "Value", "Drawn", "Low (5th percentile)", "High (95th)", "Class"] { th scope="col" data-words { (head) } } } }
            @for group in Group::ALL {
                @let rows: Vec<ParameterId> = of(group).collect();
                @if !rows.is_empty() {
                    tbody {
                        tr { th.group-row colspan="6" scope="rowgroup" { (group.name()) } }
                        @for input in rows { (row(input, scenario, ranged, drawn.iter().any(|range| range.input == input))) }
                    }
                }
            }
        }
    }
}

fn row(input: ParameterId, scenario: &Scenario, ranged: &Ranged, is_drawn: bool) -> Markup {
    let names = scenario.names();
    let (id, name, said) = (input.id(), input.name_in(names), ranged.certainty(input));
    let is_left = ranged.is_left_by(scenario, input);
    let why = Range::of(scenario, input).err().filter(|_| !is_drawn && said.is_none());
    let end = |place: usize, side: &str, word: &str| {
        let shown = ends_now(scenario, ranged, input).map(|ends| input.show_in(names, ends[place]));
        html! {
            label.range-end {
                span.for-screen-readers { (word) " end of " (name) }
                input type="text" name={ (side) (id) } id={ (side) (id) } value=(shown.unwrap_or_default()) autocomplete="off"
                    spellcheck="false" data-range={ (act::ENDS) " " (id) };
            }
        }
    };
    html! {
        tr data-ranged=(id) {
            th scope="row" {
                (ask(&Question::Input(input), &name))
                @if let Some(why) = why { span.kind { " " (why.reason()) } }
                @if is_left { span.kind { " its value has left your range: taken as certain" } }
            }
            td data-label="Value" { (super::derived(input.show_in(names, scenario.get(input)), "the scenario’s value")) }
            td data-label="Drawn" {
                label.choice {
                    input type="checkbox" name=(field::DRAWN) id={ "drawn:" (id) } value=(id) checked[is_drawn]
                        data-range={ (act::SWITCH) " " (id) };
                    span.for-screen-readers { "Draw " (name) }
                }
            }
            td data-label="Low" { (end(0, field::LOW, "Low")) }
            td data-label="High" { (end(1, field::HIGH, "High")) }
            td data-label="Class" {
                @if matches!(said, Some(Certainty::Between { .. })) { span.kind { (Class::YOURS) } }
                @else { (badge(scenario.evidence(input).class)) }
                @if said.is_some() {
                    " " button.quiet type="button" id={ "usual:" (id) } data-range={ (act::USUAL) " " (id) }
                        aria-label={ "As this page has it: " (name) } { "Reset" }
                }
            }
        }
    }
}

/// The fields for a range of an input without one.
fn another(scenario: &Scenario, ranged: &Ranged) -> Markup {
    let [input, low, high] = field::ADD;
    let has_none = |input: ParameterId| {
        Ranged::may_draw(input) && ends_now(scenario, ranged, input).is_none() && ranged.certainty(input).is_none()
    };
    html! {
        // The fields take effect only when the button is pressed, so they are not reset before.
        div.choices data-parts="" {
            (forms::inputs(input, "Another input", None, Some("–"), scenario.names(), has_none))
            label { "Low end" input type="text" name=(low) id=(low) autocomplete="off" spellcheck="false"; }
            label { "High end" input type="text" name=(high) id=(high) autocomplete="off" spellcheck="false"; }
            button.quiet type="button" id="add-range" data-range=(act::ADD) { "Draw it too" }
        }
    }
}

fn ties(about: &About) -> Markup {
    let [one, other, correlation] = field::TIE;
    let (ties, names) = (&about.ranged.settings().ties, about.scenario.names());
    html! {
        @if !ties.is_empty() {
            ul.reached {
                @for (place, tie) in ties.iter().enumerate() {
                    @let [one, other] = [tie.one, tie.other].map(|input| input.name_in(names));
                    li {
                        span { (one) " and " (other) ", correlation " (super::derived(of(tie), "as you set it")) }
                        button.apply type="button" id={ "untie-" (place) } data-range={ (act::UNTIE) " " (tie.one.id()) " " (tie.other.id()) }
                            aria-label={ "Untie " (one) " and " (other) } { "Untie" }
                    }
                }
            }
        }
        @if ties.len() < MOST_TIES {
            div.choices data-parts="" {
                (forms::inputs(one, "One input", None, Some("–"), names, Ranged::may_draw))
                (forms::inputs(other, "Another", None, Some("–"), names, Ranged::may_draw))
                label data-words { "Correlation, −1 to 1" input type="text" name=(correlation) id=(correlation) autocomplete="off" spellcheck="false"; }
                button.quiet type="button" id="tie" data-range=(act::TIE) { "Tie" }
            }
        }
        p.source-note { "Tied inputs are drawn by a Gaussian copula. Ties that contradict one another are refused, and the pair is named." }
    }
}

fn of(tie: &Tie) -> String {
    signed(tie.correlation.to_string())
}

/// The fields for a target.
fn target(hope: &Hope, about: &About) -> Markup {
    let (ranged, names) = (&about.ranged, about.scenario.names());
    let [name, side, typed, month] = field::HOPE;
    let of =
        Of::parse(&hope.of).or_else(|| Of::parse("")).unwrap_or(Of::Series(model::quantities::series::CHIPS_ONLINE));
    let symbol = scale(of.unit()).symbol;
    let monthly = html! {
        optgroup label="In a month" {
            @for series in SeriesId::all() {
                @let one = Of::Series(series);
                option value=(one.id()) selected[one == of] { (series.name_in(names)) }
            }
        }
    };
    let chosen = match of {
        Of::Metric(metric) => Some(metric),
        Of::Series(_) => None,
    };
    html! {
        @if ranged.targets().len() < MOST_TARGETS {
            div.choices {
                (forms::chooser(name, "Of", html! { (monthly) (forms::figure_options(chosen, names, |_| true)) }))
                (forms::chooser(side, "Is", html! {
                    option value="" { "at least" }
                    option value=(field::AT_MOST) selected[hope.at_most] { "at most" }
                }))
                label.typed-target data-parts="" {
                    "Value" @if !symbol.is_empty() { ", " (symbol) }
                    input type="text" name=(typed) id=(typed) value=(hope.typed) autocomplete="off" spellcheck="false";
                }
                @if matches!(of, Of::Series(_)) {
                    label.typed-target data-parts="" {
                        "In the month"
                        input type="text" name=(month) id=(month) value=(hope.month) placeholder="e.g. Dec 2026" autocomplete="off" spellcheck="false";
                    }
                }
                button.quiet type="button" id="hope-set" data-range=(act::HOPE) { "Tell the chance" }
            }
        } @else {
            p { "There may be " (MOST_TARGETS) " targets: remove one to set another." }
        }
        p.source-note {
            "The chance is the share of the draws that meet the target, and stands with the ranges above. "
            "What never comes is later than any month, so it meets “at least” one; any other draw without a value does not."
        }
    }
}
