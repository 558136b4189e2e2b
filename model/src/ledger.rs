//! The ledger: double entry. Every dollar of a month leaves one account and arrives in another.

use crate::explain::Question;
use crate::number::Number;
use crate::parameters::ParameterId;
use crate::scenario::Inputs;
use crate::series::{SeriesId, Sheet};
use crate::workings::{Cell, Quantity, WorkingId};
use serde::Serialize;

/// Whose money it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Account {
    /// The investor.
    Investor,
    /// The supplier of the capacity; where the investor supplies, the same company's other pocket.
    Supplier,
    /// The company that is invested in, and that rents the capacity.
    Company,
    /// Other investors of the round.
    OtherInvestors,
    /// Makers of chips and servers.
    ChipVendors,
    /// Builders of facilities.
    Builders,
    /// Sellers of electricity.
    Utilities,
    /// Staff, repairs and the like.
    Operations,
}

impl Account {
    /// Every account.
    pub const ALL: [Account; 8] = [
        Account::Investor,
        Account::Supplier,
        Account::Company,
        Account::OtherInvestors,
        Account::ChipVendors,
        Account::Builders,
        Account::Utilities,
        Account::Operations,
    ];

    /// The name that is shown where the baseline does not name the party.
    pub const fn name(self) -> &'static str {
        match self {
            Account::Investor => "Investor",
            Account::Supplier => "Supplier",
            Account::Company => "Company",
            Account::OtherInvestors => "Other investors",
            Account::ChipVendors => "Chip vendors",
            Account::Builders => "Builders",
            Account::Utilities => "Utilities",
            Account::Operations => "Operations",
        }
    }
}

/// A kind of payment: from whom, to whom, and the series that says how much in each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Who pays.
    pub from: Account,
    /// Who is paid.
    pub to: Account,
    /// How much, month by month.
    pub amount: SeriesId,
    /// The [`Question`] that asks for the sum so far, [`paid_to_date_usd`], but for the colon and the month.
    pub to_date: &'static str,
    /// What for.
    pub purpose: &'static str,
}

/// Every kind of payment.
pub const TRANSFERS: [Transfer; 7] = [
    Transfer {
        from: Account::Investor,
        to: Account::Company,
        amount: SeriesId::of("invested_usd"),
        to_date: "series:invested_to_date_usd",
        purpose: "investment",
    },
    Transfer {
        from: Account::OtherInvestors,
        to: Account::Company,
        amount: SeriesId::of("others_invested_usd"),
        to_date: "working:others_invested_to_date_usd",
        purpose: "investment by others",
    },
    Transfer {
        from: Account::Company,
        to: Account::Supplier,
        amount: SeriesId::of("spend_usd"),
        to_date: "series:spend_to_date_usd",
        purpose: "cloud spend",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::ChipVendors,
        amount: SeriesId::of("chip_capex_usd"),
        to_date: "working:chip_capex_to_date_usd",
        purpose: "chips and servers",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::Builders,
        amount: SeriesId::of("facility_capex_usd"),
        to_date: "working:facility_capex_to_date_usd",
        purpose: "facilities",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::Utilities,
        amount: SeriesId::of("energy_cost_usd"),
        to_date: "working:energy_cost_to_date_usd",
        purpose: "electricity",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::Operations,
        amount: SeriesId::of("opex_usd"),
        to_date: "working:opex_to_date_usd",
        purpose: "running cost",
    },
];

/// What each account gained or lost in a month, in the order of [`Account::ALL`]; the sum is 0.
pub fn balances_usd(sheet: &Sheet<f64>, month: usize) -> [f64; Account::ALL.len()] {
    let mut balances = [0.0; Account::ALL.len()];
    for transfer in TRANSFERS {
        let usd = sheet.get(transfer.amount, month);
        balances[transfer.from as usize] -= usd;
        balances[transfer.to as usize] += usd;
    }
    balances
}

/// Names the sums of the payments of which no series is the sum. Plain runs do without.
pub(crate) fn name_payments_to_date<N: Number>(sheet: &Sheet<N>) {
    for transfer in TRANSFERS {
        let question = Question::parse(&format!("{}:0", transfer.to_date));
        let Some(Question::Cell(Cell { quantity: Quantity::Working(to_date), .. })) = question else { continue };
        let mut usd = N::zero();
        for month in 0..sheet.months() {
            usd = (usd + sheet.get(transfer.amount, month)).named(to_date.at(month));
        }
    }
}

/// What was paid of one kind from month 0 to the end of a month, USD.
pub fn paid_to_date_usd(sheet: &Sheet<f64>, transfer: Transfer, month: usize) -> f64 {
    sheet.row(transfer.amount).iter().take(month + 1).sum()
}

const SUPPLIES: ParameterId = ParameterId::of("equity.investor_supplies");
const WACC: ParameterId = ParameterId::of("supplier.wacc");
const INVESTED: SeriesId = SeriesId::of("invested_usd");
const SUPPLIER_CASH: SeriesId = SeriesId::of("supplier_cash_usd");
const CASH: SeriesId = SeriesId::of("investor_cash_usd");
const CASH_TO_DATE: SeriesId = SeriesId::of("investor_cash_to_date_usd");
const PRESENT_VALUE: SeriesId = SeriesId::of("npv_to_date_usd");
const STAKE_VALUE: SeriesId = SeriesId::of("stake_value_usd");
const STAKE_PRESENT_VALUE: SeriesId = SeriesId::of("stake_present_value_usd");
const W_DISCOUNT: WorkingId = WorkingId::of("discount_factor");

/// Fills the rows of the investor's cash: nominal, to date, and discounted to month 0.
pub(crate) fn investor<N: Number>(inputs: &Inputs<'_, N>, sheet: &mut Sheet<N>) {
    let one = N::constant(1.0);
    let a_month = (one + inputs.get(WACC)).powf(N::constant(1.0 / 12.0));
    let (mut discount, mut present) = (one, N::zero());
    for m in 0..sheet.months() {
        // Where the investor supplies, the supplier's cash is its own.
        let own = inputs.where_on(SUPPLIES, || sheet.get(SUPPLIER_CASH, m), N::zero);
        let factor = discount.named(W_DISCOUNT.at(m));
        sheet.set(CASH, m, own - sheet.get(INVESTED, m));
        present = present + sheet.get(CASH, m) * factor;
        sheet.set(PRESENT_VALUE, m, present);
        present = sheet.get(PRESENT_VALUE, m);
        sheet.set(STAKE_PRESENT_VALUE, m, sheet.get(STAKE_VALUE, m) * factor);
        discount = factor / a_month;
    }
    sheet.accumulate(CASH, CASH_TO_DATE);
}
