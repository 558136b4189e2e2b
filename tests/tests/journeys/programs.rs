//! The programs beside the page: when they are loaded, and what the page shows if they cannot be loaded or break off.

use anyhow::{Context, ensure};
use journeys::{Key, Page, Role, first_with, input, journey, plain, starting};
use model::base::show::show_closely;
use model::metric;
use model::run::outcome::run;
use serde_json::{Value, json};

/// The addresses of the files that the page has loaded.
fn loaded(page: &Page) -> Vec<String> {
    let names = page.script("return performance.getEntriesByType('resource').map(entry => entry.name)", &[]);
    names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The beginnings of the addresses of the programs beside the page.
fn programs(page: &Page) -> Vec<String> {
    let tags = "return [...document.querySelectorAll('meta[name^=\"program-\"]')].map(meta => meta.content)";
    let addresses = page.script(tags, &[]);
    let addresses = addresses.as_array().into_iter().flatten().filter_map(Value::as_str);
    addresses.map(|address| address.trim_start_matches('.').to_owned()).collect()
}

#[test]
fn the_engine_is_loaded_after_the_first_figures_and_once() {
    journey("on demand", |page| {
        page.shows(&first_with(&[]));
        let programs = programs(page);
        for program in ["/engine-", "/workbook-"] {
            assert!(programs.iter().any(|name| name.starts_with(program)), "{program} is not among {programs:?}");
        }
        // The page loads only the worker's script; the worker loads its other files.
        let workers = |name: &str| {
            let named = programs.iter().find(|program| program.starts_with(name)).expect(name);
            loaded(page).iter().filter(|file| file.contains(&format!("{named}-worker.js"))).count()
        };
        page.until("the engine", || {
            ensure!(workers("/engine-") == 1, "{:?} are loaded", loaded(page));
            Ok(())
        });
        let first = page.script(
            "const files = performance.getEntriesByType('resource');
             const page = files.find(file => file.name.endsWith('_bg.wasm'));
             return files.find(file => file.name.endsWith('-worker.js')).startTime > page.responseEnd",
            &[],
        );
        assert_eq!(first, json!(true), "the engine was loaded before the page could run");
        for id in ["agreement.base.value_usd", "equity.pre_money_usd"] {
            let of = input(id);
            page.open_group(of.row().group);
            let badge = page.first_of(Role::Button, starting(&format!("{}: ", of.name())));
            page.open(&badge);
            let around = badge.inside(Role::Region);
            around.reads(of.row().meaning);
            assert_eq!(around.script("return e.querySelector('.answer').ariaBusy"), "false");
        }
        assert_eq!((workers("/engine-"), workers("/workbook-")), (1, 0), "{:?}", loaded(page));
    });
}

/// Workers that this window controls: `refuse` is how the browser refuses them, `breaks` makes the program break off at
/// the next question. The text at the page's start is kept, because the page asks questions of its own soon after.
const WORKERS: &str = "
    const Real = Worker;
    window.refuse = '';
    window.breaks = false;
    new MutationObserver((_, observer) => {
      if (document.getElementById('first') || !document.querySelector('.tile')) return;
      observer.disconnect();
      window.atStart = document.body.innerText;
    }).observe(document, { childList: true, subtree: true });
    window.Worker = function (address, options) {
      if (window.refuse === 'thrown') throw new DOMException('refused', 'SecurityError');
      if (window.refuse === 'told') {
        const none = new EventTarget();
        none.postMessage = none.terminate = () => {};
        setTimeout(() => none.onerror?.(new Event('error', { cancelable: true })));
        return none;
      }
      const worker = new Real(address, options);
      const post = worker.postMessage.bind(worker);
      worker.postMessage = (message, given) => {
        // The program itself comes first.
        if (message instanceof WebAssembly.Module) return post(message);
        window.posted = performance.now();
        if (!window.breaks) return post(message, given);
        window.breaks = false;
        const fault = new MessageEvent('message', { data: [message[0], 'RuntimeError: unreachable'] });
        setTimeout(() => worker.onmessage(fault));
      };
      return worker;
    };";

/// Reloads the page with such workers. `state` is a script that sets their state at the start.
pub(super) fn with_workers(page: &Page, state: &str) {
    page.before_start(&format!("{WORKERS}\n{state}"));
    page.reload();
    page.shows(&first_with(&[]));
}

/// Reloads the page, with a program that breaks off at the reader's next question.
#[track_caller]
pub(super) fn next_question_breaks(page: &Page) {
    with_workers(page, "");
    // Waits until the page's own questions are answered, so that the next one is the reader's.
    page.until("a rest", || {
        let rested = page.script("return performance.now() - window.posted > 3000", &[]);
        ensure!(rested == json!(true), "the page asks for itself");
        Ok(())
    });
    page.script("window.breaks = true", &[]);
}

/// The visible text when the page with such workers started.
#[track_caller]
fn words_at_start(page: &Page) -> String {
    page.until("the words at the start", || {
        let words = page.session().script("return window.atStart ?? null", &[])?;
        Ok(plain(words.as_str().context("the page has not started")?))
    })
}

/// Waits until the explanation of facility power shows the value that the model computes.
#[track_caller]
fn power_is_explained(page: &Page) {
    let power = metric::FACILITY_POWER;
    let value = run(&first_with(&[])).metrics.get(power).expect("there is power");
    page.reads(&show_closely(value, power.row().unit).text());
}

#[track_caller]
fn ask_for_power(page: &Page) {
    let name = metric::FACILITY_POWER.row().label;
    page.first_of(Role::Button, starting(&format!("{name}: "))).click();
}

#[test]
fn where_workers_are_refused_the_page_answers_itself_and_says_so() {
    for refusal in ["thrown", "told"] {
        journey(&format!("workers refused, {refusal}"), |page| {
            with_workers(page, &format!("window.refuse = '{refusal}';"));
            let words = "This browser refuses workers";
            assert!(!words_at_start(page).contains(words), "nothing was asked yet");
            ask_for_power(page);
            power_is_explained(page);
            page.reads(words);
        });
    }
}

#[test]
fn a_program_that_breaks_off_takes_one_question_with_it() {
    journey("a program breaks off", |page| {
        next_question_breaks(page);
        ask_for_power(page);
        page.reads("This could not be worked out: a fault of this page, not of your numbers.");
        // The page keeps working, and a new program answers.
        page.the(Role::Button, "Try again").click();
        power_is_explained(page);
        page.press(&[Key::Escape]);
        page.shows(&first_with(&[]));
    });
}

#[test]
fn without_a_connection_it_says_so_and_can_be_asked_again() {
    journey("no connection", |page| {
        // With workers refused, the engine would be loaded into the page. Its files are blocked, because otherwise it
        // would be loaded at once, for the marks at sliders.
        page.before_start(&format!("{WORKERS}\nwindow.refuse = 'thrown';"));
        page.go_without(&["*engine-*"], &page.site().address(""));
        let first = first_with(&[]);
        page.shows(&first);
        page.go_offline(true);
        page.refuse_nothing();
        let of = input("agreement.base.value_usd");
        page.open_group(of.row().group);
        let badge = page.first_of(Role::Button, starting(&format!("{}: ", of.name())));
        page.open(&badge);
        let around = badge.inside(Role::Region);
        around.reads("This could not be loaded. Check the connection and try again");
        around.the(Role::Button, "Try again").click();
        around.reads("This could not be loaded");
        // The rest of the page needs no connection.
        let slip = first_with(&[("operations.slip_months", "1")]);
        page.control(input("operations.slip_months")).press(&[Key::Right]);
        page.shows(&slip);
        page.go_offline(false);
        around.the(Role::Button, "Try again").click();
        around.reads(first.evidence(of).source.expect("it has one").title);
        assert!(around.every(Role::Button, "Try again").is_empty());
        let keyboard = around.script("return e.querySelector('.answer') === document.activeElement");
        assert_eq!(keyboard, true, "the keyboard is where the button was");
        // The browser itself logs the lost connection; the page adds nothing.
        let lines = page.complaints().expect("the console can be read");
        assert!(!lines.is_empty() && lines.iter().all(|line| line.text.contains("net::ERR_")), "{lines:#?}");
    });
}
