//! What can be typed.

use casework::Role;
use casework::action::{Degree, Rating};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use server::command::numbers::LastNumber;
use std::net::SocketAddr;
use std::path::PathBuf;
use uuid::Uuid;

#[derive(Parser)]
#[command(name = "lianxin-server", version, about = "连心桥 central server")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// An empty real server with its first administrator
    Init {
        #[command(flatten)]
        place: Place,
        /// user name of the administrator; the password is asked for, or LIANXIN_PASSWORD
        #[arg(long)]
        admin: String,
        /// the district's name
        #[arg(long, default_value = "")]
        district: String,
    },
    /// Serves desks until SIGTERM
    Serve {
        #[command(flatten)]
        place: Place,
        #[arg(long, default_value = "127.0.0.1:8420")]
        listen: SocketAddr,
        #[arg(long, requires = "tls_key")]
        tls_cert: Option<PathBuf>,
        #[arg(long, requires = "tls_cert")]
        tls_key: Option<PathBuf>,
        /// connections at a time; a desk has two or three
        #[arg(long, value_name = "N", default_value_t = server::CONNECTIONS)]
        connections: usize,
        /// the only folder with the fonts of letters, instead of DIR/fonts, the system's and the bundled ones
        #[arg(long)]
        fonts: Option<PathBuf>,
    },
    /// Cases from a table: CSV in UTF-8 or GB18030
    Import {
        #[command(flatten)]
        place: Place,
        /// any bad row, and nothing goes in
        #[arg(long)]
        strict: bool,
        file: PathBuf,
    },
    /// The unsent work of a laptop that does not come back online: what its
    /// export wrote
    ImportSealed {
        #[command(flatten)]
        place: Place,
        file: PathBuf,
    },
    /// Dispatches a case, also from one office to another
    Assign {
        #[command(flatten)]
        place: Place,
        /// id or number
        case: String,
        /// id or name
        office: String,
    },
    /// What the dispatch centre does with a case
    #[command(subcommand)]
    Case(Case),
    /// 联席会议
    #[command(subcommand)]
    Meeting(Meeting),
    /// An office's cases as JSON lines
    Dump {
        #[command(flatten)]
        place: DumpPlace,
        #[arg(long)]
        office: String,
    },
    /// Accounts
    #[command(subcommand)]
    User(User),
    /// Offices
    #[command(subcommand)]
    Office(Office),
    /// 印章图样 of the offices
    #[command(subcommand)]
    Seal(Seal),
    /// Laptops
    #[command(subcommand)]
    Device(Device),
    /// What desks had before a restore and this server lacks
    #[command(subcommand)]
    Recovered(Recovered),
    /// Working days
    #[command(subcommand)]
    Calendar(Calendar),
    /// Time limits
    #[command(subcommand)]
    Rules(Rules),
    /// 三率: response, solution, satisfaction and their composite, by office
    Rates(Rates),
    /// Templates of letters and standard texts, as a folder of files
    #[command(subcommand)]
    Templates(Templates),
    /// Brings the database to this server's schema; opening it does the same
    Migrate {
        #[command(flatten)]
        place: Place,
    },
    /// Database and photos in one file, while the server runs
    Backup {
        #[command(flatten)]
        place: Place,
        file: PathBuf,
    },
    /// The state of a backup, as a new epoch; the server must not run
    Restore {
        #[command(flatten)]
        place: Place,
        /// the last number that a paper register has, 白鹤街办函=13 or
        /// 白鹤街办函:2026=13; none: nothing was signed since; asked for by default
        #[arg(long = "last", alias = "last-number")]
        last_numbers: Vec<LastNumber>,
        file: PathBuf,
    },
    /// Document numbers after a restore
    #[command(subcommand)]
    Numbers(Numbers),
    /// The sample district
    Seed {
        #[command(flatten)]
        place: Place,
        #[arg(long, default_value_t = 200)]
        cases: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// the day it is made for; today in China by default
        #[arg(long)]
        today: Option<NaiveDate>,
    },
}

#[derive(Subcommand)]
pub enum User {
    Add {
        #[command(flatten)]
        place: Place,
        user: String,
        /// the person's name
        #[arg(long)]
        name: String,
        /// handler, head, dispatcher, auditor or administrator
        #[arg(long, value_parser = role)]
        role: Role,
        /// name or id; handlers and heads have one
        #[arg(long)]
        office: Option<String>,
    },
    Passwd {
        #[command(flatten)]
        place: Place,
        user: String,
    },
    Disable {
        #[command(flatten)]
        place: Place,
        user: String,
    },
    /// Lifts the lock of wrong passwords
    Unlock {
        #[command(flatten)]
        place: Place,
        user: String,
    },
}

#[derive(Subcommand)]
pub enum Office {
    Add {
        #[command(flatten)]
        place: Place,
        /// e.g. its statistical code
        id: String,
        /// 白鹤街道
        #[arg(long)]
        name: String,
        /// 宁波市鄞州区白鹤街道办事处
        #[arg(long)]
        legal_name: String,
        /// number word of its letters: 白鹤街办函
        #[arg(long)]
        word: String,
        #[arg(long, default_value = "")]
        phone: String,
        #[arg(long = "community")]
        communities: Vec<String>,
    },
    /// The picture of its seal (PNG or JPEG); it never leaves the server
    Seal {
        #[command(flatten)]
        place: Place,
        /// across, 30 to 50 mm
        #[arg(long, value_name = "MM", default_value_t = 42)]
        diameter: u32,
        /// id or name
        office: String,
        file: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum Seal {
    /// What was done with them: put on file, replaced, removed, placed on a letter
    Log {
        #[command(flatten)]
        place: Place,
        /// name or id; all of them by default
        #[arg(long)]
        office: Option<String>,
    },
    /// A fresh key where the old one is lost for good; the heads then put their
    /// seals on file again
    NewKey {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
pub enum Device {
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Hands in its work and reads nothing more
    Retire {
        #[command(flatten)]
        place: Place,
        id: Uuid,
    },
    /// Lost: its keys are destroyed when it shows up
    Wipe {
        #[command(flatten)]
        place: Place,
        id: Uuid,
    },
}

#[derive(Subcommand)]
pub enum Numbers {
    /// Those kept for sign-offs that desks hand in again
    List {
        #[command(flatten)]
        place: Place,
    },
    /// After PostgreSQL was restored by its own tools, before serving
    Reserve {
        #[command(flatten)]
        place: Place,
        /// the last number that a paper register has: 白鹤街办函=13
        #[arg(long = "last", required = true)]
        last_numbers: Vec<LastNumber>,
    },
    /// Voids those that nobody claimed; after 30 days that is done anyway
    Settle {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
pub enum Recovered {
    /// Cases that desks know more of
    List {
        #[command(flatten)]
        place: Place,
    },
    /// What is missing of a case, word for word; it is written into the audit log
    Show(OneCase),
}

#[derive(Subcommand)]
pub enum Calendar {
    /// Rows of date,weekday,kind,name, an .ics, or the JSON of public calendars; a
    /// year that the file has is replaced as a whole
    Import {
        #[command(flatten)]
        place: Place,
        file: PathBuf,
    },
    /// What it covers, and whether it ends soon
    Show {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
pub enum Rules {
    /// The next version, for cases opened from a day on: rows as `rules show --csv`
    /// has them, or a whole set as JSON; open cases keep theirs
    Import {
        #[command(flatten)]
        place: Place,
        /// its first day where the file does not say; today in China by default
        #[arg(long)]
        valid_from: Option<NaiveDate>,
        file: PathBuf,
    },
    /// The version for cases opened today
    Show {
        #[command(flatten)]
        place: Place,
        /// its rows, to be changed in a spreadsheet and imported
        #[arg(long)]
        csv: bool,
    },
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Rates {
    #[command(subcommand)]
    pub command: Option<RatesCommand>,
    #[command(flatten)]
    pub question: RatesQuestion,
}

#[derive(Subcommand)]
pub enum RatesCommand {
    /// The next version of the formula, as JSON; what it leaves out is the default
    Import {
        #[command(flatten)]
        place: Place,
        file: PathBuf,
    },
    /// The formula in force
    Show {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
pub enum Templates {
    /// Takes the files of a folder, all or none, in the place of what there was
    Import {
        #[command(flatten)]
        place: Place,
        folder: PathBuf,
        /// id or name; for the whole district without it
        #[arg(long)]
        office: Option<String>,
    },
    /// What is in force, and whose it is
    Show {
        #[command(flatten)]
        place: Place,
        /// id or name
        #[arg(long)]
        office: Option<String>,
    },
    /// Writes what is in force as files, to be changed and imported
    Export {
        #[command(flatten)]
        place: Place,
        /// a new folder
        folder: PathBuf,
        /// id or name
        #[arg(long)]
        office: Option<String>,
    },
}

#[derive(Args)]
pub struct RatesQuestion {
    /// folder of the database; a subcommand names its own
    #[arg(long, required = true)]
    pub data: Option<PathBuf>,
    /// a PostgreSQL database instead of the embedded one
    #[arg(long)]
    pub database_url: Option<String>,
    /// YYYY-MM; the running one by default
    #[arg(long, conflicts_with = "from")]
    pub month: Option<String>,
    /// from this day
    #[arg(long, requires = "until")]
    pub from: Option<NaiveDate>,
    /// to this day, which is counted too
    #[arg(long, requires = "from")]
    pub until: Option<NaiveDate>,
    /// id or name
    #[arg(long)]
    pub office: Option<String>,
    /// the cases behind a number, e.g. not_solved
    #[arg(long)]
    pub cases: Option<String>,
    #[arg(long)]
    pub json: bool,
}

/// A case is named by id or number.
#[derive(Args, Clone)]
pub struct OneCase {
    #[command(flatten)]
    pub place: Place,
    pub case: String,
}

/// A case, and why.
#[derive(Args, Clone)]
pub struct Because {
    #[command(flatten)]
    pub of: OneCase,
    #[arg(long)]
    pub reason: String,
}

#[derive(Subcommand)]
pub enum Case {
    /// 受理
    Accept(OneCase),
    /// 不予受理: why, and whom to ask instead
    Reject {
        #[command(flatten)]
        because: Because,
        #[arg(long)]
        refer_to: String,
    },
    /// 裁定退单
    RuleReturn {
        #[command(flatten)]
        because: Because,
        /// the return stands: the case goes back to the centre
        #[arg(long, conflicts_with = "refused", required_unless_present = "refused")]
        upheld: bool,
        /// the office goes on with it, and may not return it again
        #[arg(long)]
        refused: bool,
    },
    /// 市民撤回
    Withdraw(Because),
    /// 并案: the case ends in another, whose office answers both citizens
    Merge {
        #[command(flatten)]
        of: OneCase,
        #[arg(long)]
        into: String,
    },
    /// 督办
    Supervise {
        #[command(flatten)]
        because: Because,
        #[arg(long)]
        until: Option<NaiveDate>,
    },
    /// 解除督办
    EndSupervision(Because),
    /// 市民评价
    Rate {
        #[command(flatten)]
        of: OneCase,
        /// satisfied, basically or dissatisfied
        #[arg(long, value_parser = code::<Rating>)]
        rating: Rating,
        #[arg(long, default_value = "")]
        note: String,
    },
    /// 回访
    FollowUp {
        #[command(flatten)]
        of: OneCase,
        /// nobody was reached, or nobody answered: does not count
        #[arg(long)]
        invalid: bool,
        /// the office had not contacted the citizen
        #[arg(long)]
        not_contacted: bool,
        /// yes, partly or no
        #[arg(long, value_parser = code::<Degree>)]
        solved: Degree,
        /// satisfied, basically or dissatisfied
        #[arg(long, value_parser = code::<Rating>)]
        rating: Option<Rating>,
        #[arg(long, default_value = "")]
        note: String,
    },
    /// 重办, after dissatisfaction or a follow-up
    Reopen(Because),
    /// 归档
    Archive(OneCase),
}

#[derive(Subcommand)]
pub enum Meeting {
    /// Stuck cases, one JSON object a line
    Agenda {
        #[command(flatten)]
        place: Place,
    },
    /// Records what was decided about a case
    Decide {
        #[command(flatten)]
        of: OneCase,
        /// JSON: held_on, decision, tasks of office, what, due
        file: PathBuf,
    },
}

/// A code as it stands in JSON.
fn code<T: serde::de::DeserializeOwned>(code: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|error| error.to_string())
}

fn role(code: &str) -> Result<Role, String> {
    Role::parse(code)
        .filter(|role| *role != Role::System)
        .ok_or_else(|| "handler, head, dispatcher, auditor or administrator".to_owned())
}

/// `--photos` is where the received originals are written here.
#[derive(Args, Clone)]
pub struct DumpPlace {
    #[arg(long)]
    pub data: PathBuf,
    /// writes the received originals as DIR/<sha256>
    #[arg(long)]
    pub photos: Option<PathBuf>,
    /// where the server keeps them: what its own --photos says
    #[arg(long)]
    pub photos_from: Option<String>,
    #[arg(long)]
    pub database_url: Option<String>,
}

#[derive(Args, Clone)]
pub struct Place {
    /// folder of database, photos and uploads
    #[arg(long)]
    pub data: PathBuf,
    /// photos elsewhere than under --data: a folder, or s3://bucket/prefix with AWS_ACCESS_KEY_ID,
    /// AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL from the environment
    #[arg(long)]
    pub photos: Option<String>,
    /// a PostgreSQL database instead of the embedded one
    #[arg(long)]
    pub database_url: Option<String>,
    /// the key that seals are encrypted by, where it is not DATA/seal.key: the
    /// servers of one database share it
    #[arg(long, value_name = "FILE", env = "LIANXIN_SEAL_KEY")]
    pub seal_key: Option<PathBuf>,
}
