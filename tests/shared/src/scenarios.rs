//! Scenarios for testing the model: the corners of every input on every baseline, and many at random.
//!
//! Everything here is seeded, so that a failure on one machine occurs on every other one too.

use crate::trust;
use model::input;
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::families::Scope;
use model::inputs::input::ParameterId;
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// How many random scenarios each identity is tested on, besides the corners.
const RANDOM_CASES: u32 = 12_000;

/// The result of an identity for a case; the error says how it was violated.
pub type Verdict = Result<(), String>;

/// A scenario, and numbers with which an identity can derive a second one from it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The scenario.
    pub scenario: Scenario,
    /// Numbers in [0, 1) for the identity's own choices: a factor, an accelerator, a month.
    pub dice: [f64; 4],
}

/// Where in its range an input is put.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Anywhere on the slider, uniformly.
    Slider(f64),
    /// Anywhere, but mostly near the lower end, where limits bind and terms are short.
    Lower(f64),
    Min,
    Max,
    Low,
    Base,
    High,
}

impl Place {
    fn value(self, input: ParameterId) -> f64 {
        let (row, fact) = (input.row(), input.fact());
        let on_slider = |share: f64| match row.kind {
            Kind::Logarithmic => row.min * libm::pow(row.max / row.min, share),
            _ => row.min + (row.max - row.min) * share,
        };
        match self {
            Place::Slider(share) => on_slider(share),
            Place::Lower(share) => on_slider(share * share * share * share),
            Place::Min => row.min,
            Place::Max => row.max,
            Place::Low => fact.and_then(|fact| fact.low).unwrap_or(row.min),
            Place::Base => input.default_value(),
            Place::High => fact.and_then(|fact| fact.high).unwrap_or(row.max),
        }
    }
}

impl Place {
    /// A place from a number in [0, 1): mostly anywhere, often near the lower end, sometimes a corner.
    fn from(die: f64) -> Place {
        const CORNERS: [Place; 5] = [Place::Min, Place::Max, Place::Low, Place::Base, Place::High];
        match die * 11.0 {
            scaled if scaled < 6.0 => Place::Slider(scaled / 6.0),
            scaled if scaled < 10.0 => Place::Lower((scaled - 6.0) / 4.0),
            scaled => CORNERS[((scaled - 10.0) * 5.0) as usize],
        }
    }
}

/// The inputs to change. Inputs that shape the fleet are listed three times, because four fifths of the table are
/// inputs of accelerators that most scenarios do not use.
fn inputs() -> Vec<ParameterId> {
    let shaping =
        |input: &ParameterId| matches!(input.row().group, Group::Agreements | Group::Operations | Group::Constraints);
    let all = || ParameterId::all();
    all().chain(all().filter(shaping)).chain(all().filter(shaping)).collect()
}

/// The switches of all limits.
fn limits() -> Vec<ParameterId> {
    let supply = (0..Scope::Vendor.count()).map(|vendor| input::vendor::SUPPLY_LIMITED.member(vendor));
    supply.chain([input::POWER_LIMITED, input::BUDGET_LIMITED]).collect()
}

fn cases() -> impl Strategy<Value = Case> {
    let (inputs, limits) = (inputs(), limits());
    let die = || 0.0..1.0_f64;
    let changes = vec((0..inputs.len(), die()), 0..40);
    // In about one case of three no limit is on, otherwise each with even odds.
    let on = (0..3_u8, 0..1_u32 << limits.len()).prop_map(|(any, coins)| if any == 0 { 0 } else { coins });
    (0..BASELINES.len(), changes, on, [die(), die(), die(), die()]).prop_map(move |(baseline, changes, on, dice)| {
        let mut scenario = Scenario::of(&BASELINES[baseline]);
        for (input, place) in changes {
            scenario.set_nearest(inputs[input], Place::from(place).value(inputs[input]));
        }
        for (_, limit) in limits.iter().enumerate().filter(|(place, _)| on >> place & 1 == 1) {
            scenario.set_nearest(*limit, 1.0);
        }
        Case { scenario, dice }
    })
}

/// Every baseline, with each single input at every choice, or at its bounds and the ends of its evidence.
fn corners() -> impl Iterator<Item = Case> {
    BASELINES.iter().flat_map(|baseline| {
        ParameterId::all().flat_map(move |input| {
            let row = input.row();
            let values: Vec<f64> = match row.kind {
                Kind::Choice(choices) => (0..choices.count()).map(|place| place as f64).collect(),
                Kind::Switch => vec![0.0, 1.0],
                _ => [Place::Min, Place::Low, Place::High, Place::Max].map(|place| place.value(input)).to_vec(),
            };
            values.into_iter().enumerate().map(move |(at, value)| {
                let mut scenario = Scenario::of(baseline);
                scenario.set_nearest(input, value);
                // Evenly spread and reproducible.
                let die = |step: f64| ((input.index() * 20 + at) as f64 * step).fract();
                Case {
                    scenario,
                    dice: [die(0.618_033_988), die(0.414_213_562), die(0.732_050_807), die(0.236_067_977)],
                }
            })
        })
    })
}

/// The first baseline with these changes: an input's id, and its value as typed.
#[track_caller]
pub fn first_with(changes: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::of(Baseline::first());
    for (id, text) in changes {
        scenario.set_text(ParameterId::parse(id).expect(id), text).expect(text);
    }
    scenario
}

/// A few random scenarios, for tests that are too slow for thousands.
pub fn some(seed: u8, count: usize) -> Vec<Scenario> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
    let cases = cases();
    (0..count).filter_map(|_| cases.new_tree(&mut runner).ok()).map(|tree| tree.current().scenario).collect()
}

/// Tests an identity on twelve thousand random scenarios. `seed` gives each identity scenarios of its own.
pub fn at_random(seed: u8, identity: impl Fn(&Case) -> Verdict) {
    so_many_times(RANDOM_CASES, seed, identity);
}

/// Tests an identity on a number of random scenarios.
pub fn so_many_times(cases_tried: u32, seed: u8, identity: impl Fn(&Case) -> Verdict) {
    let config = Config { cases: cases_tried, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let verdict = runner.run(&cases(), |case| identity(&case).map_err(TestCaseError::fail));
    assert!(verdict.is_ok(), "{}", verdict.err().map_or(String::new(), |broken| broken.to_string()));
    trust::tried(u64::from(cases_tried));
    trust::held("scenarios");
}

/// Tests an identity at every corner and at random.
pub fn always(seed: u8, identity: impl Fn(&Case) -> Verdict) {
    for case in corners() {
        let verdict = identity(&case);
        assert!(verdict.is_ok(), "{verdict:?} in a corner: {case:?}");
        trust::tried(1);
    }
    at_random(seed, identity);
}
