//! When the faults are over and everybody has synchronised until nothing moves:
//! desks and server say the same, and everything confirmed has its outcome.

use crate::always::{Sound, must};
use crate::look::{CentreFiles, CentreLook, DeskLook};
use crate::shared::MINUTE;
use crate::world::World;
use casework::ActionId;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use sync::Report;

/// Rounds in which everybody synchronises once. The first may meet a new epoch,
/// another brings what that made others hand in; the last must bring nothing.
const ROUNDS: usize = 6;

impl World {
    /// Drains the world, and checks what must hold then.
    pub async fn come_to_rest(&mut self) -> Sound {
        self.log.line("The faults are over".into());
        for desk in 0..self.desks.len() {
            if !self.desks[desk].gone {
                self.finish(desk).await?;
            }
        }
        while self.arrive(0).await != "nothing is on its way" {
            self.check()?;
        }
        // Desk and server compare what they hold once a day: that finds what was
        // read of a server whose disk was set back, and who does not know it.
        self.clock.pass(25 * 60 * MINUTE);
        let mut rounds = 0;
        while self.round().await? {
            rounds += 1;
            must!(rounds < ROUNDS, "5: not quiet after {rounds} rounds");
        }
        self.check()?;
        let server = self.server_files();
        let look = self.look_at_server();
        self.everything_has_its_outcome(&look)?;
        for desk in self.here() {
            if self.may_read(desk) {
                self.replica_is_the_servers_view(desk, &server, &look)?;
            }
            self.photos_are_complete(desk, &server)?;
        }
        self.stored_photos_are_what_their_names_say(&server)
    }

    /// What hung goes on, and no fault is left.
    async fn finish(&mut self, desk: usize) -> Sound {
        self.desks[desk].forget_faults();
        while self.desks[desk].is_busy() {
            self.desks[desk].go_on().await;
        }
        self.say_farewell(desk).await;
        self.check()
    }

    /// Everybody once; true when anything still moved.
    async fn round(&mut self) -> Result<bool, String> {
        // Longer than any pause after a failure, so that every photo may go.
        self.clock.pass(10 * MINUTE);
        let mut moved = false;
        let ledgers = self.look_at_server().ledgers.clone();
        for desk in 0..self.desks.len() {
            if self.desks[desk].gone {
                continue;
            }
            let before = self.look_at(desk).epoch.clone();
            self.desks[desk].begin(Vec::new(), true);
            self.finish(desk).await?;
            // Copies of one computer sign each other out: their person signs in.
            if self.desks[desk].is_signed_out() && self.may_read(desk) {
                self.desks[desk].begin(Vec::new(), true);
                self.finish(desk).await?;
            }
            if self.desks[desk].gone {
                moved = true;
                continue;
            }
            moved |= self.look_at(desk).epoch != before;
            moved |= match &self.desks[desk].done {
                Some(Ok(report)) => moves(report),
                Some(Err(error)) => {
                    let closed = !self.may_read(desk);
                    must!(closed, "5: desk {desk} cannot synchronise: {error}");
                    false
                }
                None => true,
            };
        }
        Ok(moved || self.look_at_server().ledgers != ledgers)
    }

    pub fn may_read(&self, desk: usize) -> bool {
        let desk = &self.desks[desk];
        !self.disabled.contains(desk.user) && !self.retired.contains(&desk.device)
    }

    fn may_hand_in(&self, desk: usize) -> bool {
        !self.disabled.contains(self.desks[desk].user)
    }

    /// 9 and 1: nothing blocks anything; whatever a desk that may hand in still has,
    /// the server has, with one outcome, in this epoch.
    fn everything_has_its_outcome(&self, server: &CentreLook) -> Sound {
        let (actions, epoch) = (&server.actions, &server.epoch);
        for desk in self.here().filter(|desk| self.may_hand_in(*desk)) {
            for row in &self.look_at(desk).outbox {
                let told = format!("{} of desk {desk}", row.id);
                must!(
                    actions.contains_key(&row.id),
                    "1: {told} is not at the server"
                );
                must!(row.outcome.is_some(), "9: {told} has no outcome");
                let settled = row.settled || !self.may_read(desk);
                must!(settled, "9: {told} is not settled");
                let of_now = row.epoch.as_ref() == Some(epoch);
                let result = &actions[&row.id].result;
                let same = row.code == result.code;
                must!(
                    same || !of_now,
                    "2: {told}: {:?}, {:?}",
                    row.code,
                    result.code
                );
            }
        }
        Ok(())
    }

    /// 5 and 7: the cases, held actions and documents of this person, byte for byte,
    /// and nothing beside them.
    fn replica_is_the_servers_view(
        &self,
        desk: usize,
        server: &CentreFiles,
        look: &CentreLook,
    ) -> Sound {
        let files = self.desks[desk].files();
        let found = files.look();
        let user = self.desks[desk].user;
        let (role, office) = server.people()[user].clone();
        let office = office.unwrap();
        let shares = server.shares();
        let visible: BTreeMap<&str, &str> = look
            .documents
            .iter()
            .filter(|one| {
                one.office == office || shares.contains(&(office.clone(), one.id.clone()))
            })
            .map(|one| (one.id.as_str(), one.body.as_str()))
            .collect();
        let kept = self.kept_for_drafts(desk);
        let here = &found.documents;
        for (id, body) in &visible {
            let found = here.get(*id).map(|one| one.body.as_str());
            must!(found.is_some(), "5: {id} is missing on desk {desk}");
            must!(found == Some(*body), "5: {id} differs on desk {desk}");
        }
        for (id, document) in here {
            let known = visible.contains_key(id.as_str());
            must!(
                known || kept.contains(id),
                "7: {id} is still on desk {desk}"
            );
            must!(
                known != document.frozen,
                "7: {id} on desk {desk} is frozen: {}",
                document.frozen
            );
        }
        let held: BTreeMap<ActionId, bool> = server
            .held()
            .into_iter()
            .filter(|(_, one)| one.author == user || (role == "head" && one.ledger == office))
            .map(|(id, one)| (id, one.resolved))
            .collect();
        let known: BTreeMap<ActionId, bool> = files
            .held()
            .into_iter()
            .map(|(id, one)| (id, one.resolved))
            .collect();
        must!(
            held == known,
            "5: held on desk {desk}: {known:?}, not {held:?}"
        );
        let district = server.district();
        for (kind, known) in files.district() {
            must!(
                Some(&known) == district.get(&kind),
                "5: the {kind} of desk {desk}"
            );
        }
        let scopes: BTreeSet<&String> = found.cursors.keys().collect();
        must!(scopes.len() == 3, "5: scopes of desk {desk}: {scopes:?}");
        Ok(())
    }

    /// Drafts count as unsent: their cases stay, frozen.
    fn kept_for_drafts(&self, desk: usize) -> BTreeSet<String> {
        let drafts = self.desks[desk].drafts.keys();
        drafts.map(ToString::to_string).collect()
    }

    /// 8: what a visit refers to is stored, once the server knows the visit; what is
    /// shown here is what its name says.
    fn photos_are_complete(&self, desk: usize, server: &CentreFiles) -> Sound {
        let (files, blobs) = (self.desks[desk].files(), server.blobs());
        let acknowledged = acknowledged(&files.look());
        for photo in files.photos() {
            let known = photo
                .visit
                .is_some_and(|visit| acknowledged.contains(&visit));
            if known && self.may_hand_in(desk) {
                let stored = blobs.contains(&photo.sha256) && photo.state != "local";
                must!(
                    stored,
                    "8: {} of desk {desk} is {}",
                    photo.sha256,
                    photo.state
                );
            }
            let sound = self.desks[desk].book().verify_photo(&photo.sha256);
            must!(
                sound.is_ok(),
                "8: {} on desk {desk}: {sound:?}",
                photo.sha256
            );
        }
        Ok(())
    }

    fn stored_photos_are_what_their_names_say(&self, server: &CentreFiles) -> Sound {
        for sha256 in server.blobs() {
            let place = self.centre.data().join("photos");
            let file = place.join(&sha256[..2]).join(&sha256);
            let bytes = std::fs::read(&file).map_err(|error| format!("8: {sha256}: {error}"))?;
            must!(
                hex::encode(Sha256::digest(&bytes)) == sha256,
                "8: {sha256} is rotten"
            );
        }
        Ok(())
    }
}

fn acknowledged(desk: &DeskLook) -> BTreeSet<ActionId> {
    let rows = desk.outbox.iter();
    rows.filter(|row| row.outcome.is_some())
        .map(|row| row.id)
        .collect()
}

fn moves(report: &Report) -> bool {
    report.pushed + report.pulled + report.left + report.photos_sent > 0
}
