//! Explanations of numbers, down to facts and assumptions, by pointer and by keyboard.

use anyhow::{Context, ensure};
use figures::seven_digits;
use journeys::session::ElementId;
use journeys::{Key, Page, Role, Window, fail, first_with, journey, journey_in, plain, starting};
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerators::ACCELERATORS;
use model::inputs::evidence::entry;
use model::inputs::scenario::Scenario;
use model::quantities::cell::Cell;
use model::quantities::metric::MetricId;
use model::record::explain::{Explanation, explain};
use model::record::formula::Token;
use model::record::question::Question;
use model::record::recorder::record;
use model::record::tape::Recording;
use model::run::outcome::run;
use model::{metric, series};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const CLASSES: [&str; 7] =
    ["official", "official via secondary", "reported", "estimate", "derived", "assumption", "yours"];

fn cell(question: &str) -> Cell {
    match Question::parse(question) {
        Some(Question::Cell(cell)) => cell,
        other => fail(format_args!("{question}: {other:?}")),
    }
}

/// The focused element: its tag, its question, its text.
fn keyboard(page: &Page) -> (String, String, String) {
    let at = page.script(
        "const e = document.activeElement;
         return [e.tagName, e.getAttribute('data-ask') || '', e.ariaLabel || e.innerText || '']",
        &[],
    );
    let text = |place: usize| plain(at[place].as_str().unwrap_or_default());
    (text(0), text(1), text(2))
}

/// Waits until the heading of the explanation with this name has the focus. The explanation must name an evidence
/// class.
#[track_caller]
fn opened(page: &Page, name: &str) {
    page.until(&format!("the explanation of {name}"), || {
        let (tag, _, words) = keyboard(page);
        ensure!(tag == "H2" && words.starts_with(&plain(name)), "the keyboard is at {tag} {words:?}");
        Ok(())
    });
    let told = page.the(Role::Dialog, starting(name));
    let words = told.words();
    assert!(CLASSES.iter().any(|class| words.contains(class)), "{words}");
}

/// Tabs to the button with this question, and presses Enter.
#[track_caller]
fn ask(page: &Page, question: &str) {
    for _ in 0..120 {
        page.press(&[Key::Tab]);
        if keyboard(page).1 == question {
            return page.press(&[Key::Enter]);
        }
    }
    fail(format_args!("no way by keyboard to {question}"));
}

/// The parts that an explanation shows before anything is unfolded.
fn in_sight(told: &Explanation) -> Vec<Question> {
    let folded = |at: usize| {
        told.formula.iter().any(|token| match token {
            Token::Months { first, count } => (first + 1..first + count - 1).contains(&at),
            _ => false,
        })
    };
    let parts = told.parts.iter().enumerate().filter(|(at, _)| !folded(*at));
    parts.map(|(_, part)| part.question.clone()).collect()
}

/// The shortest path from a number down to a wanted question, without the number itself.
fn way(recording: &Recording, from: &str, wanted: impl Fn(&Question) -> bool) -> Vec<Question> {
    let mut before: BTreeMap<String, Question> = BTreeMap::new();
    let mut next = VecDeque::from([Question::parse(from).expect(from)]);
    while let Some(at) = next.pop_front() {
        if wanted(&at) {
            let mut way = vec![at.clone()];
            while let Some(earlier) = before.get(&way[0].text()).cloned() {
                if earlier.text() == from {
                    return way;
                }
                way.insert(0, earlier);
            }
        }
        let Question::Cell(cell) = at else { continue };
        for part in explain(recording, cell).map(|told| in_sight(&told)).unwrap_or_default() {
            before.entry(part.text()).or_insert_with(|| {
                next.push_back(part.clone());
                at.clone()
            });
        }
    }
    fail(format_args!("no way down from {from}"));
}

fn name(question: &Question) -> String {
    match question {
        Question::Cell(cell) => cell.quantity.name(),
        Question::Input(input) => input.name(),
        Question::Fact(id) => entry(id).expect("it is listed").name.clone(),
    }
}

fn drills_down(page: &Page, scenario: &Scenario) {
    page.shows(scenario);
    let recording = record(scenario);
    let from = "metric:spend_to_date_usd";
    let price =
        |question: &Question| matches!(question, Question::Input(of) if of.id().ends_with(".price_usd_per_hour"));
    let way = way(&recording, from, price);
    assert!(way.len() > 3, "{way:?}");
    let label = metric::SPEND_TO_DATE.row().label;
    page.first_of(Role::Button, starting(label)).press(&[Key::Enter]);
    opened(page, label);
    for step in &way {
        ask(page, &step.text());
        opened(page, &name(step));
    }
    let Some(Question::Input(price)) = way.last() else { fail(format_args!("{way:?}")) };
    let told = page.the(Role::Dialog, starting(&price.name()));
    let source = scenario.evidence(*price).source.expect("a price has a source");
    for part in [source.title, source.publisher, source.date, price.row().meaning, scenario.evidence(*price).note] {
        told.reads(part);
    }
    // Back leads through the same explanations, one by one.
    for step in way.iter().rev().skip(1) {
        page.the(Role::Button, "← Back").press(&[Key::Enter]);
        opened(page, &name(step));
    }
    page.the(Role::Button, "← Back").press(&[Key::Enter]);
    opened(page, label);
    assert_eq!(page.every(Role::Button, "← Back").len(), 0, "nothing is before the first");
    page.press(&[Key::Escape]);
    page.until_it_is("the keyboard", &from.to_owned(), || Ok(keyboard(page).1));
    assert!(page.every(Role::Dialog, journeys::containing("")).is_empty(), "it is closed");
}

#[test]
fn a_reader_drills_down_by_keyboard_to_a_source() {
    journey("drill down", |page| drills_down(page, &first_with(&[])));
}

#[test]
fn a_reader_drills_down_on_a_telephone() {
    journey_in("drill down, narrow", Window::NARROW, "", |page| {
        drills_down(page, &first_with(&[]));
        let wider = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
        assert!(wider.as_i64().is_some_and(|wider| wider <= 0), "the page is {wider} px too wide");
    });
}

#[test]
fn a_peak_leads_to_the_vendors_own_figure() {
    journey("down to a fact", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        let way = way(&record(&scenario), "metric:h100_equivalents", |question| matches!(question, Question::Fact(_)));
        page.first_of(Role::Button, starting("H100-equivalents: ")).click();
        opened(page, "H100-equivalents");
        for step in &way {
            ask(page, &step.text());
            opened(page, &name(step));
        }
        let Some(Question::Fact(id)) = way.last() else { fail(format_args!("{way:?}")) };
        let fact = entry(id).expect("it is listed");
        let told = page.the(Role::Dialog, starting(&fact.name));
        for part in [fact.class.word(), fact.source.title, fact.source.publisher, fact.source.date, fact.note] {
            told.reads(part);
        }
        let links = told.script("return [...e.querySelectorAll('a')].map(a => a.getAttribute('href'))");
        assert!(fact.source.url.is_empty() || links == json!([fact.source.url]), "{links}");
        // The button Close closes it too, and returns the focus.
        page.the(Role::Button, "Close").click();
        page.until_it_is("the keyboard", &"metric:h100_equivalents".to_owned(), || Ok(keyboard(page).1));
    });
}

#[test]
fn charts_and_their_tables_are_asked_by_keyboard_and_by_pointer() {
    journey("ask a chart", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        // In a chart with one series, Enter explains its value in the marked month.
        let power = page.the(Role::Slider, starting("Facility power"));
        power.press(&[Key::Left, Key::Left, Key::Enter]);
        opened(page, "Facility power, Oct 2027");
        page.press(&[Key::Escape]);
        page.until_it_is("the keyboard", &"DIV".to_owned(), || Ok(keyboard(page).0));
        // In a chart with several series, Enter asks which one.
        let chips = page.the(Role::Slider, starting("Accelerators online"));
        chips.press(&[Key::Enter]);
        opened_choice(page);
        ask(page, "series:chips.gb300:25");
        opened(page, "GB300: Chips online, Dec 2027");
        page.press(&[Key::Escape]);
        // A press on a label of a line explains its value.
        let chart = page.chart("Accelerators online");
        let label = chart.script("return e.querySelector('.labels [data-ask]').getAttribute('data-ask')");
        let asked = label.as_str().expect("a label has a question").to_owned();
        chart.script("e.scrollIntoView({ block: 'center' })");
        page.until("a label", || {
            let first = ElementId::read(&chart.script("return e.querySelector('.labels [data-ask]')"));
            page.session().click(&first.context("there is none")?)
        });
        opened(page, &name(&Question::Cell(cell(&asked))));
        page.press(&[Key::Escape]);
        // The table is one tab stop, and arrow keys move within it.
        page.table_of(&chart);
        chart.script("e.querySelector('td button').focus()");
        assert_eq!(chart.script("return e.querySelectorAll('td button[tabindex=\"0\"]').length"), json!(1));
        let first = keyboard(page).1;
        page.press(&[Key::Down, Key::Down, Key::Right, Key::Left]);
        assert_eq!(keyboard(page).1, first.replace(":0", ":2"));
        page.press(&[Key::Enter]);
        opened(page, &name(&Question::Cell(cell(&first))));
        page.press(&[Key::Escape]);
        page.until_it_is("the keyboard", &first.replace(":0", ":2"), || Ok(keyboard(page).1));
    });
}

#[track_caller]
fn opened_choice(page: &Page) {
    page.until("the choice", || {
        let (tag, _, words) = keyboard(page);
        ensure!(tag == "H2" && words == "Which number?", "the keyboard is at {tag} {words:?}");
        Ok(())
    });
}

/// An element that shows a number of the model: its question, its text or name, and its context, which is the column's
/// head, the chart's measure or the following text. Notes that say where a number turns have questions too, but show no
/// number, so they are left out.
struct Shown {
    question: String,
    words: String,
    head: String,
}

fn shown(page: &Page) -> Vec<Shown> {
    let all = page.script(
        "return [...document.querySelectorAll('[data-ask]')].filter(e => /^(metric|series|working|fact)/.test(e.dataset.ask) && !e.matches('.drawing, .said, .turns-note .ask')).map(e => {
           const cell = e.closest('td');
           const head = cell ? cell.closest('table').tHead.rows[0].cells[cell.cellIndex].textContent : '';
           const chart = e.closest('figure');
           return [e.dataset.ask, e.ariaLabel || e.textContent,
             e.closest('h1') ? e.nextSibling.textContent
               : head || (chart ? chart.querySelector('.measure').textContent : '')];
         })",
        &[],
    );
    let text = |value: &Value| plain(value.as_str().unwrap_or_default());
    let all = all.as_array().cloned().unwrap_or_default();
    all.iter().map(|one| Shown { question: text(&one[0]), words: text(&one[1]), head: text(&one[2]) }).collect()
}

/// Whether a number's unit can be read beside it.
fn has_unit(one: &Shown, value: f64, unit: Unit) -> bool {
    let squeezed = |text: &str| plain(text).replace(' ', "");
    let shown = show(value, unit);
    // Counts, ratios and months have no unit sign: the head or the name says what they are.
    let counted = matches!(unit, Unit::Chips | Unit::Ratio | Unit::Month);
    let with_unit = squeezed(&one.words).contains(&squeezed(&shown.text()))
        && (!counted || !one.head.is_empty() || one.words.chars().any(char::is_alphabetic) || one.words.contains('×'));
    let in_head = ["USD", "share", "FLOP/s", "chips", "H100", "W)"].iter().any(|unit| one.head.contains(unit))
        && one.words == plain(&seven_digits(value));
    // In a sentence the next words state the unit, and that the amount is a loss.
    let is_loss = ["out of pocket", "laid out"].iter().any(|words| one.head.contains(words));
    let as_loss = is_loss && squeezed(&one.words) == squeezed(&show(-value, unit).text());
    with_unit || as_loss || in_head || (unit == Unit::Chips && one.head.starts_with("accelerators"))
}

#[test]
fn no_number_is_without_unit_and_class() {
    journey("every number", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        let (recording, outcome) = (record(&scenario), run(&scenario));
        page.open_group(model::inputs::kinds::Group::Agreements);
        for button in page.every(Role::Button, starting("Values of")) {
            page.open(&button);
        }
        let all = shown(page);
        // The table of each chart has a row per month.
        let least = page.charts().len() * outcome.sheet.months();
        assert!(all.len() > least, "only {} numbers can be asked about", all.len());
        let mut without = Vec::new();
        for one in &all {
            let fine = match Question::parse(&one.question) {
                Some(Question::Cell(cell)) => match (cell.quantity, recording.formula(cell)) {
                    (model::quantities::cell::Quantity::Metric(of), _) => match outcome.metrics.get(of) {
                        Ok(value) => has_unit(one, value, of.row().unit),
                        Err(absent) => one.words.contains(absent.reason()) || one.words.contains('–'),
                    },
                    (quantity, Some(id)) => has_unit(one, recording.value(id), quantity.unit()),
                    (_, None) => false,
                },
                Some(Question::Fact(id)) => entry(&id).is_some_and(|fact| has_unit(one, fact.value, fact.unit)),
                Some(Question::Input(_)) | None => false,
            };
            if !fine {
                without.push(format!("{} {:?} under {:?}", one.question, one.words, one.head));
            }
        }
        assert!(without.is_empty(), "no unit: {without:#?}");
        // Every tile, cell and label can be asked about.
        let bare = page.script(
            "const is = e => e.matches('[data-ask]') || e.querySelector('[data-ask]');
             return [...document.querySelectorAll('.tile, .more-figure, .figure, figure td, svg .label, .bar-rows .ends li, .claims td, .account, .amount')]
               .filter(e => !is(e) && e.textContent.trim() !== '–').map(e => e.textContent)",
            &[],
        );
        assert_eq!(bare, json!([]), "numbers that cannot be asked about");
        // One number of each quantity is explained.
        let mut seen = BTreeSet::new();
        let kind = |question: &str| question.rsplit_once(':').map_or(question, |(before, _)| before).to_owned();
        for one in all.iter().filter(|one| {
            let whole = one.question.starts_with("metric") || one.question.starts_with("fact");
            seen.insert(if whole { one.question.clone() } else { kind(&one.question) })
        }) {
            page.script(
                "const e = [...document.querySelectorAll('[data-ask]')].find(e => e.dataset.ask === arguments[0]); e.dispatchEvent(new MouseEvent('click', { bubbles: true }))",
                &[json!(one.question)],
            );
            let asked = Question::parse(&one.question).expect("it was read before");
            page.until(&one.question, || {
                let words =
                    page.script("const h = document.querySelector('.explain h2'); return h ? h.textContent : ''", &[]);
                ensure!(
                    plain(words.as_str().unwrap_or_default()).starts_with(&plain(&name(&asked))),
                    "{words} is shown"
                );
                Ok(())
            });
            let told = page.script("return document.querySelector('.explain').innerText", &[]);
            let told = plain(told.as_str().unwrap_or_default());
            assert!(CLASSES.iter().any(|class| told.contains(class)), "{}: {told}", one.question);
            let exact = page.script("return [...document.querySelectorAll('.explain data')].map(e => e.value)", &[]);
            assert!(exact[0].is_string() || told.contains("No value ("), "{}: {told}", one.question);
        }
        assert!(seen.len() > page.charts().len(), "only {} quantities", seen.len());
    });
}

#[test]
fn every_accelerators_price_of_work_is_explained_from_its_bar() {
    journey("bars", |page| {
        let scenario = first_with(&[]);
        page.shows(&scenario);
        let chart = page.chart("Dollars a PFLOP-hour");
        let chip = ACCELERATORS.iter().find(|chip| chip.id == "gb300").expect("it is in the catalogue");
        let outcome = run(&scenario);
        let of = MetricId::parse("usd_per_effective_pflop_hour.gb300").expect("it is a metric");
        let price = show(outcome.metrics.get(of).expect("it has a peak"), of.row().unit).text();
        chart.the(Role::Button, format!("{}: {price}", chip.name)).click();
        opened(page, &of.name());
        // The flows, which are sums over months, are explained from the table of their chart.
        page.press(&[Key::Escape]);
        let flows = page.chart("Dollars paid from Nov 2025 to Dec 2027");
        page.table_of(&flows);
        let spent = outcome.sheet.get(series::SPEND_TO_DATE, outcome.as_of.0 as usize);
        flows.the(Role::Button, seven_digits(spent)).click();
        opened(page, "Spend to date, Dec 2027");
        page.the(Role::Dialog, starting("Spend to date")).reads("sum of (Spend, Nov 2025 to Dec 2027)");
    });
}
