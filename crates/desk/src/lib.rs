//! What the desk can do, without a window: command bodies, and the types they
//! speak. The shell and the command line are thin adapters over [`Desk`]. No
//! rule lives here (`casework` has them), and no SQL (`casebook`).

mod acts;
mod attention;
mod cases;
mod desk;
mod error;
mod evidence;
mod export;
mod farewell;
mod files;
mod fonts;
mod host;
mod joint;
mod keychain;
mod letter_checks;
mod letter_facts;
mod letter_text;
mod letters;
mod lists;
pub mod log;
mod open;
mod panel;
mod rates;
mod rows;
mod seal;
mod session;
mod syncing;
#[cfg(test)]
mod testing;
mod timeline;
pub mod view;
mod visits;
mod writing_aids;

pub use desk::Desk;
pub use error::{Reply, error, malformed, no_file_manager, viewer_missing};
pub use evidence::Evidence;
pub use files::write_whole;
pub use host::{Host, Signal};
pub use visits::Logged;
