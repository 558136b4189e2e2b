//! Hardware in cohorts by month of purchase: what is bought of each accelerator, what retires, and its residual value.

use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::input;
use crate::quantities::intermediate::{IntermediateFamily, chip as of_chip};
use crate::run::chips::Chips;
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::row::Row;
use crate::run::term::last_month;

/// Worn-out hardware is replaced only if it is still needed this many months later.
const WANTED_AHEAD: usize = 24;

/// The hardware of one accelerator.
pub(crate) struct Cohorts<N: Number> {
    /// Chips bought in each month.
    pub bought: Row<N>,
    /// The last month in service; −1 if there is none.
    pub last: N,
    /// Residual value of all of it at the end of service, USD: book value × the share that is kept.
    pub residual_usd: N,
    /// Chips that retire in each month.
    retired: Row<f64>,
}

/// Names of the rows. [`CHOSEN`] is for the refresh policy of the scenario, [`OTHER`] for the opposite policy, [`OWN`]
/// for hardware that the customer buys.
struct Names {
    bought: IntermediateFamily,
    bought_to_date: IntermediateFamily,
    retired: IntermediateFamily,
    retired_to_date: IntermediateFamily,
    stock: IntermediateFamily,
}

const CHOSEN: Names = Names {
    bought: of_chip::BOUGHT,
    bought_to_date: of_chip::BOUGHT_TO_DATE,
    retired: of_chip::RETIRED,
    retired_to_date: of_chip::RETIRED_TO_DATE,
    stock: of_chip::OWNED,
};
const OTHER: Names = Names {
    bought: of_chip::BOUGHT_OTHERWISE,
    bought_to_date: of_chip::BOUGHT_TO_DATE_OTHERWISE,
    retired: of_chip::RETIRED_OTHERWISE,
    retired_to_date: of_chip::RETIRED_TO_DATE_OTHERWISE,
    stock: of_chip::OWNED_OTHERWISE,
};

const OWN: Names = Names {
    bought: of_chip::BOUGHT_OWN,
    bought_to_date: of_chip::BOUGHT_TO_DATE_OWN,
    retired: of_chip::RETIRED_OWN,
    retired_to_date: of_chip::RETIRED_TO_DATE_OWN,
    stock: of_chip::OWNED_BY_CUSTOMER,
};

/// The hardware of every accelerator in the fleet; the other accelerators have none.
pub(crate) type Hardware<N> = [Option<Cohorts<N>>; ACCELERATORS.len()];

/// What the supplier buys of each accelerator over all months. With `otherwise` the refresh policy is reversed:
/// worn-out hardware is replaced if the scenario does not replace it, and not replaced if it does.
pub(crate) fn hardware<N: Number>(
    inputs: &Inputs<'_, N>,
    fleet: &Fleet<N>,
    chips: &Chips<N>,
    otherwise: bool,
) -> Hardware<N> {
    std::array::from_fn(|chip| {
        fleet.accelerators.contains(&chip).then(|| cohorts(inputs, chip, chips.rented(chip), otherwise))
    })
}

/// What the customer buys of each accelerator for its own capacity, month by month; empty where it buys none.
pub(crate) fn own_hardware<N: Number>(
    inputs: &Inputs<'_, N>,
    fleet: &Fleet<N>,
    chips: &Chips<N>,
) -> [Row<N>; ACCELERATORS.len()] {
    std::array::from_fn(|chip| {
        let own = chips.own(chip).filter(|_| fleet.accelerators.contains(&chip));
        own.map_or_else(Row::new, |own| flows(inputs, chip, own, &OWN, false).bought)
    })
}

/// Chips of one accelerator that are bought and that retire, month by month.
struct Flows<N: Number> {
    bought: Row<N>,
    retired: Row<f64>,
}

fn flows<N: Number>(inputs: &Inputs<'_, N>, chip: usize, needed: &[N], names: &Names, otherwise: bool) -> Flows<N> {
    let zero = N::zero();
    let life = inputs.get(input::HARDWARE_LIFE) * N::constant(12.0);
    let months = needed.len();
    let [mut bought, mut bought_to_date] = std::array::from_fn(|_| Row::zeros(months));
    let mut retired_in = Row::zeros(months);
    let (mut retired_to_date, mut stock, mut total) = (zero, zero, zero);
    for m in 0..months {
        // Nothing is worn out before the first purchase has reached its life.
        let wears = N::NAMED || m as f64 + 1.0 > life.value();
        // The position of month m − `life` in a row, counted from 1: what was bought by then is worn out now.
        let place = (N::constant(m as f64 + 1.0) - life).max(zero);
        // Slices end before m, so that a formula of the workbook refers only to earlier months.
        let worn_out = || N::entry(&bought_to_date[..m], place).less(retired_to_date).max(zero);
        // Without refresh, worn-out hardware retires if it is idle; hardware that is needed runs on.
        let idle = || {
            let stands_idle = stock.less(needed[m]).max(zero);
            if !N::NAMED && stands_idle.value() == 0.0 {
                return stands_idle;
            }
            worn_out().min(stands_idle)
        };
        // With refresh, worn-out hardware also retires where new hardware replaces it: as far as chips that are not worn
        // out do not cover what is needed both now and two years later.
        let replaced = || {
            // The two sums may differ by rounding error.
            let worn = worn_out().min(stock);
            if !N::NAMED && worn.value() == 0.0 {
                return worn;
            }
            let lasting = needed.get(m + WANTED_AHEAD).copied().unwrap_or(zero).min(needed[m]);
            let renewed = lasting.less(stock.less(worn)).max(zero);
            worn.min((stock + renewed).less(needed[m]).max(zero))
        };
        let retired = match (wears, otherwise) {
            (false, _) => zero,
            (true, true) => inputs.where_on(input::REFRESH, idle, replaced),
            (true, false) => inputs.where_on(input::REFRESH, replaced, idle),
        };
        let retired = retired.named(names.retired.of(chip).at(m));
        // Most months need no more than the month before and retire nothing, so nothing is bought. Skipping their sums
        // saves time, since each sum waits for the one before it.
        let more = m.checked_sub(1).is_none_or(|before| needed[m].value() > needed[before].value());
        if !N::NAMED && !more && retired.value() == 0.0 {
            bought_to_date[m] = total;
            continue;
        }
        let now = needed[m].less(stock - retired).max(zero).named(names.bought.of(chip).at(m));
        stock = (stock - retired + now).named(names.stock.of(chip).at(m));
        retired_to_date = (retired_to_date + retired).named(names.retired_to_date.of(chip).at(m));
        total = (total + now).named(names.bought_to_date.of(chip).at(m));
        bought[m] = now;
        retired_in[m] = retired.value();
        bought_to_date[m] = total;
    }
    Flows { bought, retired: retired_in }
}

fn cohorts<N: Number>(inputs: &Inputs<'_, N>, chip: usize, needed: &[N], otherwise: bool) -> Cohorts<N> {
    let (zero, one) = (N::zero(), N::constant(1.0));
    let life = inputs.get(input::HARDWARE_LIFE) * N::constant(12.0);
    let Flows { bought, retired } = flows(inputs, chip, needed, if otherwise { &OTHER } else { &CHOSEN }, otherwise);
    let last =
        last_month(needed, |m| of_chip::LAST_MONTH_SO_FAR.of(chip).at(m)).named(of_chip::LAST_MONTH.of(chip).once());
    let worth = N::sum(bought.iter().enumerate().filter(|(_, now)| N::NAMED || now.value() != 0.0).map(|(k, now)| {
        let age = last + one - N::constant(k as f64);
        *now * (one - age / life).max(zero)
    }));
    let name = if otherwise { of_chip::RESIDUAL_OTHERWISE } else { of_chip::RESIDUAL };
    let residual_usd = inputs.get(input::HARDWARE_RESIDUAL) * inputs.get(input::chip::CAPEX.of(chip)) * worth;
    Cohorts { bought, last, residual_usd: residual_usd.named(name.of(chip).once()), retired }
}

impl<N: Number> Cohorts<N> {
    /// Age in months of the oldest chip that is left at the end of service; 0 if there is none.
    pub(crate) fn oldest_months(&self) -> f64 {
        oldest_months(&self.bought, &self.retired, self.last.value())
    }
}

/// Age in months of the oldest chip that is left at the end of service; 0 if there is none. The oldest chips retire
/// first. Less than a billionth of all chips bought counts as rounding error.
fn oldest_months<N: Number>(bought: &[N], retired: &[f64], last: f64) -> f64 {
    if last < 0.0 {
        return 0.0;
    }
    let months = last as usize + 1;
    let nothing = 1e-9 * bought.iter().map(|chips| chips.value()).sum::<f64>();
    let gone: f64 = retired.iter().take(months).sum();
    let mut to_date = 0.0;
    let oldest = bought.iter().take(months).position(|chips| {
        to_date += chips.value();
        to_date - gone > nothing
    });
    oldest.map_or(0.0, |first| last + 1.0 - first as f64)
}

/// Payments for hardware in each month, USD. The numbers are not named.
pub(crate) fn bought_usd<N: Number>(inputs: &Inputs<'_, N>, hardware: &Hardware<N>, months: usize) -> Row<N> {
    let mut usd = Row::zeros(months);
    for (chip, cohorts) in hardware.iter().enumerate() {
        let Some(cohorts) = cohorts else { continue };
        let capex = inputs.get(input::chip::CAPEX.of(chip));
        for (sum, bought) in usd.iter_mut().zip(&cohorts.bought) {
            *sum = *sum + *bought * capex;
        }
    }
    usd
}

/// Residual value of hardware in the month in which its service ends, USD. The numbers are not named.
pub(crate) fn residual_usd<N: Number>(hardware: &Hardware<N>, months: usize) -> Row<N> {
    let mut usd = Row::zeros(months);
    for cohorts in hardware.iter().flatten() {
        for (m, sum) in usd.iter_mut().enumerate() {
            if N::SYMBOLIC || cohorts.last.value() == m as f64 {
                *sum = *sum + cohorts.last.equals(m as f64, || cohorts.residual_usd, N::zero);
            }
        }
    }
    usd
}
