// How long 10,000 draws take here, beside the same kind of sampling written plainly for Node and in Squiggle.
// `cargo xtask bench` calls it: node sampling.mjs EVALUATE [FOLDER-WITH-SQUIGGLE]
//
// Ours is the whole model of the first baseline, as a process of its own that also starts and prints. The others draw as
// many inputs as a draw of ours reads, have as many lots and months, keep the same seven series and six figures, and
// tell the same five percentiles. Their arithmetic is a sketch of it: chips by a ramp that is certain, compute, power,
// rent, purchases, energy, running cost, cash, its present value, a stake. It has no limits, slip, replacement of
// hardware, value left, take-or-pay or rounds of equity, no ties between inputs and one family of distributions.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const DRAWS = 10_000, INPUTS = 51, LOTS = 5, MONTHS = 84, SHOWN = 26, AS_OF = 12;
const LOW = 0.8, HIGH = 1.25; // the 5th and the 95th percentile of each input, in parts of its median
const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];
const ramp = Array.from({ length: MONTHS }, (_, m) => Math.min(1, (m + 1) / 20));
// Of the inputs, five belong to all lots; of each lot's, in turn, to its chips, price, watts, capital cost and compute.
const COMMON = 5;
const of = (lot, what) => {
  const places = [];
  for (let at = COMMON + lot, turn = 0; at < INPUTS; at += LOTS, turn++) if (turn % 5 === what) places.push(at);
  return places;
};

// Plain JavaScript: typed arrays, one draw after another.
function plain() {
  const sigma = Math.log(HIGH) / 1.6448536269514722;
  const row = months => Array.from({ length: months }, () => new Float64Array(DRAWS));
  const [chips, compute, equivalents, watts, spent, stakeUsd] = Array.from({ length: 6 }, () => row(SHOWN));
  const cashToDate = row(MONTHS), npv = new Float64Array(DRAWS), stake = new Float64Array(DRAWS), back = new Float64Array(DRAWS);
  const places = Array.from({ length: LOTS }, (_, lot) => [0, 1, 2, 3, 4].map(what => of(lot, what)));
  const x = new Float64Array(INPUTS), lots = Array.from({ length: LOTS }, () => new Float64Array(5));
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let i = 0; i < INPUTS; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(1 - Math.random())), angle = 2 * Math.PI * Math.random();
      x[i] = Math.exp(sigma * radius * Math.cos(angle));
      if (i + 1 < INPUTS) x[i + 1] = Math.exp(sigma * radius * Math.sin(angle));
    }
    for (let lot = 0; lot < LOTS; lot++)
      for (let what = 0; what < 5; what++) lots[lot][what] = places[lot][what].reduce((product, at) => product * x[at], 1);
    const month = Math.pow(1 + 0.1 * x[0], -1 / 12), valuation = 500 * x[4], share = 10 / (valuation + 10);
    let factor = 1, toDate = 0, cash = 0, worth = 0, capital = 0;
    for (let m = 0; m < MONTHS; m++) {
      const before = m === 0 ? 0 : ramp[m - 1], now = ramp[m];
      let inUse = 0, flops = 0, power = 0, rent = 0, bought = 0, energy = 0;
      for (let lot = 0; lot < LOTS; lot++) {
        // By index: taking an array apart is slow.
        const its = lots[lot], count = its[0], price = its[1], watt = its[2], cost = its[3], flop = its[4];
        const online = count * now, mean = (count * before + online) / 2;
        inUse += online; flops += online * flop; power += online * watt;
        rent += mean * 730 * price; bought += (online - count * before) * cost * 20000;
        energy += mean * watt * 0.73 * x[1] * x[2] * 0.06;
      }
      capital += bought;
      toDate += rent;
      const net = rent - bought - energy - capital * 0.05 * x[3] / 12;
      cash += net; worth += net * factor; factor *= month;
      cashToDate[m][draw] = cash;
      if (m < SHOWN) {
        chips[m][draw] = inUse; compute[m][draw] = flops * 0.4; equivalents[m][draw] = flops / 1.979;
        watts[m][draw] = power; spent[m][draw] = toDate; stakeUsd[m][draw] = share * valuation;
      }
    }
    npv[draw] = worth; stake[draw] = share; back[draw] = spent[AS_OF][draw] / 10;
  }
  const percentiles = column => {
    column.sort();
    return SHARES.map(share => column[Math.ceil(share * DRAWS) - 1]);
  };
  const figures = [chips[AS_OF], equivalents[AS_OF], watts[AS_OF], npv, stake, back].map(percentiles);
  return [figures, [chips, compute, equivalents, watts, spent, stakeUsd, cashToDate].map(rows => rows.map(percentiles))];
}

// The same in Squiggle, whose numbers are sets of samples.
const product = places => places.length ? places.map(at => `xs[${at}]`).join(" * ") : "1";
const squiggle = `
xs = List.map(List.upTo(1, ${INPUTS}), {|i| SampleSet.fromDist(lognormal({p5: ${LOW}, p95: ${HIGH}}))})
ramp = [0, ${ramp.join(", ")}]
lots = [${Array.from({ length: LOTS }, (_, lot) => `[${[0, 1, 2, 3, 4].map(what => product(of(lot, what))).join(", ")}]`).join(", ")}]
month = (1 + 0.1 * xs[0]) ^ (-1 / 12)
valuation = 500 * xs[4]
share = 10 / (valuation + 10)
shares = [${SHARES.join(", ")}]
told(dist) = List.map(shares, {|share| quantile(dist, share)})
sum(list) = List.reduce(list, 0, {|sum, one| sum + one})
step(state, m) = {
  before = ramp[m]
  now = ramp[m + 1]
  parts = List.map(lots, {|lot|
    online = lot[0] * now
    mean = (lot[0] * before + online) / 2
    [online, online * lot[4], online * lot[2], mean * 730 * lot[1], (online - lot[0] * before) * lot[3] * 20000, mean * lot[2] * 0.73 * xs[1] * xs[2] * 0.06]
  })
  total(what) = sum(List.map(parts, {|part| part[what]}))
  bought = total(4)
  capital = state.capital + bought
  rent = total(3)
  spent = state.spent + rent
  net = rent - bought - total(5) - capital * 0.05 * xs[3] / 12
  cash = state.cash + net
  flops = total(1)
  shown = if m < ${SHOWN} then [told(total(0)), told(flops * 0.4), told(flops / 1.979), told(total(2)), told(spent), told(share * valuation), told(cash)] else [told(cash)]
  {capital: capital, spent: spent, cash: cash, worth: state.worth + net * state.factor, factor: state.factor * month, rows: List.append(state.rows, shown)}
}
end = List.reduce(List.upTo(0, ${MONTHS - 1}), {capital: 0, spent: 0, cash: 0, worth: 0, factor: 1, rows: []}, step)
[told(end.worth), told(share)]
`;

const time = async work => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};
const [evaluate, folder] = process.argv.slice(2);
const ours = () => execFileSync(evaluate, ["--draws", String(DRAWS), "--seed", "7"], { maxBuffer: 1 << 28 });
const nothing = () => execFileSync(evaluate, ["--draws", "1", "--seed", "7"], { maxBuffer: 1 << 28 });
const rows = [["ours, natively: the whole model, and a process", ours], ["of it the process, with a single draw", nothing], ["plain JavaScript: the sketch", plain]];
const found = folder && createRequire(pathToFileURL(`${folder}/`)).resolve("@quri/squiggle-lang");
if (found) {
  const { run } = await import(pathToFileURL(found));
  rows.push(["Squiggle: the sketch", async () => {
    const { result } = await run(squiggle, { environment: { sampleCount: DRAWS, xyPointLength: 1000 } });
    if (!result.ok) throw new Error(result.value.toString());
  }]);
} else {
  console.log("Squiggle is left out: the npm package @quri/squiggle-lang is not there.");
}
const times = rows.map(() => []);
for (let round = -1; round < 5; round++)
  for (const [at, [, work]] of rows.entries()) {
    // Squiggle takes seconds: once without counting it and twice with.
    if (at === 3 && round > 1) continue;
    const took = await time(work);
    if (round >= 0) times[at].push(took);
  }
const middle = list => list.toSorted((a, b) => a - b)[list.length >> 1];
console.log(`${DRAWS} draws, ${INPUTS} inputs, ${LOTS} lots, ${MONTHS} months, of which ${SHOWN} are shown; medians, in turn:`);
rows.forEach(([name], at) => {
  const ratio = middle(times[at]) / middle(times[0]);
  console.log(`  ${name.padEnd(48)} ${middle(times[at]).toFixed(0).padStart(7)} ms  ${ratio.toFixed(2).padStart(7)} of ours`);
});
