//! The inputs of a run, as numbers of any kind.

use crate::inputs::choices::Choices;
use crate::inputs::families::AGREEMENTS;
use crate::inputs::input;
use crate::inputs::input::{COUNT, ParameterId};
use crate::inputs::kinds::Kind;
use std::ops::Range;

/// The inputs as the model reads them: by id, as numbers of any kind.
#[derive(Clone, Copy)]
pub struct Inputs<'a, N> {
    values: &'a [N],
}

impl<'a, N: crate::run::number::Number> Inputs<'a, N> {
    /// The values in the order of the table; there must be [`COUNT`] of them.
    pub fn new(values: &'a [N; COUNT]) -> Inputs<'a, N> {
        Inputs { values }
    }

    /// One input.
    #[inline]
    pub fn get(&self, input: ParameterId) -> N {
        self.values[input.index()]
    }

    /// The indices among an input's choices that must be thought of: the chosen one, or all where numbers are symbolic.
    #[inline]
    pub fn cases(&self, input: ParameterId) -> Range<usize> {
        if N::SYMBOLIC {
            return 0..choices_of(input).map_or(1, Choices::count);
        }
        let chosen = self.get(input).value() as usize;
        chosen..chosen + 1
    }

    /// What belongs to the chosen one of an input's choices.
    #[inline]
    pub fn pick(&self, input: ParameterId, of: impl FnMut(usize) -> N) -> N {
        self.get(input).pick(choices_of(input).map_or(1, Choices::count), of)
    }

    /// A value where a choice, one of [`Inputs::cases`], is the chosen one; else 0.
    #[inline]
    pub fn where_chosen(&self, input: ParameterId, index: usize, value: N) -> N {
        if N::SYMBOLIC { self.get(input).equals(index as f64, || value, N::zero) } else { value }
    }

    /// Whether a switch is on, or could be where numbers are symbolic.
    #[inline]
    pub fn may_be_on(&self, input: ParameterId) -> bool {
        N::SYMBOLIC || self.get(input).value() != 0.0
    }

    /// `yes` where a switch is on, else `no`.
    #[inline]
    pub fn where_on(&self, input: ParameterId, yes: impl FnOnce() -> N, no: impl FnOnce() -> N) -> N {
        self.get(input).equals(0.0, no, yes)
    }

    /// Whether an agreement's capacity is the customer's own, or could be where numbers are symbolic.
    #[inline]
    pub fn any_may_be_bought(&self) -> bool {
        (0..AGREEMENTS.len()).any(|agreement| self.may_be_on(input::agreement::BOUGHT.of(agreement)))
    }

    /// What counts only where an agreement is rented; 0 where its capacity is the customer's own.
    #[inline]
    pub fn where_rented(&self, agreement: usize, value: N) -> N {
        let bought = input::agreement::BOUGHT.of(agreement);
        if self.may_be_on(bought) { self.where_on(bought, N::zero, || value) } else { value }
    }

    /// What counts only where an agreement's capacity is the customer's own; 0 where it is rented.
    #[inline]
    pub fn where_bought(&self, agreement: usize, value: N) -> N {
        let bought = input::agreement::BOUGHT.of(agreement);
        if self.may_be_on(bought) { self.where_on(bought, || value, N::zero) } else { N::zero() }
    }
}

/// The choices of an input that has some.
pub fn choices_of(input: ParameterId) -> Option<Choices> {
    match input.row().kind {
        Kind::Choice(choices) => Some(choices),
        _ => None,
    }
}
