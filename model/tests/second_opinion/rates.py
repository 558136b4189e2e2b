"""The rate of return of monthly flows: one, or why there is none [9]."""

import math

from basics import running_total

LOWEST, HIGHEST, STEPS = -0.99, 10.0, 140

NO_FLOWS = "payments and receipts come to nothing in every month"
OVER = "over 1,000% a year"
UNDER = "under −99% a year"
NONE = "none between −99% and 1,000%"
SEVERAL = "several rates balance these flows"


def worth(flows, u):
    """The value of flows at ln(1 + rate) = u, up to a positive factor that keeps every power small."""
    last = len(flows) - 1 if u < 0 else 0
    return math.fsum(usd * math.exp(u * (last - m) / 12) for m, usd in enumerate(flows) if usd)


def root(flows, low, high):
    """The rate between two values of ln(1 + rate) at which the worth changes its sign."""
    rising = worth(flows, low) < 0
    for _ in range(200):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if (worth(flows, middle) < 0) == rising:
            low = middle
        else:
            high = middle
    return math.expm1((low + high) / 2)


def changes(values):
    signs = [value > 0 for value in values if value]
    return sum(a != b for a, b in zip(signs, signs[1:]))


def per_cent(rate):
    text = "%.1f%%" % (100 * rate)
    return "−" + text[1:] if text.startswith("-") else text


def slope(flows, u):
    """The derivative by u = ln(1 + rate) of the flows' value in month 0."""
    return math.fsum(-m / 12 * usd * math.exp(-u * m / 12) for m, usd in enumerate(flows) if usd)


def both(flows, low, high):
    """Two roots between points of the same sign, if the worth turns towards 0 between them and crosses it."""
    sign = math.copysign(1, worth(flows, low))
    if not (slope(flows, low) * sign < 0 < slope(flows, high) * sign):
        return []
    near, far = low, high
    for _ in range(64):
        middle = (near + far) / 2
        if slope(flows, middle) * sign < 0:
            near = middle
        else:
            far = middle
    if worth(flows, near) * sign >= 0:
        return []
    return [root(flows, low, near), root(flows, near, high)]


def significant(flows):
    """The flows, with those of at most a billionth of the largest set to 0, and that threshold."""
    least = 1e-9 * max((abs(usd) for usd in flows), default=0.0)
    return [usd if abs(usd) > least else 0.0 for usd in flows], least


def is_cost_of_funds(flows, rate):
    """Whether receipts come before payments, all of them or by their mean date at the rate. If so, the rate
    is a cost of funds."""
    dusted, least = significant(flows)
    if changes(dusted) == 1:
        return next(usd for usd in dusted if usd) > 0
    if min(running_total(flows)) >= -least:
        return False
    # Both sides have the same present value, so the dates weighted by dollars compare like the mean dates.
    late = [m * usd * (1 + rate) ** (-m / 12) for m, usd in enumerate(dusted)]
    return math.fsum(late) < 0


def rate_of_return(flows):
    """(rate, None) or (None, reason)."""
    found, reason = rates_of_return(flows)
    return (found[0] if reason is None else None), reason


def rates_of_return(flows):
    """(all rates that are found, None or the reason why none of them is the rate)."""
    flows, least = significant(flows)
    while flows and not flows[-1]:
        flows.pop()
    if not flows:
        return [], NO_FLOWS
    low, high = math.log1p(LOWEST), math.log1p(HIGHEST)
    if changes(flows) == 1:
        first = math.copysign(1, next(usd for usd in flows if usd))
        # At the lowest rate the last flows weigh most, at the highest the first.
        if worth(flows, low) * first > 0:
            return [], UNDER
        if worth(flows, high) * first < 0:
            return [], OVER
        return [root(flows, low, high)], None
    total, sums = 0.0, []
    for usd in flows:
        total += usd
        sums.append(total if abs(total) > least else 0.0)
    if changes(sums) == 1 and sums[-1]:
        if worth(flows, high) * sums[-1] > 0:
            return [], OVER
        return [root(flows, 0.0, high)], None
    points = [low + (high - low) * step / STEPS for step in range(STEPS + 1)]
    values = [worth(flows, u) for u in points]
    found = []
    for place, (u, value) in enumerate(zip(points, values)):
        if value == 0:
            found.append(math.expm1(u))
        elif place and values[place - 1] * value < 0:
            found.append(root(flows, points[place - 1], u))
        elif place and values[place - 1] and value:
            found += both(flows, points[place - 1], u)
    if not found:
        return [], NONE
    if len(found) > 1:
        return found, SEVERAL
    return found, None
