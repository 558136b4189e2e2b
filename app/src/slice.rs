//! The part of the outcome that a chart shows, which follows changes only while the chart is in sight.

use crate::state::State;
use leptos::prelude::*;

/// A memo of what a chart shows of the outcome, computed once for all parts of the chart. While the chart is in sight
/// it follows every change; otherwise only when the scenario has rested, or ranges are shown or hidden. So charts out
/// of sight do not slow a moving slider.
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
