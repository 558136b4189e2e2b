//! What a number means, in one plain sentence above its formula, in the language of buyers and sellers.
//!
//! The numbers in a sentence are read from the recording, and can be asked about in turn. For a quantity without a
//! sentence of its own, the largest part is named.

mod money;

use crate::pieces::{ask, of_fact, shown};
use figures::definitions::mfu_of;
use maud::{Markup, html};
use model::base::month::Month;
use model::base::numbers::three_digits;
use model::facts::accelerators::{ACCELERATORS, H100_EIGHT_BIT_PEAK};
use model::input::phase;
use model::inputs::evidence::entry_of;
use model::inputs::families::{LOTS, Scope};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::cell::{Cell, Quantity};
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::record::explain::Explanation;
use model::record::formula::Token;
use model::record::question::Question;
use model::record::tape::Recording;
use model::{input, intermediate, metric, series};

/// A recorded scenario, and the month that the sentence is about.
struct Told<'a> {
    recording: &'a Recording,
    scenario: &'a Scenario,
    month: usize,
}

/// The sentence; `None` if there is nothing to add to meaning and formula.
pub(crate) fn of(explanation: &Explanation, recording: &Recording, scenario: &Scenario) -> Option<Markup> {
    let cell = explanation.cell;
    let month = cell.month.map_or(scenario.as_of().0 as usize, usize::from);
    let told = Told { recording, scenario, month };
    match cell.quantity {
        Quantity::Series(of) => told.series(of),
        Quantity::Metric(of) => told.metric(of),
        Quantity::Intermediate(_) => None,
    }
    .or_else(|| largest(explanation))
}

impl Told<'_> {
    fn metric(&self, of: MetricId) -> Option<Markup> {
        match of {
            metric::CHIPS_ONLINE => self.chips_online(),
            metric::H100_EQUIVALENTS => self.h100_equivalents(),
            metric::EFFECTIVE_FLOPS => self.effective_compute(),
            metric::FACILITY_POWER => self.facility_power(),
            metric::SPEND_TO_DATE => self.spend_to_date(),
            metric::STAKE => self.stake(),
            metric::STAKE_VALUE => self.stake_value(),
            metric::MOIC => self.multiple(),
            metric::CONTRACT_NPV => Some(html! {
                "In " (Month(0).name()) " money, " (self.once(metric::CONTRACT_PV_SPEND)?) " comes in against "
                (self.once(metric::CONTRACT_PV_HARDWARE)?) " of hardware, " (self.once(metric::CONTRACT_PV_FACILITY)?)
                " of buildings, " (self.once(metric::CONTRACT_PV_ENERGY)?) " of energy and "
                (self.once(metric::CONTRACT_PV_OPEX)?) " of running cost; what is left at the end is worth "
                (self.once(metric::CONTRACT_PV_RESIDUAL)?) "."
            }),
            metric::RETURNED_SHARE => self.returned(),
            metric::COST_PER_EFFECTIVE_PFLOP_HOUR => Some(html! {
                @if self.is_any_bought() {
                    "What is rented costs " (self.monthly(series::RENTAL)?) " an hour and what the customer bought costs it "
                    (self.monthly(series::OWN_HOURLY)?) "; together they do "
                } @else {
                    "What is online rents for " (self.monthly(series::RENTAL)?) " an hour and does "
                }
                (self.monthly(series::EFFECTIVE_FLOPS)?) " of useful work."
            }),
            metric::GROSS_MARGIN => Some(html! {
                "What is rented out brings " (self.monthly(series::RENTAL)?) " an hour where all of it is used and paid for, and costs "
                (self.monthly(series::TCO)?) " an hour to own and run."
            }),
            metric::BREAK_EVEN_PRICE | metric::CONTRACT_MARGIN => Some(html! {
                "In " (Month(0).name()) " money, " (self.once(metric::CONTRACT_PV_SPEND)?)
                " comes in. At " (self.once(metric::BREAK_EVEN_PRICE)?)
                " of the scenario’s prices it would just cover hardware, buildings, energy and running cost, less what is left at the end: a margin of "
                (self.once(metric::CONTRACT_MARGIN)?) "."
            }),
            metric::INVESTOR_CASH_TO_DATE => self.investor_cash(),
            metric::DEAL_NPV => self.deal(),
            metric::EXIT_IRR => self.to_the_exit(),
            metric::CONTRACT_PAYBACK => self.contract_payback(),
            metric::PAYBACK_MONTH => self.investor_payback(),
            _ => None,
        }
    }

    fn series(&self, of: SeriesId) -> Option<Markup> {
        match of {
            series::CHIPS_ONLINE => self.chips_online(),
            series::H100_EQUIVALENTS => self.h100_equivalents(),
            series::EFFECTIVE_FLOPS => self.effective_compute(),
            series::FACILITY_POWER => self.facility_power(),
            series::SPEND_TO_DATE => self.spend_to_date(),
            series::STAKE => self.stake(),
            series::STAKE_VALUE => self.stake_value(),
            series::INVESTOR_CASH_TO_DATE => self.investor_cash(),
            _ => None,
        }
    }

    /// Whether some of the capacity is owned by the customer.
    fn is_any_bought(&self) -> bool {
        self.value(series::OWN_HOURLY).is_some_and(|usd| usd > 0.0)
    }

    fn chips_online(&self) -> Option<Markup> {
        if self.is_any_bought() {
            return Some(html! {
                "Contracts worth " (self.once(metric::COMMITMENT)?) ", and capacity that the customer bought, put "
                (self.fleet(false)?) " online by " (self.when()) "."
            });
        }
        Some(html! {
            "Contracts worth " (self.once(metric::COMMITMENT)?) " put " (self.fleet(true)?) " online by " (self.when()) "."
        })
    }

    fn h100_equivalents(&self) -> Option<Markup> {
        let peak = entry_of(&H100_EIGHT_BIT_PEAK)?;
        Some(html! {
            (self.fleet(false)?) ", each counted at its dense 8-bit peak over the H100’s "
            (ask(&Question::Fact(peak.id.clone()), of_fact(peak))) "."
        })
    }

    fn effective_compute(&self) -> Option<Markup> {
        let is_counted = |chip: &usize| mfu_of(self.scenario, *chip).is_some();
        let (counted, uncounted): (Vec<usize>, Vec<usize>) = self.online().into_iter().partition(is_counted);
        let counted = self.listed(&counted, false).map(|chips| {
            html! { (chips) ", each at the part of its peak that training reaches, " (self.input(input::GOODPUT)) " of the time." }
        });
        let uncounted = self.listed(&uncounted, false).map(|chips| {
            html! { "Not counted: " (chips) ", of which no peak is published at this precision or a wider one." }
        });
        match (counted, uncounted) {
            (Some(counted), Some(uncounted)) => Some(html! { (counted) " " (uncounted) }),
            (counted, uncounted) => counted.or(uncounted),
        }
    }

    fn facility_power(&self) -> Option<Markup> {
        Some(html! {
            (self.fleet(false)?) ", each with its share of the servers, and cooling and losses on top (PUE "
            (self.input(input::PUE)) ")."
        })
    }

    fn spend_to_date(&self) -> Option<Markup> {
        self.value(series::SPEND_TO_DATE).filter(|usd| *usd > 0.0)?;
        Some(html! {
            "Every hour that is paid for has the price that its agreement locked: by " (self.when()) ", "
            (self.monthly(series::SPEND_TO_DATE)?) " of contracts worth " (self.once(metric::COMMITMENT)?) "."
        })
    }

    /// "84.8k GB200 at $3.20, 102k GB300 at $4.00 and 159k Trainium3 at $1.60 an hour", with the prices fixed by their
    /// agreements; `None` if nothing is online.
    fn fleet(&self, with_prices: bool) -> Option<Markup> {
        self.listed(&self.online(), with_prices)
    }

    /// The accelerators that are online, in the order of the phases.
    fn online(&self) -> Vec<usize> {
        let online = |chip: &usize| {
            *chip < ACCELERATORS.len() && self.value(series::chip::CHIPS.of(*chip)).is_some_and(|chips| chips > 0.0)
        };
        let mut chips: Vec<usize> = Vec::new();
        let choices = (0..Scope::Phase.count()).flat_map(|phase| [phase::CHIP_A.of(phase), phase::CHIP_B.of(phase)]);
        for chip in choices.map(|choice| self.scenario.get(choice) as usize).chain(0..ACCELERATORS.len()) {
            if online(&chip) && !chips.contains(&chip) {
                chips.push(chip);
            }
        }
        chips
    }

    fn listed(&self, chips: &[usize], with_prices: bool) -> Option<Markup> {
        let last = chips.len().checked_sub(1)?;
        Some(html! {
            @for (place, chip) in chips.iter().enumerate() {
                (match place { 0 => "", _ if place == last => " and ", _ => ", " })
                (self.counted(series::chip::CHIPS.of(*chip))) " " (self.scenario.names().chip(*chip))
                @if with_prices {
                    " at " (self.locked_price(*chip))
                    @if place == last { " an hour" }
                }
            }
        })
    }

    /// The price of a chip-hour under the agreements that have the chip online, after discount and price changes: one
    /// price, or the lowest and the highest. Without its unit, which the sentence gives.
    fn locked_price(&self, chip: usize) -> Markup {
        let is_online = |lot: &usize| {
            let choice = [phase::CHIP_A, phase::CHIP_B][lot % 2].of(lot / 2);
            self.scenario.get(choice) as usize == chip
                && self.value(series::lot::CHIPS.of(*lot)).is_some_and(|chips| chips > 0.0)
        };
        let price = |lot: usize| {
            let cell = intermediate::lot::LOCKED_PRICE.of(lot).once();
            Some((self.recording.value(self.recording.formula(cell)?), cell))
        };
        let mut prices: Vec<(f64, Cell)> = (0..LOTS).filter(is_online).filter_map(price).collect();
        prices.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let told = |(usd, cell): &(f64, Cell)| {
            let text = shown(*usd, cell.quantity.unit());
            let dollars = text.split_once('/').map_or(text.as_str(), |(dollars, _)| dollars).to_owned();
            (dollars.clone(), ask(&Question::Cell(*cell), dollars))
        };
        match (prices.first().map(told), prices.last().map(told)) {
            (Some((least, first)), Some((most, last))) if least != most => html! { (first) " to " (last) },
            (Some((_, only)), _) => only,
            _ => html! { "–" },
        }
    }

    fn value(&self, of: SeriesId) -> Option<f64> {
        self.recording.formula(Cell::series(of, self.month)).map(|id| self.recording.value(id))
    }

    /// A count without its unit, which the sentence gives.
    fn counted(&self, of: SeriesId) -> Markup {
        let text = model::base::show::show(self.value(of).unwrap_or(0.0), of.row().unit).text();
        ask(&Question::Cell(Cell::series(of, self.month)), text)
    }

    fn monthly(&self, of: SeriesId) -> Option<Markup> {
        let question = Question::Cell(Cell::series(of, self.month));
        self.value(of).map(|value| ask(&question, shown(value, of.row().unit)))
    }

    fn once(&self, of: MetricId) -> Option<Markup> {
        let id = self.recording.formula(Cell::metric(of))?;
        let value = self.recording.value(id);
        let known = self.recording.guards(of).iter().all(|(test, _)| self.recording.value(*test) > 0.0);
        known.then(|| ask(&Question::Cell(Cell::metric(of)), shown(value, of.row().unit)))
    }

    /// A number that the recording has; `None` if it has not.
    fn at(&self, cell: Cell) -> Option<Markup> {
        let id = self.recording.formula(cell)?;
        Some(ask(&Question::Cell(cell), shown(self.recording.value(id), self.recording.unit_of(cell))))
    }

    fn input(&self, of: ParameterId) -> Markup {
        let value = self.scenario.get(of);
        let text = if of == input::PUE { three_digits(value) } else { of.show_in(self.scenario.names(), value) };
        ask(&Question::Input(of), text)
    }

    fn when(&self) -> String {
        Month(self.month as i32).name()
    }
}

/// "The largest part is …: $191m, 44% of it": for a sum of at least three parts of the same sign.
fn largest(explanation: &Explanation) -> Option<Markup> {
    let total = explanation.value.ok().filter(|total| *total > 0.0)?;
    let is_sum = explanation.formula.iter().all(|token| matches!(token, Token::Part(_) | Token::Text(" + ")));
    let parts = &explanation.parts;
    if !is_sum || parts.len() < 3 || parts.iter().any(|part| part.value < 0.0) {
        return None;
    }
    let most = parts.iter().max_by(|one, other| one.value.total_cmp(&other.value))?;
    Some(html! {
        "The largest of its " (parts.len()) " parts is " (ask(&most.question, most.full_name())) ": "
        (shown(most.value, most.unit)) ", " (three_digits(100.0 * most.value / total)) "% of it."
    })
}
