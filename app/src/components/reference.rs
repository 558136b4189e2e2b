//! The pages of reference, such as numbers, sources, tests and keys, in a dialog over the page. The engine makes each
//! when it is opened.

use super::answer::Answer;
use super::explain::{self, Explain};
use super::parts::Parts;
use super::topic::Topic;
use crate::browser::engine::{Place, Unanswered, ask};
use crate::browser::reference;
use crate::browser::timer::frame;
use crate::panels::offer::offer_line;
use crate::printing::Printer;
use crate::state::{State, use_state};
use crate::taking::{EXPORT, NOTES, OWN};
use crate::under_way::UnderWay;
use crate::view::{block, edge, text};
use crate::words;
use leptos::html::Dialog;
use leptos::prelude::*;
use protocol::ScenarioValue;
use protocol::engine::{Answer as Reply, Ask, Search, Searched};

/// A page of reference: its name, its content, and which search it has, if any.
type Page = (&'static str, Topic, Option<Searched>);

const PAGES: [Page; 6] = [
    (words::reference::NUMBERS, Topic::AllNumbers, Some(Searched::Numbers)),
    (words::reference::HOW_SURE, Topic::Sure, None),
    (words::reference::SOURCES, Topic::Sources, Some(Searched::Sources)),
    (words::reference::TRUST, Topic::Trust, None),
    (words::reference::CORRECTIONS, Topic::Corrections, None),
    (words::reference::KEYS, Topic::Keys, None),
];

/// The place of the page "How sure?" in [`State::reading`].
pub const SURE: usize = 2;
/// The place of the page of keys in [`State::reading`].
pub const KEYS: usize = PAGES.len();
/// How many of the pages the top bar links to; the foot of the page links to all.
const IN_BAR: usize = 3;

/// The page of a place in [`State::reading`], which counts from 1; `None` for 0.
fn page(place: usize) -> Option<Page> {
    PAGES.into_iter().nth(place.checked_sub(1)?)
}

/// Buttons that open the pages of reference: all of them, or as many as the top bar has room for.
#[component]
pub fn ReferenceLinks(
    /// Whether to show all of them.
    all: bool,
) -> impl IntoView {
    let state = use_state();
    let most = if all { PAGES.len() } else { IN_BAR };
    let buttons = PAGES.into_iter().zip(1..).take(most).map(|((name, ..), place)| {
        view! {
            <button type="button" class="quiet" aria-haspopup="dialog" on:click=move |_| state.reading.set(place)>
                {name}
            </button>
        }
    });
    view! {
        <span class="reference-links">
            <button type="button" class="quiet" data-ask=OWN>{words::own::OWN}</button>
            <button type="button" class="quiet" data-ask=EXPORT>{words::export::EXPORT}</button>
            <button type="button" class="quiet" data-ask=NOTES>{words::reference::NOTES}</button>
            <button type="button" class="quiet" on:click=move |_| state.read_brief()>{words::brief::BRIEF}</button>
            {buttons.collect::<Vec<_>>()}
        </span>
    }
}

/// The dialog of the pages of reference, empty while it is closed. Explanations that are asked for in it are shown in
/// it.
#[component]
pub fn Reference() -> impl IntoView {
    let state = use_state();
    let dialog = NodeRef::<Dialog>::new();
    let printer = use_context::<Printer>();
    let searching = Searching { under_way: UnderWay::new(), place: StoredValue::new(Place::default()), state, printer };
    // The browser keeps the focus within a modal dialog, and restores it after closing.
    edge(move |_| {
        let (open, Some(dialog)) = (state.reading.get() != 0, dialog.get()) else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
            dialog.set_scroll_top(0);
        }
    });
    let parts = Parts::new(state);
    edge(move |_| {
        state.reading.track();
        parts.forget();
    });
    edge(move |_| {
        state.scenario.track();
        state.beside.track();
        state.ranged.track();
        if page(state.reading.get_untracked()).is_some_and(|(_, topic, _)| topic == Topic::Sure) {
            parts.follow();
        }
    });
    let close = move || dialog.get_untracked().iter().for_each(|dialog| dialog.close());
    let shown = block(move || match page(state.reading.get()) {
        Some((_, topic, _)) => view! { <Answer to=topic /> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <dialog
            class="reference"
            node_ref=dialog
            aria-label=text(move || page(state.reading.get()).map_or("", |(name, ..)| name))
            on:close=move |_| state.reading.set(0)
            on:input=move |_| searching.ask()
            on:change=move |event| parts.hear(&event)
            on:click=move |event| parts.hear(&event)
            on:submit=move |event| event.prevent_default()
            // Escape is handled here, because in a search field some browsers clear the field instead. It closes an
            // explanation first.
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    event.prevent_default();
                    if !explain::close(state) {
                        close();
                    }
                }
            }
            // Other ways to close a dialog, such as a telephone's back gesture.
            on:cancel=move |event: leptos::ev::Event| {
                if explain::close(state) {
                    event.prevent_default();
                }
            }
        >
            <div class="reference-bar">
                <button type="button" class="primary" on:click=move |_| close()>{words::everywhere::CLOSE}</button>
            </div>
            {shown}
            <div><Explain over=true /></div>
            {offer_line(true)}
        </dialog>
    }
}

/// The search of a page of reference.
#[derive(Clone, Copy)]
struct Searching {
    under_way: UnderWay,
    place: StoredValue<Place>,
    state: State,
    printer: Option<Printer>,
}

impl Searching {
    /// Searches in the next frame for the text that the form has by then, at most once a frame.
    fn ask(self) {
        self.under_way.once_a_frame(move || self.once());
    }

    async fn once(self) -> Option<()> {
        let (_, _, searched) = page(self.state.reading.get_untracked())?;
        let scenario = self.state.scenario.with_untracked(|scenario| ScenarioValue::from(scenario));
        let search = Search { words: reference::words() };
        let reply = ask(&self.place.get_value(), Ask::Rows { scenario, page: searched?, search }).await;
        // A row that is being pressed is not replaced, since the press would be lost.
        while reference::are_rows_held() {
            frame().await;
        }
        match reply {
            Ok(Reply::Rows { found, html }) => {
                reference::fill(&found, &html);
                self.printer.iter().for_each(|printer| printer.searched(self.state));
            }
            Ok(_) | Err(Unanswered::Overtaken) => {}
            // The rows on screen were found for other words, so they are removed.
            Err(fault) => reference::fill(fault.words(), ""),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printing::SOURCES;

    #[test]
    fn the_page_whose_rows_are_printed_whole_is_that_of_sources() {
        assert_eq!(page(SOURCES).map(|(name, topic, _)| (name, topic)), Some(("Sources", Topic::Sources)));
    }
}
