//! Letters at the desk: drafts with their preview, the head's queue, the
//! register, and the PDF that is printed.

use crate::Desk;
use crate::acts::confirm;
use crate::cases;
use crate::error::{Reply, error, file};
use crate::letter_checks;
use crate::letter_text::{self, written};
use crate::open::Open;
use crate::rows::case_row;
use crate::view::{
    Acted, CommandError, KeptFinding, LetterList, LetterRow, LetterView, Preview, Saved, SavedPdf,
    Signed,
};
use crate::writing_aids::starting_point;
use casebook::{DraftKey, DraftKind, Intent, Sort};
use casework::letter::{Letter, LetterContent, LetterKind, LetterState};
use casework::{Action, CaseId, LetterId, Role, mask};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// The newest of the register that are listed.
const REGISTER_ROWS: u32 = 300;

/// What is typed and not yet a revision.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Typed {
    letter: LetterId,
    kind: LetterKind,
    content: LetterContent,
    #[serde(default)]
    kept: Vec<KeptFinding>,
}

impl Desk {
    pub async fn list_letters(&self, list: LetterList) -> Reply<Vec<LetterRow>> {
        self.read(move |open| match list {
            LetterList::Drafts => drafts(open),
            LetterList::Submitted => in_states(open, &[LetterState::Submitted]),
            LetterList::Register => in_states(open, &[LetterState::Signed, LetterState::Voided]),
        })
        .await
    }

    pub async fn letter_draft(&self, case: CaseId, kind: LetterKind) -> Reply<LetterView> {
        self.with_fonts(move |open, fonts| {
            let view = open.book.case(case)?;
            let typed = typed_of(open, case)?
                .into_iter()
                .find(|typed| typed.kind == kind);
            let open_letter = view
                .case
                .letters
                .iter()
                .rev()
                .find(|letter| letter.kind == kind && is_open(letter));
            let typed = match (typed, open_letter) {
                (Some(typed), _) => typed,
                (None, Some(letter)) => return letter_view(open, fonts, &view, letter.id),
                (None, None) => Typed {
                    letter: LetterId(Uuid::now_v7()),
                    kind,
                    content: starting_point(&open.book.district(), &view, kind),
                    kept: Vec::new(),
                },
            };
            typed_view(open, fonts, &view, typed)
        })
        .await
    }

    pub async fn open_letter(&self, case: CaseId, letter: LetterId) -> Reply<LetterView> {
        self.with_fonts(move |open, fonts| letter_view(open, fonts, &open.book.case(case)?, letter))
            .await
    }

    /// Keeps what is typed; committed when this returns.
    pub async fn save_letter_draft(
        &self,
        case: CaseId,
        letter: LetterId,
        kind: LetterKind,
        content: LetterContent,
        kept: Vec<KeptFinding>,
    ) -> Reply<Saved> {
        self.edit(move |open| {
            let at = open.now();
            let body = serde_json::to_value(Typed {
                letter,
                kind,
                content,
                kept,
            })
            .map_err(|problem| crate::malformed(&problem.to_string()))?;
            open.book.save_draft(&key(case, letter), &body, at)?;
            Ok(Saved { at: at.0 })
        })
        .await
    }

    pub async fn preview_letter(
        &self,
        case: CaseId,
        kind: LetterKind,
        content: LetterContent,
    ) -> Reply<Preview> {
        self.with_fonts(move |open, fonts| {
            let office = issuing_office(open, case)?;
            let letter = letter_text::draft(&content, kind, &office, open.now());
            Ok(Preview {
                pages: letter::preview_svg(&letter, fonts?)?,
            })
        })
        .await
    }

    /// Makes the revision and hands it to the head, in one commit.
    pub async fn submit_letter(
        &self,
        case: CaseId,
        letter: LetterId,
        kind: LetterKind,
        content: LetterContent,
    ) -> Reply<Acted> {
        let acted = self
            .with_fonts(move |open, fonts| {
                let content = written(&content);
                letter_checks::pass(open, case, kind, &content)?;
                // A letter that cannot be printed is not handed in.
                let office = issuing_office(open, case)?;
                letter::layout(
                    &letter_text::draft(&content, kind, &office, open.now()),
                    fonts?,
                )?;
                let hash = content.hash(kind);
                let now = open.now();
                let drafted = open
                    .book
                    .case(case)?
                    .case
                    .letter(letter)
                    .is_some_and(|known| {
                        known
                            .latest()
                            .is_some_and(|(_, revision)| revision.hash == hash)
                    });
                let mut intents = Vec::new();
                if !drafted {
                    let draft = Action::DraftLetter {
                        letter,
                        letter_kind: kind,
                        content,
                    };
                    intents.push(Intent {
                        draft: Some(key(case, letter)),
                        ..Intent::new(case, draft, now)
                    });
                }
                let submit = Action::SubmitLetter { letter, hash };
                intents.push(Intent {
                    draft: Some(key(case, letter)),
                    ..Intent::new(case, submit, now)
                });
                done(confirm(open, intents)?)
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(acted)
    }

    /// A revision without handing it in, for the command line.
    pub async fn draft_letter(
        &self,
        case: CaseId,
        kind: LetterKind,
        content: LetterContent,
    ) -> Reply<(LetterId, u32)> {
        let drafted = self
            .edit(move |open| {
                let view = open.book.case(case)?;
                let known = view
                    .case
                    .letters
                    .iter()
                    .rev()
                    .find(|letter| letter.kind == kind && is_open(letter));
                let letter = known.map_or_else(|| LetterId(Uuid::now_v7()), |letter| letter.id);
                let draft = Action::DraftLetter {
                    letter,
                    letter_kind: kind,
                    content: written(&content),
                };
                open.book.confirm(Intent::new(case, draft, open.now()))?;
                let revisions = open
                    .book
                    .case(case)?
                    .case
                    .letter(letter)
                    .map_or(1, |letter| letter.revisions.len());
                Ok((letter, revisions as u32))
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(drafted)
    }

    pub async fn return_letter(
        &self,
        case: CaseId,
        letter: LetterId,
        remark: String,
    ) -> Reply<Acted> {
        self.act_now(case, Action::ReturnLetter { letter, remark })
            .await
    }

    pub async fn void_letter(
        &self,
        case: CaseId,
        letter: LetterId,
        reason: String,
    ) -> Reply<Acted> {
        self.act_now(case, Action::VoidLetter { letter, reason })
            .await
    }

    /// Signs what the head has on screen: `hash` names the revision. Number and
    /// seal come from the centre, so nothing is filed while it cannot be reached.
    pub async fn sign_letter(&self, case: CaseId, letter: LetterId, hash: String) -> Reply<Signed> {
        self.reach_centre().await.map_err(needs_server)?;
        let id = self
            .edit(move |open| {
                let sign = Action::SignLetter { letter, hash };
                let intent = Intent {
                    online: true,
                    ..Intent::new(case, sign, open.now())
                };
                Ok(open.book.confirm(intent)?.id)
            })
            .await?;
        self.sync_once().await?;
        let signed = self
            .read(move |open| {
                if let Some(entry) = open.book.outbox_entry(id)?
                    && entry.state == casebook::SendState::Held
                {
                    let code = entry.code.unwrap_or_else(|| "held".into());
                    return Err(CommandError {
                        code,
                        message: "the centre did not take the sign-off".into(),
                        facts: entry.facts,
                    });
                }
                let view = open.book.case(case)?;
                let number = view
                    .case
                    .letter(letter)
                    .and_then(|letter| letter.signed.as_ref());
                match number {
                    Some(signed) => Ok(Signed {
                        number: signed.number.to_string(),
                        changed: vec![case_row(&view.row, &open.book.district(), open.now())],
                    }),
                    None => Err(error(
                        "letter.needs_server",
                        "the sign-off waits for the centre",
                        json!({}),
                    )),
                }
            })
            .await?;
        self.changed(vec![case]).await;
        Ok(signed)
    }

    /// The stored bytes of a signed letter, or a draft marked 草稿, written into
    /// the person's documents folder.
    pub async fn save_pdf(&self, case: CaseId, letter: LetterId) -> Reply<SavedPdf> {
        let bytes = self.pdf(case, letter).await?;
        let name = self
            .read(move |open| Ok(file_name(&open.book.case(case)?.case, letter)))
            .await?;
        let folder = self.documents();
        let path = folder.join(name);
        let sha256 = photo::sha256(&bytes);
        let written = path.clone();
        self.blocking(move || {
            std::fs::create_dir_all(&folder).map_err(|problem| file(&folder, &problem))?;
            crate::files::write_whole(&written, &bytes)
        })
        .await?;
        Ok(SavedPdf {
            path: path.to_string_lossy().into_owned(),
            sha256,
        })
    }

    /// The PDF of a letter: what is signed is fetched, never made again.
    pub async fn pdf(&self, case: CaseId, letter: LetterId) -> Reply<Vec<u8>> {
        let filed = self
            .read(move |open| {
                let view = open.book.case(case)?;
                let letter = view.case.letter(letter);
                Ok((
                    letter.is_some_and(|letter| letter.signed.is_some()),
                    letter.and_then(|letter| letter.pdf.as_ref().map(|pdf| pdf.sha256.clone())),
                ))
            })
            .await?;
        match filed {
            (_, Some(sha256)) => self.original(&sha256).await,
            (true, None) => Err(error(
                "letter.rendering",
                "the centre is still making the PDF",
                json!({ "letter": letter }),
            )),
            (false, None) => {
                self.with_fonts(move |open, fonts| {
                    let view = open.book.case(case)?;
                    let office = issuing_office(open, case)?;
                    let (kind, content) = newest(open, &view, letter)?;
                    let draft = letter_text::draft(&content, kind, &office, open.now());
                    Ok(letter::render_pdf(&draft, fonts?, None, None)?)
                })
                .await
            }
        }
    }

    /// The case of a letter, for commands that name only the letter.
    pub async fn case_of_letter(&self, letter: LetterId) -> Reply<CaseId> {
        self.read(move |open| {
            let states = [
                LetterState::Draft,
                LetterState::Submitted,
                LetterState::Returned,
                LetterState::Signed,
                LetterState::Voided,
            ];
            for row in rows_in(open, &states, None)? {
                if open.book.case(row.id)?.case.letter(letter).is_some() {
                    return Ok(row.id);
                }
            }
            Err(unknown(letter))
        })
        .await
    }
}

/// Revisions that are not handed in, and what is typed without being one.
pub(crate) fn drafts(open: &Open) -> Reply<Vec<LetterRow>> {
    let mut found = in_states(open, &[LetterState::Draft, LetterState::Returned])?;
    for draft in open.book.drafts(None)? {
        if draft.key.kind != DraftKind::Letter {
            continue;
        }
        let Ok(typed) = serde_json::from_value::<Typed>(draft.body) else {
            continue;
        };
        if found.iter().any(|row| row.id == typed.letter) {
            continue;
        }
        if let Ok(view) = open.book.case(draft.key.case) {
            found.push(typed_row(open, &view, &typed, draft.saved_at.0));
        }
    }
    found.sort_by_key(|row| std::cmp::Reverse(row.changed_at));
    Ok(found)
}

/// Signed letters that nobody has recorded as sent.
pub(crate) fn to_print(open: &Open) -> Reply<u32> {
    let signed = casebook::ListQuery {
        letters: vec![LetterState::Signed],
        states: vec![casework::State::InProgress],
        limit: Some(0),
        ..casebook::ListQuery::default()
    };
    Ok(open.book.list(&signed)?.total as u32)
}

fn in_states(open: &Open, states: &[LetterState]) -> Reply<Vec<LetterRow>> {
    let mut found = Vec::new();
    for row in rows_in(open, states, Some(REGISTER_ROWS))? {
        let view = open.book.case(row.id)?;
        found.extend(
            rows(open, &view)
                .into_iter()
                .filter(|letter| states.contains(&letter.state)),
        );
    }
    let newest = |row: &LetterRow| row.signed_at.or(row.submitted_at).unwrap_or(row.changed_at);
    found.sort_by_key(|row| std::cmp::Reverse(newest(row)));
    Ok(found)
}

fn rows_in(
    open: &Open,
    states: &[LetterState],
    limit: Option<u32>,
) -> Reply<Vec<casebook::ListRow>> {
    let query = casebook::ListQuery {
        letters: states.to_vec(),
        sort: Sort {
            by: casebook::SortBy::ChangedAt,
            descending: true,
        },
        limit,
        ..casebook::ListQuery::default()
    };
    Ok(open.book.list(&query)?.rows)
}

/// All letters of a case, newest first.
pub(crate) fn rows(open: &Open, view: &casebook::CaseView) -> Vec<LetterRow> {
    view.case
        .letters
        .iter()
        .rev()
        .map(|letter| letter_row(open, view, letter))
        .collect()
}

fn letter_row(open: &Open, view: &casebook::CaseView, letter: &Letter) -> LetterRow {
    let latest = letter.latest();
    let content = latest.map(|(_, revision)| &revision.content);
    let signed = letter.signed.as_ref();
    let case = case_row(&view.row, &open.book.district(), open.now());
    LetterRow {
        id: letter.id,
        case: view.row.id,
        case_number: case.number,
        case_title: case.title,
        kind: letter.kind,
        state: letter.state,
        title: content
            .map(|content| content.title.clone())
            .unwrap_or_default(),
        addressee: content
            .and_then(|content| content.addressee.clone())
            .unwrap_or_default(),
        revision: letter.revisions.len() as u32,
        hash: latest
            .map(|(_, revision)| revision.hash.clone())
            .unwrap_or_default(),
        drafted_by: latest
            .map(|(_, revision)| revision.by_name.clone())
            .unwrap_or_default(),
        changed_at: latest.map_or(0, |(_, revision)| revision.at.0),
        submitted_at: letter.submitted.as_ref().map(|(_, at)| at.0),
        remark: letter.remark.clone(),
        number: signed.map(|signed| signed.number.to_string()),
        signed_by: signed.map(|signed| signed.by_name.clone()),
        signed_at: signed.map(|signed| signed.at.0),
        date: signed.map(|signed| signed.date.to_string()),
        pages: letter.pdf.as_ref().map(|pdf| pdf.pages),
        pdf: letter.pdf.as_ref().map(|pdf| pdf.sha256.clone()),
        void_reason: letter.void_reason.clone(),
        replied_by: letter.served.map(|(means, _)| means),
        is_answer: letter.kind.is_answer(),
        pending: pending(view, letter.id),
        due: case.due,
        due_at: case.due_at,
        lamp: case.lamp,
        days_left: case.days_left,
    }
}

/// Is any act on this letter still unsent?
fn pending(view: &casebook::CaseView, letter: LetterId) -> bool {
    let id = json!(letter);
    view.events
        .iter()
        .filter(|shown| shown.pending)
        .any(|shown| {
            serde_json::to_value(&shown.event.kind)
                .is_ok_and(|kind| kind.get("letter") == Some(&id))
        })
}

fn typed_row(open: &Open, view: &casebook::CaseView, typed: &Typed, saved_at: i64) -> LetterRow {
    let row = case_row(&view.row, &open.book.district(), open.now());
    LetterRow {
        id: typed.letter,
        case: view.row.id,
        case_number: row.number,
        case_title: row.title,
        kind: typed.kind,
        state: LetterState::Draft,
        title: typed.content.title.clone(),
        addressee: typed.content.addressee.clone().unwrap_or_default(),
        revision: 0,
        hash: String::new(),
        drafted_by: open.person.name.clone(),
        changed_at: saved_at,
        submitted_at: None,
        remark: None,
        number: None,
        signed_by: None,
        signed_at: None,
        date: None,
        pages: None,
        pdf: None,
        void_reason: None,
        replied_by: None,
        is_answer: typed.kind.is_answer(),
        pending: false,
        due: row.due,
        due_at: row.due_at,
        lamp: row.lamp,
        days_left: row.days_left,
    }
}

fn letter_view(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    id: LetterId,
) -> Reply<LetterView> {
    let typed = typed_of(open, view.row.id)?
        .into_iter()
        .find(|typed| typed.letter == id);
    if let Some(typed) = typed {
        return typed_view(open, fonts, view, typed);
    }
    let letter = known(view, id)?;
    let content = letter
        .signed
        .as_ref()
        .and_then(|signed| letter.revision(signed.revision));
    let content = content
        .or(letter.revisions.last())
        .ok_or_else(|| unknown(id))?
        .content
        .clone();
    let editable = is_open(letter) && open.person.role == Role::Handler && !view.row.frozen;
    build_view(
        open,
        fonts,
        view,
        letter_row(open, view, letter),
        content,
        Extra {
            editable,
            ..Extra::default()
        },
    )
}

/// A letter with what is typed on top of its last revision, if it has one.
fn typed_view(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    typed: Typed,
) -> Reply<LetterView> {
    let draft = open.book.draft(&key(view.row.id, typed.letter))?;
    let saved_at = draft.map(|draft| draft.saved_at.0);
    let row = match view.case.letter(typed.letter) {
        Some(letter) => letter_row(open, view, letter),
        None => typed_row(open, view, &typed, saved_at.unwrap_or(open.now().0)),
    };
    build_view(
        open,
        fonts,
        view,
        row,
        typed.content,
        Extra {
            editable: true,
            unsaved: true,
            saved_at,
            kept: typed.kept,
        },
    )
}

#[derive(Default)]
struct Extra {
    editable: bool,
    unsaved: bool,
    saved_at: Option<i64>,
    kept: Vec<KeptFinding>,
}

fn build_view(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    row: LetterRow,
    content: LetterContent,
    extra: Extra,
) -> Reply<LetterView> {
    let preview = preview(open, fonts, view, &row, &content);
    let (pages, preview_error) = match preview {
        Ok(pages) => (pages, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    let visit = view.case.visits.last();
    let registration = &view.case.registration;
    Ok(LetterView {
        case: case_row(&view.row, &open.book.district(), open.now()),
        checks: letter_checks::of_case(open, view, row.kind, &content),
        kept: extra.kept,
        content,
        unsaved: extra.unsaved,
        saved_at: extra.saved_at,
        pages,
        preview_error,
        case_body: registration.body.clone(),
        citizen_name: mask::name(&registration.citizen.name),
        registered_at: view.case.registered_at.0,
        visit_note: visit.map(|visit| visit.record.note.clone()),
        visit_by: visit.map(|visit| visit.by.name.clone()),
        visit_at: visit.map(|visit| visit.record.at.0),
        photos: cases::photos(&view.case, view.row.id, &view.received, open),
        editable: extra.editable,
        row,
    })
}

/// The pages as they would be printed: a signed letter with number and date,
/// anything else as a draft.
fn preview(
    open: &Open,
    fonts: Reply<&letter::FontSet>,
    view: &casebook::CaseView,
    row: &LetterRow,
    content: &LetterContent,
) -> Reply<Vec<String>> {
    let office = issuing_office(open, view.row.id)?;
    let mut letter = letter_text::draft(content, row.kind, &office, open.now());
    let signed = view
        .case
        .letter(row.id)
        .and_then(|letter| letter.signed.as_ref());
    if let Some(signed) = signed {
        letter.draft = false;
        letter.date = signed.date.to_string();
        letter.seal = Some(letter::content::Seal {
            image: None,
            diameter_mm: 42.0,
            wet: true,
        });
        letter.document_number = Some(letter::content::DocumentNumber {
            word: signed.number.word.clone(),
            year: u16::try_from(signed.number.year).unwrap_or_default(),
            serial: signed.number.serial,
        });
    }
    Ok(letter::preview_svg(&letter, fonts?)?)
}

fn typed_of(open: &Open, case: CaseId) -> Reply<Vec<Typed>> {
    let drafts = open.book.drafts(Some(case))?;
    let letters = drafts
        .into_iter()
        .filter(|draft| draft.key.kind == DraftKind::Letter);
    Ok(letters
        .filter_map(|draft| serde_json::from_value(draft.body).ok())
        .collect())
}

/// What is typed, else the last revision: a printed draft is what its writer sees.
fn newest(
    open: &Open,
    view: &casebook::CaseView,
    id: LetterId,
) -> Reply<(LetterKind, LetterContent)> {
    let typed = typed_of(open, view.row.id)?
        .into_iter()
        .find(|typed| typed.letter == id);
    if let Some(typed) = typed {
        return Ok((typed.kind, typed.content));
    }
    let letter = known(view, id)?;
    let (_, revision) = letter.latest().ok_or_else(|| unknown(id))?;
    Ok((letter.kind, revision.content.clone()))
}

fn issuing_office(open: &Open, case: CaseId) -> Reply<protocol::directory::Office> {
    let view = open.book.case(case)?;
    open.office(view.case.office.as_ref()).ok_or_else(|| {
        error(
            "office.unknown",
            "the directory does not know this office yet; sync first",
            json!({}),
        )
    })
}

fn is_open(letter: &Letter) -> bool {
    matches!(
        letter.state,
        LetterState::Draft | LetterState::Submitted | LetterState::Returned
    )
}

fn known(view: &casebook::CaseView, id: LetterId) -> Reply<&Letter> {
    view.case.letter(id).ok_or_else(|| unknown(id))
}

fn unknown(id: LetterId) -> CommandError {
    error(
        "letter.unknown",
        "there is no such letter here",
        json!({ "letter": id }),
    )
}

fn needs_server(problem: CommandError) -> CommandError {
    match problem.code.as_str() {
        "net.unreachable" => error(
            "letter.needs_server",
            "number and seal come from the centre; go online to sign",
            json!({}),
        ),
        _ => problem,
    }
}

fn key(case: CaseId, letter: LetterId) -> DraftKey {
    DraftKey::of_item(DraftKind::Letter, case, letter)
}

fn done(acted: Acted) -> Reply<Acted> {
    match acted.refused.first() {
        Some(refused) => Err(refused.reason.clone()),
        None => Ok(acted),
    }
}

/// 白鹤街办函〔2026〕12号.pdf, or 20261112-0187 答复函 草稿.pdf.
fn file_name(case: &casework::Case, id: LetterId) -> String {
    let letter = case.letter(id);
    match letter.and_then(|letter| letter.signed.as_ref()) {
        Some(signed) => format!("{}.pdf", signed.number),
        None => {
            let kind = letter.map_or(LetterKind::Reply, |letter| letter.kind);
            format!("{} {} 草稿.pdf", case.registration.number, kind.name())
        }
    }
}
