"""A second opinion on the model: its arithmetic written anew from MODEL.md and the catalogue's JSON alone.

    python3 second_opinion.py CATALOGUE.json < REPORTS

CATALOGUE.json is what the example `catalogue` prints; each line of REPORTS is what the example `evaluate` prints for a
scenario on one line. The scenario is read from the report's link, and everything else in the report is computed here
and compared: inputs, months, every series, metric and reason, the notices, and the link itself. Exit code 0: all of it
agrees. Exit code 1: the first differences of each report that has some are printed.

Nothing here was taken from the Rust, and nothing may be: where the two disagree, one of them or MODEL.md is wrong, and
MODEL.md is mended first. Numbers in brackets are sections of MODEL.md. Standard library only; Python 3.8 or newer.
"""

import json
import math
import sys
import zlib
from decimal import Decimal, getcontext

PRECISIONS = ("bf16", "fp8", "fp4")
# Enough for any number's exact decimal digits.
getcontext().prec = 800
VENDORS = ("aws", "nvidia", "google", "amd")
AGREEMENTS = {"base": ("immediate", "full"), "expansion": ("expansion", "beyond")}
PHASES = ("immediate", "full", "expansion", "beyond")
SIZES = {"contract-value": "value_usd", "facility-power": "power_watts", "chips": "chips"}
HOURS_A_YEAR = 8766.0
HOURS_A_MONTH = 730.5

# Why a metric may be absent [12].
REASONS = {
    "a": "no chips are online by this month",
    "b": "no chip online publishes a peak at this precision or a wider one",
    "c": "nothing has been invested by this month",
    "d": "not by this month",
    "e": "the investor was never out of pocket",
    "f": "payments and receipts up to the exit have no single rate of return",
    "g": "none of the fleet trains",
    "h": "none of the fleet serves",
    "i": "the agreement has no size",
    "j": "no contract value is stated",
    "k": "the investor does not supply the capacity, so spend does not come back to it",
    "l": "no peak is published at this precision or a wider one",
    "m": "no specification gives this measure",
    "n": "payments and receipts so far have no single rate of return",
    "o": "no power is printed for this system",
}


def hours(month):
    """Hours of a month counted from November 2025 [1]."""
    year, month = divmod(2025 * 12 + 10 + month, 12)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]
    return 24.0 * days


def annuity(rate, life):
    """What a unit of money, lent at a rate for so many years, comes to each year [8]."""
    if rate < 1e-7:
        return (1 + rate * (life + 1) / 2) / life
    return rate / (1 - (1 + rate) ** -life)


class Chip:
    """An accelerator in a scenario: the catalogue's facts and the scenario's inputs."""

    def __init__(self, facts, inputs):
        known = lambda fact: None if fact is None else fact["value"]
        mine = lambda name: inputs["chip.%s.%s" % (facts["id"], name)]
        self.id, self.name, self.vendor = facts["id"], facts["name"], facts["vendor"]
        self.available = int(facts["available"]["value"])
        self.peaks = {p: known(facts["peak_dense_flops"][p]) for p in PRECISIONS}
        self.int8 = known(facts["peak_int8_ops"])
        self.hbm_bytes = known(facts["hbm_bytes"]) or 0.0
        self.hbm_bytes_per_second = known(facts["hbm_bytes_per_second"]) or 0.0
        self.mfus = {p: mine("mfu_" + p) for p in PRECISIONS if self.peaks[p] is not None}
        self.price, self.capex = mine("price_usd_per_hour"), mine("capex_usd")
        # Facility watts [6].
        self.watts = mine("it_watts") * inputs["operations.pue"]
        building = self.watts * inputs["supplier.facility_usd_per_watt"]
        wacc = inputs["supplier.wacc"]
        capital = self.capex * annuity(wacc, inputs["supplier.hardware_life_years"])
        capital += building * annuity(wacc, inputs["supplier.facility_life_years"])
        running = (self.capex + building) * inputs["supplier.opex_share"]
        energy = self.watts * inputs["operations.load_factor"] / 1000 * inputs["operations.electricity_usd_per_kwh"]
        self.tco = (capital + running) / HOURS_A_YEAR + energy

    def used(self, precision):
        """The precision that it works at: the one asked for or the next wider one that it has [5]."""
        for wider in reversed(PRECISIONS[: PRECISIONS.index(precision) + 1]):
            if self.peaks[wider] is not None:
                return wider
        return None

    def peak(self, precision):
        used = self.used(precision)
        return 0.0 if used is None else self.peaks[used]

    def utilised(self, precision):
        """Peak × MFU."""
        used = self.used(precision)
        return 0.0 if used is None else self.peaks[used] * self.mfus[used]

    def eight_bit(self):
        known = [rate for rate in (self.peaks["fp8"], self.int8) if rate is not None]
        return max(known) if known else self.peaks["bf16"] or 0.0


class Lot:
    """One accelerator in one phase [3]."""

    def __init__(self, agreement, phase, letter, chip, ramp, slipped, price):
        self.agreement, self.phase, self.letter, self.chip = agreement, phase, letter, chip
        self.ramp, self.slipped, self.price = ramp, slipped, price
        self.full = 0.0


def ramp(inputs, phase, start, slip, months):
    length = max(inputs["phase.%s.complete" % phase] + 1 - start, 1)
    curve = inputs["phase.%s.ramp" % phase]
    values = []
    for m in range(months):
        x = min(max((m + 1 - start - slip) / length, 0.0), 1.0)
        values.append(x * x * (3 - 2 * x) if curve == "s-curve" else x)
    return values


def mean(stock, m):
    """The mean of a stock over a month: of its values at the month's two ends [1]."""
    return ((stock[m - 1] if m > 0 else 0.0) + stock[m]) / 2


class Fleet:
    """Lots, and the chips of each at every month end [3, 4]."""

    def __init__(self, inputs, chips):
        self.terms = {}
        for agreement in AGREEMENTS:
            start = inputs["agreement.%s.start" % agreement]
            self.terms[agreement] = (start, start + inputs["agreement.%s.term_months" % agreement] - 1)
        ends = [end for _, end in self.terms.values()]
        self.months = max(ends + [inputs["view.horizon"]]) + 1
        self.lots = []
        for agreement in AGREEMENTS:
            self.lots += self.of_agreement(inputs, chips, agreement)
        every = range(self.months)
        self.service = {a: [1.0 if s <= m <= e else 0.0 for m in every] for a, (s, e) in self.terms.items()}
        stages = ("contracted", "planned", "scheduled", "available", "supplied", "powered", "online")
        self.stages = {stage: [] for stage in stages}
        plan = []
        for lot in self.lots:
            self.stages["contracted"].append([lot.full] * self.months)
            self.stages["planned"].append([lot.full * r for r in lot.ramp])
            self.stages["scheduled"].append([lot.full * r for r in lot.slipped])
            late = lambda values: [0.0 if m < lot.chip.available else value for m, value in enumerate(values)]
            self.stages["available"].append(late(self.stages["scheduled"][-1]))
            plan.append(late(self.stages["planned"][-1]))
        # The limits, in their order [4].
        for vendor in VENDORS:
            if inputs["supply.%s.limited" % vendor]:
                a_month = inputs["supply.%s.chips_per_month" % vendor]
                takes = [1.0 if lot.chip.vendor == vendor else 0.0 for lot in self.lots]
                plan = self.wait(plan, takes, [a_month * (m + 1) for m in every], True)
        self.stages["supplied"] = self.least("available", plan)
        if inputs["limit.power"]:
            begin, a_year = inputs["limit.power_start_watts"], inputs["limit.power_added_watts_per_year"]
            takes = [lot.chip.watts for lot in self.lots]
            plan = self.wait(plan, takes, [begin + a_year * m / 12 for m in every], False)
        self.stages["powered"] = self.least("supplied", plan)
        if inputs["limit.budget"]:
            takes = [lot.price * HOURS_A_MONTH for lot in self.lots]
            plan = self.wait(plan, takes, [inputs["limit.budget_usd_per_month"]] * self.months, False)
        self.stages["online"] = self.least("powered", plan)
        # What is not in service is not there.
        for rows in self.stages.values():
            for lot, row in zip(self.lots, rows):
                row[:] = [value * v for value, v in zip(row, self.service[lot.agreement])]

    def of_agreement(self, inputs, chips, agreement):
        mine = lambda name: inputs["agreement.%s.%s" % (agreement, name)]
        (begin, end), basis, lots = self.terms[agreement], mine("basis"), []
        for place, phase in enumerate(AGREEMENTS[agreement]):
            q = mine("first_phase_share") if place == 0 else 1 - mine("first_phase_share")
            start = max(inputs["phase.%s.start" % phase], begin)
            plan = ramp(inputs, phase, start, 0, self.months)
            slipped = ramp(inputs, phase, start, inputs["operations.slip_months"], self.months)
            served = sum(mean(plan, m) * hours(m) for m in range(begin, end + 1))
            for letter in "ab":
                w = inputs["phase.%s.share_b" % phase]
                w = w if letter == "b" else 1 - w
                chip = chips[inputs["phase.%s.chip_%s" % (phase, letter)]]
                price = chip.price * (1 + inputs["operations.rental_change"]) ** (start / 12) * (1 - mine("discount"))
                lot = Lot(agreement, phase, letter, chip, plan, slipped, price)
                if served > 0:
                    if basis == "chips":
                        lot.full = mine("chips") * q * w
                    elif basis == "facility-power":
                        lot.full = mine("power_watts") * q * w / chip.watts
                    else:
                        lot.full = mine("value_usd") * q * w / (price * served)
                if mine(SIZES[basis]) * q * w > 0:
                    lots.append(lot)
        return lots

    def least(self, stage, plan):
        return [[min(a, b) for a, b in zip(*rows)] for rows in zip(self.stages[stage], plan)]

    def wait(self, plan, takes, level, lasting):
        """The plan under one limit: where it takes more than there is, it stands where it had taken as much [4]."""
        held = [row[:] for row in plan]
        for m in range(self.months):
            running = [a for a in AGREEMENTS if self.service[a][m]]
            counted = [len(running) != 1 or lot.agreement == running[0] for lot in self.lots]
            there = level[m]
            if lasting and len(running) == 1:
                for agreement, (_, end) in self.terms.items():
                    if agreement != running[0] and end < m:
                        rows = zip(self.lots, takes, held)
                        there -= sum(take * row[end] for lot, take, row in rows if lot.agreement == agreement)
            path = lambda j: sum(row[j] * take for row, take, is_in in zip(plan, takes, counted) if is_in)
            if path(m) <= there:
                continue
            before, k = 0.0, 0
            while path(k) <= there:
                before, k = path(k), k + 1
            beyond = max(0.0, (there - before) / (path(k) - before))
            for lot, take in enumerate(takes):
                if take != 0:
                    low = plan[lot][k - 1] if k > 0 else 0.0
                    held[lot][m] = low + (plan[lot][k] - low) * beyond
        return held


def specified_figure(subject, measure, catalogue):
    """What the specifications say of a system or an accelerator [12]."""
    rows = {row["id"]: row for table in ("accelerators", "systems") for row in catalogue[table]}
    if subject not in rows:
        return None
    row, chips = rows[subject], 1
    total = row.get("published")
    if total is not None:
        chips, row = row["chips"], rows[row["accelerator"]]
    if measure in PRECISIONS:
        find = lambda of: of["peak_dense_flops"][measure]
    elif measure == "hbm-bandwidth":
        find = lambda of: of["hbm_bytes_per_second"]
    elif measure == "hbm-capacity":
        find = lambda of: of["hbm_bytes"]
    elif measure == "fp8-per-tdp-watt":
        fp8 = row["peak_dense_flops"]["fp8"]
        watts = row["tdp_watts"]
        return None if fp8 is None or watts is None else fp8["value"] / watts["value"]
    else:
        return None
    if total is not None and find(total) is not None:
        return find(total)["value"]
    return None if find(row) is None else find(row)["value"] * chips


def specified_ratio(claim, catalogue, per_chip):
    systems = {row["id"]: row["accelerator"] for row in catalogue["systems"]}
    chips = {row["id"]: row for row in catalogue["accelerators"]}
    fp8 = chips[systems.get(claim["subject"], claim["subject"])]["peak_dense_flops"]["fp8"]
    side = lambda id: systems.get(id, id) if per_chip else id
    subject = specified_figure(side(claim["subject"]), claim["measure"], catalogue)
    base = specified_figure(side(claim["base"]), claim["measure"], catalogue)
    if subject is None or base is None or fp8 is not None and fp8["class"] == "derived":
        return None
    return subject / base


def reference_flop(inputs, catalogue):
    if inputs["workload.run"] == "own":
        return inputs["workload.run_flop"]
    return next(run["flop"]["value"] for run in catalogue["reference_runs"] if run["id"] == inputs["workload.run"])


def running_total(flow):
    total, sums = 0.0, []
    for value in flow:
        total += value
        sums.append(total)
    return sums


def binding(totals):
    """The word for what binds [4]; totals of one month."""
    pairs = (
        ("powered", "online", "budget"),
        ("supplied", "powered", "power"),
        ("available", "supplied", "supply"),
        ("scheduled", "available", "availability"),
        ("contracted", "scheduled", "schedule"),
    )
    for before, after, word in pairs:
        if totals[before] - totals[after] > 1e-9 * totals["contracted"]:
            return word
    return "nothing"


class Report:
    """All series, metrics and reasons of a scenario."""

    def __init__(self, inputs, catalogue):
        self.inputs, self.catalogue = inputs, catalogue
        self.chips = {facts["id"]: Chip(facts, inputs) for facts in catalogue["accelerators"]}
        self.fleet = Fleet(inputs, self.chips)
        self.months = inputs["view.horizon"] + 1
        self.as_of = min(inputs["view.as_of"], inputs["view.horizon"])
        self.series, self.metrics, self.reasons = {}, {}, {}
        self.fleet_series()
        self.compute_series()
        self.power_and_money_series()
        self.equity_series()
        self.ledger_series()
        self.headline()
        self.accelerators()
        self.systems()
        self.claims()

    def over_chips(self, figure):
        """A sum over chips online at each month end."""
        lots, online = self.fleet.lots, self.fleet.stages["online"]
        figures = [figure(lot) for lot in lots]
        return [sum(f * row[m] for f, row in zip(figures, online)) for m in range(self.months)]

    def fleet_series(self):
        lots, stages = self.fleet.lots, self.fleet.stages
        for stage, rows in stages.items():
            self.series["chips_" + stage] = [sum(row[m] for row in rows) for m in range(self.months)]
        totals = lambda m: {stage: self.series["chips_" + stage][m] for stage in stages}
        self.series["binding"] = [binding(totals(m)) for m in range(self.months)]
        for phase in PHASES:
            for letter in "ab":
                self.series["lot_chips.%s.%s" % (phase, letter)] = self.over_chips(
                    lambda lot: float((lot.phase, lot.letter) == (phase, letter))
                )
        for chip in self.chips:
            self.series["chips." + chip] = self.over_chips(lambda lot: float(lot.chip.id == chip))

    def compute_series(self):
        precision, goodput = self.inputs["workload.precision"], self.inputs["operations.goodput"]
        for p in PRECISIONS:
            self.series["peak_flops_" + p] = self.over_chips(lambda lot: lot.chip.peak(p))
        effective = lambda lot: lot.chip.utilised(precision) * goodput
        self.series["effective_flops"] = self.over_chips(effective)
        for vendor in VENDORS:
            self.series["effective_flops." + vendor] = self.over_chips(
                lambda lot: effective(lot) if lot.chip.vendor == vendor else 0.0
            )
        self.series["h100_equivalents"] = self.over_chips(lambda lot: lot.chip.eight_bit() / 1979e12)
        self.series["hbm_bytes"] = self.over_chips(lambda lot: lot.chip.hbm_bytes)
        self.series["hbm_bytes_per_second"] = self.over_chips(lambda lot: lot.chip.hbm_bytes_per_second)

    def power_and_money_series(self):
        inputs, series, months, fleet = self.inputs, self.series, range(self.months), self.fleet
        series["facility_power_watts"] = self.over_chips(lambda lot: lot.chip.watts)
        begin, a_year = inputs["limit.power_start_watts"], inputs["limit.power_added_watts_per_year"]
        series["power_limit_watts"] = [begin + a_year * m / 12 if inputs["limit.power"] else None for m in months]

        self.spend, self.planned = {}, {}
        for lot, online in zip(fleet.lots, fleet.stages["online"]):
            service = fleet.service[lot.agreement]
            self.spend[lot] = [
                v * mean(online, m) * hours(m) * lot.price for m, v in enumerate(service)
            ]
            self.planned[lot] = [
                v * lot.full * mean(lot.ramp, m) * hours(m) * lot.price for m, v in enumerate(service)
            ]
        load, energy = inputs["operations.load_factor"], [0.0] * self.months
        for lot, online in zip(fleet.lots, fleet.stages["online"]):
            for m in months:
                v = fleet.service[lot.agreement][m]
                energy[m] += v * mean(online, m) * lot.chip.watts * load * hours(m) * 3600
        series["energy_joules"] = energy
        series["energy_cost_usd"] = [joules / 3.6e6 * inputs["operations.electricity_usd_per_kwh"] for joules in energy]

        for phase in PHASES:
            for letter in "ab":
                mine = [lot for lot in fleet.lots if (lot.phase, lot.letter) == (phase, letter)]
                rows = [self.spend[lot] for lot in mine]
                series["lot_spend_usd.%s.%s" % (phase, letter)] = [sum(row[m] for row in rows) for m in months]
        series["spend_usd"] = [sum(row[m] for row in self.spend.values()) for m in months]
        series["planned_spend_usd"] = [sum(row[m] for row in self.planned.values()) for m in months]
        series["spend_to_date_usd"] = running_total(series["spend_usd"])
        series["planned_spend_to_date_usd"] = running_total(series["planned_spend_usd"])
        series["rental_usd_per_hour"] = self.over_chips(lambda lot: lot.price)
        self.contracts = {}
        for agreement in AGREEMENTS:
            lots = [lot for lot in fleet.lots if lot.agreement == agreement]
            plan = sum(sum(self.planned[lot]) for lot in lots)
            if inputs["agreement.%s.basis" % agreement] == "contract-value":
                plan = inputs["agreement.%s.value_usd" % agreement]
            delivered = sum(sum(self.spend[lot]) for lot in lots)
            chip_hours = sum(sum(self.planned[lot]) / lot.price for lot in lots)
            gw_years = sum(sum(self.planned[lot]) / lot.price * lot.chip.watts for lot in lots) / 1e9 / HOURS_A_YEAR
            self.contracts[agreement] = (plan, delivered, chip_hours, gw_years)
        commitment = sum(contract[0] for contract in self.contracts.values())
        series["commitment_remaining_usd"] = [commitment - spent for spent in series["spend_to_date_usd"]]
        series["shortfall_to_date_usd"] = [
            max(0.0, planned - spent)
            for planned, spent in zip(series["planned_spend_to_date_usd"], series["spend_to_date_usd"])
        ]

        chip_capex = [0.0] * self.months
        for id, chip in self.chips.items():
            most = 0.0
            for m, stock in enumerate(series["chips." + id]):
                chip_capex[m] += max(stock - most, 0.0) * chip.capex
                most = max(most, stock)
        facility, most = [], 0.0
        for stock in series["facility_power_watts"]:
            facility.append(max(stock - most, 0.0) * inputs["supplier.facility_usd_per_watt"])
            most = max(most, stock)
        bought = running_total([a + b for a, b in zip(chip_capex, facility)])
        series["chip_capex_usd"], series["facility_capex_usd"] = chip_capex, facility
        series["opex_usd"] = [value * inputs["supplier.opex_share"] / 12 for value in bought]
        series["tco_usd_per_hour"] = self.over_chips(lambda lot: lot.chip.tco)
        series["supplier_cash_usd"] = [
            series["spend_usd"][m] - chip_capex[m] - facility[m] - series["energy_cost_usd"][m] - series["opex_usd"][m]
            for m in months
        ]

    def tranches(self):
        """Amount, month, probability of each tranche [9]."""
        names = ["equity.tranche%d." % number for number in (1, 2, 3)]
        return [tuple(self.inputs[name + what] for what in ("amount_usd", "month", "probability")) for name in names]

    def post_money(self):
        amounts = sum(amount for amount, _, _ in self.tranches())
        return self.inputs["equity.pre_money_usd"] + self.inputs["equity.others_usd"] + amounts

    def first_tranche(self):
        return min((month for amount, month, _ in self.tranches() if amount > 0), default=0)

    def stake(self, m):
        kept = 1 - self.inputs["equity.dilution"]
        return sum(a * p / self.post_money() * kept ** ((m - at) / 12) for a, at, p in self.tranches() if at <= m)

    def valuation(self, m):
        years = max(m - self.first_tranche(), 0) / 12
        return self.post_money() * (1 + self.inputs["equity.valuation_change"]) ** years

    def notices(self):
        """What a reader must know about how the numbers were made [18]."""
        asked, lots = self.inputs["workload.precision"], self.fleet.lots
        said = []
        for id, chip in self.chips.items():
            used = chip.used(asked)
            if used == asked or all(lot.chip.id != id for lot in lots):
                continue
            if used is None:
                words = "No %s peak is published for %s: its effective compute is not counted."
                said.append(words % (asked.upper(), chip.name))
            else:
                said.append("%s has no %s: its compute is counted at %s." % (chip.name, asked.upper(), used.upper()))
        if any(lot.full == 0 for lot in lots):
            said.append("A phase starts only after its agreement has ended: it delivers nothing.")
        return said

    def equity_series(self):
        series, months = self.series, range(self.months)
        series["invested_usd"] = [sum(a * p for a, at, p in self.tranches() if at == m) for m in months]
        others, first = self.inputs["equity.others_usd"], self.first_tranche()
        series["others_invested_usd"] = [others if m == first else 0.0 for m in months]
        series["invested_to_date_usd"] = running_total(series["invested_usd"])
        series["stake"] = [self.stake(m) for m in months]
        series["valuation_usd"] = [self.valuation(m) for m in months]
        series["stake_value_usd"] = [a * b for a, b in zip(series["stake"], series["valuation_usd"])]

    def ledger_series(self):
        series, months = self.series, range(self.months)
        supplies = self.inputs["equity.investor_supplies"]
        received = series["supplier_cash_usd"] if supplies else [0.0] * self.months
        series["investor_cash_usd"] = [a - b for a, b in zip(received, series["invested_usd"])]
        series["investor_cash_to_date_usd"] = running_total(series["investor_cash_usd"])
        discount = [(1 + self.inputs["supplier.wacc"]) ** (-m / 12) for m in months]
        series["npv_to_date_usd"] = running_total([a * b for a, b in zip(series["investor_cash_usd"], discount)])
        series["stake_present_value_usd"] = [a * b for a, b in zip(series["stake_value_usd"], discount)]

    def metric(self, id, *because, value):
        """A metric, or the first of the reasons that apply."""
        self.metrics[id] = None
        for applies, reason in because:
            if applies:
                self.reasons[id] = REASONS[reason]
                return
        self.metrics[id] = value()

    def now(self, id):
        return self.series[id][self.as_of]

    def headline(self):
        inputs, now, series, last = self.inputs, self.now, self.series, self.as_of
        for id in (
            "chips_online h100_equivalents effective_flops hbm_bytes hbm_bytes_per_second facility_power_watts"
            " spend_to_date_usd commitment_remaining_usd shortfall_to_date_usd invested_to_date_usd stake"
            " stake_value_usd investor_cash_to_date_usd"
        ).split():
            self.metrics[id] = now(id)
        self.metrics["npv_usd"] = now("npv_to_date_usd")
        a = (now("chips_online") <= 0, "a")
        b = (now("effective_flops") <= 0, "b")
        c = (now("invested_to_date_usd") <= 0, "c")
        flops, rental = now("effective_flops"), now("rental_usd_per_hour")
        self.metric("effective_flops_per_watt", a, b, value=lambda: flops / now("facility_power_watts"))
        self.metric("usd_per_effective_pflop_hour", a, b, value=lambda: rental / (flops / 1e15))
        shares = lambda: {vendor: now("effective_flops." + vendor) / flops for vendor in VENDORS}
        for vendor in VENDORS:
            self.metric("compute_share." + vendor, a, b, value=lambda: shares()[vendor])
        self.metric("nvidia_share", a, b, value=lambda: shares()["nvidia"])
        self.metric("herfindahl", a, b, value=lambda: sum(share * share for share in shares().values()))
        monthly = rental * HOURS_A_MONTH
        self.metrics["rental_usd_per_month"] = monthly
        contracts = self.contracts.values()
        self.metrics["commitment_usd"] = sum(contract for contract, _, _, _ in contracts)
        self.metrics["undelivered_usd"] = max(0.0, sum(contract - delivered for contract, delivered, _, _ in contracts))
        self.metric("months_covered", a, c, value=lambda: now("invested_to_date_usd") / monthly)
        self.metric("gross_margin", a, value=lambda: 1 - now("tco_usd_per_hour") / rental)
        self.metrics["post_money_usd"] = self.post_money()
        self.metrics["gain_usd"] = now("stake_value_usd") - now("invested_to_date_usd")
        self.metric("moic", c, value=lambda: now("stake_value_usd") / now("invested_to_date_usd"))
        self.irr()
        k = (not inputs["equity.investor_supplies"], "k")
        returned = lambda: min(1.0, now("spend_to_date_usd") / now("invested_to_date_usd"))
        self.metric("returned_share", c, k, value=returned)
        spent, paid = series["spend_to_date_usd"], series["invested_to_date_usd"]
        trips = [m for m in range(last + 1) if paid[m] > 0 and spent[m] >= paid[m]]
        self.metric("round_trip_month", c, k, (not trips, "d"), value=lambda: trips[0])
        cash = series["investor_cash_to_date_usd"][: last + 1]
        low = min(cash + [0.0])
        e = (low >= 0, "e")
        self.metrics["cash_low_usd"] = low
        self.metric("cash_low_month", e, value=lambda: cash.index(low))
        negative = [m for m, value in enumerate(cash) if value < 0]
        self.metric("payback_month", e, (cash[-1] < 0, "d"), value=lambda: negative[-1] + 1)
        self.metrics["npv_with_stake_usd"] = now("npv_to_date_usd") + now("stake_present_value_usd")
        flows = series["investor_cash_usd"][: last + 1]
        self.cash_irr("cash_irr", flows)
        self.cash_irr("cash_irr_with_stake", flows[:-1] + [flows[-1] + now("stake_value_usd")])

        flop, theta = reference_flop(inputs, self.catalogue), inputs["workload.training_share"]
        self.metrics["training_flop"] = flop
        g, h = (theta == 0, "g"), (theta == 1, "h")
        days = lambda: flop / (flops * theta) / 86400
        power = now("facility_power_watts") * inputs["operations.load_factor"]
        self.metric("training_days", a, b, g, value=days)
        self.metric("training_energy_joules", a, b, g, value=lambda: power * theta * days() * 86400)
        self.metric("training_usd", a, b, g, value=lambda: rental * theta * days() * 24)
        peak = now("peak_flops_" + inputs["workload.precision"])
        utilised = peak * inputs["workload.inference_utilisation"] * inputs["operations.goodput"]
        tokens = utilised * (1 - theta) * 86400 / (2 * inputs["workload.active_weights"])
        self.metric("tokens_per_day", a, b, h, value=lambda: tokens)
        self.metric("usd_per_million_tokens", a, b, h, value=lambda: rental * (1 - theta) * 24 / (tokens / 1e6))
        for agreement, (contract, delivered, chip_hours, gw_years) in self.contracts.items():
            self.metrics["contract_usd." + agreement] = contract
            self.metrics["undelivered_usd." + agreement] = max(0.0, contract - delivered)
            stated = inputs["agreement.%s.value_usd" % agreement]
            i, j = (chip_hours <= 0, "i"), (stated <= 0, "j")
            for name, over in (("usd_per_chip_hour.", chip_hours), ("usd_per_gw_year.", gw_years)):
                self.metric("planned_" + name + agreement, i, value=lambda: contract / over)
                self.metric("implied_" + name + agreement, i, j, value=lambda: stated / over)
        self.metrics["binding"] = now("binding")

    def irr(self):
        """The annual rate at which the payments and the stake at exit balance [9]."""
        exit = self.inputs["equity.exit"]
        flows = [(at, -a * p) for a, at, p in self.tranches() if at <= exit and a * p > 0]
        receipt = self.stake(exit) * self.valuation(exit) + sum(flow for at, flow in flows if at == exit)
        paid = [(at, -flow) for at, flow in flows if at < exit]

        def rate():
            # With u = ln(1 + y): Σ paid · e^(u (exit − at) / 12) rises with u and meets the receipt once.
            short = lambda u: sum(flow * math.exp(u * (exit - at) / 12) for at, flow in paid) < receipt
            low, high = -50.0, 50.0
            for _ in range(200):
                middle = (low + high) / 2
                low, high = (middle, high) if short(middle) else (low, middle)
            return math.expm1((low + high) / 2)

        self.metric("exit_irr", (not flows, "c"), (not paid or receipt <= 0, "f"), value=rate)

    def cash_irr(self, name, flows):
        """The annual rate at which monthly flows are worth nothing together [10]."""
        paid = [m for m, usd in enumerate(flows) if usd < 0]
        received = [m for m, usd in enumerate(flows) if usd > 0]

        def rate():
            # Payments come before receipts: the worth falls where it meets nothing.
            worth = lambda u: sum(usd * math.exp(-u * m / 12) for m, usd in enumerate(flows))
            low, high = -50.0, 50.0
            for _ in range(100):
                middle = (low + high) / 2
                low, high = (middle, high) if worth(middle) > 0 else (low, middle)
            return math.expm1((low + high) / 2)

        single = paid and received and max(paid) < min(received)
        self.metric(name, (not single, "n"), value=rate)

    def accelerators(self):
        inputs, precision = self.inputs, self.inputs["workload.precision"]
        goodput, reference = inputs["operations.goodput"], self.chips[inputs["hardware.reference_chip"]]
        for id, chip in self.chips.items():
            unknown = (chip.used(precision) is None, "l")
            peak, effective = chip.peak(precision), chip.utilised(precision) * goodput

            def break_even():
                used = reference.used(precision)
                if used is None:
                    return 0.0
                return reference.mfus[used] * (chip.price / peak) / (reference.price / reference.peaks[used])

            for name, value in (
                ("peak_flops_per_watt", lambda: peak / chip.watts),
                ("effective_flops_per_watt", lambda: effective / chip.watts),
                ("usd_per_peak_pflop_hour", lambda: chip.price / (peak / 1e15)),
                ("usd_per_effective_pflop_hour", lambda: chip.price / (effective / 1e15)),
                ("peak_flops_per_capex_usd", lambda: peak / chip.capex),
                ("effective_flops_per_capex_usd", lambda: effective / chip.capex),
                ("tco_usd_per_chip_hour", lambda: chip.tco),
                ("rental_margin", lambda: 1 - chip.tco / chip.price),
                ("break_even_mfu", break_even),
            ):
                self.metric("%s.%s" % (name, id), unknown, value=value)

    def systems(self):
        precision, goodput = self.inputs["workload.precision"], self.inputs["operations.goodput"]
        for system in self.catalogue["systems"]:
            chip, printed = self.chips[system["accelerator"]], system["published"]
            watts = None
            if printed["facility_watts"] is not None:
                watts = printed["facility_watts"]["value"]
            elif printed["watts"] is not None:
                watts = printed["watts"]["value"] * self.inputs["operations.pue"]
            absent = [(watts is None, "o"), (chip.used(precision) is None, "l")]
            peak, effective = chip.peak(precision), chip.utilised(precision) * goodput
            for name, of_one in (("peak", peak), ("effective", effective)):
                name = "system_%s_flops_per_watt.%s" % (name, system["id"])
                self.metric(name, *absent, value=lambda: system["chips"] * of_one / watts)

    def claims(self):
        credit = self.inputs["operations.claim_credit"]
        for claim in self.catalogue["claims"]:
            for name, per_chip in (("specified_ratio", False), ("specified_ratio_per_chip", True)):
                ratio = specified_ratio(claim, self.catalogue, per_chip)
                self.metric("%s.%s" % (name, claim["id"]), (ratio is None, "m"), value=lambda: ratio)
            specified, claimed = specified_ratio(claim, self.catalogue, False), claim["ratio"]["value"]
            value = lambda: specified ** (1 - credit) * claimed**credit if claimed > specified else specified
            self.metric("credited_ratio." + claim["id"], (specified is None, "m"), value=value)


def month_name(month):
    year, month = divmod(2025 * 12 + 10 + month, 12)
    return "%04d-%02d" % (year, month + 1)


# Links [13].

CARRIED = (
    "chips_online",
    "h100_equivalents",
    "facility_power_watts",
    "usd_per_effective_pflop_hour",
    "stake",
    "returned_share",
)


def checksum(body):
    value = zlib.crc32(body.encode("ascii"))
    return "".join("0123456789abcdefghijklmnopqrstuv"[value >> 5 * place & 31] for place in reversed(range(7)))


def number_text(value):
    """The fewest digits that read back to the same number: plain, or with an exponent where that is shorter."""
    sign, nearest = "-" if value < 0 else "", Decimal(repr(abs(value)))
    # Of two texts that are as short and as near Python takes the even one, a link the larger one.
    above = nearest + Decimal((0, (1,), nearest.as_tuple().exponent))
    if above - Decimal(abs(value)) == Decimal(abs(value)) - nearest and float(above) == abs(value):
        nearest = above
    mantissa, _, exponent = str(nearest).lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    power = int(exponent or 0) - len(fraction)
    while digits.endswith("0"):
        digits, power = digits[:-1], power + 1
    if not digits:
        return "0"
    if power >= 0:
        plain = digits + "0" * power
    elif len(digits) > -power:
        plain = digits[:power] + "." + digits[power:]
    else:
        plain = "0." + "0" * (-power - len(digits)) + digits
    scientific = digits[0] + ("." + digits[1:] if digits[1:] else "") + "e" + str(power + len(digits) - 1)
    return sign + (scientific if len(scientific) < len(plain) else plain)


def read_link(link, catalogue):
    """The baseline's id and the inputs that a link stands for."""
    body, _, sum = link[len("?s=") :].rpartition("~")
    assert sum == checksum(body), "the checksum"
    version, baseline, *parts = body.split("~")
    assert version == "1", "the version"
    inputs = dict(next(row["inputs"] for row in catalogue["baselines"] if row["id"] == baseline))
    codes = {row["code"]: row for row in catalogue["parameters"]}
    for part in parts:
        code, _, text = part.partition("_")
        if code == "H":
            continue
        row = codes[code]
        if row["kind"] == "choice":
            value = next(id for id, short in row["choice_codes"].items() if short == text)
        elif row["kind"] == "switch":
            value = text == "1"
        else:
            value = int(float(text)) if row["kind"] in ("month", "whole number") else float(text)
        inputs[row["id"]] = value
    return baseline, inputs


def write_link(baseline, inputs, metrics, catalogue):
    begin = next(row["inputs"] for row in catalogue["baselines"] if row["id"] == baseline)
    parts = ["1", baseline]
    for row in catalogue["parameters"]:
        value = inputs[row["id"]]
        if value != begin[row["id"]]:
            text = row["choice_codes"][value] if row["kind"] == "choice" else number_text(float(value))
            parts.append(row["code"] + "_" + text)
    headline = [metrics[id] for id in CARRIED]
    texts = ["x" if value is None else scientific(value) for value in headline]
    parts.append("_".join(["H"] + texts))
    body = "~".join(parts)
    return "?s=" + body + "~" + checksum(body)


def scientific(value):
    """Four significant digits: 4.219e5."""
    mantissa, _, exponent = ("%.3e" % value).partition("e")
    return mantissa + "e" + str(int(exponent))


class Apart:
    """The largest difference of two numbers so far, as a share of the larger."""

    largest = 0.0


def near(mine, theirs, slack):
    if isinstance(mine, (int, float)) and isinstance(theirs, (int, float)):
        apart, size = abs(mine - theirs), max(abs(mine), abs(theirs))
        if apart > slack:
            Apart.largest = max(Apart.largest, apart / size)
        return apart <= max(1e-9 * size, slack)
    return mine == theirs


def slack(catalogue):
    """What may be left where numbers that are nearly the same are subtracted: of sums of hundreds of billions over a
    hundred months a tenth of a cent; of a rate of return, which is a number near 1 less 1, its last digit."""
    units = {row["id"]: row["unit"] for table in ("series", "metrics") for row in catalogue[table]}
    return {id: {"USD": 1e-3, "share/year": 1e-14}.get(unit, 0.0) for id, unit in units.items()}


def differences(report, catalogue):
    """Each as where, what is computed here, what the report says."""
    baseline, inputs = read_link(report["link"], catalogue)
    mine, allowed = Report(inputs, catalogue), slack(catalogue)
    whole = {
        "schema": 1,
        "baseline": baseline,
        "link": write_link(baseline, inputs, mine.metrics, catalogue),
        "as_of": month_name(mine.as_of),
        "inputs": inputs,
        "months": [month_name(m) for m in range(mine.months)],
        "series": mine.series,
        "metrics": mine.metrics,
        "reasons": mine.reasons,
        "notices": mine.notices(),
    }
    if list(whole) != list(report):
        yield "keys", list(whole), list(report)
    for key in whole:
        if key not in ("series", "metrics", "reasons"):
            if whole[key] != report[key]:
                yield key, whole[key], report[key]
            continue
        ours, theirs = whole[key], report[key]
        for id in sorted(set(ours) ^ set(theirs)):
            yield "%s %s" % (key, id), ours.get(id, "not here"), theirs.get(id, "not there")
        for id in sorted(set(ours) & set(theirs)):
            if key != "series":
                if not near(ours[id], theirs[id], allowed.get(id, 0.0)):
                    yield "%s %s" % (key, id), ours[id], theirs[id]
                continue
            if len(ours[id]) != len(theirs[id]):
                yield "series %s" % id, len(ours[id]), len(theirs[id])
            for m, (a, b) in enumerate(zip(ours[id], theirs[id])):
                if not near(a, b, allowed.get(id, 0.0)):
                    yield "series %s, month %d" % (id, m), a, b


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        catalogue = json.load(file)
    reports = differing = numbers = 0
    for line in sys.stdin:
        report = json.loads(line)
        found = list(differences(report, catalogue))
        reports += 1
        numbers += sum(len(row) for row in report["series"].values()) + len(report["metrics"])
        if found:
            differing += 1
            print("%s: %d differences" % (report["link"], len(found)))
            for where, mine, theirs in found[:10]:
                print("    %s: here %s, there %s" % (where, mine, theirs))
    words = "%d reports with %d numbers compared, %d reports differ; largest difference %.3e"
    print(words % (reports, numbers, differing, Apart.largest))
    return 1 if differing or not reports else 0


if __name__ == "__main__":
    sys.exit(main())
