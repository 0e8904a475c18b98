//! A transport that misbehaves on command, around the real one.

use protocol::ApiError;
use protocol::auth::{DeviceStatus, Refresh, Session, SignIn};
use protocol::blob::UploadReply;
use protocol::hello::Hello;
use protocol::pull::PullRequest;
use protocol::push::{PushReply, PushRequest};
use protocol::recovered::{RecoveredReply, RecoveredRequest};
use protocol::wait::{WaitReply, WaitRequest};
use std::collections::{HashSet, VecDeque};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use sync::{Error, HttpTransport, Result, Transport, UploadPart, UploadState};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Hello,
    SignIn,
    Refresh,
    Push,
    Pull,
    News,
    Recovered,
    Wait,
    Head,
    Part,
    Fetch,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// the request never arrives
    Request,
    /// it arrives, its answer does not
    Reply,
    /// it arrives twice; the second answer is heard
    Twice,
    /// the server says no, in words of its own
    Refuse(&'static str),
    /// no answer ever comes
    Hang,
    /// it passes: to reach a later call
    Pass,
}

type Tamper = Box<dyn FnMut(String) -> String + Send>;

pub struct Faulty {
    inner: HttpTransport,
    planned: Mutex<VecDeque<(Call, Fault)>>,
    offline: AtomicBool,
    /// is the server asked whether there is anything to pull?
    pub asks_news: AtomicBool,
    calls: Mutex<Vec<Call>>,
    pub parts: Mutex<Vec<(u64, usize)>>,
    /// photos that are refused whenever they are sent
    pub refused: Mutex<HashSet<String>>,
    /// what becomes of an answer to a pull
    pub tamper: Mutex<Option<Tamper>>,
    /// what a fetch answers instead
    pub instead: Mutex<Option<Vec<u8>>>,
}

impl Faulty {
    pub fn new(url: &str) -> Self {
        Self {
            inner: HttpTransport::new(url).unwrap(),
            planned: Mutex::default(),
            offline: AtomicBool::new(false),
            asks_news: AtomicBool::new(false),
            calls: Mutex::default(),
            parts: Mutex::default(),
            refused: Mutex::default(),
            tamper: Mutex::default(),
            instead: Mutex::default(),
        }
    }

    pub fn plan(&self, call: Call, faults: impl IntoIterator<Item = Fault>) {
        let faults = faults.into_iter().map(|fault| (call, fault));
        self.planned.lock().unwrap().extend(faults);
    }

    pub fn set_offline(&self, offline: bool) {
        self.offline.store(offline, Ordering::SeqCst);
    }

    pub fn count(&self, call: Call) -> usize {
        let calls = self.calls.lock().unwrap();
        calls.iter().filter(|made| **made == call).count()
    }

    fn fault(&self, call: Call) -> Fault {
        self.calls.lock().unwrap().push(call);
        if self.offline.load(Ordering::SeqCst) {
            return Fault::Request;
        }
        let mut planned = self.planned.lock().unwrap();
        let place = planned.iter().position(|(planned, _)| *planned == call);
        place
            .and_then(|place| planned.remove(place))
            .map_or(Fault::Pass, |(_, fault)| fault)
    }

    async fn run<R, F: Future<Output = Result<R>>>(
        &self,
        call: Call,
        request: impl Fn() -> F,
    ) -> Result<R> {
        match self.fault(call) {
            Fault::Request => Err(lost("request")),
            Fault::Reply => {
                request().await?;
                Err(lost("reply"))
            }
            Fault::Twice => {
                request().await?;
                request().await
            }
            Fault::Refuse(code) => Err(Error::Server(ApiError::new(code, "no"))),
            Fault::Hang => std::future::pending().await,
            Fault::Pass => request().await,
        }
    }
}

fn lost(what: &str) -> Error {
    Error::Unreachable {
        detail: format!("the {what} was lost"),
    }
}

impl Transport for Faulty {
    async fn hello(&self) -> Result<Hello> {
        self.run(Call::Hello, || self.inner.hello()).await
    }
    async fn sign_in(&self, request: &SignIn) -> Result<Session> {
        self.run(Call::SignIn, || self.inner.sign_in(request)).await
    }
    async fn refresh(&self, request: &Refresh) -> Result<Session> {
        self.run(Call::Refresh, || self.inner.refresh(request))
            .await
    }
    async fn sign_out(&self, access: &str) -> Result<()> {
        self.run(Call::Other, || self.inner.sign_out(access)).await
    }
    async fn push(&self, access: &str, request: &PushRequest) -> Result<PushReply> {
        self.run(Call::Push, || self.inner.push(access, request))
            .await
    }
    async fn pull(&self, access: &str, request: &PullRequest) -> Result<Vec<u8>> {
        // Small pages: the tests' few cases make many.
        let request = PullRequest {
            max_bytes: 1,
            ..request.clone()
        };
        let body = self
            .run(Call::Pull, || self.inner.pull(access, &request))
            .await?;
        Ok(match &mut *self.tamper.lock().unwrap() {
            Some(tamper) => tamper(String::from_utf8(body).unwrap()).into_bytes(),
            None => body,
        })
    }
    async fn recovered(&self, access: &str, request: &RecoveredRequest) -> Result<RecoveredReply> {
        self.run(Call::Recovered, || self.inner.recovered(access, request))
            .await
    }
    async fn news(&self, access: &str, mark: &str) -> Result<bool> {
        match self.asks_news.load(Ordering::SeqCst) {
            true => self.run(Call::News, || self.inner.news(access, mark)).await,
            // Most tests are about the pull itself.
            false => Ok(true),
        }
    }
    async fn wait(&self, access: &str, request: &WaitRequest) -> Result<WaitReply> {
        self.run(Call::Wait, || self.inner.wait(access, request))
            .await
    }
    async fn device_status(&self, access: &str) -> Result<DeviceStatus> {
        self.run(Call::Other, || self.inner.device_status(access))
            .await
    }
    async fn upload_state(&self, access: &str, sha256: &str) -> Result<UploadState> {
        self.run(Call::Head, || self.inner.upload_state(access, sha256))
            .await
    }
    async fn upload_part(&self, access: &str, part: UploadPart) -> Result<UploadReply> {
        self.parts
            .lock()
            .unwrap()
            .push((part.offset, part.bytes.len()));
        if self.refused.lock().unwrap().contains(&part.sha256) {
            return Err(Error::Server(ApiError::new("blob.hash_mismatch", "no")));
        }
        self.run(Call::Part, || self.inner.upload_part(access, part.clone()))
            .await
    }
    async fn fetch(&self, access: &str, sha256: &str) -> Result<Vec<u8>> {
        let fetched = self
            .run(Call::Fetch, || self.inner.fetch(access, sha256))
            .await?;
        Ok(self.instead.lock().unwrap().take().unwrap_or(fetched))
    }
}
