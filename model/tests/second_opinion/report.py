"""Everything that a run prints of a scenario: series, metrics, reasons, notices [5 to 12, 18]."""

import compared
from basics import AGREEMENTS, HOURS_A_MONTH, HOURS_A_YEAR, MONTHS, PHASES, PRECISIONS, VENDORS, Chip
from basics import hours, less, month_in_words, present_value, running_total
from equity import Equity, warrants
from fleet import Fleet, binding
from rates import SEVERAL, is_cost_of_funds, per_cent, rate_of_return, rates_of_return
from supplier import Supply

# Why a metric may be absent [12].
REASONS = {
    "a": "no chips are online in this month",
    "b": "no chip online publishes a peak at this precision or a wider one",
    "c": "nothing has been invested by this month",
    "d": "not by this month",
    "e": "the investor was never out of pocket",
    "g": "none of the fleet trains",
    "h": "none of the fleet serves",
    "i": "the agreement plans no chip-hours",
    "j": "no contract value is stated",
    "k": "what is spent does not come back to the investor",
    "l": "no peak is published at this precision or a wider one",
    "m": "no specification gives this measure",
    "o": "no power is printed for this system",
    "p": "no rented agreement delivers anything",
    "α": "none of the chips online is rented",
    "β": "the investor pays nothing in by the exit, so there is no outlay to earn a rate on",
    "γ": "nothing is invested by the exit",
    "δ": "part of the chips online publish no peak at this precision or a wider one",
    "ε": "the reference accelerator publishes no peak at this precision or a wider one",
    "q": "nothing is paid under the contract",
    "r": "the chip is never in service",
    "s": "its rent does not pay for its hardware",
    "t": "no owner’s cost is published",
    "u": "nothing has been spent by this month",
    "v": "there are no warrants",
    "w": "nothing is paid in by the exit and nothing comes back",
    "x": "the supplier was never out of pocket",
    "y": "not by the end of the contract",
    "z": "the payment is not there by this month",
}

# Series that are computed to the end of the last agreement or to the exit, whichever is later [1].
TO_THE_END = (
    "spend_usd chip_capex_usd facility_capex_usd energy_cost_usd opex_usd residual_usd contract_cash_usd"
    " contract_cash_to_date_usd deal_cash_usd deal_cash_to_date_usd"
).split()

PHASE_NAMES = {"immediate": "Immediate", "full": "Full deployment", "expansion": "Expansion", "beyond": "Beyond"}
LIMIT_NAMES = {"power": "The power limit", "budget": "The budget"}
VENDOR_NAMES = {"aws": "AWS", "nvidia": "NVIDIA", "google": "Google", "amd": "AMD", "other": "the own chip"}


def reference_flop(inputs, catalogue):
    if inputs["workload.run"] == "own":
        return inputs["workload.run_flop"]
    return next(run["flop"]["value"] for run in catalogue["reference_runs"] if run["id"] == inputs["workload.run"])


class Report:
    """All series, metrics and reasons of a scenario."""

    def __init__(self, inputs, catalogue):
        self.inputs, self.catalogue = inputs, catalogue
        self.chips = {facts["id"]: Chip(facts, inputs) for facts in catalogue["accelerators"]}
        self.fleet = Fleet(inputs, self.chips)
        refresh = inputs["supplier.refresh"]
        self.supply = Supply(self.fleet, self.chips, inputs, refresh)
        self.other = Supply(self.fleet, self.chips, inputs, not refresh)
        self.equity = Equity(inputs)
        self.months = inputs["view.horizon"] + 1
        self.as_of = min(inputs["view.as_of"], inputs["view.horizon"])
        # The whole calendar; it is cut to the horizon at the end.
        self.series, self.metrics, self.reasons = {}, {}, {}
        self.fleet_series()
        self.compute_series()
        self.power_and_money_series()
        self.supplier_series()
        self.equity_series()
        self.ledger_series()
        self.headline()
        self.contract()
        self.deal()
        compared.accelerators(self)
        compared.systems(self)
        compared.claims(self)
        last = max([contract.end for contract in self.fleet.contracts.values() if contract.chip_hours > 0] + [-1])
        self.contract_months = max(last, inputs["equity.exit"]) + 1
        self.contract_series = {id: self.series[id][: self.contract_months] for id in TO_THE_END}
        self.series = {id: row[: self.months] for id, row in self.series.items()}

    # Series.

    def over_chips(self, figure):
        """The sum of a figure over the chips online, at each month end."""
        lots, online = self.fleet.lots, self.fleet.stages["online"]
        figures = [figure(lot) for lot in lots]
        return [sum(f * row[m] for f, row in zip(figures, online)) for m in range(MONTHS)]

    def fleet_series(self):
        stages = self.fleet.stages
        for stage, rows in stages.items():
            self.series["chips_" + stage] = [sum(row[m] for row in rows) for m in range(MONTHS)]
        totals = lambda m: {stage: self.series["chips_" + stage][m] for stage in stages}
        self.series["binding"] = [binding(totals(m)) for m in range(MONTHS)]
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
        self.eight_bit = self.over_chips(lambda lot: lot.chip.eight_bit())
        self.series["h100_equivalents"] = self.over_chips(lambda lot: lot.chip.eight_bit() / 1979e12)
        self.series["hbm_bytes"] = self.over_chips(lambda lot: lot.chip.hbm_bytes)
        self.series["hbm_bytes_per_second"] = self.over_chips(lambda lot: lot.chip.hbm_bytes_per_second)

    def power_and_money_series(self):
        inputs, series, months, fleet = self.inputs, self.series, range(MONTHS), self.fleet
        series["facility_power_watts"] = self.over_chips(lambda lot: lot.chip.watts)
        begin, a_year = inputs["limit.power_start_watts"], inputs["limit.power_added_watts_per_year"]
        series["power_limit_watts"] = [begin + a_year * m / 12 if inputs["limit.power"] else None for m in months]
        joules = {id: chip.watts * inputs["operations.load_factor"] * 3600 for id, chip in self.chips.items()}
        in_use = lambda lot, row, m: fleet.in_service(lot, row, m) * hours(m) * joules[lot.chip.id]
        online = list(zip(fleet.lots, fleet.stages["online"]))
        series["energy_joules"] = [sum(in_use(lot, row, m) for lot, row in online) for m in months]
        series["energy_cost_usd"] = self.supply.energy
        for phase in PHASES:
            for letter in "ab":
                rows = [lot.spend for lot in fleet.lots if (lot.phase, lot.letter) == (phase, letter)]
                series["lot_spend_usd.%s.%s" % (phase, letter)] = [sum(row[m] for row in rows) for m in months]
        contracts = fleet.contracts.values()
        rented = [contract for contract in contracts if contract.is_rented]
        total = lambda of: [sum(of(contract)[m] for contract in rented) for m in months]
        series["rent_usd"] = total(lambda contract: contract.rent)
        series["spend_usd"] = total(lambda contract: contract.paid)
        series["unused_usd"] = [a - b for a, b in zip(series["rent_usd"], series["spend_usd"])]
        series["planned_spend_usd"] = total(lambda contract: contract.planned)
        for flow in ("spend", "unused", "planned_spend"):
            series[flow + "_to_date_usd"] = running_total(series[flow + "_usd"])
        is_rented = lambda lot: fleet.contracts[lot.agreement].is_rented
        series["rental_usd_per_hour"] = self.over_chips(lambda lot: lot.price if is_rented(lot) else 0.0)
        series["own_usd_per_hour"] = self.over_chips(lambda lot: 0.0 if is_rented(lot) else lot.price)
        bought = [contract for contract in contracts if not contract.is_rented]
        series["own_cost_usd"] = [sum(contract.rent[m] for contract in bought) for m in months]
        series["own_cost_to_date_usd"] = running_total(series["own_cost_usd"])
        for id in ("commitment_remaining_usd", "lapsed_usd", "shortfall_to_date_usd"):
            series[id] = [0.0] * MONTHS
        for contract in rented:
            delivered, planned = running_total(contract.rent), running_total(contract.planned)
            for m in months:
                left = max(0.0, contract.usd - delivered[m])
                over = m >= contract.end
                series["lapsed_usd" if over else "commitment_remaining_usd"][m] += left
                if not over:
                    series["shortfall_to_date_usd"][m] += max(0.0, planned[m] - delivered[m])

    def supplier_series(self):
        series, supply = self.series, self.supply
        series["chip_capex_usd"], series["facility_capex_usd"] = supply.chip_capex, supply.facility_capex
        series["opex_usd"] = supply.opex
        series["tco_usd_per_hour"] = self.over_chips(
            lambda lot: lot.chip.tco if self.fleet.contracts[lot.agreement].is_rented else 0.0
        )
        series["supplier_cash_usd"], series["residual_usd"] = supply.cash, supply.residual

    def equity_series(self):
        series, months, equity = self.series, range(MONTHS), self.equity
        series["invested_usd"] = [equity.paid(m) for m in months]
        series["others_invested_usd"] = [equity.others if m == equity.round_month else 0.0 for m in months]
        series["invested_to_date_usd"] = running_total(series["invested_usd"])
        series["valuation_usd"] = [equity.valuation(m) for m in months]
        series["stake_bought"] = [equity.bought(m) for m in months]
        series["held_before_stake"] = [equity.held_before(m) for m in months]
        series["stake"] = [a + b for a, b in zip(series["stake_bought"], series["held_before_stake"])]
        for id in ("stake", "stake_bought"):
            series[id + "_value_usd"] = [a * b for a, b in zip(series[id], series["valuation_usd"])]
        series["warrants_vested"] = warrants(self.inputs, series["facility_power_watts"])
        each = max(0.0, self.inputs["warrant.share_price_usd"] - self.inputs["warrant.strike_usd"])
        series["warrant_value_usd"] = [shares * each for shares in series["warrants_vested"]]

    def ledger_series(self):
        inputs, series, months = self.inputs, self.series, range(MONTHS)
        mine = [id for id, chip in self.chips.items() if chip.vendor == inputs["equity.vendor"]]
        series["vendor_capex_usd"] = [
            sum(self.supply.capex[id][m] + self.supply.own_capex[id][m] for id in mine) for m in months
        ]
        content = [usd * inputs["equity.vendor_content"] for usd in series["vendor_capex_usd"]]
        profit = [usd * inputs["equity.vendor_margin"] for usd in content]
        nothing = [0.0] * MONTHS
        # The money that comes back, the investor's cash from it, and the same to the end of the contract.
        back, cash, self.contract_value = {
            "nothing": (nothing, nothing, nothing),
            "cloud-spend": (series["spend_usd"], series["supplier_cash_usd"], self.supply.contract_cash),
            "chip-purchases": (content, profit, profit),
        }[inputs["equity.returns"]]
        series["returned_usd"] = back
        first = next((m for m in months if series["invested_usd"][m] > 0), MONTHS)
        series["returned_to_date_usd"] = running_total([usd if m >= first else 0.0 for m, usd in enumerate(back)])
        series["investor_cash_usd"] = [less(a, b) for a, b in zip(cash, series["invested_usd"])]
        series["investor_cash_to_date_usd"] = running_total(series["investor_cash_usd"])

    # Metrics.

    def metric(self, id, *because, value):
        """Sets a metric, or the first of the reasons that apply."""
        self.metrics[id] = None
        for applies, reason in because:
            if applies:
                self.reasons[id] = REASONS[reason]
                return
        self.metrics[id] = value()

    def rate(self, id, flows, *because):
        """Sets a rate of return, or the reason why there is none."""
        rate, reason = rate_of_return(flows)
        self.metric(id, *because, value=lambda: rate)
        if id not in self.reasons and reason is not None:
            self.reasons[id] = reason

    def now(self, id):
        return self.series[id][self.as_of]

    def headline(self):
        now = self.now
        for id in (
            "chips_online h100_equivalents effective_flops hbm_bytes hbm_bytes_per_second facility_power_watts"
            " spend_to_date_usd unused_to_date_usd own_cost_to_date_usd commitment_remaining_usd lapsed_usd shortfall_to_date_usd"
            " invested_to_date_usd stake stake_value_usd investor_cash_to_date_usd warrants_vested warrant_value_usd"
        ).split():
            self.metrics[id] = now(id)
        a = (now("chips_online") <= 0, "a")
        b = (now("effective_flops") <= 0, "b")
        precision = self.inputs["workload.precision"]
        unknown = [chip.id for chip in self.chips.values() if chip.used(precision) is None]
        delta = (any(now("chips." + id) > 0 for id in unknown), "δ")
        c = (now("invested_to_date_usd") <= 0, "c")
        flops, rental = now("effective_flops"), now("rental_usd_per_hour")
        alpha = (rental <= 0, "α")
        an_hour = rental + now("own_usd_per_hour")
        self.metric("effective_flops_per_watt", a, b, delta, value=lambda: flops / now("facility_power_watts"))
        self.metric("usd_per_effective_pflop_hour", a, b, delta, value=lambda: an_hour / (flops / 1e15))
        shares = lambda: {vendor: now("effective_flops." + vendor) / flops for vendor in VENDORS}
        for vendor in VENDORS:
            self.metric("compute_share." + vendor, a, b, delta, value=lambda: shares()[vendor])
        self.metric("nvidia_share", a, b, delta, value=lambda: shares()["nvidia"])
        self.metric("herfindahl", a, b, delta, value=lambda: sum(share * share for share in shares().values()))
        monthly = rental * HOURS_A_MONTH
        self.metrics["rental_usd_per_month"] = monthly
        contracts = self.fleet.contracts.values()
        rented = [contract for contract in contracts if contract.is_rented]
        self.metrics["commitment_usd"] = sum(contract.usd for contract in rented)
        self.metrics["undelivered_usd"] = max(0.0, sum(contract.left() for contract in rented))
        self.metric("months_covered", a, alpha, c, value=lambda: now("invested_to_date_usd") / monthly)
        self.metric("gross_margin", a, alpha, value=lambda: 1 - now("tco_usd_per_hour") / rental)
        for contract in contracts:
            self.agreement(contract)
        self.investor(c)
        self.workload(a, (b, delta), flops, an_hour)
        self.metrics["binding"] = now("binding")

    def agreement(self, contract):
        self.metrics["contract_usd." + contract.id] = contract.usd
        self.metrics["undelivered_usd." + contract.id] = max(0.0, contract.left())
        i, j = (contract.chip_hours <= 0, "i"), (contract.stated <= 0, "j")
        gw_years = contract.watt_hours / 1e9 / HOURS_A_YEAR
        for name, over in (("usd_per_chip_hour.", contract.chip_hours), ("usd_per_gw_year.", gw_years)):
            self.metric("planned_" + name + contract.id, i, value=lambda: sum(contract.planned) / over)
            self.metric("implied_" + name + contract.id, i, j, value=lambda: contract.stated / over)

    def investor(self, c):
        inputs, now, series, last = self.inputs, self.now, self.series, self.as_of
        self.metrics["post_money_usd"] = self.equity.post
        invested, bought = now("invested_to_date_usd"), now("stake_bought_value_usd")
        self.metrics["gain_usd"] = bought - invested
        self.metric("moic", c, value=lambda: bought / invested)
        for number in (1, 2, 3):
            there = [t for t in self.equity.tranches if t.number == number and t.month <= last]
            self.metric("tranche_gain_usd.tranche%d" % number, (not there, "z"), value=lambda: there[0].gain)
        self.exit_irr()
        k = (inputs["equity.returns"] == "nothing", "k")
        back, paid = series["returned_to_date_usd"], series["invested_to_date_usd"]
        self.metric("returned_share", c, k, value=lambda: back[last] / paid[last])
        short = [m for m in range(last + 1) if paid[m] <= 0 or paid[m] - back[m] > 1e-12 * paid[m]]
        whole = short[-1] + 1 if short else 0
        self.metric("round_trip_month", c, k, (whole > last, "d"), value=lambda: whole)
        cash = series["investor_cash_to_date_usd"][: last + 1]
        low = min(cash + [0.0])
        e = (low >= 0, "e")
        self.metrics["cash_low_usd"] = low
        self.metric("cash_low_month", e, value=lambda: cash.index(low))
        negative = [m for m, value in enumerate(cash) if value < 0]
        self.metric("payback_month", e, (cash[-1] < 0, "d"), value=lambda: negative[-1] + 1)
        v = (inputs["warrant.shares"] <= 0, "v")
        spent, whole_usd = now("spend_to_date_usd"), self.metrics["commitment_usd"]
        value, end = now("warrant_value_usd"), self.fleet.last
        self.metric("warrant_rebate", v, (spent <= 0, "u"), value=lambda: value / spent)
        at_end = lambda: series["warrant_value_usd"][end] / whole_usd
        self.metric("warrant_rebate_contract", v, (end is None, "p"), value=at_end)

    def paid_by_exit(self):
        return [self.equity.paid(m) for m in range(self.inputs["equity.exit"] + 1)]

    def exit_irr(self):
        """Sets the annual rate at which the payments and the stake at exit balance [9]."""
        equity, exit = self.equity, self.inputs["equity.exit"]
        flows = [-usd for usd in self.paid_by_exit()]
        paid = -sum(flows)
        flows[exit] = less(equity.bought(exit) * equity.valuation(exit), -flows[exit])
        self.rate("exit_irr", flows, (paid == 0, "γ"))

    def workload(self, a, uncounted, flops, an_hour):
        inputs, now = self.inputs, self.now
        flop, theta = reference_flop(inputs, self.catalogue), inputs["workload.training_share"]
        self.metrics["training_flop"] = flop
        g, h = (theta == 0, "g"), (theta == 1, "h")
        days = lambda: flop / (flops * theta) / 86400
        power = now("facility_power_watts") * inputs["operations.load_factor"]
        self.metric("training_days", a, *uncounted, g, value=days)
        self.metric("training_energy_joules", a, *uncounted, g, value=lambda: power * theta * days() * 86400)
        self.metric("training_usd", a, *uncounted, g, value=lambda: an_hour * theta * days() * 24)
        # Serving uses the 8-bit peak, whatever the precision of training.
        utilised = self.eight_bit[self.as_of] * inputs["workload.inference_utilisation"] * inputs["operations.goodput"]
        tokens = utilised * (1 - theta) * 86400 / (2 * inputs["workload.active_weights"])
        self.metric("tokens_per_day", a, h, value=lambda: tokens)
        self.metric("usd_per_million_tokens", a, h, value=lambda: an_hour * (1 - theta) * 24 / (tokens / 1e6))

    # The contract and the deal to their ends [8, 9].

    def contract(self):
        supply, wacc, end = self.supply, self.inputs["supplier.wacc"], self.fleet.last
        pv = lambda row: present_value(row, wacc)
        p = (end is None, "p")
        parts = {
            "spend": supply.spend,
            "hardware": supply.chip_capex,
            "facility": supply.facility_capex,
            "energy": supply.energy,
            "opex": supply.opex,
            "residual": supply.residual,
        }
        worth = {name: pv(row) for name, row in parts.items()}
        for name, usd in worth.items():
            self.metric("contract_pv_%s_usd" % name, p, value=lambda: usd)
        self.metric("contract_npv_usd", p, value=lambda: pv(supply.contract_cash))
        self.metric("contract_npv_other_refresh_usd", p, value=lambda: pv(self.other.contract_cash))
        self.rate("contract_irr", supply.contract_cash, p)
        cash = running_total(supply.cash)[: (end or 0) + 1]
        low = min(cash + [0.0])
        x = (low >= 0, "x")
        negative = [m for m, value in enumerate(cash) if value < 0]
        self.metric("contract_payback_month", p, x, (cash[-1] < 0, "y"), value=lambda: negative[-1] + 1)
        self.metric("contract_low_usd", p, value=lambda: low)
        self.metric("contract_low_month", p, x, value=lambda: cash.index(low))
        q = (worth["spend"] <= 0, "q")
        costs = sum(worth[name] for name in ("hardware", "facility", "energy", "opex")) - worth["residual"]
        self.metric("contract_margin", p, q, value=lambda: 1 - costs / worth["spend"])
        self.metric("break_even_price", p, q, value=lambda: costs / worth["spend"])
        for id in self.chips:
            price = supply.break_even(id)
            self.metric("break_even_usd_per_chip_hour." + id, p, (price is None, "r"), value=lambda: price)
        self.series["contract_cash_usd"] = supply.contract_cash

    def deal_flows(self):
        """The deal's flows in two parts, discounted at the cost of capital and at the return asked of the
        stake."""
        equity, exit, series = self.equity, self.inputs["equity.exit"], self.series
        stake = [-equity.paid(m) if m <= exit else 0.0 for m in range(MONTHS)]
        stake[exit] = less(series["stake_bought_value_usd"][exit], -stake[exit])
        if self.inputs["equity.returns"] == "chip-purchases":
            value = series["warrant_value_usd"]
            stake = [usd - (value[m] - (value[m - 1] if m else 0.0)) for m, usd in enumerate(stake)]
        return self.contract_value, stake

    def deal(self):
        back, stake = self.deal_flows()
        flows = [a + b for a, b in zip(back, stake)]
        pays_in = any(usd > 0 for usd in self.paid_by_exit())
        w = (not pays_in and not any(back) and not any(stake), "w")
        rate = self.inputs["equity.discount_rate"]
        worth = lambda: present_value(back, self.inputs["supplier.wacc"]) + present_value(stake, rate)
        self.metric("deal_npv_usd", w, value=worth)
        beta = (self.inputs["equity.returns"] == "chip-purchases" and not pays_in, "β")
        self.rate("deal_irr", flows, w, beta)
        self.series["deal_cash_usd"] = flows
        for id in ("contract_cash", "deal_cash"):
            self.series[id + "_to_date_usd"] = running_total(self.series[id + "_usd"])

    def notices(self):
        """The notices about how the numbers were made [18]."""
        inputs, fleet, said = self.inputs, self.fleet, []
        as_of, horizon = inputs["view.as_of"], inputs["view.horizon"]
        if as_of > horizon:
            words = "%s lies beyond the months that are shown: every figure is as of %s, the last of them."
            said.append(words % (month_in_words(as_of), month_in_words(horizon)))
        asked = inputs["workload.precision"]
        for id, chip in self.chips.items():
            used = chip.used(asked)
            if used == asked or all(lot.chip.id != id for lot in fleet.lots):
                continue
            if used is None:
                words = "No %s peak is published for %s: its effective compute is not counted."
                said.append(words % (asked.upper(), chip.name))
            else:
                said.append("%s has no %s: its compute is counted at %s." % (chip.name, asked.upper(), used.upper()))
        for contract in fleet.contracts.values():
            if contract.size <= 0:
                said.append("The %s agreement has no size: nothing is delivered under it." % contract.id)
        for agreement, phases in AGREEMENTS.items():
            contract = fleet.contracts[agreement]
            for phase in phases:
                if all(lot.phase != phase for lot in contract.lots):
                    continue
                name = "Phase “%s”" % PHASE_NAMES[phase]
                start, complete = inputs["phase.%s.start" % phase], inputs["phase.%s.complete" % phase]
                if start < contract.start:
                    said.append("%s starts before its agreement: it starts with it." % name)
                if complete < max(start, contract.start):
                    said.append("%s is complete before it starts: it is complete in the month of its start." % name)
                if start > contract.own_end:
                    said.append("%s starts only after its agreement has ended: it delivers nothing." % name)
                elif inputs["agreement.%s.basis" % agreement] == "contract-value" and complete > contract.own_end:
                    words = (
                        "%s is complete only after its agreement has ended: all of the contract’s dollars then fall into the"
                        " ramp, and the fleet that they plan is larger for it."
                    )
                    said.append(words % name)
        for contract in fleet.contracts.values():
            for id, chip in self.chips.items():
                used = any(lot.chip.id == id and lot.full > 0 for lot in contract.lots)
                if used and chip.available > contract.end:
                    words = "%s comes only after the %s agreement has ended: it delivers nothing under it."
                    said.append(words % (chip.name, contract.id))
        plan = fleet.path
        for limit in fleet.limits:
            mine = [place for place, take in enumerate(limit.takes) if take != 0]
            ran = any(any(plan[place]) for place in mine)
            if ran and not any(any(limit.held[place]) for place in mine):
                name = VENDOR_NAMES.get(limit.words)
                subject = "The supply of " + name if name else LIMIT_NAMES[limit.words]
                said.append(subject + " lets nothing run.")
            plan = limit.held
        for contract in fleet.contracts.values():
            if contract.cut_by_calendar:
                words = "The %s agreement would run on beyond December 2044: what is not delivered by then lapses."
                said.append(words % contract.id)
        for contract in fleet.contracts.values():
            if not contract.is_rented and contract.chip_hours > 0:
                words = (
                    "The %s agreement is bought, not rented: it counts in chips, compute and power, and none of its money"
                    " is spend, commitment or contract value."
                )
                said.append(words % contract.id)
        for id, hardware in self.supply.hardware.items():
            age = hardware.oldest()
            if age is not None and age > hardware.life:
                words = "The oldest %s is %d months old at the end, beyond its life."
                said.append(words % ("own chip" if id == "own" else self.chips[id].name, age))
        age = self.supply.oldest_building()
        if age is not None and age > 12 * inputs["supplier.facility_life_years"]:
            said.append("The oldest building is %d months old at the end, beyond its life." % age)
        exit = inputs["equity.exit"]
        for number in (1, 2, 3):
            if any(t.number == number and t.month > exit for t in self.equity.tranches):
                words = "Payment %d comes after the exit: it is left out of the deal’s value and return."
                said.append(words % number)
        running = {lot.chip.vendor for lot in fleet.lots if lot.full > 0}
        makers = [name for vendor, name in VENDOR_NAMES.items() if vendor in running]
        if inputs["warrant.shares"] > 0 and len(makers) > 1:
            words = "The warrants vest on all power that comes online, whoever made the chips: here %s and %s."
            said.append(words % (", ".join(makers[:-1]), makers[-1]))
        for name in ("contract", "deal"):
            flows = self.contract_series[name + "_cash_usd"]
            found, reason = rates_of_return(flows)
            absent = self.reasons.get(name + "_irr")
            if absent is None and is_cost_of_funds(flows, found[0]):
                words = "The %s’s receipts come before its payments on average: its rate is a cost of funds."
                said.append(words % name)
            elif absent is None and min(running_total(flows)) >= -1e-9 * max(map(abs, flows)):
                said.append("The %s is never out of pocket: its rate says nothing of what it is worth." % name)
            elif absent == SEVERAL:
                said.append("Several rates balance the %s’s flows: %s." % (name, ", ".join(map(per_cent, found))))
        grows = self.equity.growth * self.equity.kept - 1
        # A smaller difference is rounding.
        behind = inputs["equity.discount_rate"] - grows
        if behind > 1e-12 * inputs["equity.discount_rate"] and any(t.month < exit for t in self.equity.tranches):
            said.append(
                "The stake is assumed to grow by less than the return asked of it: the deal’s value rests on that"
                " assumption."
            )
        return said
