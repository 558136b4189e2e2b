//! An answer of the engine, such as the explanation of a number, and its updates.

use super::topic::Topic;
use crate::browser::engine::{Place, Unanswered, ask};
use crate::browser::folds::Unfolded;
use crate::browser::keyboard::{self, Keyboard};
use crate::browser::{self, element, timer};
use crate::state::{State, use_state};
use crate::under_way::UnderWay;
use crate::view::{edge, flag, kept_flag, text, when};
use crate::words;
use figures::span::of_other;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::tick;
use protocol::engine;

/// What precedes a question in HTML.
const ASKS: &str = "data-ask=\"";

/// The answer to a question, which follows the scenario while it is shown.
#[component]
pub fn Answer(
    /// What the answer is about.
    to: Topic,
) -> impl IntoView {
    let asking = Asking {
        topic: StoredValue::new(to),
        place: StoredValue::new(Place::default()),
        shown: NodeRef::new(),
        html: RwSignal::new(String::new()),
        fault: RwSignal::new(None),
        under_way: UnderWay::new(),
        state: use_state(),
    };
    edge(move |_| {
        asking.topic.with_value(|to| to.track(asking.state));
        // The parts of the page "How sure?" follow the scenario by themselves.
        if asking.topic.with_value(|to| *to != Topic::Sure) || asking.html.with_untracked(String::is_empty) {
            asking.ask();
        }
    });
    let Asking { shown: node, html, fault, .. } = asking;
    let failed = kept_flag(move || fault.with(Option::is_some));
    let answered = kept_flag(move || !failed.get() && html.with(|html| !html.is_empty()));
    let status = text(move || match (fault.get(), answered.get()) {
        (Some(fault), _) => fault.words().to_owned(),
        (None, true) => words::explanations::SHOWN.to_owned(),
        (None, false) => words::explanations::LOOKING_UP.to_owned(),
    });
    let retry = when(flag(move || fault.with(|fault| fault.as_ref().is_some_and(Unanswered::may_pass))), move || {
        view! {
            <button
                type="button"
                class="quiet"
                on:click=move |event| {
                    // The button disappears, so the focus moves to the answer around it.
                    element::focus_around(&event, ".answer");
                    fault.set(None);
                    asking.ask();
                }
            >
                {words::everywhere::TRY_AGAIN}
            </button>
        }
        .into_any()
    });
    let shown = when(answered.into(), move || view! { <div node_ref=node inner_html=html></div> }.into_any());
    view! {
        <div class="answer" tabindex="-1" aria-busy=text(move || (!failed.get() && !answered.get()).to_string())>
            <p
                class="source-note"
                class:fault=flag(move || failed.get())
                class:for-screen-readers=flag(move || answered.get())
                role="status"
            >
                {status}
            </p>
            {retry}
            {shown}
        </div>
    }
}

/// A question, its answer and the state of asking.
#[derive(Clone, Copy)]
struct Asking {
    topic: StoredValue<Topic>,
    place: StoredValue<Place>,
    /// The element that shows the answer.
    shown: NodeRef<Div>,
    html: RwSignal<String>,
    fault: RwSignal<Option<Unanswered>>,
    under_way: UnderWay,
    state: State,
}

impl Asking {
    /// Asks in the next frame; if an answer is under way, again after it.
    fn ask(self) {
        self.under_way.once_a_frame(move || self.once());
    }

    /// Asks once. `None` if this component has been disposed of meanwhile, or the answer is not to be shown.
    async fn once(self) -> Option<()> {
        let (topic, place) = (self.topic.try_get_value()?, self.place.try_get_value()?);
        let of = match &topic {
            Topic::Numbers(of, _) => *of,
            _ => None,
        };
        let searched = topic.searched();
        let reply = match topic.clone().ask(self.state).await {
            Ok(question) => ask(&place, question).await,
            Err(fault) => Err(fault),
        };
        // Within an answer about a compared scenario, questions are about that scenario too.
        let reply = reply.map(|answer| match (answer, of) {
            (engine::Answer::Html(html), Some(place)) => {
                engine::Answer::Html(html.replace(ASKS, &format!("{ASKS}{}", of_other(place, ""))))
            }
            (answer, _) => answer,
        });
        // An element that is being pressed is not replaced before its release, since the press would be lost.
        while self.shown.try_get_untracked()?.is_some_and(|shown| keyboard::is_held(&shown)) {
            timer::frame().await;
        }
        // The answer holds the search as it was when asked, and would undo what the reader has typed since. The parts
        // of the page "How sure?" follow the scenario by themselves, but only once they exist: if the scenario has
        // changed meanwhile, the whole page is asked for again.
        if topic.searched() != searched {
            self.ask();
            return None;
        }
        if topic == Topic::Sure && self.under_way.is_wanted_again() {
            return None;
        }
        match reply {
            Ok(engine::Answer::Html(html)) => self.show(html).await?,
            Ok(_) => drop(self.fault.try_set(None)),
            Err(Unanswered::Overtaken) => {}
            Err(fault) => drop(self.fault.try_set(Some(fault))),
        }
        Some(())
    }

    /// Replaces the answer on screen. Focus and open folds are restored.
    async fn show(self, html: String) -> Option<()> {
        let before = self.html.try_get_untracked()?;
        self.fault.try_set(None);
        // Equal HTML need not be rendered again.
        if html == before {
            return Some(());
        }
        let shown = self.shown.try_get_untracked()?;
        let here = shown.as_ref().and_then(|shown| Keyboard::within(shown));
        let unfolded = shown.as_ref().map(|shown| Unfolded::within(shown));
        self.html.try_set(html);
        if before.is_empty() {
            timer::frame().await;
            browser::ask::arrived();
        } else if let Some(shown) = shown {
            tick().await;
            unfolded.iter().for_each(|unfolded| unfolded.give_back(&shown));
            here.iter().for_each(|here| _ = here.give_back_typed(&shown));
        }
        Some(())
    }
}
