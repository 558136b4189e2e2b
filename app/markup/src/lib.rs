//! Leptos, with elements that all have one type.
//!
//! Leptos gives every tag and every attribute a type, and compiles building, updating and removing anew for each: in
//! a page of this size that is a fifth of the download. Here `view!` finds the same names and makes [`El`] of them.

mod element;
mod value;

pub use element::El;
pub use value::Value;
pub use whole::*;

/// The renderer, with its elements replaced.
pub mod tachys {
    pub use whole::tachys::*;

    /// HTML, with its elements replaced.
    pub mod html {
        pub use whole::tachys::html::*;

        /// The elements that this page uses.
        pub mod element {
            use crate::El;

            macro_rules! elements {
                ($($tag:ident)*) => {
                    $(
                        #[doc = concat!("A `", stringify!($tag), "` element.")]
                        pub fn $tag() -> El {
                            El::new(stringify!($tag))
                        }
                    )*
                };
            }
            elements! {
                a aside b button dialog div figcaption figure footer h1 h2 h3 h4 header i input label li main option p
                section select small span table tbody td th thead tr ul
            }
        }
    }
}
