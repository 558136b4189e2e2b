"""Lots, agreements in service, the limits, and the payments [3, 4, 7]."""

from basics import AGREEMENTS, HOURS_A_MONTH, MONTHS, SIZES, VENDORS, hours, mean

STAGES = ("contracted", "planned", "scheduled", "available", "supplied", "powered", "online")
# The share of a contract that may be left when it counts as delivered.
DUST = 1e-9


class Lot:
    """One accelerator in one phase [3]."""

    def __init__(self, agreement, phase, letter, chip, start, length, curve, price):
        self.agreement, self.phase, self.letter, self.chip = agreement, phase, letter, chip
        self.start, self.length, self.curve, self.price = start, length, curve, price
        self.full = 0.0

    def ramp(self, begin):
        """The ramp of the phase, moved to another start."""
        values = []
        for m in range(MONTHS):
            x = min(max((m + 1 - begin) / self.length, 0.0), 1.0)
            values.append(x * x * (3 - 2 * x) if self.curve == "s-curve" else x)
        return values


class Limit:
    """One limit: what a chip of each lot takes of it, what is available, and the plan under it [4].

    `lasting` is true for supply: supplied chips do not come back when an agreement ends.
    """

    def __init__(self, words, takes, level, lasting):
        self.words, self.takes, self.level, self.lasting = words, takes, level, lasting
        self.stage = None

    def begin(self, lots):
        self.lots = lots
        self.held = [[0.0] * MONTHS for _ in lots]
        # The path up to each month: of all lots together, and of each agreement's lots alone.
        self.paths = {which: [] for which in (None, *AGREEMENTS)}

    def month(self, m, plan, running, ends):
        """Works out month m from the plan's months 0 to m, the agreements in service and the last months of
        those that have ended."""
        for which, path in self.paths.items():
            mine = (which is None or lot.agreement == which for lot in self.lots)
            path.append(sum(row[m] * take for row, take, is_in in zip(plan, self.takes, mine) if is_in))
        alone = running[0] if len(running) == 1 else None
        there, path = self.level[m], self.paths[alone]
        if self.lasting and alone is not None:
            for agreement, end in ends.items():
                if agreement != alone and end is not None:
                    rows = zip(self.lots, self.takes, self.held)
                    there -= sum(take * row[end] for lot, take, row in rows if lot.agreement == agreement)
        if path[m] <= there:
            for row, held in zip(plan, self.held):
                held[m] = row[m]
            return
        k = next(k for k, value in enumerate(path) if value > there)
        before = path[k - 1] if k > 0 else 0.0
        beyond = max(0.0, (there - before) / (path[k] - before))
        for row, held, take in zip(plan, self.held, self.takes):
            low = row[k - 1] if k > 0 else 0.0
            held[m] = row[m] if take == 0 else low + (row[k] - low) * beyond


class Contract:
    """An agreement: its months, its plan, and its results month by month."""

    def __init__(self, inputs, agreement):
        mine = lambda name: inputs["agreement.%s.%s" % (agreement, name)]
        self.id = agreement
        self.start, term = mine("start"), mine("term_months")
        self.own_end = self.end = self.start + term - 1
        self.latest = self.own_end + (term if mine("term_from_delivery") else 0)
        self.is_rented = not mine("bought")
        self.minimum, self.usage = mine("take_or_pay"), mine("usage")
        self.basis = mine("basis")
        self.size = mine(SIZES[self.basis])
        self.stated = mine("value_usd")
        self.lots = []
        self.runs = [0.0] * MONTHS
        self.rent, self.paid, self.planned = [0.0] * MONTHS, [0.0] * MONTHS, [0.0] * MONTHS
        self.rented = 0.0
        self.cut_by_calendar = False

    def plan(self, plans):
        """Works out the plan over its own term, once its lots are known."""
        for lot in self.lots:
            lot.planned_hours = [0.0] * MONTHS
            for m in range(self.start, self.own_end + 1):
                lot.planned_hours[m] = lot.full * mean(plans[lot], m) * hours(m)
                self.planned[m] += lot.planned_hours[m] * lot.price
        self.chip_hours = sum(sum(lot.planned_hours) for lot in self.lots)
        self.watt_hours = sum(sum(lot.planned_hours) * lot.chip.watts for lot in self.lots)
        self.usd = self.stated if self.basis == "contract-value" else sum(self.planned)

    def left(self):
        """The value that has not been rented so far."""
        return self.usd - self.rented

    def runs_in(self, m):
        """Whether it is in service in month m, given all months before."""
        if m <= self.own_end:
            return m >= self.start
        # It runs on beyond its own term, month by month, while something is left.
        wanted = m <= self.latest and self.end == m - 1 and self.left() > DUST * self.usd
        return wanted


class Fleet:
    """Lots, and the chips of each at every month end [3, 4]."""

    def __init__(self, inputs, chips):
        self.inputs = inputs
        self.contracts = {agreement: Contract(inputs, agreement) for agreement in AGREEMENTS}
        self.lots = []
        for contract in self.contracts.values():
            contract.lots = self.of_agreement(inputs, chips, contract)
            self.lots += contract.lots
        slip = inputs["operations.slip_months"]
        plans = {lot: lot.ramp(lot.start) for lot in self.lots}
        for contract in self.contracts.values():
            contract.plan(plans)
        scaled = lambda ramp_of: [[lot.full * r for r in ramp_of(lot)] for lot in self.lots]
        self.stages = {
            "contracted": [[lot.full] * MONTHS for lot in self.lots],
            "planned": scaled(plans.get),
            "scheduled": scaled(lambda lot: lot.ramp(lot.start + slip)),
            "available": scaled(lambda lot: lot.ramp(max(lot.start + slip, lot.chip.available))),
        }
        for stage in ("supplied", "powered", "online"):
            self.stages[stage] = [[0.0] * MONTHS for _ in self.lots]
        # The limits work on a plan that allows for late chips but not for slip.
        self.path = scaled(lambda lot: lot.ramp(max(lot.start, lot.chip.available)))
        self.limits = self.limits_of(inputs)
        for limit in self.limits:
            limit.begin(self.lots)
        # How long an agreement is in service is known only month by month.
        for m in range(MONTHS):
            self.month(m)
        for contract in self.contracts.values():
            beyond = contract.end == MONTHS - 1 and contract.latest > contract.end
            contract.cut_by_calendar = beyond and contract.left() > DUST * contract.usd
        rented = [contract for contract in self.contracts.values() if contract.is_rented]
        sized = [contract.end for contract in rented if contract.chip_hours > 0]
        # The last month of the contract; None where no rented agreement delivers anything.
        self.last = max(sized) if sized else None

    def of_agreement(self, inputs, chips, contract):
        mine = lambda name: inputs["agreement.%s.%s" % (contract.id, name)]
        lots = []
        change = (1 + inputs["operations.rental_change"]) ** (contract.start / 12)
        for place, phase in enumerate(AGREEMENTS[contract.id]):
            q = mine("first_phase_share") if place == 0 else 1 - mine("first_phase_share")
            start = max(inputs["phase.%s.start" % phase], contract.start)
            length = max(inputs["phase.%s.complete" % phase] + 1 - start, 1)
            for letter in "ab":
                w = inputs["phase.%s.share_b" % phase]
                w = w if letter == "b" else 1 - w
                if contract.size * q * w <= 0:
                    continue
                chip = chips[inputs["phase.%s.chip_%s" % (phase, letter)]]
                price = chip.price * change * (1 - mine("discount"))
                lot = Lot(contract.id, phase, letter, chip, start, length, inputs["phase.%s.ramp" % phase], price)
                plan = lot.ramp(start)
                served = sum(mean(plan, m) * hours(m) for m in range(contract.start, contract.own_end + 1))
                if served > 0:
                    over = {"chips": 1.0, "facility-power": chip.watts, "contract-value": price * served}
                    lot.full = contract.size * q * w / over[contract.basis]
                lots.append(lot)
        return lots

    def limits_of(self, inputs):
        """The limits that are on, in their order. Each names the stage that it is part of."""
        limits, every = [], range(MONTHS)
        for vendor in VENDORS:
            if inputs["supply.%s.limited" % vendor]:
                a_month = inputs["supply.%s.chips_per_month" % vendor]
                takes = [1.0 if lot.chip.vendor == vendor else 0.0 for lot in self.lots]
                limit = Limit(vendor, takes, [a_month * (m + 1) for m in every], True)
                limit.stage = "supplied"
                limits.append(limit)
        if inputs["limit.power"]:
            begin, a_year = inputs["limit.power_start_watts"], inputs["limit.power_added_watts_per_year"]
            takes = [lot.chip.watts for lot in self.lots]
            limit = Limit("power", takes, [begin + a_year * m / 12 for m in every], False)
            limit.stage = "powered"
            limits.append(limit)
        if inputs["limit.budget"]:
            takes = [lot.price * HOURS_A_MONTH for lot in self.lots]
            limit = Limit("budget", takes, [inputs["limit.budget_usd_per_month"]] * MONTHS, False)
            limit.stage = "online"
            limits.append(limit)
        return limits

    def month(self, m):
        """Works out month m: the agreements in service, the chips that the limits leave, and the payments."""
        for contract in self.contracts.values():
            contract.runs[m] = 1.0 if contract.runs_in(m) else 0.0
            if contract.runs[m]:
                contract.end = max(contract.end, m)
        running = [id for id, contract in self.contracts.items() if contract.runs[m]]
        ends = {id: contract.end if contract.end < m else None for id, contract in self.contracts.items()}
        plan, stage = self.path, "available"
        for after in ("supplied", "powered", "online"):
            for limit in self.limits:
                if limit.stage == after:
                    limit.month(m, plan, running, ends)
                    plan = limit.held
            for row, before, allowed in zip(self.stages[after], self.stages[stage], plan):
                row[m] = min(before[m], allowed[m])
            stage = after
        # Chips out of service are in no stage. Their numbers before this are not needed again in this month.
        for rows in self.stages.values():
            for lot, row in zip(self.lots, rows):
                row[m] *= self.contracts[lot.agreement].runs[m]
        for contract in self.contracts.values():
            self.pay(contract, m)

    def pay(self, contract, m):
        rent = {}
        for lot, online in zip(self.lots, self.stages["online"]):
            if lot.agreement == contract.id:
                rent[lot] = contract.runs[m] * mean(online, m) * hours(m) * lot.price
        total = sum(rent.values())
        cut = 1.0
        if m > contract.own_end and contract.runs[m] and total > contract.left():
            cut = contract.left() / total
        contract.rent[m] = total * cut
        contract.rented += contract.rent[m]
        # Beyond its own term nothing is planned: late deliveries are owed like planned ones.
        owed = contract.planned[m] if m <= contract.own_end else contract.rent[m]
        least = min(contract.minimum * owed, contract.rent[m])
        contract.paid[m] = max(contract.usage * contract.rent[m], least)
        share = contract.paid[m] / total if total > 0 else 0.0
        for lot, usd in rent.items():
            lot.__dict__.setdefault("spend", [0.0] * MONTHS)[m] = usd * share if contract.is_rented else 0.0

    def in_service(self, lot, online, m):
        """Mean chips of a lot in service in month m."""
        return self.contracts[lot.agreement].runs[m] * mean(online, m)


def binding(totals):
    """The word for the limit that binds [4], from the totals of one month."""
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
