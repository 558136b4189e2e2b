//! All inputs, in groups.

use super::agreement::Agreements;
use crate::components::input::Input;
use crate::components::skip::Skip;
use crate::state::use_state;
use crate::view::{flag, kept_flag, kept_text, text, when};
use leptos::prelude::*;
use model::facts::accelerators::ACCELERATORS;
use model::input;
use model::inputs::families::{Scope, TRANCHES};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Group;

/// The groups, by the ids of their headings.
const GROUPS: [(&str, &str); 7] = [
    ("group-deal", Group::Deal.name()),
    ("group-agreements", Group::Agreements.name()),
    ("group-hardware", Group::Hardware.name()),
    ("group-operations", Group::Operations.name()),
    ("group-constraints", Group::Constraints.name()),
    ("group-supplier", Group::Supplier.name()),
    ("group-workload", Group::Workload.name()),
];

/// The inputs' panel: a column on a wide screen, a sheet on a narrow one.
#[component]
pub fn InputsPanel() -> impl IntoView {
    let state = use_state();
    view! {
        <button
            type="button"
            class="open-sheet primary"
            aria-expanded=text(move || state.sheet_open.get().to_string())
            on:click=move |_| state.sheet_open.update(|open| *open = !*open)
        >
            {text(move || if state.sheet_open.get() { "Done" } else { "Inputs" })}
        </button>
        <aside class="inputs" id="inputs" tabindex="-1" class:open=flag(move || state.sheet_open.get()) aria-label="Inputs">
            <Skip name="Skip to a group" to=&GROUPS />
            <Section group=Group::Deal open=true>
                <Deal />
            </Section>
            <Section group=Group::Agreements open=true>
                <Agreements />
            </Section>
            <Section group=Group::Hardware open=false>
                <Hardware />
            </Section>
            <Section group=Group::Operations open=false>
                <Plain group=Group::Operations />
            </Section>
            <Section group=Group::Constraints open=false>
                <Constraints />
            </Section>
            <Section group=Group::Supplier open=false>
                <Plain group=Group::Supplier />
            </Section>
            <Section group=Group::Workload open=false>
                <Plain group=Group::Workload />
            </Section>
        </aside>
    }
}

/// A group that opens and closes; its inputs are made when it is first opened.
#[component]
pub fn Section(
    /// Which group.
    group: Group,
    /// Whether it is open at first.
    open: bool,
    /// Its inputs.
    children: ChildrenFn,
) -> impl IntoView {
    let state = use_state();
    let opened = RwSignal::new(open);
    let changed =
        move || state.scenario.with(|scenario| scenario.changes().filter(|input| input.row().group == group).count());
    view! {
        <section class="group" class:open=flag(move || opened.get())>
            <h2>
                <button
                    type="button"
                    id=GROUPS.iter().find(|(_, name)| *name == group.name()).map(|(id, _)| *id)
                    aria-expanded=text(move || opened.get().to_string())
                    on:click=move |_| opened.update(|open| *open = !*open)
                >
                    {group.name()}
                    <span class="changed-count">
                        {text(move || match changed() {
                            0 => String::new(),
                            count => format!(" {count} changed"),
                        })}
                    </span>
                    <i aria-hidden="true">{text(move || if opened.get() { "−" } else { "+" })}</i>
                </button>
            </h2>
            {when(opened.into(), move || children().into_any())}
        </section>
    }
}

/// Inputs of a group that has no families.
#[component]
fn Plain(group: Group) -> impl IntoView {
    // The slip stands with the phases that it moves.
    let inputs = ParameterId::all().filter(|input| input.row().group == group && *input != input::SLIP);
    inputs.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>()
}

/// The deal: tranches that have no money are folded away.
#[component]
fn Deal() -> impl IntoView {
    let state = use_state();
    let plain =
        ParameterId::all().filter(|input| input.row().group == Group::Deal && input.row().scope == Scope::Scenario);
    let plain = plain.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>();
    let tranches = (0..TRANCHES).map(|tranche| {
        let amount = input::tranche::AMOUNT.member(tranche);
        let paid = kept_flag(move || state.scenario.with(|scenario| scenario.get(amount)) > 0.0);
        view! {
            <h3>{format!("Tranche {}", tranche + 1)}</h3>
            <Input of=amount />
            {when(paid.into(), move || view! {
                <Input of=input::tranche::MONTH.member(tranche) />
                <Input of=input::tranche::PROBABILITY.member(tranche) />
            }.into_any())}
        }
    });
    let tranches = tranches.collect::<Vec<_>>();
    view! {
        {tranches}
        <h3>"Round and return"</h3>
        {plain}
    }
}

/// Chips of the scenario first; the others on demand.
#[component]
fn Hardware() -> impl IntoView {
    let state = use_state();
    // One character a chip: its index in the catalogue.
    let used = kept_text(move || {
        let chips = state.read(figures::sentences::chips_shown);
        chips.into_iter().map(|chip| char::from(chip as u8)).collect::<String>()
    });
    // A block a chip: one that comes or goes leaves the others as they are.
    let chips = move |shown: bool| {
        let blocks = (0..ACCELERATORS.len()).map(|chip| {
            let is_shown = flag(move || used.with(|used| used.contains(char::from(chip as u8))) == shown);
            when(is_shown, move || chip_inputs(chip)).into_any()
        });
        blocks.collect::<Vec<_>>()
    };
    let others = RwSignal::new(false);
    fn chip_inputs(chip: usize) -> AnyView {
        let inputs = ParameterId::all().filter(move |input| input.row().scope == Scope::Chip && input.member() == chip);
        let inputs = inputs.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>();
        view! {
            <h3>{ACCELERATORS[chip].name}</h3>
            {inputs}
        }
        .into_any()
    }
    view! {
        {chips(true)}
        <Input of=input::REFERENCE_CHIP />
        <button
            type="button"
            class="quiet"
            aria-expanded=text(move || others.get().to_string())
            on:click=move |_| others.update(|open| *open = !*open)
        >
            {text(move || if others.get() { "Hide other accelerators" } else { "Other accelerators" })}
        </button>
        {when(others.into(), move || chips(false).into_any())}
    }
}

/// Limits: a limit's size shows when it is on.
#[component]
fn Constraints() -> impl IntoView {
    let state = use_state();
    let is_switch = |input: &ParameterId| input.row().kind == model::inputs::kinds::Kind::Switch;
    let all: Vec<ParameterId> = ParameterId::all().filter(|input| input.row().group == Group::Constraints).collect();
    let blocks = all.iter().copied().filter(is_switch).map(|switch| {
        let on = kept_flag(move || state.scenario.with(|scenario| scenario.get(switch)) != 0.0);
        // A switch's sizes are those whose id begins with its own, or that belong to the same vendor.
        let sizes: Vec<ParameterId> = all
            .iter()
            .copied()
            .filter(|input| {
                !is_switch(input)
                    && input.row().scope == switch.row().scope
                    && input.member() == switch.member()
                    && (switch.row().scope == Scope::Vendor || input.id().starts_with(&switch.id()))
            })
            .collect();
        let subject = switch.subject();
        view! {
            {(!subject.is_empty()).then(|| view! { <h3>{subject}</h3> })}
            <Input of=switch />
            {when(on.into(), move || {
                sizes.iter().map(|input| view! { <Input of=*input /> }).collect::<Vec<_>>().into_any()
            })}
        }
    });
    blocks.collect::<Vec<_>>()
}
