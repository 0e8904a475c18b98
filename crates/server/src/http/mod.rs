//! HTTP: paths, bodies, tokens in; JSON and status codes out. No business here:
//! each handler reads its request, calls one function and writes the answer.

mod answer;
mod auth;
mod blobs;
pub(crate) mod body;
mod packed;
mod seal;
mod sync;

#[cfg(test)]
mod tests;

use crate::app::App;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, head, post};
use axum::{Router, middleware};
use protocol::{ApiError, path};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::decompression::RequestDecompressionLayer;

/// Below this, compressing costs more than it saves (bytes).
const COMPRESS_ABOVE: u16 = 256;

/// Without a request for this long, there is time for work that nobody waits for.
const QUIET: Duration = Duration::from_secs(2);

/// Requests since the start, by outcome, and when the last one came.
pub(crate) struct Counters {
    good: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
    started: Instant,
    /// milliseconds after `started`
    last: AtomicU64,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            good: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            started: Instant::now(),
            last: AtomicU64::new(0),
        }
    }
}

impl Counters {
    pub fn is_quiet(&self) -> bool {
        let last = Duration::from_millis(self.last.load(Ordering::Relaxed));
        self.started.elapsed().saturating_sub(last) > QUIET
    }

    fn count(&self, status: u16) {
        let counter = match status {
            ..400 => &self.good,
            400..500 => &self.refused,
            500.. => &self.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
        let now = self.started.elapsed().as_millis();
        self.last
            .store(u64::try_from(now).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

fn json_routes() -> [(&'static str, MethodRouter<App>); 13] {
    [
        (path::HELLO, get(sync::hello)),
        (path::SIGN_IN, post(auth::sign_in)),
        (path::REFRESH, post(auth::refresh)),
        (path::SIGN_OUT, post(auth::sign_out)),
        (path::DEVICE_STATUS, get(auth::status)),
        (path::PUSH, post(sync::push)),
        (path::PULL, post(sync::pull)),
        (path::RECOVERED, post(sync::recovered)),
        (path::NEWS, get(sync::news)),
        (path::WAIT, post(sync::wait)),
        (path::SEAL, get(seal::ask).post(seal::change)),
        ("/healthz", get(healthz)),
        ("/metrics", get(metrics)),
    ]
}

fn blob_route() -> (String, MethodRouter<App>) {
    let methods = head(blobs::head).patch(blobs::patch).get(blobs::get);
    (format!("{}/{{sha256}}", path::BLOBS), methods)
}

impl App {
    /// Everything the server answers to.
    pub fn router(&self) -> Router {
        let json = json_routes()
            .into_iter()
            .fold(Router::new(), |router, (path, methods)| {
                router.route(path, methods)
            })
            .layer(RequestDecompressionLayer::new().zstd(true))
            .layer(
                CompressionLayer::new()
                    .zstd(true)
                    // What SPEED.md measured: level 1 is as small as needed.
                    .quality(tower_http::CompressionLevel::Precise(packed::LEVEL))
                    .compress_when(SizeAbove::new(COMPRESS_ABOVE)),
            );
        // Photos are compressed already.
        let (path, methods) = blob_route();
        let bytes = Router::new().route(&path, methods);
        json.merge(bytes)
            .fallback(unknown)
            .method_not_allowed_fallback(wrong_method)
            .layer(middleware::from_fn_with_state(self.clone(), count))
            .layer(middleware::map_response(guard_body))
            .with_state(self.clone())
    }
}

/// What is answered is nobody's to keep or to guess at; of an answer without a body
/// there is nothing to say it of.
async fn guard_body(mut response: Response) -> Response {
    if response.status() != StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
    }
    response
}

async fn count(
    State(app): State<App>,
    request: axum::extract::Request,
    next: middleware::Next,
) -> Response {
    let response = next.run(request).await;
    app.0.counters.count(response.status().as_u16());
    response
}

async fn unknown() -> Response {
    let told = ApiError::new("request.unknown", "there is nothing at this address");
    (StatusCode::NOT_FOUND, axum::Json(told)).into_response()
}

async fn wrong_method() -> Response {
    let told = ApiError::new("request.unknown", "this address takes another method");
    (StatusCode::METHOD_NOT_ALLOWED, axum::Json(told)).into_response()
}

async fn healthz(State(app): State<App>) -> Result<&'static str, answer::Answer> {
    app.blocking(|app| app.read(|tx| crate::store::meta::get(tx).map(drop)))
        .await?;
    Ok("ok\n")
}

async fn metrics(State(app): State<App>) -> String {
    let counters = &app.0.counters;
    let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    format!(
        "# TYPE lianxin_requests_total counter\n\
         lianxin_requests_total{{outcome=\"good\"}} {}\n\
         lianxin_requests_total{{outcome=\"refused\"}} {}\n\
         lianxin_requests_total{{outcome=\"failed\"}} {}\n",
        of(&counters.good),
        of(&counters.refused),
        of(&counters.failed),
    )
}
