//! A chart over months: its plane, labels, crosshair, and the strip that shows which limit binds.

use super::frame::{Frame, drawn_part, notes, words};
use crate::browser::element;
use crate::slice::slice;
use crate::state::use_state;
use crate::view::{block, kept_count, kept_text, text};
use crate::words;
use figures::time::{Height, Layout, Room, TimePlot, Whose, axes, dots, marks, plane, strip};
use figures::{Definition, Plot, Words, span};
use leptos::html::Div;
use leptos::prelude::*;
use model::base::month::Month;
use model::base::units::Unit;

/// The chart over months in a plot; an empty one if it is of another kind.
fn plot_of(plot: Plot) -> TimePlot {
    match plot {
        Plot::Months(plot) => plot,
        _ => TimePlot::new(Unit::Ratio, Height::Tall, Vec::new()),
    }
}

/// A chart over months.
#[component]
pub fn TimeChart(
    /// The figure's definition.
    of: &'static Definition,
    /// Whether its months are aligned with those of the timeline above.
    #[prop(optional)]
    aligned: bool,
) -> impl IntoView {
    let state = use_state();
    let (room, seen) = (RwSignal::new(None), RwSignal::new(true));
    let frame = watched(seen, move |width| {
        let now = Some(Room::of(width));
        if room.get_untracked() != now {
            room.set(now);
        }
    });
    let words = words(Signal::stored(of));
    let plot =
        slice(state, seen, Signal::derive(move || plot_of(drawn_part(state, of, |subjects| of.drawn(subjects)))));
    let months = kept_count(move || plot.with(TimePlot::months));
    let marked = kept_count(move || state.marked().min(months.get() - 1));
    let axes = kept_text(move || plot.with(axes));
    let drawn = kept_text(move || plot.with(plane));
    let dotted = kept_text(move || plot.with(dots));
    let whose = move || if state.pointed.get().is_some() { Whose::All } else { Whose::Own };
    let marks = kept_text(move || plot.with(|plot| marks(plot, marked.get(), room.get(), whose())));
    let month = text(move || Month(marked.get() as i32).short_name());
    let name = kept_text(move || words.with(|words| words::charts::month_of(&span::plain(&words.measure))));
    let drawing = view! {
        <div
            class=kept_text(move || format!("drawing {}", plot.with(|plot| plot.height.class())))
            node_ref=frame
            tabindex="0"
            role="slider"
            aria-label=name
            aria-valuemin="0"
            aria-valuemax=text(move || (months.get() - 1).to_string())
            aria-valuenow=text(move || marked.get().to_string())
            aria-valuetext=text(move || plot.with(|plot| plot.spoken(marked.get())))
            aria-description=words::charts::ENTER_EXPLAINS
            data-ask=kept_text(move || plot.with(|plot| plot.questions(marked.get())))
            on:blur=move |_| state.point(None)
            on:keydown=move |event| {
                let (last, now) = (months.get_untracked() - 1, marked.get_untracked());
                let next = match event.key().as_str() {
                    "ArrowRight" | "ArrowUp" => (now + 1).min(last),
                    "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
                    "Home" => 0,
                    "End" => last,
                    _ => return,
                };
                event.prevent_default();
                state.point(Some(next));
            }
        >
            <div class="axes" inner_html=axes></div>
            <div class="canvas" inner_html=drawn></div>
            <div class="marks" inner_html=marks></div>
            {reach(months)}
            <div inner_html=dotted></div>
        </div>
        {aligned.then(|| binding(words, plot))}
        {apart(plot, marked)}
    };
    let class = if aligned { "chart aligned" } else { "chart" };
    view! { <Frame of=Signal::stored(of) words=words class=class at=month drawing=drawing.into_any() /> }
}

/// The transparent element that receives pointer events over a drawing's months.
fn reach(months: Memo<usize>) -> AnyView {
    let state = use_state();
    let point = move |event: &leptos::ev::PointerEvent| {
        if let Some((x, width)) = element::pointer_at(event).filter(|(_, width)| *width > 0.0) {
            state.point(Some(Layout::month_at_share(months.get_untracked(), x / width)));
        }
    };
    let tapped = StoredValue::new(false);
    view! {
        <div
            class="reach"
            on:pointerdown=move |event| {
                // A finger's first tap moves the crosshair; a second at the same month asks for the number.
                let before = state.pointed.get_untracked();
                point(&event);
                tapped.set_value(event.pointer_type() == "touch" && state.pointed.get_untracked() != before);
            }
            on:pointermove=move |event| point(&event)
            on:pointercancel=move |_| state.point(None)
            on:pointerleave=move |event| {
                if event.pointer_type() != "touch" {
                    state.point(None);
                }
            }
            on:click=move |event| {
                if tapped.get_value() {
                    event.stop_propagation();
                }
            }
        ></div>
    }
    .into_any()
}

/// Makes a part of a compared scenario's drawing from its name and plot.
type PartOf = Box<dyn Fn(&str, &TimePlot) -> String + Send + Sync>;

/// Compared scenarios in drawings of their own, with the same crosshair.
fn apart(plot: Memo<TimePlot>, marked: Memo<usize>) -> AnyView {
    let count = kept_count(move || plot.with(|plot| plot.apart.len()));
    let panel = move |place: usize| {
        let part = move |of: PartOf| {
            let read =
                move |plot: &TimePlot| plot.apart.get(place).map_or_else(String::new, |(name, plot)| of(name, plot));
            kept_text(move || plot.with(&read))
        };
        let months = kept_count(move || plot.with(|plot| plot.apart.get(place).map_or(1, |(_, plot)| plot.months())));
        let at = kept_count(move || marked.get().min(months.get() - 1));
        view! {
            <div class="multiple">
                <p class="multiple-name">{part(Box::new(|name, _| name.to_owned()))}</p>
                <div
                    class=part(Box::new(|_, plot| format!("drawing {}", plot.height.class())))
                    role="img"
                    aria-label=part(Box::new(move |name, plot| format!("{name}. {}", plot.spoken(at.get()))))
                >
                    <div class="axes" inner_html=part(Box::new(|_, plot| axes(plot)))></div>
                    <div class="canvas" inner_html=part(Box::new(|_, plot| plane(plot)))></div>
                    <div class="marks" inner_html=part(Box::new(move |_, plot| marks(plot, at.get(), None, Whose::Own)))></div>
                    {reach(months)}
                </div>
            </div>
        }
    };
    let panels = block(move || (0..count.get()).map(panel).collect::<Vec<_>>().into_any());
    view! { <div class="multiples">{panels}</div> }.into_any()
}

/// The strip of limits below the drawing, with its months, and how much of the plan each limit held back.
fn binding(words: Memo<Words>, plot: Memo<TimePlot>) -> AnyView {
    let marks = kept_text(move || plot.with(|plot| plot.strip.as_ref().map_or_else(String::new, strip)));
    view! {
        <div class="binding">
            <span class="row-name">{words::charts::WHAT_LIMITS_GROWTH}</span>
            <div class="strip" inner_html=marks></div>
            <p class="binding-words" inner_html=notes(words)></p>
        </div>
    }
    .into_any()
}

/// A frame that keeps in `seen` whether it is near the viewport, and calls `width` with its width in CSS pixels, now
/// and whenever that changes.
pub fn watched(seen: RwSignal<bool>, width: impl Fn(f64) + Clone + 'static) -> NodeRef<Div> {
    // The observers live as long as the chart.
    let (frame, watches) = (NodeRef::<Div>::new(), StoredValue::new_local(None));
    frame.on_load(move |frame| {
        let width = width.clone();
        let wide = element::on_width(&frame, move |now| {
            // A hidden frame has a width of 0.
            if now > 0.0 {
                width(now);
            }
        });
        let visible = element::on_visible(&frame, move |now| {
            // The chart may just have been disposed of.
            if seen.try_get_untracked().is_some_and(|seen| seen != now) {
                seen.set(now);
            }
        });
        watches.set_value(Some((wide, visible)));
    });
    frame
}
