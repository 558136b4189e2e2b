//! Uncertainty: many draws of the inputs that have a range, and the model's result for each.
//!
//! ```
//! use model::analysis::uncertainty::bands::Bands;
//! use model::analysis::uncertainty::plan::Plan;
//! use model::analysis::uncertainty::settings::Uncertainty;
//! use model::analysis::uncertainty::wanted::Wanted;
//! use model::inputs::{baselines::Baseline, scenario::Scenario};
//!
//! let settings = Uncertainty { draws: 200, ..Uncertainty::default() };
//! let plan = Plan::new(&Scenario::of(Baseline::first()), &settings).expect("nothing contradicts itself");
//! let bands = Bands::of(&plan, &Wanted::headline(), &[]);
//! let [low, .., high] = bands.spreads[0].values.expect("chips run in every draw").values;
//! assert!(low.expect("chips") < high.expect("chips"));
//! ```

pub mod bands;
mod copula;
pub mod distribution;
mod normal;
pub mod part;
pub mod plan;
pub mod settings;
pub mod sobol;
#[cfg(test)]
mod tests;
pub mod wanted;
