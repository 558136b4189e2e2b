//! The field of an input that is typed into, and what it has to say.

use crate::browser::element;
use crate::state::{State, use_state};
use crate::track::after_key;
use crate::view::{block, kept_number, text};
use crate::words;
use leptos::html;
use leptos::prelude::*;
use model::base::typed::Bare;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;

/// What has become of what was typed last.
#[derive(Clone, Debug, PartialEq)]
enum Announcement {
    /// There is nothing to say.
    Nothing,
    /// It was converted; its words.
    Took(String),
    /// It was not taken, and why. The text stays in the field.
    Refused(String),
}

/// A field of an input, for typing.
///
/// Enter and leaving the field take what stands there; Escape puts back what holds; arrows and Page keys step the value.
#[derive(Clone, Copy)]
pub struct Entry {
    of: ParameterId,
    state: State,
    field: NodeRef<html::Input>,
    /// What holds, in stored units. Whoever shows it hears of this input alone, and of no other change.
    pub value: Memo<f64>,
    /// What became of the text, and the value that held then, in stored units: when that changes by other means, there
    /// is nothing more to say.
    announced: RwSignal<(Announcement, f64)>,
}

impl Entry {
    /// The field of an input.
    pub fn of(of: ParameterId) -> Entry {
        let state = use_state();
        let value = kept_number(move || state.scenario.with(|scenario| scenario.get(of)));
        let announced = RwSignal::new((Announcement::Nothing, 0.0));
        Entry { of, state, field: NodeRef::new(), value, announced }
    }

    fn announce(self, announcement: Announcement) {
        let is_said = announcement != Announcement::Nothing;
        self.announced.set((announcement, self.value.get_untracked()));
        // In a sheet the words come behind the bar at its foot.
        if is_said {
            element::keep_focus_in_sight(".inputs.open");
        }
    }

    /// What there is to say now.
    fn announcement(self) -> Announcement {
        let (announcement, then) = self.announced.get();
        // Where there is nothing to say the value does not matter.
        if announcement == Announcement::Nothing || then == self.value.get() {
            announcement
        } else {
            Announcement::Nothing
        }
    }

    /// Shows what holds, whatever was typed: when the input is changed by other means, or Escape is pressed.
    pub fn settle(self) {
        self.announce(Announcement::Nothing);
        element::write(self.field, &shown(self.of, self.value.get_untracked()));
    }

    /// Takes a text, or says why it cannot be taken.
    fn take(self, typed: &str) {
        let value = self.value.get_untracked();
        // What stands there may be rounded: reading it back would change the value.
        if typed.trim() == shown(self.of, value) {
            return self.settle();
        }
        match self.of.read(typed, value, Bare::Displayed) {
            Ok(taken) => {
                self.state.set(self.of, taken.value);
                self.settle();
                if taken.converted {
                    self.announce(Announcement::Took(taken.words));
                }
            }
            Err(why) => self.announce(Announcement::Refused(why)),
        }
    }

    /// What a key does in the field; `true` where it was the field's.
    fn key(self, key: &str, shift: bool, typed: &str) -> bool {
        let is_open = typed.trim() != shown(self.of, self.value.get_untracked());
        if key == "Escape" {
            self.settle();
            return is_open;
        }
        if !matches!(key, "ArrowUp" | "ArrowDown" | "PageUp" | "PageDown") {
            return false;
        }
        self.take(typed);
        if !untrack(|| self.is_refused())
            && let Some(next) = after_key(self.of, self.value.get_untracked(), key, shift)
        {
            self.state.set(self.of, next);
            self.settle();
        }
        true
    }

    fn id(self) -> String {
        format!("note-{}", self.of.id())
    }

    fn is_refused(self) -> bool {
        matches!(self.announcement(), Announcement::Refused(_))
    }
}

/// A value as its field shows it.
fn shown(of: ParameterId, value: f64) -> String {
    match of.row().kind {
        Kind::Month => of.show(value),
        _ => of.row().scale.write(value),
    }
}

/// The field itself, with the unit beside it.
#[component]
pub fn Typed(
    /// Of which input.
    entry: Entry,
) -> impl IntoView {
    let of = entry.of;
    let is_month = of.row().kind == Kind::Month;
    let value = text(move || shown(of, entry.value.get()));
    let unit = of.row().scale.symbol;
    let unit = (!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> });
    view! {
        <span class="typed">
            <input
                type="text"
                autocomplete="off"
                node_ref=entry.field
                class:date=is_month
                aria-label=text(move || words::inputs::typed(&entry.state.name_of(of)))
                aria-invalid=text(move || if entry.is_refused() { "true" } else { "false" })
                aria-describedby=Signal::derive(move || (entry.announcement() != Announcement::Nothing).then(|| entry.id()))
                value=value
                prop:value=value
                on:change=move |event| entry.take(&event_target_value(&event))
                on:keydown=move |event| {
                    if entry.key(&event.key(), event.shift_key(), &event_target_value(&event)) {
                        event.prevent_default();
                    }
                }
            />
            {unit}
        </span>
    }
}

/// What the field took after a conversion, or why it took nothing and what was kept; nothing while there is nothing to
/// say.
pub fn entry_note(entry: Entry) -> impl IntoView {
    block(move || match entry.announcement() {
        Announcement::Refused(why) => {
            let words = words::inputs::kept(&why, &entry.of.show(entry.value.get_untracked()));
            view! { <p class="fault" role="alert" id=entry.id()>{words}</p> }.into_any()
        }
        Announcement::Took(words) => {
            let [before, after] = words::inputs::TAKEN_AS;
            view! { <p class="took" role="status" id=entry.id()>{before} {words} {after}</p> }.into_any()
        }
        Announcement::Nothing => ().into_any(),
    })
}
