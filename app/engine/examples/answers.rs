//! The engine's answers to every kind of question about the first scenario, one line of JSON for each: a title and the
//! HTML. `cargo xtask words` reads them.

use engine::answer;
use model::facts::claims::CLAIMS;
use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::share::ranged::Ranged;
use protocol::engine::{Answer, Ask, Search};
use protocol::{ComparedValue, NotesValue, RangedValue, Request, ScenarioValue};
use std::io::{Result, Write};

fn main() -> Result<()> {
    let first = Scenario::of(Baseline::first());
    let scenario = || ScenarioValue::from(&first);
    let metrics = MetricId::all().map(|of| vec![format!("metric:{}", of.id())]);
    let metrics = metrics.map(|questions| {
        (
            "Explanations",
            Ask::Explain {
                scenario: scenario(),
                questions,
                notes: NotesValue::default(),
                ranged: (&Ranged::default()).into(),
            },
        )
    });
    let inputs = ParameterId::all().map(|of| ("Inputs", Ask::Input { scenario: scenario(), input: of.id() }));
    let claims = CLAIMS.iter().map(|claim| ("Claims", Ask::Claim { claim: claim.id.to_owned() }));
    let pages = [
        ("Numbers", Ask::Numbers { scenario: scenario(), search: Search::default() }),
        ("Sources", Ask::Sources { scenario: scenario(), search: Search::default() }),
        (
            "How sure",
            Ask::Sure {
                scenario: scenario(),
                compared: ComparedValue::default(),
                before: None,
                ranged: RangedValue::from(&Ranged::default()),
                metric: "contract_npv_usd".to_owned(),
            },
        ),
        ("Deals", Ask::Deals),
        ("Trust", Ask::Trust { record: None }),
        ("Corrections", Ask::Corrections),
    ];
    let mut out = std::io::stdout().lock();
    for (title, ask) in metrics.chain(inputs).chain(claims).chain(pages) {
        if let Ok(Answer::Html(html)) = answer(&Request { number: 1, ask }).answer {
            writeln!(out, "{}", serde_json::json!([title, html]))?;
        }
    }
    Ok(())
}
