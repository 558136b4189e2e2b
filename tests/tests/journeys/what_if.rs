//! The page "How sure?": sensitivities, values that reach a goal, a table of two inputs, and reasons for a change.

use crate::exports::saved;
use anyhow::{Context, Result, ensure};
use journeys::{Key, Page, Role, Window, first_with, input, journey, journey_in, link, plain, starting};
use model::analysis::attribution::attribute;
use model::analysis::goal::{CLOSE_SHARE, Wish, single};
use model::analysis::grid::{Grid, between, grid, values_between};
use model::analysis::tornado::tornado;
use model::analysis::uncertainty::plan::ranges;
use model::analysis::uncertainty::settings::Uncertainty;
use model::base::show::show;
use model::base::units::Unit;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::{Metric, MetricId};
use model::record::recorder::record_symbolic;
use model::run::outcome::run;
use protocol::grid::{GridValue, Held};
use serde_json::{Value, json};
use workbook::{TwoInputs, write_with_table};

const TRAINIUM3: &str = "usd_per_effective_pflop_hour.trainium3";
const GB300: &str = "usd_per_effective_pflop_hour.gb300";

#[track_caller]
fn opens(page: &Page) {
    page.first_of(Role::Button, "How sure?").press(&[Key::Enter]);
    page.until("the page", || {
        let part = words_of(page, "table")?;
        ensure!(part.contains("A press on a cell goes there"), "it has not come");
        Ok(())
    });
}

/// Changes one more input of a scenario that is shown, opens the page "How sure?", and returns the new scenario.
#[track_caller]
fn changes_and_opens(page: &Page, before: &Scenario) -> Scenario {
    page.shows(before);
    let mut now = before.clone();
    now.set_text(input("operations.pue"), "1.4").expect("it may stand there");
    page.put(input("operations.pue"), &now);
    page.shows(&now);
    opens(page);
    now
}

/// The visible text of a part of the page.
fn words_of(page: &Page, part: &str) -> Result<String> {
    let words = page.session().script(
        "const part = document.querySelector(`dialog [data-part=${arguments[0]}]`); return part ? part.innerText : ''",
        &[json!(part)],
    )?;
    Ok(plain(words.as_str().unwrap_or_default()))
}

#[track_caller]
fn part_reads(page: &Page, part: &str, words: &str) {
    page.until(&format!("{words:?} in {part}"), || {
        let all = words_of(page, part)?;
        ensure!(all.contains(&plain(words)), "it is not in {all:.600}");
        Ok(())
    });
}

/// The rows of a part's table: the id and the cells of each, whether the table is folded or not.
fn rows(page: &Page, part: &str) -> Vec<Vec<String>> {
    let rows = page.script(
        "return [...document.querySelectorAll(`dialog [data-part=${arguments[0]}] tr[data-number]`)]
           .map(row => [row.dataset.number, ...[...row.cells].map(cell => cell.textContent)])",
        &[json!(part)],
    );
    let cells = |row: &Value| row.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect();
    rows.as_array().into_iter().flatten().map(cells).collect()
}

/// Chooses an option of a list, which is found by its name in the form.
#[track_caller]
pub(super) fn choose(page: &Page, name: &str, value: &str) {
    page.script(
        "const list = document.querySelector(`dialog select[name='${arguments[0]}']`);
         list.focus(); list.value = arguments[1];
         if (list.value !== arguments[1]) throw new Error(`${arguments[1]} cannot be chosen`);
         list.dispatchEvent(new Event('change', { bubbles: true }))",
        &[json!(name), json!(value)],
    );
}

/// Waits until the announcement for screen readers within the dialog starts with these words, or is empty if there are
/// none.
#[track_caller]
fn told_starts(page: &Page, words: &str) {
    page.until(&format!("{words:?} is said"), || {
        let told = page.script("return document.querySelector('dialog [data-told]').textContent", &[]);
        let told = plain(told.as_str().unwrap_or_default());
        ensure!(if words.is_empty() { told.is_empty() } else { told.starts_with(words) }, "it is said: {told:?}");
        Ok(())
    });
}

#[track_caller]
fn keyboard_is_at(page: &Page, id: &str) {
    page.until_it_is("the keyboard", &json!(id), || Ok(page.script("return document.activeElement.id", &[])));
}

/// How much wider the dialog's content is than the dialog, CSS pixels.
fn too_wide(page: &Page) -> Value {
    page.script("const d = document.querySelector('dialog'); return d.scrollWidth - d.clientWidth", &[])
}

#[track_caller]
fn becomes(page: &Page, what: &str, expected: &Scenario) {
    page.until(what, || {
        let there = page.in_address()?;
        ensure!(there == *expected, "the address has another scenario");
        Ok(())
    });
}

fn figure(id: &str, scenario: &Scenario) -> Result<f64> {
    run(scenario).metrics.get(MetricId::parse(id).context("a figure")?).ok().context("a value")
}

fn shown(id: &str, scenario: &Scenario) -> String {
    let value = figure(id, scenario).expect("a value");
    plain(&show(value, MetricId::parse(id).expect("a figure").row().unit).text())
}

#[test]
fn a_price_that_was_found_is_set_and_both_cost_the_same_and_one_step_takes_it_back() {
    journey("apply a price", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        opens(page);
        let price = input("chip.trainium3.price_usd_per_hour");
        let wish = Wish::SameAs(MetricId::parse(GB300).expect("a figure"));
        let found = match single::reach(&first, MetricId::parse(TRAINIUM3).expect("a figure"), wish, price) {
            single::Found::At(found) => found[0].from,
            other => panic!("{other:?}"),
        };
        let mut after = first.clone();
        after.set(price, found).expect("it may stand there");
        part_reads(page, "goal", "At which Trainium3 price does it cost the same as GB300?");
        part_reads(page, "goal", &format!("Trainium3: Price at {}", price.show(found)));
        page.the(Role::Button, starting("Apply: Trainium3: Price")).press(&[Key::Enter]);
        becomes(page, "the price", &after);
        let [one, other] = [TRAINIUM3, GB300].map(|id| figure(id, &after).expect("a cost"));
        assert!((one / other - 1.0).abs() <= CLOSE_SHARE, "{one} {other}");
        // The page shows the new values, in the digits that are shown, and the focus stays.
        part_reads(page, "goal", "So it is now.");
        assert_eq!(shown(TRAINIUM3, &after), shown(GB300, &after));
        part_reads(page, "goal", &format!("is {} now", shown(GB300, &after)));
        keyboard_is_at(page, "goal-apply-0");
        told_starts(page, "Set: Trainium3: Price");
        // One undo, within the page, restores the scenario.
        page.the(Role::Button, "Undo this").click();
        becomes(page, "the scenario as it was", &first);
        part_reads(page, "goal", &format!("is {} now", shown(TRAINIUM3, &first)));
        // The announcement that the price is set is removed.
        told_starts(page, "");
        page.the(Role::Button, "Close").click();
        page.shows(&first);
    });
}

#[test]
fn a_target_that_is_typed_is_reached_or_the_nearest_is_told() {
    journey("a typed target", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        opens(page);
        choose(page, "goal-figure", "stake");
        part_reads(page, "goal", "Stake is");
        choose(page, "goal-same", "");
        choose(page, "goal-input", &model::input::PRE_MONEY.id());
        part_reads(page, "goal", "Type what it is to be");
        type_target(page, "2.5%");
        part_reads(page, "goal", "It is 2.5% with Pre-money");
        // By hand: 10 ÷ (390 + 10).
        part_reads(page, "goal", "$390bn");
        type_target(page, "90%");
        part_reads(page, "goal", "It cannot be 90%.");
        part_reads(page, "goal", "may not be less than");
        type_target(page, "many");
        part_reads(page, "goal", "many");
        let invalid =
            page.script("return document.querySelector('dialog [name=goal-typed]').getAttribute('aria-invalid')", &[]);
        assert_eq!(invalid, json!("true"));
        page.address_is(&first);
    });
}

#[track_caller]
fn type_target(page: &Page, text: &str) {
    page.until("the field", || {
        let is_there = page.script("return document.querySelector('dialog [name=goal-typed]') !== null", &[]);
        ensure!(is_there == json!(true), "it has not come");
        Ok(())
    });
    page.script("const field = document.querySelector('dialog [name=goal-typed]'); field.focus(); field.select()", &[]);
    page.type_text(text);
    page.press(&[Key::Enter]);
}

#[test]
fn a_cell_leads_to_both_its_values_and_back_in_one_step() {
    journey("a cell", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        opens(page);
        let steps = page.steps();
        let read = |id: &str| {
            let set = page.script("return document.getElementById(arguments[0]).dataset.set", &[json!(id)]);
            let mut after = first.clone();
            for one in set.as_str().expect("a cell").split(';') {
                let (id, value) = one.split_once('=').expect("an input and its value");
                after.set(input(id), value.parse().expect("a number")).expect("it may stand there");
            }
            after
        };
        let after = read("table-7-2");
        assert_eq!(after.changes().count(), 2);
        // Arrow keys move from cell to cell; Enter sets the cell's values.
        page.script("document.getElementById('table-7-3').focus()", &[]);
        page.press(&[Key::Left]);
        keyboard_is_at(page, "table-7-2");
        page.press(&[Key::Enter]);
        becomes(page, "both values", &after);
        page.until_it_is("the mark, and the keyboard", &json!(["●", "table-7-2"]), || {
            let seen = "const cell = document.getElementById('table-7-2');
                        return [cell.querySelector('.here')?.textContent, document.activeElement.id]";
            Ok(page.script(seen, &[]))
        });
        let told = page.script("return document.getElementById('table-7-2').title", &[]);
        assert!(plain(told.as_str().unwrap_or_default()).starts_with(&shown(TRAINIUM3, &after)), "{told}");
        page.press_with(Key::Control, Key::Letter('z'));
        becomes(page, "the scenario as it was", &first);
        assert_eq!(page.steps(), steps + 1, "it was more than one step");
        page.press_with(Key::Control, Key::Letter('y'));
        becomes(page, "both values again", &after);
    });
}

#[test]
fn a_tornado_s_ends_are_those_that_are_computed_here() {
    let scenario = first_with(&[("view.as_of", "2027-06")]);
    journey_in("tornado", Window::WIDE, &link(&scenario), |page| {
        page.shows(&scenario);
        opens(page);
        let ranges = ranges(&scenario, &Uncertainty::default()).expect("nothing contradicts itself");
        for of in [metric::CONTRACT_NPV, metric::CHIPS_ONLINE] {
            choose(page, "figure", &of.id());
            part_reads(page, "sensitivity", &format!("{} is", of.name()));
            let bars = tornado(&scenario, of, &ranges).expect("a value").bars;
            let told = rows(page, "sensitivity");
            assert_eq!(told.len(), bars.len());
            let mut compared = 0;
            for (bar, row) in bars.iter().zip(told) {
                assert_eq!(bar.input.id(), row[0]);
                for (end, value) in bar.values.into_iter().enumerate() {
                    let figure = bar.metric[end]
                        .map_or_else(|absent| absent.reason().to_owned(), |value| show(value, of.row().unit).text());
                    assert_eq!(row[2 + 2 * end], plain(&bar.input.show(value)));
                    assert!(row[3 + 2 * end].contains(&plain(&figure)), "{figure}: {row:?}");
                    compared += 2;
                }
            }
            journeys::agreed("Ends of tornados, text against text", compared);
        }
    });
}

#[test]
fn what_is_chosen_while_a_choice_is_answered_stays_chosen() {
    let before = first_with(&[("operations.slip_months", "3")]);
    journey_in("chosen twice", Window::WIDE, &link(&before), |page| {
        let now = changes_and_opens(page, &before);
        let found = attribute(&before, &now, metric::CONTRACT_NPV).expect("values");
        // The page asks in the next frame. Another option is chosen right after it, before an answer can arrive.
        page.script(
            "const list = () => document.querySelector(`dialog select[name='since']`);
             const choose = value => { list().value = value; list().dispatchEvent(new Event('change', { bubbles: true })) };
             choose('baseline');
             return new Promise(done => requestAnimationFrame(() => setTimeout(() => { choose('last'); done() })))",
            &[],
        );
        page.until("the last choice", || {
            let told = rows(page, "change");
            ensure!(told.len() == found.parts.len(), "{told:?}");
            Ok(())
        });
        assert_eq!(
            page.script("return document.querySelector(`dialog select[name='since']`).value", &[]),
            json!("last")
        );
    });
}

#[test]
fn a_waterfall_sums_to_the_difference_since_the_baseline_and_since_the_last_step() {
    let before = first_with(&[("operations.slip_months", "3")]);
    journey_in("waterfall", Window::WIDE, &link(&before), |page| {
        let now = changes_and_opens(page, &before);
        let baseline = first_with(&[]);
        for (since, from) in [("baseline", &baseline), ("last", &before)] {
            choose(page, "since", since);
            let found = attribute(from, &now, metric::CONTRACT_NPV).expect("values");
            page.until(since, || {
                let told = rows(page, "change");
                ensure!(told.len() == found.parts.len(), "{told:?}");
                Ok(())
            });
            let sum: f64 = found.parts.iter().map(|part| part.difference).sum();
            assert!((sum - (found.to - found.from)).abs() <= 1e-9 * found.to.abs(), "{found:?}");
            for (part, row) in found.parts.iter().zip(rows(page, "change")) {
                assert_eq!(row[0], part.inputs[0].id());
                let amount = plain(&show(part.difference, Unit::Usd).text());
                assert!(row[4].contains(&amount), "{amount}: {row:?}");
            }
        }
    });
}

#[test]
fn what_if_fits_a_finger_and_a_telephone() {
    journey_in("what if on a telephone", Window::NARROW, "", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        opens(page);
        assert_eq!(too_wide(page), json!(0));
        let small = page.script(
            "return [...document.querySelectorAll('dialog .apply, dialog .heat button, dialog .part .quiet')].filter(e => {
               const box = e.getBoundingClientRect(); return box.width < 24 || box.height < 24; }).map(e => e.id)",
            &[],
        );
        assert_eq!(small, json!([]), "too small for a finger");
        choose(page, "table-steps", "41");
        page.until("more cells", || {
            let cells = page.script("return document.querySelectorAll('dialog .heat td').length", &[]);
            ensure!(cells == json!(41 * 41), "{cells}");
            Ok(())
        });
        assert_eq!(too_wide(page), json!(0), "the table scrolls by itself");
    });
}

#[test]
fn where_variance_comes_from_is_worked_out_when_it_is_asked() {
    journey("shares of the variance", |page| {
        page.shows(&first_with(&[]));
        opens(page);
        choose(page, "figure", "stake");
        part_reads(page, "sensitivity", "Stake is");
        page.the(Role::Button, "Where does its variance come from?").press(&[Key::Enter]);
        part_reads(page, "shares", "Where the variance of Stake comes from");
        part_reads(page, "shares", "±");
        // The focus moves to the result.
        keyboard_is_at(page, "shares-work");
        // The result is dropped when another figure is chosen.
        page.press_with(Key::Control, Key::Letter('z'));
        choose(page, "figure", "moic");
        part_reads(page, "shares", "Takes a few seconds.");
    });
}

#[test]
fn a_table_is_saved_as_a_file() {
    journey("table as a file", |page| {
        page.shows(&first_with(&[]));
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        opens(page);
        page.the(Role::Button, "Save as CSV").click();
        let file = saved(page, folder.path(), "rackrate-talks-2025-12-table.csv");
        let text = String::from_utf8(file).expect("UTF-8");
        let mut lines = text.lines();
        let head = lines.next().unwrap_or_default();
        assert!(
            head.starts_with("chip.trainium3.price_usd_per_hour [USD/chip-hour],chip.trainium3.mfu_fp8 [share],"),
            "{head}"
        );
        assert_eq!(lines.clone().count(), 81);
        for line in lines {
            let numbers: Vec<f64> = line.split(',').take(3).map(|text| text.parse().expect(text)).collect();
            let mut there = first_with(&[]);
            let inputs: [ParameterId; 2] = ["chip.trainium3.price_usd_per_hour", "chip.trainium3.mfu_fp8"].map(input);
            inputs.into_iter().zip(&numbers).for_each(|(of, value)| there.set(of, *value).expect("it may stand there"));
            assert_eq!(figure(TRAINIUM3, &there).expect("a cost"), numbers[2], "{line}");
        }
    });
}

/// The table of differences between two grids, as the page passes it to the workbook, with today's date.
fn table_today(page: &Page, of: &Grid, other: &Grid) -> TwoInputs {
    let [figure, same] = [TRAINIUM3, GB300].map(|id| MetricId::parse(id).expect("a figure"));
    let less = |(one, other): (&Metric<f64>, &Metric<f64>)| Some(one.ok()? - other.ok()?);
    let rows = of.cells.iter().zip(&other.cells);
    let over: Vec<Vec<_>> = rows.map(|(row, other)| row.iter().zip(other).map(less).collect()).collect();
    let today = page.script(
        "const now = new Date(), two = number => String(number).padStart(2, '0');
         return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`",
        &[],
    );
    let value = GridValue::of(figure, of, &over, Held::of(Some(Wish::SameAs(same)), true));
    TwoInputs::open(&value, today.as_str().expect("a date")).expect("a table")
}

#[test]
fn a_table_whose_ends_are_typed_goes_into_the_workbook() {
    journey("table in the workbook", |page| {
        let first = first_with(&[]);
        page.shows(&first);
        let folder = tempfile::tempdir().expect("a folder");
        page.save_into(folder.path());
        opens(page);
        let field = |name: &str| page.the(Role::Textbox, starting(name));
        field("Across from").enter("many");
        part_reads(page, "table", "many");
        assert_eq!(field("Across from").attribute("aria-invalid").as_deref(), Some("true"));
        keyboard_is_at(page, "table-0-from");
        // Both ends are typed in quick succession: what is typed during an update is kept.
        field("Across from").enter("1");
        page.press(&[Key::Tab]);
        page.type_text("3 $/chip-hour");
        page.press(&[Key::Enter]);
        let [price, mfu] = ["chip.trainium3.price_usd_per_hour", "chip.trainium3.mfu_fp8"].map(input);
        let ends = "return ['table-0-0', 'table-8-8'].map(id => document.getElementById(id)?.dataset.set)";
        let across = values_between(price, 1.0, 3.0, 9);
        let range = between(&first, mfu, &Uncertainty::default());
        let down = values_between(mfu, range.low, range.high, 9);
        let set = |place: usize| format!("{}={};{}={}", price.id(), across[place], mfu.id(), down[place]);
        page.until_it_is("the typed ends", &json!([set(0), set(8)]), || Ok(page.script(ends, &[])));
        page.address_is(&first);
        // Leaving a field by Tab confirms it too, and the focus is on the next control.
        page.script("document.getElementById('table-1-to').focus()", &[]);
        page.type_text("45%");
        page.press(&[Key::Tab]);
        let down = values_between(mfu, range.low, 0.45, 9);
        let last = format!("{}={};{}={}", price.id(), across[8], mfu.id(), down[8]);
        let there = "return [document.getElementById('table-8-8')?.dataset.set, document.activeElement.dataset.ask]";
        page.until_it_is("its end", &json!([last, format!("input:{}", price.id())]), || Ok(page.script(there, &[])));
        page.the(Role::Button, "In a workbook").click();
        let bytes = saved(page, folder.path(), "rackrate-talks-2025-12-table.xlsx");
        // The workbook has the scenario, and equals the one that is written natively.
        let reading = workbook::read(&bytes).expect("a workbook of ours");
        assert_eq!((&reading.scenario, reading.notices), (&first, Vec::new()));
        let [of, other] = [TRAINIUM3, GB300]
            .map(|id| grid(&first, MetricId::parse(id).expect("a figure"), (price, &across), (mfu, &down)));
        let table = table_today(page, &of, &other);
        let page_alone = page.address().split('?').next().unwrap_or_default().to_owned();
        let natively = write_with_table(&first, &record_symbolic(&first), &page_alone, &[], Some(&table));
        assert!(bytes == natively.expect("a workbook"), "{} bytes are not those that are written here", bytes.len());
        page.first_of(Role::Button, "Close").click();
        page.shows(&first);
    });
}
