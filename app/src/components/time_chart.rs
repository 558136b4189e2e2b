//! A chart over months: its finding, its plane, direct labels, the crosshair and the values behind it.

use super::explain::sentence;
use super::labels::direct_labels;
use super::values::{Table, Values};
use crate::browser::element;
use crate::first::first_width;
use crate::state::use_state;
use crate::view::{block, flag, kept_count, kept_flag, kept_text, slice, text};
use figures::time_plot::{Layout, Plot, draw};
use leptos::html::Div;
use leptos::prelude::*;
use model::month::Month;
use model::parameters::Family;
use model::units::show;
use std::sync::Arc;

/// Space for direct labels at the right of the plane, CSS pixels.
const LABELS: f64 = 104.0;
/// Below this width the labels stand under the chart instead.
const NARROW: f64 = 400.0;

/// A chart over months.
#[component]
pub fn TimeChart(
    /// What it shows, as a sentence.
    #[prop(into)]
    finding: Signal<String>,
    /// What is measured, and in what unit.
    #[prop(into)]
    measure: Signal<String>,
    /// The questions of the numbers that stand in its measure.
    #[prop(optional)]
    measure_asks: &'static str,
    /// Where the numbers are from.
    #[prop(into)]
    source: Signal<String>,
    /// The slice of the outcome that is drawn.
    #[prop(into)]
    plot: Signal<Plot>,
    /// Height of the drawing, CSS pixels.
    #[prop(default = 220.0)]
    height: f64,
    /// Whether its months stand below those of the timeline.
    #[prop(optional)]
    aligned: bool,
    /// What stands below the drawing, on the same months.
    #[prop(optional)]
    below: Option<AnyView>,
) -> impl IntoView {
    let state = use_state();
    let (width, seen) = (RwSignal::new(600.0), RwSignal::new(true));
    // Steps of eight spare redrawing while a window is dragged; what is aligned is as wide as it is.
    let frame = watched(width, if aligned { 1.0 } else { 8.0 }, seen);
    let finding = kept_text(move || finding.get());
    // The table may be in sight when the drawing is not.
    let table = Arc::new(move || plot.with(table_of));
    let plot = slice(state, seen, plot);
    let beside = kept_flag(move || width.get() >= NARROW);
    let plane = Memo::new(move |_| {
        let labels = if beside.get() { LABELS } else { 0.0 };
        plot.with(|plot| Layout::new(plot, (width.get() - labels).max(160.0), height))
    });
    let svg = kept_text(move || plot.with(|plot| draw(plot, &plane.get(), state.theme.get())));
    let marked = kept_count(move || state.marked().min(plane.get().months - 1));
    let labels = block(move || {
        let (plane, marked) = (plane.get(), marked.get());
        plot.with(|plot| direct_labels(plot, &plane, marked)).into_any()
    });
    let told = text(move || {
        let month = state.read(|outcome| outcome.as_of.0.max(0) as usize);
        plot.with(|plot| asks(plot, month))
    });
    let measured = match measure_asks {
        "" => view! { <span>{measure}</span> }.into_any(),
        asks => sentence(text(move || asks), measure),
    };
    let crosshair = text(move || {
        let plane = plane.get();
        let left = plane.x(marked.get() as f64 + 1.0);
        format!("left:{left:.1}px;top:{}px;height:{}px", Layout::TOP, plane.height - Layout::TOP - Layout::BOTTOM)
    });
    view! {
        <figure class="chart" class:aligned=aligned aria-label=finding>
            <figcaption>
                <h3>{sentence(told, finding.into())}</h3>
                <p class="measure">
                    {measured} <span class="at">{text(move || Month(marked.get() as i32).short_name())}</span>
                </p>
            </figcaption>
            <div
                class="drawing"
                class:beside=flag(move || beside.get())
                node_ref=frame
                tabindex="0"
                role="slider"
                aria-label=text(move || format!("{}: month", measure.get()))
                aria-valuemin="0"
                aria-valuemax=text(move || (plane.get().months - 1).to_string())
                aria-valuenow=text(move || marked.get().to_string())
                aria-valuetext=text(move || plot.with(|plot| spoken(plot, marked.get())))
                aria-description="Enter explains the values"
                data-ask=kept_text(move || plot.with(|plot| asks(plot, marked.get())))
                on:blur=move |_| state.point(None)
                on:keydown=move |event| {
                    let (last, now) = (plane.get_untracked().months - 1, marked.get_untracked());
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
                <div
                    class="plane"
                    style=text(move || format!("width:{}px;height:{height}px", plane.get().width))
                    inner_html=svg
                    on:pointermove=move |event| {
                        if let Some((x, _)) = element::pointer_at(&event) {
                            state.point(Some(plane.get_untracked().month_at(x)));
                        }
                    }
                    on:pointerleave=move |_| state.point(None)
                ></div>
                <i class="crosshair" style=crosshair></i>
                {labels}
            </div>
            {below.unwrap_or_else(|| ().into_any())}
            <p class="source-line">{source}</p>
            <Values of=finding table=table />
        </figure>
    }
    .into_any()
}

/// A frame whose width, in whole steps, and whose being seen are kept in signals.
pub fn watched(width: RwSignal<f64>, step: f64, seen: RwSignal<bool>) -> NodeRef<Div> {
    width.set(first_width());
    let frame = NodeRef::<Div>::new();
    frame.on_load(move |frame| {
        element::on_width(&frame, move |now| {
            // A hidden frame has no width.
            let now = (now / step).floor() * step;
            if now > 0.0 && now != width.get_untracked() {
                width.set(now);
            }
        });
        element::on_visible(&frame, move |now| {
            if seen.get_untracked() != now {
                seen.set(now);
            }
        });
    });
    frame
}

/// The line under a chart that says what it rests on, kept up with the scenario.
pub fn rests_on(what: &'static str, of: Family) -> Signal<String> {
    let state = use_state();
    text(move || {
        state.scenario.with(|scenario| state.read(|outcome| figures::lines::rests_on(scenario, outcome, what, of)))
    })
}

/// The values of a month as they are spoken.
fn spoken(plot: &Plot, month: usize) -> String {
    let values = plot.lines.iter().filter_map(|line| {
        let value = line.values.get(month).copied().flatten()?;
        Some(format!("{} {}", line.name, show(value, plot.unit).text()))
    });
    format!("{}: {}", Month(month as i32).name(), values.collect::<Vec<_>>().join(", "))
}

/// The questions of all series in a month.
fn asks(plot: &Plot, month: usize) -> String {
    plot.lines.iter().filter_map(|line| line.asked(month)).collect::<Vec<_>>().join(" ")
}

/// All values, unrounded, in stored units.
fn table_of(plot: &Plot) -> Table {
    let unit = plot.unit.name();
    let mut head = vec!["Month".to_owned()];
    head.extend(plot.lines.iter().map(|line| format!("{} ({unit})", line.name)));
    let months = plot.lines.iter().map(|line| line.values.len()).max().unwrap_or(0);
    let rows = (0..months).map(|month| {
        let mut row = vec![(Month(month as i32).short_name(), None)];
        row.extend(plot.lines.iter().map(|line| {
            let value = line.values.get(month).copied().flatten();
            (value.map_or_else(|| "–".to_owned(), |value| format!("{value}")), line.asked(month))
        }));
        row
    });
    Table { head, rows: rows.collect() }
}
