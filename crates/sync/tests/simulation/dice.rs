//! The only source of chance in a world: one ChaCha stream for what happens, one
//! each for the names that the centre and the desks draw, so that a name more or
//! less changes nothing else.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::sync::{Arc, Mutex};

pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// 0..n; 0 for n = 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.0.next_u32()) * n as u64) >> 32) as usize
    }

    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of a list with weights.
    pub fn weighted<T: Copy>(&mut self, list: &[(usize, T)]) -> T {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        for (weight, one) in list {
            if left < *weight {
                return *one;
            }
            left -= weight;
        }
        unreachable!("the weights were summed up")
    }
}

/// Names, drawn in the order in which they are asked for.
pub fn names(seed: u64, stream: u64) -> impl Fn(&mut [u8]) + Clone + Send + Sync + 'static {
    let dice = Arc::new(Mutex::new(Dice::new(seed, stream)));
    move |bytes| dice.lock().unwrap().0.fill_bytes(bytes)
}
