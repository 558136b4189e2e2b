//! Undo, redo, and what counts as one step.
//!
//! The code is pure, so that its rules are tested natively. [`History`] holds the undo steps of a tab, and says for
//! each change whether the address bar needs a new entry. A step is what a reader does in one go: a drag from press to
//! release, changes of the same input that follow one another before it rests, as by a held key, or a journey to
//! another entry of the browser's history.

/// How many steps are kept. A scenario takes about two kilobytes.
const MOST: usize = 500;

/// What is to be written to the address bar after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owed {
    /// Nothing.
    Nothing,
    /// The present entry gets another address.
    Replace,
    /// A new entry follows the present one.
    Entry,
}

/// Why further changes still belong to the step in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    /// The pointer is still down.
    Held,
    /// The same thing, by name, was changed a moment ago.
    Run(String),
}

/// The undo steps of a tab. The present document is not held here: callers pass it in.
#[derive(Clone, Debug)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
    /// The step in progress, with the document as it was before it.
    open: Option<(Open, T)>,
}

impl<T> Default for History<T> {
    fn default() -> History<T> {
        History { past: Vec::new(), future: Vec::new(), open: None }
    }
}

impl<T: Clone + PartialEq> History<T> {
    /// A history that continues from an earlier visit of the tab.
    pub fn from_parts(past: Vec<T>, future: Vec<T>) -> History<T> {
        History { past, future, open: None }
    }

    /// The documents before the present one, oldest first, and those that were undone, the next to redo last.
    pub fn parts(&self) -> (&[T], &[T]) {
        (&self.past, &self.future)
    }

    /// The document before the last step that changed anything; `None` at the beginning.
    pub fn before(&self, now: &T) -> Option<&T> {
        let growing = self.open.as_ref().map(|(_, before)| before).filter(|before| *before != now);
        growing.or(self.past.last())
    }

    /// A pointer was pressed: all changes belong to one step until [`History::close`] or [`History::cancel`].
    pub fn hold(&mut self, now: &T) -> Owed {
        let owed = self.close(now);
        self.open = Some((Open::Held, now.clone()));
        owed
    }

    /// Whether a pointer is held down.
    pub fn is_held(&self) -> bool {
        matches!(self.open, Some((Open::Held, _)))
    }

    /// The document is about to change from `before`. `what` names the thing that changes: further changes of the same
    /// name belong to the same step until it is closed. An empty name never does.
    pub fn changed(&mut self, before: &T, what: &str) -> Owed {
        match &self.open {
            Some((Open::Held, _)) => return Owed::Nothing,
            Some((Open::Run(same), _)) if same == what && !what.is_empty() => return Owed::Replace,
            _ => {}
        }
        self.close(before);
        self.open = Some((Open::Run(what.to_owned()), before.clone()));
        Owed::Entry
    }

    /// Ends the step in progress. One that changed nothing is dropped, and leaves the undone steps to redo.
    pub fn close(&mut self, now: &T) -> Owed {
        match self.open.take() {
            Some((kind, before)) if before != *now => {
                self.past.push(before);
                if self.past.len() > MOST {
                    self.past.remove(0);
                }
                self.future.clear();
                // A run has reported what is owed at each change already.
                if kind == Open::Held { Owed::Entry } else { Owed::Nothing }
            }
            _ => Owed::Nothing,
        }
    }

    /// The pointer was cancelled, by a scroll for instance: returns the document as it was at the press.
    pub fn cancel(&mut self) -> Option<T> {
        match self.open.take() {
            Some((Open::Held, before)) => Some(before),
            other => {
                self.open = other;
                None
            }
        }
    }

    /// The document before the last step, which is to be shown instead of `now`; `None` if there is none.
    pub fn undo(&mut self, now: &T) -> Option<T> {
        self.close(now);
        let before = self.past.pop()?;
        self.future.push(now.clone());
        Some(before)
    }

    /// The document after the step that was undone last; `None` if there is none.
    pub fn redo(&mut self, now: &T) -> Option<T> {
        self.close(now);
        let after = self.future.pop()?;
        self.past.push(now.clone());
        Some(after)
    }

    /// Whether there is a step to undo, and whether there is one to redo.
    pub fn can(&self, now: &T) -> (bool, bool) {
        let growing = self.open.as_ref().is_some_and(|(_, before)| before != now);
        (growing || !self.past.is_empty(), !growing && !self.future.is_empty())
    }
}

/// What is owed to the address bar, and whether it may be written now. Normally it is written at once, since a reader
/// may leave at any moment. Only when browsers would soon refuse further writes, it waits for up to
/// [`Writing::LEAST_MS`], and what is owed meanwhile is written together.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    owed: Owed,
    /// How many writes were left in the budget at the time of the last one.
    spare: f64,
    last_ms: f64,
}

impl Default for Writing {
    fn default() -> Writing {
        Writing { owed: Owed::Nothing, spare: Writing::AT_ONCE, last_ms: 0.0 }
    }
}

impl Writing {
    /// The budget grows by one write in this time, milliseconds. Safari refuses the 101st write within 30 seconds:
    /// together with those that may be made at once there are at most 97.
    pub const LEAST_MS: f64 = 350.0;
    /// How many writes may follow one another at once after a rest.
    const AT_ONCE: f64 = 12.0;

    /// Adds to what is owed: a new entry outweighs a replacement.
    pub fn owe(&mut self, more: Owed) {
        self.owed = match (self.owed, more) {
            (Owed::Entry, _) | (_, Owed::Entry) => Owed::Entry,
            (Owed::Replace, _) | (_, Owed::Replace) => Owed::Replace,
            _ => Owed::Nothing,
        };
    }

    /// Whether anything is owed.
    pub fn is_owed(&self) -> bool {
        self.owed != Owed::Nothing
    }

    /// Whether something is owed and the budget allows to write it now.
    pub fn is_due(&self, now_ms: f64) -> bool {
        self.is_owed() && self.spare_at(now_ms) >= 1.0
    }

    /// Returns what is owed, for the caller to write now.
    pub fn take(&mut self, now_ms: f64) -> Owed {
        if self.is_owed() {
            // The budget does not go below zero: a write on leaving or at rest is never held back.
            self.spare = (self.spare_at(now_ms) - 1.0).max(0.0);
            self.last_ms = now_ms;
        }
        std::mem::replace(&mut self.owed, Owed::Nothing)
    }

    fn spare_at(&self, now_ms: f64) -> f64 {
        (self.spare + (now_ms - self.last_ms).max(0.0) / Writing::LEAST_MS).min(Writing::AT_ONCE)
    }

    /// Drops what is owed, because the browser shows another entry by now.
    pub fn forget(&mut self) {
        self.owed = Owed::Nothing;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document that is one number, changed in the way in which the page changes its document.
    struct Desk {
        now: i32,
        history: History<i32>,
    }

    impl Desk {
        fn new() -> Desk {
            Desk { now: 0, history: History::default() }
        }

        fn set(&mut self, value: i32, what: &str) -> Owed {
            let owed = self.history.changed(&self.now, what);
            self.now = value;
            owed
        }

        fn undo(&mut self) -> bool {
            let before = self.history.undo(&self.now);
            before.inspect(|before| self.now = *before).is_some()
        }

        fn redo(&mut self) -> bool {
            let after = self.history.redo(&self.now);
            after.inspect(|after| self.now = *after).is_some()
        }
    }

    #[test]
    fn a_drag_is_one_step_whatever_it_passed() {
        let mut desk = Desk::new();
        assert_eq!(desk.history.hold(&desk.now), Owed::Nothing);
        for value in [3, 7, 5] {
            assert_eq!(desk.set(value, "size"), Owed::Nothing);
        }
        assert_eq!(desk.history.can(&desk.now), (true, false));
        assert_eq!(desk.history.close(&desk.now), Owed::Entry);
        assert!(desk.undo());
        assert_eq!(desk.now, 0);
        assert!(!desk.undo());
        assert!(desk.redo());
        assert_eq!(desk.now, 5);
        assert!(!desk.redo());
    }

    #[test]
    fn what_was_before_the_last_step_is_known_while_it_grows_and_after() {
        let mut desk = Desk::new();
        assert_eq!(desk.history.before(&desk.now), None);
        desk.set(1, "a");
        assert_eq!(desk.history.before(&desk.now), Some(&0));
        desk.set(2, "a");
        desk.history.close(&desk.now);
        assert_eq!(desk.history.before(&desk.now), Some(&0));
        desk.set(3, "b");
        assert_eq!(desk.history.before(&desk.now), Some(&2));
        assert!(desk.undo());
        assert_eq!(desk.history.before(&desk.now), Some(&0));
    }

    #[test]
    fn a_drag_that_comes_back_is_no_step_and_keeps_what_can_be_redone() {
        let mut desk = Desk::new();
        desk.set(1, "a");
        assert!(desk.undo());
        desk.history.hold(&desk.now);
        desk.set(9, "b");
        assert_eq!(desk.history.can(&desk.now), (true, false));
        desk.set(0, "b");
        assert_eq!(desk.history.close(&desk.now), Owed::Nothing);
        assert_eq!(desk.history.can(&desk.now), (false, true));
        assert!(desk.redo());
        assert_eq!(desk.now, 1);
    }

    #[test]
    fn a_cancelled_pointer_puts_back_what_was() {
        let mut desk = Desk::new();
        desk.set(4, "a");
        desk.history.close(&desk.now);
        desk.history.hold(&desk.now);
        desk.set(88, "a");
        assert_eq!(desk.history.cancel(), Some(4));
        desk.now = 4;
        assert_eq!(desk.history.cancel(), None);
        assert!(desk.undo());
        assert_eq!(desk.now, 0);
    }

    #[test]
    fn the_same_thing_again_is_the_same_step_until_it_rests() {
        let mut desk = Desk::new();
        assert_eq!(desk.set(1, "a"), Owed::Entry);
        assert_eq!(desk.set(2, "a"), Owed::Replace);
        assert_eq!(desk.set(3, "b"), Owed::Entry);
        assert_eq!(desk.history.close(&desk.now), Owed::Nothing);
        assert_eq!(desk.set(4, "b"), Owed::Entry);
        // Changes without a name are a step each.
        assert_eq!((desk.set(5, ""), desk.set(6, "")), (Owed::Entry, Owed::Entry));
        let mut passed = Vec::new();
        while desk.undo() {
            passed.push(desk.now);
        }
        assert_eq!(passed, [5, 4, 3, 2, 0]);
        while desk.redo() {}
        assert_eq!(desk.now, 6);
    }

    #[test]
    fn a_change_after_undoing_forgets_what_was_undone() {
        let mut desk = Desk::new();
        desk.set(1, "a");
        assert!(desk.undo());
        desk.set(2, "a");
        assert!(!desk.redo());
        assert!(desk.undo());
        assert_eq!(desk.now, 0);
    }

    #[test]
    fn no_more_steps_are_kept_than_there_is_room_for() {
        let mut desk = Desk::new();
        for value in 1..=MOST as i32 + 10 {
            desk.set(value, "");
        }
        desk.history.close(&desk.now);
        assert_eq!(desk.history.parts().0.len(), MOST);
        while desk.undo() {}
        assert_eq!(desk.now, 10);
    }

    /// How many writes are made one after the other at the same moment.
    fn written_at_once(writing: &mut Writing, now_ms: f64) -> usize {
        let writes = std::iter::from_fn(|| {
            writing.owe(Owed::Replace);
            writing.is_due(now_ms).then(|| writing.take(now_ms))
        });
        writes.count()
    }

    #[test]
    fn what_is_owed_is_written_at_once() {
        let mut writing = Writing::default();
        assert!(!writing.is_due(0.0), "nothing is owed");
        for owed in [Owed::Entry, Owed::Replace, Owed::Replace, Owed::Entry] {
            writing.owe(owed);
            assert!(writing.is_due(0.0), "a reader who leaves now would lose it");
            assert_eq!((writing.take(0.0), writing.take(0.0)), (owed, Owed::Nothing));
        }
        writing.owe(Owed::Replace);
        writing.owe(Owed::Entry);
        writing.owe(Owed::Replace);
        assert_eq!(writing.take(0.0), Owed::Entry, "an entry that is replaced is still to be made");
        writing.owe(Owed::Entry);
        writing.forget();
        assert!(!writing.is_owed());
    }

    #[test]
    fn no_browser_is_asked_for_more_writes_than_it_makes() {
        let mut writing = Writing::default();
        let at_once = written_at_once(&mut writing, 0.0);
        assert_eq!(at_once as f64, Writing::AT_ONCE);
        assert!(writing.is_owed() && !writing.is_due(Writing::LEAST_MS - 1.0) && writing.is_due(Writing::LEAST_MS));
        let more: usize = (1..30_000).map(|now_ms| written_at_once(&mut writing, f64::from(now_ms))).sum();
        assert!(at_once + more <= 100, "{at_once} and {more}");
        assert_eq!(written_at_once(&mut writing, 1e6) as f64, Writing::AT_ONCE, "after a rest");
    }
}
