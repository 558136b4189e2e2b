//! Reference runs: how much computation the training of named models took, by Epoch AI's estimates.

use crate::base::units::Unit::Flop;
use crate::facts::provenance::{Fact, estimate};
use crate::facts::sources::*;
use serde::Serialize;

/// The training runs that a workload can be, smallest first.
#[rustfmt::skip]
pub static REFERENCE_RUNS: &[ReferenceRun] = &[
    ReferenceRun { id: "deepseek-v3", code: "d3", name: "DeepSeek-V3", flop: estimate(3.3e24, Flop, &S16, "training compute; Epoch AI’s data, read 16 September 2026"), confidence: "Confident" },
    ReferenceRun { id: "deepseek-v4-pro", code: "d4", name: "DeepSeek-V4-Pro", flop: estimate(9.7e24, Flop, &S16, "training compute; Epoch AI’s data, read 16 September 2026"), confidence: "Likely" },
    ReferenceRun { id: "gpt-4", code: "g4", name: "GPT-4", flop: estimate(2.1e25, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026"), confidence: "Likely" },
    ReferenceRun { id: "llama-3-1-405b", code: "l3", name: "Llama 3.1 405B", flop: estimate(3.8e25, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026"), confidence: "Confident" },
    ReferenceRun { id: "gemini-1-ultra", code: "u1", name: "Gemini 1.0 Ultra", flop: estimate(5.0e25, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026"), confidence: "Speculative" },
    ReferenceRun { id: "gpt-5", code: "g5", name: "GPT-5", flop: estimate(6.6e25, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026, with its interval").range(2e25, 2e26), confidence: "Speculative" },
    ReferenceRun { id: "grok-3", code: "x3", name: "Grok 3", flop: estimate(3.5e26, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026"), confidence: "Likely" },
    ReferenceRun { id: "gpt-4-5", code: "g45", name: "GPT-4.5", flop: estimate(3.8e26, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026"), confidence: "Likely" },
    ReferenceRun { id: "grok-4", code: "x4", name: "Grok 4", flop: estimate(5.0e26, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026"), confidence: "Speculative" },
    ReferenceRun { id: "gpt-6-astra", code: "g6", name: "GPT-6 Astra", flop: estimate(1.0e27, Flop, &S17, "training compute; Epoch AI’s data of 28 September 2026, with its 90% interval").range(5e26, 2e27), confidence: "Likely" },
];

/// The training run of a named model.
#[derive(Debug, PartialEq, Serialize)]
pub struct ReferenceRun {
    /// Stable id.
    pub id: &'static str,
    /// Stable code, used in links.
    pub code: &'static str,
    /// The model's name.
    pub name: &'static str,
    /// Training compute, a number of floating-point operations.
    pub flop: Fact,
    /// How sure the source is, in its own word.
    pub confidence: &'static str,
}
