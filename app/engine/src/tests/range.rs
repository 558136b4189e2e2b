//! Acts on the range settings: switching, typed ends, ties and targets.

use super::*;
use crate::pieces::sentence;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Certainty;
use model::analysis::uncertainty::wanted::{Aim, Side, Wanted};
use model::base::month::Month;
use model::input;
use model::quantities::series;
use protocol::analysis::Analysis;
use protocol::ranged::{Hope, RangeAct};

fn act(scenario: &Scenario, ranged: &Ranged, act: RangeAct) -> Result<Ranged, String> {
    let ask = Ask::Range { scenario: scenario.into(), ranged: ranged.into(), act };
    match crate::answer(&Request { number: 1, ask }).answer? {
        Answer::Ranged(ranged) => ranged.open(),
        other => panic!("{other:?}"),
    }
}

fn ends(input: ParameterId, low: &str, high: &str) -> RangeAct {
    RangeAct::Ends { input: input.id(), low: low.to_owned(), high: high.to_owned() }
}

fn part(scenario: &Scenario, ranged: &Ranged, of: Analysis) -> String {
    let (scenario, compared) = (scenario.into(), ComparedValue::default());
    let ask = Ask::Analysis { scenario, compared, before: None, ranged: ranged.into(), of };
    match crate::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Html(html)) => {
            assert!(!html.contains("style=") && !html.contains("<script"), "{html}");
            html
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_input_is_switched_off_and_on_again() {
    let (scenario, usual) = (first(), Ranged::default());
    let switch = |on| RangeAct::Switch { input: input::PUE.id(), on };
    let off = act(&scenario, &usual, switch(false)).expect("it may be");
    assert_eq!(off.certainty(input::PUE), Some(Certainty::Certain));
    // Switched on again it has the usual setting, which adds nothing to a link.
    assert_eq!(act(&scenario, &off, switch(true)), Ok(usual.clone()));
    // A value of the reader's own is certain unless it is switched on.
    let changed = with("operations.pue", "1.4");
    let on = act(&changed, &usual, switch(true)).expect("it may be");
    assert_eq!(on.certainty(input::PUE), Some(Certainty::Uncertain));
    assert_eq!(act(&changed, &on, switch(false)), Ok(usual));
}

#[test]
fn ends_are_read_as_people_type_them_and_keep_their_digits_where_they_stand() {
    let (scenario, usual) = (first(), Ranged::default());
    let cost = input::FACILITY_COST;
    let now = model::analysis::ranges::Range::of(&scenario, cost).expect("it has one");
    let [low, high] = [now.low, now.high].map(|end| cost.show(end));
    // Ends that read as displayed change nothing.
    assert_eq!(act(&scenario, &usual, ends(cost, &low, &high)), Ok(usual.clone()));
    let wider = act(&scenario, &usual, ends(cost, &low, "22")).expect("it may be");
    assert_eq!(wider.certainty(cost), Some(Certainty::Between { low: now.low, high: 22.0 }));
    assert_eq!(act(&scenario, &wider, RangeAct::Usual { input: cost.id() }), Ok(usual.clone()));
    for (low, high) in [("13", "22"), ("22", "13"), ("many", "22"), ("1", "1e9"), ("", "")] {
        let why = act(&scenario, &usual, ends(cost, low, high)).expect_err(high);
        assert!(why.starts_with(&cost.name()) && why.ends_with('.'), "{why}");
    }
    // An input without a range can be given one.
    let exit = input::EXIT;
    let given = act(&scenario, &usual, ends(exit, "Dec 2030", "Dec 2033"));
    assert!(matches!(given.expect("it holds the value").certainty(exit), Some(Certainty::Between { .. })));
    assert!(act(&scenario, &usual, ends(input::REFRESH, "0", "1")).is_err());
    assert!(act(&scenario, &usual, RangeAct::Usual { input: String::new() }).is_err());
}

#[test]
fn ties_that_contradict_one_another_are_refused_and_named() {
    let scenario = first();
    let tie = |one: ParameterId, other: ParameterId, correlation: &str| RangeAct::Tie {
        one: one.id(),
        other: other.id(),
        correlation: correlation.to_owned(),
    };
    let one = act(&scenario, &Ranged::default(), tie(input::PUE, input::WACC, "0.6")).expect("nothing contradicts it");
    let two = act(&scenario, &one, tie(input::FACILITY_COST, input::WACC, "0.6")).expect("nothing contradicts it");
    let why = act(&scenario, &two, tie(input::PUE, input::FACILITY_COST, "−0.9")).expect_err("it cannot be");
    assert!(why.contains(&input::PUE.name()) && why.contains(&input::FACILITY_COST.name()), "{why}");
    for bad in ["2", "strong", ""] {
        assert!(act(&scenario, &two, tie(input::PUE, input::FACILITY_COST, bad)).is_err(), "{bad}");
    }
    assert_eq!(
        act(&scenario, &two, RangeAct::Untie { one: input::WACC.id(), other: input::FACILITY_COST.id() }),
        Ok(one)
    );
    let free = act(&scenario, &two, RangeAct::ByVendor(false)).expect("fewer ties contradict nothing");
    assert!(!free.settings().by_vendor);
    let mut all = act(&scenario, &free, RangeAct::Seed(" 42 ".to_owned())).expect("a number");
    assert_eq!(all.settings().seed, 42);
    // A number that is too large once got an error about whole numbers.
    for bad in ["-1", "1.5", "", "18446744073709551616"] {
        let why = act(&scenario, &all, RangeAct::Seed(bad.to_owned())).expect_err(bad);
        assert_eq!(why, "A seed is a whole number from 0 to 18446744073709551615.", "{bad}");
    }
    all = act(&scenario, &all, RangeAct::Tranches(false)).expect("it may be");
    assert_eq!(act(&scenario, &all, RangeAct::AllUsual), Ok(Ranged::default()));
}

/// "≥ 1 M chips by December 2026", as typed, has the chance that the model computes.
#[test]
fn the_chance_of_a_target_is_the_model_s() {
    let scenario = first();
    let hope = |of: &str, typed: &str, month: &str| Hope {
        of: of.to_owned(),
        at_most: false,
        typed: typed.to_owned(),
        month: month.to_owned(),
    };
    let set = |ranged: &Ranged, hope: Hope| act(&scenario, ranged, RangeAct::Hope(hope));
    let one = set(&Ranged::default(), hope("", "1 million", "December 2026")).expect("it is read");
    let [target] = one.targets() else { panic!("{one:?}") };
    assert_eq!((target.of, target.side), (Aim::Series(series::CHIPS_ONLINE, Month(13)), Side::AtLeast));
    assert_eq!(target.level().value, 1e6);
    let two = set(&one, hope("contract_npv_usd", "0", "")).expect("it is read");
    for bad in [
        hope("", "1 million", "December 2026"),
        hope("", "", "December 2026"),
        hope("", "5", "someday"),
        hope("", "5", "Dec 2099"),
        hope("profit", "5", ""),
    ] {
        let why = set(&two, bad.clone()).expect_err("it is none");
        assert!(why.ends_with('.'), "{bad:?}: {why}");
    }
    let plan = Plan::new(&scenario, two.settings()).expect("settings");
    let bands = Bands::of(&plan, &Wanted::charts().with(two.targets()), two.targets());
    let html = words(&part(&scenario, &two, Analysis::Ranges));
    for chance in &bands.chances {
        let told = match (chance.share * 1000.0).round() / 1000.0 {
            // Three of ten thousand are not 0%.
            0.0 => ": less than 0.1% of draws, ±".to_owned(),
            share => format!(": {} of draws, ±", crate::pieces::shown(share, Unit::Share)),
        };
        assert!(chance.share > 0.0);
        assert!(html.contains(&told), "{told} is not in {html}");
    }
    assert!(html.contains("Chips online at least 1m chips in December 2026"), "{html}");
    assert_eq!(act(&scenario, &two, RangeAct::HopeNoMore((&two.targets()[1]).into())), Ok(one));
}

/// A target for a date shows the date's distribution.
#[test]
fn a_date_is_told_month_by_month() {
    let scenario = first();
    let hope = Hope {
        of: "contract_payback_month".to_owned(),
        at_most: true,
        typed: "Dec 2029".to_owned(),
        ..Hope::default()
    };
    let ranged = act(&scenario, &Ranged::default(), RangeAct::Hope(hope)).expect("it is read");
    let plan = Plan::new(&scenario, ranged.settings()).expect("settings");
    let bands = Bands::of(&plan, &Wanted::headline().with(ranged.targets()), ranged.targets());
    let spread = bands.spreads.last().expect("the date");
    let (likeliest, count) = spread.months.iter().max_by_key(|(_, count)| *count).expect("it has a value");
    let share = (f64::from(*count) / f64::from(spread.ranked()) * 1000.0).round() / 1000.0;
    let html = words(&part(&scenario, &ranged, Analysis::Ranges));
    let told = format!("{}: {}", likeliest.name(), crate::pieces::shown(share, Unit::Share));
    assert!(html.contains(&told) && html.contains("at most Dec 2029: "), "{told} is not in {html}");
    let form = words(&part(&scenario, &ranged, Analysis::Settings { hope: Hope::default() }));
    assert!(form.contains("What never comes is later than any month, so it meets “at least” one"), "{form}");
    // "Never" is listed with the months, and takes the place of a percentile, in words.
    let (why, count) = spread.never().expect("in some draws the money does not come back");
    let never = why.never().expect("it never comes");
    let share = f64::from(count) / f64::from(spread.ranked());
    let told = crate::pieces::shown((share * 1000.0).round() / 1000.0, Unit::Share);
    assert!(share > 0.05 && html.contains(&format!("{never}: {told}")), "{share} {html}");
    assert!(html.contains(&format!(" to {never}")), "{html}");
    let draws = model::base::words::counted(count as usize);
    let said = sentence(&format!("{never} in {draws} of 10,000 draws, which ranks above all values"));
    assert!(html.contains(&said), "{html}");
}

#[test]
fn what_is_drawn_is_listed_with_its_ends_and_what_is_yours_is_said() {
    let scenario = first();
    let hope = || Analysis::Settings { hope: Hope::default() };
    let usual = part(&scenario, &Ranged::default(), hope());
    let plan = Plan::new(&scenario, Ranged::default().settings()).expect("settings");
    let boxes = usual.split("name=\"drawn\"").skip(1).filter(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        tag.contains(" checked")
    });
    let chances = plan.uncertain().filter(|one| !Ranged::may_draw(one.input())).count();
    assert_eq!(boxes.count(), plan.uncertain().count() - chances);
    assert!(usual.contains("as this page has it") && !usual.contains("Reset"));
    let mine = act(&scenario, &Ranged::default(), ends(input::FACILITY_COST, "9", "22")).expect("it may be");
    let shown = part(&scenario, &mine, hope());
    assert!(shown.contains("one input as you set it") && shown.contains("Reset"), "{shown}");
    let ranges = words(&part(&scenario, &mine, Analysis::Ranges));
    assert!(ranges.contains("One is as you set it."), "{ranges}");
    // The tornado chart uses the same settings.
    let bars = part(&scenario, &mine, Analysis::Sensitivity { figure: "contract_npv_usd".to_owned() });
    let row = bars.split("<tr data-number=\"site.facility_cost_usd_per_watt\"").nth(1);
    assert!(row.is_none_or(|row| row.contains("22")), "{row:?}");
    assert!(bars.contains(&input::FACILITY_COST.show(22.0)));
    // A value that has left its range is certain, and the page says so.
    let left = part(&with(&input::FACILITY_COST.id(), "30"), &mine, hope());
    assert!(left.contains("its value has left your range"), "{left}");
}
