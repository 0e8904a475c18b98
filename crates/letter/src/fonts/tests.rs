use super::*;

fn bundled() -> FontSet {
    // The message says what to run.
    FontSet::find(&[]).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn every_role_has_its_own_look() {
    let set = bundled();
    let first: Vec<&str> = Role::ALL
        .iter()
        .map(|r| set.face(set.chain(*r)[0]).postscript_name())
        .collect();
    assert_eq!(
        first,
        [
            "FandolFang-Regular",
            "LXGWWenKai-Regular",
            "FandolHei-Regular",
            "NotoSerifCJKsc-Bold",
            "NotoSerifCJKsc-Regular"
        ]
    );
}

#[test]
fn rare_characters_of_names_are_found_down_the_chain() {
    let set = bundled();
    let faces: Vec<_> = set
        .chain(Role::Fang)
        .iter()
        .map(|id| set.face(*id).open().unwrap())
        .collect();
    for rare in "镕喆堃昇堬㛃㙍㎡𨱏䶮".chars() {
        assert!(
            faces[0].glyph_index(rare).is_none(),
            "{rare} needs no fallback any more"
        );
        assert!(
            faces.iter().any(|f| f.glyph_index(rare).is_some()),
            "{rare}"
        );
    }
}

#[test]
fn an_offices_folder_comes_before_ours() {
    let office = tempfile::tempdir().unwrap();
    let ours = bundled_folder().unwrap();
    std::fs::copy(
        ours.join("FandolKai-Regular.otf"),
        office.path().join("anything.otf"),
    )
    .unwrap();
    std::fs::write(office.path().join("broken.ttf"), b"no font").unwrap();
    let set = FontSet::find(&[office.path().to_owned()]).unwrap();
    assert_eq!(
        set.face(set.chain(Role::Kai)[0]).postscript_name(),
        "FandolKai-Regular"
    );
    assert_eq!(
        set.face(set.chain(Role::Fang)[0]).postscript_name(),
        "FandolFang-Regular"
    );
}

#[test]
fn a_folder_without_fonts_says_what_to_do() {
    let empty = tempfile::tempdir().unwrap();
    let error = FontSet::load(empty.path()).err().unwrap();
    assert_eq!(error.code(), "letter.no_fonts");
    assert!(error.to_string().contains("cargo xtask fonts"));
    assert_eq!(
        FontSet::load(&empty.path().join("none"))
            .err()
            .unwrap()
            .code(),
        "letter.no_fonts"
    );
}

#[test]
fn a_folder_that_lacks_a_role_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let ours = bundled_folder().unwrap();
    std::fs::copy(
        ours.join("FandolHei-Regular.otf"),
        folder.path().join("hei.otf"),
    )
    .unwrap();
    let error = FontSet::load(folder.path()).err().unwrap();
    assert_eq!(error.code(), "letter.no_face");
    assert!(error.to_string().contains("仿宋"));
}
