//! What a deal buys: hardware specifications and the mathematics of deals, fleets and timelines.
//!
//! [`run`](run::outcome::run) turns a [`Scenario`](inputs::scenario::Scenario) (inputs, all in range) into an
//! [`Outcome`](run::outcome::Outcome) (monthly series and headline metrics). Nothing here reads a file, a clock or a
//! random source, nothing knows of a browser, and a run cannot fail.
//!
//! Rows of the tables are named by constants: [`input::PUE`], [`series::FACILITY_POWER`], [`metric::STAKE`]. A member
//! of a family such as [`input::chip::PRICE`] is `input::chip::PRICE.of(chip)`.
//!
//! The modules form layers, and each imports only from those before it: [`base`], [`facts`], [`inputs`],
//! [`quantities`], [`run`], [`record`], [`analysis`], [`share`].
//!
//! ```
//! use model::inputs::{baselines::Baseline, scenario::Scenario};
//! use model::metric;
//! use model::run::outcome::run;
//!
//! let outcome = run(&Scenario::of(Baseline::first()));
//! let stake = outcome.metrics.get(metric::STAKE).expect("there is an investment");
//! assert!((stake - 10.0 / 510.0).abs() < 1e-12); // $10bn at $500bn pre-money
//! ```

// A panic in WASM ends the page, so errors are returned as values. The workspace has the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

pub mod analysis;
pub mod base;
pub mod facts;
pub mod inputs;
pub mod quantities;
pub mod record;
pub mod run;
pub mod share;

pub use inputs::input;
pub use quantities::{intermediate, metric, series};
