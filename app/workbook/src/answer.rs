//! The program's door: a question comes in as bytes, and an answer goes out.

use crate::{read, write_for};
use model::record::recorder::record_live;
use model::scenario::Scenario;
use protocol::workbook::{Answer, Ask};

/// Answers a request of the page; see the crate `protocol`. Never fails: what cannot be answered is a sentence in the
/// response.
pub fn answer(request: &[u8]) -> Vec<u8> {
    protocol::respond(request, answer_to)
}

fn answer_to(ask: &Ask) -> Result<Answer, String> {
    match ask {
        Ask::Write { scenario, page } => {
            let scenario = scenario.open()?;
            let bytes = write_for(&scenario, &record_live(&scenario), page)?;
            Ok(Answer::Written { name: file_name(&scenario), bytes })
        }
        Ask::Read { bytes } => {
            let reading = read(bytes)?;
            Ok(Answer::Read { scenario: (&reading.scenario).into(), notices: reading.notices })
        }
    }
}

/// What the file of a scenario is called: by its baseline, and whether it was changed.
fn file_name(scenario: &Scenario) -> String {
    format!("rackrate-{}{}.xlsx", scenario.baseline().id, if scenario.is_modified() { "-modified" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::baselines::Baseline;
    use model::parameters::ParameterId;
    use protocol::{Request, Response, from_bytes, to_bytes};

    fn answered(number: u64, ask: Ask) -> Response<Answer> {
        from_bytes(&answer(&to_bytes(&Request { number, ask }))).expect("a response")
    }

    #[test]
    fn a_scenario_goes_out_as_a_workbook_and_comes_back() {
        let mut scenario = Scenario::of(Baseline::first());
        scenario.set(ParameterId::of("operations.pue"), 1.0 + 1.0 / 3.0).expect("in range");
        let page = "https://example.org/rackrate/".to_owned();
        let written = answered(3, Ask::Write { scenario: (&scenario).into(), page });
        assert_eq!(written.number, 3);
        let Ok(Answer::Written { name, bytes }) = written.answer else { panic!("{:?}", written.answer) };
        assert_eq!(name, format!("rackrate-{}-modified.xlsx", scenario.baseline().id));
        let read = answered(4, Ask::Read { bytes });
        let expected = Answer::Read { scenario: (&scenario).into(), notices: Vec::new() };
        assert_eq!((read.number, read.answer), (4, Ok(expected)));
    }

    #[test]
    fn what_cannot_be_answered_is_a_sentence() {
        let refused = answered(5, Ask::Read { bytes: b"Dear analyst".to_vec() });
        assert_eq!(refused, Response { number: 5, answer: Err("this is not an .xlsx workbook".to_owned()) });
        let nonsense: Response<Answer> = from_bytes(&answer(&[0xff; 3])).expect("a response");
        assert!(nonsense.answer.is_err());
    }
}
