//! Steps of a recording as spreadsheet formulas.
//!
//! A step that is used once is written where it is used. A step that is shared, or whose text would make a formula too
//! long, gets a cell of its own on the sheet of steps. So the total length does not grow with the number of paths
//! through the recording.

use crate::address::{Address, Sheet};
use crate::search::Search;
use model::facts::provenance::Fact;
use model::inputs::input::ParameterId;
use model::quantities::cell::Cell;
use model::record::operation::{Notation, Operation, Piece, Precedence};
use model::record::tape::{Applied, Row, Step, StepId};
use std::collections::BTreeMap;

/// Excel allows 8,192 characters; more than this is illegible.
const LONGEST: usize = 1_500;
/// Excel allows 64 nested functions; brackets are counted too, as other programs do.
const DEEPEST: u8 = 40;
/// Excel allows 254 choices.
const MOST_CHOICES: usize = 254;
/// A shared step up to this length is repeated wherever it is used; a longer one gets a cell.
const SHORT: usize = 30;
/// The same for a step with only two uses.
const SHORT_FOR_TWO: usize = 90;

/// A recording, as far as formulas need it.
pub(crate) trait Tape {
    /// A step; it refers only to earlier ones.
    fn step(&self, id: StepId) -> &Step;
}

/// The addresses of what a step refers to.
pub(crate) trait Addresses {
    /// A named quantity's cell.
    fn cell(&self, cell: Cell) -> Option<Address>;
    /// An input's value.
    fn input(&self, input: ParameterId) -> Option<Address>;
    /// A fact's value.
    fn fact(&self, fact: &'static Fact) -> Option<Address>;
}

/// A formula to be written, without its equals sign, and the step of which it gives the value.
#[derive(Debug, PartialEq)]
pub(crate) struct Formula {
    pub(crate) text: String,
    pub(crate) step: StepId,
}

/// The translation of a recording into cells.
#[derive(Default)]
pub(crate) struct Translation {
    /// The formulas that were asked for, in that order.
    pub(crate) formulas: Vec<Formula>,
    /// The cells of the sheet of steps, from its first row on.
    pub(crate) helpers: Vec<Formula>,
    /// The blocks of the sheet of returns.
    pub(crate) searches: Vec<Search>,
}

/// The row of the first formula on the sheet of steps.
pub(crate) const FIRST_HELPER: u32 = 3;
/// The column of formulas on the sheet of steps.
pub(crate) const HELPER_COLUMN: u16 = 1;

#[derive(Clone, Debug)]
struct Text {
    text: String,
    precedence: Precedence,
    depth: u8,
    step: StepId,
    /// The cell, if the text is just a reference to one.
    at: Option<Address>,
    /// The first and last cell, if the text is the sum of neighbours in a row.
    run: Option<(Address, Address)>,
    /// The position of the minus sign, if the text is a difference.
    minus: Option<usize>,
    constant: Option<f64>,
}

impl Text {
    fn new(step: StepId, text: String, precedence: Precedence, depth: u8) -> Text {
        Text { text, precedence, depth, step, at: None, run: None, minus: None, constant: None }
    }

    fn reference(step: StepId, address: Address) -> Text {
        Text {
            at: Some(address),
            run: Some((address, address)),
            ..Text::new(step, address.text(), Precedence::Whole, 0)
        }
    }

    fn number(step: StepId, value: f64) -> Text {
        let precedence = if value < 0.0 { Precedence::Sign } else { Precedence::Whole };
        Text { constant: Some(value), ..Text::new(step, number(value), precedence, 0) }
    }

    /// The text, in brackets if its operator binds less strongly than required.
    fn bracketed(&self, at_least: Precedence) -> String {
        if self.precedence >= at_least { self.text.clone() } else { format!("({})", self.text) }
    }

    /// A comparison with 0; a difference is written as the comparison of its two sides.
    fn compared(&self, how: &str) -> String {
        match self.minus {
            Some(at) => format!("{}{how}{}", &self.text[..at], &self.text[at + 1..]),
            None => format!("{}{how}0", self.text),
        }
    }

    /// Whether it is as short as a reference.
    fn is_plain(&self) -> bool {
        self.at.is_some() || self.constant.is_some()
    }
}

/// A number as formulas and cells write it: the shortest text that reads back as the same number.
pub(crate) fn number(value: f64) -> String {
    if value == 0.0 || (1e-5..1e15).contains(&value.abs()) {
        return format!("{}", value + 0.0);
    }
    let text = format!("{value:E}");
    match text.split_once('E') {
        Some((mantissa, exponent)) if !exponent.starts_with('-') => format!("{mantissa}E+{exponent}"),
        _ => text,
    }
}

/// Translates the steps that are asked for, each with the cell in which it will be if it has a name.
///
/// Fails, with a sentence, only if a recording violates what its module promises.
pub(crate) fn translate(
    tape: &impl Tape,
    addresses: &impl Addresses,
    asked: &[(Option<Address>, StepId)],
) -> Result<Translation, String> {
    let count = asked.iter().map(|(_, id)| *id as usize + 1).max().unwrap_or(0);
    let mut uses = vec![0_u32; count];
    let mut homes: Vec<Option<Address>> = vec![None; count];
    for (address, id) in asked {
        uses[*id as usize] += 1;
        let home = &mut homes[*id as usize];
        *home = home.or(*address);
    }
    for id in (0..count).rev() {
        if uses[id] > 0 {
            tape.step(id as StepId).reads(|child| uses[child as usize] += 1);
        }
    }
    let (texts, rows, out) = (vec![None; count], BTreeMap::new(), Translation::default());
    let mut writer = Writer { tape, addresses, uses, homes, texts, rows, out };
    writer.all(asked)?;
    Ok(writer.out)
}

struct Writer<'a, T, P> {
    tape: &'a T,
    addresses: &'a P,
    uses: Vec<u32>,
    homes: Vec<Option<Address>>,
    texts: Vec<Option<Text>>,
    /// The rows of the sheet of steps, by their formulas.
    rows: BTreeMap<String, u32>,
    out: Translation,
}

impl<T: Tape, P: Addresses> Writer<'_, T, P> {
    fn all(&mut self, asked: &[(Option<Address>, StepId)]) -> Result<(), String> {
        // The formula of each named step, to which others refer by its cell.
        let mut named: Vec<Option<String>> = vec![None; self.texts.len()];
        for (id, named) in named.iter_mut().enumerate() {
            if self.uses[id] == 0 {
                continue;
            }
            let text = self.text(id as StepId)?;
            let text = match self.homes[id] {
                Some(home) if !text.is_plain() => {
                    *named = Some(text.text);
                    Text::reference(id as StepId, home)
                }
                _ => {
                    let short = if self.uses[id] > 2 { SHORT } else { SHORT_FOR_TWO };
                    let is_shared = self.uses[id] > 1 && !text.is_plain() && text.text.len() > short;
                    if is_shared { self.helper(text) } else { text }
                }
            };
            self.texts[id] = Some(text);
        }
        for (address, id) in asked {
            let text = self.take(*id)?;
            // The first cell of a named step has the formula; other names for the same step refer to that cell.
            let formula = match named[*id as usize].take_if(|_| *address == self.homes[*id as usize]) {
                Some(formula) => formula,
                None => text.text,
            };
            self.out.formulas.push(Formula { text: formula, step: *id });
        }
        Ok(())
    }

    /// Gives a step a cell of its own, or the cell that has the same formula already.
    fn helper(&mut self, text: Text) -> Text {
        let next = FIRST_HELPER + self.out.helpers.len() as u32;
        let row = match self.rows.get(&text.text) {
            Some(row) => *row,
            None => {
                self.rows.insert(text.text.clone(), next);
                self.out.helpers.push(Formula { text: text.text, step: text.step });
                next
            }
        };
        Text::reference(text.step, Address::new(Sheet::Steps, row, HELPER_COLUMN))
    }

    /// The text of an earlier step, moved out if nothing else uses it.
    fn take(&mut self, id: StepId) -> Result<Text, String> {
        let held = self.texts.get_mut(id as usize).ok_or("a step refers to a later one")?;
        let text = if self.uses[id as usize] > 1 { held.clone() } else { held.take() };
        text.ok_or_else(|| "a step refers to a later one".to_owned())
    }

    /// Several earlier steps, made short enough for one formula.
    fn parts(&mut self, ids: &[StepId]) -> Result<Vec<Text>, String> {
        let mut parts = ids.iter().map(|id| self.take(*id)).collect::<Result<Vec<_>, _>>()?;
        self.fit(&mut parts);
        Ok(parts)
    }

    fn fit(&mut self, parts: &mut [Text]) {
        for part in parts.iter_mut().filter(|part| part.depth >= DEEPEST) {
            *part = self.helper(part.clone());
        }
        while parts.iter().map(|part| part.text.len() + 2).sum::<usize>() > LONGEST {
            let longest = parts.iter_mut().filter(|part| !part.is_plain()).max_by_key(|part| part.text.len());
            // All are references and as short as possible.
            let Some(longest) = longest else { return };
            *longest = self.helper(longest.clone());
        }
    }

    /// A step as text, from the texts of its operands.
    fn text(&mut self, id: StepId) -> Result<Text, String> {
        let (tape, addresses) = (self.tape, self.addresses);
        let placed = |address: Option<Address>, what: &str| {
            let address = address.ok_or_else(|| format!("{what} has no cell in the workbook"))?;
            Ok::<_, String>(Text::reference(id, address))
        };
        Ok(match tape.step(id) {
            Step::Constant { value, .. } => Text::number(id, *value),
            Step::Fact(fact) => placed(addresses.fact(fact), fact.measures)?,
            Step::Input(input) => placed(addresses.input(*input), &input.id())?,
            Step::Cell(cell) => placed(addresses.cell(*cell), &format!("{cell:?}"))?,
            Step::Apply(applied) => match (applied.operation, applied.operands()) {
                (Operation::Add, [a, b]) => self.sum(id, *a, *b)?,
                (Operation::Pick, [place, of @ ..]) => self.pick(id, *place, of)?,
                (Operation::Rate | Operation::RateKind, _) => self.rate(id, applied)?,
                _ => self.applied(id, applied)?,
            },
        })
    }

    /// An operation in its notation.
    fn applied(&mut self, id: StepId, applied: &Applied) -> Result<Text, String> {
        let parts = self.parts(applied.operands())?;
        match (applied.operation.row().in_cells, parts.as_slice()) {
            (Notation::Prefix { sign, precedence, operand }, [a]) => {
                Ok(Text::new(id, format!("{sign}{}", a.bracketed(operand)), precedence, a.depth + 1))
            }
            (Notation::Infix { sign, precedence, right }, [a, b]) => {
                if applied.operation == Operation::Multiply
                    && let Some(other) = [(a, b), (b, a)].into_iter().find(|(one, _)| one.constant == Some(1.0))
                {
                    return Ok(Text { step: id, ..other.1.clone() });
                }
                let left = a.bracketed(precedence);
                let minus = (applied.operation == Operation::Subtract).then_some(left.len());
                let text = format!("{left}{sign}{}", after_sign(b, right));
                Ok(Text { minus, ..infix(id, a, b, text, precedence) })
            }
            (Notation::Call(open), _) => {
                let words: Vec<&str> = parts.iter().map(|part| &*part.text).collect();
                let text = format!("{open}{})", words.join(","));
                Ok(Text::new(id, text, Precedence::Whole, deepest(&parts) + 1))
            }
            (Notation::Pieces { pieces, precedence }, _) => self.pieces(id, applied.row, parts, pieces, precedence),
            _ => Err(format!("{:?} has another number of operands", applied.operation)),
        }
    }

    /// The pieces of a notation, with the texts of its operands.
    fn pieces(
        &mut self,
        id: StepId,
        row: Option<Row>,
        mut parts: Vec<Text>,
        pieces: &[Piece],
        precedence: Precedence,
    ) -> Result<Text, String> {
        let other_form = || "a notation of another form".to_owned();
        // An operand that occurs twice in the formula gets a cell.
        for (place, part) in parts.iter_mut().enumerate() {
            let times = pieces.iter().filter(|piece| matches!(piece, Piece::Operand(operand, _) if *operand == place));
            if times.count() > 1 && !part.is_plain() {
                *part = self.helper(part.clone());
            }
        }
        let (mut text, mut opened) = (String::new(), 0);
        for piece in pieces {
            match *piece {
                Piece::Text(piece) => {
                    opened += piece.bytes().filter(|byte| *byte == b'(').count() as u8;
                    text.push_str(piece);
                }
                Piece::Operand(place, at_least) => {
                    text.push_str(&parts.get(place).ok_or_else(other_form)?.bracketed(at_least));
                }
                Piece::Compared(place, sign) => text.push_str(&parts.get(place).ok_or_else(other_form)?.compared(sign)),
                Piece::Row => text.push_str(&self.range(row.ok_or_else(other_form)?)?),
            }
        }
        Ok(Text::new(id, text, precedence, deepest(&parts) + opened))
    }

    /// A rate of return, or whether there is one; both are found by one search on the sheet of returns.
    fn rate(&mut self, id: StepId, applied: &Applied) -> Result<Text, String> {
        let row = applied.row.ok_or("a rate of return without flows")?;
        let searches = &mut self.out.searches;
        let place = match searches.iter().position(|search| search.of == row) {
            Some(place) => place,
            None => {
                let first = searches.last().map_or(Search::FIRST, Search::next);
                let flow = |month| self.addresses.cell(Cell { quantity: row.quantity, month: Some(month) });
                let flows: Option<Vec<Address>> = (0..row.months).map(flow).collect();
                let flows = flows.ok_or_else(|| format!("{} has no cells in the workbook", row.quantity.id()))?;
                searches.push(Search { row: first, of: row, flows });
                searches.len() - 1
            }
        };
        let search = searches.get(place).ok_or("a search is lost")?;
        let address = if applied.operation == Operation::Rate { search.rate() } else { search.kind() };
        Ok(Text::reference(id, address))
    }

    /// A sum; for neighbours in a row it is the sum of a range.
    fn sum(&mut self, id: StepId, a: StepId, b: StepId) -> Result<Text, String> {
        let parts = self.parts(&[a, b])?;
        let [a, b] = <[Text; 2]>::try_from(parts).map_err(|_| "a step lost a part".to_owned())?;
        match (a.constant, b.constant) {
            (Some(0.0), _) => return Ok(Text { step: id, ..b }),
            (_, Some(0.0)) => return Ok(Text { step: id, ..a }),
            _ => {}
        }
        if let (Some((first, last)), Some(next)) = (a.run, b.at)
            && last.is_left_of(next)
        {
            let far = next.column - first.column > 1;
            let text = match far {
                true => Text::new(id, format!("SUM({})", first.to(next)), Precedence::Whole, 1),
                false => infix(id, &a, &b, format!("{}+{}", a.text, b.text), Precedence::Sum),
            };
            return Ok(Text { run: Some((first, next)), ..text });
        }
        let text = format!("{}+{}", a.bracketed(Precedence::Sum), after_sign(&b, Precedence::Product));
        Ok(infix(id, &a, &b, text, Precedence::Sum))
    }

    fn pick(&mut self, id: StepId, place: StepId, of: &[StepId]) -> Result<Text, String> {
        if of.len() > MOST_CHOICES {
            return Err(format!("a choice of {} is more than a formula can hold", of.len()));
        }
        let mut parts = Vec::with_capacity(of.len() + 1);
        for id in std::iter::once(&place).chain(of) {
            parts.push(self.take(*id)?);
        }
        self.fit(&mut parts);
        let column: Option<Vec<Address>> = parts[1..].iter().map(|part| part.at).collect();
        if let Some(column) =
            column.filter(|column| column.len() > 2 && column.windows(2).all(|pair| pair[0].is_above(pair[1])))
        {
            let range = column[0].to(column[column.len() - 1]);
            let text = format!("INDEX({range},{}+1)", parts[0].text);
            return Ok(Text::new(id, text, Precedence::Whole, parts[0].depth + 1));
        }
        let choices: Vec<&str> = parts[1..].iter().map(|part| &*part.text).collect();
        let text = format!("CHOOSE({}+1,{})", parts[0].text, choices.join(","));
        Ok(Text::new(id, text, Precedence::Whole, deepest(&parts) + 1))
    }

    /// The range of cells of a row.
    fn range(&self, row: Row) -> Result<String, String> {
        let address = |month| self.addresses.cell(Cell { quantity: row.quantity, month: Some(month) });
        let last = row.months.checked_sub(1).ok_or("a row has no months")?;
        match (address(0), address(last)) {
            (Some(first), Some(last)) => Ok(first.to(last)),
            _ => Err(format!("{} has no cells in the workbook", row.quantity.id())),
        }
    }
}

/// An operand after a sign. A minus after a minus would be correct, but hard to read.
fn after_sign(text: &Text, at_least: Precedence) -> String {
    let text = text.bracketed(at_least);
    if text.starts_with('-') { format!("({text})") } else { text }
}

fn deepest(parts: &[Text]) -> u8 {
    parts.iter().map(|part| part.depth).max().unwrap_or(0)
}

fn infix(step: StepId, a: &Text, b: &Text, text: String, precedence: Precedence) -> Text {
    // Either may have got a bracket.
    Text::new(step, text, precedence, a.depth.max(b.depth + 1))
}

#[cfg(test)]
mod tests;
