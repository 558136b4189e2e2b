//! The edge of the page: the only module that uses browser APIs. Nothing here computes.

pub mod address;
pub mod ask;
pub mod bench;
pub mod element;
pub mod engine;
pub mod files;
pub mod folds;
pub mod host;
pub mod kept;
pub mod keyboard;
pub mod leaving;
pub mod own;
pub mod paper;
pub mod picture;
pub mod program;
pub mod reference;
pub mod share;
pub mod theme;
pub mod timer;
pub mod walking;

/// The window; `None` in native code.
fn window() -> Option<web_sys::Window> {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        None
    }
}
