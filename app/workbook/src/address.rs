//! Addresses of cells in the workbook.

use rust_xlsxwriter::utility::column_number_to_name;

/// The column, on the sheet of workings, of quantities that have one value instead of one for each month.
pub(crate) const ONCE: u16 = 6;

/// The row of the heads of quantities and months.
pub(crate) const MONTHS_HEAD_ROW: u32 = 2;

/// The row of the quantity at an index of its table.
pub(crate) const fn row(index: usize) -> u32 {
    MONTHS_HEAD_ROW + 1 + index as u32
}

/// A sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sheet {
    /// Headline numbers.
    Summary,
    /// A figure over two inputs, if one is included.
    TwoInputs,
    /// Charts of the monthly series.
    Charts,
    /// Series by year.
    Years,
    /// Series by quarter.
    Quarters,
    /// Inputs and facts.
    Assumptions,
    /// Monthly series over the months shown.
    Months,
    /// Monthly series to the end of the calendar, since agreements and exits may end at any month of it.
    Contract,
    /// Named intermediates.
    Workings,
    /// Who pays whom.
    Ledger,
    /// The search for rates of return.
    Return,
    /// Parts of formulas that are shared or long.
    Steps,
    /// Each assumption, looked up by its id, whatever the order of the sheet of assumptions.
    Lookup,
}

impl Sheet {
    /// All sheets, in the order of their tabs.
    pub(crate) const ALL: [Sheet; 13] = [
        Sheet::Summary,
        Sheet::Assumptions,
        Sheet::TwoInputs,
        Sheet::Charts,
        Sheet::Years,
        Sheet::Quarters,
        Sheet::Months,
        Sheet::Contract,
        Sheet::Ledger,
        Sheet::Workings,
        Sheet::Return,
        Sheet::Steps,
        Sheet::Lookup,
    ];

    /// Whether the sheet is meant to be printed; of the others only the head is, which says so.
    pub(crate) const fn is_printed(self) -> bool {
        !matches!(self, Sheet::Workings | Sheet::Return | Sheet::Steps | Sheet::Lookup)
    }

    /// The tab's name. A single word if formulas refer to the sheet, so that references need no quotation marks.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Sheet::Summary => "Summary",
            Sheet::Assumptions => "Assumptions",
            Sheet::TwoInputs => "Two inputs",
            Sheet::Charts => "Charts",
            Sheet::Years => "Years",
            Sheet::Quarters => "Quarters",
            Sheet::Months => "Months",
            Sheet::Contract => "Contract",
            Sheet::Workings => "Workings",
            Sheet::Ledger => "Ledger",
            Sheet::Return => "Return",
            Sheet::Steps => "Steps",
            Sheet::Lookup => "Lookup",
        }
    }
}

/// A cell, with row and column counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    pub(crate) sheet: Sheet,
    pub(crate) row: u32,
    pub(crate) column: u16,
}

impl Address {
    pub(crate) const fn new(sheet: Sheet, row: u32, column: u16) -> Address {
        Address { sheet, row, column }
    }

    /// The reference to it, with its sheet.
    pub(crate) fn text(self) -> String {
        format!("{}!{}", self.sheet.name(), self.address())
    }

    /// The reference to the range from here to another cell of the same sheet.
    pub(crate) fn to(self, last: Address) -> String {
        format!("{}:{}", self.text(), last.address())
    }

    /// The reference without its sheet. Cells with one value for all months are absolute, so that a formula can be
    /// copied along its row.
    pub(crate) fn address(self) -> String {
        let column = column_number_to_name(self.column);
        let fixed = match self.sheet {
            Sheet::Assumptions | Sheet::Return | Sheet::Steps | Sheet::Lookup => true,
            Sheet::Workings => self.column == ONCE,
            _ => false,
        };
        if fixed { format!("${column}${}", self.row + 1) } else { format!("{column}{}", self.row + 1) }
    }

    /// Whether another cell is the next to the right.
    pub(crate) fn is_left_of(self, other: Address) -> bool {
        (self.sheet, self.row, self.column + 1) == (other.sheet, other.row, other.column)
    }

    /// Whether another cell is the next below.
    pub(crate) fn is_above(self, other: Address) -> bool {
        (self.sheet, self.row + 1, self.column) == (other.sheet, other.row, other.column)
    }
}
