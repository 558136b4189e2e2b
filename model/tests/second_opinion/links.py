"""Links of scenarios: read and written [13]."""

import zlib
from decimal import Decimal, getcontext

# Enough for any number's exact decimal digits.
getcontext().prec = 800

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
