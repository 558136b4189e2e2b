//! The internal rate of return of monthly flows: the rate at which payments and receipts have the same present value.

/// The lowest annual rate that is searched.
const LOWEST: f64 = -0.99;
/// The highest annual rate that is searched.
const HIGHEST: f64 = 10.0;
/// Number of equal steps of ln(1 + rate) into which the search for several rates divides the range.
const STEPS: usize = 140;
/// Flows and sums of flows count as 0 if they are at most this share of the largest flow.
const NOTHING_SHARE: f64 = 1e-9;

/// The result of a search for the rate of return of some flows. Rates are fractions a year.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Exactly one rate.
    Rate(f64),
    /// There are no payments and no receipts, or they cancel in each month.
    NoFlows,
    /// The rate lies above 1,000% a year.
    Above,
    /// The rate lies below −99% a year.
    Below,
    /// Several rates balance the flows; in ascending order.
    Several(Vec<f64>),
    /// No rate was found between −99% and 1,000% a year.
    NoneBetween,
}

impl Found {
    /// The kind of a single rate, in a recording.
    pub(crate) const ONE: f64 = 1.0;
    /// The kind of several rates, in a recording.
    pub(crate) const SEVERAL: f64 = 5.0;

    /// The number of this kind of result in a recording: 1 if there is one rate, else the reason why not.
    pub(crate) fn kind(&self) -> f64 {
        match self {
            Found::Rate(_) => Found::ONE,
            Found::NoFlows => 2.0,
            Found::Above => 3.0,
            Found::Below => 4.0,
            Found::Several(_) => Found::SEVERAL,
            Found::NoneBetween => 6.0,
        }
    }

    /// The rate; 0 if there is not exactly one.
    pub(crate) fn rate(&self) -> f64 {
        match self {
            Found::Rate(rate) => *rate,
            _ => 0.0,
        }
    }
}

/// The flows' present value and its derivative, at a rate given as ln(1 + rate), by Horner's rule.
fn worth_and_slope(flows: &[f64], log_rate: f64) -> (f64, f64) {
    let month = libm::exp(-log_rate / 12.0);
    let (mut worth, mut slope) = (0.0, 0.0);
    for usd in flows.iter().rev() {
        slope = slope * month + worth;
        worth = worth * month + usd;
    }
    (worth, -slope * month / 12.0)
}

fn worth(flows: &[f64], log_rate: f64) -> f64 {
    let month = libm::exp(-log_rate / 12.0);
    flows.iter().rev().fold(0.0, |worth, usd| worth * month + usd)
}

/// The search for a root starts at 10% a year if that lies in the bracket, because most rates are near it.
const USUAL: f64 = 0.1;
/// Newton's method converges quadratically, so after a relative step this small the error is below the precision of a
/// float.
const LAST_STEP: f64 = 1e-9;

/// The root in a bracket of two log rates at which the present value has opposite signs. Takes Newton's steps, but
/// halves the bracket if a step would leave it or if the value has not at least halved. Each round narrows the bracket,
/// so the search ends.
fn root(flows: &[f64], mut low: f64, mut high: f64) -> f64 {
    let falls = worth(flows, low) > 0.0;
    let usual = libm::log(1.0 + USUAL);
    let mut at = if low < usual && usual < high { usual } else { (low + high) / 2.0 };
    let mut before = f64::INFINITY;
    for _ in 0..200 {
        let (now, slope) = worth_and_slope(flows, at);
        if now == 0.0 {
            break;
        }
        if (now > 0.0) == falls {
            low = at;
        } else {
            high = at;
        }
        let step = at - now / slope;
        let gains = now.abs() <= before / 2.0;
        before = now.abs();
        let is_newtons = gains && step > low && step < high;
        let next = if is_newtons { step } else { (low + high) / 2.0 };
        let is_last = is_newtons && (next - at).abs() <= LAST_STEP * at.abs().max(1e-3);
        at = next;
        if is_last || next <= low || next >= high {
            break;
        }
    }
    at
}

/// The annual rates between two log rates at which the present value is 0, searched in [`STEPS`] steps. If the value
/// has the same sign at both ends of a step but turns toward 0 within it, it may cross 0 twice: then its turning point
/// divides the step.
fn scan(flows: &[f64], lowest: f64, highest: f64) -> Vec<f64> {
    let at = |step: usize| lowest + (highest - lowest) * step as f64 / STEPS as f64;
    let mut rates = Vec::new();
    let (mut before, mut slope_before) = worth_and_slope(flows, lowest);
    if before == 0.0 {
        rates.push(annual(lowest));
    }
    for step in 1..=STEPS {
        let (from, to) = (at(step - 1), at(step));
        let (now, slope) = worth_and_slope(flows, to);
        if now == 0.0 {
            rates.push(annual(to));
        } else if before != 0.0 && before.signum() != now.signum() {
            rates.push(annual(root(flows, from, to)));
        } else if before * slope_before < 0.0 && now * slope > 0.0 {
            let nearest = turning(flows, from, to);
            let there = worth(flows, nearest);
            if there == 0.0 {
                rates.push(annual(nearest));
            } else if there.signum() != now.signum() {
                rates.extend([root(flows, from, nearest), root(flows, nearest, to)].map(annual));
            }
        }
        (before, slope_before) = (now, slope);
    }
    rates
}

/// The log rate at which the slope of the present value is 0, between two at which the slope has opposite signs.
fn turning(flows: &[f64], mut low: f64, mut high: f64) -> f64 {
    let slope = |at: f64| worth_and_slope(flows, at).1;
    let falls = slope(low) < 0.0;
    // After 64 halvings the bracket is as narrow as floating-point numbers allow.
    for _ in 0..64 {
        let middle = (low + high) / 2.0;
        if (slope(middle) < 0.0) == falls {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

fn annual(log_rate: f64) -> f64 {
    let rate = libm::expm1(log_rate);
    // A rate this close to 0 is 0: the rest is error of the search.
    if rate.abs() < 1e-12 { 0.0 } else { rate }
}

/// How often consecutive numbers change sign; numbers of at most `nothing` are skipped.
fn changes_of_sign(numbers: impl Iterator<Item = f64>, nothing: f64) -> usize {
    let mut last = 0.0;
    let mut changes = 0;
    for number in numbers.filter(|number| number.abs() > nothing) {
        if last * number < 0.0 {
            changes += 1;
        }
        last = number.signum();
    }
    changes
}

/// The flows with negligible ones replaced by 0, and the threshold below which they are negligible. `None` if all are
/// 0.
fn with_size(flows: &[f64]) -> Option<(Vec<f64>, f64)> {
    let largest = flows.iter().fold(0.0_f64, |largest, usd| largest.max(usd.abs()));
    let nothing = NOTHING_SHARE * largest;
    let flows = flows.iter().map(|usd| if usd.abs() <= nothing { 0.0 } else { *usd });
    (largest > 0.0).then(|| (flows.collect(), nothing))
}

/// Whether the rate of return of flows is a cost of funds: receipts come before payments, or on average before them.
///
/// At the rate, receipts and payments have the same present value. If that of both together rises with the rate, the
/// mean date of payments is later than that of receipts. Flows that never are out of pocket are a cost of funds only if
/// they change sign once.
pub(crate) fn is_cost_of_funds(flows: &[f64], rate: f64) -> bool {
    let Some((significant, _)) = with_size(flows) else { return false };
    if changes_of_sign(significant.iter().copied(), 0.0) == 1 {
        return significant.iter().find(|usd| **usd != 0.0).is_some_and(|usd| *usd > 0.0);
    }
    !is_never_out_of_pocket(flows) && worth_and_slope(&significant, libm::log1p(rate)).1 > 0.0
}

/// Whether the running sum of the flows never goes below 0.
pub(crate) fn is_never_out_of_pocket(flows: &[f64]) -> bool {
    let nothing = with_size(flows).map_or(0.0, |(_, nothing)| nothing);
    let mut to_date = 0.0;
    flows.iter().all(|usd| {
        to_date += usd;
        to_date >= -nothing
    })
}

/// The annual rate of return of monthly flows, USD from month 0. It is a [`Found::Rate`] only if exactly one rate is
/// found; the other forms of [`Found`] say why there is none to report, and [`Found::Several`] holds all that were
/// found.
///
/// Flows that change sign once have one rate. Flows whose running sums change sign once, and do not end at 0, have one
/// rate above 0 (Norstrøm). For all others, the rates between −99% and 1,000% a year are searched in 140 steps of
/// ln(1 + rate), and within a step where the present value turns toward 0.
pub fn rate_of_return(flows: &[f64]) -> Found {
    let Some((flows, nothing)) = with_size(flows) else { return Found::NoFlows };
    // Leading and trailing zeros do not change the rate.
    let first = flows.iter().position(|usd| *usd != 0.0).unwrap_or(0);
    let last = flows.iter().rposition(|usd| *usd != 0.0).map_or(0, |last| last + 1);
    let flows = flows.get(first..last).unwrap_or_default();
    let (lowest, highest) = (libm::log(1.0 + LOWEST), libm::log(1.0 + HIGHEST));

    let changes = changes_of_sign(flows.iter().copied(), 0.0);
    if changes == 1 {
        let pays_first = flows.first().is_some_and(|usd| *usd < 0.0);
        // If payments come first, the present value falls as the rate rises.
        let toward = |worth: f64| if pays_first { worth } else { -worth };
        return match (toward(worth(flows, lowest)), toward(worth(flows, highest))) {
            (low, _) if low < 0.0 => Found::Below,
            (_, high) if high > 0.0 => Found::Above,
            _ => Found::Rate(annual(root(flows, lowest, highest))),
        };
    }
    let mut sum = 0.0;
    let sums: Vec<f64> = flows
        .iter()
        .map(|usd| {
            sum += usd;
            sum
        })
        .collect();
    if changes > 1 && sum.abs() > nothing && changes_of_sign(sums.into_iter(), nothing) == 1 {
        if (worth(flows, highest) > 0.0) == (sum > 0.0) {
            return Found::Above;
        }
        return Found::Rate(annual(root(flows, 0.0, highest)));
    }
    match scan(flows, lowest, highest).as_slice() {
        [] => Found::NoneBetween,
        [rate] => Found::Rate(*rate),
        rates => Found::Several(rates.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tests_shared::flows::yearly;

    fn rate(flows: &[f64]) -> f64 {
        match rate_of_return(flows) {
            Found::Rate(rate) => rate,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn known_rates() {
        assert!((rate(&yearly(&[-1.0, 2.0])) - 1.0).abs() < 1e-12);
        assert!((rate(&yearly(&[-100.0, -110.0, 242.0])) - 0.1).abs() < 1e-12);
        assert!((rate(&yearly(&[-2.0, 1.0])) + 0.5).abs() < 1e-12);
        assert!((rate(&yearly(&[0.0, 0.0, -2.0, 1.0])) + 0.5).abs() < 1e-12, "waiting is no flow");
        assert!((rate(&yearly(&[100.0, -110.0])) - 0.1).abs() < 1e-12, "a cost of funds");
    }

    #[test]
    fn which_rates_are_a_cost_of_funds() {
        let is_cost = |flows: &[f64]| is_cost_of_funds(&yearly(flows), rate(&yearly(flows)));
        assert!(!is_cost(&[-100.0, 110.0]));
        assert!(is_cost(&[100.0, -110.0]) && is_cost(&[100.0, -90.0]), "10% a year, and −10%");
        // The running sums 10, 60, −140, −20 change sign once: 10 + 50 ÷ 2 − 200 ÷ 4 + 120 ÷ 8 = 0 at 100% a year. At
        // 110% the sum is 1.4 and at 90% −1.6: receipts come first on average.
        let borrows = [10.0, 50.0, -200.0, 120.0];
        assert!((rate(&yearly(&borrows)) - 1.0).abs() < 1e-9 && is_cost(&borrows));
        // The same with opposite signs is a return.
        assert!(!is_cost(&borrows.map(|usd| -usd)));
    }

    #[test]
    fn rates_of_several_changes_of_sign() {
        // The running sums −100, 50, 45 change sign once: there is one rate above 0.
        let found = rate(&yearly(&[-100.0, 150.0, -5.0]));
        assert!((found - 0.465_9).abs() < 1e-3, "{found}");
        // The textbook's pump has two rates: 25% and 400%.
        let Found::Several(rates) = rate_of_return(&yearly(&[-1_600.0, 10_000.0, -10_000.0])) else { panic!("two") };
        assert!((rates[0] - 0.25).abs() < 1e-9 && (rates[1] - 4.0).abs() < 1e-9 && rates.len() == 2, "{rates:?}");
        assert_eq!(rate_of_return(&yearly(&[10.0, -20.0, 11.0])), Found::NoneBetween);
    }

    /// 100 − 207 ÷ 1.03 + 107.12 ÷ 1.03² = 0, and the same at 1.04: between −0.3% and 4.8%, two points of the scan.
    #[test]
    fn two_rates_within_a_step_are_found() {
        let Found::Several(rates) = rate_of_return(&yearly(&[100.0, -207.0, 107.12])) else { panic!("two") };
        assert!(rates.len() == 2 && (rates[0] - 0.03).abs() < 1e-9 && (rates[1] - 0.04).abs() < 1e-9, "{rates:?}");
        assert_eq!(rate_of_return(&yearly(&[100.0, -207.0, 107.13])), Found::NoneBetween, "it comes near 0 and turns");
    }

    #[test]
    fn where_there_is_no_rate_it_says_why() {
        assert_eq!(rate_of_return(&[0.0, 0.0]), Found::NoFlows);
        assert_eq!(rate_of_return(&[]), Found::NoFlows);
        assert_eq!(rate_of_return(&[-1.0, -1.0]), Found::NoneBetween);
        assert_eq!(rate_of_return(&yearly(&[-1.0, 11.5])), Found::Above);
        assert_eq!(rate_of_return(&yearly(&[-1.0, 0.009])), Found::Below);
        // A negligible flow does not change the sign.
        assert!((rate(&yearly(&[-1.0, 2.0, -1e-10])) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_found_balances_the_flows_and_nothing_is_missed() {
        let mut seed = 7_u64;
        let mut random = |count: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % count
        };
        for _ in 0..400 {
            let mut monthly = Vec::new();
            let signs: [f64; 4] = std::array::from_fn(|_| random(3) as f64 - 1.0);
            for sign in signs {
                let months = random(40) + 1;
                monthly.extend((0..months).map(|_| sign * libm::pow(10.0, random(400) as f64 / 100.0)));
            }
            // An independent, finer scan.
            let value =
                |x: f64| monthly.iter().enumerate().map(|(m, usd)| usd * libm::exp(-x * m as f64 / 12.0)).sum::<f64>();
            let x_of = |i: i32| libm::log(0.01) + libm::log(1_100.0) * f64::from(i) / 1_000.0;
            let values: Vec<f64> = (0..=1_000).map(|i| value(x_of(i))).collect();
            let cross = |at: &usize| values[*at] * values[at + 1] < 0.0;
            let crossings = (0..1_000).filter(cross).count();
            let above_0 = (0..1_000).filter(|at| x_of(*at as i32) > 0.0).filter(cross).count();
            match rate_of_return(&monthly) {
                Found::Rate(rate) => {
                    let x = libm::log1p(rate);
                    let size: f64 =
                        monthly.iter().enumerate().map(|(m, usd)| (usd * libm::exp(-x * m as f64 / 12.0)).abs()).sum();
                    assert!(value(x).abs() <= 1e-9 * size, "{rate}: {} of {size}", value(x));
                }
                Found::NoFlows => assert!(monthly.iter().all(|usd| *usd == 0.0)),
                Found::Several(rates) => assert!(rates.len() >= 2 && crossings >= 2, "{rates:?} {crossings}"),
                // Where running sums change sign once, the model looks only for the one rate above 0.
                Found::Above => assert!(above_0 == 0, "{above_0} {monthly:?}"),
                Found::Below | Found::NoneBetween => {
                    assert!(crossings == 0 || crossings >= 2, "{crossings} {monthly:?}")
                }
            }
        }
    }
}
