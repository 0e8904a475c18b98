use crate::support::*;
use casebook::Book;
use casework::OfficeId;
use casework::rates::{self, Number, Period, Sheet};
use server::command::rates::{Question, cases, import, table};
use server::command::seed::Seeded;

/// As a desk makes it of what it holds.
fn on_the_desk(book: &Book, period: Period, offices: &[(OfficeId, String)]) -> Sheet {
    let formula = &book.district().rates;
    let records = book.follow_ups(&period.window).unwrap();
    let table = rates::table(&records, &period.window, formula);
    rates::sheet(&table, period, formula, offices)
}

async fn desk_of(district: &District, seeded: &Seeded, role: &str, office: Option<&str>) -> Desk {
    let account = seeded
        .accounts
        .iter()
        .find(|one| one.role == role && one.office.as_deref() == office)
        .unwrap();
    let desk = district.desk_signed_out(&account.user).await;
    desk.engine
        .sign_in(&account.password, "desk")
        .await
        .unwrap();
    desk.sync().await.unwrap();
    desk
}

#[tokio::test]
async fn server_and_desk_make_the_same_rates_of_the_same_history() {
    let (district, seeded) = District::sampled(400).await;
    let file = district.data.path().join("rates.json");
    std::fs::write(
        &file,
        r#"{"partly_tenths":5,"excluded":{"channels":["forum"]}}"#,
    )
    .unwrap();
    district.command(move |app| import(app, &file)).await;
    let auditor = desk_of(&district, &seeded, "auditor", None).await;
    let head = desk_of(&district, &seeded, "head", Some(BAIHE)).await;

    let mut counted = 0;
    for month in ["2026-06", "2026-09", "2026-11"] {
        let question = Question {
            month: Some(month),
            ..Question::default()
        };
        let (told, behind) = district
            .command(move |app| Ok((table(app, &question)?, cases(app, &question, "not_solved")?)))
            .await;
        let lines = |sheet: &Sheet| -> Vec<(OfficeId, String)> {
            let lines = sheet.offices.iter();
            lines
                .filter_map(|line| Some((line.office.clone()?, line.name.clone())))
                .collect()
        };
        assert_eq!(told.version, 2);
        counted += told.total.as_ref().unwrap().counts.valid;
        let offices = lines(&told);
        assert_eq!(on_the_desk(auditor.book(), told.period, &offices), told);

        let window = &told.period.window;
        let formula = &auditor.book().district().rates;
        let records = auditor.book().follow_ups(window).unwrap();
        let found = rates::cases_behind(&records, window, formula, None, Number::NotSolved);
        let found: Vec<_> = found.iter().map(|record| record.case).collect();
        let behind: Vec<_> = behind.iter().map(|case| case.id).collect();
        assert_eq!(found, behind);

        // A head holds the cases of one office; its line is the server's.
        let own: Vec<_> = offices
            .into_iter()
            .filter(|(_, name)| name == BAIHE)
            .collect();
        let line = told.offices.iter().find(|line| line.name == BAIHE).unwrap();
        let sheet = on_the_desk(head.book(), told.period, &own);
        assert_eq!(&sheet.offices[0], line);
    }
    assert!(counted > 20, "{counted}");
}
