//! Opening what somebody sent, or what was kept: an address, a link, a scenario: the part of [`State`] that acts on them.

use crate::arrival::{LinkNotice, opened};
use crate::browser;
use crate::document::Document;
use crate::history::Writing;
use crate::state::{Origin, State};
use leptos::prelude::*;
use model::inputs::scenario::Scenario;
use model::share::permalink::{self, LinkFault};

impl State {
    /// Opens another scenario, as from a workbook.
    pub fn open(self, scenario: Scenario) {
        self.let_go();
        self.change(Origin::Reader, |document| document.take_assumptions(scenario));
        self.link_notice.set(None);
    }

    /// Opens a link that was kept, and says what of it is not as it was then.
    pub fn open_link(self, link: &str) {
        if let Err(why) = self.open_as(link, Document::put) {
            self.link_notice.set(Some(LinkNotice::Refused(why)));
        }
    }

    /// Opens a link whole, with what stands beside it, notes and story, as from a file; how it is shown stays. The error says
    /// why it was refused, and nothing is changed.
    pub fn open_whole(self, link: &str) -> Result<(), String> {
        let open = |document: &mut Document, opened: Document| *document = opened.shown_as(document);
        self.open_as(link, open).map_err(|fault| fault.to_string())
    }

    fn open_as(self, link: &str, open: impl FnOnce(&mut Document, Document)) -> Result<(), LinkFault> {
        match opened(&format!("?{}={link}", permalink::PARAMETER)) {
            (_, Some(LinkNotice::Refused(why))) => Err(why),
            (opened, notice) => {
                // It is no part of what a hand is just drawing.
                self.let_go();
                self.change(Origin::Reader, |document| open(document, opened));
                self.link_notice.set(notice);
                Ok(())
            }
        }
    }

    /// Writes today's form of the link that was opened into the address bar, in place of it. A refused link stays there
    /// until the reader changes something: it can still be mended.
    pub fn canonical(self) {
        // The page of a baseline has its own address until something is changed.
        if browser::address::baseline().is_some() && !permalink::stands_in(&browser::address::query()) {
            return;
        }
        // A link whose numbers moved stays until something is changed: what the sender saw stands in it alone.
        let stays = |notice: &Option<LinkNotice>| match notice {
            Some(LinkNotice::Refused(_)) => true,
            Some(LinkNotice::Changed { moved, .. }) => !moved.is_empty(),
            None => false,
        };
        if !self.link_notice.with_untracked(stays) {
            browser::address::replace(&self.link());
        }
    }

    /// Opens what the address bar says, after the reader went back or forward. Nothing is written there, but that a
    /// link of an older form, or one that was altered on its way and still opened, is replaced by today's.
    pub fn travel(self) {
        let query = browser::address::query();
        let (opened, notice) = opened(&query);
        self.change(Origin::Link, |document| *document = opened);
        self.writing.update_value(Writing::forget);
        self.link_notice.set(notice);
        if permalink::stands_in(&query) {
            self.canonical();
        }
    }
}
