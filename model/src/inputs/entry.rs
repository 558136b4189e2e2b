//! The field of an input, and how text typed into it is read.

use crate::base::typed::{Bare, Edge, Field, Named, Taken, Takes, read};
use crate::inputs::input::{NOTHING_SHARE, ParameterId};
use crate::inputs::kinds::Kind;

impl ParameterId {
    /// The field of an input whose present value, in stored units, is `value`.
    pub fn field(self, value: f64, bare: Bare) -> Field {
        let row = self.row();
        let takes = match row.kind {
            Kind::Number | Kind::Logarithmic => Takes::Number,
            Kind::Stepped => Takes::Steps(row.step),
            Kind::Whole => Takes::Whole,
            Kind::Month if self.is_start() => Takes::Month(Edge::First),
            Kind::Month => Takes::Month(Edge::Last),
            Kind::Choice(choices) => {
                Takes::Choice(choices.all().map(|choice| Named { id: choice.id, label: choice.label }).collect())
            }
            Kind::Switch => Takes::Switch,
        };
        let low = if row.min <= 0.0 { NOTHING_SHARE * row.max } else { 0.0 };
        Field { takes, unit: row.unit, scale: row.scale, min: row.min, max: row.max, low, value, bare }
    }

    /// Reads the text typed for this input, whose present value is `value`.
    ///
    /// `Err` says in plain words, without the input's name and without a full stop, why the text is not accepted.
    ///
    /// ```
    /// use model::base::typed::Bare;
    /// use model::inputs::input;
    /// assert_eq!(input::POWER_AT_START.read("600 MW", 0.5e9, Bare::Displayed).map(|taken| taken.value), Ok(600e6));
    /// assert_eq!(input::POWER_AT_START.read("600000000", 0.5e9, Bare::Stored).map(|taken| taken.value), Ok(600e6));
    /// ```
    pub fn read(self, text: &str, value: f64, bare: Bare) -> Result<Taken, String> {
        let taken = read(text, &self.field(value, bare))?;
        self.check(taken.value)?;
        Ok(taken)
    }

    /// Whether the input is the month in which something starts, as opposed to one in which something is complete, is
    /// paid or ends.
    fn is_start(self) -> bool {
        self.id().rsplit('.').next() == Some("start")
    }
}
