use super::*;
use crate::testing::District;

/// Takes away a face of the desk's and puts the office's own in its place.
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
async fn what_the_centre_lacks_is_said_and_an_added_font_is_found_again() {
    let district = District::new().await;
    let seat = district.desk("chen.jing").await;
    let open = seat.desk.opened().unwrap();
    let mut hello = open.book.hello().unwrap().unwrap();
    hello
        .fonts
        .insert("kai".into(), vec!["KaiTi 0123456789ab".into()]);
    open.book.keep_hello(&hello).unwrap();
    let kai = |view: FontsView| view.roles[1].clone();
    let before = kai(seat.desk.letter_fonts().await.unwrap());
    assert_eq!(before.agreement, Some(FontAgreement::Other));

    let folder = seat.desk.font_folder().await.unwrap();
    with_an_offices_kai(seat.data.path());
    let view = seat.desk.find_letter_fonts().await.unwrap();
    assert_eq!(view.folder, folder);
    // Where a folder is named for all, as for checks from outside, no other counts.
    if before.source != FontSource::Named {
        let after = kai(view);
        assert_eq!(after.source, FontSource::Office);
        assert!(after.file.starts_with(&folder), "{}", after.file);
    }
}
