//! Draws: the values of the inputs in each, and what the model says of them.

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

/// How many draws' inputs are made at a time.
const BLOCK: usize = 256;
/// How many draws' series are kept together before each number goes to the others of its month: months lie far apart.
const LAID_TOGETHER: usize = 16;

/// A scenario with its uncertain inputs, ready to be drawn.
///
/// Draws are numbered from 0. A draw's inputs follow from its number, the seed and the settings alone, so any part of the
/// draws may be made anywhere and in any order. Each input has a stream of random numbers of its own, which follows from
/// its id: what else is uncertain does not change its draws.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) scenario: Scenario,
    seed: u64,
    pub(super) draws: u32,
    /// How many months the scenario itself has to the end of the last agreement or to the exit, whichever is later.
    to_the_end: usize,
    /// The inputs whose streams are read, in the order of the table.
    streams: Vec<ParameterId>,
    drawn: Vec<Drawn>,
    fixed: Vec<(ParameterId, Fixed)>,
    pairs: Pairs,
}

/// An input that is drawn.
#[derive(Clone, Debug)]
struct Drawn {
    distribution: Distribution,
    /// Places among the streams with weights; one alone with weight 1 where nothing is tied.
    mix: Vec<(usize, f64)>,
}

/// What some of the draws come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The number of its first draw.
    pub first: u32,
    /// How many draws.
    pub draws: u32,
    /// Each metric that is wanted, in its unit, draw by draw.
    pub metrics: Vec<Vec<Metric<f64>>>,
    /// Each series that is wanted.
    pub series: Vec<DrawnSeries>,
}

/// What a series comes to in some of the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnSeries {
    /// Which series.
    pub series: SeriesId,
    /// Month by month as the plan keeps them, draw by draw.
    pub months: Vec<Vec<f64>>,
}

impl Plan {
    /// What is uncertain in a scenario, by the settings. The error says what of them cannot be.
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

    /// How many draws there are to be.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// How many months of a series are kept: those that are shown, or all to the scenario's own end where that is later.
    pub fn months(&self, series: SeriesId) -> usize {
        let shown = self.scenario.horizon().0 as usize + 1;
        if TO_THE_END.contains(&series) { self.to_the_end.max(shown) } else { shown }
    }

    /// The inputs that are uncertain, in the order of the table, each with its distribution.
    pub fn uncertain(&self) -> impl Iterator<Item = &Distribution> {
        self.drawn.iter().map(|drawn| &drawn.distribution)
    }

    /// The inputs that are as the scenario has them in every draw, and why.
    pub fn fixed(&self) -> &[(ParameterId, Fixed)] {
        &self.fixed
    }

    /// The correlations of inputs that are tied.
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

    /// Runs the model for some of the draws, at most to the last.
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

    /// The values of each input that is drawn, one after the other, in so many draws from the first.
    pub(super) fn values(&self, first: u32, count: usize) -> Vec<f64> {
        self.values_of(&self.drawn.iter().collect::<Vec<_>>(), first, count)
    }

    /// The same of some of them.
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
        // Normal numbers only where several are mixed.
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
    /// Whether it is made of anything but one stream as it is.
    fn is_mixed(&self) -> bool {
        self.mix.len() != 1 || self.mix.first().is_some_and(|(_, weight)| *weight != 1.0)
    }
}

/// Series of a few draws, each draw's one after the other.
struct Laid {
    /// How many numbers a draw has.
    width: usize,
    numbers: Vec<f64>,
}

impl Laid {
    /// None yet, for such a chunk.
    fn of(chunk: &Chunk) -> Laid {
        let width = chunk.series.iter().map(|drawn| drawn.months.len()).sum();
        Laid { width, numbers: Vec::with_capacity(width * LAID_TOGETHER) }
    }

    /// Runs the model and takes what is wanted of it.
    fn take(&mut self, chunk: &mut Chunk, wanted: &Wanted, inputs: &[f64; COUNT], horizon: Month) {
        let run = Asked::new(Inputs::new(inputs), horizon);
        for (metric, column) in wanted.metrics.iter().zip(&mut chunk.metrics) {
            column.push(run.metric(*metric));
        }
        for DrawnSeries { series, months } in &chunk.series {
            let row = run.row(*series);
            let row = &row[..row.len().min(months.len())];
            // A draw may end before the scenario does: nothing flows any more, and what there is stays.
            let after = if series.row().kind == Kind::Flow { None } else { row.last() };
            self.numbers.extend_from_slice(row);
            self.numbers.extend((row.len()..months.len()).map(|_| after.copied().unwrap_or(0.0)));
        }
        if self.numbers.len() >= self.width * LAID_TOGETHER {
            self.lay(chunk);
        }
    }

    /// Puts each number to the others of its month.
    fn lay(&mut self, chunk: &mut Chunk) {
        let columns = chunk.series.iter_mut().flat_map(|drawn| &mut drawn.months);
        for (place, column) in columns.enumerate() {
            column.extend(self.numbers.chunks_exact(self.width).map(|draw| draw[place]));
        }
        self.numbers.clear();
    }
}

/// How an input is distributed, or why it is not.
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

/// Whether an input is the probability of a tranche that is drawn as paid or not.
fn is_chance(uncertainty: &Uncertainty, input: ParameterId) -> bool {
    uncertainty.tranches && is_probability(input)
}

/// Whether an input is the probability of a tranche.
pub(crate) fn is_probability(input: ParameterId) -> bool {
    (0..TRANCHES).any(|k| input == input::tranche::PROBABILITY.of(k))
}

/// The range of an input by the settings, or why it has none.
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

/// The ranges of a scenario's inputs by the settings, in the order of the table. The error says what of them cannot be.
pub fn ranges(scenario: &Scenario, uncertainty: &Uncertainty) -> Result<Vec<Range>, Refused> {
    let all = ParameterId::all().filter(|input| input.row().group != Group::View);
    all.filter_map(|input| range(scenario, uncertainty, input).map(Result::ok).transpose()).collect()
}

/// An input's own stream of random numbers, from one draw on: ChaCha with 8 rounds, whose key is the seed and whose stream
/// is the input's id. A draw takes two words of it.
pub(super) fn stream(seed: u64, input: ParameterId, draw: u64) -> ChaCha8Rng {
    let mut key = *b"........rackrate uncertainty v1.";
    key[..8].copy_from_slice(&seed.to_le_bytes());
    let mut stream = ChaCha8Rng::from_seed(key);
    // FNV-1a.
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    stream.set_stream(input.id().bytes().fold(0xcbf2_9ce4_8422_2325, hash));
    stream.set_word_pos(u128::from(draw) * 2);
    stream
}

/// The next number between 0 and 1, both apart: the middles of 2⁵² parts.
pub(super) fn uniform(stream: &mut ChaCha8Rng) -> f64 {
    ((stream.next_u64() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}
