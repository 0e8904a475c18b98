//! The model: three cases, two offices, three desks. A server is what it has
//! decided; a desk is what its person did, and what it last read.

use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;
use std::collections::BTreeMap;

const CASES: usize = 3;
/// The office of each desk's person.
const OFFICES: [usize; 3] = [0, 0, 1];

/// An action's place in the order of all of them.
pub type Number = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Visit,
    SignFor,
}

#[derive(Clone, Debug)]
pub enum Transition {
    Confirm {
        desk: usize,
        case: usize,
        kind: Kind,
    },
    Sync {
        desk: usize,
        fate: Fate,
    },
    Crash {
        desk: usize,
    },
    Assign {
        case: usize,
        to: usize,
    },
    Backup,
    Restore,
}

/// What becomes of the first push of a synchronisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Clean,
    RequestLost,
    ReplyLost,
    Twice,
    /// the desk, when the server has committed
    DiesAfter,
}

#[derive(Clone, Debug)]
pub struct Model {
    pub server: Server,
    pub desks: [Desk; 3],
    backup: Option<Server>,
    epoch: u32,
    count: Number,
}

#[derive(Clone, Debug)]
pub struct Server {
    pub office: [usize; CASES],
    signed: [bool; CASES],
    /// every action that it decided on: is it held?
    pub held: BTreeMap<Number, bool>,
}

#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// what it last read: is the case signed for?
    pub signed: BTreeMap<usize, bool>,
    did: Vec<Done>,
    epoch: u32,
}

#[derive(Clone, Debug)]
struct Done {
    number: Number,
    case: usize,
    kind: Kind,
    /// builds on that one
    after: Option<Number>,
    /// the desk knows its outcome, and has read since
    settled: bool,
}

impl Server {
    /// Takes an action once.
    fn take(&mut self, done: &Done, office: usize) {
        if self.held.contains_key(&done.number) {
            return;
        }
        let after_held = done
            .after
            .is_some_and(|before| self.held.get(&before) == Some(&true));
        let legal = match done.kind {
            Kind::Visit => true,
            Kind::SignFor => self.office[done.case] == office && !self.signed[done.case],
        };
        let held = after_held || !legal;
        if !held && done.kind == Kind::SignFor {
            self.signed[done.case] = true;
        }
        self.held.insert(done.number, held);
    }
}

impl Desk {
    fn has_unsent(&self) -> bool {
        self.did.iter().any(|done| !done.settled)
    }

    /// What it shows of a case: what was read, and on top what is pending.
    fn shows_signed(&self, case: usize) -> bool {
        let pending =
            |done: &Done| !done.settled && done.case == case && done.kind == Kind::SignFor;
        self.signed.get(&case) == Some(&true) || self.did.iter().any(pending)
    }
}

impl Model {
    fn push(&mut self, desk: usize) {
        for done in &self.desks[desk].did {
            self.server.take(done, OFFICES[desk]);
        }
    }

    fn read(&mut self, desk: usize) {
        let here = &mut self.desks[desk];
        here.epoch = self.epoch;
        here.did.iter_mut().for_each(|done| done.settled = true);
        let server = &self.server;
        let mine = (0..CASES).filter(|case| server.office[*case] == OFFICES[desk]);
        here.signed = mine.map(|case| (case, server.signed[case])).collect();
    }

    fn sync(&mut self, desk: usize, fate: Fate) {
        let pushes = self.desks[desk].has_unsent();
        match fate {
            Fate::RequestLost if pushes => {}
            Fate::ReplyLost | Fate::DiesAfter if pushes => self.push(desk),
            _ => {
                self.push(desk);
                self.read(desk);
            }
        }
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<Self> {
        let server = Server {
            office: [0; CASES],
            signed: [false; CASES],
            held: BTreeMap::new(),
        };
        let mut model = Self {
            server,
            desks: Default::default(),
            backup: None,
            epoch: 0,
            count: 0,
        };
        (0..OFFICES.len()).for_each(|desk| model.read(desk));
        Just(model).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Transition> {
        let (desk, case) = (0..OFFICES.len(), 0..CASES);
        let kind = prop_oneof![Just(Kind::Visit), Just(Kind::SignFor)];
        let fate = prop_oneof![
            4 => Just(Fate::Clean),
            1 => Just(Fate::RequestLost),
            1 => Just(Fate::ReplyLost),
            1 => Just(Fate::Twice),
            1 => Just(Fate::DiesAfter),
        ];
        let confirm = (desk.clone(), case.clone(), kind);
        prop_oneof![
            6 => confirm.prop_map(|(desk, case, kind)| Transition::Confirm { desk, case, kind }),
            6 => (desk.clone(), fate).prop_map(|(desk, fate)| Transition::Sync { desk, fate }),
            1 => desk.prop_map(|desk| Transition::Crash { desk }),
            3 => (case, 0..2_usize).prop_map(|(case, to)| Transition::Assign { case, to }),
            1 => Just(Transition::Backup),
            1 => Just(Transition::Restore),
        ]
        .boxed()
    }

    fn preconditions(model: &Self, transition: &Transition) -> bool {
        match transition {
            Transition::Confirm { desk, case, kind } => {
                let here = &model.desks[*desk];
                let sees = here.signed.contains_key(case);
                sees && (*kind == Kind::Visit || !here.shows_signed(*case))
            }
            // Which call a fault meets is clear only in the epoch that runs.
            Transition::Sync { desk, fate } => {
                *fate == Fate::Clean || model.desks[*desk].epoch == model.epoch
            }
            Transition::Assign { case, to } => model.server.office[*case] != *to,
            Transition::Restore => model.backup.is_some(),
            Transition::Crash { .. } | Transition::Backup => true,
        }
    }

    fn apply(mut model: Self, transition: &Transition) -> Self {
        match transition {
            Transition::Confirm { desk, case, kind } => {
                let here = &mut model.desks[*desk];
                let unsettled = |done: &&Done| done.case == *case && !done.settled;
                let after = here.did.iter().rev().find(unsettled);
                let done = Done {
                    number: model.count,
                    case: *case,
                    kind: *kind,
                    after: after.map(|done| done.number),
                    settled: false,
                };
                here.did.push(done);
                model.count += 1;
            }
            Transition::Sync { desk, fate } => model.sync(*desk, *fate),
            Transition::Assign { case, to } => {
                model.server.office[*case] = *to;
                model.server.signed[*case] = false;
            }
            Transition::Crash { .. } => {}
            Transition::Backup => model.backup = Some(model.server.clone()),
            Transition::Restore => {
                if let Some(backup) = model.backup.clone() {
                    model.server = backup;
                    model.epoch += 1;
                }
            }
        }
        model
    }
}
