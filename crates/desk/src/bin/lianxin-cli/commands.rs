//! What each command does: a call of the desk, and its answer as JSON.

use crate::args::{
    AssistCommand, Cli, Command, EnvelopeArgs, LetterCommand, ListArgs, SealCommand, VisitArgs,
};
use crate::host::Terminal;
use crate::input;
use casework::rates::Number;
use casework::{Action, CaseId, LetterId, Moment, OfficeId};
use desk::view::{
    ActInput, CaseRow, CaseView, EnvelopeOptions, LetterAt, LetterList, LetterRow, ListQuery,
    PrintFile, SignInInput, VisitDraft,
};
use desk::{Desk, Reply, error, write_whole};
use serde_json::{Value, json};
use std::sync::Arc;

pub async fn run(cli: Cli) -> Reply<()> {
    let desk = Desk::new(cli.data, None, Arc::new(Terminal));
    if let Command::Login { user } = cli.command {
        let server = cli.server.ok_or_else(|| {
            error(
                "cli.no_server",
                "name the server with --server URL",
                json!({}),
            )
        })?;
        let password = input::password(&user)?;
        let status = desk
            .sign_in_only(SignInInput {
                server,
                user,
                password,
                passphrase: input::passphrase(),
            })
            .await?;
        return say(json!({ "person": status.person }));
    }
    desk.open_last(cli.server.as_deref(), input::passphrase())
        .await?;
    let done = command(&desk, cli.command).await;
    desk.close();
    done
}

async fn command(desk: &Desk, command: Command) -> Reply<()> {
    match command {
        Command::Login { .. } => unreachable!("handled before a store is opened"),
        Command::Sync { wait_photos } => say(desk.synchronise(wait_photos).await?),
        Command::Cases(arguments) => cases(desk, arguments).await,
        Command::Show { case } => say(desk.case_named(case).await?),
        Command::SignFor { case } => act(desk, &case, Action::SignFor).await,
        Command::Return {
            case,
            reason,
            code,
            evidence,
        } => {
            let action = Action::RequestReturn {
                reason,
                code,
                evidence,
            };
            act(desk, &case, action).await
        }
        Command::Extend { case, days, reason } => {
            act(desk, &case, Action::RequestExtension { days, reason }).await
        }
        Command::Supplement { case, ask } => act(desk, &case, Action::AskSupplement { ask }).await,
        Command::Supplemented { case, text } => {
            act(desk, &case, Action::ReceiveSupplement { text }).await
        }
        Command::Consult {
            case,
            whom,
            question,
        } => act(desk, &case, Action::Consult { whom, question }).await,
        Command::Opinion { case, text } => act(desk, &case, Action::ReceiveOpinion { text }).await,
        Command::Assist(command) => assist(desk, command).await,
        Command::Refer { case, reason } => {
            act(desk, &case, Action::ReferToMeeting { reason }).await
        }
        Command::Task { case, task, note } => {
            act(desk, &case, Action::CompleteTask { task, note }).await
        }
        Command::TellExtension { case, by } => {
            act(desk, &case, Action::NotifyExtension { by }).await
        }
        Command::AnswerMerged { case, merged, by } => {
            let view = desk.case_named(case).await?;
            let merged = view
                .absorbed
                .iter()
                .find(|one| one.number == merged || one.case.to_string() == merged)
                .ok_or_else(|| {
                    error(
                        "merge.none_to_answer",
                        format!("no case {merged} was merged into {}", view.row.number),
                        json!({ "merged": merged }),
                    )
                })?
                .case;
            acted(
                desk.act_now(view.row.id, Action::AnswerAbsorbed { case: merged, by })
                    .await?,
            )
        }
        Command::Approve { request, .. } => {
            let case = desk.case_of_request(request).await?;
            acted(
                desk.act_now(case, Action::ApproveExtension { request })
                    .await?,
            )
        }
        Command::Refuse { request, reason } => {
            let case = desk.case_of_request(request).await?;
            acted(
                desk.act_now(case, Action::RefuseExtension { request, reason })
                    .await?,
            )
        }
        Command::Visit(arguments) => visit(desk, arguments).await,
        Command::Letter(command) => letter(desk, command).await,
        Command::Reply { case, letter, by } => {
            act(desk, &case, Action::RecordReply { letter, by }).await
        }
        Command::Close { case, form } => {
            let form = input::closing_form(&form)?;
            let case = id(desk, &case).await?;
            acted(desk.act(vec![case], ActInput::Close { form }).await?)
        }
        Command::Seal(SealCommand::Show) => say(desk.seal().await?),
        Command::Seal(SealCommand::Put { file, diameter }) => {
            say(desk.put_seal(input::file(&file)?, diameter).await?)
        }
        Command::Seal(SealCommand::Remove) => say(desk.remove_seal().await?),
        Command::Rates { month, cases, json } => rates(desk, month, cases, json).await,
        Command::Envelope(arguments) => envelopes(desk, arguments).await,
        Command::Outbox => say(desk.outbox().await?),
        Command::Attention => say(desk.attention().await?),
        Command::Export { out } => say(desk.export(out).await?),
    }
}

async fn assist(desk: &Desk, command: AssistCommand) -> Reply<()> {
    match command {
        AssistCommand::Invite { case, office, ask } => {
            let office = office_named(desk, &office).await?;
            act(desk, &case, Action::InviteAssist { office, ask }).await
        }
        AssistCommand::SignFor { case } => act(desk, &case, Action::SignForAssist).await,
        AssistCommand::Contribute { case, text } => {
            act(desk, &case, Action::Contribute { text }).await
        }
        AssistCommand::Release {
            case,
            office,
            reason,
        } => {
            let office = office_named(desk, &office).await?;
            act(desk, &case, Action::ReleaseAssist { office, reason }).await
        }
    }
}

async fn office_named(desk: &Desk, name: &str) -> Reply<OfficeId> {
    let offices = desk.offices().await?;
    offices
        .iter()
        .find(|office| office.name == name || office.id.as_str() == name)
        .map(|office| office.id.clone())
        .ok_or_else(|| {
            let names: Vec<&str> = offices.iter().map(|office| office.name.as_str()).collect();
            error(
                "assist.unknown_office",
                format!("there is no office “{name}”; one of {}", names.join(", ")),
                json!({ "office": name }),
            )
        })
}

async fn cases(desk: &Desk, arguments: ListArgs) -> Reply<()> {
    let query = ListQuery {
        search: arguments.search.clone().unwrap_or_default(),
        states: arguments.state.into_iter().collect(),
        limit: arguments.limit.unwrap_or(0),
        offset: arguments.offset,
        ..ListQuery::default()
    };
    // A search for nothing finds nothing; no search finds all.
    let nothing = arguments
        .search
        .as_deref()
        .is_some_and(|text| text.trim().is_empty())
        || arguments.limit == Some(0);
    let rows = if nothing {
        Vec::new()
    } else {
        desk.listed(query).await?
    };
    if arguments.json {
        let rows: Vec<Value> = rows
            .iter()
            .map(|(row, revision, office)| case_json(row, *revision, office))
            .collect();
        return say(rows);
    }
    for (row, ..) in rows {
        println!(
            "{}  {:<16}  {}  {}  {}",
            row.number,
            row.state.code(),
            row.due.as_deref().unwrap_or("          "),
            row.community,
            row.title
        );
    }
    Ok(())
}

/// The row that checks outside the project read; keep its fields.
fn case_json(row: &CaseRow, revision: u64, office: &str) -> Value {
    json!({
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "state": row.state,
        "office": office,
        "channel": row.channel,
        "community": row.community,
        "due": row.due_at.map(|at| Moment(at).rfc3339()).or(row.due.clone()),
        "lamp": row.lamp,
        "estimated": row.estimated,
        "pending": row.pending,
        "revision": revision,
    })
}

async fn rates(
    desk: &Desk,
    month: Option<String>,
    number: Option<Number>,
    json: bool,
) -> Reply<()> {
    let Some(number) = number else {
        let sheet = desk.rates(month).await?.sheet;
        if json {
            return say(sheet);
        }
        print!("{}", sheet.text());
        return Ok(());
    };
    let rows = desk.rates_cases(month, None, number).await?;
    if json {
        return say(rows);
    }
    for row in rows {
        println!("{}  {}", row.number, row.title);
    }
    Ok(())
}

async fn visit(desk: &Desk, arguments: VisitArgs) -> Reply<()> {
    let at = match &arguments.at {
        None => desk.now(),
        Some(text) => Moment::parse_rfc3339(text).ok_or_else(|| {
            error(
                "cli.bad_time",
                format!("--at “{text}” is no RFC 3339 time; write 2026-11-23T10:12:00+08:00"),
                json!({}),
            )
        })?,
    };
    position(arguments.lat, arguments.lng)?;
    let draft = VisitDraft {
        at: at.0,
        note: arguments.note,
        lat: arguments.lat,
        lng: arguments.lng,
        ..VisitDraft::default()
    };
    let case = id(desk, &arguments.case).await?;
    let logged = desk.log_visit(case, draft, arguments.photo).await?;
    let photos: Vec<Value> = logged
        .photos
        .iter()
        .map(|sha256| json!({ "sha256": sha256 }))
        .collect();
    say(json!({ "visit": logged.visit, "photos": photos }))
}

fn position(lat: Option<f64>, lng: Option<f64>) -> Reply<()> {
    let inside = |value: Option<f64>, limit: f64| value.is_none_or(|value| value.abs() <= limit);
    match inside(lat, 90.0) && inside(lng, 180.0) {
        true => Ok(()),
        false => Err(error(
            "cli.bad_position",
            "--lat is within ±90 and --lng within ±180 degrees",
            json!({}),
        )),
    }
}

async fn letter(desk: &Desk, command: LetterCommand) -> Reply<()> {
    match command {
        LetterCommand::List { case } => say(letters(desk, case).await?),
        LetterCommand::Draft {
            case,
            kind,
            body,
            title,
        } => {
            let content = input::letter_content(&body, title)?;
            let case = id(desk, &case).await?;
            let (letter, revision) = desk.draft_letter(case, kind, content).await?;
            say(json!({ "letter": letter, "revision": revision }))
        }
        LetterCommand::Submit { letter } => {
            let (case, hash) = newest(desk, letter).await?;
            acted(
                desk.act_now(
                    case,
                    Action::SubmitLetter {
                        letter,
                        hash,
                        kept: Vec::new(),
                    },
                )
                .await?,
            )
        }
        LetterCommand::Return { letter, remark } => {
            let case = desk.case_of_letter(letter).await?;
            acted(desk.return_letter(case, letter, remark).await?)
        }
        LetterCommand::Sign { letter } => {
            let (case, hash) = newest(desk, letter).await?;
            let signed = desk.sign_letter(case, letter, hash).await?;
            say(json!({ "letter": letter, "document_number": signed.number }))
        }
        LetterCommand::Serve { letter, by } => {
            let case = desk.case_of_letter(letter).await?;
            act(desk, &case.to_string(), Action::ServeLetter { letter, by }).await
        }
        LetterCommand::Void { letter, reason } => {
            let case = desk.case_of_letter(letter).await?;
            acted(desk.void_letter(case, letter, reason).await?)
        }
        LetterCommand::Changes { letter, from, to } => {
            let case = desk.case_of_letter(letter).await?;
            say(desk.letter_changes(case, letter, from, to).await?)
        }
        LetterCommand::Print {
            letters,
            out,
            duplex,
        } => {
            let letters = places(desk, letters).await?;
            made(desk.print_letters_to(out, letters, duplex, |_| ()).await?)
        }
        LetterCommand::Printed { letters, copies } => {
            let letters = places(desk, letters).await?;
            let acted = desk.record_printed(letters, copies).await?;
            match acted.refused.first() {
                Some(refused) => Err(refused.reason.clone()),
                None => say(json!({ "actions": acted.actions })),
            }
        }
        LetterCommand::Render { letter, out } => {
            let case = desk.case_of_letter(letter).await?;
            let bytes = desk.finished_pdf(case, letter).await?;
            write_whole(&out, &bytes)?;
            say(json!({ "letter": letter, "file": out, "bytes": bytes.len() }))
        }
    }
}

async fn places(desk: &Desk, letters: Vec<LetterId>) -> Reply<Vec<LetterAt>> {
    let mut found = Vec::new();
    for letter in letters {
        let case = desk.case_of_letter(letter).await?;
        found.push(LetterAt { case, letter });
    }
    Ok(found)
}

async fn envelopes(desk: &Desk, arguments: EnvelopeArgs) -> Reply<()> {
    let letters = places(desk, arguments.letters).await?;
    let options = EnvelopeOptions {
        size: arguments.size,
        frames: arguments.frames,
        first_frame: arguments.first_frame,
        sender_address: arguments.sender_address,
        sender_postcode: arguments.sender_postcode,
    };
    made(
        desk.print_envelopes_to(arguments.out, letters, options)
            .await?,
    )
}

/// What is in the file and what is not; without any file, why.
fn made(file: PrintFile) -> Reply<()> {
    match file.left_out.first() {
        Some(left) if file.letters.is_empty() => Err(left.reason.clone()),
        _ => say(file),
    }
}

async fn letters(desk: &Desk, case: Option<String>) -> Reply<Vec<LetterRow>> {
    if let Some(case) = case {
        return Ok(desk.case_named(case).await?.letters);
    }
    let mut all = Vec::new();
    for list in [
        LetterList::Drafts,
        LetterList::Submitted,
        LetterList::Register,
    ] {
        all.extend(desk.list_letters(list).await?);
    }
    Ok(all)
}

/// The case of a letter, and the hash of its newest revision.
async fn newest(desk: &Desk, letter: LetterId) -> Reply<(CaseId, String)> {
    let case = desk.case_of_letter(letter).await?;
    let view: CaseView = desk.open_case(case).await?;
    let hash = view
        .letters
        .into_iter()
        .find(|row| row.id == letter)
        .map(|row| row.hash);
    Ok((case, hash.unwrap_or_default()))
}

async fn act(desk: &Desk, case: &str, action: Action) -> Reply<()> {
    let case = id(desk, case).await?;
    acted(desk.act_now(case, action).await?)
}

fn acted(acted: desk::view::Acted) -> Reply<()> {
    let state = acted.changed.first().map(|row| row.state);
    say(json!({ "actions": acted.actions, "state": state }))
}

async fn id(desk: &Desk, case: &str) -> Reply<CaseId> {
    Ok(desk.case_named(case.to_owned()).await?.row.id)
}

fn say(answer: impl serde::Serialize) -> Reply<()> {
    let text =
        serde_json::to_string(&answer).map_err(|problem| desk::malformed(&problem.to_string()))?;
    println!("{text}");
    Ok(())
}
