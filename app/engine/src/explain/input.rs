//! The explanation of an input, and the evidence for its value.

use crate::evidence;
use crate::pieces::ask;
use maud::{Markup, html};
use model::base::show::show_published;
use model::facts::accelerators::ACCELERATORS;
use model::facts::owner_costs::Explained;
use model::facts::runs::{REFERENCE_RUNS, ReferenceRun};
use model::input;
use model::inputs::evidence::{Listed, entry, entry_of};
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::record::question::Question;

/// The input's meaning; class, measure and source of its value; the baseline's value and the range of the sources.
pub(crate) fn answer(of: ParameterId, scenario: &Scenario) -> Markup {
    let changed = scenario.is_changed(of);
    let before = Scenario::of(scenario.baseline()).evidence(of);
    let range = of.fact().and_then(|fact| Some((fact.class, fact.low?, fact.high?)));
    let other = of.fact().map(|fact| fact.value).filter(|value| *value != scenario.baseline().value(of));
    let default = of.fact().and_then(entry_of);
    let [_, was] = of.show_apart(scenario.names(), [scenario.get(of), scenario.baseline().value(of)]);
    let set = entry(&format!("baseline.{}.{}", scenario.baseline().id, of.id()));
    html! {
        p data-words { (of.row().meaning) }
        (evidence::note(scenario.evidence(of)))
        p.source-note {
            "Baseline: " (asked(set.or(default), was))
            @if let Some(class) = before.class { ", " (class.word()) }
            "."
            @if let Some((class, low, high)) = range {
                // A range belongs to the value that it was given with.
                @if let Some(other) = other { " " span data-words { "Where no baseline sets it: " (of.show_in(scenario.names(), other)) "." } }
                " " (evidence::range_of(class)) (asked(default, format!("{} to {}", of.show_in(scenario.names(), low), of.show_in(scenario.names(), high)))) "."
            }
        }
        // A reader's own value has no source; the value that it replaced still has one.
        @if changed { (evidence::note(before)) }
        @if let Some(class) = before.class { p.source-note { "“" (class.word()) "”: " (class.meaning()) } }
        @if let Some(run) = run_of(of, scenario) {
            p.source-note {
                (run.name) ": " (ask(&Question::Fact(format!("run.{}", run.id)), show_published(run.flop.value, run.flop.unit).text()))
            }
            (evidence::of_fact(&run.flop))
            (evidence::confidence(Some(&run.flop)))
        }
        @if let Some((name, note)) = chip_note(of, scenario) { p.source-note data-words { "About " (name) ": " (note) } }
        @if let Some(why) = against_published(of) { p.source-note data-words { "Beside the published cost of an hour: " (why) } }
    }
}

/// A text about a fact, as a button that asks about the fact if it is listed.
fn asked(of: Option<&Listed>, words: String) -> Markup {
    html! {
        @match of {
            Some(listed) => (ask(&Question::Fact(listed.id.clone()), words)),
            None => (words),
        }
    }
}

/// The training run that the scenario names, if the input is the choice of it.
fn run_of(of: ParameterId, scenario: &Scenario) -> Option<&'static ReferenceRun> {
    // The first choice is a run of the reader's own size.
    let index = (of == input::RUN).then(|| scenario.get(of) as usize)?.checked_sub(1)?;
    REFERENCE_RUNS.get(index)
}

/// Why a chip's capital cost differs from what the published cost per hour implies, if that is explained.
fn against_published(of: ParameterId) -> Option<&'static str> {
    let chip = (of.row().scope == Scope::Chip).then(|| of.member())?;
    let explained = Explained::of(ACCELERATORS[chip].id).filter(|_| of == input::chip::CAPEX.member(chip))?;
    Some(explained.why)
}

/// A note on the chip that the input belongs to.
fn chip_note(of: ParameterId, scenario: &Scenario) -> Option<(&str, &'static str)> {
    let chip = (of.row().scope == Scope::Chip).then(|| &ACCELERATORS[of.member()])?;
    (!chip.note.is_empty()).then_some((scenario.names().accelerator(chip), chip.note))
}
