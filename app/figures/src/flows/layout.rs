//! The layout of accounts and of the bands between them, whose widths are proportional to the dollars.

use crate::time::nice_step;
use model::run::ledger::{Account, Transfer};

/// Space above for the two lines of an account's name, CSS pixels.
pub(super) const TOP: f64 = 36.0;
/// Space below for half of the last label, CSS pixels.
pub(super) const BOTTOM: f64 = 18.0;
/// Between the investor's and the supplier's pocket, for the supplier's name, CSS pixels.
const BETWEEN_POCKETS: f64 = 44.0;
/// Between accounts that the supplier pays, whose labels have two lines, CSS pixels.
const BETWEEN_PAID: f64 = 34.0;
/// The height that bands, names and gaps share, CSS pixels.
const ROOM: f64 = 340.0;
/// Thickness of an account, CSS pixels.
pub(super) const NODE: f64 = 8.0;

/// An account in the layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The account.
    pub account: Account,
    /// Its left edge, CSS pixels.
    pub x: f64,
    /// Its upper edge, CSS pixels.
    pub top: f64,
    /// The total height of the bands on its fuller side, CSS pixels.
    pub height: f64,
}

/// A payment in the layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The kind of payment.
    pub transfer: Transfer,
    /// Its sum, USD.
    pub usd: f64,
    /// Its width, CSS pixels.
    pub width: f64,
    /// Its upper corner where it leaves, CSS pixels.
    pub from: (f64, f64),
    /// Its upper corner where it arrives, CSS pixels.
    pub to: (f64, f64),
}

impl Band {
    /// The middle of the band, CSS pixels.
    pub fn middle(&self) -> (f64, f64) {
        ((self.from.0 + self.to.0) / 2.0, (self.from.1 + self.to.1 + self.width) / 2.0)
    }
}

/// The layout of all accounts and payments.
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    /// The accounts that pay or are paid.
    pub nodes: Vec<Node>,
    /// The payments above zero.
    pub bands: Vec<Band>,
    /// Width of the drawing, CSS pixels.
    pub width: f64,
    /// Height of the drawing, CSS pixels; 0 if nothing was paid.
    pub height: f64,
    /// CSS pixels per dollar; 0 if nothing was paid.
    pub pixels_per_usd: f64,
    /// Horizontal length of a band, CSS pixels.
    pub reach: f64,
    /// Whether investor and supplier are one party, so that their pockets are joined.
    pub one_party: bool,
}

impl Flows {
    /// Lays out payments in the order of the ledger, with `labels` CSS pixels for labels at the right.
    ///
    /// Other investors are left of the company; the investor's and the supplier's pockets are right of it, one above
    /// the other, so that money that goes out and comes back makes a loop; accounts that the supplier pays are at the
    /// right.
    pub fn new(paid: &[(Transfer, f64)], width: f64, labels: f64, one_party: bool) -> Flows {
        let paid: Vec<(Transfer, f64)> = paid.iter().copied().filter(|(_, usd)| *usd > 0.0).collect();
        let sum = |from: Option<Account>, to: Option<Account>| -> f64 {
            let meant = |transfer: &Transfer| {
                from.is_none_or(|account| account == transfer.from) && to.is_none_or(|account| account == transfer.to)
            };
            paid.iter().filter(|(transfer, _)| meant(transfer)).map(|(_, usd)| usd).sum()
        };
        let others = sum(Some(Account::OtherInvestors), None);
        let invested = sum(Some(Account::Investor), None);
        let (received, spent) = (sum(None, Some(Account::Supplier)), sum(Some(Account::Supplier), None));
        let ends = paid.iter().filter(|(transfer, _)| transfer.from == Account::Supplier).count();
        let mut flows = Flows {
            nodes: Vec::new(),
            bands: Vec::new(),
            width,
            height: 0.0,
            pixels_per_usd: 0.0,
            reach: 0.0,
            one_party: one_party && invested > 0.0 && received.max(spent) > 0.0,
        };
        let right = invested + received.max(spent);
        if others.max(right) <= 0.0 {
            return flows;
        }
        let pockets = if invested > 0.0 { BETWEEN_POCKETS } else { 0.0 };
        let gaps = pockets + BETWEEN_PAID * ends.saturating_sub(1) as f64;
        let scale = |room: f64, usd: f64| if usd > 0.0 { room / usd } else { f64::INFINITY };
        let room = ROOM - TOP - BOTTOM;
        let scale = scale(room - gaps, right).min(scale(room, others));
        flows.pixels_per_usd = scale;

        let columns = 1.0 + f64::from(u8::from(others > 0.0)) + f64::from(u8::from(ends > 0));
        let step = (width - labels - NODE) / columns;
        flows.reach = step - NODE;
        let company = if others > 0.0 { step } else { 0.0 };
        let supplier = TOP + invested * scale + pockets;
        let mut next = supplier;
        for account in Account::ALL {
            let usd = sum(Some(account), None).max(sum(None, Some(account)));
            let (x, top) = match account {
                Account::OtherInvestors => (0.0, TOP),
                Account::Company => (company, TOP),
                Account::Investor => (company + step, TOP),
                Account::Supplier => (company + step, supplier),
                _ => (company + 2.0 * step, next),
            };
            // The company's payments leave on the side where the investment arrives, below it.
            let usd = if account == Account::Company { others.max(invested + received) } else { usd };
            if usd > 0.0 {
                flows.nodes.push(Node { account, x, top, height: usd * scale });
                if x > company + step {
                    next = top + usd * scale + BETWEEN_PAID;
                }
            }
        }
        let lowest = flows.nodes.iter().map(|node| node.top + node.height).fold(0.0, f64::max);
        flows.height = lowest + BOTTOM;
        flows.bands = flows.placed(&paid);
        flows
    }

    fn placed(&self, paid: &[(Transfer, f64)]) -> Vec<Band> {
        // How much of each side of each account is taken: left sides, then right sides.
        let mut taken = [[0.0; 2]; Account::ALL.len()];
        let bands = paid.iter().filter_map(|(transfer, usd)| {
            let of = |account: Account| self.nodes.iter().find(|node| node.account == account);
            let (from, to) = (of(transfer.from)?, of(transfer.to)?);
            let width = usd * self.pixels_per_usd;
            let rightwards = from.x < to.x;
            let mut corner = |node: &Node, right: bool| {
                let taken = &mut taken[node.account as usize][usize::from(right)];
                let y = node.top + *taken;
                *taken += width;
                (if right { node.x + NODE } else { node.x }, y)
            };
            let (from, to) = (corner(from, rightwards), corner(to, !rightwards));
            Some(Band { transfer: *transfer, usd: *usd, width, from, to })
        });
        bands.collect()
    }

    /// A round sum for the scale, USD, and the height of its band, CSS pixels; `None` if nothing was paid.
    pub fn key(&self) -> Option<(f64, f64)> {
        let widest = self.bands.iter().map(|band| band.usd).fold(0.0, f64::max);
        (widest > 0.0).then(|| nice_step(widest, 2.0)).map(|usd| (usd, usd * self.pixels_per_usd))
    }
}

#[cfg(test)]
mod tests {
    use super::super::draw::bands;
    use super::*;
    use crate::theme::{Palette, Theme};
    use model::inputs::baselines::BASELINES;
    use model::inputs::scenario::Scenario;
    use model::run::ledger::{TRANSFERS, paid_to_date_usd};
    use model::run::outcome::run;

    fn paid(usd: [f64; TRANSFERS.len()]) -> Vec<(Transfer, f64)> {
        TRANSFERS.into_iter().zip(usd).collect()
    }

    #[track_caller]
    fn holds_together(flows: &Flows) {
        for band in &flows.bands {
            // Widths are proportional to the dollars, whoever pays.
            assert!((band.width / band.usd / flows.pixels_per_usd - 1.0).abs() < 1e-12, "{band:?}");
            for (account, (x, y)) in [(band.transfer.from, band.from), (band.transfer.to, band.to)] {
                let node = flows.nodes.iter().find(|node| node.account == account).expect("an account");
                assert!(x == node.x || x == node.x + NODE, "{band:?} does not touch {node:?}");
                assert!(y >= node.top && y + band.width <= node.top + node.height + 1e-6, "{band:?} leaves {node:?}");
            }
        }
        // The bands that arrive at or leave one side of an account adjoin, and fill its fuller side.
        for node in &flows.nodes {
            let mut fullest = 0.0_f64;
            for side in [node.x, node.x + NODE] {
                let ends = flows.bands.iter().flat_map(|band| {
                    [(band.transfer.from, band.from, band.width), (band.transfer.to, band.to, band.width)]
                });
                let mut ends: Vec<(f64, f64)> = ends
                    .filter(|(account, (x, _), _)| *account == node.account && *x == side)
                    .map(|(_, (_, y), width)| (y, width))
                    .collect();
                ends.sort_by(|a, b| a.0.total_cmp(&b.0));
                for pair in ends.windows(2) {
                    assert!((pair[0].0 + pair[0].1 - pair[1].0).abs() < 1e-6, "{pair:?} at {node:?}");
                }
                fullest = fullest.max(ends.iter().map(|(_, width)| width).sum());
            }
            assert!((fullest - node.height).abs() < 1e-6, "{node:?} is not filled: {fullest}");
        }
        // No account overlaps another, and their labels have room.
        for (place, one) in flows.nodes.iter().enumerate() {
            assert!(one.x >= 0.0 && one.x + NODE <= flows.width && one.top + one.height <= flows.height, "{one:?}");
            for other in &flows.nodes[place + 1..] {
                let apart = one.top + one.height + BETWEEN_PAID <= other.top + 1e-6
                    || other.top + other.height + BETWEEN_PAID <= one.top + 1e-6;
                assert!(one.x != other.x || apart, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn every_baseline_in_every_month_is_to_scale() {
        for baseline in BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            for month in 0..outcome.sheet.months() {
                let paid: Vec<_> =
                    TRANSFERS.iter().map(|of| (*of, paid_to_date_usd(&outcome.sheet, *of, month))).collect();
                for (width, labels) in [(1010.0, 170.0), (320.0, 96.0)] {
                    let flows = Flows::new(&paid, width, labels, true);
                    assert_eq!(flows.bands.len(), paid.iter().filter(|(_, usd)| *usd > 0.0).count());
                    assert!(flows.height <= ROOM + 1e-6, "{}", flows.height);
                    holds_together(&flows);
                    assert!(!bands(&flows, (0.0, 0.0), Palette::Alone(Theme::Dark)).contains("NaN"));
                }
            }
        }
    }

    #[test]
    fn what_leaves_an_account_arrives_at_another() {
        let flows = Flows::new(&paid([10e9, 60e9, 12e9, 20e9, 9e9, 1e8, 3e8]), 1000.0, 170.0, true);
        holds_together(&flows);
        let high =
            |account: Account| flows.nodes.iter().find(|node| node.account == account).expect("it is paid").height;
        let ends: f64 = [Account::ChipVendors, Account::Builders, Account::Utilities, Account::Operations]
            .into_iter()
            .map(high)
            .sum();
        // The supplier's node is as high as the sum of everything that it pays.
        assert!((high(Account::Supplier) - ends).abs() < 1e-6);
        assert!((high(Account::Investor) / high(Account::OtherInvestors) - 1.0 / 6.0).abs() < 1e-9);
        assert!(flows.one_party);
        // The spend leaves on the company's right side, and the investment arrives there, so the bands run both ways.
        let band = |from: Account| flows.bands.iter().find(|band| band.transfer.from == from).expect("it pays");
        assert!(band(Account::Investor).from.0 > band(Account::Investor).to.0);
        assert!(band(Account::Company).from.0 < band(Account::Company).to.0);
    }

    #[test]
    fn nothing_paid_draws_nothing() {
        let flows = Flows::new(&paid([0.0; 7]), 1000.0, 170.0, true);
        assert_eq!((flows.nodes.len(), flows.bands.len(), flows.height), (0, 0, 0.0));
        assert_eq!((bands(&flows, (0.0, 0.0), Palette::Page).as_str(), flows.key()), ("", None));
        assert!(!flows.one_party);
        for only in 0..7 {
            let mut usd = [0.0; 7];
            usd[only] = 1e9;
            let flows = Flows::new(&paid(usd), 320.0, 96.0, true);
            holds_together(&flows);
            let all = format!("{flows:?}");
            assert!(flows.bands.len() == 1 && !all.contains("NaN") && !all.contains("inf"), "{all}");
        }
    }

    #[test]
    fn the_key_is_round_and_to_scale() {
        let flows = Flows::new(&paid([10e9, 0.0, 10.4e9, 20.9e9, 9e9, 1e8, 3e8]), 1000.0, 170.0, false);
        let (usd, height) = flows.key().expect("something was paid");
        assert_eq!(usd, 10e9);
        assert!((height - flows.bands[0].width).abs() < 1e-9);
    }
}
