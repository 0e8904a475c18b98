//! `evidence://localhost/CASE/SHA256[?thumbnail]`: photos for the window,
//! decrypted here after the store has checked that the case refers to them.
//! There is no asset protocol and no path the window could ask for.

use tauri::http::{Request, Response, StatusCode, header};
use tauri::{AppHandle, Manager, UriSchemeResponder};

pub fn serve(app: &AppHandle, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let desk = app.state::<desk::Desk>().inner().clone();
    tauri::async_runtime::spawn(async move {
        responder.respond(answer(&desk, &request).await);
    });
}

async fn answer(desk: &desk::Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let mut parts = request.uri().path().trim_start_matches('/').split('/');
    let (Some(case), Some(sha256), None) = (parts.next(), parts.next(), parts.next()) else {
        return refused(StatusCode::NOT_FOUND);
    };
    let thumbnail = request.uri().query() == Some("thumbnail");
    match desk.evidence(case, sha256, thumbnail).await {
        Ok(image) => Response::builder()
            .header(header::CONTENT_TYPE, image.media_type)
            .header(header::CACHE_CONTROL, "private, max-age=3600")
            .body(image.bytes)
            .unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR)),
        Err(error) => {
            tracing::debug!(code = %error.code, "no evidence");
            refused(StatusCode::NOT_FOUND)
        }
    }
}

fn refused(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
