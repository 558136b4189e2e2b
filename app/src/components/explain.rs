//! The panel of explanations.

use super::answer::Answer;
use super::compare_menu::CompareMenu;
use super::export::ExportMenu;
use super::input::Input;
use super::notes::NotesMenu;
use super::own::OwnScenarios;
use super::share::ShareMenu;
use super::topic::Topic;
use crate::beside::Beside;
use crate::browser::ask::{self, Request};
use crate::state::{State, use_state};
use crate::taking::{COMPARE, EXPORT, NOTES, OWN, SHARE};
use crate::view::{block, flag, text, when};
use crate::words;
use figures::span::about_other;
use leptos::html::Div;
use leptos::prelude::*;
use model::inputs::input::ParameterId;
use model::share::compared::letter;

/// Begins to listen for presses on questions and on values to be set, and for Escape.
pub fn listen(state: State) {
    let asked = state.asked;
    ask::listen(move |wish| match wish {
        Request::Ask(question) if asked.with_untracked(|asked| asked.last() != Some(&question)) => {
            asked.update(|asked| asked.push(question));
        }
        Request::Ask(_) => {}
        Request::Set(values) => state.put(&values),
        Request::Escape => _ = close(state),
    });
}

/// The input of the present scenario that is asked about, if it is the only subject; else `None`.
fn asked_input(numbers: &str) -> Option<ParameterId> {
    ParameterId::parse(numbers.strip_prefix("input:")?)
}

/// Closes the panel and restores the focus. Returns whether it was open.
pub fn close(state: State) -> bool {
    let first = state.asked.with_untracked(|asked| asked.first().cloned());
    first.iter().for_each(|first| {
        ask::give_back(first);
        state.asked.set(Vec::new());
    });
    first.is_some()
}

/// The explanation of what was asked last, beside the page on a wide screen and in a sheet on a narrow one. It follows
/// the scenario, and the page stays usable behind it.
#[component]
pub fn Explain(
    /// Whether this instance belongs to the dialog of reference pages. It is shown only while such a page is open,
    /// and the other instance only while none is, because an open modal dialog makes everything outside it inert.
    over: bool,
) -> impl IntoView {
    let state = use_state();
    let asked = state.asked;
    let back = move || {
        when(flag(move || asked.with(|asked| asked.len() > 1)), move || {
            let back = move |_| {
                asked.update(|asked| drop(asked.pop()));
                // The button may disappear, so the focus moves to the panel.
                ask::to_panel();
            };
            view! { <button type="button" class="quiet" on:click=back>{words::explanations::BACK}</button> }.into_any()
        })
    };
    let answer = move || {
        let question = asked.with(|asked| asked.last().cloned());
        if question.as_deref() == Some(COMPARE) {
            return view! { <CompareMenu /> }.into_any();
        }
        match question.as_deref().map(|question| (question, question.strip_prefix(EXPORT))) {
            None => ().into_any(),
            Some((NOTES, None)) => view! { <NotesMenu /> }.into_any(),
            Some((SHARE, None)) => view! { <ShareMenu /> }.into_any(),
            Some((OWN, None)) => view! { <OwnScenarios /> }.into_any(),
            Some((_, Some(figure))) => view! { <ExportMenu figure=figure.to_owned() /> }.into_any(),
            Some((numbers, None)) => {
                let asked: Vec<(Option<usize>, &str)> = numbers.split(' ').map(about_other).collect();
                let of = asked.first().and_then(|(of, _)| *of);
                let of_one = asked.iter().filter(|(other, _)| *other == of).map(|(_, number)| (*number).to_owned());
                let topic = Topic::Numbers(of, of_one.collect());
                let called = text(move || {
                    let title = |beside: &Beside, place: usize| beside.others.get(place).map(|side| side.title.clone());
                    let title = of.and_then(|place| state.beside.with(|beside| title(beside, place)));
                    title.map_or_else(String::new, |title| {
                        words::explanations::of_other(letter(of.unwrap_or(0)), &title)
                    })
                });
                // In the explorer the input is in its column already.
                let input = asked_input(numbers).filter(|_| untrack(|| state.edits_where_asked()));
                let field = input.map(|of| view! { <Input of=of /> });
                view! { <div class="of-other"><p>{called}</p>{field}<Answer to=topic /></div> }.into_any()
            }
        }
    };
    let shown = flag(move || asked.with(|asked| !asked.is_empty()) && (state.reading.get() != 0) == over);
    when(shown, move || {
        let opened = NodeRef::<Div>::new();
        opened.on_load(|_| ask::to_panel());
        view! {
            <div class="explain" role="dialog" aria-label=words::explanations::EXPLANATION aria-labelledby="asked" tabindex="-1" node_ref=opened>
                <div class="explain-head">
                    {back()}
                    <button type="button" class="quiet" on:click=move |_| _ = close(state)>{words::everywhere::CLOSE}</button>
                </div>
                {block(answer)}
            </div>
        }
        .into_any()
    })
}
