//! The catalogue as a whole: every table of facts in one place, and the day on which they were read.
//!
//! One row is one fact, written as a Rust constant: a row that names an unknown source, leaves a field out or has a
//! range that does not hold its value does not compile, and the compiler names its place.

pub use crate::facts::accelerator::{Accelerator, Precision, Price, PriceKind, Vendor};
pub use crate::facts::accelerators::{ACCELERATORS, H100_EIGHT_BIT_PEAK};
pub use crate::facts::claims::{CLAIMS, Claim, Measure};
pub use crate::facts::deals::{DEALS, Deal, Status};
pub use crate::facts::misreadings::{MISREADINGS, Misreading};
pub use crate::facts::runs::{REFERENCE_RUNS, ReferenceRun};
pub use crate::facts::sources::{self, FACTS_DATE, SOURCES};
pub use crate::facts::systems::{Computed, Published, SYSTEMS, System, system};
