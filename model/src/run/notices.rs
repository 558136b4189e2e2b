//! What a reader must know about how the numbers were made.

use crate::base::dust::difference;
use crate::base::month::Month;
use crate::facts::accelerator::{Precision, Vendor};
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::choices::Basis;
use crate::inputs::families::{AGREEMENT_NAMES, AGREEMENTS, PHASE_NAMES, PHASES, agreement_of};
use crate::inputs::input;
use crate::inputs::names::Names;
use crate::run::chip::precision;
use crate::run::contract::ToTheEnd;
use crate::run::equity::Equity;
use crate::run::fleet::Fleet;
use crate::run::hardware::Hardware;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::rate::{Found, is_never_out_of_pocket, rate_of_return, receives_first};
use crate::run::spend::Spend;
use crate::run::supplier::Supplier;

/// Something that a reader must know about a result.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The as-of month lies beyond the months that are shown, which end before it.
    AsOfBeyond {
        /// What was asked for.
        asked: Month,
        /// The last month shown, at which figures are read.
        read: Month,
    },
    /// An accelerator lacks the precision asked for; the next wider one was used.
    WiderPrecision {
        /// The accelerator's place in the catalogue.
        chip: usize,
        /// What was asked for.
        asked: Precision,
        /// What was used.
        used: Precision,
    },
    /// An accelerator publishes no peak at the precision asked for or a wider one; it was not counted.
    NotCounted {
        /// The accelerator's place in the catalogue.
        chip: usize,
        /// What was asked for.
        asked: Precision,
    },
    /// An agreement has no size.
    NoSize(usize),
    /// A phase starts before its agreement.
    PhaseBeforeAgreement(usize),
    /// A phase is complete before it starts.
    CompleteBeforeStart(usize),
    /// A phase starts only after its agreement's end.
    PhaseAfterEnd(usize),
    /// A phase is complete only after its agreement's end, and what the agreement is worth fixes how large its fleet is.
    CompleteAfterEnd(usize),
    /// An accelerator comes only after its agreement's end.
    ChipAfterEnd {
        /// The accelerator's place in the catalogue.
        chip: usize,
        /// The agreement.
        agreement: usize,
    },
    /// A limit lets nothing run: its place, the supply of each vendor first, then power, then the budget.
    NothingRuns(usize),
    /// An agreement would run on beyond the calendar.
    BeyondCalendar(usize),
    /// An agreement's capacity is the customer's own.
    Bought(usize),
    /// An accelerator runs beyond its life.
    OldHardware {
        /// The accelerator's place in the catalogue.
        chip: usize,
        /// Months since the oldest was bought, at the end of its service.
        months: u32,
    },
    /// Buildings stand beyond their life.
    OldBuildings {
        /// Months since the first was built, at the end of the contract.
        months: u32,
    },
    /// A payment comes after the exit, counted from 1.
    AfterExit(usize),
    /// Receipts come before payments: the rate is a cost of funds.
    CostOfFunds(&'static str),
    /// Receipts always cover payments, and yet there is a rate.
    NeverOutOfPocket(&'static str),
    /// Several rates balance the flows.
    SeveralRates(&'static str, Vec<f64>),
    /// The stake grows by less than the return asked of it.
    StakeBelowItsRate,
}

/// A rate to a tenth of a per cent.
fn percent(rate: f64) -> String {
    format!("{:.1}%", rate * 100.0).replace('-', "−")
}

impl Notice {
    /// The notice in words.
    pub fn text(&self) -> String {
        self.text_in(&Names::NEUTRAL)
    }

    /// The notice in words, of a scenario with these names.
    pub fn text_in(&self, names: &Names) -> String {
        let agreement = |place: &usize| AGREEMENT_NAMES[*place].to_lowercase();
        match self {
            Notice::AsOfBeyond { asked, read } => format!(
                "{} lies beyond the months that are shown: every figure is as of {}, the last of them.",
                asked.name(),
                read.name()
            ),
            Notice::WiderPrecision { chip, asked, used } => {
                format!("{} has no {}: its compute is counted at {}.", names.chip(*chip), asked.name(), used.name())
            }
            Notice::NotCounted { chip, asked } => format!(
                "No {} peak is published for {}: its effective compute is not counted.",
                asked.name(),
                names.chip(*chip)
            ),
            Notice::NoSize(of) => format!("The {} has no size: nothing is delivered under it.", agreement(of)),
            Notice::PhaseBeforeAgreement(of) => {
                format!("Phase “{}” starts before its agreement: it starts with it.", PHASE_NAMES[*of])
            }
            Notice::CompleteBeforeStart(of) => format!(
                "Phase “{}” is complete before it starts: it is complete in the month of its start.",
                PHASE_NAMES[*of]
            ),
            Notice::PhaseAfterEnd(of) => {
                format!("Phase “{}” starts only after its agreement has ended: it delivers nothing.", PHASE_NAMES[*of])
            }
            Notice::CompleteAfterEnd(of) => format!(
                "Phase “{}” is complete only after its agreement has ended: all of the contract’s dollars then fall into the \
                 ramp, and the fleet that they plan is larger for it.",
                PHASE_NAMES[*of]
            ),
            Notice::ChipAfterEnd { chip, agreement: of } => format!(
                "{} comes only after the {} has ended: it delivers nothing under it.",
                names.chip(*chip),
                agreement(of)
            ),
            Notice::NothingRuns(limit) => format!("{} lets nothing run.", limit_name(*limit, names)),
            Notice::BeyondCalendar(of) => format!(
                "The {} would run on beyond {}: what is not delivered by then lapses.",
                agreement(of),
                Month::LAST.name()
            ),
            Notice::Bought(of) => format!(
                "The {} is bought, not rented: it counts in chips, compute and power, and none of its money is spend, \
                 commitment or contract value.",
                agreement(of)
            ),
            Notice::OldHardware { chip, months } => {
                format!(
                    "The oldest {} is {months} months old at the end, beyond its life.",
                    names.chip_behind_the(*chip)
                )
            }
            Notice::OldBuildings { months } => {
                format!("The oldest building is {months} months old at the end, beyond its life.")
            }
            Notice::AfterExit(number) => {
                format!("Payment {number} comes after the exit: it is left out of the deal’s value and return.")
            }
            Notice::CostOfFunds(what) => {
                format!("The {what} receives before it pays: its rate is a cost of funds.")
            }
            Notice::NeverOutOfPocket(what) => {
                format!("The {what} is never out of pocket: its rate says nothing of what it is worth.")
            }
            Notice::SeveralRates(what, rates) => {
                let rates: Vec<String> = rates.iter().map(|rate| percent(*rate)).collect();
                format!("Several rates balance the {what}’s flows: {}.", rates.join(", "))
            }
            Notice::StakeBelowItsRate => {
                "The stake is assumed to grow by less than the return asked of it: the deal’s \
                                          value rests on that assumption."
                    .to_owned()
            }
        }
    }
}

/// Everything that is to be said, in the order in which it is read; `cash_usd` are the flows of contract and deal.
///
/// What is said of a rate is said where there is one, and what is said of several where that is why there is none: a deal in
/// which nothing is laid out has none, whatever its flows.
#[expect(clippy::too_many_arguments, reason = "it looks at every stage, and reads only")]
pub(crate) fn notices<N: Number>(
    inputs: &Inputs<'_, N>,
    fleet: &Fleet<N>,
    spend: &Spend<N>,
    supplier: &Supplier<N>,
    hardware: &Hardware<N>,
    equity: &Equity<N>,
    to_the_end: &ToTheEnd<N>,
    cash_usd: (&[N], &[N]),
) -> Vec<Notice> {
    let asked = precision(inputs);
    let value = |of| inputs.get(of).value();
    let chosen: Vec<usize> = fleet
        .accelerators
        .iter()
        .copied()
        .filter(|chip| fleet.lots.iter().any(|lot| value(lot.chip) as usize == *chip))
        .collect();
    let mut notices: Vec<Notice> = chosen
        .iter()
        .filter_map(|&chip| match ACCELERATORS[chip].precision_used(asked) {
            Some(used) if used == asked => None,
            Some(used) => Some(Notice::WiderPrecision { chip, asked, used }),
            None => Some(Notice::NotCounted { chip, asked }),
        })
        .collect();
    let [as_of, horizon] = [input::AS_OF, input::HORIZON].map(|of| Month(value(of) as i32));
    if as_of > horizon {
        notices.insert(0, Notice::AsOfBeyond { asked: as_of, read: horizon });
    }
    let planned_end =
        |agreement: usize| value(input::agreement::START.of(agreement)) + value(input::agreement::TERM.of(agreement));
    let in_phase = |phase: usize| fleet.lots.iter().filter(move |lot| lot.phase == phase);
    for agreement in 0..AGREEMENTS.len() {
        if !fleet.lots.iter().any(|lot| lot.agreement == agreement) {
            notices.push(Notice::NoSize(agreement));
        }
    }
    for phase in (0..PHASES.len()).filter(|phase| in_phase(*phase).next().is_some()) {
        let (start, agreement) = (value(input::phase::START.of(phase)), agreement_of(phase));
        if start < value(input::agreement::START.of(agreement)) {
            notices.push(Notice::PhaseBeforeAgreement(phase));
        }
        if value(input::phase::COMPLETE.of(phase)) < start.max(value(input::agreement::START.of(agreement))) {
            notices.push(Notice::CompleteBeforeStart(phase));
        }
        if in_phase(phase).all(|lot| lot.full.value() == 0.0) {
            notices.push(Notice::PhaseAfterEnd(phase));
        } else if value(input::agreement::BASIS.of(agreement)) == f64::from(Basis::ContractValue as u8)
            && value(input::phase::COMPLETE.of(phase)) >= planned_end(agreement)
        {
            notices.push(Notice::CompleteAfterEnd(phase));
        }
    }
    for agreement in 0..AGREEMENTS.len() {
        for &chip in &chosen {
            let used = fleet
                .lots
                .iter()
                .any(|lot| lot.agreement == agreement && value(lot.chip) as usize == chip && lot.full.value() > 0.0);
            if used && ACCELERATORS[chip].available.value > spend.terms[agreement].last.value() {
                notices.push(Notice::ChipAfterEnd { chip, agreement });
            }
        }
    }
    notices.extend(fleet.stopped_by.iter().map(|place| Notice::NothingRuns(*place)));
    for agreement in 0..AGREEMENTS.len() {
        let [start, term] = [input::agreement::START, input::agreement::TERM].map(|of| value(of.of(agreement)));
        let runs_to_the_end = spend.terms[agreement].last.value() == f64::from(Month::LAST.0);
        let would_go_on = start + 2.0 * term - 1.0 > f64::from(Month::LAST.0);
        let left = fleet.terms.contract_usd[agreement].value() - spend.terms[agreement].delivered_usd.value();
        let extends = value(input::agreement::TERM_FROM_DELIVERY.of(agreement)) != 0.0;
        if extends && runs_to_the_end && would_go_on && left > 1e-9 * fleet.terms.contract_usd[agreement].value() {
            notices.push(Notice::BeyondCalendar(agreement));
        }
    }
    let sized = |agreement: &usize| spend.terms[*agreement].planned_chip_hours.value() > 0.0;
    for agreement in (0..AGREEMENTS.len()).filter(sized) {
        if value(input::agreement::BOUGHT.of(agreement)) != 0.0 {
            notices.push(Notice::Bought(agreement));
        }
    }
    let life = value(input::HARDWARE_LIFE) * 12.0;
    for &chip in &chosen {
        if let Some(cohorts) = hardware[chip].as_ref().filter(|cohorts| cohorts.oldest_months > life) {
            notices.push(Notice::OldHardware { chip, months: cohorts.oldest_months as u32 });
        }
    }
    if supplier.oldest_building_months > value(input::FACILITY_LIFE) * 12.0 {
        notices.push(Notice::OldBuildings { months: supplier.oldest_building_months as u32 });
    }
    let exit = value(input::EXIT);
    notices.extend(equity.later_than(exit).map(|number| Notice::AfterExit(number + 1)));
    let of_contract = ("contract", cash_usd.0, &to_the_end.rate);
    let of_deal = ("deal", cash_usd.1, &to_the_end.deal_rate);
    let lays_out = to_the_end.lays_out(inputs).value() > 0.0;
    for (what, flows, rate) in std::iter::once(of_contract).chain(lays_out.then_some(of_deal)) {
        let flows: Vec<f64> = flows.iter().map(|usd| usd.value()).collect();
        match rate.kind.value() {
            Found::ONE if receives_first(&flows) => notices.push(Notice::CostOfFunds(what)),
            Found::ONE if is_never_out_of_pocket(&flows) => notices.push(Notice::NeverOutOfPocket(what)),
            Found::SEVERAL => {
                if let Found::Several(rates) = rate_of_return(&flows) {
                    notices.push(Notice::SeveralRates(what, rates));
                }
            }
            _ => {}
        }
    }
    let grows = (1.0 + value(input::VALUATION_CHANGE)) * (1.0 - value(input::DILUTION)) - 1.0;
    let pays = (0..equity.invested_usd.len()).any(|m| m as f64 <= exit && equity.invested_usd[m].value() > 0.0);
    if pays && difference(grows, value(input::EQUITY_RATE)) < 0.0 {
        notices.push(Notice::StakeBelowItsRate);
    }
    notices
}

/// The name of each limit where it lets nothing run, in a scenario with these names.
fn limit_name(place: usize, names: &Names) -> String {
    match Vendor::ALL.get(place) {
        Some(Vendor::Other) => format!("The supply of {}", names.chips_of_in_sentence(Vendor::Other)),
        Some(vendor) => format!("The supply of {}", vendor.name()),
        None if place == Vendor::ALL.len() => "The power limit".to_owned(),
        None => "The budget".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::accelerator::Accelerator;
    use crate::inputs::baselines::Baseline;
    use crate::inputs::scenario::Scenario;
    use crate::run::outcome::run;

    #[test]
    fn a_stake_that_grows_by_what_is_asked_of_it_has_no_notice() {
        let warns = |rate: f64, growth: f64| {
            let mut scenario = Scenario::of(Baseline::first());
            for (input, value) in
                [(input::EQUITY_RATE, rate), (input::VALUATION_CHANGE, growth), (input::DILUTION, 0.0)]
            {
                scenario.set(input, value).expect("it may stand there");
            }
            run(&scenario).notices.contains(&Notice::StakeBelowItsRate)
        };
        for rate in [0.1, 0.15, 0.2, 0.35, 0.4] {
            assert!(!warns(rate, rate), "{rate}");
            assert!(warns(rate, rate - 0.001), "{rate}");
        }
    }

    #[test]
    fn the_own_chip_is_called_so_behind_an_article() {
        let chip = ACCELERATORS.iter().position(Accelerator::is_own).expect("it is the last");
        let text = Notice::OldHardware { chip, months: 80 }.text();
        assert!(text.starts_with("The oldest own chip is 80 months old"), "{text}");
    }
}
