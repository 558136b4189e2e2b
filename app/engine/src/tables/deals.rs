//! The deals of the catalogue side by side: what was announced of each in the same units, and which must not be added
//! up.

use crate::evidence;
use crate::pieces::ask;
use maud::{Markup, html};
use model::base::show::show;
use model::base::units::Unit;
use model::facts::deals::{Announced, DEALS, Deal, OF_POWER, Status, announced_power};
use model::facts::provenance::{Class, Fact};
use model::record::question::Question;

/// All deals in a table, in the catalogue's order, with what may be computed, and why the rest may not.
pub(crate) fn answer() -> Markup {
    html! {
        p.source-note {
            "Amounts are commitments or investments as announced, not money spent. Project Rainier’s gigawatts are facility power; of no other deal’s does a source say whether "
            "they are IT or facility power. Dollars a GW-year are dollars ÷ (GW × years), as if all power ran for the whole term: "
            "with a ramp the price is higher. Deals marked † count the same dollars or gigawatts as others."
        }
        (power_once())
        div.table-scroll tabindex="0" role="region" aria-label="Deals, a table" {
            table {
                thead { tr {
                    th scope="col" { "Deal" }
                    @for head in ["Status", "Date", "Dollars", "GW", "Chips", "Term", "$/GW-year", "Overlaps"] {
                        th scope="col" { (head) }
                    }
                } }
                tbody { @for deal in DEALS { (row(deal)) } }
            }
        }
    }
}

fn row(deal: &'static Deal) -> Markup {
    html! {
        tr data-overlaps=(!deal.overlaps.is_empty()) {
            th scope="row" {
                b { (deal.name) }
                details {
                    summary { "Terms and sources" }
                    p.source-note data-words { (deal.parties.join(", ")) ". " (deal.terms) }
                    p.source-note data-words { "Binding: " (deal.binding) (period(deal)) }
                    @if !deal.contained_in.is_empty() {
                        p.source-note data-words { "Contained in: " (names(deal.contained_in)) "." }
                    }
                    @for (what, key, fact) in facts(deal) {
                        p.source-note { (what) " " (asked(deal, key, fact)) }
                        (evidence::of_fact(fact))
                    }
                    @for source in deal.sources { p.source-note { (evidence::citation(source)) } }
                }
            }
            td { (status(deal.status)) " " small { (deal.kind.name()) } }
            td { (deal.date) }
            @for key in ["amount_usd", "power_watts", "chips", "term_months"] { td { (cell(deal, key)) } }
            td {
                @match usd_per_gw_year(deal) {
                    Ok(usd) => {
                        span data-derived { (show(usd, Unit::UsdPerGwYear).text()) } " "
                        small { (Class::Derived.word()) ": " (arithmetic(deal)) }
                    },
                    Err(reason) => { "– " small { (reason) } },
                }
            }
            td {
                @if deal.overlaps.is_empty() { "–" }
                @else { "† do not add to: " (names(deal.overlaps)) }
            }
        }
    }
}

/// A fact as displayed, with its range and its class.
fn cell(deal: &'static Deal, key: &str) -> Markup {
    let fact = facts(deal).find(|(_, known, _)| *known == key);
    html! {
        @match fact {
            None => "–",
            Some((.., fact)) => { (asked(deal, key, fact)) " " small { (fact.class.word()) } },
        }
    }
}

/// A fact's value and range, with its question.
fn asked(deal: &Deal, key: &str, fact: &Fact) -> Markup {
    let text = show(fact.value, fact.unit).text();
    let range = fact.low.zip(fact.high).filter(|(low, high)| low < high);
    let ends =
        range.map(|(low, high)| format!(" ({} to {})", show(low, fact.unit).text(), show(high, fact.unit).text()));
    ask(&Question::Fact(format!("deal.{}.{key}", deal.id)), text + &ends.unwrap_or_default())
}

/// The known facts of a deal: label, key, and fact.
fn facts(deal: &'static Deal) -> impl Iterator<Item = (&'static str, &'static str, &'static Fact)> {
    let all = [
        ("Dollars:", "amount_usd", &deal.amount_usd),
        ("Valuation:", "valuation_usd", &deal.valuation_usd),
        ("Power:", "power_watts", &deal.power_watts),
        ("Chips:", "chips", &deal.chips),
        ("Term:", "term_months", &deal.term_months),
    ];
    all.into_iter().filter_map(|(what, key, fact)| Some((what, key, fact.as_ref()?)))
}

/// The calculation in words: "$100bn ÷ (2 GW × 8 years)".
fn arithmetic(deal: &Deal) -> String {
    let text = |fact: &Option<Fact>| fact.as_ref().map_or_else(String::new, |fact| show(fact.value, fact.unit).text());
    let years = deal.term_months.as_ref().map_or(0.0, |months| months.value / 12.0);
    format!("{} ÷ ({} × {})", text(&deal.amount_usd), text(&deal.power_watts), show(years, Unit::Years).text())
}

/// Dollars per gigawatt-year, as if all power ran for the whole term; the error says what is missing.
pub(crate) fn usd_per_gw_year(deal: &Deal) -> Result<f64, String> {
    let given = [("dollars", &deal.amount_usd), ("power", &deal.power_watts), ("term", &deal.term_months)];
    match given.map(|(_, fact)| fact.as_ref()) {
        [Some(usd), Some(watts), Some(months)] => Ok(usd.value / (watts.value / 1e9 * months.value / 12.0)),
        _ => {
            let missing = given.iter().filter(|(_, fact)| fact.is_none()).map(|(what, _)| *what);
            Err(format!("no {} stated", missing.collect::<Vec<_>>().join(", no ")))
        }
    }
}

/// " From 2026-07 to 2029-12.", as far as known.
fn period(deal: &Deal) -> String {
    match (deal.starts, deal.ends) {
        (Some(starts), Some(ends)) => format!(" From {starts} to {ends}."),
        (Some(starts), None) => format!(" From {starts}."),
        (None, Some(ends)) => format!(" To {ends}."),
        (None, None) => String::new(),
    }
}

/// The parts of a sum that count: "2 GW + 5 GW".
fn added(sum: &Announced) -> String {
    let counted = sum.parts.iter().filter(|part| part.counted);
    counted.map(|part| show(part.watts, Unit::Watt).text()).collect::<Vec<_>>().join(" + ")
}

/// The gigawatts that were announced for a company, each counted once, and why a deal counts or not.
fn power_once() -> Markup {
    let sum = announced_power();
    html! {
        details {
            summary {
                (OF_POWER) "’s announced power, each gigawatt once: "
                b data-derived title=(added(&sum)) { (show(sum.watts, Unit::Watt).text()) } " " small { (Class::Derived.word()) }
            }
            ul {
                @for part in &sum.parts {
                    li data-words { (part.deal.name) ", " (show(part.watts, Unit::Watt).text()) ". " (part.why) }
                }
            }
        }
    }
}

/// The names of deals by their ids.
fn names(ids: &[&str]) -> String {
    let name = |id: &&str| DEALS.iter().find(|deal| deal.id == *id).map_or(*id, |deal| deal.name).to_owned();
    ids.iter().map(name).collect::<Vec<_>>().join("; ")
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::InTalks => "in talks",
        Status::Announced => "announced",
        Status::Contracted => "contracted",
        Status::Funded => "funded",
        Status::Ended => "ended or replaced",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deal(id: &str) -> &'static Deal {
        DEALS.iter().find(|deal| deal.id == id).expect(id)
    }

    #[test]
    fn a_gw_year_is_computed_where_all_three_are_given() {
        // $100bn over eight years of 2 GW.
        let usd = usd_per_gw_year(deal("openai-aws-expansion-100bn")).expect("all are given");
        assert!((usd / 6.25e9 - 1.0).abs() < 1e-12, "{usd}");
        // $300bn over five years of 4.5 GW.
        let usd = usd_per_gw_year(deal("openai-oracle")).expect("all are given");
        assert!((usd / 13.333_333e9 - 1.0).abs() < 1e-6, "{usd}");
        assert_eq!(arithmetic(deal("openai-oracle")), "$300bn ÷ (4.5\u{202f}GW × 5\u{202f}years)");
        assert_eq!(usd_per_gw_year(deal("openai-aws-38bn")), Err("no power stated".to_owned()));
        assert_eq!(usd_per_gw_year(deal("openai-amd")), Err("no dollars, no term stated".to_owned()));
    }

    #[test]
    fn every_deal_is_there_and_overlaps_are_marked_both_ways() {
        let markup = answer().into_string();
        for deal in DEALS {
            assert!(markup.contains(&format!("<b>{}</b>", deal.name)), "{}", deal.id);
            let row = row(deal).into_string();
            assert_eq!(row.contains("† do not add to: "), !deal.overlaps.is_empty(), "{row}");
            for other in deal.overlaps {
                let name = deal_name(other);
                assert!(row.contains(name), "{name} is not in {row}");
                let back = DEALS.iter().find(|deal| deal.id == *other).expect(other).overlaps;
                assert!(back.contains(&deal.id), "{other} does not name {}", deal.id);
            }
            for (_, key, fact) in facts(deal) {
                let question = format!("data-ask=\"fact:deal.{}.{key}\"", deal.id);
                assert!(row.contains(&question), "{question} is not in {row}");
                let listed = model::inputs::evidence::entry(&format!("deal.{}.{key}", deal.id)).expect("it is listed");
                assert!(listed.fact.is_some_and(|known| std::ptr::eq(known, fact)));
            }
            for source in deal.sources {
                assert!(row.contains(&source.url.replace('&', "&amp;")), "{} in {row}", source.url);
            }
        }
        // Nothing is summed, except for the row that counts each gigawatt once.
        assert!(!markup.contains("<tfoot") && !markup.contains("Total"));
        assert!(markup.contains("each gigawatt once: <b data-derived title=\"2\u{202f}GW + 5\u{202f}GW + "));
        assert!(markup.contains(">23.8\u{202f}GW</b>"));
    }

    fn deal_name(id: &str) -> &'static str {
        deal(id).name
    }
}
