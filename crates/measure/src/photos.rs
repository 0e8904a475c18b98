//! Photos on their way up: the desk has its encrypted copies, the visits are pushed; then only bytes move.

use crate::desk::{Desk, empty, now, visit};
use crate::district::District;
use crate::figure::Figure;
use crate::{Result, process};
use casebook::Intent;
use casework::event::PhotoRef;
use casework::{Action, VisitRecord};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Instant;
use sync::{Options, Photos};

const PHOTOS: usize = 1_000;
const SIZE: usize = 3_000_000;
/// Of one visit (protocol's limit).
const OF_A_VISIT: usize = 30;
/// Copied and hashed for the floor.
const COPIED: usize = 60;

pub async fn run(district: &District) -> Result<()> {
    let _awake = district.kept_awake()?;
    let clerk = Desk::fresh(district, district.handler()?, "photos").await?;
    clerk.settle().await?;
    let cases = clerk.sign_for(PHOTOS.div_ceil(OF_A_VISIT)).await?;
    let mut left = PHOTOS;
    for case in cases {
        let mut photos = Vec::new();
        for _ in 0..OF_A_VISIT.min(left) {
            photos.push(keep(&clerk)?);
        }
        left -= photos.len();
        let visit = VisitRecord { photos, ..visit() };
        clerk
            .book()
            .confirm(Intent::new(case, Action::LogVisit { visit }, now()))?;
    }
    clerk.sync().await?;

    let scratch = district.folder.join("scratch");
    let before = copy_and_hash(&scratch)?;
    let own = std::process::id();
    process::forget_peak(own);
    process::forget_peak(district.pid);
    let (at_rest, server_at_rest) = (process::of(own), process::of(district.pid));
    let began = Instant::now();
    let report = clerk
        .engine
        .sync_once(&Options {
            photos: Photos::All,
            ..crate::desk::without_photos()
        })
        .await?;
    let took = began.elapsed().as_secs_f64();
    if report.photos_sent != PHOTOS as u64 {
        return Err(format!("{} of {PHOTOS} photos were sent", report.photos_sent).into());
    }
    let (peak, server_peak) = (process::of(own), process::of(district.pid));
    let after = copy_and_hash(&scratch)?;
    fs::remove_dir_all(&scratch)?;
    drop(clerk);
    fs::remove_dir_all(district.folder.join("photos"))?;

    let grown = |before: Option<process::Memory>, after: Option<process::Memory>| {
        Some((after?.peak - before?.now).round())
    };
    Figure::new(
        "photo_upload_mb_s",
        (PHOTOS * SIZE) as f64 / 1e6 / took,
        "MB/s",
    )
    .against("copy + sha256 of as large files", (before + after) / 2.0)
    .fact("photos", PHOTOS)
    .fact("desk_grew_by_mb", grown(at_rest, peak))
    .fact("server_grew_by_mb", grown(server_at_rest, server_peak))
    .print()
}

/// A photo of noise: nothing on the way can make it smaller.
fn keep(clerk: &Desk) -> Result<PhotoRef> {
    let mut bytes = vec![0; SIZE];
    getrandom::fill(&mut bytes).map_err(|e| e.to_string())?;
    let stored = clerk
        .book()
        .add_photo_bytes(bytes.as_slice(), "IMG.jpg", now())?;
    Ok(PhotoRef {
        sha256: stored.sha256,
        size: stored.size,
        name: stored.name,
        format: "jpeg".into(),
        width: 4_000,
        height: 3_000,
        taken_at: None,
        lat: None,
        lng: None,
        caption: String::new(),
        thumbnail: None,
    })
}

/// MB/s of copying a file durably and hashing the copy.
fn copy_and_hash(scratch: &Path) -> Result<f64> {
    empty(scratch)?;
    let mut bytes = vec![0; SIZE];
    getrandom::fill(&mut bytes).map_err(|e| e.to_string())?;
    let source = scratch.join("source");
    fs::write(&source, &bytes)?;
    let mut buffer = vec![0; 256 * 1024];
    let began = Instant::now();
    for n in 0..COPIED {
        let copy = scratch.join(n.to_string());
        fs::copy(&source, &copy)?;
        let mut file = fs::OpenOptions::new().read(true).write(true).open(&copy)?;
        file.sync_all()?;
        let mut hasher = Sha256::new();
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                n => hasher.update(&buffer[..n]),
            }
        }
        hasher.finalize();
    }
    Ok((COPIED * SIZE) as f64 / 1e6 / began.elapsed().as_secs_f64())
}
