//! What an address opens: the document, and the notice about the link in it.

use crate::browser;
use crate::document::Document;
use crate::words;
use leptos::prelude::*;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::permalink::{self, Link, LinkFault, SinceShared};

/// The baseline whose page the build is rendering; a context that only `app/prerender` provides.
#[derive(Clone, Copy, Debug)]
pub struct FirstBaseline(pub &'static Baseline);

/// The baseline that an address without a link opens: the one whose page this is, else the first.
pub(crate) fn without_link() -> &'static Baseline {
    let drawn = use_context::<FirstBaseline>().map(|FirstBaseline(baseline)| baseline);
    drawn.or_else(browser::address::baseline).unwrap_or_else(|| Baseline::first())
}

/// A message to the reader about the link that was opened.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkNotice {
    /// The link could not be read, so nothing of it was opened.
    Refused(LinkFault),
    /// The link was opened, but something differs from what its sender saw.
    Changed {
        /// What had to be translated from an older form of links, one sentence for each thing.
        translated: Vec<String>,
        /// Headline numbers that today's model computes differently.
        moved: Vec<SinceShared>,
        /// The link as it arrived, so that the difference can be explained.
        link: String,
    },
}

impl LinkNotice {
    /// The notice about an opened link as sentences: what was translated, and which numbers differ now. Empty for a
    /// refusal.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let LinkNotice::Changed { translated, moved, .. } = self else { return Vec::new() };
        let moved =
            moved.iter().map(|one| words::everywhere::when_shared(&one.metric.name(), &one.when_shared, &one.now));
        translated.iter().cloned().chain(moved).collect()
    }
}

/// The document that the query of an address opens, and the notice about its link. Without a link in the query, or with
/// one that is refused, the document is the unchanged baseline of the page.
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

/// The notice about a link that was opened; `None` if nothing differs from what its sender saw. `text` is the link as
/// it arrived.
pub(crate) fn notice_of(link: &Link, text: &str) -> Option<LinkNotice> {
    let moved = link.moved(&run(&link.scenario));
    let same = moved.is_empty() && link.translated.is_empty();
    let translated = link.translated.clone();
    (!same).then(|| LinkNotice::Changed { translated, moved, link: text.to_owned() })
}
