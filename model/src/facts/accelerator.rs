//! The accelerator type and its enumerations: vendor, precision, kind of price.

use crate::base::month::Month;
use crate::facts::provenance::Fact;
use serde::Serialize;

/// The maker of an accelerator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Vendor {
    /// Amazon Web Services: Trainium.
    Aws,
    /// NVIDIA.
    Nvidia,
    /// Google: TPU.
    Google,
    /// AMD: Instinct.
    Amd,
    /// Any other maker, which stands for the reader's own chip.
    Other,
}

impl Vendor {
    /// All vendors, in the order in which they are listed everywhere.
    pub const ALL: [Vendor; 5] = [Vendor::Aws, Vendor::Nvidia, Vendor::Google, Vendor::Amd, Vendor::Other];

    /// Stable identifier.
    pub const fn id(self) -> &'static str {
        match self {
            Vendor::Aws => "aws",
            Vendor::Nvidia => "nvidia",
            Vendor::Google => "google",
            Vendor::Amd => "amd",
            Vendor::Other => "other",
        }
    }

    /// The displayed name.
    pub const fn name(self) -> &'static str {
        match self {
            Vendor::Aws => "AWS",
            Vendor::Nvidia => "NVIDIA",
            Vendor::Google => "Google",
            Vendor::Amd => "AMD",
            Vendor::Other => "Other maker",
        }
    }

    /// The name of the vendor's accelerators as a group: "Trainium" for AWS.
    pub const fn chips_name(self) -> &'static str {
        match self {
            Vendor::Aws => "Trainium",
            Vendor::Nvidia => "NVIDIA",
            Vendor::Google => "TPU",
            Vendor::Amd => "AMD",
            Vendor::Other => "Own chip",
        }
    }
}

/// A precision: the width of the floating-point numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// 16-bit brain float.
    Bf16,
    /// 8-bit float.
    Fp8,
    /// 4-bit float.
    Fp4,
}

impl Precision {
    /// All precisions, widest first, as choices list them.
    pub const ALL: [Precision; 3] = [Precision::Bf16, Precision::Fp8, Precision::Fp4];

    /// The displayed name.
    pub const fn name(self) -> &'static str {
        match self {
            Precision::Bf16 => "BF16",
            Precision::Fp8 => "FP8",
            Precision::Fp4 => "FP4",
        }
    }

    /// Stable identifier.
    pub const fn id(self) -> &'static str {
        match self {
            Precision::Bf16 => "bf16",
            Precision::Fp8 => "fp8",
            Precision::Fp4 => "fp4",
        }
    }

    /// The next wider precision; `None` for the widest.
    pub const fn wider(self) -> Option<Precision> {
        match self {
            Precision::Bf16 => None,
            Precision::Fp8 => Some(Precision::Bf16),
            Precision::Fp4 => Some(Precision::Fp8),
        }
    }
}

/// The terms of an hourly price. Contracts of billions of dollars are not paid at list prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriceKind {
    /// By the hour, without commitment.
    OnDemand,
    /// A block of capacity reserved for days or weeks.
    CapacityBlock,
    /// A one-year commitment.
    OneYear,
    /// A three-year commitment.
    ThreeYear,
    /// Spot: the capacity can be withdrawn at any time.
    Spot,
    /// Derived from an announced contract's value, size and term.
    Implied,
    /// Assumed here, because no price of any kind is public.
    Assumed,
}

impl PriceKind {
    /// The displayed words.
    pub const fn name(self) -> &'static str {
        match self {
            PriceKind::OnDemand => "on demand",
            PriceKind::CapacityBlock => "capacity block",
            PriceKind::OneYear => "one-year contract",
            PriceKind::ThreeYear => "three-year contract",
            PriceKind::Spot => "spot",
            PriceKind::Implied => "implied by a contract",
            PriceKind::Assumed => "assumed",
        }
    }
}

/// An hourly price for one accelerator.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Price {
    /// The terms of the price.
    pub kind: PriceKind,
    /// USD per chip-hour.
    pub fact: Fact,
}

/// An accelerator. A fact that is not known is `None`, which is not 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accelerator {
    /// Stable identifier, used in inputs and series.
    pub id: &'static str,
    /// Two stable characters, used in links.
    #[serde(skip)]
    pub code: &'static str,
    /// The displayed name.
    pub name: &'static str,
    /// The maker.
    pub vendor: Vendor,
    /// The family of the architecture.
    pub family: &'static str,
    /// The first month in which a customer of this size can get it, a count of months ([`Unit::Month`]).
    pub available: Fact,
    /// Peak dense FLOP/s at BF16.
    pub bf16: Option<Fact>,
    /// Peak dense FLOP/s at FP8.
    pub fp8: Option<Fact>,
    /// Peak dense FLOP/s at FP4.
    pub fp4: Option<Fact>,
    /// Peak dense 8-bit *integer* operations a second; given only if Epoch AI counts it for H100-equivalents instead of
    /// FP8.
    pub int8: Option<Fact>,
    /// HBM capacity in bytes.
    pub hbm_bytes: Option<Fact>,
    /// HBM bandwidth in bytes a second.
    pub hbm_bytes_per_second: Option<Fact>,
    /// The package's thermal design power, W.
    pub tdp_watts: Option<Fact>,
    /// IT power per chip at server level, W: including its share of host and network, without cooling.
    pub it_watts: Fact,
    /// The price that baselines use, USD per chip-hour.
    pub price: Price,
    /// Other published prices, for comparison; used in no calculation.
    pub list_prices: &'static [Price],
    /// Cost to the supplier of one chip with its share of server and network, without the building, USD.
    pub capex_usd: Fact,
    /// Hourly cost to the owner by a published model, USD; our own cost is compared with it.
    pub owner_cost_usd_per_chip_hour: Option<Fact>,
    /// MFU at BF16: the share of the BF16 peak that training achieves.
    pub mfu_bf16: Option<Fact>,
    /// MFU at FP8: the share of the FP8 peak that training achieves.
    pub mfu_fp8: Option<Fact>,
    /// MFU at FP4: the share of the FP4 peak that training achieves.
    pub mfu_fp4: Option<Fact>,
    /// What a reader should know about this chip's numbers; may be empty.
    pub note: &'static str,
}

impl Accelerator {
    /// Whether it is the reader's own chip. Its peaks are inputs, and the facts here are only their defaults.
    pub const fn is_own(&self) -> bool {
        matches!(self.vendor, Vendor::Other)
    }

    /// The default of the peak at a precision, for the reader's own chip, whose peaks are inputs; `None` for others.
    pub(crate) fn own_peak(&self, precision: Precision) -> Option<&Fact> {
        if self.is_own() { self.peak(precision) } else { None }
    }

    /// Peak dense FLOP/s at a precision; `None` if the chip does not publish it.
    pub fn peak(&self, precision: Precision) -> Option<&Fact> {
        match precision {
            Precision::Bf16 => self.bf16.as_ref(),
            Precision::Fp8 => self.fp8.as_ref(),
            Precision::Fp4 => self.fp4.as_ref(),
        }
    }

    /// The precision at which this chip would do the work: the one asked for, or the next wider one that it has.
    ///
    /// `None` if it publishes neither that one nor a wider one.
    pub fn precision_used(&self, asked: Precision) -> Option<Precision> {
        let mut precision = asked;
        while self.peak(precision).is_none() {
            precision = precision.wider()?;
        }
        Some(precision)
    }

    /// The dense 8-bit peak by Epoch AI's rule for H100-equivalents: FP8 or INT8, whichever is higher; without either,
    /// BF16.
    pub fn eight_bit_peak(&self) -> Option<&Fact> {
        match (&self.int8, &self.fp8) {
            (Some(int8), Some(fp8)) if fp8.value >= int8.value => Some(fp8),
            (Some(int8), _) => Some(int8),
            (None, Some(fp8)) => Some(fp8),
            (None, None) => self.bf16.as_ref(),
        }
    }

    /// The availability month.
    pub fn available_from(&self) -> Month {
        Month(self.available.value as i32)
    }
}
