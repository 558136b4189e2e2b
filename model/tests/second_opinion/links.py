"""Links of scenarios: read and written [13]."""

import zlib
from decimal import Decimal, getcontext
from string import ascii_uppercase as CAPITALS

# Enough for the exact decimal digits of any number.
getcontext().prec = 800

CARRIED = (
    "chips_online",
    "h100_equivalents",
    "facility_power_watts",
    "contract_npv_usd",
    "stake",
    "stake_value_usd",
    "returned_share",
)


def checksum(body):
    value = zlib.crc32(body.encode("ascii"))
    return "".join("0123456789abcdefghijklmnopqrstuv"[value >> 5 * place & 31] for place in reversed(range(7)))


def shortest(value):
    """The fewest digits that read back to the same number, as a whole number, and their power of ten."""
    nearest = Decimal(repr(abs(value)))
    # Of two texts that are equally short and near, Python takes the even one, a link the larger one.
    above = nearest + Decimal((0, (1,), nearest.as_tuple().exponent))
    if above - Decimal(abs(value)) == Decimal(abs(value)) - nearest and float(above) == abs(value):
        nearest = above
    _, digits, power = nearest.as_tuple()
    digits = "".join(str(digit) for digit in digits).lstrip("0")
    while digits.endswith("0"):
        digits, power = digits[:-1], power + 1
    return (digits, power) if digits else ("0", 0)


def number_text(value):
    """A capital for the power of ten, then the digits. B is 10^-12 and Y 10^11; other powers are Z and two
    capitals, counted from 10^-338."""
    digits, power = shortest(value)
    if -12 <= power <= 11:
        letter = CAPITALS[power + 13]
    else:
        letter = "Z" + CAPITALS[(power + 338) // 26] + CAPITALS[(power + 338) % 26]
    return letter + ("m" if value < 0 else "") + digits


def number_of(text):
    if text[0] == "Z":
        power, text = CAPITALS.index(text[1]) * 26 + CAPITALS.index(text[2]) - 338, text[3:]
    else:
        power, text = CAPITALS.index(text[0]) - 13, text[1:]
    return float(text.replace("m", "-") + "e%d" % power)


def read_link(link, catalogue):
    """The baseline's id and the inputs that a link stands for."""
    body, _, sum = link[len("?s=") :].rpartition(".")
    assert sum == checksum(body), "the checksum"
    version, begins, *parts = body.split(".")
    assert version == "2", "the version"
    baseline = next(row for row in catalogue["baselines"] if row["code"] == begins)
    inputs = dict(baseline["inputs"])
    codes = {row["code"]: row for row in catalogue["parameters"]}
    for part in parts:
        if part[0] == "H":
            continue
        for item in part.split("-"):
            begin = next(place for place, sign in enumerate(item) if sign in CAPITALS)
            row, text = codes[item[:begin]], item[begin:]
            if row["kind"] == "choice":
                value = next(id for id, short in row["choice_codes"].items() if "A" + short == text)
            elif row["kind"] == "switch":
                value = number_of(text) == 1.0
            else:
                value = number_of(text)
                value = int(value) if row["kind"] in ("month", "whole number") else value
            inputs[row["id"]] = value
    return baseline["id"], inputs


def write_link(baseline, inputs, metrics, catalogue):
    begin = next(row for row in catalogue["baselines"] if row["id"] == baseline)
    changed = []
    for row in catalogue["parameters"]:
        value = inputs[row["id"]]
        if value != begin["inputs"][row["id"]]:
            text = "A" + row["choice_codes"][value] if row["kind"] == "choice" else number_text(float(value))
            changed.append(row["code"] + text)
    parts = ["2", begin["code"]] + (["-".join(changed)] if changed else [])
    figures = [metrics[id] for id in CARRIED]
    # Four significant digits.
    parts.append("H" + "".join("A" if value is None else number_text(float("%.3e" % value)) for value in figures))
    body = ".".join(parts)
    return "?s=" + body + "." + checksum(body)
