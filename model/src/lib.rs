//! What a deal buys: hardware specifications and the mathematics of deals, fleets and timelines.
//!
//! The flow is one way: a [`scenario::Scenario`] (inputs, all in range) goes through [`outcome::run`] and comes out as
//! an [`outcome::Outcome`] (monthly series and headline metrics). Nothing here reads a file, a clock or a random
//! source, nothing knows of a browser, and nothing can fail.
//!
//! The floors, from the ground; each imports only from those before it: [`base`], [`facts`], [`inputs`],
//! [`quantities`], [`run`], [`record`], [`analysis`], [`share`].
//!
//! ```
//! use model::{baselines::Baseline, metric, outcome::run, scenario::Scenario};
//!
//! let outcome = run(&Scenario::of(Baseline::first()));
//! let stake = outcome.metrics.get(metric::STAKE).expect("there is an investment");
//! assert!((stake - 10.0 / 510.0).abs() < 1e-12); // $10bn at $500bn pre-money
//! ```

// A panic in WASM is a dead page: what can go wrong is a value. The workspace has the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

pub mod analysis;
pub mod base;
pub mod facts;
pub mod inputs;
pub mod quantities;
pub mod record;
pub mod run;
pub mod share;

pub use analysis::fingerprint;
pub use base::month;
pub use facts::{catalogue, provenance};
pub use inputs::{baselines, families as table, input, scenario};
pub use quantities::{intermediate, metric};
pub use run::{ledger, outcome, spend::Term};
pub use share::permalink;

// The paths of the first edition, until every crate names the floors.
pub mod explain {
    //! See [`crate::record`].
    pub use crate::record::explain::*;
    pub use crate::record::formula::*;
    pub use crate::record::question::*;
    pub use crate::record::writer::{grouped, labelled};
}
pub mod export {
    //! See [`crate::share`].
    pub use crate::share::catalogue::*;
    pub use crate::share::report::*;
}
pub mod fleet {
    //! See [`crate::run::binding`].
    pub use crate::run::binding::*;
}
pub mod influence {
    //! See [`crate::analysis::trials`].
    pub use crate::analysis::trials::*;
}
pub mod metrics {
    //! See [`crate::quantities::metric`].
    pub use crate::quantities::metric::*;
    pub use crate::run::compared::Efficiency;
    pub use crate::run::reading::Metrics;
}
pub mod number {
    //! See [`crate::run::number`].
    pub use crate::base::numbers::read_number;
    pub use crate::run::number::*;
}
pub mod parameters {
    //! See [`crate::inputs`].
    pub use crate::inputs::choices::*;
    pub use crate::inputs::input::*;
    pub use crate::inputs::kinds::*;
}
pub mod recording {
    //! See [`crate::record`].
    pub use crate::record::operation::*;
    pub use crate::record::recorder::*;
    pub use crate::record::replay::*;
    pub use crate::record::tape::*;
}
pub mod series {
    //! See [`crate::quantities::series`].
    pub use crate::quantities::series::*;
    pub use crate::run::sheet::*;
}
pub mod units {
    //! See [`crate::base`].
    pub use crate::base::numbers::{thousands, three_digits};
    pub use crate::base::scale::*;
    pub use crate::base::show::*;
    pub use crate::base::units::*;
}
pub mod workings {
    //! See [`crate::quantities`].
    pub use crate::quantities::cell::*;
    pub use crate::quantities::intermediate::*;
}
