//! What an administrator does from a terminal. Each file is one subcommand and
//! goes the same way to the store as a request does.

pub mod init;
pub mod seed;
pub mod user;
