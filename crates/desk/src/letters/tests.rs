//! Printing, envelopes and changes, over a served district.

use crate::testing::{District, Seat};
use crate::view::{ActInput, EnvelopeOptions, EnvelopeSize, LetterAt, LetterList, VisitDraft};
use casework::changes::{Part, RunKind};
use casework::letter::{AnnexPhoto, LetterContent, LetterKind, LetterState, Paragraph};
use casework::lint::{KeptFinding, Severity};
use casework::{Action, CaseId, LetterId};
use std::num::NonZeroU32;
use std::path::PathBuf;

const TEXT: &str = "您好！城管员陈静11月2日到现场查看，流浪犬已于当日收容。依据《宁波市养犬管理条例》第十二条处理。联系人：陈静，电话：0574-87650000。";

fn content(text: &str) -> LetterContent {
    LetterContent {
        title: "关于反映流浪犬问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: vec![Paragraph {
            level: 0,
            text: text.into(),
            table: None,
        }],
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    }
}

impl Seat {
    async fn synced(&self) {
        self.desk.synchronise(false).await.unwrap();
    }

    async fn act(&self, case: CaseId, action: Action) {
        self.desk.act_now(case, action).await.unwrap();
    }

    async fn listed(&self, list: LetterList) -> Vec<LetterId> {
        let rows = self.desk.list_letters(list).await.unwrap();
        rows.into_iter().map(|row| row.id).collect()
    }

    async fn submitted(&self, case: CaseId, text: &str) -> (LetterId, String) {
        let (kind, content) = (LetterKind::Reply, content(text));
        let hash = content.hash(kind);
        let drafted = self.desk.draft_letter(case, kind, content).await;
        let (letter, _) = drafted.unwrap();
        let submit = Action::SubmitLetter {
            letter,
            hash: hash.clone(),
            kept: Vec::new(),
        };
        self.act(case, submit).await;
        self.synced().await;
        (letter, hash)
    }
}

/// The handler and the head of an office whose case is in progress.
async fn office() -> (District, Seat, Seat, CaseId) {
    let district = District::new().await;
    let clerk = district.desk("chen.jing").await;
    let head = district.desk("zhou.min").await;
    let case = clerk.case();
    clerk.act(case, Action::SignFor).await;
    clerk.synced().await;
    (district, clerk, head, case)
}

/// A signed letter whose PDF is here.
async fn signed(clerk: &Seat, head: &Seat, case: CaseId) -> LetterAt {
    let (letter, hash) = clerk.submitted(case, TEXT).await;
    head.synced().await;
    head.desk.sign_letter(case, letter, hash).await.unwrap();
    clerk.synced().await;
    clerk.desk.finished_pdf(case, letter).await.unwrap();
    LetterAt { case, letter }
}

async fn to_print(seat: &Seat) -> u32 {
    seat.desk.overview().await.unwrap().to_print
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_is_left_out_by_name_and_the_rest_is_printed() {
    let (_district, clerk, head, case) = office().await;
    let letter = signed(&clerk, &head, case).await;
    let drafted = clerk
        .desk
        .draft_letter(case, LetterKind::Extension, content("因须会同办理，延期。"))
        .await;
    let draft = LetterAt {
        case,
        letter: drafted.unwrap().0,
    };
    let path = clerk.data.path().join("print.pdf");
    let made = clerk
        .desk
        .print_letters_to(path.clone(), vec![draft, letter, letter], false, |_| ())
        .await
        .unwrap();
    let stored = clerk.desk.pdf(case, letter.letter).await.unwrap();
    let mut alone = letter::Bundle::new(false);
    alone.add(&stored).unwrap();
    assert_eq!(std::fs::read(path).unwrap(), alone.finish().unwrap());
    assert_eq!(made.letters.len(), 1, "once, though named twice");
    assert_eq!(made.letters[0].first_page, 1);
    assert_eq!(made.left_out.len(), 1);
    assert_eq!(made.left_out[0].name, "关于反映流浪犬问题的答复函");
    assert_eq!(made.left_out[0].reason.code, "letter.not_signed");
    let rows = clerk.desk.open_case(case).await.unwrap().letters;
    assert!(
        rows.iter().all(|row| row.printed.is_empty()),
        "a file is no print"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_said_to_be_printed_leaves_the_queue_for_all() {
    let (_district, clerk, head, case) = office().await;
    let letter = signed(&clerk, &head, case).await;
    assert_eq!(to_print(&clerk).await, 1);
    let two = NonZeroU32::new(2).unwrap();
    clerk.desk.record_printed(vec![letter], two).await.unwrap();
    assert_eq!(to_print(&clerk).await, 0);
    clerk.synced().await;
    head.synced().await;
    assert_eq!(to_print(&head).await, 0);
    let register = head.desk.list_letters(LetterList::Register).await.unwrap();
    assert_eq!(register[0].state, LetterState::Printed);
    assert_eq!(register[0].printed[0].by, "陈静");
    assert_eq!(register[0].printed[0].copies, two);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_letter_stays_in_the_register_when_a_newer_draft_follows() {
    let (_district, clerk, head, case) = office().await;
    let first = signed(&clerk, &head, case).await;
    let drafted = clerk
        .desk
        .draft_letter(case, LetterKind::Extension, content("因须会同办理，延期。"))
        .await;
    let draft = drafted.unwrap().0;
    for synced in [false, true] {
        if synced {
            clerk.synced().await;
        }
        assert_eq!(clerk.listed(LetterList::Register).await, [first.letter]);
        assert_eq!(clerk.listed(LetterList::Drafts).await, [draft]);
        assert_eq!(to_print(&clerk).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_photos_of_a_draft_are_in_the_signed_letter() {
    let (_district, clerk, head, case) = office().await;
    let icons = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../icons");
    let files = ["128x128.png", "32x32.png"].map(|name| icons.join(name));
    let visit = VisitDraft {
        note: "29幢旁有木质狗窝。".into(),
        ..VisitDraft::default()
    };
    let logged = clerk.desk.log_visit(case, visit, files.to_vec()).await;
    clerk.desk.synchronise(true).await.unwrap();
    let annex = logged.unwrap().photos.into_iter().map(|photo| AnnexPhoto {
        photo,
        taken_at: None,
        place: Some("白鹤新村29幢".into()),
        caption: Some("木质狗窝".into()),
        watermark: true,
    });
    let content = LetterContent {
        annex: annex.collect(),
        ..content(TEXT)
    };
    let kind = LetterKind::Reply;
    let (letter, _) = clerk
        .desk
        .draft_letter(case, kind, content.clone())
        .await
        .unwrap();
    clerk
        .desk
        .save_letter_draft(case, letter, kind, content.clone(), Vec::new())
        .await
        .unwrap();
    let opened = clerk.desk.open_letter(case, letter).await.unwrap();
    assert_eq!(opened.content.annex, content.annex);
    assert_eq!(opened.pages[1].matches("href=\"data:image/jpeg").count(), 2);
    let photos = |pdf: &[u8]| pdf.windows(9).filter(|part| *part == b"DCTDecode").count();
    assert_eq!(
        photos(&clerk.desk.pdf(case, letter).await.unwrap()),
        2,
        "on a draft too"
    );

    let handed_in = clerk
        .desk
        .submit_letter(case, letter, kind, content.clone(), Vec::new())
        .await;
    assert!(handed_in.unwrap().refused.is_empty());
    clerk.synced().await;
    head.synced().await;
    let read = head.desk.open_letter(case, letter).await.unwrap();
    assert_eq!(read.pages, opened.pages, "the head sees what the clerk saw");
    head.desk
        .sign_letter(case, letter, content.hash(kind))
        .await
        .unwrap();
    let pdf = head.desk.finished_pdf(case, letter).await.unwrap();
    assert_eq!(photos(&pdf), 2);
    head.synced().await;
    let row = &head.desk.open_case(case).await.unwrap().letters[0];
    assert_eq!(row.pages, Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_sees_what_the_clerk_kept_and_who_did() {
    let (_district, clerk, head, case) = office().await;
    let text = format!("{TEXT}住户邮箱：li301@example.com。");
    let (kind, content) = (LetterKind::Reply, content(&text));
    let checks = clerk
        .desk
        .check_letter(case, kind, content.clone())
        .await
        .unwrap();
    let advised = checks
        .findings
        .iter()
        .find(|one| one.severity == Severity::ShouldFix);
    let advised = advised.expect("an address of a third person is advised against");
    let kept = KeptFinding {
        code: advised.code,
        text: advised.text.clone(),
    };
    let gone = KeptFinding {
        text: "这里没有的话".into(),
        ..kept.clone()
    };
    let letter = LetterId(uuid::Uuid::from_u128(7));
    let handed_in = clerk
        .desk
        .submit_letter(case, letter, kind, content, vec![kept.clone(), gone])
        .await;
    assert!(handed_in.unwrap().refused.is_empty());
    clerk.synced().await;
    head.synced().await;
    let read = head.desk.open_letter(case, letter).await.unwrap();
    assert_eq!(read.kept, std::slice::from_ref(&kept));
    assert_eq!(read.kept_by.as_deref(), Some("陈静"));

    let remark = "请写明收容单位。".to_owned();
    head.desk.return_letter(case, letter, remark).await.unwrap();
    head.synced().await;
    clerk.synced().await;
    let again = clerk.desk.open_letter(case, letter).await.unwrap();
    assert_eq!(again.kept, [kept], "decided once");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_learnt_is_on_the_envelope_and_not_in_the_timeline() {
    let (_district, clerk, head, case) = office().await;
    let letter = signed(&clerk, &head, case).await;
    let correct = |address: &str, postcode: &str| ActInput::CorrectPostalAddress {
        address: address.into(),
        postcode: postcode.into(),
    };
    let refused = clerk
        .desk
        .act(vec![case], correct("白鹤新村2号301室", "31504"))
        .await;
    assert_eq!(refused.unwrap_err().code, "address.bad_postcode");
    let acted = clerk
        .desk
        .act(vec![case], correct("白鹤新村2号301室", "315040"))
        .await;
    assert!(acted.unwrap().refused.is_empty());
    clerk.synced().await;
    head.synced().await;
    let view = head.desk.open_case(case).await.unwrap();
    assert!(view.citizen_postal);
    assert!(!serde_json::to_string(&view).unwrap().contains("301室"));
    let citizen = head.desk.show_citizen(case).await.unwrap();
    assert_eq!(citizen.postal_address.as_deref(), Some("白鹤新村2号301室"));
    let options = EnvelopeOptions {
        size: EnvelopeSize::C5,
        frames: true,
        first_frame: None,
        sender_address: "宁波市鄞州区彩虹南路8号".into(),
        sender_postcode: "315041".into(),
    };
    let path = head.data.path().join("envelopes.pdf");
    let made = head
        .desk
        .print_envelopes_to(path, vec![letter], options)
        .await;
    assert!(made.unwrap().left_out.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_is_stopped_writes_nothing() {
    let (_district, clerk, head, case) = office().await;
    let letter = signed(&clerk, &head, case).await;
    let path = clerk.data.path().join("print.pdf");
    let made = clerk
        .desk
        .print_letters_to(path.clone(), vec![letter], true, |_| {
            clerk.desk.stop_printing();
        })
        .await
        .unwrap();
    assert!(made.stopped && made.letters.is_empty());
    assert!(!path.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_envelope_is_logged_and_one_without_an_address_is_neither_made_nor_logged() {
    let (district, clerk, head, unknown) = office().await;
    district
        .import("垃圾,楼道有垃圾。,,letter,李小红,13800005678,白鹤新村2号,,,2026-11-02T11:00:00+08:00,白鹤街道,宁波市鄞州区白鹤新村2号301室,315040")
        .await;
    clerk.synced().await;
    let open = clerk.desk.opened().unwrap();
    let rows = open
        .book
        .list(&casebook::ListQuery::default())
        .unwrap()
        .rows;
    let known = rows.iter().find(|row| row.id != unknown).unwrap().id;
    clerk.act(known, Action::SignFor).await;
    let letters = vec![
        signed(&clerk, &head, unknown).await,
        signed(&clerk, &head, known).await,
    ];
    let path = clerk.data.path().join("envelopes.pdf");
    let options = EnvelopeOptions {
        size: EnvelopeSize::Dl,
        frames: false,
        first_frame: None,
        sender_address: "宁波市鄞州区彩虹南路8号".into(),
        sender_postcode: "315041".into(),
    };
    let made = clerk
        .desk
        .print_envelopes_to(path.clone(), letters, options)
        .await
        .unwrap();
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
    assert_eq!(made.letters.len(), 1);
    assert_eq!(made.letters[0].case, known);
    assert_eq!(made.left_out[0].reason.code, "envelope.no_address");
    let shown = |case| {
        let view = open.book.case(case).unwrap();
        let events = view.events.into_iter();
        events
            .filter(|shown| shown.event.kind == casework::EventKind::CitizenShown)
            .count()
    };
    assert_eq!((shown(known), shown(unknown)), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_return_the_changes_are_those_since_what_the_head_saw() {
    let (_district, clerk, head, case) = office().await;
    let (letter, _) = clerk.submitted(case, TEXT).await;
    let first = clerk.desk.letter_changes(case, letter, None, None).await;
    assert_eq!(first.unwrap().from, None, "nothing is before the first");

    head.synced().await;
    let remark = "请写明收容单位。".to_owned();
    head.desk
        .return_letter(case, letter, remark.clone())
        .await
        .unwrap();
    head.synced().await;
    clerk.synced().await;
    let better = TEXT.replace("收容", "由区收容站收容");
    // Two more revisions: what counts is the one that was returned.
    for text in [TEXT.replace("您好！", "王先生："), better.clone()] {
        let drafted = clerk
            .desk
            .draft_letter(case, LetterKind::Reply, content(&text));
        drafted.await.unwrap();
    }
    let changes = clerk
        .desk
        .letter_changes(case, letter, None, None)
        .await
        .unwrap();
    assert_eq!((changes.from, changes.to), (Some(1), Some(3)));
    assert_eq!(changes.remark, Some(remark));
    assert_eq!(changes.parts.len(), 1);
    assert_eq!(changes.parts[0].part, Part::Paragraph);
    let added: String = changes.parts[0]
        .runs
        .iter()
        .filter(|run| run.kind == RunKind::Added)
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(added, "由区收容站");

    // What is typed and not yet a revision counts too.
    clerk
        .desk
        .save_letter_draft(case, letter, LetterKind::Reply, content(TEXT), Vec::new())
        .await
        .unwrap();
    let typed = clerk.desk.letter_changes(case, letter, None, None).await;
    let typed = typed.unwrap();
    assert_eq!((typed.from, typed.to), (Some(1), None));
    assert!(typed.parts.is_empty(), "typed back to what it was");
    let missing = clerk
        .desk
        .letter_changes(case, letter, Some(1), Some(9))
        .await;
    assert_eq!(missing.unwrap_err().code, "letter.no_revision");
}

/// The pictures in a PDF: a letter without photos has none but its seal.
fn shows_a_seal(pdf: &[u8]) -> bool {
    let picture = b"/Subtype/Image";
    pdf.windows(picture.len()).any(|part| part == picture)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_shows_no_seal_though_its_office_has_one_and_the_signed_letter_does() {
    const SEAL: &[u8] = include_bytes!("../../../server/data/sample-seal.png");
    let (_district, clerk, head, case) = office().await;
    let refused = clerk.desk.put_seal(SEAL.to_vec(), 42).await.unwrap_err();
    assert_eq!(refused.code, "auth.forbidden");
    let before = signed(&clerk, &head, case).await;
    let stamped_by_hand = clerk.desk.pdf(case, before.letter).await.unwrap();
    assert!(!shows_a_seal(&stamped_by_hand));
    let put = head.desk.put_seal(SEAL.to_vec(), 40).await.unwrap();
    let on_file = put.on_file.unwrap();
    assert_eq!(
        (on_file.diameter_mm, on_file.by.as_deref()),
        (40, Some("周敏"))
    );
    clerk.synced().await;
    let (draft, hash) = clerk.submitted(case, TEXT).await;
    let opened = clerk.desk.open_letter(case, draft).await.unwrap();
    assert!(!opened.pages.is_empty());
    assert!(opened.pages.iter().all(|page| !page.contains("<image")));
    assert!(!shows_a_seal(&clerk.desk.pdf(case, draft).await.unwrap()));
    head.synced().await;
    head.desk.sign_letter(case, draft, hash).await.unwrap();
    clerk.synced().await;
    assert!(shows_a_seal(
        &clerk.desk.finished_pdf(case, draft).await.unwrap()
    ));
    let told = head.desk.seal().await.unwrap();
    assert_eq!(told.uses[0].case, Some(case));
    assert_eq!(told.uses[0].by.as_deref(), Some("周敏"));
    assert!(head.desk.remove_seal().await.unwrap().on_file.is_none());
}
