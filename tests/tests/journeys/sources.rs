//! The sources of the numbers, and statements that must not be wrong.

use journeys::{Key, Role, TILES, Thing, containing, first_with, input, journey, plain, starting};
use model::analysis::trials::influences;
use model::base::numbers::three_digits;
use model::base::show::show_closely;
use model::facts::accelerators::ACCELERATORS;
use model::facts::claims::CLAIMS;
use model::facts::provenance::{Class, Source};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Group;
use model::inputs::scenario::{Evidence, Scenario};
use model::metric;
use model::run::outcome::run;
use serde_json::Value;

fn addresses(thing: &Thing<'_>) -> Vec<String> {
    let found = thing.script("return [...e.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))");
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Waits until an element shows a class and a source: its title, publisher, date and, if it has one, a link to its
/// address.
#[track_caller]
fn cites(thing: &Thing<'_>, class: Class, source: &Source) {
    for part in [class.word(), source.title, source.publisher, source.date] {
        thing.reads(part);
    }
    assert!(source.url.is_empty() || addresses(thing).iter().any(|at| at == source.url), "no link to {}", source.url);
}

#[test]
fn every_shown_input_has_a_class_and_shows_its_source() {
    journey("badges", |page| {
        let scenario = first_with(&[]);
        for id in [
            "agreement.base.value_usd",
            "equity.pre_money_usd",
            "operations.pue",
            "chip.gb300.price_usd_per_hour",
            "chip.trainium3.it_watts",
            "supplier.hardware_life_years",
        ] {
            let of = input(id);
            page.control(of);
            let Evidence { class: Some(class), source: Some(source), note } = scenario.evidence(of) else {
                assert!(of.fact().is_none(), "{id} has no evidence");
                continue;
            };
            // The class is shown at once; the evidence is loaded when it is asked for.
            let badge = page.first_of(Role::Button, starting(&format!("{}: {}", of.name(), class.word())));
            assert_eq!(badge.words(), class.word());
            page.open(&badge);
            let around = badge.inside(Role::Region);
            cites(&around, class, source);
            around.reads(note);
            around.reads(of.row().meaning);
        }
        // Every input that is shown has a badge with its class.
        for group in Group::ALL.into_iter().filter(|group| *group != Group::View) {
            page.open_group(group);
        }
        let bare = page.script(
            "return [...document.querySelectorAll('aside input[type=range], aside input[type=checkbox], aside .input select')]
               .map(e => e.ariaLabel)
               .filter(name => ![...document.querySelectorAll('button')]
                 .some(b => (b.ariaLabel || '').startsWith(name + ': ') && /official|reported|estimate|derived|assumption|yours/.test(b.innerText)))",
            &[],
        );
        assert_eq!(bare, serde_json::json!([]), "inputs without a badge");
    });
}

#[test]
fn a_value_of_ones_own_is_called_that() {
    journey("yours", |page| {
        let (pue, scenario) = (input("operations.pue"), first_with(&[("operations.pue", "1.4")]));
        page.put(pue, &scenario);
        page.shows(&scenario);
        let badge = page.first_of(Role::Button, starting("PUE: yours"));
        page.open(&badge);
        page.reads("Your value");
    });
}

#[test]
fn every_headline_number_shows_what_it_rests_on() {
    journey("tiles", |page| {
        let scenario = first_with(&[]);
        let outcome = run(&scenario);
        page.shows(&scenario);
        for metric in TILES {
            let shown = outcome.show(metric).expect("the first baseline has them all");
            page.the(Role::Button, starting(&format!("{}: {}. ", metric.row().label, shown.text()))).click();
            let told = page.the(Role::Dialog, starting(metric.row().label));
            let rests = told.the(Role::Region, format!("What {} rests on", metric.row().label));
            // Opens all folds: the weaker inputs of each kind and the list of evidence are folded.
            rests.script("e.querySelectorAll('details').forEach(folded => folded.open = true)");
            let words = told.words();
            assert!(words.contains(&plain(metric.row().meaning)) && words.contains(Class::Derived.word()), "{words}");
            let value = outcome.metrics.get(metric).expect("the first baseline has them all");
            let exact = told.script("return e.querySelector('data').value");
            assert_eq!(exact, value.to_string(), "the exact value of {words}");
            for one in influences(&scenario, &outcome, metric).into_iter().take(8) {
                assert!(words.contains(&plain(&one.input.name())), "{} is not in {words}", one.input.name());
                let evidence = scenario.evidence(one.input);
                if let (Some(class), Some(source)) = (evidence.class, evidence.source) {
                    cites(&rests, class, source);
                }
            }
            // The panel covers a part of the tiles.
            page.press(&[Key::Escape]);
        }
    });
}

#[test]
fn claims_stand_beside_what_the_specifications_give() {
    journey("claims", |page| {
        let table = page.the(Role::Region, "Claims against specifications");
        let words = table.words();
        assert!(words.contains("4.4×") && words.contains("per UltraServer") && words.contains("per chip"), "{words}");
        let rows = table.rows();
        let ratio =
            |ratio: Option<f64>| ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{}×", three_digits(ratio)));
        for claim in CLAIMS {
            let row = rows.iter().find(|row| row[0].contains(&plain(claim.statement))).expect(claim.id);
            let expected =
                [Some(claim.ratio.value), claim.specified_ratio(), claim.specified_ratio_per_chip()].map(ratio);
            assert_eq!(row[1..4], expected, "{}", claim.id);
            assert!(row[0].contains(claim.ratio.class.word()), "{row:?}");
        }
        let badge = table.the(Role::Button, starting(CLAIMS[0].statement));
        page.open(&badge);
        cites(&table, CLAIMS[0].ratio.class, CLAIMS[0].ratio.source);
        table.reads(CLAIMS[0].note);
    });
}

#[test]
fn what_is_open_follows_the_scenario() {
    journey("answers follow", |page| {
        let power = metric::FACILITY_POWER;
        // The shown value, and the value with all digits for copying.
        let says = |scenario: &Scenario| {
            let value = run(scenario).metrics.get(power).expect("there is power");
            page.until_it_is("the value", &value.to_string(), || {
                let value = page.script("return (document.querySelector('.explain data') || {}).value", &[]);
                Ok(value.as_str().unwrap_or_default().to_owned())
            });
            page.the(Role::Dialog, starting(power.row().label)).reads(&show_closely(value, power.row().unit).text());
        };
        page.shows(&first_with(&[]));
        page.the(Role::Button, containing(&format!("{}: ", power.row().label))).click();
        says(&first_with(&[]));
        let slip = page.control(input("operations.slip_months"));
        slip.press(&[Key::Right; 6]);
        let late = first_with(&[("operations.slip_months", "6")]);
        page.shows(&late);
        says(&late);
        page.the(Role::Dialog, starting(power.row().label)).reads("Schedule slip yours");
    });
}

#[test]
fn what_must_not_be_said_wrongly() {
    journey("traps", |page| {
        page.shows(&first_with(&[]));
        // The $38bn are for NVIDIA's chips, in the summary and in the evidence.
        page.reads("$38bn of NVIDIA capacity");
        let value = input("agreement.base.value_usd");
        page.control(value);
        page.open(&page.first_of(Role::Button, starting(&format!("{}: ", value.name()))));
        page.control(value).inside(Role::Region).reads("NVIDIA");

        // $10bn at $500bn pre-money is 1.96%.
        assert!(page.tiles().expect("tiles").iter().any(|(name, text)| name == "Stake" && text == "1.96%"));

        // A chip without FP4 has no FP4 figure.
        page.open_group(Group::Hardware);
        page.unfold();
        let words = page.words();
        for chip in ACCELERATORS.iter().filter(|chip| chip.mfu_fp4.is_none()) {
            let name = format!("{}: Training MFU, FP4", chip.name);
            assert_eq!(page.every(Role::Slider, &name).len(), 0, "{name}");
            assert!(!words.contains(&format!("{} (FP4)", chip.name)), "{} has no FP4", chip.name);
        }
        let with_fp4 = ACCELERATORS.iter().filter(|chip| chip.mfu_fp4.is_some()).count();
        assert_eq!(page.every(Role::Slider, containing(": Training MFU, FP4")).len(), with_fp4);
        let scenario = first_with(&[("workload.precision", "fp4")]);
        page.put(input("workload.precision"), &scenario);
        page.shows(&scenario);
        let without = ACCELERATORS.iter().find(|chip| chip.id == "trainium2").expect("it is in the catalogue");
        assert!(without.mfu_fp4.is_none() && ParameterId::parse("chip.trainium2.mfu_fp4").is_none());
        // A chart out of sight is updated when the scenario rests.
        let chart = page.chart("TFLOP/s for each facility watt");
        // Only chips in use and the reference are shown at first.
        chart.the(Role::Button, starting("All accelerators")).click();
        chart.reads(&format!("{} (FP8)", without.name));
        let chart = chart.words();
        for chip in ACCELERATORS.iter().filter(|chip| chip.mfu_fp4.is_none()) {
            assert!(!chart.contains(&format!("{} (FP4)", chip.name)), "{chart}");
        }
    });
}
