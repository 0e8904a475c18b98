//! The thirteen promises of the synchronisation, each a test by its name, and
//! the courses of events that broke earlier readings of the protocol. They are
//! told in the simulation's world, step by step; after every step all that must
//! always hold is looked at (`simulation/always`, `simulation/history`).
//! docs/proof.md says which test keeps which promise.

#![expect(dead_code, reason = "the simulation uses all of the world")]

#[path = "../simulation/acts.rs"]
mod acts;
#[path = "../simulation/administrator.rs"]
mod administrator;
#[path = "../simulation/always.rs"]
mod always;
#[path = "../simulation/centre.rs"]
mod centre;
#[path = "../simulation/desk.rs"]
mod desk;
#[path = "../simulation/dice.rs"]
mod dice;
#[path = "../simulation/faults.rs"]
mod faults;
#[path = "../simulation/history.rs"]
mod history;
#[path = "../simulation/log.rs"]
mod log;
#[path = "../simulation/look/mod.rs"]
mod look;
#[path = "../simulation/oracle.rs"]
mod oracle;
#[path = "../simulation/post.rs"]
mod post;
#[path = "../simulation/quiet.rs"]
mod quiet;
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../simulation/step.rs"]
mod step;
#[path = "../simulation/template.rs"]
mod template;
#[path = "../simulation/world.rs"]
mod world;

mod access;
mod photos;
mod reading;
mod script;
mod traces;
mod work;
