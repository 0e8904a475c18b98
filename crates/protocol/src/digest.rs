//! Do desk and server hold the same? A digest says it bucket by bucket; the
//! bucket that differs is read again.

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

/// A part of a scope that is compared, and read again, as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    pub scope: String,
    /// as an item's
    pub kind: String,
    /// of cases: those behind the first key, up to the second
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<(i64, i64)>,
}

/// What a bucket holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BucketSum {
    #[serde(flatten)]
    pub bucket: Bucket,
    pub count: u64,
    /// of [`Sum`]
    pub sum: u64,
}

/// Cases of one bucket. At about 2 KB each they are one page.
pub const CASES: u64 = 500;

/// The hash of a case's document, of exactly the JSON that travels: key, id and
/// revision are in it. No guard against people, only against mistakes; 10 ms for
/// 100,000 documents, where SHA-256 takes 150 (docs/decisions/0006-digest.md).
/// As the integer that both databases have.
pub fn content(document: &[u8]) -> i64 {
    XxHash3_64::oneshot(document).cast_signed()
}

/// Sums up a bucket, entity by entity in the order of their keys or ids.
#[derive(Default)]
pub struct Sum {
    count: u64,
    bytes: Vec<u8>,
}

impl Sum {
    pub fn add_case(&mut self, content: i64) {
        self.count += 1;
        self.bytes.extend(content.to_le_bytes());
    }

    /// Anything but a case.
    pub fn add(&mut self, id: &str, rev: u64) {
        self.count += 1;
        self.bytes.extend(id.as_bytes());
        self.bytes.extend(rev.to_le_bytes());
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    pub fn of(self, bucket: Bucket) -> BucketSum {
        BucketSum {
            bucket,
            count: self.count,
            sum: XxHash3_64::oneshot(&self.bytes),
        }
    }
}
