"""The calendar, the names that everything shares, and an accelerator in a scenario [1, 2, 5, 8].

Numbers in brackets are sections of MODEL.md.
"""

import math

PRECISIONS = ("bf16", "fp8", "fp4")
VENDORS = ("aws", "nvidia", "google", "amd", "other")
AGREEMENTS = {"base": ("immediate", "full"), "expansion": ("expansion", "beyond")}
PHASES = ("immediate", "full", "expansion", "beyond")
SIZES = {"contract-value": "value_usd", "facility-power": "power_watts", "chips": "chips"}
HOURS_A_YEAR = 8766.0
HOURS_A_MONTH = 730.5
# The calendar: November 2025, month 0, to December 2044.
MONTHS = 230


def hours(month):
    """Hours of a month counted from November 2025 [1]."""
    year, month = divmod(2025 * 12 + 10 + month, 12)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]
    return 24.0 * days


def month_name(month):
    year, month = divmod(2025 * 12 + 10 + month, 12)
    return "%04d-%02d" % (year, month + 1)


def month_in_words(month):
    names = (
        "January February March April May June July August September October November December"
    ).split()
    year, month = divmod(2025 * 12 + 10 + month, 12)
    return "%s %d" % (names[month], year)


def mean(stock, m):
    """The mean of a stock over a month: of its values at the month's two ends [1]."""
    return ((stock[m - 1] if m > 0 else 0.0) + stock[m]) / 2


def less(a, b):
    """a less b, where a difference within rounding counts as 0 [1]."""
    return 0.0 if abs(a - b) < 1e-12 * max(abs(a), abs(b)) else a - b


def running_total(flow):
    total, sums = 0.0, []
    for value in flow:
        total = less(total, -value)
        sums.append(total)
    return sums


def present_value(flow, rate):
    """The value in month 0 of a monthly flow, at an annual rate."""
    return math.fsum(usd * (1 + rate) ** (-m / 12) for m, usd in enumerate(flow))


def schedule(rate, months):
    """Σ of v^j over so many months, the first counted half, where v discounts a month [8]."""
    delta = math.log1p(rate) / 12
    whole = months if delta == 0 else math.expm1(-months * delta) / math.expm1(-delta)
    return whole - 0.5


class Chip:
    """An accelerator in a scenario: the catalogue's facts and the scenario's inputs."""

    def __init__(self, facts, inputs):
        known = lambda fact: None if fact is None else fact["value"]
        mine = lambda name: inputs["chip.%s.%s" % (facts["id"], name)]
        self.id, self.name, self.vendor = facts["id"], facts["name"], facts["vendor"]
        self.available = int(facts["available"]["value"])
        self.peaks = {p: known(facts["peak_dense_flops"][p]) for p in PRECISIONS}
        if self.id == "own":
            # The peaks of the reader's own chip are inputs [2].
            self.peaks = {p: mine("peak_" + p) for p in PRECISIONS}
        self.int8 = known(facts["peak_int8_ops"])
        self.hbm_bytes = known(facts["hbm_bytes"]) or 0.0
        self.hbm_bytes_per_second = known(facts["hbm_bytes_per_second"]) or 0.0
        self.mfus = {p: mine("mfu_" + p) for p in PRECISIONS if self.peaks[p] is not None}
        self.price, self.capex = mine("price_usd_per_hour"), mine("capex_usd")
        self.owner_cost = known(facts.get("owner_cost_usd_per_chip_hour"))
        # Facility watts [6].
        self.watts = mine("it_watts") * inputs["operations.pue"]
        self.building = self.watts * inputs["supplier.facility_usd_per_watt"]
        self.energy = self.watts * inputs["operations.load_factor"] / 1000
        self.energy *= inputs["operations.electricity_usd_per_kwh"]
        wacc = inputs["supplier.wacc"]
        over = {what: schedule(wacc, 12 * inputs["supplier.%s_life_years" % what]) for what in ("hardware", "facility")}
        self.building_a_month = self.building / over["facility"]
        # Running costs of a chip in service for a month.
        self.running = (self.capex + self.building) * inputs["supplier.opex_share"] / 12
        monthly = self.capex / over["hardware"] + self.building_a_month + self.running
        self.tco = monthly / HOURS_A_MONTH + self.energy

    def used(self, precision):
        """The precision at which it works: the one asked for, or the next wider one that it has [5]."""
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
