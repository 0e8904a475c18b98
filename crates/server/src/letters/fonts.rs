//! The faces that letters are set in: the centre's own first, then the system's, then the bundled ones. They are looked
//! for when they are first wanted; a font that comes later is seen at the next start.

use crate::app::Config;
use letter::fonts::Order;
use letter::{Error, FontSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// In the data folder: what the centre adds.
const FOLDER: &str = "fonts";

#[derive(Clone)]
pub(crate) struct Fonts(Arc<Inner>);

struct Inner {
    /// the only folder that counts, if the administrator named one
    named: Option<PathBuf>,
    own: PathBuf,
    found: OnceLock<FontSet>,
}

impl Fonts {
    pub fn of(config: &Config) -> Self {
        Self(Arc::new(Inner {
            named: config.fonts.clone(),
            own: config.data.join(FOLDER),
            found: OnceLock::new(),
        }))
    }

    pub fn set(&self) -> Result<&FontSet, Error> {
        if let Some(set) = self.0.found.get() {
            return Ok(set);
        }
        let set = match &self.0.named {
            Some(folder) => FontSet::load(folder)?,
            None => FontSet::of_this_machine(&self.0.own, None)?,
        };
        Ok(self.0.found.get_or_init(|| set))
    }

    /// What desks are told, so that a preview looks as the letter will. Nothing while there are no fonts: whoever
    /// renders a letter says why.
    pub fn order(&self) -> Order {
        self.set().map(FontSet::order).unwrap_or_default()
    }
}
