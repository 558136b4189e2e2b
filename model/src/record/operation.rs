//! The operations of a recording, one row each: how the operation is evaluated, its derivatives, and how it is written
//! for readers and for a spreadsheet.

use crate::run::number::Number;

/// How tightly the outermost operator of a text binds, the loosest first; decides where brackets are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// Words, or nothing around the text.
    Loosely,
    /// A sum or a difference.
    Sum,
    /// A product or a quotient.
    Product,
    /// A sign before an operand.
    Sign,
    /// A name, a number or a call, which never needs brackets.
    Whole,
}

/// How an operation is written.
#[derive(Clone, Copy, Debug)]
pub enum Notation {
    /// A sign before the only operand.
    Prefix {
        /// The text of the sign.
        sign: &'static str,
        /// How tightly the whole text binds.
        precedence: Precedence,
        /// The loosest binding at which the operand needs no brackets.
        operand: Precedence,
    },
    /// A sign between the two operands.
    Infix {
        /// The text of the sign.
        sign: &'static str,
        /// How tightly the whole text binds; also the loosest binding at which the left operand needs no brackets.
        precedence: Precedence,
        /// The loosest binding at which the right operand needs no brackets.
        right: Precedence,
    },
    /// The opening of a call; the operands follow, and a bracket closes it.
    Call(&'static str),
    /// Several pieces, one after another.
    Pieces {
        /// The pieces in order.
        pieces: &'static [Piece],
        /// How tightly the whole text binds.
        precedence: Precedence,
    },
    /// Not written as a formula: readers see the value, and a spreadsheet has a form of its own.
    Special,
}

/// One of the pieces of a notation.
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// A fixed text.
    Text(&'static str),
    /// An operand by its index, and the loosest binding at which it needs no brackets.
    Operand(usize, Precedence),
    /// An operand by its index, compared with 0 by this sign; for a difference, its two sides are compared instead.
    Compared(usize, &'static str),
    /// The cells of the row.
    Row,
}

/// Something that an operation reads, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// One of its operands.
    Operand(usize),
    /// A cell of its row.
    Cell(usize),
}

/// The values that an operation reads.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The values of its operands.
    pub operands: &'a [f64],
    /// The values of its row's cells; empty if it reads no row.
    pub row: &'a [f64],
}

impl Values<'_> {
    /// The value of an operand.
    fn at(&self, operand: usize) -> f64 {
        self.operands[operand]
    }
}

/// The properties of an operation.
pub struct OperationRow {
    /// The number of operands; `None` for any number.
    pub operands: Option<usize>,
    /// Computes the result.
    pub evaluate: fn(Values<'_>) -> f64,
    /// Passes on the partial derivatives of the result, given as the second argument, by what the operation reads. An
    /// operand that is not passed on, or with 0, does not change the result.
    pub slopes: fn(Values<'_>, f64, &mut dyn FnMut(Read, f64)),
    /// How it is written for readers.
    pub in_words: Notation,
    /// How it is written in a spreadsheet.
    pub in_cells: Notation,
}

macro_rules! operations {
    ($($(#[$doc:meta])* $Name:ident $operands:expr => {
        evaluate: $evaluate:expr, slopes: $slopes:expr, in_words: $words:expr, in_cells: $cells:expr $(,)?
    })*) => {
        /// An operation of the arithmetic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Operation { $($(#[$doc])* $Name,)* }

        static ROWS: &[OperationRow] = &[$(OperationRow {
            operands: $operands, evaluate: $evaluate, slopes: $slopes, in_words: $words, in_cells: $cells,
        }),*];
    };
}

impl Operation {
    /// The properties of the operation.
    pub fn row(self) -> &'static OperationRow {
        &ROWS[self as usize]
    }

    /// The plain operation for one that returns 0 instead of rounding error. Both are written and simplified the same
    /// way.
    pub(crate) fn but_for_rounding(self) -> Operation {
        match self {
            Operation::More => Operation::Add,
            Operation::Less => Operation::Subtract,
            other => other,
        }
    }
}

const fn infix(sign: &'static str, precedence: Precedence, right: Precedence) -> Notation {
    Notation::Infix { sign, precedence, right }
}

const fn prefix(sign: &'static str, precedence: Precedence, operand: Precedence) -> Notation {
    Notation::Prefix { sign, precedence, operand }
}

const fn pieces(pieces: &'static [Piece], precedence: Precedence) -> Notation {
    Notation::Pieces { pieces, precedence }
}

use Notation::{Call, Special};
use Piece::{Compared, Operand, Row, Text};
use Precedence::{Loosely, Product, Sign, Sum, Whole};

operations! {
    /// −a.
    Negate Some(1) => {
        evaluate: |v| -v.at(0),
        slopes: |_, _, pass| pass(Read::Operand(0), -1.0),
        in_words: prefix("−", Sum, Product),
        in_cells: prefix("-", Sign, Whole),
    }
    /// a + b.
    Add Some(2) => {
        evaluate: |v| v.at(0) + v.at(1),
        slopes: |_, _, pass| {
            pass(Read::Operand(0), 1.0);
            pass(Read::Operand(1), 1.0);
        },
        in_words: infix(" + ", Sum, Sum),
        in_cells: infix("+", Sum, Product),
    }
    /// a − b.
    Subtract Some(2) => {
        evaluate: |v| v.at(0) - v.at(1),
        slopes: |_, _, pass| {
            pass(Read::Operand(0), 1.0);
            pass(Read::Operand(1), -1.0);
        },
        in_words: infix(" − ", Sum, Product),
        in_cells: infix("-", Sum, Product),
    }
    /// a − b, with a result of rounding error replaced by 0; see [`Number::less`].
    Less Some(2) => {
        evaluate: |v| Number::less(v.at(0), v.at(1)),
        slopes: |_, _, pass| {
            pass(Read::Operand(0), 1.0);
            pass(Read::Operand(1), -1.0);
        },
        in_words: infix(" − ", Sum, Product),
        in_cells: infix("-", Sum, Product),
    }
    /// a + b, with a result of rounding error replaced by 0; see [`Number::more`].
    More Some(2) => {
        evaluate: |v| Number::more(v.at(0), v.at(1)),
        slopes: |_, _, pass| {
            pass(Read::Operand(0), 1.0);
            pass(Read::Operand(1), 1.0);
        },
        in_words: infix(" + ", Sum, Sum),
        in_cells: infix("+", Sum, Sum),
    }
    /// a × b.
    Multiply Some(2) => {
        evaluate: |v| v.at(0) * v.at(1),
        slopes: |v, _, pass| {
            pass(Read::Operand(0), v.at(1));
            pass(Read::Operand(1), v.at(0));
        },
        in_words: infix(" × ", Product, Product),
        in_cells: infix("*", Product, Whole),
    }
    /// a ÷ b.
    Divide Some(2) => {
        evaluate: |v| v.at(0) / v.at(1),
        slopes: |v, _, pass| {
            pass(Read::Operand(0), 1.0 / v.at(1));
            pass(Read::Operand(1), -v.at(0) / (v.at(1) * v.at(1)));
        },
        in_words: infix(" ÷ ", Product, Whole),
        in_cells: infix("/", Product, Whole),
    }
    /// The smaller of two.
    Smaller Some(2) => {
        evaluate: |v| Number::min(v.at(0), v.at(1)),
        slopes: |v, _, pass| pass(Read::Operand(usize::from(v.at(1) < v.at(0))), 1.0),
        in_words: Call("the smaller of ("),
        in_cells: Call("MIN("),
    }
    /// The larger of two.
    Larger Some(2) => {
        evaluate: |v| Number::max(v.at(0), v.at(1)),
        slopes: |v, _, pass| pass(Read::Operand(usize::from(v.at(1) > v.at(0))), 1.0),
        in_words: Call("the larger of ("),
        in_cells: Call("MAX("),
    }
    /// a to the power of b.
    Power Some(2) => {
        evaluate: |v| Number::powf(v.at(0), v.at(1)),
        slopes: |v, _, pass| {
            let (base, exponent) = (v.at(0), v.at(1));
            pass(Read::Operand(0), exponent * Number::powf(base, exponent - 1.0));
            if base > 0.0 {
                pass(Read::Operand(1), Number::powf(base, exponent) * libm::log(base));
            }
        },
        in_words: infix(" ^ ", Whole, Whole),
        in_cells: Call("POWER("),
    }
    /// The second operand if the first is at least 0, else the third. The operand not taken may have no finite value.
    Select Some(3) => {
        evaluate: |v| f64::select(v.at(0), v.at(1), v.at(2)),
        slopes: |v, _, pass| pass(Read::Operand(if v.at(0) >= 0.0 { 1 } else { 2 }), 1.0),
        in_words: pieces(
            &[Operand(1, Sum), Text(" if "), Compared(0, " ≥ "), Text(", else "), Operand(2, Sum)],
            Loosely,
        ),
        in_cells: pieces(
            &[Text("IF("), Compared(0, ">="), Text(","), Operand(1, Loosely), Text(","), Operand(2, Loosely), Text(")")],
            Whole,
        ),
    }
    /// The third operand if the first is the same whole number as the second, else the fourth.
    Equals Some(4) => {
        evaluate: |v| if v.at(0) == v.at(1) { v.at(2) } else { v.at(3) },
        slopes: |v, _, pass| pass(Read::Operand(if v.at(0) == v.at(1) { 2 } else { 3 }), 1.0),
        in_words: Special,
        in_cells: pieces(
            &[
                Text("IF("), Operand(0, Loosely), Text("="), Operand(1, Loosely), Text(","), Operand(2, Loosely),
                Text(","), Operand(3, Loosely), Text(")"),
            ],
            Whole,
        ),
    }
    /// The operand that the first one, a whole number, chooses of those after it; 0 chooses the first of them, and 0 is
    /// the result if there is none.
    Pick None => {
        evaluate: |v| v.operands.get(v.at(0) as usize + 1).copied().unwrap_or(0.0),
        slopes: |v, _, pass| {
            let chosen = v.at(0) as usize + 1;
            if chosen < v.operands.len() {
                pass(Read::Operand(chosen), 1.0);
            }
        },
        in_words: Special,
        in_cells: Special,
    }
    /// How many cells of the row come before the first one above a level. A spreadsheet counts the cells that are not
    /// above it, which differs only if a row falls: in months after an agreement has ended.
    Rank Some(1) => {
        evaluate: |v| f64::rank(v.at(0), v.row),
        slopes: |_, _, _| {},
        in_words: pieces(&[Text("how many of ("), Row, Text(") come before the first above "), Operand(0, Sum)], Loosely),
        in_cells: pieces(&[Text("SUMPRODUCT(--("), Row, Text("<="), Operand(0, Loosely), Text("))")], Whole),
    }
    /// The cell of the row at a position counted from 1; 0 if the position is 0 or beyond the row.
    Entry Some(1) => {
        evaluate: |v| f64::entry(v.row, v.at(0)),
        slopes: |v, _, pass| {
            if let Some(chosen) = (v.at(0) as usize).checked_sub(1).filter(|chosen| *chosen < v.row.len()) {
                pass(Read::Cell(chosen), 1.0);
            }
        },
        in_words: Special,
        in_cells: pieces(
            &[
                Text("IF("), Operand(0, Loosely), Text("=0,0,INDEX("), Row, Text(",1,"), Operand(0, Loosely),
                Text("))"),
            ],
            Whole,
        ),
    }
    /// The largest whole number that is not above the operand.
    Floor Some(1) => {
        evaluate: |v| Number::floor(v.at(0)),
        slopes: |_, _, _| {},
        in_words: Call("whole part of ("),
        in_cells: Call("INT("),
    }
    /// The annual rate of return of the cells of the row, monthly flows; see [`Number::rate_of_return`].
    Rate Some(0) => {
        evaluate: |v| f64::rate_of_return(v.row).0,
        slopes: |v, rate, pass| {
            // Implicit differentiation: the rate moves so that the present value stays 0.
            let worth = |month: usize| Number::powf(1.0 + rate, -(month as f64) / 12.0);
            let falls = |(month, usd): (usize, &f64)| month as f64 / 12.0 * usd * worth(month) / (1.0 + rate);
            let falls: f64 = v.row.iter().enumerate().map(falls).sum();
            if falls != 0.0 {
                for month in 0..v.row.len() {
                    pass(Read::Cell(month), worth(month) / falls);
                }
            }
        },
        in_words: pieces(&[Text("yearly rate at which these are worth 0 together ("), Row, Text(")")], Whole),
        in_cells: Special,
    }
    /// The kind of result of that rate: 1 if there is exactly one rate, else the number of the reason.
    RateKind Some(0) => {
        evaluate: |v| f64::rate_of_return(v.row).1,
        slopes: |_, _, _| {},
        in_words: pieces(&[Text("whether there is such a rate ("), Row, Text(")")], Whole),
        in_cells: Special,
    }
}
