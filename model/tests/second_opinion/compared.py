"""Accelerators, systems and claims, compared on their specifications [12]."""

from basics import HOURS_A_YEAR, PRECISIONS


def specified_figure(subject, measure, catalogue):
    """The figure for a measure in the specifications of a system or an accelerator, or None."""
    rows = {row["id"]: row for table in ("accelerators", "systems") for row in catalogue[table]}
    if subject not in rows:
        return None
    row, chips = rows[subject], 1
    total = row.get("published")
    if total is not None:
        chips, row = row["chips"], rows[row["accelerator"]]
    if measure in PRECISIONS:
        find = lambda of: of["peak_dense_flops"][measure]
    elif measure == "hbm-bandwidth":
        find = lambda of: of["hbm_bytes_per_second"]
    elif measure == "hbm-capacity":
        find = lambda of: of["hbm_bytes"]
    elif measure == "fp8-per-tdp-watt":
        fp8 = row["peak_dense_flops"]["fp8"]
        watts = row["tdp_watts"]
        return None if fp8 is None or watts is None else fp8["value"] / watts["value"]
    else:
        return None
    if total is not None and find(total) is not None:
        return find(total)["value"]
    return None if find(row) is None else find(row)["value"] * chips


def specified_ratio(claim, catalogue, per_chip):
    systems = {row["id"]: row["accelerator"] for row in catalogue["systems"]}
    chips = {row["id"]: row for row in catalogue["accelerators"]}
    fp8 = chips[systems.get(claim["subject"], claim["subject"])]["peak_dense_flops"]["fp8"]
    side = lambda id: systems.get(id, id) if per_chip else id
    subject = specified_figure(side(claim["subject"]), claim["measure"], catalogue)
    base = specified_figure(side(claim["base"]), claim["measure"], catalogue)
    if subject is None or base is None or fp8 is not None and fp8["class"] == "derived":
        return None
    return subject / base


def accelerators(report):
    inputs, precision = report.inputs, report.inputs["workload.precision"]
    goodput, reference = inputs["operations.goodput"], report.chips[inputs["hardware.reference_chip"]]
    for id, chip in report.chips.items():
        unknown = (chip.used(precision) is None, "l")
        peak, effective = chip.peak(precision), chip.utilised(precision) * goodput

        def break_even():
            used = reference.used(precision)
            return reference.mfus[used] * (chip.price / peak) / (reference.price / reference.peaks[used])

        for name, value in (
            ("peak_flops_per_watt", lambda: peak / chip.watts),
            ("effective_flops_per_watt", lambda: effective / chip.watts),
            ("usd_per_peak_pflop_hour", lambda: chip.price / (peak / 1e15)),
            ("usd_per_effective_pflop_hour", lambda: chip.price / (effective / 1e15)),
            ("peak_flops_per_capex_usd", lambda: peak / chip.capex),
            ("effective_flops_per_capex_usd", lambda: effective / chip.capex),
            ("owner_usd_per_effective_pflop_hour", lambda: chip.tco / (effective / 1e15)),
        ):
            report.metric("%s.%s" % (name, id), unknown, value=value)
        no_reference = (reference.used(precision) is None, "ε")
        report.metric("break_even_mfu." + id, unknown, no_reference, value=break_even)
        report.metrics["tco_usd_per_chip_hour." + id] = chip.tco
        report.metrics["rental_margin." + id] = 1 - chip.tco / chip.price
        published = chip.owner_cost
        report.metric("tco_over_published." + id, (published is None, "t"), value=lambda: chip.tco / published - 1)
        yearly = HOURS_A_YEAR * (chip.price - chip.energy) - 12 * (chip.running + chip.building_a_month)
        report.metric("hardware_payback_years." + id, (yearly <= 0, "s"), value=lambda: chip.capex / yearly)


def systems(report):
    precision, goodput = report.inputs["workload.precision"], report.inputs["operations.goodput"]
    for system in report.catalogue["systems"]:
        chip, printed = report.chips[system["accelerator"]], system["published"]
        watts = None
        if printed["facility_watts"] is not None:
            watts = printed["facility_watts"]["value"]
        elif printed["watts"] is not None:
            watts = printed["watts"]["value"] * report.inputs["operations.pue"]
        absent = [(watts is None, "o"), (chip.used(precision) is None, "l")]
        peak, effective = chip.peak(precision), chip.utilised(precision) * goodput
        for name, of_one in (("peak", peak), ("effective", effective)):
            name = "system_%s_flops_per_watt.%s" % (name, system["id"])
            report.metric(name, *absent, value=lambda: system["chips"] * of_one / watts)


def claims(report):
    credit = report.inputs["operations.claim_credit"]
    for claim in report.catalogue["claims"]:
        for name, per_chip in (("specified_ratio", False), ("specified_ratio_per_chip", True)):
            ratio = specified_ratio(claim, report.catalogue, per_chip)
            report.metric("%s.%s" % (name, claim["id"]), (ratio is None, "m"), value=lambda: ratio)
        specified, claimed = specified_ratio(claim, report.catalogue, False), claim["ratio"]["value"]
        value = lambda: specified ** (1 - credit) * claimed**credit if claimed > specified else specified
        report.metric("credited_ratio." + claim["id"], (specified is None, "m"), value=value)
