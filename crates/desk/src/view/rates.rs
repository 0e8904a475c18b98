//! 三率: the table, the formula behind it, the months to choose from.

use casework::rates::{Config, Month, Sheet};
use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RatesView {
    pub sheet: Sheet,
    pub formula: Config,
    /// the running one first
    pub months: Vec<Month>,
}
