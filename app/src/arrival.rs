//! What an address opens, and what there is to say about it.

use crate::browser;
use crate::document::Document;
use crate::words;
use leptos::prelude::*;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::permalink::{self, Link, LinkFault, SinceShared};

/// The baseline whose page the build draws.
#[derive(Clone, Copy, Debug)]
pub struct FirstBaseline(pub &'static Baseline);

/// The baseline that an address without a link opens: that of its own page, else the first.
pub(crate) fn without_link() -> &'static Baseline {
    let drawn = use_context::<FirstBaseline>().map(|FirstBaseline(baseline)| baseline);
    drawn.or_else(browser::address::baseline).unwrap_or_else(|| Baseline::first())
}

/// A message to the reader about a link.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkNotice {
    /// A link was refused.
    Refused(LinkFault),
    /// A link was opened, but not all of it is as the sender saw it.
    Changed {
        /// What of it had to be translated, a sentence each.
        translated: Vec<String>,
        /// Headline numbers that today's model gives otherwise.
        moved: Vec<SinceShared>,
        /// The link as it came, so that the difference can be opened.
        link: String,
    },
}

impl LinkNotice {
    /// What a link that was opened says of itself, a sentence each: what was translated, and what has another number now.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let LinkNotice::Changed { translated, moved, .. } = self else { return Vec::new() };
        let moved =
            moved.iter().map(|one| words::everywhere::when_shared(&one.metric.name(), &one.when_shared, &one.now));
        translated.iter().cloned().chain(moved).collect()
    }
}

/// What an address opens, and what there is to say about it. Without a link, the baseline of its page.
pub(crate) fn opened(query: &str) -> (Document, Option<LinkNotice>) {
    let first = || Document::from(Scenario::of(without_link()));
    if !permalink::stands_in(query) {
        return (first(), None);
    }
    match permalink::read(query) {
        Ok(link) => {
            let notice = notice_of(&link, query);
            (Document::from(link), notice)
        }
        Err(fault) => (first(), Some(LinkNotice::Refused(fault))),
    }
}

/// What there is to say about a link that was opened; `text` is the link as it came.
pub(crate) fn notice_of(link: &Link, text: &str) -> Option<LinkNotice> {
    let moved = link.moved(&run(&link.scenario));
    let same = moved.is_empty() && link.translated.is_empty();
    let translated = link.translated.clone();
    (!same).then(|| LinkNotice::Changed { translated, moved, link: text.to_owned() })
}
