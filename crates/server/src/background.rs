//! Asynchronous libraries under business code, which is synchronous: their work
//! runs on a small runtime of its own while the calling thread waits.

use crate::error::{Error, Result};
use std::future::Future;
use std::sync::mpsc;
use tokio::runtime::{Builder, Handle, Runtime};

pub(crate) struct Background {
    /// taken only when it ends
    runtime: Option<Runtime>,
    handle: Handle,
}

impl Background {
    /// The name is its thread's.
    pub fn start(name: &str) -> Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name(name)
            .enable_all()
            .build()?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }

    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    pub fn wait<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> Result<T> {
        wait(&self.handle, task)
    }
}

impl Drop for Background {
    /// The last one to hold the server may be an asynchronous task, where an
    /// ordinary end, which waits, is not allowed.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Runs there; waits here. Allowed on any thread, for no runtime is entered.
pub(crate) fn wait<T: Send + 'static>(
    handle: &Handle,
    task: impl Future<Output = T> + Send + 'static,
) -> Result<T> {
    let (done, answer) = mpsc::sync_channel(1);
    handle.spawn(async move {
        // Nobody waits any more only when their thread is gone.
        done.send(task.await).ok();
    });
    answer.recv().map_err(|_| Error::Ending)
}
