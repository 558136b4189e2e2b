//! Claims: what vendors say about their products, for comparison with the ratios that the specifications give.
//!
//! A claim is displayed as a claim. "Official" means that the vendor says it, not that it is true. A ratio that no
//! specification defines has the measure `Undefined`.

use crate::base::units::Unit::{self, Ratio};
use crate::facts::provenance::{Fact, evidence_text, official, reported};
use crate::facts::sources::*;
use serde::Serialize;

/// All claims: AWS's by generation, then Google's.
#[rustfmt::skip]
pub static CLAIMS: &[Claim] = &[
    Claim {
        id: "trn3-compute", claimant: "AWS", statement: "Trn3 UltraServers deliver up to 4.4 times the compute of Trn2 UltraServers.",
        subject: "trn3-ultraserver-gen2", base: "trn2-ultraserver", measure: Measure::Fp8,
        ratio: official(4.4, Ratio, &S5, "peak FP8, UltraServer of 144 chips against UltraServer of 64").rounded(0.05),
        note: evidence_text("It is system against system: 2.25 times the chips and 1.94 times the peak FP8 of each. At BF16 a chip gained 0.6%."),
    },
    Claim {
        id: "trn3-bandwidth-39", claimant: "AWS", statement: "Trn3 UltraServers have 3.9 times the memory bandwidth of Trn2 UltraServers.",
        subject: "trn3-ultraserver-gen2", base: "trn2-ultraserver", measure: Measure::HbmBandwidth,
        ratio: official(3.9, Ratio, &S5, "memory bandwidth, UltraServer of 144 chips against UltraServer of 64").rounded(0.05),
        note: evidence_text("It does not follow from AWS’s own specifications, which give 705.6 ÷ 185.6 = 3.80; a chip gained 1.69 times."),
    },
    Claim {
        id: "trn3-bandwidth-nearly-4", claimant: "AWS", statement: "Trn3 UltraServers have nearly four times the memory bandwidth of the Trainium2 generation.",
        subject: "trn3-ultraserver-gen2", base: "trn2-ultraserver", measure: Measure::HbmBandwidth,
        ratio: reported(4.0, Ratio, &S41, "“nearly” 4 times the memory bandwidth, UltraServer of 144 chips against UltraServer of 64"),
        note: evidence_text("“Nearly quadruple the memory” in the press is bandwidth, not capacity: capacity is 3.375 times a system and 1.5 times a chip."),
    },
    Claim {
        id: "trn3-efficiency-4", claimant: "AWS", statement: "Trn3 UltraServers have up to four times the performance per watt of Trn2 UltraServers.",
        subject: "trn3-ultraserver-gen2", base: "trn2-ultraserver", measure: Measure::Fp8PerTdpWatt,
        ratio: official(4.0, Ratio, &S5, "“up to” 4 times performance per watt, UltraServer against UltraServer; no workload defined"),
        note: evidence_text("AWS defines no workload and publishes no watts. By the chips’ estimated TDPs, which the ratio beside it uses, peak FP8 for a watt is flat. Elsewhere AWS says 40% better."),
    },
    Claim {
        id: "trn3-efficiency-40pct", claimant: "AWS", statement: "Trainium3 is 40% more energy-efficient than the generation before.",
        subject: "trainium3", base: "trainium2", measure: Measure::Fp8PerTdpWatt,
        ratio: reported(1.4, Ratio, &S40, "energy efficiency, chip generation against chip generation; no workload defined").rounded(0.05),
        note: evidence_text("It stands beside the claim of four times; neither defines what is measured. The ratio beside it is of peak FP8 and estimated TDPs. Some pages turn it into 40% less power, which is another number."),
    },
    Claim {
        id: "trn3-chip-fp8", claimant: "AWS", statement: "A Trainium3 chip has twice the FP8 compute of a Trainium2 chip.",
        subject: "trainium3", base: "trainium2", measure: Measure::Fp8,
        ratio: official(2.0, Ratio, &S3, "peak dense FP8, chip against chip").rounded(0.5),
        note: evidence_text("AWS’s table rounds 1.94 to 2."),
    },
    Claim {
        id: "trn3-chip-bf16", claimant: "AWS", statement: "A Trainium3 chip has the same BF16 compute as a Trainium2 chip.",
        subject: "trainium3", base: "trainium2", measure: Measure::Bf16,
        ratio: official(1.0, Ratio, &S3, "peak dense BF16, chip against chip").rounded(0.5),
        note: evidence_text("Training at BF16 gains nothing from the peak of the new chip."),
    },
    Claim {
        id: "trn3-chip-hbm", claimant: "AWS", statement: "A Trainium3 chip has 1.5 times the memory of a Trainium2 chip.",
        subject: "trainium3", base: "trainium2", measure: Measure::HbmCapacity,
        ratio: official(1.5, Ratio, &S3, "memory capacity, chip against chip").rounded(0.05),
        note: "",
    },
    Claim {
        id: "trn3-chip-bandwidth", claimant: "AWS", statement: "A Trainium3 chip has 1.7 times the memory bandwidth of a Trainium2 chip.",
        subject: "trainium3", base: "trainium2", measure: Measure::HbmBandwidth,
        ratio: official(1.7, Ratio, &S3, "memory bandwidth, chip against chip").rounded(0.05),
        note: "",
    },
    Claim {
        id: "trn3-tokens-per-megawatt", claimant: "AWS", statement: "Trn3 UltraServers give more than five times the output tokens per megawatt at similar latency.",
        subject: "trn3-ultraserver-gen2", base: "trn2-ultraserver", measure: Measure::Undefined,
        ratio: official(5.0, Ratio, &S5, "“more than” 5 times output tokens per megawatt, UltraServer against UltraServer"),
        note: evidence_text("No tokens, no megawatts and no latency were published, so it cannot be checked."),
    },
    Claim {
        id: "trn3-cost", claimant: "AWS customers", statement: "Trainium3 cuts the cost of training and inference by up to 50%.",
        subject: "trainium3", base: "", measure: Measure::Undefined,
        ratio: reported(0.5, Ratio, &S42, "“up to” 50% lower cost than “equivalent” GPUs or “traditional cloud servers”, undefined"),
        note: evidence_text("The base is not named, and no price of Trainium3 is public."),
    },
    Claim {
        id: "trn2-price-performance", claimant: "AWS", statement: "Trn2 instances have 30–40% better price-performance than GPU instances.",
        subject: "trainium2", base: "h200", measure: Measure::Undefined,
        ratio: official(1.35, Ratio, &S6, "30–40% better price-performance than P5e and P5en (H200) instances, December 2024; middle").range(1.3, 1.4),
        note: evidence_text("No benchmark, model or precision was published. It is against H200 instances of December 2024, not against Blackwell, and not about Trainium3."),
    },
    Claim {
        id: "trn4-fp4", claimant: "AWS", statement: "Trainium4 will have at least six times the FP4 performance of Trainium3.",
        subject: "trainium4", base: "trainium3", measure: Measure::Fp4,
        ratio: official(6.0, Ratio, &S40, "“at least” 6 times FP4, chip against chip, announced"),
        note: evidence_text("Trainium3’s FP4 is no faster than its FP8, so this is six times a base that was not sped up."),
    },
    Claim {
        id: "trn4-fp8", claimant: "AWS", statement: "Trainium4 will have at least three times the FP8 performance of Trainium3.",
        subject: "trainium4", base: "trainium3", measure: Measure::Fp8,
        ratio: official(3.0, Ratio, &S40, "“at least” 3 times FP8, chip against chip, announced"),
        note: evidence_text("Trainium4 is known only by such ratios; its peak in this catalogue is this one."),
    },
    Claim {
        id: "trn4-bandwidth", claimant: "AWS", statement: "Trainium4 will have four times the memory bandwidth of Trainium3.",
        subject: "trainium4", base: "trainium3", measure: Measure::HbmBandwidth,
        ratio: official(4.0, Ratio, &S40, "4 times memory bandwidth, chip against chip, announced"),
        note: evidence_text("Trainium4 is known only by such ratios; its bandwidth in this catalogue is this one."),
    },
    Claim {
        id: "tpu7x-perf-per-watt", claimant: "Google", statement: "Ironwood has twice the performance per watt of Trillium.",
        subject: "tpu7x", base: "tpu-v6e", measure: Measure::Fp8PerTdpWatt,
        ratio: official(2.0, Ratio, &S26, "peak FP8 divided by TDP, chip against chip"),
        note: evidence_text("Google divides by TDP, which it does not publish: the ratio beside it uses an analyst’s estimates, and agrees. Performance per IT watt is another measure."),
    },
    Claim {
        id: "tpu8t-price-performance", claimant: "Google", statement: "TPU 8t has up to 2.7 times the training performance per dollar of Ironwood.",
        subject: "tpu-8t", base: "tpu7x", measure: Measure::Undefined,
        ratio: official(2.7, Ratio, &S27, "“up to” 2.7 times training performance per dollar, chip generation against generation").rounded(0.05),
        note: evidence_text("No price of TPU 8t is public, and no benchmark was named."),
    },
    Claim {
        id: "tpu8-perf-per-watt", claimant: "Google", statement: "The eighth TPU generation has up to twice the performance per watt of Ironwood.",
        subject: "tpu-8t", base: "tpu7x", measure: Measure::Undefined,
        ratio: official(2.0, Ratio, &S27, "“up to” 2 times performance per watt, chip generation against generation"),
        note: evidence_text("TPU 8t’s power is not published."),
    },
    Claim {
        id: "tpu8i-price-performance", claimant: "Google", statement: "TPU 8i has 80% better inference performance per dollar than Ironwood.",
        subject: "tpu-8i", base: "tpu7x", measure: Measure::Undefined,
        ratio: official(1.8, Ratio, &S27, "“up to” 80% better inference performance per dollar, chip generation against generation").rounded(0.05),
        note: evidence_text("No price of TPU 8i is public, and no benchmark was named."),
    },
];

/// The measure by which a vendor compares two products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Peak dense FP8 FLOP/s.
    Fp8,
    /// Peak dense FP4 FLOP/s.
    Fp4,
    /// Peak dense BF16 FLOP/s.
    Bf16,
    /// HBM bandwidth.
    HbmBandwidth,
    /// HBM capacity.
    HbmCapacity,
    /// Peak FP8 FLOP/s for each watt of the chip's TDP.
    Fp8PerTdpWatt,
    /// Anything that no specification gives: price-performance, tokens, "efficiency".
    Undefined,
}

/// A vendor's claim about one product against another. It is displayed as a claim, and used in no calculation unless
/// the reader credits it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Stable id.
    pub id: &'static str,
    /// Who claims it.
    pub claimant: &'static str,
    /// The claim, in one sentence.
    pub statement: &'static str,
    /// The id of the product, which is an accelerator or a system.
    pub subject: &'static str,
    /// The id of the product that it is compared with, of the same kind; empty if the claim names none of this
    /// catalogue.
    pub base: &'static str,
    /// The measure of the comparison.
    pub measure: Measure,
    /// The claimed ratio.
    pub ratio: Fact,
    /// What a reader should know before believing it.
    pub note: &'static str,
}

impl Measure {
    /// The displayed words for the measure.
    pub const fn name(self) -> &'static str {
        match self {
            Measure::Fp8 => "peak FP8",
            Measure::Fp4 => "peak FP4",
            Measure::Bf16 => "peak BF16",
            Measure::HbmBandwidth => "memory bandwidth",
            Measure::HbmCapacity => "memory capacity",
            Measure::Fp8PerTdpWatt => "peak FP8 per TDP watt",
            Measure::Undefined => "not defined by any specification",
        }
    }

    /// The unit of the measure.
    pub const fn unit(self) -> Unit {
        match self {
            Measure::Fp8 | Measure::Fp4 | Measure::Bf16 => Unit::FlopPerSecond,
            Measure::HbmBandwidth => Unit::BytePerSecond,
            Measure::HbmCapacity => Unit::Byte,
            Measure::Fp8PerTdpWatt => Unit::FlopPerSecondPerWatt,
            Measure::Undefined => Ratio,
        }
    }
}
