//! `POST push`: a person's actions, exactly once and in order.

use casework::letter::DocumentNumber;
use casework::{Action, ActionId, CaseId, Moment, OfficeId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An action as its person confirmed it. Its JSON bytes are fixed then and sent
/// verbatim for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    pub id: ActionId,
    pub case: CaseId,
    /// the case's revision that the person saw; serves the three-way view only
    pub base_rev: u64,
    /// the action of ours that this one builds on; held if that one is held
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<ActionId>,
    /// the held action that this one settles
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolves: Option<ActionId>,
    #[serde(default, skip_serializing_if = "Asks::is_centre")]
    pub asks: Asks,
    pub action: Action,
    /// protocol version that the action was written under
    pub v: u32,
    /// by the device's clock; decides nothing
    pub at: Moment,
}

/// Who shall decide on an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    #[default]
    Centre,
    /// 请分管领导定: it settles a held action by being held itself, for the head
    /// of the office
    Head,
    /// 已另行处理: it settles a held action and does nothing else; its note says how.
    /// Also where the case is not there, or the held action cannot be read
    Nobody,
}

impl Asks {
    pub fn is_centre(&self) -> bool {
        *self == Asks::Centre
    }
}

/// The few fields that are read even when the action is of an unknown kind.
#[derive(Clone, Debug, Deserialize)]
pub struct Envelope {
    pub id: ActionId,
    pub case: CaseId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mutation {
    /// rises by one per device and incarnation, without gaps
    pub seq: u64,
    /// the payload's JSON, byte for byte
    pub payload: String,
    /// of a sign-off that was answered before the server was restored; beside the
    /// payload, whose bytes are fixed
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// instead of a payload that this desk may no longer read: a sealed export of
    /// the one action, in base64
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

/// What the paper of a signed letter has, while the register was set back to a
/// time before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub number: DocumentNumber,
    /// China day of the first signing
    pub date: NaiveDate,
}

impl Mutation {
    pub fn new(seq: u64, payload: String) -> Self {
        Self {
            seq,
            payload,
            claim: None,
            sealed: None,
        }
    }

    /// Lower-case hex SHA-256 of exactly the payload's bytes.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.payload.as_bytes()))
    }
}

/// What the desk has seen of the server; more than the server has itself means
/// that its disk was set back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// highest seq acknowledged in this epoch, of this incarnation
    pub acknowledged: u64,
    /// highest feed seq read per scope
    pub scopes: BTreeMap<String, u64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    pub device: Uuid,
    pub incarnation: Uuid,
    pub epoch: String,
    #[serde(default)]
    pub evidence: Evidence,
    pub mutations: Vec<Mutation>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Applied,
    /// legal, though others had moved the case meanwhile
    AppliedLate,
    Held,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushResult {
    pub seq: u64,
    pub id: ActionId,
    pub outcome: Outcome,
    /// why it is held
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub facts: Map<String, Value>,
    /// the office in whose feed the effect stands, and where
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_seq: Option<u64>,
    /// the document number that a sign-off took, and the letter's date
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushReply {
    pub results: Vec<PushResult>,
    /// the last seq that the server has of this incarnation
    pub last_seq: u64,
    pub epoch: String,
    /// per office, the feed seq that a backup covers
    pub safe: BTreeMap<String, u64>,
}
