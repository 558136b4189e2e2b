//! Vendors' claims compared with the ratios that the specifications give.

use crate::facts::accelerator::Accelerator;
use crate::facts::claims::{Claim, Measure};
use crate::facts::provenance::Fact;
use crate::facts::systems::{Published, system};
use crate::inputs::input;
use crate::run::inputs::Inputs;
use crate::run::number::Number;

/// What the specifications give for one side of a comparison.
#[derive(Clone, Copy)]
struct Specified {
    figure: &'static Fact,
    /// Factor of the figure: 1, or the number of chips of a system.
    times: u32,
    /// The watts by which the figure is divided, in a comparison per watt.
    watts: Option<&'static Fact>,
}

impl Specified {
    /// For a system, its printed total if there is one, else chips × the figure of one chip; for an accelerator, its
    /// own figure. `None` if the specifications do not give it.
    fn of(id: &str, measure: Measure) -> Option<Specified> {
        let system = system(id);
        let accelerator = Accelerator::by_id(system.map_or(id, |system| system.accelerator))?;
        let once = |figure| Specified { figure, times: 1, watts: None };
        let total = |printed: fn(&Published) -> &Option<Fact>, of_one: &'static Option<Fact>| {
            let printed = system.and_then(|system| printed(&system.published).as_ref());
            let times = system.map_or(1, |system| system.chips);
            printed.map(once).or_else(|| of_one.as_ref().map(|figure| Specified { times, ..once(figure) }))
        };
        match measure {
            Measure::Fp8 => total(|p| &p.fp8, &accelerator.fp8),
            Measure::Fp4 => total(|p| &p.fp4, &accelerator.fp4),
            Measure::Bf16 => total(|p| &p.bf16, &accelerator.bf16),
            Measure::HbmBandwidth => total(|p| &p.hbm_bytes_per_second, &accelerator.hbm_bytes_per_second),
            Measure::HbmCapacity => total(|p| &p.hbm_bytes, &accelerator.hbm_bytes),
            // Per watt, a system has the same figure as one of its chips.
            Measure::Fp8PerTdpWatt => {
                let watts = accelerator.tdp_watts.as_ref()?;
                accelerator.fp8.as_ref().map(|fp8| Specified { watts: Some(watts), ..once(fp8) })
            }
            Measure::Undefined => None,
        }
    }

    fn number<N: Number>(self) -> N {
        let figure = N::fact(self.figure);
        let figure = if self.times == 1 { figure } else { figure * N::constant(f64::from(self.times)) };
        self.watts.map_or(figure, |watts| figure / N::fact(watts))
    }
}

impl Claim {
    /// The ratio of subject to base that the specifications give for the claim's comparison. Where the claim is about
    /// systems it compares systems, or chips if `per_chip`.
    ///
    /// `None` where no specification gives the measure, or where the subject's specification is itself only derived
    /// from this claim (a chip that is announced by its ratios).
    pub(crate) fn specified<N: Number>(&self, per_chip: bool) -> Option<N> {
        if self.specification_is_the_claim() {
            return None;
        }
        let side = |id: &'static str| {
            let chip = system(id).filter(|_| per_chip).map_or(id, |system| system.accelerator);
            Specified::of(chip, self.measure)
        };
        let (subject, base) = (side(self.subject)?, side(self.base)?);
        Some(subject.number::<N>() / base.number())
    }

    /// The ratio that the specifications give, from systems' printed totals where there are such. `None` where no
    /// specification gives the measure, or where the subject's specification is derived from this claim.
    pub fn specified_ratio(&self) -> Option<f64> {
        self.specified(false)
    }

    /// The same ratio, for one chip against one chip.
    pub fn specified_ratio_per_chip(&self) -> Option<f64> {
        self.specified(true)
    }

    /// Whether the subject is known only by ratios such as this one, which would make the comparison circular.
    fn specification_is_the_claim(&self) -> bool {
        let chip = system(self.subject).map_or(self.subject, |system| system.accelerator);
        Accelerator::by_id(chip)
            .is_some_and(|a| a.fp8.as_ref().is_some_and(|fact| fact.class == crate::facts::provenance::Class::Derived))
    }
}

/// A claim's ratio, credited in part: specified^(1−κ) × claimed^κ if the claim exceeds the specification, else the
/// specified ratio. κ is the input [`input::CLAIM_CREDIT`].
pub(crate) fn credited_ratio<N: Number>(inputs: &Inputs<'_, N>, claim: &'static Claim, specified: N) -> N {
    let (claimed, credit) = (N::fact(&claim.ratio), inputs.get(input::CLAIM_CREDIT));
    let between = || specified.powf(N::constant(1.0) - credit) * claimed.powf(credit);
    N::choose(specified - claimed, || specified, between)
}
