//! What people do with the page, theme by theme.

mod charts;
mod first_visit;
mod impatience;
mod inputs;
mod links;
mod looks;
mod sources;
mod sources_page;
