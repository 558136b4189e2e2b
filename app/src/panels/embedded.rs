//! The brief or one chart, embedded in another page: no top bar, no inputs, nothing stored, nothing written to the
//! address. README.md lists the messages that the surrounding page may send.

use super::brief::article;
use super::claims::Claims;
use crate::arrival::LinkNotice;
use crate::browser::{self, element, host};
use crate::components::bar_chart::BarChart;
use crate::components::chart::Chart;
use crate::components::explain::{self, Explain};
use crate::components::notices::Notices;
use crate::drawing;
use crate::framed::Framed;
use crate::state::State;
use crate::view::{block, edge, flag, kept_flag, kept_text, text, when};
use crate::words;
use figures::definitions::{CLAIMS, COMPARED};
use figures::{Definition, definition};
use leptos::html::Main;
use leptos::prelude::*;
use model::share::permalink::{self, LinkFault};
use model::share::shown::Shown;

/// Whether the page is to be shown embedded: the link says so, or it cannot be read and the page is in a frame. In the
/// latter case nobody knows what the link was to show, but the whole page would not fit a frame.
pub fn is_asked_for() -> bool {
    let query = browser::address::query();
    match permalink::read(&query) {
        Ok(link) => link.shown.is_embedded(),
        Err(_) => permalink::stands_in(&query) && host::is_framed(),
    }
}

/// The embedded page.
#[component]
pub fn Embedded() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    explain::listen(state);
    drawing::listen(state);
    let framed = Framed::new(state);
    host::listen(move |heard| framed.hear(&heard));
    edge(move |_| {
        state.document.track();
        framed.tell();
    });
    let (place, watch) = (NodeRef::<Main>::new(), StoredValue::new_local(None));
    place.on_load(move |main| watch.set_value(element::on_width(&main, move |_| framed.tell_height())));
    let refused = Memo::new(move |_| match state.link_notice.get() {
        Some(LinkNotice::Refused(why)) => Some(why),
        _ => None,
    });
    let is_refused = kept_flag(move || refused.with(Option::is_some));
    // If the link was refused, nothing is shown, rather than the baseline that replaced it.
    let title = kept_text(move || if is_refused.get() { String::new() } else { state.title() });
    edge(move |_| {
        let title = title.get();
        browser::address::set_title(&if title.is_empty() {
            words::everywhere::BRAND.to_owned()
        } else {
            words::page::window_title(&title)
        });
    });
    let shown = Memo::new(move |_| state.document.with(|document| document.shown.clone()));
    let body = block(move || match refused.get() {
        Some(why) => not_opened(&why),
        None => shown.with(what),
    });
    let open = text(move || {
        state.document.track();
        // The link as it arrived, so that the whole page can say what is wrong with it.
        let as_it_came = || browser::address::of_page() + &browser::address::query();
        if is_refused.get() { as_it_came() } else { state.address_as(Shown::Explore) }
    });
    let notices = when(flag(move || !is_refused.get()), || view! { <Notices /> }.into_any());
    view! {
        <main class="embedded" node_ref=place>
            <h1 class="for-screen-readers">{title}</h1>
            {notices}
            {body}
            <p class="source-note">
                <span>{text(move || match title.get() {
                    title if title.is_empty() => title,
                    title => format!("{title} · "),
                })}</span>
                <a href=open target="_blank" rel="noopener">{words::frame::OPEN_IN}</a>
            </p>
        </main>
        <div><Explain over=false /></div>
    }
}

/// The notice in place of a link that was refused.
fn not_opened(why: &LinkFault) -> AnyView {
    view! {
        <div class="notice refused" role="alert">
            <p>
                <b>{words::notices::NOT_OPENED}</b>
                {why.to_string()}
                {words::notices::NOTHING_INSTEAD}
            </p>
        </div>
    }
    .into_any()
}

/// The brief, or the chart that is asked for; the brief with a notice if this release has no such chart.
fn what(shown: &Shown) -> AnyView {
    let Shown::EmbeddedChart(code) = shown else { return brief() };
    match definition(code.text()) {
        Some(of) => chart(of),
        None => {
            let lacks = words::frame::no_chart(code.text());
            view! { <div class="notice" role="status"><p>{lacks}</p></div> {brief()} }.into_any()
        }
    }
}

fn brief() -> AnyView {
    article(().into_any())
}

fn chart(of: &'static Definition) -> AnyView {
    // Of the figures that share a place, only this one.
    let rows = COMPARED.iter().find_map(|all| {
        let place = all.iter().position(|(_, one)| one.id == of.id)?;
        all.get(place..=place)
    });
    match rows {
        Some(rows) => view! { <BarChart of=rows /> }.into_any(),
        None if of.id == CLAIMS.id => view! { <Claims /> }.into_any(),
        None => view! { <Chart of=of /> }.into_any(),
    }
}
