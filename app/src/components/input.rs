//! One input of the table, of any kind.

use super::choice::Choice;
use super::entry::{Entry, entry_note};
use super::pinned::note_at;
use super::slider::Slider;
use super::switch::Switch;
use crate::browser::element;
use crate::components::answer::Answer;
use crate::components::badge::Badge;
use crate::components::topic::Topic;
use crate::state::use_state;
use crate::view::{flag, kept_flag, text, when};
use crate::words;
use leptos::prelude::*;
use model::facts::provenance::Class;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use model::share::told::Place;

/// An input with its label, value, evidence class and reset button.
#[component]
pub fn Input(
    /// The input.
    of: ParameterId,
) -> impl IntoView {
    let state = use_state();
    let row = of.row();
    let open = RwSignal::new(false);
    let entry = Entry::of(of);
    let changed = kept_flag(move || entry.value.get() != state.baseline().value(of));
    // The evidence class; a value of the reader's own has none. It depends only on the baseline and on whether the
    // value was changed, so it does not subscribe to every change of the scenario.
    let class = text(move || {
        changed.track();
        state.baseline();
        Class::word_of(state.scenario.with_untracked(|scenario| scenario.evidence(of)).class)
    });
    let control = match row.kind {
        Kind::Choice(choices) => view! { <Choice of=of choices=choices /> }.into_any(),
        Kind::Switch => view! { <Switch of=of /> }.into_any(),
        Kind::Number | Kind::Logarithmic | Kind::Stepped | Kind::Whole | Kind::Month => {
            view! { <Slider of=of entry=entry /> }.into_any()
        }
    };
    let name = text(move || state.name_of(of));
    let reset_label = text(move || words::everywhere::reset(&state.name_of(of)));
    let reset = when(changed.into(), move || {
        view! {
            <button
                type="button"
                class="reset"
                aria-label=reset_label
                title=words::everywhere::BACK_TO_BASELINE
                on:click=move |_| {
                    state.reset(of);
                    entry.settle();
                }
            >
                "↺"
            </button>
        }
        .into_any()
    });
    let behind =
        when(open.into(), move || view! { <div class="evidence"><Answer to=Topic::Input(of) /></div> }.into_any());
    let here = RwSignal::new(false);
    let moves = when(here.into(), move || {
        view! { <p class="moves" role="status" data-figure=state.touch.figure inner_html=state.touch.words></p> }
            .into_any()
    });
    view! {
        <div
            class="input"
            role="group"
            aria-label=name
            class:changed=flag(move || changed.get())
            data-kind=kind_name(row.kind)
            data-input=of.id()
            on:focusin=move |event| state.touch_by_focus(of, here, element::is_from_slider(&event))
            on:pointerdown=move |event| {
                // Some browsers do not focus a slider that is pressed.
                if element::is_from_slider(&event) {
                    state.touch(of, here);
                }
            }
        >
            <div class="input-marks">
                <Badge of=name class=class open=open />
                {reset}
            </div>
            {control}
            {note_at(Signal::stored(Some(Place::Input(of))))}
            {entry_note(entry)}
            {moves}
            {behind}
        </div>
    }
    .into_any()
}

/// The inputs of a changing list, each preceded by what `before` returns. They are keyed, so that an input that stays
/// in the list keeps its elements: a refused text, or a click that is in progress, never ends up with another input.
pub fn listed(
    all: impl Fn() -> Vec<ParameterId> + Send + 'static,
    before: impl Fn(ParameterId) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    let one = move |of: ParameterId| {
        view! {
            {before(of)}
            <Input of=of />
        }
    };
    view! { <For each=all key=|of| of.index() children=one /> }.into_any()
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Number | Kind::Logarithmic | Kind::Stepped | Kind::Whole => "scalar",
        Kind::Month => "month",
        Kind::Choice(_) => "choice",
        Kind::Switch => "switch",
    }
}
