//! The server goes back to a backup: what desks had beyond it comes back or is
//! told to the administrator.

use crate::faults::{Call, Fault};
use crate::support::*;
use casework::{Action, CaseId};
use server::command::recovered::{self, Line, Report};
use server::command::{backup, import, restore};
use std::path::{Path, PathBuf};

struct Backup {
    _folder: tempfile::TempDir,
    file: PathBuf,
}

async fn back_up(district: &District) -> Backup {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup");
    let to = file.clone();
    district.command(move |app| backup::backup(app, &to)).await;
    Backup {
        _folder: folder,
        file,
    }
}

/// The district as the backup has it, under a new epoch.
async fn restored(district: &District, file: &Path) -> District {
    let fresh = tempfile::tempdir().unwrap();
    let config = server::Config::new(fresh.path());
    let (clock, file) = (district.clock.clone(), file.to_owned());
    tokio::task::spawn_blocking(move || {
        restore::restore(&config, &file, &[], &move || clock.now()).unwrap();
    })
    .await
    .unwrap();
    district.served_from(fresh).await
}

/// All tokens died with the restore.
async fn at(desk: Desk, district: &District) -> Desk {
    let desk = desk.restarted(district);
    desk.engine.sign_in(PASSWORD, "desk").await.unwrap();
    desk
}

async fn list(district: &District) -> Vec<Line> {
    district.command(recovered::list).await
}

async fn show(district: &District, case: CaseId) -> Vec<Report> {
    let case = case.to_string();
    district
        .command(move |app| recovered::show(app, &case))
        .await
}

fn visits(desk: &Desk, case: CaseId) -> usize {
    desk.book().case(case).unwrap().case.visits.len()
}

#[tokio::test]
async fn what_only_a_desk_remembers_is_told_until_it_comes_back() {
    let district = District::embedded(3).await;
    let (writer, reader) = (
        district.desk("chen.jing").await,
        district.desk("li.na").await,
    );
    writer.sync().await.unwrap();
    let cases = writer.cases();
    let backup = back_up(&district).await;
    writer.visit(cases[0], "备份之后");
    writer.sync().await.unwrap();
    register(&district, "备份之后来的").await;
    reader.sync().await.unwrap();
    assert_eq!(reader.cases().len(), 4);
    let new = *reader.cases().last().unwrap();
    reader.visit(cases[1], "自己写的");
    reader.sync().await.unwrap();

    let back = restored(&district, &backup.file).await;
    let reader = at(reader, &back).await;
    reader.sync().await.unwrap();
    assert_eq!(reader.cases(), cases);
    assert_eq!(visits(&reader, cases[1]), 1, "handed in again");
    let lines = list(&back).await;
    let told: Vec<_> = lines.iter().map(|line| (line.case, line.gone)).collect();
    assert_eq!(told.len(), 2, "{lines:?}");
    assert!(told.contains(&(cases[0], false)) && told.contains(&(new, true)));
    let report = show(&back, cases[0]).await;
    assert_eq!((report.len(), report[0].missing.len()), (1, 1));
    let missing = serde_json::to_string(&report[0].missing).unwrap();
    assert!(missing.contains("备份之后"));
    assert!(visits(&reader, cases[0]) == 0, "evidence, no history");

    reader.sync().await.unwrap();
    assert_eq!(reader.net().count(Call::Recovered), 1, "told once");

    let writer = at(writer, &back).await;
    writer.sync().await.unwrap();
    let left: Vec<_> = list(&back)
        .await
        .into_iter()
        .map(|line| line.case)
        .collect();
    assert_eq!(left, [new], "the visit is back");
}

#[tokio::test]
async fn a_case_that_was_in_another_office_at_the_backup_leaves_nothing_here() {
    let district = District::embedded(2).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let case = desk.cases()[0];
    let number = desk.book().case(case).unwrap().row.summary.number;
    let assign = |office: &'static str| {
        let number = number.clone();
        move |app: &server::App| server::command::assign::assign(app, &number, office)
    };
    district.command(assign(DONGLIU)).await;
    let backup = back_up(&district).await;
    district.command(assign(BAIHE)).await;
    desk.sync().await.unwrap();
    assert_eq!(desk.cases().len(), 2);

    let back = restored(&district, &backup.file).await;
    let desk = at(desk, &back).await;
    desk.sync().await.unwrap();
    assert_eq!(desk.cases().len(), 1);
    let lines = list(&back).await;
    assert_eq!(lines.len(), 1, "that it was dispatched here is lost");
    assert!(!lines[0].gone);
    back.command(assign(BAIHE)).await;
    desk.sync().await.unwrap();
    assert_eq!(desk.cases().len(), 2);
}

/// Trace 10, with a crash on top.
#[tokio::test]
async fn restored_twice_while_it_is_read_again_each_action_is_there_once() {
    let district = District::embedded(60).await;
    let desk = district.desk("chen.jing").await;
    desk.sync().await.unwrap();
    let cases = desk.cases();
    desk.visit(cases[0], "备份之前");
    desk.sync().await.unwrap();
    let backup = back_up(&district).await;
    desk.visit(cases[0], "备份之后");
    desk.confirm(cases[1], Action::SignFor);
    desk.sync().await.unwrap();
    desk.visit(cases[59], "尚未发送");
    let shown = |desk: &Desk| {
        assert_eq!(desk.cases(), cases, "no case is missing or there twice");
        assert_eq!((visits(desk, cases[0]), visits(desk, cases[59])), (2, 1));
    };
    shown(&desk);

    let mut desk = desk;
    let mut last = None;
    for _ in 0..2 {
        let back = restored(&district, &backup.file).await;
        desk = at(desk, &back).await;
        // The push and its pull go on until the line breaks midway.
        desk.net().plan(
            Call::Pull,
            [Fault::Pass, Fault::Pass, Fault::Pass, Fault::Reply],
        );
        assert_eq!(desk.sync().await.unwrap_err().code(), "net.unreachable");
        shown(&desk);
        desk = desk.restarted(&back);
        shown(&desk);
        last = Some(back);
    }
    let back = last.unwrap();
    desk.sync().await.unwrap();
    shown(&desk);
    assert_eq!(desk.book().unsent().unwrap(), 0);
    assert_eq!(back.visits(BAIHE).await.len(), 3);
    assert!(list(&back).await.is_empty(), "all of it came back");
}

/// What came in by the centre.
async fn register(district: &District, title: &'static str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.csv");
    let csv = format!(
        "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office\n\
         {title},路灯不亮,,forum,王小明,13800001234,白鹤新村,,,2026-11-02T10:00:00+08:00,{BAIHE}\n"
    );
    std::fs::write(&file, csv).unwrap();
    let imported = district
        .command(move |app| import::import(app, &file, true))
        .await;
    assert_eq!(imported.imported, 1);
}
