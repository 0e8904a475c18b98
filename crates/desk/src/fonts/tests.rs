use super::*;
use crate::testing::District;

/// A face of the office's own.
fn with_an_offices_kai(data: &Path) {
    let own = data.join(FOLDER);
    std::fs::create_dir_all(&own).unwrap();
    let kai = letter::fonts::bundled_folder()
        .unwrap()
        .join("FandolKai-Regular.otf");
    std::fs::copy(kai, own.join("anything.otf")).unwrap();
}

#[tokio::test]
async fn a_desk_sets_letters_in_the_faces_that_its_centre_told() {
    let district = District::new().await;
    let seat = district.desk("chen.jing").await;
    with_an_offices_kai(seat.data.path());
    let view = seat.desk.letter_fonts().await.unwrap();
    let roles: Vec<&str> = view.roles.iter().map(|role| role.role.as_str()).collect();
    assert_eq!(roles, ["fang", "kai", "hei", "title", "song"]);
    for role in &view.roles {
        // Desk and centre are one machine here.
        assert_eq!(role.agreement, Some(FontAgreement::Same), "{role:?}");
        assert!(role.han > 6_000, "{role:?}");
    }
    let open = seat.desk.opened().unwrap();
    assert_eq!(of_the_centre(&open).unwrap().len(), 5);
}

#[tokio::test]
async fn a_face_that_only_the_centre_has_is_said_and_looking_again_asks_the_centre() {
    let district = District::new().await;
    let seat = district.desk("chen.jing").await;
    let open = seat.desk.opened().unwrap();
    let mut hello = open.book.hello().unwrap().unwrap();
    let kai = vec!["KaiTi 0123456789ab".to_owned()];
    hello.fonts.insert("kai".into(), kai);
    open.book.keep_hello(&hello).unwrap();
    let kai = |view: FontsView| view.roles[1].agreement;
    let view = seat.desk.letter_fonts().await.unwrap();
    assert_eq!(kai(view), Some(FontAgreement::Other));
    let view = seat.desk.find_letter_fonts().await.unwrap();
    assert_eq!(kai(view), Some(FontAgreement::Same));
}

#[test]
fn an_added_font_is_used_where_the_centre_told_nothing() {
    let data = tempfile::tempdir().unwrap();
    let fonts = Fonts::new(data.path(), None);
    let kai = |set: &FontSet| {
        let face = set.face(set.chain(Role::Kai)[0]);
        (face.source(), face.file().to_owned())
    };
    let (before, _) = kai(&fonts.ordered_as(Order::new()).unwrap());
    with_an_offices_kai(data.path());
    fonts.forget();
    let (after, file) = kai(&fonts.ordered_as(Order::new()).unwrap());
    // Where a folder is named for all, as for checks from outside, no other counts.
    if before != Source::Named {
        assert_eq!(
            (after, file),
            (Source::Office, fonts.own.join("anything.otf"))
        );
    }
}
