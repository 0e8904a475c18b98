//! Pages packed where they are made: a crowd's answers wait for their lines as
//! small as they travel, and nothing is packed on the threads of the network.

use super::COMPRESS_ABOVE;
use crate::error::{Error, Result};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use std::cell::RefCell;
use zstd::bulk::Compressor;

/// As `CompressionLayer` has it, see SPEED.md.
pub(super) const LEVEL: i32 = 1;

thread_local! {
    // Made once a thread: its tables are larger than most pages.
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

pub(super) struct Json {
    bytes: Vec<u8>,
    packed: bool,
}

impl Json {
    /// Packed for who takes zstd as it is; weighed preferences are left to the layer.
    pub fn new(bytes: Vec<u8>, takes_zstd: bool) -> Result<Self> {
        if !takes_zstd || bytes.len() <= usize::from(COMPRESS_ABOVE) {
            return Ok(Self {
                bytes,
                packed: false,
            });
        }
        let packed = PACKER.with_borrow_mut(|packer| {
            let packer = match packer {
                Some(packer) => packer,
                None => packer.insert(Compressor::new(LEVEL)?),
            };
            packer.compress(&bytes)
        });
        Ok(Self {
            bytes: packed.map_err(|error| Error::Broken(format!("zstd: {error}")))?,
            packed: true,
        })
    }
}

pub(super) fn takes_zstd(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|a| a.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|coding| coding.trim() == "zstd"))
}

impl IntoResponse for Json {
    fn into_response(self) -> Response {
        let mut response = self.bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if self.packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("zstd"));
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        response
    }
}
