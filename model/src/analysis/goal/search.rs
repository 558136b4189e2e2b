//! A search for the smallest change of a few inputs that reaches a target: along lines from the scenario's values,
//! along lines with stepped inputs (months, whole numbers, multiples of a step) held at other values, and over all
//! combinations of stepped inputs.

use super::single::{self, Found, Scan, is_as_near, is_counted, largest, reach_from, scan};
use super::{Because, Seen, Wish, beside_edge, narrowed, size_of_nothing};
use crate::analysis::ranges::Range;
use crate::base::dust::difference;
use crate::base::words::in_a_row;
use crate::inputs::input::ParameterId;
use crate::inputs::names::Names;
use crate::inputs::scenario::Scenario;
use crate::quantities::metric::MetricId;

/// The number of steps along a direction in which a crossing is sought; they grow with the distance.
const STEPS: usize = 48;
/// The number of steps if other inputs are held, or while a direction is turned.
const FEW_STEPS: usize = 12;

/// The first size of a turn: what is added to a component of the unit vector of the direction.
const FIRST_TURN: f64 = 0.3;
/// The turn is halved until it is below this size.
const LAST_TURN: f64 = 1e-4;
/// The same while stepped inputs are held at values that may not be the best: the distance is then known to a
/// thousandth, which is enough to compare them.
const LAST_TURN_HELD: f64 = 0.03;

/// At most this many combinations of stepped inputs are tried.
const MOST_TRIED: usize = 10_000;
/// After this many runs no further values of stepped inputs are held.
const MOST_RUNS_HELD: usize = 3_000;
/// A line may be longer than the best so far by this factor and still be turned: of eight directions in a plane, one
/// lies within 22.5 degrees of the shortest, and its line to the same edge is 1 ÷ cos 22.5° = 1.08 times as long.
const ROOM_TO_TURN: f64 = 1.1;

/// The smallest change found so far.
#[derive(Clone, Debug)]
pub(super) struct Best {
    /// Size of the change, as in [`Changed::distance_share`].
    distance: f64,
    /// The values at which its line begins.
    base: Vec<f64>,
    /// The direction of its line, in units of the inputs' ranges.
    direction: Vec<f64>,
    /// The values at which the target is reached.
    pub(super) values: Vec<f64>,
}

/// Values of some inputs, and the metric there.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The inputs with their values.
    pub values: Vec<(ParameterId, f64)>,
    /// The metric.
    pub metric: MetricId,
    /// The value of the metric there.
    pub value: f64,
    /// Size of the change: the root of the sum of squares of each input's change in units of its range.
    pub distance_share: f64,
    /// The inputs without a range, for which the whole slider counts as the range.
    pub without_range: Vec<ParameterId>,
}

impl Changed {
    /// "Amount has no range: the whole slider counts as one", without a full stop; `None` if every input has a range.
    pub fn by_sliders(&self, names: &Names) -> Option<String> {
        let inputs: Vec<String> = self.without_range.iter().map(|input| input.name_in(names)).collect();
        let has = if inputs.len() == 1 { "has" } else { "have" };
        (!inputs.is_empty()).then(|| format!("{} {has} no range: the whole slider counts as one", in_a_row(&inputs)))
    }
}

/// A search for the smallest change.
pub(super) struct Search<'a> {
    scenario: Scenario,
    metric: MetricId,
    wish: Wish,
    inputs: &'a [ParameterId],
    pub(super) start: Vec<f64>,
    widths: Vec<f64>,
    without_range: Vec<ParameterId>,
    /// Results of runs along each input's slider, with all other inputs unchanged.
    scans: Vec<Scan>,
    /// The size to which the tolerance relates if the target is 0.
    pub(super) size: f64,
    pub(super) nearest: Option<(Vec<f64>, Seen)>,
    first: Option<f64>,
    pub(super) moves: bool,
    /// Whether the metric was seen to jump over the target along a line.
    jumped: bool,
    /// Whether the metric was seen below the target, and above it.
    sides: [bool; 2],
    /// How often the model was run.
    runs: usize,
}

impl Search<'_> {
    pub(super) fn new<'a>(
        scenario: &Scenario,
        metric: MetricId,
        wish: Wish,
        inputs: &'a [ParameterId],
        ranges: &[Range],
    ) -> Search<'a> {
        let given = |input: &ParameterId| ranges.iter().find(|range| range.input == *input).copied();
        let ranged = |input: &ParameterId| {
            let range = given(input).or_else(|| Range::around(scenario, *input).ok());
            range.map(|range| range.high - range.low).filter(|width| *width > 0.0)
        };
        let width = |input: &ParameterId| ranged(input).unwrap_or(input.row().max - input.row().min);
        let scans: Vec<Scan> = inputs.iter().map(|input| scan(scenario, metric, wish, *input)).collect();
        let most = scans.iter().map(largest).fold(0.0, f64::max);
        Search {
            scenario: scenario.clone(),
            metric,
            wish,
            inputs,
            start: inputs.iter().map(|input| scenario.get(*input)).collect(),
            widths: inputs.iter().map(width).collect(),
            without_range: inputs.iter().copied().filter(|input| ranged(input).is_none()).collect(),
            scans,
            size: size_of_nothing(Seen::of(scenario, metric, wish), most),
            nearest: None,
            first: None,
            moves: false,
            jumped: false,
            sides: [false; 2],
            runs: 0,
        }
    }

    /// Runs the model with other values of the inputs, and remembers the values that come nearest to the target.
    pub(super) fn try_values(&mut self, values: &[f64]) -> Option<Seen> {
        self.inputs.iter().zip(values).for_each(|(input, value)| self.scenario.set_nearest(*input, *value));
        self.runs += 1;
        let seen = Seen::of(&self.scenario, self.metric, self.wish)?;
        self.moves |= *self.first.get_or_insert(seen.metric) != seen.metric;
        self.sides = [self.sides[0] || seen.over < 0.0, self.sides[1] || seen.over > 0.0];
        if self.nearest.as_ref().is_none_or(|(_, nearest)| seen.over.abs() < nearest.over.abs()) {
            self.nearest = Some((values.to_vec(), seen));
        }
        Some(seen)
    }

    /// Whether the metric jumps over the target: along a line, or from one value of a stepped input to the next, if it
    /// was seen on both sides of the target.
    pub(super) fn jumps(&self) -> bool {
        self.jumped || self.sides == [true; 2] && self.inputs.iter().any(|input| is_counted(*input))
    }

    /// The smallest change that was found: of each input alone, then of each pair, then of all.
    pub(super) fn smallest(&mut self) -> Option<Best> {
        let count = self.inputs.len();
        let mut sets: Vec<usize> = (1..1 << count).collect();
        sets.sort_by_key(|set| set.count_ones());
        let mut found: Vec<Option<Best>> = vec![None; 1 << count];
        for set in sets {
            let places: Vec<usize> = (0..count).filter(|place| set & (1 << place) != 0).collect();
            let mut best: Option<Best> = None;
            places.iter().for_each(|place| keep(&mut best, found[set & !(1 << place)].clone()));
            // What one set of inputs finds must not depend on the sets tried before it.
            let before = self.nearest.take();
            self.improve_by(&places, &mut best);
            self.nearest = nearer(before, self.nearest.take());
            found[set] = best;
        }
        found.pop().flatten()
    }

    /// Tries to improve on the best so far by changing all inputs of a set.
    fn improve_by(&mut self, places: &[usize], best: &mut Option<Best>) {
        let (counted, smooth): (Vec<usize>, Vec<usize>) =
            places.iter().partition(|place| is_counted(self.inputs[**place]));
        match (counted.as_slice(), smooth.as_slice()) {
            ([], [one]) => self.improve_alone(*one, best),
            (_, []) => self.improve_one_by_one(&counted, best),
            _ => {
                let mut along_lines = None;
                for direction in self.directions(places) {
                    self.improve(&mut along_lines, &self.start.clone(), direction, f64::INFINITY, STEPS);
                }
                self.turn(&mut along_lines, places, LAST_TURN);
                keep(best, along_lines);
                if !counted.is_empty() {
                    let mut held = best.clone();
                    self.improve_held(&counted, &smooth, &mut held);
                    if smooth.len() > 1 {
                        self.turn_held(&mut held, &smooth);
                    }
                    keep(best, held);
                }
            }
        }
    }

    /// Tries one smooth input, with all other inputs unchanged.
    fn improve_alone(&mut self, place: usize, best: &mut Option<Best>) {
        let mut trial = self.scenario.clone();
        self.inputs.iter().zip(&self.start).for_each(|(input, value)| trial.set_nearest(*input, *value));
        let (input, start, scan) = (self.inputs[place], self.start[place], self.scans[place].clone());
        let found = match reach_from(&trial, self.metric, self.wish, input, scan, self.size) {
            Found::At(found) => found.iter().flat_map(single::Reached::end_values).collect(),
            Found::Nearest { value, because, .. } => {
                self.jumped |= because.contains(&Because::Jumps);
                vec![value]
            }
            Found::NoValue => Vec::new(),
        };
        for value in found {
            let (mut values, mut direction) = (self.start.clone(), vec![0.0; self.start.len()]);
            (values[place], direction[place]) = (value, (value - start).signum());
            if self.try_values(&values).is_some_and(|seen| seen.is_close(self.size)) {
                let (distance, base) = (self.distance(&values), self.start.clone());
                keep(best, Some(Best { distance, base, direction, values }));
            }
        }
    }

    /// Tries all combinations of stepped inputs, the smallest change first.
    fn improve_one_by_one(&mut self, counted: &[usize], best: &mut Option<Best>) {
        for (distance, values) in self.combinations(counted) {
            if best.as_ref().is_some_and(|best| distance >= best.distance) {
                break;
            }
            if self.try_values(&values).is_some_and(|seen| seen.is_close(self.size)) {
                let direction = vec![0.0; values.len()];
                *best = Some(Best { distance, base: values.clone(), direction, values });
            }
        }
    }

    /// Holds stepped inputs at other values than the scenario's, the smallest change first and at last those that came
    /// nearest to the target; the smooth inputs move along lines from there.
    fn improve_held(&mut self, counted: &[usize], smooth: &[usize], best: &mut Option<Best>) {
        let (before, room) = (self.runs, if smooth.len() > 1 { ROOM_TO_TURN } else { 1.0 });
        for (distance, base) in self.combinations(counted) {
            if best.as_ref().is_some_and(|best| distance >= best.distance) {
                return;
            }
            if self.runs - before > MOST_RUNS_HELD {
                break;
            }
            self.improve_from(&base, smooth, room, best);
        }
        if let (None, Some((values, _))) = (&best, &self.nearest) {
            let mut base = self.start.clone();
            counted.iter().for_each(|place| base[*place] = values[*place]);
            self.improve_from(&base, smooth, room, best);
        }
    }

    /// Tries lines from one place in all directions, and turns the best of them.
    fn improve_from(&mut self, base: &[f64], smooth: &[usize], room: f64, best: &mut Option<Best>) {
        let limit = best.as_ref().map_or(f64::INFINITY, |best| best.distance * room);
        let mut here = None;
        for direction in self.directions(smooth) {
            self.improve(&mut here, base, direction, limit, FEW_STEPS);
        }
        if smooth.len() > 1 {
            self.turn(&mut here, smooth, LAST_TURN_HELD);
        }
        keep(best, here);
    }

    /// Turns the best line as long as that shortens the change.
    fn turn(&mut self, best: &mut Option<Best>, places: &[usize], last: f64) {
        let mut turn = FIRST_TURN;
        while turn > last {
            let Some(Best { base, direction, .. }) = best.clone() else { return };
            let mut better = false;
            for (place, sign) in places.iter().flat_map(|place| [(*place, 1.0), (*place, -1.0)]) {
                let mut turned = direction.clone();
                turned[place] += sign * turn;
                better |= self.improve(best, &base, turned, f64::INFINITY, FEW_STEPS);
            }
            if !better {
                turn /= 2.0;
            }
        }
    }

    /// Finishes turning the best line, if it begins at held values.
    fn turn_held(&mut self, best: &mut Option<Best>, smooth: &[usize]) {
        let is_held = best.as_ref().is_some_and(|best| best.base != self.start);
        if is_held {
            self.turn(best, smooth, LAST_TURN);
        }
    }

    /// The directions to begin with: along each of some inputs, and along every combination of them, up and down.
    fn directions(&self, places: &[usize]) -> Vec<Vec<f64>> {
        let all = (0..3_usize.pow(places.len() as u32)).map(|code| {
            let mut direction = vec![0.0; self.inputs.len()];
            for (digit, place) in places.iter().enumerate() {
                direction[*place] = (code / 3_usize.pow(digit as u32) % 3) as f64 - 1.0;
            }
            direction
        });
        all.filter(|direction| direction.iter().any(|part| *part != 0.0)).collect()
    }

    /// All combinations of other values of stepped inputs than the scenario's, with the size of the change, the
    /// smallest first. If there are too many values, only those nearest to the scenario's are used.
    fn combinations(&self, counted: &[usize]) -> Vec<(f64, Vec<f64>)> {
        let most = libm::pow(MOST_TRIED as f64, 1.0 / counted.len() as f64) as usize;
        let mut all = vec![self.start.clone()];
        for place in counted {
            let start = self.start[*place];
            let mut values: Vec<f64> = single::values(self.inputs[*place]);
            values.retain(|value| *value != start);
            if values.len() > most {
                values.sort_by(|one, other| (one - start).abs().total_cmp(&(other - start).abs()));
                values.truncate(most);
            }
            let with = |base: &Vec<f64>, value: f64| {
                let mut base = base.clone();
                base[*place] = value;
                base
            };
            all = all.iter().flat_map(|base| values.iter().map(move |value| with(base, *value))).collect();
        }
        let mut all: Vec<(f64, Vec<f64>)> = all.into_iter().map(|values| (self.distance(&values), values)).collect();
        all.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        all
    }

    /// The values at the distance `far` along a direction from a place, each rounded to one that is allowed.
    fn along(&self, base: &[f64], direction: &[f64], far: f64) -> Vec<f64> {
        let moved = |((input, start), (width, part)): ((&ParameterId, &f64), (&f64, &f64))| {
            if *part == 0.0 { *start } else { input.nearest_value(start + far * width * part) }
        };
        self.inputs.iter().zip(base).zip(self.widths.iter().zip(direction)).map(moved).collect()
    }

    /// Resets each input without whose change the nearest values are as near to the target.
    pub(super) fn keep_what_stands(&mut self) {
        for place in 0..self.inputs.len() {
            let Some((mut values, seen)) = self.nearest.clone() else { return };
            let (Some(value), Some(start)) = (values.get_mut(place), self.start.get(place)) else { return };
            if value == start {
                continue;
            }
            *value = *start;
            let without = self.try_values(&values);
            let least = seen.over.abs();
            if let Some(without) = without.filter(|without| is_as_near(without.over.abs(), least, without.metric)) {
                self.nearest = Some((values, without));
            }
        }
    }

    /// Whether the metric stays the same if the change is extended by a hundredth of it, and if it is doubled.
    pub(super) fn is_level(&mut self, values: &[f64], seen: &Seen) -> bool {
        [1.01, 2.0].into_iter().all(|more| {
            let beyond = self.extended(values, more);
            beyond != values
                && self.try_values(&beyond).is_some_and(|other| difference(other.metric, seen.metric) == 0.0)
        })
    }

    /// Whether the metric has no value if the change is extended by a hundredth of it.
    pub(super) fn ends(&mut self, values: &[f64]) -> bool {
        let beyond = self.extended(values, 1.01);
        beyond != values && self.try_values(&beyond).is_none()
    }

    /// The values of a change that is so many times as large, each rounded to one that is allowed.
    fn extended(&self, values: &[f64], times: f64) -> Vec<f64> {
        let on = |((input, start), value): ((&ParameterId, &f64), &f64)| {
            input.nearest_value(start + times * (value - start))
        };
        self.inputs.iter().zip(&self.start).zip(values).map(on).collect()
    }

    fn distance(&self, values: &[f64]) -> f64 {
        let parts =
            values.iter().zip(&self.start).zip(&self.widths).map(|((value, start), width)| (value - start) / width);
        libm::sqrt(parts.map(|part| part * part).sum())
    }

    /// Looks for the target along a direction from a place, as far as it would improve on the best so far and lies
    /// within the limit. Returns whether it improved.
    fn improve(
        &mut self,
        best: &mut Option<Best>,
        base: &[f64],
        direction: Vec<f64>,
        limit: f64,
        steps: usize,
    ) -> bool {
        let length = libm::sqrt(direction.iter().map(|part| part * part).sum());
        if length == 0.0 {
            return false;
        }
        let direction: Vec<f64> = direction.into_iter().map(|part| part / length).collect();
        let end = |((input, start), (width, part)): ((&ParameterId, &f64), (&f64, &f64))| {
            let row = input.row();
            let room = if *part > 0.0 { row.max - start } else { start - row.min };
            if *part == 0.0 { 0.0 } else { room / (width * part.abs()) }
        };
        let ends = self.inputs.iter().zip(base).zip(self.widths.iter().zip(&direction)).map(end);
        let farthest = ends.fold(0.0, f64::max);
        let (limit, held) = (best.as_ref().map_or(limit, |best| best.distance.min(limit)), self.distance(base));
        let farthest = match limit.is_finite() {
            true => farthest.min(libm::sqrt((limit * limit - held * held).max(0.0))),
            false => farthest,
        };
        let Some(values) = self.crossing(base, &direction, farthest, steps) else { return false };
        let distance = self.distance(&values);
        if best.as_ref().is_some_and(|best| distance >= best.distance * (1.0 - 1e-9)) {
            return false;
        }
        *best = Some(Best { distance, base: base.to_vec(), direction, values });
        true
    }

    /// The first values along a direction at which the target is reached.
    fn crossing(&mut self, base: &[f64], direction: &[f64], farthest: f64, steps: usize) -> Option<Vec<f64>> {
        let size = self.size;
        let by_steps = self.inputs.iter().zip(direction).any(|(input, part)| *part != 0.0 && is_counted(*input));
        let places = (0..=steps).map(|step| {
            let share = step as f64 / steps as f64;
            farthest * share * share
        });
        let mut at = |far: f64| {
            let values = self.along(base, direction, far);
            let seen = self.try_values(&values);
            (values, seen)
        };
        let (found, jumped) = first_reached(&mut at, places, by_steps, size);
        self.jumped |= jumped;
        found
    }

    pub(super) fn changed(&self, values: &[f64], seen: &Seen) -> Changed {
        Changed {
            values: self.inputs.iter().copied().zip(values.iter().copied()).collect(),
            metric: self.metric,
            value: seen.metric,
            distance_share: self.distance(values),
            without_range: self.without_range.clone(),
        }
    }
}

/// What `at` gives at the first place of a line at which the target is reached, and whether the metric jumped over the
/// target before. Where an input moves `by_steps`, a jump is none.
fn first_reached<T>(
    at: &mut impl FnMut(f64) -> (T, Option<Seen>),
    places: impl Iterator<Item = f64>,
    by_steps: bool,
    size: f64,
) -> (Option<T>, bool) {
    let mut jumped = false;
    // The place that was tried last, and how far the metric was over the target there; `None` if it had no value.
    let mut last: Option<(f64, Option<f64>)> = None;
    for far in places {
        let (tried, seen) = at(far);
        let mut stretch = match last {
            Some((place, over)) if !by_steps => beside_edge(at, (place, over.is_some()), (far, seen.is_some())),
            _ => Vec::new(),
        };
        stretch.extend(seen.map(|seen| (far, tried, seen)));
        for (far, tried, seen) in stretch {
            if seen.is_close(size) {
                return (Some(tried), jumped);
            }
            if let Some((place, Some(over))) = last
                && (over < 0.0) != (seen.over < 0.0)
            {
                let found = narrowed(at, size, [place, far], [over, seen.over]);
                if found.is_some() {
                    return (found, jumped);
                }
                jumped |= !by_steps;
            }
            last = Some((far, Some(seen.over)));
        }
        if seen.is_none() {
            last = Some((far, None));
        }
    }
    (None, jumped)
}

/// The one that is nearer to the target; the first if both are equally near.
fn nearer(one: Option<(Vec<f64>, Seen)>, other: Option<(Vec<f64>, Seen)>) -> Option<(Vec<f64>, Seen)> {
    match (one, other) {
        (Some(one), Some(other)) if other.1.over.abs() < one.1.over.abs() => Some(other),
        (one, other) => one.or(other),
    }
}

/// Keeps the smaller change.
fn keep(best: &mut Option<Best>, other: Option<Best>) {
    if let Some(other) = other.filter(|other| best.as_ref().is_none_or(|best| other.distance < best.distance)) {
        *best = Some(other);
    }
}
