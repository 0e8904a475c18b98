//! The faces that this desk sets letters in: those the centre uses, as far as
//! they are here, so that a preview looks as the letter will.

use crate::Desk;
use crate::error::{Reply, file};
use crate::open::Open;
use crate::view::{FontAgreement, FontRole, FontSource, FontsView};
use letter::FontSet;
use letter::fonts::{Agreement, Order, Role, Source};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// In the data folder: what an office adds.
const FOLDER: &str = "fonts";

pub(crate) struct Fonts {
    own: PathBuf,
    bundled: Option<PathBuf>,
    found: Mutex<Option<Found>>,
}

/// Faces in the order that the centre told.
struct Found {
    order: Order,
    set: Arc<FontSet>,
}

impl Fonts {
    pub fn new(data: &Path, bundled: Option<PathBuf>) -> Self {
        Self {
            own: data.join(FOLDER),
            bundled,
            found: Mutex::default(),
        }
    }

    /// Looked for on first use, and again when the centre changed its own.
    pub fn ordered_as(&self, order: Order) -> Reply<Arc<FontSet>> {
        let mut found = crate::desk::lock(&self.found);
        if let Some(found) = found.as_ref().filter(|found| found.order == order) {
            return Ok(found.set.clone());
        }
        let all = FontSet::of_this_machine(&self.own, self.bundled.as_deref())?;
        let set = Arc::new(all.ordered_as(&order));
        *found = Some(Found {
            order,
            set: set.clone(),
        });
        Ok(set)
    }

    fn forget(&self) {
        *crate::desk::lock(&self.found) = None;
    }
}

impl Desk {
    /// Which face serves which part of a letter.
    pub async fn letter_fonts(&self) -> Reply<FontsView> {
        let desk = self.clone();
        self.read(move |open| view(&desk.inner().fonts, open)).await
    }

    /// As [`Desk::letter_fonts`], after fonts were added or taken away, here or at
    /// the centre.
    pub async fn find_letter_fonts(&self) -> Reply<FontsView> {
        // Without a network the centre's are as it last told.
        let _ = self.signed_in()?.engine.hello().await;
        self.inner().fonts.forget();
        self.letter_fonts().await
    }

    /// The folder for the office's own fonts, made if it is not there.
    pub async fn font_folder(&self) -> Reply<String> {
        let desk = self.clone();
        self.blocking(move || {
            let folder = &desk.inner().fonts.own;
            std::fs::create_dir_all(folder).map_err(|problem| file(folder, &problem))?;
            Ok(folder.to_string_lossy().into_owned())
        })
        .await
    }
}

/// As the server told when it was last asked who it is.
pub(crate) fn of_the_centre(open: &Open) -> Reply<Order> {
    Ok(open
        .book
        .hello()?
        .map(|hello| hello.fonts)
        .unwrap_or_default())
}

fn view(fonts: &Fonts, open: &Open) -> Reply<FontsView> {
    let order = of_the_centre(open)?;
    let set = fonts.ordered_as(order.clone())?;
    let role = |role: Role| {
        let face = set.face(set.chain(role)[0]);
        Ok(FontRole {
            role: role.code().to_owned(),
            family: face.family().to_owned(),
            file: face.file().to_string_lossy().into_owned(),
            source: face.source().into(),
            han: face.han()?,
            agreement: set.agreement(role, &order).map(Into::into),
        })
    };
    Ok(FontsView {
        folder: fonts.own.to_string_lossy().into_owned(),
        roles: Role::ALL.into_iter().map(role).collect::<Reply<_>>()?,
    })
}

impl From<Source> for FontSource {
    fn from(source: Source) -> Self {
        match source {
            Source::Named => Self::Named,
            Source::Office => Self::Office,
            Source::System => Self::System,
            Source::Bundled => Self::Bundled,
        }
    }
}

impl From<Agreement> for FontAgreement {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Same => Self::Same,
            Agreement::ButRare => Self::ButRare,
            Agreement::Other => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests;
