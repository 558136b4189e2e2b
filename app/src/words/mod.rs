//! The page's words: every text that the page itself shows, says aloud or puts on the clipboard, by its place on the page.
//!
//! A fixed text is a constant, whose value says best what it is. A sentence with values in it is a function, which takes
//! them as they are to be read, so that nothing here knows a unit or a scenario. A sentence that an element stands in the
//! midst of, a name in bold or a number that can be pressed, is an array: what stands before the element, what stands behind
//! it. A space at an end of a text belongs to it. What is named in two places stands in [`everywhere`], or where it is the
//! name of the thing.
//!
//! No words, and so not here: ids, classes, `data-` attributes, addresses, names of files, what messages to a frame are
//! called, and signs such as ↺. Nor are words here that have a row of their own: an input's, a metric's and a unit's name in
//! the model's tables, a chart's title and sentences in `app/figures`, what is answered on demand in `app/engine`.
//!
//! `cargo xtask rules` finds words of the page that stand elsewhere; the compiler finds those here that nobody says.
//!
//! Another language would be another set of the same names: no sentence is put together outside, but for a colon between two
//! texts or a comma between several. Only English is there.

pub(crate) mod brief;
pub(crate) mod changes;
pub(crate) mod charts;
pub(crate) mod compare;
pub(crate) mod everywhere;
pub(crate) mod explanations;
pub(crate) mod export;
pub(crate) mod frame;
pub(crate) mod headline;
pub(crate) mod inputs;
pub(crate) mod notices;
pub(crate) mod own;
pub(crate) mod page;
pub(crate) mod ranges;
pub(crate) mod reference;
pub(crate) mod share;
pub(crate) mod story;
pub(crate) mod timeline;
pub(crate) mod top_bar;
