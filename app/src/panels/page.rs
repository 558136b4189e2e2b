//! The whole page, and the effects at its edges: address bar, title and theme.

use super::brief::BriefView;
use super::story::StoryBar;
use super::{anchors, claims, columns, compare, deals, embedded, headline, inputs, more, offer, timeline, top_bar};
use crate::browser;
use crate::browser::leaving;
use crate::components::chart::Chart;
use crate::components::explain::{self, Explain};
use crate::components::notices::{AboutNumbers, Notices};
use crate::components::pinned::notes_list;
use crate::components::reference::{KEYS, Reference, ReferenceLinks};
use crate::components::skip::Skip;
use crate::drawing;
use crate::printing;
use crate::state::{State, use_state};
use crate::taking;
use crate::view::{edge, flag, kept_flag, kept_text, when};
use crate::words;
use figures::definitions::{CLAIMS, FLEET, FLOWS};
use leptos::mount::{mount_to, mount_to_body};
use leptos::prelude::*;
use model::facts::sources::FACTS_READ_TO;

/// The parts of the page that skip links lead to: the id of each, and its name.
const PARTS: [(&str, &str); 4] = [
    ("figures", words::page::PART_FIGURES),
    ("inputs", words::page::PART_INPUTS),
    ("timeline", words::page::PART_TIMELINE),
    ("charts", words::page::PART_CHARTS),
];

/// Mounts the page in the element that index.html has for it, or at the end of the body.
pub fn start() {
    // The folder must be read before the address changes, since everything that is loaded later is found from there.
    browser::address::folder();
    match browser::element::by_id("app") {
        Some(place) if embedded::is_asked_for() => mount_to(place, embedded::Embedded).forget(),
        Some(place) => mount_to(place, Page).forget(),
        None => mount_to_body(Page),
    }
}

/// The edges of the page: effects that write to the browser, and listeners that tell the state what the reader does
/// with the browser's own controls.
fn edges(state: State) {
    state.take_up();
    state.canonical();
    leaving::on_travel(move || state.travel());
    leaving::on_release(
        move || {
            state.let_go();
            state.release_inputs();
        },
        move || {
            state.take_back();
            state.release_inputs();
        },
    );
    leaving::on_step(move |to| state.step(to));
    leaving::on_question_mark(move || state.reading.set(KEYS));
    leaving::on_leave(move || state.leave());
    let title = kept_text(move || words::page::window_title(&state.title()));
    edge(move |_| browser::address::set_title(&title.get()));
    edge(move |first| {
        let theme = state.theme.get();
        browser::theme::show(theme);
        if !first {
            browser::theme::keep(theme);
        }
    });
}

/// The page.
#[component]
pub fn Page() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    edges(state);
    explain::listen(state);
    printing::listen(state);
    browser::files::on_file(move |file| taking::open(state, file));
    drawing::listen(state);
    browser::engine::start_when_idle(move || state.remark.set(words::page::IN_PAGE));
    let brief = kept_flag(move || state.shows_brief());
    // Charts are never removed: once it has been shown, the explorer is only hidden behind the brief.
    let explored = Memo::new(move |was: Option<&bool>| was.is_some_and(|was| *was) || !brief.get());
    let [before, after] = words::page::FACTS_AS_OF;
    let below = move || view! { <div hidden=flag(move || brief.get())>{explorer()}</div> }.into_any();
    view! {
        {when(flag(move || !brief.get()), || view! {
            <Skip name=words::page::SKIP_TO_PART to=&PARTS />
        }.into_any())}
        <top_bar::TopBar />
        {when(brief.into(), || view! { <BriefView /> }.into_any())}
        {when(explored.into(), below)}
        <StoryBar />
        <div><Explain over=false /></div>
        {offer::offer_line(false)}
        <footer>
            <p>
                {before} {FACTS_READ_TO} {after}
                {words::page::CLASSES}
                {words::everywhere::NO_ADVICE}
            </p>
            <ReferenceLinks all=true />
        </footer>
        <Reference />
    }
}

/// Inputs, timeline and charts. Their types are erased here, because nested view types would become too deep.
fn explorer() -> AnyView {
    let above = view! { <headline::Headline /> }.into_any();
    let beside = view! { <inputs::InputsPanel /> }.into_any();
    let charts = charts().into_any();
    view! {
        <main>
            <Notices />
            {above}
            <div class="columns">
                {beside}
                {charts}
            </div>
        </main>
    }
    .into_any()
}

fn charts() -> impl IntoView {
    let state = use_state();
    view! {
        <div class="charts" class:late=state.ranges.late id="charts" tabindex="-1">
            <h2 class="for-screen-readers">{words::page::CHARTS}</h2>
            {view! { <compare::CompareBar /> }.into_any()}
            {view! { <anchors::Anchors /> }.into_any()}
            {notes_list(true)}
            <AboutNumbers />
            <div class="place" id=FLEET.id tabindex="-1">
                {view! { <timeline::Timeline /> }.into_any()}
                {view! { <Chart of=&FLEET /> }.into_any()}
            </div>
            {view! { <columns::Columns /> }.into_any()}
            <div class="place" id=FLOWS.id tabindex="-1">{view! { <Chart of=&FLOWS /> }.into_any()}</div>
            {view! { <columns::Compared /> }.into_any()}
            {view! { <more::MoreFigures /> }.into_any()}
            {view! { <deals::Deals /> }.into_any()}
            <div class="place" id=CLAIMS.id tabindex="-1">{view! { <claims::Claims /> }.into_any()}</div>
        </div>
    }
}
