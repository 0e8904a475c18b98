//! `POST wait`: long poll; answers at once if a scope moved past its cursor.

use crate::pull::Cursor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitRequest {
    pub epoch: String,
    pub cursors: BTreeMap<String, Cursor>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitReply {
    pub behind: bool,
}
