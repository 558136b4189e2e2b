//! The owner's cost of a chip-hour, ours compared with published ones: explanations where they differ by more than a
//! quarter.
//!
//! Each row is one accelerator. Its fact is the capital cost with which our own arithmetic, with all other defaults,
//! gives the published cost: this expresses the difference in dollars of hardware.

use crate::base::units::Unit::UsdPerChip;
use crate::facts::provenance::{Fact, derived, evidence_text};
use crate::facts::sources::*;

/// Our cost may differ from the published one by this share without an explanation.
pub const UNEXPLAINED_SHARE: f64 = 0.25;

/// Why our hourly cost of an accelerator differs from the published one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Explained {
    /// The accelerator's id.
    pub chip: &'static str,
    /// The capital cost that the published cost implies, USD per chip.
    pub implied_capex_usd: Fact,
    /// Why our capital cost differs from it, in a sentence or two.
    pub why: &'static str,
}

/// All explained differences.
#[rustfmt::skip]
pub static EXPLAINED: &[Explained] = &[
    Explained {
        chip: "h100",
        implied_capex_usd: derived(26_700.0, UsdPerChip, &S14B, "the capital cost at which our arithmetic comes to the published $1.17 an hour, all else by default").rounded(50.0),
        why: evidence_text("Ours is a server at the trade press’s price, $250,000 to $320,000 for eight. The published cost implies some $26,700 a chip, what a hyperscaler pays that buys boards and builds its own servers."),
    },
    Explained {
        chip: "h200",
        implied_capex_usd: derived(28_400.0, UsdPerChip, &S14B, "the capital cost at which our arithmetic comes to the published $1.22 an hour, all else by default").rounded(50.0),
        why: evidence_text("Ours is a server at the trade press’s price, $320,000 to $420,000 for eight. The published cost implies some $28,400 a chip, only $1,700 more than an H100; the press has a fifth to a third more."),
    },
    Explained {
        chip: "b200",
        implied_capex_usd: derived(42_500.0, UsdPerChip, &S14B, "the capital cost at which our arithmetic comes to the published $1.73 an hour, all else by default").rounded(50.0),
        why: evidence_text("Ours is NVIDIA’s own DGX, about $515,000 for eight by the trade press. The published cost implies some $42,500 a chip, near the low end of our range: a hyperscaler does not pay for NVIDIA’s finished server."),
    },
    Explained {
        chip: "vera-rubin",
        implied_capex_usd: derived(91_400.0, UsdPerChip, &S14B, "the capital cost at which our arithmetic comes to the published $3.61 an hour, all else by default").rounded(50.0),
        why: evidence_text("Ours follows Morgan Stanley’s rack of $7.8m with the network of a GB200. The published cost implies some $91,400 a chip, a rack of about $6m, which is the middle of what Tom’s Hardware reports."),
    },
];

impl Explained {
    /// The explanation for an accelerator; `None` if there is none.
    pub fn of(chip: &str) -> Option<&'static Explained> {
        EXPLAINED.iter().find(|explained| explained.chip == chip)
    }
}
