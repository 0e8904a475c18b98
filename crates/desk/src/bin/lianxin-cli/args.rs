//! The words of the command line.

use casework::action::ReturnCode;
use casework::letter::LetterKind;
use casework::rates::Number;
use casework::{ActionId, LetterId, ReplyBy, State};
use clap::{Args, Parser, Subcommand};
use desk::view::EnvelopeSize;
use std::num::NonZeroU32;
use std::path::PathBuf;

/// 连心桥 without a window: the same store, outbox and sync as the desk.
#[derive(Parser)]
#[command(name = "lianxin-cli", version, about, long_about = None)]
pub struct Cli {
    /// The desk's data folder
    #[arg(long, env = "LIANXIN_DATA")]
    pub data: PathBuf,
    /// Address of the central server; the one last used when left out
    #[arg(long, env = "LIANXIN_SERVER")]
    pub server: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Sign in; password from LIANXIN_PASSWORD or a prompt
    Login { user: String },
    /// Exchange everything with the server
    Sync {
        /// Return only when every photo has arrived
        #[arg(long)]
        wait_photos: bool,
    },
    /// List cases
    Cases(ListArgs),
    /// One case with timeline, deadline and photos
    Show { case: String },
    /// 签收
    SignFor { case: String },
    /// 退单
    Return {
        case: String,
        #[arg(long)]
        reason: String,
        /// not_our_duty, not_our_area, duplicate, unclear or other
        #[arg(long, default_value = "other", value_parser = return_code)]
        code: ReturnCode,
        /// a visit of this case that shows it
        #[arg(long)]
        evidence: Vec<ActionId>,
    },
    /// 申请延期
    Extend {
        case: String,
        #[arg(long)]
        days: u32,
        #[arg(long)]
        reason: String,
    },
    /// 请市民补正
    Supplement {
        case: String,
        #[arg(long)]
        ask: String,
    },
    /// 收到补正
    Supplemented {
        case: String,
        #[arg(long)]
        text: String,
    },
    /// 征求意见: the clock stands still until the opinion is there
    Consult {
        case: String,
        #[arg(long)]
        whom: String,
        #[arg(long)]
        question: String,
    },
    /// 收到意见
    Opinion {
        case: String,
        #[arg(long)]
        text: String,
    },
    /// 会办
    #[command(subcommand)]
    Assist(AssistCommand),
    /// 提请联席会议 (head)
    Refer {
        case: String,
        #[arg(long)]
        reason: String,
    },
    /// 会议任务办妥
    Task {
        case: String,
        /// its number in `show`, from 0
        task: u32,
        #[arg(long)]
        note: String,
    },
    /// 延期告知: the citizen was told of an approved extension
    TellExtension {
        case: String,
        #[arg(long, value_parser = reply_by)]
        by: ReplyBy,
    },
    /// 答复并案市民: the citizen of a case that was merged into this one
    AnswerMerged {
        case: String,
        /// number or id of the merged case
        merged: String,
        #[arg(long, value_parser = reply_by)]
        by: ReplyBy,
    },
    /// Approve a request (head)
    Approve {
        request: ActionId,
        #[arg(long)]
        reason: Option<String>,
    },
    /// Refuse a request (head)
    Refuse {
        request: ActionId,
        #[arg(long)]
        reason: String,
    },
    /// 现场核查
    Visit(VisitArgs),
    #[command(subcommand)]
    Letter(LetterCommand),
    /// 登记送达
    Reply {
        case: String,
        #[arg(long)]
        letter: Option<LetterId>,
        #[arg(long, value_parser = reply_by)]
        by: ReplyBy,
    },
    /// 办结
    Close {
        case: String,
        #[arg(long)]
        form: PathBuf,
    },
    /// 三率 of a month: a head's own office, an auditor's district
    Rates {
        /// YYYY-MM; the running one when left out
        #[arg(long)]
        month: Option<String>,
        /// the cases behind a number, e.g. not_solved
        #[arg(long, value_parser = rates_number)]
        cases: Option<Number>,
        #[arg(long)]
        json: bool,
    },
    /// 印章图样 of one's office (head, online)
    #[command(subcommand)]
    Seal(SealCommand),
    /// 信封 of signed letters, one page each
    Envelope(EnvelopeArgs),
    /// What is not sent yet
    Outbox,
    /// What needs a person
    Attention,
    /// Everything unsent as one file, sealed for the server's import-sealed
    Export {
        /// e.g. unsent.lianxin
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Args)]
pub struct ListArgs {
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_parser = state)]
    pub state: Option<State>,
    #[arg(long, allow_hyphen_values = true)]
    pub search: Option<String>,
    #[arg(long)]
    pub limit: Option<u32>,
    #[arg(long, default_value_t = 0)]
    pub offset: u32,
}

#[derive(Args)]
pub struct VisitArgs {
    pub case: String,
    #[arg(long, allow_hyphen_values = true)]
    pub note: String,
    #[arg(long)]
    pub photo: Vec<PathBuf>,
    #[arg(long, requires = "lng", allow_hyphen_values = true)]
    pub lat: Option<f64>,
    #[arg(long, requires = "lat", allow_hyphen_values = true)]
    pub lng: Option<f64>,
    /// When you were there, RFC 3339; now when left out
    #[arg(long)]
    pub at: Option<String>,
}

#[derive(Args)]
pub struct EnvelopeArgs {
    #[arg(required = true)]
    pub letters: Vec<LetterId>,
    /// dl (220 × 110) or c5 (229 × 162)
    #[arg(long, value_parser = envelope_size)]
    pub size: EnvelopeSize,
    #[arg(long)]
    pub out: PathBuf,
    /// plain envelopes: print the frames of the postcode too
    #[arg(long)]
    pub frames: bool,
    /// where the first frame stands: left,top in millimetres
    #[arg(long, value_parser = millimetres, value_name = "LEFT,TOP")]
    pub first_frame: Option<(f64, f64)>,
    #[arg(long, default_value = "")]
    pub sender_address: String,
    #[arg(long, default_value = "")]
    pub sender_postcode: String,
}

#[derive(Subcommand)]
pub enum SealCommand {
    /// Whether one is on file, and its log; the picture stays at the centre
    Show,
    /// Letters signed from now on carry it
    Put {
        /// PNG or JPEG
        file: PathBuf,
        /// across, 30 to 50 mm
        #[arg(long, value_name = "MM", default_value_t = 42)]
        diameter: u32,
    },
    /// Letters signed from now on are stamped by hand
    Remove,
}

/// 会办: the lead asks, the assisting office signs for it and gives its part.
#[derive(Subcommand)]
pub enum AssistCommand {
    Invite {
        case: String,
        /// name or id of the office
        office: String,
        #[arg(long)]
        ask: String,
    },
    SignFor {
        case: String,
    },
    Contribute {
        case: String,
        #[arg(long)]
        text: String,
    },
    /// Go on without that office
    Release {
        case: String,
        office: String,
        #[arg(long)]
        reason: String,
    },
}

/// 函件
#[derive(Subcommand)]
pub enum LetterCommand {
    List {
        case: Option<String>,
    },
    Draft {
        case: String,
        #[arg(long, value_parser = letter_kind)]
        kind: LetterKind,
        /// .txt: one paragraph a line; .json: a letter body
        #[arg(long)]
        body: PathBuf,
        #[arg(long)]
        title: Option<String>,
    },
    Submit {
        letter: LetterId,
    },
    Return {
        letter: LetterId,
        #[arg(long)]
        remark: String,
    },
    /// 签发 (head, online)
    Sign {
        letter: LetterId,
    },
    /// 登记送达 of a letter that is not the answer; the answer: `reply`
    Serve {
        letter: LetterId,
        #[arg(long, value_parser = reply_by)]
        by: ReplyBy,
    },
    Void {
        letter: LetterId,
        #[arg(long)]
        reason: String,
    },
    /// What changed between two revisions; without numbers: since the last one the head saw
    Changes {
        letter: LetterId,
        #[arg(long)]
        from: Option<u32>,
        #[arg(long)]
        to: Option<u32>,
    },
    /// Many signed letters as one file to print
    Print {
        #[arg(required = true)]
        letters: Vec<LetterId>,
        #[arg(long)]
        out: PathBuf,
        /// 双面: every letter begins on a sheet of its own
        #[arg(long)]
        duplex: bool,
    },
    /// Record that signed letters lie printed
    Printed {
        #[arg(required = true)]
        letters: Vec<LetterId>,
        #[arg(long, default_value = "1")]
        copies: NonZeroU32,
    },
    /// Write the PDF: a signed letter's stored bytes, or a draft marked 草稿
    Render {
        letter: LetterId,
        #[arg(long)]
        out: PathBuf,
    },
}

fn state(code: &str) -> Result<State, String> {
    State::parse(code).ok_or_else(|| {
        let codes: Vec<&str> = State::ALL.iter().map(|state| state.code()).collect();
        format!("no such state; one of {}", codes.join(", "))
    })
}

fn return_code(code: &str) -> Result<ReturnCode, String> {
    ReturnCode::parse(code).ok_or_else(|| {
        let codes: Vec<&str> = ReturnCode::ALL.iter().map(|code| code.code()).collect();
        format!("one of {}", codes.join(", "))
    })
}

fn rates_number(code: &str) -> Result<Number, String> {
    Number::parse(code)
        .ok_or_else(|| format!("one of {}", Number::ALL.map(Number::code).join(", ")))
}

fn reply_by(code: &str) -> Result<ReplyBy, String> {
    from_code(code).ok_or_else(|| "one of post, hand, sms, portal, phone".into())
}

fn envelope_size(code: &str) -> Result<EnvelopeSize, String> {
    from_code(code).ok_or_else(|| "one of dl, c5".into())
}

fn millimetres(text: &str) -> Result<(f64, f64), String> {
    let inside = |text: &str| {
        text.trim()
            .parse()
            .ok()
            .filter(|mm| (0.0..=100.0).contains(mm))
    };
    text.split_once(',')
        .and_then(|(left, top)| Some((inside(left)?, inside(top)?)))
        .ok_or_else(|| "two lengths of 0 to 100 millimetres, e.g. 12,10".into())
}

fn letter_kind(code: &str) -> Result<LetterKind, String> {
    from_code(code).ok_or_else(|| {
        "one of reply, official_reply, acceptance, rejection, extension, transfer, opinion, supplement, mediation, minutes"
            .into()
    })
}

fn from_code<T: serde::de::DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}
