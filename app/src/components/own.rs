//! The menu of the reader's own scenarios, in the panel of explanations. The engine makes the list and the text that
//! the browser stores.

use crate::browser::engine::{Place, Unanswered, ask};
use crate::browser::keyboard::{Keyboard, is_held_in};
use crate::browser::own::{Fault, Pressed, keep, kept, name_typed, pressed, write_name};
use crate::browser::timer::frame;
use crate::browser::{self, files};
use crate::state::{State, use_state};
use crate::status::Status;
use crate::view::text;
use crate::words;
use leptos::html::H2;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use protocol::engine::{Answer, Ask};
use protocol::own::{Act, Own};

/// The name of the file to which they are saved.
const FILE: &str = "rackrate-scenarios.json";

/// The selector of the list.
const LIST: &str = ".own > div";

/// The menu of the reader's own scenarios.
#[component]
pub fn OwnScenarios() -> impl IntoView {
    let state = use_state();
    let heading = NodeRef::<H2>::new();
    heading.on_load(|_| browser::ask::arrived());
    let shown = RwSignal::new(String::new());
    let status = state.exported;
    status.set(Status::default());
    act(state, shown, Act::Show);
    let hear = move |event: &leptos::ev::Event, kinds: &[&str]| {
        if let Some(pressed) = pressed(event).filter(|pressed| kinds.contains(&pressed.does.as_str())) {
            event.prevent_default();
            does(state, shown, pressed);
        }
    };
    let choose = move |event: leptos::ev::Event| {
        if let Some(file) = files::chosen(&event) {
            import(state, shown, file);
        }
    };
    view! {
        <div class="answer own" tabindex="-1">
            <h2 id="asked" tabindex="-1" node_ref=heading>{words::own::OWN}</h2>
            <p class=text(move || status.with(|status| if status.fault { "export-status fault" } else { "export-status" })) role="status">
                {text(move || status.with(|status| status.words.clone()))}
            </p>
            <div
                inner_html=shown
                on:click=move |event| hear(&event, &["open", "duplicate", "delete", "put-back", "export"])
                on:submit=move |event| hear(&event, &["save"])
                on:change=move |event| hear(&event, &["rename"])
            ></div>
            <p>
                <label class="open-workbook">
                    {words::own::TAKE_FROM_FILE}
                    <input type="file" accept=".json,application/json" on:change=choose />
                </label>
            </p>
        </div>
    }
    .into_any()
}

/// Carries out what was pressed.
fn does(state: State, shown: RwSignal<String>, pressed: Pressed) {
    let Pressed { does, typed, of } = pressed;
    let done = match does.as_str() {
        // Only a name that the reader typed counts: the suggested one may belong to a scenario that was on screen
        // before.
        "save" => Act::Save { name: name_typed().unwrap_or_default() },
        "put-back" => Act::PutBack(of),
        "rename" => Act::Rename { of, name: typed },
        "duplicate" => Act::Duplicate(of),
        "delete" => Act::Delete(of),
        "open" => return state.open_link(&of.link),
        _ => {
            let text = kept().ok().flatten().unwrap_or_default();
            let saved = files::save(FILE, "application/json", files::Content::Text(text));
            return state.exported.set(saved.map_or_else(Status::fault, Status::good));
        }
    };
    act(state, shown, done);
}

/// Adds the scenarios of a file.
fn import(state: State, shown: RwSignal<String>, file: files::File) {
    spawn_local(async move {
        let name = file.name();
        match files::bytes_of(&file).await {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                act(state, shown, Act::Import { file: name, text });
            }
            Err(why) => state.exported.set(Status::fault(words::own::not_opened(&name, &why))),
        }
    });
}

/// Lets the engine carry out an act, stores the result, and shows the resulting list.
fn act(state: State, shown: RwSignal<String>, act: Act) {
    let before = Keyboard::within_first(LIST);
    spawn_local(async move {
        let (status, html) = match done(state, &act).await {
            Ok((words, html)) => (Status::good(words), html),
            Err((why, html)) => (Status::fault(why), html),
        };
        if !html.is_empty() {
            show(shown, html, before.as_ref(), matches!(act, Act::Save { .. })).await;
        }
        state.exported.set(status);
    });
}

/// Shows the list, once nothing in it is pressed. Text that the reader typed meanwhile is kept, and so is a name under
/// which nothing was saved. The focus is restored, or moves to the menu if its element has gone.
async fn show(shown: RwSignal<String>, html: String, before: Option<&Keyboard>, is_saved: bool) {
    while is_held_in(LIST) {
        frame().await;
    }
    let here = Keyboard::within_first(LIST);
    let named = name_typed().filter(|_| !is_saved);
    shown.try_set(html);
    tick().await;
    named.iter().for_each(|named| write_name(named));
    if here.is_some_and(|here| !here.give_back_first(LIST, before)) {
        browser::ask::to_panel();
    }
}

/// The words and the list after an act; as the error why it failed, with the present list if that could be made.
async fn done(state: State, act: &Act) -> Result<(String, String), (String, String)> {
    let on_screen = state.link_alone();
    // If another tab has stored something while the engine worked, the act is repeated on what is stored now.
    loop {
        let before = kept();
        let own = asked(&on_screen, before.clone().ok().flatten(), act).await.map_err(|why| (why, String::new()))?;
        let stored = match (&own.keep, before) {
            (None, Ok(_)) => Ok(()),
            (_, Err(fault)) => Err(fault),
            (Some(_), Ok(before)) if kept() != Ok(before.clone()) => continue,
            (Some(text), Ok(_)) => keep(text),
        };
        let Err(fault) = stored else { return Ok((own.words, own.html)) };
        // The list must show what is stored, which this act did not change.
        let still = asked(&on_screen, kept().ok().flatten(), &Act::Show).await.map(|own| own.html).unwrap_or_default();
        return Err((words(fault).to_owned(), still));
    }
}

async fn asked(on_screen: &str, kept: Option<String>, act: &Act) -> Result<Own, String> {
    match ask(&Place::default(), Ask::Own { kept, act: act.clone(), on_screen: on_screen.to_owned() }).await {
        Ok(Answer::Own(own)) => Ok(own),
        Ok(_) => Err(protocol::MISREAD.to_owned()),
        Err(fault) => Err(Unanswered::words(&fault).to_owned()),
    }
}

const fn words(fault: Fault) -> &'static str {
    match fault {
        Fault::Forbidden => words::own::FORBIDDEN,
        Fault::Full => words::own::FULL,
    }
}
