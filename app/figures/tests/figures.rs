//! Every figure of every baseline: found by its id, askable, drawn without styles, and alone at every width with all of
//! its words, none on another and none outside.

use figures::advance::Font;
use figures::definitions::ALL;
use figures::theme::Theme;
use figures::{Figure, Plot, Sentence, Span, Subjects, definition, picture};
use model::inputs::baselines::BASELINES;
use model::inputs::scenario::Scenario;
use model::record::question::Question;
use model::run::outcome::run;

const WIDTHS: [f64; 4] = [328.0, 640.0, 960.0, 1600.0];

fn footer() -> Vec<String> {
    vec![
        "Rackrate: The talks, December 2025. Facts as of 2026-10-10. Saved 2026-11-25.".to_owned(),
        "https://example.org/rackrate/?s=1.talks-2025-12.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
            .to_owned(),
    ]
}

/// Every figure of every baseline, at its as-of month and a year after the beginning.
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
                // Words within quotes are no attributes.
                let outside = tag.split('"').step_by(2).collect::<String>();
                assert!(!outside.contains("style") && !outside.contains(" on"), "{what}: {tag}");
            }
            assert!(!drawn.contains("NaN") && !drawn.contains("\"inf") && !drawn.contains("-inf"), "{what}: {drawn}");
        }
    });
}

/// A text of a drawing, with the box that it fills.
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

#[test]
fn a_picture_has_every_word_none_on_another_and_none_outside() {
    let without_spaces = |text: &str| text.replace(' ', "");
    each(|what, figure| {
        for width in WIDTHS {
            let svg = picture(figure, width, Theme::Light, &footer());
            let root = svg.split_once("viewBox=\"").expect("a view").1.split('"').next().unwrap_or_default();
            let view: Vec<f64> = root.split(' ').filter_map(|number| number.parse().ok()).collect();
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
                }
                Plot::Bars(plot) => {
                    wanted.extend(plot.rows.iter().flat_map(|row| [row.name.clone(), row.shown.clone()]))
                }
                // Of what was not paid only a sentence tells, and of nothing at all nothing but that.
                Plot::Flows(plot) if plot.paid.iter().any(|(_, usd)| *usd > 0.0) => {
                    wanted.extend(plot.paid.iter().map(|(of, _)| of.purpose.to_owned()));
                }
                Plot::Flows(_) => wanted.push("Nothing was paid by".to_owned()),
                Plot::Grid(grid) => wanted.extend(grid.rows.iter().map(|row| figures::span::plain(&row.name))),
            }
            for words in wanted {
                assert!(all.contains(&without_spaces(&words)), "{what}, {width}: {words:?} is not in {all}");
            }
            for (place, one) in texts.iter().enumerate() {
                assert!(one.size >= 12.0, "{what}: {one:?} is too small");
                let within = one.left >= view[0] && one.right <= view[2] && one.top >= view[1] && one.bottom <= view[3];
                assert!(within, "{what}, {width}: {one:?} is outside of {view:?}");
                for other in &texts[place + 1..] {
                    let across = one.right.min(other.right) - one.left.max(other.left);
                    let down = one.bottom.min(other.bottom) - one.top.max(other.top);
                    assert!(across <= 0.5 || down <= 0.5, "{what}, {width}: {one:?} lies on {other:?}");
                }
            }
        }
    });
}

#[test]
fn others_and_bands_are_drawn_beside() {
    let baseline = model::inputs::baselines::Baseline::first();
    let scenario = Scenario::of(baseline);
    let outcome = run(&scenario);
    let other = Scenario::of(model::inputs::baselines::Baseline::by_id("power-bound").expect("it is frozen"));
    let other_outcome = run(&other);
    let others = [figures::Subject { name: "A", scenario: &other, outcome: &other_outcome }];
    let watts = model::series::FACILITY_POWER;
    let quantile = |share, factor: f64| figures::Quantile {
        share,
        values: outcome.sheet.row(watts).iter().map(|value| value * factor).collect(),
    };
    let bands = [figures::Band { series: watts, quantiles: vec![quantile(0.05, 0.8), quantile(0.95, 1.2)] }];
    let subjects = Subjects { others: &others, bands: &bands, ..Subjects::one(&scenario, &outcome) };
    let plot = power_of(&subjects);
    assert_eq!(plot.lines.last().map(|line| line.name.as_str()), Some("A"));
    assert_eq!(plot.lines[0].quantiles.len(), 2);
    let alone = figures::time::plane(&power_of(&Subjects::one(&scenario, &outcome)));
    let both = figures::time::plane(&plot);
    assert!(both.matches("<polygon").count() > alone.matches("<polygon").count(), "no band is drawn");
    assert!(both.matches("stroke-dasharray").count() > alone.matches("stroke-dasharray").count(), "no other is drawn");
}

fn power_of(subjects: &Subjects<'_>) -> figures::time::TimePlot {
    let Plot::Months(plot) = (figures::definitions::POWER.plot)(subjects) else { unreachable!("power has months") };
    plot
}
