//! Memory of a process, where the system tells it (Linux).

/// In MB.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    pub now: f64,
    pub peak: f64,
}

pub fn of(pid: u32) -> Option<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kib * 1024.0 / 1e6)
    };
    Some(Memory {
        now: field("VmRSS:")?,
        peak: field("VmHWM:")?,
    })
}

/// From here on, `peak` is of what follows.
pub fn forget_peak(pid: u32) {
    // Without it the peak is only too high.
    let _ = std::fs::write(format!("/proc/{pid}/clear_refs"), "5");
}
