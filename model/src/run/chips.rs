//! Chips of the whole fleet: what is contracted, what each step of the chain leaves, and what runs of each accelerator.

use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::LOTS;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, series};
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::limits::{POWER_STAGE, SUPPLY_STAGE};
use crate::run::number::Number;
use crate::run::plan::OfLots;
use crate::run::sheet::{Sheet, complete};

/// Chips month by month, while their agreements run.
pub(crate) struct Chips<N> {
    contracted: Vec<N>,
    planned: Vec<N>,
    scheduled: Vec<N>,
    available: Vec<N>,
    supplied: Vec<N>,
    powered: Vec<N>,
    online: Vec<N>,
    of_lot: [Vec<N>; LOTS],
    /// Of each accelerator of the catalogue; empty for one that no lot has.
    pub of_accelerator: [Vec<N>; ACCELERATORS.len()],
    /// The mean of the month of each accelerator's chips in use; empty for one that no lot has.
    pub mean_of_accelerator: [Vec<N>; ACCELERATORS.len()],
    power_limit_watts: Vec<N>,
}

/// Counts the chips of all lots.
pub(crate) fn chips<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>) -> Chips<N> {
    let months = fleet.months;
    let empty = || vec![N::zero(); months];
    let mut contracted = empty();
    for lot in &fleet.lots {
        for (sum, service) in contracted.iter_mut().zip(&fleet.terms.in_service[lot.agreement]) {
            *sum = *sum + *service * lot.full;
        }
    }
    let online = fleet.lots.iter().map(|lot| lot.online.as_slice());
    let online = total(fleet, months, online);
    let left = |chips: &OfLots<N>| total(fleet, months, chips.iter().map(Vec::as_slice));

    // Recordings know every series by name, also those of which there is nothing.
    let mut of_lot = std::array::from_fn(|_| if N::NAMED { empty() } else { Vec::new() });
    let mut of_accelerator = std::array::from_fn(|_| if N::NAMED { empty() } else { Vec::new() });
    let mut mean_of_accelerator = std::array::from_fn(|_| Vec::new());
    for lot in &fleet.lots {
        let stock = (0..months).map(|m| fleet.stock(lot, m).named(Cell::series(series::lot::CHIPS.of(lot.index), m)));
        let stock: Vec<N> = stock.collect();
        let mean: Vec<N> = (0..months).map(|m| fleet.mean_in_use(lot, m)).collect();
        for chip in inputs.cases(lot.chip) {
            for (rows, of_lot) in [(&mut of_accelerator, &stock), (&mut mean_of_accelerator, &mean)] {
                let row: &mut Vec<N> = &mut rows[chip];
                if row.is_empty() {
                    *row = empty();
                }
                for (sum, chips) in row.iter_mut().zip(of_lot) {
                    *sum = *sum + inputs.where_chosen(lot.chip, chip, *chips);
                }
            }
        }
        of_lot[lot.index] = stock;
    }
    for (lot, row) in of_lot.iter_mut().enumerate() {
        *row = complete(series::lot::CHIPS.of(lot), std::mem::take(row));
    }
    for (chip, row) in of_accelerator.iter_mut().enumerate() {
        *row = complete(series::chip::CHIPS.of(chip), std::mem::take(row));
    }
    for (chip, row) in mean_of_accelerator.iter_mut().enumerate() {
        for (m, mean) in row.iter_mut().enumerate() {
            *mean = mean.named(intermediate::chip::MEAN_CHIPS.of(chip).at(m));
        }
    }
    let limit = fleet.power_limit_watts.iter().flatten().take(months).enumerate();
    let limit = limit.map(|(m, watts)| watts.named(Cell::series(series::POWER_LIMIT, m)));
    Chips {
        contracted: complete(series::CHIPS_CONTRACTED, contracted),
        planned: complete(series::CHIPS_PLANNED, left(&fleet.planned)),
        scheduled: complete(series::CHIPS_SCHEDULED, left(fleet.scheduled())),
        available: complete(series::CHIPS_AVAILABLE, left(&fleet.on_sale)),
        supplied: complete(series::CHIPS_SUPPLIED, left(fleet.after(SUPPLY_STAGE))),
        powered: complete(series::CHIPS_POWERED, left(fleet.after(POWER_STAGE))),
        online: complete(series::CHIPS_ONLINE, online),
        of_lot,
        of_accelerator,
        mean_of_accelerator,
        power_limit_watts: limit.collect(),
    }
}

/// The chips of all lots together, while their agreements run.
fn total<'a, N: Number + 'a>(fleet: &Fleet<N>, months: usize, chips: impl Iterator<Item = &'a [N]>) -> Vec<N> {
    let mut total = vec![N::zero(); months];
    for (lot, chips) in fleet.lots.iter().zip(chips) {
        for ((sum, service), chips) in total.iter_mut().zip(&fleet.terms.in_service[lot.agreement]).zip(chips) {
            *sum = *sum + *service * *chips;
        }
    }
    total
}

impl<N: Number> Chips<N> {
    /// Lays its series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::CHIPS_CONTRACTED, self.contracted);
        sheet.lay(series::CHIPS_PLANNED, self.planned);
        sheet.lay(series::CHIPS_SCHEDULED, self.scheduled);
        sheet.lay(series::CHIPS_AVAILABLE, self.available);
        sheet.lay(series::CHIPS_SUPPLIED, self.supplied);
        sheet.lay(series::CHIPS_POWERED, self.powered);
        sheet.lay(series::CHIPS_ONLINE, self.online);
        sheet.lay(series::POWER_LIMIT, self.power_limit_watts);
        for (lot, row) in self.of_lot.into_iter().enumerate() {
            sheet.lay(series::lot::CHIPS.of(lot), row);
        }
        for (chip, row) in self.of_accelerator.into_iter().enumerate() {
            sheet.lay(series::chip::CHIPS.of(chip), row);
        }
    }
}
