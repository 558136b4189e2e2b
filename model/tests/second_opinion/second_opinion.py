"""A second opinion on the model: its arithmetic written anew from MODEL.md and the catalogue's JSON alone.

    python3 second_opinion.py CATALOGUE.json < REPORTS

CATALOGUE.json is the output of the example `catalogue`. Each line of REPORTS is the output of the example
`evaluate` for a scenario, on one line. The scenario is read from the report's link. Everything else in the
report is computed here and compared: inputs, months, every series, metric and reason, the notices, and the
link itself. Exit code 0: all of it agrees. Exit code 1: the first differences of each report that has some
are printed.

Nothing here is taken from the Rust code, and nothing may be. Where the two disagree, one of them or MODEL.md
is wrong, and MODEL.md is mended first. The parts: `basics` (calendar, an accelerator), `fleet` (lots,
service, limits, payments), `supplier` (costs to the end of the contract), `rates` (rates of return), `equity`
(round, stakes, warrants), `compared` (accelerators, systems, claims), `links`, and `report`, which puts them
together.

Numbers in brackets are sections of MODEL.md. Standard library only; Python 3.8 or newer.
"""

import json
import sys

from basics import month_name
from links import read_link, write_link
from report import Report


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
    """The slack by unit where nearly equal numbers are subtracted: a tenth of a cent for sums of hundreds of
    billions over a hundred months; the last digit for a rate of return, which is a number near 1 less 1."""
    units = {row["id"]: row["unit"] for table in ("series", "metrics") for row in catalogue[table]}
    return {id: {"USD": 1e-3, "share/year": 1e-14}.get(unit, 0.0) for id, unit in units.items()}


def differences(report, catalogue):
    """Yields each difference: where it is, what is computed here, what the report says."""
    baseline, inputs = read_link(report["link"], catalogue)
    mine, allowed = Report(inputs, catalogue), slack(catalogue)
    whole = {
        "schema": 2,
        "baseline": baseline,
        # Written with the reported figures. They are compared below, and one on the edge of its fourth digit
        # may round either way.
        "link": write_link(baseline, inputs, report["metrics"], catalogue),
        "as_of": month_name(mine.as_of),
        "inputs": inputs,
        "months": [month_name(m) for m in range(mine.months)],
        "series": mine.series,
        "contract_months": [month_name(m) for m in range(mine.contract_months)],
        "contract_series": mine.contract_series,
        "metrics": mine.metrics,
        "reasons": mine.reasons,
        "notices": mine.notices(),
    }
    if list(whole) != list(report):
        yield "keys", list(whole), list(report)
    for key in whole:
        if key not in ("series", "contract_series", "metrics", "reasons"):
            if whole[key] != report[key]:
                yield key, whole[key], report[key]
            continue
        ours, theirs = whole[key], report[key]
        for id in sorted(set(ours) ^ set(theirs)):
            yield "%s %s" % (key, id), ours.get(id, "not here"), theirs.get(id, "not there")
        for id in sorted(set(ours) & set(theirs)):
            if key not in ("series", "contract_series"):
                if not near(ours[id], theirs[id], allowed.get(id, 0.0)):
                    yield "%s %s" % (key, id), ours[id], theirs[id]
                continue
            if len(ours[id]) != len(theirs[id]):
                yield "%s %s" % (key, id), len(ours[id]), len(theirs[id])
            for m, (a, b) in enumerate(zip(ours[id], theirs[id])):
                if not near(a, b, allowed.get(id, 0.0)):
                    yield "%s %s, month %d" % (key, id, m), a, b


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        catalogue = json.load(file)
    reports = differing = numbers = 0
    for line in sys.stdin:
        report = json.loads(line)
        found = list(differences(report, catalogue))
        reports += 1
        rows = list(report["series"].values()) + list(report["contract_series"].values())
        numbers += sum(len(row) for row in rows) + len(report["metrics"])
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
