//! Every headline number of a scenario in a table with a search, including those that the page shows nowhere else.

use super::actuals;
use super::compared::Compared;
use super::search::{self, Words};
use crate::pieces::{badge, shown};
use maud::{Markup, html};
use model::facts::provenance::Class;
use model::inputs::families::Scope;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::quantities::metric::{MetricId, ROWS, Row};
use model::record::question::Question;
use model::run::binding::Binding;

/// The filter for numbers that differ from the baseline.
const CHANGED: &str = "changed:";

/// The kinds of things that numbers belong to, in the order of the table.
const GROUPS: [Scope; 7] =
    [Scope::Scenario, Scope::Tranche, Scope::Vendor, Scope::Agreement, Scope::Chip, Scope::System, Scope::Claim];

const fn title(of: Scope) -> &'static str {
    match of {
        Scope::Tranche => "Payments of the investor",
        Scope::Vendor => "Vendors",
        Scope::Agreement => "Agreements",
        Scope::Chip => "Accelerators, whether in use or not",
        Scope::System => "Systems, by their printed power",
        Scope::Claim => "Vendors’ claims",
        _ => "The scenario",
    }
}

fn group_word(of: Scope) -> String {
    format!("of:{of:?}").to_lowercase()
}

/// The whole page.
pub(crate) fn page(text: &str, scenario: &Scenario) -> Markup {
    let compared = Compared::of(scenario);
    let month = compared.outcome.as_of.name();
    let (found, rows) = find(text, &compared);
    html! {
        h2 { "Numbers" }
        p.lead data-count {
            "All " (MetricId::all().count()) " results of this scenario as of " b { (month) } ", beside those of its baseline, “"
            (scenario.baseline().name) "”, in the same month. Each is derived; press it for its formula and what it rests on. "
            "The month is set in the page’s timeline; the values of every month stand below its charts."
        }
        p.binds { "What limits growth in " (month) ": " b { (compared.outcome.metrics.binding.shown()) } ". " (binds(compared.outcome.metrics.binding))
            @if compared.before.metrics.binding != compared.outcome.metrics.binding {
                " In the baseline: " (compared.before.metrics.binding.shown()) "."
            }
        }
        (actuals::all(scenario, &compared.outcome))
        (search::form("Numbers", "stake, GB300, per watt …", text, |words| html! {
            (search::choice(words, "Of what", "everything", GROUPS.into_iter().map(|of| (group_word(of), title(of).to_owned()))))
            (search::tick(words, "Only what differs from the baseline", CHANGED))
        }))
        p.found role="status" { (found) }
        table.facts.numbers.rows { (rows) }
    }
}

/// What changes while the reader types: a sentence, and the rows.
pub(crate) fn found_rows(text: &str, scenario: &Scenario) -> (String, Markup) {
    find(text, &Compared::of(scenario))
}

/// The sentence on the search, and the inner HTML of the table.
fn find(text: &str, compared: &Compared) -> (String, Markup) {
    let mut words = Words::of(text);
    let (only, changed) = (words.take(&GROUPS, group_word), words.has(CHANGED));
    let hit = |metric: &MetricId| {
        let row = metric.row();
        only.is_none_or(|of| of == row.scope)
            && words.all_in(
                &format!("{} {} {} {}", metric.name_in(&compared.names), metric.id(), title(row.scope), row.meaning)
                    .to_lowercase(),
            )
            && (!changed || compared.difference(*metric).is_some())
    };
    let hits: Vec<MetricId> = MetricId::all().filter(hit).collect();
    let rows = html! {
        caption.for-screen-readers { "Numbers" }
        thead {
            tr {
                th scope="col" { "Number" }
                th scope="col" { "Value" }
                th scope="col" { "Class" }
                th scope="col" { "Against the baseline" }
            }
        }
        @for of in GROUPS {
            @let of_group: Vec<MetricId> = hits.iter().copied().filter(|metric| metric.row().scope == of).collect();
            @if !of_group.is_empty() { (group(of, &of_group, compared)) }
        }
    };
    (search::found(hits.len(), usize::MAX), rows)
}

/// The rows of a group under its name; a family's meaning is given once for all members.
fn group(of: Scope, metrics: &[MetricId], compared: &Compared) -> Markup {
    html! {
        tbody {
            tr.group { th scope="colgroup" colspan="4" { (title(of)) } }
            @if of == Scope::Scenario { @for metric in metrics { (row(*metric, Some(metric.row().meaning), compared)) } }
            @else {
                @for family in ROWS.iter().filter(|row| row.scope == of) {
                    @let members: Vec<MetricId> = metrics.iter().copied().filter(|metric| is_of(*metric, family)).collect();
                    @if !members.is_empty() {
                        tr.family { th scope="colgroup" colspan="4" { b { (family.label) } p data-words { (family.meaning) } } }
                        @for metric in members { (row(metric, None, compared)) }
                    }
                }
            }
        }
    }
}

fn is_of(metric: MetricId, family: &Row) -> bool {
    std::ptr::eq(metric.row(), family)
}

fn row(metric: MetricId, meaning: Option<&str>, compared: &Compared) -> Markup {
    let (name, question) = (metric.name_in(&compared.names), Question::Cell(Cell::metric(metric)).text());
    let value = compared.outcome.metrics.get(metric).map(|value| shown(value, metric.row().unit));
    let spoken = match &value {
        Ok(value) => format!("{name}: {value}. Explain"),
        Err(absent) => format!("{name}: {}. Explain", absent.no_value()),
    };
    html! {
        tr data-number=(metric.id()) {
            th scope="row" {
                // The family's name stands above its members.
                @if meaning.is_some() { b { (name) } } @else { (metric.row().scope.member_name_in(&compared.names, metric.member())) }
                @if let Some(meaning) = meaning { p data-words { (meaning) } }
            }
            td data-label="Value" {
                button type="button" data-ask=(question) aria-label=(spoken) {
                    @match value {
                        Ok(value) => b.value { (value) },
                        Err(absent) => { "– " span.kind { (absent.reason()) } },
                    }
                }
            }
            td data-label="Class" { (badge(Some(Class::Derived))) }
            td data-label="Baseline" {
                span data-derived title=[compared.arithmetic(metric)] {
                    (compared.difference(metric).unwrap_or_else(|| "the same".to_owned()))
                }
            }
        }
    }
}

/// The meaning of a binding limit, as a sentence.
const fn binds(binding: Binding) -> &'static str {
    match binding {
        Binding::Nothing => "All contracted chips run, or none is contracted.",
        Binding::Schedule => "The phases’ dates, with the slip, keep the fleet from being larger.",
        Binding::Availability => "An accelerator is not on sale yet.",
        Binding::Supply => "A vendor cannot deliver more chips.",
        Binding::Power => "There is no power for more chips.",
        Binding::Budget => "The customer’s budget pays for no more chips.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::{BASELINES, Baseline};
    use model::run::outcome::run;

    #[test]
    fn every_number_of_every_baseline_stands_once_and_can_be_asked() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let (outcome, markup) = (run(&scenario), page("", &scenario).into_string());
            let rows: Vec<&str> = markup.split("<tr data-number=\"").skip(1).collect();
            assert_eq!(rows.len(), MetricId::all().count());
            assert!(markup.contains(&outcome.as_of.name()) && markup.contains(baseline.name));
            for metric in MetricId::all() {
                let start = format!("{}\"", metric.id());
                let row = rows.iter().find(|row| row.starts_with(&start)).expect("it has a row");
                assert!(row.contains(&format!("data-ask=\"metric:{}\"", metric.id())), "{row}");
                match outcome.metrics.get(metric) {
                    Ok(value) => assert!(row.contains(&shown(value, metric.row().unit)), "{row}"),
                    Err(absent) => assert!(
                        row.contains(&absent.reason().replace('\'', "&#39;")) || row.contains(absent.reason()),
                        "{row}"
                    ),
                }
                assert!(row.contains("derived") && row.contains("the same"), "{row}");
            }
        }
    }

    #[test]
    fn a_search_finds_by_name_family_and_difference() {
        let mut scenario = Scenario::of(Baseline::first());
        let pue = input::PUE;
        scenario.set(pue, 1.4).expect("it may be");
        let ids = |text: &str| -> Vec<String> {
            let (found, rows) = found_rows(text, &scenario);
            let rows = rows.into_string();
            let rows: Vec<&str> = rows.split("<tr data-number=\"").skip(1).collect();
            assert!(rows.is_empty() || found == format!("{} found.", rows.len()), "{found}");
            rows.iter().filter_map(|row| row.split('"').next()).map(str::to_owned).collect()
        };
        assert_eq!(ids("moic"), ["moic"]);
        let chips = ids("GB300 of:chip");
        assert!(chips.len() >= 8 && chips.iter().all(|id| id.ends_with(".gb300")), "{chips:?}");
        let changed = ids("changed: of:scenario");
        assert!(changed.iter().any(|id| id == "facility_power_watts"), "{changed:?}");
        assert!(!changed.iter().any(|id| id == "stake"), "{changed:?}");
        assert!(ids("<b>").is_empty());
    }
}
