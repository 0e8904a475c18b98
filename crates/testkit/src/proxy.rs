//! The line between a desk and its server, as bad as lines are: it is cut, it
//! stalls, it ends an answer before its end. Bytes are counted over all
//! connections; where one is cut, all are, until the line is mended.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Which bytes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// from desk to server
    Up,
    /// from server to desk
    Down,
}

/// What happens after so many bytes.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// all connections break off
    Cut(Way, u64),
    /// nothing goes on, and nobody is told
    Stall(Way, u64),
    /// the answer ends there, politely
    Truncate(u64),
}

impl Fault {
    fn way_and_place(self) -> (Way, u64) {
        match self {
            Fault::Cut(way, after) | Fault::Stall(way, after) => (way, after),
            Fault::Truncate(after) => (Way::Down, after),
        }
    }
}

#[derive(Default)]
struct State {
    server: String,
    fault: Option<Fault>,
    /// it has happened
    broken: bool,
    up: u64,
    down: u64,
    connections: Vec<TcpStream>,
}

/// Listens where a desk connects to.
pub struct Proxy {
    pub url: String,
    line: Arc<Line>,
}

#[derive(Default)]
struct Line {
    state: Mutex<State>,
    moved: Condvar,
}

impl Proxy {
    /// To the server at `address`, e.g. `127.0.0.1:8420`.
    pub fn to(address: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it has one"));
        let line = Arc::new(Line::default());
        line.lock().server = address.to_owned();
        let of_thread = Arc::clone(&line);
        // Ends with the test's process: a line outlives nobody.
        thread::spawn(move || {
            for desk in listener.incoming().flatten() {
                of_thread.connect(desk).ok();
            }
        });
        Self { url, line }
    }

    /// From now on: counted from nothing, broken where `fault` says.
    pub fn breaks(&self, fault: Fault) {
        let mut state = self.line.lock();
        (state.up, state.down) = (0, 0);
        state.fault = Some(fault);
        state.broken = false;
    }

    /// As good as new; what was held back is lost.
    pub fn mend(&self) {
        let mut state = self.line.lock();
        state.fault = None;
        state.broken = false;
        (state.up, state.down) = (0, 0);
        state.hang_up();
        self.line.moved.notify_all();
    }

    /// Returns when the fault has happened.
    pub fn wait_until_broken(&self) {
        let mut state = self.line.lock();
        while !state.broken {
            state = self
                .line
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub fn is_broken(&self) -> bool {
        self.line.lock().broken
    }

    /// Bytes up and down since the last `breaks` or `mend`.
    pub fn passed(&self) -> (u64, u64) {
        let state = self.line.lock();
        (state.up, state.down)
    }
}

impl State {
    fn hang_up(&mut self) {
        for connection in self.connections.drain(..) {
            connection.shutdown(Shutdown::Both).ok();
        }
    }
}

/// What is left of a piece of bytes, and how the line is afterwards.
enum Passage {
    All,
    Only(usize, Fault),
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(self: &Arc<Self>, desk: TcpStream) -> io::Result<()> {
        let server = {
            let mut state = self.lock();
            if state.broken && matches!(state.fault, Some(Fault::Cut(..))) {
                return desk.shutdown(Shutdown::Both);
            }
            let server = TcpStream::connect(&state.server)?;
            state.connections.push(desk.try_clone()?);
            state.connections.push(server.try_clone()?);
            server
        };
        for (from, to, way) in [
            (desk.try_clone()?, server.try_clone()?, Way::Up),
            (server, desk, Way::Down),
        ] {
            let line = Arc::clone(self);
            thread::spawn(move || line.pump(from, to, way));
        }
        Ok(())
    }

    fn pump(&self, mut from: TcpStream, mut to: TcpStream, way: Way) {
        let mut buffer = [0; 1024];
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            match self.pass(way, n) {
                Passage::All => {
                    if to.write_all(&buffer[..n]).is_err() {
                        break;
                    }
                }
                Passage::Only(n, fault) => {
                    to.write_all(&buffer[..n]).ok();
                    self.break_at(fault, &to);
                    return;
                }
            }
        }
        to.shutdown(Shutdown::Write).ok();
    }

    fn pass(&self, way: Way, n: usize) -> Passage {
        let mut state = self.lock();
        let counted = match way {
            Way::Up => &mut state.up,
            Way::Down => &mut state.down,
        };
        let before = *counted;
        *counted += n as u64;
        match state.fault {
            Some(fault @ (Fault::Stall(..) | Fault::Cut(..))) if state.broken => {
                Passage::Only(0, fault)
            }
            Some(fault) if !state.broken => {
                let (of, after) = fault.way_and_place();
                match of == way && before + n as u64 > after {
                    true => Passage::Only((after.saturating_sub(before)) as usize, fault),
                    false => Passage::All,
                }
            }
            _ => Passage::All,
        }
    }

    fn break_at(&self, fault: Fault, to: &TcpStream) {
        let mut state = self.lock();
        state.broken = true;
        match fault {
            Fault::Cut(..) => state.hang_up(),
            Fault::Truncate(_) => {
                to.shutdown(Shutdown::Both).ok();
            }
            Fault::Stall(..) => {}
        }
        self.moved.notify_all();
    }
}
