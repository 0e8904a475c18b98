//! What the crate promises about evidence, tried on real and broken files.

mod damage;
mod example;
mod exif;
mod refusal;
mod support;
mod upright;
