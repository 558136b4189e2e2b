//! AMD's accelerators: Instinct.

use crate::base::month::month;
use crate::base::units::Unit::{
    Byte, BytePerSecond, FlopPerSecond, Month as MonthUnit, Share, UsdPerChip, UsdPerChipHour, Watt,
};
use crate::facts::accelerator::{Accelerator, Price, PriceKind, Vendor};
use crate::facts::provenance::{assumption, estimate, evidence_text, listed, official, reported};
use crate::facts::sources::*;

/// All rows, by generation.
#[rustfmt::skip]
pub(super) const ROWS: [Accelerator; 4] = [
    Accelerator {
        id: "mi300x", code: "m3", name: "MI300X", vendor: Vendor::Amd, family: "Instinct",
        available: reported(month(2024, 1), MonthUnit, &S16, "2023–24; January 2024, the middle, taken"),
        bf16: Some(official(1_307e12, FlopPerSecond, &S14, "per GPU, dense").rounded(0.5e12)),
        fp8: Some(official(2_615e12, FlopPerSecond, &S14, "per GPU, dense").rounded(0.5e12)),
        fp4: None,
        int8: None,
        hbm_bytes: Some(official(192e9, Byte, &S14, "per GPU, 192 GB").rounded(0.5e9)),
        hbm_bytes_per_second: Some(official(5.3e12, BytePerSecond, &S14, "per GPU").rounded(0.05e12)),
        tdp_watts: Some(official(750.0, Watt, &S14, "GPU only")),
        it_watts: estimate(1_390.0, Watt, &S14B, "chip with its share of host and NICs; high: its earlier 1.79 kW with facility ÷ PUE 1.08").range(1_390.0, 1_657.0),
        price: Price { kind: PriceKind::ThreeYear, fact: estimate(1.30, UsdPerChipHour, &S14B, "three-year commitment, survey of July 2026; low: owner’s cost; high: cheapest on demand, 2026").range(0.95, 2.59) },
        list_prices: listed(const { &[
            Price { kind: PriceKind::OnDemand, fact: reported(2.59, UsdPerChipHour, &S15, "DigitalOcean, September 2026, the cheapest specialist cloud seen") },
            Price { kind: PriceKind::OnDemand, fact: reported(6.00, UsdPerChipHour, &S15, "Oracle and Azure, September 2026") },
            Price { kind: PriceKind::ThreeYear, fact: estimate(1.55, UsdPerChipHour, &S14, "three-year rental, survey of 2025") },
        ] }),
        capex_usd: assumption(16_200.0, UsdPerChip, &OURS, "GPU $10–15k, middle (Epoch), × 1.30, H100’s ratio of server to GPU; high: $15k and network").range(13_000.0, 29_100.0),
        owner_cost_usd_per_chip_hour: Some(estimate(0.95, UsdPerChipHour, &S14B, "owner’s cost at a hyperscaler, AI Cloud TCO Model")),
        mfu_bf16: Some(assumption(0.35, Share, &OURS, "no figure in our sources; below the H100’s measured 41%").range(0.20, 0.43)),
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "no figure in our sources; below the H100’s measured 41%").range(0.15, 0.40)),
        mfu_fp4: None,
        note: "",
    },
    Accelerator {
        id: "mi325x", code: "m2", name: "MI325X", vendor: Vendor::Amd, family: "Instinct",
        available: assumption(month(2025, 1), MonthUnit, &OURS, "between MI300X and MI355X; shipping since about the turn of 2024").range(month(2024, 12), month(2025, 7)),
        bf16: Some(official(1_307e12, FlopPerSecond, &S14, "per GPU, dense").rounded(0.5e12)),
        fp8: Some(official(2_615e12, FlopPerSecond, &S14, "per GPU, dense").rounded(0.5e12)),
        fp4: None,
        int8: None,
        hbm_bytes: Some(official(256e9, Byte, &S14, "per GPU, 256 GB").rounded(0.5e9)),
        hbm_bytes_per_second: Some(official(6e12, BytePerSecond, &S14, "per GPU").rounded(0.05e12)),
        tdp_watts: None,
        it_watts: estimate(1_690.0, Watt, &S14B, "chip with its share of host and NICs; high: its earlier 2.18 kW with facility ÷ PUE 1.15").range(1_690.0, 1_896.0),
        price: Price { kind: PriceKind::ThreeYear, fact: estimate(1.60, UsdPerChipHour, &S14B, "three-year commitment, survey of July 2026; low: owner’s cost; high: MI300X on demand").range(1.10, 2.59) },
        list_prices: listed(const { &[
            Price { kind: PriceKind::ThreeYear, fact: estimate(1.80, UsdPerChipHour, &S14, "three-year rental, survey of 2025") },
        ] }),
        capex_usd: assumption(18_800.0, UsdPerChip, &OURS, "no public price found: MI300X’s × 1.10 ÷ 0.95, the ratio of their owners’ costs; low: MI300X’s; high: MI355X’s").range(16_200.0, 35_600.0),
        owner_cost_usd_per_chip_hour: Some(estimate(1.10, UsdPerChipHour, &S14B, "owner’s cost at a hyperscaler, AI Cloud TCO Model")),
        mfu_bf16: Some(assumption(0.35, Share, &OURS, "no figure in our sources; taken as MI300X’s").range(0.20, 0.43)),
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "no figure in our sources; taken as MI300X’s").range(0.15, 0.40)),
        mfu_fp4: None,
        note: evidence_text("MI300X’s compute with more and faster memory."),
    },
    Accelerator {
        id: "mi355x", code: "m5", name: "MI355X", vendor: Vendor::Amd, family: "Instinct",
        available: reported(month(2025, 10), MonthUnit, &S16, "second half of 2025; its middle taken").range(month(2025, 7), month(2025, 12)),
        bf16: Some(official(2_516e12, FlopPerSecond, &S14, "per GPU, dense").rounded(0.5e12)),
        fp8: Some(official(5_033e12, FlopPerSecond, &S14, "per GPU, dense").rounded(0.5e12)),
        fp4: Some(official(10_066e12, FlopPerSecond, &S14, "per GPU, dense").rounded(0.5e12)),
        int8: None,
        hbm_bytes: Some(official(288e9, Byte, &S14, "per GPU, 288 GB").rounded(0.5e9)),
        hbm_bytes_per_second: Some(official(8e12, BytePerSecond, &S14, "per GPU").rounded(0.05e12)),
        tdp_watts: Some(official(1_400.0, Watt, &S14, "GPU only")),
        it_watts: estimate(2_090.0, Watt, &S14B, "chip with its share of host and NICs; high: its earlier 2.65 kW with facility ÷ PUE 1.08").range(2_090.0, 2_454.0),
        price: Price { kind: PriceKind::ThreeYear, fact: estimate(2.90, UsdPerChipHour, &S14B, "three-year commitment, survey of July 2026; low: owner’s cost; high: Oracle on demand, 2026").range(1.50, 8.60) },
        list_prices: listed(const { &[
            Price { kind: PriceKind::OnDemand, fact: reported(8.60, UsdPerChipHour, &S15, "Oracle, September 2026") },
            Price { kind: PriceKind::OnDemand, fact: reported(2.95, UsdPerChipHour, &S15, "TensorWave, a quote, second-hand; whether on demand is not stated") },
            Price { kind: PriceKind::ThreeYear, fact: estimate(2.10, UsdPerChipHour, &S14, "three-year rental, survey of 2025") },
        ] }),
        capex_usd: assumption(35_600.0, UsdPerChip, &OURS, "GPU $25–30k, middle (Epoch), × 1.30, H100’s ratio of server to GPU; high: $30k and network").range(32_400.0, 48_600.0),
        owner_cost_usd_per_chip_hour: Some(estimate(1.50, UsdPerChipHour, &S14B, "owner’s cost at a hyperscaler, AI Cloud TCO Model")),
        mfu_bf16: Some(assumption(0.35, Share, &OURS, "no figure in our sources; below the H100’s measured 41%").range(0.20, 0.43)),
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "no figure in our sources; below B200’s measured 37%").range(0.15, 0.40)),
        mfu_fp4: Some(assumption(0.21, Share, &OURS, "our FP8 value × 0.69, what GB200 keeps of its FP8 share at NVFP4").range(0.10, 0.30)),
        note: "",
    },
    Accelerator {
        id: "mi455x", code: "m4", name: "MI455X", vendor: Vendor::Amd, family: "Instinct",
        available: assumption(month(2027, 1), MonthUnit, &S32, "AMD: second half of 2026; SemiAnalysis: mass ramp Q2 2027; the middle taken").range(month(2026, 7), month(2027, 6)),
        bf16: None,
        fp8: Some(official(20.1e15, FlopPerSecond, &S16, "per GPU, dense, AMD’s page of July 2026; about 20 in January").range(20e15, 20.1e15).rounded(0.05e15)),
        fp4: Some(official(40.3e15, FlopPerSecond, &S16, "per GPU, dense MXFP4, AMD’s page of July 2026; about 40 in January").range(40e15, 40.3e15).rounded(0.05e15)),
        int8: None,
        hbm_bytes: Some(official(432e9, Byte, &S30, "per GPU, HBM4, 432 GB").rounded(0.5e9)),
        hbm_bytes_per_second: Some(official(23.3e12, BytePerSecond, &S16, "per GPU, AMD’s page of 23 July 2026; 19.6 in January").range(19.6e12, 23.3e12).rounded(0.05e12)),
        tdp_watts: None,
        it_watts: assumption(3_300.0, Watt, &OURS, "of Vera Rubin’s class: four times MI355X’s FP8 in one package; low: MI355X; high: Vera Rubin’s × 20.1 ÷ 17.5, by FP8; a second-hand rack of 125–135 kW would be 1,806").range(2_090.0, 3_790.0),
        price: Price { kind: PriceKind::Assumed, fact: assumption(4.93, UsdPerChipHour, &OURS, "Vera Rubin’s 8.50 × MI355X’s 2.90 ÷ GB300’s 5.00, at which AMD’s chips of a class are rented; low: MI355X; high: Vera Rubin").range(2.90, 8.50) },
        list_prices: &[],
        capex_usd: assumption(76_700.0, UsdPerChip, &OURS, "Vera Rubin’s 118,100 × 1.50 ÷ 2.31, owners’ costs of MI355X and GB300; low: MI355X; high: Vera Rubin").range(35_600.0, 118_100.0),
        owner_cost_usd_per_chip_hour: None,
        mfu_bf16: None,
        mfu_fp8: Some(assumption(0.30, Share, &OURS, "not in volume yet; taken as our assumption for MI355X").range(0.15, 0.40)),
        mfu_fp4: Some(assumption(0.21, Share, &OURS, "not in volume yet; taken as our assumption for MI355X").range(0.10, 0.30)),
        note: evidence_text("AMD says the second half of 2026, SemiAnalysis a mass ramp in the second quarter of 2027. No BF16 figure was found."),
    },
];
