//! Reads the flags of the command line that ask for an analysis.

use lexopt::Parser;
use model::analysis::goal::Wish;
use model::analysis::uncertainty::settings::{Certainty, Tie, USUAL_DRAWS, Uncertainty};
use model::analysis::uncertainty::wanted::{Aim, Side, Target};
use model::base::month::Month;
use model::base::typed::read_stored;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::share::ranged::Ranged;
use std::collections::BTreeMap;

/// The analysis that is asked for; if there is none, draws are.
pub(crate) enum Analysis {
    Tornado(MetricId),
    Table { across: Axis, down: Axis, metric: MetricId },
    Solve { metric: MetricId, wish: Wish },
    Attribute { from: String, to: String, metric: MetricId },
    Sobol(MetricId),
}

impl Analysis {
    /// The flag that asks for the analysis.
    fn flag(&self) -> &'static str {
        match self {
            Analysis::Tornado(_) => "tornado",
            Analysis::Table { .. } => "table",
            Analysis::Solve { .. } => "solve",
            Analysis::Attribute { .. } => "attribute",
            Analysis::Sobol(_) => "sobol",
        }
    }
}

/// The flags that do not ask for an analysis themselves, and the analyses to which each belongs.
const BELONGS_TO: [(&str, &[&str]); 9] = [
    ("by", &["solve"]),
    ("steps", &["table"]),
    ("target", &["draws"]),
    ("draws", &["draws", "sobol"]),
    ("seed", &["draws", "sobol"]),
    ("tie", &["draws", "sobol"]),
    ("range", RANGED),
    ("certain", RANGED),
    ("uncertain", RANGED),
];

/// The analyses that use the ranges of inputs.
const RANGED: &[&str] = &["draws", "sobol", "tornado", "table", "solve"];

/// An axis of a table: its input and both ends as typed; empty texts if they are not given.
pub(crate) struct Axis {
    pub(crate) input: ParameterId,
    pub(crate) ends: [String; 2],
}

/// A target, and the text that asked for it.
#[derive(Clone)]
pub(crate) struct Hoped {
    pub(crate) text: String,
    pub(crate) target: Target,
}

/// The analysis that is asked for, and its settings.
pub(crate) struct Asked {
    pub(crate) analysis: Option<Analysis>,
    /// Whether any flag of an analysis was given.
    pub(crate) any: bool,
    /// The flags of analyses that were given, as often as they were.
    given: Vec<String>,
    /// The inputs whose uncertainty was given, as often as it was.
    told: Vec<ParameterId>,
    seed: Option<u64>,
    draws: Option<u32>,
    inputs: BTreeMap<ParameterId, Certainty>,
    ties: Vec<Tie>,
    /// Ranges as they were typed; they can be read only once the scenario is known.
    ranges: Vec<(ParameterId, String, String)>,
    pub(crate) targets: Vec<Hoped>,
    pub(crate) steps: usize,
    /// The inputs that may change to reach a target.
    pub(crate) by: Vec<ParameterId>,
}

impl Asked {
    pub(crate) fn new() -> Asked {
        Asked {
            analysis: None,
            any: false,
            given: Vec::new(),
            told: Vec::new(),
            seed: None,
            draws: None,
            inputs: BTreeMap::new(),
            ties: Vec::new(),
            ranges: Vec::new(),
            targets: Vec::new(),
            steps: 11,
            by: Vec::new(),
        }
    }

    /// Takes a flag; returns whether it belongs to an analysis.
    pub(crate) fn take(&mut self, flag: &str, words: &mut Parser) -> Result<bool, String> {
        match analysis(flag, words)? {
            Some(_) if self.analysis.is_some() => return Err(format!("--{flag}: one analysis at a time")),
            Some(analysis) => self.analysis = Some(analysis),
            None if self.take_setting(flag, words)? => {}
            None => return Ok(false),
        }
        self.any = true;
        self.given.push(flag.to_owned());
        Ok(true)
    }

    /// Takes a flag with a setting of an analysis; returns whether it is one.
    fn take_setting(&mut self, flag: &str, words: &mut Parser) -> Result<bool, String> {
        match flag {
            "draws" => self.draws = Some(number(words, flag)?),
            "seed" => self.seed = Some(number(words, flag)?),
            "steps" => {
                self.steps = number(words, flag)?;
                if !(2..=201).contains(&self.steps) {
                    return Err(format!("--steps {}: wants 2 to 201", self.steps));
                }
            }
            "target" => self.targets.push(target(word(words, flag)?)?),
            "certain" => self.take_certainty(&word(words, flag)?, Certainty::Certain)?,
            "uncertain" => self.take_certainty(&word(words, flag)?, Certainty::Uncertain)?,
            "range" => self.take_range(&word(words, flag)?)?,
            "tie" => self.ties.push(tie(words, flag)?),
            "by" => self.take_by(&word(words, flag)?)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn take_certainty(&mut self, id: &str, certainty: Certainty) -> Result<(), String> {
        let input = input(id)?;
        self.told.push(input);
        self.inputs.insert(input, certainty);
        Ok(())
    }

    /// `ID=LOW..HIGH`. The ends are read once the scenario is known.
    fn take_range(&mut self, text: &str) -> Result<(), String> {
        let wants = || format!("--range {text}: wants ID=LOW..HIGH");
        let (id, ends) = text.split_once('=').ok_or_else(wants)?;
        let (low, high) = ends.split_once("..").ok_or_else(wants)?;
        let input = input(id)?;
        self.told.push(input);
        self.ranges.push((input, low.to_owned(), high.to_owned()));
        Ok(())
    }

    /// Reads `ID,ID,…`.
    fn take_by(&mut self, text: &str) -> Result<(), String> {
        for input in text.split(',').map(input) {
            let input = input?;
            if self.by.contains(&input) {
                return Err(format!("--by {text}: {} is there twice", input.id()));
            }
            self.by.push(input);
        }
        Ok(())
    }

    /// Called at the end of the command line: refuses flags that do not belong together.
    pub(crate) fn complete(self) -> Result<Asked, String> {
        if matches!(self.analysis, Some(Analysis::Solve { .. })) && self.by.is_empty() {
            return Err("--solve wants --by INPUT".to_owned());
        }
        let asked = self.analysis.as_ref().map_or("draws", Analysis::flag);
        let stray = |(flag, belongs_to): &(&str, &[&str])| {
            self.given.iter().any(|given| given == flag) && !belongs_to.contains(&asked)
        };
        if let Some((flag, belongs_to)) = BELONGS_TO.iter().find(|one| stray(one)) {
            let to: Vec<String> = belongs_to.iter().map(|analysis| format!("--{analysis}")).collect();
            return Err(format!("--{flag} belongs to {}", to.join(", ")));
        }
        let mut told = self.told.clone();
        told.sort_unstable();
        if let Some([twice, _]) = told.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!("{}: one of --range, --certain and --uncertain, and once", twice.id()));
        }
        Ok(self)
    }

    /// The number of draws, if it was given.
    pub(crate) fn draws_given(&self) -> Option<u32> {
        self.draws
    }

    /// The settings of draws: those of the link, with those of the command line in their place.
    pub(crate) fn settings(&self, scenario: &Scenario, ranged: &Ranged) -> Result<Uncertainty, String> {
        let mut settings = ranged.settings_for(scenario, self.draws.unwrap_or(USUAL_DRAWS));
        settings.seed = self.seed.unwrap_or(settings.seed);
        settings.inputs.extend(self.inputs.iter().map(|(input, certainty)| (*input, *certainty)));
        settings.ties.extend(&self.ties);
        for (input, low, high) in &self.ranges {
            let between = Certainty::between(scenario, *input, low, high);
            settings.inputs.insert(*input, between.map_err(|why| format!("--range {}: {why}", input.id()))?);
        }
        Ok(settings)
    }
}

/// The analysis that a flag asks for; `None` if it is not such a flag.
fn analysis(flag: &str, words: &mut Parser) -> Result<Option<Analysis>, String> {
    Ok(Some(match flag {
        "tornado" => Analysis::Tornado(metric(&word(words, flag)?)?),
        "sobol" => Analysis::Sobol(metric(&word(words, flag)?)?),
        "table" => Analysis::Table {
            across: axis(&word(words, flag)?)?,
            down: axis(&word(words, flag)?)?,
            metric: metric(&word(words, flag)?)?,
        },
        "solve" => {
            let text = word(words, flag)?;
            let (of, wish) = text.split_once('=').ok_or_else(|| format!("--solve {text}: wants METRIC=TARGET"))?;
            let metric = metric(of)?;
            let wish = self::wish(metric, wish).map_err(|why| format!("--solve {text}: {why}"))?;
            Analysis::Solve { metric, wish }
        }
        "attribute" => Analysis::Attribute {
            from: word(words, flag)?,
            to: word(words, flag)?,
            metric: metric(&word(words, flag)?)?,
        },
        _ => return Ok(None),
    }))
}

/// Reads `--tie ID ID CORRELATION`.
fn tie(words: &mut Parser, flag: &str) -> Result<Tie, String> {
    let [one, other] = [input(&word(words, flag)?)?, input(&word(words, flag)?)?];
    let correlation = number(words, flag)?;
    if let Some(chosen) = [one, other].into_iter().find(|input| input.row().kind.is_chosen()) {
        return Err(format!("--tie {}: a choice or a switch is not drawn", chosen.id()));
    }
    Ok(Tie { one, other, correlation })
}

fn word(words: &mut Parser, flag: &str) -> Result<String, String> {
    // The next word always belongs to the flag, even if it begins with a hyphen as negative numbers do.
    let word = words.value().map_err(|_| format!("--{flag} wants another word"))?;
    Ok(word.to_string_lossy().into_owned())
}

fn number<T: std::str::FromStr>(words: &mut Parser, flag: &str) -> Result<T, String> {
    let text = word(words, flag).map_err(|_| format!("--{flag} wants a number"))?;
    text.parse().map_err(|_| format!("--{flag} {text}: wants a number"))
}

fn input(id: &str) -> Result<ParameterId, String> {
    ParameterId::parse(id).ok_or_else(|| format!("there is no input {id:?}"))
}

/// Reads `ID` or `ID=FROM..TO`, of which either end may be missing. The ends are read once the scenario is known.
fn axis(text: &str) -> Result<Axis, String> {
    let Some((id, ends)) = text.split_once('=') else {
        return Ok(Axis { input: input(text)?, ends: Default::default() });
    };
    let (from, to) = ends.split_once("..").ok_or_else(|| format!("--table {text}: wants ID=FROM..TO"))?;
    Ok(Axis { input: input(id)?, ends: [from, to].map(str::to_owned) })
}

fn metric(id: &str) -> Result<MetricId, String> {
    MetricId::parse(id).ok_or_else(|| format!("there is no metric {id:?}"))
}

/// Reads a target: a number in the metric's unit, or another metric with that unit.
fn wish(metric: MetricId, text: &str) -> Result<Wish, String> {
    let Some(other) = MetricId::parse(text) else {
        return match read_stored(text, metric.row().unit) {
            Ok(value) => Ok(Wish::Value(value)),
            Err(why) => Err(format!("{why}, or another metric")),
        };
    };
    let [one, its] = [metric, other].map(|metric| metric.row().unit);
    match one == its {
        true => Ok(Wish::SameAs(other)),
        false => Err(format!("one is in {}, the other in {}", one.name(), its.name())),
    }
}

/// Reads `METRIC>=VALUE`, `METRIC<=MONTH` or `SERIES@MONTH>=VALUE`.
fn target(text: String) -> Result<Hoped, String> {
    let wants = || format!("--target {text}: wants METRIC>=VALUE, METRIC<=VALUE or SERIES@MONTH>=VALUE");
    let (side, (of, value)) = match (text.split_once(">="), text.split_once("<=")) {
        (Some(parts), _) => (Side::AtLeast, parts),
        (_, Some(parts)) => (Side::AtMost, parts),
        _ => return Err(wants()),
    };
    let aim = match of.split_once('@') {
        Some((series, month)) => {
            let series = SeriesId::parse(series).ok_or_else(|| format!("there is no series {series:?}"))?;
            Aim::Series(series, Month::parse(month).ok_or_else(wants)?)
        }
        None => Aim::Metric(metric(of)?),
    };
    let value = read_stored(value, aim.unit()).map_err(|why| format!("--target {text}: {why}"))?;
    let target = Target::new(aim, side, value);
    Ok(Hoped { text, target })
}
