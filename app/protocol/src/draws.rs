//! Draws that several workers share.
//!
//! Each makes some of the draws ([`Ask::Draw`](crate::engine::Ask::Draw)). Then each hands every other one what it has drawn
//! of that one's numbers, and each puts its numbers together. What is handed on goes by the page as bytes that it does not
//! read.

use crate::{RangedValue, ScenarioValue};
use model::analysis::uncertainty::plan::{Chunk, DrawnSeries};
use model::quantities::metric::{Absent, Metric};
use model::quantities::series::SeriesId;
use serde::{Deserialize, Serialize};

/// What the page asks of one of several workers, once all draws are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The scenario.
    pub scenario: ScenarioValue,
    /// How the draws are made, and which targets are set.
    pub ranged: RangedValue,
    /// How many there are.
    pub draws: u32,
    /// How many workers share them.
    pub among: u32,
    /// What is to be done.
    pub step: Step,
}

/// One of the two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// What it has drawn is handed to the others: bytes for each worker, in their order, beside an answer without draws.
    HandOut,
    /// What it is handed of its numbers is put together. The answer has no draws where some are missing.
    Gather {
        /// The worker's number, from 0.
        number: u32,
    },
}

/// Some of the draws, on their way from one worker to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChunkValue {
    first: u32,
    draws: u32,
    metrics: Vec<Vec<Result<f64, u8>>>,
    /// Ids, and month by month what was drawn.
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

/// A metric's value, or the place of the reason for none among [`Absent::ALL`].
pub(crate) fn sent(drawn: Metric<f64>) -> Result<f64, u8> {
    drawn.map_err(|why| why as u8)
}

/// That again; `None` where the reason is not one of this release.
pub(crate) fn received(drawn: Result<f64, u8>) -> Option<Metric<f64>> {
    match drawn {
        Ok(value) => Some(Ok(value)),
        Err(why) => Some(Err(*Absent::ALL.get(usize::from(why))?)),
    }
}

impl ChunkValue {
    /// The draws again; `None` where a reason or a series is not one of this release.
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
