//! Where names come from that nobody may guess or give twice: of devices and
//! incarnations, ids, tokens. Passed in so that a simulation runs the same way
//! twice. Keys are always the system's.

use crate::error::{Error, Result};
use casework::Moment;
use std::sync::Arc;
use uuid::{Builder, Uuid};

#[derive(Clone)]
pub struct Chance(Arc<Draw>);

type Draw = dyn Fn(&mut [u8]) -> Result<()> + Send + Sync;

impl Default for Chance {
    /// The system's.
    fn default() -> Self {
        Self::from(|bytes| getrandom::fill(bytes).map_err(Error::Random))
    }
}

impl Chance {
    pub fn from(draw: impl Fn(&mut [u8]) -> Result<()> + Send + Sync + 'static) -> Self {
        Self(Arc::new(draw))
    }

    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        (self.0)(&mut bytes)?;
        Ok(bytes)
    }

    /// A version 4 name.
    pub(crate) fn name(&self) -> Result<Uuid> {
        Ok(Builder::from_random_bytes(self.bytes()?).into_uuid())
    }

    /// A version 7 id: ids sort by time.
    pub(crate) fn id(&self, at: Moment) -> Result<Uuid> {
        let millis = u64::try_from(at.0).unwrap_or_default();
        Ok(Builder::from_unix_timestamp_millis(millis, &self.bytes()?).into_uuid())
    }
}
