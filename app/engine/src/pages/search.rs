//! What all searches of pages of reference share: the words that were typed, and the form.
//!
//! Filters are words among the others: `class:official`, `all:`. So one text describes the whole search, and the page
//! passes it on without knowing the form's fields.

use maud::{Markup, html};

/// The words of a search that have not been read as filters, as typed.
pub(crate) struct Words(Vec<String>);

impl Words {
    /// The words of a text.
    pub(crate) fn of(text: &str) -> Words {
        Words(text.split_whitespace().map(str::to_owned).collect())
    }

    /// Removes the words that stand for one of `all`, and returns what the last of them stands for.
    pub(crate) fn take<T: Copy>(&mut self, all: &[T], word: impl Fn(T) -> String) -> Option<T> {
        let mut taken = None;
        self.0.retain(|typed| match all.iter().find(|one| typed.to_lowercase() == word(**one)) {
            Some(one) => {
                taken = Some(*one);
                false
            }
            None => true,
        });
        taken
    }

    /// Removes a word; returns whether it was there.
    pub(crate) fn has(&mut self, filter: &str) -> bool {
        self.take(&[()], |()| filter.to_owned()).is_some()
    }

    /// Whether a lower-case text contains all remaining words.
    pub(crate) fn all_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| text.contains(&word.to_lowercase()))
    }
}

/// The form, filled in from a text; `filters` removes the words of its filters from it.
pub(crate) fn form(of: &str, placeholder: &str, text: &str, filters: impl FnOnce(&mut Words) -> Markup) -> Markup {
    let mut words = Words::of(text);
    let filters = filters(&mut words);
    html! {
        form.search role="search" aria-label=(of) {
            label.words { "Search" input type="search" name="words" value=(words.0.join(" ")) autocomplete="off" spellcheck="false" placeholder=(placeholder); }
            (filters)
        }
    }
}

/// A list in which one filter can be chosen, each given by its word and its name.
pub(crate) fn choice(
    words: &mut Words,
    label: &str,
    every: &str,
    choices: impl Iterator<Item = (String, String)>,
) -> Markup {
    html! {
        label {
            (label)
            select name=(label) {
                option value="" { (every) }
                @for (word, name) in choices { option value=(word) selected[words.has(&word)] { (name) } }
            }
        }
    }
}

/// A filter that is on or off.
pub(crate) fn tick(words: &mut Words, label: &str, word: &str) -> Markup {
    html! { label.check { input type="checkbox" name=(word) value=(word) checked[words.has(word)]; (label) } }
}

/// How many rows are found, and how many of them are shown.
pub(crate) fn found(hits: usize, shown: usize) -> String {
    match hits {
        0 => "Nothing found: try fewer words, or another filter.".to_owned(),
        1 => "1 found.".to_owned(),
        count if count > shown => format!("{count} found, the first {shown} shown."),
        count => format!("{count} found."),
    }
}
