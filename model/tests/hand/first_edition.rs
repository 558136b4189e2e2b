//! The second edition's rules applied to the first edition's facts, compared with results that an audit rebuilt by hand
//! before the facts were gathered anew. `first_edition.json` holds the values of every input that the first edition's
//! baselines had; younger inputs have today's default. So it can be told whether a rule or a fact moved a number.

use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::run::outcome::{Outcome, run};
use serde_json::Value;
use tests_shared::trust;

/// A baseline as the first edition had it, with inputs changed.
fn first_edition(baseline: &str, changes: &[(&str, &str)]) -> Outcome {
    let file: Value = serde_json::from_str(include_str!("first_edition.json")).expect("JSON");
    let mut scenario = Scenario::of(Baseline::by_id("none").expect("exists"));
    let mut set = |id: &str, text: &str| {
        let input = ParameterId::parse(id).expect(id);
        assert_eq!(scenario.set_text(input, text), Ok(()), "{id}");
    };
    let own = file["baselines"][baseline].as_object().expect(baseline);
    for (id, value) in file["all"].as_object().expect("all").iter().chain(own) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match (id.as_str(), text.as_str()) {
            // This input has become a choice of what comes back to the investor.
            ("equity.investor_supplies", "true") => set("equity.returns", "cloud-spend"),
            ("equity.investor_supplies", _) => set("equity.returns", "nothing"),
            (id, text) => set(id, text),
        }
    }
    changes.iter().for_each(|(id, text)| set(id, text));
    run(&scenario)
}

fn value(outcome: &Outcome, id: &str) -> f64 {
    let metric = MetricId::parse(id).expect(id);
    outcome.metrics.get(metric).expect(id)
}

#[track_caller]
fn near(value: f64, golden: f64, within: f64) {
    assert!((value - golden).abs() <= within, "{value} is not {golden} ± {within}");
    trust::tried(1);
}

const NO_RESIDUAL: (&str, &str) = ("supplier.facility_residual", "0");

/// For each baseline: last month; the value in month 0, in $ bn, of spend, hardware, buildings, energy and running
/// costs; NPV and rate without the residual value of the buildings; NPV with it.
#[test]
fn three_contracts_are_worth_what_an_audit_rebuilt_by_hand() {
    let _held = trust::Held("numbers");
    for (id, end, parts, [npv, rate], with_buildings) in [
        ("talks-2025-12", 83, [35.055015, 14.352643, 8.146295, 1.794605, 0.806457], [9.955016, 0.27385], 12.791147),
        (
            "announced-2026-02",
            99,
            [92.800061, 34.516723, 24.554313, 5.982880, 2.291250],
            [25.454894, 0.25624],
            32.983474,
        ),
        (
            "anthropic-tpu",
            61,
            [29.684719, 32.817611, 12.203088, 2.239961, 1.313483],
            [-18.889425, -0.14545],
            -13.140747,
        ),
    ] {
        let outcome = first_edition(id, &[NO_RESIDUAL]);
        let sized = outcome.terms.iter().filter(|term| term.planned_chip_hours > 0.0);
        assert_eq!(sized.map(|term| term.last as usize).max(), Some(end), "{id}");
        let names = ["spend", "hardware", "facility", "energy", "opex"];
        for (name, part) in names.into_iter().zip(parts) {
            near(value(&outcome, &format!("contract_pv_{name}_usd")) / 1e9, part, 1e-6);
        }
        near(value(&outcome, "contract_npv_usd") / 1e9, npv, 1e-6);
        near(value(&outcome, "contract_irr"), rate, 6e-6);
        near(value(&first_edition(id, &[]), "contract_npv_usd") / 1e9, with_buildings, 1e-6);
    }
}

/// NPV in $ bn without the buildings' residual value, with it, and with it and worn-out hardware replaced.
#[test]
fn the_other_contracts_are_worth_what_the_second_model_said() {
    let _held = trust::Held("numbers");
    for (id, without, with, refreshed) in [
        ("funded-2026-07", 25.454894, 32.983474, 31.5450),
        ("announced-2026-02", 25.454894, 32.983474, 31.5450),
        ("all-nvidia", 14.066458, 16.003336, 16.003336),
        ("all-trainium3", -2.0521, 2.8037, 2.8037),
        ("anthropic-trainium", 21.2270, 31.2981, 1.0523),
        ("openai-amd", 62.1220, 86.4606, 86.4606),
        ("openai-nvidia-loi", 295.5693, 336.8520, 336.8520),
        ("power-bound", 16.8522, 25.3765, 23.9380),
        ("talks-2025-12", 9.955016, 12.791147, 12.791147),
        ("anthropic-tpu", -18.889425, -13.140747, -13.140747),
    ] {
        near(value(&first_edition(id, &[NO_RESIDUAL]), "contract_npv_usd") / 1e9, without, 6e-5);
        let outcome = first_edition(id, &[]);
        near(value(&outcome, "contract_npv_usd") / 1e9, with, 6e-5);
        near(value(&outcome, "contract_npv_other_refresh_usd") / 1e9, refreshed, 6e-5);
        let refreshing = first_edition(id, &[("supplier.refresh", "on")]);
        near(value(&refreshing, "contract_npv_usd") / 1e9, refreshed, 6e-5);
    }
}

#[test]
fn the_talks_as_they_were_told_to_the_end_for_the_first_time() {
    let _held = trust::Held("numbers");
    let outcome = first_edition("talks-2025-12", &[]);
    for (id, golden, within) in [
        ("contract_pv_residual_usd", 2.836131e9, 1e3),
        ("contract_irr", 0.300952, 6e-7),
        ("contract_payback_month", 49.0, 0.0),
        ("contract_low_usd", -14.789417e9, 1e3),
        ("contract_low_month", 25.0, 0.0),
        ("contract_margin", 0.3648878, 6e-8),
        ("break_even_price", 0.6351122, 6e-8),
        ("break_even_usd_per_chip_hour.trainium3", 1.120646, 6e-7),
        ("break_even_usd_per_chip_hour.gb200", 1.835336, 6e-7),
        ("break_even_usd_per_chip_hour.gb300", 2.018638, 6e-7),
        ("deal_npv_usd", 7.821137e9, 1e3),
        ("deal_irr", 0.180022, 6e-7),
        ("returned_share", 1.034322, 6e-7),
        ("round_trip_month", 25.0, 0.0),
        ("tco_usd_per_chip_hour.gb300", 2.2435, 6e-5),
        ("tco_usd_per_chip_hour.gb200", 2.0217, 6e-5),
        ("tco_usd_per_chip_hour.trainium3", 1.0175, 6e-5),
        ("hardware_payback_years.gb300", 1.98866, 6e-6),
        ("hardware_payback_years.trainium3", 3.72243, 6e-6),
    ] {
        near(value(&outcome, id), golden, within);
    }
    let notices: Vec<String> = outcome.notices.iter().map(|notice| notice.text()).collect();
    assert_eq!(notices.len(), 3, "{notices:?}");
    assert!(notices[0].starts_with("The oldest GB200 is 84 months old"), "{notices:?}");
    assert!(notices[1].starts_with("The oldest GB300 is 84 months old"), "{notices:?}");
    assert!(notices[2].starts_with("The stake is assumed to grow by less"), "{notices:?}");
}

/// Baselines of the first edition in which accelerators come later than planned. The rule for such accelerators has
/// changed.
const LATE: [&str; 3] = ["all-trainium3", "openai-amd", "openai-nvidia-loi"];

/// The first edition is the reference for what no rule has changed: chips of each accelerator, power, energy and
/// compute, month by month. `first_edition_months.json` holds numbers of its golden files as of 25 November 2026
/// (commit 9604d8f), before the second edition was begun, to the last digit. Their inputs are exactly those of
/// `first_edition.json`.
#[test]
fn chips_power_and_compute_are_what_the_first_edition_said() {
    let _held = trust::Held("numbers");
    let file: Value = serde_json::from_str(include_str!("first_edition_months.json")).expect("JSON");
    let baselines = file["baselines"].as_object().expect("baselines");
    assert_eq!(baselines.len(), 10);
    let mut compared = 0_u64;
    for (baseline, rows) in baselines {
        let outcome = first_edition(baseline, &[]);
        let mut moved = 0;
        for (id, row) in rows.as_object().expect(baseline) {
            let now = outcome.sheet.row(SeriesId::parse(id).expect(id));
            let then: Vec<f64> = row.as_array().expect(id).iter().map(|value| value.as_f64().expect(id)).collect();
            assert_eq!((now.len(), then.len()), (26, 26), "{baseline} {id}");
            for (month, (now, then)) in now.iter().zip(&then).enumerate() {
                let is_same = (now - then).abs() <= 1e-12 * then.abs();
                let is_late = LATE.contains(&baseline.as_str());
                assert!(is_same || is_late, "{baseline} {id} in month {month}: {now} is not {then}");
                moved += usize::from(!is_same);
                compared += u64::from(!is_late);
            }
        }
        // Otherwise the exception would hide a baseline in which nothing has changed.
        assert_eq!(moved > 0, LATE.contains(&baseline.as_str()), "{baseline}: {moved}");
    }
    trust::tried(compared);
}

/// MI455X comes later than planned. In the first edition all the chips that had waited came in one month, $36.6bn of
/// them; now they come at the pace of the plan.
#[test]
fn what_comes_late_comes_by_its_ramp() {
    let _held = trust::Held("numbers");
    let outcome = first_edition("openai-amd", &[]);
    let bought = |id: &str| {
        let series = SeriesId::of(id);
        outcome.sheet.row(series)[14]
    };
    near((bought("chip_capex_usd") + bought("facility_capex_usd")) / 1e9, 9.098, 6e-4);
}
