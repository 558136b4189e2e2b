//! Draws: the inputs of each draw, and the model's results for them.

use super::copula::{Pairs, mixes, pairs};
use super::distribution::Distribution;
use super::settings::{Certainty, MOST_DRAWS, Refused, Uncertainty};
use super::wanted::Wanted;
use crate::analysis::ranges::{Fixed, Range};
use crate::base::month::Month;
use crate::inputs::families::TRANCHES;
use crate::inputs::input::{self, COUNT, ParameterId};
use crate::inputs::kinds::Group;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::Metric;
use crate::quantities::series::{Kind, SeriesId, TO_THE_END};
use crate::run::asked::{Asked, may_depend};
use crate::run::inputs::Inputs;
use crate::run::outcome::evaluate;
use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use std::collections::BTreeSet;

/// The number of draws whose inputs are computed at a time.
const BLOCK: usize = 256;
/// The number of draws whose series are collected before they are sorted by month: the months' columns lie far apart in
/// memory.
const LAID_TOGETHER: usize = 16;

/// A scenario with its uncertain inputs, ready to be drawn.
///
/// Draws are numbered from 0. The inputs of a draw depend only on its number, the seed and the settings, so draws may
/// be computed anywhere and in any order. Each input has its own stream of random numbers, which depends on its id: its
/// draws do not depend on what else is uncertain.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) scenario: Scenario,
    seed: u64,
    pub(super) draws: u32,
    /// The number of months of the scenario to the end of the last agreement or to the exit, whichever is later.
    to_the_end: usize,
    /// The inputs whose random streams are used, in the order of the table.
    streams: Vec<ParameterId>,
    drawn: Vec<Drawn>,
    fixed: Vec<(ParameterId, Fixed)>,
    pairs: Pairs,
}

/// An input that is drawn.
#[derive(Clone, Debug)]
struct Drawn {
    distribution: Distribution,
    /// Indices of streams with their weights; the input's own with weight 1 if it is not tied.
    mix: Vec<(usize, f64)>,
}

/// The results of consecutive draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The number of the first draw.
    pub first: u32,
    /// The number of draws.
    pub draws: u32,
    /// Each wanted metric, in its unit, draw by draw; an absent value with its reason.
    pub metrics: Vec<Vec<Metric<f64>>>,
    /// Each wanted series.
    pub series: Vec<DrawnSeries>,
}

/// A series in consecutive draws.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnSeries {
    /// The series.
    pub series: SeriesId,
    /// For each month, counted from month 0, the value of each draw.
    pub months: Vec<Vec<f64>>,
}

impl Plan {
    /// Determines the uncertain inputs of a scenario. The error says which setting is not possible.
    pub fn new(scenario: &Scenario, uncertainty: &Uncertainty) -> Result<Plan, Refused> {
        if !(1..=MOST_DRAWS).contains(&uncertainty.draws) {
            return Err(Refused::Draws(uncertainty.draws));
        }
        let mut distributions = Vec::new();
        let mut fixed = Vec::new();
        for input in ParameterId::all().filter(|input| input.row().group != Group::View) {
            match distribution(scenario, uncertainty, input)? {
                Ok(distribution) => distributions.push(distribution),
                Err(why) => fixed.push((input, why)),
            }
        }
        let pairs = pairs(uncertainty)?;
        let mixes = mixes(&pairs)?;
        let parts = |input: ParameterId| mixes.get(&input).cloned().unwrap_or_else(|| vec![(input, 1.0)]);
        let read = distributions.iter().flat_map(|one: &Distribution| parts(one.input())).map(|(input, _)| input);
        let streams: Vec<ParameterId> = read.collect::<BTreeSet<_>>().into_iter().collect();
        let drawn = |distribution: Distribution| {
            let parts = parts(distribution.input()).into_iter();
            let mix = parts.filter_map(|(input, weight)| Some((streams.binary_search(&input).ok()?, weight))).collect();
            Drawn { distribution, mix }
        };
        let drawn = distributions.into_iter().map(drawn).collect();
        Ok(Plan {
            scenario: scenario.clone(),
            seed: uncertainty.seed,
            draws: uncertainty.draws,
            to_the_end: evaluate(&Inputs::new(scenario.values()), scenario.horizon()).sheet.months_to_the_end(),
            streams,
            drawn,
            fixed,
            pairs,
        })
    }

    /// The number of draws that the settings ask for.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// The number of months that are kept of a series: those that are shown or, for a series in [`TO_THE_END`], all
    /// months to the scenario's own end if that is later.
    pub fn months(&self, series: SeriesId) -> usize {
        let shown = self.scenario.horizon().0 as usize + 1;
        if TO_THE_END.contains(&series) { self.to_the_end.max(shown) } else { shown }
    }

    /// The uncertain inputs with their distributions, in the order of the table.
    pub fn uncertain(&self) -> impl Iterator<Item = &Distribution> {
        self.drawn.iter().map(|drawn| &drawn.distribution)
    }

    /// The inputs that have the scenario's value in every draw, and why.
    pub fn fixed(&self) -> &[(ParameterId, Fixed)] {
        &self.fixed
    }

    /// The correlations of tied inputs.
    pub(super) fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// The scenario of one draw.
    #[cfg(test)]
    pub(super) fn scenario_of(&self, draw: u32) -> Scenario {
        let mut scenario = self.scenario.clone();
        let values = self.values(draw, 1);
        for (drawn, value) in self.drawn.iter().zip(values) {
            scenario.set_nearest(drawn.distribution.input(), value);
        }
        scenario
    }

    /// Runs the model for `draws` draws from number `first` on, at most to the last draw of the plan.
    pub fn chunk(&self, wanted: &Wanted, first: u32, draws: u32) -> Chunk {
        let first = first.min(self.draws);
        let draws = draws.min(self.draws - first);
        let horizon = self.scenario.horizon();
        let of_series = |series: &SeriesId| DrawnSeries {
            series: *series,
            months: (0..self.months(*series)).map(|_| Vec::with_capacity(draws as usize)).collect(),
        };
        let mut chunk = Chunk {
            first,
            draws,
            metrics: wanted.metrics.iter().map(|_| Vec::with_capacity(draws as usize)).collect(),
            series: wanted.series.iter().map(of_series).collect(),
        };
        let mut inputs: [f64; COUNT] = *self.scenario.values();
        let matters = |drawn: &&Drawn| {
            may_depend(
                &wanted.metrics,
                &wanted.series,
                &Inputs::new(self.scenario.values()),
                drawn.distribution.input(),
            )
        };
        let matters: Vec<&Drawn> = self.drawn.iter().filter(matters).collect();
        let mut laid = Laid::of(&chunk);
        let mut begin = 0;
        while begin < draws {
            let count = (draws - begin).min(BLOCK as u32);
            let values = self.values_of(&matters, first + begin, count as usize);
            for at in 0..count as usize {
                for (drawn, column) in matters.iter().zip(values.chunks_exact(count as usize)) {
                    inputs[drawn.distribution.input().index()] = column[at];
                }
                laid.take(&mut chunk, wanted, &inputs, horizon);
            }
            begin += count;
        }
        laid.lay(&mut chunk);
        chunk
    }

    /// The values of each drawn input, one input after the other, in `count` draws from number `first` on.
    pub(super) fn values(&self, first: u32, count: usize) -> Vec<f64> {
        self.values_of(&self.drawn.iter().collect::<Vec<_>>(), first, count)
    }

    /// The same for some of the drawn inputs.
    fn values_of(&self, some: &[&Drawn], first: u32, count: usize) -> Vec<f64> {
        let mut is_read = vec![false; self.streams.len()];
        for (place, _) in some.iter().flat_map(|drawn| &drawn.mix) {
            is_read[*place] = true;
        }
        let mut probabilities = vec![0.0; self.streams.len() * count];
        let columns = self.streams.iter().zip(probabilities.chunks_exact_mut(count));
        for ((input, column), _) in columns.zip(is_read).filter(|(_, is_read)| *is_read) {
            let mut stream = stream(self.seed, *input, u64::from(first));
            column.iter_mut().for_each(|place| *place = uniform(&mut stream));
        }
        let column = |place: usize| &probabilities[place * count..(place + 1) * count];
        // Normal numbers are needed only where several are mixed.
        let mut normal: Vec<Vec<f64>> = vec![Vec::new(); self.streams.len()];
        for (place, _) in some.iter().filter(|drawn| drawn.is_mixed()).flat_map(|drawn| &drawn.mix) {
            if normal[*place].is_empty() {
                normal[*place] = column(*place).iter().map(|share| super::normal::normal_quantile(*share)).collect();
            }
        }
        let mut values = Vec::with_capacity(some.len() * count);
        for drawn in some {
            match drawn.mix.first() {
                Some((place, _)) if !drawn.is_mixed() => {
                    values.extend(drawn.distribution.values_at(column(*place)));
                }
                _ => values.extend((0..count).map(|at| {
                    let number = drawn.mix.iter().map(|(place, weight)| weight * normal[*place][at]).sum();
                    drawn.distribution.value_at_normal(number)
                })),
            }
        }
        values
    }
}

impl Drawn {
    /// Whether the input's number is a mix, and not one stream with weight 1.
    fn is_mixed(&self) -> bool {
        self.mix.len() != 1 || self.mix.first().is_some_and(|(_, weight)| *weight != 1.0)
    }
}

/// The series of a few draws, one draw after the other.
struct Laid {
    /// How many numbers a draw has: the months of all series.
    width: usize,
    numbers: Vec<f64>,
}

impl Laid {
    /// An empty buffer for the series of a chunk.
    fn of(chunk: &Chunk) -> Laid {
        let width = chunk.series.iter().map(|drawn| drawn.months.len()).sum();
        Laid { width, numbers: Vec::with_capacity(width * LAID_TOGETHER) }
    }

    /// Runs the model for one draw and takes the wanted numbers.
    fn take(&mut self, chunk: &mut Chunk, wanted: &Wanted, inputs: &[f64; COUNT], horizon: Month) {
        let run = Asked::new(Inputs::new(inputs), horizon);
        for (metric, column) in wanted.metrics.iter().zip(&mut chunk.metrics) {
            column.push(run.metric(*metric));
        }
        for DrawnSeries { series, months } in &chunk.series {
            let row = run.row(*series);
            let row = &row[..row.len().min(months.len())];
            // A draw may end before the scenario does. After its end a flow is 0, and a total keeps its last value.
            let after = if series.row().kind == Kind::Flow { None } else { row.last() };
            self.numbers.extend_from_slice(row);
            self.numbers.extend((row.len()..months.len()).map(|_| after.copied().unwrap_or(0.0)));
        }
        if self.numbers.len() >= self.width * LAID_TOGETHER {
            self.lay(chunk);
        }
    }

    /// Moves each number of the buffer to the column of its month.
    fn lay(&mut self, chunk: &mut Chunk) {
        let columns = chunk.series.iter_mut().flat_map(|drawn| &mut drawn.months);
        for (place, column) in columns.enumerate() {
            column.extend(self.numbers.chunks_exact(self.width).map(|draw| draw[place]));
        }
        self.numbers.clear();
    }
}

/// The distribution of an input, or why it is certain.
fn distribution(
    scenario: &Scenario,
    uncertainty: &Uncertainty,
    input: ParameterId,
) -> Result<Result<Distribution, Fixed>, Refused> {
    let base = scenario.get(input);
    let is_paid_or_not = is_chance(uncertainty, input) && base > 0.0 && base < 1.0;
    if is_paid_or_not && !uncertainty.inputs.contains_key(&input) {
        return Ok(Ok(Distribution::paid(input, base)));
    }
    Ok(range(scenario, uncertainty, input)?.map(|range| Distribution::of(&range)))
}

/// Whether an input is the probability of a tranche, and tranches are drawn as paid or not.
fn is_chance(uncertainty: &Uncertainty, input: ParameterId) -> bool {
    uncertainty.tranches && is_probability(input)
}

/// Whether an input is the probability of a tranche.
pub(crate) fn is_probability(input: ParameterId) -> bool {
    (0..TRANCHES).any(|k| input == input::tranche::PROBABILITY.of(k))
}

/// The range of an input by the settings, or why it has none. The outer error is a setting that is not possible.
fn range(scenario: &Scenario, uncertainty: &Uncertainty, input: ParameterId) -> Result<Result<Range, Fixed>, Refused> {
    Ok(match uncertainty.inputs.get(&input) {
        Some(Certainty::Certain) => Err(Fixed::SaidCertain),
        Some(Certainty::Uncertain) => Ok(Range::around(scenario, input).map_err(|_| Refused::NotUncertain(input))?),
        Some(Certainty::Between { low, high }) => {
            if input.row().kind.is_chosen() || is_chance(uncertainty, input) {
                return Err(Refused::NotUncertain(input));
            }
            let base = scenario.get(input);
            let holds = (*low <= base && base <= *high) && input.check(*low).is_ok() && input.check(*high).is_ok();
            if !holds {
                return Err(Refused::Ends(input));
            }
            Ok(Range { input, low: *low, base, high: *high })
        }
        None => Range::of(scenario, input),
    })
}

/// The ranges of a scenario's inputs by the settings, in the order of the table. The error says which setting is not
/// possible.
pub fn ranges(scenario: &Scenario, uncertainty: &Uncertainty) -> Result<Vec<Range>, Refused> {
    let all = ParameterId::all().filter(|input| input.row().group != Group::View);
    all.filter_map(|input| range(scenario, uncertainty, input).map(Result::ok).transpose()).collect()
}

/// An input's own stream of random numbers, from one draw on: ChaCha with 8 rounds, whose key begins with the seed and
/// whose stream number is a hash of the input's id. A draw takes two words of it.
pub(super) fn stream(seed: u64, input: ParameterId, draw: u64) -> ChaCha8Rng {
    let mut key = *b"........rackrate uncertainty v1.";
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let mut stream = ChaCha8Rng::from_seed(key);
    // The FNV-1a hash.
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    stream.set_stream(input.id().bytes().fold(0xcbf2_9ce4_8422_2325, hash));
    stream.set_word_pos(u128::from(draw) * 2);
    stream
}

/// The next random number strictly between 0 and 1: the middle of one of 2⁵² equal parts.
pub(super) fn uniform(stream: &mut ChaCha8Rng) -> f64 {
    ((stream.next_u64() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}
