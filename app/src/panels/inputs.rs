//! The panel of all inputs, in groups.

use super::agreement::Agreements;
use super::changes::Changes;
use super::movers::Movers;
use super::search::{Found, Search, SearchField};
use crate::browser::kept;
use crate::browser::timer::later;
use crate::components::difference::gap_now;
use crate::components::fold::FoldButton;
use crate::components::input::Input;
use crate::components::mini_chart::MiniChart;
use crate::components::own_chip::own_chip_name;
use crate::components::skip::Skip;
use crate::state::{State, use_state};
use crate::view::{edge, flag, kept_count, kept_flag, kept_text, text, when};
use crate::words;
use figures::span::of_metric;
use figures::unused;
use leptos::prelude::*;
use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::families::{Scope, TRANCHES};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Group;
use model::quantities::metric::HEADLINE;

/// The groups: the id of each heading, and its text.
const GROUPS: [(&str, &str); 7] = [
    ("group-deal", Group::Deal.name()),
    ("group-agreements", Group::Agreements.name()),
    ("group-hardware", Group::Hardware.name()),
    ("group-operations", Group::Operations.name()),
    ("group-constraints", Group::Constraints.name()),
    ("group-supplier", Group::Supplier.name()),
    ("group-workload", Group::Workload.name()),
];

/// The panel of inputs: a column on a wide screen, a sheet on a narrow one.
#[component]
pub fn InputsPanel() -> impl IntoView {
    let state = use_state();
    let search = Search::new();
    state.follow_touch();
    view! {
        <button
            type="button"
            class="open-sheet primary"
            aria-expanded=text(move || state.sheet_open.get().to_string())
            on:click=move |_| state.sheet_open.update(|open| *open = !*open)
        >
            {text(move || if state.sheet_open.get() { words::inputs::DONE } else { words::inputs::INPUTS })}
        </button>
        <aside
            class="inputs"
            id="inputs"
            tabindex="-1"
            class:open=flag(move || state.sheet_open.get())
            aria-label=words::inputs::INPUTS
            on:pointerdown=move |_| state.press_inputs()
            on:focusout=move |_| later(0, move || state.leave_inputs())
        >
            <Skip name=words::inputs::SKIP_TO_GROUP to=&GROUPS />
            <div class="at-hand">
                <div class="sheet-figures">{sheet_figures(state)}</div>
                <Dock />
            </div>
            <SearchField search=search />
            <Found search=search />
            <div class:away=search.is_on()>
                <Changes />
                <Movers />
                <Groups />
            </div>
        </aside>
    }
}

/// The headline figures once more, at the head of the sheet that covers them.
fn sheet_figures(state: State) -> AnyView {
    let figures = HEADLINE.map(|figure| {
        let shown =
            text(move || state.read(|outcome| outcome.show(figure).map_or("–".to_owned(), |shown| shown.text())));
        view! {
            <button type="button" data-ask=of_metric(figure)>
                {figure.row().label} " " <b>{shown}</b> " " <i>{kept_text(move || gap_now(state, figure))}</i>
            </button>
        }
    });
    figures.into_iter().collect::<Vec<_>>().into_any()
}

/// A small copy of the chart that the touched input moves most, if that chart is out of sight: beside the column, or at
/// the head of the sheet.
#[component]
fn Dock() -> impl IntoView {
    let state = use_state();
    let shown = flag(move || state.touch.away.get() && state.touch.figure.with(|figure| !figure.is_empty()));
    when(shown, move || {
        view! { <div class="dock" class:late=state.ranges.late><MiniChart of=state.touch.figure /></div> }.into_any()
    })
}

/// All groups. Which are open is stored for as long as the tab lives, where storage is allowed.
#[component]
fn Groups() -> impl IntoView {
    let open = RwSignal::new(kept::open_groups());
    edge(move |first| {
        let open = open.get();
        if !first {
            kept::keep_open_groups(&open);
        }
    });
    view! {
        <Section group=Group::Deal open=open>
            <Deal />
        </Section>
        <Section group=Group::Agreements open=open>
            <Agreements />
        </Section>
        <Section group=Group::Hardware open=open>
            <Hardware />
        </Section>
        <Section group=Group::Operations open=open>
            <Plain group=Group::Operations />
        </Section>
        <Section group=Group::Constraints open=open>
            <Constraints />
        </Section>
        <Section group=Group::Supplier open=open>
            <Plain group=Group::Supplier />
        </Section>
        <Section group=Group::Workload open=open>
            <Plain group=Group::Workload />
        </Section>
    }
}

/// A group that opens and closes; its inputs are rendered only while it is open.
#[component]
pub fn Section(
    /// The group.
    group: Group,
    /// The names of all open groups.
    open: RwSignal<Vec<String>>,
    /// The group's inputs.
    children: ChildrenFn,
) -> impl IntoView {
    let state = use_state();
    let opened = kept_flag(move || open.with(|open| open.iter().any(|name| name == group.name())));
    let turn = move |_| {
        open.update(|open| match open.iter().position(|name| name == group.name()) {
            Some(place) => drop(open.remove(place)),
            None => open.push(group.name().to_owned()),
        });
    };
    let count = ParameterId::all().filter(|input| input.row().group == group).count();
    let changed =
        move || state.scenario.with(|scenario| scenario.changes().filter(|input| input.row().group == group).count());
    view! {
        <section class="group" class:open=flag(move || opened.get())>
            <h2>
                <button
                    type="button"
                    id=GROUPS.iter().find(|(_, name)| *name == group.name()).map(|(id, _)| *id)
                    aria-expanded=text(move || opened.get().to_string())
                    on:click=turn
                >
                    {group.name()}
                    <span class="count" data-count>" " {count} {words::inputs::OF_GROUP}</span>
                    <span class="changed-count">
                        {text(move || match changed() {
                            0 => String::new(),
                            count => words::inputs::changed(count),
                        })}
                    </span>
                    <i aria-hidden="true">{text(move || if opened.get() { "−" } else { "+" })}</i>
                </button>
            </h2>
            {when(opened.into(), move || children().into_any())}
        </section>
    }
}

/// The inputs of a group that has no subjects.
#[component]
fn Plain(group: Group) -> impl IntoView {
    let inputs = ParameterId::all().filter(|input| input.row().group == group);
    in_use(inputs.collect())
}

/// Inputs, of which those that have no effect in the scenario, and that the reader has not changed, are folded away
/// below the others.
fn in_use(inputs: Vec<ParameterId>) -> AnyView {
    in_use_as(inputs, |of| view! { <Input of=of /> }.into_any())
}

/// The same, with `block` to render an input.
fn in_use_as(inputs: Vec<ParameterId>, block: fn(ParameterId) -> AnyView) -> AnyView {
    let state = use_state();
    let in_use = move |of: ParameterId| state.scenario.with(|scenario| unused::is_used(scenario, of));
    // Each has its own condition, so that one that comes or goes leaves the others as they are, and with them the
    // focus.
    let blocks = move |inputs: &[ParameterId], shown: bool| {
        let blocks = inputs.iter().map(|of| {
            let of = *of;
            when(flag(move || in_use(of) == shown), move || block(of)).into_any()
        });
        blocks.collect::<Vec<_>>().into_any()
    };
    let used = blocks(&inputs, true);
    let all = inputs.clone();
    let count = kept_count(move || all.iter().filter(|of| !in_use(**of)).count());
    view! {
        {used}
        {folded(count, words::inputs::WITHOUT_EFFECT, move || blocks(&inputs, false))}
    }
    .into_any()
}

/// A folded part, behind a button that says how many items it has; nothing if there are none.
fn folded(
    count: Memo<usize>,
    what: &'static str,
    inside: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    when(flag(move || count.get() > 0), move || {
        view! {
            <FoldButton
                open=open
                class="quiet more-inputs"
                words=text(move || words::inputs::folded(open.get(), count.get(), what))
            />
            {when(open.into(), inside.clone())}
        }
        .into_any()
    })
}

/// The deal. Inputs of tranches without money, and others without effect, are folded away.
#[component]
fn Deal() -> impl IntoView {
    let of_deal = || ParameterId::all().filter(|input| input.row().group == Group::Deal);
    let tranches = (0..TRANCHES).map(|tranche| {
        let inputs = of_deal().filter(|of| of.row().scope == Scope::Tranche && of.member() == tranche).collect();
        view! {
            <h3>{words::inputs::tranche(tranche + 1)}</h3>
            {in_use(inputs)}
        }
    });
    view! {
        {tranches.collect::<Vec<_>>()}
        <h3>{words::inputs::ROUND_AND_RETURN}</h3>
        {in_use(of_deal().filter(|of| of.row().scope == Scope::Scenario).collect())}
    }
}

/// First the chips that the scenario uses, then the others, folded away.
#[component]
fn Hardware() -> impl IntoView {
    let state = use_state();
    fn inputs_of(chip: usize) -> impl Iterator<Item = ParameterId> {
        ParameterId::all().filter(move |input| input.row().scope == Scope::Chip && input.member() == chip)
    }
    // The used chips as a text, one character for each index in the catalogue. A chip with a changed input or a name
    // counts as used, so that no change is hidden.
    let used = kept_text(move || {
        state.scenario.with(|scenario| {
            let is_used = |chip: &usize| {
                let is_named = ACCELERATORS[*chip].is_own() && !scenario.names().own_chip().is_empty();
                is_named
                    || unused::chip_is_used(scenario, *chip)
                    || inputs_of(*chip).any(|input| scenario.is_changed(input))
            };
            (0..ACCELERATORS.len()).filter(is_used).map(|chip| char::from(chip as u8)).collect::<String>()
        })
    });
    // A block for each chip, so that one that comes or goes leaves the others as they are.
    let chips = move |shown: bool| {
        let blocks = (0..ACCELERATORS.len()).map(|chip| {
            let is_shown = flag(move || used.with(|used| used.contains(char::from(chip as u8))) == shown);
            when(is_shown, move || chip_inputs(chip)).into_any()
        });
        blocks.collect::<Vec<_>>()
    };
    fn chip_inputs(chip: usize) -> AnyView {
        let inputs = inputs_of(chip).map(|input| view! { <Input of=input /> }).collect::<Vec<_>>();
        let state = use_state();
        let name = text(move || state.names.with(|names| names.chip(chip).to_owned()));
        view! {
            <h3>{name}</h3>
            {ACCELERATORS[chip].is_own().then(own_chip_name)}
            {inputs}
        }
        .into_any()
    }
    let others = kept_count(move || used.with(|used| ACCELERATORS.len() - used.chars().count()));
    view! {
        {chips(true)}
        <Input of=input::REFERENCE_CHIP />
        {folded(others, words::inputs::OTHER_ACCELERATORS, move || chips(false).into_any())}
    }
}

/// The limits; the inputs of a limit are shown while its switch is on. A limit that can have no effect, such as the
/// supply of a chip that no phase uses, is folded away.
#[component]
fn Constraints() -> impl IntoView {
    fn all() -> impl Iterator<Item = ParameterId> {
        ParameterId::all().filter(|input: &ParameterId| input.row().group == Group::Constraints)
    }
    fn limit(switch: ParameterId) -> AnyView {
        let state = use_state();
        let on = kept_flag(move || state.scenario.with(|scenario| scenario.get(switch)) != 0.0);
        let subject = switch.subject();
        view! {
            {(!subject.is_empty()).then(|| view! { <h3>{subject}</h3> })}
            <Input of=switch />
            {when(on.into(), move || {
                let sizes = all().filter(|input| unused::is_switch_of(switch, *input));
                sizes.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>().into_any()
            })}
        }
        .into_any()
    }
    let is_switch = |input: &ParameterId| input.row().kind == model::inputs::kinds::Kind::Switch;
    in_use_as(all().filter(is_switch).collect(), limit)
}
