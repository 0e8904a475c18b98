//! The desk's offline store: one encrypted SQLite file per server and account,
//! the photo files beside it, and what is asked of them: lists, a case with its
//! history, drafts, what is unsent, what needs a person, search.
//!
//! Nothing here talks to a network, reads a clock or decides by itself what is
//! legal: the server's word comes in by pages and replies (`replica`,
//! `delivery`), a person's by [`Book::confirm`], and `casework` judges both.
//! What a list shows is always replica plus unsettled actions.

mod book;
mod bucket;
mod case;
mod chance;
mod clerk;
mod codes;
mod delivery;
mod departed;
mod departing;
mod digest;
mod disk;
mod district;
mod document;
mod draft;
mod erase;
mod error;
mod export;
mod files;
mod follow_up;
mod former;
mod growth;
mod held;
mod key;
mod list;
mod lock;
mod meta;
mod outbox;
mod overlay;
mod overview;
mod photo;
mod replica;
mod row;
pub mod search;
mod shelf;
mod store;

pub use book::{Book, Opening};
pub use case::{CaseView, ShownEvent};
pub use chance::Chance;
pub use clerk::{Session, Tokens};
pub use delivery::{Acknowledged, Batch, PullRound};
pub use digest::Differing;
pub use disk::{Disk, RealDisk};
pub use district::District;
pub use document::Document;
pub use draft::{Draft, DraftKey, DraftKind};
pub use erase::{LeftToHandIn, finish_erasing};
pub use error::{Error, Result};
pub use export::Exported;
pub use files::{BlobReader, sha256_of};
pub use former::Former;
pub use growth::IncomingGrowth;
pub use held::{Attention, AttentionKind};
pub use key::{KeyWrap, Keys};
pub use list::{LetterShelf, ListPage, ListQuery, ListRow, Sort, SortBy, TodayGroup, end_of_week};
pub use outbox::{Confirmed, Intent, OutboxEntry, SendState};
pub use overview::Overview;
pub use photo::{PhotoState, PhotoToSend, StoredPhoto};
pub use replica::{Applied, Change, IncomingCase, Page};
pub use shelf::{Identity, folder_of, stores};
