//! Accelerators of which only specifications are known: they are listed with the others, but cannot be chosen for a
//! phase.
//!
//! The row shows which facts are missing. Once none is, the row belongs in [`crate::facts::accelerators`], and a test
//! fails here. A chip of this table has no inputs, no choice and no limit of supply.

use crate::base::month::month;
use crate::base::units::Unit::{Byte, BytePerSecond, Chips, FlopPerSecond, Month as MonthUnit, UsdPerChipHour, Watt};
use crate::facts::provenance::{Fact, estimate, evidence_text, official, reported};
use crate::facts::sources::*;
use serde::Serialize;

/// All chips that are known by their specifications only, by maker.
#[rustfmt::skip]
pub static SPECIFICATIONS: &[Specification] = &[
    Specification {
        id: "jalapeno", name: "Jalapeño", maker: "OpenAI and Broadcom",
        available: Some(official(month(2026, 12), MonthUnit, &S138, "first deployment at the end of 2026")),
        fp4: Some(official(13.4e15, FlopPerSecond, &S138, "per chip, MXFP4").rounded(0.05e15)),
        hbm_bytes: Some(official(216e9, Byte, &S138, "per chip, HBM4").rounded(0.5e9)),
        hbm_bytes_per_second: Some(official(15.4e12, BytePerSecond, &S138, "per chip").rounded(0.05e12)),
        tdp_watts: Some(official(700.0, Watt, &S138, "chip only")),
        it_watts: Some(estimate(1_125.0, Watt, &S14B, "chip with its share of host and NICs")),
        owner_cost_usd_per_chip_hour: Some(estimate(1.27, UsdPerChipHour, &S14B, "owner’s cost, AI Cloud TCO Model")),
        domain_chips: Some(official(128.0, Chips, &S138, "chips of one scale-up domain")),
        note: evidence_text("For inference only, so no share of a peak in training will be published. OpenAI uses it itself: there is no price."),
        ..NOTHING
    },
    Specification {
        id: "maia-200", name: "Maia 200", maker: "Microsoft",
        available: Some(reported(month(2026, 1), MonthUnit, &S139, "announced January 2026")),
        fp8: Some(reported(5e15, FlopPerSecond, &S139, "per chip, “over” 5 PFLOP/s").rounded(0.5e15)),
        fp4: Some(reported(10e15, FlopPerSecond, &S139, "per chip, “over” 10 PFLOP/s").rounded(0.5e15)),
        hbm_bytes: Some(reported(216e9, Byte, &S139, "per chip, HBM3e").rounded(0.5e9)),
        hbm_bytes_per_second: Some(reported(7e12, BytePerSecond, &S139, "per chip").rounded(0.5e12)),
        tdp_watts: Some(reported(750.0, Watt, &S139, "chip only")),
        ..NOTHING
    },
    Specification {
        id: "mtia-300", name: "MTIA 300", maker: "Meta",
        bf16: Some(reported(0.6e15, FlopPerSecond, &S140, "per chip").rounded(0.05e15)),
        fp8: Some(reported(1.2e15, FlopPerSecond, &S140, "per chip").rounded(0.05e15)),
        hbm_bytes: Some(reported(216e9, Byte, &S140, "per chip").rounded(0.5e9)),
        hbm_bytes_per_second: Some(reported(6.1e12, BytePerSecond, &S140, "per chip").rounded(0.05e12)),
        tdp_watts: Some(reported(800.0, Watt, &S140, "chip only")),
        ..NOTHING
    },
    Specification {
        id: "mtia-400", name: "MTIA 400", maker: "Meta",
        bf16: Some(reported(3e15, FlopPerSecond, &S140, "per chip").rounded(0.5e15)),
        fp8: Some(reported(6e15, FlopPerSecond, &S140, "per chip").rounded(0.5e15)),
        fp4: Some(reported(12e15, FlopPerSecond, &S140, "per chip, MX4").rounded(0.5e15)),
        hbm_bytes: Some(reported(288e9, Byte, &S140, "per chip").rounded(0.5e9)),
        hbm_bytes_per_second: Some(reported(9.2e12, BytePerSecond, &S140, "per chip").rounded(0.05e12)),
        tdp_watts: Some(reported(1_200.0, Watt, &S140, "chip only")),
        ..NOTHING
    },
    Specification {
        id: "mtia-450", name: "MTIA 450", maker: "Meta",
        bf16: Some(reported(3.5e15, FlopPerSecond, &S140, "per chip").rounded(0.05e15)),
        fp8: Some(reported(7e15, FlopPerSecond, &S140, "per chip").rounded(0.5e15)),
        fp4: Some(reported(21e15, FlopPerSecond, &S140, "per chip, MX4").rounded(0.5e15)),
        hbm_bytes: Some(reported(288e9, Byte, &S140, "per chip").rounded(0.5e9)),
        hbm_bytes_per_second: Some(reported(18.4e12, BytePerSecond, &S140, "per chip").rounded(0.05e12)),
        tdp_watts: Some(reported(1_400.0, Watt, &S140, "chip only")),
        ..NOTHING
    },
    Specification {
        id: "mtia-500", name: "MTIA 500", maker: "Meta",
        bf16: Some(reported(5e15, FlopPerSecond, &S140, "per chip").rounded(0.5e15)),
        fp8: Some(reported(10e15, FlopPerSecond, &S140, "per chip").rounded(0.5e15)),
        fp4: Some(reported(30e15, FlopPerSecond, &S140, "per chip, MX4").rounded(0.5e15)),
        hbm_bytes: Some(reported(384e9, Byte, &S140, "per chip, 384 to 512 GB").range(384e9, 512e9).rounded(0.5e9)),
        hbm_bytes_per_second: Some(reported(27.6e12, BytePerSecond, &S140, "per chip").rounded(0.05e12)),
        tdp_watts: Some(reported(1_700.0, Watt, &S140, "chip only")),
        ..NOTHING
    },
    Specification {
        id: "ascend-950dt", name: "Ascend 950DT", maker: "Huawei",
        available: Some(reported(month(2026, 11), MonthUnit, &S141, "fourth quarter of 2026; its middle taken").range(month(2026, 10), month(2026, 12))),
        fp8: Some(reported(1e15, FlopPerSecond, &S141, "per chip").rounded(0.5e15)),
        fp4: Some(reported(2e15, FlopPerSecond, &S141, "per chip").rounded(0.5e15)),
        hbm_bytes: Some(reported(144e9, Byte, &S141, "per chip").rounded(0.5e9)),
        hbm_bytes_per_second: Some(reported(4e12, BytePerSecond, &S141, "per chip").rounded(0.5e12)),
        domain_chips: Some(reported(8_192.0, Chips, &S141, "chips of an Atlas 950")),
        domain_fp8: Some(reported(8e18, FlopPerSecond, &S141, "Atlas 950, 8,192 chips").rounded(0.5e18)),
        note: evidence_text("Sold as the Atlas 950 of 8,192 chips, 8 EFLOP/s at FP8."),
        ..NOTHING
    },
];

const NOTHING: Specification = Specification {
    id: "",
    name: "",
    maker: "",
    available: None,
    bf16: None,
    fp8: None,
    fp4: None,
    hbm_bytes: None,
    hbm_bytes_per_second: None,
    tdp_watts: None,
    it_watts: None,
    price_usd_per_chip_hour: None,
    capex_usd: None,
    owner_cost_usd_per_chip_hour: None,
    training_mfu: None,
    domain_chips: None,
    domain_fp8: None,
    note: "",
};

/// The published facts of an accelerator that the model cannot use. FLOP/s are dense, as far as the source says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Specification {
    /// Stable identifier, unique among those of all accelerators.
    pub id: &'static str,
    /// The displayed name.
    pub name: &'static str,
    /// The company that makes it, or has it made.
    pub maker: &'static str,
    /// The first month of delivery.
    pub available: Option<Fact>,
    /// Peak FLOP/s at BF16.
    pub bf16: Option<Fact>,
    /// Peak FLOP/s at FP8.
    pub fp8: Option<Fact>,
    /// Peak FLOP/s at FP4.
    pub fp4: Option<Fact>,
    /// HBM capacity in bytes.
    pub hbm_bytes: Option<Fact>,
    /// HBM bandwidth in bytes a second.
    pub hbm_bytes_per_second: Option<Fact>,
    /// The package's thermal design power, W.
    pub tdp_watts: Option<Fact>,
    /// IT power per chip at server level, W.
    pub it_watts: Option<Fact>,
    /// Price to a customer, USD per chip-hour.
    pub price_usd_per_chip_hour: Option<Fact>,
    /// Cost of one chip to the supplier, USD.
    pub capex_usd: Option<Fact>,
    /// Hourly cost to the owner by a published model, USD.
    pub owner_cost_usd_per_chip_hour: Option<Fact>,
    /// Training MFU: the share of a peak that training achieves.
    pub training_mfu: Option<Fact>,
    /// Number of chips in one scale-up domain.
    pub domain_chips: Option<Fact>,
    /// Peak FLOP/s at FP8 of one scale-up domain, as published.
    pub domain_fp8: Option<Fact>,
    /// What a reader should know; may be empty.
    pub note: &'static str,
}

impl Specification {
    /// The known facts, each with its key and a short description.
    pub fn facts(&self) -> impl Iterator<Item = (&'static str, &'static str, &Fact)> {
        let all = [
            ("available", "available from", &self.available),
            ("bf16", "peak BF16", &self.bf16),
            ("fp8", "peak FP8", &self.fp8),
            ("fp4", "peak FP4", &self.fp4),
            ("hbm_bytes", "HBM capacity", &self.hbm_bytes),
            ("hbm_bytes_per_second", "HBM bandwidth", &self.hbm_bytes_per_second),
            ("tdp_watts", "TDP", &self.tdp_watts),
            ("it_watts", "IT power", &self.it_watts),
            ("price_usd_per_chip_hour", "price", &self.price_usd_per_chip_hour),
            ("capex_usd", "capital cost", &self.capex_usd),
            ("owner_cost_usd_per_chip_hour", "owner’s cost", &self.owner_cost_usd_per_chip_hour),
            ("training_mfu", "training MFU", &self.training_mfu),
            ("domain_chips", "chips of a scale-up domain", &self.domain_chips),
            ("domain_fp8", "peak FP8 of a scale-up domain", &self.domain_fp8),
        ];
        all.into_iter().filter_map(|(key, what, fact)| Some((key, what, fact.as_ref()?)))
    }

    /// The facts that the model needs and that are missing, in words; never empty.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> {
        let needed = [
            ("IT power", &self.it_watts),
            ("price", &self.price_usd_per_chip_hour),
            ("capital cost", &self.capex_usd),
            ("training MFU", &self.training_mfu),
        ];
        needed.into_iter().filter(|(_, fact)| fact.is_none()).map(|(what, _)| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::accelerators::ACCELERATORS;

    #[test]
    fn a_chip_that_lacks_nothing_belongs_among_the_accelerators() {
        for chip in SPECIFICATIONS {
            assert!(chip.missing().count() > 0, "{} lacks nothing", chip.id);
            assert!(!chip.name.is_empty() && !chip.maker.is_empty() && chip.facts().count() > 3, "{}", chip.id);
            assert!(ACCELERATORS.iter().all(|known| known.id != chip.id && known.name != chip.name), "{}", chip.id);
            assert_eq!(SPECIFICATIONS.iter().filter(|other| other.id == chip.id).count(), 1, "{}", chip.id);
        }
    }

    #[test]
    fn a_domains_total_is_that_of_its_chips() {
        let mut totals = 0;
        for chip in SPECIFICATIONS {
            let (Some(chips), Some(of_one), Some(total)) = (&chip.domain_chips, &chip.fp8, &chip.domain_fp8) else {
                continue;
            };
            let within = total.rounding() + chips.value * of_one.rounding();
            assert!((chips.value * of_one.value - total.value).abs() <= within, "{}", chip.id);
            totals += 1;
        }
        assert!(totals > 0);
    }
}
