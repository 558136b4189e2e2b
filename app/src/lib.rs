//! The explorer's page.
//!
//! Data flows one way: the document (one writable signal in [`state`]) → the model's outcome → the slice that a chart
//! or a panel needs → markup. Charts never write inputs, and [`browser`] never computes. Effects stand only at the
//! edges of this graph.

// Natively, view types are not erased and nest deeply, which exceeds the default limit.
#![recursion_limit = "256"]
// A panic ends a WASM page, so failures must be values. The workspace enables the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

pub mod arrival;
pub mod beside;
pub mod browser;
pub mod comparing;
pub mod components;
pub mod document;
pub mod draft;
pub mod drawing;
pub mod find;
pub mod first;
pub mod framed;
pub mod history;
pub mod marks;
pub mod offer;
mod opening;
pub mod panels;
mod phases;
pub mod printing;
pub mod ranges;
mod setting;
pub mod showing;
pub mod slice;
mod starting;
pub mod state;
pub mod status;
mod steps;
pub mod taking;
pub mod telling;
pub mod touch;
mod touching;
mod track;
pub mod under_way;
pub mod view;
mod words;
