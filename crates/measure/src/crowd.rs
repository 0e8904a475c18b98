//! Two thousand desks at one server: at rest, each in its long poll; then with changes every second, each desk pulling
//! after the news as desks do; and how many pulls and pushes a second the server gives at most.

use crate::Result;
use crate::desk::{contact, now};
use crate::district::{Account, District};
use crate::figure::{Figure, Times};
use crate::process::{self, Memory};
use casework::{ActionId, CaseId};
use protocol::auth::SignIn;
use protocol::pull::{Cursor, PullRequest};
use protocol::push::{Evidence, Mutation, Outcome, Payload, PushRequest};
use protocol::wait::WaitRequest;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use sync::{HttpTransport, Transport, news_pause};
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

const DESKS: usize = 2_000;
/// What a district of this size would make in its busiest minutes, and ten times that.
const CHANGES_A_SECOND: [usize; 2] = [20, 200];
const REST: Duration = Duration::from_secs(30);
const LOAD: Duration = Duration::from_secs(20);
const RUSH: Duration = Duration::from_secs(5);
/// Requests under way at once when the server is asked for all it can.
const AT_ONCE: usize = 16;

pub async fn run(district: &District) -> Result<()> {
    let net = Arc::new(HttpTransport::new(&district.url)?);
    let before = process::of(district.pid);
    let mut crowd = gather(&net, district).await?;
    let desks = crowd.desks.len();
    rush(&net, &mut crowd).await?;
    let (end, over) = watch::channel(false);
    let mut listening = JoinSet::new();
    for desk in std::mem::take(&mut crowd.desks) {
        listening.spawn(desk.listen(net.clone(), over.clone()));
    }
    tokio::time::sleep(REST).await;
    let at_rest = process::of(district.pid);
    Figure::new(
        "server_2000_desks_at_rest_mb",
        at_rest.map_or(f64::NAN, |m| m.now),
        "MB",
    )
    .against(
        "the server before anybody came",
        before.map_or(f64::NAN, |m| m.now),
    )
    .fact("desks", desks)
    .print()?;

    let mut loads = Vec::new();
    for a_second in CHANGES_A_SECOND {
        loads.push(load(&net, &mut crowd.pushers, a_second).await?);
        // The last change is pulled within the three seconds that desks wait at most.
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
    let loaded = process::of(district.pid);
    end.send_replace(true);
    let mut pulls = Vec::new();
    let mut read_to: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    while let Some(done) = listening.join_next().await {
        let desk = done??;
        pulls.extend(desk.pulls);
        for (scope, cursor) in desk
            .cursors
            .into_iter()
            .filter(|(s, _)| s.starts_with("office:"))
        {
            let seq = cursor.read_to();
            let (least, most) = read_to.entry(scope).or_insert((seq, seq));
            (*least, *most) = ((*least).min(seq), (*most).max(seq));
        }
    }
    if let Some((scope, (least, most))) = read_to.iter().find(|(_, (least, most))| least != most) {
        return Err(format!("desks of {scope} have read to {least} and to {most}").into());
    }
    for load in loads {
        load.tell(&pulls, loaded.as_ref())?;
    }
    Ok(())
}

/// So many changes a second for a while, as far as the server takes them.
struct Load {
    wanted: usize,
    from: Instant,
    until: Instant,
    pushes: Times,
}

async fn load(net: &Arc<HttpTransport>, pushers: &mut Vec<Pusher>, wanted: usize) -> Result<Load> {
    let from = Instant::now();
    let mut acting = JoinSet::new();
    let offices = pushers.len();
    for pusher in std::mem::take(pushers) {
        acting.spawn(pusher.act(net.clone(), wanted as f64 / offices as f64));
    }
    let mut pushes = Times::default();
    while let Some(done) = acting.join_next().await {
        let (pusher, took) = done??;
        pushers.push(pusher);
        for took in took {
            pushes.add(took);
        }
    }
    Ok(Load {
        wanted,
        from,
        until: Instant::now(),
        pushes,
    })
}

impl Load {
    /// Of the pulls, those begun under it.
    fn tell(self, pulls: &[(Instant, Duration)], server: Option<&Memory>) -> Result<()> {
        let mut under = Times::default();
        let span = self.from..self.until;
        for (_, took) in pulls.iter().filter(|(began, _)| span.contains(began)) {
            under.add(*took);
        }
        let seconds = (self.until - self.from).as_secs_f64();
        Figure::new(
            format!("server_pull_p99_at_{}", self.wanted),
            under.at(0.99),
            "ms",
        )
        .fact("median_ms", under.median())
        .fact("pulls_a_second", (under.count() as f64 / seconds).round())
        .fact(
            "changes_a_second",
            (self.pushes.count() as f64 / seconds).round(),
        )
        .fact("push_p99_ms", self.pushes.at(0.99))
        .fact("server_mb", server.map(|m| m.now.round()))
        .fact("server_peak_mb", server.map(|m| m.peak.round()))
        .print()
    }
}

struct Crowd {
    desks: Vec<Listener>,
    /// one of each office
    pushers: Vec<Pusher>,
}

/// A desk's end of the line; its store would only cost the client's time.
struct Listener {
    access: String,
    epoch: String,
    cursors: BTreeMap<String, Cursor>,
    /// when begun, and how long each took
    pulls: Vec<(Instant, Duration)>,
}

struct Pusher {
    access: String,
    epoch: String,
    device: Uuid,
    incarnation: Uuid,
    seq: u64,
    /// 办理中
    cases: Vec<CaseId>,
}

/// What is read of an answer.
#[derive(Deserialize)]
struct Answer {
    cursors: BTreeMap<String, Cursor>,
    more: bool,
    items: Vec<Seen>,
}

#[derive(Deserialize)]
struct Seen {
    #[serde(default)]
    id: String,
    kind: String,
    op: Box<RawValue>,
}

/// Signs everybody in: accounts side by side, the desks of an account one after another, for attempts at the same
/// time look like guessing.
async fn gather(net: &Arc<HttpTransport>, district: &District) -> Result<Crowd> {
    let of_offices: Vec<&Account> = district
        .accounts
        .iter()
        .filter(|account| account.office.is_some())
        .collect();
    let mut arriving = JoinSet::new();
    for (place, account) in of_offices.iter().enumerate() {
        let wanted = (place..DESKS).step_by(of_offices.len()).count();
        arriving.spawn(arrive(net.clone(), (*account).clone(), wanted));
    }
    let (mut desks, mut pushers) = (Vec::new(), BTreeMap::new());
    while let Some(arrived) = arriving.join_next().await {
        let (office, mut listeners, pusher) = arrived??;
        desks.append(&mut listeners);
        pushers.entry(office).or_insert(pusher);
    }
    Ok(Crowd {
        desks,
        pushers: pushers.into_values().collect(),
    })
}

/// The desks of one account: the first reads everything, the others go on from there.
async fn arrive(
    net: Arc<HttpTransport>,
    account: Account,
    wanted: usize,
) -> Result<(String, Vec<Listener>, Pusher)> {
    let office = account.office.clone().unwrap_or_default();
    let mut desks = Vec::new();
    let mut cases = Vec::new();
    let mut device = Uuid::nil();
    for _ in 0..wanted {
        device = Uuid::new_v4();
        let session = net
            .sign_in(&SignIn {
                user: account.user.clone(),
                password: account.password.clone(),
                device,
                device_name: "measure".into(),
                refresh: format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()),
            })
            .await?;
        let mut desk = Listener {
            access: session.access,
            epoch: session.epoch,
            cursors: BTreeMap::new(),
            pulls: Vec::new(),
        };
        match desks.first() {
            None => cases = desk.read_all(&net).await?,
            Some(Listener { cursors, .. }) => desk.cursors = cursors.clone(),
        }
        desks.push(desk);
    }
    let last = desks.last().ok_or("an account without a desk")?;
    let pusher = Pusher {
        access: last.access.clone(),
        epoch: last.epoch.clone(),
        device,
        incarnation: Uuid::new_v4(),
        seq: 0,
        cases,
    };
    Ok((office, desks, pusher))
}

impl Listener {
    fn request(&self) -> PullRequest {
        PullRequest {
            epoch: self.epoch.clone(),
            cursors: self.cursors.clone(),
            max_bytes: 1024 * 1024,
            evidence: Evidence::default(),
            digest: false,
            growth: true,
            bucket: None,
        }
    }

    async fn pull(&mut self, net: &HttpTransport) -> Result<Answer> {
        let answer = net.pull(&self.access, &self.request()).await?;
        let answer: Answer = serde_json::from_slice(&answer)?;
        self.cursors.clone_from(&answer.cursors);
        Ok(answer)
    }

    /// Reads to the end; answers the cases that are being handled.
    async fn read_all(&mut self, net: &HttpTransport) -> Result<Vec<CaseId>> {
        let mut handled = Vec::new();
        loop {
            let answer = self.pull(net).await?;
            for item in &answer.items {
                if item.kind != "case" {
                    continue;
                }
                let op: Value = serde_json::from_str(item.op.get())?;
                let state = op.pointer("/entity/summary/state");
                if state.is_some_and(|state| state == "in_progress") {
                    handled.push(item.id.parse()?);
                }
            }
            if !answer.more {
                return Ok(handled);
            }
        }
    }

    async fn listen(
        mut self,
        net: Arc<HttpTransport>,
        mut over: watch::Receiver<bool>,
    ) -> Result<Self> {
        loop {
            let request = WaitRequest {
                epoch: self.epoch.clone(),
                cursors: self.cursors.clone(),
            };
            let reply = tokio::select! {
                biased;
                _ = over.wait_for(|over| *over) => return Ok(self),
                reply = net.wait(&self.access, &request) => reply?,
            };
            if reply.behind {
                let since = self.pulls.last().map(|(began, _)| began.elapsed());
                tokio::time::sleep(news_pause(since, draw()?)).await;
                let began = Instant::now();
                while self.pull(&net).await?.more {}
                self.pulls.push((began, began.elapsed()));
            }
        }
    }
}

/// In 0..1.
fn draw() -> Result<f64> {
    let drawn = getrandom::u32().map_err(|e| e.to_string())?;
    Ok(f64::from(drawn) / f64::from(u32::MAX))
}

impl Pusher {
    /// One change, applied.
    async fn change(&mut self, net: &HttpTransport) -> Result<Duration> {
        self.seq += 1;
        let payload = Payload {
            id: ActionId(Uuid::now_v7()),
            case: self.cases[self.seq as usize % self.cases.len()],
            base_rev: 1,
            after: None,
            resolves: None,
            asks: Default::default(),
            action: contact("已与来电人联系。"),
            v: protocol::VERSION,
            at: now(),
        };
        let request = PushRequest {
            device: self.device,
            incarnation: self.incarnation,
            epoch: self.epoch.clone(),
            evidence: Evidence::default(),
            mutations: vec![Mutation::new(self.seq, serde_json::to_string(&payload)?)],
        };
        let began = Instant::now();
        let reply = net.push(&self.access, &request).await?;
        match reply.results.as_slice() {
            [one] if one.outcome != Outcome::Held => Ok(began.elapsed()),
            other => Err(format!("a change was {other:?}").into()),
        }
    }

    /// So many changes a second; a late one is made up for.
    async fn act(
        mut self,
        net: Arc<HttpTransport>,
        a_second: f64,
    ) -> Result<(Self, Vec<Duration>)> {
        let mut ticks = tokio::time::interval(Duration::from_secs_f64(1.0 / a_second));
        let mut took = Vec::new();
        for _ in 0..(a_second * LOAD.as_secs_f64()) as usize {
            ticks.tick().await;
            took.push(self.change(&net).await?);
        }
        Ok((self, took))
    }
}

/// All that the server can give: pulls of one change each, then pushes of one change each.
async fn rush(net: &Arc<HttpTransport>, crowd: &mut Crowd) -> Result<()> {
    let mut rushing = JoinSet::new();
    let until = Instant::now() + RUSH;
    for desk in crowd.desks.iter().take(AT_ONCE) {
        let (net, access, request) = (net.clone(), desk.access.clone(), desk.request());
        rushing.spawn(async move {
            let mut took = Vec::new();
            while Instant::now() < until {
                let began = Instant::now();
                net.pull(&access, &request).await?;
                took.push(began.elapsed());
            }
            Ok(took)
        });
    }
    tell("server_pull_rps", rushing).await?;
    let mut rushing: JoinSet<Result<_>> = JoinSet::new();
    let until = Instant::now() + RUSH;
    for mut pusher in std::mem::take(&mut crowd.pushers) {
        let net = net.clone();
        rushing.spawn(async move {
            let mut took = Vec::new();
            while Instant::now() < until {
                took.push(pusher.change(&net).await?);
            }
            Ok((took, pusher))
        });
    }
    let mut took = JoinSet::new();
    while let Some(done) = rushing.join_next().await {
        let (times, pusher) = done??;
        crowd.pushers.push(pusher);
        took.spawn(async move { Ok(times) });
    }
    tell("server_push_rps", took).await
}

async fn tell(name: &str, mut rushing: JoinSet<Result<Vec<Duration>>>) -> Result<()> {
    let mut times = Times::default();
    while let Some(done) = rushing.join_next().await {
        for took in done?? {
            times.add(took);
        }
    }
    Figure::new(name, times.count() as f64 / RUSH.as_secs_f64(), "1/s")
        .fact("p99_ms", times.at(0.99))
        .fact("median_ms", times.median())
        .print()
}
