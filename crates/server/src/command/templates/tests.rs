use super::{export, import, show};
use crate::testing::{BAIHE, HANDLER, STRANGERS_OFFICE, Town};
use casework::letter::LetterKind;
use casework::templates::{Owner, Templates};
use protocol::item::Entity;
use std::path::PathBuf;

/// What is in force, exported into a new folder.
fn exported(town: &Town, name: &str) -> PathBuf {
    let folder = town.folder.path().join(name);
    export(&town.app, &folder, None).unwrap();
    folder
}

/// Puts one word in the place of another in a file.
fn change(folder: &std::path::Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    std::fs::write(path, text.replace(from, to)).unwrap();
}

fn owner(town: &Town, office: &str, wanted: LetterKind) -> Owner {
    let kinds = show(&town.app, Some(office)).unwrap().kinds;
    kinds.iter().find(|kind| kind.kind == wanted).unwrap().owner
}

#[test]
fn until_a_district_brings_its_own_all_is_the_products() {
    let town = Town::new();
    let shown = show(&town.app, None).unwrap();
    assert_eq!(shown.version, 0);
    assert_eq!(shown.kinds.len(), 10);
    assert!(shown.kinds.iter().all(|kind| kind.owner == Owner::Product));
    assert!(shown.texts >= 60);
}

#[test]
fn what_is_exported_can_be_changed_and_imported_for_one_office() {
    let town = Town::new();
    let folder = exported(&town, "own");
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if !path.ends_with("reply.toml") {
            std::fs::remove_file(path).unwrap();
        }
    }
    std::fs::write(folder.join("README.md"), "not a template").unwrap();
    change(&folder, "reply.toml", "您好！", "您好，");
    let imported = import(&town.app, &folder, Some(BAIHE)).unwrap();
    assert_eq!((imported.version, imported.texts), (1, 0));
    assert_eq!(imported.kinds, [LetterKind::Reply]);
    assert_eq!(owner(&town, BAIHE, LetterKind::Reply), Owner::Office);
    assert_eq!(owner(&town, BAIHE, LetterKind::Opinion), Owner::Product);
    assert_eq!(
        owner(&town, STRANGERS_OFFICE, LetterKind::Reply),
        Owner::Product
    );
    let again = town.folder.path().join("again");
    export(&town.app, &again, Some(BAIHE)).unwrap();
    let text = std::fs::read_to_string(again.join("reply.toml")).unwrap();
    assert!(text.contains("您好，您于"), "{text}");
    assert!(!again.join("standard_texts.csv").exists());
    assert_eq!(
        export(&town.app, &again, None).unwrap_err().code(),
        "templates.not_empty"
    );
}

#[test]
fn one_fault_and_nothing_of_the_folder_is_taken() {
    let town = Town::new();
    let faults = [
        ("opinion.toml", "\"remedy\"", "\"route\"", "remedy"),
        ("reply.toml", "{诉求标题}", "{标题}", "{标题}"),
        ("standard_texts.csv", "S218", "S999", "S999"),
        ("standard_texts.csv", "给您带来不便", "感谢反映", "line"),
    ];
    for (n, (file, from, to, problem)) in faults.into_iter().enumerate() {
        let folder = exported(&town, &n.to_string());
        change(&folder, file, from, to);
        let error = import(&town.app, &folder, None).unwrap_err();
        assert_eq!(error.code(), "templates.malformed", "{error}");
        assert!(error.to_string().contains(problem), "{error}");
        assert!(error.to_string().contains(file), "{error}");
    }
    let nothing = town.folder.path().join("nothing");
    std::fs::create_dir(&nothing).unwrap();
    assert_eq!(
        import(&town.app, &nothing, None).unwrap_err().code(),
        "templates.folder"
    );
    let folder = exported(&town, "whole");
    let nowhere = import(&town.app, &folder, Some("月湖街道")).unwrap_err();
    assert_eq!(nowhere.code(), "office.unknown");
    assert_eq!(show(&town.app, None).unwrap().version, 0);
}

#[test]
fn a_table_saved_by_a_spreadsheet_here_is_read() {
    let town = Town::new();
    let folder = exported(&town, "gb");
    let path = folder.join("standard_texts.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    std::fs::write(&path, bytes).unwrap();
    let imported = import(&town.app, &folder, None).unwrap();
    assert_eq!(imported.texts, show(&town.app, None).unwrap().texts);
}

#[tokio::test]
async fn new_templates_reach_the_desks_of_every_office() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let folder = exported(&town, "district");
    import(&town.app, &folder, None).unwrap();
    import(&town.app, &folder, Some(STRANGERS_OFFICE)).unwrap();
    let page = desk.pull_page(1 << 20).await;
    assert!(page.items.iter().all(|item| item.kind == "templates"));
    let pulled: Vec<&Templates> = desk
        .entities()
        .filter_map(|entity| match entity {
            Entity::Templates { templates } => Some(templates),
            _ => None,
        })
        .collect();
    assert_eq!(pulled.len(), 1);
    assert_eq!((pulled[0].version, pulled[0].offices.len()), (2, 1));
    assert_eq!(pulled[0].district.kinds.len(), 10);
}
