"""The investor's money: the round, prices, stakes, warrants [9]."""

import math

from basics import MONTHS


class Tranche:
    def __init__(self, inputs, number):
        mine = lambda name: inputs["equity.tranche%d.%s" % (number, name)]
        self.number, self.month = number, mine("month")
        # What is expected to be paid; 0 means that it is not there.
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
        # What has been added to the path after the round, as (month, dollars).
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
        # What came from the round on and before this payment has cut the shares of the round.
        held = t.stake
        if t.in_round:
            held *= self.left(t.month, 0, True) * self.diluted(t.month, self.round_month)
        if not t.in_round:
            t.cut = t.stake
            # What was paid before the round is in its pre-money already.
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
        """The path of the month, as far as it is known."""
        if m < self.round_month:
            return self.pre + sum(t.usd for t in self.tranches if self.is_early(t) and t.month <= m)
        grown = lambda since: self.growth ** (max(m - since, 0) / 12)
        return self.post * grown(self.round_month) + sum(usd * grown(at) for at, usd in self.added if at <= m)

    def left(self, m, place, of_round=False):
        """What is left by month m of a holding after the payments up to a place in their order.

        Shares of the round are counted at the round: what comes from its month on cuts them wherever they are paid, and
        what came before does not.
        """
        left = 1.0
        for other, t in enumerate(self.tranches):
            if t.month <= m and (t.month >= self.round_month if of_round else other >= place):
                left *= 1 - t.cut
        return left

    def diluted(self, m, since):
        return self.kept ** (max(m - since, 0) / 12)

    def round_cut(self, m):
        """What the round leaves of what was there before it."""
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
                # While the rest of the round has not come, what was paid of it is a larger share.
                waits = self.is_early(t) and m < self.round_month
                total += stake * (self.post / self.valuation(m) if waits else 1.0)
        return total

    def held_before(self, m):
        held = self.inputs["equity.held_before"]
        return held * self.round_cut(m) * self.diluted(m, self.round_month) * self.left(m, 0)

    def paid(self, m):
        return sum(t.usd for t in self.tranches if t.month == m)


def warrants(inputs, watts):
    """Shares vested at each month end, from facility watts online; what has vested stays so."""
    steps, vested, most = inputs["warrant.steps"], [], 0.0
    for m in range(MONTHS):
        most = max(most, watts[m])
        reached = math.floor(most / (inputs["warrant.full_watts"] / steps) + 1e-9)
        vested.append(inputs["warrant.shares"] * min(steps, reached) / steps)
    return vested
