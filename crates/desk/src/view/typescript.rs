//! Keeps `ui/src/host/types.ts` true: the test fails when it differs from the
//! Rust types, and writes it when UPDATE_TYPES is set.

use super::*;
use casework::action as act;
use casework::changes;
use casework::deadline as dl;
use casework::letter as lt;
use casework::lint;
use casework::templates as tp;
use casework::{event, rates, rules, summary};
use ts_rs::{Config, TS};

#[test]
fn the_windows_types_are_those_of_the_commands() {
    let generated = declarations();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/host/types.ts");
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        committed, generated,
        "run UPDATE_TYPES=1 cargo test -p desk typescript"
    );
}

fn declarations() -> String {
    let mut out = String::from(
        "// Generated from crates/desk/src/view by `UPDATE_TYPES=1 cargo test -p desk typescript`. Do not edit.\n",
    );
    // 64-bit integers cross as JSON numbers; all of ours stay below 2^53.
    let config = Config::default().with_large_int("number");
    macro_rules! declare {
        ($($name:ty),+ $(,)?) => {$(
            out.push_str(&format!("\nexport {}\n", <$name as TS>::decl(&config)));
        )+};
    }
    declare!(
        casework::CaseId,
        casework::ActionId,
        casework::LetterId,
        casework::OfficeId,
        casework::UserId,
        casework::Moment,
        casework::State,
        casework::Role,
        summary::Lamp,
        act::Channel,
        act::ReplyBy,
        act::Rating,
        act::Degree,
        act::ReturnCode,
        act::ClosingForm,
        act::Act,
        lt::LetterKind,
        lt::LetterState,
        lt::Column,
        lt::Table,
        lt::AnnexPhoto,
        lt::Paragraph,
        lt::LetterContent,
        lint::Severity,
        lint::Element,
        lint::Code,
        lint::Part,
        lint::Place,
        lint::Finding,
        lint::Lacking,
        lint::KeptFinding,
        lint::Said,
        tp::Occasion,
        tp::PartStand,
        event::Finding,
        rules::ClockKind,
        rules::Unit,
        rules::Matter,
        rules::CountedFrom,
        rules::PauseReason,
        dl::DayMark,
        dl::Day,
        dl::Span,
        dl::Stop,
        dl::Derivation,
        rates::Month,
        rates::Window,
        rates::Period,
        rates::Number,
        rates::Counts,
        rates::Fraction,
        rates::Rate,
        rates::Line,
        rates::Sheet,
        rates::Mark,
        rates::Exclusions,
        rates::Config,
        CommandError,
        Phase,
        AppStatus,
        FontsView,
        FontRole,
        FontSource,
        FontAgreement,
        PersonView,
        SignInInput,
        CaseRow,
        ListView,
        SortBy,
        ListQuery,
        CaseList,
        MorningGroup,
        Group,
        Morning,
        Overview,
        FilterChoices,
        RatesView,
        SealAct,
        SealOnFileView,
        SealUseView,
        SealView,
        CaseView,
        DeadlineView,
        DeadlineState,
        NotYet,
        ExtensionView,
        SupervisionView,
        OfficeName,
        AssistView,
        TaskView,
        AbsorbedView,
        VisitName,
        TimelineEntry,
        PhotoView,
        PhotoState,
        CitizenView,
        ActInput,
        Acted,
        RefusedCase,
        VisitDraftView,
        VisitDraft,
        Saved,
        PhotosAdded,
        RefusedFile,
        VisitRow,
        LetterRow,
        LetterList,
        LetterChecks,
        TextView,
        WritingAids,
        LetterView,
        Preview,
        Signed,
        SavedPdf,
        changes::PartChange,
        changes::Part,
        changes::Change,
        changes::Line,
        changes::Run,
        changes::RunKind,
        LetterChanges,
        LetterAt,
        PrintFile,
        PrintedLetter,
        LeftOut,
        PrintProgress,
        PrintingView,
        EnvelopeSize,
        EnvelopeOptions,
        SyncState,
        SyncStatus,
        SyncPhase,
        SyncProgress,
        SyncPanel,
        OutboxRow,
        PhotoUpload,
        ExportedFile,
        HeldView,
        AskedHead,
        HeldWay,
        Changed,
    );
    out
}
