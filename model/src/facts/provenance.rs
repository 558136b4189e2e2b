//! Where a number comes from: its evidence class, its source, its range, and what exactly it measures.

use crate::base::units::Unit;
use serde::Serialize;

/// How strong the evidence for a number is. Every number that a reader sees carries one of these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Said by the party that knows: a vendor's document, a filing, a vendor's repository.
    Official,
    /// Said by the party that knows, but read on another's page that relays it.
    #[serde(rename = "official via secondary")]
    Relayed,
    /// Press, or a second-hand page quoting press or filings.
    Reported,
    /// An analyst's or a third party's model.
    Estimate,
    /// Arithmetic on other facts; the formula stands beside the number.
    Derived,
    /// Ours, for want of anything better.
    Assumption,
}

impl Class {
    /// Every class, strongest first.
    pub const ALL: [Class; 6] =
        [Class::Official, Class::Relayed, Class::Reported, Class::Estimate, Class::Derived, Class::Assumption];

    /// The class of something that is called `self` in this document.
    pub const fn read_in(self, source: &Source) -> Class {
        match self {
            Class::Official if source.relays => Class::Relayed,
            class => class,
        }
    }

    /// The word that is shown.
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

    /// The word that is shown beside a value: that of its class, else [`Class::YOURS`].
    pub const fn word_of(class: Option<Class>) -> &'static str {
        match class {
            Some(class) => class.word(),
            None => Class::YOURS,
        }
    }

    /// One sentence on what the word means.
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
/// It stands in every table where the feature `evidence` is on, as it is by default. The page leaves it out and asks a
/// module for it that is loaded on demand: there the text is empty, and a program that never shows it does not carry
/// it. What compiles is checked on the text itself, before this.
pub const fn evidence_text(text: &'static str) -> &'static str {
    if cfg!(feature = "evidence") { text } else { "" }
}

/// A source, where the feature `evidence` is on; else one that stands for all.
pub(crate) const fn named(source: &'static Source) -> &'static Source {
    static NONE: Source = Source { id: "", title: "", publisher: "", date: "", url: "", relays: false };
    if cfg!(feature = "evidence") { source } else { &NONE }
}

/// Items that only the evidence is made of, see [`evidence_text`].
pub(crate) const fn listed<T>(items: &'static [T]) -> &'static [T] {
    if cfg!(feature = "evidence") { items } else { &[] }
}

/// A document that facts were read from. Its texts are there with the feature `evidence`, see [`evidence_text`].
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Stable short id, such as `S14`.
    pub id: &'static str,
    /// Its title, or a description where it has none.
    pub title: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// Date of publication, ISO form, as exact as known: "2025-12-04", "2026-09", "2026", or "undated". Never the day
    /// on which it was merely read: how far reading went is [`crate::facts::sources::FACTS_READ_TO`].
    pub date: &'static str,
    /// Where to read it; empty where it has no public address.
    pub url: &'static str,
    /// Whether it only relays what others published: what it calls official is graded [`Class::Relayed`].
    pub relays: bool,
}

impl Source {
    /// A document. Without title, publisher or date: a build error at the row that says so.
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
    /// Its unit.
    pub unit: Unit,
    /// Strength of the evidence.
    pub class: Class,
    /// The document.
    #[serde(serialize_with = "source_id")]
    pub source: &'static Source,
    /// Low end of the range of sources or of our judgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// High end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// What exactly is measured; for a derived fact its formula; for an assumption its reason. With the feature
    /// `evidence`, see [`evidence_text`].
    pub measures: &'static str,
    /// Half a unit of the last printed digit, in the same unit: how far the true value may lie from the printed one.
    ///
    /// Private, so that a fact is made by a constructor, which asks for source, date and class.
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
    /// Half a unit of the last printed digit, in the fact's unit; 0 where it is not a printed number.
    pub const fn rounding(&self) -> f64 {
        self.rounding
    }

    /// A fact without range and without rounding. Not finite: a build error at the row that says so.
    pub const fn new(class: Class, value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
        assert!(value.is_finite(), "a fact is a finite number");
        assert!(!measures.is_empty(), "a fact says what it measures");
        let source = named(source);
        Fact { value, unit, class, source, low: None, high: None, measures: evidence_text(measures), rounding: 0.0 }
    }

    /// The same fact with a range. A range that does not hold the value: a build error.
    pub const fn range(mut self, low: f64, high: f64) -> Fact {
        assert!(low <= self.value && self.value <= high, "low ≤ value ≤ high");
        self.low = Some(low);
        self.high = Some(high);
        self
    }

    /// The same fact, printed by its source with a last digit worth twice `half`.
    pub const fn rounded(mut self, half: f64) -> Fact {
        assert!(half > 0.0, "half of the last printed digit");
        // Evidence like the words: nothing is computed with it.
        if cfg!(feature = "evidence") {
            self.rounding = half;
        }
        self
    }
}

/// What the party that knows says; [`Class::Relayed`] where the source only relays it.
pub const fn official(value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
    Fact::new(Class::Official.read_in(source), value, unit, source, measures)
}

/// What press or a second-hand page says.
pub const fn reported(value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
    Fact::new(Class::Reported, value, unit, source, measures)
}

/// What a third party's model says.
pub const fn estimate(value: f64, unit: Unit, source: &'static Source, measures: &'static str) -> Fact {
    Fact::new(Class::Estimate, value, unit, source, measures)
}

/// What follows from other facts; `formula` says how.
pub const fn derived(value: f64, unit: Unit, source: &'static Source, formula: &'static str) -> Fact {
    Fact::new(Class::Derived, value, unit, source, formula)
}

/// What we assume; `reason` says why.
pub const fn assumption(value: f64, unit: Unit, source: &'static Source, reason: &'static str) -> Fact {
    Fact::new(Class::Assumption, value, unit, source, reason)
}
