//! Accelerators compared: what a unit of work costs, at contract prices or to its owner, and what a watt gives.

use super::words;
use crate::bars::{BarPlot, BarRow};
use crate::figure::{Definition, Plot, Subjects};
use crate::order::by_number;
use crate::ranges::{Ranges, range_of, within_ranges};
use crate::sentences::chips_shown;
use crate::span::{Sentence, Span, figure, of_metric, text};
use crate::table::Cell;
use crate::theme::Colour;
use model::base::numbers::three_digits;
use model::base::show::show;
use model::base::units::Unit;
use model::facts::accelerator::{Precision, PriceKind};
use model::facts::accelerators::ACCELERATORS;
use model::facts::provenance::Class;
use model::inputs::input::{Family, ParameterId};
use model::inputs::scenario::Scenario;
use model::quantities::metric::MetricFamily;
use model::record::question::Question;
use model::run::compared::Efficiency;
use model::{input, metric};

/// A kind of comparison: one number for each accelerator, of one kind only.
struct Comparison {
    /// The number.
    of: fn(&Efficiency<f64>) -> f64,
    /// What it is, to be asked about.
    metric: MetricFamily,
    /// The same at peak, where it is drawn.
    at_peak: Option<(fn(&Efficiency<f64>) -> f64, MetricFamily)>,
    unit: Unit,
    /// Whether less of it is better.
    least: bool,
    /// The input that it rests on, whose evidence is marked in the bar, and what that is called there.
    rests_on: (Family, &'static str),
    /// Its inputs of each of two accelerators, but for MFU, which depends on the precision.
    of_chip: &'static [Family],
    /// Its inputs that accelerators share and that do not cancel out.
    shared: &'static [ParameterId],
}

const AT_CONTRACT: Comparison = Comparison {
    of: |one| one.usd_per_effective_pflop_hour,
    metric: metric::chip::PRICE_PER_EFFECTIVE_PFLOP_HOUR,
    at_peak: Some((|one| one.usd_per_peak_pflop_hour, metric::chip::PRICE_PER_PEAK_PFLOP_HOUR)),
    unit: Unit::UsdPerPflopHour,
    least: true,
    rests_on: (input::chip::PRICE, "assumed"),
    of_chip: &[input::chip::PRICE],
    shared: &[],
};

const TO_OWNER: Comparison = Comparison {
    of: |one| one.owner_usd_per_effective_pflop_hour,
    metric: metric::chip::OWNER_COST_PER_EFFECTIVE_PFLOP_HOUR,
    at_peak: None,
    unit: Unit::UsdPerPflopHour,
    least: true,
    rests_on: (input::chip::CAPEX, "assumed"),
    of_chip: &[input::chip::CAPEX, input::chip::IT_WATTS],
    shared: &[
        input::PUE,
        input::LOAD_FACTOR,
        input::ELECTRICITY_PRICE,
        input::HARDWARE_LIFE,
        input::WACC,
        input::OPEX_SHARE,
        input::FACILITY_COST,
        input::FACILITY_LIFE,
    ],
};

const PER_WATT: Comparison = Comparison {
    of: |one| one.effective_flops_per_watt,
    metric: metric::chip::EFFECTIVE_PER_WATT,
    at_peak: Some((|one| one.peak_flops_per_watt, metric::chip::PEAK_PER_WATT)),
    unit: Unit::FlopPerSecondPerWatt,
    least: false,
    rests_on: (input::chip::IT_WATTS, "assumed"),
    of_chip: &[input::chip::IT_WATTS],
    shared: &[],
};

/// Price of a unit of effective compute.
pub static COST: Definition = Definition {
    id: "cost",
    finding: |subjects| dearer(&AT_CONTRACT, subjects, "costs", "What a unit of work costs"),
    measure: |subjects| {
        let reference = input::REFERENCE_CHIP.show(subjects.scenario().get(input::REFERENCE_CHIP));
        words(format!(
            "Dollars a PFLOP-hour at contract prices: bar at achieved MFU, line at peak; hatched where the price is an assumption. Break-even MFU against {reference} in the values"
        ))
    },
    source: |_| {
        "derived · peaks official; contract prices of one survey where it has the chip, else implied or assumed, see Hardware; chips in use in bold".to_owned()
    },
    plot: |subjects| {
        let heads = [
            "Accelerator",
            "At MFU (USD/PFLOP-hour)",
            "At peak (USD/PFLOP-hour)",
            "Margin of renting (share)",
            "Break-even MFU (share)",
        ];
        bars(&AT_CONTRACT, subjects, &heads, |one| {
            vec![
                of_chip(one.usd_per_peak_pflop_hour, metric::chip::PRICE_PER_PEAK_PFLOP_HOUR, one),
                of_chip(one.rental_margin_share, metric::chip::RENTAL_MARGIN, one),
                of_chip(one.break_even_mfu_share, metric::chip::BREAK_EVEN_MFU, one),
            ]
        })
    },
    notes: |subjects| turns_on(&AT_CONTRACT, subjects),
};

/// What a unit of effective compute costs the owner of the chip.
pub static OWNER_COST: Definition = Definition {
    id: "owner-cost",
    finding: |subjects| dearer(&TO_OWNER, subjects, "costs its owner", "What a unit of work costs the owner"),
    measure: |_| {
        words(
            "TCO of a PFLOP-hour, US dollars: capital, building, energy and running cost, at achieved MFU; hatched where the capital cost is an assumption. Beside the published cost in the values",
        )
    },
    source: |_| {
        "derived · capital cost and watts as in Hardware, the rest as in Operations and Supplier; differences to the published cost: see Sources; chips in use in bold".to_owned()
    },
    plot: |subjects| {
        let heads = [
            "Accelerator",
            "At MFU (USD/PFLOP-hour)",
            "Owner’s cost (USD/chip-hour)",
            "Published (USD/chip-hour)",
            "Over the published (share)",
        ];
        bars(&TO_OWNER, subjects, &heads, |one| {
            let over = metric::chip::TCO_OVER_PUBLISHED.member(one.chip);
            let over = subjects.outcome().metrics.get(over).map(|share| Cell::of(share, of_metric(over)));
            vec![
                of_chip(one.tco_usd_per_chip_hour, metric::chip::TCO, one),
                published(one.chip).unwrap_or(NOTHING),
                over.unwrap_or(NOTHING),
            ]
        })
    },
    notes: |subjects| turns_on(&TO_OWNER, subjects),
};

/// Compute for each watt.
pub static EFFICIENCY: Definition = Definition {
    id: "efficiency",
    finding: |subjects| more_for_a_watt(subjects),
    measure: |_| {
        words(
            "TFLOP/s for each facility watt: bar at achieved MFU, line at peak; hatched where the watts are an assumption",
        )
    },
    source: |_| {
        "derived · peaks official; IT watts: mostly estimated or assumed, no vendor publishes them for a chip"
            .to_owned()
    },
    plot: |subjects| {
        let heads = [
            "Accelerator",
            "At MFU (FLOP/s/W)",
            "At peak (FLOP/s/W)",
            "At peak (FLOP/s/USD of capital)",
            "At MFU (FLOP/s/USD of capital)",
        ];
        bars(&PER_WATT, subjects, &heads, |one| {
            vec![
                of_chip(one.peak_flops_per_watt, metric::chip::PEAK_PER_WATT, one),
                of_chip(one.peak_flops_per_capex_usd, metric::chip::PEAK_PER_CAPEX, one),
                of_chip(one.effective_flops_per_capex_usd, metric::chip::EFFECTIVE_PER_CAPEX, one),
            ]
        })
    },
    notes: |subjects| turns_on(&PER_WATT, subjects),
};

const NOTHING: Cell = Cell { value: None, question: None };

fn of_chip(value: f64, of: MetricFamily, one: &Efficiency<f64>) -> Cell {
    Cell::of(value, of_metric(of.member(one.chip)))
}

/// The owner's cost that is published of an accelerator.
fn published(chip: usize) -> Option<Cell> {
    let accelerator = ACCELERATORS.get(chip)?;
    let published = accelerator.owner_cost_usd_per_chip_hour.as_ref()?;
    let id = format!("accelerator.{}.owner_cost_usd_per_chip_hour", accelerator.id);
    Some(Cell::of(published.value, Question::Fact(id).text()))
}

/// Every accelerator that publishes a peak, the best first.
fn sorted(of: &Comparison, subjects: &Subjects<'_>) -> Vec<Efficiency<f64>> {
    let efficiency = |chip| subjects.outcome().metrics.efficiency(subjects.scenario(), chip);
    let all = (0..ACCELERATORS.len()).filter_map(efficiency).collect();
    by_number(all, |one| if of.least { (of.of)(one) } else { -(of.of)(one) })
}

fn name_of(chip: usize) -> &'static str {
    ACCELERATORS.get(chip).map_or("", |accelerator| accelerator.name)
}

fn reference(scenario: &Scenario) -> usize {
    scenario.get(input::REFERENCE_CHIP) as usize
}

/// What is to be known of the number that a bar rests on: that it is an assumption, or of another kind than the others.
fn caveat(of: &Comparison, scenario: &Scenario, chip: usize) -> Option<(&'static str, bool)> {
    let (family, words) = of.rests_on;
    let input = family.member(chip);
    if scenario.evidence(input).class == Some(Class::Assumption) {
        return Some((words, true));
    }
    let kind = ACCELERATORS.get(chip).map(|accelerator| accelerator.price.kind);
    match kind.filter(|_| input == input::chip::PRICE.member(chip) && !scenario.is_changed(input)) {
        Some(kind @ (PriceKind::OnDemand | PriceKind::CapacityBlock | PriceKind::Spot)) => Some((kind.name(), false)),
        _ => None,
    }
}

fn bars(
    of: &Comparison,
    subjects: &Subjects<'_>,
    heads: &[&'static str],
    cells: impl Fn(&Efficiency<f64>) -> Vec<Cell>,
) -> Plot {
    let used = chips_shown(subjects.outcome());
    let (scenario, all) = (subjects.scenario(), sorted(of, subjects));
    let asked = input::PRECISION.show(scenario.get(input::PRECISION));
    let reference = reference(scenario);
    let row = |one: &Efficiency<f64>| {
        // With the precision where it is not the one asked for.
        let precision = one.precision.map_or("", Precision::name);
        let mut name = name_of(one.chip).to_owned();
        if precision != asked {
            name += &format!(" ({precision})");
        }
        let caveat = caveat(of, scenario, one.chip);
        if let Some((words, _)) = caveat {
            name += &format!(", {words}");
        }
        let value = (of.of)(one);
        BarRow {
            name,
            shown: match of.unit {
                Unit::FlopPerSecondPerWatt => three_digits(value / 1e12),
                unit => show(value, unit).figures,
            },
            colour: Colour::chip(one.chip),
            mark: of.at_peak.map(|(at_peak, _)| at_peak(one)),
            strong: used.contains(&one.chip),
            assumed: caveat.is_some_and(|(_, assumed)| assumed),
            // In use, and the reference; all of them where nothing is in use.
            folded: !used.is_empty() && !used.contains(&one.chip) && one.chip != reference,
            cells: std::iter::once(of_chip(value, of.metric, one)).chain(cells(one)).collect(),
        }
    };
    Plot::Bars(BarPlot { unit: of.unit, heads: heads.to_vec(), rows: all.iter().map(row).collect(), all: false })
}

/// What a title compares: the best accelerator in use with the reference; where that is the reference itself, with the next
/// best in use; alone where there is no other.
enum Pair {
    Nothing,
    Alone(usize),
    Two(usize, usize),
}

fn pair(of: &Comparison, subjects: &Subjects<'_>) -> Pair {
    let (all, used) = (sorted(of, subjects), chips_shown(subjects.outcome()));
    let reference = Some(reference(subjects.scenario())).filter(|chip| all.iter().any(|one| one.chip == *chip));
    let mut of_used = all.iter().map(|one| one.chip).filter(|chip| used.contains(chip));
    match (of_used.next(), reference) {
        (None, _) => Pair::Nothing,
        (Some(best), Some(reference)) if reference != best => Pair::Two(best, reference),
        (Some(best), _) => of_used.next().map_or(Pair::Alone(best), |next| Pair::Two(best, next)),
    }
}

/// MFU at the precision that an accelerator would use.
fn mfu_of(scenario: &Scenario, chip: usize) -> Option<ParameterId> {
    let asked = *Precision::ALL.get(scenario.get(input::PRECISION) as usize)?;
    let family = match ACCELERATORS.get(chip)?.precision_used(asked)? {
        Precision::Bf16 => input::chip::MFU_BF16,
        Precision::Fp8 => input::chip::MFU_FP8,
        Precision::Fp4 => input::chip::MFU_FP4,
    };
    Some(family.member(chip))
}

/// How much more or less of the number the first of two accelerators has, as a share of the second's, at the ends of the
/// ranges of all inputs that it rests on.
fn compare(of: &Comparison, scenario: &Scenario, first: usize, second: usize) -> Option<Ranges> {
    let of_both = [first, second]
        .into_iter()
        .flat_map(|chip| of.of_chip.iter().map(move |family| family.member(chip)).chain(mfu_of(scenario, chip)));
    let inputs: Vec<ParameterId> = of_both.chain(of.shared.iter().copied()).collect();
    within_ranges(scenario, &inputs, |tried| {
        let number = |chip| Efficiency::of_inputs(tried, chip).map(|one| (of.of)(&one));
        Some(number(first)? / number(second)? - 1.0)
    })
}

/// "46% less", "20% more", "as much": in whole per cent, which is more than such a comparison is good for.
fn by_how_much(share: f64) -> String {
    let percent = (100.0 * share).round();
    let shown = show(percent.abs() / 100.0, Unit::Share).text();
    match percent {
        percent if percent < 0.0 => format!("{shown} less"),
        percent if percent > 0.0 => format!("{shown} more"),
        _ => "as much".to_owned(),
    }
}

/// By how much the first of two is above or below the second: one figure where that is sure within the ranges of the
/// inputs, else the two ends.
fn difference(of: &Comparison, first: usize, second: usize, ranges: &Ranges) -> Vec<Span> {
    let both = [first, second].map(|chip| of_metric(of.metric.member(chip))).join(" ");
    let end = |end: &crate::ranges::End| {
        let input = end.input.map(|input| format!("{} ", Question::Input(input).text())).unwrap_or_default();
        figure(by_how_much(end.value), format!("{input}{both}"))
    };
    if ranges.flips() {
        vec![text("from "), end(&ranges.least), text(" to "), end(&ranges.most)]
    } else {
        vec![figure(by_how_much(ranges.value), both)]
    }
}

fn dearer(of: &Comparison, subjects: &Subjects<'_>, verb: &str, nothing: &str) -> Sentence {
    match pair(of, subjects) {
        Pair::Nothing => words(nothing),
        Pair::Alone(only) => {
            let number = sorted(of, subjects).into_iter().find(|one| one.chip == only).map_or(0.0, |one| (of.of)(&one));
            let question = of_metric(of.metric.member(only));
            vec![
                text(format!("A PFLOP-hour of work on {} {verb} ", name_of(only))),
                figure(show(number, of.unit).text(), question),
            ]
        }
        Pair::Two(first, second) => match compare(of, subjects.scenario(), first, second) {
            Some(ranges) => {
                let mut said = vec![text(format!("A unit of work on {} {verb} ", name_of(first)))];
                said.extend(difference(of, first, second, &ranges));
                said.push(text(match than(&ranges) {
                    Than::Than => format!(" than on {}", name_of(second)),
                    Than::As => format!(" as on {}", name_of(second)),
                }));
                said
            }
            None => words(nothing),
        },
    }
}

fn more_for_a_watt(subjects: &Subjects<'_>) -> Sentence {
    let of = &PER_WATT;
    match pair(of, subjects) {
        Pair::Nothing => words("What a watt gives"),
        Pair::Alone(only) => {
            let number = sorted(of, subjects).into_iter().find(|one| one.chip == only).map_or(0.0, |one| (of.of)(&one));
            vec![
                text(format!("{} does ", name_of(only))),
                figure(format!("{} TFLOP/s", three_digits(number / 1e12)), of_metric(of.metric.member(only))),
                text(" per watt"),
            ]
        }
        Pair::Two(first, second) => match compare(of, subjects.scenario(), first, second) {
            Some(ranges) => {
                let mut said = vec![text(format!("Per watt, {} does ", name_of(first)))];
                said.extend(difference(of, first, second, &ranges));
                said.push(text(match than(&ranges) {
                    Than::Than => format!(" work than {}", name_of(second)),
                    Than::As => format!(" work as {}", name_of(second)),
                }));
                said
            }
            None => words("What a watt gives"),
        },
    }
}

/// What stands before the name that something is compared with.
enum Than {
    Than,
    As,
}

fn than(ranges: &Ranges) -> Than {
    let end = if ranges.flips() { ranges.most.value } else { ranges.value };
    if by_how_much(end).starts_with("as") { Than::As } else { Than::Than }
}

/// On which inputs it turns who is ahead, where the ranges of the inputs hold both.
fn turns_on(of: &Comparison, subjects: &Subjects<'_>) -> Vec<Sentence> {
    let Pair::Two(first, second) = pair(of, subjects) else { return Vec::new() };
    let scenario = subjects.scenario();
    let Some(ranges) = compare(of, scenario, first, second).filter(Ranges::flips) else { return Vec::new() };
    let mut said = vec![text("Either comes out ahead within the range given for ")];
    for (place, input) in ranges.turns.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == ranges.turns.len() => " or for ",
            _ => ", for ",
        };
        let Some((low, high)) = range_of(scenario, *input) else { continue };
        said.push(text(before));
        said.push(figure(
            format!("{} ({} to {})", input.name(), input.show(low), input.show(high)),
            Question::Input(*input).text(),
        ));
    }
    said.push(text(". The title gives the ends, one input at a time."));
    vec![said]
}
