//! What is known of one accelerator, and the words of its fields: vendor, precision, kind of price.

use crate::base::month::Month;
use crate::facts::provenance::Fact;
use serde::Serialize;

/// Who makes an accelerator.
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
    /// Any other maker: of a chip of the reader's own.
    Other,
}

impl Vendor {
    /// Every vendor, in the order in which vendors are listed everywhere.
    pub const ALL: [Vendor; 5] = [Vendor::Aws, Vendor::Nvidia, Vendor::Google, Vendor::Amd, Vendor::Other];

    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Vendor::Aws => "aws",
            Vendor::Nvidia => "nvidia",
            Vendor::Google => "google",
            Vendor::Amd => "amd",
            Vendor::Other => "other",
        }
    }

    /// The name that is shown.
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

/// A width of arithmetic.
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
    /// Widest first, as choices list them.
    pub const ALL: [Precision; 3] = [Precision::Bf16, Precision::Fp8, Precision::Fp4];

    /// The name that is shown.
    pub const fn name(self) -> &'static str {
        match self {
            Precision::Bf16 => "BF16",
            Precision::Fp8 => "FP8",
            Precision::Fp4 => "FP4",
        }
    }

    /// Stable id.
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

/// What an hourly price is a price of. Contracts of billions are not paid at list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriceKind {
    /// By the hour, no commitment.
    OnDemand,
    /// A block of capacity reserved for days or weeks.
    CapacityBlock,
    /// A one-year commitment.
    OneYear,
    /// A three-year commitment.
    ThreeYear,
    /// Interruptible.
    Spot,
    /// Follows from an announced contract's value, size and term.
    Implied,
    /// No price of any kind is public; ours.
    Assumed,
}

impl PriceKind {
    /// The words that are shown.
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
    /// What it is a price of.
    pub kind: PriceKind,
    /// USD per chip-hour.
    pub fact: Fact,
}

/// An accelerator. What it lacks is `None`: absent is not zero.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accelerator {
    /// Stable id, used in inputs and series.
    pub id: &'static str,
    /// Two stable letters, used in links.
    #[serde(skip)]
    pub code: &'static str,
    /// The name that is shown.
    pub name: &'static str,
    /// Who makes it.
    pub vendor: Vendor,
    /// The architecture's family.
    pub family: &'static str,
    /// The first month in which a customer of this size can get it ([`Unit::Month`]).
    pub available: Fact,
    /// Peak dense FLOP/s at BF16.
    pub bf16: Option<Fact>,
    /// Peak dense FLOP/s at FP8.
    pub fp8: Option<Fact>,
    /// Peak dense FLOP/s at FP4.
    pub fp4: Option<Fact>,
    /// Peak dense 8-bit *integer* rate, only where Epoch AI counts it for H100-equivalents instead of FP8.
    pub int8: Option<Fact>,
    /// HBM capacity in bytes.
    pub hbm_bytes: Option<Fact>,
    /// HBM bandwidth in bytes a second.
    pub hbm_bytes_per_second: Option<Fact>,
    /// The package's thermal design power, W.
    pub tdp_watts: Option<Fact>,
    /// IT watts a chip at server level: host, NIC and network share included, cooling excluded.
    pub it_watts: Fact,
    /// The price that baselines use, USD per chip-hour.
    pub price: Price,
    /// Other prices seen, for comparison; never used in a calculation.
    pub list_prices: &'static [Price],
    /// What the supplier pays for one chip with its share of server and network, USD; facility excluded.
    pub capex_usd: Fact,
    /// What an hour of it costs its owner by a published model, USD: our own cost is held against it.
    pub owner_cost_usd_per_chip_hour: Option<Fact>,
    /// Share of the BF16 peak that training achieves.
    pub mfu_bf16: Option<Fact>,
    /// Share of the FP8 peak that training achieves.
    pub mfu_fp8: Option<Fact>,
    /// Share of the FP4 peak that training achieves.
    pub mfu_fp4: Option<Fact>,
    /// What a reader should know about this chip's numbers; may be empty.
    pub note: &'static str,
}

impl Accelerator {
    /// Whether it is the reader's own: then its peaks are inputs, and what stands here is only what they begin with.
    pub const fn is_own(&self) -> bool {
        matches!(self.vendor, Vendor::Other)
    }

    /// What the peak at a precision begins with where it is an input: of a chip of one's own.
    pub(crate) fn own_peak(&self, precision: Precision) -> Option<&Fact> {
        if self.is_own() { self.peak(precision) } else { None }
    }

    /// Peak dense FLOP/s at a precision, where the chip has it.
    pub fn peak(&self, precision: Precision) -> Option<&Fact> {
        match precision {
            Precision::Bf16 => self.bf16.as_ref(),
            Precision::Fp8 => self.fp8.as_ref(),
            Precision::Fp4 => self.fp4.as_ref(),
        }
    }

    /// The precision at which this chip would do the work: the one asked for, or the next wider one it has.
    ///
    /// `None` when it has (or publishes) neither that one nor a wider one.
    pub fn precision_used(&self, asked: Precision) -> Option<Precision> {
        let mut precision = asked;
        while self.peak(precision).is_none() {
            precision = precision.wider()?;
        }
        Some(precision)
    }

    /// The dense 8-bit rate that Epoch AI's rule compares with the H100's: FP8 or INT8, whichever is higher; where
    /// there is none, the next wider precision.
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
