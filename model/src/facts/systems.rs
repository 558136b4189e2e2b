//! Systems: accelerators that are sold and cabled as one unit, with the totals that a vendor or another source
//! publishes.
//!
//! Only published totals are recorded, each with half a unit of its last digit. Totals from the chips are computed, and
//! a test compares the two. Published power need not equal chips × IT power.

use crate::base::units::GIB;
use crate::base::units::Unit::{Byte, BytePerSecond, FlopPerSecond, Watt};
use crate::facts::accelerator::Accelerator;
use crate::facts::accelerators::index_of;
use crate::facts::provenance::{Fact, estimate, evidence_text, official, reported};
use crate::facts::sources::*;
use serde::Serialize;

/// All systems, in the order of the accelerators.
#[rustfmt::skip]
pub static SYSTEMS: &[System] = &[
    System {
        id: "trn2-48xlarge", name: "trn2.48xlarge", accelerator: "trainium2", chips: 16,
        published: Published {
            bf16: Some(official(10.7e15, FlopPerSecond, &S2, "instance of 16 chips, dense").rounded(0.05e15)),
            fp8: Some(official(20.8e15, FlopPerSecond, &S2, "instance of 16 chips, dense").rounded(0.05e15)),
            fp4: None,
            hbm_bytes: Some(official(1_536.0 * GIB, Byte, &S2, "instance of 16 chips, 1,536 GiB").rounded(0.5 * GIB)),
            hbm_bytes_per_second: Some(official(46.4e12, BytePerSecond, &S2, "instance of 16 chips").rounded(0.05e12)),
            watts: None,
            facility_watts: None,
        },
        note: "",
    },
    System {
        id: "trn2-ultraserver", name: "Trn2 UltraServer", accelerator: "trainium2", chips: 64,
        published: Published {
            bf16: Some(official(42.8e15, FlopPerSecond, &S2, "UltraServer of 64 chips, dense: four instances of 10.7, each rounded").rounded(0.2e15)),
            fp8: Some(official(83.2e15, FlopPerSecond, &S2, "UltraServer of 64 chips, dense: four instances of 20.8, each rounded").rounded(0.2e15)),
            fp4: None,
            hbm_bytes: Some(official(6_144.0 * GIB, Byte, &S2, "UltraServer of 64 chips, 6,144 GiB").rounded(0.5 * GIB)),
            hbm_bytes_per_second: Some(official(185.6e12, BytePerSecond, &S2, "UltraServer of 64 chips").rounded(0.05e12)),
            watts: Some(estimate(48e3, Watt, &S8, "UltraServer of 64 chips, IT, without cooling").rounded(0.5e3)),
            facility_watts: None,
        },
        note: evidence_text("AWS’s claims for Trainium3 are measured against this system of 64 chips."),
    },
    System {
        id: "trn3-ultraserver-gen1", name: "Trn3 UltraServer Gen1", accelerator: "trainium3", chips: 64,
        published: Published {
            bf16: Some(official(42.944e15, FlopPerSecond, &S4, "UltraServer of 64 chips, dense").rounded(0.0005e15)),
            fp8: Some(official(161.088e15, FlopPerSecond, &S4, "UltraServer of 64 chips, dense MXFP8").rounded(0.0005e15)),
            fp4: Some(official(161.088e15, FlopPerSecond, &S4, "UltraServer of 64 chips, dense MXFP4: as MXFP8").rounded(0.0005e15)),
            hbm_bytes: Some(official(9_216.0 * GIB, Byte, &S4, "UltraServer of 64 chips, 9,216 GiB").rounded(0.5 * GIB)),
            hbm_bytes_per_second: Some(official(313.6e12, BytePerSecond, &S4, "UltraServer of 64 chips").rounded(0.05e12)),
            watts: None,
            facility_watts: None,
        },
        note: evidence_text("Air-cooled, in two racks of 32. SemiAnalysis expects most of the Trainium3 of 2026 in this form, not in the 144 of the headlines."),
    },
    System {
        id: "trn3-ultraserver-gen2", name: "Trn3 UltraServer Gen2", accelerator: "trainium3", chips: 144,
        published: Published {
            bf16: Some(official(96.624e15, FlopPerSecond, &S4, "UltraServer of 144 chips, dense").rounded(0.0005e15)),
            fp8: Some(official(362.448e15, FlopPerSecond, &S4, "UltraServer of 144 chips, dense MXFP8").rounded(0.0005e15)),
            fp4: Some(official(362.448e15, FlopPerSecond, &S4, "UltraServer of 144 chips, dense MXFP4: as MXFP8").rounded(0.0005e15)),
            hbm_bytes: Some(official(20_736.0 * GIB, Byte, &S4, "UltraServer of 144 chips, 20,736 GiB; AWS’s prose rounds to 20 TB").rounded(0.5 * GIB)),
            hbm_bytes_per_second: Some(official(705.6e12, BytePerSecond, &S4, "UltraServer of 144 chips").rounded(0.05e12)),
            watts: None,
            facility_watts: None,
        },
        note: evidence_text("The system of AWS’s headlines. “20.7 TB” in the press counts 20,736 GiB, which is 22.3 TB. Rack power is not published."),
    },
    System {
        id: "hgx-h100", name: "DGX H100", accelerator: "h100", chips: 8,
        published: Published {
            bf16: None,
            fp8: Some(official(15.8e15, FlopPerSecond, &S15, "server of 8, dense").rounded(0.05e15)),
            fp4: None,
            hbm_bytes: Some(official(640e9, Byte, &S15, "server of 8, 640 GB").rounded(0.5e9)),
            hbm_bytes_per_second: Some(official(26.8e12, BytePerSecond, &S15, "server of 8").rounded(0.05e12)),
            watts: Some(official(10.2e3, Watt, &S15, "server of 8, at most, without cooling of the building").rounded(0.05e3)),
            facility_watts: None,
        },
        note: "",
    },
    System {
        id: "hgx-b200", name: "DGX B200", accelerator: "b200", chips: 8,
        published: Published {
            bf16: None,
            fp8: Some(official(36e15, FlopPerSecond, &S15, "server of 8, dense").rounded(0.5e15)),
            fp4: Some(official(72e15, FlopPerSecond, &S15, "server of 8, dense; 144 is with sparsity").rounded(0.5e15)),
            hbm_bytes: Some(official(1_440e9, Byte, &S15, "server of 8, 1,440 GB").rounded(0.5e9)),
            hbm_bytes_per_second: Some(official(64e12, BytePerSecond, &S15, "server of 8").rounded(0.5e12)),
            watts: Some(official(14.3e3, Watt, &S15, "server of 8, about, at most, without cooling of the building").rounded(0.05e3)),
            facility_watts: None,
        },
        note: "",
    },
    System {
        id: "gb200-nvl72", name: "GB200 NVL72", accelerator: "gb200", chips: 72,
        published: Published {
            bf16: None,
            fp8: Some(official(360e15, FlopPerSecond, &S16, "rack of 72, dense; 720 is with sparsity").rounded(0.5e15)),
            fp4: Some(official(720e15, FlopPerSecond, &S16, "rack of 72, dense; 1,440 is with sparsity").rounded(0.5e15)),
            hbm_bytes: Some(official(13.4e12, Byte, &S16, "rack of 72, 13.4 TB; AWS lists 13,320 GB").range(13.32e12, 13.4e12).rounded(0.05e12)),
            hbm_bytes_per_second: Some(official(576e12, BytePerSecond, &S16, "rack of 72").rounded(0.5e12)),
            watts: Some(official(120e3, Watt, &S16, "rack of 72, about, NVIDIA; 132 and 140 kW are also quoted").range(120e3, 140e3).rounded(0.5e3)),
            facility_watts: None,
        },
        note: evidence_text("Sparse figures, twice these, are often printed without the word."),
    },
    System {
        id: "gb300-nvl72", name: "GB300 NVL72", accelerator: "gb300", chips: 72,
        published: Published {
            bf16: None,
            fp8: Some(official(360e15, FlopPerSecond, &S16, "rack of 72, dense; 720 is with sparsity").rounded(0.5e15)),
            fp4: Some(official(1_080e15, FlopPerSecond, &S16, "rack of 72, dense; 1,440 is with sparsity, a ratio of 1.33").rounded(0.5e15)),
            hbm_bytes: Some(official(20e12, Byte, &S123, "rack of 72, usable; 72 × 288 GB, the most of the architecture, are 20.7 TB").range(20e12, 20.7e12).rounded(0.5e12)),
            hbm_bytes_per_second: Some(official(576e12, BytePerSecond, &S16, "rack of 72").rounded(0.5e12)),
            watts: Some(reported(135e3, Watt, &S15, "rack of 72, TDP, Lenovo; 155 kW at peak").range(135e3, 155e3).rounded(0.5e3)),
            facility_watts: None,
        },
        note: evidence_text("NVIDIA’s own 20 TB of memory is the usable part, about 279 GB a GPU; 720 PFLOP/s at FP8 is with sparsity."),
    },
    System {
        id: "vera-rubin-nvl72", name: "Vera Rubin NVL72", accelerator: "vera-rubin", chips: 72,
        published: Published {
            bf16: Some(official(288e15, FlopPerSecond, &S110, "rack of 72 packages, dense").rounded(0.5e15)),
            fp8: Some(official(1_260e15, FlopPerSecond, &S110, "rack of 72 packages, dense").rounded(0.5e15)),
            fp4: Some(official(2_520e15, FlopPerSecond, &S110, "rack of 72 packages, dense NVFP4, called “training”; 3,600, called “inference”, is with sparsity").rounded(0.5e15)),
            hbm_bytes: Some(official(20.7e12, Byte, &S110, "rack of 72 packages, HBM4 only").rounded(0.05e12)),
            hbm_bytes_per_second: Some(official(1_580e12, BytePerSecond, &S110, "rack of 72 packages, datasheet; 1,400 TB/s at the product page’s power profile").range(1_400e12, 1_580e12).rounded(5e12)),
            watts: Some(reported(230e3, Watt, &S16, "rack of 72 packages at Max-P; 190 kW at Max-Q").range(190e3, 230e3).rounded(0.5e3)),
            facility_watts: None,
        },
        note: evidence_text("Formerly called NVL144, counting dies. 3,600 PFLOP/s counts sparsity."),
    },
    System {
        id: "tpu-v5p-pod", name: "TPU v5p pod", accelerator: "tpu-v5p", chips: 8_960,
        published: Published { bf16: None, fp8: None, fp4: None, hbm_bytes: None, hbm_bytes_per_second: None, watts: None, facility_watts: None },
        note: evidence_text("A second-hand page prints about 4.45 EFLOP/s at BF16; 8,960 chips of 459 TFLOP/s give 4.11, so it is left out."),
    },
    System {
        id: "tpu-v6e-256", name: "TPU v6e pod", accelerator: "tpu-v6e", chips: 256,
        published: Published { bf16: None, fp8: None, fp4: None, hbm_bytes: None, hbm_bytes_per_second: None, watts: None, facility_watts: None },
        note: "",
    },
    System {
        id: "tpu7x-256", name: "TPU7x pod of 256", accelerator: "tpu7x", chips: 256,
        published: Published {
            bf16: None,
            fp8: Some(official(1.18e18, FlopPerSecond, &S26, "pod of 256 chips, dense").rounded(0.005e18)),
            fp4: None, hbm_bytes: None, hbm_bytes_per_second: None, watts: None, facility_watts: None,
        },
        note: "",
    },
    System {
        id: "tpu7x-9216", name: "TPU7x pod of 9,216", accelerator: "tpu7x", chips: 9_216,
        published: Published {
            bf16: None,
            fp8: Some(official(42.5e18, FlopPerSecond, &S26, "pod of 9,216 chips, dense").rounded(0.05e18)),
            fp4: None,
            hbm_bytes: Some(official(1.77e6 * GIB, Byte, &S26, "pod of 9,216 chips; printed as 1.77 PB, which counts 192 GiB a chip").rounded(0.005e6 * GIB)),
            hbm_bytes_per_second: None,
            watts: None,
            facility_watts: Some(official(10e6, Watt, &S26, "pod of 9,216 chips, “nearly 10 MW”, taken to include cooling").rounded(0.5e6)),
        },
        note: evidence_text("42.5 EFLOP/s is FP8: comparisons with supercomputers set it against FP64. “1.77 PB” is 1.90 PB in decimal bytes."),
    },
    System {
        id: "tpu-8t-pod", name: "TPU 8t pod", accelerator: "tpu-8t", chips: 9_600,
        published: Published {
            bf16: None, fp8: None,
            fp4: Some(official(121e18, FlopPerSecond, &S27, "pod of 9,600 chips, FP4").rounded(0.5e18)),
            hbm_bytes: Some(official(2e6 * GIB, Byte, &S27, "pod of 9,600 chips; printed as 2 PB, which counts 216 GiB a chip").rounded(0.5e6 * GIB)),
            hbm_bytes_per_second: None, watts: None, facility_watts: None,
        },
        note: evidence_text("121 EFLOP/s is FP4."),
    },
    System {
        id: "tpu-8i-pod", name: "TPU 8i pod", accelerator: "tpu-8i", chips: 1_152,
        published: Published {
            bf16: None, fp8: None, fp4: None,
            hbm_bytes: Some(official(331.8e3 * GIB, Byte, &S27, "pod of 1,152 chips; printed as 331.8 TB, which counts 288 GiB a chip").rounded(0.05e3 * GIB)),
            hbm_bytes_per_second: None, watts: None, facility_watts: None,
        },
        note: evidence_text("1,024 of the 1,152 chips are active. 11.6 EFLOP/s a pod is printed as FP8 in some texts and as FP4 in others; only FP4 fits the chip, so it is left out."),
    },
    System {
        id: "helios", name: "AMD Helios", accelerator: "mi455x", chips: 72,
        published: Published {
            bf16: None,
            fp8: Some(official(1.4e18, FlopPerSecond, &S30, "rack of 72, dense").rounded(0.05e18)),
            fp4: Some(official(2.9e18, FlopPerSecond, &S16, "rack of 72, dense").rounded(0.05e18)),
            hbm_bytes: Some(official(31e12, Byte, &S30, "rack of 72, 31 TB").rounded(0.5e12)),
            hbm_bytes_per_second: Some(official(1.7e15, BytePerSecond, &S16, "rack of 72, July 2026; 1.4 PB/s in January").rounded(0.05e15)),
            watts: Some(estimate(135e3, Watt, &S29, "rack of 72, upper end of 125–135 kW, a single second-hand figure").range(125e3, 135e3).rounded(0.5e3)),
            facility_watts: None,
        },
        note: evidence_text("A double-wide rack."),
    },
];

/// Totals that a vendor publishes for a whole system; `None` if it publishes none.
#[derive(Debug, PartialEq, Serialize)]
pub struct Published {
    /// Dense FLOP/s at BF16.
    pub bf16: Option<Fact>,
    /// Dense FLOP/s at FP8.
    pub fp8: Option<Fact>,
    /// Dense FLOP/s at FP4.
    pub fp4: Option<Fact>,
    /// HBM capacity in bytes.
    pub hbm_bytes: Option<Fact>,
    /// HBM bandwidth in bytes a second.
    pub hbm_bytes_per_second: Option<Fact>,
    /// IT power, without the cooling of the building, W.
    pub watts: Option<Fact>,
    /// Power with cooling, W, if that is what is published.
    pub facility_watts: Option<Fact>,
}

/// A scale-up domain: accelerators that are sold and cabled as one system.
#[derive(Debug, PartialEq, Serialize)]
pub struct System {
    /// Stable id.
    pub id: &'static str,
    /// The displayed name.
    pub name: &'static str,
    /// The id of the accelerator.
    pub accelerator: &'static str,
    /// The number of accelerators.
    pub chips: u32,
    /// The published totals.
    pub published: Published,
    /// What a reader should know; may be empty.
    pub note: &'static str,
}

/// Totals of a system computed from its chips; `None` if the chip does not publish the figure.
#[derive(Debug, PartialEq, Serialize)]
pub struct Computed {
    /// Dense FLOP/s at BF16.
    pub bf16_flops: Option<f64>,
    /// Dense FLOP/s at FP8.
    pub fp8_flops: Option<f64>,
    /// Dense FLOP/s at FP4.
    pub fp4_flops: Option<f64>,
    /// HBM capacity in bytes.
    pub hbm_bytes: Option<f64>,
    /// HBM bandwidth in bytes a second.
    pub hbm_bytes_per_second: Option<f64>,
    /// IT power, W.
    pub it_watts: Option<f64>,
}

impl System {
    /// Computes the totals: number of chips × the figures of one.
    pub fn computed(&self) -> Computed {
        let accelerator = Accelerator::by_id(self.accelerator);
        let chips = f64::from(self.chips);
        let total = |pick: fn(&'static Accelerator) -> Option<&'static Fact>| {
            accelerator.and_then(pick).map(|fact| fact.value * chips)
        };
        Computed {
            bf16_flops: total(|a| a.bf16.as_ref()),
            fp8_flops: total(|a| a.fp8.as_ref()),
            fp4_flops: total(|a| a.fp4.as_ref()),
            hbm_bytes: total(|a| a.hbm_bytes.as_ref()),
            hbm_bytes_per_second: total(|a| a.hbm_bytes_per_second.as_ref()),
            it_watts: total(|a| Some(&a.it_watts)),
        }
    }
}

/// The index in the catalogue of each system's accelerator.
pub(crate) static CHIP_OF_SYSTEM: [usize; SYSTEMS.len()] = {
    let (mut indices, mut system) = ([0; SYSTEMS.len()], 0);
    while system < SYSTEMS.len() {
        indices[system] = index_of(SYSTEMS[system].accelerator);
        system += 1;
    }
    indices
};

/// The system with this id; `None` if there is none.
pub fn system(id: &str) -> Option<&'static System> {
    SYSTEMS.iter().find(|s| s.id == id)
}
