//! Where an element is, how wide it is, and whether it can be seen.

use super::{timer, window};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

/// The element with this id.
pub fn by_id(id: &str) -> Option<web_sys::HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Brings the element with this id into sight, and gives it the keyboard.
pub fn lead_to(id: &str) {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Gives the keyboard to the element with this id, and leaves it where it is seen.
pub fn focus_id(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.focus();
    }
}

/// The first element that fits a selector.
pub(super) fn find(css: &str) -> Option<Element> {
    window()?.document()?.query_selector(css).ok().flatten()
}

/// Whether the first element that fits a selector is seen whole, below the strip of figures.
pub fn is_in_sight(css: &str) -> bool {
    let seen = window().and_then(|window| {
        let bounds = find(css)?.get_bounding_client_rect();
        let height = window.inner_height().ok()?.as_f64()?;
        // Where the strip stays it ends there; where it scrolls away it ends above the window.
        let strip = by_id("figures").map_or(0.0, |strip| strip.get_bounding_client_rect().bottom().max(0.0));
        Some(bounds.height() > 0.0 && bounds.top() >= strip && bounds.bottom() <= height)
    });
    seen.unwrap_or(false)
}

/// Brings the element with this id into sight where it is not, and leaves the keyboard where it is.
pub fn bring_into_sight(id: &str) {
    if let Some(element) = by_id(id).filter(|_| !is_in_sight(&format!("#{id} .canvas, #{id} table"))) {
        element.scroll_into_view();
    }
}

/// Leaves what was pressed under the hand while something above it grows or goes: the window is scrolled by as much before it is
/// drawn again.
pub fn hold_in_place(event: &web_sys::Event) {
    let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    let top = |element: &Element| element.get_bounding_client_rect().top();
    let before = top(&element);
    spawn_local(async move {
        timer::frame().await;
        if let Some(window) = window() {
            window.scroll_by_with_x_and_y(0.0, top(&element) - before);
        }
    });
}

/// What watches an element; dropped, it watches no more. An element may stay while who asked is gone, since what is drawn anew
/// takes its place.
#[must_use = "dropped, it watches no more"]
pub struct Watch(Box<dyn Fn()>);

impl Drop for Watch {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Calls back with an element's inner width in CSS pixels, now and whenever it changes while it is watched.
pub fn on_width(element: &Element, call: impl Fn(f64) + 'static) -> Option<Watch> {
    call(f64::from(element.client_width()));
    let watched = element.clone();
    let changed = Closure::<dyn Fn()>::new(move || {
        // One that was taken away has no width.
        if watched.is_connected() {
            call(f64::from(watched.client_width()));
        }
    });
    // The browser keeps it as long as it may call it.
    let observer = web_sys::ResizeObserver::new(changed.into_js_value().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch(Box::new(move || observer.disconnect())))
}

/// Calls back with whether an element is near the part of the page that is seen, whenever that changes while it is watched.
/// What the browser has found before may still come once after that.
pub fn on_visible(element: &Element, call: impl Fn(bool) + 'static) -> Option<Watch> {
    let changed = Closure::<dyn Fn(Vec<web_sys::IntersectionObserverEntry>)>::new(
        move |entries: Vec<web_sys::IntersectionObserverEntry>| {
            if let Some(entry) = entries.last().filter(|entry| entry.target().is_connected()) {
                call(entry.is_intersecting());
            }
        },
    );
    let observer = web_sys::IntersectionObserver::new(changed.into_js_value().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch(Box::new(move || observer.disconnect())))
}

/// How far from the left of the element that listens a pointer is, and that element's width, in CSS pixels.
pub fn pointer_at(event: &web_sys::PointerEvent) -> Option<(f64, f64)> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - bounds.left(), bounds.width()))
}

/// Keeps a drag with the element that it began on, wherever the pointer goes.
pub fn capture(event: &web_sys::PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The width of an element's parent, in CSS pixels.
pub fn parent_width(event: &web_sys::PointerEvent) -> Option<f64> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    Some(element.parent_element()?.get_bounding_client_rect().width())
}

/// Whether an event comes from a slider.
pub fn is_from_slider(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches("input[type=range]").unwrap_or(false))
}

/// Gives the keyboard to the nearest element around that from which an event came.
pub fn focus_around(event: &web_sys::Event, css: &str) {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let around = element.and_then(|element| element.closest(css).ok().flatten());
    if let Some(around) = around.and_then(|around| around.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = around.focus();
    }
}

/// An attribute of the first element that fits a selector.
pub fn attribute(css: &str, name: &str) -> Option<String> {
    find(css)?.get_attribute(name)
}

/// Whether the keyboard is in an element that fits a selector, or in one within such an element.
pub fn has_focus(css: &str) -> bool {
    let active = window().and_then(|window| window.document()?.active_element());
    active.is_some_and(|active| active.closest(css).ok().flatten().is_some())
}

/// Once the page is drawn anew, brings what has the keyboard into sight again where something in an element that fits a selector
/// has come over it, with all that belongs to its input; what is in sight stays where it is.
pub fn keep_focus_in_sight(css: &'static str) {
    spawn_local(async move {
        timer::frame().await;
        let active = window().and_then(|window| window.document()?.active_element());
        if let Some(element) = active.filter(|active| active.closest(css).ok().flatten().is_some()) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            // What is too high to be seen whole gives way to the field.
            let input = element.closest(".input").ok().flatten();
            for one in input.iter().chain(std::iter::once(&element)) {
                one.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        }
    });
}

/// Goes to the top of the page.
pub fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Gives the keyboard to the first element that fits a selector, if there is one.
pub fn focus_first(css: &str) {
    if let Some(element) = find(css).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Writes a text into a field, whatever was typed there.
pub fn write(field: NodeRef<leptos::html::Input>, text: &str) {
    if let Some(field) = field.get_untracked() {
        field.set_value(text);
    }
}
