//! Draws that are made in parts or by several workers, and the places where they are shown.

use super::*;
use figures::definitions::ALL;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::{Aim, Side, Target, Wanted};
use model::base::month::Month;
use model::series;
use model::share::ranged::Ranged;
use protocol::draws::{Share, Step};
use protocol::{DrawnFrom, DrawnValue, MISREAD};
use std::ops::Range;
use std::sync::mpsc;

/// The bands that the model computes for a number of draws.
fn natively(scenario: &Scenario, draws: u32) -> Bands {
    let plan =
        Plan::new(scenario, &Uncertainty { draws, ..Uncertainty::default() }).expect("nothing contradicts itself");
    Bands::of(&plan, &Wanted::charts(), &[])
}

fn draw(scenario: &Scenario, draws: u32, some: Range<u32>, anew: bool) -> Option<Bands> {
    let (first, count) = (some.start, some.len() as u32);
    let ask = Ask::Draw { scenario: scenario.into(), ranged: usual(), draws, first, count, anew };
    match crate::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Drawn(drawn)) => {
            if let Some(DrawnFrom { inputs, assumed, own }) = drawn.as_ref().map(|drawn| drawn.from) {
                assert!(inputs > 20 && assumed > 0 && assumed <= inputs && own == 0, "{assumed} of {inputs}");
            }
            drawn.map(|drawn| drawn.bands.open())
        }
        other => panic!("{other:?}"),
    }
}

/// Asks for `at_once` draws at a time until all are made, and returns the bands.
fn all(scenario: &Scenario, draws: u32, at_once: usize) -> Bands {
    let bands = (0..draws).step_by(at_once).map(|first| {
        let some = first..draws.min(first + at_once as u32);
        (some.end, draw(scenario, draws, some, first == 0))
    });
    let mut bands: Vec<_> = bands.collect();
    let last = bands.pop().and_then(|(_, bands)| bands).expect("they come to an end");
    assert!(bands.iter().all(|(_, bands)| bands.is_none()), "half of the draws are none");
    last
}

#[test]
fn draws_are_those_of_the_model_to_the_bit_however_many_are_made_at_once() {
    let (one, other) = (first(), with("operations.pue", "1.4"));
    for at_once in [300, 100, 70] {
        assert_eq!(all(&one, 300, at_once), natively(&one, 300));
        // Another scenario in between has its own draws.
        assert_eq!(all(&other, 120, at_once), natively(&other, 120));
    }
}

#[test]
fn the_draws_of_fewer_are_the_first_of_more() {
    let scenario = first();
    assert_eq!(all(&scenario, 100, 100), natively(&scenario, 100));
    assert_eq!(draw(&scenario, 300, 100..250, false), None);
    assert_eq!(draw(&scenario, 300, 250..300, false), Some(natively(&scenario, 300)));
    // Draws that were asked for twice, or made for another scenario, do not complete the set; they can be made anew.
    assert_eq!(draw(&scenario, 300, 250..300, false), None);
    assert_eq!(draw(&scenario, 50, 0..50, true), Some(natively(&scenario, 50)));
    let other = with("operations.pue", "1.4");
    assert_eq!(draw(&other, 300, 50..300, false), None);
    assert_eq!(all(&other, 300, 150), natively(&other, 300));
}

#[test]
fn none_at_all_are_refused_in_a_sentence() {
    let ask = Ask::Draw {
        scenario: ScenarioValue::from(&first()),
        ranged: usual(),
        draws: 0,
        first: 0,
        count: 10,
        anew: true,
    };
    let told = crate::answer(&Request { number: 1, ask }).answer;
    assert!(told.as_ref().is_err_and(|why| why.ends_with('.')), "{told:?}");
}

/// Each worker is a thread here, which keeps its own draws, as a worker's program does.
#[test]
fn draws_that_several_workers_share_are_those_of_one_to_the_bit() {
    let (scenario, draws) = (first(), 400);
    let mut hoped = Ranged::default();
    for (place, of) in
        [Aim::Metric(metric::STAKE_VALUE), Aim::Series(series::CHIPS_ONLINE, Month(5))].into_iter().enumerate()
    {
        assert!(hoped.hope(Target::new(of, Side::AtLeast, 1e5 * (place + 1) as f64)));
    }
    let settings = hoped.settings_for(&scenario, draws);
    let plan = Plan::new(&scenario, &settings).expect("nothing contradicts itself");
    let whole = Bands::of(&plan, &Wanted::charts().with(hoped.targets()), hoped.targets());
    assert_eq!(whole.chances.len(), 2);
    for among in [2_u32, 3, 4] {
        let ask = |step| Share { scenario: (&scenario).into(), ranged: (&hoped).into(), draws, among, step };
        let (hand, handed): (Vec<_>, Vec<_>) = (0..among).map(|_| mpsc::channel::<Vec<Vec<u8>>>()).unzip();
        let (give, given) = mpsc::channel();
        std::thread::scope(|scope| {
            for (number, handed) in handed.into_iter().enumerate() {
                let (scenario, ranged, give, ask) = ((&scenario).into(), (&hoped).into(), give.clone(), &ask);
                scope.spawn(move || {
                    let [from, to] = [number, number + 1].map(|place| draws * place as u32 / among);
                    let ask_draw = Ask::Draw { scenario, ranged, draws, first: from, count: to - from, anew: true };
                    assert_eq!(crate::to(&ask_draw), Ok(Answer::Drawn(None)));
                    give.send((number, crate::draws::share(&ask(Step::HandOut), &[]))).expect("somebody hears");
                    let handed = handed.recv().expect("the others hand out");
                    let step = Step::Gather { number: number as u32 };
                    give.send((number, crate::draws::share(&ask(step), &handed))).expect("somebody hears");
                });
            }
            let mut out: Vec<_> = (0..among).map(|_| given.recv().expect("a worker")).collect();
            out.sort_by_key(|(number, _)| *number);
            for (number, hand) in hand.into_iter().enumerate() {
                let parts = out.iter().map(|(_, (_, out))| out[number].clone()).collect();
                hand.send(parts).expect("the worker waits");
            }
            let mut parts: Vec<_> = (0..among).map(|_| given.recv().expect("a worker")).collect();
            parts.sort_by_key(|(number, _)| *number);
            let parts = parts.into_iter().map(|(_, (told, _))| match told {
                Ok(Some(drawn)) => drawn.bands.open(),
                other => panic!("{other:?}"),
            });
            let joined = Bands::join(&parts.collect::<Vec<_>>(), hoped.targets());
            assert_eq!(joined.as_ref(), Some(&whole), "among {among}");
        });
        // Without what the other workers hand out there are no bands, and a worker's number out of range is refused.
        let (told, _) = crate::draws::share(&ask(Step::Gather { number: 0 }), &[]);
        assert_eq!(told, Ok(None));
        let (told, _) = crate::draws::share(&ask(Step::Gather { number: among }), &[]);
        assert_eq!(told, Err(MISREAD.to_owned()));
        assert_eq!(crate::to(&Ask::Share(ask(Step::HandOut))), Err(MISREAD.to_owned()), "it has a door of its own");
    }
}

/// The text of a drawing or document, without its tags.
fn words(markup: &str) -> String {
    markup
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, words)| words)
        .collect::<String>()
        .replace(' ', "")
}

/// Pictures, paper and brief have the fan and ranges that the page shows, and none if it shows none.
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
            ranged: usual(),
            form,
            notes: NotesValue::default(),
            address: address.clone(),
            today: today.clone(),
        };
        let paper = Ask::Paper {
            scenario: value(),
            compared: ComparedValue::default(),
            drawn: drawn.clone(),
            ranged: usual(),
            notes: NotesValue::default(),
            address: address.clone(),
            today: today.clone(),
        };
        let on_one = Ask::BriefPaper {
            scenario: value(),
            drawn: drawn.clone(),
            ranged: usual(),
            name: String::new(),
            notes: NotesValue::default(),
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
    // The author's own ranges are never counted as our assumptions.
    let own = "ranges that are assumptions: 74; the author’s: 2.";
    for paper in ways(Some(drawn.clone())).into_iter().rev().take(3).map(told) {
        assert!(paper.contains(own), "{own} is not in {paper}");
    }
    let chips = figures::sentences::nine_in_ten(&bands, metric::CHIPS_ONLINE);
    let brief = ways(Some(drawn.clone())).into_iter().nth_back(1).map(told).expect("a brief");
    assert!(brief.contains(&chips), "{chips} is not in {brief}");
}
