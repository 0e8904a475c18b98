//! What the tables hold, in the business's words: each file one subject, each
//! function one query or a few, over an open transaction. Rules live in
//! `casework`, not here.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod blob;
pub(crate) mod case;
pub(crate) mod device;
pub(crate) mod directory;
pub(crate) mod feed;
pub(crate) mod follow_up;
pub(crate) mod held;
pub(crate) mod ledger;
pub(crate) mod letter;
pub(crate) mod meta;
pub(crate) mod receipt;
pub(crate) mod recovered;
pub(crate) mod register;
pub(crate) mod seal;
pub(crate) mod share;
