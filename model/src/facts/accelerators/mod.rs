//! Accelerators that a phase can use: one block for each chip, one row for each fact. Figures are per chip; FLOP/s are
//! dense.
//!
//! A chip is listed here once everything that the model needs is known or can be assumed with a reason: IT power,
//! price, capital cost, MFU. Other chips are in [`crate::facts::specifications`].
//!
//! IT power excludes cooling, since the model multiplies by PUE. As far as possible all figures come from one source
//! with one definition: the chip with its share of host and network cards. Prices are three-year commitments from one
//! survey if it has the chip; other known prices are in `list_prices` and are used in no calculation.

mod amd;
mod aws;
mod google;
mod nvidia;
mod own;

use crate::base::keys::{joined, same};
use crate::base::units::Unit::FlopPerSecond;
use crate::facts::accelerator::Accelerator;
use crate::facts::provenance::{Fact, official};
use crate::facts::sources::S14;

/// The unit of Epoch AI's H100-equivalents: the H100's dense 8-bit peak.
pub static H100_EIGHT_BIT_PEAK: Fact =
    official(1_979e12, FlopPerSecond, &S14, "H100 SXM, dense FP8; Epoch AI divides by it").rounded(0.5e12);

/// Hourly price of a Trainium3, USD. It was solved once, together with [`TRAINIUM4_USD_PER_CHIP_HOUR`], so that the
/// expansion announced in February 2026 comes to its $100bn with the same dollars per IT watt. A test solves both
/// again.
pub const TRAINIUM3_USD_PER_CHIP_HOUR: f64 = 1.595;
/// Hourly price of a Trainium4, USD: see [`TRAINIUM3_USD_PER_CHIP_HOUR`].
pub const TRAINIUM4_USD_PER_CHIP_HOUR: f64 = 2.536;

const COUNT: usize = aws::ROWS.len() + nvidia::ROWS.len() + google::ROWS.len() + amd::ROWS.len() + own::ROWS.len();

static ALL: [Accelerator; COUNT] = joined(&[&aws::ROWS, &nvidia::ROWS, &google::ROWS, &amd::ROWS, &own::ROWS]);

/// All accelerators, in the order of choices: by vendor, then by generation; the reader's own is last.
pub static ACCELERATORS: &[Accelerator] = &ALL;

/// The index of an accelerator in the catalogue. In a constant, an unknown id is a build error.
pub const fn index_of(id: &str) -> usize {
    let mut place = 0;
    while !same(ACCELERATORS[place].id, id) {
        place += 1;
    }
    place
}

impl Accelerator {
    /// The accelerator with this id; `None` if there is none.
    pub fn by_id(id: &str) -> Option<&'static Accelerator> {
        ACCELERATORS.iter().find(|a| a.id == id)
    }
}
