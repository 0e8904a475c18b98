//! One line from each command of the window to the desk. What a command does is
//! in `desk`; its name is also in `commands.txt`, where it is declared, and in
//! `tauri.conf.json`, where it is granted.

use crate::start::{self, Started};
use casework::letter::{LetterContent, LetterKind};
use casework::lint::KeptFinding;
use casework::rates::Number;
use casework::{ActionId, CaseId, LetterId, OfficeId};
use desk::Desk;
use desk::view::*;
use std::num::NonZeroU32;
use std::path::PathBuf;
use tauri::ipc::{Channel, Invoke, InvokeBody, Request};
use tauri::{AppHandle, State, Wry};
use tauri_plugin_opener::OpenerExt;

type Reply<T> = Result<T, CommandError>;

pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app_status,
        sign_in,
        unlock,
        sign_out,
        overview,
        morning,
        list_cases,
        filter_choices,
        visits_today,
        rates,
        rates_cases,
        open_case,
        show_citizen,
        act,
        visit_draft,
        save_visit_draft,
        add_photo_paths,
        add_photo_file,
        remove_photo,
        restore_photo,
        caption_photo,
        complete_visit,
        list_letters,
        letter_draft,
        open_letter,
        save_letter_draft,
        preview_letter,
        check_letter,
        writing_aids,
        submit_letter,
        return_letter,
        sign_letter,
        void_letter,
        save_pdf,
        open_pdf,
        letter_changes,
        print_letters,
        stop_printing,
        record_printed,
        print_envelopes,
        letter_fonts,
        find_letter_fonts,
        open_font_folder,
        seal,
        put_seal,
        remove_seal,
        sync_now,
        pause_sync,
        network_back,
        sync_panel,
        attention,
        resolve_held,
        export_unsent,
        painted,
    ]
}

#[tauri::command]
async fn app_status(desk: State<'_, Desk>) -> Reply<AppStatus> {
    desk.app_status().await
}

#[tauri::command]
async fn sign_in(desk: State<'_, Desk>, input: SignInInput) -> Reply<AppStatus> {
    desk.sign_in(input).await
}

#[tauri::command]
async fn unlock(desk: State<'_, Desk>, passphrase: String) -> Reply<AppStatus> {
    desk.unlock(passphrase).await
}

#[tauri::command]
async fn sign_out(desk: State<'_, Desk>) -> Reply<AppStatus> {
    desk.sign_out().await
}

#[tauri::command]
async fn overview(desk: State<'_, Desk>) -> Reply<Overview> {
    desk.overview().await
}

#[tauri::command]
async fn morning(desk: State<'_, Desk>) -> Reply<Morning> {
    desk.morning().await
}

#[tauri::command]
async fn list_cases(desk: State<'_, Desk>, query: ListQuery) -> Reply<CaseList> {
    desk.list_cases(query).await
}

#[tauri::command]
async fn filter_choices(desk: State<'_, Desk>) -> Reply<FilterChoices> {
    desk.filter_choices().await
}

#[tauri::command]
async fn visits_today(desk: State<'_, Desk>) -> Reply<Vec<VisitRow>> {
    desk.visits_today().await
}

#[tauri::command]
async fn rates(desk: State<'_, Desk>, month: Option<String>) -> Reply<RatesView> {
    desk.rates(month).await
}

#[tauri::command]
async fn rates_cases(
    desk: State<'_, Desk>,
    month: Option<String>,
    office: Option<OfficeId>,
    number: Number,
) -> Reply<Vec<CaseRow>> {
    desk.rates_cases(month, office, number).await
}

#[tauri::command]
async fn open_case(desk: State<'_, Desk>, case: CaseId) -> Reply<CaseView> {
    desk.open_case(case).await
}

#[tauri::command]
async fn show_citizen(desk: State<'_, Desk>, case: CaseId) -> Reply<CitizenView> {
    desk.show_citizen(case).await
}

#[tauri::command]
async fn act(desk: State<'_, Desk>, cases: Vec<CaseId>, input: ActInput) -> Reply<Acted> {
    desk.act(cases, input).await
}

#[tauri::command]
async fn visit_draft(desk: State<'_, Desk>, case: CaseId) -> Reply<VisitDraftView> {
    desk.visit_draft(case).await
}

#[tauri::command]
async fn save_visit_draft(desk: State<'_, Desk>, case: CaseId, draft: VisitDraft) -> Reply<Saved> {
    desk.save_visit_draft(case, draft).await
}

#[tauri::command]
async fn add_photo_paths(
    desk: State<'_, Desk>,
    case: CaseId,
    paths: Vec<PathBuf>,
) -> Reply<PhotosAdded> {
    desk.add_photo_paths(case, paths).await
}

#[tauri::command]
async fn remove_photo(
    desk: State<'_, Desk>,
    case: CaseId,
    sha256: String,
) -> Reply<VisitDraftView> {
    desk.remove_photo(case, sha256).await
}

#[tauri::command]
async fn restore_photo(
    desk: State<'_, Desk>,
    case: CaseId,
    sha256: String,
) -> Reply<VisitDraftView> {
    desk.restore_photo(case, sha256).await
}

#[tauri::command]
async fn caption_photo(
    desk: State<'_, Desk>,
    case: CaseId,
    sha256: String,
    caption: String,
) -> Reply<Saved> {
    desk.caption_photo(case, sha256, caption).await
}

#[tauri::command]
async fn complete_visit(desk: State<'_, Desk>, case: CaseId, draft: VisitDraft) -> Reply<Acted> {
    desk.complete_visit(case, draft).await
}

#[tauri::command]
async fn list_letters(desk: State<'_, Desk>, list: LetterList) -> Reply<Vec<LetterRow>> {
    desk.list_letters(list).await
}

#[tauri::command]
async fn letter_draft(desk: State<'_, Desk>, case: CaseId, kind: LetterKind) -> Reply<LetterView> {
    desk.letter_draft(case, kind).await
}

#[tauri::command]
async fn open_letter(desk: State<'_, Desk>, case: CaseId, letter: LetterId) -> Reply<LetterView> {
    desk.open_letter(case, letter).await
}

#[tauri::command]
async fn save_letter_draft(
    desk: State<'_, Desk>,
    case: CaseId,
    letter: LetterId,
    kind: LetterKind,
    content: LetterContent,
    kept: Vec<KeptFinding>,
) -> Reply<Saved> {
    desk.save_letter_draft(case, letter, kind, content, kept)
        .await
}

#[tauri::command]
async fn preview_letter(
    desk: State<'_, Desk>,
    case: CaseId,
    kind: LetterKind,
    content: LetterContent,
) -> Reply<Preview> {
    desk.preview_letter(case, kind, content).await
}

#[tauri::command]
async fn check_letter(
    desk: State<'_, Desk>,
    case: CaseId,
    kind: LetterKind,
    content: LetterContent,
) -> Reply<LetterChecks> {
    desk.check_letter(case, kind, content).await
}

#[tauri::command]
async fn writing_aids(desk: State<'_, Desk>, case: CaseId, kind: LetterKind) -> Reply<WritingAids> {
    desk.writing_aids(case, kind).await
}

#[tauri::command]
async fn submit_letter(
    desk: State<'_, Desk>,
    case: CaseId,
    letter: LetterId,
    kind: LetterKind,
    content: LetterContent,
    kept: Vec<KeptFinding>,
) -> Reply<Acted> {
    desk.submit_letter(case, letter, kind, content, kept).await
}

#[tauri::command]
async fn return_letter(
    desk: State<'_, Desk>,
    case: CaseId,
    letter: LetterId,
    remark: String,
) -> Reply<Acted> {
    desk.return_letter(case, letter, remark).await
}

#[tauri::command]
async fn sign_letter(
    desk: State<'_, Desk>,
    case: CaseId,
    letter: LetterId,
    hash: String,
) -> Reply<Signed> {
    desk.sign_letter(case, letter, hash).await
}

#[tauri::command]
async fn void_letter(
    desk: State<'_, Desk>,
    case: CaseId,
    letter: LetterId,
    reason: String,
) -> Reply<Acted> {
    desk.void_letter(case, letter, reason).await
}

#[tauri::command]
async fn save_pdf(desk: State<'_, Desk>, case: CaseId, letter: LetterId) -> Reply<SavedPdf> {
    desk.save_pdf(case, letter).await
}

#[tauri::command]
async fn sync_now(desk: State<'_, Desk>) -> Reply<SyncStatus> {
    desk.sync_now().await
}

#[tauri::command]
async fn pause_sync(desk: State<'_, Desk>, paused: bool) -> Reply<SyncStatus> {
    desk.pause_sync(paused).await
}

#[tauri::command]
async fn network_back(desk: State<'_, Desk>) -> Reply<SyncStatus> {
    desk.network_back().await
}

#[tauri::command]
async fn sync_panel(desk: State<'_, Desk>) -> Reply<SyncPanel> {
    desk.sync_panel().await
}

#[tauri::command]
async fn attention(desk: State<'_, Desk>) -> Reply<Vec<HeldView>> {
    desk.attention().await
}

#[tauri::command]
async fn resolve_held(
    desk: State<'_, Desk>,
    id: ActionId,
    way: HeldWay,
    how: Option<String>,
) -> Reply<Acted> {
    desk.resolve_held(id, way, how).await
}

#[tauri::command]
async fn export_unsent(desk: State<'_, Desk>) -> Reply<ExportedFile> {
    desk.export_unsent().await
}

/// Bytes of a picked or pasted file; its name and case stand in the headers.
#[tauri::command]
async fn add_photo_file(desk: State<'_, Desk>, request: Request<'_>) -> Reply<PhotosAdded> {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(desk::malformed("the photo's bytes are missing"));
    };
    desk.add_photo_file(header("case"), header("name"), bytes.clone())
        .await
}

/// Writes the PDF and opens it in the system's viewer, from where it is printed.
#[tauri::command]
async fn open_pdf(
    app: AppHandle,
    desk: State<'_, Desk>,
    case: CaseId,
    letter: LetterId,
) -> Reply<SavedPdf> {
    let saved = desk.save_pdf(case, letter).await?;
    view(&app, &saved.path)?;
    Ok(saved)
}

#[tauri::command]
async fn letter_changes(
    desk: State<'_, Desk>,
    case: CaseId,
    letter: LetterId,
    from: Option<u32>,
    to: Option<u32>,
) -> Reply<LetterChanges> {
    desk.letter_changes(case, letter, from, to).await
}

/// Many letters as one file, opened in the system's viewer.
#[tauri::command]
async fn print_letters(
    app: AppHandle,
    desk: State<'_, Desk>,
    letters: Vec<LetterAt>,
    duplex: bool,
    progress: Channel<PrintProgress>,
) -> Reply<PrintFile> {
    let told = |now| {
        // A window that is closed meanwhile needs no progress.
        let _ = progress.send(now);
    };
    let made = desk.print_letters(letters, duplex, told).await?;
    viewed(&app, made)
}

#[tauri::command]
async fn stop_printing(desk: State<'_, Desk>) -> Reply<()> {
    desk.stop_printing();
    Ok(())
}

#[tauri::command]
async fn record_printed(
    desk: State<'_, Desk>,
    letters: Vec<LetterAt>,
    copies: NonZeroU32,
) -> Reply<Acted> {
    desk.record_printed(letters, copies).await
}

#[tauri::command]
async fn print_envelopes(
    app: AppHandle,
    desk: State<'_, Desk>,
    letters: Vec<LetterAt>,
    options: EnvelopeOptions,
) -> Reply<PrintFile> {
    let made = desk.print_envelopes(letters, options).await?;
    viewed(&app, made)
}

#[tauri::command]
async fn letter_fonts(desk: State<'_, Desk>) -> Reply<FontsView> {
    desk.letter_fonts().await
}

#[tauri::command]
async fn find_letter_fonts(desk: State<'_, Desk>) -> Reply<FontsView> {
    desk.find_letter_fonts().await
}

#[tauri::command]
async fn open_font_folder(app: AppHandle, desk: State<'_, Desk>) -> Reply<()> {
    let folder = desk.font_folder().await?;
    app.opener()
        .open_path(&folder, None::<&str>)
        .map_err(|error| desk::no_file_manager(&folder, &error.to_string()))
}

#[tauri::command]
async fn seal(desk: State<'_, Desk>) -> Reply<SealView> {
    desk.seal().await
}

/// Bytes of a picked file; how far across the seal is stands in a header.
#[tauri::command]
async fn put_seal(desk: State<'_, Desk>, request: Request<'_>) -> Reply<SealView> {
    let across = request.headers().get("diameter");
    let across = across.and_then(|value| value.to_str().ok()?.parse().ok());
    let (InvokeBody::Raw(bytes), Some(across)) = (request.body(), across) else {
        return Err(desk::malformed("the seal's bytes or its size are missing"));
    };
    desk.put_seal(bytes.clone(), across).await
}

#[tauri::command]
async fn remove_seal(desk: State<'_, Desk>) -> Reply<SealView> {
    desk.remove_seal().await
}

/// Nothing was written where nothing could be printed.
fn viewed(app: &AppHandle, made: PrintFile) -> Reply<PrintFile> {
    if !made.letters.is_empty() {
        view(app, &made.path)?;
    }
    Ok(made)
}

fn view(app: &AppHandle, path: &str) -> Reply<()> {
    app.opener()
        .open_path(path, None::<&str>)
        .map_err(|error| desk::viewer_missing(path, &error.to_string()))
}

#[tauri::command]
async fn painted(started: State<'_, Started>, view: String) -> Reply<()> {
    start::painted(&view, &started).map_err(|error| desk::malformed(&error.to_string()))
}
