//! The record of what the tests tried: `trust.json` beside the page, which the build writes and the page hands to the
//! engine when a reader opens Trust.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was tried, and on which code. Not compiled into anything, so that a build does not depend on what was tested.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrustRecord {
    /// The code that this build is made of.
    pub build: Version,
    /// What was tried, by what is claimed: `identities/Parts add up`. The part before the slash is the group.
    pub rows: BTreeMap<String, TrustRow>,
}

/// Versions of the code, as hashes of its files in hexadecimal digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Of the model: what results of its tests follow from.
    pub model: String,
    /// Of the page and its programs, the model included.
    pub page: String,
}

/// One thing that was tried and held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrustRow {
    /// Which kind of test: `identities`, `hand`, `explain`, `recording`, `second_opinion`, `libreoffice`, `published`,
    /// `browser`, `fingerprint`, `size`, `speed`.
    pub group: String,
    /// What held, as a sentence without its stop.
    pub what: String,
    /// On how many cases; for a measurement, what was measured.
    pub cases: u64,
    /// What the cases are; for a measurement, its unit.
    pub cases_are: String,
    /// The largest difference between two numbers that should be the same, as a share of their size.
    pub worst_share: f64,
    /// The day, such as 2026-11-25.
    pub date: String,
    /// The version it was tried on: the model's for tests of the model, the page's for those of the page.
    pub version: String,
}

impl TrustRecord {
    /// Whether something was tried on the code that this build is made of.
    pub fn is_current(&self, row: &TrustRow) -> bool {
        !row.version.is_empty() && [&self.build.model, &self.build.page].contains(&&row.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_that_is_checked_in_can_be_read() {
        let text = include_str!("../../../assets/trust.json");
        let rows: BTreeMap<String, TrustRow> = serde_json::from_str(text).expect("rows by what is claimed");
        for (claim, row) in &rows {
            assert!(claim.starts_with(&row.group), "{claim}");
        }
        let build = Version { model: "m1".to_owned(), page: "p1".to_owned() };
        let mut record = TrustRecord { build, rows };
        assert!(record.rows.values().all(|row| !record.is_current(row)));
        record.rows.values_mut().take(1).for_each(|row| row.version = "m1".to_owned());
        assert_eq!(record.rows.values().filter(|row| record.is_current(row)).count(), record.rows.len().min(1));
    }
}
