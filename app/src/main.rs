//! The entry point of the page.

fn main() {
    app::panels::page::start();
}
