//! Keys, with their WebDriver codes.

/// A key that is pressed for its effect, not to enter text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Left arrow.
    Left,
    /// Right arrow.
    Right,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Shift.
    Shift,
    /// Control.
    Control,
    /// A key with a letter, in lower case.
    Letter(char),
}

impl Key {
    /// The character that WebDriver uses for it.
    pub const fn code(self) -> char {
        match self {
            Key::Escape => '\u{e00c}',
            Key::Shift => '\u{e008}',
            Key::Control => '\u{e009}',
            Key::Letter(letter) => letter,
            Key::Tab => '\u{e004}',
            Key::Enter => '\u{e007}',
            Key::PageUp => '\u{e00e}',
            Key::PageDown => '\u{e00f}',
            Key::End => '\u{e010}',
            Key::Home => '\u{e011}',
            Key::Left => '\u{e012}',
            Key::Up => '\u{e013}',
            Key::Right => '\u{e014}',
            Key::Down => '\u{e015}',
        }
    }
}
