//! The timeline: the phases, and the month at which figures are read.

use crate::components::entry::{Entry, Typed, entry_note};
use crate::components::handle::Handle;
use crate::phases::{Stretch, happens, planned};
use crate::state::{AS_OF, Origin, use_state};
use crate::view::{block, flag, kept_count, kept_flag, kept_number, percent, text, when};
use crate::words;
use figures::theme::css;
use figures::time::first_forecast_month;
use leptos::prelude::*;
use model::base::month::Month;
use model::base::numbers::read_number;
use model::input;
use model::inputs::families::{PHASE_NAMES, PHASES};
use model::inputs::gates::phase_has_size;
use model::inputs::input::ParameterId;

/// The timeline.
#[component]
pub fn Timeline() -> impl IntoView {
    let state = use_state();
    let months = kept_count(move || state.outcome.with(|outcome| outcome.sheet.months()));
    let part = move |month: f64| (100.0 * month / months.get() as f64).clamp(0.0, 100.0);
    let years = block(move || {
        let all = (0..months.get() as i32).filter(|month| Month(*month).month_of_year() == 1);
        let all = all.map(|month| {
            view! { <span style:left=percent(part(f64::from(month)))>{Month(month).year()}</span> }
        });
        all.collect::<Vec<_>>().into_any()
    });
    let forecast = text(move || percent(part(first_forecast_month() as f64)));
    let as_of = kept_number(move || state.outcome.with(|outcome| f64::from(outcome.as_of.0)));
    let here = text(move || percent(part(as_of.get() + 1.0)));
    let entry = Entry::of(AS_OF);
    let phases = (0..PHASES.len()).map(|phase| view! { <PhaseRow phase=phase months=months /> });
    let phases = phases.collect::<Vec<_>>();
    view! {
        <section class="timeline" id="timeline" tabindex="-1" aria-label=words::timeline::PHASES>
            <div class="timeline-row years">
                <span class="row-name"></span>
                <div class="lane">{years}</div>
            </div>
            <div class="lanes">
                <div class="lane-ground">
                    <i class="ahead" style:left=forecast></i>
                    <i class="here" style:left=here></i>
                </div>
                {phases}
                <div class="timeline-row as-of" style:--months=text(move || months.get().to_string())>
                    <span class="row-name">{words::timeline::AS_OF} <Typed entry=entry /></span>
                    <div class="lane">
                        <input
                            type="range"
                            min="0"
                            max=text(move || (months.get() - 1).to_string())
                            step="1"
                            aria-label=words::timeline::AS_OF
                            aria-valuetext=text(move || Month(as_of.get() as i32).name())
                            value=text(move || as_of.get().to_string())
                            prop:value=text(move || as_of.get().to_string())
                            on:pointerdown=move |_| state.grasp()
                            on:input=move |event| {
                                if let Some(month) = read_number(&event_target_value(&event)) {
                                    state.set(AS_OF, month);
                                }
                            }
                        />
                    </div>
                </div>
            </div>
            {entry_note(entry)}
            <div class="timeline-row view">
                <span class="row-name">{words::timeline::HORIZON}</span>
                <Horizon />
            </div>
        </section>
    }
}

/// The choice of the last month that is shown.
#[component]
fn Horizon() -> impl IntoView {
    const HORIZON: ParameterId = input::HORIZON;
    let state = use_state();
    let now = kept_number(move || state.scenario.with(|scenario| scenario.get(HORIZON)));
    // The last months of years, and whatever month the link has.
    let years = block(move || {
        let now = now.get() as i32;
        let shown = |month: &i32| *month == now || *month > 1 && Month(*month).month_of_year() == 12;
        let options = (0..=Month::LAST.0).filter(shown).map(|month| {
            view! { <option value=month.to_string() selected=flag(move || month == now)>{Month(month).name()}</option> }
        });
        options.collect::<Vec<_>>().into_any()
    });
    view! {
        <select
            aria-label=words::timeline::SHOW_THROUGH
            prop:value=text(move || now.get().to_string())
            on:change=move |event| {
                if let Some(month) = read_number(&event_target_value(&event)) {
                    state.change(Origin::Reader, |document| document.show_through(month));
                }
            }
        >
            {years}
        </select>
    }
}

/// A phase: a solid bar for what comes about, and a faint one for the plan where that differs. The plan's bar can be
/// dragged as a whole, and at each end.
#[component]
fn PhaseRow(phase: usize, months: Memo<usize>) -> impl IntoView {
    let state = use_state();
    let name = PHASE_NAMES[phase];
    let (start, complete) = (input::phase::START.member(phase), input::phase::COMPLETE.member(phase));
    let read = move |input: ParameterId| state.scenario.with(|scenario| scenario.get(input));
    let sized = kept_flag(move || state.scenario.with(|scenario| phase_has_size(scenario, phase)));
    let part = move |month: f64| (100.0 * month / months.get() as f64).clamp(0.0, 100.0);
    let plan = move || state.scenario.with(|scenario| planned(scenario, phase));
    let real = move || state.scenario.with(|scenario| happens(scenario, phase));
    let chips = move || {
        let (a, b) =
            (read(input::phase::CHIP_A.member(phase)) as usize, read(input::phase::CHIP_B.member(phase)) as usize);
        let share = read(input::phase::SHARE_B.member(phase));
        let names = state.names.get();
        let name = |chip: usize| names.chip(chip);
        match share {
            0.0 => name(a).to_owned(),
            1.0 => name(b).to_owned(),
            _ if a == b => name(a).to_owned(),
            _ => format!("{} · {}", name(a), name(b)),
        }
    };
    let colour = text(move || {
        let chip =
            if read(input::phase::SHARE_B.member(phase)) > 0.5 { input::phase::CHIP_B } else { input::phase::CHIP_A };
        css(state.theme.get().chip(read(chip.member(phase)) as usize))
    });
    let left = move |of: Stretch| percent(part(of.from));
    let width = move |of: Stretch| percent((part(of.to) - part(of.from)).max(0.6));
    let as_planned = flag(move || plan() == real());
    let at_start = text(move || left(plan()));
    // Far enough from the other handle for a finger to tell them apart.
    let at_end = text(move || format!("max({}, calc({} + 24px))", percent(part(plan().to)), left(plan())));
    let beyond = flag(move || real().to > months.get() as f64);
    let words = text(move || match real().to {
        end if end <= months.get() as f64 => chips(),
        end => words::timeline::to_month(&chips(), &Month(end as i32 - 1).short_name()),
    });
    // The name is placed beside bars that may be too short for it, on the side with more room.
    let name_at = move || {
        let (plan, real) = (plan(), real());
        // The name must not extend past the edge of a narrow lane.
        let long = if beyond.get() { 176 } else { 120 };
        let from = |left: String| (format!("min({left}, calc(100% - {long}px))"), AUTO.to_owned());
        match (part(plan.from.min(real.from)), part(plan.to.max(real.to))) {
            (start, end) if end - start < 45.0 && end < 60.0 => from(format!("calc({} + 24px)", percent(end))),
            (start, _) if start > 55.0 => (AUTO.to_owned(), format!("calc({} + 24px)", percent(100.0 - start))),
            (start, _) => from(percent(start)),
        }
    };
    const AUTO: &str = "auto";
    view! {
        {when(sized.into(), move || view! {
            <div class="timeline-row phase">
                <span class="row-name">{name}</span>
                <div class="lane">
                    <Handle
                        name=words::timeline::whole(name)
                        moves=vec![start, complete]
                        months=months
                        left=at_start
                        width=text(move || width(plan()))
                        colour=colour
                        faint=flag(move || !as_planned.get())
                        part="whole"
                    />
                    <i
                        class="happens"
                        class:as-planned=as_planned
                        class:beyond=beyond
                        style:left=text(move || left(real()))
                        style:width=text(move || width(real()))
                        style:--mark=colour
                    ></i>
                    <Handle name=words::timeline::starts(name) moves=vec![start] months=months left=at_start part="start" />
                    <Handle name=words::timeline::complete(name) moves=vec![complete] months=months left=at_end part="end" />
                    <span class="bar-name" style:left=text(move || name_at().0) style:right=text(move || name_at().1)>{words}</span>
                </div>
            </div>
        }.into_any())}
    }
}
