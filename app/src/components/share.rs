//! The menu of ways to share a scenario: its link, words with it, a picture, a code.

use super::answer::{Answer, Topic};
use super::export::{button, said, ways_into};
use crate::browser::{self, share};
use crate::state::{State, use_state};
use crate::status::Status;
use crate::taking::Export;
use crate::view::text;
use figures::sentences::headline;
use figures::span::plain;
use leptos::html::{H2, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The menu.
#[component]
pub fn ShareMenu() -> impl IntoView {
    let state = use_state();
    let heading = NodeRef::<H2>::new();
    heading.on_load(|_| browser::ask::arrived());
    let exact = RwSignal::new(false);
    let by = |ways: &[Export]| ways_into(state, exact, state.shared, ways.to_vec());
    let device = share::is_there().then(|| {
        view! { <ul class="exports">{button("Send…", "With the apps of this device.", move |_| send(state))}</ul> }
    });
    view! {
        <div class="answer share" tabindex="-1">
            <h2 id="asked" tabindex="-1" node_ref=heading>"Share"</h2>
            <LinkField />
            {said(state.shared)}
            {by(&[Export::Link])}
            {device}
            <h3>"With words"</h3>
            {by(&[Export::RichText, Export::Markdown])}
            <h3>"As a picture"</h3>
            {by(&[Export::BriefPng, Export::BriefSvg, Export::BriefPicture])}
            <h3>"QR code"</h3>
            <Answer to=Topic::Qr />
            {by(&[Export::QrSvg, Export::QrPicture])}
        </div>
    }
}

/// The link in a field; whoever goes there has it selected.
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
            aria-label="The link"
            prop:value=address
            node_ref=field
            on:focus=move |_| field.get_untracked().iter().for_each(|field| field.select())
        />
    }
}

/// Hands the link to the device. What the reader broke off there needs no word here.
fn send(state: State) {
    let says = state
        .scenario
        .with_untracked(|scenario| state.outcome.with_untracked(|outcome| plain(&headline(scenario, outcome))));
    let address = state.address();
    spawn_local(async move {
        if share::hand_on("Rackrate", &says, &address).await {
            state.shared.set(Status::good("Handed on."));
        }
    });
}
