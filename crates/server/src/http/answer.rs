//! Errors as answers: the status, the stable code, and a log line for what is
//! ours to mend.

use crate::error::Error;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

pub(crate) struct Answer(Error);

impl<E: Into<Error>> From<E> for Answer {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let (status, told) = self.0.answer();
        if status >= 500 {
            tracing::error!(code = self.0.code(), error = %self.0, "a request failed");
        }
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, axum::Json(told)).into_response()
    }
}
