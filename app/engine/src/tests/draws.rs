//! Draws that are made some at a time, and where they are shown.

use super::*;
use figures::definitions::ALL;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;
use protocol::{BandsValue, DrawnFrom, DrawnValue};

/// What the model says of so many draws.
fn natively(scenario: &Scenario, draws: u32) -> Bands {
    let plan =
        Plan::new(scenario, &Uncertainty { draws, ..Uncertainty::default() }).expect("nothing contradicts itself");
    Bands::of(&plan, &Wanted::charts(), &[])
}

fn draw(scenario: &Scenario, draws: u32, at_once: u32) -> (u32, Option<BandsValue>) {
    let ask = Ask::Draw { scenario: scenario.into(), ranged: usual(), draws, at_once };
    match crate::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Drawn { made, drawn }) => {
            if let Some(DrawnFrom { inputs, assumed, own }) = drawn.as_ref().map(|drawn| drawn.from) {
                assert!(inputs > 20 && assumed > 0 && assumed <= inputs && own == 0, "{assumed} of {inputs}");
            }
            (made, drawn.map(|drawn| drawn.bands))
        }
        other => panic!("{other:?}"),
    }
}

/// Asks until all are made; how often, and what they come to.
fn all(scenario: &Scenario, draws: u32, at_once: u32) -> (u32, Bands) {
    (1..)
        .find_map(|asked| {
            let (made, bands) = draw(scenario, draws, at_once);
            assert_eq!(made, draws.min(asked * at_once));
            bands.map(|bands| (asked, bands.open()))
        })
        .expect("they come to an end")
}

#[test]
fn draws_are_those_of_the_model_to_the_bit_however_many_are_made_at_once() {
    let (one, other) = (first(), with("operations.pue", "1.4"));
    for at_once in [300, 100, 70] {
        assert_eq!(all(&one, 300, at_once), (300_u32.div_ceil(at_once), natively(&one, 300)));
        // Another scenario in between has its own.
        assert_eq!(all(&other, 120, at_once).1, natively(&other, 120));
    }
}

#[test]
fn the_draws_of_fewer_are_the_first_of_more() {
    let scenario = first();
    assert_eq!(all(&scenario, 100, 100).1, natively(&scenario, 100));
    // 200 are left to be made.
    assert_eq!(draw(&scenario, 300, 150), (250, None));
    let (made, bands) = draw(&scenario, 300, 150);
    assert_eq!((made, bands.map(|bands| bands.open())), (300, Some(natively(&scenario, 300))));
    // What is asked for again is there.
    assert_eq!(draw(&scenario, 300, 1).0, 300);
    // Fewer are made anew.
    assert_eq!(all(&scenario, 50, 50).1, natively(&scenario, 50));
    // Half-way another scenario comes: the newest has its own draws, from the first on.
    let other = with("operations.pue", "1.4");
    assert_eq!(draw(&scenario, 300, 100), (150, None));
    assert_eq!(all(&other, 300, 150).1, natively(&other, 300));
}

#[test]
fn none_at_all_are_refused_in_a_sentence() {
    let ask = Ask::Draw { scenario: ScenarioValue::from(&first()), ranged: usual(), draws: 0, at_once: 10 };
    let told = crate::answer(&Request { number: 1, ask }).answer;
    assert!(told.as_ref().is_err_and(|why| why.ends_with('.')), "{told:?}");
}

/// The words of a drawing or a document, without its tags.
fn words(markup: &str) -> String {
    markup
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, words)| words)
        .collect::<String>()
        .replace(' ', "")
}

/// Pictures, paper and brief have the fan and the ranges that the page shows, and none where it shows none.
#[test]
fn what_is_taken_away_has_the_draws_that_are_shown() {
    let scenario = first();
    let (value, address, today) = (|| ScenarioValue::from(&scenario), String::new(), String::new());
    let bands = natively(&scenario, 50);
    let drawn = DrawnValue { bands: (&bands).into(), from: DrawnFrom { inputs: 126, assumed: 74, own: 2 } };
    let ways = |drawn: Option<DrawnValue>| {
        let (address, today) = (address.clone(), today.clone());
        let export = |form| Ask::Export {
            scenario: value(),
            compared: ComparedValue::default(),
            drawn: drawn.clone(),
            form,
            address: address.clone(),
            today: today.clone(),
        };
        let paper = Ask::Paper {
            scenario: value(),
            compared: ComparedValue::default(),
            drawn: drawn.clone(),
            ranged: usual(),
            address: address.clone(),
            today: today.clone(),
        };
        let on_one = Ask::BriefPaper {
            scenario: value(),
            drawn: drawn.clone(),
            ranged: usual(),
            name: String::new(),
            address: address.clone(),
            today: today.clone(),
        };
        let charts = ALL.into_iter().filter(|of| of.fanned().is_some());
        let charts = charts.map(|of| export(Form::Picture { figure: of.id.to_owned() }));
        let rest = [
            export(Form::Brief),
            paper,
            on_one,
            Ask::BelowBrief { scenario: value(), drawn: drawn.clone(), ranged: usual() },
        ];
        charts.chain(rest).collect::<Vec<_>>()
    };
    let told = |ask: Ask| match crate::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Html(text) | Answer::Picture { svg: text, .. }) => text,
        other => panic!("{other:?}"),
    };
    for (with, without) in ways(Some(drawn.clone())).into_iter().zip(ways(None)) {
        let what = format!("{with:?}");
        let (with, without) = (told(with), told(without));
        for sign in ["Nineinten", "shaded:nineintendraws", "50draws;rangeswithoutasourceareassumptions"] {
            assert!(words(&with).contains(sign), "{sign} is not in {what}");
            assert!(!words(&without).contains(sign), "{what}");
        }
    }
    // What is the author's own is never told as ours.
    let own = "the ranges of 74 are assumptions, 2 are the author’s.";
    for paper in ways(Some(drawn.clone())).into_iter().rev().take(3).map(told) {
        assert!(paper.contains(own), "{own} is not in {paper}");
    }
    let chips = figures::sentences::nine_in_ten(&bands, metric::CHIPS_ONLINE);
    let brief = ways(Some(drawn.clone())).into_iter().nth_back(1).map(told).expect("a brief");
    assert!(brief.contains(&chips), "{chips} is not in {brief}");
}
