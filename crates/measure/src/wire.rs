//! The calls over HTTP, and how long each push and pull took on its way and at the server.

use protocol::auth::{DeviceStatus, Refresh, Session, SignIn};
use protocol::blob::UploadReply;
use protocol::hello::Hello;
use protocol::pull::PullRequest;
use protocol::push::{PushReply, PushRequest};
use protocol::recovered::{RecoveredReply, RecoveredRequest};
use protocol::seal::{SealReply, SealRequest};
use protocol::wait::{WaitReply, WaitRequest};
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use sync::{HttpTransport, Result, Transport, UploadPart, UploadState};

pub struct Wire {
    http: HttpTransport,
    pushes: Mutex<Vec<Duration>>,
}

impl Wire {
    pub fn new(url: &str) -> Result<Self> {
        Ok(Self {
            http: HttpTransport::new(url)?,
            pushes: Mutex::default(),
        })
    }

    /// Since they were last taken.
    pub fn take_pushes(&self) -> Vec<Duration> {
        std::mem::take(&mut *self.pushes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Wire {
    fn hello(&self) -> impl Future<Output = Result<Hello>> + Send {
        self.http.hello()
    }

    fn sign_in(&self, request: &SignIn) -> impl Future<Output = Result<Session>> + Send {
        self.http.sign_in(request)
    }

    fn refresh(&self, request: &Refresh) -> impl Future<Output = Result<Session>> + Send {
        self.http.refresh(request)
    }

    fn sign_out(&self, access: &str) -> impl Future<Output = Result<()>> + Send {
        self.http.sign_out(access)
    }

    async fn push(&self, access: &str, request: &PushRequest) -> Result<PushReply> {
        let began = Instant::now();
        let reply = self.http.push(access, request).await;
        let mut pushes = self.pushes.lock().unwrap_or_else(PoisonError::into_inner);
        pushes.push(began.elapsed());
        reply
    }

    fn pull(
        &self,
        access: &str,
        request: &PullRequest,
    ) -> impl Future<Output = Result<Vec<u8>>> + Send {
        self.http.pull(access, request)
    }

    fn recovered(
        &self,
        access: &str,
        request: &RecoveredRequest,
    ) -> impl Future<Output = Result<RecoveredReply>> + Send {
        self.http.recovered(access, request)
    }

    fn wait(
        &self,
        access: &str,
        request: &WaitRequest,
    ) -> impl Future<Output = Result<WaitReply>> + Send {
        self.http.wait(access, request)
    }

    fn seal(&self, access: &str) -> impl Future<Output = Result<SealReply>> + Send {
        self.http.seal(access)
    }

    fn change_seal(
        &self,
        access: &str,
        request: &SealRequest,
    ) -> impl Future<Output = Result<SealReply>> + Send {
        self.http.change_seal(access, request)
    }

    fn device_status(&self, access: &str) -> impl Future<Output = Result<DeviceStatus>> + Send {
        self.http.device_status(access)
    }

    fn upload_state(
        &self,
        access: &str,
        sha256: &str,
    ) -> impl Future<Output = Result<UploadState>> + Send {
        self.http.upload_state(access, sha256)
    }

    fn upload_part(
        &self,
        access: &str,
        part: UploadPart,
    ) -> impl Future<Output = Result<UploadReply>> + Send {
        self.http.upload_part(access, part)
    }

    fn fetch(&self, access: &str, sha256: &str) -> impl Future<Output = Result<Vec<u8>>> + Send {
        self.http.fetch(access, sha256)
    }
}
