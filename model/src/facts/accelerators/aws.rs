//! AWS's accelerators: Trainium.

use super::{TRAINIUM3_USD_PER_CHIP_HOUR, TRAINIUM4_USD_PER_CHIP_HOUR};
use crate::base::month::month;
use crate::base::units::GIB;
use crate::base::units::Unit::{
    Byte, BytePerSecond, FlopPerSecond, Month as MonthUnit, Share, UsdPerChip, UsdPerChipHour, Watt,
};
use crate::facts::accelerator::{Accelerator, Price, PriceKind, Vendor};
use crate::facts::provenance::{assumption, derived, estimate, evidence_text, listed, official};
use crate::facts::sources::*;

/// All rows, by generation.
#[rustfmt::skip]
pub(super) const ROWS: [Accelerator; 3] = [
    Accelerator {
        id: "trainium2", code: "t2", name: "Trainium2", vendor: Vendor::Aws, family: "Trainium",
        available: official(month(2024, 12), MonthUnit, &S6, "general availability, 3 December 2024"),
        bf16: Some(official(667e12, FlopPerSecond, &S1, "per chip, dense").rounded(0.5e12)),
        fp8: Some(official(1_299e12, FlopPerSecond, &S1, "per chip, dense").rounded(0.5e12)),
        fp4: None,
        int8: None,
        hbm_bytes: Some(official(96.0 * GIB, Byte, &S1, "per chip, 96 GiB").rounded(0.5 * GIB)),
        hbm_bytes_per_second: Some(official(2.9e12, BytePerSecond, &S1, "per chip, peak").rounded(0.05e12)),
        tdp_watts: Some(estimate(500.0, Watt, &S7, "chip only; AWS publishes none")),
        it_watts: assumption(757.0, Watt, &S14B, "500 W TDP × 2,120 ÷ 1,400, GB300’s ratio of server to chip; SemiAnalysis’s UltraServer of 48 kW ÷ 64 gives 750; low: TPU7x’s ratio 1.26, high: H100’s 1.96").range(629.0, 979.0),
        price: Price { kind: PriceKind::ThreeYear, fact: official(2.149, UsdPerChipHour, &S11, "AWS slide, Dec 2024: $34.39 ÷ 16; no region; low: Trainium3’s for an IT watt, high: block then").range(0.80, 2.794) },
        list_prices: listed(const { &[
            Price { kind: PriceKind::CapacityBlock, fact: official(2.235, UsdPerChipHour, &S11, "trn2.48xlarge, Ohio, July 2026: $35.7608 an hour ÷ 16") },
            Price { kind: PriceKind::CapacityBlock, fact: official(2.794, UsdPerChipHour, &S11, "trn2.48xlarge at launch, December 2024: $44.70 an hour ÷ 16") },
        ] }),
        capex_usd: assumption(12_900.0, UsdPerChip, &S57, "no public cost: (Epoch $38/W of IT × Bernstein 0.81 for ASICs − $12/W facility × PUE 1.15) × 757 W; low and high from $35 and $60/W").range(11_000.0, 26_300.0),
        owner_cost_usd_per_chip_hour: None,
        mfu_bf16: Some(assumption(0.40, Share, &OURS, "no official figure exists; taken as Trainium3’s, which is AWS’s own claim").range(0.25, 0.60)),
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "no figure exists; taken as our assumption for Trainium3").range(0.20, 0.40)),
        mfu_fp4: None,
        note: evidence_text("It has no FP4. $2.235 an hour is the price of a reserved block, not on demand; no on-demand price could be verified."),
    },
    Accelerator {
        id: "trainium3", code: "t3", name: "Trainium3", vendor: Vendor::Aws, family: "Trainium",
        available: official(month(2025, 12), MonthUnit, &S5, "general availability, 2 December 2025"),
        bf16: Some(official(671e12, FlopPerSecond, &S3, "per chip, dense; 0.6% more than Trainium2").rounded(0.5e12)),
        fp8: Some(official(2_517e12, FlopPerSecond, &S3, "per chip, dense MXFP8").rounded(0.5e12)),
        fp4: Some(official(2_517e12, FlopPerSecond, &S3, "per chip, dense MXFP4: the same speed as MXFP8; no NVFP4").rounded(0.5e12)),
        int8: None,
        hbm_bytes: Some(official(144.0 * GIB, Byte, &S3, "per chip, HBM3e, 144 GiB").rounded(0.5 * GIB)),
        hbm_bytes_per_second: Some(official(4.9e12, BytePerSecond, &S3, "per chip, peak").rounded(0.05e12)),
        tdp_watts: Some(estimate(1_000.0, Watt, &S7, "chip only; AWS publishes none; another model uses 800 W").range(800.0, 1_000.0)),
        it_watts: assumption(1_514.0, Watt, &S14B, "1,000 W TDP × 2,120 ÷ 1,400, GB300’s ratio of server to chip; Trainium2’s own, at the rack, is 1.5; low: TPU7x’s ratio 1.26, high: H100’s 1.96").range(1_257.0, 1_957.0),
        price: Price { kind: PriceKind::Implied, fact: derived(TRAINIUM3_USD_PER_CHIP_HOUR, UsdPerChipHour, &S78, "so that the announced $100bn pay for 2 GW over eight years as announced, ramp included, at the same dollars for an IT watt as Trainium4; low: without a ramp; high: the same plan 14 months late").range(1.24, 1.96) },
        list_prices: &[],
        capex_usd: assumption(25_700.0, UsdPerChip, &S57, "no public cost: (Epoch $38/W of IT × Bernstein 0.81 for ASICs − $12/W facility × PUE 1.15) × 1,514 W; low and high from $35 and $60/W").range(22_000.0, 52_700.0),
        owner_cost_usd_per_chip_hour: None,
        mfu_bf16: Some(assumption(0.40, Share, &S7, "AWS’s own claims: 43% dense, 20–30% MoE off the shelf; 60% and over 40% by hand").range(0.25, 0.60)),
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "no independent FP8 figure exists; AWS’s 43% and 60% are of the BF16 peak").range(0.20, 0.40)),
        mfu_fp4: Some(assumption(0.30, Share, &OURS, "as FP8: MXFP4 runs at the same speed").range(0.20, 0.40)),
        note: evidence_text("No price of any kind is public: ours follows from the announced contract, which may also pay for other services, and moves with the watts assumed. AWS publishes neither TDP nor rack power. Amazon calls it nearly fully subscribed (first quarter of 2026)."),
    },
    Accelerator {
        id: "trainium4", code: "t4", name: "Trainium4", vendor: Vendor::Aws, family: "Trainium",
        available: assumption(month(2027, 10), MonthUnit, &OURS, "“2027” (deal); some 18 months from April 2026 (Amazon’s letter); mass production Q4 2027 (supply chain); low: “late 2026” (press)").range(month(2026, 12), month(2027, 12)),
        bf16: None,
        fp8: Some(derived(7_551e12, FlopPerSecond, &S7, "3 × Trainium3’s 2,517 TFLOP/s; AWS announces “at least” that").rounded(1.5e12)),
        fp4: Some(derived(15_102e12, FlopPerSecond, &S7, "6 × Trainium3’s 2,517 TFLOP/s MXFP4; AWS announces “at least” that").rounded(3e12)),
        int8: None,
        hbm_bytes: Some(estimate(288.0 * GIB, Byte, &S7, "2 × Trainium3’s 144 GiB: 8 stacks of HBM4; printed 288 GB; not announced by AWS").rounded(1.0 * GIB)),
        hbm_bytes_per_second: Some(derived(19.6e12, BytePerSecond, &S40, "4 × Trainium3’s 4.9 TB/s, as AWS announces").rounded(0.2e12)),
        tdp_watts: None,
        it_watts: assumption(2_407.0, Watt, &OURS, "no power is published: midway between Trainium3 (low) and Vera Rubin (high)").range(1_514.0, 3_300.0),
        price: Price { kind: PriceKind::Implied, fact: derived(TRAINIUM4_USD_PER_CHIP_HOUR, UsdPerChipHour, &S78, "Trainium3’s price × 2,407 ÷ 1,514 W: the same dollars for an IT watt, so that the announced $100bn pay for the announced 2 GW; range as Trainium3’s").range(1.97, 3.12) },
        list_prices: &[],
        capex_usd: assumption(40_900.0, UsdPerChip, &S57, "no public cost: (Epoch $38/W of IT × Bernstein 0.81 for ASICs − $12/W facility × PUE 1.15) × 2,407 W; low and high from $35 and $60/W").range(35_000.0, 83_800.0),
        owner_cost_usd_per_chip_hour: None,
        mfu_bf16: None,
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "not built yet; taken as our assumption for Trainium3").range(0.20, 0.40)),
        mfu_fp4: Some(assumption(0.21, Share, &OURS, "our FP8 value × 0.69, what GB200 keeps of its FP8 share at NVFP4").range(0.10, 0.30)),
        note: evidence_text("Announced only by ratios to Trainium3. Its sixfold FP4 is measured against an FP4 that Trainium3 does not speed up. Its memory is to be NVIDIA’s NVHBM; Amazon says that much of it is reserved (August 2026)."),
    },
];
