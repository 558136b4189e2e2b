//! Ranges: draws of the scenario, in charts over months and at the headline figures.

use super::programs::{next_question_breaks, with_workers};
use super::what_if::choose;
use anyhow::ensure;
use figures::sentences::{between, nine_in_ten};
use journeys::{Key, Page, Role, Window, first_with, input, journey, journey_in, plain, starting};
use model::analysis::ranges::Range;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::{Certainty, Tie, Uncertainty};
use model::analysis::uncertainty::wanted::{Aim, Side, Target, Wanted};
use model::base::month::Month;
use model::base::show::{show, show_closely};
use model::base::units::Unit;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::quantities::metric::HEADLINE;
use model::quantities::series::SeriesId;
use model::series;
use model::share::permalink;
use model::share::ranged::Ranged;
use serde_json::{Value, json};

/// Charts by measure, with the series whose draws each shows.
const FANS: [(&str, SeriesId); 7] = [
    ("Accelerators online", series::CHIPS_ONLINE),
    ("H100-equivalents", series::H100_EQUIVALENTS),
    ("Effective FLOP/s", series::EFFECTIVE_FLOPS),
    ("Facility power", series::FACILITY_POWER),
    ("Cumulative spend", series::SPEND_TO_DATE),
    ("Cumulative cash to the end", series::CONTRACT_CASH_TO_DATE),
    ("Stake × valuation", series::STAKE_VALUE),
];

/// The bands of this many draws of a scenario, computed natively.
fn natively(scenario: &Scenario, draws: u32) -> Bands {
    let settings = Uncertainty { draws, ..Uncertainty::default() };
    let plan = Plan::new(scenario, &settings).expect("nothing contradicts itself");
    Bands::of(&plan, &Wanted::charts(), &[])
}

/// The texts of the tiles' ranges, in the tiles' order. A text is empty if its figure has no value in any draw.
fn ranges(page: &Page) -> Vec<String> {
    let told = page.script("return [...document.querySelectorAll('.tile .tile-range')].map(e => e.textContent)", &[]);
    told.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
}

/// Waits until tiles and charts show the same values of this many draws as the model natively.
#[track_caller]
fn shows_draws(page: &Page, scenario: &Scenario, draws: u32) {
    let bands = natively(scenario, draws);
    let expected: Vec<String> = HEADLINE.iter().map(|metric| plain(&nine_in_ten(&bands, *metric))).collect();
    assert!(expected.iter().any(|range| range.starts_with("nine in ten: ")), "{expected:?}");
    page.until_it_is("the tiles’ ranges", &expected, || Ok(ranges(page)));
    for (measure, series) in FANS {
        let fan = bands.fans.iter().find(|fan| fan.series == series).expect(measure);
        let [lowest, .., highest] = fan.values[scenario.as_of().0 as usize];
        let words = plain(&format!("Nine in ten draws {}", between(lowest, highest, series.row().unit)));
        let chart = page.chart(measure);
        // Charts out of sight are not updated until they come into sight.
        chart.look();
        page.until(&format!("the draws of {measure}"), || {
            let told = chart.script("return e.querySelector('.drawing').getAttribute('aria-valuetext')");
            let told = plain(told.as_str().unwrap_or_default());
            ensure!(told.contains(&words), "{words:?} is not in {told:?}");
            let parts = chart.script("return e.querySelectorAll('.canvas .fan').length");
            ensure!(parts == json!(3), "{parts} parts of a fan");
            Ok(())
        });
        chart.reads("shaded: nine in ten draws, darker: half; thin line: median");
    }
    page.reads(&format!("{} draws.", show_closely(f64::from(draws), Unit::Count).text()));
}

fn switch_on(page: &Page) {
    let switch = page.the(Role::Button, "Ranges");
    assert_eq!(switch.attribute("aria-pressed").as_deref(), Some("false"));
    switch.click();
    assert_eq!(switch.attribute("aria-pressed").as_deref(), Some("true"));
}

/// The switch stays in its place although the figures above it each get a line.
#[test]
fn the_switch_stays_where_it_is_pressed() {
    for window in [Window::WIDE, Window::NARROW] {
        journey_in(&format!("the switch of ranges at {}", window.width), window, "", |page| {
            page.shows(&first_with(&[]));
            let switch = page.the(Role::Button, "Ranges");
            switch.look();
            let at = || {
                let at = switch.script("const { top, left } = e.getBoundingClientRect(); return [top, left]");
                [0, 1].map(|place| at[place].as_f64().unwrap_or(f64::NAN))
            };
            let pressed = at();
            switch_on(page);
            page.reads("10,000 draws.");
            assert!(!ranges(page).is_empty(), "nothing has come above it");
            let moved = [0, 1].map(|place| (at()[place] - pressed[place]).abs());
            assert!(moved.iter().all(|moved| *moved < 2.0), "{moved:?}");
        });
    }
}

#[test]
fn ranges_are_those_of_the_model_and_follow_the_thumb() {
    journey("ranges", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        assert!(ranges(page).is_empty(), "nobody asked for them");
        switch_on(page);
        shows_draws(page, &first, 10_000);
        page.reads("ranges assumed: ");
        let tile = page.first_of(Role::Button, starting("Accelerators online: "));
        assert!(tile.label().contains(", assumption"), "{}", tile.label());

        // Records the first tile's range during the drags: it changes, and is never empty.
        let slip = input("operations.slip_months");
        let slider = page.control(slip);
        page.script(
            "window.told = []; window.telling = setInterval(() => {
               const now = document.querySelector('.tile-range').textContent;
               if (window.told.at(-1) !== now) window.told.push(now);
             }, 8)",
            &[],
        );
        for by in [0.2, 0.2, 0.2] {
            slider.drag_from_thumb(by * slider.width());
        }
        let scenario = page.until("the scenario in the address", || page.in_address());
        assert!(scenario.get(slip) > 0.0);
        shows_draws(page, &scenario, 10_000);
        let told = page.script("clearInterval(window.telling); return window.told", &[]);
        let told: Vec<&str> = told.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(told.len() >= 3 && told.iter().all(|range| !range.is_empty()), "{told:?}");

        // When the switch is off again, ranges and fans are gone.
        page.the(Role::Button, "Ranges").click();
        page.until("no ranges", || {
            let fans = page.script("return document.querySelectorAll('.fan').length", &[]);
            ensure!(ranges(page).is_empty() && fans == json!(0), "{fans} parts of fans");
            Ok(())
        });
        page.shows(&scenario);
    });
}

#[test]
fn another_baseline_never_shows_the_draws_of_the_one_before() {
    journey("ranges of another baseline", |page| {
        page.shows(&first_with(&[]));
        switch_on(page);
        page.reads("10,000 draws.");
        let other = Baseline::by_id("all-trainium3").expect("it is frozen");
        page.start_from(other);
        shows_draws(page, &Scenario::of(other), 10_000);
    });
}

#[test]
fn where_workers_are_refused_ranges_are_drawn_in_the_page_which_says_so() {
    for refusal in ["thrown", "told"] {
        journey(&format!("ranges without workers, {refusal}"), |page| {
            with_workers(page, &format!("window.refuse = '{refusal}';"));
            switch_on(page);
            page.reads("This browser refuses workers, so explanations, exports and ranges");
            page.reads("000 draws.");
            let first = first_with(&[]);
            // The first thousand draws are shown for a while before all are.
            let some = [1_000, 10_000].map(|draws| {
                let bands = natively(&first, draws);
                HEADLINE.iter().map(|metric| plain(&nine_in_ten(&bands, *metric))).collect::<Vec<_>>()
            });
            page.until("the tiles’ ranges", || {
                let told = ranges(page);
                ensure!(some.contains(&told), "{told:?} is neither of {some:?}");
                Ok(())
            });
            page.shows(&first);
        });
    }
}

/// Pretends that the machine has six processors, and counts the workers that are started.
const PROCESSORS: &str = "
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 6 });
    window.begun = 0;
    window.Worker = class extends Worker {
      constructor(...given) {
        super(...given);
        window.begun++;
      }
    };";

#[test]
fn several_workers_share_the_draws_where_there_are_processors_for_them() {
    journey("ranges by several workers", |page| {
        page.before_start(PROCESSORS);
        page.reload();
        let first = first_with(&[]);
        page.shows(&first);
        switch_on(page);
        shows_draws(page, &first, 10_000);
        // One worker explains, and four draw, although there are more processors.
        page.until_it_is("the workers", &json!(5), || Ok(page.script("return window.begun", &[])));
        // The same workers draw the next scenario, and then the first one again.
        let slip = input("operations.slip_months");
        let slider = page.control(slip);
        slider.focus().press(&[Key::Right]);
        let scenario = page.until("the scenario in the address", || {
            let scenario = page.in_address()?;
            ensure!(scenario.get(slip) > 0.0, "nothing has slipped");
            Ok(scenario)
        });
        slider.press(&[Key::Left, Key::Right, Key::Left, Key::Right]);
        shows_draws(page, &scenario, 10_000);
        slider.press(&[Key::Left]);
        shows_draws(page, &first, 10_000);
        assert_eq!(page.script("return window.begun", &[]), json!(5));
    });
}

#[test]
fn draws_that_break_off_are_told_and_made_by_a_fresh_program() {
    journey("draws break off", |page| {
        next_question_breaks(page);
        switch_on(page);
        page.reads("This could not be worked out: a fault of this page, not of your numbers.");
        page.the(Role::Button, "Try again").click();
        shows_draws(page, &first_with(&[]), 10_000);
    });
}

/// Sets a field of the page "How sure?", with the events of a reader who types and leaves it.
#[track_caller]
fn types(page: &Page, id: &str, text: &str) {
    page.script(
        "const field = document.getElementById(arguments[0]); field.focus(); field.value = arguments[1];
         field.dispatchEvent(new Event('change', { bubbles: true }))",
        &[json!(id), json!(text)],
    );
}

/// The settings of ranges in the address.
fn said(page: &Page) -> anyhow::Result<Ranged> {
    permalink::read(&page.address()).map(|link| link.ranged).map_err(|fault| anyhow::anyhow!("{fault}"))
}

#[test]
fn how_inputs_are_drawn_is_changed_travels_in_the_link_and_is_taken_back() {
    journey("settings of ranges", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        page.first_of(Role::Button, "How sure?").press(&[Key::Enter]);
        page.reads("How the inputs are drawn");
        let unfold = |id: &str| page.script("document.getElementById(arguments[0]).open = true", &[json!(id)]);
        for id in ["hope", "drawn", "ties"] {
            unfold(id);
        }
        let cost = input("supplier.facility_usd_per_watt");
        let mut expected = Ranged::default();
        let becomes = |expected: &Ranged| page.until_it_is("what the address says of ranges", expected, || said(page));

        // The selection in the focused field is kept when everything around it is rendered again.
        let mark = || page.script("document.getElementById('by-vendor').before = true", &[]);
        let is_anew = || Ok(page.script("return document.getElementById('by-vendor').before !== true", &[]));
        mark();
        let low_end = format!("low:{}", cost.id());
        page.script(
            "const low = document.getElementById(arguments[0]); low.focus(); low.select();
             document.getElementById('by-vendor').click()",
            &[json!(low_end)],
        );
        page.until_it_is("the settings made anew", &json!(true), is_anew);
        let selected = page.script(
            "const e = document.activeElement; return [e.id, e.selectionStart, e.selectionEnd === e.value.length]",
            &[],
        );
        assert_eq!(selected, json!([low_end, 0, true]));
        // An invalid text that is confirmed during a change is refused in its field, even if that is rendered again
        // meanwhile.
        mark();
        page.script(
            "document.getElementById('by-vendor').click();
             const low = document.getElementById(arguments[0]); low.value = 'abc';
             low.dispatchEvent(new Event('change', { bubbles: true }))",
            &[json!(low_end)],
        );
        page.until_it_is("the mark in what is made anew", &json!([true, "true", "abc"]), || {
            Ok(page.script(
                "const e = document.getElementById(arguments[0]);
                 return [document.getElementById('by-vendor').before !== true, e.ariaInvalid, e.value]",
                &[json!(low_end)],
            ))
        });
        becomes(&expected);
        let low = Range::of(&first, cost).expect("it has one").low;
        types(page, &low_end, &cost.show(low));
        page.until_it_is("no mark", &json!(null), || {
            Ok(page.script("return document.getElementById(arguments[0]).ariaInvalid", &[json!(low_end)]))
        });

        // A new upper end. The lower end stays as it was, with all its digits.
        types(page, &format!("high:{}", cost.id()), "22");
        expected.say(cost, Certainty::Between { low, high: 22.0 }).expect("it may be");
        becomes(&expected);
        page.reads("One is as you set it.");
        // The list that was open stays open.
        let open = || page.script("return document.getElementById('drawn').open", &[]);
        page.until_it_is("the list", &json!(true), || Ok(open()));

        // An invalid text stays in its field, with a mark. A valid text removes the mark.
        let high = format!("high:{}", cost.id());
        let field = || {
            page.script(
                "const e = document.getElementById(arguments[0]); return [e.ariaInvalid, e.value]",
                &[json!(high)],
            )
        };
        types(page, &high, "abc");
        page.until_it_is("the mark", &json!(["true", "abc"]), || Ok(field()));
        becomes(&expected);
        types(page, &high, "22");
        page.until_it_is("no mark", &json!([null, "22"]), || Ok(field()));
        becomes(&expected);

        // Entries that wait for their button are kept when everything around them is rendered again.
        let waiting = || {
            page.script(
                "return ['hope-typed', 'tie-one', 'tie-correlation']
                   .map(name => document.querySelector(`dialog [name=${name}]`).value)",
                &[],
            )
        };
        types(page, "hope-typed", "300k");
        choose(page, "tie-one", "operations.pue");
        types(page, "tie-correlation", "0.5");
        let written = json!(["300k", "operations.pue", "0.5"]);
        page.script("document.getElementById('hope').before = true", &[]);

        // An input is excluded from the draws.
        let pue = input("operations.pue");
        let switch = page.the(Role::Switch, "Draw PUE");
        assert!(switch.is_on());
        switch.click();
        expected.say(pue, Certainty::Certain).expect("it has a range");
        becomes(&expected);
        let before = || page.script("return document.getElementById('hope').before === true", &[]);
        page.until_it_is("what is made anew", &json!(false), || Ok(before()));
        page.until_it_is("what waits", &written, || Ok(waiting()));

        // A target, with its chance as the model computes it.
        types(page, "hope-month", "December 2026");
        page.the(Role::Button, "Tell the chance").click();
        let target = Target::new(Aim::Series(series::CHIPS_ONLINE, Month(13)), Side::AtLeast, 300e3);
        assert!(expected.hope(target));
        becomes(&expected);
        let plan = Plan::new(&first, &expected.settings_for(&first, 10_000)).expect("nothing contradicts itself");
        let bands = Bands::of(&plan, &Wanted::charts().with(&[target]), &[target]);
        let share = (bands.chances[0].share * 1000.0).round() / 1000.0;
        page.reads(&format!("in December 2026: {} of draws", show(share, Unit::Share).text()));

        // The fields of a tie are empty once the tie is made.
        choose(page, "tie-other", "supplier.wacc");
        page.the(Role::Button, "Tie").click();
        expected.tie(Tie { one: pue, other: input("supplier.wacc"), correlation: 0.5 }).expect("they may be tied");
        becomes(&expected);
        page.until_it_is("what waits", &json!(["300k", "", ""]), || Ok(waiting()));
        page.the(Role::Button, "Untie PUE and Cost of capital").click();
        expected.untie(pue, input("supplier.wacc")).expect("nothing else hangs on it");
        becomes(&expected);

        // An impossible tie is refused with a message, and nothing is changed.
        choose(page, "tie-one", "operations.pue");
        choose(page, "tie-other", "supplier.wacc");
        types(page, "tie-correlation", "2");
        page.the(Role::Button, "Tie").click();
        page.reads("PUE and Cost of capital cannot be tied by 2.");
        becomes(&expected);

        // A recipient of the link sees the same draws. Four undo steps on this page leave only the first change.
        page.first_of(Role::Button, "Close").click();
        switch_on(page);
        let shows = |page: &Page| {
            let expected: Vec<String> = HEADLINE.iter().map(|metric| plain(&nine_in_ten(&bands, *metric))).collect();
            page.until_it_is("the tiles’ ranges", &expected, || Ok(ranges(page)));
            page.reads("yours: 1");
        };
        shows(page);
        expected.shown = true;
        becomes(&expected);
        page.sent_to_somebody(&page.address(), |page| {
            shows(page);
            assert_eq!(said(page).expect("a link"), expected);
        });
        for _ in 0..4 {
            page.press_with(Key::Control, Key::Letter('z'));
        }
        let mut one = Ranged::default();
        one.shown = true;
        one.say(cost, Certainty::Between { low, high: 22.0 }).expect("it may be");
        becomes(&one);
        // Ranges of one baseline's inputs are not carried over to another baseline.
        page.start_from(Baseline::by_id("all-nvidia").expect("exists"));
        let mut shown = Ranged::default();
        shown.shown = true;
        becomes(&shown);
    });
}
