//! The last number of each paper register, asked on the terminal.

use server::Result;
use server::command::numbers::{LastNumber, PaperRegister};
use std::io::{IsTerminal, Write};

/// Nothing where nobody can be asked: then what is known counts.
pub fn last_numbers(registers: &[PaperRegister]) -> Result<Vec<LastNumber>> {
    if !std::io::stdin().is_terminal() {
        eprintln!(
            "numbers given after the backup are not known; name them with --last, or --last none"
        );
        return Ok(Vec::new());
    }
    eprintln!("The last number that each paper register has; Enter alone: the one in brackets.");
    let mut read = Vec::new();
    for register in registers {
        read.extend(ask(register)?);
    }
    Ok(read)
}

fn ask(register: &PaperRegister) -> Result<Option<LastNumber>> {
    let last = &register.last;
    loop {
        eprint!(
            "{} {}〔{}〕 [{}]: ",
            register.office, last.word, last.year, last.serial
        );
        std::io::stderr().flush()?;
        let mut line = String::new();
        let read = std::io::stdin().read_line(&mut line)?;
        match line.trim() {
            "" if read > 0 => return Ok(None),
            "" => return Err(server::Error::Io(std::io::ErrorKind::UnexpectedEof.into())),
            typed => match typed.parse() {
                Ok(serial) if serial >= last.serial => {
                    return Ok(Some(LastNumber::Of {
                        word: last.word.clone(),
                        year: Some(last.year),
                        serial,
                    }));
                }
                _ => eprintln!("a number, {} or higher", last.serial),
            },
        }
    }
}
