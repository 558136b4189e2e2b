//! Parts that panels are made of. One component a file.

pub mod answer;
pub mod badge;
pub mod bar_chart;
pub mod chart;
pub mod choice;
pub mod compare_menu;
pub mod difference;
pub mod entry;
pub mod explain;
pub mod export;
pub mod flow_chart;
pub mod fold;
pub mod frame;
pub mod handle;
pub mod input;
pub mod looked_up;
pub mod mini_chart;
pub mod notices;
pub mod own;
pub mod reference;
pub mod skip;
pub mod slider;
pub mod switch;
pub mod tile;
pub mod time_chart;
pub mod values;
