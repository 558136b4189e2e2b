//! A headline number.

use crate::components::evidence::SourceNote;
use crate::state::use_state;
use crate::view::{block, flag, text};
use crate::words;
use leptos::prelude::*;
use model::catalogue::ACCELERATORS;
use model::influence::influences;
use model::metrics::MetricId;

/// How many of the inputs that a number answers to are listed.
const LISTED: usize = 8;

/// A headline number with its unit, its difference to the baseline and, on demand, what it rests on.
#[component]
pub fn Tile(
    /// Which metric.
    of: MetricId,
    /// Whether its evidence is shown; shared, so that only one is open.
    open: RwSignal<Option<MetricId>>,
    /// A line below the number.
    #[prop(into)]
    note: Signal<String>,
) -> impl IntoView {
    let state = use_state();
    let shown = move || state.outcome.with(|outcome| outcome.show(of));
    let spoken = text(move || {
        let value = shown().map_or_else(str::to_owned, |shown| shown.text());
        format!("{}: {value}. Derived. Show what it rests on", of.row().label)
    });
    let figures = text(move || shown().map_or("–".to_owned(), |shown| shown.figures));
    let unit = text(move || shown().map_or_else(str::to_owned, |shown| shown.unit));
    let absent = flag(move || shown().is_err());
    let difference = text(move || {
        let now = state.outcome.with(|outcome| outcome.metrics.get(of));
        let before = state.baseline_outcome.with(|outcome| outcome.metrics.get(of));
        let words = now.ok().zip(before.ok()).and_then(|(now, before)| words::difference(of, now, before));
        words.map_or_else(String::new, |words| format!("{words} v. baseline"))
    });
    view! {
        <button
            type="button"
            class="tile"
            aria-label=spoken
            aria-expanded=text(move || (open.get() == Some(of)).to_string())
            on:click=move |_| open.update(|open| *open = if *open == Some(of) { None } else { Some(of) })
        >
            <span class="tile-label">{of.row().label}</span>
            <span class="tile-value">
                <b>{figures}</b>
                <small class:reason=absent>{unit}</small>
            </span>
            <span class="tile-note">{note}</span>
            <span class="tile-difference">
                {difference}
            </span>
        </button>
    }
}

/// What a headline number is, and the inputs and facts that it rests on, strongest first.
#[component]
pub fn RestsOn(
    /// Which metric.
    of: MetricId,
) -> impl IntoView {
    let state = use_state();
    let exact = text(move || {
        state.outcome.with(|outcome| match outcome.metrics.get(of) {
            Ok(value) => format!("{value} {}", of.row().unit.name()),
            Err(absent) => format!("No value: {}", absent.reason()),
        })
    });
    let found = Memo::new(move |_| {
        state.scenario.with(|scenario| state.outcome.with(|outcome| influences(scenario, outcome, of)))
    });
    let inputs = block(move || {
        let scenario = state.scenario.get();
        let rows = found.get().into_iter().take(LISTED).map(|one| {
            let evidence = scenario.evidence(one.input);
            let strength =
                one.elasticity_ratio.map(|ratio| format!("1\u{202f}% more gives {}\u{202f}%", signed(ratio)));
            view! {
                <li>
                    <b>{one.input.name()}</b> " " {one.input.show(scenario.get(one.input))}
                    {strength.map(|strength| view! { <span class="strength">" " {strength}</span> })}
                    <SourceNote class=evidence.class source=evidence.source note=evidence.note />
                </li>
            }
        });
        rows.collect::<Vec<_>>().into_any()
    });
    let rest = text(move || {
        let more = found.get().len().saturating_sub(LISTED);
        if more > 0 { format!("and {more} more inputs, each weaker than these.") } else { String::new() }
    });
    let rests_on_peaks = ["H100-equivalents", "Cost per effective PFLOP-hour", "Effective compute", "Days to train"]
        .contains(&of.row().label);
    let peaks = block(move || {
        if !rests_on_peaks {
            return ().into_any();
        }
        let chips = state.read(words::chips_shown);
        let rows = chips.into_iter().filter_map(|chip| {
            let accelerator = &ACCELERATORS[chip];
            let fact = accelerator.eight_bit_peak()?;
            let peak = model::units::show(fact.value, fact.unit).text();
            Some(view! {
                <li>
                    <b>{accelerator.name} ": 8-bit peak"</b> " " {peak}
                    <SourceNote class=Some(fact.class) source=Some(fact.source) note=fact.measures />
                </li>
            })
        });
        rows.collect::<Vec<_>>().into_any()
    });
    view! {
        <section class="rests-on" aria-label=format!("What {} rests on", of.row().label)>
            <h3>{of.row().label}</h3>
            <p>{of.row().meaning} " "<b>"derived"</b>" · exactly " {exact} "."</p>
            <ul>
                {inputs}
                {peaks}
            </ul>
            <p class="source-note">{rest}</p>
        </section>
    }
}

fn signed(value: f64) -> String {
    let text = model::units::three_digits(value);
    if value > 0.0 { format!("+{text}") } else { text }
}
