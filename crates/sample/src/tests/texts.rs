use super::{today, usual};
use crate::{Act, Course, Matter, SampleCase, cases};
use std::collections::BTreeSet;

/// Everything a person may read of a case.
fn words(case: &SampleCase) -> Vec<String> {
    let mut words = vec![
        case.title.clone(),
        case.body.clone(),
        case.address.clone(),
        case.citizen.name.clone(),
    ];
    words.extend(case.origin.clone());
    words.extend(written(&case.course));
    words
}

fn written(course: &Course) -> Vec<String> {
    let mut words = Vec::new();
    for step in &course.steps {
        match &step.act {
            Act::Rejected { reason, refer_to } => words.extend([reason.clone(), refer_to.clone()]),
            Act::ReturnRequested { reason }
            | Act::ReturnUpheld { reason }
            | Act::ReturnRefused { reason }
            | Act::ExtensionRequested { reason, .. }
            | Act::ExtensionRefused { reason }
            | Act::Reopened { reason }
            | Act::Withdrawn { reason } => words.push(reason.clone()),
            Act::Contacted { note } => words.push(note.clone()),
            Act::Visited(visit) => words.push(visit.note.clone()),
            Act::SupplementAsked { ask } => words.push(ask.clone()),
            Act::SupplementReceived { text } => words.push(text.clone()),
            Act::LetterDrafted { text, .. } => {
                words.extend([
                    text.title.clone(),
                    text.addressee.clone(),
                    text.note.clone(),
                ]);
                words.extend(
                    text.paragraphs
                        .iter()
                        .map(|paragraph| paragraph.text.clone()),
                );
            }
            Act::LetterReturned { remark, .. } => words.push(remark.clone()),
            Act::FollowedUp(follow_up) => words.push(follow_up.note.clone()),
            Act::Closed(form) => words.extend([form.handling.clone(), form.public_reply.clone()]),
            Act::Registered
            | Act::Accepted
            | Act::Dispatched { .. }
            | Act::SignedFor
            | Act::ExtensionApproved
            | Act::LetterSubmitted { .. }
            | Act::LetterSigned { .. }
            | Act::Replied { .. }
            | Act::Rated { .. } => {}
        }
    }
    words
}

#[test]
fn titles_and_bodies_keep_their_limits() {
    for case in cases(1, today(), 5_000) {
        let title = case.title.chars().count();
        let body = case.body.chars().count();
        assert!((6..=37).contains(&title), "{title}: {}", case.title);
        assert!((20..=7_000).contains(&body), "{body}: {}", case.body);
    }
}

#[test]
fn no_template_shows_through_and_no_control_character() {
    for case in cases(1, today(), 5_000) {
        for text in words(&case) {
            assert!(
                !text.trim().is_empty(),
                "an empty text in case {}",
                case.index
            );
            assert!(!text.contains(['{', '}', '[', ']', '|', '>']), "{text}");
            let odd = text
                .chars()
                .find(|c| c.is_control() && *c != '\n' && *c != '\t');
            assert_eq!(odd, None, "{text}");
        }
    }
}

#[test]
fn no_two_bodies_of_the_usual_sample_are_alike() {
    let cases = usual();
    let bodies: BTreeSet<_> = cases.iter().map(|case| &case.body).collect();
    assert_eq!(bodies.len(), cases.len());
}

#[test]
fn ten_thousand_bodies_hardly_repeat() {
    let bodies: BTreeSet<_> = cases(1, today(), 10_000).map(|case| case.body).collect();
    assert!(bodies.len() > 9_990, "{}", bodies.len());
}

#[test]
fn lengths_are_those_of_real_cases() {
    let mut lengths: Vec<_> = cases(1, today(), 1_000)
        .map(|case| case.body.chars().count())
        .collect();
    lengths.sort_unstable();
    let median = lengths[500];
    assert!((150..=230).contains(&median), "{median}");
    let usual: Vec<_> = usual()
        .iter()
        .map(|case| case.body.chars().count())
        .collect();
    assert!(
        usual.iter().any(|length| *length > 6_000),
        "the longest is {:?}",
        usual.iter().max()
    );
    assert!(usual.iter().any(|length| *length < 70));
}

#[test]
fn texts_have_what_real_ones_have() {
    let bodies: Vec<_> = cases(1, today(), 2_000).map(|case| case.body).collect();
    for sign in ["\n", "\t", "　", "１", "http://", "#江东那些事#", "！！！"] {
        assert!(bodies.iter().any(|body| body.contains(sign)), "{sign:?}");
    }
    let emoji = |body: &String| {
        body.chars()
            .any(|c| ('\u{1F300}'..='\u{1FAFF}').contains(&c))
    };
    assert!((1..200).contains(&bodies.iter().filter(|body| emoji(body)).count()));
}

#[test]
fn phones_are_fake_and_some_names_are_rare() {
    let cases: Vec<_> = cases(1, today(), 2_000).collect();
    for case in &cases {
        let phone = &case.citizen.phone;
        assert!(phone.len() == 11 && &phone[3..7] == "0000", "{phone}");
    }
    for rare in ['喆', '堃', '昇', '镕', '㛃'] {
        assert!(
            cases.iter().any(|case| case.citizen.name.contains(rare)),
            "{rare}"
        );
    }
}

#[test]
fn public_replies_name_no_citizen_and_no_phone_of_one() {
    for case in cases(1, today(), 2_000) {
        for step in &case.course.steps {
            if let Act::Closed(form) = &step.act {
                assert!(
                    !form.public_reply.contains(&case.citizen.name)
                        || case.citizen.name.chars().count() == 2
                );
                assert!(!form.public_reply.contains(&case.citizen.phone));
                assert!(form.public_reply.contains("0574-"), "{}", form.public_reply);
            }
        }
    }
}

#[test]
fn letters_say_who_looked_on_what_basis_and_whom_to_call() {
    let mut letters = 0;
    for case in cases(1, today(), 1_000).skip(crate::handwritten::COUNT) {
        for step in &case.course.steps {
            let Act::LetterDrafted { text, .. } = &step.act else {
                continue;
            };
            letters += 1;
            let whole: String = text
                .paragraphs
                .iter()
                .map(|paragraph| paragraph.text.as_str())
                .collect();
            assert!(text.paragraphs.iter().all(|paragraph| paragraph.level <= 4));
            assert!(
                whole.contains("0574-8765") || text.note.contains("0574-8765"),
                "{whole}"
            );
            assert!(
                whole.contains('《') || text.kind == crate::LetterKind::Extension,
                "{whole}"
            );
            for empty in ["近期", "尽快", "即将", "相关部门", "高度重视"] {
                assert!(!whole.contains(empty), "{empty}: {whole}");
            }
        }
    }
    assert!(letters > 500, "{letters}");
}

#[test]
fn applications_for_disclosure_are_answered_with_the_way_to_a_review() {
    let mut answers = 0;
    for case in cases(1, today(), 3_000).filter(|case| case.matter == Matter::Disclosure) {
        for step in &case.course.steps {
            if let Act::LetterDrafted { text, .. } = &step.act {
                answers += 1;
                assert!(
                    text.paragraphs
                        .iter()
                        .any(|paragraph| paragraph.text.contains("行政复议"))
                );
            }
        }
    }
    assert!(answers >= 10, "{answers}");
}
