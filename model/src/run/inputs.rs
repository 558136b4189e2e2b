//! The inputs of a run, generic over the kind of number.

use crate::inputs::choices::Choices;
use crate::inputs::families::AGREEMENTS;
use crate::inputs::input;
use crate::inputs::input::{COUNT, ParameterId};
use crate::inputs::kinds::Kind;
use std::ops::Range;

/// The inputs as the model reads them: by id, generic over the kind of number.
#[derive(Clone, Copy)]
pub struct Inputs<'a, N> {
    values: &'a [N],
}

impl<'a, N: crate::run::number::Number> Inputs<'a, N> {
    /// Wraps the values, which are in the order of the table; there are [`COUNT`] of them.
    pub fn new(values: &'a [N; COUNT]) -> Inputs<'a, N> {
        Inputs { values }
    }

    /// The value of one input.
    #[inline]
    pub fn get(&self, input: ParameterId) -> N {
        self.values[input.index()]
    }

    /// The indices of an input's choices that must be computed: only the chosen one, or all of them where numbers are
    /// symbolic.
    #[inline]
    pub fn cases(&self, input: ParameterId) -> Range<usize> {
        if N::SYMBOLIC {
            return 0..choices_of(input).map_or(1, Choices::count);
        }
        let chosen = self.get(input).value() as usize;
        chosen..chosen + 1
    }

    /// The value that `of` gives for the chosen index of an input.
    #[inline]
    pub fn pick(&self, input: ParameterId, of: impl FnMut(usize) -> N) -> N {
        self.get(input).pick(choices_of(input).map_or(1, Choices::count), of)
    }

    /// `value` if `index`, one of [`Inputs::cases`], is the chosen one; else 0.
    #[inline]
    pub fn where_chosen(&self, input: ParameterId, index: usize, value: N) -> N {
        if N::SYMBOLIC { self.get(input).equals(index as f64, || value, N::zero) } else { value }
    }

    /// Whether a switch is on. Always true where numbers are symbolic, since it could be on.
    #[inline]
    pub fn may_be_on(&self, input: ParameterId) -> bool {
        N::SYMBOLIC || self.get(input).value() != 0.0
    }

    /// `yes` if a switch is on, else `no`.
    #[inline]
    pub fn where_on(&self, input: ParameterId, yes: impl FnOnce() -> N, no: impl FnOnce() -> N) -> N {
        self.get(input).equals(0.0, no, yes)
    }

    /// Whether any agreement is bought. Always true where numbers are symbolic, since one could be.
    #[inline]
    pub fn any_may_be_bought(&self) -> bool {
        (0..AGREEMENTS.len()).any(|agreement| self.may_be_on(input::agreement::BOUGHT.of(agreement)))
    }

    /// `value` if an agreement is rented; 0 if the customer buys its capacity.
    #[inline]
    pub fn where_rented(&self, agreement: usize, value: N) -> N {
        let bought = input::agreement::BOUGHT.of(agreement);
        if self.may_be_on(bought) { self.where_on(bought, N::zero, || value) } else { value }
    }

    /// `value` if the customer buys an agreement's capacity; 0 if it is rented.
    #[inline]
    pub fn where_bought(&self, agreement: usize, value: N) -> N {
        let bought = input::agreement::BOUGHT.of(agreement);
        if self.may_be_on(bought) { self.where_on(bought, || value, N::zero) } else { N::zero() }
    }
}

/// The choices of an input; `None` if it is a number or a switch.
pub fn choices_of(input: ParameterId) -> Option<Choices> {
    match input.row().kind {
        Kind::Choice(choices) => Some(choices),
        _ => None,
    }
}
