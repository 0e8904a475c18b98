//! One figure of the bench, beside its floor.

use serde::Serialize;
use serde_json::{Map, Value};
use std::time::Duration;

#[derive(Serialize)]
pub struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<f64>,
    #[serde(flatten)]
    facts: Map<String, Value>,
}

impl Figure {
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value: neat(value),
            unit,
            against: None,
            against_value: None,
            ratio: None,
            facts: Map::new(),
        }
    }

    /// The floor or peer, in the same unit.
    pub fn against(mut self, what: &str, value: f64) -> Self {
        self.against = Some(what.to_owned());
        self.against_value = Some(neat(value));
        self.ratio = Some(neat(self.value / value));
        self
    }

    pub fn fact(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    pub fn print(self) -> crate::Result<()> {
        println!("{}", serde_json::to_string(&self)?);
        Ok(())
    }
}

/// Four digits say all that a shared machine can tell.
fn neat(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let scale = 10_f64.powi(3 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

/// Durations of one job, done many times.
#[derive(Default)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1000.0);
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Milliseconds.
    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// Milliseconds; 0.95 is the 95th percentile.
    pub fn at(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1) as f64;
        sorted
            .get((last * part).round() as usize)
            .copied()
            .unwrap_or(f64::NAN)
    }
}
