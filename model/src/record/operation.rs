//! The operations that steps of a recording do, one row each: how it is evaluated, how its result answers to what it
//! reads, and how it is written for readers and for a spreadsheet.

use crate::run::number::Number;

/// How tightly the outermost sign of a text binds, for brackets: loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// Words around it, or nothing.
    Loosely,
    /// A sum or a difference.
    Sum,
    /// A product or a quotient.
    Product,
    /// A sign before something.
    Sign,
    /// A name, a number, a call: never in brackets.
    Whole,
}

/// How an operation is written.
#[derive(Clone, Copy, Debug)]
pub enum Notation {
    /// A sign before the only operand.
    Prefix {
        /// The sign.
        sign: &'static str,
        /// How tightly the whole binds.
        precedence: Precedence,
        /// What the operand must bind at least.
        operand: Precedence,
    },
    /// A sign between the two operands.
    Infix {
        /// The sign.
        sign: &'static str,
        /// How tightly the whole binds, and what the left operand must bind at least.
        precedence: Precedence,
        /// What the right operand must bind at least.
        right: Precedence,
    },
    /// What opens a call; the operands follow, and a bracket closes it.
    Call(&'static str),
    /// Pieces one after another.
    Pieces {
        /// The pieces.
        pieces: &'static [Piece],
        /// How tightly the whole binds.
        precedence: Precedence,
    },
    /// Not as a formula: readers see its value, and a spreadsheet has a form of its own for it.
    Special,
}

/// One of the pieces of a notation.
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// A text.
    Text(&'static str),
    /// An operand, which must bind at least so tightly.
    Operand(usize, Precedence),
    /// An operand compared with 0 by this sign; a difference is written as the comparison of its two sides.
    Compared(usize, &'static str),
    /// The cells of the row.
    Row,
}

/// Something that an operation reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// One of its operands.
    Operand(usize),
    /// A cell of its row.
    Cell(usize),
}

/// The values of what an operation reads.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// Of its operands.
    pub operands: &'a [f64],
    /// Of the cells of its row; empty where it has none.
    pub row: &'a [f64],
}

impl Values<'_> {
    /// An operand's.
    fn at(&self, operand: usize) -> f64 {
        self.operands[operand]
    }
}

/// What is known of an operation.
pub struct OperationRow {
    /// How many operands it has; `None` for a list.
    pub operands: Option<usize>,
    /// Its result.
    pub evaluate: fn(Values<'_>) -> f64,
    /// Hands on by how much the result changes for a small change of what it reads; what is not handed on, or by 0,
    /// does not change it. The second number is the result.
    pub slopes: fn(Values<'_>, f64, &mut dyn FnMut(Read, f64)),
    /// How readers see it.
    pub in_words: Notation,
    /// How a spreadsheet has it.
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
    /// What is known of it.
    pub fn row(self) -> &'static OperationRow {
        &ROWS[self as usize]
    }

    /// The operation that it is where what rounding leaves is no matter: how it is told, and what changes nothing in it.
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
    /// a − b, and 0 where only rounding is left of it; see [`Number::less`].
    Less Some(2) => {
        evaluate: |v| Number::less(v.at(0), v.at(1)),
        slopes: |_, _, pass| {
            pass(Read::Operand(0), 1.0);
            pass(Read::Operand(1), -1.0);
        },
        in_words: infix(" − ", Sum, Product),
        in_cells: infix("-", Sum, Product),
    }
    /// a + b, and 0 where only rounding is left of it; see [`Number::more`].
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
    /// The second where the first is not below 0, else the third. The way not taken may have no finite value.
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
    /// The third where the first is the same whole number as the second, else the fourth.
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
    /// What the first operand, a whole number, chooses of those after it: 0 chooses the first of them.
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
    /// How many cells of the row come before the first that is above a level. In a spreadsheet those that are not above it are
    /// counted, which is the same but where a row falls: in months after an agreement has ended.
    Rank Some(1) => {
        evaluate: |v| f64::rank(v.at(0), v.row),
        slopes: |_, _, _| {},
        in_words: pieces(&[Text("how many of ("), Row, Text(") come before the first above "), Operand(0, Sum)], Loosely),
        in_cells: pieces(&[Text("SUMPRODUCT(--("), Row, Text("<="), Operand(0, Loosely), Text("))")], Whole),
    }
    /// The cell of the row with this number, 1 the first; 0 where the number is 0.
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
    /// The largest whole number that is not above it.
    Floor Some(1) => {
        evaluate: |v| Number::floor(v.at(0)),
        slopes: |_, _, _| {},
        in_words: Call("whole part of ("),
        in_cells: Call("INT("),
    }
    /// The annual rate of return of the cells of the row, a flow a month; see [`Number::rate_of_return`].
    Rate Some(0) => {
        evaluate: |v| f64::rate_of_return(v.row).0,
        slopes: |v, rate, pass| {
            // The rate moves so that the present value stays 0.
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
    /// What is found of that rate: 1 where there is one, else the number of the reason.
    RateKind Some(0) => {
        evaluate: |v| f64::rate_of_return(v.row).1,
        slopes: |_, _, _| {},
        in_words: pieces(&[Text("whether there is such a rate ("), Row, Text(")")], Whole),
        in_cells: Special,
    }
}
