//! Answers that need draws: uncertainty, and Sobol indices.

use super::ask::Hoped;
use super::{Answer, Asked, columns};
use model::analysis::ranges::Fixed;
use model::analysis::uncertainty::bands::{Bands, Chance, FAN_SHARES, Fan, Spread};
use model::analysis::uncertainty::part::Part;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::sobol::indices;
use model::analysis::uncertainty::wanted::{Aim, Side, Target, Wanted};
use model::base::month::Month;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::provenance::Class;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::{Metric, MetricId};
use model::share::ranged::Ranged;
use serde_json::{Map, Value, json};

/// The default number of pairs of draws for Sobol indices. Each pair takes two runs, and one more for each factor.
const USUAL_PAIRS: u32 = 1_000;

fn plan(scenario: &Scenario, settings: &Uncertainty) -> Result<Plan, String> {
    Plan::new(scenario, settings).map_err(|refused| refused.reason())
}

/// Makes all draws, divided among the machine's cores; the result is the same to the last bit as with one core.
fn made_in_parts(plan: &Plan, wanted: &Wanted, targets: &[Target]) -> Option<Bands> {
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get() as u32);
    let each = plan.draws().div_ceil(workers).max(1);
    let parts = std::thread::scope(|scope| {
        let begun: Vec<_> =
            (0..workers).map(|worker| scope.spawn(move || plan.chunk(wanted, worker * each, each))).collect();
        begun.into_iter().map(|worker| worker.join().ok()).collect::<Option<Vec<_>>>()
    })?;
    Bands::gather(plan, wanted, targets, Part::WHOLE, &parts)
}

/// Ranges, fans and chances: of the targets on the command line, and then of those in the link.
pub(super) fn draws(scenario: &Scenario, ranged: &Ranged, asked: &Asked) -> Result<Answer, String> {
    let settings = asked.settings(scenario, ranged)?;
    let plan = plan(scenario, &settings)?;
    for hoped in &asked.targets {
        if let Aim::Series(series, month) = hoped.target.of {
            let last = Month(plan.months(series) as i32 - 1);
            if !(0..=last.0).contains(&month.0) {
                return Err(format!(
                    "--target {}: it is told through {last}, the horizon or the end of contract and deal",
                    hoped.text
                ));
            }
        }
    }
    let of_link = ranged.targets().iter().map(|target| Hoped { text: written(target), target: *target });
    let hoped: Vec<Hoped> = asked.targets.iter().cloned().chain(of_link).collect();
    let targets: Vec<_> = hoped.iter().map(|hoped| hoped.target).collect();
    let bands = made_in_parts(&plan, &Wanted::charts().with(&targets), &targets).ok_or("the draws are not whole")?;
    let drawn = Drawn { scenario, plan, bands, hoped, seed: settings.seed };
    Ok(Answer { lines: drawn.lines(), json: drawn.json() })
}

/// Finished draws, with the scenario and the settings that they belong to.
struct Drawn<'a> {
    scenario: &'a Scenario,
    plan: Plan,
    bands: Bands,
    hoped: Vec<Hoped>,
    seed: u64,
}

impl Drawn<'_> {
    /// The chance of each target.
    fn chances(&self) -> impl Iterator<Item = (&Hoped, &Chance)> {
        let chance = |hoped: &Hoped| self.bands.chances.iter().find(|chance| chance.target == hoped.target);
        self.hoped.iter().filter_map(move |hoped| Some((hoped, chance(hoped)?)))
    }

    /// A remark on the limits of a target's chance, if there are any.
    fn only(&self, hoped: &Hoped) -> Option<String> {
        hoped.target.only_to(self.scenario.as_of())
    }

    /// The answer for a reader at a terminal.
    fn lines(&self) -> Vec<String> {
        let (plan, bands, names) = (&self.plan, &self.bands, self.scenario.names());
        let is_assumed = |input: ParameterId| class(self.scenario, input) == Some(Class::Assumption);
        let mut lines = vec![format!(
            "{}, seed {}, {}: {} inputs are uncertain, the ranges of {} of them assumptions; {} are fixed.",
            draws_of(bands.draws as usize),
            self.seed,
            self.scenario.as_of().name(),
            plan.uncertain().count(),
            plan.uncertain().filter(|one| is_assumed(one.input())).count(),
            plan.fixed().len()
        )];
        let mut rows = vec![["", "5%", "25%", "median", "75%", "95%", "mean"].map(str::to_owned).to_vec()];
        for spread in &bands.spreads {
            let mut row = vec![spread.metric.name_in(names)];
            match &spread.values {
                Some(values) => {
                    row.extend(values.values.map(|value| in_place(value, values.unit)));
                    let mean = values.mean.filter(|mean| mean.unit != Unit::Month);
                    row.extend(mean.map(|mean| show(mean.value, mean.unit).text()));
                }
                None => row.push("no value".to_owned()),
            }
            rows.push(row);
        }
        lines.extend(columns(&rows));
        for spread in &bands.spreads {
            for (why, count) in &spread.absent {
                let name = spread.metric.name_in(names);
                lines.push(format!("{name}: {}.", why.in_draws(*count as usize, bands.draws as usize)));
            }
        }
        for (hoped, chance) in self.chances() {
            let [share, error] = [chance.share, chance.error_share].map(|share| show(share, Unit::Share).text());
            let only = self.only(hoped).map_or_else(String::new, |only| format!("; {only}"));
            lines.push(format!("{}: {share} of draws, ± {error} (standard error){only}", hoped.text));
        }
        lines
    }

    /// The answer for another program.
    fn json(&self) -> Value {
        let (plan, bands) = (&self.plan, &self.bands);
        // As in the report of a run: series to the horizon, and those to the end of contract or deal if that is later.
        let shown = self.scenario.horizon().0 as usize + 1;
        let (fans, to_the_end): (Vec<&Fan>, Vec<&Fan>) = bands.fans.iter().partition(|fan| fan.values.len() <= shown);
        let last = to_the_end.iter().map(|fan| fan.values.len()).max().unwrap_or(shown);
        let months = |count: usize| (0..count).map(|month| Month(month as i32).to_string()).collect::<Vec<_>>();
        let series = |fans: &[&Fan]| {
            fans.iter().map(|Fan { series, values }| (series.id(), json!(values))).collect::<Map<_, _>>()
        };
        let targets = self.chances().map(|(hoped, chance)| {
            json!({
                "target": hoped.text,
                "share": chance.share,
                "standard_error": chance.error_share,
                "only": self.only(hoped),
            })
        });
        let uncertain = plan.uncertain().map(|one| {
            let [low, base, high] = [0.05, 0.5, 0.95].map(|share| one.value_at(share));
            let class = class(self.scenario, one.input()).map(Class::word);
            let range = json!({
                "family": one.family().word(), "p5": low, "p50": base, "p95": high, "class": class,
            });
            (one.input().id(), range)
        });
        let fixed = |(input, why): &(ParameterId, Fixed)| (input.id(), json!(why.reason()));
        json!({
            "analysis": "draws",
            "draws": bands.draws,
            "seed": self.seed,
            "percentiles": FAN_SHARES,
            "metrics": bands.spreads.iter().map(of_spread).collect::<Map<_, _>>(),
            "months": months(shown),
            "series": series(&fans),
            "contract_months": months(last),
            "contract_series": series(&to_the_end),
            "targets": targets.collect::<Vec<_>>(),
            "uncertain": uncertain.collect::<Map<_, _>>(),
            "fixed": plan.fixed().iter().map(fixed).collect::<Map<_, _>>(),
        })
    }
}

/// A percentile as text: a value, or that it never comes.
fn in_place(value: Metric<f64>, unit: Unit) -> String {
    value.map_or_else(|why| why.in_place().to_owned(), |value| show(value, unit).text())
}

/// A percentile in JSON: a number, or the reason for which it never comes, in the same words as for draws without a
/// value.
fn or_reason(value: Metric<f64>) -> Value {
    value.map_or_else(|why| json!(why.reason()), |value| json!(value))
}

/// A number of draws, in words.
fn draws_of(count: usize) -> String {
    format!("{count} {}", if count == 1 { "draw" } else { "draws" })
}

/// A target in the form in which the command line takes it.
fn written(target: &Target) -> String {
    let side = match target.side {
        Side::AtLeast => ">=",
        Side::AtMost => "<=",
    };
    match target.of {
        Aim::Metric(metric) if metric.row().unit == Unit::Month => {
            format!("{}{side}{}", metric.id(), Month(target.level().value as i32))
        }
        Aim::Metric(metric) => format!("{}{side}{}", metric.id(), target.level().value),
        Aim::Series(series, month) => format!("{}@{month}{side}{}", series.id(), target.level().value),
    }
}

/// The class of the evidence to which an input's range belongs; `None` for a value that the reader chose.
fn class(scenario: &Scenario, input: ParameterId) -> Option<Class> {
    scenario.evidence(input).class
}

fn of_spread(spread: &Spread) -> (String, Value) {
    let absent: Map<String, Value> =
        spread.absent.iter().map(|(why, count)| (why.reason().to_owned(), json!(count))).collect();
    let mut value = json!({ "count": spread.count, "absent": absent });
    if let Some(values) = &spread.values {
        value["unit"] = json!(values.unit);
        value["mean"] = json!(values.mean.map(|mean| mean.value));
        value["mean_standard_error"] = json!(values.mean.map(|mean| mean.mean_error));
        value["values"] = json!(values.values.map(or_reason));
        value["intervals"] = json!(values.error_values.map(|ends| ends.map(or_reason)));
    }
    if !spread.months.is_empty() {
        let months = spread.months.iter().map(|(month, count)| (month.to_string(), json!(count)));
        value["months"] = Value::Object(months.collect());
    }
    (spread.metric.id(), value)
}

/// The sources of a metric's variance: its Sobol indices.
pub(super) fn sobol(scenario: &Scenario, ranged: &Ranged, metric: MetricId, asked: &Asked) -> Result<Answer, String> {
    let settings = asked.settings(scenario, ranged)?;
    let plan = plan(scenario, &settings)?;
    let pairs = asked.draws_given().unwrap_or(USUAL_PAIRS);
    if pairs < 2 {
        return Err(format!("--sobol {}: at least two pairs of draws are needed", metric.id()));
    }
    let found = indices(&plan, metric, pairs)
        .ok_or_else(|| format!("--sobol {}: it has no value, or is the same in every draw", metric.id()))?;
    let mut lines = vec![format!(
        "{}: shares of its variance, from {} pairs of draws ({} runs, {} pairs without a value), seed {}.",
        metric.name_in(scenario.names()),
        found.count,
        found.run_count,
        found.absent_count,
        settings.seed
    )];
    let names = |inputs: &[ParameterId]| {
        inputs.iter().map(|input| input.name_in(scenario.names())).collect::<Vec<_>>().join(" + ")
    };
    let mut rows = vec![["", "first order", "±", "total", "±"].map(str::to_owned).to_vec()];
    for factor in found.factors.iter().filter(|factor| factor.total_share > 0.0005) {
        let shares = [factor.first_share, factor.first_error_share, factor.total_share, factor.total_error_share];
        let mut row = vec![names(&factor.inputs)];
        row.extend(shares.map(|share| format!("{share:.3}")));
        let said = [factor.caution(), factor.together()].into_iter().filter(|said| !said.is_empty());
        row.extend(said.map(str::to_owned));
        rows.push(row);
    }
    lines.extend(columns(&rows));
    let factors = found.factors.iter().map(|factor| {
        json!({
            "inputs": factor.inputs.iter().map(|input| input.id()).collect::<Vec<_>>(),
            "first_order": factor.first_share,
            "first_order_standard_error": factor.first_error_share,
            "total": factor.total_share,
            "total_standard_error": factor.total_error_share,
        })
    });
    let json = json!({
        "analysis": "sobol",
        "metric": metric.id(),
        "seed": settings.seed,
        "pairs": found.count,
        "pairs_without_value": found.absent_count,
        "factors": factors.collect::<Vec<_>>(),
    });
    Ok(Answer { lines, json })
}
