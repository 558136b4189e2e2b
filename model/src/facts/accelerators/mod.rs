//! Accelerators that a phase can be built of: one block a chip, one row a fact. Per chip; FLOP/s are dense.
//!
//! A chip stands here once everything that the model needs of it is known or can be assumed with a reason: watts, price,
//! capital cost, MFU. Others stand in [`crate::facts::specifications`].
//!
//! IT watts exclude cooling: the model multiplies by PUE itself. So far as it has the chip they are of one source with
//! one definition: the chip with its share of host and network cards. Prices are three-year commitments of one survey
//! where it has the chip; the other prices seen stand in `list_prices` and enter no calculation.

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

/// Epoch AI's unit of compute: the H100's dense 8-bit peak.
pub static H100_EIGHT_BIT_PEAK: Fact =
    official(1_979e12, FlopPerSecond, &S14, "H100 SXM, dense FP8; Epoch AI divides by it").rounded(0.5e12);

/// What a Trainium3 costs an hour, USD: solved once, with [`TRAINIUM4_USD_PER_CHIP_HOUR`], so that the expansion announced in
/// February 2026 comes to its $100bn at the same dollars for an IT watt. A test solves both anew.
pub const TRAINIUM3_USD_PER_CHIP_HOUR: f64 = 1.595;
/// What a Trainium4 costs an hour, USD: see [`TRAINIUM3_USD_PER_CHIP_HOUR`].
pub const TRAINIUM4_USD_PER_CHIP_HOUR: f64 = 2.536;

const COUNT: usize = aws::ROWS.len() + nvidia::ROWS.len() + google::ROWS.len() + amd::ROWS.len() + own::ROWS.len();

static ALL: [Accelerator; COUNT] = joined(&[&aws::ROWS, &nvidia::ROWS, &google::ROWS, &amd::ROWS, &own::ROWS]);

/// Every accelerator, in the order in which choices list them: by vendor, then by generation; the reader’s own is the last.
pub static ACCELERATORS: &[Accelerator] = &ALL;

/// The place of an accelerator in the catalogue, looked up while compiling: an unknown one is a build error.
pub const fn index_of(id: &str) -> usize {
    let mut place = 0;
    while !same(ACCELERATORS[place].id, id) {
        place += 1;
    }
    place
}

impl Accelerator {
    /// The accelerator with this id.
    pub fn by_id(id: &str) -> Option<&'static Accelerator> {
        ACCELERATORS.iter().find(|a| a.id == id)
    }
}
