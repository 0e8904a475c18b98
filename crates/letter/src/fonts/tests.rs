use super::*;

/// An office's folder with a face of ours under a name of its own.
fn office(file: &str) -> tempfile::TempDir {
    let office = tempfile::tempdir().unwrap();
    let ours = bundled_folder().unwrap().join(file);
    std::fs::copy(ours, office.path().join("anything.otf")).unwrap();
    office
}

/// The office's folder before the bundled one, on a system without fonts.
fn beside_ours(office: &Path) -> FontSet {
    let folders = [
        (office.to_owned(), Source::Office),
        (bundled_folder().unwrap(), Source::Bundled),
    ];
    FontSet::of(&folders.map(|(path, source)| Folder { path, source })).unwrap()
}

fn bundled() -> FontSet {
    // The message says what to run.
    FontSet::bundled().unwrap_or_else(|e| panic!("{e}"))
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
    let office = office("FandolKai-Regular.otf");
    std::fs::write(office.path().join("broken.ttf"), b"no font").unwrap();
    let set = beside_ours(office.path());
    let first = |role| set.face(set.chain(role)[0]);
    assert_eq!(first(Role::Kai).postscript_name(), "FandolKai-Regular");
    assert_eq!(first(Role::Kai).source(), Source::Office);
    assert_eq!(first(Role::Fang).postscript_name(), "FandolFang-Regular");
    assert_eq!(first(Role::Fang).source(), Source::Bundled);
}

/// FandolFang under the name that a 仿宋 has on a Mac.
fn stfangsong() -> Vec<u8> {
    let mut bytes =
        std::fs::read(bundled_folder().unwrap().join("FandolFang-Regular.otf")).unwrap();
    let wide = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect::<Vec<u8>>()
    };
    let narrow = |name: &str| name.as_bytes().to_vec();
    let (old, new) = ("FandolFang", "STFangsong");
    for (old, new) in [(wide(old), wide(new)), (narrow(old), narrow(new))] {
        for at in 0..bytes.len() - old.len() {
            if bytes[at..].starts_with(&old) {
                bytes[at..at + new.len()].copy_from_slice(&new);
            }
        }
    }
    bytes
}

#[test]
fn of_a_system_only_the_faces_that_offices_look_for_are_kept() {
    let system = tempfile::tempdir().unwrap();
    let deep = system.path().join("opentype/maker");
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::write(deep.join("STFangsong.otf"), stfangsong()).unwrap();
    // One that we bring with us decides nothing where somebody else installed it.
    let ours = bundled_folder().unwrap();
    let noto = "NotoSansCJK-Regular.ttc";
    std::fs::copy(ours.join(noto), deep.join(noto)).unwrap();
    let folders = [
        (system.path().to_owned(), Source::System),
        (ours, Source::Bundled),
    ];
    let set = FontSet::of(&folders.map(|(path, source)| Folder { path, source })).unwrap();
    let first = |role| set.face(set.chain(role)[0]);
    assert_eq!(first(Role::Fang).family(), "STFangsong");
    assert_eq!(first(Role::Fang).source(), Source::System);
    assert_eq!(first(Role::Hei).postscript_name(), "FandolHei-Regular");
    let of_system = set
        .faces
        .iter()
        .filter(|face| face.source() == Source::System);
    assert_eq!(of_system.count(), 1);
}

#[test]
fn a_face_that_lies_in_two_places_is_asked_once() {
    let office = office("FandolKai-Regular.otf");
    let set = beside_ours(office.path());
    for role in Role::ALL {
        let marks: Vec<&str> = set
            .chain(role)
            .iter()
            .map(|id| set.face(*id).mark())
            .collect();
        let different: std::collections::BTreeSet<&str> = marks.iter().copied().collect();
        assert_eq!(different.len(), marks.len(), "{marks:?}");
    }
}

#[test]
fn a_desk_sets_a_letter_in_the_centres_faces() {
    let office = office("FandolKai-Regular.otf");
    let (desk, centre) = (beside_ours(office.path()), bundled());
    assert_ne!(desk.order(), centre.order());
    let desk = desk.ordered_as(&centre.order());
    for role in Role::ALL {
        assert_eq!(desk.agreement(role, &centre.order()), Some(Agreement::Same));
    }
    // Nor does it show what the centre could not print.
    assert_eq!(desk.order(), centre.order());
}

#[test]
fn a_desk_that_lacks_a_face_of_the_centre_knows_it() {
    let mut order = bundled().order();
    let kai = order.get_mut("kai").unwrap();
    kai.push("FontOfARareCharacter 0123456789ab".into());
    order
        .get_mut("fang")
        .unwrap()
        .insert(0, "FangSong_GB2312 0123456789ab".into());
    let desk = bundled().ordered_as(&order);
    assert_eq!(desk.agreement(Role::Hei, &order), Some(Agreement::Same));
    assert_eq!(desk.agreement(Role::Kai, &order), Some(Agreement::ButRare));
    assert_eq!(desk.agreement(Role::Fang, &order), Some(Agreement::Other));
    assert_eq!(desk.agreement(Role::Fang, &Order::new()), None);
    // What serves instead.
    let fang = desk.face(desk.chain(Role::Fang)[0]);
    assert_eq!(fang.postscript_name(), "FandolFang-Regular");
}

#[test]
fn another_version_of_the_centres_face_is_nearer_than_another_face() {
    let office = office("FandolKai-Regular.otf");
    let mut order = bundled().order();
    order.insert("kai".into(), vec!["LXGWWenKai-Regular 0123456789ab".into()]);
    let desk = beside_ours(office.path()).ordered_as(&order);
    let kai = desk.face(desk.chain(Role::Kai)[0]);
    assert_eq!(kai.postscript_name(), "LXGWWenKai-Regular");
    assert_eq!(desk.agreement(Role::Kai, &order), Some(Agreement::Other));
}

#[test]
fn a_face_counts_its_han_characters() {
    // As fonttools counts them.
    let set = bundled();
    let fang = set.face(set.chain(Role::Fang)[0]);
    assert_eq!(fang.han().unwrap(), 7942);
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
