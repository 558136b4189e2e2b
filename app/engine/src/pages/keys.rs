//! The page of all keys and gestures.

use maud::{Markup, html};

/// The keys or the gesture, and the effect.
type Row = (&'static [&'static str], &'static str);

const GROUPS: [(&str, &[Row]); 7] = [
    (
        "Everywhere",
        &[
            (&["?"], "This list"),
            (
                &["Tab", "Shift Tab"],
                "To the next thing, to the one before; the first stops skip to figures, inputs, timeline and charts",
            ),
            (&["Ctrl Z", "⌘ Z"], "Undo"),
            (&["Ctrl Shift Z", "⌘ Shift Z", "Ctrl Y"], "Redo"),
            (&["Escape"], "Closes an explanation, then the page that lies over the others"),
            (&["Ctrl P", "⌘ P"], "Prints the scenario as a document, or the page that lies over the others"),
        ],
    ),
    ("Search of inputs", &[(&["Enter", "Down"], "To the first input found")]),
    (
        "Story",
        &[
            (&["Left", "Right"], "A step back, a step on, where nothing on the page takes the arrows itself"),
            (&["Swipe right or left"], "The same by finger"),
        ],
    ),
    (
        "Sliders",
        &[
            (&["Arrows"], "A step"),
            (&["Shift Arrows"], "A tenth of a step"),
            (&["Page Up", "Page Down"], "Ten steps; of dates a year"),
            (&["Home", "End"], "To the least, to the most"),
            (&["Double click"], "Back to the baseline, as the mark ↺ does"),
            (&["Swipe up or down"], "Scrolls the page and changes nothing"),
        ],
    ),
    (
        "Fields",
        &[
            (&["Enter"], "Takes what was typed: 38, $38bn, 600 MW, Q2 2027, +10% of it, =38*1.1"),
            (&["Escape"], "Puts back what holds"),
            (&["Up", "Down"], "A step, with Shift a tenth of it"),
            (&["Page Up", "Page Down"], "Ten steps; of dates a year"),
        ],
    ),
    (
        "Timeline",
        &[
            (&["Left", "Right"], "An end of a phase, or all of it, a month earlier or later"),
            (&["Page Up", "Page Down"], "Half a year"),
            (&["Drag"], "The same by pointer; the bar says the month and the change"),
            (&["Escape"], "While it is drawn: as it was before"),
            (&["Double click"], "Back to the baseline"),
        ],
    ),
    (
        "Charts and tables",
        &[
            (&["Left", "Right", "Home", "End"], "The crosshair of all charts to another month"),
            (&["Enter"], "Where the values of that month come from"),
            (&["Tap"], "On a screen that is touched: the first moves the crosshair, the second at the same month asks"),
            (&["Arrows"], "In a table of values: from number to number"),
        ],
    ),
];

/// The page.
pub(crate) fn page() -> Markup {
    html! {
        h2 { "Keys and gestures" }
        div.keys data-words {
            @for (group, rows) in GROUPS {
                section {
                    h3 { (group) }
                    dl {
                        @for (keys, what) in rows {
                            div {
                                dt { @for key in *keys { kbd { (key) } " " } }
                                dd { (what) }
                            }
                        }
                    }
                }
            }
        }
    }
}
