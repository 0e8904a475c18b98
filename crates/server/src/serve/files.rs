//! Open files: every connection is one, and Linux gives a program 1024 unless it
//! asks for more.

/// Of database, photos and letters, beside the connections.
const OTHERS: u64 = 200;

/// Asks for as many as these connections need; answers how many connections there
/// is room for.
pub(super) fn room_for(connections: usize) -> usize {
    match ask_for(connections as u64 + OTHERS) {
        Some(given) if given < connections as u64 + OTHERS => {
            let room = given.saturating_sub(OTHERS).max(1) as usize;
            tracing::warn!(
                files = given,
                connections = room,
                "the system gives fewer open files than {connections} connections need: raise LimitNOFILE"
            );
            room
        }
        _ => connections,
    }
}

/// None where there is no such limit.
#[cfg(unix)]
fn ask_for(files: u64) -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(files, |most| files.min(most));
    if limit.current.is_none_or(|now| now >= files) {
        return limit.current;
    }
    let asked = Rlimit {
        current: Some(wanted),
        ..limit
    };
    match setrlimit(Resource::Nofile, asked) {
        Ok(()) => Some(wanted),
        Err(_) => limit.current,
    }
}

#[cfg(not(unix))]
fn ask_for(_: u64) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_connections_than_there_can_be_files_are_not_promised() {
        assert_eq!(room_for(10), 10);
        if let Some(most) = ask_for(u64::MAX / 2) {
            let wanted = usize::MAX / 4;
            assert_eq!(room_for(wanted) as u64, most - OTHERS);
        }
    }
}
