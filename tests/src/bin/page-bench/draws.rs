//! How long draws take in one or several workers, and how long the main thread is blocked while a reader drags a
//! slider.

use super::{note, summary};
use anyhow::{Context, Result};
use journeys::Page;
use journeys::session::Session;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::share::ranged::Ranged;
use protocol::draws::{Share, Step};
use protocol::engine::Ask;
use protocol::{Request, to_bytes};
use serde_json::{Value, json};

/// How many draws the page makes of a scenario at rest.
const DRAWS: u32 = 10_000;
/// How many draws are made at a time, as the page asks for them.
const AT_ONCE: u32 = 1_000;
/// How many times each number of workers makes all draws. The numbers of workers take turns.
const ROUNDS: usize = 7;
/// For how many frames a slider is dragged.
const FRAMES: usize = 240;

/// Makes all draws with each number of workers, and combines them. Returns, for each number of workers and each round,
/// the milliseconds in all and those of combining.
const IN_WORKERS: &str = r"
const [crews, rounds, done] = arguments;
(async () => {
  const stem = document.querySelector('meta[name=program-engine]').content;
  const module = await WebAssembly.compileStreaming(fetch(`${stem}_bg.wasm`));
  const bytes = list => Uint8Array.from(list);
  const hire = () => {
    const worker = new Worker(`${stem}-worker.js`, { type: 'module' });
    worker.postMessage(module);
    return (request, handed) => new Promise(told => {
      worker.onmessage = ({ data: [, answer, out] }) => told([answer, out]);
      worker.postMessage([1, bytes(request), handed].slice(0, handed ? 3 : 2), (handed ?? []).map(part => part.buffer));
    });
  };
  const workers = Array.from({ length: Math.max(...crews.map(crew => crew.draw.length)) }, hire);
  const work = async crew => {
    const start = performance.now();
    await Promise.all(crew.draw.map(async (requests, number) => {
      for (const request of requests) await workers[number](request);
    }));
    const made = performance.now();
    if (crew.draw.length > 1) {
      const out = await Promise.all(crew.draw.map((_, number) => workers[number](crew.handOut, [])));
      await Promise.all(crew.gather.map((request, number) => workers[number](request, out.map(([, parts]) => parts[number]))));
    }
    return [performance.now() - start, performance.now() - made];
  };
  const times = crews.map(() => []);
  for (let round = -2; round < rounds; round++) {
    for (const [place, crew] of crews.entries()) {
      const took = await work(crew);
      if (round >= 0) times[place].push(took);
    }
  }
  done(times);
})();
";

/// Drags a slider one step per frame. Returns for each frame the longest time for which the main thread was blocked,
/// milliseconds.
const DRAG: &str = r"
const [name, frames, done] = arguments;
(async () => {
  const slider = [...document.querySelectorAll('input[type=range]')].find(e => e.ariaLabel === name);
  if (!slider) return done({ error: `there is no slider ${name}` });
  const frame = () => new Promise(next => requestAnimationFrame(next));
  const { port1, port2 } = new MessageChannel();
  const waits = [];
  let last = performance.now(), longest = 0, over = false;
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) port2.postMessage(0);
  };
  port2.postMessage(0);
  const low = Number(slider.min), high = Number(slider.max);
  for (let step = -30; step < frames; step++) {
    slider.value = low + (high - low) * (0.3 + 0.2 * Math.sin(step / 20));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await frame();
    if (step >= 0) waits.push(longest);
    longest = 0;
  }
  over = true;
  done({ waits });
})();
";

/// Measures and prints the time of draws with one worker up to as many as the machine has processors, at most four.
pub(crate) fn in_workers(session: &Session) -> Result<()> {
    let most = session.script("return navigator.hardwareConcurrency", &[])?.as_u64().unwrap_or(1).clamp(1, 4) as u32;
    let crews: Vec<Value> = (1..=most).map(crew).collect();
    let measured = session.script_later(IN_WORKERS, &[json!(crews), json!(ROUNDS)])?;
    let mut alone = f64::NAN;
    for (place, times) in measured.as_array().context("no times")?.iter().enumerate() {
        let column = |which: usize| -> Vec<f64> {
            times.as_array().into_iter().flatten().filter_map(|took| took[which].as_f64()).collect()
        };
        let (mut whole, mut shared) = (column(0), column(1));
        let told = summary(&mut whole);
        let median = whole[whole.len() / 2];
        if place == 0 {
            alone = median;
            println!("  {:<16} {told}", "one worker");
            note("draws", "10,000 draws with all ranges, by one worker, median", &whole, 1e3);
        } else {
            let (workers, shared) = (place + 1, summary(&mut shared));
            println!("  {:<16} {told}; {:.2} times as fast as one", format!("{workers} workers"), alone / median);
            println!("  {:<16} {shared}", "  put together");
        }
    }
    Ok(())
}

/// The requests to a number of workers, as bytes.
fn crew(workers: u32) -> Value {
    let scenario = Scenario::of(Baseline::first());
    let ranged = Ranged::default();
    let draw = |first: u32, count: u32, anew: bool| Ask::Draw {
        scenario: (&scenario).into(),
        ranged: (&ranged).into(),
        draws: DRAWS,
        first,
        count,
        anew,
    };
    let shares = (0..workers).map(|number| {
        let [from, to] = [number, number + 1].map(|number| DRAWS * number / workers);
        let steps = (from..to).step_by(AT_ONCE as usize);
        let asks = steps.map(|first| draw(first, AT_ONCE.min(to - first), first == from));
        asks.map(|ask| to_bytes(&Request { number: 1, ask })).collect::<Vec<_>>()
    });
    let step = |step: Step| {
        let (scenario, ranged) = ((&scenario).into(), (&ranged).into());
        let ask = Ask::Share(Share { scenario, ranged, draws: DRAWS, among: workers, step });
        to_bytes(&Request { number: 1, ask })
    };
    json!({
        "draw": shares.collect::<Vec<_>>(),
        "handOut": step(Step::HandOut),
        "gather": (0..workers).map(|number| step(Step::Gather { number })).collect::<Vec<_>>(),
    })
}

/// Measures and prints how long the main thread is blocked while a reader drags a slider, without ranges and with them.
pub(crate) fn while_dragging(page: &Page, name: &str, show_ranges: impl Fn(bool)) -> Result<()> {
    for shown in [false, true, false, true] {
        show_ranges(shown);
        let measured = page.session().script_later(DRAG, &[json!(name), json!(FRAMES)])?;
        if let Some(error) = measured["error"].as_str() {
            println!("  {name:<16} {error}");
            return Ok(());
        }
        let mut waits: Vec<f64> =
            measured["waits"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        waits.sort_by(f64::total_cmp);
        let at = |share: f64| waits.get((waits.len() as f64 * share) as usize).copied().unwrap_or_default();
        let what = if shown { "with ranges" } else { "without" };
        println!(
            "  {what:<16} kept waiting in a frame at most {:.1} ms in the median, {:.1} ms in 95% of {FRAMES} frames",
            at(0.5),
            at(0.95)
        );
    }
    Ok(())
}
