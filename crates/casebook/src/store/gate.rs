//! The one writer. A person's save goes before work in the background, which
//! takes the writer for one slice at a time (SPEED.md: 3–6 ms).

use rusqlite::Connection;
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

pub(crate) struct Gate {
    connection: Mutex<Connection>,
    queue: Mutex<Queue>,
    moved: Condvar,
}

#[derive(Default)]
struct Queue {
    busy: bool,
    people: usize,
}

/// The writer, as long as this lives.
pub(crate) struct Turn<'a> {
    gate: &'a Gate,
    connection: MutexGuard<'a, Connection>,
}

impl Gate {
    pub fn new(connection: Connection) -> Self {
        Self {
            connection: Mutex::new(connection),
            queue: Mutex::default(),
            moved: Condvar::new(),
        }
    }

    /// For what a person waits for.
    pub fn person(&self) -> Turn<'_> {
        let mut queue = self.queue();
        queue.people += 1;
        while queue.busy {
            queue = self.wait(queue);
        }
        queue.people -= 1;
        self.enter(queue)
    }

    /// For pages from the server and the search index.
    pub fn background(&self) -> Turn<'_> {
        let mut queue = self.queue();
        while queue.busy || queue.people > 0 {
            queue = self.wait(queue);
        }
        self.enter(queue)
    }

    fn enter<'a>(&'a self, mut queue: MutexGuard<'_, Queue>) -> Turn<'a> {
        queue.busy = true;
        drop(queue);
        Turn {
            gate: self,
            // A panic while writing rolled its transaction back: the
            // connection itself is sound.
            connection: self
                .connection
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        self.moved
            .wait(queue)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deref for Turn<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Turn<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.gate.queue().busy = false;
        self.gate.moved.notify_all();
    }
}
