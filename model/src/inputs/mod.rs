//! Inputs: their table, the baselines, scenarios, and the evidence behind every value.

pub mod baselines;
pub mod choices;
pub mod entry;
pub mod evidence;
pub mod families;
pub mod gates;
pub mod input;
pub mod kinds;
pub mod names;
pub mod scenario;
