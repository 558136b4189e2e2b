//! Elements of the page: their position, width, visibility and focus.

use super::{timer, window};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

/// The element with this id; `None` if there is none.
pub fn by_id(id: &str) -> Option<web_sys::HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Scrolls the element with this id into view and focuses it.
pub fn lead_to(id: &str) {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Focuses the element with this id.
pub fn focus_id(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.focus();
    }
}

/// The first element that matches a selector.
pub(super) fn find(css: &str) -> Option<Element> {
    window()?.document()?.query_selector(css).ok().flatten()
}

/// Whether the first element that matches a selector is entirely visible, below the strip of headline figures.
pub fn is_in_sight(css: &str) -> bool {
    let seen = window().and_then(|window| {
        let bounds = find(css)?.get_bounding_client_rect();
        let height = window.inner_height().ok()?.as_f64()?;
        // Where the strip is sticky it covers the page above its lower edge; where it scrolls away that edge lies above
        // the viewport.
        let strip = by_id("figures").map_or(0.0, |strip| strip.get_bounding_client_rect().bottom().max(0.0));
        Some(bounds.height() > 0.0 && bounds.top() >= strip && bounds.bottom() <= height)
    });
    seen.unwrap_or(false)
}

/// Scrolls to the figure with this id unless its chart or table is visible; the focus stays.
pub fn bring_into_sight(id: &str) {
    if let Some(element) = by_id(id).filter(|_| !is_in_sight(&format!("#{id} .canvas, #{id} table"))) {
        element.scroll_into_view();
    }
}

/// Keeps the pressed element where it is in the viewport while something above it grows or shrinks, by scrolling the
/// window before the next frame is drawn.
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

/// An observer of an element, which is disconnected when this is dropped. An element may outlive the component that
/// observes it, because a new rendering reuses it.
#[must_use = "dropped, it watches no more"]
pub struct Watch(Box<dyn Fn()>);

impl Drop for Watch {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Calls back with an element's inner width in CSS pixels, now and whenever it changes while the [`Watch`] lives.
pub fn on_width(element: &Element, call: impl Fn(f64) + 'static) -> Option<Watch> {
    call(f64::from(element.client_width()));
    let watched = element.clone();
    let changed = Closure::<dyn Fn()>::new(move || {
        // A removed element would report a width of 0.
        if watched.is_connected() {
            call(f64::from(watched.client_width()));
        }
    });
    // The closure is handed to JavaScript, which frees it when the observer is collected.
    let observer = web_sys::ResizeObserver::new(changed.into_js_value().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch(Box::new(move || observer.disconnect())))
}

/// Calls back with whether an element is near the viewport, whenever that changes while the [`Watch`] lives. One call
/// that was already queued may still follow.
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

/// The pointer's distance from the left edge of the element that has the listener, and that element's width, in CSS
/// pixels.
pub fn pointer_at(event: &web_sys::PointerEvent) -> Option<(f64, f64)> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - bounds.left(), bounds.width()))
}

/// Captures the pointer, so that a drag belongs to the element on which it began.
pub fn capture(event: &web_sys::PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The width of the parent of the element that has the listener, in CSS pixels.
pub fn parent_width(event: &web_sys::PointerEvent) -> Option<f64> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    Some(element.parent_element()?.get_bounding_client_rect().width())
}

/// Whether an event's target is a slider.
pub fn is_from_slider(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches("input[type=range]").unwrap_or(false))
}

/// Focuses the closest ancestor of an event's target, or the target itself, that matches a selector.
pub fn focus_around(event: &web_sys::Event, css: &str) {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let around = element.and_then(|element| element.closest(css).ok().flatten());
    if let Some(around) = around.and_then(|around| around.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = around.focus();
    }
}

/// An attribute of the first element that matches a selector.
pub fn attribute(css: &str, name: &str) -> Option<String> {
    find(css)?.get_attribute(name)
}

/// Whether the focused element, or an ancestor of it, matches a selector.
pub fn has_focus(css: &str) -> bool {
    let active = window().and_then(|window| window.document()?.active_element());
    active.is_some_and(|active| active.closest(css).ok().flatten().is_some())
}

/// In the next frame, scrolls the focused element back into view if it is within an element that matches the selector,
/// together with the block of its input. What is visible already does not move.
pub fn keep_focus_in_sight(css: &'static str) {
    spawn_local(async move {
        timer::frame().await;
        let active = window().and_then(|window| window.document()?.active_element());
        if let Some(element) = active.filter(|active| active.closest(css).ok().flatten().is_some()) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            // The field comes last, so that it is visible even if its block is too high for the viewport.
            let input = element.closest(".input").ok().flatten();
            for one in input.iter().chain(std::iter::once(&element)) {
                one.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        }
    });
}

/// Scrolls to the top of the page.
pub fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Focuses the first element that matches a selector, if there is one.
pub fn focus_first(css: &str) {
    if let Some(element) = find(css).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Writes a text into a field, replacing what the reader typed.
pub fn write(field: NodeRef<leptos::html::Input>, text: &str) {
    if let Some(field) = field.get_untracked() {
        field.set_value(text);
    }
}
