//! One change, from the desk that made it to the desks that see it, in districts of different sizes; and an exchange
//! with nothing new. The districts take turns, so that a busy minute meets all of them.

use crate::Result;
use crate::desk::{Desk, contact, without_photos};
use crate::district::District;
use crate::figure::{Figure, Times};
use crate::relay::{Bytes, Relay};
use casebook::{Intent, ListQuery};
use casework::{Action, CaseId, State};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ROUNDS: usize = 40;
/// The first ones fill caches.
const WARM: usize = 5;
/// Of each kind, by a relay that counts bytes.
const COUNTED: usize = 5;

struct Pair<'a> {
    district: &'a District,
    /// at 白鹤街道, with its share of the cases
    clerk: Desk,
    /// sees all cases of the district
    auditor: Desk,
    /// 待签收, enough for every round
    waiting: Vec<CaseId>,
    /// pushed, and its answer taken
    made: Times,
    /// the pull behind it, by which the clerk's own list is up to date
    settled: Times,
    seen: Times,
}

pub async fn run(districts: &[District]) -> Result<()> {
    let mut pairs = Vec::new();
    let mut awake = Vec::new();
    for district in districts {
        awake.push(district.kept_awake()?);
        pairs.push(Pair::of(district).await?);
    }
    for round in 0..ROUNDS {
        for pair in &mut pairs {
            pair.change(round).await?;
        }
    }
    let smallest = pairs[0].made.median();
    for pair in &pairs {
        let size = pair.district.size();
        let mut figure = Figure::new(format!("one_change_in_{size}"), pair.made.median(), "ms");
        if size != pairs[0].district.size() {
            let peer = format!("one_change_in_{}", pairs[0].district.size());
            figure = figure.against(&peer, smallest);
        }
        figure
            .fact("p95", pair.made.at(0.95))
            .fact("pulled_by_who_made_it_ms", pair.settled.median())
            .fact("seen_by_one_who_has_all_ms", pair.seen.median())
            .print()?;
    }
    for pair in &pairs {
        pair.bytes().await?;
    }
    nothing_new(&pairs[pairs.len().min(2) - 1]).await
}

impl<'a> Pair<'a> {
    async fn of(district: &'a District) -> Result<Self> {
        let clerk = Desk::kept(district, district.handler()?, "clerk").await?;
        let auditor = Desk::kept(district, district.auditor()?, "auditor").await?;
        auditor.settle().await?;
        clerk.settle().await?;
        let waiting = clerk.newest_in(State::Assigned, ROUNDS + COUNTED)?;
        Ok(Self {
            district,
            clerk,
            auditor,
            waiting,
            made: Times::default(),
            settled: Times::default(),
            seen: Times::default(),
        })
    }

    async fn change(&mut self, round: usize) -> Result<()> {
        let case = self.waiting[round];
        let intent = Intent::new(case, Action::SignFor, crate::desk::now());
        self.clerk.book().confirm(intent)?;
        let began = Instant::now();
        self.clerk.hand_in(&self.clerk.engine, 1).await?;
        let made = began.elapsed();
        let began = Instant::now();
        let report = self.clerk.sync().await?;
        let settled = began.elapsed();
        let began = Instant::now();
        let seen_by = self.auditor.sync().await?;
        let seen = began.elapsed();
        if (report.pulled, seen_by.pulled) != (1, 1) {
            return Err(format!("one change was {report:?}, seen as {seen_by:?}").into());
        }
        if round >= WARM {
            self.made.add(made);
            self.settled.add(settled);
            self.seen.add(seen);
        }
        Ok(())
    }

    /// Everything on the wire, headers included: of a change without a note, of one with its note taken off, and of
    /// the pulls that bring it to who made it and to who sees all.
    async fn bytes(&self) -> Result<()> {
        let relay = Relay::to(&self.district.url).await?;
        let engine = self.clerk.by_way_of(&relay.url)?;
        let watching = Relay::to(&self.district.url).await?;
        let watcher = self.auditor.by_way_of(&watching.url)?;
        let mut pushes = [0; COUNTED];
        let mut settled = [0; COUNTED];
        let mut pulls = [0; COUNTED];
        for (n, case) in self.waiting[ROUNDS..].iter().enumerate() {
            let intent = Intent::new(*case, Action::SignFor, crate::desk::now());
            self.clerk.book().confirm(intent)?;
            self.clerk.hand_in(&engine, 1).await?;
            pushes[n] = relay.take().both();
            engine.sync_once(&without_photos()).await?;
            settled[n] = relay.take().both();
            watcher.sync_once(&without_photos()).await?;
            pulls[n] = watching.take().both();
        }
        // Of the sample's cases that are being handled, the one with the median history.
        let mut handled = self.clerk.book().list(&ListQuery {
            states: vec![State::InProgress],
            ..ListQuery::default()
        })?;
        handled
            .rows
            .retain(|row| row.key <= self.district.cases as i64);
        handled.rows.sort_by_key(|row| row.summary.revision);
        let middle = handled.rows.len() / 2;
        let case = handled.rows.get(middle).ok_or("no case is handled")?;
        let note = "已与来电人联系。";
        let intent = Intent::new(case.id, contact(note), crate::desk::now());
        self.clerk.book().confirm(intent)?;
        self.clerk.hand_in(&engine, 1).await?;
        let noted = relay.take().both();
        self.clerk.sync().await?;
        pushes.sort_unstable();
        settled.sort_unstable();
        pulls.sort_unstable();
        Figure::new(
            format!("one_change_bytes_in_{}", self.district.size()),
            pushes[COUNTED / 2] as f64,
            "B",
        )
        .fact("pulled_by_who_made_it_bytes", settled[COUNTED / 2])
        .fact("seen_by_one_who_has_all_bytes", pulls[COUNTED / 2])
        .fact(
            "of_a_handled_case_without_its_note",
            noted - note.len() as u64,
        )
        .print()
    }
}

/// An exchange that brings nothing, against as many bytes that go and come over a bare connection.
async fn nothing_new(pair: &Pair<'_>) -> Result<()> {
    let relay = Relay::to(&pair.district.url).await?;
    let engine = pair.clerk.by_way_of(&relay.url)?;
    let mut counted = Bytes::default();
    for _ in 0..COUNTED {
        engine.sync_once(&without_photos()).await?;
        counted = relay.take();
    }
    let mut echo = Echo::open().await?;
    let (mut subject, mut floor) = (Times::default(), Times::default());
    for _ in 0..300 {
        let began = Instant::now();
        let report = pair.clerk.sync().await?;
        subject.add(began.elapsed());
        if report.pulled + report.pushed > 0 {
            return Err(format!("something was new: {report:?}").into());
        }
        let began = Instant::now();
        echo.round_trip(counted.sent as usize).await?;
        floor.add(began.elapsed());
    }
    Figure::new("nothing_new", subject.median(), "ms")
        .against("as many bytes there and back over TCP", floor.median())
        .fact("p95", subject.at(0.95))
        .fact("bytes_sent", counted.sent)
        .fact("bytes_received", counted.received)
        .fact("bytes_both", counted.both())
        .print()
}

struct Echo(TcpStream);

impl Echo {
    async fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let stream = TcpStream::connect(listener.local_addr()?).await?;
        stream.set_nodelay(true)?;
        let (mut other, _) = listener.accept().await?;
        other.set_nodelay(true)?;
        tokio::spawn(async move {
            let (mut from, mut to) = other.split();
            tokio::io::copy(&mut from, &mut to).await
        });
        Ok(Self(stream))
    }

    async fn round_trip(&mut self, bytes: usize) -> Result<()> {
        let mut buffer = vec![0; bytes];
        self.0.write_all(&buffer).await?;
        self.0.read_exact(&mut buffer).await?;
        Ok(())
    }
}
