//! Desk × server × administrator in the small: what a few lines say must become
//! of visits, sign-fors, reassignments, lost answers, crashes and restores, the
//! real ones must do. A sequence that fails is cut to the shortest that does.

use crate::faults::Fault;
use crate::log::Log;
use crate::model_state::{Fate, Kind, Model, Transition};
use crate::shared::{BAIHE, DONGLIU};
use crate::template::runtime;
use crate::world::World;
use casework::{Action, ActionId, CaseId, VisitRecord};
use proptest::test_runner::Config;
use proptest_state_machine::{StateMachineTest, prop_state_machine};
use protocol::push::Outcome;
use server::command::assign;
use std::collections::{BTreeMap, BTreeSet};

/// The same every time: what varies is in the transitions.
const SEED: u64 = 0;

prop_state_machine! {
    #![proptest_config(Config {
        cases: 64,
        max_shrink_iters: 400,
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn desks_server_and_administrator_do_what_the_model_says(sequential 1..30 => Real);
}

/// The real ones.
pub struct Real {
    world: World,
    runtime: tokio::runtime::Runtime,
    cases: Vec<CaseId>,
    /// in the order of the model's numbers
    actions: Vec<ActionId>,
}

impl StateMachineTest for Real {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &Model) -> Self {
        let runtime = runtime();
        let world = runtime.block_on(async { World::new(SEED, Log::default()) });
        let cases = world.server_files().case_ids();
        Self {
            cases: cases.iter().map(|id| id.parse().unwrap()).collect(),
            world,
            runtime,
            actions: Vec::new(),
        }
    }

    fn apply(mut real: Self, model: &Model, transition: Transition) -> Self {
        real.world.clock.pass(1_000);
        match transition {
            Transition::Confirm { desk, case, kind } => real.confirm(desk, case, kind),
            Transition::Sync { desk, fate } => real.sync(desk, fate),
            Transition::Crash { desk } => {
                let crash = real.world.desks[desk].crash();
                real.runtime.block_on(crash);
            }
            Transition::Assign { case, to } => {
                let office = [BAIHE, DONGLIU][to];
                let id = real.cases[case].to_string();
                assign::assign(&real.world.centre.app(), &id, office).unwrap();
            }
            Transition::Backup => {
                real.world.back_up();
            }
            Transition::Restore => {
                real.world.restore();
            }
        }
        real.world.check().unwrap();
        real.compare(model);
        real
    }
}

impl Real {
    fn confirm(&mut self, desk: usize, case: usize, kind: Kind) {
        let action = match kind {
            Kind::Visit => Action::LogVisit {
                visit: VisitRecord {
                    at: self.world.desks[desk].now(),
                    note: "到现场看过".into(),
                    companions: String::new(),
                    finding: None,
                    lat: None,
                    lng: None,
                    no_photo_reason: None,
                    photos: Vec::new(),
                },
            },
            Kind::SignFor => Action::SignFor,
        };
        let id = self
            .world
            .confirm(desk, self.cases[case], action, None, None);
        self.actions.push(id.unwrap());
    }

    fn sync(&mut self, desk: usize, fate: Fate) {
        let desk = &mut self.world.desks[desk];
        let fault = match fate {
            Fate::Clean => Fault::None,
            Fate::RequestLost => Fault::LoseRequest,
            Fate::ReplyLost => Fault::LoseReply,
            Fate::Twice => Fault::Twice,
            Fate::DiesAfter => Fault::DeskDiesAfter,
        };
        self.runtime.block_on(async {
            desk.begin(Vec::new(), true);
            desk.at_push(fault);
            desk.go_on().await;
            // A restore ends every session: its person signs in again.
            if desk.is_signed_out() {
                desk.begin(Vec::new(), true);
                desk.go_on().await;
            }
        });
    }

    /// What the server has, where each case is, and what each desk shows.
    fn compare(&self, model: &Model) {
        let server = self.world.look_at_server();
        let held = |outcome: Outcome| outcome == Outcome::Held;
        let actions = server.actions.iter();
        let known: BTreeMap<ActionId, bool> = actions
            .map(|(id, row)| (*id, held(row.result.outcome)))
            .collect();
        let foreseen = model.server.held.iter();
        let foreseen = foreseen.map(|(number, held)| (self.actions[*number], *held));
        assert_eq!(known, foreseen.collect(), "outcomes");
        for (case, foreseen) in model.server.office.iter().enumerate() {
            let id = self.cases[case].to_string();
            let document = server.documents.iter().find(|one| one.id == id);
            let office = ["330212001", "330212002"][*foreseen];
            assert_eq!(document.unwrap().office, office, "case {case}");
        }
        for (desk, foreseen) in model.desks.iter().enumerate() {
            let shown: BTreeSet<CaseId> = self.world.desks[desk].cases().into_iter().collect();
            let modelled = self.cases[..model.server.office.len()].iter().enumerate();
            for (case, id) in modelled {
                let here = foreseen.signed.contains_key(&case);
                assert_eq!(shown.contains(id), here, "case {case} on desk {desk}");
            }
        }
    }
}
