"""The costs of supplying, to the end of the contract [8]."""

from basics import MONTHS, hours, less, present_value, running_total

# With refresh, worn-out hardware is replaced as far as it is still needed so many months later.
AHEAD = 24
# The part of all purchases that may be left when a stock counts as empty.
DUST = 1e-9


class Hardware:
    """Chips of one accelerator, in cohorts by the month in which they were bought."""

    def __init__(self, needed, life, refresh):
        self.life = life
        self.bought, self.retired = [0.0] * MONTHS, [0.0] * MONTHS
        stock = 0.0
        for m in range(MONTHS):
            # The oldest retire first, and none before it is worn out, so all younger chips are there.
            young = sum(self.bought[max(0, m - life + 1) : m])
            wanted = young
            if refresh:
                later = needed[m + AHEAD] if m + AHEAD < MONTHS else 0.0
                wanted = max(young, min(needed[m], later))
            worn = max(0.0, less(stock, young))
            # Worn-out chips stay where they are needed, but not for long enough to buy new ones.
            self.retired[m] = less(worn, min(worn, max(0.0, less(needed[m], wanted))))
            self.bought[m] = max(0.0, less(needed[m], stock - self.retired[m]))
            stock = stock - self.retired[m] + self.bought[m]
        served = [m for m, chips in enumerate(needed) if chips > 0]
        self.last = served[-1] if served else None

    def book_share(self):
        """Σ of purchases × the share of their life that is left after the last month of service."""
        if self.last is None:
            return 0.0
        left = lambda k: max(0.0, 1 - (self.last + 1 - k) / self.life)
        return sum(chips * left(k) for k, chips in enumerate(self.bought[: self.last + 1]))

    def oldest(self):
        """The age in months of the oldest chip after its last month of service; None if there is none."""
        if self.last is None:
            return None
        least = DUST * sum(self.bought)
        gone = sum(self.retired[: self.last + 1])
        there = (k for k, chips in enumerate(running_total(self.bought)) if chips - gone > least)
        first = next(there, None)
        return None if first is None else self.last + 1 - first


class Supply:
    """The monthly dollars of the supplier, over the whole calendar."""

    def __init__(self, fleet, chips, inputs, refresh):
        self.inputs, self.fleet = inputs, fleet
        every = range(MONTHS)
        self.life = round(12 * inputs["supplier.hardware_life_years"])
        # Only rented capacity is supplied.
        lots = list(zip(fleet.lots, fleet.stages["online"]))
        rented = lambda lot: fleet.contracts[lot.agreement].is_rented
        online = [(lot, row) for lot, row in lots if rented(lot)]
        self.own_capex = {}
        for id, chip in chips.items():
            stock = [sum(row[m] for lot, row in lots if lot.chip.id == id and not rented(lot)) for m in every]
            self.own_capex[id] = [n * chip.capex for n in Hardware(stock, self.life, refresh).bought]
        total = lambda rows: [sum(row[m] for row in rows) for m in every]
        self.spend = total([contract.paid for contract in fleet.contracts.values() if contract.is_rented])
        self.hardware, self.chip_rows = {}, {}
        for id, chip in chips.items():
            mine = [(lot, row) for lot, row in online if lot.chip.id == id]
            stock = total([row for _, row in mine])
            self.hardware[id] = Hardware(stock, self.life, refresh)
            # Mean chips in service, by month.
            self.chip_rows[id] = total([[fleet.in_service(lot, row, m) for m in every] for lot, row in mine])
        self.capex = {id: [n * chips[id].capex for n in self.hardware[id].bought] for id in chips}
        self.chip_capex = total(self.capex.values())
        self.watts = total([[row[m] * lot.chip.watts for m in every] for lot, row in online])
        self.facility_capex, most = [], 0.0
        for watts in self.watts:
            self.facility_capex.append(max(watts - most, 0.0) * inputs["supplier.facility_usd_per_watt"])
            most = max(most, watts)
        self.hours = {id: [row[m] * hours(m) for m in every] for id, row in self.chip_rows.items()}
        self.energy_rows = {id: [h * chips[id].energy for h in row] for id, row in self.hours.items()}
        self.running = {id: [n * chips[id].running for n in row] for id, row in self.chip_rows.items()}
        self.energy, self.opex = total(self.energy_rows.values()), total(self.running.values())
        costs = (self.chip_capex, self.facility_capex, self.energy, self.opex)
        self.cash = [less(self.spend[m], sum(row[m] for row in costs)) for m in every]
        self.residuals()
        self.contract_cash = [a + b for a, b in zip(self.cash, self.residual)]

    def residuals(self):
        inputs, self.hardware_residual = self.inputs, {}
        for id, hardware in self.hardware.items():
            row = [0.0] * MONTHS
            if hardware.last is not None:
                share = inputs["supplier.hardware_residual"]
                capex = inputs["chip.%s.capex_usd" % id]
                row[hardware.last] = share * capex * hardware.book_share()
            self.hardware_residual[id] = row
        self.facility_residual = [0.0] * MONTHS
        if self.fleet.last is not None:
            life = 12 * inputs["supplier.facility_life_years"]
            left = lambda k: max(0.0, 1 - (self.fleet.last + 1 - k) / life)
            book = sum(usd * left(k) for k, usd in enumerate(self.facility_capex))
            self.facility_residual[self.fleet.last] = inputs["supplier.facility_residual"] * book
        rows = [*self.hardware_residual.values(), self.facility_residual]
        self.residual = [sum(row[m] for row in rows) for m in range(MONTHS)]

    def oldest_building(self):
        """The age in months of the first building at the end of the contract; None if there is none."""
        if self.fleet.last is None:
            return None
        first = next((k for k, usd in enumerate(self.facility_capex) if usd > 0), None)
        return None if first is None else self.fleet.last + 1 - first

    def break_even(self, id):
        """The price of a chip-hour at which the contract is worth nothing, or None if the chip is never in
        service."""
        pv = lambda row: present_value(row, self.inputs["supplier.wacc"])
        chip_hours = pv(self.hours[id])
        if chip_hours <= 0:
            return None
        own = pv(self.capex[id]) - pv(self.hardware_residual[id]) + pv(self.energy_rows[id]) + pv(self.running[id])
        watts = {other: pv(row) * self.per_chip_watts(other) for other, row in self.chip_rows.items()}
        buildings = pv(self.facility_capex) - pv(self.facility_residual)
        return (own + buildings * watts[id] / sum(watts.values())) / chip_hours

    def per_chip_watts(self, id):
        return self.inputs["chip.%s.it_watts" % id] * self.inputs["operations.pue"]
