"""The investor's money: the round, prices, stakes, warrants [9]."""

import math

from basics import MONTHS


class Tranche:
    def __init__(self, inputs, number):
        mine = lambda name: inputs["equity.tranche%d.%s" % (number, name)]
        self.number, self.month = number, mine("month")
        # The expected payment; 0 means that there is no such tranche.
        self.usd = mine("amount_usd") * mine("probability")
        self.price, self.own_valuation = mine("price"), mine("valuation_usd")
        self.in_round = False
        self.stake = self.cut = self.gain = 0.0


class Equity:
    def __init__(self, inputs):
        self.inputs = inputs
        self.growth = 1 + inputs["equity.valuation_change"]
        self.kept = 1 - inputs["equity.dilution"]
        self.pre, self.others = inputs["equity.pre_money_usd"], inputs["equity.others_usd"]
        tranches = [Tranche(inputs, number) for number in (1, 2, 3)]
        self.tranches = sorted((t for t in tranches if t.usd > 0), key=lambda t: (t.month, t.number))
        priced = [t.month for t in self.tranches if t.price == "round"] or [t.month for t in self.tranches]
        self.round_month = min(priced, default=0)
        for t in self.tranches:
            t.in_round = t.price == "round" or t.price == "market" and t.month < self.round_month
        self.post = self.pre + self.others + sum(t.usd for t in self.tranches if t.in_round)
        # Money outside the round that adds to the valuation, from the round's month on, as (month, dollars).
        self.added = []
        for t in self.tranches:
            self.price(t)

    def price(self, t):
        if t.in_round:
            valuation = self.post
        elif t.price == "market":
            valuation = self.valuation(t.month) + t.usd
        else:
            valuation = t.own_valuation
        t.stake = min(1.0, t.usd / valuation)
        # Payments outside the round, from its month on and before this one, have diluted the shares of the
        # round.
        held = t.stake
        if t.in_round:
            held *= self.left(t.month, 0, True) * self.diluted(t.month, self.round_month)
        if not t.in_round:
            t.cut = t.stake
            # Money paid before the round is already in the pre-money.
            if t.month >= self.round_month:
                self.added.append((t.month, t.usd))
        if self.is_early(t):
            worth = t.usd
        elif t.month < self.round_month:
            worth = held * self.pre
        else:
            worth = held * self.valuation(t.month)
        t.gain = worth - t.usd

    def is_early(self, t):
        return t.in_round and t.month < self.round_month

    def valuation(self, m):
        """The valuation in month m, as far as the tranches are priced."""
        if m < self.round_month:
            return self.pre + sum(t.usd for t in self.tranches if self.is_early(t) and t.month <= m)
        grown = lambda since: self.growth ** (max(m - since, 0) / 12)
        return self.post * grown(self.round_month) + sum(usd * grown(at) for at, usd in self.added if at <= m)

    def left(self, m, place, of_round=False):
        """The share of a holding that is left in month m after the payments from a place in their order on.

        Shares of the round count from the round on: payments from its month on dilute them, whichever comes
        first, and earlier payments do not.
        """
        left = 1.0
        for other, t in enumerate(self.tranches):
            if t.month <= m and (t.month >= self.round_month if of_round else other >= place):
                left *= 1 - t.cut
        return left

    def diluted(self, m, since):
        return self.kept ** (max(m - since, 0) / 12)

    def round_cut(self, m):
        """The share that the round leaves of what was there before it."""
        return self.pre / (self.post if m >= self.round_month else self.valuation(m))

    def bought(self, m):
        """The stake that the tranches bought, at the end of a month."""
        total = 0.0
        for place, t in enumerate(self.tranches):
            if t.month <= m:
                since = self.round_month if t.in_round else t.month
                stake = t.stake * self.diluted(m, since) * self.left(m, place + 1, t.in_round)
                early = not t.in_round and t.month < self.round_month
                stake *= self.round_cut(m) if early else 1.0
                # Until the rest of the round is paid, what is paid of it is a larger share.
                waits = self.is_early(t) and m < self.round_month
                total += stake * (self.post / self.valuation(m) if waits else 1.0)
        return total

    def held_before(self, m):
        held = self.inputs["equity.held_before"]
        return held * self.round_cut(m) * self.diluted(m, self.round_month) * self.left(m, 0)

    def paid(self, m):
        return sum(t.usd for t in self.tranches if t.month == m)


def warrants(inputs, watts):
    """Shares vested at each month end, by the facility watts online. Vested shares stay vested."""
    steps, vested, most = inputs["warrant.steps"], [], 0.0
    for m in range(MONTHS):
        most = max(most, watts[m])
        reached = math.floor(most / (inputs["warrant.full_watts"] / steps) + 1e-9)
        vested.append(inputs["warrant.shares"] * min(steps, reached) / steps)
    return vested
