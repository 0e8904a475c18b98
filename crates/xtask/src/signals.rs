//! Ctrl-C and termination, noticed and passed on. The only file that talks to the system's C library, which std links
//! anyway: two calls are no reason for a dependency.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED_TO_STOP: AtomicBool = AtomicBool::new(false);

/// Whether somebody pressed Ctrl-C, ended this process, or closed its terminal.
pub fn asked_to_stop() -> bool {
    ASKED_TO_STOP.load(Ordering::Relaxed)
}

#[cfg(unix)]
pub use unix::{kill, listen, terminate};

#[cfg(unix)]
mod unix {
    use super::{ASKED_TO_STOP, Ordering};

    // POSIX numbers, the same on Linux and macOS.
    const SIGHUP: i32 = 1;
    const SIGINT: i32 = 2;
    const SIGKILL: i32 = 9;
    const SIGTERM: i32 = 15;

    unsafe extern "C" {
        fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
        #[link_name = "kill"]
        safe fn send(process: i32, number: i32) -> i32;
    }

    extern "C" fn note(_number: i32) {
        ASKED_TO_STOP.store(true, Ordering::Relaxed);
    }

    /// From now on Ctrl-C is noticed, so that what was started can be ended in order.
    pub fn listen() {
        for number in [SIGHUP, SIGINT, SIGTERM] {
            // SAFETY: the handler only stores to an atomic, which POSIX allows in a signal handler.
            unsafe { signal(number, note) };
        }
    }

    /// Asks a process group to end. A group that is gone already is what was wanted.
    pub fn terminate(group: u32) {
        to_group(group, SIGTERM);
    }

    /// Ends a process group that did not listen.
    pub fn kill(group: u32) {
        to_group(group, SIGKILL);
    }

    fn to_group(group: u32, number: i32) {
        // A negative id means the group; 0 and 1 would mean ourselves or everybody.
        if let Ok(group @ 2..) = i32::try_from(group) {
            send(-group, number);
        }
    }
}

/// Elsewhere Ctrl-C ends the console's processes by itself and `Child::kill` does the rest.
#[cfg(not(unix))]
pub fn listen() {}
