//! All inputs, in groups.

use super::agreement::Agreements;
use crate::components::input::Input;
use crate::state::use_state;
use leptos::prelude::*;
use model::catalogue::ACCELERATORS;
use model::parameters::{Family, Group, ParameterId};
use model::table::{Of, TRANCHES};

const TRANCHE_AMOUNT: Family = Family::of(Of::Tranche, "amount_usd");
const TRANCHE_MONTH: Family = Family::of(Of::Tranche, "month");
const TRANCHE_PROBABILITY: Family = Family::of(Of::Tranche, "probability");

/// The inputs' panel: a column on a wide screen, a sheet on a narrow one.
#[component]
pub fn InputsPanel() -> impl IntoView {
    let state = use_state();
    view! {
        <button
            type="button"
            class="open-sheet primary"
            aria-expanded=move || state.sheet_open.get().to_string()
            on:click=move |_| state.sheet_open.update(|open| *open = !*open)
        >
            {move || if state.sheet_open.get() { "Done" } else { "Inputs" }}
        </button>
        <aside class="inputs" class:open=move || state.sheet_open.get() aria-label="Inputs">
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
    let changed = move || {
        state.scenario.with(|scenario| scenario.changes().filter(|input| input.row().group == group).count())
    };
    view! {
        <section class="group" class:open=opened>
            <h2>
                <button
                    type="button"
                    aria-expanded=move || opened.get().to_string()
                    on:click=move |_| opened.update(|open| *open = !*open)
                >
                    {group.name()}
                    <span class="changed-count">
                        {move || (changed() > 0).then(|| format!(" {} changed", changed()))}
                    </span>
                    <i aria-hidden="true">{move || if opened.get() { "−" } else { "+" }}</i>
                </button>
            </h2>
            <Show when=move || opened.get()>{children()}</Show>
        </section>
    }
}

/// Inputs of a group that has no families.
#[component]
fn Plain(group: Group) -> impl IntoView {
    let inputs = ParameterId::all().filter(|input| input.row().group == group);
    inputs.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>()
}

/// The deal: tranches that have no money are folded away.
#[component]
fn Deal() -> impl IntoView {
    let state = use_state();
    let plain = ParameterId::all().filter(|input| input.row().group == Group::Deal && input.row().of == Of::Scenario);
    let plain = plain.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>();
    let tranches = (0..TRANCHES).map(|tranche| {
        let amount = TRANCHE_AMOUNT.member(tranche);
        let paid = Memo::new(move |_| state.scenario.with(|scenario| scenario.get(amount)) > 0.0);
        view! {
            <h3>{format!("Tranche {}", tranche + 1)}</h3>
            <Input of=amount />
            <Show when=move || paid.get()>
                <Input of=TRANCHE_MONTH.member(tranche) />
                <Input of=TRANCHE_PROBABILITY.member(tranche) />
            </Show>
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
    let used = Memo::new(move |_| state.outcome.with(|outcome| crate::words::chips_shown(outcome)));
    let others = RwSignal::new(false);
    let chip_inputs = |chip: usize| {
        let inputs = ParameterId::all().filter(move |input| input.row().of == Of::Chip && input.member() == chip);
        let inputs = inputs.map(|input| view! { <Input of=input /> }).collect::<Vec<_>>();
        let note = ACCELERATORS[chip].note;
        view! {
            <h3>{ACCELERATORS[chip].name}</h3>
            {(!note.is_empty()).then(|| view! { <p class="source-note">{note}</p> })}
            {inputs}
        }
    };
    let rest = move || (0..ACCELERATORS.len()).filter(|chip| !used.get().contains(chip)).collect::<Vec<_>>();
    view! {
        <For each=move || used.get() key=|chip| *chip children=move |chip| chip_inputs(chip) />
        <Input of=ParameterId::of("hardware.reference_chip") />
        <button
            type="button"
            class="quiet"
            aria-expanded=move || others.get().to_string()
            on:click=move |_| others.update(|open| *open = !*open)
        >
            {move || if others.get() { "Hide other accelerators" } else { "Other accelerators" }}
        </button>
        <Show when=move || others.get()>
            <For
                each=rest
                key=|chip| *chip
                children=move |chip| chip_inputs(chip)
            />
        </Show>
    }
}

/// Limits: a limit's size shows when it is on.
#[component]
fn Constraints() -> impl IntoView {
    let state = use_state();
    let is_switch = |input: &ParameterId| input.row().kind == model::parameters::Kind::Switch;
    let all: Vec<ParameterId> =
        ParameterId::all().filter(|input| input.row().group == Group::Constraints).collect();
    let blocks = all.iter().copied().filter(is_switch).map(|switch| {
        let on = Memo::new(move |_| state.scenario.with(|scenario| scenario.get(switch)) != 0.0);
        // A switch's sizes are those whose id begins with its own, or that belong to the same vendor.
        let sizes: Vec<ParameterId> = all
            .iter()
            .copied()
            .filter(|input| {
                !is_switch(input)
                    && input.row().of == switch.row().of
                    && input.member() == switch.member()
                    && (switch.row().of == Of::Vendor || input.id().starts_with(&switch.id()))
            })
            .collect();
        let subject = switch.subject();
        view! {
            {(!subject.is_empty()).then(|| view! { <h3>{subject}</h3> })}
            <Input of=switch />
            <Show when=move || on.get()>
                {sizes.iter().map(|input| view! { <Input of=*input /> }).collect::<Vec<_>>()}
            </Show>
        }
    });
    blocks.collect::<Vec<_>>()
}
