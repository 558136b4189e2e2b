//! Sensitivity: a metric at both ends of each input's range, and the ends at which a finding about it changes.

use crate::analysis::goal::{CLOSE_SHARE, Wish};
use crate::analysis::ranges::Range;
use crate::facts::accelerator::Vendor;
use crate::inputs::input::ParameterId;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::{self, Absent, Metric, MetricId};
use crate::run::asked::metric_of;

/// An input, the ends of its range, and the metric at both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The input.
    pub input: ParameterId,
    /// The low and the high end of its range.
    pub values: [f64; 2],
    /// The metric at each end, or why it has no value there.
    pub metric: [Metric<f64>; 2],
}

/// A metric of a scenario, and its values at the ends of its inputs' ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The metric.
    pub metric: MetricId,
    /// Its value in the scenario, in the unit of its row.
    pub now_value: f64,
    /// The inputs that move the metric, the widest spread first. For a metric that is a date, an input with an end at
    /// which that date never comes is before all others, since never is later than any value. Both ends of a bar may
    /// lie on the same side of the scenario's value, or one of them may equal it.
    pub bars: Vec<Bar>,
}

/// The metric of the scenario at both ends of every given range; inputs that do not move it are left out. The error
/// says why the metric has no value in the scenario itself.
pub fn tornado(scenario: &Scenario, metric: MetricId, ranges: &[Range]) -> Result<Tornado, Absent> {
    let now_value = metric_of(scenario, metric)?;
    let at = |input: ParameterId, value: f64| metric_of(&scenario.with_nearest(input, value), metric);
    let bars = ranges.iter().map(|Range { input, low, high, .. }| {
        let values = [*low, *high];
        Bar { input: *input, values, metric: values.map(|value| at(*input, value)) }
    });
    let mut tornado = Tornado { metric, now_value, bars: bars.collect() };
    let moves = |bar: &Bar| is_moved(spread(bar, now_value), now_value) || bar.metric.iter().any(Result::is_err);
    tornado.bars.retain(moves);
    let wider = |one: &Bar, other: &Bar| {
        let never = ends_in_never(other).cmp(&ends_in_never(one));
        never.then(spread(other, now_value).total_cmp(&spread(one, now_value)))
    };
    tornado.bars.sort_by(wider);
    Ok(tornado)
}

/// The spread of a bar: the largest less the smallest of its two values and the scenario's.
fn spread(bar: &Bar, now: f64) -> f64 {
    let all = bar.metric.iter().flatten();
    let (low, high) = all.fold((now, now), |(low, high), metric| (low.min(*metric), high.max(*metric)));
    high - low
}

/// Whether at an end the date that the metric tells never comes.
fn ends_in_never(bar: &Bar) -> bool {
    bar.metric.iter().any(|metric| metric.is_err_and(|why| why.never().is_some()))
}

/// Whether a metric has moved by more than rounding error.
pub(crate) fn is_moved(by: f64, now: f64) -> bool {
    by > 1e-12 * now.abs()
}

/// A vendor whose chips do more than this share of the work has the majority.
pub const MAJORITY_SHARE: f64 = 0.5;

/// The yes-or-no question that a metric's finding answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hinge {
    /// Whether the metric is above or below its break-even, in the metric's unit.
    Level(f64),
    /// Whether a vendor's chips do more than half of the work.
    Majority(Vendor),
    /// Whether the supplier has its money back by the contract's end, or never had a negative balance.
    MoneyBack,
}

impl Hinge {
    /// The metrics that have a hinge in every scenario: net present value of the contract, share of the investment that
    /// is returned, and payback of the contract.
    pub const METRICS: [MetricId; 3] = [metric::CONTRACT_NPV, metric::RETURNED_SHARE, metric::CONTRACT_PAYBACK];

    /// The hinge of a metric; `None` if it has none.
    pub fn of(metric: MetricId) -> Option<Hinge> {
        match (metric, Wish::break_even(metric)) {
            (metric::CONTRACT_PAYBACK, _) => Some(Hinge::MoneyBack),
            (_, Some(Wish::Value(level))) => Some(Hinge::Level(level)),
            _ => {
                let share_of = |place: &usize| metric::vendor::COMPUTE_SHARE.member(*place) == metric;
                (0..Vendor::ALL.len()).find(share_of).map(|place| Hinge::Majority(Vendor::ALL[place]))
            }
        }
    }

    /// The level at which the answer changes, in the metric's unit; `None` if no level decides.
    pub(crate) fn level(self) -> Option<f64> {
        match self {
            Hinge::Level(level) => Some(level),
            Hinge::Majority(_) => Some(MAJORITY_SHARE),
            Hinge::MoneyBack => None,
        }
    }
}

/// An end of an input's range at which a finding changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The input.
    pub input: ParameterId,
    /// Whether it is the high end of the range.
    pub is_high: bool,
    /// The input's value at that end, in the unit of its row.
    pub value: f64,
    /// The metric at that end, in the unit of its row, or why it has no value.
    pub metric: Metric<f64>,
}

/// The inputs with an end of their range at which the finding of a metric changes. For a level they are in the order of
/// the tornado, the widest first. Whether money comes back has no spread: these are in the order of the ranges, the low
/// end first. Empty if the metric has no such finding, or none in the scenario.
pub fn turns(scenario: &Scenario, metric: MetricId, ranges: &[Range]) -> Vec<Turn> {
    match Hinge::of(metric) {
        Some(Hinge::Level(_) | Hinge::Majority(_)) => {
            tornado(scenario, metric, ranges).map_or_else(|_| Vec::new(), |it| it.turns())
        }
        Some(Hinge::MoneyBack) => turns_of_money_back(scenario, metric, ranges),
        None => Vec::new(),
    }
}

fn turns_of_money_back(scenario: &Scenario, payback: MetricId, ranges: &[Range]) -> Vec<Turn> {
    // If nothing is paid, nothing was laid out that could come back.
    let is_paid = |scenario: &Scenario| metric_of(scenario, metric::CONTRACT_PV_SPEND).is_ok_and(|usd| usd > 0.0);
    let is_back = is_money_back(metric_of(scenario, payback)).filter(|_| is_paid(scenario));
    let Some(is_back) = is_back else { return Vec::new() };
    let turn = |range: &Range| {
        let ends = [range.low, range.high].into_iter().zip([false, true]);
        let at = |(value, is_high)| {
            let there = scenario.with_nearest(range.input, value);
            let metric = metric_of(&there, payback);
            let turns = is_money_back(metric) == Some(!is_back) && is_paid(&there);
            turns.then_some(Turn { input: range.input, is_high, value, metric })
        };
        ends.filter_map(at).next()
    };
    ranges.iter().filter_map(turn).collect()
}

/// Whether the supplier has its money back by the contract's end, or never had a negative balance; `None` if there is
/// no contract.
pub fn is_money_back(payback: Metric<f64>) -> Option<bool> {
    match payback {
        Ok(_) | Err(Absent::SupplierNeverNegative) => Some(true),
        Err(Absent::NotByTheEnd) => Some(false),
        Err(_) => None,
    }
}

impl Tornado {
    /// The spread of a bar: the largest less the smallest of its two values and the scenario's.
    pub(crate) fn spread(&self, bar: &Bar) -> f64 {
        spread(bar, self.now_value)
    }

    /// The inputs with an end of their range at which the metric is on the other side of its level than in the
    /// scenario, in the order of the bars; if both ends are, the one farther from the level. Empty if the metric has no
    /// such level, or is at the level already, as after a search for it.
    pub fn turns(&self) -> Vec<Turn> {
        let Some(level) = Hinge::of(self.metric).and_then(Hinge::level) else { return Vec::new() };
        let told = self.bars.iter().flat_map(|bar| bar.metric).filter_map(Result::ok);
        let size = told.fold(self.now_value.abs(), |size, value| size.max(value.abs()));
        if (self.now_value - level).abs() <= CLOSE_SHARE * size {
            return Vec::new();
        }
        let turn = |bar: &Bar| {
            let ends = bar.values.into_iter().zip(bar.metric).zip([false, true]);
            let turned = ends.filter_map(|((value, metric), is_high)| {
                let over = metric.ok()? - level;
                let turn = Turn { input: bar.input, is_high, value, metric };
                (over * (self.now_value - level) < 0.0).then_some((over.abs(), turn))
            });
            turned.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, turn)| turn)
        };
        self.bars.iter().filter_map(turn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::uncertainty::plan::ranges;
    use crate::analysis::uncertainty::settings::{Certainty, Uncertainty};
    use crate::input;
    use crate::inputs::baselines::{BASELINES, Baseline};
    use crate::run::outcome::run;

    fn usual(scenario: &Scenario) -> Result<Tornado, Absent> {
        let ranges = ranges(scenario, &Uncertainty::default()).expect("nothing contradicts itself");
        tornado(scenario, metric::CONTRACT_NPV, &ranges)
    }

    /// After a slip of a year nothing comes back by the end: later than any month, and so the widest.
    #[test]
    fn what_never_comes_is_wider_than_any_value() {
        let mut scenario = Scenario::of(Baseline::first());
        let end = crate::base::month::Month::parse("2031-12").expect("a month");
        for input in [input::HORIZON, input::AS_OF] {
            scenario.set(input, f64::from(end.0)).expect("it may stand there");
        }
        let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
        let bars = tornado(&scenario, metric::PAYBACK_MONTH, &ranges).expect("it pays back").bars;
        let never = |bar: &Bar| bar.metric.contains(&Err(Absent::NotYet));
        let slip = bars.iter().find(|bar| bar.input == input::SLIP).expect("it moves it");
        assert!(never(slip), "{slip:?}");
        let first = bars.iter().take_while(|bar| never(bar)).count();
        assert_eq!(first, bars.iter().filter(|bar| never(bar)).count());
    }

    #[test]
    fn both_ends_are_runs_and_the_widest_come_first() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let Ok(tornado) = usual(&scenario) else { continue };
            assert_eq!(run(&scenario).metrics.get(metric::CONTRACT_NPV), Ok(tornado.now_value), "{}", baseline.id);
            let spread = |bar: &Bar| tornado.spread(bar);
            assert!(tornado.bars.len() > 5, "{}", baseline.id);
            assert!(tornado.bars.is_sorted_by(|one, other| spread(one) >= spread(other)), "{}", baseline.id);
            for bar in &tornado.bars {
                for (end, told) in bar.values.into_iter().zip(bar.metric) {
                    let mut trial = scenario.clone();
                    trial.set_nearest(bar.input, end);
                    assert_eq!(run(&trial).metrics.get(metric::CONTRACT_NPV), told, "{}", bar.input.id());
                }
            }
        }
    }

    /// A range may lie on one side of its base: running cost has its base as its low end.
    #[test]
    fn both_ends_may_lie_on_one_side() {
        let scenario = Scenario::of(Baseline::first());
        let Tornado { now_value: now, bars, .. } = usual(&scenario).expect("a value");
        let running = bars.iter().find(|bar| bar.input == input::OPEX_SHARE).expect("it moves it");
        assert_eq!((running.values, running.metric[0]), ([0.008, 0.024], Ok(now)));
        assert!(running.metric[1].is_ok_and(|dear| dear < now));
    }

    #[test]
    fn what_the_reader_changed_is_certain() {
        let mut scenario = Scenario::of(Baseline::first());
        let has = |scenario: &Scenario| {
            usual(scenario).expect("a value").bars.iter().any(|bar| bar.input == input::FACILITY_COST)
        };
        assert!(has(&scenario));
        scenario.set_nearest(input::FACILITY_COST, 14.0);
        assert!(!has(&scenario));
        // The exception is a range that the reader gives.
        let mut settings = Uncertainty::default();
        settings.inputs.insert(input::FACILITY_COST, Certainty::Between { low: 13.0, high: 15.0 });
        let ranges = ranges(&scenario, &settings).expect("it holds the value");
        let tornado = tornado(&scenario, metric::CONTRACT_NPV, &ranges).expect("a value");
        let bar = tornado.bars.iter().find(|bar| bar.input == input::FACILITY_COST).expect("it has a range");
        assert_eq!(bar.values, [13.0, 15.0]);
    }

    /// For every baseline, the inputs that change the finding are exactly those that the tornado draws beyond the
    /// level, in its order.
    #[test]
    fn what_turns_is_what_the_tornado_draws_on_the_other_side() {
        let mut turned = 0;
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
            for (metric, level) in [
                (metric::CONTRACT_NPV, 0.0),
                (metric::RETURNED_SHARE, 1.0),
                (metric::vendor::COMPUTE_SHARE.member(Vendor::Nvidia as usize), 0.5),
            ] {
                let Ok(tornado) = tornado(&scenario, metric, &ranges) else { continue };
                let (turns, bars, now) = (turns(&scenario, metric, &ranges), &tornado.bars, tornado.now_value);
                assert_eq!((&turns, Hinge::of(metric).and_then(Hinge::level)), (&tornado.turns(), Some(level)));
                let beyond = |value: &f64| (now > level && *value < level) || (now < level && *value > level);
                let of_bars = bars.iter().filter(|bar| bar.metric.iter().flatten().any(beyond)).map(|bar| bar.input);
                let of_turns: Vec<ParameterId> = turns.iter().map(|turn| turn.input).collect();
                assert_eq!(of_turns, of_bars.collect::<Vec<_>>(), "{} {}", baseline.id, metric.id());
                turned += turns.len();
                for turn in turns {
                    let bar = bars.iter().find(|bar| bar.input == turn.input).expect("it is one of them");
                    let place = usize::from(turn.is_high);
                    assert_eq!((bar.values[place], bar.metric[place]), (turn.value, turn.metric));
                    let further = bar.metric.iter().flatten().filter(|end| beyond(end));
                    let furthest = further.map(|end| (end - level).abs()).fold(0.0, f64::max);
                    assert_eq!(
                        turn.metric.map(|value| (value - level).abs()),
                        Ok(furthest),
                        "{} {}",
                        baseline.id,
                        turn.input.id()
                    );
                }
            }
        }
        assert!(turned > 5, "{turned}: baselines are known whose contract turns");
    }

    /// A case found in review: at its chip's low price the contract makes a loss, at the present price a profit.
    #[test]
    fn a_contract_turns_at_the_low_price_of_its_chip() {
        let scenario = Scenario::of(BASELINES.iter().find(|baseline| baseline.id == "openai-amd").expect("released"));
        let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
        let turns = turns(&scenario, metric::CONTRACT_NPV, &ranges);
        let price = turns.iter().find(|turn| turn.input.id() == "chip.mi455x.price_usd_per_hour").expect("it turns");
        assert!(!price.is_high && price.metric.is_ok_and(|usd| usd < 0.0), "{price:?}");
        let at_the_end = run(&scenario.with_nearest(price.input, price.value)).metrics.get(metric::CONTRACT_NPV);
        assert_eq!(at_the_end, price.metric);
    }

    /// For every baseline: whether the supplier ever has its money back, at each end of each range.
    #[test]
    fn whether_money_comes_back_at_an_end_is_found_by_runs_there() {
        let mut found = 0;
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
            // A whole run says that the supplier is still out of pocket at the end.
            let is_short =
                |scenario: &Scenario| run(scenario).metrics.get(metric::CONTRACT_PAYBACK) == Err(Absent::NotByTheEnd);
            let has_contract = run(&scenario).metrics.get(metric::CONTRACT_LOW).is_ok();
            let turns = turns(&scenario, metric::CONTRACT_PAYBACK, &ranges);
            for range in &ranges {
                let ends = [range.low, range.high].map(|end| is_short(&scenario.with_nearest(range.input, end)));
                let turns = turns.iter().any(|turn| turn.input == range.input);
                let expected = has_contract && ends.contains(&!is_short(&scenario));
                assert_eq!(turns, expected, "{}: {}", baseline.id, range.input.id());
            }
            found += turns.len();
        }
        assert!(found > 0, "no payback hangs on a range");
    }

    /// After a slip longer than the term nothing runs, so there is no money that could come back.
    #[test]
    fn nothing_delivered_is_no_money_back() {
        let mut scenario = Scenario::of(Baseline::first());
        for agreement in 0..2 {
            scenario.set_nearest(input::agreement::TERM.of(agreement), 1.0);
        }
        assert_eq!(run(&scenario).metrics.get(metric::CONTRACT_PAYBACK), Err(Absent::NotByTheEnd));
        let slip = Range { input: input::SLIP, low: 0.0, base: 0.0, high: 12.0 };
        let late = scenario.with_nearest(input::SLIP, 12.0);
        assert_eq!(run(&late).metrics.get(metric::CONTRACT_PAYBACK), Err(Absent::SupplierNeverNegative));
        assert_eq!(turns(&scenario, metric::CONTRACT_PAYBACK, &[slip]), []);
    }

    /// A supplier that was never out of pocket has no payback, which is no bad news.
    #[test]
    fn never_out_of_pocket_is_no_loss() {
        assert_eq!(is_money_back(Err(Absent::SupplierNeverNegative)), Some(true));
        assert_eq!(is_money_back(Err(Absent::NoContract)), None);
        let mut scenario = Scenario::of(Baseline::first());
        for input in ParameterId::all().filter(|input| input.id().ends_with(".capex_usd")) {
            scenario.set_nearest(input, 0.0);
        }
        scenario.set_nearest(input::FACILITY_COST, 0.0);
        for input in ParameterId::all().filter(|input| input.id().ends_with(".price_usd_per_hour")) {
            scenario.set_nearest(input, input.row().max);
        }
        let payback = run(&scenario).metrics.get(metric::CONTRACT_PAYBACK);
        assert_eq!(
            payback,
            Err(Absent::SupplierNeverNegative),
            "what costs little beside its price is never out of pocket"
        );
        let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
        for turn in turns(&scenario, metric::CONTRACT_PAYBACK, &ranges) {
            assert_eq!(turn.metric, Err(Absent::NotByTheEnd), "{}", turn.input.id());
        }
    }
}
