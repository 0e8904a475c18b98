use std::{
    io::Read,
    process::{Command, Stdio},
};

use super::*;

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[test]
fn what_a_child_started_ends_with_it() {
    let mut command = shell("sleep 3600 & sleep 3600");
    let mut process = Process::start(command.stdout(Stdio::piped()))
        .ok()
        .expect("sh starts");
    let mut stdout = process.stdout().expect("a pipe");
    drop(process);
    // The pipe ends only when the last of them has gone.
    let mut said = String::new();
    stdout.read_to_string(&mut said).expect("readable");
    assert_eq!(said, "");
}

#[test]
fn a_failed_command_is_named() {
    let Err(Stop::Failed(why)) = finish(&mut shell("exit 3")) else {
        panic!("it failed");
    };
    assert_eq!(why, "`sh -c exit 3` ended with exit status: 3");
}
