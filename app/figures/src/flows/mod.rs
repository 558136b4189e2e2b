//! The figure of who paid whom: bands between accounts, as wide as the dollars.
//!
//! plotters is not used here, because the paths are few and simple.

mod draw;
mod layout;
mod page;

pub(crate) use draw::exact;
pub use layout::{Band, Flows, Node};
pub use page::{page, prepared};

use crate::span::{of_other, of_payment};
use crate::table::{Cell, Table, TableRow};
use model::base::month::Month;
use model::base::show::show;
use model::base::units::Unit;
use model::run::ledger::{Account, Transfer};
use model::share::compared::letter;

/// Space for labels at the right side, CSS pixels.
const LABELS: f64 = 176.0;
const FEW_LABELS: f64 = 96.0;
/// Below this width, CSS pixels, sums are drawn without their purposes, which are given in a list.
pub(crate) const NARROW: f64 = 700.0;

/// The payments up to a month.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowPlot {
    /// Each kind of payment with its sum, USD, in the ledger's order.
    pub paid: Vec<(Transfer, f64)>,
    /// The month up to which payments count.
    pub as_of: usize,
    /// Whether investor and supplier are one party, so that their pockets are joined.
    pub one_party: bool,
    /// The name of each account in a sentence, in the order of [`Account::ALL`].
    pub parties: Vec<&'static str>,
    /// The name of each account in the drawing, which shows the two pockets of one party separately.
    pub pockets: Vec<String>,
    /// Compared scenarios in drawings of their own, each with its name.
    pub apart: Vec<(String, FlowPlot)>,
}

impl FlowPlot {
    /// "Amazon → OpenAI, investment".
    pub fn transfer(&self, of: Transfer) -> String {
        let party = |account: Account| self.parties.get(account as usize).copied().unwrap_or_else(|| account.name());
        format!("{} → {}, {}", party(of.from), party(of.to), of.purpose)
    }

    fn pocket(&self, account: Account) -> &str {
        self.pockets.get(account as usize).map_or_else(|| account.name(), String::as_str)
    }

    /// The layout at a width, CSS pixels.
    pub fn layout(&self, width: f64) -> Flows {
        let labels = if width < NARROW { FEW_LABELS } else { LABELS };
        Flows::new(&self.paid, width, labels, self.one_party)
    }

    /// Each payment that was made, with its sum.
    pub(crate) fn lines(&self) -> Vec<String> {
        let made = self.paid.iter().filter(|(_, usd)| *usd > 0.0);
        made.map(|(of, usd)| format!("{}: {}", self.transfer(*of), shown(*usd))).collect()
    }

    /// The sentence on the scale, "Bands are to scale: this high is $10bn.", and on what is not drawn; or that nothing
    /// was paid.
    pub(crate) fn scale(&self, flows: &Flows) -> String {
        let Some((usd, _)) = flows.key() else {
            return format!("Nothing was invested and no rent was paid by {}.", Month(self.as_of as i32).name());
        };
        let none = self.paid.iter().filter(|(_, usd)| *usd <= 0.0).map(|(of, _)| of.purpose);
        let none = none.collect::<Vec<_>>().join(", ");
        let not_drawn = if none.is_empty() { String::new() } else { format!(" Not drawn, because zero: {none}") };
        format!("Bands are to scale: this high is {}.{not_drawn}", shown(usd))
    }

    /// All values, unrounded, in USD.
    pub fn table(&self) -> Table {
        let others = || self.apart.iter().enumerate();
        let row = |(of, usd): &(Transfer, f64)| {
            let other = others().map(|(place, (_, plot))| {
                let paid = plot.paid.iter().find(|(other, _)| other == of).map(|(_, usd)| *usd);
                let question = of_other(place, &of_payment(*of, self.as_of));
                paid.map_or(Cell::NONE, |usd| Cell::of(usd, question))
            });
            let own = Cell::of(*usd, of_payment(*of, self.as_of));
            TableRow { name: self.transfer(*of), cells: std::iter::once(own).chain(other).collect() }
        };
        let head = ["Payment".to_owned(), "USD".to_owned()].into_iter();
        let head = head.chain(others().map(|(place, _)| format!("{} (USD)", letter(place))));
        Table { head: head.collect(), rows: self.paid.iter().map(row).collect() }
    }
}

/// A sum as displayed.
pub(crate) fn shown(usd: f64) -> String {
    show(usd, Unit::Usd).text()
}
