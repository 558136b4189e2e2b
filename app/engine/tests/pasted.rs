//! A copied table in a spreadsheet, with decimal points and with decimal commas: LibreOffice, set to English and to
//! German, must arrive at the same numbers.
//!
//! `cargo xtask test` finds or installs LibreOffice and runs this; by hand it is `cargo test -p engine --test pasted`.

use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::run;
use model::share::ranged::Ranged;
use protocol::engine::{Answer, Ask, Digits, Every, Form};
use protocol::{ComparedValue, NotesValue, Request, ScenarioValue};
use std::path::Path;
use tests_shared::office::Conversion;

/// The countries, each with the number by which LibreOffice's import of HTML identifies its language.
const COUNTRIES: [(&str, u32); 2] = [("en-US", 1033), ("de-DE", 1031)];
/// A cell that does not state its number: how it is read proves that the country was set.
const UNTYPED: &str = "<table><tr><td>1.234</td></tr></table>";

fn copied(form: Form) -> String {
    let scenario = Scenario::of(Baseline::first());
    let ask = Ask::Export {
        scenario: ScenarioValue::from(&scenario),
        compared: ComparedValue::default(),
        drawn: None,
        ranged: (&Ranged::default()).into(),
        form,
        notes: NotesValue::default(),
        address: "https://example.org/".to_owned(),
        today: "2026-11-26".to_owned(),
    };
    let table = match engine::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Table { html, .. }) => Some(html),
        _ => None,
    };
    table.expect("a table")
}

/// The numbers in a sheet, in order.
fn numbers(sheet: &str) -> Vec<f64> {
    let cells = sheet.split("office:value-type=\"float\" office:value=\"").skip(1);
    cells.map(|cell| cell.split('"').next().and_then(|text| text.parse().ok()).expect("a number")).collect()
}

/// The numbers that LibreOffice, set to a country, reads from tables.
fn pasted(country: (&str, u32), tables: &[String]) -> Vec<Vec<f64>> {
    let (name, number) = country;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pasted-{name}"));
    let settings = format!(
        "<item oor:path=\"/org.openoffice.Setup/L10N\"><prop oor:name=\"ooSetupSystemLocale\" oor:op=\"fuse\"><value>{name}</value></prop></item>\n\
         <item oor:path=\"/org.openoffice.Office.Common/Filter/HTML/Import\"><prop oor:name=\"NumbersEnglishUS\" oor:op=\"fuse\"><value>false</value></prop></item>"
    );
    let conversion = Conversion {
        folder: &folder,
        settings: &settings,
        extension: "html",
        reads: Some(&format!("HTML (StarCalc):{number}")),
        writes: "fods",
    };
    let files = conversion.of(tables).expect("LibreOffice");
    let sheet = |place: usize| String::from_utf8_lossy(&files[&format!("{place}.fods")]).into_owned();
    (0..tables.len()).map(|place| numbers(&sheet(place))).collect()
}

#[test]
fn a_table_pastes_as_the_same_numbers_in_every_country() {
    let outcome = run(&Scenario::of(Baseline::first()));
    let headline = MetricId::all().filter(|metric| metric.row().scope == model::inputs::families::Scope::Scenario);
    let headline: Vec<f64> = headline.filter_map(|metric| outcome.metrics.get(metric).ok()).collect();
    let chips = outcome.sheet.row(model::series::CHIPS_ONLINE);
    let tables = [
        UNTYPED.to_owned(),
        copied(Form::Figures(Digits::All)),
        copied(Form::Table { figure: "fleet".to_owned(), every: Every::Month, digits: Digits::All }),
    ];
    for (country, untyped) in COUNTRIES.into_iter().zip([1.234, 1234.0]) {
        let sheets = pasted(country, &tables);
        assert_eq!(sheets[0], [untyped], "LibreOffice is not set to {}", country.0);
        // LibreOffice writes fifteen digits.
        let same = |found: &[f64], expected: &[f64]| {
            found.len() == expected.len()
                && found.iter().zip(expected).all(|(found, value)| (found - value).abs() <= 1e-13 * value.abs())
        };
        assert!(same(&sheets[1], &headline), "{}: {:?} is not {headline:?}", country.0, sheets[1]);
        // The last number of each row is that of all chips.
        let (months, width) = (chips.len(), sheets[2].len() / chips.len());
        let totals: Vec<f64> = (0..months).map(|month| sheets[2][month * width + width - 1]).collect();
        assert!(same(&totals, chips), "{}: {totals:?} is not {chips:?}", country.0);
    }
}
