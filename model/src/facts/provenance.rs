//! The provenance of a number: its evidence class, its source, its range, and what exactly it measures.

use crate::base::units::Unit;
use serde::Serialize;

/// The strength of the evidence for a number. Every number that a reader sees shows one of these classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Said by the party concerned: a vendor's document, a filing, a vendor's repository.
    Official,
    /// Said by the party concerned, but read on another's page that relays it.
    #[serde(rename = "official via secondary")]
    Relayed,
    /// From the press, or from a second-hand page that quotes press or filings.
    Reported,
    /// From a model by an analyst or another third party.
    Estimate,
    /// Computed from other facts; the formula is given with the number.
    Derived,
    /// Assumed here, because nothing better was found.
    Assumption,
}

impl Class {
    /// All classes, strongest first.
    pub const ALL: [Class; 6] =
        [Class::Official, Class::Relayed, Class::Reported, Class::Estimate, Class::Derived, Class::Assumption];

    /// The class of a fact that is called `self` in this document: official becomes relayed if the document only
    /// relays.
    pub const fn read_in(self, source: &Source) -> Class {
        match self {
            Class::Official if source.relays => Class::Relayed,
            class => class,
        }
    }

    /// The displayed word.
    pub const fn word(self) -> &'static str {
        match self {
            Class::Official => "official",
            Class::Relayed => "official via secondary",
            Class::Reported => "reported",
            Class::Estimate => "estimate",
            Class::Derived => "derived",
            Class::Assumption => "assumption",
        }
    }

    /// The word for a value that the reader chose, which has no class.
    pub const YOURS: &'static str = "yours";

    /// The displayed word for a value: that of its class, else [`Class::YOURS`].
    pub const fn word_of(class: Option<Class>) -> &'static str {
        match class {
            Some(class) => class.word(),
            None => Class::YOURS,
        }
    }

    /// The meaning of the class, in one sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Class::Official => "Said by the party that knows: a vendor’s document, a filing or a vendor’s repository.",
            Class::Relayed => "Said by the party that knows, but read on another’s page that relays it.",
            Class::Reported => "From the press, or from a second-hand page quoting press or filings.",
            Class::Estimate => "An analyst’s or a third party’s model.",
            Class::Derived => "Arithmetic on other facts; the formula stands beside the number.",
            Class::Assumption => "Our assumption; no source found.",
        }
    }
}

/// A long text that a reader asks for: what a number measures, where it was read, what to know about it.
///
/// Tables contain these texts if the feature `evidence` is on, which is the default. The page's main program is built
/// without it, so that it need not carry texts that it never shows; it asks a module for them that is loaded on demand.
/// Checks at compile time apply to the text itself, before this function.
pub const fn evidence_text(text: &'static str) -> &'static str {
    if cfg!(feature = "evidence") { text } else { "" }
}

/// The source if the feature `evidence` is on, else an empty one that stands for all.
pub(crate) const fn named(source: &'static Source) -> &'static Source {
    static NONE: Source = Source { id: "", title: "", publisher: "", date: "", url: "", relays: false };
    if cfg!(feature = "evidence") { source } else { &NONE }
}

/// Items that consist of evidence only; empty without the feature, see [`evidence_text`].
pub(crate) const fn listed<T>(items: &'static [T]) -> &'static [T] {
    if cfg!(feature = "evidence") { items } else { &[] }
}

/// A document that facts were read from. Its texts need the feature `evidence`, see [`evidence_text`].
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Stable short id, such as `S14`.
    pub id: &'static str,
    /// The title, or a description if it has none.
    pub title: &'static str,
    /// The publisher.
    pub publisher: &'static str,
    /// Date of publication in ISO form, as exact as known: "2025-12-04", "2026-09", "2026", or "undated". It is never
    /// the day on which the document was read; for that, see [`crate::facts::sources::FACTS_READ_TO`].
    pub date: &'static str,
    /// The address; empty if there is no public one.
    pub url: &'static str,
    /// Whether the document only relays what others published; then its official facts have the class
    /// [`Class::Relayed`].
    pub relays: bool,
}

impl Source {
    /// A document. A missing title, publisher or date is a build error at its row.
    pub const fn new(
        id: &'static str,
        title: &'static str,
        publisher: &'static str,
        date: &'static str,
        url: &'static str,
        relays: bool,
    ) -> Source {
        assert!(!title.is_empty() && !publisher.is_empty(), "a source has a title and a publisher");
        assert!(!date.is_empty(), "a source has a date");
        let [title, publisher, date, url] =
            [evidence_text(title), evidence_text(publisher), evidence_text(date), evidence_text(url)];
        Source { id, title, publisher, date, url, relays }
    }
}

/// A number with its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// The number, in the base unit of `unit` (SI or USD).
    pub value: f64,
    /// The unit of the value.
    pub unit: Unit,
    /// The strength of the evidence.
    pub class: Class,
    /// The document that the number comes from.
    #[serde(serialize_with = "source_id")]
    pub source: &'static Source,
    /// Low end of the range, from sources or by our judgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// High end of the range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// What exactly is measured; for a derived fact the formula, for an assumption the reason. Needs the feature
    /// `evidence`, see [`evidence_text`].
    pub measures: &'static str,
    /// Half a unit of the last printed digit, in the same unit: how far the true value may be from the printed one.
    ///
    /// This field is private, so that a fact can be made only by a constructor, which requires source, date and class.
    #[serde(skip_serializing_if = "is_zero")]
    rounding: f64,
}

fn source_id<S: serde::Serializer>(source: &&'static Source, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(source.id)
}

fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

impl Fact {
    /// Half a unit of the last printed digit, in the fact's unit; 0 if the number was not printed.
    pub const fn rounding(&self) -> f64 {
        self.rounding
    }

    /// A fact without range and rounding. A value that is not finite is a build error at its row.
    pub const fn new(class: Class, value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
        assert!(value.is_finite(), "a fact is a finite number");
        assert!(!measures.is_empty(), "a fact says what it measures");
        let source = named(source);
        Fact { value, unit, class, source, low: None, high: None, measures: evidence_text(measures), rounding: 0.0 }
    }

    /// The same fact with a range. A range that does not contain the value is a build error.
    pub const fn range(mut self, low: f64, high: f64) -> Fact {
        assert!(low <= self.value && self.value <= high, "low ≤ value ≤ high");
        self.low = Some(low);
        self.high = Some(high);
        self
    }

    /// The same fact, with the rounding of a source whose last printed digit is worth twice `half`.
    pub const fn rounded(mut self, half: f64) -> Fact {
        assert!(half > 0.0, "half of the last printed digit");
        // Rounding is evidence, like the texts: no calculation uses it.
        if cfg!(feature = "evidence") {
            self.rounding = half;
        }
        self
    }
}

/// A fact said by the party concerned; its class is [`Class::Relayed`] if the source only relays it.
pub const fn official(value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
    Fact::new(Class::Official.read_in(source), value, unit, source, measures)
}

/// A fact from the press or from a second-hand page.
pub const fn reported(value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
    Fact::new(Class::Reported, value, unit, source, measures)
}

/// A fact from a third party's model.
pub const fn estimate(value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
    Fact::new(Class::Estimate, value, unit, source, measures)
}

/// A fact derived from other facts by `formula`.
pub const fn derived(value: f64, unit: Unit, source: &'static Source, formula: &'static str) -> Fact {
    Fact::new(Class::Derived, value, unit, source, formula)
}

/// A fact that is assumed here, for `reason`.
pub const fn assumption(value: f64, unit: Unit, source: &'static Source, reason: &'static str) -> Fact {
    Fact::new(Class::Assumption, value, unit, source, reason)
}
