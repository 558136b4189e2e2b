//! Lists of figures and inputs, and a goal for a figure as the reader types it.

use crate::pages::typed::{self, scale};
use maud::{Markup, html};
use model::analysis::goal::Wish;
use model::base::typed::{Edge, Takes};
use model::base::units::Unit;
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Group;
use model::inputs::names::Names;
use model::quantities::metric::{HEADLINE, MetricId};
use protocol::analysis::Wanted;

/// The groups of figures after the headline, by what they belong to.
const SCOPES: [(Scope, &str); 7] = [
    (Scope::Scenario, "All of the scenario"),
    (Scope::Chip, "By accelerator"),
    (Scope::Vendor, "By vendor"),
    (Scope::Agreement, "By agreement"),
    (Scope::Tranche, "By tranche"),
    (Scope::System, "By system"),
    (Scope::Claim, "By claim"),
];

/// A list of figures.
pub(super) fn figures(name: &str, label: &str, chosen: MetricId, names: &Names) -> Markup {
    chooser(name, label, figure_options(Some(chosen), names, |_| true))
}

pub(super) fn figure_options(chosen: Option<MetricId>, names: &Names, fits: impl Fn(MetricId) -> bool) -> Markup {
    let group = |label: &str, figures: Vec<MetricId>| {
        html! {
            @if !figures.is_empty() {
                optgroup label=(label) {
                    @for figure in figures {
                        option value=(figure.id()) selected[chosen == Some(figure)] { (figure.name_in(names)) }
                    }
                }
            }
        }
    };
    let of = |scope: Scope| {
        let rest = |metric: &MetricId| metric.row().scope == scope && !HEADLINE.contains(metric) && fits(*metric);
        MetricId::all().filter(rest).collect::<Vec<_>>()
    };
    html! {
        (group("Headline figures", HEADLINE.into_iter().filter(|metric| fits(*metric)).collect()))
        @for (scope, label) in SCOPES { (group(label, of(scope))) }
    }
}

/// A list of the inputs that fit, without those of the view; if `none` is given, its first entry chooses no input.
pub(super) fn inputs(
    name: &str,
    label: &str,
    chosen: Option<ParameterId>,
    none: Option<&str>,
    names: &Names,
    fits: impl Fn(ParameterId) -> bool,
) -> Markup {
    let of = |group: Group| ParameterId::all().filter(move |input| input.row().group == group);
    let groups = Group::ALL.into_iter().filter(|group| *group != Group::View);
    chooser(
        name,
        label,
        html! {
            @if let Some(none) = none { option value="" { (none) } }
            @for group in groups {
                optgroup label=(group.name()) {
                    @for input in of(group).filter(|input| fits(*input)) {
                        option value=(input.id()) selected[chosen == Some(input)] { (input.name_in(names)) }
                    }
                }
            }
        },
    )
}

/// A list with a name in the form. Several may share a name, so the id includes the label.
pub(super) fn chooser(name: &str, label: &str, options: Markup) -> Markup {
    let id = format!("{name}-{}", label.to_lowercase().replace(' ', "-"));
    html! { label { (label) select name=(name) id=(id) { (options) } } }
}

/// The goal or level of a figure: another figure in the same unit, or a typed number.
pub(super) fn wanted(
    [same, typed]: [&str; 2],
    label: &str,
    typed_first: &str,
    figure: MetricId,
    wanted: &Wanted,
    fault: Option<&str>,
    names: &Names,
) -> Markup {
    let unit = figure.row().unit;
    let may_be_the_same = |other: MetricId| other != figure && other.row().unit == unit;
    // A figure that was chosen for one of another unit does not count.
    let other = MetricId::parse(&wanted.same).filter(|other| may_be_the_same(*other));
    let fault_id = format!("{typed}-fault");
    html! {
        (chooser(same, label, html! {
            option value="" { (typed_first) }
            (figure_options(other, names, may_be_the_same))
        }))
        @if other.is_none() {
            label.typed-target {
                "Number" @let symbol = scale(unit).symbol; @if !symbol.is_empty() { ", " (symbol) }
                input type="text" name=(typed) id=(typed) value=(wanted.typed) autocomplete="off" spellcheck="false"
                    aria-invalid=[fault.map(|_| "true")] aria-describedby=[fault.map(|_| fault_id.as_str())];
            }
            @if let Some(fault) = fault { p.fault id=(fault_id) data-words { (fault) "." } }
        }
    }
}

/// Reads a goal or level; `None` if neither is given. `now` is the figure's present value, because a change such as
/// `+10%` may be typed. The error says why the text cannot be taken, without a full stop.
pub(super) fn wish(figure: MetricId, wanted: &Wanted, now: f64) -> Result<Option<Wish>, String> {
    if let Some(other) = MetricId::parse(&wanted.same).filter(|other| other.row().unit == figure.row().unit) {
        return Ok(Some(Wish::SameAs(other)));
    }
    if wanted.typed.trim().is_empty() {
        return Ok(None);
    }
    let unit = figure.row().unit;
    let takes = if unit == Unit::Month { Takes::Month(Edge::Last) } else { Takes::Number };
    typed::number(unit, takes, &wanted.typed, now).map(|value| Some(Wish::Value(value)))
}
