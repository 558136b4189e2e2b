//! The catalogue compared with published figures: a run of that many chips reproduces every printed total of a system,
//! and the model avoids the common misreadings.

use model::metric;
use tests_shared::trust;

use model::facts::accelerator::{Accelerator, Precision, Vendor};
use model::facts::accelerators::ACCELERATORS;
use model::facts::claims::{CLAIMS, Claim};
use model::facts::provenance::Fact;
use model::facts::systems::{SYSTEMS, system};
use model::inputs::families::{PHASES, Scope};
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricId;
use model::run::outcome::{Notice, Outcome, run};
use tests_shared::by_id::{metric, row, scenario};

const GIB: f64 = 1_073_741_824.0;

/// A scenario with so many chips of one accelerator and no others, all online by 2034.
fn only(accelerator: &str, chips: u32, precision: &str) -> Scenario {
    scenario(
        "talks-2025-12",
        &[
            ("agreement.expansion.value_usd", "0"),
            ("agreement.base.basis", "chips"),
            ("agreement.base.chips", &chips.to_string()),
            ("agreement.base.first_phase_share", "1"),
            ("agreement.base.term_months", "144"),
            ("phase.immediate.chip_a", accelerator),
            ("phase.immediate.share_b", "0"),
            ("workload.precision", precision),
            ("view.horizon", "2034-12"),
            ("view.as_of", "2034-12"),
        ],
    )
}

/// The notices about precision.
fn of_precision(outcome: &Outcome) -> Vec<Notice> {
    let is = |notice: &&Notice| matches!(notice, Notice::WiderPrecision { .. } | Notice::NotCounted { .. });
    outcome.notices.iter().filter(is).cloned().collect()
}

fn last(outcome: &Outcome, series: &str) -> f64 {
    row(outcome, series).last().copied().expect("a run has months")
}

fn accelerator(id: &str) -> &'static Accelerator {
    Accelerator::by_id(id).expect(id)
}

fn claim(id: &str) -> &'static Claim {
    CLAIMS.iter().find(|claim| claim.id == id).expect(id)
}

fn value(fact: &Option<Fact>) -> f64 {
    fact.as_ref().expect("the figure exists").value
}

fn close(a: f64, b: f64, within: f64) {
    assert!((a - b).abs() <= within, "{a} is not {b} ± {within}");
    trust::tried(1);
    trust::differed((a - b).abs() / a.abs().max(b.abs()));
}

/// Printed watts are left out: what they include differs from system to system, and no chip's IT watts are meant to
/// reproduce them.
#[test]
fn every_published_total_of_a_system_is_reproduced_by_a_run() {
    let _held = trust::Held("totals");
    let mut totals = 0;
    for system in SYSTEMS {
        let (chip, printed) = (accelerator(system.accelerator), &system.published);
        let outcome = run(&only(system.accelerator, system.chips, "fp8"));
        let chips = f64::from(system.chips);
        close(last(&outcome, "chips_online"), chips, 1e-9 * chips);
        for (series, published, of_one) in [
            ("peak_flops_bf16", &printed.bf16, &chip.bf16),
            ("peak_flops_fp8", &printed.fp8, &chip.fp8),
            ("peak_flops_fp4", &printed.fp4, &chip.fp4),
            ("hbm_bytes", &printed.hbm_bytes, &chip.hbm_bytes),
            ("hbm_bytes_per_second", &printed.hbm_bytes_per_second, &chip.hbm_bytes_per_second),
        ] {
            let Some(published) = published else { continue };
            let of_one = of_one.as_ref().expect("a system’s total is of a figure that its chip has");
            assert!(published.rounding() > 0.0 && of_one.rounding() > 0.0, "{}: {series} has no rounding", system.id);
            let (run, within) = (last(&outcome, series), published.rounding() + chips * of_one.rounding());
            assert!((run - published.value).abs() <= within, "{}: {series} {run:e} ± {within:e}", system.id);
            totals += 1;
            trust::tried(1);
            trust::differed((run - published.value).abs() / published.value);
        }
    }
    assert!(totals >= 40, "only {totals} totals were compared");
}

#[test]
fn four_point_four_is_a_system_against_a_system() {
    let _held = trust::Held("numbers");
    let compute = claim("trn3-compute");
    assert_eq!((compute.subject, compute.base), ("trn3-ultraserver-gen2", "trn2-ultraserver"));
    assert_eq!(system(compute.subject).map(|s| s.chips), Some(144));
    assert_eq!(system(compute.base).map(|s| s.chips), Some(64));
    assert_eq!(compute.ratio.value, 4.4);
    close(compute.specified_ratio().expect("both are published"), 362.448 / 83.2, 1e-12);
    close(compute.specified_ratio_per_chip().expect("both are published"), 2_517.0 / 1_299.0, 1e-12);
    close(compute.specified_ratio_per_chip().expect("both are published"), 1.94, 0.005);
}

#[test]
fn the_claimed_bandwidth_does_not_follow_from_the_specifications() {
    let _held = trust::Held("numbers");
    let bandwidth = claim("trn3-bandwidth-39");
    let specified = bandwidth.specified_ratio().expect("both are published");
    close(specified, 705.6 / 185.6, 1e-12);
    close(specified, 3.80, 0.005);
    assert!(bandwidth.ratio.value - bandwidth.ratio.rounding() > specified, "3.9 does not round to 3.80");
    close(bandwidth.specified_ratio_per_chip().expect("both are published"), 4.9 / 2.9, 1e-12);
}

#[test]
fn a_claim_enters_nothing_but_its_own_credited_ratio() {
    let [none, all] = ["0", "1"].map(|credit| scenario("funded-2026-07", &[("operations.claim_credit", credit)]));
    let [without, with] = [&none, &all].map(run);
    assert_eq!(without.sheet, with.sheet);
    for metric in MetricId::all().filter(|metric| metric.row().scope != Scope::Claim) {
        assert_eq!(without.metrics.get(metric), with.metrics.get(metric), "{}", metric.id());
    }
    for (place, claim) in CLAIMS.iter().enumerate() {
        let credited = metric::claim::CREDITED_RATIO.of(place);
        let [at_none, at_all] = [&without, &with].map(|outcome| outcome.metrics.get(credited).ok());
        let specified = claim.specified_ratio();
        assert_eq!(at_none, specified, "{}", claim.id);
        let Some(specified) = specified else { continue };
        close(at_all.expect(claim.id), specified.max(claim.ratio.value), 1e-12);
    }
}

#[test]
fn trainium3_gains_nothing_at_bf16_and_has_no_faster_fp4() {
    let _held = trust::Held("numbers");
    let (trn2, trn3) = (accelerator("trainium2"), accelerator("trainium3"));
    close(value(&trn3.bf16) / value(&trn2.bf16), 1.006, 5e-4);
    assert_eq!(value(&trn3.fp4), value(&trn3.fp8));
    let [trn2, trn3] = ["trainium2", "trainium3"].map(|id| run(&only(id, 1_000, "fp4")));
    close(last(&trn3, "peak_flops_bf16") / last(&trn2, "peak_flops_bf16"), 1.006, 5e-4);
    assert_eq!(last(&trn3, "peak_flops_fp4"), last(&trn3, "peak_flops_fp8"));
    assert_eq!(of_precision(&trn3), []);
}

/// Printed figures with sparsity are twice these (1.33 times for the FP4 of GB300).
#[test]
fn peaks_are_dense() {
    for (id, precision, tera) in [
        ("h100", Precision::Fp8, 1_979.0),
        ("h200", Precision::Fp8, 1_979.0),
        ("b200", Precision::Fp8, 4_500.0),
        ("gb200", Precision::Fp8, 5_000.0),
        ("gb200", Precision::Fp4, 10_000.0),
        ("gb300", Precision::Fp8, 5_000.0),
        ("gb300", Precision::Fp4, 15_000.0),
        ("vera-rubin", Precision::Fp4, 35_000.0),
        ("vera-rubin", Precision::Fp8, 17_500.0),
        ("vera-rubin", Precision::Bf16, 4_000.0),
        ("mi300x", Precision::Fp8, 2_615.0),
        ("tpu7x", Precision::Fp8, 4_614.0),
    ] {
        assert_eq!(accelerator(id).peak(precision).map(|fact| fact.value), Some(tera * 1e12), "{id}");
    }
}

#[test]
fn a_precision_that_a_chip_lacks_falls_back_and_says_so() {
    let mut without = Vec::new();
    for (place, chip) in ACCELERATORS.iter().enumerate() {
        let outcome = run(&only(chip.id, 1_000, "fp4"));
        if chip.fp4.is_some() {
            assert_eq!(of_precision(&outcome), [], "{}", chip.id);
            continue;
        }
        without.push(chip.id);
        assert!(chip.mfu_fp4.is_none(), "{}", chip.id);
        let used = if chip.fp8.is_some() { Precision::Fp8 } else { Precision::Bf16 };
        let notice = Notice::WiderPrecision { chip: place, asked: Precision::Fp4, used };
        assert_eq!(of_precision(&outcome), std::slice::from_ref(&notice), "{}", chip.id);
        assert!(notice.text().contains(chip.name), "{}", notice.text());
        let wider = if used == Precision::Fp8 { "peak_flops_fp8" } else { "peak_flops_bf16" };
        assert_eq!(last(&outcome, "peak_flops_fp4"), last(&outcome, wider), "{}", chip.id);
        // The same chips do the same work when the wider precision is asked for in the first place.
        let asked = run(&only(chip.id, 1_000, used.id()));
        assert_eq!(last(&outcome, "effective_flops"), last(&asked, "effective_flops"), "{}", chip.id);
        assert_eq!(of_precision(&asked), [], "{}", chip.id);
    }
    assert_eq!(without, ["trainium2", "h100", "h200", "tpu-v5p", "tpu-v6e", "tpu7x", "mi300x", "mi325x"]);
    // Where even the widest precision is not published, nothing is counted, so that 0 does not pass for a figure.
    let helios = run(&only("mi455x", 1_000, "bf16"));
    assert!(
        matches!(of_precision(&helios)[..], [Notice::NotCounted { asked: Precision::Bf16, .. }]),
        "{:?}",
        helios.notices
    );
    assert!(helios.metrics.get(metric::TRAINING_DAYS).is_err());
}

#[test]
fn h100_equivalents_follow_the_eight_bit_rule() {
    let _held = trust::Held("numbers");
    for (id, tera) in [("h100", 1_979.0), ("trainium2", 1_299.0), ("tpu-v5p", 918.0), ("tpu-v6e", 1_836.0)] {
        let outcome = run(&only(id, 1_000, "fp8"));
        close(last(&outcome, "h100_equivalents"), 1_000.0 * tera / 1_979.0, 1e-6);
    }
}

/// "144 × 144 GB = 20.7 TB" counts 20,736 GiB, which is 22.3 TB.
#[test]
fn memory_in_gibibytes_is_not_read_as_gigabytes() {
    let _held = trust::Held("numbers");
    let outcome = run(&only("trainium3", 144, "fp8"));
    close(last(&outcome, "hbm_bytes"), 20_736.0 * GIB, 1.0);
    close(last(&outcome, "hbm_bytes") / 1e12, 22.3, 0.05);
}

#[test]
fn a_stake_is_the_investment_over_the_valuation_after_the_money() {
    let _held = trust::Held("numbers");
    let talks = run(&scenario("talks-2025-12", &[]));
    close(metric(&talks, "stake"), 10.0 / 510.0, 1e-15);
    close(metric(&talks, "stake"), 0.0196, 5e-5);
    assert_eq!(metric(&talks, "post_money_usd"), 510e9);
    let funded = run(&scenario("funded-2026-07", &[]));
    close(metric(&funded, "stake"), 50.0 / 852.0, 1e-15);
    close(metric(&funded, "stake"), 0.0587, 5e-5);
    assert_eq!(metric(&funded, "post_money_usd"), 852e9);
    // $840bn was the post-money of February: $110bn of new money on the same $730bn. Conditional money counts at its
    // expected value: 730 + 60 + 15 + 0.7 × 35.
    let announced = run(&scenario("announced-2026-02", &[("equity.tranche2.probability", "1")]));
    assert_eq!(metric(&announced, "post_money_usd"), 840e9);
    assert_eq!(metric(&run(&scenario("announced-2026-02", &[])), "post_money_usd"), 829.5e9);
}

/// The $38bn of November 2025 is NVIDIA capacity; the $100bn comes on top.
#[test]
fn the_openai_aws_agreement_is_nvidia_and_the_expansion_on_top() {
    let of_aws = ["talks-2025-12", "announced-2026-02", "funded-2026-07", "all-nvidia", "power-bound", "all-trainium3"];
    for id in of_aws {
        let baseline = scenario(id, &[]);
        let input = |id: &str| baseline.get(model::inputs::input::ParameterId::parse(id).expect(id));
        assert_eq!(input("agreement.base.value_usd"), 38e9, "{id}");
        assert_eq!(input("agreement.base.term_months"), 84.0, "{id}");
        for phase in &PHASES[..2] {
            let share_b = input(&format!("phase.{phase}.share_b"));
            for (chip, share) in [("chip_a", 1.0 - share_b), ("chip_b", share_b)] {
                if share > 0.0 {
                    let chip = &ACCELERATORS[input(&format!("phase.{phase}.{chip}")) as usize];
                    let expected =
                        if id == "all-trainium3" { chip.id == "trainium3" } else { chip.vendor == Vendor::Nvidia };
                    assert!(expected, "{id}: {phase} on {}", chip.name);
                }
            }
        }
        if ["announced-2026-02", "funded-2026-07", "power-bound"].contains(&id) {
            assert_eq!(input("agreement.expansion.value_usd"), 100e9, "{id}");
        }
    }
}
