//! Analyses: what moves a figure, why it changed, what would have to be true, and tables. What is shown, and what can
//! be pressed, agrees with the model.

use super::*;
use model::analysis::attribution::attribute;
use model::analysis::goal::{CLOSE_SHARE, Wish, single};
use model::analysis::tornado::tornado;
use model::analysis::uncertainty::plan::ranges;
use model::analysis::uncertainty::settings::Uncertainty;
use model::facts::accelerators::index_of;
use model::input;
use model::share::compared::Compared;
use model::share::ranged::Ranged;
use protocol::analysis::{Analysis, press};

/// The form with its fields' values, and what was pressed.
pub(super) struct Form<'a> {
    scenario: Scenario,
    compared: Compared,
    before: Option<Scenario>,
    ranged: Ranged,
    fields: Vec<(&'a str, &'a str)>,
    pub(super) pressed: &'a str,
}

impl<'a> Form<'a> {
    pub(super) fn of(scenario: Scenario, fields: &[(&'a str, &'a str)]) -> Form<'a> {
        let mut all = vec![("figure", "contract_npv_usd")];
        all.splice(0..usize::from(fields.iter().any(|(name, _)| *name == "figure")), fields.iter().copied());
        Form {
            scenario,
            compared: Compared::default(),
            before: None,
            ranged: Ranged::default(),
            fields: all,
            pressed: "",
        }
    }

    pub(super) fn ask(&self, part: &str) -> Result<Answer, String> {
        let fields: Vec<_> = self.fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let ask = Ask::Analysis {
            scenario: (&self.scenario).into(),
            compared: (&self.compared).into(),
            before: self.before.as_ref().map(ScenarioValue::from),
            ranged: (&self.ranged).into(),
            of: Analysis::read(part, &fields, self.pressed).expect(part),
        };
        crate::answer(&Request { number: 1, ask }).answer
    }

    /// The HTML of a part, after the checks that hold for every part.
    #[track_caller]
    pub(super) fn part(&self, part: &str) -> String {
        match self.ask(part) {
            Ok(Answer::Html(html)) => {
                is_sound(&html);
                html
            }
            other => panic!("{part}: {other:?}"),
        }
    }
}

/// Everything shown is accessible: fields and buttons have names, ids are unique, table heads have a scope, and nothing
/// violates the content security policy.
#[track_caller]
fn is_sound(html: &str) {
    words(html);
    for refused in ["style=", "<script", " onclick"] {
        assert!(!html.contains(refused), "{refused} is in {html}");
    }
    for (tag, start) in tags(html) {
        let inside = html[start..].split_once(&format!("</{}", tag.split(' ').next().unwrap_or_default()));
        match tag.split(' ').next() {
            Some("th") => {
                assert!(["col", "row", "rowgroup"].iter().any(|of| tag.contains(&format!(" scope=\"{of}\""))), "{tag}");
            }
            Some("button") => {
                let named =
                    tag.contains("aria-label=") || inside.is_some_and(|(text, _)| !words(text).trim().is_empty());
                assert!(named && tag.contains(" type=\"button\""), "{tag} has no name");
            }
            Some("select" | "input") => {
                let label = html[..start].rfind("<label").map(|label| &html[label..start]);
                assert!(label.is_some_and(|label| !label.contains("</label")), "{tag} stands in no label");
            }
            Some("table") => assert!(html[start..].trim_start().starts_with("<caption"), "{tag} has no caption"),
            _ => {}
        }
    }
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let different: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len(), "{ids:?}");
    for set in settings(html) {
        assert_ne!(set, Vec::new(), "{html}");
    }
}

/// Every opening tag without its brackets, and the position after it.
fn tags(html: &str) -> impl Iterator<Item = (&str, usize)> {
    let starts = html.match_indices('<').filter(|(at, _)| !html[*at..].starts_with("</"));
    starts.filter_map(|(at, _)| Some((&html[at + 1..at + html[at..].find('>')?], at + html[at..].find('>')? + 1)))
}

/// The levels of a page's headings.
fn levels(html: &str) -> Vec<u8> {
    tags(html)
        .filter_map(|(tag, _)| tag.strip_prefix('h')?.as_bytes().first().filter(|b| b.is_ascii_digit()).copied())
        .collect()
}

/// What every button sets; all values are allowed.
#[track_caller]
fn settings(html: &str) -> Vec<Vec<(ParameterId, f64)>> {
    let read = |one: &str| {
        let (id, value) = one.split_once('=').expect("an input and a value");
        let input = ParameterId::parse(id).expect(id);
        let value: f64 = value.parse().expect(value);
        assert_eq!(input.check(value), Ok(()), "{one}");
        (input, value)
    };
    let sets = html.split("data-set=\"").skip(1).filter_map(|rest| rest.split('"').next());
    sets.map(|set| set.split(';').map(read).collect()).collect()
}

fn set(scenario: &Scenario, values: &[(ParameterId, f64)]) -> Scenario {
    let mut after = scenario.clone();
    values.iter().for_each(|(input, value)| after.set(*input, *value).expect("it may stand there"));
    after
}

fn metric(id: &str) -> MetricId {
    MetricId::parse(id).expect(id)
}

const TRAINIUM3: &str = "usd_per_effective_pflop_hour.trainium3";
const GB300: &str = "usd_per_effective_pflop_hour.gb300";

#[test]
fn the_page_is_one_form_with_headings_in_order() {
    let html = answer("sure:contract_npv_usd", &with("operations.pue", "1.3"));
    is_sound(&html);
    let levels = levels(&html);
    assert!(
        levels.first() == Some(&b'2') && levels.is_sorted_by(|one, next| *next <= one + 1 || one == next),
        "{levels:?}"
    );
    assert_eq!(html.matches("<form").count(), 1);
    for part in Analysis::PARTS {
        assert_eq!(html.matches(&format!("data-part=\"{part}\"")).count(), 1, "{part}");
    }
    assert!(answer("sure:profit", &first()).contains("Nothing is known"));
}

#[test]
fn a_tornado_s_rows_are_the_model_s_bars_drawn_and_in_words() {
    for figure in ["contract_npv_usd", "stake", "contract_payback_month", "chips_online"] {
        let html = Form::of(first(), &[("figure", figure)]).part("sensitivity");
        let ranges = ranges(&first(), &Uncertainty::default()).expect("nothing contradicts itself");
        let bars = tornado(&first(), metric(figure), &ranges).expect("a value").bars;
        assert!(!bars.is_empty(), "{figure}");
        let drawn: Vec<&str> = html.split("data-bar=\"").skip(1).collect();
        assert_eq!(drawn.len(), bars.len().min(12), "{figure}");
        let rows: Vec<&str> = html.split("<tr data-number=\"").skip(1).collect();
        assert_eq!(rows.len(), bars.len(), "{figure}");
        for (place, bar) in bars.iter().enumerate() {
            let id = format!("{}\"", bar.input.id());
            assert!(rows[place].starts_with(&id), "{figure}: {id}");
            for (value, metric) in bar.values.into_iter().zip(bar.metric) {
                let shown = metric.map(|value| crate::pieces::shown(value, self::metric(figure).row().unit));
                for text in [bar.input.show(value), shown.unwrap_or_else(|absent| absent.reason().to_owned())] {
                    assert!(rows[place].contains(&text), "{text} is not in {}", rows[place]);
                }
            }
            if let Some(drawn) = drawn.get(place) {
                let row = drawn.split("</li>").next().unwrap_or_default();
                assert!(row.starts_with(&id), "{row}");
                assert_eq!(row.matches("<circle").count(), bar.metric.iter().flatten().count(), "{row}");
            }
        }
    }
    let none = Scenario::of(Baseline::by_id("none").expect("exists"));
    let said = words(&Form::of(none, &[]).part("sensitivity"));
    assert!(said.contains("has no value: no rented agreement delivers anything."), "{said}");
}

#[test]
fn the_ready_question_is_answered_with_a_value_that_a_press_sets() {
    let html = Form::of(first(), &[]).part("goal");
    let said = words(&html);
    assert!(said.contains("At which Trainium3 price does it cost the same as GB300?"), "{said}");
    let sets = settings(&html);
    let price = input::chip::PRICE.of(index_of("trainium3"));
    let Found { values, .. } = found(&first(), TRAINIUM3, Wish::SameAs(metric(GB300)), price);
    assert_eq!(sets, values.iter().map(|value| vec![(price, *value)]).collect::<Vec<_>>());
    let after = set(&first(), &sets[0]);
    let outcome = run(&after);
    let [one, other] = [TRAINIUM3, GB300].map(|id| outcome.metrics.get(metric(id)).expect("a cost"));
    assert!((one / other - 1.0).abs() <= CLOSE_SHARE, "{one} {other}");
    // The text says what a run gives, and once the values are set the button is gone.
    assert!(said.contains(&format!("gives {}", crate::pieces::shown(one, Unit::UsdPerPflopHour))), "{said}");
    let html = Form::of(after, &[]).part("goal");
    assert!(settings(&html).is_empty() && words(&html).contains("So it is now."), "{html}");
}

struct Found {
    values: Vec<f64>,
}

fn found(scenario: &Scenario, of: &str, wish: Wish, by: ParameterId) -> Found {
    match single::reach(scenario, metric(of), wish, by) {
        single::Found::At(reached) => Found { values: reached.iter().map(|one| one.from).collect() },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_target_is_read_as_people_type_and_reached_by_one_two_or_three_inputs() {
    let goal = |typed: &'static str, inputs: &[&'static str]| {
        let mut fields = vec![("goal-figure", "stake"), ("goal-typed", typed)];
        fields.extend(inputs.iter().map(|input| ("goal-input", *input)));
        Form::of(first(), &fields).part("goal")
    };
    let stake =
        |values: &[(ParameterId, f64)]| run(&set(&first(), values)).metrics.get(metric("stake")).expect("a value");
    let ids = [input::PRE_MONEY.id(), input::tranche::AMOUNT.of(0).id(), input::PUE.id()];
    let ids: Vec<&'static str> = ids.iter().map(|id| &*id.clone().leak()).collect();
    for (typed, count) in [("2.5%", 1), ("2.5", 2), ("2.5 %", 3)] {
        let sets = settings(&goal(typed, &ids[..count]));
        assert_eq!((sets.len(), sets[0].len()), (1, count), "{typed}");
        assert!((stake(&sets[0]) / 0.025 - 1.0).abs() <= CLOSE_SHARE, "{typed}");
    }
    // The bound is named, and the nearest value can be set.
    let html = goal("90%", &ids[..1]);
    let said = words(&html);
    assert!(said.contains("It cannot be 90%. Nearest is") && said.contains("may not be less than"), "{said}");
    assert_eq!(settings(&html), [[(input::PRE_MONEY, input::PRE_MONEY.row().min)]]);
    // A text that cannot be read is refused at its field.
    let html = goal("5 potatoes", &ids[..1]);
    assert!(html.contains("aria-invalid=\"true\"") && settings(&html).is_empty(), "{html}");
    let none = [ids[2]];
    for (typed, inputs, said) in [
        ("", &ids[..1], "Type what it is to be"),
        ("2.5%", &[][..], "Choose an input"),
        ("2.5%", &none[..], "It cannot be 2.5%: PUE does not move it."),
    ] {
        assert!(words(&goal(typed, inputs)).contains(said), "{said}");
    }
    assert!(Form::of(first(), &[("goal-figure", "profit")]).ask("goal").is_err());
}

/// A solution that was applied is reached, and a month after the as-of month is not considered.
#[test]
fn what_is_reached_and_what_is_not_looked_at_is_said() {
    let price = input::chip::PRICE.of(index_of("gb300"));
    let mut there = first();
    there.set_nearest(price, 1.919_999_458_841_048);
    let id: &'static str = price.id().leak();
    let asked = |figure: &'static str, typed: &'static str| {
        [("goal-figure", figure), ("goal-typed", typed), ("goal-input", id)]
    };
    let said = words(&Form::of(there, &asked("contract_npv_usd", "0")).part("goal"));
    assert!(said.contains("So it is now.") && !said.contains("cannot be"), "{said}");
    let said = words(&Form::of(first(), &asked("payback_month", "June 2030")).part("goal"));
    assert!(said.contains("only months to December 2027, the as-of month, are counted."), "{said}");
}

/// A cell of a table: its class, what it sets, and its text.
pub(super) type Pressed = (String, Vec<(ParameterId, f64)>, String);

pub(super) fn cells(html: &str) -> Vec<Pressed> {
    let cells = html.split("<td class=\"").skip(1);
    let cell = |cell: &str| {
        let (class, rest) = cell.split_once('"').expect("a class ends");
        let rest = rest.split("</td>").next().expect("a cell ends");
        (class.to_owned(), settings(rest).remove(0), words(&format!("<td{rest}</td>")))
    };
    cells.map(cell).collect()
}

#[test]
fn a_table_s_cells_are_runs_its_line_is_where_the_sign_changes_and_each_leads_there() {
    let html = Form::of(first(), &[]).part("table");
    let (cells, scenario) = (cells(&html), first());
    assert_eq!(cells.len(), 81);
    let [of, against] = [TRAINIUM3, GB300].map(metric);
    let under = |values: &[(ParameterId, f64)]| {
        let outcome = run(&set(&scenario, values));
        outcome.metrics.get(of).expect("a cost") <= outcome.metrics.get(against).expect("a cost")
    };
    let mut lines = 0;
    for (place, (class, values, text)) in cells.iter().enumerate() {
        let value = run(&set(&scenario, values)).metrics.get(of).expect("a cost");
        let shown = model::base::show::show(value, Unit::UsdPerPflopHour).figures;
        assert!(text.contains(shown.trim_start_matches('$')), "{shown} is not in {text}");
        let is_under = under(values);
        assert!(class.starts_with(if is_under { "under-" } else { "over-" }), "{class}");
        let left = place.checked_sub(1).filter(|_| place % 9 > 0);
        for (name, other) in [("line-left", left), ("line-top", place.checked_sub(9))] {
            let crosses = other.is_some_and(|other| under(&cells[other].1) != is_under);
            assert_eq!(class.contains(name), crosses, "{place}: {class}");
            lines += usize::from(crosses);
        }
    }
    assert!(lines > 5, "{lines}");
    // There is one tab stop, nearest to the scenario.
    assert_eq!(html.matches("tabindex=\"0\"").count(), 2, "the region and one cell");
    assert_eq!(cells.iter().filter(|(.., text)| text.contains('○')).count(), 1);
    // After a press the mark is filled, and the table has not moved.
    let there = set(&scenario, &cells[30].1);
    let moved = Form::of(there, &[]).part("table");
    let moved: Vec<_> = self::cells(&moved);
    assert!(moved[30].2.contains('●'), "{:?}", moved[30]);
    assert!(moved.iter().zip(&cells).all(|(one, other)| one.1 == other.1));
}

#[test]
fn a_table_of_any_two_inputs_says_where_there_is_no_value_and_goes_as_a_file() {
    let fields = [
        ("table-figure", "contract_npv_usd"),
        ("table-across", "agreement.base.value_usd"),
        ("table-down", "supplier.refresh"),
        ("table-steps", "41"),
    ];
    let (across, down) = (ParameterId::parse(fields[1].1).expect("it is"), input::REFRESH);
    let mut form = Form::of(first(), &fields);
    let html = form.part("table");
    // 41 contract values, each with replacement on and off.
    let cells = cells(&html);
    assert_eq!(cells.len(), 82);
    assert!(html.contains("class=\"heat dense\""), "{html}");
    form.pressed = press::FILE;
    let Ok(Answer::Text(csv)) = form.ask("table") else { panic!("no file") };
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 83);
    assert_eq!(
        lines[0],
        format!("{} [USD],{} [switch],contract_npv_usd [USD],why there is none", across.id(), down.id())
    );
    for ((_, values, text), line) in cells.iter().zip(&lines[1..]) {
        let told = run(&set(&first(), values)).metrics.get(metric("contract_npv_usd"));
        let (value, reason) = (told.map_or_else(|_| String::new(), |value| value.to_string()), told.err());
        assert_eq!(*line, format!("{},{},{value},{}", values[0].1, values[1].1, reason.map_or("", |why| why.reason())));
        assert_eq!(text.contains('–'), reason.is_some(), "{text}");
    }
    // Without any value all cells are hatched, with the reason given once.
    let none = Scenario::of(Baseline::by_id("none").expect("exists"));
    let fields =
        [("table-figure", "contract_npv_usd"), ("table-across", "operations.pue"), ("table-down", "supplier.wacc")];
    let html = Form::of(none.clone(), &fields).part("table");
    let absent = run(&none).metrics.get(metric("contract_npv_usd")).expect_err("there is no deal");
    assert!(words(&html).contains(&format!("Hatched, 81 cells: no value ({}).", absent.reason())), "{html}");
    assert!(self::cells(&html).iter().all(|(class, ..)| class == "absent"));
    let same = [("table-figure", "stake"), ("table-across", "operations.pue"), ("table-down", "operations.pue")];
    assert!(words(&Form::of(first(), &same).part("table")).contains("Choose two different inputs."));
}

#[test]
fn a_waterfall_s_steps_sum_to_the_difference() {
    let (mut now, baseline) = (first(), first());
    for (id, text) in [("operations.pue", "1.3"), ("operations.slip_months", "4"), ("supplier.wacc", "10%")] {
        now.set_text(ParameterId::parse(id).expect(id), text).expect(text);
    }
    let mut form = Form::of(now.clone(), &[]);
    let npv = metric("contract_npv_usd");
    let html = form.part("change");
    let expected = attribute(&baseline, &now, npv).expect("values");
    assert_eq!(expected.parts.len(), 3);
    let rows: Vec<&str> = html.split("<tr data-number=\"").skip(1).collect();
    for (row, part) in rows.iter().zip(&expected.parts) {
        let told = crate::pieces::signed_amount(part.difference, Unit::Usd);
        assert!(row.starts_with(&part.inputs[0].id()) && row.contains(&told), "{told}: {row}");
    }
    let sum: f64 = expected.parts.iter().map(|part| part.difference).sum();
    assert!((sum / (expected.to - expected.from) - 1.0).abs() < 1e-9);
    // A step begins where the previous one ends, and the last one ends at the final value.
    let ends = |drawn: &str, name: &str| {
        drawn
            .split(&format!(" {name}=\""))
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let drawn: Vec<&str> = html.split("<svg class=\"spread\"").skip(2).collect();
    let joints: Vec<Vec<String>> = drawn[1..4].iter().map(|svg| ends(svg, "x1")).collect();
    assert_eq!(ends(drawn[0], "cx"), [joints[0][joints[0].len() - 2].clone()]);
    for pair in joints.windows(2) {
        assert_eq!(pair[0].last(), pair[1].get(pair[1].len() - 2));
    }
    assert_eq!(ends(drawn[4], "cx").first(), joints[2].last());
    // Also compared with a pinned scenario, and with the one before the last step, if they exist.
    assert!(!html.contains("before the last step"));
    form.before = Some(with("operations.pue", "1.3"));
    form.compared.pin(&Scenario::of(Baseline::by_id("all-nvidia").expect("exists")), "<b>Mine</b>");
    form.fields.push(("since", "last"));
    let html = form.part("change");
    assert_eq!(html.split("<tr data-number=\"").count() - 1, 2, "{html}");
    form.fields.pop();
    form.fields.push(("since", "0"));
    let html = form.part("change");
    assert!(html.contains("A: &lt;b&gt;Mine&lt;/b&gt;") && !html.contains("<b>Mine"), "{html}");
    let expected = attribute(form.compared.pinned()[0].scenario(), &now, npv).expect("values");
    let inputs: usize = expected.parts.iter().map(|part| part.inputs.len()).sum();
    assert_eq!(html.split("<tr data-number=\"").count() - 1, inputs);
    // A removed scenario is replaced by the baseline, and without differences there are no steps.
    form.fields.pop();
    form.fields.push(("since", "5"));
    assert!(words(&form.part("change")).contains("its baseline"));
    assert!(words(&Form::of(first(), &[]).part("change")).contains("Nothing differs from its baseline"));
}

/// The example of the command line: the inputs that size the expansion are one step, and all are named.
#[test]
fn inputs_that_change_as_one_are_one_step() {
    let [from, to] = ["talks-2025-12", "announced-2026-02"].map(|id| Scenario::of(Baseline::by_id(id).expect(id)));
    let mut form = Form::of(to.clone(), &[("figure", "contract_npv_usd"), ("since", "0")]);
    form.compared.pin(&from, "");
    let html = form.part("change");
    let found = attribute(&from, &to, metric("contract_npv_usd")).expect("values");
    let sizes = &found.parts[0];
    let ids: Vec<String> = sizes.inputs.iter().map(|input| input.id()).collect();
    assert_eq!(ids, ["basis", "value_usd", "power_watts"].map(|size| format!("agreement.expansion.{size}")));
    let rows: Vec<&str> = html.split("<tr data-number=\"").skip(1).collect();
    let amount = crate::pieces::signed_amount(sizes.difference, Unit::Usd);
    assert!(rows[0].contains(&amount) && !rows[0].contains("with the above"), "{}", rows[0]);
    for (row, id) in rows.iter().zip(&ids).skip(1) {
        assert!(row.starts_with(id) && row.contains("with the above") && !row.contains(&amount), "{row}");
    }
    let said = words(&html);
    assert!(said.contains("Expansion agreement: Size is given as + Contract value + Facility power"), "{said}");
    assert!(said.contains("What only one of the two uses changes together with what brings it in"), "{said}");
    assert!(!said.contains(" ± "), "{said}");
    // An input that both scenarios have is a step by itself; of many that change as one, the first are named.
    let mut form = Form::of(first(), &[("figure", "facility_power_watts"), ("since", "0")]);
    form.compared.pin(&Scenario::of(Baseline::by_id("openai-amd").expect("exists")), "");
    let said = words(&form.part("change"));
    assert!(said.contains("Expansion agreement: Contract value + Agreement starts + 4 more"), "{said}");
    let slipped = words(&Form::of(with("operations.slip_months", "3"), &[]).part("change"));
    assert!(slipped.contains("Each change’s part") && !slipped.contains("What only one of the two uses"), "{slipped}");
}

#[test]
fn more_changes_than_have_room_are_one_step_and_their_error_is_said() {
    let mut form = Form::of(first(), &[("figure", "contract_npv_usd"), ("since", "0")]);
    form.compared.pin(&Scenario::of(Baseline::by_id("anthropic-tpu").expect("exists")), "");
    let html = form.part("change");
    let expected = attribute(form.compared.pinned()[0].scenario(), &first(), metric("contract_npv_usd"));
    let found = expected.expect("values");
    assert!(found.is_drawn() && found.counted < found.parts.len(), "{found:?}");
    let said = words(&html);
    assert!(said.contains(&format!("{} changes may move it, too many for every order", found.counted)), "{said}");
    let with_a_part = found.parts.iter().filter(|part| part.difference != 0.0).count();
    assert!(said.contains(&format!("{} other changes", with_a_part - 12)) && said.contains(" ± "), "{said}");
    let inputs: usize = found.parts.iter().map(|part| part.inputs.len()).sum();
    assert_eq!(html.split("<tr data-number=\"").count() - 1, inputs);
}

#[test]
fn shares_of_the_variance_wait_to_be_asked_for() {
    let mut uncertain = first();
    // A figure that few inputs move keeps the test fast.
    let mut form = Form::of(uncertain.clone(), &[("figure", "stake")]);
    assert!(form.part("shares").contains("data-press=\"work\""));
    form.pressed = press::WORK;
    let said = words(&form.part("shares"));
    assert!(said.contains("pairs of draws") && said.contains("±") && said.contains("Pre-money"), "{said}");
    uncertain.set_nearest(input::PRE_MONEY, 400e9);
    let none = Form { pressed: press::WORK, ..Form::of(Scenario::of(Baseline::by_id("none").expect("exists")), &[]) };
    assert!(words(&none.part("shares")).contains("has no value"));
}
