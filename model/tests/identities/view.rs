//! The view inputs, horizon and as-of month, change no number of any month.

use crate::{holds, with};
use model::quantities::metric::MetricId;
use model::quantities::series::{SeriesId, TO_THE_END};
use model::run::outcome::run;
use model::{input, metric};
use tests_shared::scenarios::always;

/// All values are the same to the last bit.
#[test]
fn the_view_never_changes_a_value() {
    always(14, |case| {
        let (min, max) = (input::HORIZON.row().min, input::HORIZON.row().max);
        let near = (min + (max - min) * case.dice[0]).floor();
        let far = (near + (max - near) * case.dice[1]).floor();
        let as_of = ((near + 1.0) * case.dice[2]).floor();
        let [short, long, later] = [(near, as_of), (far, as_of), (far, far)]
            .map(|(horizon, as_of)| run(&with(&with(&case.scenario, input::HORIZON, horizon), input::AS_OF, as_of)));
        for series in SeriesId::all() {
            let months = short.sheet.months();
            let same = short.sheet.row(series) == &long.sheet.row(series)[..months];
            holds(same && long.sheet.row(series) == later.sheet.row(series), || {
                format!("{}: horizon {near} or {far}, as of {as_of}", series.id())
            })?;
        }
        for series in TO_THE_END {
            let row = |run: &model::run::outcome::Outcome| run.sheet.row_to_the_end(series).to_vec();
            holds(row(&short) == row(&long) && row(&long) == row(&later), || format!("{} to the end", series.id()))?;
        }
        holds(short.metrics == long.metrics, || format!("metrics: horizon {near} or {far}, as of {as_of}"))?;
        holds(short.terms == long.terms && long.terms == later.terms, || "terms".to_owned())?;
        holds(short.notices == long.notices && long.notices == later.notices, || "notices".to_owned())?;
        holds(long.binding().starts_with(&short.binding()), || "binding".to_owned())
    });
}

/// Metrics of a contract or a deal that are computed to its end do not depend on the view.
#[test]
fn no_month_looked_at_moves_a_metric_of_the_contract_or_the_deal() {
    let to_the_end: Vec<MetricId> = MetricId::all().filter(|metric| !metric.is_of_as_of()).collect();
    assert!(to_the_end.len() > 60 && to_the_end.contains(&metric::CONTRACT_NPV), "{}", to_the_end.len());
    always(17, |case| {
        let (min, max) = (input::HORIZON.row().min, input::HORIZON.row().max);
        let [one, other] = [(case.dice[0], case.dice[1]), (case.dice[2], case.dice[3])].map(|(horizon, as_of)| {
            let horizon = (min + (max - min) * horizon).floor();
            let as_of = ((horizon + 1.0) * as_of).floor();
            run(&with(&with(&case.scenario, input::HORIZON, horizon), input::AS_OF, as_of))
        });
        to_the_end.iter().try_for_each(|metric| {
            let [one, other] = [&one, &other].map(|outcome| outcome.metrics.get(*metric));
            holds(one == other, || format!("{}: {one:?} and {other:?}", metric.id()))
        })
    });
}
