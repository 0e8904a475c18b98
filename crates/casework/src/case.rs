//! A case: the fold of its events, and nothing else.

use crate::action::{ClosingForm, FollowUp, Rating, Registration, ReplyBy};
use crate::deadline::Pause;
use crate::escalation::Escalation;
use crate::event::{By, VisitRecord};
use crate::ids::{ActionId, CaseId, LetterId, OfficeId, UserId};
use crate::joint::{Assist, Referral, Task};
use crate::letter::Letter;
use crate::moment::Moment;
use crate::rules::PauseReason;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum State {
    Registered,
    Accepted,
    Assigned,
    InProgress,
    ReturnRequested,
    Paused,
    Replied,
    Closed,
    Rejected,
    Withdrawn,
    Merged,
    Archived,
}

impl State {
    pub const ALL: [State; 12] = [
        State::Registered,
        State::Accepted,
        State::Assigned,
        State::InProgress,
        State::ReturnRequested,
        State::Paused,
        State::Replied,
        State::Closed,
        State::Rejected,
        State::Withdrawn,
        State::Merged,
        State::Archived,
    ];

    pub fn code(self) -> &'static str {
        match self {
            State::Registered => "registered",
            State::Accepted => "accepted",
            State::Assigned => "assigned",
            State::InProgress => "in_progress",
            State::ReturnRequested => "return_requested",
            State::Paused => "paused",
            State::Replied => "replied",
            State::Closed => "closed",
            State::Rejected => "rejected",
            State::Withdrawn => "withdrawn",
            State::Merged => "merged",
            State::Archived => "archived",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Nothing more is owed to the citizen.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            State::Closed | State::Rejected | State::Withdrawn | State::Merged | State::Archived
        )
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// the action that logged it
    pub id: ActionId,
    pub by: By,
    pub logged_at: Moment,
    /// 补录: logged after the case was closed
    pub after_closing: bool,
    pub record: VisitRecord,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionRequest {
    pub request: ActionId,
    pub days: u32,
    pub reason: String,
    pub by: UserId,
    pub at: Moment,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    pub letter: Option<LetterId>,
    pub means: ReplyBy,
    pub at: Moment,
}

/// 并案: another citizen's case that was merged into this one. Each citizen is
/// answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absorbed {
    pub case: CaseId,
    pub number: String,
    pub answered: Option<(ReplyBy, Moment)>,
}

/// 督办: who presses, why, and until when it is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    pub by: By,
    pub reason: String,
    pub until: Option<NaiveDate>,
    pub since: Moment,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// how many events it is the fold of
    pub revision: u64,
    pub state: State,
    pub registration: Registration,
    pub registered_at: Moment,
    /// of the rules that it was opened under
    pub rules_version: u32,
    /// the office that handles it now
    pub office: Option<OfficeId>,
    pub accepted_at: Option<Moment>,
    pub first_dispatched_at: Option<Moment>,
    /// to the office that has it now
    pub dispatched_at: Option<Moment>,
    pub signed_for_at: Option<Moment>,
    pub handler: Option<By>,
    /// of the running round; a reopened case starts anew
    pub pauses: Vec<Pause>,
    /// what approved extensions added for this office in this round, in its rule's unit
    pub extended_by: u32,
    /// the same for the citizen: whichever office it was approved in
    pub extended_in_all: u32,
    pub extension_request: Option<ExtensionRequest>,
    /// after a ruling against it the case may not be returned again
    pub return_refused: bool,
    pub visits: Vec<Visit>,
    pub letters: Vec<Letter>,
    pub replied: Option<Replied>,
    pub rating: Option<(Rating, Moment)>,
    /// 第n次重办
    pub reopened: u32,
    pub reopened_at: Option<Moment>,
    pub closing: Option<ClosingForm>,
    /// 督办, while it lasts
    pub supervision: Option<Supervision>,
    /// the last valid or invalid follow-up of this round
    pub follow_up: Option<(FollowUp, Moment)>,
    /// what the clock has set off in this round
    pub escalations: Vec<Escalation>,
    /// 会办: offices asked to assist in this round
    pub assists: Vec<Assist>,
    /// waits for the joint meeting (联席会议)
    pub referral: Option<Referral>,
    /// what joint meetings decided; task n is at index n
    pub tasks: Vec<Task>,
    /// the citizen is to be told of an extension since then
    pub extension_notice_owed: Option<Moment>,
    /// merged into this one
    pub absorbed: Vec<Absorbed>,
    /// the case that this one was merged into
    pub merged_into: Option<CaseId>,
    pub last_event_at: Moment,
}

impl Case {
    pub fn letter(&self, id: LetterId) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.id == id)
    }

    pub fn visit(&self, id: ActionId) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.id == id)
    }

    /// The photos of all visits, as often as they are referred to.
    pub fn photos(&self) -> impl Iterator<Item = &crate::event::PhotoRef> {
        self.visits.iter().flat_map(|visit| &visit.record.photos)
    }

    /// Why the clock stands still now.
    pub fn paused_for(&self) -> Option<PauseReason> {
        self.pauses
            .iter()
            .find(|pause| pause.until.is_none())
            .map(|pause| pause.why)
    }

    /// 会办: an assisting office or a task of a joint meeting beside the lead.
    pub fn is_joint(&self) -> bool {
        !self.assists.is_empty() || !self.tasks.is_empty()
    }

    /// Offices beside the lead that have something to do here: they see the case.
    pub fn assisting_offices(&self) -> impl Iterator<Item = &OfficeId> {
        let lead = self.office.as_ref();
        let assists = self.assists.iter().filter(|assist| assist.is_shared());
        let tasks = self.tasks.iter();
        assists
            .map(|assist| &assist.office)
            .chain(tasks.map(|task| &task.office))
            .filter(move |office| Some(*office) != lead)
    }

    /// Takes part as lead, assisting office or holder of a task.
    pub fn involves(&self, office: &OfficeId) -> bool {
        self.office.as_ref() == Some(office)
            || self.assisting_offices().any(|other| other == office)
    }

    /// The assistance that this office was asked for and has not given.
    pub fn open_assist(&self, office: &OfficeId) -> Option<&Assist> {
        self.assists
            .iter()
            .find(|assist| assist.office == *office && assist.is_open())
    }
}
