//! What can be typed.

use casework::Role;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use server::command::restore::LastNumber;
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
        /// folder with the fonts of letters, instead of the bundled ones
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
    /// Laptops
    #[command(subcommand)]
    Device(Device),
    /// Working days
    #[command(subcommand)]
    Calendar(Calendar),
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
        /// the last number that a paper register has: 白鹤街办函:2026=13
        #[arg(long = "last-number")]
        last_numbers: Vec<LastNumber>,
        file: PathBuf,
    },
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
    /// The picture of its seal (PNG); it never leaves the server
    Seal {
        #[command(flatten)]
        place: Place,
        /// id or name
        office: String,
        file: PathBuf,
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
pub enum Calendar {
    /// Rows of date,weekday,kind,name
    Import {
        #[command(flatten)]
        place: Place,
        file: PathBuf,
    },
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
    #[arg(long)]
    pub database_url: Option<String>,
}

#[derive(Args, Clone)]
pub struct Place {
    /// folder of database, photos and uploads
    #[arg(long)]
    pub data: PathBuf,
    /// folder for photos, elsewhere than under --data
    #[arg(long)]
    pub photos: Option<String>,
    /// a PostgreSQL database instead of the embedded one
    #[arg(long)]
    pub database_url: Option<String>,
}
