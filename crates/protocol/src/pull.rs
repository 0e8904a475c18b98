//! `POST pull`: what changed in the caller's scopes.

use crate::digest::{Bucket, BucketSum};
use crate::item::Item;
use crate::push::Evidence;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a scope was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "snake_case")]
pub enum Cursor {
    /// the first read: in key order, of what the snapshot at `seq` holds
    Snapshot { seq: u64, after: i64 },
    /// after it: by seq; kind and id because one transaction may move more than
    /// a page holds
    Feed { seq: u64, kind: String, id: String },
}

impl Cursor {
    /// The feed seq up to which everything has been read.
    pub fn read_to(&self) -> u64 {
        match self {
            Cursor::Snapshot { .. } => 0,
            Cursor::Feed { seq, .. } => *seq,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PullRequest {
    pub epoch: String,
    /// a scope that is missing is read from the start
    #[serde(default)]
    pub cursors: BTreeMap<String, Cursor>,
    /// of uncompressed JSON
    pub max_bytes: u64,
    #[serde(default)]
    pub evidence: Evidence,
    /// say with the last page what the scopes hold
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub digest: bool,
    /// this desk takes what a case gained in place of the whole; an older one does not say so
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub growth: bool,
    /// read this alone, as it stands; no cursor moves
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bucket: Option<Bucket>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PullReply {
    /// where to go on from; one transaction with the items
    pub cursors: BTreeMap<String, Cursor>,
    /// all scopes that the caller has; one that the desk knows and that is not
    /// here is left as a whole
    pub scopes: Vec<String>,
    pub more: bool,
    /// cases in the caller's scopes, for the progress bar
    pub total_cases: u64,
    pub epoch: String,
    pub safe: BTreeMap<String, u64>,
    /// with the last page only, and of its snapshot
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Vec<BucketSum>>,
    /// what was read of the bucket that was asked for: a large one ends early
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bucket: Option<Bucket>,
    /// with the last page only: names how far the caller's scopes are. As long as
    /// `GET news` says that it still does, another pull would be empty
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// the last field: a desk reads the others before it has read these
    pub items: Vec<Item>,
}
