//! What a chart shows of the outcome, for as long as somebody can see it.

use crate::state::State;
use leptos::prelude::*;

/// What a chart shows of the outcome, made once a change for all of its parts: at once while the chart is in sight, and
/// else when the scenario has rested, or ranges come or go. Charts out of sight so cost a moving slider nothing.
pub fn slice<T: Clone + PartialEq + Send + Sync + 'static>(
    state: State,
    seen: RwSignal<bool>,
    whole: Signal<T>,
) -> Memo<T> {
    Memo::new(move |_| {
        if seen.get() {
            whole.get()
        } else {
            state.rested.track();
            state.ranges.shown.track();
            whole.get_untracked()
        }
    })
}
