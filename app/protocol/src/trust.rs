//! The record of what the tests tried: `trust.json`, which the build puts beside the page. The page hands it to the
//! engine when a reader opens "Trust".

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was tried, and on which version of the code. It is not compiled into anything, so that a build does not depend
/// on what was tested.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrustRecord {
    /// The version of the code of this build.
    pub build: Version,
    /// What was tried, by claim: `identities/Parts add up`. The part before the slash is the group.
    pub rows: BTreeMap<String, TrustRow>,
}

/// Versions of the code, as hashes of its files in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The version of the model, on which the results of its tests depend.
    pub model: String,
    /// The version of the page and its programs, with the model.
    pub page: String,
}

/// One claim that was tested and held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrustRow {
    /// The kind of test: `identities`, `hand`, `explain`, `recording`, `second_opinion`, `libreoffice`, `published`,
    /// `browser`, `fingerprint`, `size`, `speed`.
    pub group: String,
    /// What held, as a sentence without its full stop.
    pub what: String,
    /// The number of cases; for a measurement, the measured value.
    pub cases: u64,
    /// What the cases are; for a measurement, its unit.
    pub cases_are: String,
    /// The largest relative difference between two numbers that should be equal.
    pub worst_share: f64,
    /// The date, such as 2026-11-25.
    pub date: String,
    /// The version that was tested: the model's for tests of the model, the page's for tests of the page.
    pub version: String,
}

impl TrustRecord {
    /// Whether the claim was tested on the code of this build.
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
