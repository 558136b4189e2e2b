//! The rate of return of monthly flows: where payments and receipts are worth the same.

/// The lowest and the highest annual rate that is looked for.
const LOWEST: f64 = -0.99;
/// See [`LOWEST`].
const HIGHEST: f64 = 10.0;
/// Equal steps of ln(1 + rate) in which several rates are looked for.
const STEPS: usize = 140;
/// Flows, and sums of them, that are no larger than this share of the largest flow count as 0.
const NOTHING_SHARE: f64 = 1e-9;

/// What is found of the rate of return of some flows.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The one annual rate.
    Rate(f64),
    /// No payments and no receipts, or such as cancel month by month.
    NoFlows,
    /// It lies above 1,000% a year.
    Above,
    /// It lies below −99% a year.
    Below,
    /// Several rates balance the flows, in ascending order.
    Several(Vec<f64>),
    /// None between −99% and 1,000% a year.
    NoneBetween,
}

impl Found {
    /// The number of a rate in a recording.
    pub(crate) const ONE: f64 = 1.0;
    /// The number of several rates.
    pub(crate) const SEVERAL: f64 = 5.0;

    /// Its number in a recording: 1 where there is a rate, else why there is none.
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

    /// The rate; 0 where there is none.
    pub(crate) fn rate(&self) -> f64 {
        match self {
            Found::Rate(rate) => *rate,
            _ => 0.0,
        }
    }
}

/// The flows' worth at a log rate and its slope, by Horner's rule.
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

/// Where a search for one root begins if it may: at 10% a year, near which most rates lie.
const USUAL: f64 = 0.1;
/// A step of Newton's that is no larger than this leaves an error of its square: nothing that a number can hold.
const LAST_STEP: f64 = 1e-9;

/// The root between two log rates at which the worth has opposite signs: Newton's steps, and the middle of the bracket
/// where a step leaves it or where the worth has not at least halved. Every round narrows the bracket, so the search ends.
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

/// The annual rates between two log rates at which flows come to nothing, in [`STEPS`] steps. Of a step at whose ends the worth
/// has the same sign, the point is tried at which it comes nearest to 0: the worth may cross 0 there and come back.
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

/// Where between two log rates, at which the worth's slope has opposite signs, it has none.
fn turning(flows: &[f64], mut low: f64, mut high: f64) -> f64 {
    let slope = |at: f64| worth_and_slope(flows, at).1;
    let falls = slope(low) < 0.0;
    // Halved so often, a step is as narrow as a number can tell.
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
    // Only the last bits of the search are left.
    if rate.abs() < 1e-12 { 0.0 } else { rate }
}

/// How often the numbers change sign; those of no size are passed over.
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

/// The flows that have a size, with 0 for those that have none; and below what a number has none. `None` where no flow
/// has one.
fn with_size(flows: &[f64]) -> Option<(Vec<f64>, f64)> {
    let largest = flows.iter().fold(0.0_f64, |largest, usd| largest.max(usd.abs()));
    let nothing = NOTHING_SHARE * largest;
    let flows = flows.iter().map(|usd| if usd.abs() <= nothing { 0.0 } else { *usd });
    (largest > 0.0).then(|| (flows.collect(), nothing))
}

/// Whether flows change sign once, and receipts come first: their rate is a cost of funds.
pub(crate) fn receives_first(flows: &[f64]) -> bool {
    with_size(flows).is_some_and(|(flows, _)| {
        let first = flows.iter().find(|usd| **usd != 0.0);
        first.is_some_and(|usd| *usd > 0.0) && changes_of_sign(flows.iter().copied(), 0.0) == 1
    })
}

/// Whether what was received so far always covers what was paid.
pub(crate) fn is_never_out_of_pocket(flows: &[f64]) -> bool {
    let nothing = with_size(flows).map_or(0.0, |(_, nothing)| nothing);
    let mut to_date = 0.0;
    flows.iter().all(|usd| {
        to_date += usd;
        to_date >= -nothing
    })
}

/// The annual rate of return of a flow a month, from month 0. It is a [`Found::Rate`] only where exactly one is found. Else
/// the other forms of [`Found`] say why there is none to report; [`Found::Several`] holds all that were found.
///
/// Flows that change sign once have one rate. Flows whose running sums change sign once, and do not end at 0, have one
/// rate above 0 (Norstrøm). Of all others the rates between −99% and 1,000% a year are sought in 140 steps of
/// ln(1 + rate), and within a step where the worth turns toward 0.
pub fn rate_of_return(flows: &[f64]) -> Found {
    let Some((flows, nothing)) = with_size(flows) else { return Found::NoFlows };
    // When the first flow comes does not matter for the rate.
    let first = flows.iter().position(|usd| *usd != 0.0).unwrap_or(0);
    let last = flows.iter().rposition(|usd| *usd != 0.0).map_or(0, |last| last + 1);
    let flows = flows.get(first..last).unwrap_or_default();
    let (lowest, highest) = (libm::log(1.0 + LOWEST), libm::log(1.0 + HIGHEST));

    let changes = changes_of_sign(flows.iter().copied(), 0.0);
    if changes == 1 {
        let pays_first = flows.first().is_some_and(|usd| *usd < 0.0);
        // With payments first the worth falls as the rate rises.
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
    fn rates_of_several_changes_of_sign() {
        // Running sums −100, 50, 45 change sign once: one rate above 0.
        let found = rate(&yearly(&[-100.0, 150.0, -5.0]));
        assert!((found - 0.465_9).abs() < 1e-3, "{found}");
        // The textbook's pump: 25% and 400%.
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
        // A flow of no size changes no sign.
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
            // A dense scan, on its own.
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
                // Where running sums change sign once, one rate lies above 0: only those are looked at.
                Found::Above => assert!(above_0 == 0, "{above_0} {monthly:?}"),
                Found::Below | Found::NoneBetween => {
                    assert!(crossings == 0 || crossings >= 2, "{crossings} {monthly:?}")
                }
            }
        }
    }
}
