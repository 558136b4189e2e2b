//! The speed of the page: from a slider to the drawing, one run of the model, draws, drags, exports, and a first visit.
//!
//! Measures and prints; asserts nothing. `cargo xtask bench` builds the release and calls it.

mod draws;

use anyhow::{Context, Result, bail};
use journeys::session::Session;
use journeys::{Page, Role, Window};
use local::Site;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;

/// How many changes of each slider each of the two measurements makes.
const CHANGES: usize = 40;
/// How many fresh browsers make a first visit.
const VISITS: usize = 5;
/// How many workbooks are saved one after the other.
const WORKBOOKS: usize = 7;
/// How many runs of the model are timed together.
const RUNS: u32 = 2_000;

/// Sets a slider to many values. Returns, for each change, the milliseconds from the `input` event until the last
/// visible chart has changed in the document; and, for as many further changes, those until the next frame's style,
/// layout and paint are done.
const SLIDE: &str = r"
const [name, changes, done] = arguments;
(async () => {
  const slider = [...document.querySelectorAll('input[type=range]')].find(e => e.ariaLabel === name);
  if (!slider) return done({ error: `there is no slider ${name}` });
  const figures = [...document.querySelectorAll('figure')].filter(figure => figure.querySelector('svg'));
  const visible = figures.filter(figure => {
    const box = figure.querySelector('svg').getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  });
  let last = 0, changed = new Set();
  const observer = new MutationObserver(records => {
    for (const record of records) {
      const target = record.target;
      const node = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      // Only drawings: words beside them change too.
      const drawn = node && (node.closest('svg') || [...record.addedNodes].some(n => n.nodeName.toLowerCase() === 'svg'));
      const figure = drawn && visible.find(figure => figure.contains(node));
      if (figure) { last = performance.now(); changed.add(figure); }
    }
  });
  for (const figure of visible) {
    observer.observe(figure, { subtree: true, childList: true, characterData: true, attributes: true });
  }
  const frame = () => new Promise(next => requestAnimationFrame(next));
  const pause = ms => new Promise(next => setTimeout(next, ms));
  const low = Number(slider.min), high = Number(slider.max);
  const samples = [];
  // The first changes warm up the engine's compilers, as the first seconds of a drag do.
  for (let round = -5; round < changes; round++) {
    // Anywhere within a frame, as a hand's movements are.
    await pause(40 + 17 * ((round * 7 + 40) % 10) / 10);
    last = 0;
    changed = new Set();
    slider.value = low + (high - low) * (0.05 + 0.4 * (((round + 5) * 13) % 31) / 31);
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    for (let quiet = 0; quiet < 3; quiet++) await frame();
    if (last && round >= 0) samples.push([last - start, changed.size]);
  }
  observer.disconnect();
  const presented = [];
  for (let round = 0; round < changes; round++) {
    await pause(40 + 17 * ((round * 7) % 10) / 10);
    slider.value = low + (high - low) * (0.05 + 0.4 * ((round * 13) % 31) / 31);
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await frame();
    // The task after a frame's callbacks runs when its style, layout and paint are done.
    await new Promise(next => { const { port1, port2 } = new MessageChannel(); port1.onmessage = next; port2.postMessage(0); });
    presented.push(performance.now() - start);
  }
  done({ samples, presented, visible: visible.length, charts: figures.length });
})();
";

/// Milliseconds from the press on Workbook until the page says that the file is saved. The first export loads the
/// program.
const EXPORT: &str = r"
const [times, done] = arguments;
(async () => {
  const pause = ms => new Promise(next => setTimeout(next, ms));
  document.querySelector('[data-ask=\'export:\']').click();
  const named = () => [...document.querySelectorAll('.exports button')].find(e => e.innerText.trim() === 'Workbook');
  for (let wait = 0; wait < 250 && !named(); wait++) await pause(20);
  const button = named();
  if (!button) return done({ error: 'there is no button Workbook' });
  const status = document.querySelector('.export-status');
  const taken = [];
  for (let time = 0; time < times; time++) {
    // It says first that it works on it.
    const start = performance.now();
    button.click();
    await new Promise(next => {
      const observer = new MutationObserver(() => {
        if (!/Working/.test(status.innerText)) { observer.disconnect(); next(); }
      });
      observer.observe(status, { subtree: true, childList: true, characterData: true });
    });
    if (!status.innerText.startsWith('Saved')) return done({ error: status.innerText });
    taken.push(performance.now() - start);
    await pause(100);
  }
  done({ taken });
})();
";

/// Records when the first tile has a number, in milliseconds since the beginning of the navigation.
const WATCH: &str = r"
const look = () => {
  const tile = document.querySelector('[aria-label=\'Headline figures\'] button');
  if (tile && /\d/.test(tile.innerText)) window.firstTile = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
";

fn main() {
    if let Err(error) = measure() {
        println!("The page could not be measured: {error:#}");
    }
}

fn measure() -> Result<()> {
    let site = journeys::site_of_release()?;
    let page = Page::visit(Window::WIDE, &site, &site.address(""))?;
    page.shows(&Scenario::of(Baseline::first()));
    for input in ["operations.slip_months", "chip.gb300.price_usd_per_hour", "operations.pue"] {
        page.control(journeys::input(input));
    }
    // Scrolls to where most charts are visible, as a reader does who moves sliders and watches charts.
    page.script("document.querySelector('figure').scrollIntoView({ block: 'start', behavior: 'instant' })", &[]);

    println!("slider to drawn, from the input event, at {} × {}:", page.window().width, page.window().height);
    let mut all = Vec::new();
    for name in ["Schedule slip", "GB300: Price", "PUE"] {
        slide(page.session(), name, &mut all)?;
    }
    println!("  {:<16} {}", "all of them", summary(&mut all));
    note("slider", "From a slider’s move to the last chart in sight drawn, median", &all, 1e3);

    println!("one run of the model, first baseline, 26 months:");
    let natively = natively();
    println!("  {:<16} {natively:.1} µs", "natively");
    note("natively", "One run of the model, natively", &[natively], 1.0);
    match in_wasm(page.session())? {
        Some(microseconds) => {
            println!("  {:<16} {microseconds:.1} µs", "in WASM");
            note("wasm", "One run of the model, in the page", &[microseconds], 1.0);
        }
        None => println!("  {:<16} the page offers no bench_run", "in WASM"),
    }

    println!("10,000 draws with the ranges of all charts and figures, first baseline, 26 months, in workers:");
    draws::in_workers(page.session())?;

    println!("a slider that is dragged, the page’s thread:");
    draws::while_dragging(&page, "GB300: Price", |shown| show_ranges(&page, shown))?;

    println!("export of a workbook, first baseline, 26 months, until it can be saved:");
    export(page.session())?;
    drop(page);

    println!("first visit, from navigation to the first figure, {VISITS} fresh browsers on this machine:");
    let mut visits = (0..VISITS).map(|_| first_visit(&site)).collect::<Result<Vec<f64>>>()?;
    println!("  {:<16} {}", "first figure", summary(&mut visits));
    note("first-figure", "From opening the page to its first figure, median", &visits, 1e3);
    Ok(())
}

/// Shows or hides the ranges, unless they are so already.
fn show_ranges(page: &Page, shown: bool) {
    let switch = page.the(Role::Button, "Ranges");
    if (switch.attribute("aria-pressed").as_deref() == Some("true")) != shown {
        switch.click();
    }
}

/// Records the median of sorted samples.
fn note(name: &str, what: &str, samples: &[f64], microseconds: f64) {
    if let Some(middle) = samples.get(samples.len() / 2) {
        journeys::took(name, what, middle * microseconds);
    }
}

fn slide(session: &Session, name: &str, all: &mut Vec<f64>) -> Result<()> {
    let measured = session.script_later(SLIDE, &[json!(name), json!(CHANGES)])?;
    if let Some(error) = measured["error"].as_str() {
        println!("  {name:<16} {error}");
        return Ok(());
    }
    let samples = measured["samples"].as_array().context("no samples")?;
    let mut drawn: Vec<f64> = samples.iter().filter_map(|sample| sample[0].as_f64()).collect();
    let changed = samples.iter().filter_map(|sample| sample[1].as_u64()).max().unwrap_or(0);
    let mut presented: Vec<f64> =
        measured["presented"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    all.extend(&drawn);
    println!(
        "  {name:<16} {}; up to {changed} of {} visible charts changed, {} in all",
        summary(&mut drawn),
        measured["visible"],
        measured["charts"]
    );
    println!("  {:<16} {}", "  frame handed on", summary(&mut presented));
    Ok(())
}

fn export(session: &Session) -> Result<()> {
    let nowhere = json!({ "behavior": "deny" });
    session.cdp("Browser.setDownloadBehavior", &nowhere)?;
    let measured = session.script_later(EXPORT, &[json!(WORKBOOKS)])?;
    if let Some(error) = measured["error"].as_str() {
        bail!("the export of a workbook: {error}");
    }
    let mut taken: Vec<f64> = measured["taken"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    anyhow::ensure!(!taken.is_empty(), "no workbook was saved");
    let first = taken.remove(0);
    println!("  {:<16} {first:.0} ms, with its module loaded from this machine", "the first");
    println!("  {:<16} {}", "each after it", summary(&mut taken));
    note("workbook-first", "Export of a workbook, the first one, with its module from this machine", &[first], 1e3);
    note("workbook", "Export of a workbook, each after it, median", &taken, 1e3);
    Ok(())
}

/// Microseconds for one native run: the median of five measurements of many runs.
fn natively() -> f64 {
    let scenario = Scenario::of(Baseline::first());
    let mut times = [0.0; 5];
    for time in &mut times {
        let start = Instant::now();
        for _ in 0..RUNS {
            std::hint::black_box(run(std::hint::black_box(&scenario)));
        }
        *time = start.elapsed().as_secs_f64() * 1e6 / f64::from(RUNS);
    }
    times.sort_by(f64::total_cmp);
    times[2]
}

/// The same in the page; `None` if the page does not export a function for it.
fn in_wasm(session: &Session) -> Result<Option<f64>> {
    let script = "const bench = window.wasmBindings && window.wasmBindings.bench_run;
        if (!bench) return null;
        bench(arguments[0]);
        const times = [1, 2, 3, 4, 5].map(() => bench(arguments[0])).sort((a, b) => a - b);
        return times[2]";
    let milliseconds = session.script(script, &[json!(RUNS)])?.as_f64();
    Ok(milliseconds.map(|milliseconds| milliseconds * 1e3 / f64::from(RUNS)))
}

fn first_visit(site: &Arc<Site>) -> Result<f64> {
    let page = Page::visit(Window::WIDE, site, "about:blank")?;
    page.session().cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }))?;
    page.session().go(&site.address(""))?;
    let figure = page.until("the first figure", || {
        page.session().script("return window.firstTile || null", &[])?.as_f64().context("it is not there")
    });
    Ok(figure)
}

/// Median, ninth decile and number of samples, which are milliseconds.
fn summary(samples: &mut [f64]) -> String {
    samples.sort_by(f64::total_cmp);
    let at = |part: f64| samples.get(((samples.len() as f64 - 1.0) * part).round() as usize);
    match (at(0.5), at(0.9)) {
        (Some(median), Some(ninth)) => {
            format!("median {median:.1} ms, 90% within {ninth:.1} ms ({} samples)", samples.len())
        }
        _ => "nothing was measured".to_owned(),
    }
}
