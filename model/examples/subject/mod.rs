//! What the command lines of the examples have in common: a link or a baseline, and changes to it.

use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::share::permalink;

/// An input and the text that it is set from.
pub(crate) type Change = (ParameterId, String);

/// Reads what follows `--set`: `ID=VALUE`.
pub(crate) fn change(pair: Option<String>) -> Result<Change, String> {
    let pair = pair.ok_or("--set wants ID=VALUE")?;
    let (id, value) = pair.split_once('=').ok_or_else(|| format!("--set {pair}: wants ID=VALUE"))?;
    let input = ParameterId::parse(id).ok_or_else(|| format!("--set {pair}: there is no input {id:?}"))?;
    Ok((input, value.to_owned()))
}

/// The scenario of a link or a baseline, with changes.
pub(crate) fn scenario(subject: &str, changes: &[Change]) -> Result<Scenario, String> {
    let mut scenario = match Baseline::by_id(subject) {
        Some(baseline) => Scenario::of(baseline),
        None => {
            let known = || BASELINES.iter().map(|baseline| baseline.id).collect::<Vec<_>>().join(", ");
            permalink::read(subject)
                .map_err(|fault| format!("{subject}: no baseline ({}), and as a link: {fault}", known()))?
                .scenario
        }
    };
    for (input, text) in changes {
        scenario.set_text(*input, text).map_err(|why| format!("--set {why}"))?;
    }
    Ok(scenario)
}
