//! A value as a financial statement: income, expenses and what remains, one row each.

use crate::pieces::{ask, shown};
use maud::{Markup, html};
use model::base::units::Unit;
use model::metric;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::record::tape::Recording;

/// The parts of the contract's value, each with its sign.
const CONTRACT: [(MetricId, f64); 6] = [
    (metric::CONTRACT_PV_SPEND, 1.0),
    (metric::CONTRACT_PV_HARDWARE, -1.0),
    (metric::CONTRACT_PV_FACILITY, -1.0),
    (metric::CONTRACT_PV_ENERGY, -1.0),
    (metric::CONTRACT_PV_OPEX, -1.0),
    (metric::CONTRACT_PV_RESIDUAL, 1.0),
];

/// The statement; `None` for any number but the contract's value.
pub(crate) fn of(cell: Cell, recording: &Recording) -> Option<Markup> {
    if cell.quantity != Quantity::Metric(metric::CONTRACT_NPV) {
        return None;
    }
    let rows: Vec<(MetricId, f64)> =
        CONTRACT.iter().map(|(part, sign)| Some((*part, sign * amount(*part, recording)?))).collect::<Option<_>>()?;
    let value = metric::CONTRACT_NPV;
    let total = amount(value, recording)?;
    Some(html! {
        table.sum {
            tbody {
                @for (part, usd) in rows {
                    tr {
                        th scope="row" { (part.row().label) }
                        td { (ask(&Question::Cell(Cell::metric(part)), shown(usd, Unit::Usd))) }
                    }
                }
                tr.total { th scope="row" { (value.row().label) } td { b { (shown(total, Unit::Usd)) } } }
            }
        }
    })
}

fn amount(of: MetricId, recording: &Recording) -> Option<f64> {
    recording.formula(Cell::metric(of)).map(|id| recording.value(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::record::recorder::record;

    #[test]
    fn what_is_added_up_is_the_contract_s_value() {
        for baseline in BASELINES.iter().filter(|baseline| baseline.id != "none") {
            let recording = record(&Scenario::of(baseline));
            let parts = CONTRACT.map(|(part, sign)| sign * amount(part, &recording).expect("it has one"));
            let (sum, size) = (parts.iter().sum::<f64>(), parts.iter().map(|usd| usd.abs()).sum::<f64>());
            let value = amount(metric::CONTRACT_NPV, &recording).expect("it has one");
            assert!((sum - value).abs() <= 1e-9 * size, "{}: {sum} is not {value}", baseline.id);
            let told = of(Cell::metric(metric::CONTRACT_NPV), &recording).expect("a statement").into_string();
            assert_eq!(told.matches("<tr").count(), CONTRACT.len() + 1, "{told}");
            for usd in parts.into_iter().chain([value]) {
                assert!(told.contains(&shown(usd, Unit::Usd)), "{usd} is not in {told}");
            }
        }
        let recording = record(&Scenario::of(BASELINES.first().expect("one")));
        assert!(of(Cell::metric(metric::DEAL_NPV), &recording).is_none());
    }
}
