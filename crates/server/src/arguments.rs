//! What can be typed.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

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
