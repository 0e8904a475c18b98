use super::{import, rows, show};
use crate::testing::{HANDLER, Town, today};
use casework::Rules;
use protocol::item::Entity;

fn edited(town: &Town, from: &str, to: &str) -> std::path::PathBuf {
    let text = rows(&town.app).unwrap();
    assert!(text.contains(from));
    let file = town.folder.path().join("rules.csv");
    std::fs::write(&file, text.replace(from, to)).unwrap();
    file
}

#[tokio::test]
async fn a_new_version_reaches_the_desks_and_leaves_open_cases_alone() {
    let town = Town::new();
    let mut desk = town.desk(HANDLER).await;
    desk.pull().await;
    let file = edited(
        &town,
        "hotline,yes,,,5,working_day",
        "hotline,yes,,,4,working_day",
    );
    // As a spreadsheet here saves it.
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, encoding_rs::GB18030.encode(&text).0).unwrap();
    let report = import(&town.app, &file, None).unwrap();
    assert_eq!((report.version, report.valid_from), (2, today()));
    let page = desk.pull_page(1 << 20).await;
    assert!(page.items.iter().all(|item| item.kind == "rules"));
    let rules: &Rules = desk
        .entities()
        .find_map(|entity| match entity {
            Entity::Rules { rules } => Some(rules),
            _ => None,
        })
        .unwrap();
    assert_eq!(rules.sets().len(), 2);
    assert_eq!(rules.newest().rules[0].article, "热线承办时限");
    assert_eq!(show(&town.app).unwrap().version, 2);
}

#[test]
fn a_version_of_the_future_waits_for_its_day() {
    let town = Town::new();
    let file = edited(
        &town,
        "hotline,yes,,,5,working_day",
        "hotline,yes,,,4,working_day",
    );
    import(&town.app, &file, today().succ_opt()).unwrap();
    assert_eq!(show(&town.app).unwrap().version, 1);
}

#[test]
fn malformed_rules_change_nothing_and_name_their_place() {
    let town = Town::new();
    let file = edited(
        &town,
        "hotline,yes,,,5,working_day",
        "hotline,yes,,,five,working_day",
    );
    let error = import(&town.app, &file, None).unwrap_err();
    assert_eq!(error.code(), "rules.malformed");
    assert!(
        error.to_string().contains("line 3, column limit: "),
        "{error}"
    );
    assert_eq!(show(&town.app).unwrap().version, 1);
}
