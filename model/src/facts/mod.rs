//! Facts: accelerators, systems, claims, deals, training runs, misreadings, and the sources that they were read from.

pub mod accelerator;
pub mod accelerators;
pub mod actuals;
pub mod claims;
pub mod corrections;
pub mod deals;
pub mod glossary;
pub mod misreadings;
pub mod owner_costs;
pub mod provenance;
pub mod runs;
pub mod sources;
pub mod specifications;
pub mod systems;
