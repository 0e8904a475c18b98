//! How a case went so far: facts in the order they happened, to be played as actions.

use chrono::NaiveDateTime;

/// Steps in chronological order, none later than 08:30 of the day the sample is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// China time.
    pub at: NaiveDateTime,
    /// Login of the person who did or recorded it; what citizens do is recorded by a dispatcher.
    pub by: String,
    pub act: Act,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The centre put it on record; always the first step.
    Registered,
    /// 受理 of a petition or an application for disclosure; others are accepted by dispatching.
    Accepted,
    /// 不予受理
    Rejected {
        reason: String,
        refer_to: String,
    },
    /// 派单, also the second time after a return was upheld.
    Dispatched {
        office: String,
    },
    SignedFor,
    ReturnRequested {
        reason: String,
    },
    ReturnUpheld {
        reason: String,
    },
    ReturnRefused {
        reason: String,
    },
    /// 联系记录
    Contacted {
        note: String,
    },
    Visited(Visit),
    SupplementAsked {
        ask: String,
    },
    SupplementReceived {
        text: String,
    },
    ExtensionRequested {
        /// Working days for hotline and disclosure, calendar days for petitions.
        days: u16,
        reason: String,
    },
    ExtensionApproved,
    ExtensionRefused {
        reason: String,
    },
    /// A draft saved; a second one of the same `letter` is its next revision.
    LetterDrafted {
        /// Counts the letters of this case from 0.
        letter: usize,
        text: Letter,
    },
    LetterSubmitted {
        letter: usize,
    },
    LetterReturned {
        letter: usize,
        remark: String,
    },
    LetterSigned {
        letter: usize,
    },
    Replied {
        /// None: answered by text message, portal or phone without a letter.
        letter: Option<usize>,
        by: Delivery,
    },
    /// What the citizen thinks of it, on the portal or on the phone.
    Rated {
        rating: Rating,
        remark: String,
    },
    FollowedUp(FollowUp),
    Reopened {
        reason: String,
    },
    Closed(ClosingForm),
    /// 已撤回, by the citizen.
    Withdrawn {
        reason: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub note: String,
    /// 同行人; may be empty.
    pub companions: String,
    pub finding: Finding,
}

/// 情况
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finding {
    True,
    Partly,
    Untrue,
    /// 未见到
    NotSeen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    Post,
    Hand,
    Sms,
    Portal,
    Phone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rating {
    Satisfied,
    Basically,
    Dissatisfied,
}

/// 回访
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Reached, and answered.
    pub valid: bool,
    /// The office had been in touch.
    pub contacted: bool,
    pub solved: Share,
    pub rating: Option<Rating>,
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub kind: LetterKind,
    pub title: String,
    pub addressee: String,
    pub paragraphs: Vec<Paragraph>,
    pub attachments: Vec<String>,
    /// 附注: whom to call.
    pub note: String,
    pub copy_to: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterKind {
    Reply,
    Acceptance,
    Extension,
    Opinion,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// 0 is text, 1 to 4 a heading without its number.
    pub level: u8,
    pub text: String,
}

/// 是 · 部分 · 否
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Share {
    Yes,
    Partly,
    No,
}

/// 办结
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingForm {
    /// 诉求是否属实
    pub truth: Share,
    pub beyond_duty: bool,
    pub contacted: bool,
    pub solved: Share,
    /// Empty when solved.
    pub unsolved_reason: String,
    /// Internal.
    pub handling: String,
    /// Public: no names of citizens, no phones of theirs, no room numbers.
    pub public_reply: String,
}
