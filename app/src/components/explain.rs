//! The panel in which numbers explain themselves.

use super::answer::Answer;
use crate::browser::ask::{self, Wish};
use crate::state::use_state;
use crate::view::{block, flag, when};
use leptos::html::Div;
use leptos::prelude::*;
use model::metrics::MetricId;

/// A sentence with numbers in it; a press asks about them, or which of them.
pub fn sentence(asks: Signal<String>, words: Signal<String>) -> AnyView {
    // A button cannot run on with the text around it.
    view! { <span role="button" tabindex="0" class="said" data-ask=asks>{words}</span> }.into_any()
}

/// The question that a metric is asked with.
pub fn about(metric: MetricId) -> String {
    format!("metric:{}", metric.id())
}

/// The explanation of the number that was asked for last: beside the page on a wide screen, a sheet on a narrow one. The
/// page goes on working behind it, and it follows the scenario.
#[component]
pub fn Explain() -> impl IntoView {
    let asked = use_state().asked;
    let close = move || {
        if let Some(first) = asked.with_untracked(|asked| asked.first().cloned()) {
            ask::give_back(&first);
            asked.set(Vec::new());
        }
    };
    ask::listen(move |wish| match wish {
        Wish::Ask(question) if asked.with_untracked(|asked| asked.last() != Some(&question)) => {
            asked.update(|asked| asked.push(question));
        }
        Wish::Ask(_) => {}
        Wish::Escape => close(),
    });
    let back = move || {
        when(flag(move || asked.with(|asked| asked.len() > 1)), move || {
            let back = move |_| {
                asked.update(|asked| drop(asked.pop()));
                // The button may go.
                ask::to_panel();
            };
            view! { <button type="button" class="quiet" on:click=back>"← Back"</button> }.into_any()
        })
    };
    let answer = move || {
        let question = asked.with(|asked| asked.last().cloned());
        question
            .map_or_else(|| ().into_any(), |question| view! { <Answer to=format!("explain:{question}") /> }.into_any())
    };
    when(flag(move || asked.with(|asked| !asked.is_empty())), move || {
        let opened = NodeRef::<Div>::new();
        opened.on_load(|_| ask::to_panel());
        view! {
            <div class="explain" role="dialog" aria-label="Explanation" aria-labelledby="asked" tabindex="-1" node_ref=opened>
                <div class="explain-head">
                    {back()}
                    <button type="button" class="quiet" on:click=move |_| close()>"Close"</button>
                </div>
                {block(answer)}
            </div>
        }
        .into_any()
    })
}
