//! A link's figures when it was shared and now, side by side, and possible reasons for the differences.

use super::beside::between;
use maud::{Markup, html};
use model::analysis::ranking::step;
use model::facts::corrections::{CORRECTIONS, Correction};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::{Outcome, run};
use model::share::permalink::{self, SinceShared};

/// The table of all figures that a link carries. The error is a sentence: the link cannot be read.
pub(crate) fn page(link: &str) -> Result<Markup, String> {
    let link = permalink::read(link).map_err(|fault| format!("The link cannot be read: {fault}."))?;
    let outcome = run(&link.scenario);
    let since = link.since_shared(&outcome);
    let moved: Vec<MetricId> = since.iter().filter(|one| one.is_moved()).map(|one| one.metric).collect();
    Ok(html! {
        table.since-table {
            caption.for-screen-readers { "Figures of the link when it was shared and now" }
            thead { tr { @for head in ["Figure", "When shared", "Now", "Difference"] { th scope="col" { (head) } } } }
            tbody { @for one in &since { (row(one, &link.scenario, &outcome)) } }
        }
        (why(&link.scenario, &outcome, &moved, link.is_of_first_form))
    })
}

fn row(one: &SinceShared, scenario: &Scenario, outcome: &Outcome) -> Markup {
    html! {
        tr {
            th scope="row" { (one.metric.name_in(scenario.names())) }
            td { (one.when_shared) }
            td {
                (one.now)
                @if let Err(absent) = outcome.metrics.get(one.metric) { small { (absent.reason()) } }
            }
            td { (difference(one)) }
        }
    }
}

/// The difference, absolute and, where sensible, in per cent, or why there is none.
fn difference(one: &SinceShared) -> String {
    match (one.value_before, one.value_after) {
        _ if !one.is_moved() => "none".to_owned(),
        (Some(before), Some(after)) => {
            between(one.metric.row().unit, after, before).unwrap_or_else(|| "under 0.05%".to_owned())
        }
        (None, _) => "had no value".to_owned(),
        (_, None) => "has no value now".to_owned(),
    }
}

/// The known reasons. A link does not say when it was made, so a correction is only given as a possible reason.
fn why(scenario: &Scenario, outcome: &Outcome, moved: &[MetricId], is_of_first_form: bool) -> Markup {
    let concerns = |one: &&Correction| concerns(one, scenario, outcome, moved);
    let corrected: Vec<&Correction> = CORRECTIONS.iter().filter(concerns).collect();
    html! {
        @if is_of_first_form {
            p.source-note {
                "The link is of the oldest form: its figures are those of the model’s first edition. Since then rules of the model "
                "were corrected too: value and return are counted to the contract’s end, and hardware that nobody rents costs nothing."
            }
        }
        @if corrected.is_empty() {
            @if !is_of_first_form {
                p.source-note { "No correction of an input is why; the changelog of the release says what else changed." }
            }
        } @else {
            p.source-note { "Corrected here, and these figures rest on it:" }
            ul.source-note {
                @for one in corrected { li { (one.what) ": " (one.was) " → " (one.is) " (" (one.date) "). " (one.why) } }
            }
        }
    }
}

/// Whether a correction concerns a value that the scenario uses unchanged, and on which one of the figures rests.
fn concerns(correction: &Correction, scenario: &Scenario, outcome: &Outcome, of: &[MetricId]) -> bool {
    let moves_one = |input: ParameterId| {
        step(scenario, input).is_some_and(|value| {
            let other = run(&scenario.with_nearest(input, value));
            of.iter().any(|metric| other.metrics.get(*metric).ok() != outcome.metrics.get(*metric).ok())
        })
    };
    let input = |id: &str| ParameterId::parse(id);
    correction.facts.iter().any(|fact| match fact.split_once('.') {
        Some(("baseline", rest)) => rest.split('.').next() == Some(scenario.baseline().id),
        Some(("input", id)) => input(id).is_some_and(|input| !scenario.is_changed(input) && moves_one(input)),
        // The price of a chip that no phase uses moves nothing.
        Some(("accelerator", rest)) => {
            let chip = rest.split('.').next().unwrap_or_default();
            input(&format!("chip.{chip}.price_usd_per_hour")).is_some_and(moves_one)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::BASELINES;
    use model::metric;
    use tests_shared::links::sealed;
    use tests_shared::scenarios::first_with;

    /// A link of one scenario that carries the figures of another.
    fn with_figures_of(scenario: &Scenario, other: &Scenario) -> String {
        let (mine, theirs) = (permalink::write(scenario, &run(scenario)), permalink::write(other, &run(other)));
        let figures = |link: &str| link.split('.').find(|part| part.starts_with('H')).expect("figures").to_owned();
        let body = mine.rsplit_once('.').expect("a checksum").0.replace(&figures(&mine), &figures(&theirs));
        sealed(&body, '.')
    }

    fn rows(markup: &str) -> Vec<Vec<String>> {
        let body = markup.split_once("<tbody>").and_then(|(_, rest)| rest.split_once("</tbody>")).expect("rows").0;
        let cells = |row: &str| {
            let ends = ["</th>", "</td>"].into_iter().fold(row.to_owned(), |row, end| row.replace(end, "\n"));
            let bare = ends.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
            bare.collect::<String>().lines().map(str::to_owned).collect()
        };
        body.split("<tr>").skip(1).map(cells).collect()
    }

    #[test]
    fn every_figure_is_told_then_and_now_with_its_difference() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let mut other = scenario.clone();
            other.set_nearest(model::input::SLIP, 6.0);
            other.set_nearest(model::input::AS_OF, 8.0);
            let text = with_figures_of(&scenario, &other);
            let markup = page(&text).expect("it is whole").into_string();
            let since = permalink::read(&text).expect("whole").since_shared(&run(&scenario));
            let rows = rows(&markup);
            assert_eq!(rows.len(), since.len());
            for (row, one) in rows.iter().zip(&since) {
                assert_eq!((&row[0], &row[1]), (&one.metric.name(), &one.when_shared));
                assert!(row[2].starts_with(&one.now), "{row:?}");
                let told = match (one.value_before, one.value_after) {
                    (before, after) if before == after => row[3] == "none",
                    (Some(before), Some(after)) => {
                        row[3].starts_with(if after > before { '+' } else { '−' }) || row[3] == "under 0.05%"
                    }
                    (None, _) => row[3] == "had no value",
                    (_, None) => row[3] == "has no value now",
                };
                assert!(told, "{row:?}");
            }
        }
    }

    #[test]
    fn a_figure_that_is_refused_now_says_why() {
        let scenario = first_with(&[("view.as_of", "2025-11")]);
        let markup = page(&with_figures_of(&scenario, &first_with(&[]))).expect("whole").into_string();
        let outcome = run(&scenario);
        let refused = outcome.metrics.get(metric::RETURNED_SHARE).expect_err("nothing was paid").reason();
        assert!(markup.contains(refused) && markup.contains("has no value now"), "{markup}");
    }

    /// A value that the reader has set, or that no phase uses, is not a reason.
    #[test]
    fn corrections_are_told_where_they_concern_the_scenario() {
        let figures = [metric::CONTRACT_NPV, metric::FACILITY_POWER];
        let told = |scenario: &Scenario| why(scenario, &run(scenario), &figures, false).into_string();
        let (gb300, pue) = ("GB200 and GB300, three-year contract price", "PUE of AWS");
        assert!(told(&first_with(&[])).contains(gb300) && told(&first_with(&[])).contains(pue));
        assert!(!told(&first_with(&[("operations.pue", "1.3")])).contains(pue));
        let of = |id: &str| BASELINES.iter().find(|baseline| baseline.id == id).map(Scenario::of).expect(id);
        assert!(told(&of("anthropic-tpu")).contains("TPUs that Anthropic bought"));
        assert!(!told(&of("openai-amd")).contains("TPUs that Anthropic bought"));
        assert!(!told(&of("openai-amd")).contains(gb300));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        assert!(page("2.tk.x").expect_err("it is cut").starts_with("The link cannot be read: "));
    }
}
