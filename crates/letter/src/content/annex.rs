//! Photos behind a letter: which attachment they are, and what is said of each.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

use super::{
    Letter,
    check::{clean, short},
};
use crate::{Error, Place};

/// What the list of attachments says where the writer named none.
const USUAL_NAME: &str = "现场照片";
/// An attachment of this name is the photos.
const PHOTOS: &str = "照片";

const MOST_PHOTOS: usize = 60;
const MOST_PLACE_CHARS: usize = 60;
const MOST_CAPTION_CHARS: usize = 80;
/// The annex's name is a title on its first page.
const MOST_NAME_CHARS: usize = 60;

/// China keeps one time.
const CHINA: i32 = 8 * 3600;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnexPhoto {
    /// A file beside the letter's own; whoever has the picture itself hands it in instead.
    pub image: String,
    /// `2026-11-20T14:05:00`, as the camera wrote it, or with an offset: then it is printed in China time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The issuer's name and the time, drawn into the picture: they stay with it when it is copied out of the letter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub watermark: bool,
}

impl AnnexPhoto {
    /// 2026-11-20 14:05, as it stands in the picture.
    pub(crate) fn stamp(&self) -> Option<String> {
        let at = wall_clock(self.taken_at.as_deref()?)?;
        Some(at.format("%Y-%m-%d %H:%M").to_string())
    }

    /// 2026年11月20日14时05分.
    pub(crate) fn taken(&self, place: Place) -> Result<Option<String>, Error> {
        let Some(taken_at) = &self.taken_at else {
            return Ok(None);
        };
        let at = wall_clock(taken_at).ok_or_else(|| Error::TakenAt {
            place,
            taken_at: taken_at.clone(),
        })?;
        Ok(Some(format!(
            "{}年{}月{}日{}时{:02}分",
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute()
        )))
    }
}

/// The time on the spot: in China where an offset is given, else as the camera wrote it.
fn wall_clock(taken_at: &str) -> Option<NaiveDateTime> {
    if let Ok(at) = DateTime::parse_from_rfc3339(taken_at) {
        return Some(
            at.with_timezone(&FixedOffset::east_opt(CHINA)?)
                .naive_local(),
        );
    }
    NaiveDateTime::parse_from_str(taken_at, "%Y-%m-%dT%H:%M:%S").ok()
}

impl Letter {
    /// The attachments as they are listed: photos are one of them, named or not.
    pub fn attachment_names(&self) -> Cow<'_, [String]> {
        if self.attachments.is_empty() && !self.annex.is_empty() {
            return Cow::Owned(vec![USUAL_NAME.to_owned()]);
        }
        Cow::Borrowed(&self.attachments)
    }

    /// Which of the attachments the photos are, from 0: the first that is called so, else the first.
    pub fn annex_number(&self) -> Option<usize> {
        let called = |name: &String| name.contains(PHOTOS);
        let names = self.attachment_names();
        (!self.annex.is_empty()).then(|| names.iter().position(called).unwrap_or(0))
    }

    pub(super) fn check_annex(&self) -> Result<(), Error> {
        let Some(number) = self.annex_number() else {
            return Ok(());
        };
        if self.annex.len() > MOST_PHOTOS {
            return Err(Error::TooManyPhotos {
                photos: self.annex.len(),
                most: MOST_PHOTOS,
            });
        }
        let names = self.attachment_names();
        let name = names.get(number).map_or("", String::as_str);
        short(name, MOST_NAME_CHARS, Place::Attachment(number + 1))?;
        for (i, photo) in self.annex.iter().enumerate() {
            let place = Place::Photo(i + 1);
            if clean(&photo.image).is_empty() {
                return Err(Error::Empty { place });
            }
            photo.taken(place)?;
            short(
                photo.place.as_deref().unwrap_or(""),
                MOST_PLACE_CHARS,
                place,
            )?;
            short(
                photo.caption.as_deref().unwrap_or(""),
                MOST_CAPTION_CHARS,
                place,
            )?;
        }
        Ok(())
    }
}
