//! The actions of a file, pushed as their desk would push them: in batches, and
//! where the server's history does not go on from the desk's, as a new
//! incarnation. Ids keep either way from doing anything twice.

use super::ImportedWork;
use crate::app::App;
use crate::error::Result;
use crate::push;
use crate::session::Caller;
use crate::store::meta;
use protocol::error::code;
use protocol::hello::Limits;
use protocol::push::{Evidence, Mutation, Outcome, PushReply, PushRequest, PushResult};
use protocol::sealed::Header;
use uuid::Builder;

pub(super) struct HandIn<'a> {
    app: &'a App,
    caller: &'a Caller,
    limits: Limits,
    /// the next batch
    request: PushRequest,
    bytes: u64,
    /// under an incarnation of this import: the seq it gives next
    renumbered: Option<u64>,
    pub report: ImportedWork,
}

impl<'a> HandIn<'a> {
    pub fn new(app: &'a App, caller: &'a Caller, header: &Header) -> Self {
        Self {
            app,
            caller,
            limits: Limits::default(),
            request: PushRequest {
                device: header.device,
                incarnation: header.incarnation,
                epoch: header.epoch.clone(),
                evidence: header.evidence.clone(),
                mutations: Vec::new(),
            },
            bytes: 0,
            renumbered: None,
            report: ImportedWork::default(),
        }
    }

    pub fn add(&mut self, action: Mutation) -> Result<()> {
        let size = action.payload.len() as u64;
        let full = self.request.mutations.len() >= self.limits.push_actions as usize
            || self.bytes + size > self.limits.push_bytes;
        if full {
            self.flush()?;
        }
        self.bytes += size;
        self.request.mutations.push(action);
        Ok(())
    }

    /// Pushes what is waiting, as one transaction.
    pub fn flush(&mut self) -> Result<()> {
        if self.request.mutations.is_empty() {
            return Ok(());
        }
        let (app, actions) = (self.app, &self.request.mutations);
        let known = app.read(|tx| push::known(tx, actions))?;
        if self.renumbered.is_some() {
            self.renumber();
        }
        let reply = self.push()?;
        for (result, known) in reply.results.iter().zip(known) {
            self.count(result, known);
        }
        self.request.mutations.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Each answer that asks for another try is met once: the epoch does not
    /// change twice in a row, and nobody else has this import's incarnation.
    fn push(&mut self) -> Result<PushReply> {
        let mut tries = 2;
        loop {
            match push::push(self.app, self.caller, &self.request) {
                Err(problem) if tries > 0 && problem.code() == code::NEW_EPOCH => {
                    self.request.epoch = self.app.read(meta::get)?.epoch;
                    self.request.evidence = Evidence::default();
                }
                Err(problem) if tries > 0 && matches!(problem.code(), code::GAP | code::FORKED) => {
                    let drawn = self.app.0.config.chance.bytes()?;
                    self.request.incarnation = Builder::from_random_bytes(drawn).into_uuid();
                    self.request.evidence = Evidence::default();
                    self.renumbered = Some(1);
                    self.renumber();
                }
                other => return other,
            }
            tries -= 1;
        }
    }

    fn renumber(&mut self) {
        let mut next = self.renumbered.unwrap_or(1);
        for action in &mut self.request.mutations {
            action.seq = next;
            next += 1;
        }
        self.renumbered = Some(next);
    }

    fn count(&mut self, result: &PushResult, known: bool) {
        let report = &mut self.report;
        report.actions += 1;
        match result.outcome {
            _ if known => report.already += 1,
            Outcome::Applied | Outcome::AppliedLate => report.applied += 1,
            Outcome::Held => {
                report.held += 1;
                let code = result.code.as_deref().unwrap_or(code::INTERNAL);
                report
                    .problems
                    .push(format!("held[{code}]: action {}", result.id));
            }
        }
    }
}
