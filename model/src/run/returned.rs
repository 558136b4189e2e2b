//! What flows back to the investor, as cloud spend or as purchases of its chips; and a chip vendor's warrants.

use crate::facts::accelerator::Vendor;
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::choices::Returns;
use crate::inputs::input;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, series};
use crate::run::equity::Equity;
use crate::run::hardware::Hardware;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::power::Power;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete};
use crate::run::spend::Spend;

/// What flows back to the investor, month by month, USD.
pub(crate) struct Returned<N: Number> {
    /// Payments for chips of the vendor that is the investor, servers included.
    pub vendor_capex_usd: Row<N>,
    /// What flows back to the investor in each month.
    pub usd: Row<N>,
    /// Its running total from the investor's first payment on.
    pub to_date_usd: Row<N>,
}

/// Computes what flows back to the investor, over the months for which its payments are known.
pub(crate) fn returned<N: Number>(
    inputs: &Inputs<'_, N>,
    hardware: &Hardware<N>,
    own_hardware: &[Row<N>; ACCELERATORS.len()],
    spend: &Spend<N>,
    equity: &Equity<N>,
) -> Returned<N> {
    let (months, zero) = (equity.invested_usd.len(), N::zero());
    let mut vendor_capex = Row::zeros(months);
    for (chip, cohorts) in hardware.iter().enumerate() {
        let Some(cohorts) = cohorts else { continue };
        let of_vendor = |vendor: usize| {
            N::constant(f64::from(u8::from(Vendor::ALL.get(vendor) == Some(&ACCELERATORS[chip].vendor))))
        };
        let counts = inputs.pick(input::RETURNS_VENDOR, of_vendor);
        if !N::SYMBOLIC && counts.value() == 0.0 {
            continue;
        }
        let capex = inputs.get(input::chip::CAPEX.of(chip)) * counts;
        for bought in [&cohorts.bought, &own_hardware[chip]] {
            for (sum, bought) in vendor_capex.iter_mut().zip(bought) {
                *sum = *sum + *bought * capex;
            }
        }
    }
    let vendor_capex_usd = complete(series::VENDOR_CAPEX, vendor_capex);
    let content = inputs.get(input::VENDOR_CONTENT);
    let (mut usd, mut to_date_usd, mut sum) = (Row::new(), Row::new(), zero);
    for (m, vendor_capex) in vendor_capex_usd.iter().enumerate() {
        let back = inputs.pick(input::RETURNS, |what| match Returns::ALL[what] {
            Returns::CloudSpend => spend.usd[m],
            Returns::ChipPurchases => content * *vendor_capex,
            Returns::Nothing => zero,
        });
        let back = back.named(Cell::series(series::RETURNED, m));
        // Money that flowed back before the first payment is no return on it.
        let counts = N::choose(-equity.invested_to_date_usd[m], || zero, || back);
        sum = (sum + counts).named(Cell::series(series::RETURNED_TO_DATE, m));
        usd.push(back);
        to_date_usd.push(sum);
    }
    Returned { vendor_capex_usd, usd, to_date_usd }
}

impl<N: Number> Returned<N> {
    /// The investor's own gain from a month's business, USD: the supplier's surplus if it is the supplier, the margin
    /// on its chips if it is the chip vendor.
    pub(crate) fn own<'a>(&'a self, inputs: &'a Inputs<'_, N>, supplier: &'a [N]) -> impl Fn(usize) -> N + 'a {
        let kept = || inputs.get(input::VENDOR_CONTENT) * inputs.get(input::VENDOR_MARGIN);
        move |m| {
            inputs.pick(input::RETURNS, |what| match Returns::ALL[what] {
                Returns::CloudSpend => supplier[m],
                Returns::ChipPurchases => kept() * self.vendor_capex_usd[m],
                Returns::Nothing => N::zero(),
            })
        }
    }

    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::VENDOR_CAPEX, self.vendor_capex_usd);
        sheet.lay(series::RETURNED, self.usd);
        sheet.lay(series::RETURNED_TO_DATE, self.to_date_usd);
    }
}

/// Warrants: shares that the chip vendor gives the customer as capacity comes online.
pub(crate) struct Warrants<N: Number> {
    /// Shares vested by the end of each month.
    pub vested: Row<N>,
    /// Value of the vested shares, USD.
    pub value_usd: Row<N>,
}

/// The warrants, month by month. They vest in equal steps of the highest facility power so far; vested shares stay.
pub(crate) fn warrants<N: Number>(inputs: &Inputs<'_, N>, power: &Power<N>) -> Warrants<N> {
    let zero = N::zero();
    let [shares, steps, full] =
        [input::WARRANT_SHARES, input::WARRANT_STEPS, input::WARRANT_WATTS].map(|of| inputs.get(of));
    let worth = (inputs.get(input::WARRANT_PRICE) - inputs.get(input::WARRANT_STRIKE)).max(zero);
    let step_watts = (full / steps).named(intermediate::WARRANT_STEP.once());
    let (mut vested, mut value_usd) = (Row::new(), Row::new());
    let mut highest = zero;
    for (m, watts) in power.facility_watts.iter().enumerate() {
        let mut passed = zero;
        if N::SYMBOLIC || shares.value() > 0.0 {
            highest = highest.max(*watts);
            highest = highest.named(intermediate::HIGHEST_POWER.at(m));
            // Adding a billionth keeps rounding error from losing a step.
            let reached = highest / step_watts + N::constant(1e-9);
            passed = reached.floor().min(steps);
        }
        let now = (shares * passed / steps).named(Cell::series(series::WARRANTS_VESTED, m));
        value_usd.push((now * worth).named(Cell::series(series::WARRANT_VALUE, m)));
        vested.push(now);
    }
    Warrants { vested, value_usd }
}

impl<N: Number> Warrants<N> {
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::WARRANTS_VESTED, self.vested);
        sheet.lay(series::WARRANT_VALUE, self.value_usd);
    }
}
