//! Opening a link, an address, a workbook or a kept scenario: the part of [`State`] that replaces the document.

use crate::arrival::{LinkNotice, opened};
use crate::browser;
use crate::document::Document;
use crate::history::Writing;
use crate::state::{Origin, State};
use leptos::prelude::*;
use model::inputs::scenario::Scenario;
use model::share::permalink::{self, LinkFault};

impl State {
    /// Opens the scenario of a workbook.
    pub fn open(self, scenario: Scenario) {
        self.let_go();
        self.change(Origin::Reader, |document| document.take_assumptions(scenario));
        self.link_notice.set(None);
    }

    /// Opens a kept link within the present document, with a notice if something of it has changed or it is refused.
    pub fn open_link(self, link: &str) {
        if let Err(why) = self.open_as(link, Document::put) {
            self.link_notice.set(Some(LinkNotice::Refused(why)));
        }
    }

    /// Opens the link of a saved file whole, with its compared scenarios, notes and story, in the present view. An
    /// error says why the link was refused; then nothing changes.
    pub fn open_whole(self, link: &str) -> Result<(), String> {
        let open = |document: &mut Document, opened: Document| *document = opened.shown_as(document);
        self.open_as(link, open).map_err(|fault| fault.to_string())
    }

    fn open_as(self, link: &str, open: impl FnOnce(&mut Document, Document)) -> Result<(), LinkFault> {
        match opened(&format!("?{}={link}", permalink::PARAMETER)) {
            (_, Some(LinkNotice::Refused(why))) => Err(why),
            (opened, notice) => {
                // A drag that is in progress ends first, so that this change is a step by itself.
                self.let_go();
                self.change(Origin::Reader, |document| open(document, opened));
                self.link_notice.set(notice);
                Ok(())
            }
        }
    }

    /// Replaces an opened link in the address bar by today's form of it. A refused link stays until the reader changes
    /// something, so that it can still be corrected by hand.
    pub fn canonical(self) {
        // The page of a baseline keeps its own address until something is changed.
        if browser::address::baseline().is_some() && !permalink::stands_in(&browser::address::query()) {
            return;
        }
        // A link whose numbers have changed stays as well: it alone records what the sender saw.
        let stays = |notice: &Option<LinkNotice>| match notice {
            Some(LinkNotice::Refused(_)) => true,
            Some(LinkNotice::Changed { moved, .. }) => !moved.is_empty(),
            None => false,
        };
        if !self.link_notice.with_untracked(stays) {
            browser::address::replace(&self.link());
        }
    }

    /// Opens the address after the reader went back or forward in the browser's history. The address bar is left alone,
    /// except that a link of an older form, or one that was altered on its way and could still be opened, is replaced
    /// by today's form.
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
