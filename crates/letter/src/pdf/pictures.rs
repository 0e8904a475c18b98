//! The pictures of a letter: its seal and its photos, prepared once and handed in, or read from the folder of the letter.

use std::{
    path::{Component, Path},
    sync::Arc,
};

use super::{Photo, Seal, photo};
use crate::{Error, Layout, Letter};

/// Larger files are a mistake, refused before they are decoded.
const MOST_SEAL_BYTES: u64 = 20 << 20;
const MOST_PHOTO_BYTES: u64 = 50 << 20;

#[derive(Debug, Default, Clone)]
pub struct Pictures {
    pub seal: Option<Arc<Seal>>,
    /// In the order of `Letter::annex`; None where a draft's picture is elsewhere.
    pub photos: Vec<Option<Photo>>,
}

impl Pictures {
    /// The files that the letter names, inside `folder` and nowhere else.
    pub fn beside(letter: &Letter, folder: &Path) -> Result<Pictures, Error> {
        let mut pictures = Pictures::default();
        if let Some(seal) = letter
            .seal
            .as_ref()
            .filter(|seal| !seal.wet && !letter.draft)
        {
            let name = seal.image.as_deref().ok_or(Error::SealMissing)?;
            let bytes = read(folder, name, MOST_SEAL_BYTES).map_err(|detail| Error::SealImage {
                name: name.to_owned(),
                detail,
            })?;
            let seal = Seal::prepare(&bytes, seal.diameter_mm, name)?;
            pictures.seal = Some(Arc::new(seal));
        }
        for (i, photo) in letter.annex.iter().enumerate() {
            let name = &photo.image;
            let bytes = read(folder, name, MOST_PHOTO_BYTES)
                .map_err(|detail| photo::bad(i + 1, name, &detail))?;
            let photo = Photo::prepare(&bytes, i + 1, name)?;
            pictures.photos.push(Some(photo));
        }
        Ok(pictures)
    }

    /// A signed letter lacks none of its pictures; a draft may, they are often elsewhere.
    pub(crate) fn suffice(&self, letter: &Letter, pages: &Layout) -> Result<(), Error> {
        if pages.seal_wanted() && self.seal.is_none() {
            return Err(Error::SealMissing);
        }
        let given = |i: usize| self.photos.get(i).is_some_and(Option::is_some);
        let missing = letter.annex.iter().enumerate().find(|(i, _)| !given(*i));
        match missing {
            Some((i, missing)) if !letter.draft => {
                Err(photo::bad(i + 1, &missing.image, "没有给出图片"))
            }
            _ => Ok(()),
        }
    }
}

fn read(folder: &Path, name: &str, most: u64) -> Result<Vec<u8>, String> {
    let inside = Path::new(name)
        .components()
        .all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err("它不在函件所在的文件夹里".into());
    }
    let path = folder.join(name);
    let unreadable = |e: std::io::Error| format!("打不开（{e}）");
    let size = std::fs::metadata(&path).map_err(unreadable)?.len();
    if size > most {
        return Err(format!("文件超过 {} MB", most >> 20));
    }
    std::fs::read(&path).map_err(unreadable)
}
