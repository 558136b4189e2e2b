//! The text field of an input, and its message about what was typed.

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

/// What became of the text that was typed last.
#[derive(Clone, Debug, PartialEq)]
enum Announcement {
    /// No message.
    Nothing,
    /// The text was converted; the words say what it was taken as.
    Took(String),
    /// The text was refused, and why. It stays in the field.
    Refused(String),
}

/// The text field of an input.
///
/// Enter and leaving the field take the text; Escape restores the present value; arrow and Page keys step the value.
#[derive(Clone, Copy)]
pub struct Entry {
    of: ParameterId,
    state: State,
    field: NodeRef<html::Input>,
    /// The present value in stored units; subscribers are notified of this input's changes only.
    pub value: Memo<f64>,
    /// The message, and the value when it was made, in stored units: once the value changes by other means, the message
    /// is out of date.
    announced: RwSignal<(Announcement, f64)>,
}

impl Entry {
    /// The field of an input, without a message.
    pub fn of(of: ParameterId) -> Entry {
        let state = use_state();
        let value = kept_number(move || state.scenario.with(|scenario| scenario.get(of)));
        let announced = RwSignal::new((Announcement::Nothing, 0.0));
        Entry { of, state, field: NodeRef::new(), value, announced }
    }

    fn announce(self, announcement: Announcement) {
        let is_said = announcement != Announcement::Nothing;
        self.announced.set((announcement, self.value.get_untracked()));
        // In the sheet of inputs the message might be hidden behind the bar at its foot.
        if is_said {
            element::keep_focus_in_sight(".inputs.open");
        }
    }

    /// The message, if it is still up to date.
    fn announcement(self) -> Announcement {
        let (announcement, then) = self.announced.get();
        // Without a message, this does not subscribe to the value.
        if announcement == Announcement::Nothing || then == self.value.get() {
            announcement
        } else {
            Announcement::Nothing
        }
    }

    /// Shows the present value in place of what was typed: after a change by other means, or on Escape.
    pub fn settle(self) {
        self.announce(Announcement::Nothing);
        element::write(self.field, &shown(self.of, self.value.get_untracked()));
    }

    /// Takes a text as the new value, or reports why it cannot.
    fn take(self, typed: &str) {
        let value = self.value.get_untracked();
        // The field shows a rounded value, which must not be read back.
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

    /// Handles a key in the field; `true` if the key has been used.
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

/// The text field, with the unit beside it.
#[component]
pub fn Typed(
    /// The input's field.
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

/// The message of a field: what a conversion yielded, or why the text was refused and which value was kept.
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
