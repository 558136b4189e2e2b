//! The reader's own chip: no company makes it, and the reader can set all its numbers.
//!
//! Its peaks are inputs, while other chips have facts. No baseline uses it, so its numbers have no effect until a
//! reader chooses it. Its placeholders are round numbers, so that nobody takes them for those of a product.

use crate::base::month::month;
use crate::base::units::Unit::{FlopPerSecond, Month as MonthUnit, Share, UsdPerChip, UsdPerChipHour, Watt};
use crate::facts::accelerator::{Accelerator, Price, PriceKind, Vendor};
use crate::facts::provenance::{assumption, evidence_text};
use crate::facts::sources::*;

/// The only row.
#[rustfmt::skip]
pub(super) const ROWS: [Accelerator; 1] = [
    Accelerator {
        id: "own", code: "ow", name: "Own chip", vendor: Vendor::Other, family: "own",
        available: assumption(month(2025, 11), MonthUnit, &OURS, "from the first month of the calendar, so that the phase alone says when it comes"),
        bf16: Some(assumption(1e15, FlopPerSecond, &OURS, "a placeholder, to be set by the reader: a round PFLOP/s, of the H100's class")),
        fp8: Some(assumption(2e15, FlopPerSecond, &OURS, "a placeholder, to be set by the reader: twice its BF16")),
        fp4: Some(assumption(4e15, FlopPerSecond, &OURS, "a placeholder, to be set by the reader: twice its FP8")),
        int8: None,
        hbm_bytes: None,
        hbm_bytes_per_second: None,
        tdp_watts: None,
        it_watts: assumption(1_500.0, Watt, &OURS, "a placeholder, to be set by the reader: a round 1.5 kW"),
        price: Price { kind: PriceKind::Assumed, fact: assumption(2.0, UsdPerChipHour, &OURS, "a placeholder, to be set by the reader: a round $2") },
        list_prices: &[],
        capex_usd: assumption(30_000.0, UsdPerChip, &OURS, "a placeholder, to be set by the reader: a round $30,000"),
        owner_cost_usd_per_chip_hour: None,
        mfu_bf16: Some(assumption(0.40, Share, &OURS, "a placeholder, to be set by the reader: a round 40%")),
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "a placeholder, to be set by the reader: a round 30%")),
        mfu_fp4: Some(assumption(0.20, Share, &OURS, "a placeholder, to be set by the reader: a round 20%")),
        note: evidence_text("No such chip exists: its peaks, watts, price, cost and MFU are yours to set. It has no memory here, and adds nothing to the fleet’s."),
    },
];
