//! What people do with the page, theme by theme.

mod baselines;
mod charts;
mod compare;
mod drawn;
mod embedded;
mod every_number;
mod explain;
mod exports;
mod first_visit;
mod history;
mod impatience;
mod inputs;
mod links;
mod looks;
mod money;
mod numbers;
mod own;
mod paper;
mod programs;
mod same_numbers;
mod sharing;
mod sources;
mod sources_page;
mod touch;
mod ways;
mod workbench;
