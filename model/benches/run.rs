//! How long a run takes: `cargo bench -p model`. A drag of a slider redraws at most once a frame of 16,700 µs, and
//! uncertainty runs the model thousands of times.

use divan::{Bencher, black_box};
use model::input;
use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::permalink;

fn main() {
    divan::main();
}

fn baseline(id: &str) -> Scenario {
    Scenario::of(Baseline::by_id(id).expect(id))
}

/// Through December 2034.
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

/// A limit that binds holds the plan back month by month.
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
