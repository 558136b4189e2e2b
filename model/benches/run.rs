//! Measures how long a run takes: `cargo bench -p model`. While a slider is dragged, the page redraws at most once a
//! frame of 16,700 µs, and uncertainty runs the model thousands of times.

use divan::{Bencher, black_box};
use model::analysis::grid::{grid, values_between};
use model::analysis::ranges::Range;
use model::analysis::tornado::tornado;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::{Plan, ranges};
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;
use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::run;
use model::share::permalink;
use model::{input, metric};

fn main() {
    divan::main();
}

fn baseline(id: &str) -> Scenario {
    Scenario::of(Baseline::by_id(id).expect(id))
}

/// The scenario with the longest horizon: through the last month of the calendar.
fn far(mut scenario: Scenario) -> Scenario {
    let horizon = input::HORIZON;
    scenario.set_nearest(horizon, horizon.row().max);
    scenario
}

/// The first baseline through December 2027.
#[divan::bench]
fn first_baseline_26_months(bencher: Bencher) {
    let scenario = baseline("talks-2025-12");
    bencher.bench_local(|| run(black_box(&scenario)));
}

/// A limit that binds delays the plan month by month.
#[divan::bench]
fn power_bound_26_months(bencher: Bencher) {
    let scenario = baseline("power-bound");
    bencher.bench_local(|| run(black_box(&scenario)));
}

#[divan::bench]
fn first_baseline_to_2034(bencher: Bencher) {
    let scenario = far(baseline("talks-2025-12"));
    bencher.bench_local(|| run(black_box(&scenario)));
}

#[divan::bench]
fn power_bound_to_2034(bencher: Bencher) {
    let scenario = far(baseline("power-bound"));
    bencher.bench_local(|| run(black_box(&scenario)));
}

fn shared() -> Scenario {
    let mut scenario = baseline("power-bound");
    for (id, value) in [
        ("operations.slip_months", 3.0),
        ("chip.gb300.price_usd_per_hour", 3.5),
        ("phase.expansion.share_b", 0.4),
        ("equity.valuation_change", 0.25),
        ("operations.pue", 1.12),
    ] {
        scenario.set_nearest(ParameterId::parse(id).expect(id), value);
    }
    scenario
}

#[divan::bench]
fn permalink_write(bencher: Bencher) {
    let scenario = shared();
    let outcome = run(&scenario);
    bencher.bench_local(|| permalink::write(black_box(&scenario), black_box(&outcome)));
}

#[divan::bench]
fn permalink_read(bencher: Bencher) {
    let scenario = shared();
    let link = permalink::write(&scenario, &run(&scenario));
    bencher.bench_local(|| permalink::read(black_box(&link)));
}

/// The default number of draws of the first baseline, one after the other on one thread.
fn drawn(bencher: Bencher, wanted: &Wanted) {
    let plan = Plan::new(&baseline("talks-2025-12"), &Uncertainty::default()).expect("settings");
    bencher.bench_local(|| Bands::of(black_box(&plan), wanted, &[]));
}

/// Ten thousand draws, with the headline figures and a fan for each chart's series over 26 months.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn ten_thousand_draws_with_fans(bencher: Bencher) {
    drawn(bencher, &Wanted::charts());
}

/// Ten thousand draws, with the headline figures alone.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn ten_thousand_draws_of_the_headline(bencher: Bencher) {
    drawn(bencher, &Wanted::headline());
}

/// The first table that the page offers, with 41 × 41 values.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn table_of_41_by_41(bencher: Bencher) {
    let scenario = baseline("talks-2025-12");
    let of = |id: &str| {
        let input = ParameterId::parse(id).expect(id);
        let range = Range::around(&scenario, input).expect("a range");
        (input, values_between(input, range.low, range.high, 41))
    };
    let [price, mfu] = ["chip.trainium3.price_usd_per_hour", "chip.trainium3.mfu_fp8"].map(of);
    let metric = MetricId::parse("usd_per_effective_pflop_hour.trainium3").expect("a metric");
    bencher.bench_local(|| grid(black_box(&scenario), metric, (price.0, &price.1), (mfu.0, &mfu.1)));
}

/// A metric at both ends of every range.
#[divan::bench]
fn tornado_of_the_contract(bencher: Bencher) {
    let scenario = baseline("talks-2025-12");
    let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
    bencher.bench_local(|| tornado(black_box(&scenario), metric::CONTRACT_NPV, &ranges));
}
