//! Starts the page.

fn main() {
    app::panels::page::start();
}
