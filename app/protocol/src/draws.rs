//! Sharing draws among several workers.
//!
//! Each worker makes some of the draws ([`Ask::Draw`](crate::engine::Ask::Draw)). The numbers are divided among the
//! workers too: each hands its draws of a number to the worker responsible for it, which then summarises all draws of
//! its numbers. The page passes these draws on as bytes, unread.

use crate::{RangedValue, ScenarioValue};
use model::analysis::uncertainty::plan::{Chunk, DrawnSeries};
use model::quantities::metric::{Absent, Metric};
use model::quantities::series::SeriesId;
use serde::{Deserialize, Serialize};

/// A question to one of several workers, once all draws are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The scenario.
    pub scenario: ScenarioValue,
    /// The range settings, with the targets.
    pub ranged: RangedValue,
    /// The number of draws.
    pub draws: u32,
    /// The number of workers that share them.
    pub among: u32,
    /// The step to be taken.
    pub step: Step,
}

/// A step of sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Hand draws out: bytes for each worker, in their order, next to an answer without draws.
    HandOut,
    /// Summarise this worker's part of the numbers from what all workers handed out. The answer is empty if draws are
    /// missing.
    Gather {
        /// The number of this worker, from 0.
        number: u32,
    },
}

/// Some of the draws, as one worker hands them to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChunkValue {
    first: u32,
    draws: u32,
    metrics: Vec<Vec<Result<f64, u8>>>,
    /// The id of each series, with its draws month by month.
    series: Vec<(String, Vec<Vec<f64>>)>,
}

impl From<Chunk> for ChunkValue {
    fn from(chunk: Chunk) -> ChunkValue {
        ChunkValue {
            first: chunk.first,
            draws: chunk.draws,
            metrics: chunk.metrics.into_iter().map(|drawn| drawn.into_iter().map(sent).collect()).collect(),
            series: chunk.series.into_iter().map(|drawn| (drawn.series.id(), drawn.months)).collect(),
        }
    }
}

/// A metric's value, or the place of the reason for its absence in [`Absent::ALL`].
pub(crate) fn sent(drawn: Metric<f64>) -> Result<f64, u8> {
    drawn.map_err(|why| why as u8)
}

/// Reads it back; `None` if this release does not know the reason.
pub(crate) fn received(drawn: Result<f64, u8>) -> Option<Metric<f64>> {
    match drawn {
        Ok(value) => Some(Ok(value)),
        Err(why) => Some(Err(*Absent::ALL.get(usize::from(why))?)),
    }
}

impl ChunkValue {
    /// Reads the draws back; `None` if this release does not know a reason or a series.
    pub fn open(self) -> Option<Chunk> {
        let metrics = self.metrics.into_iter().map(|drawn| drawn.into_iter().map(received).collect());
        let series = self
            .series
            .into_iter()
            .map(|(series, months)| Some(DrawnSeries { series: SeriesId::parse(&series)?, months }));
        Some(Chunk {
            first: self.first,
            draws: self.draws,
            metrics: metrics.collect::<Option<_>>()?,
            series: series.collect::<Option<_>>()?,
        })
    }
}
