//! The export of the WASM program.

use crate::TwoInputs;
use model::record::recorder::record_symbolic;
use protocol::ScenarioValue;
use protocol::workbook::{Answer, Ask, TableToday};
use wasm_bindgen::prelude::wasm_bindgen;

/// Answers the bytes of a request with the bytes of a response; see the crate `protocol`.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    protocol::respond(request, to)
}

fn to(ask: &Ask) -> Result<Answer, String> {
    match ask {
        Ask::Write { scenario, page, told, table } => {
            let scenario = scenario.open()?;
            let open = |table: &TableToday| TwoInputs::open(&table.grid.open()?, &table.today);
            let table = table.as_ref().map(open).transpose()?;
            let bytes = crate::write_with_table(&scenario, &record_symbolic(&scenario), page, told, table.as_ref())?;
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
    use model::analysis::grid::grid;
    use model::input;
    use model::inputs::baselines::Baseline;
    use model::inputs::scenario::Scenario;
    use protocol::grid::{GridValue, Held, PackedGrid};
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
        let written = asked(Ask::Write { scenario: value.clone(), page, told, table: None });
        let Ok(Answer::Written { bytes }) = written else { panic!("no workbook") };
        let read = Answer::Read { scenario: value.clone(), notices: Vec::new() };
        assert_eq!(asked(Ask::Read { bytes }), Ok(read.clone()));
        // With a table it is the same scenario; an invalid table is refused with a sentence.
        let figure = model::metric::CHIPS_ONLINE;
        let grid = grid(&scenario, figure, (input::PUE, &[1.2, 1.4]), (input::SLIP, &[0.0, 1.0]));
        let of = |held| PackedGrid::of(&GridValue::of(figure, &grid, &[], held));
        let write = |grid| {
            let table = Some(TableToday { grid, today: "2026-11-26".to_owned() });
            asked(Ask::Write { scenario: value.clone(), page: String::new(), told: Vec::new(), table })
        };
        let Ok(Answer::Written { bytes }) = write(of(Held::Nothing)) else { panic!("no workbook") };
        assert_eq!(asked(Ask::Read { bytes }), Ok(read));
        assert_eq!(write(of(Held::SameAs("profit".to_owned()))), Err(protocol::MISREAD.to_owned()));
    }

    #[test]
    fn what_is_no_workbook_is_refused_in_words() {
        assert_eq!(
            asked(Ask::Read { bytes: b"Dear analyst".to_vec() }),
            Err("this is not an .xlsx workbook".to_owned())
        );
    }
}
