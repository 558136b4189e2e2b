//! What a deal buys: hardware specifications and the mathematics of deals, fleets and timelines.
//!
//! The flow is one way: a [`scenario::Scenario`] (inputs, all in range) goes through [`outcome::run`] and comes out as
//! an [`outcome::Outcome`] (monthly series and headline metrics). Nothing here reads a file, a clock or a random
//! source, nothing knows of a browser, and nothing can fail.
//!
//! ```
//! use model::{baselines::Baseline, metrics::MetricId, outcome::run, scenario::Scenario};
//!
//! let outcome = run(&Scenario::of(Baseline::first()));
//! let stake = outcome.metrics.get(MetricId::of("stake")).expect("there is an investment");
//! assert!((stake - 10.0 / 510.0).abs() < 1e-12); // $10 bn at $500 bn pre-money
//! ```

pub mod baselines;
pub mod catalogue;
mod compute;
mod equity;
pub mod explain;
pub mod export;
pub mod facts;
pub mod fingerprint;
pub mod fleet;
pub mod influence;
pub mod ledger;
pub mod metrics;
pub mod month;
pub mod number;
pub mod outcome;
pub mod parameters;
pub mod permalink;
mod power;
pub mod provenance;
pub mod recording;
mod returns;
pub mod scenario;
pub mod series;
mod spend;
mod supplier;
pub mod table;
pub mod units;
pub mod workings;

pub use spend::Term;
