//! Child processes that never outlive us: each in a process group of its own, ended by SIGTERM, and by SIGKILL when
//! that is not heard.

use std::{
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{Stop, signals};

/// How long a process may take to put its things in order (INTERFACES: the server is gone within 10 s).
const TO_END: Duration = Duration::from_secs(10);

/// Between two looks at a process. Nothing here is so quick that it would matter.
pub const LOOK: Duration = Duration::from_millis(50);

/// A running child, with all it starts. Dropping it ends it.
pub struct Process {
    child: Child,
}

impl Process {
    pub fn start(command: &mut Command) -> Result<Self, Stop> {
        let program = command.get_program().to_string_lossy().into_owned();
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot start {program}: {error}"))?;
        Ok(Process { child })
    }

    /// What the process says, if it was started with a pipe; once.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end; Ctrl-C ends it and all it started.
    pub fn wait(&mut self) -> Result<ExitStatus, Stop> {
        loop {
            if signals::asked_to_stop() {
                self.stop();
                return Err(Stop::Failed("stopped".to_owned()));
            }
            match self.ended()? {
                Some(status) => return Ok(status),
                None => sleep(LOOK),
            }
        }
    }

    /// Whether it has ended by itself, and how.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, Stop> {
        self.child
            .try_wait()
            .map_err(|error| Stop::Failed(format!("cannot watch a process: {error}")))
    }

    /// Asks it, and all it started, to end.
    pub fn ask_to_end(&mut self) {
        // Once reaped, the number may belong to somebody else.
        if matches!(self.child.try_wait(), Ok(None)) {
            #[cfg(unix)]
            signals::terminate(self.child.id());
            #[cfg(not(unix))]
            let _ = self.child.kill();
        }
    }

    /// Asks it to end and waits; after ten seconds it is ended.
    pub fn stop(&mut self) {
        self.ask_to_end();
        let deadline = Instant::now() + TO_END;
        while matches!(self.child.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                #[cfg(unix)]
                signals::kill(self.child.id());
                // Nothing is left to do for a process that cannot be waited for.
                let _ = self.child.wait();
                return;
            }
            sleep(LOOK);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Runs a command to its end; Ctrl-C ends it and all it started.
pub fn finish(command: &mut Command) -> Result<(), Stop> {
    let line = line(command);
    match Process::start(command)?.wait()? {
        status if status.success() => Ok(()),
        status => Err(Stop::Failed(format!("`{line}` ended with {status}"))),
    }
}

/// A step a person may follow: its title, what it prints, how long it took.
pub fn step(title: &str, command: &mut Command) -> Result<(), Stop> {
    eprintln!("\n== {title}");
    let began = Instant::now();
    let done = finish(command);
    let seconds = began.elapsed().as_secs_f64();
    match done {
        Ok(()) => {
            eprintln!("== {title}: {seconds:.1} s");
            Ok(())
        }
        Err(Stop::Failed(why)) => Err(Stop::Failed(format!(
            "{title}: failed after {seconds:.1} s: {why}"
        ))),
        Err(other) => Err(other),
    }
}

/// The command as a person would type it.
fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(all(test, unix))]
mod tests;
