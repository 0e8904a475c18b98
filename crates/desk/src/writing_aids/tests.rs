use crate::testing::{BAIHE, DONGLIU, District};
use casework::LetterId;
use casework::letter::LetterKind;
use uuid::Uuid;

const OWN_TEXTS: &str = "category,occasion,title,text\n\
    *,安抚,本街道的,感谢您对{办理单位}的支持。\n\
    S2,处理,社会一类的,由【单位】于【几月几日】前办理。\n";

/// The product's reply with one word changed.
fn own_reply() -> String {
    let product = casework::templates::Folder::product().files().unwrap();
    let (_, text) = product
        .into_iter()
        .find(|(name, _)| name == "reply.toml")
        .unwrap();
    text.replace("您好！", "您好，来信收到：")
}

#[tokio::test]
async fn an_offices_own_wording_begins_its_letters() {
    let district = District::new().await;
    district
        .import_template("reply.toml", &own_reply(), DONGLIU)
        .await;
    let seat = district.desk("chen.jing").await;
    let first = async |seat: &crate::testing::Seat| {
        let draft = seat.desk.letter_draft(seat.case(), LetterKind::Reply);
        draft.await.unwrap().content.body[0].text.clone()
    };
    let text = first(&seat).await;
    assert!(
        text.starts_with("您好！您于2026年11月2日反映的“流浪犬”"),
        "{text}"
    );
    district
        .import_template("reply.toml", &own_reply(), BAIHE)
        .await;
    seat.desk.synchronise(true).await.unwrap();
    let text = first(&seat).await;
    assert!(text.starts_with("您好，来信收到：您于"), "{text}");
}

#[tokio::test]
async fn a_new_letter_is_not_handed_in_with_a_blank_in_it() {
    let district = District::new().await;
    let seat = district.desk("chen.jing").await;
    let case = seat.case();
    for kind in LetterKind::ALL {
        let start = seat.desk.writing_aids(case, kind).await.unwrap().start;
        let letter = LetterId(Uuid::from_u128(1));
        let refused = seat
            .desk
            .submit_letter(case, letter, kind, start, Vec::new())
            .await;
        let refused = refused.unwrap_err();
        assert_eq!(refused.code, "letter.must_fix", "{kind:?}");
        assert_eq!(refused.facts["finding"], "unfilled", "{kind:?}");
    }
}

#[tokio::test]
async fn texts_of_the_category_come_first_and_the_offices_own_before_the_shared() {
    let district = District::new().await;
    district
        .import_template("standard_texts.csv", OWN_TEXTS, BAIHE)
        .await;
    let seat = district.desk("chen.jing").await;
    let aids = seat.desk.writing_aids(seat.case(), LetterKind::Reply);
    let aids = aids.await.unwrap();
    // the case has no category: only what is for every one fits
    assert_eq!(aids.texts[0].title, "本街道的");
    assert_eq!(aids.texts[0].text, "感谢您对白鹤街道的支持。");
    assert!(aids.texts.iter().all(|text| text.category.is_none()));
    assert!(aids.texts.len() > 20);
    assert_eq!(aids.attachments, ["现场核查照片"]);

    let open = seat.desk.opened().unwrap();
    let mut view = open.book.case(seat.case()).unwrap();
    view.case.registration.category = "S218".into();
    let texts = super::aids(&open.book.district(), &view, LetterKind::Reply).texts;
    let general = texts.iter().position(|text| text.category.is_none());
    let (own, shared) = (&texts[0], &texts[general.unwrap()..]);
    assert_eq!(own.category.as_deref(), Some("社会"));
    assert_eq!(texts[1].category.as_deref(), Some("犬类管理"));
    assert_eq!(shared[0].title, "本街道的");
    assert!(shared.iter().all(|text| text.category.is_none()));
}
