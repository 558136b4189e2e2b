//! The double-entry ledger: every dollar of a month leaves one account and arrives in another.

use crate::quantities::cell::Quantity;
use crate::quantities::series::SeriesId;
use crate::quantities::{intermediate, series};
use crate::run::sheet::Sheet;
use serde::Serialize;

/// A party of the deal that pays or is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Account {
    /// The investor.
    Investor,
    /// The supplier of the capacity. If the investor is the supplier, this is the same company's cloud business.
    Supplier,
    /// The company that receives the investment and rents the capacity.
    Company,
    /// The other investors of the round.
    OtherInvestors,
    /// Makers of chips and servers.
    ChipVendors,
    /// Builders of facilities.
    Builders,
    /// Sellers of electricity.
    Utilities,
    /// Suppliers of operations: staff, repairs and the like.
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

    /// The default name, shown if the baseline does not name the party.
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

/// A kind of payment: who pays whom, and which series gives the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Who pays.
    pub from: Account,
    /// Who is paid.
    pub to: Account,
    /// The series of monthly amounts, USD.
    pub amount: SeriesId,
    /// The running total of the amounts, equal to [`paid_to_date_usd`].
    pub to_date: Quantity,
    /// What the payment is for, in words.
    pub purpose: &'static str,
}

/// Every kind of payment.
pub const TRANSFERS: [Transfer; 7] = [
    Transfer {
        from: Account::Investor,
        to: Account::Company,
        amount: series::INVESTED,
        to_date: Quantity::Series(series::INVESTED_TO_DATE),
        purpose: "investment",
    },
    Transfer {
        from: Account::OtherInvestors,
        to: Account::Company,
        amount: series::OTHERS_INVESTED,
        to_date: Quantity::Intermediate(intermediate::OTHERS_INVESTED_TO_DATE),
        purpose: "investment by others",
    },
    Transfer {
        from: Account::Company,
        to: Account::Supplier,
        amount: series::SPEND,
        to_date: Quantity::Series(series::SPEND_TO_DATE),
        purpose: "cloud spend",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::ChipVendors,
        amount: series::CHIP_CAPEX,
        to_date: Quantity::Intermediate(intermediate::CHIP_CAPEX_TO_DATE),
        purpose: "chips and servers",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::Builders,
        amount: series::FACILITY_CAPEX,
        to_date: Quantity::Intermediate(intermediate::FACILITY_CAPEX_TO_DATE),
        purpose: "facilities",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::Utilities,
        amount: series::ENERGY_COST,
        to_date: Quantity::Intermediate(intermediate::ENERGY_COST_TO_DATE),
        purpose: "electricity",
    },
    Transfer {
        from: Account::Supplier,
        to: Account::Operations,
        amount: series::OPEX,
        to_date: Quantity::Intermediate(intermediate::OPEX_TO_DATE),
        purpose: "running cost",
    },
];

/// Net change of each account in a month, USD, in the order of [`Account::ALL`]; the changes sum to 0.
pub fn balances_usd(sheet: &Sheet<f64>, month: usize) -> [f64; Account::ALL.len()] {
    let mut balances = [0.0; Account::ALL.len()];
    for transfer in TRANSFERS {
        let usd = sheet.get(transfer.amount, month);
        balances[transfer.from as usize] -= usd;
        balances[transfer.to as usize] += usd;
    }
    balances
}

/// Total of a kind of payment from month 0 to the end of a month, USD.
pub fn paid_to_date_usd(sheet: &Sheet<f64>, transfer: Transfer, month: usize) -> f64 {
    sheet.row(transfer.amount).iter().take(month + 1).sum()
}
