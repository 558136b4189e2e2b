//! The page's words: every text that the page itself shows, announces or copies, by its place on the page.
//!
//! A fixed text is a constant, whose value says best what it is. A sentence with values in it is a function, whose
//! arguments are texts as they are to be read, so that nothing here depends on units or scenarios. If an element stands
//! within a sentence, such as a name in bold or a number that can be pressed, the sentence is an array: the texts
//! before and after the element. A space at either end of a text is part of it. A text that is used in two places is in
//! [`everywhere`], or with the thing that it names.
//!
//! Ids, CSS classes, `data-` attributes, addresses, names of files, types of messages and signs such as ↺ are not
//! words, and so not here. Nor are words that have a row of their own elsewhere: names of inputs, metrics and units are
//! in the model's tables, titles and sentences of charts in `app/figures`, and answers on demand in `app/engine`.
//!
//! `cargo xtask rules` finds words of the page outside this module; the compiler finds those that are not used.
//!
//! For another language, every constant and function here would be translated: code elsewhere does not put sentences
//! together, apart from a colon between two texts or commas between several. So far there is only English.

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
