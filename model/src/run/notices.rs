//! Notices: what a reader must know about how a run's numbers were made before trusting them.

use crate::base::dust::difference;
use crate::base::month::Month;
use crate::base::words::in_a_row;
use crate::facts::accelerator::{Precision, Vendor};
use crate::facts::accelerators::ACCELERATORS;
use crate::inputs::choices::Basis;
use crate::inputs::families::{AGREEMENT_NAMES, AGREEMENTS, PHASE_NAMES, PHASES, agreement_of};
use crate::inputs::input::{self, ParameterId};
use crate::inputs::names::Names;
use crate::run::chip::precision;
use crate::run::contract::{Rate, ToTheEnd};
use crate::run::equity::Equity;
use crate::run::fleet::Fleet;
use crate::run::hardware::Hardware;
use crate::run::inputs::Inputs;
use crate::run::number::Number;
use crate::run::plan::Lot;
use crate::run::rate::{Found, is_cost_of_funds, is_never_out_of_pocket, rate_of_return};
use crate::run::spend::Spend;
use crate::run::supplier::Supplier;
use crate::run::term::undelivered_usd;

/// A caution about a result. Agreements and phases are given by their index in [`AGREEMENTS`] and [`PHASES`].
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The as-of month lies beyond the last month that charts show, so figures are read at that last month.
    AsOfBeyond {
        /// The month that was asked for.
        asked: Month,
        /// The last month shown, at which figures are read.
        read: Month,
    },
    /// An accelerator lacks the precision asked for; the next wider one was used.
    WiderPrecision {
        /// The accelerator's index in the catalogue.
        chip: usize,
        /// The precision that was asked for.
        asked: Precision,
        /// The precision that was used.
        used: Precision,
    },
    /// An accelerator publishes no peak at the precision asked for or at a wider one, so its compute is not counted.
    NotCounted {
        /// The accelerator's index in the catalogue.
        chip: usize,
        /// The precision that was asked for.
        asked: Precision,
    },
    /// An agreement delivers nothing because its size is zero.
    NoSize(usize),
    /// A phase starts before its agreement does; the model starts it with the agreement.
    PhaseBeforeAgreement(usize),
    /// A phase is complete before it starts; the model completes it in the month of its start.
    CompleteBeforeStart(usize),
    /// A phase starts only after its agreement has ended, so it delivers nothing.
    PhaseAfterEnd(usize),
    /// A phase is complete only after its agreement has ended. The agreement is sized by its dollars, so all of them
    /// fall into the ramp and the planned fleet is larger.
    CompleteAfterEnd(usize),
    /// An accelerator goes on sale only after its agreement has ended.
    ChipAfterEnd {
        /// The accelerator's index in the catalogue.
        chip: usize,
        /// The agreement's index.
        agreement: usize,
    },
    /// A limit lets no chip run. Limits are numbered: the supply of each vendor in the order of [`Vendor::ALL`], then
    /// power, then the budget.
    NothingRuns(usize),
    /// An agreement that lasts until its value is delivered would run beyond the calendar's last month.
    BeyondCalendar(usize),
    /// The customer buys an agreement's capacity instead of renting it.
    Bought(usize),
    /// An accelerator serves beyond the life over which it is written off.
    OldHardware {
        /// The accelerator's index in the catalogue.
        chip: usize,
        /// Age of the oldest chip at the end of its service, in months.
        months: u32,
    },
    /// Buildings are used beyond the life over which they are written off.
    OldBuildings {
        /// Age of the oldest building at the end of the contract, in months.
        months: u32,
    },
    /// A payment of the investor, counted from 1, comes after the exit and is left out of the deal's value.
    AfterExit(usize),
    /// A chip vendor's warrants vest on the power of accelerators from several vendors.
    WarrantsOnSeveral(Vec<Vendor>),
    /// The flows named here, "contract" or "deal", receive before they pay, so their rate is a cost of funds.
    CostOfFunds(&'static str),
    /// The running sum of the flows named here never goes negative, and yet a rate balances them; it says nothing about
    /// their worth.
    NeverOutOfPocket(&'static str),
    /// Several rates balance the flows named here; the rates are fractions a year.
    SeveralRates(&'static str, Vec<f64>),
    /// The stake is assumed to grow by less than the yearly return that is asked of it.
    StakeBelowItsRate,
}

/// What the rate of return of some flows means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateSays {
    /// The return that an outlay earns.
    Return,
    /// The cost of money that is received before it is paid back.
    CostOfFunds,
    /// Nothing: receipts to date always cover payments to date.
    Nothing,
}

impl RateSays {
    /// The meaning of the rate of "contract" or "deal", according to a run's notices.
    pub(crate) fn of(what: &str, notices: &[Notice]) -> RateSays {
        let said = notices.iter().find_map(|notice| match notice {
            Notice::CostOfFunds(of) if *of == what => Some(RateSays::CostOfFunds),
            Notice::NeverOutOfPocket(of) if *of == what => Some(RateSays::Nothing),
            _ => None,
        });
        said.unwrap_or(RateSays::Return)
    }
}

/// The name by which notices call the contract's flows.
pub(crate) const CONTRACT: &str = "contract";
/// How the deal is called in notices on its rate.
pub(crate) const DEAL: &str = "deal";

/// A fraction as a percentage with one decimal place.
fn percent(rate: f64) -> String {
    format!("{:.1}%", rate * 100.0).replace('-', "−")
}

impl Notice {
    /// The notice as a sentence, with neutral names for the parties and chips.
    pub fn text(&self) -> String {
        self.text_in(&Names::NEUTRAL)
    }

    /// The notice as a sentence, with the names that a scenario gives to its parties and chips.
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
            Notice::WarrantsOnSeveral(vendors) => {
                let makers: Vec<&str> = vendors.iter().map(|vendor| maker(*vendor, names)).collect();
                format!(
                    "The warrants vest on all power that comes online, whoever made the chips: here {}.",
                    in_a_row(&makers)
                )
            }
            Notice::CostOfFunds(what) => {
                format!("The {what}’s receipts come before its payments on average: its rate is a cost of funds.")
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

/// The stages of a run that notices are derived from.
pub(crate) struct Stages<'a, N: Number> {
    pub(crate) inputs: &'a Inputs<'a, N>,
    pub(crate) fleet: &'a Fleet<N>,
    pub(crate) spend: &'a Spend<N>,
    pub(crate) supplier: &'a Supplier<N>,
    pub(crate) hardware: &'a Hardware<N>,
    pub(crate) equity: &'a Equity<N>,
    pub(crate) to_the_end: &'a ToTheEnd<N>,
    /// The supplier's cash from the contract, month by month, USD.
    pub(crate) contract_usd: &'a [N],
    /// The investor's cash from the deal, month by month, USD.
    pub(crate) deal_usd: &'a [N],
}

impl<N: Number> Stages<'_, N> {
    /// All notices, in the order in which they are shown.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let chosen = self.chosen();
        let mut notices = self.of_months();
        notices.extend(self.of_precision(&chosen));
        notices.extend(self.of_phases());
        notices.extend(self.of_chips_after_the_end(&chosen));
        notices.extend(self.fleet.stopped_by.iter().map(|place| Notice::NothingRuns(*place)));
        notices.extend((0..AGREEMENTS.len()).filter(|at| self.is_beyond_the_calendar(*at)).map(Notice::BeyondCalendar));
        notices.extend((0..AGREEMENTS.len()).filter(|at| self.is_bought(*at)).map(Notice::Bought));
        notices.extend(self.of_age(&chosen));
        let after_exit = self.equity.later_than(self.value(input::EXIT));
        notices.extend(after_exit.map(|number| Notice::AfterExit(number + 1)));
        notices.extend(self.of_warrants(&chosen));
        notices.extend(self.of_rates());
        notices.extend(self.stake_grows_below_its_rate().then_some(Notice::StakeBelowItsRate));
        notices
    }

    fn value(&self, of: ParameterId) -> f64 {
        self.inputs.get(of).value()
    }

    /// The chips that at least one lot uses, in the order of their table.
    fn chosen(&self) -> Vec<usize> {
        let has_lot = |chip: &usize| self.fleet.lots.iter().any(|lot| self.value(lot.chip) as usize == *chip);
        self.fleet.accelerators.iter().copied().filter(has_lot).collect()
    }

    /// The lots of a chip whose planned number of chips is above zero.
    fn lots_in_use(&self, chip: usize) -> impl Iterator<Item = &Lot<N>> {
        self.fleet.lots.iter().filter(move |lot| self.value(lot.chip) as usize == chip && lot.full.value() > 0.0)
    }

    fn of_months(&self) -> Vec<Notice> {
        let [asked, read] = [input::AS_OF, input::HORIZON].map(|of| Month(self.value(of) as i32));
        if asked > read { vec![Notice::AsOfBeyond { asked, read }] } else { Vec::new() }
    }

    fn of_precision(&self, chosen: &[usize]) -> impl Iterator<Item = Notice> {
        let asked = precision(self.inputs);
        chosen.iter().filter_map(move |&chip| match ACCELERATORS[chip].precision_used(asked) {
            Some(used) if used == asked => None,
            Some(used) => Some(Notice::WiderPrecision { chip, asked, used }),
            None => Some(Notice::NotCounted { chip, asked }),
        })
    }

    /// Notices about agreements without a size and phases whose months do not fit.
    fn of_phases(&self) -> Vec<Notice> {
        let has_lot = |agreement: &usize| self.fleet.lots.iter().any(|lot| lot.agreement == *agreement);
        let mut notices: Vec<Notice> =
            (0..AGREEMENTS.len()).filter(|agreement| !has_lot(agreement)).map(Notice::NoSize).collect();
        let in_phase = |phase: usize| self.fleet.lots.iter().filter(move |lot| lot.phase == phase);
        for phase in (0..PHASES.len()).filter(|phase| in_phase(*phase).next().is_some()) {
            let agreement = agreement_of(phase);
            let [start, complete] = [input::phase::START, input::phase::COMPLETE].map(|of| self.value(of.of(phase)));
            let [begins, term] =
                [input::agreement::START, input::agreement::TERM].map(|of| self.value(of.of(agreement)));
            if start < begins {
                notices.push(Notice::PhaseBeforeAgreement(phase));
            }
            if complete < start.max(begins) {
                notices.push(Notice::CompleteBeforeStart(phase));
            }
            let by_value = self.value(input::agreement::BASIS.of(agreement)) == Basis::ContractValue.index() as f64;
            if in_phase(phase).all(|lot| lot.full.value() == 0.0) {
                notices.push(Notice::PhaseAfterEnd(phase));
            } else if by_value && complete >= begins + term {
                notices.push(Notice::CompleteAfterEnd(phase));
            }
        }
        notices
    }

    /// Notices about chips that go on sale only after an agreement that uses them has ended.
    fn of_chips_after_the_end(&self, chosen: &[usize]) -> Vec<Notice> {
        let is_used = |agreement: usize, chip: usize| self.lots_in_use(chip).any(|lot| lot.agreement == agreement);
        let too_late = |agreement: usize, chip: usize| {
            is_used(agreement, chip) && ACCELERATORS[chip].available.value > self.spend.terms[agreement].last.value()
        };
        (0..AGREEMENTS.len())
            .flat_map(|agreement| chosen.iter().map(move |&chip| (agreement, chip)))
            .filter(|&(agreement, chip)| too_late(agreement, chip))
            .map(|(agreement, chip)| Notice::ChipAfterEnd { chip, agreement })
            .collect()
    }

    /// Whether an agreement that lasts until its value is delivered is cut off by the calendar's end.
    fn is_beyond_the_calendar(&self, agreement: usize) -> bool {
        let last = f64::from(Month::LAST.0);
        let [start, term] = [input::agreement::START, input::agreement::TERM].map(|of| self.value(of.of(agreement)));
        let of_contract = self.fleet.terms.contract_usd[agreement].value();
        let delivered = self.spend.terms[agreement].delivered_usd.value();
        self.value(input::agreement::TERM_FROM_DELIVERY.of(agreement)) != 0.0
            && self.spend.terms[agreement].last.value() == last
            && start + 2.0 * term - 1.0 > last
            && undelivered_usd(of_contract, delivered) > 0.0
    }

    fn is_bought(&self, agreement: usize) -> bool {
        self.spend.terms[agreement].planned_chip_hours.value() > 0.0
            && self.value(input::agreement::BOUGHT.of(agreement)) != 0.0
    }

    /// Notices about hardware and buildings that are used for longer than they are written off over.
    fn of_age(&self, chosen: &[usize]) -> Vec<Notice> {
        let life = self.value(input::HARDWARE_LIFE) * 12.0;
        let old = |&chip: &usize| {
            let months = self.hardware[chip].as_ref()?.oldest_months();
            (months > life).then_some(Notice::OldHardware { chip, months: months as u32 })
        };
        let months = self.supplier.oldest_building_months;
        let buildings = months > self.value(input::FACILITY_LIFE) * 12.0;
        let buildings = buildings.then_some(Notice::OldBuildings { months: months as u32 });
        chosen.iter().filter_map(old).chain(buildings).collect()
    }

    /// A notice where there are warrants and the chips in use come from more than one vendor.
    fn of_warrants(&self, chosen: &[usize]) -> Option<Notice> {
        let in_use = |chip: &&usize| self.lots_in_use(**chip).next().is_some();
        let is_used = |vendor: &Vendor| chosen.iter().filter(in_use).any(|&chip| ACCELERATORS[chip].vendor == *vendor);
        let vendors: Vec<Vendor> = Vendor::ALL.into_iter().filter(is_used).collect();
        let has_warrants = self.value(input::WARRANT_SHARES) > 0.0;
        (has_warrants && vendors.len() > 1).then_some(Notice::WarrantsOnSeveral(vendors))
    }

    /// Notices about the contract's and the deal's rates of return. Those on the meaning of a rate need a single rate;
    /// that on several rates explains why none is given. A deal in which nothing is laid out has no rate, so it has no
    /// notice.
    fn of_rates(&self) -> Vec<Notice> {
        let of_contract = (CONTRACT, self.contract_usd, &self.to_the_end.rate);
        let of_deal = (DEAL, self.deal_usd, &self.to_the_end.deal_rate);
        let lays_out = self.to_the_end.lays_out(self.inputs).value() > 0.0;
        let of = |(what, flows, rate): (&'static str, &[N], &Rate<N>)| {
            let flows: Vec<f64> = flows.iter().map(|usd| usd.value()).collect();
            match rate.kind.value() {
                Found::ONE if is_cost_of_funds(&flows, rate.rate.value()) => Some(Notice::CostOfFunds(what)),
                Found::ONE if is_never_out_of_pocket(&flows) => Some(Notice::NeverOutOfPocket(what)),
                Found::SEVERAL => match rate_of_return(&flows) {
                    Found::Several(rates) => Some(Notice::SeveralRates(what, rates)),
                    _ => None,
                },
                _ => None,
            }
        };
        std::iter::once(of_contract).chain(lays_out.then_some(of_deal)).filter_map(of).collect()
    }

    /// Whether a stake that is paid for before the exit is assumed to grow by less than the return that is asked of it.
    fn stake_grows_below_its_rate(&self) -> bool {
        let exit = self.value(input::EXIT);
        let grows = (1.0 + self.value(input::VALUATION_CHANGE)) * (1.0 - self.value(input::DILUTION)) - 1.0;
        let invested = &self.equity.invested_usd;
        let pays = (0..invested.len()).any(|month| (month as f64) < exit && invested[month].value() > 0.0);
        pays && difference(grows, self.value(input::EQUITY_RATE)) < 0.0
    }
}

/// The maker of a vendor's chips, as named within a sentence.
fn maker(vendor: Vendor, names: &Names) -> &str {
    match vendor {
        Vendor::Other => names.chips_of_in_sentence(vendor),
        _ => vendor.name(),
    }
}

/// The name of a limit, by its number in [`Notice::NothingRuns`], with a scenario's names.
fn limit_name(place: usize, names: &Names) -> String {
    match Vendor::ALL.get(place) {
        Some(vendor) => format!("The supply of {}", maker(*vendor, names)),
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

    /// A payment in the month of the exit has no time to grow, so it is no reason for the notice.
    #[test]
    fn a_stake_that_is_bought_at_the_exit_has_no_notice() {
        let warns = |exit: f64| {
            let mut scenario = Scenario::of(Baseline::first());
            let paid = scenario.get(input::tranche::MONTH.of(0));
            for (input, value) in
                [(input::EQUITY_RATE, 0.4), (input::VALUATION_CHANGE, 0.0), (input::EXIT, paid + exit)]
            {
                scenario.set(input, value).expect("it may stand there");
            }
            run(&scenario).notices.contains(&Notice::StakeBelowItsRate)
        };
        assert!(warns(1.0));
        assert!(!warns(0.0));
    }

    #[test]
    fn warrants_that_vest_on_several_vendors_power_say_so() {
        let amd = Scenario::of(Baseline::by_id("openai-amd").expect("it is a baseline"));
        let said = |scenario: &Scenario| {
            run(scenario).notices.iter().find_map(|notice| match notice {
                Notice::WarrantsOnSeveral(vendors) => Some(vendors.clone()),
                _ => None,
            })
        };
        assert_eq!(said(&amd), None);
        let mut mixed = amd.clone();
        for (id, text) in [("phase.full.chip_b", "gb300"), ("phase.full.share_b", "0.5")] {
            mixed.set_text(ParameterId::parse(id).expect(id), text).expect(id);
        }
        assert_eq!(said(&mixed), Some(vec![Vendor::Nvidia, Vendor::Amd]));
        mixed.set(input::WARRANT_SHARES, 0.0).expect("there may be none");
        assert_eq!(said(&mixed), None);
        let text = Notice::WarrantsOnSeveral(vec![Vendor::Aws, Vendor::Nvidia, Vendor::Amd]).text();
        assert!(text.ends_with("here AWS, NVIDIA and AMD."), "{text}");
    }

    #[test]
    fn the_own_chip_is_called_so_behind_an_article() {
        let chip = ACCELERATORS.iter().position(Accelerator::is_own).expect("it is the last");
        let text = Notice::OldHardware { chip, months: 80 }.text();
        assert!(text.starts_with("The oldest own chip is 80 months old"), "{text}");
    }
}
