//! The menu of ways to share a scenario: its link, words with the link, a picture, a QR code, a frame.

use super::answer::Answer;
use super::export::ways_into;
use super::frame::part;
use super::long_link::long_link;
use super::topic::Topic;
use super::way::{button, said};
use crate::browser::{self, files, share};
use crate::framed::snippet;
use crate::state::{State, use_state};
use crate::status::Status;
use crate::taking::{Export, SHARE, copy_link, tell};
use crate::view::text;
use crate::words;
use figures::definitions::{ALL, CLAIMS};
use figures::sentences::headline;
use figures::span::plain;
use leptos::html::{H2, Input, Textarea};
use leptos::prelude::*;
use model::share::shown::{FigureCode, Shown};

/// The menu of sharing.
#[component]
pub fn ShareMenu() -> impl IntoView {
    let state = use_state();
    let heading = NodeRef::<H2>::new();
    heading.on_load(|_| browser::ask::arrived());
    let exact = RwSignal::new(false);
    let by = |ways: &[Export]| ways_into(state, exact, state.shared, ways.to_vec());
    let device = share::is_there().then(|| {
        view! { <ul class="exports">{button(words::share::SEND, move |_| send(state))}</ul> }
    });
    view! {
        <div class="answer share" tabindex="-1">
            <h2 id="asked" tabindex="-1" node_ref=heading>{words::share::SHARE}</h2>
            <LinkField />
            {said(state.shared)}
            {long_link(state, state.shared)}
            <ul class="exports">
                {button(words::share::COPY_LINK, move |_| copy_link(state))}
            </ul>
            {device}
            <h3>{words::share::WITH_WORDS}</h3>
            {by(&[Export::RichText, Export::Markdown])}
            <h3>{words::share::AS_PICTURE}</h3>
            {by(&[Export::BriefPng, Export::BriefSvg, Export::BriefPicture])}
            <h3>{words::share::QR_CODE}</h3>
            <Answer to=Topic::Qr />
            {by(&[Export::QrSvg, Export::QrPicture])}
            <h3>{words::share::IN_ANOTHER_PAGE}</h3>
            <FrameField />
        </div>
    }
}

/// A button that copies the link and opens the menu of sharing.
#[component]
pub fn ShareButton(
    /// Its CSS class: `primary` or `quiet`.
    class: &'static str,
) -> impl IntoView {
    let state = use_state();
    view! {
        <button
            type="button"
            class=class
            aria-haspopup="dialog"
            data-ask=SHARE
            on:click=move |_| copy_link(state)
        >
            {words::share::SHARE}
        </button>
    }
}

/// The link in a read-only field, which is selected on focus.
#[component]
fn LinkField() -> impl IntoView {
    let state = use_state();
    let field = NodeRef::<Input>::new();
    let address = text(move || {
        state.document.track();
        state.address()
    });
    view! {
        <input
            type="text"
            class="link-field"
            readonly
            aria-label=words::share::THE_LINK
            prop:value=address
            node_ref=field
            on:focus=move |_| field.get_untracked().iter().for_each(|field| field.select())
        />
    }
}

/// The HTML that embeds the brief or a chart in another page, to be copied.
#[component]
fn FrameField() -> impl IntoView {
    let state = use_state();
    let (chosen, field) = (RwSignal::new(String::new()), NodeRef::<Textarea>::new());
    // The table of claims does not depend on the scenario.
    let charts = ALL.iter().filter(|of| of.id != CLAIMS.id).map(|of| {
        let measure = untrack(|| part(state, |subjects| plain(&(of.measure)(subjects))));
        let name = measure.split([',', ':', ';', '.']).next().unwrap_or_default().to_owned();
        view! { <option value=of.id>{name}</option> }
    });
    let markup = text(move || {
        state.document.track();
        let chart = FigureCode::parse(&chosen.get());
        let high = if chart.is_some() { CHART_HIGH } else { BRIEF_HIGH };
        let shown = chart.map_or(Shown::EmbeddedBrief, Shown::EmbeddedChart);
        let title = words::share::frame_title(&state.title());
        snippet(&state.address_as(shown), &state.address_as(Shown::Explore), &title, high)
    });
    let copy = move |_| {
        let copied = files::copy_text(&markup.get_untracked());
        tell(state, state.shared, async move {
            let Err(why) = copied.await else { return Status::good(words::everywhere::COPIED) };
            // The menu may have been closed meanwhile.
            field.try_get_untracked().flatten().iter().for_each(|field| drop(field.focus()));
            Status::fault(words::share::frame_selected(&why))
        });
    };
    view! {
        <select aria-label=words::share::IN_FRAME on:change=move |event| chosen.set(event_target_value(&event))>
            <option value="">{words::share::THE_BRIEF}</option>
            {charts.collect::<Vec<_>>()}
        </select>
        <textarea
            readonly
            aria-label=words::share::THE_FRAME
            prop:value=markup
            node_ref=field
            on:focus=move |_| field.get_untracked().iter().for_each(|field| field.select())
        ></textarea>
        <ul class="exports">{button(words::share::COPY_FRAME, copy)}</ul>
    }
}

/// The initial height of frames, CSS pixels; the surrounding page may ask for the exact height.
const CHART_HIGH: u32 = 480;
const BRIEF_HIGH: u32 = 900;

/// Opens the share sheet of the device. If the reader cancels it, nothing is reported.
fn send(state: State) {
    let says = state
        .scenario
        .with_untracked(|scenario| state.outcome.with_untracked(|outcome| plain(&headline(scenario, outcome))));
    let address = state.address();
    tell(state, state.shared, async move {
        match share::hand_on(words::everywhere::BRAND, &says, &address).await {
            true => Status::good(words::share::HANDED_ON),
            false => Status::default(),
        }
    });
}
