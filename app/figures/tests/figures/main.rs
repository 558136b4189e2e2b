//! Every figure of every baseline: it is found by its id, can be asked about, and is drawn without styles. As a picture
//! of any width it has all its texts, none overlapping another or outside.

mod bands;
mod beside;

use figures::advance::Font;
use figures::definitions::{ALL, COST, EFFICIENCY, OWNER_COST};
use figures::theme::Theme;
use figures::{Figure, Plot, Sentence, Span, Subjects, definition, picture};
use model::inputs::baselines::BASELINES;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::record::question::Question;
use model::run::outcome::run;

const WIDTHS: [f64; 4] = [320.0, 640.0, 960.0, 1600.0];

fn footer() -> Vec<String> {
    vec![
        "Rackrate: The talks, December 2025. Facts as of 2026-10-10. Saved 2026-11-25.".to_owned(),
        "https://example.org/rackrate/?s=1.talks-2025-12.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
            .to_owned(),
    ]
}

/// The values at the crosshair, in the markup of a drawing's marks; empty if there are none.
fn read_at_crosshair(marks: &str) -> &str {
    let read = marks.split("class=\"reading\"").nth(1).and_then(|rest| rest.split("class=\"labels").next());
    read.unwrap_or_default()
}

/// Every figure of every baseline at three as-of months: its own, November 2026 and November 2025.
fn each(mut check: impl FnMut(&str, &Figure)) {
    for baseline in BASELINES {
        for as_of in [None, Some("2026-11"), Some("2025-11")] {
            let mut scenario = Scenario::of(baseline);
            if let Some(month) = as_of {
                let of = model::input::AS_OF;
                scenario.set_text(of, month).expect("a month that is shown");
            }
            let outcome = run(&scenario);
            let subjects = Subjects::one(&scenario, &outcome);
            for definition in ALL {
                let what = format!("{} of {} at {}", definition.id, baseline.id, outcome.as_of.name());
                check(&what, &definition.figure(&subjects));
            }
            if as_of.is_none() {
                let drawn = bands::drawn(&scenario, 40);
                for definition in ALL {
                    let what = format!("{} of {}, with draws", definition.id, baseline.id);
                    check(&what, &definition.figure(&Subjects { bands: Some(&drawn), ..subjects }));
                }
            }
        }
    }
}

#[test]
fn every_figure_is_found_by_its_id() {
    for one in ALL {
        assert!(std::ptr::eq(definition(one.id).expect(one.id), one), "{} stands twice", one.id);
        assert!(one.id.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-'), "{}", one.id);
    }
    assert!(definition("").is_none() && definition("Fleet").is_none());
}

fn parses(what: &str, questions: &str) {
    assert!(!questions.is_empty(), "{what}: a figure without a question");
    for question in questions.split(' ') {
        let read = Question::parse(question);
        assert_eq!(read.map(|read| read.text()).as_deref(), Some(question), "{what}");
    }
}

fn sentences(figure: &Figure) -> impl Iterator<Item = &Sentence> {
    [&figure.finding, &figure.measure].into_iter().chain(&figure.notes)
}

#[test]
fn everything_that_can_be_asked_is_a_question_of_the_model() {
    each(|what, figure| {
        for span in sentences(figure).flatten() {
            if let Span::Figure(text, questions) = span {
                assert!(!text.is_empty(), "{what}");
                parses(what, questions);
            }
        }
        let block = figures::block::block(figure);
        for questions in block.split("data-ask=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            parses(what, questions);
        }
        if let Some(table) = figure.plot.table() {
            for row in &table.rows {
                assert_eq!(row.cells.len() + 1, table.head.len(), "{what}");
                for cell in &row.cells {
                    assert_eq!(cell.value.is_some(), cell.question.is_some(), "{what}: {}", row.name);
                    cell.question.iter().for_each(|question| parses(what, question));
                }
            }
        }
        if let Plot::Months(plot) = &figure.plot {
            let questions = plot.questions(figure.marked.0 as usize);
            questions.split(' ').filter(|question| !question.is_empty()).for_each(|question| parses(what, question));
        }
    });
}

#[test]
fn nothing_is_drawn_with_a_style_or_a_number_that_is_none() {
    each(|what, figure| {
        for drawn in [figures::block::block(figure), picture(figure, 640.0, Theme::Dark, &footer())] {
            for tag in drawn.split('<').filter_map(|part| part.split('>').next()) {
                // Text within quotes is not an attribute.
                let outside = tag.split('"').step_by(2).collect::<String>();
                assert!(!outside.contains("style") && !outside.contains(" on"), "{what}: {tag}");
            }
            assert!(!drawn.contains("NaN") && !drawn.contains("\"inf") && !drawn.contains("-inf"), "{what}: {drawn}");
        }
    });
}

/// A text of a drawing, with its bounding box.
#[derive(Debug)]
struct Written {
    words: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    size: f64,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn written(svg: &str) -> Vec<Written> {
    let texts = svg.split("<text").skip(1).map(|part| {
        let (tag, rest) = part.split_once('>').expect("the end of a tag");
        let words = rest.split("</text>").next().unwrap_or_default();
        let words = words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<f64>().ok());
        let size = number("font-size").unwrap_or(12.0);
        let width = Font { size, bold: tag.contains("font-weight") }.width(&words);
        let (x, y) = (number("x").expect("a place"), number("y").expect("a place"));
        let left = match attribute(tag, "text-anchor") {
            Some("end") => x - width,
            Some("middle") => x - width / 2.0,
            _ => x,
        };
        Written { words, left, right: left + width, top: y - 0.73 * size, bottom: y + 0.21 * size, size }
    });
    texts.collect()
}

/// Every text of a picture is legible, within the picture, and overlaps no other.
fn none_on_another(what: &str, svg: &str) {
    let root = svg.split_once("viewBox=\"").expect("a view").1.split('"').next().unwrap_or_default();
    let view: Vec<f64> = root.split(' ').filter_map(|number| number.parse().ok()).collect();
    let texts = written(svg);
    for (place, one) in texts.iter().enumerate() {
        assert!(one.size >= 12.0, "{what}: {one:?} is too small");
        let within = one.left >= view[0] && one.right <= view[2] && one.top >= view[1] && one.bottom <= view[3];
        assert!(within, "{what}: {one:?} is outside of {view:?}");
        for other in &texts[place + 1..] {
            let across = one.right.min(other.right) - one.left.max(other.left);
            let down = one.bottom.min(other.bottom) - one.top.max(other.top);
            assert!(across <= 0.5 || down <= 0.5, "{what}: {one:?} lies on {other:?}");
        }
    }
}

#[test]
fn a_picture_has_every_word_none_on_another_and_none_outside() {
    let without_spaces = |text: &str| text.replace(' ', "");
    each(|what, figure| {
        for width in WIDTHS {
            let svg = picture(figure, width, Theme::Light, &footer());
            let texts = written(&svg);
            let all = without_spaces(&texts.iter().map(|text| text.words.as_str()).collect::<String>());
            let mut wanted: Vec<String> = sentences(figure).map(|sentence| figures::span::plain(sentence)).collect();
            wanted.push(figure.source.clone());
            wanted.extend(footer());
            match &figure.plot {
                Plot::Months(plot) => {
                    wanted.extend(
                        plot.lines
                            .iter()
                            .filter(|line| line.values.iter().any(Option::is_some))
                            .map(|line| line.name.clone()),
                    );
                    wanted.push(figure.marked.short_name());
                    wanted.extend(plot.fan.iter().map(|_| "Nine in ten".to_owned()));
                }
                Plot::Bars(plot) => wanted.extend(plot.seen().flat_map(|row| [row.name.clone(), row.shown.clone()])),
                // Payments that were not made are named in a sentence only, and if there is none at all, only that is
                // said.
                Plot::Flows(plot) if plot.paid.iter().any(|(_, usd)| *usd > 0.0) => {
                    wanted.extend(plot.paid.iter().map(|(of, _)| of.purpose.to_owned()));
                }
                Plot::Flows(_) => wanted.push("Nothing was invested and no rent was paid by".to_owned()),
                Plot::Grid(grid) => wanted.extend(grid.rows.iter().map(|row| figures::span::plain(&row.name))),
            }
            for words in wanted {
                assert!(all.contains(&without_spaces(&words)), "{what}, {width}: {words:?} is not in {all}");
            }
            none_on_another(&format!("{what}, {width}"), &svg);
        }
    });
}

/// Whether the sign of one metric divided by another, less 1, turns at an end of the range of any input.
fn flips(scenario: &Scenario, one: MetricId, other: MetricId) -> bool {
    let share = |scenario: &Scenario| {
        let metrics = run(scenario).metrics;
        metrics.get(one).ok().zip(metrics.get(other).ok()).map(|(one, other)| one / other - 1.0)
    };
    let value = share(scenario).expect("both are there");
    ParameterId::all().any(|input| {
        let ends = input.fact().filter(|fact| scenario.get(input) == fact.value && !scenario.is_changed(input));
        let ends = ends.and_then(|fact| fact.low.zip(fact.high));
        ends.is_some_and(|(low, high)| {
            [low, high].into_iter().any(|end| {
                let mut tried = scenario.clone();
                tried.set(input, end).is_ok() && share(&tried).is_some_and(|share| share * value < 0.0)
            })
        })
    })
}

/// The last two metrics that a sentence's figures ask for, which are those compared.
fn compared(sentence: &Sentence) -> Option<(MetricId, MetricId)> {
    let questions = sentence.iter().rev().find_map(|span| match span {
        Span::Figure(_, questions) => Some(questions),
        Span::Text(_) => None,
    })?;
    let metrics: Vec<MetricId> =
        questions.split(' ').filter_map(|question| MetricId::parse(question.strip_prefix("metric:")?)).collect();
    match metrics.as_slice() {
        [one, other] => Some((*one, *other)),
        _ => None,
    }
}

#[test]
fn no_warning_is_missing_where_an_end_of_a_range_changes_the_sign_of_a_finding() {
    let (mut warned, mut sure) = (0, 0);
    for baseline in BASELINES {
        let mut scenarios = vec![Scenario::of(baseline)];
        if baseline.id == "announced-2026-02" {
            for precision in ["bf16", "fp4"] {
                let mut scenario = Scenario::of(baseline);
                scenario.set_text(model::input::PRECISION, precision).expect("a choice");
                scenarios.push(scenario);
            }
        }
        for scenario in scenarios {
            let outcome = run(&scenario);
            let subjects = Subjects::one(&scenario, &outcome);
            for of in [&COST, &OWNER_COST, &EFFICIENCY] {
                let finding = (of.finding)(&subjects);
                let said = figures::span::plain(&finding);
                let Some((one, other)) = compared(&finding) else { continue };
                let flips = flips(&scenario, one, other);
                assert_eq!(said.contains("from "), flips, "{}: {said}", baseline.id);
                assert_eq!(!(of.notes)(&subjects).is_empty(), flips, "{}: {said}", baseline.id);
                if flips {
                    assert!(said.contains("% less to ") || said.contains("as much to "), "{said}");
                    warned += 1;
                } else {
                    sure += 1;
                }
            }
        }
    }
    assert!(warned > 5 && sure > 0, "{warned} warned, {sure} sure");
}

#[test]
fn one_kind_of_price_is_compared_and_chips_in_use_and_the_reference_come_first() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        let subjects = Subjects::one(&scenario, &outcome);
        let used = figures::sentences::chips_shown(&outcome);
        let reference = model::input::REFERENCE_CHIP.show(scenario.get(model::input::REFERENCE_CHIP));
        for id in ["cost", "owner-cost", "efficiency"] {
            let seen = |id: &str| match figures::figure(id, &subjects).expect(id).plot {
                Plot::Bars(plot) => plot.seen().map(|row| row.name.clone()).collect::<Vec<_>>(),
                _ => unreachable!("{id} has rows"),
            };
            let (first, all) = (seen(id), seen(&format!("{id}-all")));
            let name = |chip: &usize| model::facts::accelerators::ACCELERATORS[*chip].name.to_owned();
            for name in used.iter().map(name).chain([reference.clone()]) {
                let has =
                    |names: &[String]| names.iter().any(|row| row.split([',', ' ']).next() == name.split(' ').next());
                assert_eq!(has(&first), has(&all), "{}: {id}: {name}: {first:?}", baseline.id);
            }
            // If nothing is in use, there is nothing to fold the others behind.
            let few =
                if used.is_empty() { first == all } else { first.len() <= used.len() + 1 && all.len() > first.len() };
            assert!(few, "{}: {id}: {first:?}", baseline.id);
        }
    }
}

#[test]
fn an_axis_has_room_for_its_numbers() {
    each(|what, figure| {
        let Plot::Months(plot) = &figure.plot else { return };
        let axes = figures::time::axes(plot);
        let axis = axes.split("</svg>").next().unwrap_or_default();
        for label in axis.split("<text").skip(1).filter_map(|text| text.split(['>', '<']).nth(1)) {
            let wide = figures::advance::SMALL.width(label);
            assert!(wide <= figures::time::Layout::LEFT - 6.0, "{what}: {label:?} is {wide} wide");
        }
    });
}

#[test]
fn what_is_stable_lies_at_the_base_of_a_stack() {
    let scenario = Scenario::of(model::inputs::baselines::Baseline::by_id("announced-2026-02").expect("it is frozen"));
    let outcome = run(&scenario);
    let Plot::Months(plot) = (figures::definitions::FLEET.plot)(&Subjects::one(&scenario, &outcome)) else {
        unreachable!("it has months")
    };
    let stacked = plot.lines.iter().filter(|line| line.shape == figures::time::Shape::Stacked);
    let begins: Vec<Option<usize>> =
        stacked.map(|line| line.values.iter().position(|value| value.is_some_and(|value| value > 0.0))).collect();
    assert!(begins.len() > 1 && begins.is_sorted(), "{begins:?}");
    let total = plot.lines.iter().find(|line| line.name == "Total").expect("a total");
    assert_eq!(total.at(25), Some(outcome.sheet.get(model::series::CHIPS_ONLINE, 25)));
}

#[test]
fn what_happened_is_a_dot_on_every_chart_that_has_its_line() {
    let scenario = Scenario::of(model::inputs::baselines::Baseline::by_id("funded-2026-07").expect("it is frozen"));
    let outcome = run(&scenario);
    let subjects = Subjects::one(&scenario, &outcome);
    for (of, count) in [(&figures::definitions::SPEND, 3), (&figures::definitions::STAKE, 3)] {
        let figure = of.figure(&subjects);
        let block = figures::block::block(&figure);
        assert_eq!(block.matches("data-ask=\"fact:actual.openai-paid-").count(), count, "{}", of.id);
        let table = figure.plot.table().expect("it has values");
        assert!(table.head.iter().any(|head| head.ends_with(", actual (USD)")), "{:?}", table.head);
    }
    let alone = Scenario::of(model::inputs::baselines::Baseline::by_id("all-trainium3").expect("it is frozen"));
    let outcome = run(&alone);
    let block = figures::block::block(&figures::definitions::SPEND.figure(&Subjects::one(&alone, &outcome)));
    assert!(!block.contains("fact:actual"), "another baseline has its own");
}
