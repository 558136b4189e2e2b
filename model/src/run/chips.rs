//! Chips of the whole fleet: contracted, left after each step of the chain, and in use by accelerator.

use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::families::LOTS;
use crate::quantities::cell::Cell;
use crate::quantities::{intermediate, series};
use crate::run::fleet::Fleet;
use crate::run::inputs::Inputs;
use crate::run::limits::{POWER_STAGE, SUPPLY_STAGE};
use crate::run::number::Number;
use crate::run::plan::OfLots;
use crate::run::row::Row;
use crate::run::sheet::{Sheet, complete};

/// A row for each accelerator of the catalogue; empty if no lot uses it.
type OfAccelerators<N> = [Row<N>; ACCELERATORS.len()];

/// Chips left after each step from contracted to running, month by month, while the agreements run.
pub(crate) struct Chain<N: Number> {
    contracted: Row<N>,
    planned: Row<N>,
    scheduled: Row<N>,
    available: Row<N>,
    supplied: Row<N>,
    powered: Row<N>,
    power_limit_watts: Row<N>,
}

/// Chips in use, month by month, while their agreements run.
pub(crate) struct Chips<N: Number> {
    /// All chips in use.
    pub online: Row<N>,
    of_lot: [Row<N>; LOTS],
    /// Mean number of chips in use in each month, for every lot of the fleet.
    pub mean_of_lot: OfLots<N>,
    /// Chips in use of each accelerator.
    pub of_accelerator: OfAccelerators<N>,
    /// Mean number of chips in use in each month, for each accelerator.
    mean_of_accelerator: OfAccelerators<N>,
    /// Rented chips and the customer's own; `None` where all are rented.
    parted: Option<Parted<N>>,
}

/// Chips in use of each accelerator, divided by who owns them.
struct Parted<N: Number> {
    rented: OfAccelerators<N>,
    mean_rented: OfAccelerators<N>,
    own: OfAccelerators<N>,
}

/// Counts the chips of all lots after each step.
pub(crate) fn chain<N: Number>(fleet: &Fleet<N>) -> Chain<N> {
    let months = fleet.months;
    let mut contracted = Row::zeros(months);
    for lot in &fleet.lots {
        for (sum, service) in contracted.iter_mut().zip(&fleet.terms.in_service[lot.agreement]) {
            *sum = *sum + *service * lot.full;
        }
    }
    let left = |chips: &OfLots<N>| total(fleet, months, chips.iter().map(|row| &**row));
    let limit = fleet.power_limit_watts.iter().flatten().take(months).enumerate();
    let limit = limit.map(|(m, watts)| watts.named(Cell::series(series::POWER_LIMIT, m)));
    Chain {
        contracted: complete(series::CHIPS_CONTRACTED, contracted),
        planned: complete(series::CHIPS_PLANNED, left(&fleet.planned)),
        scheduled: complete(series::CHIPS_SCHEDULED, left(fleet.scheduled())),
        available: complete(series::CHIPS_AVAILABLE, left(&fleet.on_sale)),
        supplied: complete(series::CHIPS_SUPPLIED, left(fleet.after(SUPPLY_STAGE))),
        powered: complete(series::CHIPS_POWERED, left(fleet.after(POWER_STAGE))),
        power_limit_watts: limit.collect(),
    }
}

impl<N: Number> Chain<N> {
    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::CHIPS_CONTRACTED, self.contracted);
        sheet.lay(series::CHIPS_PLANNED, self.planned);
        sheet.lay(series::CHIPS_SCHEDULED, self.scheduled);
        sheet.lay(series::CHIPS_AVAILABLE, self.available);
        sheet.lay(series::CHIPS_SUPPLIED, self.supplied);
        sheet.lay(series::CHIPS_POWERED, self.powered);
        sheet.lay(series::POWER_LIMIT, self.power_limit_watts);
    }
}

/// Counts the chips in use of all lots.
pub(crate) fn chips<N: Number>(inputs: &Inputs<'_, N>, fleet: &Fleet<N>) -> Chips<N> {
    let months = fleet.months;
    let empty = || Row::zeros(months);
    let online = fleet.lots.iter().map(|lot| &*lot.online);
    let online = total(fleet, months, online);

    // Recordings name every series, also those that are 0 throughout.
    let mut of_lot = std::array::from_fn(|_| if N::NAMED { empty() } else { Row::new() });
    let mut of_accelerator = std::array::from_fn(|_| if N::NAMED { empty() } else { Row::new() });
    let none = || std::array::from_fn(|_| Row::new());
    let mut mean_of_lot = Vec::with_capacity(fleet.lots.len());
    let mut mean_of_accelerator: OfAccelerators<N> = none();
    let mut parted = inputs.any_may_be_bought().then(|| Parted { rented: none(), mean_rented: none(), own: none() });
    for lot in &fleet.lots {
        let name = series::lot::CHIPS.of(lot.index);
        let stock = fleet.stock(lot).enumerate().map(|(m, stock)| stock.named(Cell::series(name, m)));
        let stock: Row<N> = stock.collect();
        let mean = fleet.mean_in_use(lot);
        for chip in inputs.cases(lot.chip) {
            let chosen = |chips: N| inputs.where_chosen(lot.chip, chip, chips);
            add(&mut of_accelerator[chip], &stock, chosen);
            add(&mut mean_of_accelerator[chip], &mean, chosen);
            if let Some(parted) = &mut parted {
                let rented = |chips: N| chosen(inputs.where_rented(lot.agreement, chips));
                add(&mut parted.rented[chip], &stock, rented);
                add(&mut parted.mean_rented[chip], &mean, rented);
                add(&mut parted.own[chip], &stock, |chips| chosen(inputs.where_bought(lot.agreement, chips)));
            }
        }
        of_lot[lot.index] = stock;
        mean_of_lot.push(mean);
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
    if let Some(Parted { rented, mean_rented, own }) = &mut parted {
        use intermediate::chip::{OWN_CHIPS, SUPPLIED_CHIPS, SUPPLIED_MEAN};
        for (rows, name) in [(rented, SUPPLIED_CHIPS), (mean_rented, SUPPLIED_MEAN), (own, OWN_CHIPS)] {
            for (chip, row) in rows.iter_mut().enumerate() {
                for (m, chips) in row.iter_mut().enumerate() {
                    *chips = chips.named(name.of(chip).at(m));
                }
            }
        }
    }
    Chips {
        online: complete(series::CHIPS_ONLINE, online),
        of_lot,
        mean_of_lot,
        of_accelerator,
        mean_of_accelerator,
        parted,
    }
}

/// Adds the counted part of a lot's chips to a row, which may still be empty.
fn add<N: Number>(row: &mut Row<N>, of_lot: &[N], counts: impl Fn(N) -> N) {
    if row.is_empty() && !N::NAMED {
        // The first lot fills the row. A recording always adds to zeros, so that it records a sum.
        *row = of_lot.iter().map(|chips| counts(*chips)).collect();
        return;
    }
    if row.is_empty() {
        *row = Row::zeros(of_lot.len());
    }
    for (sum, chips) in row.iter_mut().zip(of_lot) {
        *sum = *sum + counts(*chips);
    }
}

/// Chips of all lots together, while their agreements run.
fn total<'a, N: Number + 'a>(fleet: &Fleet<N>, months: usize, chips: impl Iterator<Item = &'a [N]>) -> Row<N> {
    let mut total = Row::zeros(months);
    for (lot, chips) in fleet.lots.iter().zip(chips) {
        for ((sum, service), chips) in total.iter_mut().zip(&fleet.terms.in_service[lot.agreement]).zip(chips) {
            *sum = *sum + *service * *chips;
        }
    }
    total
}

impl<N: Number> Chips<N> {
    /// Chips in use of an accelerator that the customer rents from the supplier.
    pub(crate) fn rented(&self, chip: usize) -> &[N] {
        self.parted.as_ref().map_or(&self.of_accelerator[chip], |parted| &parted.rented[chip])
    }

    /// Mean number of those rented chips in each month.
    pub(crate) fn mean_rented(&self, chip: usize) -> &[N] {
        self.parted.as_ref().map_or(&self.mean_of_accelerator[chip], |parted| &parted.mean_rented[chip])
    }

    /// Chips in use of an accelerator that the customer owns; `None` where it owns no chips at all.
    pub(crate) fn own(&self, chip: usize) -> Option<&[N]> {
        self.parted.as_ref().map(|parted| &*parted.own[chip])
    }

    /// Puts this stage's series into the sheet.
    pub(crate) fn lay(self, sheet: &mut Sheet<N>) {
        sheet.lay(series::CHIPS_ONLINE, self.online);
        for (lot, row) in self.of_lot.into_iter().enumerate() {
            sheet.lay(series::lot::CHIPS.of(lot), row);
        }
        for (chip, row) in self.of_accelerator.into_iter().enumerate() {
            sheet.lay(series::chip::CHIPS.of(chip), row);
        }
    }
}
