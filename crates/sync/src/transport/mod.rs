//! The calls to the server, one method each. [`HttpTransport`] makes them over a
//! [`Wire`]: the network, or what tests put in its place.

mod http;

pub use http::HttpTransport;

use crate::error::Result;
use protocol::auth::{DeviceStatus, Refresh, Session, SignIn};
use protocol::blob::UploadReply;
use protocol::hello::Hello;
use protocol::pull::PullRequest;
use protocol::push::{PushReply, PushRequest};
use protocol::recovered::{RecoveredReply, RecoveredRequest};
use protocol::wait::{WaitReply, WaitRequest};
use std::future::Future;

/// How far an upload of this device is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UploadState {
    pub offset: u64,
    pub stored: bool,
    pub safe: bool,
}

#[derive(Clone, Debug)]
pub struct UploadPart {
    pub sha256: String,
    pub offset: u64,
    /// of the whole file
    pub length: u64,
    pub bytes: Vec<u8>,
}

impl UploadPart {
    pub fn completes(&self) -> bool {
        self.offset + self.bytes.len() as u64 == self.length
    }
}

/// How a request gets to the server and its answer back.
pub trait Wire: Send + Sync + 'static {
    fn send(
        &self,
        request: reqwest::Request,
    ) -> impl Future<Output = Result<reqwest::Response>> + Send;
}

pub trait Transport: Send + Sync + 'static {
    fn hello(&self) -> impl Future<Output = Result<Hello>> + Send;
    fn sign_in(&self, request: &SignIn) -> impl Future<Output = Result<Session>> + Send;
    fn refresh(&self, request: &Refresh) -> impl Future<Output = Result<Session>> + Send;
    fn sign_out(&self, access: &str) -> impl Future<Output = Result<()>> + Send;
    fn push(
        &self,
        access: &str,
        request: &PushRequest,
    ) -> impl Future<Output = Result<PushReply>> + Send;
    /// The JSON text of a PullReply, unread.
    fn pull(
        &self,
        access: &str,
        request: &PullRequest,
    ) -> impl Future<Output = Result<Vec<u8>>> + Send;
    fn recovered(
        &self,
        access: &str,
        request: &RecoveredRequest,
    ) -> impl Future<Output = Result<RecoveredReply>> + Send;
    /// Is the caller's state another than the mark of the last pull says?
    fn news(&self, access: &str, mark: &str) -> impl Future<Output = Result<bool>> + Send;
    fn wait(
        &self,
        access: &str,
        request: &WaitRequest,
    ) -> impl Future<Output = Result<WaitReply>> + Send;
    fn device_status(&self, access: &str) -> impl Future<Output = Result<DeviceStatus>> + Send;
    fn upload_state(
        &self,
        access: &str,
        sha256: &str,
    ) -> impl Future<Output = Result<UploadState>> + Send;
    fn upload_part(
        &self,
        access: &str,
        part: UploadPart,
    ) -> impl Future<Output = Result<UploadReply>> + Send;
    fn fetch(&self, access: &str, sha256: &str) -> impl Future<Output = Result<Vec<u8>>> + Send;
}
