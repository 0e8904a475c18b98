//! The sample's words in the rulebook's.

use casework::action::{
    Channel, Citizen, ClosingForm, Degree, FollowUp, Place, PostalAddress, Rating, ReplyBy,
    ReturnCode,
};
use casework::event::{Finding, VisitRecord};
use casework::letter::{LetterContent, LetterKind, Paragraph};
use casework::rules::Matter;
use casework::{Action, ActionId, Case, LetterId, Moment, OfficeId, Registration, Role};
use chrono::NaiveDateTime;
use sample::{Act, SampleCase, Step};
use uuid::Uuid;

pub(super) fn role(role: sample::Role) -> Role {
    match role {
        sample::Role::Handler => Role::Handler,
        sample::Role::Head => Role::Head,
        sample::Role::Dispatcher => Role::Dispatcher,
        sample::Role::Auditor => Role::Auditor,
        sample::Role::Administrator => Role::Administrator,
    }
}

pub(super) fn moment(china: NaiveDateTime) -> Moment {
    Moment::from_china(china)
}

pub(super) fn number_word(office: &OfficeId) -> Option<String> {
    OFFICES.with(|offices| {
        let office = offices.iter().find(|(code, ..)| code == office.as_str())?;
        Some(office.1.clone())
    })
}

fn community(code: &str) -> String {
    OFFICES.with(|offices| {
        let mut communities = offices.iter().flat_map(|(.., communities)| communities);
        let found = communities.find(|(known, _)| known == code);
        found.map_or_else(|| code.to_owned(), |(_, name)| name.clone())
    })
}

type Offices = Vec<(String, String, Vec<(String, String)>)>;

thread_local! {
    /// Code, number word, communities by code; the same for every seed.
    static OFFICES: Offices = sample::district(0)
        .offices
        .into_iter()
        .map(|office| {
            let communities = office.communities.into_iter();
            let communities = communities.map(|known| (known.code, known.name)).collect();
            (office.code, office.number_word, communities)
        })
        .collect();
}

pub(super) fn registration(sample: &SampleCase, number: String) -> Registration {
    Registration {
        number,
        title: sample.title.clone(),
        body: sample.body.clone(),
        matter: match sample.matter {
            sample::Matter::Hotline => Matter::Hotline,
            sample::Matter::Petition => Matter::Petition,
            sample::Matter::Disclosure => Matter::Disclosure,
        },
        category: sample.category.clone(),
        channel: Channel::parse(sample.channel.code()).unwrap_or(Channel::Transfer),
        origin: sample.origin.clone(),
        citizen: Citizen {
            name: sample.citizen.name.clone(),
            phone: sample.citizen.phone.clone(),
            postal: postal(sample),
        },
        community: community(&sample.community),
        place: Place {
            address: sample.address.clone(),
            lat: sample.lat,
            lng: sample.lng,
        },
        submitted_at: moment(sample.submitted_at),
    }
}

/// Who wrote or came left an address; the sample's people live where they complain.
fn postal(sample: &SampleCase) -> Option<PostalAddress> {
    matches!(
        sample.channel,
        sample::Channel::Letter | sample::Channel::Visit
    )
    .then(|| PostalAddress {
        address: format!("宁波市鄞州区{}", sample.address),
        postcode: "315040".into(),
    })
}

/// The step as the action of its person; `letter` names the case's nth letter.
pub(super) fn action(step: &Step, case: &Case, letter: impl Fn(usize) -> LetterId) -> Action {
    let hash = |id: LetterId| {
        let latest = case.letter(id).and_then(|letter| letter.latest());
        latest.map_or_else(String::new, |(_, revision)| revision.hash.clone())
    };
    let request = || {
        let waiting = case.extension_request.as_ref();
        waiting.map_or(ActionId(Uuid::nil()), |waiting| waiting.request)
    };
    match step.act.clone() {
        // Registering is no action on a case; a second one is refused as such.
        Act::Registered | Act::Accepted => Action::Accept,
        Act::Rejected { reason, refer_to } => Action::Reject { reason, refer_to },
        Act::Dispatched { office } => Action::Dispatch {
            office: OfficeId(office),
        },
        Act::SignedFor => Action::SignFor,
        Act::ReturnRequested { reason } => Action::RequestReturn {
            reason,
            code: ReturnCode::NotOurDuty,
            evidence: Vec::new(),
        },
        Act::ReturnUpheld { reason } => Action::RuleReturn {
            upheld: true,
            reason,
        },
        Act::ReturnRefused { reason } => Action::RuleReturn {
            upheld: false,
            reason,
        },
        Act::Contacted { note } => Action::LogContact { note },
        Act::Visited(visit) => Action::LogVisit {
            visit: self::visit(visit, moment(step.at)),
        },
        Act::SupplementAsked { ask } => Action::AskSupplement { ask },
        Act::SupplementReceived { text } => Action::ReceiveSupplement { text },
        Act::ExtensionRequested { days, reason } => Action::RequestExtension {
            days: days.into(),
            reason,
        },
        Act::ExtensionApproved => Action::ApproveExtension { request: request() },
        Act::ExtensionRefused { reason } => Action::RefuseExtension {
            request: request(),
            reason,
        },
        Act::LetterDrafted { letter: n, text } => Action::DraftLetter {
            letter: letter(n),
            letter_kind: kind(text.kind),
            content: content(text),
        },
        Act::LetterSubmitted { letter: n } => Action::SubmitLetter {
            letter: letter(n),
            hash: hash(letter(n)),
            kept: Vec::new(),
        },
        Act::LetterReturned { letter: n, remark } => Action::ReturnLetter {
            letter: letter(n),
            remark,
        },
        Act::LetterSigned { letter: n } => Action::SignLetter {
            letter: letter(n),
            hash: hash(letter(n)),
        },
        Act::Replied { letter: n, by } => Action::RecordReply {
            letter: n.map(letter),
            by: reply_by(by),
        },
        Act::FollowedUp(heard) => Action::RecordFollowUp {
            follow_up: follow_up(heard),
        },
        Act::Rated { rating, remark } => Action::RecordRating {
            rating: self::rating(rating),
            note: remark,
        },
        Act::Reopened { reason } => Action::Reopen { reason },
        Act::Closed(form) => Action::Close {
            form: closing(form),
        },
        Act::Withdrawn { reason } => Action::Withdraw { reason },
    }
}

fn visit(visit: sample::Visit, at: Moment) -> VisitRecord {
    VisitRecord {
        at,
        note: visit.note,
        companions: visit.companions,
        finding: Some(match visit.finding {
            sample::Finding::True => Finding::True,
            sample::Finding::Partly => Finding::Partly,
            sample::Finding::Untrue => Finding::NotTrue,
            sample::Finding::NotSeen => Finding::NotSeen,
        }),
        lat: None,
        lng: None,
        no_photo_reason: None,
        photos: Vec::new(),
    }
}

fn kind(kind: sample::LetterKind) -> LetterKind {
    match kind {
        sample::LetterKind::Reply => LetterKind::Reply,
        sample::LetterKind::Acceptance => LetterKind::Acceptance,
        sample::LetterKind::Extension => LetterKind::Extension,
        sample::LetterKind::Opinion => LetterKind::Opinion,
    }
}

fn content(letter: sample::Letter) -> LetterContent {
    let paragraphs = letter.paragraphs.into_iter();
    LetterContent {
        title: letter.title,
        addressee: Some(letter.addressee).filter(|addressee| !addressee.is_empty()),
        body: paragraphs
            .map(|paragraph| Paragraph {
                level: paragraph.level,
                text: paragraph.text,
                table: None,
            })
            .collect(),
        attachments: letter.attachments,
        note: Some(letter.note).filter(|note| !note.is_empty()),
        copy_to: letter.copy_to,
        annex: Vec::new(),
    }
}

fn reply_by(by: sample::Delivery) -> ReplyBy {
    match by {
        sample::Delivery::Post => ReplyBy::Post,
        sample::Delivery::Hand => ReplyBy::Hand,
        sample::Delivery::Sms => ReplyBy::Sms,
        sample::Delivery::Portal => ReplyBy::Portal,
        sample::Delivery::Phone => ReplyBy::Phone,
    }
}

fn follow_up(heard: sample::FollowUp) -> FollowUp {
    FollowUp {
        valid: heard.valid,
        contacted: heard.contacted,
        solved: degree(heard.solved),
        rating: heard.rating.map(rating),
        note: heard.note,
    }
}

fn rating(rating: sample::Rating) -> Rating {
    match rating {
        sample::Rating::Satisfied => Rating::Satisfied,
        sample::Rating::Basically => Rating::Basically,
        sample::Rating::Dissatisfied => Rating::Dissatisfied,
    }
}

fn degree(share: sample::Share) -> Degree {
    match share {
        sample::Share::Yes => Degree::Yes,
        sample::Share::Partly => Degree::Partly,
        sample::Share::No => Degree::No,
    }
}

fn closing(form: sample::ClosingForm) -> ClosingForm {
    ClosingForm {
        is_true: degree(form.truth),
        beyond_duty: form.beyond_duty,
        contacted: form.contacted,
        solved: degree(form.solved),
        unsolved_reason: Some(form.unsolved_reason).filter(|reason| !reason.is_empty()),
        handling: form.handling,
        public_reply: form.public_reply,
    }
}
