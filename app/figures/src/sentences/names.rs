//! Names and roles of parties and things in a scenario.

use model::base::month::Month;
use model::base::show::{self, show};
use model::facts::accelerator::Accelerator;
use model::facts::accelerators::ACCELERATORS;
use model::facts::actuals::PRESENT;
use model::facts::provenance::Class;
use model::inputs::choices::Returns;
use model::inputs::families::Scope;
use model::inputs::input::Family;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::ledger::Account;
use model::run::outcome::Outcome;

use model::{input, series};

/// The accelerators that are online in any month shown, by their places in the catalogue.
pub fn chips_shown(outcome: &Outcome) -> Vec<usize> {
    (0..ACCELERATORS.len())
        .filter(|chip| outcome.sheet.row(series::chip::CHIPS.member(*chip)).iter().any(|chips| *chips > 0.0))
        .collect()
}

/// The evidence classes of an input for the accelerators that are online in any month shown, each once: "estimate,
/// derived". A value of the reader's own is named as such.
pub fn classes_of_chips(scenario: &Scenario, outcome: &Outcome, of: Family) -> String {
    let mut words = Vec::<&str>::new();
    for chip in chips_shown(outcome) {
        let word = Class::word_of(scenario.evidence(of.member(chip)).class);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// "; of Own chip: assumption": the evidence for the peaks of the reader's own chip, if it is online in any month
/// shown. No vendor has published them.
pub fn own_peaks(scenario: &Scenario, outcome: &Outcome, of: &[Family]) -> String {
    let is_own = |chip: &usize| ACCELERATORS.get(*chip).is_some_and(Accelerator::is_own);
    let Some(chip) = chips_shown(outcome).into_iter().find(is_own) else { return String::new() };
    let mut words = Vec::<&str>::new();
    for family in of {
        let word = Class::word_of(scenario.evidence(family.member(chip)).class);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    format!("; of {}: {}", scenario.names().chip(chip), words.join(", "))
}

/// Whether the investor also supplies the capacity.
pub fn investor_supplies(scenario: &Scenario) -> bool {
    scenario.get(input::RETURNS) == Returns::CloudSpend.index() as f64
}

/// Whether the investor sells the chips, so that what comes back is a cost of the contract.
pub fn sells_chips(scenario: &Scenario) -> bool {
    scenario.get(input::RETURNS) == Returns::ChipPurchases.index() as f64
}

/// Whether the investor gives the customer warrants with the chips that it sells.
pub fn gives_warrants(scenario: &Scenario) -> bool {
    sells_chips(scenario) && scenario.get(input::WARRANT_SHARES) > 0.0
}

/// Whether the sum that the investor has paid in by a month is an expected value, because one of the payments is only
/// likely.
pub fn is_expected(scenario: &Scenario, by: Month) -> bool {
    (0..Scope::Tranche.count()).any(|number| {
        let get = |of: Family| scenario.get(of.member(number));
        let probability = get(input::tranche::PROBABILITY);
        get(input::tranche::AMOUNT) > 0.0
            && get(input::tranche::MONTH) <= f64::from(by.0)
            && 0.0 < probability
            && probability < 1.0
    })
}

/// A party's name within a sentence: "the cloud" for "The cloud".
pub fn in_sentence(name: &str) -> String {
    name.strip_prefix("The ").map_or_else(|| name.to_owned(), |rest| format!("the {rest}"))
}

/// The form in which the customer's money comes back to the investor: "cloud spend".
pub fn comes_back_as(scenario: &Scenario) -> String {
    input::RETURNS.show(scenario.get(input::RETURNS)).to_lowercase()
}

/// The tense and mood in which a sentence tells what happens by the as-of month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// The month is past.
    Past,
    /// The month is in the future.
    ToCome,
    /// The month is past, and the deal was not concluded on these terms.
    SupposedPast,
    /// The month is in the future, and the deal was not concluded on these terms.
    Supposed,
}

impl Mood {
    /// The mood for a scenario at its as-of month.
    pub fn of(scenario: &Scenario, outcome: &Outcome) -> Mood {
        match (scenario.supposes().is_empty(), outcome.as_of > PRESENT) {
            (true, false) => Mood::Past,
            (true, true) => Mood::ToCome,
            (false, false) => Mood::SupposedPast,
            (false, true) => Mood::Supposed,
        }
    }

    /// Whether the deal was not concluded on these terms.
    pub fn is_supposed(self) -> bool {
        matches!(self, Mood::SupposedPast | Mood::Supposed)
    }

    /// "had come back", "will have come back" or "would have come back".
    pub fn has(self, participle: &str) -> String {
        let has = match self {
            Mood::Past => "had",
            Mood::ToCome => "will have",
            Mood::SupposedPast | Mood::Supposed => "would have",
        };
        format!("{has} {participle}")
    }

    /// "was", "will be", "would have been" or "would be".
    pub fn is(self) -> &'static str {
        match self {
            Mood::Past => "was",
            Mood::ToCome => "will be",
            Mood::SupposedPast => "would have been",
            Mood::Supposed => "would be",
        }
    }
}

/// The name of an account in a scenario.
pub fn account(scenario: &Scenario, account: Account) -> &'static str {
    let baseline = scenario.baseline();
    match account {
        Account::Investor => baseline.investor,
        Account::Supplier if investor_supplies(scenario) => baseline.investor,
        Account::Supplier => baseline.supplier,
        Account::Company => baseline.company,
        other => other.name(),
    }
}

/// The name of an account in a drawing, which shows the two pockets of one party separately.
pub fn pocket(scenario: &Scenario, of: Account) -> String {
    let baseline = scenario.baseline();
    match of {
        Account::Investor if investor_supplies(scenario) => format!("{}, as investor", baseline.investor),
        Account::Supplier if investor_supplies(scenario) => {
            format!("{}, as supplier ({})", baseline.investor, baseline.supplier)
        }
        _ => account(scenario, of).to_owned(),
    }
}

/// The difference between two values of a metric in words: "+12.3k"; `None` if both display the same.
pub fn difference(metric: MetricId, now: f64, baseline: f64) -> Option<String> {
    show::difference(now, baseline, metric.row().unit, |gap, unit| show(gap, unit).text())
}
