//! What of the contracts is delivered, what is not, and why.

use super::names::{Mood, in_sentence};
use super::{shown, told, value};
use crate::span::{Sentence, Span, text};
use model::base::month::Month;
use model::facts::accelerator::Vendor;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::binding::Binding;
use model::run::notices::Notice;
use model::run::outcome::{Outcome, run};
use model::{input, metric};

/// Sums below this are not mentioned, USD: a thousandth of a billion.
const LEAST_USD: f64 = 1e6;

/// How far delivery is behind the plan at the as-of month, and how much of the contracts is never delivered.
pub fn shortfall(outcome: &Outcome) -> Sentence {
    let mut spans = delivered(outcome);
    if value(outcome, metric::UNUSED_TO_DATE).is_some_and(|usd| usd >= LEAST_USD) {
        spans.push(text(format!(" By {} ", outcome.as_of.name())));
        spans.extend([told(outcome, metric::UNUSED_TO_DATE), text(" of what is there was neither used nor paid for.")]);
    }
    spans
}

fn delivered(outcome: &Outcome) -> Sentence {
    let is_told = |of| value(outcome, of).is_some_and(|usd| usd >= LEAST_USD);
    if !is_told(metric::UNDELIVERED) {
        return all_delivered(outcome);
    }
    let mut spans = vec![text(format!("By {} ", outcome.as_of.name()))];
    let (is_behind, has_lapsed) = (is_told(metric::SHORTFALL_TO_DATE), is_told(metric::LAPSED));
    if is_behind {
        spans.extend([text("spending is "), told(outcome, metric::SHORTFALL_TO_DATE), text(" behind plan")]);
    }
    // An agreement that has ended is no longer behind: what it did not deliver has lapsed.
    match (is_behind, has_lapsed) {
        (false, false) => spans.push(text("spending is on plan")),
        (true, true) => spans.push(text(" and ")),
        _ => {}
    }
    if has_lapsed {
        spans.push(of_all(outcome, metric::LAPSED));
        if outcome.end.is_some_and(|end| outcome.as_of >= end) {
            spans.extend([text(" of the "), told(outcome, metric::COMMITMENT), text(" has lapsed undelivered.")]);
            return spans;
        }
        spans.push(text(" has lapsed undelivered"));
    }
    spans.extend([
        text("; over the terms "),
        of_all(outcome, metric::UNDELIVERED),
        text(" of the "),
        told(outcome, metric::COMMITMENT),
        text(" stays undelivered."),
    ]);
    spans
}

/// What is missing of the contracts, before "of the $138bn": "nearly all" if the two display as the same number but
/// differ.
fn of_all(outcome: &Outcome, missing: MetricId) -> Span {
    let reads_same = shown(outcome, missing) == shown(outcome, metric::COMMITMENT);
    let rest = value(outcome, metric::COMMITMENT).zip(value(outcome, missing)).map(|(all, part)| all - part);
    match rest {
        Some(usd) if reads_same && usd >= LEAST_USD => text("nearly all"),
        _ => told(outcome, missing),
    }
}

fn all_delivered(outcome: &Outcome) -> Sentence {
    let has_size = value(outcome, metric::COMMITMENT).is_some_and(|usd| usd > 0.0);
    match has_size {
        true => vec![
            text("All of the "),
            told(outcome, metric::COMMITMENT),
            text(" of contracts is delivered over the terms."),
        ],
        false if outcome.notices.iter().any(|notice| matches!(notice, Notice::Bought(_))) => {
            vec![text("All capacity is bought: nothing is rented under a contract.")]
        }
        false => vec![text("No contract has a size.")],
    }
}

/// "What OpenAI bought costs it $16bn by December 2027, at the agreement’s price; it is not drawn." `None` if it
/// bought nothing.
pub fn bought(scenario: &Scenario, outcome: &Outcome) -> Option<Sentence> {
    value(outcome, metric::OWN_COST_TO_DATE).filter(|usd| *usd > 0.0)?;
    Some(vec![
        text(format!("What {} bought costs it ", in_sentence(scenario.baseline().company))),
        told(outcome, metric::OWN_COST_TO_DATE),
        text(format!(" by {}, at the agreement’s price; it is not drawn.", outcome.as_of.name())),
    ])
}

/// "Power keeps $20.5bn of the $138bn from being delivered." Empty if everything is delivered.
pub(super) fn undelivered(scenario: &Scenario, outcome: &Outcome) -> Sentence {
    let never_usd = value(outcome, metric::UNDELIVERED).unwrap_or(0.0);
    if never_usd < LEAST_USD {
        return Vec::new();
    }
    let without = Without::of(scenario);
    let (causes, several) = withheld_by((scenario, outcome), never_usd, &without);
    let npv_of = |of: &Outcome| value(of, metric::CONTRACT_NPV);
    let shrinks_loss =
        npv_of(outcome).zip(without.all().and_then(npv_of)).is_some_and(|(npv, free)| free < npv && npv < 0.0);
    let keeps = match several {
        _ if Mood::of(scenario, outcome).is_supposed() => "would keep",
        true => "keep",
        false => "keeps",
    };
    vec![
        text(format!("{causes} {keeps} ")),
        of_all(outcome, metric::UNDELIVERED),
        text(" of the "),
        told(outcome, metric::COMMITMENT),
        text(" from being delivered"),
        // A loss that becomes smaller this way is not called a gain.
        text(if shrinks_loss { ", which makes the loss smaller." } else { "." }),
    ]
}

/// The possible causes of missing delivery, each with the inputs that are 0 if it is absent.
const WITHHOLDING: [(&str, &[ParameterId]); 4] = [
    ("power", &[input::POWER_LIMITED]),
    ("the budget", &[input::BUDGET_LIMITED]),
    ("the vendor’s supply", &SUPPLY_LIMITED),
    ("the slip", &[input::SLIP]),
];

const SUPPLY_LIMITED: [ParameterId; Vendor::ALL.len()] = {
    let family = input::vendor::SUPPLY_LIMITED;
    [family.member(0), family.member(1), family.member(2), family.member(3), family.member(4)]
};

/// The outcomes of a scenario without the causes of missing delivery that it has.
struct Without {
    /// Without each of them alone, by name.
    each: Vec<(&'static str, Outcome)>,
    /// Without all of them, if there are several; a single one is in `each`.
    several: Option<Outcome>,
}

impl Without {
    fn of(scenario: &Scenario) -> Without {
        let is_on = |inputs: &[ParameterId]| inputs.iter().any(|input| scenario.get(*input) != 0.0);
        let without = |inputs: &mut dyn Iterator<Item = &ParameterId>| {
            run(&inputs.fold(scenario.clone(), |without, input| without.with_nearest(*input, 0.0)))
        };
        let on = WITHHOLDING.into_iter().filter(|(_, inputs)| is_on(inputs));
        let each: Vec<_> = on.clone().map(|(name, inputs)| (name, without(&mut inputs.iter()))).collect();
        let several = (each.len() > 1).then(|| without(&mut on.flat_map(|(_, inputs)| inputs)));
        Without { each, several }
    }

    /// The outcome without any of them; `None` if there are none.
    fn all(&self) -> Option<&Outcome> {
        self.several.as_ref().or_else(|| self.each.first().map(|(_, only)| only))
    }
}

/// "Power and the slip": the causes without which more would be delivered, and whether there are several.
fn withheld_by(of: (&Scenario, &Outcome), never_usd: f64, without: &Without) -> (String, bool) {
    // A cause of less than a hundredth is not mentioned.
    let matters = |usd: f64| usd > 0.01 * never_usd;
    let never_in = |of: &Outcome| value(of, metric::UNDELIVERED).unwrap_or(0.0);
    let helps = |(_, without): &&(&str, Outcome)| matters(never_usd - never_in(without));
    let mut causes: Vec<&str> = without.each.iter().filter(helps).map(|(name, _)| *name).collect();
    let left = without.all().map_or(never_usd, never_in);
    // If each of several causes alone would have the same effect, all are named.
    if causes.is_empty() && matters(never_usd - left) {
        causes = without.each.iter().map(|(name, _)| *name).collect();
    }
    if matters(left) {
        let is_late = is_sold_late(of.0, without.all().unwrap_or(of.1));
        let late = if is_late { "the late arrival of the chips" } else { "dates after an agreement’s end" };
        causes.insert(0, late);
    }
    let several = causes.len() > 1 || causes.iter().any(|cause| cause.starts_with("dates"));
    let mut causes = causes.join(" and ");
    causes[..1].make_ascii_uppercase();
    (causes, several)
}

/// Whether chips are on sale too late for their phases, whatever else withholds them and however few months are shown.
/// That is decided by `free`, the outcome without the other causes, or by a run of it to the end of the calendar.
fn is_sold_late(scenario: &Scenario, free: &Outcome) -> bool {
    let says_so = |outcome: &Outcome| {
        outcome.binding().contains(&Binding::Availability)
            || outcome.notices.iter().any(|notice| matches!(notice, Notice::ChipAfterEnd { .. }))
    };
    let to_the_end = || {
        let withholding = WITHHOLDING.into_iter().flat_map(|(_, inputs)| inputs);
        let free = withholding.fold(scenario.clone(), |free, input| free.with_nearest(*input, 0.0));
        run(&free.with_nearest(input::HORIZON, f64::from(Month::LAST.0)))
    };
    says_so(free) || says_so(&to_the_end())
}

#[cfg(test)]
mod tests {
    use super::super::tests::sentence;
    use super::*;
    use crate::span::plain;
    use model::base::show::show;
    use model::base::units::Unit;
    use model::inputs::baselines::Baseline;
    use tests_shared::scenarios::first_with;

    #[test]
    fn what_is_not_delivered_names_who_withholds_it() {
        let power = ("limit.power", "on");
        let few = [power, ("limit.power_start_watts", "0.25e9"), ("limit.power_added_watts_per_year", "0.1e9")];
        let short = first_with(&few);
        let outcome = run(&short);
        let usd = |id: &str| shown(&outcome, MetricId::parse(id).expect(id));
        let (never, so_far) = (usd("undelivered_usd"), usd("shortfall_to_date_usd"));
        assert!(value(&outcome, metric::UNDELIVERED) > Some(1e9), "{never}");
        let said = sentence(&short);
        assert!(said.ends_with(&format!(". Power would keep {never} of the $48bn from being delivered.")), "{said}");
        assert_eq!(
            plain(&shortfall(&outcome)),
            format!(
                "By December 2027 spending is {so_far} behind plan; over the terms {never} of the $48bn stays undelivered."
            )
        );
        let late = first_with(&[few[0], few[1], few[2], ("operations.slip_months", "6")]);
        assert!(sentence(&late).contains(". Power and the slip would keep $"), "{}", sentence(&late));
        let slips = first_with(&[("operations.slip_months", "6")]);
        assert!(sentence(&slips).contains(". The slip would keep $"), "{}", sentence(&slips));
        // The power runs out only after the months that are shown.
        let later = first_with(&[power, ("limit.power_start_watts", "1.2e9"), ("view.horizon", "2026-12")]);
        if value(&run(&later), metric::UNDELIVERED) > Some(1e6) {
            assert!(sentence(&later).contains(". Power would keep $"), "{}", sentence(&later));
        }
    }

    /// "$138bn of the $138bn" once said that nothing is delivered, although $30m is.
    #[test]
    fn what_little_is_delivered_is_not_denied() {
        let link = "2.pb.k0T1-kaN0.HM4334N1095T1R3067I4762V395G6425.0lc95l4";
        let scenario = model::share::permalink::read(link).expect("a link").scenario;
        let said = sentence(&scenario);
        assert!(said.contains(" would keep nearly all of the $138bn from being delivered"), "{said}");
    }

    #[test]
    fn nothing_is_said_when_all_is_delivered() {
        let first = Scenario::of(Baseline::first());
        assert!(!sentence(&first).contains("deliver"), "{}", sentence(&first));
        assert_eq!(plain(&shortfall(&run(&first))), "All of the $48bn of contracts is delivered over the terms.");
        let none = first_with(&[("agreement.base.value_usd", "0"), ("agreement.expansion.value_usd", "0")]);
        assert_eq!(plain(&shortfall(&run(&none))), "No contract has a size.");
    }

    #[test]
    fn what_is_there_and_not_paid_for_is_said() {
        let mut unused = Scenario::of(Baseline::by_id("anthropic-trainium").expect("it is there"));
        unused.set_text(ParameterId::parse("agreement.base.usage").expect("it is there"), "0").expect("in range");
        let said = plain(&shortfall(&run(&unused)));
        assert!(said.contains(" was neither used nor paid for."), "{said}");
        assert!(!plain(&shortfall(&run(&first_with(&[])))).contains("neither used"));
    }

    #[test]
    fn dates_after_an_agreements_end_are_no_limit() {
        let mut short = Scenario::of(Baseline::by_id("anthropic-tpu").expect("it is there"));
        short.set_text(ParameterId::parse("agreement.base.term_months").expect("it is there"), "1").expect("in range");
        let said = sentence(&short);
        assert!(said.contains("Dates after an agreement’s end keep $"), "{said}");
    }

    /// A chip that is on sale late is named even if the months shown end before it would have been needed, or a slip
    /// hides it.
    #[test]
    fn the_date_of_sale_is_named_whatever_is_shown() {
        for horizon in ["2026-10", "2027-12"] {
            let changes =
                [("phase.expansion.chip_a", "trainium4"), ("view.as_of", "2026-10"), ("view.horizon", horizon)];
            let said = sentence(&first_with(&changes));
            assert!(said.contains(". The late arrival of the chips would keep $"), "{horizon}: {said}");
        }
        let amd = Scenario::of(Baseline::by_id("openai-amd").expect("it is there")).with_nearest(input::SLIP, 36.0);
        assert!(sentence(&amd).contains("The late arrival of the chips and the slip "), "{}", sentence(&amd));
    }

    /// Only causes without which more would be delivered are named, not every limit that is switched on.
    #[test]
    fn only_what_withholds_is_named() {
        let of = |changes: &[(&str, &str)]| sentence(&first_with(changes));
        let power =
            [("limit.power", "on"), ("limit.power_start_watts", "0"), ("limit.power_added_watts_per_year", "0")];
        let nothing_runs = of(&[&power[..], &[("operations.slip_months", "6")]].concat());
        assert!(nothing_runs.contains("Power would keep $48bn of the $48bn from being delivered"), "{nothing_runs}");
        let late = of(&[
            ("phase.immediate.start", "2035-01"),
            ("phase.full.start", "2035-01"),
            ("operations.slip_months", "1"),
        ]);
        assert!(late.contains("Dates after an agreement’s end would keep "), "{late}");
    }

    #[test]
    fn a_loss_that_shrinks_with_what_is_delivered_says_so() {
        let cheap = ("agreement.base.discount", "0.9");
        let of = |changes: &[(&str, &str)]| {
            let mut scenario = Scenario::of(Baseline::by_id("all-nvidia").expect("it is frozen"));
            changes
                .iter()
                .for_each(|(id, value)| scenario.set_text(ParameterId::parse(id).expect(id), value).expect(id));
            (sentence(&scenario), run(&scenario).metrics.get(metric::CONTRACT_NPV).expect("a contract"))
        };
        let [(_, all), (said, slipped)] = [&[cheap][..], &[cheap, ("operations.slip_months", "12")]].map(of);
        assert!(all < slipped && slipped < 0.0, "{all} {slipped}");
        assert!(said.contains(" from being delivered, which makes the loss smaller."), "{said}");
        let (gain, _) = of(&[("operations.slip_months", "12")]);
        assert!(gain.contains("from being delivered.") && !gain.contains("loss smaller"), "{gain}");
    }

    #[test]
    fn what_is_bought_is_no_spend_and_is_not_free() {
        let mut scenario = Scenario::of(Baseline::by_id("openai-amd").expect("it is frozen"));
        scenario.set_text(ParameterId::parse("agreement.base.bought").expect("an input"), "on").expect("a switch");
        let outcome = run(&scenario);
        let cost = show(value(&outcome, metric::OWN_COST_TO_DATE).expect("it runs"), Unit::Usd).text();
        let said = sentence(&scenario);
        assert!(said.contains(&format!("OpenAI would have spent {cost} on capacity of its own.")), "{said}");
        assert_eq!(plain(&shortfall(&outcome)), "All capacity is bought: nothing is rented under a contract.");
        let note = bought(&scenario, &outcome).map(|note| plain(&note)).expect("a note");
        assert!(note.contains(&cost) && note.contains("it is not drawn"), "{note}");
        assert_eq!(bought(&first_with(&[]), &run(&first_with(&[]))), None);
    }

    #[test]
    fn what_lapsed_is_not_on_plan() {
        let slipped = ("operations.slip_months", "12");
        let later = first_with(&[slipped, ("view.horizon", "2034-12"), ("view.as_of", "2032-10")]);
        let outcome = run(&later);
        let lapsed = shown(&outcome, metric::LAPSED);
        let said = plain(&shortfall(&outcome));
        assert_eq!(said, format!("By October 2032 {lapsed} of the $48bn has lapsed undelivered."));
    }
}
