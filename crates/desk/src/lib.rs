//! What the desk can do, without a window: command bodies, and the types they
//! speak. The shell and the command line are thin adapters over this crate.

pub mod view;
