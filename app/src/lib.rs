//! The explorer's page.
//!
//! One way: the scenario (one writable signal in [`state`]) → the model's outcome → the slice that a chart or a panel
//! needs → markup. Charts never write inputs, [`browser`] never computes, and effects stand only at the edges.

pub mod browser;
pub mod components;
pub mod document;
pub mod first;
pub mod history;
pub mod panels;
pub mod state;
mod steps;
pub mod view;
