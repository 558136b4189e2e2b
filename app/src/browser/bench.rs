//! An export to WASM for measurements: how long the model takes in this browser.

use super::window;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs the first baseline `times` times and returns the total in milliseconds; 0 if the browser has no clock.
#[wasm_bindgen]
pub fn bench_run(times: u32) -> f64 {
    let Some(clock) = window().and_then(|window| window.performance()) else { return 0.0 };
    let scenario = Scenario::of(Baseline::first());
    let began = clock.now();
    for _ in 0..times {
        std::hint::black_box(run(std::hint::black_box(&scenario)));
    }
    clock.now() - began
}
