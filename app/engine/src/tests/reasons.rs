//! An author's source or reason is worded the same wherever its value is shown, is marked as the author's, and is
//! escaped; it appears nowhere else.

use super::*;
use model::share::told::{Place, Told};

const REASON: &str = "Our <meter>, 2026";
const TOLD: &str = "Author’s reason: <bdi>Our &lt;meter&gt;, 2026</bdi>";

fn explained(question: &str, notes: NotesValue) -> String {
    let scenario = ScenarioValue::from(&with("operations.pue", "1.31"));
    let ask = Ask::Explain { scenario, questions: vec![question.to_owned()], notes, ranged: usual() };
    match super::super::answer(&Request { number: 1, ask }).answer {
        Ok(Answer::Html(html)) => html,
        other => panic!("{question}: {other:?}"),
    }
}

/// The reason, as the only note.
fn noted(input: ParameterId) -> NotesValue {
    let mut told = Told::default();
    assert!(told.pin(Place::Input(input), REASON));
    (&told).into()
}

#[test]
fn it_stands_in_the_explanation_of_its_input_and_of_what_rests_on_that() {
    let notes = || noted(model::input::PUE);
    for question in ["input:operations.pue", "metric:facility_power_watts", "series:facility_power_watts:20"] {
        let html = explained(question, notes());
        assert_eq!(html.matches(TOLD).count(), 1, "{question}: {html}");
        assert!(!explained(question, NotesValue::default()).contains("Author’s reason"), "{question}");
    }
    for question in ["input:operations.slip_months", "metric:stake"] {
        assert!(!explained(question, notes()).contains("Author’s reason"), "{question}");
    }
}

/// On paper it is printed with its change, in the document and in the brief.
#[test]
fn it_is_printed_with_its_change() {
    let scenario = with("operations.pue", "1.31");
    let value = || ScenarioValue::from(&scenario);
    let [address, today] = ["https://example.org/", "2026-11-26"];
    for (notes, expected) in [(noted(model::input::PUE), 1), (NotesValue::default(), 0)] {
        for ask in [
            Ask::Paper {
                scenario: value(),
                compared: ComparedValue::default(),
                drawn: None,
                ranged: usual(),
                notes: notes.clone(),
                address: address.to_owned(),
                today: today.to_owned(),
            },
            Ask::BriefPaper {
                scenario: value(),
                drawn: None,
                ranged: usual(),
                name: String::new(),
                notes: notes.clone(),
                address: address.to_owned(),
                today: today.to_owned(),
            },
        ] {
            let Ok(Answer::Html(html)) = super::super::answer(&Request { number: 1, ask }).answer else {
                panic!("{notes:?}")
            };
            assert_eq!(html.matches(TOLD).count(), expected, "{html}");
        }
    }
}

/// A brief names the first changes and counts the rest. The reason for a change that is only counted is listed among
/// the notes, and not after any sentence, least of all the one that counts.
#[test]
fn a_reason_in_a_brief_stands_with_its_own_sentence_or_among_the_notes() {
    let mut scenario = first();
    for input in ParameterId::all().filter(|input| !input.row().kind.is_chosen()).take(9) {
        scenario.set_nearest(input, input.row().max);
    }
    let told: Vec<ParameterId> =
        figures::brief::differs(&scenario, &run(&scenario)).into_iter().filter_map(|(input, _)| input).collect();
    let counted: Vec<ParameterId> = scenario.own_changes().filter(|input| !told.contains(input)).collect();
    assert!(told.len() == 6 && !counted.is_empty());
    let value = ScenarioValue::from(&scenario);
    for (place, input) in told.iter().chain(&counted).enumerate() {
        let ask = Ask::BriefPaper {
            scenario: value.clone(),
            drawn: None,
            ranged: usual(),
            name: String::new(),
            notes: noted(*input),
            address: "https://example.org/".to_owned(),
            today: "2026-11-26".to_owned(),
        };
        let Ok(Answer::Html(html)) = super::super::answer(&Request { number: 1, ask }).answer else {
            panic!("{place}")
        };
        let counted = html.split("<li>").position(|one| one.contains("more inputs differ")).expect("they are counted");
        let stands = html.split("<li>").position(|one| one.contains(TOLD));
        let first = counted - 6;
        assert_eq!(stands, Some(if place < 6 { first + place } else { counted + 1 }), "{place}: {html}");
        assert_eq!(html.matches(TOLD).count(), 1, "{place}: {html}");
        assert_eq!(html.contains("<h2>Notes</h2>"), place >= 6, "{place}: {html}");
    }
}
