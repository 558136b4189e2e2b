//! The program's one door.

use model::record::recorder::record_symbolic;
use protocol::ScenarioValue;
use protocol::workbook::{Answer, Ask};
use wasm_bindgen::prelude::wasm_bindgen;

/// The bytes of a response to the bytes of a request; see the crate `protocol`.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    protocol::respond(request, to)
}

fn to(ask: &Ask) -> Result<Answer, String> {
    match ask {
        Ask::Write { scenario, page, told } => {
            let scenario = scenario.open()?;
            let bytes = crate::write_for(&scenario, &record_symbolic(&scenario), page, told)?;
            Ok(Answer::Written { bytes })
        }
        Ask::Read { bytes } => {
            let reading = crate::read(bytes)?;
            Ok(Answer::Read { scenario: ScenarioValue::from(&reading.scenario), notices: reading.notices })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::input;
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;
    use protocol::{Request, Response, from_bytes, to_bytes};

    fn asked(ask: Ask) -> Result<Answer, String> {
        let response: Response<Answer> = from_bytes(&answer(&to_bytes(&Request { number: 5, ask })))?;
        assert_eq!(response.number, 5);
        response.answer
    }

    #[test]
    fn a_scenario_comes_back_through_the_door() {
        let mut scenario = Scenario::of(Baseline::first());
        scenario.set(input::PUE, 1.3).expect("it may be");
        let value = ScenarioValue::from(&scenario);
        let page = "https://example.org/".to_owned();
        let told = vec![("Title".to_owned(), "=1+1".to_owned())];
        let written = asked(Ask::Write { scenario: value.clone(), page, told });
        let Ok(Answer::Written { bytes }) = written else { panic!("no workbook") };
        assert_eq!(asked(Ask::Read { bytes }), Ok(Answer::Read { scenario: value, notices: Vec::new() }));
    }

    #[test]
    fn what_is_no_workbook_is_refused_in_words() {
        assert_eq!(
            asked(Ask::Read { bytes: b"Dear analyst".to_vec() }),
            Err("this is not an .xlsx workbook".to_owned())
        );
    }
}
